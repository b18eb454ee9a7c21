"""A PDF's pages as lines in reading order, without running heads; knows boxes, not what the lines mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lintkit.read.labels import split_label
from lintkit.read.lines import is_page_number

#: Share of the page's height, at the top and at the foot, where running heads stand.
_MARGIN_SHARE = 0.14

#: The same for heads that most pages have: forms with a block of boxes at the top.
_WIDE_SHARE = 0.26

_LONE_NUMBER = re.compile(r"(?:Sida\s)?\d{1,3}(?:\s?\(\d+\))?")


class Fragment(NamedTuple):
    """Text on one line without a wide gap; points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool


@dataclass(slots=True)
class Row:
    """Fragments on one line of a page (of one column of it), from left to right.

    `space` is the distance to the row above it in points; 0 for a column's first row.
    """

    page: int
    fragments: list[Fragment]
    space: float = 0.0
    starts_page: bool = False

    @property
    def text(self) -> str:
        return " ".join(fragment.text.strip() for fragment in self.fragments)

    @property
    def left(self) -> float:
        return self.fragments[0].left

    @property
    def right(self) -> float:
        return self.fragments[-1].right

    @property
    def bottom(self) -> float:
        return min(fragment.bottom for fragment in self.fragments)

    @property
    def size(self) -> float:
        """Height of the tallest letters' boxes, to half points."""
        return round(2 * max(fragment.top - fragment.bottom for fragment in self.fragments)) / 2

    @property
    def bold(self) -> bool:
        return all(fragment.bold for fragment in self.fragments)


@dataclass(slots=True)
class Page:
    """One page: number from 1, size in points, rows in reading order."""

    number: int
    width: float
    height: float
    rows: list[Row] = field(default_factory=list)


def lay_out(
    number: int, width: float, height: float, fragments: Iterable[Fragment], asides: Iterable[list[Fragment]] = ()
) -> Page:
    """Put a page's fragments into rows: column by column where the page has two, else from the top. `asides`, words
    in other directions, come last, each direction by itself.
    """
    page = Page(number, width, height)
    own = [f for f in fragments if f.text.strip()]
    gutter = _gutter(own, width)
    for column in _columns(own, gutter):
        rows = _rows(number, column)
        page.rows += rows
    for aside in asides:
        page.rows += _rows(number, aside)
    if page.rows:
        page.rows[0].starts_page = True
    return page


def _rows(page: int, fragments: list[Fragment]) -> list[Row]:
    rows: list[Row] = []
    middle = height = 0.0
    for fragment in sorted(fragments, key=lambda f: -(f.bottom + f.top)):
        own = (fragment.bottom + fragment.top) / 2
        if rows and abs(own - middle) <= 0.35 * max(height, 1.0):
            rows[-1].fragments.append(fragment)
            continue
        rows.append(Row(page, [fragment]))
        middle, height = own, fragment.top - fragment.bottom
    above: Row | None = None
    for row in rows:
        row.fragments.sort(key=lambda f: f.left)
        row.fragments = _joined(row.fragments)
        if above is not None:
            row.space = max(above.bottom - row.bottom, 0.1)
        above = row
    return rows


def _joined(fragments: list[Fragment]) -> list[Fragment]:
    """Pieces of a line with no more than a word's space between them, and a label with its words."""
    out: list[Fragment] = []
    for fragment in fragments:
        last = out[-1] if out else None
        if last is None:
            out.append(fragment)
            continue
        gap = fragment.left - last.right
        height = max(last.top - last.bottom, 1.0)
        head = last.text.strip()
        label = split_label(head + "\tX")
        is_label = len(out) == 1 and (label.bullet or label.number is not None) and label.body > len(head)
        if gap < 0.9 * height or (is_label and gap < 8 * height):
            apart = gap >= 0.12 * height or last.text.endswith(" ") or fragment.text.startswith(" ")
            between = "\t" if is_label else " " if apart else ""
            text = last.text.rstrip() + between + fragment.text.lstrip()
            bold = (last.bold or is_label) and fragment.bold
            bottom, top = min(last.bottom, fragment.bottom), max(last.top, fragment.top)
            out[-1] = Fragment(text, last.left, bottom, fragment.right, top, bold)
        else:
            out.append(fragment)
    return out


