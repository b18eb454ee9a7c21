"""Where in a Word file a comment can begin and end for given nodes; knows what Word allows, and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from lintkit.word.text import Place
from lintkit.word.xml import FLD_CHAR, FLD_TYPE, PPR, TXBX, Element, P, R, W

SDT = W + "sdt"
T = W + "t"

#: What may hold both runs and the ends of a comment: text inside is reached, not commented as one.
_WRAPPERS = frozenset(
    {W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent", "bdo", "dir")}
)
#: Content controls whose content is one value, which Word replaces as a whole, or that may not be changed.
_VALUES = frozenset(
    {
        "text", "dropDownList", "comboBox", "date", "picture", "checkbox", "dataBinding", "equation", "citation",
        "bibliography", "docPartList", "docPartObj",
    }
)  # fmt: skip
_LOCKED = frozenset({"contentLocked", "sdtContentLocked"})


class Edge(NamedTuple):
    """One end of a comment. `unit` stands where Word allows the end of a comment; within a run, `child` is one of its
    children and `offset` a number of its characters (0 or 1 for an element that is no text). Without `child`, the
    end is at the unit itself. A `w:p` as unit is a paragraph with nothing in it.
    """

    unit: Element
    child: Element | None = None
    offset: int = 0


class Span(NamedTuple):
    """What a comment stands on; `exact` tells that it is the words asked for and not something around them."""

    first: Edge
    last: Edge
    exact: bool = True


class Field(NamedTuple):
    """A complex field within one paragraph: its marks and their positions among the paragraph's nodes."""

    begin: Element
    end: Element
    first: int
    last: int


@dataclass(slots=True)
class _Order:
    """A paragraph's nodes numbered in document order, and its outermost complex fields."""

    position: dict[Element, int]
    fields: list[Field]


@dataclass(slots=True)
class Spans:
    """Finds spans; a paragraph is numbered once, so all spans are to be found before anything is changed."""

    _orders: dict[Element, _Order] = field(default_factory=dict)

    def words(self, places: list[Place]) -> Span:
        """The span of characters within one flow of paragraphs. A range that touches a field or something that
        cannot be divided is widened to the whole of it.
        """
        first, last = places[0], places[-1]
        start = self._edge(first.node, first.start, after=False)
        end = self._edge(last.node, last.end, after=True)
        exact = start.child is first.node and end.child is last.node
        return Span(start, end, exact)

    def around(self, node: Element) -> Span:
        """The span of one element: a note's reference, a drawing."""
        return Span(self._edge(node, 0, after=False), self._edge(node, 1, after=True), exact=False)

    def paragraph(self, paragraph: Element) -> Span:
        """The span of all that stands in a `w:p` of the main text, or in the one that holds its text box."""
        outer = outermost(paragraph)
        inner = [node for node in outer if node.tag != PPR]
        if not inner:
            return Span(Edge(outer), Edge(outer), exact=False)
        return Span(Edge(inner[0]), Edge(inner[-1]), exact=False)

    def _edge(self, node: Element, offset: int, *, after: bool) -> Edge:
        around = self._field(node)
        if around is not None:
            node, offset = (around.end, 1) if after else (around.begin, 0)
        unit, child = _unit(node)
        if child is None:
            return Edge(unit)
        if child is not node:
            return Edge(unit, child, int(after))
        return Edge(unit, child, offset)

    def _field(self, node: Element) -> Field | None:
        order = self._order(outermost(node))
        at = order.position[node]
        return next((f for f in order.fields if f.first < at < f.last), None)

    def _order(self, paragraph: Element) -> _Order:
        if paragraph not in self._orders:
            position = {node: i for i, node in enumerate(paragraph.iter(etree.Element))}
            self._orders[paragraph] = _Order(position, _fields(paragraph, position))
        return self._orders[paragraph]


def outermost(node: Element) -> Element:
    """The paragraph of the main text that a node stands in: the one outside all text boxes."""
    paragraph = node
    for above in node.iterancestors(P):
        paragraph = above
    return paragraph


def boxed(node: Element) -> bool:
    """Whether a node stands in a text box, where Word has no comments."""
    return next(node.iterancestors(TXBX), None) is not None


def _unit(node: Element) -> tuple[Element, Element | None]:
    """The element beside which a comment may begin or end, and the run's child towards the node."""
    outer = outermost(node)
    path = [node]
    for above in node.iterancestors():
        if above is outer:
            break
        path.append(above)
    path.reverse()
    for i, step in enumerate(path):
        if step.tag in _WRAPPERS or (step.tag == SDT and not _is_value(step)):
            continue
        return step, path[i + 1] if step.tag == R and i + 1 < len(path) else None
    return node, None


def _is_value(control: Element) -> bool:
    properties = control.find(W + "sdtPr")
    if properties is None:
        return False
    lock = properties.find(W + "lock")
    if lock is not None and lock.get(W + "val") in _LOCKED:
        return True
    return any(
        etree.QName(node).localname in _VALUES for node in properties.iter(etree.Element) if node is not properties
    )


def _fields(paragraph: Element, position: dict[Element, int]) -> list[Field]:
    """Outermost complex fields that begin and end in the paragraph. Those that run on over several paragraphs
    (tables of contents) are text like any other: a comment on the whole of them would say nothing.
    """
    opened: list[Element] = []
    found: list[Field] = []
    for mark in paragraph.iter(FLD_CHAR):
        if next(mark.iterancestors(P), None) is not paragraph:
            continue  # in a text box
        kind = mark.get(FLD_TYPE)
        if kind == "begin":
            opened.append(mark)
        elif kind == "end" and opened:
            begin = opened.pop()
            found = [f for f in found if f.first < position[begin]]  # nested in this one
            found.append(Field(begin, mark, position[begin], position[mark]))
    return found
