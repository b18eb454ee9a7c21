"""Document, Block and places: one text with one offset space; knows structure, not formats or language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, wraps
from typing import NamedTuple, TypeVar

import msgspec

from lintkit.errors import ReadError as ReadError
from lintkit.plain import ENDLESS, Edit, Plain, PlainBuilder

T = TypeVar("T")
O = TypeVar("O")

#: Most blocks and characters of one document: five and four times the largest real one seen (7,594 and 525,041).
MAX_BLOCKS = 40_000
MAX_CHARACTERS = 2_000_000


def check_size(*, blocks: int = 0, characters: int = 0) -> None:
    """Refuse a document that would take minutes: no regulation is that long. Raises ReadError."""
    for count, limit, what in ((blocks, MAX_BLOCKS, "stycken"), (characters, MAX_CHARACTERS, "tecken")):
        if count > limit:
            raise ReadError(f"är för stort: fler än {limit:,} {what}; dela upp dokumentet".replace(",", " "))


class BlockKind(StrEnum):
    """What a block is in the document's own structure."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    FOOTNOTE = "footnote"
    PAGE_HEADER = "page_header"  # Word's running heads and feet; PDF's are left out when recognised
    QUOTE = "quote"  # set off as a quotation in the source
    TOC = "toc"  # a line of a table of contents
    CODE = "code"


#: Members that every block is compared with: a name of the module is found quicker than a member of an enumeration.
_HEADING, _PARAGRAPH, _LIST_ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
_TABLE_CELL, _QUOTE, _CODE = BlockKind.TABLE_CELL, BlockKind.QUOTE, BlockKind.CODE


class Cell(NamedTuple):
    """Where a table cell stands: all 0-based; `heading` is the plain text of its column's heading cell."""

    table: int
    row: int
    column: int
    heading: str = ""


class Draft(msgspec.Struct, gc=False):
    """A block as a reader saw it, before sections and provisions are worked out.

    `start`/`end` are offsets in the document text, label included; `body` is where the words begin (after
    "16.", "a)", "§ 4", a bullet or heading marks). `level` is the heading level (1 = topmost) or the depth
    of a list item (1 = outermost). `number` is the label without its punctuation ("16", "4.2", "a", "21 §"),
    None for bullets and unnumbered blocks. `edits` are inline markup between `body` and `end`.
    `paragraph` counts the format's own paragraphs from 0 (Word), `page` counts from 1 (PDF).
    """

    kind: BlockKind
    start: int
    end: int
    body: int = -1
    level: int = 0
    number: str | None = None
    edits: Sequence[Edit] = ()
    cell: Cell | None = None
    paragraph: int | None = None
    page: int | None = None
    part: str | None = None
    bullet: bool = False


class Block(msgspec.Struct, frozen=True, gc=False):  # made in a twentieth of a frozen dataclass's time
    """A paragraph, heading, list item, table cell or note: a range of the text and of the plain text.

    `section` holds the headings above, outermost first, without their numbers. `provision` is the number a
    reader would cite: the block's own, else that of the numbered provision or heading it stands under.
    `parent` is the index of the block whose sentence a list item may continue, or None.
    """

    index: int
    kind: BlockKind
    start: int
    end: int
    plain_start: int
    plain_end: int
    level: int
    number: str | None
    section: tuple[str, ...]
    provision: str | None
    parent: int | None
    cell: Cell | None
    paragraph: int | None
    page: int | None
    part: str | None
    bullet: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's comment in the source (Word, ODT, Markdown, HTML) on a range of the text."""

    text: str
    author: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unread:
    """Something a reader had to leave out. `what` is a Swedish noun phrase, `where` a place in words.

    `topic` names what depends on it, so that findings resting on it can be lowered: "numbering", "page",
    "text", "field" or "language" (a part that is not in Swedish).
    """

    what: str
    where: str = ""
    topic: str = "text"


@dataclass(frozen=True)
class Document:
    """One document as read. Offsets (`start`, `end`) are code points in `text`.

    For Markdown, text, HTML and XML `text` is the decoded file; for Word, ODT and PDF it is what
    `lintkit text` prints. `plain` is the normalised reading that matching and language analysis work on.
    """

    path: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    plain: Plain
    sha256: str = ""
    title: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def line_starts(self) -> tuple[int, ...]:
        """Text offsets at which lines begin."""
        return tuple(self._lines)

    @cached_property
    def _lines(self) -> list[int]:
        starts = [0]
        at = self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.plain_start for block in self.blocks]

    def line_column(self, offset: int) -> tuple[int, int]:
        """1-based line and column of a text offset."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def block_at(self, plain_offset: int) -> Block:
        """The block that holds a plain offset; LookupError in a document without blocks."""
        if not self.blocks:
            raise LookupError("dokumentet har inga stycken")
        return self.blocks[max(bisect_right(self._block_starts, plain_offset) - 1, 0)]

    def block_text(self, block: Block) -> str:
        """The block's normalised text, label left out."""
        return self.plain.text[block.plain_start : block.plain_end]

    def section_blocks(self, block: Block) -> Iterator[Block]:
        """All blocks that share the block's section path, in order, the block itself included."""
        return (other for other in self.blocks if other.section == block.section)

    @property
    def words(self) -> int:
        """Number of white-space separated words read."""
        return len(self.plain.text.split())


