"""What is kept of texts: each made once while it is held, the characters bounded, the oldest first to go."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lintkit.read.memory import Memory


def test_a_text_met_again_is_not_made_anew() -> None:
    made: list[str] = []
    memory: Memory[int] = Memory(10)

    def make(text: str) -> int:
        made.append(text)
        return len(text)

    for text in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb"):
        assert memory.recall(text, make) == 4
    assert made == ["aaaa", "bbbb", "cccc", "bbbb"]  # "bbbb" was asked for longest ago when "cccc" came


def test_a_longer_text_than_all_that_is_kept_drives_nothing_out() -> None:
    made: list[str] = []
    memory: Memory[int] = Memory(4)

    def make(text: str) -> int:
        made.append(text)
        return len(text)

    for text in ("abcd", "abcde", "abcd", "abcde"):
        memory.recall(text, make)
    assert made == ["abcd", "abcde", "abcde"]


@given(st.lists(st.text("ab", max_size=6), max_size=30), st.integers(0, 12))
def test_the_characters_are_bounded(texts: list[str], most: int) -> None:
    memory: Memory[str] = Memory(most)
    for text in texts:
        assert memory.recall(text, str.upper) == text.upper()
        assert sum(map(len, memory._known)) == memory._held <= most
