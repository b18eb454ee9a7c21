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

#: One item of a parsed expression as the one string that it always matches, or None.
_Reader = Callable[[Any, Any], str | None]
#: Most strings that a part of an expression is written out as.
_MOST_WRITTEN = 48
#: Stands for any character that belongs to no word, and for the edge of a text.
_EDGE = "\0"


@lru_cache(maxsize=4)  # both questions are as a rule asked of a pattern in turn
def _parsed(expression: str, flags: int) -> Any:
    return _parser.parse(expression, flags)


@lru_cache(maxsize=4096)
def _needs(expression: str, flags: int) -> tuple[str, ...]:
    parsed = _parsed(expression, flags)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    found = _required(parsed, _literal, _same)
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
    found = _required(_parsed(expression, flags), _any_case, _longest_run)
    if found is None or min(map(len, found)) < _SHORTEST_STEM:
        return ()
    return tuple(sorted(w for w in found if not any(o != w and o in w for o in found)))


#: Two characters, or a letter that begins or ends a word, still tell few words from all others.
_SHORTEST_STEM = 2


def stems(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Runs of word characters, folded, of which at least one stands in a word around every match, as `framed` writes
    words; empty where nothing can be said. "^" and "$" are the edges of the word.
    """
    return _stems(pattern.pattern, lazy.flags(pattern))


def framed(word: str) -> str:
    """A word as stems are looked for in it: folded, with its edges."""
    return f"^{fold(word)}$"


def _same(run: str) -> str:
    return run


def _literal(op: Any, value: Any) -> str | None:
    if op in _ZERO_WIDTH:
        return ""
    return chr(value) if op is _c.LITERAL else None


def _any_case(op: Any, value: Any) -> str | None:
    if op is _c.LITERAL:
        return fold(chr(value))
    if op is _c.IN:
        if all(item in _DIGIT or (item[0] is _c.LITERAL and chr(item[1]).isdecimal()) for item in value):
            return "0"
        if all(_is_edge(item) for item in value):
            return _EDGE
        options = {fold(chr(item[1])) if item[0] is _c.LITERAL else "" for item in value}
        return (options.pop() or None) if len(options) == 1 else None
    if op is _c.ASSERT_NOT and len(value[1]) == 1 and value[1][0][0] is _c.IN:
        members = value[1][0][1]
        if _WORD_CLASS in members and members[0][0] is not _c.NEGATE:
            return _EDGE  # "(?<!\\w)", "(?![\\w-])": a word begins or ends here
    return "" if op in _ZERO_WIDTH else None


_ZERO_WIDTH = (_c.AT, _c.ASSERT, _c.ASSERT_NOT)
_WORD_CLASS = (_c.CATEGORY, _c.CATEGORY_WORD)


def _is_edge(item: Any) -> bool:
    """Whether a member of a class is no word character (nor a paragraph sign, which is a word to stems)."""
    if item[0] is _c.LITERAL:
        return not _RUN.match(chr(item[1]))
    return bool(item == (_c.CATEGORY, _c.CATEGORY_SPACE))


def _longest_run(written: str) -> str:
    """The longest word or run of paragraph signs, with the edges that are known."""
    best = ""
    for match in _RUN.finditer(written):
        run = match[0]
        if run[0] != "§":
            run = "^" * (match.start() > 0) + run + "$" * (match.end() < len(written))
        best = max(best, run, key=len)
    return best


_RUN = re.compile(r"\w+|§+")


def _required(items: Iterable[Any], read: _Reader, part: Callable[[str], str]) -> frozenset[str] | None:
    """The best set of words for a sequence: the one whose shortest word is longest. `part` is what is kept of a run of
    characters.
    """
    best: frozenset[str] | None = None
    runs = frozenset([""])
    items = list(items)
    for at, (op, value) in enumerate(items):
        written = _written(op, value, read)
        longer = _joined(runs, written)
        if longer is not None:
            runs = longer
            continue
        if op in _REPEATS and value[0] >= 1 and (least := _repeated(value[2], value[0], read)) is not None:
            # what is repeated stands there so many times; more of it may follow
            best = _better(best, _whole(_joined(runs, least) or runs, part))
            runs = frozenset([""])
            continue
        best = _better(best, _whole(runs, part))
        runs = written or frozenset([""])
        if written is None:
            before = items[at - 1 : at] if at and read(*items[at - 1]) == _EDGE else []
            after = items[at + 1 : at + 2] if at + 1 < len(items) and read(*items[at + 1]) == _EDGE else []
            best = _better(best, _inside(op, value, read, part, before, after))
    return _better(best, _whole(runs, part))


def _inside(
    op: Any, value: Any, read: _Reader, part: Callable[[str], str], before: list[Any], after: list[Any]
) -> frozenset[str] | None:
    """What an item that cannot be written out cannot do without. `before` and `after` are edges of words around it."""
    if op is _c.BRANCH:
        return _either(([*before, *branch, *after] for branch in value[1]), read, part)
    if op is _c.SUBPATTERN:
        ignored = read is _literal and value[1] & re.IGNORECASE
        return None if ignored else _required([*before, *value[3], *after], read, part)
    if op in _REPEATS:
        return _required(value[2], read, part) if value[0] >= 1 else None
    return _required(value, read, part) if op is _c.ATOMIC_GROUP else None


def _written(op: Any, value: Any, read: _Reader) -> frozenset[str] | None:
    """All strings that an item can match, if they are few."""
    if (one := read(op, value)) is not None:
        return frozenset([one])
    if op is _c.SUBPATTERN:
        return None if read is _literal and value[1] & re.IGNORECASE else _sequence(value[3], read)
    if op is _c.ATOMIC_GROUP:
        return _sequence(value, read)
    if op is _c.BRANCH:
        out: set[str] = set()
        for branch in value[1]:
            found = _sequence(branch, read)
            if found is None or len(out) + len(found) > _MOST_WRITTEN:
                return None
            out |= found
        return frozenset(out)
    if op is _c.IN and all(member[0] is _c.LITERAL for member in value):
        return frozenset(read(*member) or "" for member in value) if len(value) <= _MOST_WRITTEN else None
    if op in _REPEATS and (value[1] == 1 or value[0] == value[1]):
        found = _repeated(value[2], value[1], read)
        return found | {""} if found is not None and value[0] == 0 else found
    return None


#: "\\d{4}" is written out, "\\d{40}" not.
_LONGEST_REPEAT = 8


def _repeated(items: Iterable[Any], times: int, read: _Reader) -> frozenset[str] | None:
    once = _sequence(items, read) if times <= _LONGEST_REPEAT else None
    found: frozenset[str] | None = frozenset([""])
    for _ in range(times if once is not None else 0):
        found = _joined(found, once) if found is not None else None
    return found if once is not None else None


def _sequence(items: Iterable[Any], read: _Reader) -> frozenset[str] | None:
    runs: frozenset[str] | None = frozenset([""])
    for op, value in items:
        runs = _joined(runs, _written(op, value, read)) if runs is not None else None
    return runs


def _joined(a: frozenset[str], b: frozenset[str] | None) -> frozenset[str] | None:
    """Every string of one set followed by every string of another, if they are few."""
    if b is None or len(a) * len(b) > _MOST_WRITTEN:
        return None
    return frozenset(x + y for x in a for y in b)


_REPEATS = (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT)


def _whole(runs: frozenset[str], part: Callable[[str], str]) -> frozenset[str] | None:
    kept = frozenset(map(part, runs))
    return None if "" in kept else kept


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
    return max(a, b, key=lambda words: (min(min(map(_weight, words)), 6), -len(words)))


def _weight(word: str) -> float:
    """How much a word tells texts apart: its length, where a digit counts half since stems do not tell them apart."""
    return len(word) - word.count("0") / 2
