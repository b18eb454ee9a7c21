"""Reader of text files: layout alone says what is a heading, a list, a table; what lines mean is read.lines'."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lintkit.document import BlockKind, Cell, Document, Draft, Unread, assemble, check_size
from lintkit.plain import Edit
from lintkit.read.decode import decode
from lintkit.read.labels import NO_LABEL, split_label
from lintkit.read.lines import Line, drop_furniture, group, is_toc_line

_LINE = re.compile(r"[^\r\n\f]*")

#: A line in capitals that is a heading and not a row, a sum or a shouted sentence.
_CAPITALS = re.compile(r"(?!.*\s{3}).{4,79}[^.,;:\s\d]")

_RULE = re.compile(r"[-=_*~#]{3,}")

#: A rule with gaps under the names of columns: "----  --------  ----". Its dashes say where each column begins.
_COLUMN_RULE = re.compile(r"[-=]{2,}(?: +[-=]{2,})+")

#: Two or more columns: pieces of text with a tab or at least three spaces between.
_COLUMN_GAP = re.compile(r"\t+|[ \xa0]{3,}|\s*\|\s*")

#: LaTeX commands that open a line and what they make of it; the rest of TeX is left as words.
_TEX = re.compile(r"\\(?:item|(?:sub)*section|textbf|begin)\b")
_TEX_MARK = re.compile(r"\\(?:text(?:bf|it|tt|sc|rm)|emph|underline)\{|\\\\|``|''|[{}]")
_TEX_HEADING = re.compile(r"\\(?P<sub>(?:sub){0,2})section\*?\{(?P<words>[^{}]*)\}\s*$")
_TEX_ITEM = re.compile(r"\\item(?:\[[^\]]*\])?\s*")
_TEX_SKIP = re.compile(r"\\(?:begin|end|newpage|clearpage|label|vspace|hspace)\*?\{[^{}]*\}\s*$|%")


def read(data: bytes, path: str) -> Document:
    """Read a text file. Raises ReadError."""
    text = decode(data)
    check_size(characters=len(text))
    return assemble(path, "txt", text, drafts(text))


def read_as_plain(text: str, path: str, format: str, unread: Unread) -> Document:
    """Read the text of another format as if it had no markup; `unread` says why."""
    return assemble(path, format, text, drafts(text), unread=[unread])


def drafts(text: str) -> list[Draft]:
    """The blocks of a text, in order."""
    lines, headings, breaks = _lines(text)
    kept = drop_furniture(lines, breaks)
    edits = _tex_edits(text)
    out: list[Draft] = []
    run: list[Line] = []

    def flush() -> None:
        out.extend(g.draft(text, _inside(edits, g.body, g.end)) for g in group(run))
        run.clear()

    at = table = 0
    while at < len(kept):
        line = kept[at]
        level = headings.get(line.start)
        if level:
            flush()
            label = split_label(line.text)
            body = line.start + label.body
            out.append(Draft(BlockKind.HEADING, line.start, line.end, body, level, label.number))
            at += 1
            continue
        ruled = _ruled(text, kept, at)
        if ruled:
            flush()
            out.extend(_ruled_table(text, ruled, table))
            table += 1
            at += 2 + sum(1 for line in kept[at + 2 :] if line.start < ruled[-1].until)
            continue
        rows = _rows(text, kept, at)
        if rows:
            flush()
            out.extend(_table(text, kept[at : at + rows], table))
            table += 1
            at += rows
            continue
        run.append(line)
        at += 1
    flush()
    return out


def _lines(text: str) -> tuple[list[Line], dict[int, int], list[int]]:
    """Lines with words; levels of headings by where their line begins; indexes of first lines of pages."""
    lines: list[Line] = []
    headings: dict[int, int] = {}
    breaks: list[int] = []
    gap = True
    at = 0
    while at <= len(text):
        match = _LINE.match(text, at)
        assert match is not None
        start, end = match.span()
        raw = match[0]
        stripped = raw.strip()
        if stripped and _RULE.fullmatch(stripped):
            under = bool(lines) and not gap and stripped[0] in "=-" and len(lines[-1].text) <= 100
            alone = under and (lines[-1].gap or len(lines) == 1 or lines[-2].start in headings)
            if under and alone and len(stripped) <= len(lines[-1].text) * 2 + 10:
                headings[lines[-1].start] = 1 if stripped[0] == "=" else 2
            gap = True
        elif stripped and _TEX_SKIP.match(stripped):
            pass
        elif stripped:
            lines.append(_line(raw, start, gap, headings))
            gap = False
        elif end < len(text) or not raw:
            gap = True
        if end < len(text) and text[end] == "\f":
            breaks.append(len(lines))
            gap = True
        at = end + (2 if text.startswith("\r\n", end) else 1)
    return lines, headings, breaks


def _line(raw: str, start: int, gap: bool, headings: dict[int, int]) -> Line:
    stripped = raw.strip()
    begin = start + len(raw) - len(raw.lstrip())
    end = begin + len(stripped)
    indent = len(raw[: begin - start].expandtabs(8))
    tex = _TEX_HEADING.match(stripped)
    if tex:
        headings[begin + tex.start("words")] = 2 + len(tex["sub"]) // 3
        return Line(tex["words"], begin + tex.start("words"), begin + tex.end("words"), NO_LABEL, indent, True)
    marks = re.match(r"(#{1,6})\s+", stripped)
    if marks:
        headings[begin + marks.end()] = len(marks[1])
        return Line(stripped[marks.end() :], begin + marks.end(), end, NO_LABEL, indent, True)
    item = _TEX_ITEM.match(stripped)
    if item:
        label = NO_LABEL._replace(body=item.end(), bullet=True, kind="bullet")
    else:
        label = split_label(stripped)
    if gap and stripped.isupper() and _CAPITALS.fullmatch(stripped) and not label.bullet:
        headings[begin] = 2 if label.number is None else min(label.depth, 6)
    return Line(stripped, begin, end, label, indent, gap)


def _tex_edits(text: str) -> list[Edit]:
    """Where LaTeX stands for emphasis, quotation marks and line breaks in a text that has its commands."""
    if not _TEX.search(text):
        return []
    out: list[Edit] = []
    open_braces: list[bool] = []  # whether the brace belongs to a command that is left out
    for match in _TEX_MARK.finditer(text):
        mark = match[0]
        if mark == "}":
            if open_braces and open_braces.pop():
                out.append(Edit(match.start(), match.end(), "drop"))
        elif mark == "{":
            open_braces.append(False)
        elif mark.endswith("{"):
            open_braces.append(True)
            out.append(Edit(match.start(), match.end(), "drop"))
        elif mark in ("``", "''"):
            out.append(Edit(match.start(), match.end(), "replace", "”"))
        elif text[match.start() - 1 : match.start()] == "}":
            out.append(Edit(match.start(), match.end(), "replace", ". "))  # a run-in heading, then its words
        else:
            out.append(Edit(match.start(), match.end(), "replace", " "))
    return out


def _inside(edits: list[Edit], start: int, end: int) -> list[Edit]:
    """The edits of a range; they are in order and do not overlap."""
    first = bisect_left(edits, start, key=lambda edit: edit.start)
    last = bisect_left(edits, end, key=lambda edit: edit.start)
    return edits[first:last]


def _columns(line: Line, text: str) -> list[tuple[int, int]]:
    """Source ranges of the pieces of a line that stand in columns; one range for running text."""
    out: list[tuple[int, int]] = []
    at = line.start
    for match in _COLUMN_GAP.finditer(text, line.start, line.end):
        if match.start() > at:
            out.append((at, match.start()))
        at = match.end()
    if at < line.end:
        out.append((at, line.end))
    return out


class _Row(NamedTuple):
    """One row of a ruled table: for each column the source ranges of its lines; `until` is where the row ends."""

    cells: list[list[tuple[int, int]]]
    until: int


def _ruled(text: str, lines: list[Line], at: int) -> list[_Row]:
    """The rows of a table whose column names stand at `at` above a rule with gaps; none where there is no such
    table. A line that leaves the first column empty goes on with the row before it.
    """
    if at + 2 >= len(lines) or not _COLUMN_RULE.fullmatch(lines[at + 1].text):
        return []
    rule = lines[at + 1]
    margin = text.rfind("\n", 0, rule.start) + 1
    starts = [rule.start - margin + m.start() for m in re.finditer(r"[-=]+", rule.text)]
    rows: list[_Row] = []
    for i, line in enumerate(lines[at:]):
        if i == 1:
            continue
        begin = text.rfind("\n", 0, line.start) + 1
        if (i > 0 and line.gap) or "\t" in text[begin : line.end]:
            break
        cells = [
            _cell(text, begin + a, min(begin + b, line.end))
            for a, b in zip(starts, [*starts[1:], line.end], strict=True)
        ]
        if any(begin + a <= line.end and text[begin + a - 1 : begin + a].strip() for a in starts[1:]):
            break  # words run across a column's edge: this is no row
        if cells[0] is None and len(rows) > 1:
            for column, cell in zip(rows[-1].cells, cells, strict=True):
                column.extend([cell] if cell else [])
            rows[-1] = rows[-1]._replace(until=line.end)
        else:
            rows.append(_Row([[c] if c else [] for c in cells], line.end))
    return rows if len(rows) > 1 else []


def _cell(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words between two columns' edges on one line."""
    piece = text[start:end] if start < end else ""
    begin = start + len(piece) - len(piece.lstrip())
    return (begin, begin + len(piece.strip())) if piece.strip() else None


