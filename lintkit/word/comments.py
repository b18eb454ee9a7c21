"""Reviewers' comments with author and words; knows the comments parts, the ranges come from the paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lintkit.word.story import Reading, read_part
from lintkit.word.xml import P, W

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class WordComment:
    """One comment: its id, author and text (paragraphs joined by a line feed), and the id of the comment that it
    answers.
    """

    id: str
    author: str
    text: str
    answers: str | None = None


def read_comments(reading: Reading) -> dict[str, WordComment]:
    """All comments by id; empty where the file has none. Raises ReadError for a broken part."""
    part = reading.package.related("comments")
    found: dict[str, WordComment] = {}
    if part is None:
        return found
    above = _threads(reading)
    by_paragraph: dict[str, str] = {}
    answered: dict[str, str] = {}
    for node in reading.package.tree(part).iter(W + "comment"):
        key = node.get(W + "id", "")
        lines = [paragraph.text for paragraph in read_part(reading, part, [node])]
        found.setdefault(key, WordComment(key, node.get(W + "author", ""), "\n".join(lines).strip()))
        for paragraph in node.iter(P):
            if mark := paragraph.get(_PARAGRAPH_ID):
                by_paragraph[mark] = key
                if mark in above:
                    answered[key] = above[mark]
    for key, mark in answered.items():
        if mark in by_paragraph and by_paragraph[mark] != key:
            found[key] = replace(found[key], answers=by_paragraph[mark])
    return found


def _threads(reading: Reading) -> dict[str, str]:
    """By the id of a comment's last paragraph, that of the comment it answers ([MS-DOCX] 2.5.1, commentsExtended)."""
    part = reading.package.related("commentsExtended")
    if part is None or not reading.package.has(part):
        return {}
    return {
        str(node.get(_W15 + "paraId")): str(node.get(_W15 + "paraIdParent"))
        for node in reading.package.tree(part).iter(_W15 + "commentEx")
        if node.get(_W15 + "paraId") and node.get(_W15 + "paraIdParent")
    }
