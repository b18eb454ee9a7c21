"""A paragraph's text with every character's XML node; knows inline content, not blocks or what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from lintkit.word.styles import Style, Styles
from lintkit.word.xml import (
    ALTERNATE,
    DEL,
    FALLBACK,
    FLD_CHAR,
    FLD_TYPE,
    MOVE_FROM,
    PPR,
    RPR,
    TBL,
    TXBX,
    VAL,
    Element,
    M,
    P,
    R,
    W,
    alternative,
    integer,
    on,
)

T = W + "t"
#: Elements that are one character each.
CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_SYM = W + "sym"
_TEXTS = frozenset({T, M + "t"})
_MATH_RUN = M + "r"
_DROP_DOWN = f"{W}ffData/{W}ddList"
_INSTRUCTION = W + "instrText"
_SIMPLE_FIELD = W + "fldSimple"
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_MARKS = {
    W + "commentRangeStart": "start",
    W + "commentRangeEnd": "end",
    W + "commentReference": "reference",
}
_SKIPPED = frozenset(
    {
        PPR, RPR, DEL, MOVE_FROM, W + "sdtPr", W + "sdtEndPr", W + "smartTagPr", W + "customXmlPr", W + "rt",
        W + "delText", W + "delInstrText", W + "fldData", W + "ffData", W + "rubyPr", M + "ctrlPr",
        W + "rPrChange", W + "pPrChange", W + "lastRenderedPageBreak", W + "footnoteRef", W + "endnoteRef",
        W + "annotationRef", W + "separator", W + "continuationSeparator", W + "sectPr", W + "tblPr",
    }
)  # fmt: skip
_GRAPHICS = frozenset({W + "drawing", W + "pict", W + "object"})
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
_TOC_FIELDS = frozenset({"TOC", "TOA"})

#: Symbol-font characters of forms and lists, as Unicode. Both fonts keep them in U+F000–U+F0FF.
_SYMBOLS = {
    "wingdings": {0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
                  0x78: "☒", 0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0x2A: "✉",
                  0x28: "☎"},
    "symbol": {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB9: "≠", 0xAE: "→", 0x2D: "−", 0xA7: "♣",
               0xD9: "∧", 0xDA: "∨", 0xC5: "⊕", 0xDE: "⇒", 0xB6: "∂", 0xA5: "∞", 0x6C: "λ", 0x70: "π", 0x53: "Σ",
               0x61: "α", 0x62: "β", 0x6D: "μ", 0xB0: "°"},
}  # fmt: skip

#: A picture wider and higher than this may hold text: 8 cm by 4 cm, in English metric units (360,000 a cm).
_TEXT_SIZED = (8 * 360_000, 4 * 360_000)


class Atom(NamedTuple):
    """A stretch of text and the node it comes from: `w:t` or `m:t` with its characters in order, or an element
    that stands for one character.
    """

    text: str
    node: Element


class Place(NamedTuple):
    """Part of a node: characters `start` to `end` of its text (0 to 1 for an element that is a character)."""

    node: Element
    start: int
    end: int


class Mark(NamedTuple):
    """A comment's "start", "end" or "reference" at an offset in the paragraph's text."""

    kind: str
    id: str
    offset: int


@dataclass(slots=True)
class Inline:
    """What one paragraph holds. `boxes` are text boxes and stray blocks, to be read after it; `things` are what
    has no text ("bild", "stor bild", "objekt", "diagram", "listfält"); `bold` tells that every word is bold.
    """

    atoms: list[Atom] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    length: int = 0
    bold: bool = False
    toc: bool = False

    def extend(self, after: Inline) -> None:
        """Take in the paragraph that this one runs into."""
        self.marks += (mark._replace(offset=mark.offset + self.length) for mark in after.marks)
        self.bold = (self.bold or not self.length) and (after.bold or not after.length)
        self.atoms += after.atoms
        self.hidden += after.hidden
        self.length += after.length
        self.toc = self.toc or after.toc


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    result: bool = False
    kind: str = ""


@dataclass(slots=True)
class Fields:
    """Complex fields that are open in one story; they may run over many paragraphs. `broken` are the begin
    marks that never end: they are ignored, as swallowing the rest of the text would be worse.
    """

    broken: frozenset[Element] = frozenset()
    #: How many open fields are at their instruction (text is not seen then), give a page number, list headings.
    instructions: int = 0
    pages: int = 0
    tocs: int = 0
    _open: list[_Field] = field(default_factory=list)

    def mark(self, node: Element) -> None:
        """Follow one `w:fldChar`."""
        kind = node.get(FLD_TYPE)
        if kind == "begin":
            if node not in self.broken:
                self._open.append(_Field())
                self.instructions += 1
        elif not self._open:
            return
        elif kind == "separate":
            top = self._open[-1]
            if not top.result:
                top.result = True
                top.kind = ("".join(top.instruction).split(None, 1) or [""])[0].upper()
                self.instructions -= 1
                self.pages += top.kind in _PAGE_FIELDS
                self.tocs += top.kind in _TOC_FIELDS
        elif kind == "end":
            top = self._open.pop()
            if top.result:
                self.pages -= top.kind in _PAGE_FIELDS
                self.tocs -= top.kind in _TOC_FIELDS
            else:
                self.instructions -= 1

    def instruct(self, text: str) -> None:
        """Text of a `w:instrText`."""
        if self._open and not self._open[-1].result:
            self._open[-1].instruction.append(text[:200])


def broken_fields(root: Element) -> frozenset[Element]:
    """Begin marks of complex fields without an end in the same story. Linear in the part's size."""
    if next(root.iter(FLD_CHAR), None) is None:
        return frozenset()
    # Text boxes are stories of their own; deleted text and unread alternatives are never walked.
    stories: list[list[Element]] = [[]]
    broken: list[Element] = []
    skipped = 0
    walk = etree.iterwalk(root, events=("start", "end"), tag=(FLD_CHAR, TXBX, FALLBACK, DEL, MOVE_FROM))
    for event, node in walk:
        tag = node.tag
        if tag == FLD_CHAR:
            if event == "end" or skipped:
                continue
            kind = node.get(FLD_TYPE)
            if kind == "begin":
                stories[-1].append(node)
            elif kind == "end" and stories[-1]:
                stories[-1].pop()
        elif tag in (DEL, MOVE_FROM):
            skipped += 1 if event == "start" else -1
        elif event == "start":
            stories.append([])
        else:
            broken += stories.pop()
    return frozenset(broken + stories[0])


