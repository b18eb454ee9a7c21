"""Names that uploads come with and downloads go with; they are shown and suggested, and never used as paths here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import quote

#: Longest name, in characters; file systems take 255 bytes.
_LONGEST = 100
#: What no file system or shell should meet in a name.
_UNFIT = re.compile(r'[<>:"/\\|?*%;`$&\'{}]')
#: Names that Windows keeps for devices, whatever the suffix.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)


def shown_name(name: str) -> str:
    """The last part of an uploaded name without control and direction characters; "namnlös" when nothing is left."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Categories C: controls, formats (direction, zero width), surrogates, unassigned.
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in last)
    flat = " ".join(kept.split())
    if flat in ("", ".", ".."):
        return "namnlös"
    stem, suffix = _split(flat)
    return stem[:_LONGEST] + suffix


def unique(names: Iterable[str]) -> list[str]:
    """The names in order, later equals numbered: "villkor.docx", "villkor (2).docx". Case does not tell apart."""
    taken: set[str] = set()
    out = []
    for name in names:
        stem, suffix = _split(name)
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{stem} ({number}){suffix}"
        taken.add(candidate.casefold())
        out.append(candidate)
    return out


def download_name(name: str, suffix: str | None = None, mark: str = "") -> str:
    """A file name that is safe to save under on any system: the stem of `name`, `mark`, and `suffix` (its own for
    None).
    """
    stem, own = _split(shown_name(name))
    stem = _UNFIT.sub("_", stem).strip(" .")[:_LONGEST]
    if not stem or _DEVICES.match(stem):
        stem = f"dokument {stem}".strip()
    return f"{stem}{mark}{_UNFIT.sub('_', own if suffix is None else suffix)}"


def disposition(name: str) -> str:
    """The value of Content-Disposition for a download (RFC 6266): a plain ASCII name, and the whole one encoded."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r'[^\w .()-]|"', "_", plain, flags=re.ASCII).strip() or "dokument"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _split(name: str) -> tuple[str, str]:
    """Stem and suffix; a suffix is short and plain, and anything else belongs to the stem."""
    suffix = PurePath(name).suffix
    if re.fullmatch(r"\.\w{1,10}", suffix, re.ASCII):
        return name[: -len(suffix)], suffix
    return name, ""
