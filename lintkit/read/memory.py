"""What was made of a stretch of text, kept for when the same stretch is met again; knows nothing of what was made.

Archives repeat themselves (the same routine in two folders), and an editor asks again for a document of which one
section has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """Answers by text, at most `most` characters of texts in all; those not asked for longest go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[str, T] = {}
        self._held = 0

    def recall(self, text: str, make: Callable[[str], T]) -> T:
        """What `make` gives for a text, made anew or kept from an earlier call: not None, and changed by nobody."""
        if len(text) > self._most:
            return make(text)
        found = self._known.pop(text, None)
        if found is None:
            found = make(text)
        else:
            self._held -= len(text)
        self._known[text] = found
        self._held += len(text)
        while self._held > self._most:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._held -= len(oldest)
        return found
