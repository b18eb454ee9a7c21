"""The paragraphs of a Word file in reading order, with label, cell and nodes; knows Word's blocks, not Document's.

`read_story` gives the body, `read_part` a header, footer or note. Every paragraph keeps its atoms, so that an
offset in its text leads back to the run (see `text.places`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lintkit.document import Cell
from lintkit.word.columns import MAX_COLUMNS, MAX_HEADING_ROWS, Table, span
from lintkit.word.numbering import Automatic, Numbering, load_numbering
from lintkit.word.package import Package
from lintkit.word.styles import Style, Styles, load_styles, style_id
from lintkit.word.text import Atom, Fields, Inline, Mark, Place, broken_fields, places, read_inline
from lintkit.word.xml import (
    ALTERNATE,
    DEL,
    MOVE_FROM,
    PPR,
    RPR,
    TBL,
    TC,
    TR,
    TXBX,
    Element,
    P,
    W,
    alternative,
    integer,
    on,
    val,
)

_CONTAINERS = frozenset(
    {W + "body", W + "sdt", W + "sdtContent", W + "customXml", W + "smartTag", W + "ins", W + "moveTo", TXBX}
)
_COMMENT_ENDS = {W + "commentRangeStart": "start", W + "commentRangeEnd": "end"}
_LEFT_OUT = {W + "altChunk": "infogad fil", W + "subDoc": "deldokument"}


class Paragraph(NamedTuple):
    """One `w:p` as read. `number` counts all `w:p` of the part in document order from 0.

    `text` is the atoms' text; `prefix` is the automatic label with what follows it ("16.\\t"), which has no
    node. `outline` is the heading level less one, or None. `stands_alone` marks the paragraph that keeps an
    empty table cell in the document.
    """

    part: str
    number: int
    element: Element
    text: str
    atoms: tuple[Atom, ...]
    style: Style
    label: Automatic | None = None
    outline: int | None = None
    cell: Cell | None = None
    marks: tuple[Mark, ...] = ()
    bold: bool = False
    toc: bool = False
    boxed: bool = False
    stands_alone: bool = False

    @property
    def prefix(self) -> str:
        """The automatic label and what separates it from the words."""
        return self.label.text + self.label.suffix if self.label else ""

    def places(self, start: int, end: int) -> list[Place]:
        """Nodes behind characters `start` to `end` of prefix + text; what falls on the prefix has none."""
        shift = len(self.prefix)
        return places(self.atoms, start - shift, end - shift)


@dataclass(slots=True)
class Reading:
    """What the reading of one file shares: styles, counters, and what turns up on the way."""

    package: Package
    styles: Styles
    numbering: Numbering
    #: Footnotes and endnotes in the order they are referred to: (kind, id) -> None.
    notes: dict[tuple[str, str], None] = field(default_factory=dict)
    #: What has no text, and where it was first seen: Swedish noun -> count, noun -> words nearby.
    things: Counter[str] = field(default_factory=Counter)
    near: dict[str, str] = field(default_factory=dict)
    tables: int = 0
    _indexes: dict[str, tuple[dict[Element, int], frozenset[Element]]] = field(default_factory=dict)

    def index(self, part: str) -> tuple[dict[Element, int], frozenset[Element]]:
        """The part's paragraphs with their numbers, and its field marks without an end."""
        if part not in self._indexes:
            root = self.package.tree(part)
            self._indexes[part] = ({node: i for i, node in enumerate(root.iter(P))}, broken_fields(root))
        return self._indexes[part]

    def miss(self, thing: str, near: str) -> None:
        """Count something that could not be read."""
        self.things[thing] += 1
        self.near.setdefault(thing, " ".join(near.split())[:60])


@dataclass(slots=True)
class _Open:
    """A cell that is being read."""

    cell: Cell
    continued: bool
    heading: list[str] | None
    nested: list[Element] = field(default_factory=list)
    empty: Paragraph | None = None
    said: bool = False


class _Source(NamedTuple):
    """A `w:p` with what was read from it."""

    number: int
    node: Element
    properties: Element | None
    style: Style
    inline: Inline


@dataclass(slots=True)
class _Frame:
    """One level of the walk. `table` is set among rows and cells; `ends` tells that leaving closes `cell`."""

    children: Iterator[Element]
    fields: Fields
    table: Table | None = None
    row: bool = False
    column: int = 0
    cell: _Open | None = None
    ends: bool = False
    inner: bool = False  # nested tables, now due
    boxed: bool = False
    pending: _Source | None = None  # its end is deleted: it runs into the next one


