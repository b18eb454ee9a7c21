"""Reader of PDF: lines with boxes from a child process, rebuilt into paragraphs, headings, lists and tables."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lintkit.document import BlockKind, Cell, Document, Draft, Unread, assemble
from lintkit.errors import ReadError
from lintkit.read.labels import NO_LABEL, split_label
from lintkit.read.lines import Group, Line, continues, group, is_toc_line
from lintkit.read.pdf_layout import Fragment, Page, Row, body_size, drop_furniture, lay_out, leading

#: Time that opening a file and reading its text may take, in seconds.
TIME_LIMIT = 120.0

#: A row whose letters are at least this much taller than the body's is a heading.
_HEADING_RATIO = 1.12

#: Longest heading, in characters.
_HEADING_LENGTH = 160

#: A word broken at the end of a line; "hälso-" before "och" keeps its hyphen.
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
#: A cell that is a number; one under another is a row of its own, not a cell that goes on.
_SUM = re.compile(r"[$€]?\s?-?\d[\d\s.,:]*(?:%|kr|SEK|st)?")

_SUSPENDED = re.compile(r"(?:och|eller|samt|respektive|resp|till|men|än)\b")


def read(data: bytes, path: str) -> Document:
    """Read a PDF. `text` is composed of the blocks, one a line. Raises ReadError.

    Pages without text are listed as unread; a scanned document has no blocks at all.
    """
    pages, unread = _pages(data)
    drop_furniture(pages)
    writer = _Writer(pages)
    text, drafts = writer.write()
    return assemble(path, "pdf", text, drafts, unread=unread)


def extract(data: bytes, time_limit: float = TIME_LIMIT) -> list[dict[str, Any]]:
    """What the child process says of the file and its pages (see pdf_worker). Raises ReadError."""
    worker = Path(__file__).with_name("pdf_worker.py")
    try:
        # -P: this package's module names must not shadow the standard library's in the child
        done = subprocess.run(
            [sys.executable, "-P", str(worker)], input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=time_limit, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"tar längre tid än {time_limit:.0f} sekunder att läsa") from error
    whole = done.stdout.rpartition(b"\n")[0]
    answers: list[dict[str, Any]] = [json.loads(line) for line in whole.splitlines()]
    if done.returncode != 0 and len(answers) < 2:
        raise ReadError("är skadat, eller kräver för mycket tid eller minne för att kunna läsas")
    problem = answers[0].get("error") if answers else "format"
    if problem == "password":
        raise ReadError("är lösenordsskyddad")
    if problem:
        raise ReadError("är inte en läsbar PDF")
    return answers


def _pages(data: bytes) -> tuple[list[Page], list[Unread]]:
    answers = extract(data)
    pages: list[Page] = []
    unread: list[Unread] = []
    for number, answer in enumerate(answers[1:], 1):
        width, height = answer["size"]
        fragments = [Fragment(*fragment) for fragment in answer["fragments"]]
        asides = [[Fragment(*fragment) for fragment in aside] for aside in answer.get("asides", ())]
        pages.append(lay_out(number, width, height, fragments, asides))
        if answer.get("broken"):
            unread.append(Unread(f"sidan {number} är skadad", f"sidan {number}", "page"))
        elif not fragments and not asides:
            unread.append(Unread(f"sidan {number} har ingen text (inskannad bild)", f"sidan {number}", "page"))
    left = answers[0]["pages"] - len(pages)
    if left > 0:
        unread.append(Unread(f"de sista {left} sidorna lästes inte", f"från sidan {len(pages) + 1}", "page"))
    return pages, unread


class _Writer:
    """Composes the text and its drafts from pages of rows."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._body = body_size(pages)
        self._leading = leading(pages) or 12.0
        self._levels = self._heading_levels()
        self._text: list[str] = []
        self._length = 0
        self._drafts: list[Draft] = []
        self._run: list[Line] = []
        self._page_of: dict[int, int] = {}
        self._serial = 0
        self._tables = 0

    def write(self) -> tuple[str, list[Draft]]:
        """The document's text, and its blocks."""
        notes: list[Row] = []
        for page in self._pages:
            rows, own = self._split_notes(page)
            notes += own
            self._write_rows(rows)
        self._flush()
        note: list[Row] = []
        for row in notes:
            if note and (re.match(r"\d{1,3}\s?[^\W\d]", row.text) or row.page != note[-1].page):
                self._write_note(note)
                note = []
            note.append(row)
        if note:
            self._write_note(note)
        return "".join(self._text), self._drafts

    def _heading_levels(self) -> dict[float, int]:
        """Level of each letter size above the body's, the largest first; at most five."""
        sizes = {
            row.size for page in self._pages for row in page.rows
            if self._body and row.size >= _HEADING_RATIO * self._body and any(c.isalpha() for c in row.text)
        }  # fmt: skip
        return {size: min(k, 5) for k, size in enumerate(sorted(sizes, reverse=True), 1)}

    def _split_notes(self, page: Page) -> tuple[list[Row], list[Row]]:
        """A page's rows, and the footnotes under them: smaller letters at the foot, the first after a number."""
        k = len(page.rows)
        while k > 0 and page.rows[k - 1].size < 0.92 * self._body and page.rows[k - 1].bottom < 0.45 * page.height:
            k -= 1
        while k < len(page.rows) and not re.match(r"[\d*]{1,3}\s?[^\W\d]", page.rows[k].text):
            k += 1
        return page.rows[:k], page.rows[k:]

    def _write_rows(self, rows: Sequence[Row]) -> None:
        at = 0
        while at < len(rows):
            row = rows[at]
            if self._is_heading(row):
                n = 1
                while at + n < len(rows) and self._same_heading(rows[at + n - 1], rows[at + n]):
                    n += 1
                self._flush()
                self._write_heading(rows[at : at + n])
                at += n
                continue
            n = 0 if is_toc_line(row.text) else self._table_rows(rows, at)
            if n:
                self._flush()
                self._write_table(rows[at : at + n])
                at += n
                continue
            self._run.append(self._line(row))
            at += 1

    def _is_heading(self, row: Row) -> bool:
        text = row.text
        if row.size not in self._levels or len(text) > _HEADING_LENGTH or is_toc_line(text):
            return False
        label = split_label(text)
        return not label.bullet and any(c.isalpha() for c in text) and not text.endswith((".", ",", ";"))

    def _same_heading(self, above: Row, row: Row) -> bool:
        return (
            self._is_heading(row) and row.size == above.size and row.bold == above.bold
            and row.space < 1.6 * row.size and split_label(row.text).number is None
        )  # fmt: skip

    def _line(self, row: Row) -> Line:
        text = row.text.strip()
        label = split_label(text)
        gap = bool(row.space and row.space > 1.28 * max(self._leading, 0.9 * row.size))
        if row.starts_page or not row.space:
            before = self._run[-1] if self._run else None
            candidate = Line(text, 0, 0, label)
            gap = before is None or not continues(before.text, candidate)
        self._serial += 1
        self._page_of[self._serial] = row.page
        # width and indentation in the scale of the body's letters, about half their height wide
        unit = max(self._body, 1.0) * 0.45
        indent = round(row.left / unit)
        width = max(round((row.right - row.left) / unit), 1)
        return Line(text, self._serial, self._serial, label, indent, gap, row.bold, width)

    def _flush(self) -> None:
        for block in group(self._run) if self._run else []:
            self._write_group(block)
        self._run = []

    def _write_group(self, block: Group) -> None:
        level = block.level
        if block.kind is BlockKind.HEADING and block.lines[0].strong:
            level = min(max(self._levels.values(), default=0) + 1, 6)
        label = block.lines[0].label
        if block.kind is BlockKind.TOC:
            label = NO_LABEL
        words = join_lines([line.text for line in block.lines])
        body = label.body
        if block.lines[0].lone and len(block.lines) > 1:
            body = len(block.lines[0].text) + 1
        page = self._page_of[block.lines[0].start]
        self._put(block.kind, words, body, level, block.number, page, block.bullet)

    def _write_heading(self, rows: Sequence[Row]) -> None:
        words = join_lines([row.text for row in rows])
        label = split_label(words)
        self._put(BlockKind.HEADING, words, label.body, self._levels[rows[0].size], label.number, rows[0].page)

    def _write_note(self, rows: Sequence[Row]) -> None:
        words = join_lines([row.text for row in rows])
        match = re.match(r"\d{1,3}(?=\s?[^\W\d])", words)
        number = match[0] if match else None
        body = len(words) - len(words[len(number) :].lstrip()) if number else 0
        self._put(BlockKind.FOOTNOTE, words, body, 0, number, rows[0].page)

    def _put(
        self, kind: BlockKind, words: str, body: int, level: int = 0, number: str | None = None,
        page: int | None = None, bullet: bool = False, cell: Cell | None = None,
    ) -> None:  # fmt: skip
        start = self._length
        self._text.append(words + "\n")
        self._length += len(words) + 1
        end = start + len(words)
        self._drafts.append(
            Draft(kind, start, end, start + body, level, number, bullet=bullet, page=page, cell=cell)
        )  # fmt: skip

    def _table_rows(self, rows: Sequence[Row], at: int) -> int:
        """Number of rows from `at` that make a table: at least two with several cells whose edges align."""
        first = rows[at]
        if len(first.fragments) < 2:
            return 0
        edges = [(fragment.left, fragment.right) for fragment in first.fragments]
        n, several = 1, 1
        while at + n < len(rows):
            row = rows[at + n]
            if row.space > 4 * self._leading or row.starts_page or self._is_heading(row) or not row.space:
                break
            aligned = [any(_aligned(f, edge) for edge in edges) for f in row.fragments]
            if len(row.fragments) > 1:
                if sum(aligned) < 2 and not (len(edges) == 2 and any(aligned[1:])):
                    break
                several += 1
                edges += [(f.left, f.right) for f, known in zip(row.fragments, aligned, strict=True) if not known]
            else:
                # one cell that goes on; but full-width text is no cell
                wide = row.right - row.left > 1.15 * (first.right - first.left)
                second = min(left for left, _ in edges[1:])
                if not aligned[0] or wide or (row.left <= edges[0][0] + 9 and row.right > second - 2):
                    break
                if row.space > 1.6 * self._leading:
                    break
            n += 1
        while n > 1 and len(rows[at + n - 1].fragments) == 1 and rows[at + n - 1].left <= min(edges)[0] + 9:
            n -= 1
        return n if several > 1 else 0

    def _write_table(self, rows: Sequence[Row]) -> None:
        columns = _table_columns([fragment for row in rows for fragment in row.fragments])
        table: list[dict[int, list[str]]] = []
        above: dict[int, str] = {}
        tight = min((row.space for row in rows[1:] if row.space), default=0.0)
        for k, row in enumerate(rows):
            cells: dict[int, str] = {}
            for fragment in row.fragments:
                column = _column(columns, fragment)
                cells[column] = f"{cells[column]} {fragment.text.strip()}" if column in cells else fragment.text.strip()
            goes_on = k > 0 and row.space <= 1.2 * tight and (0 not in cells or len(cells) < len(columns) // 2)
            goes_on = goes_on and not any(_SUM.fullmatch(cells[c]) and _SUM.fullmatch(above.get(c, "")) for c in cells)
            above = cells
            if not goes_on or not table:
                table.append({})
            for column, words in cells.items():
                table[-1].setdefault(column, []).append(words)
        heads = {column: join_lines(words) for column, words in table[0].items()}
        for r, cells_of_row in enumerate(table):
            for column in sorted(cells_of_row):
                words_of_cell = join_lines(cells_of_row[column])
                heading = heads.get(column, "") if r else ""
                cell = Cell(self._tables, r, column, heading)
                self._put(BlockKind.TABLE_CELL, words_of_cell, 0, page=rows[0].page, cell=cell)
        self._tables += 1


def _aligned(fragment: Fragment, edges: tuple[float, float]) -> bool:
    """Whether a cell stands under another: flush left as words do, or flush right as sums do."""
    return abs(fragment.left - edges[0]) < 9 or abs(fragment.right - edges[1]) < 3


def _table_columns(cells: Sequence[Fragment]) -> list[tuple[float, float]]:
    """Left and right edge of each column, from the left: cells over one another are in one column, and a cell over
    several columns (a heading above them) makes none of its own."""
    columns: list[tuple[float, float]] = []
    for cell in sorted(cells, key=lambda cell: cell.right - cell.left):
        over = [k for k, (a, b) in enumerate(columns) if cell.left < b and cell.right > a]
        if not over:
            columns.append((cell.left, cell.right))
        elif len(over) == 1:
            a, b = columns[over[0]]
            columns[over[0]] = min(a, cell.left), max(b, cell.right)
    return sorted(columns)


def _column(columns: Sequence[tuple[float, float]], cell: Fragment) -> int:
    """The column that a cell begins in."""
    return next((k for k, (_, b) in enumerate(columns) if cell.left < b), len(columns) - 1)


def join_lines(lines: Sequence[str]) -> str:
    """Lines of a paragraph as one, words that were broken at a line's end whole again."""
    out = ""
    for line in lines:
        line = line.strip()
        if not out:
            out = line
        elif out.endswith("\x02"):  # PDFium's own mark for a hyphen at a line's end
            out = out[:-1] + ("" if line[:1].islower() and not _SUSPENDED.match(line) else "-") + _spaced(line)
        elif _BROKEN.search(out) and line[:1].islower() and not _SUSPENDED.match(line):
            out = out[:-1] + line
        else:
            out += " " + line
    return _INNER.sub(_mend, out).rstrip("\x02")


_INNER = re.compile(r"(\w)\x02\s*(\w?)")


def _mend(match: re.Match[str]) -> str:
    return match[1] + ("" if match[2].islower() else "-") + match[2]


def _spaced(line: str) -> str:
    return " " + line if _SUSPENDED.match(line) else line
