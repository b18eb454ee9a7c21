"""Word documents -> Document: headings, provisions, list items, cells, notes; the XML is `lintkit.word`'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lintkit.document import (
    MAX_BLOCKS,
    BlockKind,
    Comment,
    Document,
    Draft,
    ReadError,
    Unread,
    assemble,
    check_size,
)
from lintkit.read.items import ItemSense
from lintkit.read.labels import Label, split_label
from lintkit.word.comments import WordComment, read_comments
from lintkit.word.notes import read_notes, read_page_heads
from lintkit.word.package import Package, open_package
from lintkit.word.story import Paragraph, Reading, open_reading, read_story

#: A fully bold paragraph of at most this many words and characters may be a heading in a document without any.
MAX_HEADING_WORDS = 14
MAX_HEADING_LENGTH = 100

#: What a reader of the page would call it (one, many), and what depends on it.
_UNREAD = {
    "numrering": ("automatisk numrering som inte går att räkna ut",
                  "stycken med numrering som inte går att räkna ut", "numbering"),
    "stor bild": ("bild utan alternativtext, stor nog att innehålla text",
                  "bilder utan alternativtext, stora nog att innehålla text", "text"),
    "bild": ("bild utan alternativtext", "bilder utan alternativtext", "picture"),
    "objekt": ("inbäddat objekt", "inbäddade objekt", "text"),
    "diagram": ("diagram", "diagram", "picture"),
    "infogad fil": ("infogad fil", "infogade filer", "text"),
    "deldokument": ("infogat deldokument", "infogade deldokument", "text"),
    "listfält": ("formulärfält med fasta val", "formulärfält med fasta val", "field"),
    "dold text": ("dold text", "ställen med dold text", "hidden"),
}  # fmt: skip


def read(data: bytes, path: str) -> Document:
    """Read a .docx or .docm. Raises ReadError with one Swedish sentence."""
    package = open_package(data)
    reading = open_reading(package)
    body = list(islice(read_story(reading), MAX_BLOCKS + 1))
    check_size(blocks=len(body))
    heads = list(read_page_heads(reading))
    notes = list(read_notes(reading))
    comments = read_comments(reading)
    layout = _Layout()
    for paragraph in heads:
        layout.add(paragraph, BlockKind.PAGE_HEADER)
    begin = len(layout.drafts)
    for paragraph in body:
        layout.add(paragraph, None)
    layout.find_bold_headings(begin)
    for paragraph in notes:
        layout.add(paragraph, BlockKind.FOOTNOTE)
    metadata, unread = _properties(package)
    has_heading = any(draft.kind is BlockKind.HEADING for draft in layout.drafts)
    title = layout.title or ("" if has_heading else metadata.get("core:title", ""))
    return assemble(
        path, "docx", "".join(layout.texts), layout.drafts,
        title=title, metadata=metadata, unread=[*_unread(reading), *unread],
        comments=[
            Comment(comments[key].text, comments[key].author, start, end)
            for key, (start, end) in _with_answers(layout.ranges(), comments).items() if key in comments
        ],
    )  # fmt: skip


def _with_answers(
    ranges: dict[str, tuple[int, int]], comments: Mapping[str, WordComment]
) -> dict[str, tuple[int, int]]:
    """Ranges with those of answers that have none of their own: an answer stands where the comment it answers does."""
    found = dict(ranges)
    for key, comment in comments.items():
        above = comment.answers
        for _ in range(len(comments)):
            if key in found or above is None:
                break
            if above in found:
                found[key] = found[above]
            above = comments[above].answers if above in comments else None
    return found


@dataclass(slots=True)
class _Layout:
    """The document text and its drafts as they grow, paragraph by paragraph."""

    texts: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    title: str = ""
    _sources: list[Paragraph] = field(default_factory=list)
    _labels: list[Label] = field(default_factory=list)
    _length: int = 0
    _starts: dict[str, tuple[int, int]] = field(default_factory=dict)
    _ends: dict[str, int] = field(default_factory=dict)
    _sense: ItemSense = field(default_factory=ItemSense)

    def add(self, paragraph: Paragraph, kind: BlockKind | None) -> None:
        """Append one paragraph; its kind is worked out where none is given."""
        start = self._length + len(paragraph.prefix)
        end = start + len(paragraph.text)
        for mark in paragraph.marks:
            at = start + mark.offset
            if mark.kind == "end":
                self._ends[mark.id] = at
            elif mark.kind == "start":
                self._starts[mark.id] = (at, end)
            else:  # a comment may have a reference alone: it is on the paragraph
                self._starts.setdefault(mark.id, (start, end))
        if not paragraph.text.strip() and not paragraph.stands_alone:
            return
        label = _label(paragraph)
        draft = Draft(
            kind or BlockKind.PARAGRAPH, self._length, end, start if paragraph.label else start + label.body,
            number=label.number, cell=paragraph.cell, paragraph=paragraph.number, part=paragraph.part,
            bullet=label.bullet,
        )  # fmt: skip
        if paragraph.cell is not None and paragraph.label is None and label.body == 0:
            draft.number = None  # a cell that holds a number alone gives a figure, not a provision
        if kind is None:
            self._classify(draft, paragraph, label)
        elif kind is BlockKind.PAGE_HEADER:
            draft.body, draft.number, draft.cell, draft.bullet = self._length, None, None, False
        else:
            draft.cell = None
        if draft.kind is BlockKind.HEADING and self.texts:
            self.texts.append("\n")
            self._length += 1
            draft.start, draft.end, draft.body = draft.start + 1, draft.end + 1, draft.body + 1
            for mark in paragraph.marks:
                self._shift(mark.id, mark.kind)
        whole = paragraph.prefix + paragraph.text + "\n"
        self.texts.append(whole)
        self._length += len(whole)
        self.drafts.append(draft)
        self._sources.append(paragraph)
        self._labels.append(label)

    def _shift(self, key: str, kind: str) -> None:
        if kind == "end":
            self._ends[key] += 1
        elif key in self._starts:
            start, end = self._starts[key]
            self._starts[key] = (start + 1, end + 1)

    def _classify(self, draft: Draft, paragraph: Paragraph, label: Label) -> None:
        style = paragraph.style
        if paragraph.cell is not None:
            draft.kind = BlockKind.TABLE_CELL
            return
        if paragraph.toc:
            draft.kind = BlockKind.TOC
            return
        if style.role == "title" or paragraph.outline is not None:
            draft.kind = BlockKind.HEADING
            draft.level = 1 if paragraph.outline is None else paragraph.outline + 1
            if style.role == "title" and not self.title:
                self.title = " ".join(paragraph.text.split())
            self._sense.heading()
            return
        automatic = paragraph.label.level if paragraph.label and (label.number or label.bullet) else 0
        if self._sense.is_item(paragraph.text[label.body :], label, automatic):
            draft.kind = BlockKind.LIST_ITEM
            draft.level = self._sense.level(automatic)
            return
        draft.kind = BlockKind.QUOTE if style.role == "quote" else BlockKind.PARAGRAPH
        self._sense.paragraph(paragraph.text, label, automatic)

    def find_bold_headings(self, begin: int) -> None:
        """Take short bold paragraphs as headings, in a document where no style says what is a heading."""
        body = range(begin, len(self.drafts))
        if any(self.drafts[i].kind is BlockKind.HEADING and self._sources[i].outline is not None for i in body):
            return
        found = [i for i in body if self._may_be_heading(i)]
        prose = [i for i in body if self.drafts[i].kind is not BlockKind.TABLE_CELL]
        # Where most is bold, bold means nothing; and a heading has something under it.
        if not found or 2 * len(found) > len(prose):
            return
        numbered = [self._labels[i].depth for i in found if self._labels[i].depth and self._labels[i].number]
        below = max(numbered, default=0) + 1
        taken = set(found)
        last = max((i for i in prose if i not in taken), default=-1)
        for i in found:
            if i > last:
                break
            draft = self.drafts[i]
            draft.kind = BlockKind.HEADING
            draft.level = self._labels[i].depth if draft.number else below

    def _may_be_heading(self, i: int) -> bool:
        draft, paragraph = self.drafts[i], self._sources[i]
        if not paragraph.bold or draft.bullet or paragraph.boxed:
            return False
        if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            return False
        text = paragraph.text.strip()
        short = len(text) <= MAX_HEADING_LENGTH and len(text.split()) <= MAX_HEADING_WORDS
        return short and not text.endswith((".", ":", ";", ",", "!")) and any(c.isalpha() for c in text)

    def ranges(self) -> dict[str, tuple[int, int]]:
        """Ranges of the text that comments stand on, by comment id; an empty range gives way to its paragraph."""
        found: dict[str, tuple[int, int]] = {}
        for key, (start, paragraph_end) in self._starts.items():
            end = self._ends.get(key, paragraph_end)
            found[key] = (start, end if end > start else max(paragraph_end, start))
        return found


def _label(paragraph: Paragraph) -> Label:
    """The paragraph's label: Word's own, else one typed at its start; `body` is an offset in the text."""
    automatic = paragraph.label
    if automatic is None or not (automatic.text or automatic.bullet):
        return split_label(paragraph.text[:200])
    if automatic.bullet:
        return Label(None, 0, True, "bullet")
    known = split_label(automatic.text.strip() + "\tOrd")
    if known.number is not None:
        return known._replace(body=0)
    number = automatic.text.strip(" \t.:;,()[]–-") or None
    if number is None:
        return Label(None, 0, True, "bullet")
    return Label(number, 0, False, "named" if " " in number else "letter" if number.isalpha() else "number", 1)


def _properties(package: Package) -> tuple[dict[str, str], list[Unread]]:
    """Document properties, as "core:title" and "custom:<name>"; a broken part is listed, not fatal."""
    found: dict[str, str] = {}
    unread: list[Unread] = []
    for relationship in package.relationships("").values():
        prefix = {"core-properties": "core", "custom-properties": "custom"}.get(relationship.kind)
        if prefix is None or relationship.external or not package.has(relationship.target):
            continue
        try:
            root = package.tree(relationship.target)
        except ReadError:
            unread.append(Unread("dokumentegenskaperna", relationship.target, "field"))
            continue
        for node in root:
            name = node.get("name", "") if prefix == "custom" else str(node.tag).rsplit("}", 1)[-1]
            words = " ".join("".join(str(text) for text in node.itertext()).split())
            if name and words and name not in ("creator", "lastModifiedBy"):
                found.setdefault(f"{prefix}:{name}", words)
    return found, unread


def _unread(reading: Reading) -> Iterable[Unread]:
    for thing, (one, many, topic) in _UNREAD.items():
        count = reading.things[thing]
        if count:
            near = reading.near.get(thing, "")
            yield Unread(one if count == 1 else f"{count} {many}", f"vid ”{near}”" if near else "", topic)
