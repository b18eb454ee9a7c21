"""OpenDocument structure: headings, lists, tables, sections and notes as drafts; packages are odt's matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lxml import etree

from lintkit.document import BlockKind, Cell, Comment, Draft, Unread
from lintkit.plain import Edit
from lintkit.read.labels import split_label
from lintkit.read.odt_lists import Item, ListLevel, Numbering
from lintkit.read.odt_styles import OFFICE, TABLE, TEXT, Styles, number
from lintkit.read.odt_text import SHAPES, Composed, Marks, compose, shape_contents

#: Most times a repeated row or column is read, and most repeated cells in a document.
MAX_REPEAT = 1_000
MAX_COPIES = 20_000

#: Most columns that one heading cell gives its words to.
MAX_SPAN = 64

_ROW, _CELL, _COVERED = TABLE + "table-row", TABLE + "table-cell", TABLE + "covered-table-cell"
_HEADER_ROWS = TABLE + "table-header-rows"
_QUOTE = frozenset({"quotations", "quotation", "quote", "intense quote", "citat", "starkt citat", "blockquote"})
_CODE = frozenset({"preformatted text", "förformaterad text", "html preformatted", "code block"})
_TITLE = frozenset({"title", "rubrik", "titel"})

#: Indexes whose lines repeat what stands elsewhere in the document.
_INDEXES = frozenset(
    TEXT + index
    for index in (
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
        "alphabetical-index",
    )
)  # fmt: skip

#: Elements whose paragraphs are not the document's; any other unknown element is looked into.
_SKIPPED = frozenset(
    [
        TEXT + "tracked-changes", OFFICE + "forms", OFFICE + "annotation", OFFICE + "event-listeners",
        OFFICE + "dde-source", TEXT + "table-of-content-source", TABLE + "table-source",
    ]
)  # fmt: skip


class Text:
    """The document's text as it grows: one line for each paragraph."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0

    def put(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def join(self) -> str:
        return "".join(self._parts)


@dataclass(slots=True)
class Table:
    """A table while it is being read; `headings` by column, `row` the next row's number."""

    index: int
    width: int
    heading_rows: bool
    row: int = 0
    headings: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Spot:
    """A cell while it is being read. `heading` says that it stands in a heading row."""

    table: Table
    row: int
    column: int
    span: int
    heading: bool
    filled: bool = False
    worded: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What surrounds an element: the kind forced upon its paragraphs, its list item, its cell."""

    kind: BlockKind | None = None
    list: ListLevel | None = None
    item: Item | None = None
    spot: Spot | None = None
    heading_row: bool = False
    label: str = ""  # a footnote's mark


class Body:
    """The drafts of one document, gathered by walking its elements without recursion."""

    def __init__(self, styles: Styles, *, text: Text | None = None, part: str | None = None) -> None:
        self.text = text or Text()
        self.drafts: list[Draft] = []
        self.title = ""
        self._styles = styles
        self._part = part
        self._numbering = Numbering(styles)
        self._marks = Marks()
        self._footnotes: list[etree._Element] = []
        self._paragraphs = 0
        self._tables = 0
        self._copies = MAX_COPIES
        self._left: dict[tuple[str, str], int] = {}  # what was left out and its topic -> how many times
        self._seen: set[str] = set()  # running heads
        self._todo: list[tuple[etree._Element | Spot, Place]] = []

    def walk(self, elements: Iterable[etree._Element], kind: BlockKind | None) -> None:
        """Read the elements in order; `kind` is forced upon their paragraphs."""
        for element in elements:
            self._todo.append((element, Place(kind)))
            self._run()

    def take(self, other: Body) -> None:
        """Take over what another part of the same document gave."""
        self.drafts.extend(other.drafts)
        for key, count in other._left.items():
            self._note(*key, count)

    def finish(self) -> None:
        """Read the notes that were met on the way, in the order of their marks."""
        while self._footnotes:
            notes, self._footnotes = self._footnotes, []
            for note in notes:
                mark = " ".join((note.findtext(TEXT + "note-citation") or "").split())
                for body in note.iterchildren(TEXT + "note-body"):
                    self._todo.append((body, Place(BlockKind.FOOTNOTE, label=mark)))
                    self._run()
        if self._numbering.unresolved:
            self._note("listnummer utan listformat", "numbering", self._numbering.unresolved)

    def comments(self) -> list[Comment]:
        """Reviewers' comments; one without a range stands on its whole paragraph."""
        out = []
        for note in self._marks.notes:
            ranged = note.end is not None and note.end > note.start
            start, end = (note.start, note.end or 0) if ranged else note.block
            out.append(Comment(note.text, note.author, start, end))
        return out

    def unread(self) -> list[Unread]:
        """What was left out, one entry for each sort."""
        return [
            Unread(what, f"{count} ställen" if count > 1 else "", topic)
            for (what, topic), count in self._left.items()
        ]

    def _note(self, what: str, topic: str = "text", count: int = 1) -> None:
        self._left[what, topic] = self._left.get((what, topic), 0) + count

    def _run(self) -> None:
        while self._todo:
            element, place = self._todo.pop()
            if isinstance(element, Spot):
                if not element.filled and place.kind is None:
                    self._draft(BlockKind.TABLE_CELL, self.text.length, self.text.length, place)
                continue
            tag = element.tag
            if tag in (TEXT + "p", TEXT + "h"):
                self._paragraph(element, place)
            elif tag == TEXT + "list":
                inside = self._numbering.open(element, place.list)
                self._push(element, replace(place, list=inside, item=None))
            elif tag in (TEXT + "list-item", TEXT + "list-header") and place.list is not None:
                start = number(element, TEXT + "start-value", -1)
                style = element.get(TEXT + "style-override")
                item = Item(place.list, start if start >= 0 else None, style, tag == TEXT + "list-header")
                self._push(element, replace(place, item=item))
            elif tag == TEXT + "numbered-paragraph":
                self._numbered(element, place)
            elif tag == TEXT + "section":
                if _is_hidden(element):
                    self._note("dolt avsnitt")
                else:
                    self._push(element, place)
            elif tag in _INDEXES:
                self._push(element, replace(place, kind=place.kind or BlockKind.TOC))
            elif tag == TABLE + "table":
                self._table(element, place)
            elif tag == _HEADER_ROWS:
                self._push(element, replace(place, heading_row=True))
            elif tag == _ROW:
                self._row(element, place)
            elif tag in SHAPES:
                self._shape(element, place)
            elif tag not in _SKIPPED:
                self._push(element, place)

    def _push(self, element: etree._Element, place: Place) -> None:
        self._todo.extend((child, place) for child in reversed(element))

    def _numbered(self, element: etree._Element, place: Place) -> None:
        """`text:numbered-paragraph`: a list item that is not inside a list."""
        inside = self._numbering.open_paragraph(element)
        start = number(element, TEXT + "start-value", -1)
        self._push(element, replace(place, list=inside, item=Item(inside, start if start >= 0 else None)))

    def _table(self, element: etree._Element, place: Place) -> None:
        if element.get(TABLE + "display") == "false":
            self._note("dold tabell")
            return
        heading_rows = element.find(_HEADER_ROWS) is not None
        first = element.find(f".//{_ROW}")
        width = 0 if first is None else sum(1 for _ in first.iterchildren(_CELL, _COVERED))
        rows = sum(1 for _ in element.iterchildren(_ROW, TABLE + "table-rows", TABLE + "table-row-group"))
        if place.spot is not None:
            place.spot.filled = True
        table = Table(self._tables, width, heading_rows or rows < 2 or width < 2)
        self._tables += 1
        spot = Spot(table, 0, 0, 1, False)
        self._push(element, replace(place, spot=spot, list=None, item=None, heading_row=False))

    def _row(self, element: etree._Element, place: Place) -> None:
        if place.spot is None:
            return
        table = place.spot.table
        wanted = number(element, TABLE + "number-rows-repeated", 1, low=1)
        rows = self._allowed(wanted, element)
        # without marked heading rows, the first row of a table with several rows and columns gives the headings
        heading = place.heading_row or (not table.heading_rows and table.row == 0)
        cells: list[tuple[etree._Element | Spot, Place]] = []
        for row in range(rows):
            column = 0
            for cell in element.iterchildren(_CELL, _COVERED):
                repeated = number(cell, TABLE + "number-columns-repeated", 1, low=1)
                if cell.tag == _CELL:
                    span = number(cell, TABLE + "number-columns-spanned", 1, low=1, high=MAX_SPAN)
                    for copy in range(self._allowed(repeated, cell)):
                        spot = Spot(table, table.row + row, column + copy, span, heading)
                        inside = Place(place.kind, spot=spot)
                        cells.extend((child, inside) for child in cell)
                        cells.append((spot, inside))
                column = min(column + repeated, MAX_REPEAT)
        table.row += min(wanted, MAX_REPEAT)
        self._todo.extend(reversed(cells))

    def _allowed(self, wanted: int, element: etree._Element) -> int:
        """How many of `wanted` repetitions are read: one where there are no words, else within the limits."""
        if wanted == 1 or next((True for part in element.itertext() if part.strip()), None) is None:
            return 1
        allowed = max(min(wanted, MAX_REPEAT, self._copies), 1)
        self._copies -= allowed
        if allowed < wanted:
            self._left["upprepade tabellceller utöver gränsen", "text"] = 1
        return allowed

    def _shape(self, element: etree._Element, place: Place) -> None:
        contents, pictures = shape_contents(element)
        if pictures and not contents and self._part is None:
            self._note("bild eller inbäddat objekt (text i bilden läses inte)", "picture")
        inside = replace(place, list=None, item=None)
        self._todo.extend((child, inside) for child in reversed(contents))

    def _paragraph(self, element: etree._Element, place: Place) -> None:
        style = element.get(TEXT + "style-name")
        is_heading = element.tag == TEXT + "h"
        level = number(element, TEXT + "outline-level", 1, low=1, high=10) if is_heading else 0
        label, bullet = place.label, False
        item = place.item
        first = item is not None and not item.labelled
        # An item gives its number to its first paragraph, even one that is empty or hidden.
        if item is not None and first:
            label, bullet = self._numbering.label(item, style)
        elif is_heading and place.kind is None and place.list is None:
            label = self._numbering.heading(element, level)
        start = self.text.length
        lead = f"{label} " if label else ""
        composed = compose(element, self._styles, start + len(lead), self._marks)
        number_here = self._paragraphs
        self._paragraphs += 1
        self._footnotes.extend(composed.footnotes)
        self._todo.extend((shape, replace(place, label="")) for shape in reversed(composed.shapes))
        if composed.hidden:
            self._note("dold text", "text")
        if not composed.text.strip():
            return
        if place.kind is BlockKind.PAGE_HEADER:
            key = " ".join(composed.text.split())
            if key in self._seen or not any(c.isalpha() for c in key):  # a page number says nothing
                return
            self._seen.add(key)
        if not self.title and self._part is None and self._styles.named(style, _TITLE) and not is_heading:
            self.title = " ".join(composed.text.split())
        self.text.put(f"{lead}{composed.text}\n")
        end = self.text.length - 1
        for note in composed.notes:
            note.block = start, end
        draft = self._draft(self._kind(is_heading, style, place), start, end, place)
        draft.paragraph = number_here
        draft.body = start + len(lead)
        draft.edits = [Edit(draft.body + a, draft.body + b, "mask") for a, b in composed.masks]
        draft.level = level
        if place.spot is not None and place.spot.heading:
            _head(place.spot, " ".join(composed.text.split()))
        self._label(draft, composed, place, label=label, bullet=bullet, first=first)

    def _label(
        self, draft: Draft, composed: Composed, place: Place, *, label: str, bullet: bool, first: bool
    ) -> None:
        """Number, level and where the words begin, from the automatic label or one typed by hand."""
        item = place.item
        if item is not None and draft.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING):
            if draft.kind is BlockKind.LIST_ITEM:
                # further paragraphs of an item stand under it
                draft.level = item.list.level + (0 if first else 1)
            draft.bullet = bullet and draft.kind is BlockKind.LIST_ITEM
        if draft.kind in (BlockKind.FOOTNOTE, BlockKind.PAGE_HEADER, BlockKind.TOC, BlockKind.CODE):
            return
        if label:
            draft.number = split_label(f"{label} X").number or label.strip(" .:;,()[]–-") or None
            return
        typed = split_label(composed.text)
        if typed.number is None and not typed.bullet:
            return
        draft.number = typed.number
        draft.body += typed.body
        draft.bullet = draft.bullet and typed.number is None
        if draft.kind is BlockKind.PARAGRAPH and typed.kind in ("bullet", "letter"):
            draft.kind, draft.level, draft.bullet = BlockKind.LIST_ITEM, 1, typed.bullet

    def _kind(self, is_heading: bool, style: str | None, place: Place) -> BlockKind:
        if place.kind is not None:
            return place.kind
        if is_heading and (place.spot is None or place.spot.table.width < 2):
            return BlockKind.HEADING
        if place.item is not None:
            return BlockKind.LIST_ITEM
        if place.spot is not None:
            return BlockKind.TABLE_CELL
        if self._styles.named(style, _CODE):
            return BlockKind.CODE
        return BlockKind.QUOTE if self._styles.named(style, _QUOTE) else BlockKind.PARAGRAPH

    def _draft(self, kind: BlockKind, start: int, end: int, place: Place) -> Draft:
        draft = Draft(kind, start, end, part=self._part)
        spot = place.spot
        if spot is not None and place.kind is None:
            spot.filled = True
            heading = "" if spot.heading else spot.table.headings.get(spot.column, "")
            draft.cell = Cell(spot.table.index, spot.row, spot.column, heading)
        self.drafts.append(draft)
        return draft


def _head(spot: Spot, words: str) -> None:
    """Let a heading cell's words stand over its columns; the lowest of several heading rows wins."""
    if spot.worded:
        words = f"{spot.table.headings.get(spot.column, '')} {words}"
    spot.worded = True
    for column in range(spot.column, spot.column + spot.span):
        spot.table.headings[column] = words


def _is_hidden(section: etree._Element) -> bool:
    return section.get(TEXT + "display") == "none" or section.get(TEXT + "is-hidden") == "true"
