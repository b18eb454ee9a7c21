"""Blocks in marked-up source: gathers ranges, edits, labels and silencing comments for HTML and XML."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from lintkit.document import BlockKind, Comment, Draft
from lintkit.plain import Edit, pieces
from lintkit.read.decode import decode
from lintkit.read.labels import Label, split_label
from lintkit.read.markup import references

_WORD = re.compile(r"\S")

#: How many characters of a block's source are looked at for a label.
_LABEL_WINDOW = 600


def decode_declared(data: bytes, declaration: re.Pattern[bytes]) -> str:
    """The text of a file that may name its own encoding; `declaration` finds the name in its first bytes.

    A name is believed only where the bytes are not UTF-8: pages often name an encoding they once had.
    Raises ReadError for what is no text.
    """
    text = decode(data)
    named = declaration.search(data[:4096])
    if named is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return text
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        name = named[1].decode("ascii", "replace").lower()
        # ISO 8859-1 on the web means Windows-1252 (Encoding Standard, 4.2)
        name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name
        try:
            if name not in ("utf-8", "utf8") and codecs.lookup(name)._is_text_encoding:
                return data.decode(name, errors="replace")
        except (LookupError, UnicodeError):
            pass
    return text


class Flow:
    """The open block and the finished drafts of one source.

    `finish` turns (start, end, edits) of a block into a Draft when the block ends.
    """

    def __init__(self, source: str, finish: Callable[[int, int, list[Edit]], Draft | None]) -> None:
        self.source = source
        self.drafts: list[Draft] = []
        self._finish = finish
        self._start = -1
        self._end = -1
        self._edits: list[Edit] = []
        self._notes: list[tuple[int, int, str]] = []
        self._held: list[tuple[int, int, list[Edit]]] = []

    @property
    def is_open(self) -> bool:
        """Whether words have been met since the last block ended."""
        return self._start >= 0

    def text(self, start: int, end: int, *, raw: bool = False, mask: bool = False) -> None:
        """Visible text. `raw` text holds no character references; `mask` keeps it out of matching."""
        first = _WORD.search(self.source, start, end)
        if first is None:
            return
        if self._start < 0:
            self._start = start = first.start()
        last = end
        while self.source[last - 1].isspace():
            last -= 1
        self._end = last
        if mask:
            self._edits.append(Edit(start, last, "mask"))
        elif not raw:
            for a, b, text in references(self.source, start, last):
                self._edits.append(Edit(a, b, "replace" if text else "drop", text))

    def cut(self, start: int, end: int, text: str = "") -> None:
        """Markup or left-out text inside a block; `text` (a space) stands in its place."""
        if self._start >= 0:
            self._edits.append(Edit(start, end, "replace" if text else "drop", text))

    def close(self) -> None:
        """End the open block, if any."""
        if self._start < 0:
            return
        start, end = self._start, self._end
        edits = [edit for edit in self._edits if edit.end <= end]
        self._start = -1
        self._edits = []
        draft = self._finish(start, end, edits)
        if draft is not None:
            self.drafts.append(draft)

    def hold(self) -> None:
        """Set the open block aside while something that stands in its middle is read."""
        self._held.append((self._start, self._end, self._edits))
        self._start, self._edits = -1, []

    def resume(self, start: int, end: int) -> None:
        """Go on with the block set aside, without the source range just read."""
        self._start, self._end, self._edits = self._held.pop()
        self.cut(start, end)

    def comment(self, start: int, end: int) -> None:
        """A comment in the source; kept when it speaks to lintkit."""
        text = self.source[start:end].removeprefix("<!--").removesuffix("-->").strip()
        if text.startswith("lintkit:"):
            self._notes.append((start, end, text))

    def comments(self) -> list[Comment]:
        """Each kept comment on the block it stands in, ends the line of, or comes before; between two blocks on one
        line, as in a page without line breaks, on both.
        """
        blocks = sorted((draft.start, draft.end) for draft in self.drafts if draft.end > draft.start)
        starts = [start for start, _ in blocks]
        out = []
        for start, end, text in self._notes:
            after = bisect_right(starts, start)
            where = (start, end)
            line = after - 1 if after else -1
            if line >= 0 and blocks[line][1] > start:
                where = blocks[line]
            elif line >= 0 and "\n" not in self.source[blocks[line][1] : start]:
                follows = after < len(blocks) and "\n" not in self.source[end : blocks[after][0]]
                where = (blocks[line][0], blocks[after if follows else line][1])
            elif after < len(blocks):
                where = blocks[after]
            out.append(Comment(text, "", *where))
        return out

    def words(self, start: int, end: int, edits: Sequence[Edit]) -> str:
        """The normalised words of a source range."""
        return "".join(piece.text for piece in pieces(self.source, start, end, edits))

    def label(self, draft: Draft) -> Label:
        """Set the draft's number and body from a label typed in its text; the label found."""
        window = min(draft.end, draft.start + _LABEL_WINDOW)
        found = pieces(self.source, draft.start, window, [e for e in draft.edits if e.end <= window])
        label = split_label("".join(piece.text for piece in found))
        if label.number is None and not label.bullet:
            return label
        draft.number = label.number
        at = 0
        for piece in found:
            if at + len(piece.text) > label.body:
                draft.body = piece.start + (label.body - at if piece.exact else 0)
                break
            at += len(piece.text)
        return label


def typed_item(draft: Draft, label: Label) -> None:
    """Make a paragraph that opens with a letter or a bullet typed by hand a list item."""
    if draft.kind is BlockKind.PARAGRAPH and label.kind in ("bullet", "letter"):
        draft.kind, draft.level, draft.bullet = BlockKind.LIST_ITEM, 1, label.bullet
