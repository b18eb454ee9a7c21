"""From a range of a Document's text back to the Word nodes it was read from, for those who write into the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from lintkit.document import Document
from lintkit.word.notes import read_notes, read_page_heads
from lintkit.word.package import Package
from lintkit.word.story import Paragraph, open_reading, read_story
from lintkit.word.text import Place


class Anchor(NamedTuple):
    """What of a range falls in one paragraph: the nodes and their characters, in order."""

    paragraph: Paragraph
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Anchors:
    """All paragraphs of a file by (part, number), beside the document that was read from the same bytes."""

    document: Document
    paragraphs: dict[tuple[str, int], Paragraph]

    def find(self, start: int, end: int) -> list[Anchor]:
        """Where `document.text[start:end]` stands in the file, paragraph by paragraph.

        Automatic labels and the line feeds between blocks have no node; a range that holds nothing else gives
        an empty list.
        """
        blocks = self._by_start()
        first = max(bisect_right(blocks, (start, len(self.document.blocks))) - 1, 0)
        found: list[Anchor] = []
        for block_start, index in blocks[first:]:
            if block_start >= end:
                break
            block = self.document.blocks[index]
            paragraph = self.paragraphs.get((block.part or "", -1 if block.paragraph is None else block.paragraph))
            if paragraph is None:
                continue
            places = paragraph.places(start - block.start, min(end, block.end) - block.start)
            if places:
                found.append(Anchor(paragraph, places))
        return found

    def _by_start(self) -> list[tuple[int, int]]:
        return [(block.start, block.index) for block in self.document.blocks]


def open_anchors(document: Document, package: Package) -> Anchors:
    """Read the package again, keeping the nodes. `document` must come from the same bytes."""
    reading = open_reading(package)
    paragraphs: dict[tuple[str, int], Paragraph] = {}
    body = list(read_story(reading))
    for paragraph in _all(body, read_page_heads(reading), read_notes(reading)):
        paragraphs.setdefault((paragraph.part, paragraph.number), paragraph)
    return Anchors(document, paragraphs)


def _all(*stories: Iterable[Paragraph]) -> Iterable[Paragraph]:
    for story in stories:
        yield from story