def open_reading(package: Package) -> Reading:
    """Styles and list definitions of a package. Raises ReadError for broken parts."""
    styles_part, numbering_part = package.related("styles"), package.related("numbering")
    styles = load_styles(package.tree(styles_part) if styles_part else None)
    numbering = load_numbering(package.tree(numbering_part) if numbering_part else None, styles)
    return Reading(package, styles, numbering)


def read_story(reading: Reading) -> Iterator[Paragraph]:
    """The main text: paragraphs, tables row by row (nested tables after their cell's own text), text boxes
    after the paragraph they are anchored in.
    """
    main = reading.package.main
    body = reading.package.tree(main).find(W + "body")
    if body is not None:
        yield from read_part(reading, main, [body])


def read_part(reading: Reading, part: str, roots: Sequence[Element], *, pages: bool = True) -> Iterator[Paragraph]:
    """Paragraphs of some containers of a part (a header, one footnote). Iterative; linear in the part."""
    index, broken = reading.index(part)
    return _walk(reading, part, roots, index, broken, pages)


def _walk(
    reading: Reading,
    part: str,
    roots: Sequence[Element],
    index: dict[Element, int],
    broken: frozenset[Element],
    pages: bool,
) -> Iterator[Paragraph]:
    starts: list[Mark] = []  # comments that begin between paragraphs
    for root in roots:
        stack = [_Frame(iter(root), Fields(broken))]
        while stack:
            frame = stack[-1]
            node = next(frame.children, None)
            if node is None:
                stack.pop()
                yield from _flush(reading, part, frame)
                yield from _leave(frame, stack)
                continue
            tag = node.tag
            if frame.pending is not None and (tag in (TBL, ALTERNATE) or tag in _CONTAINERS):
                yield from _flush(reading, part, frame)
            if tag == P:
                properties = node.find(PPR)
                style = reading.styles.get(style_id(properties))
                inline = read_inline(node, style, reading.styles, frame.fields, pages=pages)
                _collect(reading, inline)
                if inline.boxes:
                    boxes = iter(inline.boxes)
                    stack.append(_Frame(boxes, Fields(broken), cell=frame.cell, boxed=True))
                if starts:
                    inline.marks = starts + inline.marks
                    starts = []
                if frame.pending is not None:
                    frame.pending.inline.extend(inline)
                    inline = frame.pending.inline
                    frame.pending = None
                source = _Source(index[node], node, properties, style, inline)
                if _runs_on(properties):
                    frame.pending = source
                    continue
                paragraph = _paragraph(part, source, frame, _label(reading, source))
                if frame.cell is None or _keep(paragraph, frame.cell):
                    yield paragraph
            elif tag == TBL:
                if frame.cell is not None and not frame.inner:
                    frame.cell.nested.append(node)
                else:
                    stack.append(_Frame(iter(node), frame.fields, table=Table(reading.tables), cell=frame.cell))
                    reading.tables += 1
            elif tag == TR and frame.table is not None:
                _enter_row(node, frame.table, frame, stack)
            elif tag == TC and frame.table is not None and frame.row:
                _enter_cell(node, frame.table, frame, stack)
            elif tag == ALTERNATE:
                chosen = alternative(node)
                if chosen is not None:
                    stack.append(_through(frame, chosen))
            elif tag in _COMMENT_ENDS:
                # Between paragraphs a range ends where the next paragraph begins, which is close enough to say
                # which passage was meant.
                starts.append(Mark(_COMMENT_ENDS[tag], node.get(W + "id", ""), 0))
            elif tag in _LEFT_OUT:
                reading.miss(_LEFT_OUT[tag], "")
            elif tag in _CONTAINERS or (tag in (TR, TC) and frame.table is None):
                stack.append(_through(frame, node))


def _through(frame: _Frame, node: Element) -> _Frame:
    """A frame for a wrapper (content control, insertion) that changes nothing about the place."""
    fields = Fields(frame.fields.broken) if node.tag == TXBX else frame.fields
    through = _Frame(iter(node), fields, frame.table, frame.row, 0, frame.cell, False, frame.inner, frame.boxed)
    if frame.row:
        # Cells inside a content control count on from those before it.
        through.column = frame.column
    return through


def _leave(frame: _Frame, stack: list[_Frame]) -> Iterator[Paragraph]:
    """Close a frame: hand the column on, keep an empty cell, start the nested tables of a cell."""
    if frame.row and stack and stack[-1].row:
        stack[-1].column = max(stack[-1].column, frame.column)
    if frame.ends and frame.cell is not None:
        opened = frame.cell
        if not (opened.said or opened.nested or opened.continued) and opened.empty is not None:
            yield opened.empty
        if opened.nested:
            stack.append(_Frame(iter(opened.nested), frame.fields, cell=opened, inner=True))


