"""Lines of running text to paragraphs, list items and headings; knows layout, not file formats or markup."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec

from lintkit.document import BlockKind, Draft
from lintkit.plain import Edit
from lintkit.read.labels import Label

#: Level of a heading that is recognised by its look alone: under every marked-up heading.
PSEUDO_LEVEL = 6

#: Longest line, in characters, that is taken for a heading by its look.
_HEADING_LENGTH = 80

#: Lines whose ninth decile is longer than this, in characters, are paragraphs and not cut at a margin.
_WRAPPED = 160

_DOT_LEADER = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|Fel!.*)?$|…{2,}\s*\d{0,4}$|Fel! Bokmärket är inte")

#: A page number on a line of its own: "3", "3 (12)", "2/5", "Sida 3 av 12", "- 3 -".
_PAGE_NUMBER = re.compile(
    r"(?:\d{4}-\d\d-\d\d\s+)?(?:[Ss]id(?:a|an|or)?\.?\s*:?\s*)?[-–]?\s?\d{1,4}\s?(?:[-–]|\(\s?\d{1,4}\s?\)|(?:av|/|of)\s?\d{1,4})?"
)

#: A running head that ends in a page number at the right margin: "SJÖBACKENS KOMMUN      Sida 2 (5)".
_HEAD_NUMBER = re.compile(r"^.{0,60}?(?:\s{3,}|\t)(?:Sida\s)?\d{1,3}\s?\(\d{1,3}\)$")

#: The designation of a regulation as it stands at the head of every page: "AFS 2023:5".
_DESIGNATION = re.compile(r"[A-ZÅÄÖ]{2,}(?:-[A-ZÅÄÖ]+)? \d{4}:\d{1,4}(?: ?[A-Z])?")

_KEY = re.compile(r"(?:\*\*)?[A-ZÅÄÖ][^:.;,!?*]{1,45}:(?:\*\*)?\s")

#: Finite verbs that tell a sentence without a full stop from a heading.
_FINITE = re.compile(
    r"\b(?:ska|skall|får|måste|bör|kan|är|har|var|vill|blir|finns|ges|görs|gäller|ansvarar|innebär|avser|omfattar"
    r"|består|framgår|meddela|kontakta|ring|se)\b",
    re.IGNORECASE,
)

_DIGITS = re.compile(r"\d+")

#: Words that no heading and no ended paragraph ends in.
_HANGING = (
    "och",
    "eller",
    "samt",
    "i",
    "på",
    "av",
    "för",
    "till",
    "med",
    "som",
    "att",
    "om",
    "den",
    "det",
    "en",
    "ett",
)
_HANGING_END = re.compile(rf"\b(?:{'|'.join(_HANGING)})$")
_AND_END = re.compile(r"\b(?:och|eller|samt)$")

_SENTENCE_END = (".", "!", "?", ":", ";", "”", '"')


class Line(msgspec.Struct, gc=False):
    """One line of a paragraph or page.

    `text` is what a person reads, without markup and outer white space; `start`/`end` its range in the source;
    `label.body` is relative to `start`. `indent` counts columns. `gap`: blank lines or a rule stand before it.
    `strong`: all of it is bold. `raw_length` is its length in the source where markup makes that another.
    """

    text: str
    start: int
    end: int
    label: Label
    indent: int = 0
    gap: bool = False
    strong: bool = False
    raw_length: int = 0

    @property
    def lone(self) -> bool:
        """Whether the line is a number or bullet alone, whose words follow on the next line."""
        number, body, bullet, kind, _ = self.label
        if bullet:
            return body >= len(self.text)
        return number is not None and body == 0 and kind != "named"


class Group(msgspec.Struct, gc=False):
    """Lines that make one block; offsets in the source."""

    kind: BlockKind
    lines: list[Line]
    level: int = 0
    number: str | None = None
    bullet: bool = False

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def body(self) -> int:
        """Where the words begin; a label on a line of its own is followed by the next line's words."""
        first = self.lines[0]
        label = first.label
        if (label.number is None and not label.bullet) or self.kind is BlockKind.TOC:
            return first.start
        if first.lone and len(self.lines) > 1:
            return self.lines[1].start
        return first.start + label.body

    def between(self, source: str) -> list[Edit]:
        """What stands between the block's lines and is not its words: quotation marks, running heads. The
        line feed stays, so that a word broken at the line's end is joined."""
        out: list[Edit] = []
        for line, following in pairwise(self.lines):
            gap = source[line.end : following.start]
            if gap != "\n" and gap.strip():
                feed = gap.find("\n") + 1
                out.append(Edit(line.end + feed, following.start, "drop"))
        return out

    def draft(self, source: str, edits: Sequence[Edit] = (), page: int | None = None) -> Draft:
        """The block as a draft; `edits` are the inline markup of its lines."""
        lines = self.lines
        if len(lines) > 1:
            edits = [*edits, *self.between(source)]
        return Draft(
            self.kind, lines[0].start, lines[-1].end, self.body, self.level, self.number, edits,
            bullet=self.bullet, page=page,
        )  # fmt: skip