def read_inline(paragraph: Element, style: Style, styles: Styles, fields: Fields, *, pages: bool = True) -> Inline:
    """Walk one `w:p`. Tracked insertions are text, deletions are not; fields give their result.

    `pages=False` leaves page-number fields out. Iterative: depth costs nothing but the stack's length.
    """
    out = Inline()
    atoms = out.atoms
    length = 0
    all_bold = True
    style_hidden, style_bold = bool(style.hidden), bool(style.bold)
    hidden, bold = style_hidden, style_bold
    toc = fields.tocs > 0
    stack = [iter(paragraph)]
    while stack:
        for node in stack[-1]:
            tag = node.tag
            if tag in _TEXTS:
                text = node.text
            elif tag == R:
                hidden, bold = style_hidden, style_bold
                stack.append(iter(node))
                break
            elif tag == RPR:
                hidden, bold = _run_properties(node, styles, hidden, bold)
                continue
            elif tag in CHARACTERS:
                text = CHARACTERS[tag]
            elif tag == FLD_CHAR:
                fields.mark(node)
                toc = toc or fields.tocs > 0
                if node.find(_DROP_DOWN) is not None:
                    out.things.append("listfält")
                continue
            elif tag == _INSTRUCTION:
                fields.instruct(node.text or "")
                continue
            elif tag in _SKIPPED:
                continue
            elif tag == _SYM:
                text = _symbol(node)
            elif tag in _MARKS:
                out.marks.append(Mark(_MARKS[tag], node.get(W + "id", ""), length))
                continue
            elif tag in _NOTES:
                out.notes.append((_NOTES[tag], node.get(W + "id", "")))
                continue
            elif tag in _GRAPHICS:
                _read_graphic(node, out)
                continue
            elif tag in (P, TBL, TXBX):
                out.boxes.append(node)
                continue
            elif tag == _SIMPLE_FIELD:
                kind = (node.get(W + "instr", "").split(None, 1) or [""])[0].upper()
                if kind in _PAGE_FIELDS and not pages:
                    continue
                toc = toc or kind in _TOC_FIELDS
                stack.append(iter(node))
                break
            elif tag == ALTERNATE:
                chosen = alternative(node)
                if chosen is None:
                    continue
                stack.append(iter(chosen))
                break
            else:
                # Hyperlinks, insertions, content controls, smart tags, ruby, equations, and what is unknown.
                if tag == _MATH_RUN:
                    hidden, bold = style_hidden, style_bold
                stack.append(iter(node))
                break
            if not text or fields.instructions or (fields.pages and not pages):
                continue
            if hidden:
                out.hidden.append(text)
                continue
            if not bold and all_bold and not text.isspace():
                all_bold = False
            atoms.append(Atom(text, node))
            length += len(text)
        else:
            stack.pop()
    out.length = length
    out.bold = all_bold and length > 0
    out.toc = toc
    return out