def per_document(read: Callable[[O], T]) -> Callable[[O], T]:
    """A reader of a document, or of what stands for one, that reads each once and keeps the answer with it, as a cached
    property would.
    """
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def once(document: O) -> T:
        kept = document.__dict__
        if name not in kept:
            kept[name] = read(document)
        found: T = kept[name]
        return found

    return once


def assemble(
    path: str,
    format: str,
    text: str,
    drafts: Iterable[Draft],
    *,
    sha256: str = "",
    title: str = "",
    metadata: Mapping[str, str] | None = None,
    comments: Iterable[Comment] = (),
    unread: Iterable[Unread] = (),
) -> Document:
    """Make a Document of a reader's drafts: plain text with its map, section paths, provisions, parents.

    Drafts come in reading order; empty ones (no words after normalisation) are left out. The title defaults
    to the first heading.
    """
    builder = PlainBuilder(text)
    blocks: list[Block] = []
    headings: list[tuple[int, str, str | None]] = []
    below: tuple[str, ...] = ()  # the section that blocks stand in until the next heading
    inherited: str | None = None  # the number of the innermost numbered heading
    lists: list[Block] = []
    characters = 0
    last_paragraph: Block | None = None  # numbered paragraph that following unnumbered ones belong to
    for draft in drafts:
        kind, start, end, level, number, edits = (
            draft.kind,
            draft.start,
            draft.end,
            draft.level,
            draft.number,
            draft.edits,
        )
        body = draft.body if draft.body >= 0 else start
        characters += end - body
        if len(blocks) >= MAX_BLOCKS or characters > MAX_CHARACTERS:
            check_size(blocks=len(blocks) + 1, characters=characters)
        masks = [(e.start, e.end) for e in edits if e.kind == "mask"] if edits else []
        if kind is _CODE:
            masks.append((start, end))
        added = builder.add(body, end, edits, masks, empty=kind is _TABLE_CELL)
        if added is None:
            continue
        first, last = added
        section, parent, provision = below, None, number
        if kind is _LIST_ITEM:
            while lists and lists[-1].kind is _LIST_ITEM and lists[-1].level >= level:
                lists.pop()
            parent = lists[-1].index if lists else None
            if not _citable(number):
                # "a)" under "16." is cited as 16; a bullet as whatever stands above it
                above = next((b.provision for b in reversed(lists) if b.provision), None)
                provision = above or provision
        elif kind is _HEADING:
            while headings and headings[-1][0] >= max(level, 1):
                headings.pop()
            section = tuple(name for _, name, _ in headings)
            words = builder.latest
            headings.append((max(level, 1), words, number))
            below = (*section, words)
            inherited = next((number for _, _, number in reversed(headings) if number), None)
            lists.clear()
            last_paragraph = None
            title = title or words
        elif provision is None and last_paragraph and kind in (_PARAGRAPH, _QUOTE):
            provision = last_paragraph.provision
        if provision is None and kind is not _HEADING:
            provision = inherited
        block = Block(
            len(blocks), kind, start, end, first, last, level, number, section, provision, parent,
            draft.cell, draft.paragraph, draft.page, draft.part, draft.bullet,
        )  # fmt: skip
        blocks.append(block)
        if kind is _LIST_ITEM:
            lists.append(block)
        elif kind is _PARAGRAPH or kind is _QUOTE:
            lists = [block]
            if number:
                last_paragraph = block
    left = tuple(unread)
    if builder.endless:
        many = f"{builder.endless} teckenföljder" if builder.endless > 1 else "en teckenföljd"
        left += (Unread(f"{many} på minst {ENDLESS:,} tecken utan mellanslag".replace(",", " ")),)
    return Document(
        path, format, text, tuple(blocks), builder.build(), sha256, title, dict(metadata or {}), tuple(comments), left
    )


def _citable(number: str | None) -> bool:
    """Whether a label alone identifies a provision: "16", "4.2", "21 §"; not "a" or "ii"."""
    return number is not None and any(c.isdigit() for c in number)
