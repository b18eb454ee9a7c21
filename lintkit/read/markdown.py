"""Reader of Markdown: front matter, sections and comments; what a section holds is read by its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from lintkit.document import BlockKind, Comment, Document, Draft, Unread, assemble, check_size
from lintkit.plain import Edit
from lintkit.read.decode import decode
from lintkit.read.front_matter import split_front_matter
from lintkit.read.markdown_parts import sections
from lintkit.read.markdown_section import MAX_DEPTH, Section, read_section
from lintkit.read.memory import Memory
from lintkit.read.plaintext import read_as_plain

_NEWLINE = re.compile(r"\r\n|\r|\n")
_CONTAINERS = re.compile(r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*+[ \t]*")
#: What every line has whose containers and indentation are longer than MAX_DEPTH.
_DEEP = re.compile(rf"^[ \t>*+.)\d-]{{{MAX_DEPTH + 1}}}", re.MULTILINE)

#: Sections read lately; the largest collection seen repeats two characters of five and has 3.7 million others.
_SECTIONS: Memory[Section] = Memory(4_000_000)


def read(data: bytes, path: str) -> Document:
    """Read a Markdown file: CommonMark with tables, front matter and footnotes. Raises ReadError.

    Indented lines are text, not code: in documents that come from Word an indented provision is common.
    """
    text = decode(data)
    check_size(characters=len(text))
    if _too_deep(text):
        return read_as_plain(text, path, "md", Unread("märkning som är för djupt nästlad lästes som ren text"))
    metadata, begin = split_front_matter(text)
    drafts: list[Draft] = []
    notes: list[tuple[str, int]] = []
    tables = 0
    for start, end in sections(text, begin):
        section = _SECTIONS.recall(text[start:end], read_section)
        drafts += [_moved(draft, start, tables) for draft in section.drafts]
        notes += [(words, start + at) for words, at in section.notes]
        tables += section.tables
    comments = _comments(text, drafts, notes)
    drafts = [*_front_matter(text, begin), *drafts]
    return assemble(
        path, "md", text, drafts, title=metadata.get("title", ""), metadata=metadata, comments=comments
    )  # fmt: skip


def _front_matter(text: str, end: int) -> Iterator[Draft]:
    """The lines of the front matter as running heads, masked: data about the document, never a provision."""
    at = 0
    while 0 <= at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop].strip()
        if ":" in line and not line.startswith("#"):
            yield Draft(BlockKind.PAGE_HEADER, at, stop, edits=(Edit(at, stop, "mask"),))
        at = stop + 1


def _too_deep(text: str) -> bool:
    """Whether a line's containers and indentation nest deeper than MAX_DEPTH; one pass over the text."""
    if not _DEEP.search(text):
        return False
    at = 0
    while at < len(text):
        match = _CONTAINERS.match(text, at)
        if match is not None and match.end() - at > MAX_DEPTH:
            head = match[0]
            depth = head.count(">") + len(re.findall(r"[-*+.)]", head))
            listed = text[match.end() : match.end() + 1] != "" and depth > head.count(">")
            if depth > MAX_DEPTH or (listed and len(head.expandtabs(4)) > 4 * MAX_DEPTH):
                return True
        feed = text.find("\n", at)
        if feed < 0:
            break
        at = feed + 1
    return False


def _moved(draft: Draft, by: int, tables: int) -> Draft:
    """A section's draft where the section stands, after so many characters and tables."""
    kind, body, edits, cell = draft.kind, draft.body, draft.edits, draft.cell
    if edits:
        edits = [Edit(a + by, b + by, change, text) for a, b, change, text in edits]
    if cell is not None and tables:
        cell = cell._replace(table=cell.table + tables)
    return Draft(
        kind, draft.start + by, draft.end + by, body + by if body >= 0 else body, draft.level, draft.number,
        edits, cell, bullet=draft.bullet,
    )  # fmt: skip


def _comments(text: str, drafts: Sequence[Draft], notes: Sequence[tuple[str, int]]) -> list[Comment]:
    """The notes as comments on the blocks that they apply to."""
    comments: list[Comment] = []
    starts = [draft.start for draft in drafts] if notes else []
    for words, at in notes:
        k = bisect_right(starts, at) - 1
        if k < 0 or drafts[k].end <= at:
            on_line = k >= 0 and not _NEWLINE.search(text, drafts[k].end, at)
            k = k if on_line or k + 1 >= len(drafts) else k + 1
        start, end = (drafts[k].start, drafts[k].end) if drafts else (at, at)
        comments.append(Comment(words, "", start, end))
    return comments
