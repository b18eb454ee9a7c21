"""An OpenDocument text with an annotation on every finding; existing annotations and all else stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

from lintkit.document import Document
from lintkit.errors import LintkitError, ReadError
from lintkit.read.odt import open_content
from lintkit.read.odt_body import Body, Place
from lintkit.read.odt_styles import OFFICE, TEXT
from lintkit.read.odt_text import SILENT
from lintkit.review.annotated import Annotated
from lintkit.review.note import AUTHOR, INITIALS, Note, clean
from lintkit.review.parts import rewrite

_DC = "{http://purl.org/dc/elements/1.1/}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_SIGNATURES = "META-INF/documentsignatures.xml"
_NAME = OFFICE + "name"
#: Elements whose words are not the paragraph's own.
_ASIDE = SILENT | {TEXT + "note", OFFICE + "annotation", OFFICE + "annotation-end", TEXT + "ruby-text"}


#: Elements whose text is the author's own; in any other (a reference, a date) it is computed anew when opened.
_TYPED = frozenset(TEXT + name for name in ("p", "h", "span", "a", "ruby", "ruby-base", "meta"))
_QUOTED = 200


class Slot(NamedTuple):
    """A stretch of characters: the text of an element, or what follows it (`tail`)."""

    node: etree._Element
    tail: bool


class Cut(NamedTuple):
    """A place among the characters of a slot."""

    slot: Slot
    at: int


class _Keeping(Body):
    """Reads a body and keeps which element each paragraph was."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.elements: dict[int, etree._Element] = {}

    def _paragraph(self, element: etree._Element, place: Place) -> None:
        self.elements[self._paragraphs] = element
        super()._paragraph(element, place)


def annotate(data: bytes, document: Document, notes: Sequence[Note]) -> Annotated:
    """Write notes as annotations into the .odt file `data`, which `document` was read from.

    An annotation that lintkit has written before on the same words is not written again. Without anything to write
    the same bytes come back. Raises LintkitError (ReadError where the file is broken) with one Swedish sentence that
    begins with its verb.
    """
    _refuse(data)
    content = open_content(data)
    body = _Keeping(content.styles)
    body.walk([content.body], None)
    body.finish()
    names = _names(content.root)
    placed: list[tuple[Note, Cut, Cut]] = []
    known = lost = 0
    for note in notes:
        if _is_known(document, note):
            known += 1
            continue
        block = document.blocks[note.block] if 0 <= note.block < len(document.blocks) else None
        element = body.elements.get(block.paragraph) if block and block.paragraph is not None else None
        reference = next(element.iterancestors(TEXT + "note"), None) if element is not None else None
        if block is not None and reference is not None:
            # Writer keeps no annotation inside a note: it stands at the note's mark in the text.
            before = Cut(Slot(reference, False), -1)
            placed.append((_moved(document, note, "noten"), before, before))
        elif block is not None and element is not None and block.part is None:
            text = document.text[block.start : block.end]
            placed.append((note, *_range(element, text, note.start - block.start, note.end - block.start)))
        elif (first := next(iter(body.elements.values()), None)) is not None:
            placed.append((_moved(document, note, "sidhuvudet eller sidfoten"), *_range(first, "", 0, 0)))
        else:
            lost += 1
    if not placed:
        return Annotated(data, 0, known, lost)
    _write(placed, names)
    written = etree.tostring(content.root, xml_declaration=True, encoding="UTF-8")
    return Annotated(rewrite(data, {"content.xml": written}), len(placed), known, lost)


