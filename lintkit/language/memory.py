"""Answers that depend on a short text alone, kept for when the same text is met again; knows nothing of questions.

Archives repeat themselves: in one municipality's 1,140 routines three paragraphs of five have stood before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")

#: Answers kept for each question; those not asked for longest go first.
MOST = 1 << 15
#: Longer texts, in characters, seldom come twice and would cost memory.
LONGEST = 1500


def remembered(ask: Callable[..., T]) -> Callable[..., T]:
    """A function of a text (and of more that is hashable) with answers that nobody changes, which keeps its answers."""
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