def _ruled_table(text: str, rows: list[_Row], table: int) -> Iterator[Draft]:
    heads = [text[c[0][0] : c[-1][1]] if c else "" for c in rows[0].cells]
    for r, row in enumerate(rows):
        for c, ranges in enumerate(row.cells):
            edits: list[Edit] = []
            for (_, end), (start, _) in pairwise(ranges):
                feed = text.index("\n", end)
                edits += [Edit(end, feed, "drop"), Edit(feed + 1, start, "drop")]
            a, b = (ranges[0][0], ranges[-1][1]) if ranges else (row.until, row.until)
            edits = [e for e in edits if e.start < e.end]
            yield Draft(BlockKind.TABLE_CELL, a, b, edits=edits, cell=Cell(table, r, c, heads[c] if r else ""))


def _rows(text: str, lines: list[Line], at: int) -> int:
    """Number of lines from `at` that make a table: two or more with the same number of columns, or one
    line whose pieces are no running text."""
    first = lines[at]
    if is_toc_line(first.text) or first.label.bullet:
        return 0
    width = len(_columns(first, text))
    if width < 2 or (width == 2 and first.label.number is not None):
        return 0
    n = 1
    while at + n < len(lines) and not lines[at + n].gap and n < 10_000:
        line = lines[at + n]
        if len(_columns(line, text)) != width or is_toc_line(line.text) or line.label.bullet:
            break
        n += 1
    return n


def _table(text: str, lines: list[Line], table: int) -> Iterator[Draft]:
    rows = [_columns(line, text) for line in lines]
    headed = len(rows) > 2 and not any(any(c.isdigit() for c in text[a:b]) for a, b in rows[0])
    heads = [text[a:b].strip() for a, b in rows[0]] if headed else []
    for r, row in enumerate(rows):
        for c, (a, b) in enumerate(row):
            heading = heads[c] if r and heads else ""
            yield Draft(BlockKind.TABLE_CELL, a, b, cell=Cell(table, r, c, heading))
