"""Reading HTML pages: main content, headings, lists and tables with exact offsets; broken pages are normal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container
from dataclasses import dataclass, field, replace

from lintkit.document import BlockKind, Document, Draft, Unread, assemble
from lintkit.plain import Edit
from lintkit.read.flow import Flow, decode_declared, typed_item
from lintkit.read.grid import Spot, Table, new_cell
from lintkit.read.markup import Attributes, Token, names, references, tokens
from lintkit.read.numerals import numeral

#: Elements without content (HTML Standard, 13.1.2).
_VOID = names(
    "area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr"
)
#: Elements that begin and end a block.
_BLOCK = names(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu "
    "nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul head"
)
#: Elements whose content is not the page's text, wherever they stand.
_SILENT = names(
    "script style template noscript noframes noembed title svg object iframe video audio canvas select "
    "textarea button datalist nav del applet map xmp math"
)
_CODE = names("code kbd samp tt")
_TABLE_PARTS = names("table thead tbody tfoot tr td th")
_LISTS = names("ul ol menu dir")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LIST_STYLES = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "none": "", "disc": "", "circle": "", "square": "",
}  # fmt: skip

_DISPLAY_NONE = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_NOTE_REFERENCE = re.compile(r"#(?:_?ft?n|footnote|fotnot|not|cite_note|endnote)(?:ref)?[\w.:-]*\d")
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_MAIN = re.compile(r"<main[\s>]|\brole\s*=\s*[\"']?main\b", re.IGNORECASE)
_ARTICLE = re.compile(r"<article[\s>]", re.IGNORECASE)

#: How far down an element that a tag closes is looked for; keeps broken pages linear.
_REACH = 256


@dataclass(slots=True)
class _List:
    """A list while it is being read; `form` is "" for bullets, None where the page shows no mark."""

    level: int
    form: str | None
    value: int
    reversed: bool
    started: bool
    items: list[Draft] = field(default_factory=list)
    count: int = 0


@dataclass(slots=True)
class _Item:
    list: _List
    value: int
    taken: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What an open element means for the text in it, its ancestors' meaning included."""

    heading: int = 0
    quote: bool = False
    pre: bool = False
    code: bool = False
    silent: bool = False
    hidden: bool = False
    inside: bool = False
    head_row: bool = False
    list: _List | None = None
    item: _Item | None = None
    table: Table | None = None
    spot: Spot | None = None


@dataclass(slots=True)
class _Frame:
    name: str
    block: bool
    context: _Context


def read(data: bytes, path: str) -> Document:
    """Read a page. Offsets in the Document count in the decoded file. Raises ReadError."""
    source = decode_declared(data, _CHARSET)
    page = _Page(source, None)
    for scope in (("main", _MAIN), ("article", _ARTICLE), None):
        if scope is None or scope[1].search(source):
            page = _Page(source, scope[0] if scope else None)
            page.run()
            if page.flow.drafts:
                break
    heads = any(draft.kind is BlockKind.HEADING for draft in page.flow.drafts)
    title = "" if heads else page.metadata.get("title", "")
    unread = [Unread("dold text", f"{page.hidden} ställen" if page.hidden > 1 else "", "hidden")] if page.hidden else []
    return assemble(
        path, "html", source, page.flow.drafts,
        title=title, metadata=page.metadata, comments=page.flow.comments(), unread=unread,
    )  # fmt: skip


