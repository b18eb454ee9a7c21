"""Cuts Markdown where no block can reach over the cut, so that running text needs no parser; knows first characters
of lines, not what the blocks between hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

#: A line that goes on with a paragraph, whatever follows on it, and that makes nothing of the line above it.
_TEXT = re.compile(r"[^\s#>*+~`<=_|:\d-]|\*\*[^\W_]|\d(?![0-9]{0,8}[.)](?:[ \t]|\Z))")

#: A line that ends a paragraph: a quotation, or an item with words of a list with bullets or from 1.
_ENDS_TEXT = re.compile(r">|(?:[*+-]|0{0,8}1[.)])[ \t]+[^ \t]")

#: An item of a list that begins at another number, which cannot end a paragraph.
_LATER_ITEM = re.compile(r"[0-9]{1,9}[.)](?:[ \t]|\Z)")

_HEADING = re.compile(r"#{1,6}(?:[ \t]|\Z)")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})[ \t]*\Z")

#: Beginnings of lines, inside lists and quotations or not, of what goes on over blank lines: code between fences,
#: comments, scripts and the like.
_OPEN = re.compile(r"[ \t>*+.)0-9-]*(?:`{3}|~{3}|<(?:!--(?!.*-->)|!(?!--)|\?|(?i:script|pre|style|textarea)))")
#: And of HTML, which only a blank line ends.
_HTML = re.compile(r"[ \t>*+.)0-9-]*<")

#: What may reach from one section into another: HTML and code between fences, at the beginning of a line inside lists
#: and quotations or not, and definitions of links and notes. A line that ends as Macs once did hides the next one.
_REACHES = re.compile(r"^[ \t>*+.)0-9-]*(?:`{3}|~{3}|<)|\]:|\r(?!\n)", re.MULTILINE)
_SECTION = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)


def sections(text: str, begin: int) -> list[tuple[int, int]]:
    """Ranges of a text from an offset that read by themselves as they do in it, each from one heading to the next."""
    if _REACHES.search(text, begin):
        return [(begin, len(text))]
    starts = [begin, *(match.start() for match in _SECTION.finditer(text, begin) if match.start() > begin)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


class Part(NamedTuple):
    """Rows `first` to `last` (0-based, the end excluded). "text" is one paragraph, "heading" one row of "#", words
    and no closing "#", "rule" one row; "markup" is anything, for a parser to read by itself.
    """

    kind: Literal["text", "heading", "rule", "markup"]
    first: int
    last: int


def parts(lines: Sequence[str]) -> Iterator[Part]:
    """The parts of a text given as lines without their ends, in order; blank lines may be left out.

    Read one by one they give the same blocks as the whole in CommonMark with tables and without indented code.
    """
    row = 0
    while row < len(lines):
        line = lines[row]
        if not line or not line.strip(" \t"):
            row += 1
        elif line[0] != "[" and _TEXT.match(line):
            last = _end_of_text(lines, row)
            if last:
                yield Part("text", row, last)
            else:
                last = _next_cut(lines, row)
                yield Part("markup", row, last)
            row = last
        elif _HEADING.match(line) and line.rstrip()[-1] != "#":
            yield Part("heading", row, row + 1)
            row += 1
        elif _RULE.match(line):
            yield Part("rule", row, row + 1)
            row += 1
        else:
            last = _next_cut(lines, row)
            yield Part("markup", row, last)
            row = last


def _end_of_text(lines: Sequence[str], first: int) -> int:
    """The row after the paragraph that begins at `first`; 0 where more than first characters must be looked at."""
    row = first + 1
    while row < len(lines):
        line = lines[row]
        if not line[:1].isalpha() and not _TEXT.match(line):
            if not line or not line.strip(" \t") or _HEADING.match(line) or _ENDS_TEXT.match(line):
                break
            if not _LATER_ITEM.match(line):
                return 0
        row += 1
    return row


def _next_cut(lines: Sequence[str], first: int) -> int:
    """The first row after `first` that stands outside whatever begins at `first` or after it."""
    html = False
    blank = False
    for row in range(first, len(lines)):
        line = lines[row]
        if row > first:
            if blank and line[:1] != "[" and _TEXT.match(line):
                return row
            if line[:1] == "#" and (blank or not html) and _HEADING.match(line):
                return row
        if _OPEN.match(line):
            break
        html = html or _HTML.match(line) is not None
        blank = not line or not line.strip(" \t")
    return len(lines)
