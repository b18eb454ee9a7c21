"""A section of Markdown to drafts: blocks by its parts and markdown-it, inline markup and layout by the neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it.token import Token

from lintkit.document import BlockKind, Cell, Draft
from lintkit.plain import Edit, pieces
from lintkit.read.labels import Label, split_label
from lintkit.read.lines import Group, Line, drop_furniture, group
from lintkit.read.markdown_inline import fold, has_markup, scan, scan_html
from lintkit.read.markdown_parts import Part, parts
from lintkit.read.markdown_text import RUNNING_TEXT, parser

#: Deepest nesting of quotations and lists that is read as Markdown; no document written by people has more.
MAX_DEPTH = 40

_NEWLINE = re.compile(r"\r\n|\r|\n")
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?$")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]:[ \t]*")
#: What an address has and a word in brackets before a colon ("[Datum]: tisdag") has not.
_ADDRESS = re.compile(r"[/.#:@]")


class Section(NamedTuple):
    """The drafts in order, the notes to lintkit with their offsets, and the number of tables of a text."""

    drafts: Sequence[Draft]
    notes: Sequence[tuple[str, int]]
    tables: int


def read_section(text: str) -> Section:
    """Read a text that stands by itself (`markdown_parts.sections`); offsets are its own."""
    reader = _Reader(text)
    reader.walk()
    return reader.finish()


def _lines(text: str) -> tuple[list[str], list[int]]:
    """The lines of a text, without their ends, and where each begins."""
    if "\r" in text:
        ends = [match.span() for match in _NEWLINE.finditer(text)]
        starts = [0, *(end for _, end in ends)]
        return [text[a:b] for a, b in zip(starts, [*(end for end, _ in ends), len(text)], strict=True)], starts
    lines = text.split("\n")
    starts = []
    at = 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return lines, starts


class _Reader:
    """Turns the parts of a section into drafts; holds the run of lines that belong together so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines, self._starts = _lines(text)
        self._shifts = [0] * len(self._lines)  # for rows read by markdown-it, from offsets in what it sees
        self._parts = list(parts(self._lines))
        definitions: dict[str, dict[str, object]] = {}
        self._marked = [self._parse(part, definitions) for part in self._parts if part.kind == "markup"]
        self._drafts: list[Draft] = []
        self._notes: list[tuple[str, int]] = []
        self._references = self._definitions(definitions)
        self._run: list[Line] = []
        self._edits: list[Edit] = []
        self._item: Group | None = None  # the list item whose words have not come yet
        self._marker = 0
        self._lists: list[bool] = []  # open lists, whether ordered
        self._in_item = False
        self._quotes = 0
        self._table = -1

    def _parse(self, part: Part, definitions: dict[str, dict[str, object]]) -> list[Token]:
        """The tokens of a part, and the definitions of links in it."""
        length = 0
        for row in range(part.first, part.last):
            self._shifts[row] = self._starts[row] - length
            length += len(self._lines[row]) + 1
        source = "\n".join(self._lines[part.first : part.last]).replace("\0", "\ufffd")
        tokens: list[Token] = []
        env: dict[str, dict[str, dict[str, object]]] = {}
        markdown = parser(4 * MAX_DEPTH)
        markdown.block.parse(source, markdown, env, tokens)
        for token in tokens:
            if token.map:
                token.map = [part.first + row for row in token.map]
        for label, reference in env.get("references", {}).items():
            where = reference["map"]
            if isinstance(where, list):
                reference["map"] = [part.first + row for row in where]
            definitions.setdefault(label, reference)
        return tokens

    def walk(self) -> None:
        """Read all parts."""
        marked = iter(self._marked)
        for part in self._parts:
            if part.kind == "text":
                self._running_text(part.first, part.last)
            elif part.kind == "heading":
                line, start = self._lines[part.first], self._starts[part.first]
                level = len(line) - len(line.lstrip("#"))
                words = line[level:].strip()
                end = start + len(line.rstrip())
                self._heading([(end - len(words), end)], level)
            elif part.kind == "rule":
                self._flush()
            else:
                self._walk(next(marked))
        self._flush()

    def _walk(self, tokens: list[Token]) -> None:
        row = column = 0
        heads: list[str] = []
        at = 0  # where the search for the next cell begins
        for i, token in enumerate(tokens):
            kind = token.type
            if kind == RUNNING_TEXT:
                self._paragraph(self._own_spans(token))
            elif kind == "inline":
                before = tokens[i - 1]
                if before.type == "paragraph_open":
                    self._paragraph(self._spans(token))
                elif before.type == "heading_open":
                    self._marked_heading(token, int(before.tag[1]), before.markup)
                else:
                    at = self._cell(token, row, column, heads, at)
                    column += 1
            elif kind == "tr_open":
                row, column = row + 1, 0
                at = self._starts[token.map[0]] if token.map else 0
            elif kind == "table_open":
                self._flush()
                self._table += 1
                row, heads = -1, []
            elif kind in ("bullet_list_open", "ordered_list_open"):
                self._flush()
                self._lists.append(kind == "ordered_list_open")
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self._flush()
                self._lists.pop()
                self._in_item = bool(self._lists)
            elif kind == "list_item_open":
                self._flush()
                ordered = self._lists[-1]
                number = token.info if ordered and token.info else None
                self._item = Group(BlockKind.LIST_ITEM, [], len(self._lists), number, not ordered)
                self._in_item = True
            elif kind == "list_item_close":
                self._flush()
                self._item = None
            elif kind in ("blockquote_open", "blockquote_close"):
                self._flush()
                self._quotes += 1 if kind == "blockquote_open" else -1
            elif kind == "fence" and token.map:
                self._flush()
                first, last = token.map[0] + 1, token.map[1] - 1
                closed = self._line(last).lstrip(" \t>").startswith(token.markup[:3]) and last >= first
                last = last if closed or last < first else last + 1
                if last > first:
                    self._drafts.append(Draft(BlockKind.CODE, self._starts[first], self._end(last)))
            elif kind == "html_block" and token.map:
                self._html(token.map[0], token.map[1])
            elif kind == "hr":
                self._flush()

    def finish(self) -> Section:
        """What was read."""
        drafts: list[Draft] = []
        for draft in sorted(self._drafts, key=lambda draft: (draft.start, draft.end)):
            if draft.kind is BlockKind.LIST_ITEM and drafts and self._is_stray_number(drafts[-1], draft):
                drafts[-1].end = draft.end
                drafts[-1].edits = [*drafts[-1].edits, *draft.edits]
            else:
                drafts.append(draft)
        return Section(drafts, self._notes, self._table + 1)

    def _is_stray_number(self, before: Draft, draft: Draft) -> bool:
        """Whether a "list item" is a sentence's number that came first on its line ("ring\\n112. Berätta …")."""
        if (
            before.kind is not BlockKind.LIST_ITEM
            or not (before.number or "").isdigit()
            or not (draft.number or "").isdigit()
        ):
            return False
        between = self._text[before.end : draft.start]
        follows = not between.strip() and len(_NEWLINE.findall(between)) == 1
        return follows and self._text[before.end - 1].isalnum() and int(draft.number or 0) > int(before.number or 0) + 9

    def _line(self, row: int) -> str:
        return self._lines[row] if row < len(self._lines) else ""

    def _end(self, row: int) -> int:
        """Where the line before a row ends."""
        row = min(row, len(self._lines)) - 1
        return self._starts[row] + len(self._lines[row])

    def _note(self, words: str, at: int) -> None:
        words = " ".join(words.split())
        if words.lower().startswith("lintkit:"):
            self._notes.append((words, at))

    def _definitions(self, references: dict[str, dict[str, object]]) -> set[str]:
        """Labels of link definitions; what only looks like one is text that must not be lost."""
        labels: set[str] = set()
        for label, reference in references.items():
            where = reference.get("map")
            if label.startswith("^") or not _ADDRESS.search(str(reference.get("href", ""))):
                if isinstance(where, list):
                    self._stray(where[0], where[1])
            else:
                labels.add(fold(label))
        return labels

    def _stray(self, first: int, last: int) -> None:
        start, end = self._starts[first], self._end(last)
        note = _FOOTNOTE.search(self._text, start, end)
        if note:
            self._drafts.append(
                Draft(BlockKind.FOOTNOTE, note.start(), end, note.end(), number=note[1])
            )  # fmt: skip
        else:
            self._drafts.append(Draft(BlockKind.PARAGRAPH, start, end))

    def _spans(self, token: Token) -> list[tuple[int, int]]:
        """Source range of each line of an inline token, without containers and outer white space."""
        spans: list[tuple[int, int]] = []
        row = token.map[0] if token.map else 0
        for k, part in enumerate(token.content.split("\n")):
            at = min(row + k, len(self._lines) - 1)
            start = self._starts[at]
            line = self._lines[at].replace("\0", "\ufffd").rstrip()
            words = part.strip()
            if line.endswith(words):
                at = len(line) - len(words)
            else:
                at = max(line.rfind(words), 0)
            spans.append((start + at, start + at + len(words)))
        return spans

    def _own_spans(self, token: Token) -> list[tuple[int, int]]:
        """Source range of each line of a RUNNING_TEXT token, without outer white space."""
        spans: list[tuple[int, int]] = []
        lines: list[tuple[int, int]] = token.meta["lines"]
        first, end = token.map or (0, 0)
        for shift, (a, b) in zip(self._shifts[first:end], lines, strict=True):
            line = self._text[a + shift : b + shift]
            start = a + shift + len(line) - len(line.lstrip())
            spans.append((start, start + len(line.strip())))
        return spans

    def _inline(self, spans: Sequence[tuple[int, int]]) -> list[Edit]:
        """Edits for the lines at `spans`, read as one text, in source offsets."""
        if not has_markup(self._text[spans[0][0] : spans[-1][1]]):
            return []
        text = "\n".join(self._text[a:b] for a, b in spans)
        starts: list[int] = []
        at = 0
        for a, b in spans:
            starts.append(at)
            at += b - a + 1

        def source(offset: int) -> int:
            k = bisect_right(starts, offset) - 1
            return spans[k][0] + offset - starts[k]

        edits = scan(text, self._references, lambda words, a, _: self._note(words, source(a)))
        return [Edit(source(e.start), source(e.end - 1) + 1, e.kind, e.text) for e in edits]

    def _words(self, start: int, end: int, edits: Sequence[Edit]) -> tuple[str, Label]:
        """A line as it reads, and its label with `body` counted in the source."""
        if not edits:
            text = self._text[start:end]
            return text, split_label(text)
        read = pieces(self._text, start, end, edits)
        text = "".join(piece.text for piece in read)
        label = split_label(text)
        at = 0
        for piece in read:
            if at + len(piece.text) > label.body:
                body = piece.start + (label.body - at if piece.exact else 0)
                return text, label._replace(body=body - start if label.body else 0)
            at += len(piece.text)
        return text, label

    def _running_text(self, first: int, last: int) -> None:
        """A paragraph whose lines begin with words."""
        rows = zip(self._lines[first:last], self._starts[first:last], strict=True)
        if has_markup(self._text[self._starts[first] : self._end(last)]):
            self._paragraph([(start, start + len(line.rstrip())) for line, start in rows])
            return
        add = self._run.append
        gap = True
        for line, start in rows:
            words = line.rstrip()
            add(Line(words, start, start + len(words), split_label(words), 0, gap))
            gap = False

    def _paragraph(self, spans: Sequence[tuple[int, int]]) -> None:
        spans = [span for span in spans if span[0] < span[1]]
        if not spans:
            return
        if self._text[spans[0][0]] == "[" and _FOOTNOTE.match(self._text, *spans[0]):
            self._footnotes(spans)
            return
        edits = self._inline(spans)
        starts = [edit.start for edit in edits]
        for k, (a, b) in enumerate(spans):
            if edits:
                text, label = self._words(a, b, edits[bisect_left(starts, a) : bisect_left(starts, b)])
            else:
                text = self._text[a:b]
                label = split_label(text)
            strong = self._text.startswith(("**", "__"), a) and self._is_strong(a, b)
            if text:
                indent = 0
                if k and self._in_item:
                    row = self._text.rfind("\n", 0, a) + 1
                    indent = len(self._text[row:a].expandtabs(4))
                self._run.append(Line(text, a, b, label, indent, k == 0, strong, b - a))
        self._edits += edits

    def _is_strong(self, start: int, end: int) -> bool:
        """Whether all of a line that opens with a mark of bold is bold."""
        raw = self._text[start:end]
        return len(raw) > 4 and raw.rstrip(":")[-2:] == raw[:2] and raw.count(raw[:2]) == 2

    def _footnotes(self, spans: Sequence[tuple[int, int]]) -> None:
        self._flush()
        begins = [k for k, (a, b) in enumerate(spans) if _FOOTNOTE.match(self._text, a, b)]
        for first, last in pairwise([*begins, len(spans)]):
            own = spans[first:last]
            note = _FOOTNOTE.match(self._text, *own[0])
            if note is None:
                continue
            edits = self._inline([(note.end(), own[0][1]), *own[1:]])
            self._drafts.append(
                Draft(BlockKind.FOOTNOTE, own[0][0], own[-1][1], note.end(), number=note[1], edits=edits)
            )  # fmt: skip

    def _marked_heading(self, token: Token, level: int, markup: str) -> None:
        spans = [span for span in self._spans(token) if span[0] < span[1]]
        if markup in ("=", "-") and (len(spans) > 1 or token.content.rstrip().endswith((".", ";", ","))):
            self._paragraph(spans)  # a rule right under running text, no underlined heading
            self._flush()
        else:
            self._heading(spans, level)

    def _heading(self, spans: Sequence[tuple[int, int]], level: int) -> None:
        self._flush()
        if not spans:
            return
        edits = self._inline(spans)
        start, end = spans[0][0], spans[-1][1]
        text, label = self._words(start, end, edits)
        body = start + label.body
        if text:
            inner = [edit for edit in edits if edit.start >= body]
            self._drafts.append(Draft(BlockKind.HEADING, start, end, body, level, label.number, inner))

    def _cell(self, token: Token, row: int, column: int, heads: list[str], at: int) -> int:
        content = token.content
        end_of_row = self._text.find("\n", at)
        end_of_row = len(self._text) if end_of_row < 0 else end_of_row
        start = end = at
        if content:
            for written in (content, content.replace("|", "\\|")):
                found = self._text.find(written, at, end_of_row)
                if found >= 0:
                    start, end = found, found + len(written)
                    break
        edits = self._inline([(start, end)]) if start < end else []
        if row == 0:
            heads.append("".join(part.text for part in pieces(self._text, start, end, edits)))
        heading = heads[column] if row and column < len(heads) else ""
        cell = Cell(self._table, row, column, heading)
        self._drafts.append(Draft(BlockKind.TABLE_CELL, start, end, edits=edits, cell=cell))
        return end

    def _html(self, first: int, last: int) -> None:
        self._flush()
        start, end = self._starts[first], self._end(last)
        edits = scan_html(self._text[start:end], lambda words, a, _: self._note(words, start + a))
        edits = [Edit(start + e.start, start + e.end, e.kind, e.text) for e in edits]
        read = pieces(self._text, start, end, edits)
        if read:
            own = [e for e in edits if read[0].start <= e.start and e.end <= read[-1].end]
            self._drafts.append(Draft(BlockKind.PARAGRAPH, read[0].start, read[-1].end, edits=own))

    def _flush(self) -> None:
        """Turn the lines collected so far into drafts."""
        if not self._run:
            return
        item, depth = self._item, len(self._lists) if self._in_item else 0
        self._item = None
        lines = drop_furniture(self._run)
        edits = self._edits
        starts = [edit.start for edit in edits]
        outside = False  # a heading inside a list item: what follows ran on without a blank line
        for block in group(lines, first=item, wrapped=False) if lines else []:
            marker = None
            if block is item:
                row = self._text.rfind("\n", 0, block.start) + 1
                found = _MARKER.search(self._text, row, block.start)
                marker = found.start() if found else None
            elif block.kind is BlockKind.HEADING:
                outside = True
            elif depth and not outside:
                if block.kind is BlockKind.PARAGRAPH:
                    block.kind, block.level = BlockKind.LIST_ITEM, depth + 1
                elif block.kind is BlockKind.LIST_ITEM:
                    block.level += depth
            if self._quotes and block.kind is BlockKind.PARAGRAPH:
                block.kind = BlockKind.QUOTE
            own = edits[bisect_left(starts, block.body) : bisect_left(starts, block.end)] if edits else ()
            draft = block.draft(self._text, own)
            if marker is not None:
                draft.start = marker
            self._drafts.append(draft)
        self._run = []
        self._edits = []