def _gutter(fragments: Sequence[Fragment], width: float) -> float | None:
    """Where the white strip between two columns of running text is, or None."""
    long = [f for f in fragments if len(f.text) > 12]
    if len(long) < 24 or width <= 0:
        return None
    best: tuple[int, float] | None = None
    for percent in range(38, 63):
        x = width * percent / 100
        crossing = sum(1 for f in long if f.left < x - 2 and f.right > x + 2)
        if best is None or crossing < best[0]:
            best = crossing, x
    if best is None or best[0] > len(long) * 0.15:
        return None
    x = best[1]
    left = [f for f in long if f.right <= x + 2]
    right = [f for f in long if f.left >= x - 2]
    if min(len(left), len(right)) < 10:
        return None
    # columns of running text have full lines that share a left edge; a table's cells are short
    for side in (left, right):
        _, hits = Counter(round(f.left / 4) for f in side).most_common(1)[0]
        full = [f for f in side if f.right - f.left > 0.25 * width]
        if hits < 0.5 * len(side) or len(full) < 0.5 * len(side):
            return None
    return x


def _columns(fragments: list[Fragment], gutter: float | None) -> list[list[Fragment]]:
    """Bands of the page in reading order: what crosses the gutter parts the columns above from those below."""
    if gutter is None:
        return [fragments]
    out: list[list[Fragment]] = []
    left: list[Fragment] = []
    right: list[Fragment] = []
    for fragment in sorted(fragments, key=lambda f: -(f.bottom + f.top)):
        if fragment.left < gutter - 2 and fragment.right > gutter + 2:
            out += (left, right, [fragment])
            left, right = [], []
        elif fragment.left < gutter - 2:
            left.append(fragment)
        else:
            right.append(fragment)
    out += (left, right)
    return [band for band in out if band]


def drop_furniture(pages: Sequence[Page]) -> None:
    """Leave out running heads and feet: page numbers in the margins, and words that come back at the same
    height on at least three pages (two of two or three) and a fifth of all."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        for shape, y in {_key(row) for row in page.rows if _in_margin(row, page, _WIDE_SHARE)}:
            for near in (y - 1, y, y + 1):
                seen[shape, near] += 1
    need = max(2 if len(pages) < 4 else 3, len(pages) // 5)
    for page in pages:
        kept = [row for row in page.rows if not _is_furniture(row, page, seen[_key(row)], need, len(pages))]
        if kept:
            kept[0].starts_page = True
        page.rows = kept


def _is_furniture(row: Row, page: Page, times: int, need: int, pages: int) -> bool:
    if _in_margin(row, page, _MARGIN_SHARE):
        if pages == 1:
            return _LONE_NUMBER.fullmatch(row.text) is not None
        return times >= need or is_page_number(row.text)
    return _in_margin(row, page, _WIDE_SHARE) and pages > 2 and times >= 0.6 * pages


def _in_margin(row: Row, page: Page, share: float) -> bool:
    return row.bottom < share * page.height or row.bottom > (1 - share) * page.height


def _key(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+", "#", row.text), round(row.bottom / 5)


def body_size(pages: Iterable[Page]) -> float:
    """Height of the letters' boxes that most characters have, in points; 0 without text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def leading(pages: Iterable[Page]) -> float:
    """The usual distance between the lines of a paragraph, in points; 0 without text."""
    spaces: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            if row.space and row.space < 60:
                spaces[round(row.space * 2) / 2] += 1
    return spaces.most_common(1)[0][0] if spaces else 0.0
