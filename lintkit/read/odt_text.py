"""One OpenDocument paragraph as plain characters: spaces, tabs, fields, hidden text, and what hangs on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from lintkit.read.odt_styles import DRAW, OFFICE, TABLE, TEXT, Styles, number

_DC = "{http://purl.org/dc/elements/1.1/}"
_WHITE = re.compile(r"[ \t\r\n]+")

#: Most spaces one `text:s` may stand for, and all of them together.
MAX_REPEAT = 1_000
MAX_SPACES = 1_000_000

#: Text styles that set code apart.
_CODE = frozenset({"source text", "teletype", "code", "kod", "html code"})

#: Elements whose characters are not the document's words.
SILENT = frozenset(
    {
        TEXT + "tracked-changes", TEXT + "ruby-text", TEXT + "number", TEXT + "script", OFFICE + "script",
        TEXT + "sequence-decls", TEXT + "variable-decls", TEXT + "user-field-decls", OFFICE + "forms",
        OFFICE + "binary-data", DRAW + "glue-point", OFFICE + "event-listeners",
    }
)  # fmt: skip

#: Shapes that may hold paragraphs of their own, read after the paragraph they are anchored in.
SHAPES = frozenset(
    DRAW + name
    for name in (
        "frame", "g", "text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon",
        "regular-polygon", "path", "connector", "caption", "measure", "control", "page-thumbnail",
    )
)  # fmt: skip


@dataclass(slots=True)
class Note:
    """A reviewer's comment. `end` is None until its end mark has been seen; `block` is its paragraph's range."""

    text: str
    author: str
    start: int
    end: int | None = None
    block: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Marks:
    """What is kept across paragraphs: open comments by name, and the allowance of repeated spaces."""

    notes: list[Note] = field(default_factory=list)
    open: dict[str, Note] = field(default_factory=dict)
    spaces: int = MAX_SPACES


@dataclass(slots=True)
class Composed:
    """A paragraph's text and what it holds beside it. `masks` are ranges of `text`; `hidden` counts characters."""

    text: str
    masks: list[tuple[int, int]]
    footnotes: list[etree._Element]
    shapes: list[etree._Element]
    hidden: int
    notes: list[Note]


def compose(paragraph: etree._Element, styles: Styles, at: int, marks: Marks) -> Composed:
    """The displayed characters of a `text:p` or `text:h` that will stand at offset `at` in the document text."""
    out = Composed("", [], [], [], 0, [])
    parts: list[str] = []
    length = 0
    space = True  # white space is collapsed across elements (OpenDocument 1.3, 6.1.2)
    hidden = styles.hidden(paragraph.get(TEXT + "style-name"))
    # What remains to be read, innermost last: elements to enter, and strings with the state they stand in.
    todo: list[tuple[etree._Element | str, bool, bool]] = []

    def descend(element: etree._Element, hide: bool, code: bool) -> None:
        for child in reversed(element):
            if child.tail:
                todo.append((child.tail, hide, code))
            todo.append((child, hide, code))
        if element.text:
            todo.append((element.text, hide, code))

    def put(text: str, hide: bool, code: bool) -> None:
        nonlocal length
        if hide:
            out.hidden += len(text)
            return
        if code and text:
            out.masks.append((length, length + len(text)))
        parts.append(text)
        length += len(text)

    descend(paragraph, hidden, False)
    while todo:
        item, hide, code = todo.pop()
        if isinstance(item, str):
            text = _WHITE.sub(" ", item)
            if space and text.startswith(" "):
                text = text[1:]
            if text:
                put(text, hide, code)
                space = text.endswith(" ") if not hide else space
            continue
        tag = item.tag
        if not isinstance(tag, str) or tag in SILENT:
            continue
        if tag == TEXT + "s":
            wanted = min(number(item, TEXT + "c", 1), MAX_REPEAT, max(marks.spaces, 1))
            marks.spaces -= wanted
            put(" " * wanted, hide, code)
            space = False
        elif tag in (TEXT + "tab", TEXT + "line-break"):
            put("\t" if tag == TEXT + "tab" else "\n", hide, code)
            space = False
        elif tag == TEXT + "note":
            if not hide:
                out.footnotes.append(item)
        elif tag == OFFICE + "annotation":
            note = _annotation(item, at + length)
            marks.notes.append(note)
            out.notes.append(note)
            if name := item.get(OFFICE + "name"):
                marks.open[name] = note
        elif tag == OFFICE + "annotation-end":
            if ended := marks.open.pop(item.get(OFFICE + "name", ""), None):
                ended.end = at + length
        elif tag in SHAPES:
            if not hide:
                out.shapes.append(item)
        elif tag == TEXT + "span":
            style = item.get(TEXT + "style-name")
            descend(item, hide or styles.hidden(style, span=True), code or styles.named(style, _CODE, span=True))
        elif tag in (TEXT + "hidden-text", TEXT + "hidden-paragraph"):
            if tag == TEXT + "hidden-paragraph" and item.get(TEXT + "is-hidden") == "true":
                return Composed("", [], [], [], sum(map(len, paragraph.itertext())), out.notes)
            if tag == TEXT + "hidden-text" and item.get(TEXT + "is-hidden") == "true":
                out.hidden += max(len("".join(map(str, item.itertext()))), len(item.get(TEXT + "string-value", "")))
            else:
                descend(item, hide, code)
        elif item.get(TEXT + "display") == "none":  # a variable that is set here and shown elsewhere
            continue
        else:
            descend(item, hide, code)
    out.text = "".join(parts).rstrip()
    return out


def _annotation(element: etree._Element, at: int) -> Note:
    paragraphs = [" ".join("".join(map(str, p.itertext())).split()) for p in element.iter(TEXT + "p")]
    author = element.findtext(_DC + "creator") or ""
    return Note("\n".join(p for p in paragraphs if p), " ".join(author.split()), at)


def shape_contents(shape: etree._Element) -> tuple[list[etree._Element], int]:
    """Paragraphs, lists and tables that stand directly in a shape, in order, and how many pictures it shows."""
    found: list[etree._Element] = []
    pictures = 0
    todo = [shape]
    while todo:
        element = todo.pop()
        if element.tag in (TEXT + "p", TEXT + "h", TEXT + "list", TEXT + "section", TABLE + "table"):
            found.append(element)
        elif element.tag in (DRAW + "image", DRAW + "object", DRAW + "object-ole"):
            pictures += 1
        elif element.tag in SHAPES or element.tag == DRAW + "a":
            todo.extend(reversed(element))
    # an embedded object and the picture shown in its place are one
    return found, min(pictures, 1) if shape.tag == DRAW + "frame" else pictures
