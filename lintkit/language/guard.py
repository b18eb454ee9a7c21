"""What a pattern cannot do without: literal words, one of which every match contains; judges no text by itself.

Looking for a plain word is a hundred times cheaper than trying a pattern with alternatives at every character. A
document that holds none of the words cannot match, nor can any part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# The parser is the standard library's own; nothing else knows its syntax. Python 3.11–3.13 have it at this place.
from re import _constants as _c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from lintkit import lazy

#: Shorter words than this are in every text.
_SHORTEST = 3
#: More words than this cost as much as the pattern.
_MOST = 60


@lru_cache(maxsize=4096)
def _needs(expression: str, flags: int) -> tuple[str, ...]:
    parsed = _parser.parse(expression, flags)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    found = _required(parsed)
    if found is None or len(found) > _MOST or min(map(len, found)) < _SHORTEST:
        return ()
    # A word that holds another adds nothing: where it stands, the other stands too.
    return tuple(sorted(w for w in found if not any(o != w and o in w for o in found)))


def needs(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Words of which at least one stands in every match of the pattern; empty where nothing can be said."""
    return _needs(pattern.pattern, lazy.flags(pattern))


def _required(items: Iterable[Any]) -> frozenset[str] | None:
    """The best set of words for a sequence: the one whose shortest word is longest."""
    best: frozenset[str] | None = None
    run = ""
    for op, value in [*items, (None, None)]:
        if op is _c.LITERAL:
            run += chr(value)
            continue
        best = _better(best, frozenset([run]) if run else None)
        run = ""
        if op is _c.BRANCH:
            best = _better(best, _either(value[1]))
        elif op is _c.SUBPATTERN:
            if not value[1] & re.IGNORECASE:
                best = _better(best, _required(value[3]))
        elif op in (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT):
            if value[0] >= 1:
                best = _better(best, _required(value[2]))
        elif op is _c.ATOMIC_GROUP:
            best = _better(best, _required(value))
    return best


def _either(branches: Iterable[Any]) -> frozenset[str] | None:
    out: set[str] = set()
    for branch in branches:
        found = _required(branch)
        if found is None:
            return None
        out |= found
    return frozenset(out)


def _better(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    if a is None or b is None:
        return a if b is None else b
    return max(a, b, key=lambda words: (min(min(map(len, words)), 6), -len(words)))
