"""Reviewers' comments with author and words; knows the comments part, the ranges come from the paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from lintkit.word.story import Reading, read_part
from lintkit.word.xml import W


@dataclass(frozen=True, slots=True)
class WordComment:
    """One comment: its id, author and text (paragraphs joined by a line feed)."""

    id: str
    author: str
    text: str


def read_comments(reading: Reading) -> dict[str, WordComment]:
    """All comments by id; empty where the file has none. Raises ReadError for a broken part."""
    part = reading.package.related("comments")
    found: dict[str, WordComment] = {}
    if part is None:
        return found
    for node in reading.package.tree(part).iter(W + "comment"):
        key = node.get(W + "id", "")
        lines = [paragraph.text for paragraph in read_part(reading, part, [node])]
        found.setdefault(key, WordComment(key, node.get(W + "author", ""), "\n".join(lines).strip()))
    return found
