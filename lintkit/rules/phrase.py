"""The phrase language of rules: words, word forms, choices and gaps, compiled to literals and safe patterns.

    snarast                  the word as it stands (any case)
    skälig:a                 any form of the adjective: skälig, skäligt, skäliga, skäligare ...
    ~plan:n2                 also as the last part of a compound: handlingsplan
    osannolik*               words that begin so
    särskilda|synnerliga     either; "_" stands for a blank in one alternative: då_och_då
    (så är)?                 may be left out; brackets hold several words together
    ...  or  ...3            up to four (three) words in between, within the sentence
    <tal> <enhet>            a number in digits or letters; a unit of time
    <ord>                    any word that can end a phrase: no conjunction, preposition or auxiliary verb

There are no regular expressions in rules, so a rule cannot be made to backtrack without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

NUMBER_WORDS = tuple(
    "en ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton "  # noqa: SIM905
    "tjugo tjugofyra trettio fyrtio fyrtioåtta femtio sextio nittio hundra halv halvt halva".split()
)
NUMBER = r"(?:\d[\d .,]{0,24}|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")(?!\w)"
UNIT = (
    r"(?:arbets|vard|kalender|bank|helg)?(?:dag(?:ar|en|arna)?|dygn)|veck(?:a|or|an|orna)|månad(?:er|en|erna)?"
    r"|kvartal|halvår|år(?:et|en)?|timm(?:e|ar|en|arna)|minut(?:er|en|erna)?|tim|dgr|mån"
)
#: Most ways a phrase's gaps, optional parts, numbers and inner wildcards may be laid over one place of the text; each
#: costs a try there. The shipped rules stay below a tenth of it.
MAX_WAYS = 100_000

#: A word in a gap with what parts it from the next: there is one way only to divide a text into these.
_GAP_WORD = r"[ ,]*+[^\s.;:!?,]++(?:,\d++)?+[ ,]++"

#: Longest stretch of letters that "*" and "~" stand for; no Swedish word needs more.
_ANY = r"\w{0,80}"

#: Most expansions one phrase may have before it is matched as a pattern instead of as literals.
MAX_LITERALS = 400

_WORD = r"[\w&§%-]"

#: Words that lead on to the next one: words flagged up to here would hang in the air.
_LINKS = (
    r"(?:och|eller|samt|men|utan|att|som|i|på|av|till|från|för|med|om|vid|under|efter|inom|enligt|mot|mellan|genom|över"
    r"|hos|kring|ur|åt|än|då|när|där|så|bland|både|såväl|är|var|blir|ska|skall|måste|bör|får|kan|har|hade)(?!\w)"
)
#: One word, with its other half where it is cut short ("risk- och sårbarhetsanalys").
_CONTENT_WORD = rf"(?!{_LINKS})\w[\w-]{{0,80}}(?:(?<=-) (?:och|eller|samt) \w[\w-]{{0,80}})?(?<!-och)(?<!-)(?![\w-])"


class PhraseError(ValueError):
    """A phrase that cannot be compiled; the text says what is wrong, in Swedish."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase. Either `literals` say it all, or `anchors` do the finding and `pattern` the deciding.

    `literals`/`anchors` are lower-case; an entry that ends in "*" matches every word that begins so.
    `pattern` is applied to the lower-cased sentence; it is compiled from `expression` when first asked for, since most
    of some thousand patterns find no anchor in a run. `suffixes` are word forms that count as the last part of a
    compound. Of each set in `needs`, one stands as a word of its own wherever the pattern matches.
    """

    source: str
    literals: frozenset[str]
    anchors: frozenset[str]
    expression: str | None
    suffixes: frozenset[str]
    needs: tuple[frozenset[str], ...] = ()

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """The compiled pattern, or None where literals say it all."""
        return None if self.expression is None else _compiled(self.expression)


@dataclass(frozen=True, slots=True)
class _Slot:
    words: frozenset[str]  # literal alternatives; "" = may be absent
    pattern: str
    open: bool  # cannot be written out as literals (gap, wildcard at the front, number)
    gap: bool = False
    suffixes: frozenset[str] = frozenset()
    most: int = 0  # ways a gap or a number can be laid over the text; 0 for words


_TOKEN = re.compile(r"\([^()]*\)\??|\S+")
_FIRST = re.compile(r"\w+")


def split(source: str) -> list[str]:
    """Slots of a phrase as written; a group in brackets is one slot."""
    return _TOKEN.findall(source.strip())


def _alternatives(text: str) -> Iterator[str]:
    """Parts of "a|b(c|d)" at the top level of the brackets that paradigms use."""
    depth = 0
    part = ""
    for c in text:
        depth += (c == "(") - (c == ")")
        if c == "|" and depth == 0:
            yield part
            part = ""
        else:
            part += c
    yield part


def _lemma(word: str) -> tuple[str, str] | None:
    lemma, colon, paradigm = word.partition(":")
    name = paradigm.partition("(")[0]
    from lintkit.language.inflect import PARADIGMS

    return (lemma, paradigm) if colon and name in PARADIGMS else None


@lru_cache(maxsize=4096)
def word_forms(word: str) -> frozenset[str]:
    """All forms of "lemma:paradigm", or the word itself."""
    pair = _lemma(word)
    if pair is None:
        return frozenset([word.lower().replace("_", " ")])
    from lintkit.language.inflect import forms

    return frozenset(f.lower() for f in forms(*pair))


def _slot(token: str, source: str) -> _Slot:
    optional = token.endswith("?")
    core = token[:-1] if optional else token
    if re.fullmatch(r"\.\.\.\d?", core):
        most = int(core[3:] or 4)
        return _Slot(frozenset(), rf"(?:{_GAP_WORD}){{0,{most}}}?", True, gap=True, most=most + 1)
    if core == "<tal>":
        return _Slot(frozenset(), NUMBER, True, most=10)
    if core == "<ord>":
        return _Slot(frozenset(), _CONTENT_WORD, True)
    if core == "<enhet>":
        return _Slot(frozenset(), rf"(?:{UNIT})(?!\w)", True)
    if core.startswith("(") and core.endswith(")"):
        core = core[1:-1]
        parts = [p.strip() for p in core.split("|")]
        words: set[str] = set()
        for part in parts:
            expanded = {""}
            for piece in part.split():
                expanded = {f"{a} {b}".strip() for a in expanded for b in word_forms(piece)}
            words |= expanded
    else:
        words = set()
        suffixes: set[str] = set()
        for part in _alternatives(core):
            if not part:
                raise PhraseError(f"tomt alternativ i frasen ”{source}”")
            if part.startswith("~"):
                own = word_forms(part[1:])
                words |= own
                suffixes |= own
            else:
                words |= word_forms(part)
        if suffixes:
            if optional:
                raise PhraseError(f"”~” kan inte stå i en valfri del: ”{source}”")
            return _Slot(frozenset(words), _either(words, suffixes), False, suffixes=frozenset(suffixes))
    if optional:
        words.add("")
    return _Slot(frozenset(words), _either(words), any("*" in w[:-1] or w == "*" for w in words))


def _either(words: set[str], suffixes: set[str] | frozenset[str] = frozenset()) -> str:
    options = []
    for word in sorted(words - {""}, key=lambda w: (-len(w), w)):
        body = re.escape(word).replace(r"\ ", " ").replace(r"\*", _ANY) if word != "*" else r"[\w-]+"
        options.append((_ANY if word in suffixes else "") + body + r"(?!\w)")
    return "(?:" + "|".join(options) + ")"


def _ways(slots: list[_Slot]) -> int:
    """In how many ways the slots can be laid over one place of the text, at most."""
    ways = 1
    for slot in slots:
        if slot.most:
            ways *= slot.most
        elif "" in slot.words:
            ways *= 2
        # a "*" at the end of a word has one way; each other one, and "~", as many as a word has letters
        ways *= max([20 ** (word[:-1].count("*")) for word in slot.words if len(word) > 1], default=1)
    return ways


@lru_cache(maxsize=8192)
def compile_phrase(source: str) -> Phrase:
    """Compile one phrase. Raises PhraseError (Swedish text) for what can never match."""
    tokens = split(source)
    if not tokens:
        raise PhraseError("tom fras")
    slots = [_slot(token, source) for token in tokens]
    if slots[0].gap or slots[-1].gap:
        raise PhraseError(f"frasen ”{source}” börjar eller slutar med en lucka (”...”)")
    if _ways(slots) > MAX_WAYS:
        raise PhraseError(f"frasen ”{source}” har för många luckor, valfria delar eller ”*” för att kunna sökas")
    suffixes = frozenset().union(*(s.suffixes for s in slots))
    # A wildcard inside a phrase cannot be written out; one at its end is a prefix, which the trie can hold.
    written = not any(s.open for s in slots) and not any("*" in w for s in slots[:-1] for w in s.words)
    if written and not (suffixes and len(slots) > 1):
        count = 1
        for slot in slots:
            count *= len(slot.words)
        if count <= MAX_LITERALS:
            literals = {""}
            for slot in slots:
                literals = {f"{a} {b}".strip() for a in literals for b in slot.words}
            literals.discard("")
            if not literals:
                raise PhraseError(f"frasen ”{source}” kan vara tom")
            return Phrase(source, frozenset(literals), frozenset(), None, suffixes)
    fixed = [s for s in slots if s.words and "" not in s.words and not s.open and not any("*" in w for w in s.words)]
    if not fixed:
        raise PhraseError(f"frasen ”{source}” har inget fast ord att söka efter")
    # The rarest slot is not known; the one with the longest shortest word is a good stand-in.
    anchor = max(fixed, key=lambda s: min(len(w) for w in s.words))
    separator = "[ ,]{1,2}"
    joined = ""
    glue = ""  # what stands before the next slot; a gap and a leading optional slot bring their own
    for slot in slots:
        optional = "" in slot.words
        if not glue and not joined and optional:
            joined = f"(?:{slot.pattern}{separator})?"
        elif optional:
            joined += f"(?:{glue}{slot.pattern})?"
        else:
            joined += glue + slot.pattern
            glue = "" if slot.gap else separator
    needed = tuple(words for slot in fixed if slot is not anchor and (words := _first_words(slot)))
    return Phrase(source, frozenset(), anchor.words, r"(?<!\w)" + joined, suffixes, needed)


def _first_words(slot: _Slot) -> frozenset[str]:
    """The words of which one begins whatever fills the slot; none where it may begin with part of a word."""
    firsts = [_FIRST.match(word) for word in slot.words]
    return frozenset() if slot.suffixes or None in firsts else frozenset(first[0] for first in firsts if first)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
