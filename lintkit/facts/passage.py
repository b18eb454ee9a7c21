"""Words of a document with their plain range, and searching for words in sentences; shared by the fact readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from lintkit.document import Block, BlockKind, per_document
from lintkit.language.analysis import Analysis, Sentence

T = TypeVar("T")

#: Blocks that say nothing of their own: headings are read as places, the rest not at all.
SILENT = frozenset({BlockKind.HEADING, BlockKind.TOC, BlockKind.CODE, BlockKind.PAGE_HEADER, BlockKind.QUOTE})


#: A fact reader that reads each analysis once: some thirty rules ask for the same facts.
per_analysis = per_document


class Slot(NamedTuple):
    """What a text says on one point: the words as written and their plain range (half-open)."""

    text: str
    start: int
    end: int


def slot(analysis: Analysis, start: int, end: int) -> Slot:
    """The words at a plain range, white space at the ends left out."""
    text = analysis.document.plain.text
    while start < end and text[start] in " ,;:\n":
        start += 1
    while end > start and text[end - 1] in " ,;:\n":
        end -= 1
    return Slot(text[start:end], start, end)


def search(analysis: Analysis, pattern: re.Pattern[str], sentence: Sentence, group: int | str = 0) -> Slot | None:
    """The first match of a pattern for lower-cased text in a sentence."""
    if not analysis.may_hold(pattern):
        return None
    match = pattern.search(analysis.lower, sentence.start, sentence.end)
    return (
        slot(analysis, match.start(group), match.end(group))
        if match and match.end(group) > match.start(group)
        else None
    )


def search_all(analysis: Analysis, pattern: re.Pattern[str], sentence: Sentence) -> Iterator[Slot]:
    """Every match of a pattern for lower-cased text in a sentence."""
    if not analysis.may_hold(pattern):
        return
    for match in pattern.finditer(analysis.lower, sentence.start, sentence.end):
        if match.end() > match.start():
            yield slot(analysis, match.start(), match.end())


def spoken(analysis: Analysis, *patterns: re.Pattern[str]) -> Iterator[tuple[Block, tuple[Sentence, ...]]]:
    """Blocks that say something, with their sentences, in reading order; with patterns, those that may match one."""
    for block in analysis.holding(*patterns) if patterns else analysis.document.blocks:
        if block.kind not in SILENT:
            sentences = analysis.sentences(block)
            if sentences:
                yield block, sentences
