"""Finding phrases in a document: one pass over the normalised text for all rules; knows no conditions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple, TypeVar

from lintkit.language.analysis import lower, ranges
from lintkit.language.compounds import is_compound_of
from lintkit.language.memory import Known
from lintkit.rules.phrase import Phrase

T = TypeVar("T")


def trie_pattern(words: Iterable[str]) -> str:
    """A regular expression for the words, longest first, factored by common beginnings.

    A word ending in "*" matches on to the end of the word it begins.
    """
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        prefix = word.endswith("*")
        for c in word[:-1] if prefix else word:
            node = node.setdefault(c, {})
        node["*" if prefix else ""] = {}
    return _render(root)


def _render(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    # Iterative rendering would be longer; depth is bounded by the longest phrase in a rule file.
    branches = [re.escape(c) + _render(child) for c, child in sorted(node.items()) if c not in ("", "*")]
    ends = []
    if "*" in node:
        ends.append(r"\w*(?!\w)")
    elif "" in node:
        ends.append(r"(?!\w)")
    options = branches + ends
    if len(options) == 1:
        return options[0]
    return "(?:" + "|".join(options) + ")"


class Hit(NamedTuple):
    """A phrase of rule number `key` at a range of the plain text."""

    key: int
    start: int
    end: int


class Matcher:
    """All phrases of a set of rules, matched in one pass. `key` is whatever number the caller gives a rule.

    Literals and the anchors of patterns are filed by the word they begin with, and what a word can begin or end is
    worked out once: a text is then as dear as its words that begin or end something, and most texts have none. A
    pattern is tried only in the sentence that holds its anchor.
    """

    def __init__(self, phrases: Iterable[tuple[int, Phrase]]) -> None:
        self._literals: dict[str, list[int]] = defaultdict(list)
        self._anchors: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
        self._suffixes: dict[str, list[int]] = defaultdict(list)
        self._suffix_anchors: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
        for key, phrase in phrases:
            if phrase.expression is not None:
                for anchor in phrase.anchors:
                    self._anchors[anchor].append((key, phrase))
                    if anchor in phrase.suffixes:
                        self._suffix_anchors[anchor].append((key, phrase))
            else:
                for literal in phrase.literals:
                    self._literals[literal].append(key)
                for suffix in phrase.suffixes:
                    self._suffixes[suffix].append(key)
        words = self._literals.keys() | self._anchors.keys()
        # An entry that is the beginning of a longer one ("vid behov", "vid behov av") must be found too.
        self._shorter = {w: [v for v in _beginnings(w) if v in words] for w in words}
        prefixes = [w for w in words if w.endswith("*")]
        self._prefixes = sorted((w[:-1] for w in prefixes), key=len, reverse=True)
        # Entries by the word they begin with; those that begin with another character, and those whose first word
        # goes on ("osannolik*"), are looked for by themselves.
        begins: dict[str, list[str]] = defaultdict(list)
        self._open: dict[str, list[str]] = defaultdict(list)
        self._odd: dict[str, list[str]] = defaultdict(list)
        for word in words:
            first = _TOKEN.match(word)
            if first is None:
                self._odd[word[0]].append(word)
            elif word == first[0] + "*":
                self._open[first[0]].append(word)
            else:
                begins[first[0]].append(word)
        self._begins = dict(begins)
        self._stems = _by_beginning(self._open)
        self._endings = _by_ending(self._suffixes.keys() | self._suffix_anchors.keys())
        # What has been met before: blocks with what stands in them, words with what they begin and end, words that
        # neither begin nor end anything, and compounds with the terms they end in.
        self._known = Known(self._in_block)
        self._roles: dict[str, _Role] = {}
        self._idle: set[str] = set()
        self._ends: dict[str, tuple[str, ...]] = {}

    def find_in_blocks(self, blocks: Iterable[tuple[int, str]], masked: Callable[[int, int], bool]) -> list[Hit]:
        """All hits in blocks, given by plain offset and text, in order. No phrase reaches from one into another."""
        hits: list[Hit] = []
        known = self._known
        for at, text in blocks:
            for key, start, end in known[text]:
                if not masked(at + start, at + end):
                    hits.append(Hit(key, at + start, at + end))
        return hits

    def _in_block(self, text: str) -> tuple[Hit, ...]:
        sentences: Sequence[tuple[int, int]] = ()

        def sentence(offset: int) -> tuple[int, int]:
            nonlocal sentences
            sentences = sentences or ranges(text)  # once, and only when a phrase asks
            return sentences[max(bisect_right(sentences, (offset, 1 << 60)) - 1, 0)]

        return tuple(self.find(text, _never, sentence))

    def find(
        self, text: str, masked: Callable[[int, int], bool], sentence: Callable[[int], tuple[int, int]]
    ) -> list[Hit]:
        """All hits in `text` (plain, any case), in order; `sentence(offset)` gives the range around an offset."""
        low = lower(text)
        words = set(_TOKEN.findall(low))
        roles = self._active(words)
        hits: set[Hit] = set()
        tried: set[tuple[int, int]] = set()
        for start, found in self._longest(low, words, roles):
            for entry in self._entries(found):
                end = start + (len(entry) if not entry.endswith("*") else len(found))
                for key in self._literals.get(entry, ()):
                    hits.add(Hit(key, start, end))
                for key, phrase in self._anchors.get(entry, ()):
                    if _may_stand(phrase, words):
                        self._try(key, phrase, low, sentence(start), tried, hits)
        if any(role.ends for role in roles.values()):
            for word, ends in self._compounds(low).items():
                for at in _places(low, word):
                    for last in ends:
                        for key in self._suffixes.get(last, ()):
                            hits.add(Hit(key, at, at + len(word)))
                        for key, phrase in self._suffix_anchors.get(last, ()):
                            if _may_stand(phrase, words):
                                self._try(key, phrase, low, sentence(at), tried, hits)
        return sorted((h for h in hits if not masked(h.start, h.end)), key=lambda h: (h.start, h.end, h.key))

    def _active(self, words: set[str]) -> dict[str, _Role]:
        """The words that begin or end something, with what."""
        roles = {}
        for word in words - self._idle:
            role = self._roles.get(word)
            if role is None:
                role = self._role(word)
                if not role.rest and not role.seconds and not role.ends:
                    if len(self._idle) >= _MOST:
                        self._idle.clear()
                    self._idle.add(word)
                    continue
                _keep(self._roles, word, role)
            roles[word] = role
        return roles

    def _role(self, word: str) -> _Role:
        opened = [e for s in self._stems.get(word[:_STEM], ()) if word.startswith(s) for e in self._open[s]]
        ends = any(word.endswith(term) for term in self._endings.get(word[-_END:], ()))
        return _role(word, self._begins.get(word, ()), opened, ends)

    def _longest(self, low: str, words: set[str], roles: dict[str, _Role]) -> Iterator[tuple[int, str]]:
        """At every place where entries stand, the offset and the words of the longest one."""
        for word, role in roles.items():
            if role.rest:
                starts = _places(low, word)
            elif role.seconds and not role.seconds.keys().isdisjoint(words):
                starts = _places(low, word + " ", right=False)
            else:
                continue
            for start in starts:
                entries = role.rest
                after = start + len(word)
                if role.seconds and low.startswith(" ", after) and (following := _TOKEN.match(low, after + 1)):
                    entries = role.seconds.get(following[0], entries)
                if entries and (found := _at(low, entries, start)):
                    yield start, found
        for first, odd in self._odd.items():
            for start in _places(low, first, right=False) if first in low else ():
                if found := _at(low, _longest_first(odd), start):
                    yield start, found

    def _entries(self, found: str) -> Iterator[str]:
        if found in self._shorter:
            yield found
            yield from self._shorter[found]
        else:
            yield from (v for v in _beginnings(found) if v in self._literals or v in self._anchors)
        for prefix in self._prefixes:
            if found.startswith(prefix):
                yield prefix + "*"

    @staticmethod
    def _try(
        key: int,
        phrase: Phrase,
        low: str,
        span: tuple[int, int],
        tried: set[tuple[int, int]],
        hits: set[Hit],
    ) -> None:
        mark = (id(phrase) ^ key, span[0])
        if mark in tried:
            return
        tried.add(mark)
        assert phrase.pattern is not None
        for match in phrase.pattern.finditer(low, *span):
            hits.add(Hit(key, match.start(), match.end()))

    def _compounds(self, low: str) -> dict[str, tuple[str, ...]]:
        """Distinct words that end in a compound term, with the terms they end in."""
        out: dict[str, tuple[str, ...]] = {}
        for word in set(_WORDS.findall(low)):
            if len(word) > 6 and (last := self._endings.get(word[-_END:])):
                ends = self._ends.get(word)
                if ends is None:
                    inside = [e for e in last if len(e) < len(word) and word.endswith(e)]
                    ends = tuple(e for e in inside if is_compound_of(word, frozenset([e])))
                    _keep(self._ends, word, ends)
                if ends:
                    out[word] = ends
        return out


#: Characters by which word beginnings and endings are filed.
_STEM, _END = 1, 3
#: Answers kept of each kind; a municipality's archive has some 40,000 different words and 30,000 different paragraphs.
_MOST = 1 << 16
_TOKEN = re.compile(r"\w+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _never(start: int, end: int) -> bool:
    return False


class _Role(NamedTuple):
    """What a word can begin, the longest first: `seconds` are entries that can stand where a blank and a certain
    second word follow, `rest` those that may stand before anything. `ends` tells whether it may end a compound.
    """

    rest: tuple[str, ...]
    seconds: dict[str, tuple[str, ...]]
    ends: bool


def _role(word: str, entries: Iterable[str], opened: Iterable[str], ends: bool) -> _Role:
    rest: list[str] = []
    seconds: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        second = _TOKEN.match(entry, len(word) + 1) if entry.startswith(" ", len(word)) else None
        if second is None or entry.startswith("*", second.end()):
            rest.append(entry)
        else:
            seconds[second[0]].append(entry)
    rest.extend(opened)
    return _Role(
        tuple(_longest_first(rest)), {w: tuple(_longest_first([*own, *rest])) for w, own in seconds.items()}, ends
    )


def _may_stand(phrase: Phrase, words: AbstractSet[str]) -> bool:
    """Whether a text of these words has those that the phrase cannot do without."""
    return not any(needed.isdisjoint(words) for needed in phrase.needs)


def _keep(memory: dict[str, T], key: str, value: T) -> None:
    """Put an answer into a memory, which begins anew when it is full."""
    if len(memory) >= _MOST:
        memory.clear()
    memory[key] = value


def _longest_first(entries: Iterable[str]) -> list[str]:
    return sorted(entries, key=lambda entry: -len(entry.rstrip("*")))


def _at(low: str, entries: Sequence[str], start: int) -> str:
    """The words of the first entry that stands at `start`, or an empty string."""
    for entry in entries:
        if entry.endswith("*"):
            if low.startswith(entry[:-1], start):
                end = start + len(entry) - 1
                rest = _TOKEN.match(low, end)
                return low[start : rest.end() if rest else end]
        elif low.startswith(entry, start) and not _is_word(low, start + len(entry)):
            return entry
    return ""


def _is_word(text: str, at: int) -> bool:
    """Whether a word character stands at an offset, as regular expressions have it."""
    return at < len(text) and (text[at].isalnum() or text[at] == "_")


def _places(low: str, word: str, right: bool = True) -> Iterator[int]:
    """Offsets where `word` begins after what is no word and, on the `right`, is not followed by more of a word."""
    at = low.find(word)
    size = len(word)
    while at >= 0:
        if (at == 0 or not _is_word(low, at - 1)) and not (right and _is_word(low, at + size)):
            yield at
        at = low.find(word, at + 1)


def _by_beginning(stems: Iterable[str]) -> dict[str, list[str]]:
    filed: dict[str, list[str]] = defaultdict(list)
    for stem in stems:
        filed[stem[:_STEM]].append(stem)
    return filed


def _by_ending(words: Iterable[str]) -> dict[str, list[str]]:
    filed: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        filed[word[-_END:]].append(word)
    return filed


def _beginnings(phrase: str) -> Iterator[str]:
    """Shorter phrases that `phrase` begins with, at word limits."""
    at = phrase.rfind(" ")
    while at > 0:
        yield phrase[:at]
        at = phrase.rfind(" ", 0, at)


def find_in(phrase: Phrase, low: str) -> Iterator[tuple[int, int]]:
    """Ranges where one phrase stands in a short lower-cased text (conditions use it; no compounds)."""
    firsts = _FIRSTS.get(phrase.source)
    if firsts is None:
        firsts = _FIRSTS[phrase.source] = _first_words(phrase)
    words = _words_in(low)
    if (firsts and firsts.isdisjoint(words)) or not _may_stand(phrase, words):
        return iter(())
    pattern = phrase.pattern
    if pattern is None:
        pattern = _EXPRESSIONS.get(phrase.source)
        if pattern is None:
            pattern = _EXPRESSIONS[phrase.source] = re.compile(rf"(?<!\w){trie_pattern(phrase.literals)}")
    return (m.span() for m in pattern.finditer(low))


def _first_words(phrase: Phrase) -> frozenset[str]:
    """The words of which one begins a literal or an anchor of the phrase; none where it may be part of a word."""
    entries = phrase.literals or (phrase.anchors if not phrase.suffixes else ())
    firsts = [_TOKEN.match(entry) for entry in entries]
    if not all(first and not entry.startswith("*", first.end()) for first, entry in zip(firsts, entries, strict=True)):
        return frozenset()
    return frozenset(first[0] for first in firsts if first)


@lru_cache(maxsize=1024)
def _words_in(low: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(low))


#: By the source of a phrase: what `_first_words` says, and the expression for its literals.
_FIRSTS: dict[str, frozenset[str]] = {}
_EXPRESSIONS: dict[str, re.Pattern[str]] = {}
