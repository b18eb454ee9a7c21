"""Reading files: picks the reader by name and content; what the formats look like is each reader's business."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from lintkit.document import Document, ReadError
from lintkit.errors import MergeConflict, reason

#: Suffix -> module in this package with `read(data: bytes, path: str) -> Document`.
READERS = {
    ".docx": "docx",
    ".docm": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xml": "akn",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plaintext",
}

#: Word processor formats that are not read, but whose documents are worth a word: they are easily saved anew.
OLD_FORMATS = (".doc", ".rtf")

#: Formats that git merges line by line.
_TEXT = frozenset({"md", "txt", "html", "xml"})
_CONFLICT = re.compile(r"^<{7}(?: [^\n]*)?\r?\n(?=(?s:.*?)^={7}\r?\n(?s:.*?)^>{7}(?:[ \r\n]|\Z))", re.MULTILINE)

#: Largest file that is opened at all, in bytes.
MAX_BYTES = 256 << 20


def read(path: str | Path, *, name: str | None = None) -> Document:
    """Read one file. `name` is the path to report instead of `path`. Raises ReadError with one Swedish sentence."""
    file = Path(path)
    try:
        if file.is_dir():
            raise ReadError("är en mapp, inte ett dokument")
        if file.exists() and not file.is_file():  # a pipe or a device may never end
            raise ReadError("är ingen vanlig fil")
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(f"är {size >> 20} MB stort; gränsen är {MAX_BYTES >> 20} MB")
        data = file.read_bytes()
    except OSError as error:
        raise ReadError(f"kan inte öppnas: {reason(error)}") from error
    return read_bytes(data, name if name is not None else str(path))


def read_bytes(data: bytes, name: str) -> Document:
    """Read a document from memory; the suffix of `name` decides the format. Raises ReadError."""
    suffix = Path(name).suffix.lower()
    if suffix in OLD_FORMATS:
        raise ReadError(f"har formatet {suffix}, som inte kan läsas; spara om dokumentet som .docx")
    if suffix not in READERS:
        raise ReadError("har ett format som inte stöds; läsbara format är " + ", ".join(sorted(READERS)))
    if not data:
        raise ReadError("är tom (0 byte)")
    if len(data) > MAX_BYTES:
        raise ReadError(f"är större än {MAX_BYTES >> 20} MB, som är gränsen")
    try:
        module = import_module(f"{__name__}.{READERS[suffix]}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{READERS[suffix]}":
            raise
        raise ReadError(f"har formatet {suffix}, som den här versionen inte kan läsa") from error
    reader: Callable[[bytes, str], Document] = module.read
    try:
        document = reader(data, name)
    except (MemoryError, RecursionError) as error:
        raise ReadError("kräver för mycket minne eller är för djupt nästlat för att kunna läsas") from error
    if document.format in _TEXT and "<<<<<<<" in document.text:
        _refuse_conflict(document.text)
    if not document.sha256:
        object.__setattr__(document, "sha256", hashlib.sha256(data).hexdigest())
    return document


def _refuse_conflict(text: str) -> None:
    """Raises MergeConflict for text with git's marks around two versions, each at the beginning of its line."""
    found = _CONFLICT.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise MergeConflict(f"har en olöst sammanfogningskonflikt på rad {line}; lös den först")


class _ReadModule(ModuleType):
    """This module, callable: `lintkit.read` is the public function, and importing this package makes it a module."""

    def __call__(self, path: str | Path, *, name: str | None = None) -> Document:
        return read(path, name=name)


sys.modules[__name__].__class__ = _ReadModule
