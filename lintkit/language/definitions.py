"""Terms that a document itself defines: how a definition looks in Swedish, and whether words are a defined term."""

from __future__ import annotations

import re
from typing import NamedTuple

from lintkit import lazy

_AVSES = lazy.compile(
    r"(?<!\w)med (?P<term>[^.;:,]{2,70}?) (?:avses|menas|förstås|(?:avser|menar) (?:vi|nämnden|kommunen))(?!\w)"
    r"|(?:^|[.;] )(?P<term2>[^.;:,]{2,60}?) (?:definieras som|betyder|innebär(?: här)? att|är detsamma som)(?!\w)"
    r"|(?<!\w)(?P<term3>[^.;:,()]{2,50}?) avser (?:här|i (?:detta|denna|dessa|det här|den här) \w+)"
    r"|(?:^|[.;] )som (?P<term4>[^.;:,]{3,60}?) (?:räknas|anses|betraktas|avses)(?!\w)"
    r"|(?:^|[.;] )[^.;:]{0,40}?(?<!\w)(?:är|anses|räknas som) (?:vara )?(?P<term6>[a-zåäö]{5,30}) (?:när|om|då) "
    r"|(?:^|[.;] )(?:en |ett )?(?P<term5>[^.;:,]{3,50}?) är (?P<plain>när|att|en|ett|den|det|de|sådan\w*|varje|all|alla|allt) "
)
#: "I avtalet avses med arbetsdag en dag som ..., med brist att ... och med allvarlig brist en brist som ...".
_AVSES_MED = lazy.compile(r"(?<!\w)(?:avses|menas|förstås) med (?=[^\W\d])")
_EACH = lazy.compile(
    r"(?:(?:avses|menas|förstås)|,|(?<!\w)och|(?<!\w)samt) med (?P<term>[^.;:,]{2,50}?) (?:en|ett|att|den|det|de|sådan\w*|varje|all|alla|allt|när|personer)(?!\w)"
)
#: Words without which a sentence defines nothing, but for entries of a glossary.
_WORDS = (
    "avses", "menas", "menar ", "förstås", "definieras som", "betyder", "innebär", "är detsamma som", "avser ", "räknas",
    "anses", "betraktas",
)  # fmt: skip
#: "Det innebär att ..." tells what the sentence before comes to; it names no term.
_POINTS_BACK = lazy.compile(
    r"\W*(?:det|detta|den|denna|de|dessa|vilket|vilka|allt|så|och|men|där|här|som|om|i|på|för)(?!\w)"
)
_WHEN = lazy.compile(r"är (?:vara )?[a-zåäö]{5,30} (?:när|om|då) ")
#: An item of a list of definitions that parts term and meaning by type alone: "*snabbt* inom tre vardagar".
_BARE_ENTRY = lazy.compile(
    r"^(?P<term>[^.:;,–]{2,50}?) (?:den|det|de|ett?|en|något|någon|några|alla?|allt|varje|inom|senast|tidigast|att|när|då|om|minst|högst"
    r"|samma|sådan[at]?|sådant|vad|sådant som|personer?)(?!\w)"
)
_ENTRY = lazy.compile(r"^(?P<term>[^.:;–]{2,50})(?: ?[:–]| -) ")


class Definition(NamedTuple):
    """A defined term (lower case, articles removed) with the plain range of the definition's sentence."""

    term: str
    start: int
    end: int
    pattern: re.Pattern[str]


def _stem_pattern(term: str) -> re.Pattern[str]:
    """The term in any inflection: every word may end differently after its first letters."""
    words = []
    for word in term.split():
        keep = max(3, len(word) - (3 if len(word) > 7 else 2 if len(word) > 4 else 0))
        words.append(re.escape(word[:keep]) + r"\w*" if len(word) > 3 else re.escape(word))
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)")


def _clean(term: str) -> str:
    term = re.sub(r"^(?:en|ett|den|det|de|begreppet|uttrycket|ordet|termen|detta|denna) ", "", term.strip(" ”\"'»«"))
    return term.strip(" ”\"'»«")


def in_sentence(sentence: str, start: int, *, entries: bool = False, bare: bool = False) -> list[Definition]:
    """Definitions that a lower-cased sentence makes. `entries`: also "term: meaning", as in a glossary;
    `bare`: also "term meaning", as in an item after "I reglementet betyder".
    """
    out: list[Definition] = []
    if not entries and not any(word in sentence for word in _WORDS) and not _WHEN.search(sentence):
        return out
    for match in _AVSES.finditer(sentence):
        if match["plain"] and not entries:
            continue
        if match["term6"] and not sentence[match.end() :].strip().startswith(("det finns", "minst", "den", "det")):
            continue
        if match["term2"] and _POINTS_BACK.match(match["term2"]):
            continue
        term = next(g for g in match.groups() if g)
        term = _clean(term)
        if len(term) > 2 and len(term.split()) <= 6:
            out.append(Definition(term, start, start + len(sentence), _stem_pattern(term)))
    if (several := _AVSES_MED.search(sentence)) is not None:
        terms = [_clean(match["term"]) for match in _EACH.finditer(sentence, several.start())]
        out += [Definition(t, start, start + len(sentence), _stem_pattern(t)) for t in terms if len(t) > 2]
    if entries and not out and (entry := _ENTRY.match(sentence) or (bare and _BARE_ENTRY.match(sentence))):
        term = _clean(entry["term"])
        # "du: den som söker" names the reader; no word of the text is bound by that
        if len(term) > 2 and len(term.split()) <= 5:
            out.append(Definition(term, start, start + len(sentence), _stem_pattern(term)))
    return out
