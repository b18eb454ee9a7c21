"""Bytes of a text file to characters; knows encodings and what is no text, not formats."""

from __future__ import annotations

import codecs

from lintkit.errors import ReadError

#: First bytes of files that are something else than their name says, and what to call them.
_MAGIC = (
    (b"PK\x03\x04", "är en zip-fil (till exempel Word eller ODT), inte en textfil; kontrollera ändelsen"),
    (b"\xd0\xcf\x11\xe0", "är en äldre eller lösenordsskyddad Office-fil, inte en textfil"),
    (b"%PDF-", "är en PDF, inte en textfil; kontrollera filnamnets ändelse"),
    (b"{\\rtf", "är en RTF-fil, inte en textfil; spara om dokumentet som .docx"),
)

#: Letters of Swedish running text outside ASCII; what decides between two single-byte encodings.
_SWEDISH = frozenset("åäöÅÄÖéÉ§–—”“’…•½°\xa0")

#: Most characters of a source file, markup and embedded pictures included.
MAX_SOURCE = 6_000_000

#: Bytes that running text does not hold.
_CONTROL = bytes(c for c in range(32) if c not in (7, 8, 9, 10, 11, 12, 13, 27))

#: Share of control characters above which a file is taken for binary.
_MAX_CONTROL = 0.01


_TOO_LARGE = f"är för stort: filen har fler än {MAX_SOURCE // 1_000_000} miljoner tecken; dela upp dokumentet"


def decode(data: bytes) -> str:
    """The text of a file: byte order mark, UTF-8, else Windows-1252, or Mac Roman where that fits better.

    Line endings and control characters stay; a byte order mark does not. ReadError for what is no text.
    """
    if len(data) > 4 * MAX_SOURCE:
        raise ReadError(_TOO_LARGE)
    text = _decode(data)
    if len(text) > MAX_SOURCE:
        raise ReadError(_TOO_LARGE)
    return text


def _decode(data: bytes) -> str:
    for magic, message in _MAGIC:
        if data.startswith(magic):
            raise ReadError(message)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if _is_binary(data):
        raise ReadError("är en binärfil, inte en textfil")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # one damaged sequence in a file that is UTF-8 otherwise
        if _looks_like_utf8(data):
            return data.decode("utf-8", errors="replace")
    windows = data.decode("cp1252", errors="replace")
    mac = data.decode("mac-roman")
    return mac if _fit(mac) > _fit(windows) else windows


def _is_binary(data: bytes) -> bool:
    """More control characters than stray ones, or several NUL bytes."""
    control = len(data) - len(data.translate(None, _CONTROL))
    return control > max(8, len(data) * _MAX_CONTROL)


def _looks_like_utf8(data: bytes) -> bool:
    """Whether nearly all bytes outside ASCII form UTF-8 sequences."""
    text = data.decode("utf-8", errors="replace")
    good = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return good > 10 * text.count("\ufffd")


def _fit(text: str) -> int:
    """Swedish letters and typography less everything else outside ASCII."""
    return sum(1 if c in _SWEDISH else -1 for c in text if c > "\x7f")
