"""OpenDocument structure: headings, lists, tables, sections and notes as drafts; packages are odt's matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

from lintkit.document import BlockKind, Comment, Draft, Unread
from lintkit.plain import Edit
from lintkit.read.grid import MAX_SPAN, Spot, Table
from lintkit.read.items import ItemSense
from lintkit.read.labels import Label, split_label
from lintkit.read.odt_lists import Item, ListLevel, Numbering
from lintkit.read.odt_styles import DEEPEST, OFFICE, TABLE, TEXT, Styles, number
from lintkit.read.odt_text import SHAPES, Marks, compose, shape_contents

#: Most times a repeated row or column is read, and most repeated cells in a document.
MAX_REPEAT = 1_000
MAX_COPIES = 20_000

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


#: Kinds whose labels are no numbers of provisions.
_UNLABELLED = frozenset({BlockKind.FOOTNOTE, BlockKind.PAGE_HEADER, BlockKind.TOC, BlockKind.CODE})


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
class Mark:
    """A footnote's mark, until its first paragraph has taken it."""

    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """What surrounds an element: the kind forced upon its paragraphs, its list item, its cell."""

    kind: BlockKind | None = None
    list: ListLevel | None = None
    item: Item | None = None
    spot: Spot | None = None
    heading_row: bool = False
    mark: Mark | None = None


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
        self._sense = ItemSense()
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
                mark = Mark(" ".join((note.findtext(TEXT + "note-citation") or "").split()))
                for body in note.iterchildren(TEXT + "note-body"):
                    self._todo.append((body, Place(BlockKind.FOOTNOTE, mark=mark)))
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
            Unread(what, f"{count} ställen" if count > 1 else "", topic) for (what, topic), count in self._left.items()
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
                    self._note("dolt avsnitt", "hidden")
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
            self._note("dold tabell", "hidden")
            return
        heading_rows = element.find(_HEADER_ROWS) is not None
        first = element.find(f".//{_ROW}")
        width = 0 if first is None else sum(1 for _ in first.iterchildren(_CELL, _COVERED))
        rows = sum(1 for _ in element.iterchildren(_ROW, TABLE + "table-rows", TABLE + "table-row-group"))
        if place.spot is not None:
            place.spot.filled = True
        table = Table(self._tables, marked=heading_rows or rows < 2 or width < 2, row=0, width=width)
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
        heading = place.heading_row or (not table.marked and table.row == 0)
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
        automatic, bullet = "", False
        item = place.item
        first = item is not None and not item.labelled
        kind, level = self._kind(element, style, place)
        # An item gives its number to its first paragraph, even one that is empty or hidden.
        if item is not None and first:
            automatic, bullet = self._numbering.label(item, style)
        elif element.tag == TEXT + "h" and place.kind is None and item is None:
            automatic = self._numbering.heading(element, level)
        mark = place.mark.text if place.mark else ""
        start = self.text.length
        gap = "\n" if kind is BlockKind.HEADING and start else ""
        lead = gap + f"{automatic or mark} ".lstrip()
        composed = compose(element, self._styles, start + len(lead), self._marks)
        index = self._paragraphs
        self._paragraphs += 1
        self._footnotes.extend(composed.footnotes)
        self._todo.extend((shape, replace(place, mark=None)) for shape in reversed(composed.shapes))
        if composed.hidden:
            self._note("dold text", "hidden")
        words = " ".join(composed.text.split())
        if not words or (kind is BlockKind.PAGE_HEADER and not self._is_new(words)):
            return
        if place.mark:
            place.mark.text = ""
        self.text.put(f"{lead}{composed.text}\n")
        start, body, end = start + len(gap), start + len(lead), self.text.length - 1
        for note in composed.notes:
            note.block = start, end
        draft = self._draft(kind, start, end, place)
        draft.body, draft.level, draft.paragraph = body, level, index
        draft.edits = [Edit(body + a, body + b, "mask") for a, b in composed.masks]
        if place.spot is not None and place.kind is None:
            place.spot.fill(words)
        if kind is BlockKind.HEADING and not self.title and self._styles.named(style, _TITLE):
            self.title = words
        if kind not in _UNLABELLED:
            label = _read_label(automatic, composed.text, bullet=bullet)
            draft.number, draft.bullet = label.number, label.bullet and kind is not BlockKind.HEADING
            draft.body += label.body
            self._classify(draft, composed.text, label, item, first=first)

    def _classify(self, draft: Draft, text: str, label: Label, item: Item | None, *, first: bool) -> None:
        """Tell list items from provisions, as a reader does: by label, sentence and what came before."""
        if draft.kind is BlockKind.HEADING:
            self._sense.heading()
        if draft.kind is not BlockKind.PARAGRAPH:
            return
        automatic = item.list.level if item is not None and (first or item.header) else 0
        if item is not None and not first:
            if not item.provision:  # a further paragraph of an item stands under it
                draft.kind, draft.level = BlockKind.LIST_ITEM, item.list.level + 1
        elif item is not None and label.number is None and not label.bullet:
            draft.kind, draft.level = BlockKind.LIST_ITEM, item.list.level
        elif self._sense.is_item(text[label.body :], label, automatic):
            draft.kind, draft.level = BlockKind.LIST_ITEM, self._sense.level(automatic)
        else:
            if item is not None:
                item.provision = True
            self._sense.paragraph(text, label, automatic)

    def _is_new(self, words: str) -> bool:
        """Whether a running head says something that none before it has said; a page number says nothing."""
        new = words not in self._seen and any(c.isalpha() for c in words)
        self._seen.add(words)
        return new

    def _kind(self, element: etree._Element, style: str | None, place: Place) -> tuple[BlockKind, int]:
        """Kind of a paragraph before its label is known, and heading level."""
        in_grid = place.spot is not None and place.spot.table.width > 1
        if place.kind is not None:
            return place.kind, 0
        if element.tag == TEXT + "h" and not in_grid:
            return BlockKind.HEADING, number(element, TEXT + "outline-level", 1, low=1, high=DEEPEST)
        if self._styles.named(style, _TITLE) and not in_grid and self._part is None:
            return BlockKind.HEADING, 1
        if place.spot is not None:
            return BlockKind.TABLE_CELL, 0
        if place.item is None and self._styles.named(style, _CODE):
            return BlockKind.CODE, 0
        return BlockKind.QUOTE if self._styles.named(style, _QUOTE) else BlockKind.PARAGRAPH, 0

    def _draft(self, kind: BlockKind, start: int, end: int, place: Place) -> Draft:
        draft = Draft(kind, start, end, part=self._part)
        if place.spot is not None and place.kind is None and kind is not BlockKind.HEADING:
            draft.cell = place.spot.cell()
        self.drafts.append(draft)
        return draft


def _read_label(automatic: str, text: str, *, bullet: bool) -> Label:
    """The automatic label, else one typed at the start of the text; `body` is an offset in the text."""
    if automatic:
        known = split_label(f"{automatic}\tOrd")
        if known.number is not None:
            return known._replace(body=0)
        cited = automatic.strip(" \t.:;,()[]–-")
        if cited:
            return Label(cited, 0, False, "letter" if cited.isalpha() else "number", 1)
        bullet = True
    typed = split_label(text)
    return Label(None, typed.body if typed.bullet else 0, True, "bullet") if bullet and typed.number is None else typed


def _is_hidden(section: etree._Element) -> bool:
    return section.get(TEXT + "display") == "none" or section.get(TEXT + "is-hidden") == "true"
