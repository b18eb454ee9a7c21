"""Remembered answers are the answers, whatever the text's length and whatever else is asked."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lintkit.language.analysis import ranges
from lintkit.language.memory import LONGEST, holds, remembered
from lintkit.language.sentences import split
from lintkit.rules.match import Matcher
from lintkit.rules.phrase import compile_phrase


def test_an_answer_is_worked_out_once_for_each_question() -> None:
    asked = []

    @remembered
    def length(text: str, more: int = 0) -> int:
        asked.append((text, more))
        return len(text) + more

    assert [length("ab"), length("ab"), length("ab", 1), length("ab", 1)] == [2, 2, 3, 3]
    assert asked == [("ab", 0), ("ab", 1)]


def test_long_texts_are_not_kept() -> None:
    asked = []
    ask = remembered(lambda text: asked.append(text) or len(text))
    long = "a" * (LONGEST + 1)
    assert ask(long) == ask(long) == LONGEST + 1
    assert len(asked) == 2


@given(st.text(alphabet="ab. \nÅ1", max_size=60))
def test_remembered_answers_are_the_same(text: str) -> None:
    pattern = re.compile(r"(?<!\w)a+b")
    assert holds(pattern)(text) is (pattern.search(text) is not None)
    assert ranges(text) == ranges(text) == tuple(split(text))


words = st.sampled_from(["snarast", "skäligen", "vid behov", "handlingsplan", "ska", "inte", ".", "5", "§"])


@given(st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=6))
def test_phrases_are_found_by_block_as_in_the_whole_text(blocks: list[str]) -> None:
    phrases = [compile_phrase(p) for p in ("snarast", "vid behov", "~plan:n2", "ska ...2 snarast")]
    text = "\n".join(blocks)
    starts = [sum(len(b) + 1 for b in blocks[:i]) for i in range(len(blocks))]

    def sentence(offset: int) -> tuple[int, int]:
        index = max(i for i, at in enumerate(starts) if at <= offset)
        own = [(starts[index] + a, starts[index] + b) for a, b in split(blocks[index])]
        return [pair for pair in own if pair[0] <= offset][-1]

    def never(start: int, end: int) -> bool:
        return False

    whole = Matcher(enumerate(phrases)).find(text, never, sentence)
    by_block = Matcher(enumerate(phrases))
    given_blocks = list(zip(starts, blocks, strict=True))
    assert by_block.find_in_blocks(given_blocks, never) == whole
    assert by_block.find_in_blocks(given_blocks, never) == whole  # now from memory
