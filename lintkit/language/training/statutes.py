"""Reads the archive of Swedish statutes into plain, tokenised paragraphs; knows nothing of their use."""

from __future__ import annotations

import random
import re
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy

ARCHIVE = "sfs-2025-07.tar.xz"

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^>]+>")
_INVISIBLE = str.maketrans("", "", "*`\u00ad")
_SPACES = re.compile(r"\s+")
_HEADING = re.compile(r"^#+\s*")
_BULLET = re.compile(r"^[-*•]\s+")
_RULER_OR_TABLE = re.compile(r"^(?:\||[-=_ *]+$)")

# The longest tables-turned-text run to tens of thousands of characters and teach the vectors nothing.
_LONGEST_PARAGRAPH = 5000
_SHORTEST_PARAGRAPH = 3


def markdown_paragraphs(markdown: str) -> Iterator[str]:
    """Yield each line of running text and each heading, without front matter, links, markup and tables."""
    body = markdown
    if markdown.startswith("---"):
        _, _, body = markdown.partition("\n---")
    # Links first, since their targets may hold characters that read as markup.
    body = _TAG.sub(" ", _LINK.sub(r"\1", body))
    for raw in body.splitlines():
        line = raw.strip()
        if not line or _RULER_OR_TABLE.match(line):
            continue
        line = _BULLET.sub("", _HEADING.sub("", line)).translate(_INVISIBLE)
        line = _SPACES.sub(" ", line).strip()
        if len(line) >= _SHORTEST_PARAGRAPH:
            yield line[:_LONGEST_PARAGRAPH]


def archive_paragraphs(archive: Path) -> Iterator[str]:
    """Yield every distinct paragraph of the archive once, acts in order of their names.

    Raises FileNotFoundError when the archive is absent, tarfile.TarError when it is not a readable archive.
    """
    acts: dict[str, str] = {}
    with tarfile.open(archive, "r:xz") as members:
        for member in members:
            if member.isfile() and member.name.endswith(".md"):
                stream = members.extractfile(member)
                if stream is not None:
                    acts[member.name] = stream.read().decode("utf-8")
    seen: set[str] = set()
    for name in sorted(acts):
        for paragraph in markdown_paragraphs(acts[name]):
            if paragraph not in seen:
                seen.add(paragraph)
                yield paragraph


def write_tokens(paragraphs: Iterable[str], target: Path, *, seed: int) -> int:
    """Write one paragraph a line in shuffled order, tokens apart by a space; return the number of tokens.

    The order is shuffled because vectors trained on one act after another lean towards the last ones read.
    """
    lines = list(paragraphs)
    random.Random(seed).shuffle(lines)
    nlp = spacy.blank("sv")
    count = 0
    with target.open("w", encoding="utf-8") as out:
        for doc in nlp.pipe(lines, batch_size=500):
            words = [token.text for token in doc if not token.is_space]
            count += len(words)
            out.write(" ".join(words) + "\n")
    return count