def _flush(reading: Reading, part: str, frame: _Frame) -> Iterator[Paragraph]:
    """Give a paragraph that nothing follows although its end is deleted."""
    source, frame.pending = frame.pending, None
    if source is not None:
        paragraph = _paragraph(part, source, frame, None)
        if frame.cell is None or _keep(paragraph, frame.cell):
            yield paragraph


def _enter_row(node: Element, table: Table, frame: _Frame, stack: list[_Frame]) -> None:
    properties = node.find(W + "trPr")
    if properties is not None and properties.find(DEL) is not None:
        return  # a row whose deletion is tracked
    table.row += 1
    repeated = None if properties is None else properties.find(W + "tblHeader")
    marked = repeated is not None and on(repeated)
    if table.row == 0:
        table.marked = marked
    table.heading_row = table.row == 0 or (marked and table.heading_row and table.row < MAX_HEADING_ROWS)
    if table.heading_row:
        table.headings.append([])
    before = integer(val(properties, W + "gridBefore"), 0) or 0
    row = _Frame(iter(node), frame.fields, table, True, span(before, 0), frame.cell)
    stack.append(row)


def _enter_cell(node: Element, table: Table, frame: _Frame, stack: list[_Frame]) -> None:
    properties = node.find(W + "tcPr")
    if properties is not None and properties.find(W + "cellDel") is not None:
        return
    first = min(frame.column, MAX_COLUMNS)
    after = min(first + span(integer(val(properties, W + "gridSpan"), 1) or 1, 1), MAX_COLUMNS + 1)
    frame.column = after
    merge = None if properties is None else properties.find(W + "vMerge")
    continued = merge is not None and merge.get(W + "val", "continue") == "continue"
    words: list[str] | None = None
    if table.heading_row:
        words = []
        table.headings[-1].append((first, after, words))
    heading = "" if table.heading_row else table.heading(first)
    opened = _Open(Cell(table.number, table.row, first, heading), continued, words)
    stack.append(_Frame(iter(node), frame.fields, cell=opened, ends=True))


def _keep(paragraph: Paragraph, opened: _Open) -> bool:
    """Whether a paragraph in a cell is given at once; the first empty one is kept in case all are."""
    if paragraph.text.strip():
        opened.said = True
        if opened.heading is not None:
            opened.heading.append(paragraph.text[:200])
        return True
    if opened.empty is None:
        opened.empty = _standing(paragraph)
    return bool(paragraph.marks)


def _standing(paragraph: Paragraph) -> Paragraph:
    return Paragraph(
        paragraph.part, paragraph.number, paragraph.element, "", (), paragraph.style, cell=paragraph.cell,
        stands_alone=True,
    )  # fmt: skip


def _label(reading: Reading, source: _Source) -> Automatic | None:
    """Count the paragraph in its list, if it is in one."""
    if source.inline.hidden and not source.inline.length:
        return None  # a hidden paragraph has no number
    try:
        return reading.numbering.label(source.properties, source.style)
    except LookupError:
        words = "".join(atom.text for atom in source.inline.atoms)
        if words.strip():
            reading.miss("numrering", words)
        return None


def _paragraph(part: str, source: _Source, frame: _Frame, label: Automatic | None) -> Paragraph:
    number, node, properties, style, inline = source
    own = None if properties is None else properties.find(W + "outlineLvl")
    outline = style.outline if own is None else integer(own.get(W + "val"), style.outline)
    if outline is not None and not 0 <= outline <= 8:
        outline = None
    return Paragraph(
        part, number, node, "".join(atom.text for atom in inline.atoms), tuple(inline.atoms), style, label, outline,
        frame.cell.cell if frame.cell else None, tuple(inline.marks), inline.bold,
        inline.toc or style.role == "toc", frame.boxed,
    )  # fmt: skip


def _collect(reading: Reading, inline: Inline) -> None:
    for note in inline.notes:
        reading.notes.setdefault(note)
    if inline.things or inline.hidden:
        near = "".join(atom.text for atom in inline.atoms)
        for thing in inline.things:
            reading.miss(thing, near)
        if inline.hidden and "".join(inline.hidden).strip():
            reading.miss("dold text", "".join(inline.hidden))


def _runs_on(properties: Element | None) -> bool:
    """Whether a paragraph runs into the next: its end is tracked as deleted or moved away, or it is an initial."""
    if properties is None:
        return False
    frame = properties.find(W + "framePr")
    if frame is not None and frame.get(W + "dropCap") in ("drop", "margin"):
        return True
    run = properties.find(RPR)
    return run is not None and (run.find(DEL) is not None or run.find(MOVE_FROM) is not None)
