"""Documents at addresses (s3://, https://, memory:// …) through fsspec; the formats are the readers' business."""

from __future__ import annotations

import os
import re
from typing import Any

from lintkit.errors import ReadError
from lintkit.read import MAX_BYTES, READERS

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_MISSING = "är en adress, och sådana läses med tillägget cluster (pip install 'lintkit[cluster]')"


def is_address(path: str) -> bool:
    """Whether a path given is an address rather than a file."""
    return _ADDRESS.match(path) is not None and not os.path.exists(path)


def expand(address: str) -> list[tuple[str, str | None]]:
    """The documents at an address, a folder's in order of name: (address, what is wrong or None)."""
    try:
        files, path = _open(address)
        if not files.isdir(path):
            return [(address, None)]
        names = [name for name in files.find(path) if _is_document(name, path)]
    except ReadError as error:
        return [(address, str(error))]
    except Exception as error:  # every file system fails in its own ways
        return [(address, f"kan inte nås: {_words(error)}")]
    if not names:
        return [(address, "är en mapp utan dokument som kan läsas")]
    return [(str(files.unstrip_protocol(name)), None) for name in sorted(names)]


def fetch(address: str) -> bytes:
    """The bytes at an address. Raises ReadError."""
    try:
        files, path = _open(address)
        with files.open(path, "rb") as file:
            return bytes(file.read(MAX_BYTES + 1))
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(f"kan inte hämtas: {_words(error)}") from error


def _open(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise ReadError(_MISSING) from error
    files, path = url_to_fs(address)
    return files, path


def _is_document(name: str, folder: str) -> bool:
    parts = name[len(folder) :].strip("/").split("/")
    stem, suffix = os.path.splitext(parts[-1])
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return (
        not hidden
        and suffix.lower() in READERS
        and stem.upper() not in ("README", "LICENSE", "CHANGELOG", "CONTRIBUTING")
    )


def _words(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