def is_page_number(text: str) -> bool:
    """Whether the line is nothing but a page number."""
    if len(text) <= 36 and _PAGE_NUMBER.fullmatch(text):
        return True
    return ")" in text[-2:] and _HEAD_NUMBER.search(text) is not None


def is_toc_line(text: str) -> bool:
    """Whether the line is an entry of a table of contents, with dot leaders."""
    tail = text[-120:]
    likely = "…" in tail or "Fel!" in tail or tail.count(".") > 3  # told in a fraction of the time
    found = _DOT_LEADER.search(tail) if likely else None
    # "Kontaktperson: ......" is a field that nobody has filled in
    return found is not None and not (found[0][-1] in ".… " and tail[: found.start()].rstrip().endswith(":"))


def drop_furniture(lines: Sequence[Line], breaks: Collection[int] = ()) -> list[Line]:
    """Leave out page numbers and running heads and feet.

    A running head is a line near a page number or a page break (`breaks`: indexes of first lines of pages)
    that comes back, digits aside, near another one; a regulation's designation beside a page number counts
    at once. What follows such lines continues what stood before them: its `gap` is kept only when it looks
    like a new paragraph.
    """
    # no page number ends in a letter or a full stop, and nearly every line of words does
    ends = [(i, line.text) for i, line in enumerate(lines) if not (line.text[-1:].isalpha() or line.text[-1:] == ".")]
    numbered = [i for i, text in ends if is_page_number(text) and not _is_listed(lines, i)]
    if not numbered and not breaks:
        return list(lines)
    anchors = sorted({*numbered, *(i for i in breaks if 0 < i < len(lines))})
    if not anchors:
        return list(lines)
    reach = 6
    near: dict[str, set[int]] = {}
    shapes: dict[int, str] = {}
    for anchor in anchors:
        for i in range(max(anchor - reach, 0), min(anchor + reach + 1, len(lines))):
            if i not in shapes:
                shapes[i] = _DIGITS.sub("#", lines[i].text)
            near.setdefault(shapes[i], set()).add(anchor)
    drop = set(numbered)
    for anchor in anchors:
        for i in range(max(anchor - reach, 0), min(anchor + reach + 1, len(lines))):
            text = lines[i].text
            seen = near[shapes[i]]
            returns = len(seen) >= 3 and max(seen) - min(seen) > 2 * reach
            named = anchor in drop and abs(i - anchor) == 1 and _DESIGNATION.fullmatch(text)
            if named or (returns and len(text) < 100 and not _is_sentence(text)):
                drop.add(i)
    out: list[Line] = []
    gap = False
    for i, line in enumerate(lines):
        if i in drop:
            gap = True
            continue
        if gap and out:
            line.gap = not continues(out[-1].text, line)
        gap = False
        out.append(line)
    return out


