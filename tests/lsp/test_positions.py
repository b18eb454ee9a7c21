"""Positions count UTF-16 units and lines, and lead back to the offsets that they were made of."""

from __future__ import annotations

import pytest

pytest.importorskip("lsprotocol", reason="språkservern (extra lsp) är inte installerad")

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position

from lintkit.lsp.positions import Lines


@given(st.text(alphabet=st.sampled_from("aå\n\r 𝄞é\u2028"), max_size=40), st.integers(0, 40))
def test_there_and_back(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    lines = Lines(text)
    position = lines.position(offset)
    if text[max(offset - 1, 0) : offset + 1] == "\r\n" or (
        offset < len(text) and text[offset] == "\n" and text[:offset].endswith("\r")
    ):
        return  # between the two characters of one line end there is no position
    assert lines.offset(position) == offset


def test_characters_outside_the_basic_plane_take_two_units() -> None:
    assert Lines("𝄞 snarast").position(2) == Position(0, 3)
    assert Lines("a\r\nb\rc\nd").position(7) == Position(3, 0)


@pytest.mark.parametrize(
    ("position", "offset"), [(Position(0, 99), 1), (Position(9, 0), 4), (Position(1, 99), 4), (Position(1, 0), 2)]
)
def test_places_outside_the_text(position: Position, offset: int) -> None:
    assert Lines("a\nbc").offset(position) == offset
