"""What is installed: a signature that changes with code, rules, word lists, model and libraries; reads none of them."""

from __future__ import annotations

import os
import sys
from hashlib import sha256

from lintkit import __version__

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
#: Folders of the package that decide no finding.
_APART = frozenset({"__pycache__", "training", "web", "lsp"})


def signature() -> str:
    """64 hexadecimal digits over the files' names, sizes and times, Python's version and the library folders' times.

    Every installation or removal of a library changes the time of its folder, so a new spaCy or reader begins anew.
    """
    digest = sha256(f"{__version__} {sys.version} {sys.platform}".encode())
    inside = os.path.join(_PACKAGE, "_rules")
    roots = [_PACKAGE] if os.path.isdir(inside) else [_PACKAGE, os.path.join(os.path.dirname(_PACKAGE), "rules")]
    for root in roots:
        for line in sorted(_files(root, "")):
            digest.update(line.encode("utf-8", "surrogateescape"))
    for place in sys.path:
        if place.endswith("-packages"):
            try:
                digest.update(f"{place} {os.stat(place).st_mtime_ns}".encode("utf-8", "surrogateescape"))
            except OSError:
                continue
    return digest.hexdigest()


def _files(folder: str, inside: str) -> list[str]:
    out = []
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                if entry.name not in _APART:
                    out += _files(entry.path, f"{inside}{entry.name}/")
            else:
                status = entry.stat()
                times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
                out.append(f"{inside}{entry.name} {status.st_size} {times}\n")
    return out
