"""Finding phrases in a document: one pass over the normalised text for all rules; knows no conditions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lintkit.language.analysis import lower
from lintkit.language.compounds import is_compound_of
from lintkit.rules.phrase import Phrase


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

    Literals and the anchors of patterns share one trie; a pattern is tried only in the sentence that holds
    its anchor. Compounds are looked up once per distinct word of the document.
    """

    def __init__(self, phrases: Iterable[tuple[int, Phrase]]) -> None:
        self._literals: dict[str, list[int]] = defaultdict(list)
        self._anchors: dict[str, list[tuple[int, re.Pattern[str]]]] = defaultdict(list)
        self._suffixes: dict[str, list[int]] = defaultdict(list)
        self._suffix_anchors: dict[str, list[tuple[int, re.Pattern[str]]]] = defaultdict(list)
        for key, phrase in phrases:
            if phrase.pattern is not None:
                for anchor in phrase.anchors:
                    self._anchors[anchor].append((key, phrase.pattern))
                    if anchor in phrase.suffixes:
                        self._suffix_anchors[anchor].append((key, phrase.pattern))
            else:
                for literal in phrase.literals:
                    self._literals[literal].append(key)
                for suffix in phrase.suffixes:
                    self._suffixes[suffix].append(key)
        words = sorted(self._literals.keys() | self._anchors.keys())
        self._regex = re.compile(rf"(?<!\w)(?=({trie_pattern(words)}))") if words else None
        self._prefixes = sorted((w[:-1] for w in words if w.endswith("*")), key=len, reverse=True)
        # An entry that is the beginning of a longer one ("vid behov", "vid behov av") must be found too.
        self._shorter = {w: [v for v in _beginnings(w) if v in self._literals or v in self._anchors] for w in words}
        self._ends = tuple(self._suffixes.keys() | self._suffix_anchors.keys())

    def find(
        self, text: str, masked: Callable[[int, int], bool], sentence: Callable[[int], tuple[int, int]]
    ) -> list[Hit]:
        """All hits in `text` (plain, any case), in order; `sentence(offset)` gives the range around an offset."""
        low = lower(text)
        hits: set[Hit] = set()
        tried: set[tuple[int, int]] = set()
        if self._regex is not None:
            for match in self._regex.finditer(low):
                found = match[1]
                start = match.start()
                for entry in self._entries(found):
                    end = start + (len(entry) if not entry.endswith("*") else len(found))
                    for key in self._literals.get(entry, ()):
                        hits.add(Hit(key, start, end))
                    for key, pattern in self._anchors.get(entry, ()):
                        self._try(key, pattern, low, sentence(start), tried, hits)
        if self._ends:
            for word, ends in self._compounds(low).items():
                for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", low):
                    for last in ends:
                        for key in self._suffixes.get(last, ()):
                            hits.add(Hit(key, match.start(), match.end()))
                        for key, pattern in self._suffix_anchors.get(last, ()):
                            self._try(key, pattern, low, sentence(match.start()), tried, hits)
        return sorted((h for h in hits if not masked(h.start, h.end)), key=lambda h: (h.start, h.end, h.key))

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
        pattern: re.Pattern[str],
        low: str,
        span: tuple[int, int],
        tried: set[tuple[int, int]],
        hits: set[Hit],
    ) -> None:
        mark = (id(pattern) ^ key, span[0])
        if mark in tried:
            return
        tried.add(mark)
        for match in pattern.finditer(low, *span):
            hits.add(Hit(key, match.start(), match.end()))

    def _compounds(self, low: str) -> dict[str, list[str]]:
        """Distinct words that end in a compound term, with the terms they end in."""
        out: dict[str, list[str]] = {}
        for word in set(_WORDS.findall(low)):
            if len(word) > 6 and word.endswith(self._ends):
                ends = [e for e in self._ends if len(e) < len(word) and word.endswith(e)]
                ends = [e for e in ends if is_compound_of(word, frozenset([e]))]
                if ends:
                    out[word] = ends
        return out


_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _beginnings(phrase: str) -> Iterator[str]:
    """Shorter phrases that `phrase` begins with, at word limits."""
    at = phrase.rfind(" ")
    while at > 0:
        yield phrase[:at]
        at = phrase.rfind(" ", 0, at)


def find_in(phrase: Phrase, low: str) -> Iterator[tuple[int, int]]:
    """Ranges where one phrase stands in a short lower-cased text (conditions use it; no compounds)."""
    if phrase.pattern is not None:
        yield from (m.span() for m in phrase.pattern.finditer(low))
        return
    regex = (
        re.compile(rf"(?<!\w){trie_pattern(phrase.literals)}") if phrase.source not in _CACHE else _CACHE[phrase.source]
    )
    _CACHE[phrase.source] = regex
    yield from (m.span() for m in regex.finditer(low))


_CACHE: dict[str, re.Pattern[str]] = {}
