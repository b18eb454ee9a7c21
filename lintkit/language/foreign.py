"""Finds the parts of a document that are not in Swedish, by function words and spelling; leaves their content alone.

A block is judged by its own words where it has enough of them; headings, short items and cells go with the blocks
around them. What must not count is English inside Swedish text: names, titles, reference lists, quotations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from lintkit import lazy
from lintkit.document import Block, BlockKind, Document, Unread
from lintkit.language.index import holding
from lintkit.language.memory import remembered

Language = Literal["en", "fi", "da", "no", "da-no"]

NAMES: dict[Language, str] = {
    "en": "engelska",
    "fi": "finska",
    "da": "danska",
    "no": "norska",
    "da-no": "danska eller norska",
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Lists leave out words that Swedish regulations have too: it (IT), if (IF), not, at; ja, on, se; ved, mod.
_EN = _words("""
    the of and to is are with that this these those which shall be from or as have has been was were must should would
    will may any each such their they them we you your our by on an other when who where whether upon into than then
    there does do did its can cannot only also more between through within without about after before during
    however therefore because including pursuant
""")
#: Verbs and pronouns that make an English clause; titles of books and names of acts do without them.
_EN_CLAUSE = _words("""
    is are was were be been shall must should would will may has have can cannot that which this these they we you it
    do does did
""")
_FI = _words("""
    että tai sekä mukaan joka jotka jossa jonka jos kun ovat voi tulee mutta myös tämä tämän hän niiden olla oli kuin
    kanssa vain mitä jälkeen aikana voidaan kaikki ennen osalta koskee koskeva taikka eivät ellei sitä siitä muun muut
    ei lain eikä ollut kunnan kaupungin hakemus päätös asiakas palvelu
""")
#: Double vowels, diphthongs and endings that Swedish spelling does not have.
_FI_SPELLING = lazy.compile(r"aa|ää|ii|uu|yy|uo|yö|äy|(?:ssä|llä|stä|ltä|ttä|ksi|minen|misen|vät|vat)$")
_NORDIC = _words("""
    å er og ikke ikkje til fra frå skal være vere blive bliver blitt hvis hvor hvad hva hvem hvordan hvilke hvilken
    hvilket jeg nogen noen noget noe mellem mellom uden uten disse også gennem gjennom af etter ifølge ifølgje havde
    hadde kunne kommune forskrift forskrifter innen inden henhold herunder såfremt dersom bestemmelser
    deltager deltaker ansøger ansøgning søknad søker virksomhed virksomhet udføres utføres opp op gjelder gælder
    vedtak afgørelse oppfylt opfyldt mottatt modtaget
""")
_DA = _words("af hvad blive bliver nogen noget mellem uden gennem havde op inden ansøger ansøgning virksomhed gælder")
_NO = _words("å hva noen noe mellom uten gjennom hadde opp innen etter dersom søknad søker virksomhet gjelder blitt")
#: Swedish words that the neighbour languages spell otherwise.
_SV = _words("""
    och att är inte från till ska skall vid enligt även samt inom också dessa denna när där finns genom mellan utan än
    måste något några någon mycket bara sedan vad hur vara blev upp hade ett får gäller exempel eftersom
    varje bör ej
