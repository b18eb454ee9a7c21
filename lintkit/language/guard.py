"""What a pattern cannot do without: literal words, one of which every match contains; judges no text by itself.

Looking for a plain word is a hundred times cheaper than trying a pattern with alternatives at every character. A
document that holds none of the words cannot match, nor can any part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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

#: Letters that case-insensitive patterns take for others, and the sign that is long enough to be a stem.
_AS = {"ſ": "s", "ı": "i", "§": "§§"}
_DIGIT = frozenset({(_c.CATEGORY, _c.CATEGORY_DIGIT)})

#: One item of a parsed expression as the character that it always matches, or "".
_Reader = Callable[[Any, Any], str]


@lru_cache(maxsize=4096)
def _needs(expression: str, flags: int) -> tuple[str, ...]:
    parsed = _parser.parse(expression, flags)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    found = _required(parsed, _literal, str)
    if found is None or len(found) > _MOST or min(map(len, found)) < _SHORTEST:
        return ()
    # A word that holds another adds nothing: where it stands, the other stands too.
    return tuple(sorted(w for w in found if not any(o != w and o in w for o in found)))


def needs(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Words of which at least one stands in every match of the pattern; empty where nothing can be said."""
    return _needs(pattern.pattern, lazy.flags(pattern))


def fold(text: str) -> str:
    """Text as `stems` are written: lower case, every digit 0, and a paragraph sign as long as a short word."""
    low = text.lower()
    if low.isalpha() and not ("ſ" in low or "ı" in low):
        return low
    return "".join("0" if c.isdecimal() else _AS.get(c, c) for c in low)


@lru_cache(maxsize=4096)
def _stems(expression: str, flags: int) -> tuple[str, ...]:
    found = _required(_parser.parse(expression, flags), _any_case, _longest_run)
    if found is None or min(map(len, found)) < _SHORTEST_STEM:
        return ()
    return tuple(sorted(w for w in found if not any(o != w and o in w for o in found)))


#: A stem of two characters still tells few words from all others.
_SHORTEST_STEM = 2


def stems(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Runs of word characters, folded, of which at least one stands within a word of every match's folded text; empty
    where nothing can be said.
    """
    return _stems(pattern.pattern, lazy.flags(pattern))


def _literal(op: Any, value: Any) -> str:
    return chr(value) if op is _c.LITERAL else ""


def _any_case(op: Any, value: Any) -> str:
    if op is _c.LITERAL:
        return fold(chr(value))
    if op is _c.IN:
        if all(item in _DIGIT or (item[0] is _c.LITERAL and chr(item[1]).isdecimal()) for item in value):
            return "0"
        options = {fold(chr(item[1])) if item[0] is _c.LITERAL else "" for item in value}
        return options.pop() if len(options) == 1 else ""
    return ""


def _longest_run(words: str) -> str:
    """The longest word or run of paragraph signs: it stands within one of a text."""
    return max(_RUN.findall(words), key=len, default="")


_RUN = re.compile(r"\w+|§+")


def _required(items: Iterable[Any], read: _Reader, part: Callable[[str], str]) -> frozenset[str] | None:
    """The best set of words for a sequence: the one whose shortest word is longest. `part` is what is kept of a run of
    characters.
    """
    best: frozenset[str] | None = None
    run = ""
    for op, value in [*items, (None, None)]:
        if character := read(op, value):
            run += character
            continue
        if op in _REPEATS and value[0] >= 1 and len(value[2]) == 1 and (character := read(*value[2][0])):
            # "\\d{4}": the least number of characters, and what follows may be more of them
            best = _better(best, _whole(run + character * min(value[0], 8), part))
            run = character * min(value[0], 8) if value[0] == value[1] <= 8 else ""
            continue
        best = _better(best, _whole(run, part))
        run = ""
        if op is _c.BRANCH:
            best = _better(best, _either(value[1], read, part))
        elif op is _c.SUBPATTERN:
            best = _better(
                best, _required(value[3], read, part) if read is _any_case or not value[1] & re.IGNORECASE else None
            )
        elif op in _REPEATS:
            if value[0] >= 1:
                best = _better(best, _required(value[2], read, part))
        elif op is _c.ATOMIC_GROUP:
            best = _better(best, _required(value, read, part))
    return best


_REPEATS = (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT)


def _whole(run: str, part: Callable[[str], str]) -> frozenset[str] | None:
    kept = part(run)
    return frozenset([kept]) if kept else None


def _either(branches: Iterable[Any], read: _Reader, part: Callable[[str], str]) -> frozenset[str] | None:
    out: set[str] = set()
    for branch in branches:
        found = _required(branch, read, part)
        if found is None:
            return None
        out |= found
    return frozenset(out)


def _better(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    if a is None or b is None:
        return a if b is None else b
    return max(a, b, key=lambda words: (min(min(map(len, words)), 6), -len(words)))