class _Page:
    """One reading of a page. `scope` is "main", "article" or None for the whole body."""

    def __init__(self, source: str, scope: str | None) -> None:
        self.flow = Flow(source, self._finish)
        self.metadata: dict[str, str] = {}
        self.hidden = 0
        self._source = source
        self._scope = scope
        self._stack = [_Frame("", True, _Context(inside=scope is None))]
        self._opened: Counter[str] = Counter()  # how many of each element are on the stack
        self._tables = 0
        self._was_hidden = False

    def run(self) -> None:
        for token in tokens(self._source):
            if token.kind == "text":
                self._text(token)
            elif token.kind == "open":
                self._open(token)
            elif token.kind == "close":
                self._close(token)
            else:
                self.flow.cut(token.start, token.end)
                if token.kind == "comment":
                    self.flow.comment(token.start, token.end)
        self._pop(1)
        self.flow.close()

    def _text(self, token: Token) -> None:
        frame = self._stack[-1]
        context = frame.context
        if frame.name == "title" and "title" not in self.metadata:
            decoded = [Edit(a, b, "replace", text) for a, b, text in references(self._source, token.start, token.end)]
            words = self.flow.words(token.start, token.end, decoded)
            if words:
                self.metadata["title"] = words
        if context.silent or context.hidden or not context.inside:
            self.flow.cut(token.start, token.end)
            unseen = context.hidden and context.inside and not context.silent and not self._was_hidden
            if unseen and self._source[token.start : token.end].strip():
                self.hidden += 1
                self._was_hidden = True
            return
        self._was_hidden = False
        self.flow.text(token.start, token.end, raw=token.raw, mask=context.code and not context.pre)

    def _open(self, token: Token) -> None:
        name, attributes = token.name, token.attributes
        if name in _VOID:
            if name == "meta":
                self._meta(attributes)
            if name == "hr":
                self.flow.close()
            else:
                self.flow.cut(token.start, token.end, " " if name == "br" else "")
            return
        block = name in _BLOCK
        if block:
            self._imply_ends(name)
            self.flow.close()
        self.flow.cut(token.start, token.end)
        if name == "html" and attributes.get("lang"):
            self.metadata.setdefault("language", attributes["lang"])
        above = self._stack[-1].context
        context = self._enter(name, attributes, above)
        if block or context is not above or name in _SILENT:
            self._stack.append(_Frame(name, block, context))
            self._opened[name] += 1

    def _enter(self, name: str, attributes: Attributes, above: _Context) -> _Context:
        """The context inside an element; the very same object when the element changes nothing."""
        context = above
        if name in _SILENT or (name == "a" and _is_note_reference(attributes)):
            context = replace(context, silent=True)
        if (
            "hidden" in attributes
            or _DISPLAY_NONE.search(attributes.get("style", ""))
            or (name == "dialog" and "open" not in attributes)
        ):
            context = replace(context, hidden=True)
        if self._scope and (name == self._scope or (self._scope == "main" and attributes.get("role") == "main")):
            context = replace(context, inside=True)
        if name in _HEADINGS:
            return replace(context, heading=_HEADINGS[name])
        if name == "blockquote":
            return replace(context, quote=True)
        if name == "pre":
            return replace(context, pre=True)
        if name in _CODE:
            return replace(context, code=True)
        if name in _LISTS:
            return replace(context, list=_new_list(name, attributes, above.list), item=None)
        if name == "li":
            return replace(context, item=_new_item(context.list, attributes))
        if name == "table":
            if attributes.get("role") in ("presentation", "none"):
                return replace(context, table=None, spot=None)
            table = Table(self._tables)
            self._tables += 1
            return replace(context, table=table, spot=None, item=None, list=None, head_row=False)
        if name == "dl":  # pairs of name and value are read as rows of two cells
            table = Table(self._tables)
            self._tables += 1
            return replace(context, table=table, spot=None, item=None, list=None, head_row=False)
        if name in ("dt", "dd") and context.table is not None:
            if name == "dt":
                context.table.next_row()
            return replace(context, spot=new_cell(context.table, "", "", heading=False))
        if context.table is not None:
            if name == "thead":
                return replace(context, head_row=True)
            if name == "tr":
                context.table.next_row()
            if name in ("td", "th"):
                # a heading at the left of its row is not the column's heading
                column_heading = context.head_row or (
                    name == "th"
                    and attributes.get("scope") not in ("row", "rowgroup")
                    and (context.table.row <= 0 or context.table.column > 0)
                )
                spot = new_cell(
                    context.table,
                    attributes.get("colspan", ""),
                    attributes.get("rowspan", ""),
                    heading=column_heading,
                )
                return replace(context, spot=spot)
        return context

    def _close(self, token: Token) -> None:
        name = token.name
        if name in _BLOCK or name == "br":
            self.flow.close()
        self.flow.cut(token.start, token.end)
        stops = _BLOCK  # a stray end tag of an inline element never ends a block
        if name in _TABLE_PARTS:
            stops = frozenset({"table"})
        elif name in _BLOCK:
            stops = frozenset({"td", "th", "table"})
        at = self._find((name,), stops)
        if at:
            self._pop(at)

    def _imply_ends(self, name: str) -> None:
        """Close what an opening tag closes without saying so (HTML Standard, 13.1.2.4)."""
        at = 0
        if name == "li":
            at = self._find(("li",), ("ul", "ol", "menu", "dir", "td", "th", "table"))
        elif name in ("dt", "dd"):
            at = self._find(("dt", "dd"), ("dl", "td", "th", "table"))
        elif name in ("td", "th"):
            at = self._find(("td", "th"), ("tr", "table"))
        elif name == "tr":
            at = self._find(("tr",), ("table",))
        elif name in ("thead", "tbody", "tfoot"):
            at = self._find(("thead", "tbody", "tfoot"), ("table",))
        if not at:
            at = self._find(
                ("p", *_HEADINGS) if name in _HEADINGS else ("p",), tuple(_BLOCK - {"p"} - _HEADINGS.keys())
            )
        if at:
            self._pop(at)

    def _find(self, wanted: Collection[str], stops: Container[str]) -> int:
        """Index in the stack of the nearest element with one of the names, 0 when a stop comes first."""
        if not any(self._opened[name] for name in wanted):
            return 0
        for at in range(len(self._stack) - 1, max(len(self._stack) - _REACH, 1) - 1, -1):
            if self._stack[at].name in wanted:
                return at
            if self._stack[at].name in stops:
                return 0
        return 0

    def _pop(self, at: int) -> None:
        """Close the elements from `at` up."""
        while len(self._stack) > at:
            frame = self._stack[-1]
            if frame.block:
                self.flow.close()
            self._stack.pop()
            self._opened[frame.name] -= 1
            context = frame.context
            if frame.name in _LISTS and context.list is not None and context.list.reversed:
                _count_down(context.list)
            spot = context.spot
            if frame.name in ("td", "th", "dt", "dd") and spot is not None and not spot.filled:
                read_here = context.inside and not context.hidden and not context.silent
                if read_here:
                    end = self.flow.drafts[-1].end if self.flow.drafts else 0
                    self.flow.drafts.append(Draft(BlockKind.TABLE_CELL, end, end, cell=spot.cell()))

    def _meta(self, attributes: Attributes) -> None:
        key = (attributes.get("name") or attributes.get("property", "")).lower().removeprefix("dc.").removeprefix("og:")
        if key in ("author", "creator", "date", "description", "keywords", "subject", "title", "identifier"):
            value = " ".join(attributes.get("content", "").split())
            if value and key != "title":
                self.metadata.setdefault(key, value)

    def _finish(self, start: int, end: int, edits: list[Edit]) -> Draft | None:
        """A draft of the block that ends now, from the element it stands in."""
        context = self._stack[-1].context
        draft = Draft(BlockKind.PARAGRAPH, start, end, edits=edits)
        item = context.item
        if context.quote:
            draft.kind = BlockKind.QUOTE
        elif context.pre:
            draft.kind = BlockKind.CODE
            return draft
        elif context.heading:
            draft.kind, draft.level = BlockKind.HEADING, context.heading
        elif context.spot is not None:
            draft.kind = BlockKind.TABLE_CELL
        elif item is not None:
            draft.kind = BlockKind.LIST_ITEM
        if context.spot is not None and draft.kind is not BlockKind.HEADING:
            draft.cell = context.spot.cell()
            context.spot.fill(self.flow.words(start, end, edits))
        if item is not None and draft.kind not in (BlockKind.QUOTE, BlockKind.CODE):
            if draft.kind is BlockKind.LIST_ITEM:
                draft.level = item.list.level + (1 if item.taken else 0)
            if not item.taken:
                item.taken = True
                item.list.items.append(draft)
                if item.list.form:
                    draft.number = numeral(item.value, item.list.form)
                    return draft
                draft.bullet = draft.kind is not BlockKind.HEADING and item.list.form is not None
        label = self.flow.label(draft)
        draft.bullet = (draft.bullet or label.bullet) and draft.number is None and draft.kind is not BlockKind.HEADING
        typed_item(draft, label)
        return draft


