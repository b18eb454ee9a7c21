"""Bytes to text: encodings in use in Swedish offices, and files that are no text."""

from __future__ import annotations

import pytest

from lintkit.errors import ReadError
from lintkit.read.decode import decode

WORDS = "Åtgärda på 12 § – ”skälig” tid, é.\r\nNästa"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman"])
def test_round_trip(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize("mark, encoding", [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf16(mark: bytes, encoding: str) -> None:
    assert decode(mark + WORDS.encode(encoding)) == WORDS


def test_one_damaged_sequence_does_not_change_the_encoding() -> None:
    text = "Åtgärder på förfrågan. " * 3
    assert decode(text.encode() + b"\xff") == text + "\ufffd"


@pytest.mark.parametrize(
    "data, word",
    [
        (b"PK\x03\x04" + b"x" * 40, "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"%PDF-1.4 ", "PDF"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (bytes(range(256)) * 8, "binärfil"),
    ],
)
def test_not_text(data: bytes, word: str) -> None:
    with pytest.raises(ReadError, match=word):
        decode(data)


def test_control_characters_stay() -> None:
    assert decode(b"ett\x0ctv\xc3\xa5\x07") == "ett\x0ctvå\x07"
