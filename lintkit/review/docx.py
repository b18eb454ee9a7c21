"""A Word file with a comment on every finding: the same document otherwise; knows neither rules nor the disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from lintkit.document import Document
from lintkit.review.annotated import Annotated
from lintkit.review.changes import Change, changeable, least
from lintkit.review.guard import allows_changes, refuse
from lintkit.review.note import AUTHOR, Note, clean
from lintkit.review.parts import add_comments, comment_ids, raw_part, rewrite, serialise, style_named
from lintkit.review.spans import Span, Spans, boxed
from lintkit.review.split import Ids, write_ranges
from lintkit.review.summary import write_summary
from lintkit.word.anchor import Anchor, Anchors, open_anchors
from lintkit.word.package import Package, open_package
from lintkit.word.story import Paragraph
from lintkit.word.xml import DEL, MOVE_FROM, Element, W

#: What a part other than the main text is called, by its root or note element.
_ELSEWHERE = {W + "hdr": "sidhuvudet", W + "ftr": "sidfoten", W + "footnote": "fotnoten", W + "endnote": "slutnoten"}
_NOTES = (W + "footnote", W + "endnote")
_QUOTED = 200


def annotate(
    data: bytes, document: Document, notes: Sequence[Note], *, changes: bool = True, summary: Sequence[str] = ()
) -> Annotated:
    """Write notes as comments into the .docx file `data`, which `document` was read from.

    With `changes`, replacements become tracked changes beside their comments. `summary` is put in front of the text as
    a tracked insertion. A comment that lintkit has written before on the same words is not written again. Without
    anything to write the same bytes come back. Raises LintkitError (ReadError where the file is broken) with one
    Swedish sentence that begins with its verb, for a file that must not be changed.
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
    if not placed and not summary:
        return Annotated(data, 0, known, lost)
    keys = comment_ids(package, len(placed))
    root = package.tree(package.main)
    ids = Ids(root)
    replaced = list(_replacements(finder, placed)) if changes and allows_changes(package) else []
    tracked = write_ranges(
        root,
        [(key, span) for key, (_, span) in zip(keys, placed, strict=True)],
        style_named(package, "annotation reference"),
        replaced,
        ids,
    )
    body = root.find(W + "body")
    if summary and body is not None:
        write_summary(body, summary, ids.next)
    changed = {}
    if placed:
        changed = add_comments(package, data, [(key, note.lines) for key, (note, _) in zip(keys, placed, strict=True)])
    changed[package.main] = serialise(root, raw_part(data, package.main))
    return Annotated(rewrite(data, changed), len(placed), known, lost, tracked)


def _replacements(finder: _Finder, placed: Sequence[tuple[Note, Span]]) -> Iterator[Change]:
    """The changes that can be written where the comments stand, none overlapping another."""
    done = 0
    for note, span in sorted(placed, key=lambda pair: pair[0].start):
        if not note.replacement or not span.exact or note.start < done:
            continue
        if (change := finder.change(note)) is not None:
            done = note.end
            yield change


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

    def change(self, note: Note) -> Change | None:
        """A note's replacement as a change of the least that differs; None where it cannot be written."""
        old = self.document.text[note.start : note.end]
        edit = least(old, note.replacement)
        inserts = edit.start == edit.end
        if inserts and not (edit.start and edit.new):
            return None
        start, end = (edit.start - 1, edit.start) if inserts else (edit.start, edit.end)
        found = self.anchors.find(note.start + start, note.start + end)
        if len(found) != 1 or sum(place.end - place.start for place in found[0].places) != end - start:
            return None
        span = self.spans.words(found[0].places)
        if not changeable(span):
            return None
        return Change(Span(span.last, span.last) if inserts else span, edit.new, inserts)

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
        return replace(note, lines=(f"Gäller {where}: ”{words}”", *note.lines))


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
