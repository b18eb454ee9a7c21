"""Judges references to places: in the document itself, and between the documents of a set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark, Together
from lintkit.facts.kind import INTERNAL
from lintkit.facts.metadata import dates, fields
from lintkit.facts.references import Reference, is_missing, outward, places, references
from lintkit.finding import Severity


def missing_place(given: Input) -> Iterator[Remark]:
    """References to a point, section, annex or tab that the document's own numbering shows is not there."""
    pointed = list(references(given.document))
    if not pointed:
        return
    known = places(given.document)
    names = f"{given.document.title} {given.document.path.rpartition('/')[2]}".lower().replace("_", " ")
    annex = re.search(r"(?<![a-zåäö])bilag(?:a|or)", names)
    for reference in pointed:
        if not is_missing(reference, known):
            continue
        if reference.kind == "bilaga" and annex:
            continue  # one annex among several files
        if given.kind in INTERNAL and reference.kind in ("bilaga", "paragraf", "kapitel", "rubrik"):
            continue  # regulations, extracts, texts about other texts: the whole may be more than this file
        if given.kind in INTERNAL and reference.kind == "punkt" and known.only_items:
            continue  # numbers of lists alone: those of the headings may be lost
        if reference.kind == "rubrik" and _JOURNAL.search(given.analysis.lower, *_sentence(given, reference.start)):
            continue  # a heading of the system that is written in
        if reference.kind == "bilaga" and not known.lists_annexes:
            if given.kind in _WITH_ANNEXES or _named(given, reference):
                continue
            what = "dokumentet har varken bilagor eller någon bilageförteckning"
            yield Remark(reference.start, reference.end, {"what": what}, Severity.INFO)
            continue
        # Text of unknown kind is often an extract, or speaks of another text: there the numbering proves less.
        severity = Severity.INFO if given.kind in INTERNAL else None
        yield Remark(reference.start, reference.end, {"what": _lacks(reference.kind, reference.number)}, severity)


#: Kinds whose annexes are as a rule files of their own.
_WITH_ANNEXES = frozenset({"avtal", "forfragningsunderlag"})
_WHAT = lazy.compile(
    r"\w*(?:listan|mallen|blanketten|avtalet|avtal|kartan|planen|specifikationen|formuläret|bilagan) (?:i|som utgör) $"
)


_JOURNAL = lazy.compile(r"dokumenter|journal|systemet|webb|www\.|e-tjänst|blankett")


def _sentence(given: Input, at: int) -> tuple[int, int]:
    sentence = given.analysis.sentence_at(at)
    return sentence.start, sentence.end


def _named(given: Input, reference: Reference) -> bool:
    """Whether the words say what the annex is ("prislistan i bilaga 1"): then it is attached, though not listed."""
    low = given.analysis.lower
    after = given.document.plain.text[reference.end : reference.end + 3]
    return _WHAT.search(low[max(reference.start - 40, 0) : reference.start]) is not None or after.strip()[:1] in (
        "”",
        '"',
    )


def _lacks(kind: str, number: str) -> str:
    shown = number.upper() if len(number) == 1 and number.isalpha() else number
    if kind == "paragraf":
        return f"det finns ingen {shown} § i dokumentet"
    if kind == "kapitel":
        chapter, _, section = number.partition(":")
        return f"det finns {f'ingen {chapter} kap. {section} §' if section else f'inget {chapter} kap.'} i dokumentet"
    if kind == "rubrik":
        return "ingen rubrik i dokumentet heter så"
    if kind == "bilaga":
        return f"bilaga {shown} finns varken i dokumentet eller i dess bilageförteckning"
    return f"det finns {'ingen' if kind in ('punkt', 'flik') else 'inget'} {kind} {shown} i dokumentet"


# --- places in another document of the set ---------------------------------------------------------------------


def missing_above(pair: Together) -> Iterator[Remark]:
    """References to a place in the governing document ("punkt 45 i reglementet") that it does not have."""
    above = pair.governing.document
    for reference, stem in outward(pair.given.document):
        known = places(above)
        if not _is_called(pair.governing, stem) or not is_missing(reference, known):
            continue
        if reference.kind == "bilaga" and not known.lists_annexes:
            continue  # its annexes may be files of their own
        what = _lacks(reference.kind, reference.number).replace("i dokumentet", "där")
        values = {"what": what, "title": above.title or above.path}
        first = above.blocks[0]
        place = pair.related(first.plain_start, first.plain_end, "Det styrande dokumentet")
        yield Remark(reference.start, reference.end, values, None, (place,))


def _is_called(governing: Input, stem: str) -> bool:
    """Whether the governing document is the one that the name can mean."""
    return stem in governing.document.title.lower().split(" för ")[0] or governing.kind.startswith(
        stem[:8].translate(_ASCII)
    )


_ASCII = str.maketrans("åäö", "aao")


def older_version(pair: Together) -> Iterator[Remark]:
    """The governing document is named with a date that an older version of it has."""
    above = pair.governing.document
    name = re.match(r"[A-ZÅÄÖ]?[a-zåäö-]+ för [\wåäö-]+", above.title)
    own = [
        d.day
        for f in fields(above)
        if f.kind in ("beslutsdatum", "reviderad", "galler_fran")
        for d in dates(f.value)
        if d.day
    ]
    if name is None or not own:
        return
    first, _, rest = name[0].lower().partition(" för ")
    mention = re.compile(
        rf"(?<!\w){re.escape(first)}\w* för {re.escape(rest)}(?:[^.;:\n]{{0,50}}?[(,]|[^.;:\n]{{0,20}}? av den)\s*(?:[^.;:\n]{{0,40}})"
    )
    for match in mention.finditer(pair.given.analysis.lower):
        for found in dates(match[0], match.start())[:1]:
            if found.day is None or found.day in own or found.day > max(own) or _is_replaced(pair.given, match.start()):
                continue
            newest = max(own)
            place = pair.related(above.blocks[0].plain_start, above.blocks[0].plain_end, "Det styrande dokumentet")
            yield Remark(found.start, found.end, {"title": above.title, "date": newest.isoformat()}, None, (place,))


def _is_replaced(given: Input, at: int) -> bool:
    sentence = given.analysis.sentence_at(at)
    return re.search(r"ersätt|upphäv|tidigare|äldre", given.analysis.lower[sentence.start : at]) is not None
