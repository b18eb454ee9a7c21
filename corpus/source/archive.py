"""Writes zip containers whose bytes depend on nothing but their contents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime

# The earliest moment that the zip format can express.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# Written into the documents as their time of creation; any fixed moment would do.
CREATED = datetime(2026, 6, 1, 8, 0, 0)


def pack(members: Iterable[tuple[str, bytes]], stored: frozenset[str] = frozenset()) -> bytes:
    """A zip archive of the members in the given order; those named in ``stored`` are not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def repack(data: bytes) -> bytes:
    """The same archive with fixed time stamps; content types first, the rest by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        return pack((name, archive.read(name)) for name in names)
