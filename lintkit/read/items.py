"""Telling items of a list from provisions of their own; knows labels and the paragraph before, not formats."""

from __future__ import annotations

from lintkit.read.labels import Label


class ItemSense:
    """What the latest paragraphs say about the next one.

    Bullets and letters are items. "4.2", "3 §" and "Bilaga 1" are provisions. A plain "16." is a provision when
    it is a sentence of its own, and an item after "ska:" or as a fragment.
    """

    def __init__(self) -> None:
        self._introduced = False
        self._depth = 0  # of the paragraph that introduces
        self._level = 0  # of the latest automatic item since the latest paragraph

    def heading(self) -> None:
        """A heading ends whatever was introduced."""
        self._introduced, self._depth, self._level = False, 0, 0

    def paragraph(self, text: str, label: Label, automatic: int) -> None:
        """A paragraph that is no item; `automatic` is its list level, 0 where it has none."""
        self._introduced = text.rstrip().endswith((":", ",", " att"))
        self._depth = automatic or label.depth
        self._level = automatic

    def level(self, automatic: int) -> int:
        """The level of an item, from its list or below the latest automatic one."""
        if automatic:
            self._level = automatic
        return automatic or self._level + 1

    def is_item(self, body: str, label: Label, automatic: int) -> bool:
        """Whether a labelled paragraph with the words `body` is an item of a list."""
        if label.bullet or label.kind == "letter":
            return True
        if label.number is None or label.kind in ("section", "named") or label.depth > 1:
            return False
        if self._introduced and self._depth != (automatic or label.depth):
            return True
        words = body.lstrip(" \t\n\"”»'(")
        return words[:1].islower() or not body.rstrip(" \t\n\"”»')").endswith((".", ":", "?", "!"))
