"""Replacements as tracked changes: the least that differs, deleted and inserted; knows runs, not findings."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile
from typing import NamedTuple

from lintkit.review.note import AUTHOR
from lintkit.review.spans import Span, T
from lintkit.word.xml import DEL, INS, RPR, Element, P, R, W

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
#: What a deletion may pass over and leave where it is.
_MARKS = frozenset(
    W + name
    for name in (
        "commentRangeStart",
        "commentRangeEnd",
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "permStart",
        "permEnd",
    )
)
#: Other people's changes: a change inside one would have to be decided twice.
CHANGED = frozenset({INS, DEL, W + "moveTo", W + "moveFrom"})


class Edit(NamedTuple):
    """Characters `start` to `end` of the old words (none for an insertion) give way to `new`."""

    start: int
    end: int
    new: str


class Change(NamedTuple):
    """A replacement in the file: `span` is deleted (`inserts` false) or is what `new` stands directly after."""

    span: Span
    new: str
    inserts: bool


def least(old: str, new: str) -> Edit:
    """The smallest stretch of whole words in which two texts differ; white space of any kind is the same."""
    a, b = _TOKENS.findall(old), _TOKENS.findall(new)
    head = sum(1 for _ in takewhile(_same, zip(a, b, strict=False)))
    tail = sum(1 for _ in takewhile(_same, zip(reversed(a[head:]), reversed(b[head:]), strict=False)))
    start, end = len("".join(a[:head])), len(old) - len("".join(a[len(a) - tail :]))
    return Edit(start, end, "".join(b[head : len(b) - tail]))


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1] or (pair[0].isspace() and pair[1].isspace())


def changeable(span: Span) -> bool:
    """Whether a span is text in runs of one parent that no one else has changed, and where changes survive: in content
    controls and framed text LibreOffice takes them for the text itself.
    """
    first, last = span.first.unit, span.last.unit
    framed = any(_framed(node) or _framed(node.getprevious()) for node in first.iterancestors(P)) or any(
        node.find(f"{W}tblPr/{W}tblpPr") is not None for node in first.iterancestors(W + "tbl")
    )
    return (
        not framed
        and next(first.iterancestors(W + "sdt"), None) is None
        and span.exact
        and first.tag == last.tag == R
        and first.getparent() is last.getparent()
        and next(first.iterancestors(*CHANGED, W + "fldSimple"), None) is None
        and span.first.child is not None
        and span.first.child.tag == T
        and span.last.child is not None
        and span.last.child.tag == T
    )


def _framed(paragraph: Element | None) -> bool:
    """Whether a paragraph stands in a frame of its own; a drop capital is one before the paragraph it belongs to."""
    return paragraph is not None and paragraph.find(f"{W}pPr/{W}framePr") is not None


def write_change(change: Change, first: Element, last: Element, new_id: Callable[[], str]) -> bool:
    """Write one change on the pieces `first` to `last`, which hold its words and nothing else; whether it was done:
    something other than text between them stays, and so do the words.
    """
    runs = [last] if change.inserts else _runs(first, last)
    if not runs:
        return False
    new = _inserted(runs[0], change.new, new_id())
    at = last
    if not change.inserts:
        for run in runs:
            at = _deleted(run, new_id())
    if change.new:
        at.addnext(new)
    return True


def _runs(first: Element, last: Element) -> list[Element]:
    """The runs from one to another, or none when there is more than text between."""
    runs: list[Element] = []
    node: Element | None = first
    while node is not None:
        if node.tag == R and all(child.tag in (RPR, T) for child in node):
            runs.append(node)
        elif node.tag not in _MARKS and not _reference(node):
            return []
        if node is last:
            return runs
        node = node.getnext()
    return []


def _reference(node: Element) -> bool:
    return node.tag == R and any(child.tag == W + "commentReference" for child in node)


def _deleted(run: Element, key: str) -> Element:
    around = run.makeelement(DEL, {W + "id": key, W + "author": AUTHOR})
    run.addprevious(around)
    around.append(run)
    for text in run.iterchildren(T):
        text.tag = W + "delText"
        text.set(_PRESERVE, "preserve")
    return around


def _inserted(like: Element, words: str, key: str) -> Element:
    """The new words as an insertion, formatted as the run they stand in place of or after."""
    around = like.makeelement(INS, {W + "id": key, W + "author": AUTHOR})
    run = like.makeelement(R)
    around.append(run)
    properties = like.find(RPR)
    if properties is not None:
        copied = run.makeelement(RPR)
        for node in properties:
            if node.tag not in (W + "rPrChange", INS, DEL):
                copied.append(_copy(node))
        run.append(copied)
    text = like.makeelement(T)
    text.text = words
    text.set(_PRESERVE, "preserve")
    run.append(text)
    return around


def _copy(node: Element) -> Element:
    new = node.makeelement(node.tag)
    for name, value in node.items():
        new.set(name, value)
    new.extend([_copy(child) for child in node])
    return new