def _is_note_reference(attributes: Attributes) -> bool:
    """Whether a link is the mark of a footnote, which would otherwise stick to the word before it."""
    return attributes.get("role") == "doc-noteref" or bool(_NOTE_REFERENCE.match(attributes.get("href", "").lower()))


def _new_list(name: str, attributes: Attributes, outer: _List | None) -> _List:
    form: str | None = ""
    if name == "ol":
        form = attributes.get("type", "1") if attributes.get("type") in ("1", "a", "A", "i", "I") else "1"
    if style := _LIST_STYLE.search(attributes.get("style", "")):
        form = _LIST_STYLES.get(style[1].lower(), form)
        if style[1].lower() == "none":
            form = None
    start = _integer(attributes.get("start", ""))
    level = outer.level + 1 if outer else 1
    return _List(level, form, 1 if start is None else start, "reversed" in attributes, start is not None)


def _new_item(within: _List | None, attributes: Attributes) -> _Item:
    within = within or _List(1, "", 1, False, False)
    value = _integer(attributes.get("value", ""))
    if value is not None:
        within.value = value
        within.started = True
    item = _Item(within, within.value)
    within.value += -1 if within.reversed else 1
    within.count += 1
    return item


def _count_down(within: _List) -> None:
    """Number a reversed list without a start of its own: it ends at 1 (HTML Standard, 4.4.5)."""
    if within.form and not within.started:
        for place, draft in enumerate(within.items):
            draft.number = numeral(within.count - place, within.form)


def _integer(written: str) -> int | None:
    found = re.match(r"\s*(-?\d{1,6})", written)
    return int(found[1]) if found else None
