"""A summary in front of a Word document's text, as a tracked insertion that can be rejected; knows no findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lintkit.review.note import AUTHOR, clean
from lintkit.word.xml import INS, PPR, RPR, Element, P, W

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


def write_summary(body: Element, lines: Sequence[str], new_id: Callable[[], str]) -> None:
    """Put paragraphs at the start of a `w:body`: the first in bold, and a page break after the last. One that lintkit
    wrote before gives way.
    """
    for old in list(body):
        if old.tag != P or not _is_own(old):
            break
        body.remove(old)
    for index, line in enumerate([*lines, None]):
        body.insert(index, _paragraph(body, line, new_id, bold=index == 0))


def _is_own(paragraph: Element) -> bool:
    mark = paragraph.find(f"{PPR}/{RPR}/{INS}")
    inside = [node for node in paragraph if node.tag != PPR]
    return (
        mark is not None
        and mark.get(W + "author") == AUTHOR
        and all(node.tag == INS and node.get(W + "author") == AUTHOR for node in inside)
    )


def _paragraph(like: Element, line: str | None, new_id: Callable[[], str], *, bold: bool) -> Element:
    """A paragraph whose mark and words are both inserted; `None` is a page break."""
    paragraph = like.makeelement(P)
    properties = _child(_child(paragraph, "pPr"), "rPr")
    _child(properties, "ins", id=new_id(), author=AUTHOR)
    run = _child(_child(paragraph, "ins", id=new_id(), author=AUTHOR), "r")
    if line is None:
        _child(run, "br", type="page")
        return paragraph
    if bold:
        _child(_child(run, "rPr"), "b")
    text = _child(run, "t")
    text.text = clean(line)
    text.set(_PRESERVE, "preserve")
    return paragraph


def _child(parent: Element, name: str, **attributes: str) -> Element:
    node = parent.makeelement(W + name, {W + key: value for key, value in attributes.items()})
    parent.append(node)
    return node
