"""Counts the words of the statutes and writes those that may begin a compound; compounds reads the result."""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from lintkit.language.training.statutes import archive_paragraphs

# Rarer forms are misprints, foreign words and names as often as words.
_LEAST_COUNT = 3
_LEAST_LETTERS = 3

_WORD = re.compile(r"(?<![\w-])[a-zåäöéü]+(?![\w-])")


def attested_words(paragraphs: Iterable[str]) -> list[str]:
    """The lower-cased words of at least three letters that occur three times or more, sorted.

    Parts of hyphenated expressions do not count: in "in- och utpassering" the first is no word.
    """
    counts = Counter(word for paragraph in paragraphs for word in _WORD.findall(paragraph.lower()))
    return sorted(word for word, count in counts.items() if count >= _LEAST_COUNT and len(word) >= _LEAST_LETTERS)


def write(words: Iterable[str], target: Path) -> None:
    """Write one word a line, gzip-compressed; the same words give the same bytes."""
    target.write_bytes(gzip.compress("\n".join(words).encode("utf-8"), compresslevel=9, mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, help="the statutes as Markdown in a .tar.xz archive")
    parser.add_argument("target", type=Path, help="the file to write, first_parts.txt.gz")
    arguments = parser.parse_args()
    words = attested_words(archive_paragraphs(arguments.archive))
    write(words, arguments.target)
    print(f"{len(words)} words, {arguments.target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
