"""The day that a document is judged by, and between which days the judgement stays the same; knows no document."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

#: Stands after every digit and hyphen: "2025~" after every day of 2025.
_AFTER = "~"


class Days(NamedTuple):
    """A stretch of days: those from `first` until `end`, which is not one of them. ISO dates; by default all days."""

    first: str = ""
    end: str = _AFTER

    def include(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day.isoformat() < self.end

    def both(self, other: Days) -> Days:
        """The days of both."""
        return Days(max(self.first, other.first), min(self.end, other.end))


ALWAYS = Days()


class Today:
    """The day to judge by. It does not say which day it is, only whether another has come, and remembers what it was
    asked: on all `days` every answer is the same, so whatever was concluded from the answers is the same too.

    One belongs to one document. It is no key of a mapping: what is kept for several documents must not follow the day.
    """

    __slots__ = ("_end", "_first", "_now")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, day: date) -> None:
        self._now = day.isoformat()
        self._first, self._end = Days()

    @property
    def days(self) -> Days:
        """The days on which all that has been asked has the same answer; this day is one of them."""
        return Days(self._first, self._end)

    def has_come(self, when: str) -> bool:
        """Whether a date ("2025-07-01") is this day or before it; a month ("2025-07") or a year when it is over."""
        return self._reached(when if len(when) == 10 else when + _AFTER)

    def is_past(self, when: str) -> bool:
        """Whether a date, a month or a year is over."""
        return self._reached(when + _AFTER)

    def _reached(self, when: str) -> bool:
        if when <= self._now:
            self._first = max(self._first, when)
            return True
        self._end = min(self._end, when)
        return False
