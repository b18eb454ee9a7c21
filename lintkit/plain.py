"""The normalised reading of source text and the exact map back; knows characters, not formats or grammar."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lintkit import lazy

#: Words that stand after a suspended hyphen ("hälso- och sjukvård"): the hyphen belongs to the text.
_SUSPENDED = r"(?:och|eller|samt|respektive|resp|till|som|men|än|utan|både|alternativt)\b"


#: A hyphen with which a word is broken at a line end, or by a converter that left "med- dela" behind.
_LINE_HYPHEN = r"-[^\S\n]*\n\s*|-[ ]"
_WORD_GOES_ON = rf"(?!{_SUSPENDED})(?=[a-zåäöé])"

_HYPHEN = lazy.compile(rf"(?<=[^\W\d_])(?:{_LINE_HYPHEN}){_WORD_GOES_ON}")

_EVENT = lazy.compile(
    # a broken word, with a hyphen that converters and typesetters write otherwise too
    rf"(?P<hyphen>(?<=[^\W\d_])(?:{_LINE_HYPHEN}|\x02\s*|\u00ad\s+){_WORD_GOES_ON})"
    # characters that are invisible in print, and control characters
    r"|(?P<drop>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+)"
    # any white space other than one ordinary space
    r"|(?P<space>[^\S ]\s*| \s+)"
    # decomposed letters (base letter + combining marks) and compatibility ligatures
    r"|(?P<compose>\w[\u0300-\u036f]+)"
    r"|(?P<ligature>[\ufb00-\ufb04])"
)


#: What the plain text has otherwise than the source, white space of one character aside. Seldom there, and
#: sought in a fraction of the time that the whole of _EVENT takes.
_SUSPECT = lazy.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufb00-\ufb04\ufeff]"
)

#: White space of more than one character, and a hyphen that may be a line's, in a text of `_spaced`.
_RUN = re.compile("  +")
_TROUBLE = lazy.compile(r"- +(?=[a-zåäöé])|  +")


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
        written = source[start:end]
        spaced = _spaced(written.strip())
        if not _SUSPECT.search(spaced):
            return _settle(spaced, source, start + len(written) - len(written.lstrip()), end)
        _normalise(source, start, end, out)
    else:
        _normalise_edited(source, start, end, edits, out)
    return _tidy(out)


def _spaced(text: str) -> str:
    """The text with a space for each white-space character that stands in documents by the thousand."""
    for space in "\n\t\r\xa0\v\f":
        if space in text:
            text = text.replace(space, " ")
    return text


def _settle(spaced: str, source: str, start: int, end: int) -> list[Piece]:
    """The pieces of a text of `_spaced` that stands at `start`, without anything for `_SUSPECT`: runs of white space
    and words broken at line ends alone are in the way."""
    out: list[Piece] = []
    at = 0
    for trouble in _TROUBLE.finditer(spaced) if _is_unsettled(spaced) else ():
        a, b = trouble.span()
        text = " "
        if spaced[a] == "-":
            if _HYPHEN.match(source, start + a, end):
                text = "-" if spaced[a - 1].isupper() else ""  # "LSS-\nboende" keeps its hyphen
            else:
                a += 1
                if b - a == 1:
                    continue
        out.append(Piece(spaced[at:a], start + at, start + a, True))
        if text:
            out.append(Piece(text, start + a, start + b, False))
        at = b
    if spaced:
        out.append(Piece(spaced[at:], start + at, start + len(spaced), True))
    return out


def _is_unsettled(spaced: str) -> bool:
    """Whether a text of `_spaced` may hold what `_TROUBLE` finds."""
    return "  " in spaced or "- " in spaced


def _normalise(source: str, start: int, end: int, out: list[Piece]) -> None:
    at = start
    for match in _EVENT.finditer(source, start, end):
        a, b = match.span()
        if a > at:
            out.append(Piece(source[at:a], at, a, True))
        text = _outcome(match, source)
        if text:
            out.append(Piece(text, a, b, match.lastgroup == "space" and b - a == 1))
        at = b
    if at < end:
        out.append(Piece(source[at:end], at, end, True))


def _outcome(match: re.Match[str], text: str) -> str:
    """What stands in the normalised text instead of an event."""
    kind = match.lastgroup
    if kind == "hyphen":
        return "-" if text[match.start() - 1].isupper() else ""  # "LSS-\nboende" keeps its hyphen
    if kind == "space":
        return " "
    if kind == "drop":
        return ""
    return unicodedata.normalize("NFC" if kind == "compose" else "NFKC", match[0])


def _normalise_edited(source: str, start: int, end: int, edits: Sequence[Edit], out: list[Piece]) -> None:
    """Apply the edits, then normalise the result as one string: a word broken over a line end is joined even
    when quotation marks or a running head stood between its halves."""
    texts: list[str] = []
    parts: list[tuple[int, int, int, bool]] = []  # offset in the edited text, source range, exact
    length = 0

    def put(text: str, a: int, b: int, exact: bool) -> None:
        nonlocal length
        if text:
            texts.append(text)
            parts.append((length, a, b, exact))
            length += len(text)

    at = start
    for edit in sorted(edits):
        if edit.start < at or edit.end > end:
            continue
        put(source[at : edit.start], at, edit.start, True)
        if edit.kind == "replace":
            put(edit.text, edit.start, edit.end, False)
        elif edit.kind == "mask":
            put(source[edit.start : edit.end], edit.start, edit.end, True)
        at = edit.end
    put(source[at:end], at, end, True)
    edited = "".join(texts)
    spaced = _spaced(edited)
    settled = "- " not in spaced and not _SUSPECT.search(spaced)
    edited = spaced if settled else edited
    ends = [part[0] for part in parts[1:]] + [length]
    k = 0  # part that holds the position worked at; only moves forward
    at = 0

    def copy(upto: int) -> None:
        nonlocal k, at
        while at < upto:
            while ends[k] <= at:
                k += 1
            offset, a, b, exact = parts[k]
            stop = min(upto, ends[k])
            if exact:
                out.append(Piece(edited[at:stop], a + at - offset, a + stop - offset, True))
            else:
                out.append(Piece(edited[at:stop], a, b, False))
            at = stop

    for match in (_RUN if settled else _EVENT).finditer(edited):
        copy(match.start())
        while ends[k] <= at:
            k += 1
        offset, a, b, exact = parts[k]
        first = a + at - offset if exact else a
        while ends[k] < match.end():
            k += 1
        offset, a, b, exact = parts[k]
        last = a + match.end() - offset if exact else b
        text = " " if settled else _outcome(match, edited)
        if text:
            out.append(Piece(text, first, last, match.lastgroup == "space" and last - first == 1))
        at = match.end()
    copy(length)


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


#: Characters. No word, address or row of leader dots is so long; patterns that begin anywhere in a word take time that
#: grows with the square of its length.
ENDLESS = 1_000
_ENDLESS = lazy.compile(rf"\S{{{ENDLESS},}}")
#: Stands for what is not text (Unicode's object replacement character).
NOT_TEXT = "\ufffc"


@dataclass(frozen=True, slots=True)
class Plain:
    """Normalised text of a whole document and its map to the source.

    `text` holds the blocks' normalised texts, each followed by a line feed; a run of over ENDLESS characters without
    space is as many replacement characters in it. `masked` are ranges of `text`
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
    """Collects the blocks of one source text into one Plain. Private to the assembling of documents."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._spaced = _spaced(source)
        self._suspect = _SUSPECT.search(source) is not None
        self._texts: list[str] = []
        self._at: list[int] = []
        self._pieces: list[tuple[int, int, bool]] = []
        self._masked: list[tuple[int, int]] = []
        self._length = 0
        #: Runs without space that were too long to be text.
        self.endless = 0

    @property
    def latest(self) -> str:
        """The text of the block added last."""
        return self._texts[-1]

    def add(
        self, start: int, end: int, edits: Sequence[Edit], masks: Sequence[tuple[int, int]], *, empty: bool
    ) -> tuple[int, int] | None:
        """Append the block at a source range and the line feed after it (mapped to `end`); its plain range.

        A block without words is left out and None, unless `empty`.
        """
        first = self._length
        simple = None if edits or masks else self._simple(start, end)
        if simple:
            last = first + len(simple)
            if len(simple) < end - start:
                start += end - start - len(self._spaced[start:end].lstrip())
            self._at.append(first)
            self._pieces.append((start, start + len(simple), True))
            self._texts.append(simple)
        else:
            block = pieces(self._source, start, end, edits)
            if not block and not empty:
                return None
            last = self._add_pieces(block, masks)
        self._at.append(last)
        self._pieces.append((end, end, False))
        if last - first >= ENDLESS:
            self._texts[-1], runs = _ENDLESS.subn(lambda run: NOT_TEXT * len(run[0]), self._texts[-1])
            self.endless += runs
        self._length = last + 1
        return first, last

    def _simple(self, start: int, end: int) -> str | None:
        """What `pieces` gives for a range where it does nothing but turn white space into spaces, else None."""
        text = self._spaced[start:end].strip()
        return None if _is_unsettled(text) or (self._suspect and _SUSPECT.search(text)) else text

    def _add_pieces(self, block: Sequence[Piece], masks: Sequence[tuple[int, int]]) -> int:
        at = self._length
        spans = _merged(masks) if masks else ()
        k = 0
        for text, a, b, exact in block:
            self._at.append(at)
            self._pieces.append((a, b, exact))
            while k < len(spans) and spans[k][1] <= a:
                k += 1
            j = k
            while j < len(spans) and spans[j][0] < b:
                m, n = spans[j]
                p = at + (max(m - a, 0) if exact else 0)
                q = at + (min(n - a, len(text)) if exact else len(text))
                self._masked.append((p, q))
                j += 1
            at += len(text)
        self._texts.append("".join([piece.text for piece in block]))
        return at

    def build(self) -> Plain:
        return Plain("\n".join([*self._texts, ""]), tuple(sorted(self._masked)), tuple(self._at), tuple(self._pieces))


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, overlapping ones as one."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(ranges):
        if out and a <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], b)
        elif a < b:
            out.append((a, b))
    return out
