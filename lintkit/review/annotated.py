"""What every format's writer gives back; knows counts and bytes alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Annotated:
    """The new file. `written` comments were added; `known` stood there from before; `lost` found no place. `changes`
    tracked changes were written.
    """

    data: bytes
    written: int
    known: int = 0
    lost: int = 0
    changes: int = 0
