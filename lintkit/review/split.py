"""Writes the ends of comments into a Word tree, dividing runs where one falls inside; knows runs, not findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple, TypeAlias

from lxml import etree

from lintkit.review.changes import Change, write_change
from lintkit.review.spans import Edge, Span, T
from lintkit.word.xml import RPR, Element, P, R, W, integer

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_ID = W + "id"


class _Cut(NamedTuple):
    """A boundary in a run: before the child `at`, or after `offset` characters of it."""

    at: int
    offset: int


_START = _Cut(-1, 0)


def write_ranges(
    root: Element,
    spans: Sequence[tuple[str, Span]],
    reference_style: str | None,
    changes: Sequence[Change] = (),
    ids: Ids | None = None,
) -> int:
    """Put a comment's range and reference on every span; (comment id, span) in the order of the comments. Then write
    the tracked changes, which must not overlap, and tell how many there were.

    Text, order and properties of the runs stay. `reference_style` is the id of the character style of comment
    marks, if the file has one. `root` is the tree that the spans lie in.
    """
    every = [span for _, span in spans] + [change.span for change in changes]
    cuts = {edge: _cut(edge) for span in every for edge in (span.first, span.last)}
    ids = ids or Ids(root)
    pieces = _divide(ids, cuts)
    for key, span in spans:
        mark = _element(root, "commentRangeStart", key)
        if span.first.unit.tag == P:
            span.first.unit.append(mark)
        else:
            _begins(pieces, span.first, cuts[span.first]).addprevious(mark)
    # Backwards, so that of ranges that end together the first comment's reference comes first.
    for key, span in reversed(spans):
        mark, reference = _element(root, "commentRangeEnd", key), _reference(root, key, reference_style)
        if span.last.unit.tag == P:
            span.last.unit.append(mark)
        else:
            _ends(pieces, span.last, cuts[span.last]).addnext(mark)
        mark.addnext(reference)
    written = 0
    for change in changes:
        first = _begins(pieces, change.span.first, cuts[change.span.first])
        last = _ends(pieces, change.span.last, cuts[change.span.last])
        written += write_change(change, first, last, ids.next)
    return written


#: By run: what it became, in order, each piece with the boundary it begins at.
_Pieces: TypeAlias = dict[Element, list[tuple[_Cut, Element]]]


def _divide(ids: Ids, cuts: Mapping[Edge, _Cut | None]) -> _Pieces:
    """Divide runs at every boundary."""
    wanted: dict[Element, set[_Cut]] = {}
    for edge, cut in cuts.items():
        if cut is not None:
            wanted.setdefault(edge.unit, set()).add(cut)
    pieces: _Pieces = {}
    for run, boundaries in wanted.items():
        pieces[run] = [(_START, run)]
        # From the end, as indexes and offsets before a boundary stay as they were.
        for cut in sorted(boundaries, reverse=True):
            pieces[run].insert(1, (cut, _split(run, cut, ids)))
    return pieces


def _begins(pieces: _Pieces, edge: Edge, cut: _Cut | None) -> Element:
    """The element that a comment begins before."""
    if cut is None:
        return edge.unit
    return next(piece for begin, piece in pieces[edge.unit] if begin == cut)


def _ends(pieces: _Pieces, edge: Edge, cut: _Cut | None) -> Element:
    """The element that a comment ends after."""
    if edge.unit not in pieces:
        return edge.unit
    return [piece for begin, piece in pieces[edge.unit] if cut is None or begin < cut][-1]


def _cut(edge: Edge) -> _Cut | None:
    """The boundary of an edge inside its run; None at the run's own start and end, and for other units."""
    run, child, offset = edge
    if child is None or run.tag != R:
        return None
    index = run.index(child)
    length = len(child.text or "") if child.tag == T else 1
    if offset >= length:
        index, offset = index + 1, 0
    if index == len(run) or (not offset and all(node.tag == RPR for node in list(run)[:index])):
        return None
    return _Cut(index, offset)


def _split(run: Element, cut: _Cut, ids: Ids) -> Element:
    """Move what follows the boundary to a new run of the same properties, directly after; the new run."""
    new = _empty_like(run)
    properties = run.find(RPR)
    if properties is not None:
        copied = deepcopy(properties)
        copied.tail = None
        ids.renew(copied)
        new.append(copied)
    moved = list(run)[cut.at :]
    if cut.offset:
        text = moved.pop(0)
        words = text.text or ""
        rest = _empty_like(text)
        text.text, rest.text = words[: cut.offset], words[cut.offset :]
        for part in (text, rest):
            # Without this Word leaves out white space at the cut.
            if part.text != (part.text or "").strip():
                part.set(_PRESERVE, "preserve")
        new.append(rest)
    new.extend(moved)
    run.addnext(new)
    return new


def _empty_like(node: Element) -> Element:
    new = node.makeelement(node.tag)
    for name, value in node.items():
        new.set(name, value)
    return new


class Ids:
    """New ids for tracked changes, and for those of a run's properties, which both halves of a run have."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._last: int | None = None

    def next(self) -> str:
        """An id that nothing in the text has."""
        if self._last is None:
            self._last = max((integer(n.get(_ID), 0) or 0 for n in self._root.iter(etree.Element)), default=0)
        self._last += 1
        return str(self._last)

    def renew(self, properties: Element) -> None:
        """Give every marked change in copied properties an id of its own."""
        for node in properties.iter(etree.Element):
            if node.get(_ID) is not None:
                node.set(_ID, self.next())


def _element(root: Element, name: str, key: str) -> Element:
    return root.makeelement(W + name, {_ID: key})


def _reference(root: Element, key: str, style: str | None) -> Element:
    run = root.makeelement(R)
    if style is not None:
        properties = root.makeelement(RPR)
        properties.append(root.makeelement(W + "rStyle", {W + "val": style}))
        run.append(properties)
    run.append(_element(root, "commentReference", key))
    return run
