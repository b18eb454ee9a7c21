"""The plain line markup that binary corpus documents are written in; knows nothing of output formats.

One line is one block::

    = title            # heading           ## heading, level 2
    + provision        ++ lettered item    - bullet
    | cell | cell |    [box] text box      anything else: paragraph

Inline: ``{+inserted+}`` and ``{-deleted-}`` (tracked changes), ``{^footnote^}``, ``{=content control=}``
and ``{#comment#anchored words#}``. A block may start with ``@label``; ``{label}`` elsewhere becomes its
number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import yaml

Kind = Literal["title", "heading", "provision", "item", "bullet", "paragraph", "table", "box"]
RunKind = Literal["text", "inserted", "deleted", "footnote", "control", "comment"]

_PREFIXES: tuple[tuple[str, Kind, int], ...] = (
    ("= ", "title", 0),
    ("## ", "heading", 2),
    ("# ", "heading", 1),
    ("++ ", "item", 0),
    ("+ ", "provision", 0),
    ("- ", "bullet", 0),
    ("[box] ", "box", 0),
)
_INLINE = re.compile(
    r"\{\+(?P<inserted>.+?)\+\}|\{-(?P<deleted>.+?)-\}|\{\^(?P<footnote>.+?)\^\}"
    r"|\{=(?P<control>.+?)=\}|\{#(?P<note>[^#]+)#(?P<comment>[^#]+)#\}"
)
_LABEL = re.compile(r"@(\w+) ")
_REFERENCE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind; ``note`` is the comment that is anchored at it."""

    kind: RunKind
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``depth`` is 1-based in the numbering; 0 means not numbered."""

    kind: Kind
    text: str = ""
    depth: int = 0
    number: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One document: where it goes below ``corpus/``, its running head and foot, and its blocks."""

    path: str
    title: str
    author: str
    header: str
    footer: str
    numbered: bool
    blocks: tuple[Block, ...]


def load(path: Path) -> Source:
    """Read one source file.

    Raises:
        KeyError: a required key is absent, or a reference names no label.
    """
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    numbered = raw["numbering"] == "decimal"
    return Source(
        path=raw["path"],
        title=raw["title"],
        author=raw["author"],
        header=raw["header"],
        footer=raw["footer"],
        numbered=numbered,
        blocks=tuple(_blocks(raw["body"], numbered)),
    )


def runs(text: str) -> Iterator[Run]:
    """Split the text of a block or cell into runs."""
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            yield Run("text", text[at : match.start()])
        kind = match.lastgroup
        assert kind is not None
        yield Run(kind, match[kind], match["note"] or "")  # type: ignore[arg-type]
        at = match.end()
    if at < len(text):
        yield Run("text", text[at:])


def visible(text: str) -> str:
    """The text as a reader sees it with all changes accepted, without footnotes."""
    return "".join(run.text for run in runs(text) if run.kind not in ("deleted", "footnote"))


def _blocks(body: str, numbered: bool) -> Iterator[Block]:
    labels: dict[str, str] = {}
    found = list(_numbered(_parsed(body), labels) if numbered else (b for b, _ in _parsed(body)))

    def resolve(text: str) -> str:
        return _REFERENCE.sub(lambda match: labels[match[1]], text)

    for block in found:
        rows = tuple(tuple(resolve(cell) for cell in row) for row in block.rows)
        yield replace(block, text=resolve(block.text), rows=rows)


def _parsed(body: str) -> Iterator[tuple[Block, str]]:
    """Blocks without numbers, each with its label ("" when it has none)."""
    rows: list[tuple[str, ...]] = []
    for line in [*body.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            yield Block("table", rows=tuple(rows)), ""
            rows = []
        if not line.strip():
            continue
        match = _LABEL.match(line)
        label, line = (match[1], line[match.end() :]) if match else ("", line)
        for prefix, kind, depth in _PREFIXES:
            if line.startswith(prefix):
                yield Block(kind, line.removeprefix(prefix).strip(), depth), label
                break
        else:
            yield Block("paragraph", line.strip()), label


def _numbered(parsed: Iterator[tuple[Block, str]], labels: dict[str, str]) -> Iterator[Block]:
    """Number headings and provisions as 1, 1.1, 1.1.1 and items as a), b) below the nearest number."""
    counters = [0, 0, 0, 0]
    under = 1
    for block, label in parsed:
        if block.kind == "heading":
            depth = under = block.depth
        elif block.kind == "provision":
            depth = under + 1
        elif block.kind == "item":
            depth = 4
        else:
            yield block
            continue
        counters[depth - 1] += 1
        counters[depth:] = [0] * (4 - depth)
        number = f"{chr(96 + counters[3])})" if depth == 4 else ".".join(map(str, counters[:depth]))
        if label:
            labels[label] = number
        yield replace(block, depth=depth, number=number)
