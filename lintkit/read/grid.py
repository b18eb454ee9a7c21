"""Where table cells stand and which heading is above them; knows spans and limits, not formats."""

from __future__ import annotations

from dataclasses import dataclass, field

from lintkit.document import Cell

#: Most rows or columns one cell covers, and most columns of a table.
MAX_SPAN = 1_000

#: Most columns that one heading cell gives its words to.
_MAX_HEADED = 64

#: Words in a cell of a first row that is not marked as heading but taken for one.
_MAX_HEADING_WORDS = 8


@dataclass(slots=True)
class Table:
    """The grid of a table while it is being read; `until[c]` is the first row where column c is free again.

    `marked` says that the file itself tells heading cells. Otherwise a first row counts as one only while all
    its cells are a few words in one paragraph: many forms are tables for layout alone.
    """

    index: int
    marked: bool = True
    row: int = -1
    column: int = 0
    width: int = 0
    until: dict[int, int] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    plausible: bool = True

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 0

    def place(self, columns: int, rows: int) -> int:
        """Put a cell that covers so many columns and rows in the current row; its column."""
        self.row = max(self.row, 0)
        while self.until.get(self.column, 0) > self.row:
            self.column += 1
        column = self.column
        self.column = min(column + columns, MAX_SPAN)
        if rows > 1:
            self.until.update(dict.fromkeys(range(column, self.column), self.row + rows))
        return column


@dataclass(slots=True)
class Spot:
    """A cell while it is being read; `span` counts its columns, `filled` says that it has had a block."""

    table: Table
    row: int
    column: int
    span: int
    heading: bool
    filled: bool = False

    def cell(self) -> Cell:
        """Where the cell stands; `heading` is that of its column, empty for a heading cell."""
        headings = self.table.headings if self.table.plausible and not self.heading else {}
        return Cell(self.table.index, self.row, self.column, headings.get(self.column, ""))

    def fill(self, words: str) -> None:
        """Take a block of the cell into account; a heading cell's words then stand over its columns."""
        if self.heading:
            headings = self.table.headings
            if not self.table.marked and (self.filled or len(words.split()) > _MAX_HEADING_WORDS):
                self.table.plausible = False
            if self.filled:
                words = f"{headings.get(self.column, '')} {words}"
            headings.update(dict.fromkeys(range(self.column, self.column + min(self.span, _MAX_HEADED)), words))
        self.filled = True


def new_cell(table: Table, columns: str, rows: str, *, heading: bool) -> Spot:
    """A cell from its colspan and rowspan attributes."""
    span = count(columns)
    column = table.place(span, count(rows))
    return Spot(table, table.row, column, span, heading)


def count(written: str, default: int = 1) -> int:
    """A colspan or rowspan, kept between 1 and MAX_SPAN."""
    written = written.strip()[:6]
    return min(max(int(written), 1), MAX_SPAN) if written.isascii() and written.isdigit() else default
