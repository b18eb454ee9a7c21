"""Headers, footers, footnotes and endnotes of a Word file; knows where they are kept, not how they read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit.word.story import Paragraph, Reading, read_part
from lintkit.word.xml import REL_ID, W

#: What is left of "Sida 3 av 7" when the page-number fields are out.
_PAGE_WORDS = re.compile(r"(?:sid[an]{0,2}|page|av|of|nr)?[\s().:/|–—-]*(?:av|of)?[\s().:/|–—-]*$", re.IGNORECASE)

_NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}


def read_page_heads(reading: Reading) -> Iterator[Paragraph]:
    """Headers, then footers, that some section uses; each distinct text once, page numbers left out."""
    package = reading.package
    relationships = package.relationships(package.main)
    seen_parts: set[str] = set()
    seen_texts: set[str] = set()
    root = package.tree(package.main)
    for tag in (W + "headerReference", W + "footerReference"):
        for reference in root.iter(tag):
            relationship = relationships.get(reference.get(REL_ID, ""))
            if relationship is None or relationship.external or relationship.target in seen_parts:
                continue
            seen_parts.add(relationship.target)
            if not package.has(relationship.target):
                continue
            root_of_part = package.tree(relationship.target)
            for paragraph in read_part(reading, relationship.target, [root_of_part], pages=False):
                words = " ".join(paragraph.text.split())
                if words and words not in seen_texts and not _PAGE_WORDS.match(words):
                    seen_texts.add(words)
                    yield paragraph


def read_notes(reading: Reading) -> Iterator[Paragraph]:
    """The notes that the text read so far refers to: footnotes, then endnotes, in the order of reference."""
    for kind, plural in _NOTE_PARTS.items():
        part = reading.package.related(plural)
        wanted = [key for of, key in reading.notes if of == kind]
        if part is None or not wanted:
            continue
        notes = {node.get(W + "id", ""): node for node in reading.package.tree(part).iter(W + kind)}
        for key in wanted:
            # Separators are notes too, of a type that is never referred to in running text.
            if key in notes and notes[key].get(W + "type", "normal") == "normal":
                yield from read_part(reading, part, [notes[key]])
