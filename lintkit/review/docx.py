"""A Word file with a comment on every finding: the same document otherwise; knows neither rules nor the disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from lintkit.document import Document
from lintkit.review.guard import refuse
from lintkit.review.note import AUTHOR, Note, clean
from lintkit.review.parts import add_comments, comment_ids, raw_part, rewrite, serialise, style_named
from lintkit.review.spans import Span, Spans, boxed
from lintkit.review.split import write_ranges
from lintkit.word.anchor import Anchor, Anchors, open_anchors
from lintkit.word.package import Package, open_package
from lintkit.word.story import Paragraph
from lintkit.word.xml import DEL, MOVE_FROM, Element, W

#: What a part other than the main text is called, by its root or note element.
_ELSEWHERE = {W + "hdr": "sidhuvudet", W + "ftr": "sidfoten", W + "footnote": "fotnoten", W + "endnote": "slutnoten"}
_NOTES = (W + "footnote", W + "endnote")
_QUOTED = 200


@dataclass(frozen=True, slots=True)
class Annotated:
    """The new file. `written` comments were added; `known` stood there from before; `lost` found no paragraph."""

    data: bytes
    written: int
    known: int = 0
    lost: int = 0


def annotate(data: bytes, document: Document, notes: Sequence[Note]) -> Annotated:
    """Write notes as comments into the .docx file `data`, which `document` was read from.

    A comment that lintkit has written before on the same words is not written again. Without anything to write the
    same bytes come back. Raises LintkitError (ReadError where the file is broken) with one Swedish sentence that
    begins with its verb, for a file that must not be changed.
    """
    package = open_package(data)
    refuse(package)
    anchors = open_anchors(document, package)
    finder = _Finder(document, anchors, package, Spans())
    placed: list[tuple[Note, Span]] = []
    known = lost = 0
    for note in notes:
        span, shown = finder.find(note)
        if _is_known(document, shown, elsewhere=shown is not note):
            known += 1
        elif span is None:
            lost += 1
        else:
            placed.append((shown, span))
    if not placed:
        return Annotated(data, 0, known, lost)
    keys = comment_ids(package, len(placed))
    root = package.tree(package.main)
    write_ranges(
        root,
        [(key, span) for key, (_, span) in zip(keys, placed, strict=True)],
        style_named(package, "annotation reference"),
    )
    changed = add_comments(package, data, [(key, note.lines) for key, (note, _) in zip(keys, placed, strict=True)])
    changed[package.main] = serialise(root, raw_part(data, package.main))
    return Annotated(rewrite(data, changed), len(placed), known, lost)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Where notes go in one file."""

    document: Document
    anchors: Anchors
    package: Package
    spans: Spans

    def find(self, note: Note) -> tuple[Span | None, Note]:
        """The span of a note, and the note with a line on where its words are when the comment cannot be there."""
        found = self.anchors.find(note.start, note.end)
        paragraph = found[0].paragraph if found else self._paragraph(note.block)
        if paragraph is None:
            return self._fallback(), note
        if paragraph.part != self.package.main:
            return self._outside(paragraph), self._moved(note, _where(paragraph.element))
        if boxed(paragraph.element):
            return self.spans.paragraph(paragraph.element), self._moved(note, "textrutan")
        if not found:
            return self.spans.paragraph(paragraph.element), note
        flow = takewhile(lambda anchor: _beside(anchor, found[0]), found)
        return self.spans.words([place for anchor in flow for place in anchor.places]), note

    def _paragraph(self, index: int) -> Paragraph | None:
        """The paragraph of a block, for what has no words of its own in the file (an automatic number)."""
        if not 0 <= index < len(self.document.blocks):
            return None
        block = self.document.blocks[index]
        return self.anchors.paragraphs.get((block.part or "", -1 if block.paragraph is None else block.paragraph))

    def _outside(self, paragraph: Paragraph) -> Span | None:
        """A note's reference in the text; for all else outside the main text, its first paragraph."""
        for kind in _NOTES:
            around = next(paragraph.element.iterancestors(kind), None)
            if around is None:
                continue
            key = around.get(W + "id")
            for reference in self.package.tree(self.package.main).iter(kind + "Reference"):
                if reference.get(W + "id") == key and next(reference.iterancestors(DEL, MOVE_FROM), None) is None:
                    return self.spans.around(reference)
        return self._fallback()

    def _fallback(self) -> Span | None:
        """The first paragraph of the main text that has words, else the first there is."""
        main = self.package.main
        body = [p for (part, _), p in self.anchors.paragraphs.items() if part == main and not boxed(p.element)]
        chosen = next((p for p in body if p.text.strip()), body[0] if body else None)
        return None if chosen is None else self.spans.paragraph(chosen.element)

    def _moved(self, note: Note, where: str) -> Note:
        words = clean(self.document.text[note.start : note.end])
        words = words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"
        return Note(note.start, note.end, note.block, (f"Gäller {where}: ”{words}”", *note.lines))


def _where(element: Element) -> str:
    return next((_ELSEWHERE[node.tag] for node in element.iterancestors(*_ELSEWHERE)), "en annan del av filen")


def _beside(anchor: Anchor, first: Anchor) -> bool:
    """Whether two paragraphs stand in one flow, so that a comment can run from one to the other."""
    return (
        anchor.paragraph.part == first.paragraph.part
        and anchor.paragraph.element.getparent() is first.paragraph.element.getparent()
    )


def _is_known(document: Document, note: Note, *, elsewhere: bool) -> bool:
    """Whether lintkit has said the same before: on these words, or anywhere about words that are elsewhere."""
    said = "\n".join(note.lines)
    return any(
        comment.author == AUTHOR
        and comment.text == said
        and (elsewhere or (comment.start <= note.end and note.start <= comment.end))
        for comment in document.comments
    )
