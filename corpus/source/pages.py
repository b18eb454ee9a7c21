"""Writes a source as PDF: running heads, page numbers, justified lines and words split over line ends."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .markup import Block, Source, visible

_WIDTH, _HEIGHT = A4
_LEFT, _TOP, _BOTTOM = 70.0, 90.0, 80.0
_MEASURE = _WIDTH - 2 * _LEFT
_REGULAR, _BOLD = "Times-Roman", "Times-Bold"
_PADDING = 4.0
_HANGING = 18.0
# Points of empty line end above which the next word is split.
_RAGGED = 30.0
_SYLLABLE = re.compile(r"[aeiouyåäö][bcdfghjklmnpqrstvxz]*?(?=[bcdfghjklmnprstv][aeiouyåäö])", re.IGNORECASE)
# Letter pairs that sound as one and stay together: the word is not split inside them.
_TOGETHER = frozenset({"ck", "ng", "sj", "sk", "tj", "st", "ch"})


@dataclass(frozen=True, slots=True)
class _Style:
    font: str
    size: float
    leading: float
    before: float
    indent: float = 0.0


_STYLES = {
    "title": _Style(_BOLD, 20, 25, 0),
    "heading1": _Style(_BOLD, 14, 18, 14),
    "heading2": _Style(_BOLD, 12, 16, 10),
    "provision": _Style(_REGULAR, 11, 14.5, 6, 40),
    "item": _Style(_REGULAR, 11, 14.5, 2, 58),
    "bullet": _Style(_REGULAR, 11, 14.5, 2, 14),
    "paragraph": _Style(_REGULAR, 11, 14.5, 6),
    "cell": _Style(_REGULAR, 9.5, 12, 0),
    "header cell": _Style(_BOLD, 9.5, 12, 0),
}


def write(source: Source) -> bytes:
    """The bytes of a PDF file; the same source always gives the same bytes."""
    pages = _Writer(source, total=0).draw()[1]
    return _Writer(source, total=pages).draw()[0]


class _Writer:
    """Holds the pen: the canvas, the page number and the distance left on the page."""

    def __init__(self, source: Source, total: int) -> None:
        self._source, self._total = source, total
        self._buffer = io.BytesIO()
        # Uncompressed, so that the bytes do not depend on the version of zlib.
        self._canvas = Canvas(self._buffer, pagesize=A4, invariant=1, pageCompression=0, lang="sv-SE")
        self._canvas.setTitle(source.title)
        self._canvas.setAuthor(source.author)
        self._page = 0
        self._y = 0.0

    def draw(self) -> tuple[bytes, int]:
        """The file and its number of pages."""
        self._turn()
        for block in self._source.blocks:
            if block.kind == "table":
                self._table(block)
            else:
                self._text(block)
        self._canvas.save()
        return self._buffer.getvalue(), self._page

    def _turn(self) -> None:
        if self._page:
            self._canvas.showPage()
        self._page += 1
        self._y = _HEIGHT - _TOP
        for template, y in ((self._source.header, _HEIGHT - 50), (self._source.footer, 40.0)):
            text = template.replace("{PAGE}", str(self._page)).replace("{NUMPAGES}", str(self._total))
            left, _, right = text.partition("|")
            self._canvas.setFont("Helvetica", 9)
            self._canvas.drawString(_LEFT, y, left)
            self._canvas.drawRightString(_WIDTH - _LEFT, y, right)

    def _need(self, height: float) -> None:
        if self._y - height < _BOTTOM:
            self._turn()

    def _text(self, block: Block) -> None:
        name = f"heading{block.depth or 1}" if block.kind == "heading" else str(block.kind)
        style = _STYLES[name]
        marker = "•" if block.kind == "bullet" else block.number
        indent = 32.0 if block.kind == "heading" and marker else style.indent
        self._y -= style.before
        # A heading stays with the first lines of what it heads.
        self._need(style.leading * (4 if block.kind == "heading" else 1))
        lines = list(_lines(visible(block.text), style, _MEASURE - indent))
        for number, line in enumerate(lines):
            self._need(style.leading)
            self._y -= style.leading
            if number == 0 and marker:
                self._canvas.setFont(style.font, style.size)
                offset = indent - _HANGING if block.kind == "item" else 0.0
                self._canvas.drawString(_LEFT + offset, self._y, marker)
            last = number == len(lines) - 1
            self._line(line, style, _LEFT + indent, 0 if last else _MEASURE - indent)

    def _line(self, line: str, style: _Style, x: float, measure: float) -> None:
        """Draw one line; ``measure`` above 0 spreads it to that width in points."""
        pen = self._canvas.beginText(x, self._y)
        pen.setFont(style.font, style.size)
        gaps = line.count(" ")
        if measure and gaps and style.font != _BOLD:
            pen.setWordSpace((measure - stringWidth(line, style.font, style.size)) / gaps)
        pen.textOut(line)
        pen.setWordSpace(0)
        self._canvas.drawText(pen)

    def _table(self, block: Block) -> None:
        widths = _columns(block.rows)
        self._y -= 8
        for number, row in enumerate(block.rows):
            style = _STYLES["header cell" if number == 0 else "cell"]
            cells = [
                list(_lines(visible(cell), style, width - 2 * _PADDING))
                for cell, width in zip(row, widths, strict=True)
            ]
            height = style.leading * max(map(len, cells)) + 2 * _PADDING
            self._need(height)
            top, x = self._y, _LEFT
            for lines, width in zip(cells, widths, strict=True):
                self._canvas.rect(x, top - height, width, height)
                for index, line in enumerate(lines, start=1):
                    self._y = top - style.leading * index
                    self._line(line, style, x + _PADDING, 0)
                x += width
            self._y = top - height
        self._y -= 6


def _columns(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Widths in points, in proportion to the square root of the longest cell of each column."""
    weights = [max(len(visible(row[i])) for row in rows) ** 0.5 for i in range(len(rows[0]))]
    return [_MEASURE * weight / sum(weights) for weight in weights]


def _lines(text: str, style: _Style, measure: float) -> Iterator[str]:
    def fits(candidate: str) -> bool:
        width: float = stringWidth(candidate, style.font, style.size)
        return width <= measure

    line = ""
    for word in text.split():
        candidate = f"{line} {word}" if line else word
        if fits(candidate):
            line = candidate
            continue
        room = measure - stringWidth(line, style.font, style.size)
        head, tail = "", word
        if room > _RAGGED and style.font == _REGULAR:
            for split in reversed(_splits(word)):
                if fits(f"{line} {word[:split]}-".lstrip()):
                    head, tail = word[:split] + "-", word[split:]
                    break
        yield f"{line} {head}".strip()
        line = tail
    yield line


def _splits(word: str) -> list[int]:
    """Where a word may be split: before the last consonant between two vowels, three letters on each side."""
    stem = word.rstrip(".,;:)")
    if not stem.isalpha():
        return []
    ends = (match.end() for match in _SYLLABLE.finditer(stem))
    return [end for end in ends if 3 <= end <= len(stem) - 3 and stem[end - 1 : end + 1].lower() not in _TOGETHER]
