"""Terms that a document defines, with what it says they mean; whether the definitions are good is others' business."""

from __future__ import annotations

import re
from typing import NamedTuple

from lintkit.document import Block
from lintkit.facts.passage import Slot, slot
from lintkit.language.analysis import Analysis
from lintkit.language.definitions import Definition

#: "Med det avses ..." goes on about a term and defines none.
_PRONOUNS = frozenset({"det", "detta", "denna", "dessa", "den", "vi", "ni", "vilket"})


class Term(NamedTuple):
    """A defined term: the lower-case word, where the definition stands, and the words that give its meaning.
    `glossary` tells whether it stands in a list or table of terms.
    """

    term: str
    pattern: re.Pattern[str]
    place: Slot
    meaning: Slot
    glossary: bool


def terms(analysis: Analysis) -> tuple[Term, ...]:
    """The terms that a document defines itself, in reading order, one for each definition."""
    return tuple(_term(analysis, d) for d in analysis.own_definitions if d.term not in _PRONOUNS)


def _term(analysis: Analysis, definition: Definition) -> Term:
    document = analysis.document
    block = document.block_at(definition.start)
    if block.cell is not None and (other := _next_cell(analysis, block)) is not None:
        meaning = slot(analysis, other.plain_start, other.plain_end)
        return Term(
            definition.term, definition.pattern, slot(analysis, block.plain_start, block.plain_end), meaning, True
        )
    low = analysis.lower[definition.start : definition.end]
    at = low.find(definition.term)
    start = definition.start + max(at, 0)
    place = slot(analysis, start, start + len(definition.term))
    after = re.search(r"(?:avses|menas|förstås|definieras som|betyder|räknas|anses|: |– )", low)
    begins = definition.start + (after.end() if after else 0)
    glossary = re.match(r"\W*" + re.escape(definition.term) + r"\W*[:–-]", low) is not None
    return Term(definition.term, definition.pattern, place, slot(analysis, begins, definition.end), glossary)


def _next_cell(analysis: Analysis, block: Block) -> Block | None:
    blocks = analysis.document.blocks
    for other in blocks[block.index + 1 : block.index + 4]:
        if other.cell and block.cell and (other.cell.table, other.cell.row) == (block.cell.table, block.cell.row):
            return other
    return None
