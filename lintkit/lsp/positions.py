"""Offsets as the protocol counts them: lines from 0 and UTF-16 units in the line; knows nothing of findings."""

from __future__ import annotations

from bisect import bisect_right

from lsprotocol.types import Position, Range


def _units(text: str) -> int:
    """UTF-16 code units of a text: two for a character outside the basic plane."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


class Lines:
    """The lines of a text, for turning code point offsets into positions and back.

    A line ends as the protocol says, at a line feed, at a carriage return, or at the two together.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        starts, at, length = [0], 0, len(text)
        while at < length:
            char = text[at]
            at += 1
            if char == "\r" and text.startswith("\n", at):
                at += 1
            if char in "\r\n":
                starts.append(at)
        self._starts = starts

    def position(self, offset: int) -> Position:
        """The position of an offset; one outside the text is moved to its nearest end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        return Position(line, _units(self.text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> Range:
        """The range of a half-open stretch."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """The offset of a position; a place beyond the line or the text is moved to its end, as the protocol says."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        after = self._starts[position.line + 1] if position.line + 1 < len(self._starts) else len(self.text)
        line = self.text[start:after].rstrip("\r\n")
        units = 0
        for index, char in enumerate(line):
            if units >= position.character:
                return start + index
            units += 2 if ord(char) > 0xFFFF else 1
        return start + len(line)