def places(atoms: Sequence[Atom], start: int, end: int) -> list[Place]:
    """The nodes, and the characters in each, that characters `start` to `end` of the atoms' text come from."""
    found: list[Place] = []
    at = 0
    for text, node in atoms:
        if at >= end:
            break
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            found.append(Place(node, first, last))
        at += len(text)
    return found


def _run_properties(node: Element, styles: Styles, hidden: bool, bold: bool) -> tuple[bool, bool]:
    """Hidden and bold for a run: its own word before its character style's before the paragraph style's."""
    own_hidden: bool | None = None
    own_bold: bool | None = None
    for child in node:
        tag = child.tag
        if tag == W + "vanish":
            own_hidden = on(child)
        elif tag == W + "b":
            own_bold = on(child)
        elif tag == W + "rStyle":
            style = styles.get(child.get(VAL, ""))
            hidden = hidden if style.hidden is None else style.hidden
            bold = bold if style.bold is None else style.bold
    return hidden if own_hidden is None else own_hidden, bold if own_bold is None else own_bold


def _symbol(node: Element) -> str:
    try:
        code = int(node.get(W + "char", "")[:6], 16)
        low = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
        font = node.get(W + "font", "").lower().rstrip(" 23")
        return _SYMBOLS.get(font, {}).get(low) or (chr(code) if 0x20 <= code < 0xD800 or code >= 0xE000 else "")
    except (ValueError, OverflowError):
        return ""


def _read_graphic(graphic: Element, out: Inline) -> None:
    """Find the text boxes of a drawing, and name what in it has no text."""
    pictures = described = large = linked = False
    stack = [iter(graphic)]
    while stack:
        for node in stack[-1]:
            if node.tag == TXBX:
                out.boxes.append(node)
                continue
            if node.tag == ALTERNATE:
                chosen = alternative(node)
                if chosen is not None:
                    stack.append(iter(chosen))
                    break
                continue
            name = etree.QName(node).localname
            if name in ("docPr", "cNvPr", "shape"):
                described = described or bool((node.get("descr") or node.get("alt") or "").strip())
            elif name == "extent":
                width, height = integer(node.get("cx"), 0) or 0, integer(node.get("cy"), 0) or 0
                large = large or (width >= _TEXT_SIZED[0] and height >= _TEXT_SIZED[1])
            elif name in ("blip", "imagedata"):
                pictures = True
            elif name in ("OLEObject", "control"):
                linked = True
                out.things.append("objekt")
            elif name in ("chart", "relIds"):
                out.things.append("diagram")
            stack.append(iter(node))
            break
        else:
            stack.pop()
    if pictures and not described and not linked:
        out.things.append("stor bild" if large else "bild")
