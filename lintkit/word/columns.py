"""Columns of a Word table and the words above them; knows spans and heading rows, not the walk through cells."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

#: Columns counted in one table (Word allows 63), and heading rows whose words name the columns.
MAX_COLUMNS = 1_000
MAX_HEADING_ROWS = 4
#: Words in a cell of a first row that is not marked as heading but taken for one.
MAX_HEADING_WORDS = 8


@dataclass(slots=True)
class Table:
    """A table that is being read: the row it is at, and the heading cells seen."""

    number: int
    row: int = -1
    heading_row: bool = False
    marked: bool = False  # whether the file itself says which rows are headings
    #: Heading rows: (first column, column after the last, words) of each cell, in order.
    headings: list[list[tuple[int, int, list[str]]]] = field(default_factory=list)
    _names: dict[int, str] = field(default_factory=dict)
    _plausible: bool | None = None

    def heading(self, column: int) -> str:
        """Words of the heading cells above a column."""
        if column not in self._names:
            words: list[str] = []
            if self._plausible is None:
                self._plausible = self.marked or self._looks_like_headings()
            for row in self.headings if self._plausible else ():
                at = bisect_right(row, column, key=lambda cell: cell[0]) - 1
                if at >= 0 and column < row[at][1]:
                    words += row[at][2]
            self._names[column] = " ".join(" ".join(words).split())
        return self._names[column]

    def _looks_like_headings(self) -> bool:
        """Whether an unmarked first row names columns: several cells, each a few words in one paragraph.

        Many forms are tables for layout alone, whose first row is text like any other.
        """
        cells = [words for _, _, words in self.headings[0]] if self.headings else []
        return len(cells) > 1 and all(
            len(words) <= 1 and len(" ".join(words).split()) <= MAX_HEADING_WORDS for words in cells
        )


def span(number: int, least: int) -> int:
    """A stated number of columns, kept within reason."""
    return min(max(number, least), MAX_COLUMNS)
