"""The normalised reading of source text and the exact map back; knows characters, not formats or grammar."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

#: Words that stand after a suspended hyphen ("hälso- och sjukvård"): the hyphen belongs to the text.
_SUSPENDED = r"(?:och|eller|samt|respektive|resp|till|som|men|än|utan|både|alternativt)\b"

_EVENT = re.compile(
    # a word broken at a line end, or by a converter that left "med- dela" behind
    rf"(?P<hyphen>(?<=[^\W\d_])(?:-[^\S\n]*\n\s*|-[ ]|\x02\s*)(?!{_SUSPENDED})(?=[a-zåäöé]))"
    # characters that are invisible in print, and control characters
    r"|(?P<drop>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+)"
    # any white space other than one ordinary space
    r"|(?P<space>[^\S ]\s*| \s+)"
    # decomposed letters (base letter + combining marks) and compatibility ligatures
    r"|(?P<compose>\w[\u0300-\u036f]+)"
    r"|(?P<ligature>[\ufb00-\ufb04])"
)


class Edit(NamedTuple):
    """One change a reader asks for between source and plain text.

    `start`/`end` are source offsets. `kind` "drop" removes the range, "replace" puts `text` in its place,
    "mask" keeps it readable but keeps matching out of it (code, addresses).
    """

    start: int
    end: int
    kind: Literal["drop", "replace", "mask"]
    text: str = ""


class Piece(NamedTuple):
    """A stretch of plain text from one stretch of source; `exact` when character i maps to character i."""

    text: str
    start: int
    end: int
    exact: bool


def pieces(source: str, start: int, end: int, edits: Sequence[Edit] = ()) -> list[Piece]:
    """Normalise `source[start:end]`: soft hyphens and zero-width characters away, white space to one space,
    words broken over line ends joined, letters composed (NFC), `edits` applied.

    Leading and trailing white space is left out. Linear in the length of the range.
    """
    out: list[Piece] = []
    if not edits:
        _normalise(source, start, end, out)
        return _tidy(out)
    # Edits are applied first, so that a phrase held together by markup ("**vid** behov") reads as one;
    # events that straddle an edit (a space on both sides of dropped markup) are collapsed by _tidy.
    at = start
    for edit in sorted(edits):
        if edit.start < at or edit.end > end:
            continue
        if edit.start > at:
            _normalise(source, at, edit.start, out)
        if edit.kind == "replace" and edit.text:
            out.append(Piece(edit.text, edit.start, edit.end, False))
        elif edit.kind == "mask":
            _normalise(source, edit.start, edit.end, out)
        at = edit.end
    if at < end:
        _normalise(source, at, end, out)
    return _tidy(out)


def _normalise(source: str, start: int, end: int, out: list[Piece]) -> None:
    at = start
    for match in _EVENT.finditer(source, start, end):
        a, b = match.span()
        if a > at:
            out.append(Piece(source[at:a], at, a, True))
        kind = match.lastgroup
        if kind == "hyphen":
            before = source[a - 1]
            if before.isupper():  # "LSS-\nboende" keeps its hyphen
                out.append(Piece("-", a, b, False))
        elif kind == "space":
            out.append(Piece(" ", a, b, b - a == 1))
        elif kind in ("compose", "ligature"):
            composed = unicodedata.normalize("NFC" if kind == "compose" else "NFKC", match[0])
            out.append(Piece(composed, a, b, False))
        at = b
    if at < end:
        out.append(Piece(source[at:end], at, end, True))


def _tidy(parts: list[Piece]) -> list[Piece]:
    """Drop white space at both ends and where two pieces would give two spaces in a row."""
    out: list[Piece] = []
    for part in parts:
        text, a, b, exact = part
        if text.startswith(" ") and (not out or out[-1].text.endswith(" ")):
            text = text[1:]
            if not text:
                continue
            a = a + 1 if exact else a
        if text:
            out.append(Piece(text, a, b, exact))
    while out and out[-1].text.endswith(" "):
        last = out.pop()
        if len(last.text) > 1:
            out.append(Piece(last.text[:-1], last.start, last.end - 1 if last.exact else last.end, last.exact))
            break
    return out


@dataclass(frozen=True, slots=True)
class Plain:
    """Normalised text of a whole document and its map to the source.

    `text` holds the blocks' normalised texts, each followed by a line feed. `masked` are ranges of `text`
    that must not be matched. Offsets are code points.
    """

    text: str
    masked: tuple[tuple[int, int], ...]
    _at: tuple[int, ...]
    _pieces: tuple[tuple[int, int, bool], ...]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Source range of the non-empty plain range; ValueError outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"tomt eller ogiltigt område {start}–{end} i en text på {len(self.text)} tecken")
        i = bisect_right(self._at, start) - 1
        a, _, exact = self._pieces[i]
        first = a + start - self._at[i] if exact else a
        j = bisect_right(self._at, end - 1) - 1
        a, b, exact = self._pieces[j]
        return first, a + end - self._at[j] if exact else b

    def from_source(self, start: int, end: int) -> tuple[int, int] | None:
        """Smallest plain range that covers every plain character read from the source range, or None."""
        first = last = None
        # Linear on purpose: pieces need not be in source order (notes), and only suppressions and tests ask.
        for i, (a, b, exact) in enumerate(self._pieces):
            if a >= end or b <= start:
                continue
            length = (self._at[i + 1] if i + 1 < len(self._at) else len(self.text)) - self._at[i]
            p = self._at[i] + (max(start - a, 0) if exact else 0)
            q = self._at[i] + (min(end - a, length) if exact else length)
            if p < q:
                first = p if first is None else min(first, p)
                last = q if last is None else max(last, q)
        return None if first is None or last is None else (first, last)

    def is_masked(self, start: int, end: int) -> bool:
        """Whether any of the plain range is masked."""
        i = bisect_right(self.masked, (start, len(self.text))) - 1
        if i >= 0 and self.masked[i][1] > start:
            return True
        return i + 1 < len(self.masked) and self.masked[i + 1][0] < end


class PlainBuilder:
    """Collects blocks' pieces into one Plain. Private to the assembling of documents."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._at: list[int] = []
        self._pieces: list[tuple[int, int, bool]] = []
        self._masked: list[tuple[int, int]] = []
        self._length = 0

    def add(self, block: Iterable[Piece], end: int, masks: Sequence[tuple[int, int]] = ()) -> tuple[int, int]:
        """Append one block and the line feed after it (mapped to source offset `end`); its plain range."""
        first = self._length
        for text, a, b, exact in block:
            self._at.append(self._length)
            self._pieces.append((a, b, exact))
            self._texts.append(text)
            for m, n in masks:
                if a < n and m < b:
                    p = self._length + (max(m - a, 0) if exact else 0)
                    q = self._length + (min(n - a, len(text)) if exact else len(text))
                    self._masked.append((p, q))
            self._length += len(text)
        last = self._length
        self._at.append(self._length)
        self._pieces.append((end, end, False))
        self._texts.append("\n")
        self._length += 1
        return first, last

    def build(self) -> Plain:
        return Plain("".join(self._texts), tuple(sorted(self._masked)), tuple(self._at), tuple(self._pieces))
