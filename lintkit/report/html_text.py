"""A document's text as rows of marked words and notes, as values for the HTML page; knows no HTML."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lintkit.document import Block, BlockKind, Document
from lintkit.finding import Finding
from lintkit.report.common import block_of, safe
from lintkit.report.model import DocumentResult, whole


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a block's text. `notes` are the numbers (from 0) of the findings on it; `first` those that have
    their first words here, which a note leads back to.
    """

    text: str
    notes: tuple[int, ...] = ()
    first: tuple[int, ...] = ()


@dataclass(slots=True)
class Line:
    """One block: what it is, its label ("4.2", "•"), its text in parts, its heading or list level."""

    kind: str
    label: str
    parts: list[Part]
    level: int = 0


@dataclass(slots=True)
class Row:
    """What stands side by side: one block, or the cells of a table's row, and the findings that begin there."""

    lines: list[Line]
    notes: list[int] = field(default_factory=list)
    page: int | None = None

    @property
    def cells(self) -> bool:
        return self.lines[0].kind == BlockKind.TABLE_CELL.value


def rows(result: DocumentResult) -> list[Row]:
    """The whole text of a readable document, in reading order; `page` is set where a page begins."""
    document = whole(result)
    assert document is not None
    found: dict[int, list[int]] = {}
    for number, finding in enumerate(result.findings):
        found.setdefault(block_of(finding, document).index, []).append(number)
    out: list[Row] = []
    last: tuple[int, int] | None = None
    page: int | None = None
    carried: list[int] = []  # findings on empty cells and the like, shown at the next row
    for block in document.blocks:
        here = (block.cell.table, block.cell.row) if block.cell and block.kind is BlockKind.TABLE_CELL else None
        numbers = [*carried, *found.get(block.index, ())]
        line = _line(block, document, result.findings, _touching(block, result.findings, numbers))
        if not any(part.text.strip() for part in line.parts) and not line.label:
            carried = numbers
            continue
        carried = []
        if here is not None and here == last:
            out[-1].lines.append(line)
            out[-1].notes += numbers
        else:
            begins = block.page if block.page and block.page != page else None
            out.append(Row([line], numbers, begins))
            page = block.page or page
        last = here
    if carried and out:
        out[-1].notes += carried
    return out


def _touching(block: Block, findings: Sequence[Finding], own: Sequence[int]) -> list[int]:
    """The findings of a block whose words lie in it; a finding that runs on is marked where it begins."""
    return [n for n in own if findings[n].start < block.end and findings[n].end > block.start]


def _line(block: Block, document: Document, findings: Sequence[Finding], numbers: Sequence[int]) -> Line:
    text = document.plain.text[block.plain_start : block.plain_end]
    spans = {n: span for n in numbers if (span := _inside(block, document, findings[n])) is not None}
    label = "•" if block.bullet and block.kind is not BlockKind.HEADING else ""
    if block.number and block.kind is not BlockKind.TABLE_CELL and block.plain_end > block.plain_start:
        body = document.plain.to_source(block.plain_start, block.plain_start + 1)[0]
        label = document.text[block.start : body].strip(" \t\n#*_>-") or block.number
    return Line(block.kind.value, safe(label)[:40], list(_parts(text, spans)), block.level)


def _inside(block: Block, document: Document, finding: Finding) -> tuple[int, int] | None:
    """A finding's range within the block's normalised text, or None where none of its words were read."""
    places = range(block.plain_start, block.plain_end)

    def begins(p: int) -> int:
        return document.plain.to_source(p, p + 1)[0]

    first = bisect_left(places, finding.start + 1, key=lambda p: document.plain.to_source(p, p + 1)[1])
    last = bisect_left(places, finding.end, key=begins)
    return (first, last) if first < last else None


def _parts(text: str, spans: dict[int, tuple[int, int]]) -> Iterator[Part]:
    """The text cut at every end of a span, so that ranges may overlap."""
    cuts = sorted({0, len(text), *(at for span in spans.values() for at in span)})
    started: set[int] = set()
    for start, end in pairwise(cuts):
        notes = tuple(n for n, (a, b) in spans.items() if a < end and b > start)
        first = tuple(n for n in notes if n not in started)
        started.update(first)
        yield Part(safe(text[start:end]), notes, first)
