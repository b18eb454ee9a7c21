"""Running text for markdown-it's block parser: paragraphs found in one pass; leaves all markup to its own rules."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

#: Type of the token that stands for a paragraph found here; `meta["lines"]` holds each line's range in the source.
RUNNING_TEXT = "running_text"

#: How a line begins that opens no block of another kind, whatever follows on it.
_WORDS = re.compile(r"[^\W\d_]|\*\*[^\W_]|\d{1,9}[^\d.)]|[(”“\"'§–•]")

#: A line that may make a heading or a table of the line above it.
_UNDERLINE = re.compile(r"[=|:]|-(?:[^ \t]|[ \t]*(?:\n|\Z))")


@cache
def parser(max_nesting: int) -> MarkdownIt:
    """CommonMark with tables and without indented code; running text comes as RUNNING_TEXT tokens."""
    made = MarkdownIt("commonmark", {"maxNesting": max_nesting}).enable("table").disable("code")
    made.block.ruler.before("table", RUNNING_TEXT, _running_text)
    return made


def _running_text(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Take a paragraph whose first line opens with a word: the same lines that the rules for underlined headings
    and paragraphs would take in two passes, with every other rule tried on every line."""
    begins, shifts, ends, indents = state.bMarks, state.tShift, state.eMarks, state.sCount
    source = state.src
    if silent or end != state.lineMax or not _WORDS.match(source, begins[first] + shifts[first]):
        return False
    state.parentType = "paragraph"  # as the heading rule leaves it; the rules for lists look at it
    terminators = state.md.block.ruler.getRules("paragraph")
    row = first + 1
    while row < end:
        at = begins[row] + shifts[row]
        if at >= ends[row]:
            break
        if _UNDERLINE.match(source, at):
            return False
        if (
            0 <= indents[row] <= state.blkIndent + 3
            and not _WORDS.match(source, at)
            and any(rule(state, row, end, True) for rule in terminators)
        ):
            break
        row += 1
    state.line = row
    token = state.push(RUNNING_TEXT, "", 0)
    token.map = [first, row]
    token.meta = {"lines": [(begins[k] + shifts[k], ends[k]) for k in range(first, row)]}
    return True
