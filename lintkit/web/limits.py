"""How much the page takes on: sizes, numbers and times, each with its reason; enforces nothing itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one server. Sizes in bytes, times in seconds."""

    #: The largest regulations in use are scanned annexes of some tens of megabytes.
    file_bytes: int = 50 << 20
    total_bytes: int = 100 << 20
    files: int = 20
    upload_seconds: float = 120.0
    #: One step (reading, linting or annotating one document) and all steps of a review together.
    step_seconds: float = 180.0
    total_seconds: float = 900.0
    #: Reviews at work at the same time, and reviews kept in memory.
    running: int = 2
    kept: int = 10
    kept_bytes: int = 512 << 20
    #: Unused for this long, a review is removed.
    idle_seconds: float = 3600.0
    #: Addresses that the working process may take besides what it has from the start.
    memory_bytes: int = 2 << 30


def megabytes(size: int) -> str:
    """A size in Swedish: "12 MB", "0,4 MB"."""
    value = size / (1 << 20)
    return f"{value:.0f} MB" if value >= 10 or value == int(value) else f"{value:.1f} MB".replace(".", ",")