def _is_listed(lines: Sequence[Line], i: int) -> bool:
    """Whether a number is one cell of a column of numbers rather than a page's."""
    around = [lines[j].text for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return "(" not in lines[i].text and any(text.isdigit() for text in around)


def _is_sentence(text: str) -> bool:
    return text.endswith((".", ";", ",")) or bool(_FINITE.search(text))


def continues(before: str, line: Line) -> bool:
    """Whether a line goes on with the paragraph that a page break cut."""
    if line.label.number is not None or line.label.bullet or line.strong:
        return False
    return not before.endswith(_SENTENCE_END) and (line.text[:1].islower() or before.endswith((",", "-")))


def group(lines: Sequence[Line], *, first: Group | None = None, wrapped: bool = True) -> list[Group]:
    """Sort lines into blocks.

    `first` is a list item that the markup has already named; the lines continue it. `wrapped`: lines are cut
    at a margin, so that a short line ends a paragraph even without a blank line after it.
    """
    margin = _margin(lines) if len(lines) > 1 or wrapped else 0
    whole = wrapped and margin > _WRAPPED  # nobody breaks lines that late: each line is a paragraph
    groups: list[Group] = [first] if first is not None else []
    stack: list[tuple[int, str]] = []  # open list levels: indentation, style of label
    before, last = first, first.lines[-1] if first is not None and first.lines else None
    for i, line in enumerate(lines):
        if i:
            before, last = groups[-1], lines[i - 1]
        label = line.label
        if before is not None and last is None:  # the item that the markup named
            before.lines.append(line)
            if label.bullet:
                before.bullet = True
            elif label.number:
                before.number = label.number
            continue
        if before is not None and last is not None and label.number is None and not label.bullet:
            if last.lone and before.kind is not BlockKind.TOC:
                before.lines.append(line)
                continue
            if _goes_on(line, before) and not whole:
                before.lines.append(line)
                continue
        if is_toc_line(line.text):
            groups.append(Group(BlockKind.TOC, [line], number=line.label.number))
            continue
        after = lines[i + 1] if i + 1 < len(lines) else None
        fresh = last is None or before is None or line.gap or before.kind is BlockKind.TOC
        fresh = fresh or (whole and last is not None and not last.text.endswith("\\\\"))  # TeX's forced line break
        if not fresh and last is not None and before is not None:
            if before.kind is BlockKind.HEADING:
                # a heading may run over two lines only where the second is no sentence
                fresh = True
            else:
                fresh = _begins(line, last, before, margin, wrapped)
        if not fresh and before is not None and last is not None:
            if is_heading(line, last, after, margin):
                groups.append(_heading(line))
                stack.clear()
            else:
                before.lines.append(line)
            continue
        if is_heading(line, None if line.gap else last, after, margin):
            groups.append(_heading(line))
            stack.clear()
        else:
            groups.append(_block(line, before, stack, last))
            if whole and before is not None and _is_unmarked_item(line, before):
                groups[-1].kind, groups[-1].level = BlockKind.LIST_ITEM, 1
    return groups


def _goes_on(line: Line, before: Group) -> bool:
    """Whether a line without a label, as most lines of a paragraph, cannot but go on with the block before."""
    if line.gap or before.kind is BlockKind.HEADING or before.kind is BlockKind.TOC:
        return False
    return line.text[:1].islower() and not is_toc_line(line.text)


def _is_unmarked_item(line: Line, before: Group) -> bool:
    """Whether a paragraph is one of those that a list left behind when its bullets were lost."""
    if line.label.number is not None:
        return False
    text = before.lines[-1].text
    if before.kind is BlockKind.LIST_ITEM and not before.bullet:
        return text.endswith((";", ",", "; eller", "; och", "; samt"))
    return text.endswith(":") and (line.text[:1].islower() or line.text.endswith(";"))


def _margin(lines: Sequence[Line]) -> int:
    """The width of the text block in characters: the ninth decile of the lines' lengths."""
    widths = sorted([line.indent + (line.raw_length or len(line.text)) for line in lines])
    return widths[len(widths) * 9 // 10] if widths else 0


def _short(line: Line, after: Line, margin: int) -> bool:
    """Whether the next line's first word would have fitted on this line, with plenty to spare."""
    word = after.text.split(" ", 1)[0]
    return line.indent + (line.raw_length or len(line.text)) + 1 + len(word) < 0.8 * margin


def _begins(line: Line, last: Line, before: Group, margin: int, wrapped: bool) -> bool:
    """Whether a line without a blank line before it begins a block of its own."""
    label = line.label
    if label.bullet:
        return True
    if label.number is not None:
        if label.kind == "section" or line.strong:
            return last.text.endswith(_SENTENCE_END) or _short(last, line, margin)
        ended = last.text.endswith((*_SENTENCE_END, ",")) or _AND_END.search(last.text)
        return bool(ended) or _short(last, line, margin) or _follows(before.number, label.number)
    if _KEY.match(line.text) and (_KEY.match(before.lines[0].text) or _short(last, line, margin)):
        return True
    if _KEY.match(before.lines[0].text) and len(before.lines) == 1 and _short(last, line, margin):
        return line.text[:1].isupper()
    if wrapped and last.text.endswith((".", ":", "!", "?")) and line.text[:1].isupper():
        return _short(last, line, margin) or line.indent > last.indent + 1
    return last.text.endswith(":") and line.text[:1].isupper() and _short(last, line, margin)


def _follows(before: str | None, number: str) -> bool:
    """Whether `number` is the next after `before`: "3" and "4", "4.2" and "4.3", "a" and "b"."""
    if not before:
        return False
    *head, tail = before.split(".")
    *other, last = number.split(".")
    if head != other:
        return False
    if tail.isdigit() and last.isdigit():
        return int(last) == int(tail) + 1
    return len(tail) == len(last) == 1 and ord(last) == ord(tail) + 1


def is_heading(line: Line, last: Line | None, after: Line | None, margin: int) -> bool:
    """Whether a line without heading markup is a heading: short, no sentence, with text under it."""
    if after is None or line.label.bullet or len(line.text) - line.label.body > _HEADING_LENGTH:
        return False
    text = line.text[line.label.body :] if line.label.number is not None else line.text
    if not text or len(text) > _HEADING_LENGTH or line.lone:
        return False
    if line.label.number is not None and line.text[len(line.label.number) :][:1] == ")":
        return False
    if not (text[0].isupper() or (text[0] in '”"(' and any(c.isalpha() for c in text))):
        return False
    if text.endswith((".", ",", ";", ":", "!", "-", "–", "@")) and not (line.strong and text.endswith((".", ":"))):
        return False
    if line.strong and not _FINITE.search(text):
        return True
    if text.count(",") > 1 or (text.endswith(_HANGING) and _HANGING_END.search(text)):
        return False
    if last is not None and not (last.text.endswith((".", ":", "!", "?")) or _short(last, line, margin)):
        return False
    if not (after.text[:1].isupper() or after.label.number is not None or after.label.bullet):
        return False
    if len(text.split()) > 10 or _KEY.match(line.text) or _FINITE.search(text):
        return False
    if line.label.number is not None and line.label.number[0].isalpha() and "." in line.label.number:
        return True  # "AFC.51 Vite": the building trade numbers headings alone
    if line.label.number is not None and after.label.number is not None:
        # one of several short numbered lines is a list item, unless the next is a part of it ("3" and "3.1")
        return after.label.depth > line.label.depth
    if line.label.number is not None:
        return line.label.kind != "letter" and (after.gap or _short(line, after, margin))
    return after.gap or after.label.number is not None or after.label.bullet or _short(line, after, margin)


def _heading(line: Line) -> Group:
    label = line.label
    level = PSEUDO_LEVEL if label.number is None or label.kind == "letter" else min(label.depth, PSEUDO_LEVEL)
    return Group(BlockKind.HEADING, [line], level, label.number)


def _block(line: Line, before: Group | None, stack: list[tuple[int, str]], last: Line | None) -> Group:
    label = line.label
    if not label.bullet and label.number is None:
        # an indented line under a list item belongs to it
        if stack and line.gap and line.indent > stack[-1][0] and before and before.kind is BlockKind.LIST_ITEM:
            return Group(BlockKind.LIST_ITEM, [line], len(stack) + 1)
        stack.clear()
        return Group(BlockKind.PARAGRAPH, [line])
    style = label.kind if not label.bullet else line.text[:1]
    listed = label.bullet or label.kind == "letter" or (label.kind == "number" and label.depth == 1)
    if label.kind == "number" and not (
        line.text[len(label.number or "") :][:1] == ")"
        or (stack and any(s == style for _, s in stack))
        or (last is not None and last.text.endswith(":"))
    ):
        listed = False
    if not listed:
        stack.clear()
        return Group(BlockKind.PARAGRAPH, [line], number=label.number)
    lead = last is not None and last.text.endswith(":")
    while stack and stack[-1] != (line.indent, style):
        indent, other = stack[-1]
        if indent < line.indent or (indent == line.indent and lead and all(s != style for _, s in stack)):
            break
        under = label.bullet and other in ("number", "letter") and not line.gap
        if under and indent == line.indent and all(s != style for _, s in stack):
            break  # a bullet flush with the numbered item that it stands under
        stack.pop()
    if not stack or stack[-1] != (line.indent, style):
        stack.append((line.indent, style))
    return Group(BlockKind.LIST_ITEM, [line], len(stack), label.number, label.bullet)
