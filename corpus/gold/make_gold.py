"""Turns the quotes in ``annotations.yaml`` into offsets: writes ``gold.jsonl`` for ``lintkit eval``.

    python corpus/gold/make_gold.py            write gold.jsonl
    python corpus/gold/make_gold.py --check    write nothing, exit 1 if gold.jsonl is out of date

Offsets index the text that ``lintkit text FILE`` prints, so a change of the reader may call for a new run.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from lintkit.read import read

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent
FAMILIES = ("vagt", "register", "sanktion", "hanvisning", "metadata")
# A word split over a line end, as text files write it (-), word processors hide it and PDF marks it.
_SPLIT = "(?:[-\u00ad\u2010\u0002\ufffe]\\s*)?"


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation as written: ``quote`` occurs once in the document, or once in ``context``."""

    doc: str
    quote: str
    context: str | None
    family: str
    label: str
    strength: str


class NotFoundError(ValueError):
    """A quote does not occur in its document, or more than once."""


def marks() -> Iterator[Mark]:
    """All annotations in the order of the file.

    Raises:
        ValueError: a family or strength is not among the known ones.
    """
    raw = yaml.safe_load((HERE / "annotations.yaml").read_text(encoding="utf-8"))
    for doc, entries in raw.items():
        for entry in entries:
            if entry["family"] not in FAMILIES or entry["strength"] not in ("core", "optional"):
                raise ValueError(f"{doc}: {entry}")
            context = entry.get("in")
            yield Mark(doc, entry["quote"], context, entry["family"], entry["label"], entry["strength"])


def locate(mark: Mark, text: str) -> tuple[int, int]:
    """Where the quote stands: a half-open range of code points.

    Raises:
        NotFoundError: there is not exactly one place.
    """
    start, end = 0, len(text)
    if mark.context is not None:
        start, end = _only(mark, mark.context, text, start, end)
    return _only(mark, mark.quote, text, start, end)


def _only(mark: Mark, words: str, text: str, start: int, end: int) -> tuple[int, int]:
    pattern = r"\s+".join(_SPLIT.join(map(re.escape, word)) for word in words.split())
    found = [match.span() for match in re.compile(pattern).finditer(text, start, end)]
    if len(found) != 1:
        raise NotFoundError(f"{mark.doc}: {len(found)} x {words!r}")
    return found[0]


def gold() -> str:
    """The contents of ``gold.jsonl``: a header line, then one mark a line in text order."""
    texts: dict[str, str] = {}
    rows: list[tuple[str, int, int, Mark]] = []
    for mark in marks():
        if mark.doc not in texts:
            texts[mark.doc] = read(CORPUS / mark.doc).text
        rows.append((mark.doc, *locate(mark, texts[mark.doc]), mark))
    lines = [json.dumps({"families": FAMILIES})]
    for doc, start, end, mark in sorted(rows, key=lambda row: row[:3]):
        values = {
            "doc": f"../{doc}",
            "start": start,
            "end": end,
            "family": mark.family,
            "label": mark.label,
            "strength": mark.strength,
            "text": texts[doc][start:end],
        }
        lines.append(json.dumps(values, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write or check ``gold.jsonl``; returns the exit status."""
    target = HERE / "gold.jsonl"
    text = gold()
    if "--check" in arguments:
        return 0 if target.read_text(encoding="utf-8") == text else 1
    target.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
