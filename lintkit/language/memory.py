"""Answers that depend on a short text alone, kept for when the same text is met again; knows nothing of questions.

Archives repeat themselves: in one municipality's 1,140 routines three paragraphs of five have stood before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

#: Answers kept for each question; the oldest go first.
MOST = 1 << 15
#: Longer texts, in characters, seldom come twice and would cost memory.
LONGEST = 1500


class Known(dict[str, T]):
    """Answers by text, the latest MOST: looking one up is a dictionary's own work and no function of ours."""

    def __init__(self, ask: Callable[[str], T]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, text: str) -> T:
        answer = self._ask(text)
        if len(text) <= LONGEST:
            if len(self) >= MOST:
                for old in list(islice(self, MOST // 4)):
                    self.pop(old, None)  # a thread beside may have been here
            self[text] = answer
        return answer


def remembered(ask: Callable[..., T]) -> Callable[..., T]:
    """A function of a text (and of more that is hashable) with answers that nobody changes, which keeps its answers."""
    if ask.__code__.co_argcount == 1:
        alone: Callable[..., T] = Known(ask).__getitem__
        return alone
    known = lru_cache(maxsize=MOST)(ask)

    @wraps(ask)
    def answer(text: str, *more: object) -> T:
        return known(text, *more) if len(text) <= LONGEST else ask(text, *more)

    return answer


def holds(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Whether a pattern matches anywhere in a text, remembered."""

    def ask(text: str) -> bool:
        return pattern.search(text) is not None

    return remembered(ask)
