"""Labels at the start of a paragraph ("16.", "4.2", "a)", "12 §", "•"); knows one paragraph's text, not lists."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from lintkit import lazy

#: Characters that are bullets wherever they open a paragraph, followed by white space or not. U+F0xx are the
#: Symbol and Wingdings fonts' bullets as they come out of Word and PDF.
BULLETS = "•‣⁃∙·▪▫■□●○◦◆◇◊►▶▸▹➢➤➔➣❖✓✔✗✘☐☑☒→⇒»\ue000-\uf8ff"

#: Dashes and marks that are a bullet only with white space after them (dashes also before a capital letter).
_DASHES = "-–—‐‑‒−"

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"

#: Three letters that open neither a label nor a bullet, whatever follows: a word, and none of those in _LABEL.
_WORD = re.compile(
    r"(?!(?i:punkt|bilaga|kap|avsnitt|avdelning|artikel|mom|krav|del))"
    r"[A-ZÅÄÖÉa-zåäöé][a-zåäöéèüæø][a-hj-uwyzåäöéèüæø]"
)

#: A word that opens a sentence or a heading, after at most a quotation mark or a bracket.
_OPENING = r"""(?=["”“»'’(\[]{0,2}[A-ZÅÄÖÉÜ])"""

_ROMAN = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"

_LABEL = lazy.compile(
    r"\s*+(?:"
    # "–", "•", "o", Wingdings' "§" (a section sign without a number)
    rf"(?P<bullet>[{BULLETS}]+|[{_DASHES}](?=\s|[A-ZÅÄÖ][a-zåäö])|[*+](?=\s)|o(?=\s)(?!\s++s\.?\s++v)"
    r"|§(?=\s++[^\W\d_]))\s*+"
    # "3 kap. 5 §", "12 a §", "§ 12 a", "§ 4.2", "Kap. 3", "3 kap."
    r"|(?:(?P<of>\d{1,3}(?:\s?[a-z])?)\s?[Kk]ap(?:\.|itel)\s{0,2})?(?P<section>\d{1,3}(?:[ \xa0]?[a-z])?)\s?§"
    rf"(?P<mark>[.:)]?)(?:\s*+$|(?P<far>\t|\s{{2,}}+)|\s++[–—-]?\s*+{_OPENING})\s*+"
    rf"|§\s?(?P<sign>\d{{1,3}}(?:\.\d{{1,3}})*(?:[ \xa0]?[a-z](?![a-zåäö]))?)[.:)]?"
    rf"(?:\s*+$|\t\s*+|\s{{2,}}+|\s++[–—-]?\s*+{_OPENING})"
    r"|(?P<chapter>\d{1,3}(?:\s?[a-z])?)\s++[Kk]ap(?:\.|itel\b)[.:]?"
    rf"(?:\s*+$|\t\s*+|\s{{2,}}+|\s++[–—-]?\s*+{_OPENING})"
    # "Bilaga 2", "Punkt 4.", "Kap. 3", "Artikel 5"
    r"|(?P<word>[Pp]unkt|PUNKT|[Bb]ilaga|BILAGA|[Kk]ap\.|[Kk]apitel|KAPITEL|[Aa]vsnitt|AVSNITT|[Aa]vdelning"
    r"|[Aa]rtikel|[Mm]oment|[Mm]om\.|[Kk]rav|[Dd]el|DEL)\s++"
    r"(?P<which>\d{1,3}(?:[.:]\d{1,3})*(?:\s?[a-z](?![a-zåäö]))?|[A-Z](?![^\W_]))"
    rf"(?:\s*+[.:)]?\s*+$|[.:)]\s++|\t\s*+|\s{{2,}}+|\s*+[–—-]\s++|\s++{_OPENING})"
    # "(3)", "(a)", "(iv)"
    rf"|\((?P<bracketed>\d{{1,3}}|[a-zåäö]|[A-Z]|{_ROMAN})\)\s*+"
    # "16)", "4.2)", "12 b)", "a)", "ii)"
    rf"|(?P<closed>\d{{1,3}}(?:\.\d{{1,3}})*(?:[. \xa0]?[a-z])?|[a-zåäöA-Z]|{_ROMAN}|[IVX]{{1,5}})\)"
    r"(?=\s|$|[^\W\d_])\s*+"
    # "16.", "4.2.1."
    rf"|(?P<dotted>\d{{1,3}}(?:\.\d{{1,3}})*)\.(?:\s*+$|\s++(?!(?i:{_MONTHS})\b)(?!\d{{3}}\b)|{_OPENING})"
    # "4.2", "4.2.1", "B4", "B4.1", and the building trade's "AFC.511"
    rf"|(?P<plain>\d{{1,3}}(?:\.\d{{1,3}})+[a-z]?|[A-Z]{{2,4}}\.\d{{1,4}}|[A-Z]\d{{1,2}}(?:\.\d{{1,3}})*(?:[.)](?=\s))?)"
    rf"(?:\t\s*+|:\s++|\s{{2,}}+(?=\D)|\s++{_OPENING})"
    # "4.2" and nothing more
    r"|(?P<alone>\d{1,3}(?:\.\d{1,3})+)\s*+$"
    # "1<tab>Inledning", "1 Inledning", "3: Anordnaren"
    rf"|(?P<bare>\d{{1,3}})(?:\t\s*+|\s{{2,}}+{_OPENING}|:\s++{_OPENING}"
    rf"|(?<!\d\d\d)\s++(?!(?i:{_MONTHS})\b)(?!\w+-){_OPENING})"
    # "a.", "A.", "iv.", "II."
    rf"|(?P<letter>[a-zåäö]|[A-Z]|{_ROMAN}|[IVX]{{1,5}})\.(?:\s*+$|\s++(?![^\W\d_]{{1,2}}\.)(?!\d))"
    r")",
)

#: A clock time or a decimal number in the shape of "4.2": never a label.
_CLOCK = lazy.compile(r"(?:[01]?\d|2[0-4])\.0\d$|(?:[7-9]|1\d|2[0-3])\.(?:30|45)$|0\d*\.")

LabelKind = Literal["none", "bullet", "number", "letter", "section", "named"]


class Label(NamedTuple):
    """What a paragraph opens with.

    `number` is the label as one would cite it, without punctuation: "16", "4.2", "a", "12 a §" (for "§ 12 a"
    too), "3 kap.", "3 kap. 5 §", "Bilaga 2"; None for bullets and for no label. `body` is the offset in the
    given text where the words begin; 0 when a numbered label is all there is ("Bilaga 2" as a heading), so
    that the block keeps its words. `depth` counts the parts of a number: 3 for "4.2.1", else 1; 0 without.
    """

    number: str | None
    body: int
    bullet: bool
    kind: LabelKind = "none"
    depth: int = 0


NO_LABEL = Label(None, 0, False)


def split_label(text: str) -> Label:
    """Tell the label from the words of a paragraph, list item or heading. Reads only the text's beginning.

    Dates, years, amounts, clock times, abbreviations and references that open a sentence ("12 § lagen",
    "3 månader", "10.30", "t. ex.") are words, not labels.
    """
    if _WORD.match(text):
        return NO_LABEL  # nearly every line; told in a fraction of the time
    match = _LABEL.match(text)
    if match is None:
        return NO_LABEL
    if match["bullet"]:
        return Label(None, match.end(), True, "bullet")
    number, kind, depth = _cite(match)
    if number is None:
        return NO_LABEL
    return Label(number, match.end() if match.end() < len(text) else 0, False, kind, depth)


def _cite(match: re.Match[str]) -> tuple[str | None, LabelKind, int]:
    """The label as cited, its kind and its depth; (None, "none", 0) for what only looks like one."""
    if match["section"]:
        chapter = f"{_spaced(match['of'])} kap. " if match["of"] else ""
        return f"{chapter}{_spaced(match['section'])} §", "section", 1
    if match["sign"]:
        return f"{_spaced(match['sign'])} §", "section", match["sign"].count(".") + 1
    if match["chapter"]:
        return f"{_spaced(match['chapter'])} kap.", "named", 1
    if match["word"]:
        word, which = match["word"].rstrip(".").lower(), match["which"]
        if word in ("kap", "kapitel"):
            return f"{_spaced(which)} kap.", "named", 1
        if word in ("punkt", "avsnitt"):
            return which, "named", which.count(".") + 1
        return f"{match['word'].rstrip('.').capitalize()} {which}", "named", 1
    number = match["bracketed"] or match["closed"] or match["dotted"] or match["plain"] or match["bare"]
    number = (number or match["alone"] or match["letter"]).rstrip(".)")
    if number[0].isdigit() and not match["closed"] and _CLOCK.match(number):
        return None, "none", 0
    if number[-1:].isalpha() and number[0].isdigit():
        number = _spaced(number)
    letters = not any(c.isdigit() for c in number)
    return number, "letter" if letters else "number", number.count(".") + 1


def _spaced(number: str) -> str:
    """ "12a" and "12.a" as "12 a", the way provisions are cited."""
    return re.sub(r"(?<=\d)[. \xa0]?(?=[a-z]$)", " ", number)