""")
#: Those that Swedish shares with Danish and Norwegian; they tell Swedish from English and Finnish.
_SV_SHARED = _words("av den det de med på om har kan som en i eller man vi sin så under för hos efter ut")

#: A word of another language, whatever its case; letters that Swedish does not have are looked for by themselves.
#: A text whose every foreign word has a digit beside it is in no language.
_OTHER = lazy.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(_EN | _FI | _NORDIC))})(?!\w)|{_FI_SPELLING.pattern}", re.IGNORECASE
)

_WORD = lazy.compile(r"[^\W\d_]+")
_QUOTED = lazy.compile(r"\W*[\"”“„»«][^\"”“„»«]*[\"”“„»«]\W*")
_REFERENCES = lazy.compile(r"(?i)referens|källor|källförteckning|litteratur|bibliogra|läs mer|lästips")
_OUTSIDE = (BlockKind.CODE, BlockKind.TOC, BlockKind.PAGE_HEADER, BlockKind.QUOTE)

#: A block judged on its own has at least so many words, and a passage in a Swedish document so many in such blocks.
_LEAST_BLOCK = 8
_LEAST_PASSAGE = 25
#: Short blocks that may stand between two foreign ones and go with them.
_LONGEST_GAP = 12
#: Least share of words from the lists; how often the languages have them differs. Different words, not one repeated.
_LEAST_SHARE = {"en": 0.2, "fi": 0.2, "da-no": 0.08}
_LEAST_WORDS = {"en": 3, "fi": 3, "da-no": 2}
#: Swedish words beside each foreign one that a foreign block may have: names, quoted terms.
_TOLERANCE = 0.25
_MOST_LISTED = 4


class Passage(NamedTuple):
    """Blocks in another language: indices of the first and the last."""

    language: Language
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Voice:
    """What a block's own words say: a language, "sv", "shared" (Swedish, Danish or Norwegian), or "" where they are
    too few; then what they lean to. The counts, and whether the words make clauses, are told of foreign blocks only.
    """

    language: str
    leaning: str = ""
    words: int = 0
    danish: int = 0
    norwegian: int = 0
    clauses: bool = False

    def may_be(self, language: str) -> bool:
        """Whether a block that does not decide for itself can stand in a passage in that language."""
        return not self.language or (self.language == "shared" and language == "da-no")


_SILENT = _Voice("")
_UNDECIDED = {"": _SILENT} | {language: _Voice("", language) for language in _LEAST_SHARE}
_HOME = {True: _Voice("sv"), False: _Voice("shared")}


def passages(document: Document) -> tuple[Passage, ...]:
    """The passages in another language, in order. Linear in the text."""
    if not any(_listen(document.block_text(b)).language in _LEAST_SHARE for b in _worded(document)):
        return ()
    voices = [_SILENT if block.kind in _OUTSIDE else _listen(document.block_text(block)) for block in document.blocks]
    foreign = [i for i, v in enumerate(voices) if v.language in _LEAST_SHARE]
    for i in foreign:
        # English words without clauses, or in a list of references, are names and titles.
        if voices[i].language == "en" and (not voices[i].clauses or _of_references(document.blocks[i])):
            voices[i] = _SILENT
    foreign = [i for i in foreign if voices[i].language]
    if not foreign:
        return ()
    language = voices[foreign[0]].language
    if all(v.language == language or v.may_be(language) for v in voices):
        return (Passage(_name(voices, foreign), 0, len(voices) - 1),)
    found = []
    for group in _groups(voices, foreign):
        if sum(voices[i].words for i in group) >= _LEAST_PASSAGE:
            first, last = _extended(document.blocks, voices, group)
            found.append(Passage(_name(voices, group), first, last))
    return tuple(found)


def _worded(document: Document) -> Sequence[Block]:
    """The blocks that have a word of another language."""
    if any(letter in document.plain.text for letter in "øæØÆ"):
        return document.blocks
    return holding(document, _OTHER)


def unread(document: Document, found: Sequence[Passage]) -> tuple[Unread, ...]:
    """What to tell the reader about passages that are left out, each part of the document once."""
    named: dict[tuple[str, Language], int] = {}
    for passage in found:
        named.setdefault((_place(document, passage), passage.language), passage.first)
    items = [
        Unread(f"{place} är på {NAMES[language]}", _page(document.blocks[first]), "language")
        for (place, language), first in named.items()
    ]
    if len(items) <= _MOST_LISTED:
        return tuple(items)
    languages = list(dict.fromkeys(NAMES[language] for _, language in named))
    shown = ", ".join(place for place, _ in list(named)[: _MOST_LISTED - 1])
    what = f"{len(items)} delar är på {' och '.join(languages)}, bland dem {shown}"
    return (Unread(what, "", "language"),)


def _of_references(block: Block) -> bool:
    """Whether the block stands in a list of references."""
    return bool(block.section) and _in_references(block.section[-1])


@lru_cache(maxsize=4096)
def _in_references(heading: str) -> bool:
    return _REFERENCES.search(heading) is not None


#: What is counted of a text's words, each in its own bits of one number: no text has two million words.
_COUNTED = ("words", "own", "shared", "accented", "en", "da-no", "fi")
_BITS = 21
_MASK = (1 << _BITS) - 1
_ONE = {name: 1 << (_BITS * place) for place, name in enumerate(_COUNTED)}


@lru_cache(maxsize=1 << 16)
def _weight(word: str) -> int:
    """What a word counts as. Capitals are names, abbreviations and Roman numerals: IT, EN 1090, annex I."""
    if word.isupper():
        return 0
    low = word.lower()
    names = ["words"]
    names += ["own"] * (low in _SV) + ["shared"] * (low in _SV_SHARED) + ["accented"] * ("ä" in low or "ö" in low)
    names += [language for language in _LEAST_SHARE if _is_of(low, language)]
    return sum(_ONE[name] for name in names)


def _is_of(low: str, language: str) -> bool:
    if language == "en":
        return low in _EN
    if language == "fi":
        return low in _FI or _FI_SPELLING.search(low) is not None
    return low in _NORDIC or "ø" in low or "æ" in low


@remembered
def _listen(text: str) -> _Voice:
    found = _WORD.findall(text)
    total = sum(map(_weight, found))
    words, own, shared = total & _MASK, total >> _BITS & _MASK, total >> 2 * _BITS & _MASK
    accented = total >> 3 * _BITS & _MASK
    swedish = own + shared
    if total < _ONE["en"]:  # no word of any other language, as in most texts
        return _HOME[bool(own or accented)] if swedish else _SILENT
    hits = {name: total // one & _MASK for name, one in _ONE.items() if name in _LEAST_SHARE}
    if swedish > _TOLERANCE * words or (own and not accented):
        hits["fi"] = 0  # more Swedish than this rules Finnish out, whatever the spelling
    against = {"en": swedish + accented, "da-no": own + accented, "fi": swedish}
    language = max(hits, key=lambda name: hits[name])
    if (
        words >= _LEAST_BLOCK
        and hits[language] >= _LEAST_SHARE[language] * words
        and against[language] <= _TOLERANCE * hits[language]
    ):
        own_words = [low for w in found if not w.isupper() and _is_of(low := w.lower(), language)]
        if len(set(own_words)) >= _LEAST_WORDS[language] and not _QUOTED.fullmatch(text):
            lows = [w.lower() for w in found if not w.isupper()]
            danish, norwegian = sum(w in _DA for w in lows), sum(w in _NO for w in lows)
            return _Voice(language, language, words, danish, norwegian, any(w in _EN_CLAUSE for w in own_words))
    if swedish > hits[language] or (swedish and words > _LEAST_BLOCK):
        return _HOME[bool(own or accented)]
    return _UNDECIDED[language if hits[language] > 1 and not against[language] else ""]


def _groups(voices: Sequence[_Voice], foreign: Sequence[int]) -> list[list[int]]:
    """Foreign blocks of one language with nothing but short undecided blocks between them."""
    groups = [[foreign[0]]]
    for before, here in pairwise(foreign):
        language = voices[before].language
        between = voices[before + 1 : here]
        near = len(between) <= _LONGEST_GAP and all(v.may_be(language) for v in between)
        if near and language == voices[here].language:
            groups[-1].append(here)
        else:
            groups.append([here])
    return groups


def _extended(blocks: Sequence[Block], voices: Sequence[_Voice], group: Sequence[int]) -> tuple[int, int]:
    """A passage with the heading before it, and after it what leans the same way or stands under a heading or
    item of its own.
    """
    first, last = group[0], group[-1]
    language = voices[first].language
    while first > 0 and blocks[first - 1].kind is BlockKind.HEADING and voices[first - 1].may_be(language):
        first -= 1
    own_heading = blocks[first].kind is BlockKind.HEADING
    section = blocks[last].section
    for i in range(last + 1, len(blocks)):
        block = blocks[i]
        parent = block.parent
        belongs = (
            (own_heading and block.section == section)
            or (parent is not None and first <= parent <= last)
            or voices[i].leaning == language
        )
        if not voices[i].may_be(language) or not belongs or block.kind is BlockKind.HEADING:
            break
        last = i
    return first, last


def _name(voices: Sequence[_Voice], group: Sequence[int]) -> Language:
    language = voices[group[0]].language
    if language == "en" or language == "fi":
        return "en" if language == "en" else "fi"
    danish, norwegian = sum(voices[i].danish for i in group), sum(voices[i].norwegian for i in group)
    if danish == norwegian:
        return "da-no"
    return "da" if danish > norwegian else "no"


def _place(document: Document, passage: Passage) -> str:
    if passage.first == 0 and passage.last == len(document.blocks) - 1:
        return "hela dokumentet"
    first = document.blocks[passage.first]
    text = document.block_text(first)
    if first.kind is BlockKind.HEADING:
        return f"avsnittet ”{_short(text)}”"
    if first.section:
        return f"en del av avsnittet ”{_short(first.section[-1])}”"
    return f"stycket som börjar ”{_short(text)}”"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + " …"


def _page(block: Block) -> str:
    return f"sidan {block.page}" if block.page else ""