def _refuse(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        settings = archive.read("settings.xml") if "settings.xml" in names else b""
    if _SIGNATURES in names:
        raise LintkitError(
            "är digitalt signerat, och en kommentar skulle göra signaturen ogiltig; granska en osignerad kopia"
        )
    if any(name.startswith("Basic/") and name.endswith(".xml") and "script-l" not in name for name in names):
        raise LintkitError("är ett dokument med makron, och sådana skrivs inte; spara om det utan makron")
    if b'config:name="LoadReadonly" config:type="boolean">true' in settings:
        raise LintkitError("är skrivskyddat; ta bort skyddet (Arkiv, Egenskaper, Säkerhet) och försök igen")


def _names(root: etree._Element) -> set[str]:
    return {str(node.get(_NAME)) for node in root.iter(OFFICE + "annotation") if node.get(_NAME)}


def _is_known(document: Document, note: Note) -> bool:
    said = "\n".join(note.lines)
    return any(
        comment.author == AUTHOR
        and (
            (comment.text == said and comment.start <= note.end and note.start <= comment.end)
            or comment.text.endswith(f"\n{said}")  # about words that are elsewhere
        )
        for comment in document.comments
    )


def _moved(document: Document, note: Note, where: str) -> Note:
    words = clean(document.text[note.start : note.end])[:_QUOTED]
    return replace(note, lines=(f"Gäller {where}: ”{words}”", *note.lines))


def _slots(paragraph: etree._Element) -> list[Slot]:
    """The paragraph's own characters in document order."""
    out: list[Slot] = []
    todo: list[Slot] = [Slot(paragraph, False)]
    while todo:
        slot = todo.pop()
        if slot.tail:
            out.append(slot)
            continue
        node = slot.node
        aside = not isinstance(node.tag, str) or node.tag in _ASIDE or str(node.tag).startswith(_DRAWING)
        if not aside or node is paragraph:
            for child in reversed(node):
                todo.append(Slot(child, True))
                todo.append(Slot(child, False))
            out.append(slot)
    return [s for s in out if (s.node.tail if s.tail else s.node.text)]


_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


def _range(paragraph: etree._Element, text: str, start: int, end: int) -> tuple[Cut, Cut]:
    """Where the characters `start` to `end` of a block's text stand; the whole paragraph when they have no place."""
    places = [
        Cut(slot, i)
        for slot in _slots(paragraph)
        for i, c in enumerate((slot.node.tail if slot.tail else slot.node.text) or "")
        if not c.isspace()
    ]
    shown = [i for i, c in enumerate(text) if not c.isspace()]
    label = len(shown) - len(places)  # a computed number in front has no characters in the file
    wanted = [n - label for n, i in enumerate(shown) if start <= i < end and n >= label]
    letters = "".join(_character(cut) for cut in places)
    same = label >= 0 and letters == "".join(text[i] for i in shown[label:])
    if not places:
        return Cut(Slot(paragraph, False), 0), Cut(Slot(paragraph, False), 0)
    first, last = (places[wanted[0]], places[wanted[-1]]) if same and wanted else (places[0], places[-1])
    return _outside(first, paragraph, after=False), _outside(Cut(last.slot, last.at + 1), paragraph, after=True)


def _outside(cut: Cut, paragraph: etree._Element, *, after: bool) -> Cut:
    """The place itself, or that beside the outermost field it lies in: what is in a field is lost when it is computed
    anew. A cut of -1 in an element's own slot is the place before the element.
    """
    node = cut.slot.node.getparent() if cut.slot.tail else cut.slot.node
    field: etree._Element | None = None
    while node is not None and node is not paragraph:
        if node.tag not in _TYPED:
            field = node
        node = node.getparent()
    if field is None:
        return cut
    return Cut(Slot(field, True), 0) if after else Cut(Slot(field, False), -1)


def _character(cut: Cut) -> str:
    return ((cut.slot.node.tail if cut.slot.tail else cut.slot.node.text) or "")[cut.at]


def _write(placed: Sequence[tuple[Note, Cut, Cut]], names: set[str]) -> None:
    """Insert annotations and their ends, from the back of each slot, so that places before them stay."""
    marks: list[tuple[Slot, int, int, int, etree._Element]] = []
    number = 0
    for order, (note, first, last) in enumerate(placed):
        number += 1
        while f"lintkit{number}" in names:
            number += 1
        key = f"lintkit{number}"
        # At one place, what ends comes before what begins.
        marks.append((first.slot, first.at, 1, order, _annotation(first.slot.node, key, note)))
        if last != first:
            end = first.slot.node.makeelement(OFFICE + "annotation-end", {_NAME: key})
            marks.append((last.slot, last.at, 0, order, end))
    for slot, at, _, _, element in sorted(marks, key=lambda m: (m[1], m[2], m[3]), reverse=True):
        _insert(slot, at, element)


def _insert(slot: Slot, at: int, element: etree._Element) -> None:
    node = slot.node
    if at < 0:
        node.addprevious(element)  # takes nothing along: the tail before belongs to what stands there
    elif slot.tail:
        text = node.tail or ""
        node.tail = text[:at]
        element.tail = text[at:]
        parent = node.getparent()
        if parent is None:
            raise ReadError("är skadat: ett stycke hör ingenstans")
        kept = node.tail
        node.tail = None
        parent.insert(parent.index(node) + 1, element)
        node.tail = kept
    else:
        text = node.text or ""
        node.text = text[:at]
        element.tail = text[at:]
        node.insert(0, element)


def _annotation(like: etree._Element, key: str, note: Note) -> etree._Element:
    annotation = like.makeelement(OFFICE + "annotation", {_NAME: key})
    creator = etree.SubElement(annotation, _DC + "creator")
    creator.text = AUTHOR
    initials = etree.SubElement(annotation, _LOEXT + "sender-initials", nsmap={"loext": _LOEXT[1:-1]})
    initials.text = INITIALS
    for line in note.lines:
        paragraph = etree.SubElement(annotation, TEXT + "p")
        paragraph.text = line
    return annotation
