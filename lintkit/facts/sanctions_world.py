"""In which legal world a document's sanctions live: supervision, LOV, LOU, other municipal decision, or an enactment."""

from __future__ import annotations

import re
from enum import StrEnum

from lintkit import lazy
from lintkit.document import Document, per_document
from lintkit.language.analysis import lower
from lintkit.language.index import holding
from lintkit.language.memory import remembered


class World(StrEnum):
    """What law governs the sanctions of a document; hearing, appeal and fines differ between them."""

    SUPERVISION = "supervision"  # exercise of authority under special law: förvaltningslagen applies
    LOV = "lov"  # choice system: förvaltningslagen does not apply, sanctions exist only by contract
    LOU = "lou"  # procured contract
    DECISION = "decision"  # other municipal decision: laglighetsprövning
    ENACTMENT = "enactment"  # a statute or an agency's regulations: not the municipality's text


_ENACTMENT = lazy.compile(
    r"författningssamling|(?:beslutade"
    r"|utfärdad(?:e)?) (?:den )?\d{1,2} \w+ \d{4}[^.]{0,120}föreskriv|härigenom föreskrivs|utkom från trycket"
    r"|sfs nr"
)
_SECTION_SIGN = lazy.compile(r"(?:^|\n|\. )(?:\d+ kap\. )?\d+ ?[a-z]? § ")
_SIGNS: tuple[tuple[World, re.Pattern[str]], ...] = (
    (World.SUPERVISION, lazy.compile(r"alkohollagen|\(2010:1622\)|\(2018:2088\)|tobak"
        r"|26 kap\. ?\d* ?§? ?skollagen|26 kap\. (?:\d+ (?:och \d+ )?§§? )?skollagen|tillsyn(?:en)? enligt"
        r"|serveringstillstånd|myndighetsutövning")),
    (World.LOV, lazy.compile(r"\(2008:962\)|valfrihetssystem|(?<!\w)lov(?!\w)|kundval|auktorisation")),
    (World.LOU, lazy.compile(r"\(2016:1145\)|(?<!\w)lou(?!\w)|upphandling|anbud|entreprenad|avrop|ramavtal")),
)  # fmt: skip


@remembered
def _signs(low: str) -> tuple[int, ...]:
    """How often a block points at each world."""
    return tuple(len(p.findall(low)) for _, p in _SIGNS)


@per_document
def world(document: Document) -> World:
    """The world that the document's citations and words point at most often; DECISION when none does."""
    head = lower(document.plain.text[:20_000])
    if _ENACTMENT.search(head[:3000]) or ("föreskrifter" in head[:1500] and len(_SECTION_SIGN.findall(head)) > 12):
        return World.ENACTMENT
    counts = dict.fromkeys((w for w, _ in _SIGNS), 0)
    for block in holding(document, *(pattern for _, pattern in _SIGNS)):
        for w, n in zip(counts, _signs(lower(document.block_text(block))), strict=True):
            counts[w] += n
    best = max(counts, key=lambda w: counts[w])
    return best if counts[best] >= 2 else World.DECISION
