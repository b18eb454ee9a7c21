"""Names of uploads and downloads: whatever comes in, what goes out is one safe name."""

from __future__ import annotations

import re
import unicodedata
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.web.names import disposition, download_name, shown_name, unique

WILD = st.text(max_size=150) | st.from_regex(r"(\.\./|\\|/|[a-z]:|\x00|\u202e|å|\.| )*(\.docx|\.pdf)?", fullmatch=True)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("villkor.docx", "villkor.docx"), ("../../etc/passwd", "passwd"), ("C:\\Users\\a\\avtal.pdf", "avtal.pdf"),
     ("a\x00b\r\nc.md", "a b c.md"), ("gnp\u202e.exe.docx", "gnp .exe.docx"), ("", "namnlös"), ("..", "namnlös"),
     ("/", "namnlös"), ("A\u030arsplan.docx", "Årsplan.docx"), ("x" * 300 + ".docx", "x" * 100 + ".docx")],
)  # fmt: skip
def test_shown(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@given(WILD)
def test_shown_is_one_line_without_controls_or_folders(name: str) -> None:
    shown = shown_name(name)
    assert shown.strip()
    assert not re.search(r"[/\\]", shown)
    assert all(unicodedata.category(c)[0] != "C" for c in shown)
    assert len(shown) <= 112


@given(st.lists(st.sampled_from(["a.docx", "A.docx", "a (2).docx", "b", "a.pdf"]), max_size=12))
def test_unique_keeps_order_and_number(names: list[str]) -> None:
    found = unique(names)
    assert len(found) == len(names)
    assert len({f.casefold() for f in found}) == len(names)
    assert all(f.endswith(n[-5:]) for f, n in zip(found, names, strict=True) if n.endswith(".docx"))


@pytest.mark.parametrize(
    ("name", "saved"),
    [("villkor.docx", "villkor-granskad.docx"), ("con.docx", "dokument con-granskad.docx"),
     ("LPT1.x.docx", "dokument LPT1.x-granskad.docx"), ("a:b|c?.docx", "a_b_c_-granskad.docx"),
     ("..docx", "dokument-granskad.docx"), ("...", "dokument-granskad.docx"), ("$(rm).docx", "_(rm)-granskad.docx")],
)  # fmt: skip
def test_saved(name: str, saved: str) -> None:
    assert download_name(name, ".docx", "-granskad") == saved


@given(WILD)
def test_saved_is_safe_anywhere(name: str) -> None:
    saved = download_name(name, ".docx", "-granskad")
    assert saved.endswith("-granskad.docx")
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f$`&;]', saved)
    assert saved[0] not in " ."
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)", saved)
    assert len(saved.encode()) < 512


@given(WILD)
def test_disposition_cannot_be_broken_out_of(name: str) -> None:
    saved = download_name(name, ".docx", "-granskad")
    value = disposition(saved)
    assert value.isascii()
    assert value.isprintable()
    assert re.fullmatch(r"attachment; filename=\"[\w .()-]+\"; filename\*=UTF-8''[\w.~%-]+", value, re.ASCII)
    message = Message()
    message["Content-Disposition"] = value
    assert message.get_content_disposition() == "attachment"
    message["X"] = value.replace(value[value.index("filename=") : value.index("filename*")], "")
    assert message.get_param("filename*", header="X") is not None or message.get_filename()
