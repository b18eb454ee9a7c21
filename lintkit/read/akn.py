"""Reading Akoma Ntoso (OASIS LegalDocML): provisions, numbers and notes with exact source offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from lintkit.document import BlockKind, Document, Draft, ReadError, assemble
from lintkit.plain import Edit
from lintkit.read.flow import Flow, decode_declared, typed_item
from lintkit.read.grid import Spot, Table, new_cell
from lintkit.read.labels import split_label
from lintkit.read.markup import Attributes, Token, names, tokens
from lintkit.safexml import parse_xml

_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")

#: Containers in the hierarchy of provisions (Akoma Ntoso 1.0 part 2, group ANhier), which may carry `num`.
_HIERARCHY = names(
    "alinea article book chapter clause division hcontainer indent level list paragraph part point "
    "proviso rule section subchapter subclause subdivision sublist subparagraph subpart subrule "
    "subsection subtitle title tome transitional"
)
#: Elements whose text continues the sentence before them.
_ITEMS = frozenset({"point", "indent", "item", "li", "tocItem"})
#: Other elements that may carry `num`.
_NUMBERED = frozenset({"item", "li", "recital", "citation", "container", "blockContainer", "crossHeading"})
#: Elements inside a line of text (groups ANinline, ANsemanticInline, ANmarker and HTMLinline).
_INLINE = names(
    "a abbr affectedDocument b br change concept courtType date decoration def del docAuthority "
    "docCommittee docDate docIntroducer docJurisdiction docketNumber docNumber docProponent docPurpose "
    "docStage docStatus docTitle docType documentRef entity embeddedText eol eop event fillIn i img "
    "inline ins judge lawyer legislature location marker mod mmod mref neutralCitation noteRef object "
    "omissis opinion organization outcome party person placeholder process quantity quotedText "
    "recordedTime ref relatedDocument remark rmod role rref session shortTitle signature span sub sup "
    "term time u vote"
)
_SILENT = frozenset({"meta", "del", "noteRef", "foreign"})


@dataclass(slots=True)
class _Part:
    """An element that may carry a number. `depth` counts parts of the hierarchy from 1."""

    name: str
    depth: int
    outer: _Part | None
    number: str = ""
    start: int = -1
    end: int = -1
    taken: bool = True  # whether a heading or paragraph already shows the number


@dataclass(frozen=True, slots=True)
class _Context:
    """What the open elements mean for the text in them."""

    part: _Part | None = None
    depth: int = 0
    items: int = 0
    role: str = ""  # "num", "heading", "cross"
    quote: bool = False
    note: bool = False
    toc: bool = False
    silent: bool = False
    head_row: bool = False
    table: Table | None = None
    spot: Spot | None = None


def read(data: bytes, path: str) -> Document:
    """Read an Akoma Ntoso file; offsets in the Document count in the decoded file. Raises ReadError."""
    root = parse_xml(data, "filen")
    name = etree.QName(root).localname
    if name != "akomaNtoso":
        raise ReadError(f"är XML men inte Akoma Ntoso (rotelementet heter {name[:60]})")
    metadata = _metadata(root)
    del root
    source = decode_declared(data, _ENCODING)
    reading = _Reading(source)
    reading.run()
    return assemble(
        path, "xml", source, reading.flow.drafts,
        title=metadata.get("title", ""), metadata=metadata, comments=reading.flow.comments(),
    )  # fmt: skip


def _metadata(root: etree._Element) -> dict[str, str]:
    """Title, date, number, language and address of the work, from its front matter and its FRBR statements."""
    found: dict[str, str] = {}

    def words(path: str) -> str:
        element = root.find(path)
        return "" if element is None else " ".join("".join(map(str, element.itertext())).split())

    def value(path: str, attribute: str) -> str:
        element = root.find(path)
        return "" if element is None else " ".join(element.get(attribute, "").split())

    work = ".//{*}identification/{*}FRBRWork"
    for key, texts in {
        "title": (
            words(".//{*}docTitle"),
            value(f"{work}/{{*}}FRBRtitle", "value"), value(f"{work}/{{*}}FRBRalias", "value")),
        "number": (words(".//{*}docNumber"), value(f"{work}/{{*}}FRBRnumber", "value")),
        "date": (value(f"{work}/{{*}}FRBRdate", "date"), value(".//{*}docDate", "date")),
        "published": (value(".//{*}publication", "date"),),
        "language": (value(".//{*}FRBRlanguage", "language"),),
        "identifier": (value(f"{work}/{{*}}FRBRthis", "value"),),
    }.items():  # fmt: skip
        text = next((text for text in texts if text), "")
        if text:
            found[key] = text
    return found


class _Reading:
    """The walk through one file's tags."""

    def __init__(self, source: str) -> None:
        self.flow = Flow(source, self._finish)
        self._source = source
        self._stack: list[tuple[str, int, _Context]] = [("", 0, _Context())]
        self._notes: list[Draft] = []
        self._tables = 0

    def run(self) -> None:
        for token in tokens(self._source, xml=True):
            if token.kind == "text":
                self._text(token)
            elif token.kind == "open":
                self._open(token)
                if token.empty:
                    self._close(token)
            elif token.kind == "close":
                self._close(token)
            else:
                self.flow.cut(token.start, token.end)
                if token.kind == "comment":
                    self.flow.comment(token.start, token.end)
        self.flow.close()
        self.flow.drafts.extend(self._notes)

    def _text(self, token: Token) -> None:
        if self._stack[-1][2].silent:
            self.flow.cut(token.start, token.end)
        elif token.raw:  # a CDATA section: its words stand between the marks
            start, end = token.start + len("<![CDATA["), token.end - len("]]>")
            self.flow.cut(token.start, start)
            self.flow.text(start, end, raw=True)
            self.flow.cut(end, token.end)
        else:
            self.flow.text(token.start, token.end)

    def _open(self, token: Token) -> None:
        name = token.name
        above = self._stack[-1][2]
        context = above
        if name == "authorialNote":
            self.flow.hold()
            context = replace(above, note=True, part=None, spot=None, role="")
        elif name not in _INLINE:
            self.flow.close()
            context = self._enter(name, token.attributes, above)
        elif name in _SILENT:
            context = replace(above, silent=True)
        self.flow.cut(token.start, token.end, " " if name in ("eol", "br") else "")
        self._stack.append((name, token.start, context))

    def _enter(self, name: str, attributes: Attributes, above: _Context) -> _Context:
        if name in _SILENT:
            return replace(above, silent=True)
        if name in _HIERARCHY or name in _NUMBERED:
            depth = above.depth + (1 if name in _HIERARCHY else 0)
            part = _Part(name, depth, above.part)
            items = above.items + (1 if name in _ITEMS else 0)
            if name == "li" and attributes.get("value"):
                part.number, part.taken = attributes["value"], False
            return replace(above, part=part, depth=depth, items=items, role="cross" if name == "crossHeading" else "")
        if name in ("num", "heading"):
            return replace(above, role=name)
        if name in ("quotedStructure", "embeddedStructure", "blockQuote"):
            return replace(above, quote=True, part=None, items=0)
        if name == "toc":
            return replace(above, toc=True)
        if name == "table":
            self._tables += 1
            return replace(above, table=Table(self._tables - 1), spot=None)
        if above.table is not None:
            if name == "tr":
                above.table.next_row()
                return replace(above, spot=None)
            if name in ("th", "td"):
                heading = name == "th" and (above.table.row == 0 or above.table.column > 0)
                spot = new_cell(
                    above.table, attributes.get("colspan", ""), attributes.get("rowspan", ""), heading=heading
                )
                return replace(above, spot=spot)
        return above

    def _close(self, token: Token) -> None:
        if len(self._stack) < 2:
            return
        name, start, context = self._stack[-1]
        if name == "authorialNote":
            self.flow.close()
            self._stack.pop()
            self.flow.resume(start, token.end)
            return
        if name not in _INLINE:
            self.flow.close()
        if not token.empty:
            self.flow.cut(token.start, token.end)
        self._stack.pop()
        if name in ("td", "th") and context.spot is not None and not context.spot.filled:
            self.flow.drafts.append(Draft(BlockKind.TABLE_CELL, token.start, token.start, cell=context.spot.cell()))
        if name in _HIERARCHY and context.part is not None and not context.part.taken:
            self._show(context.part, BlockKind.PARAGRAPH)  # nothing but a number: a provision that was repealed

    def _show(self, part: _Part, kind: BlockKind) -> None:
        """Let a number that no heading or paragraph has taken stand as a block of its own."""
        part.taken = True
        if part.start >= 0:
            number = _number(part.number)
            level = part.depth if kind is BlockKind.HEADING else 0
            self.flow.drafts.append(Draft(kind, part.start, part.end, level=level, number=number))

    def _finish(self, start: int, end: int, edits: list[Edit]) -> Draft | None:
        context = self._stack[-1][2]
        part = context.part
        draft = Draft(BlockKind.PARAGRAPH, start, end, edits=edits)
        if context.role == "num" and not context.note:
            if part is not None:
                part.number, part.start, part.end, part.taken = (
                    self.flow.words(start, end, edits),
                    start,
                    end,
                    False,
                )
                self._show_outer(part, context)
            return None
        if context.note:
            draft.kind = BlockKind.FOOTNOTE
            self._notes.append(draft)
            return None
        draft.kind, draft.level = _kind(context)
        if context.spot is not None:
            draft.cell = context.spot.cell()
            context.spot.fill(self.flow.words(start, end, edits))
        numbered = part
        while numbered is not None and not numbered.number:
            numbered = numbered.outer
        if numbered is not None and not numbered.taken:
            numbered.taken = True
            draft.number = _number(numbered.number)
            if numbered.start >= 0:
                draft.start, draft.body = numbered.start, start
        elif draft.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE_CELL):
            typed_item(draft, self.flow.label(draft))
        elif draft.kind is BlockKind.LIST_ITEM and part is not None and part.number:
            draft.level += 1  # a further paragraph of the item
        draft.bullet = draft.bullet or (draft.kind is BlockKind.LIST_ITEM and part is not None and not part.number)
        return draft

    def _show_outer(self, part: _Part, context: _Context) -> None:
        """Before a numbered part begins, show the number of the one around it if nothing has."""
        if context.quote:
            return
        waiting: list[_Part] = []
        outer = part.outer
        while outer is not None and outer.number and not outer.taken:
            waiting.append(outer)
            outer = outer.outer
        for each in reversed(waiting):
            self._show(each, BlockKind.HEADING)


def _kind(context: _Context) -> tuple[BlockKind, int]:
    """Kind and level of a block of text from the elements around it."""
    if context.toc:
        return BlockKind.TOC, 0
    if context.quote:
        return BlockKind.QUOTE, 0
    if context.role == "heading":
        return BlockKind.HEADING, max(context.depth, 1)
    if context.role == "cross":
        return BlockKind.HEADING, context.depth + 1
    if context.spot is not None:
        return BlockKind.TABLE_CELL, 0
    if context.items:
        return BlockKind.LIST_ITEM, context.items
    return BlockKind.PARAGRAPH, 0


def _number(written: str) -> str | None:
    """The number as one would cite it."""
    return split_label(f"{written} X").number or written.strip(" .:;,()[]–-") or None
