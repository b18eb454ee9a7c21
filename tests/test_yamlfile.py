"""YAML with places: lines, refusals, and typed conversion that names the nearest key."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit import yamlfile
from lintkit.errors import FileError
from lintkit.yamlfile import convert, load, parse


def test_lines_of_nested_values() -> None:
    located = parse(b"a: 1\nb:\n  c:\n    - x\n    - d: y\n", "f.yaml")
    assert located.value == {"a": 1, "b": {"c": ["x", {"d": "y"}]}}
    assert [located.line(p) for p in ("a", "b", "b.c", "b.c.0", "b.c.1.d")] == [1, 2, 3, 4, 5]


def test_line_of_what_is_not_there_is_the_nearest_above() -> None:
    located = parse(b"a:\n  b: 1\n", "f.yaml")
    assert located.line("a.b.c.d") == 2
    assert located.line("a.x") == 1
    assert located.line("q") == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-01-01", "2026-01-01"), ("'1'", "1"), ("12", 12), ("0.5", 0.5), ("true", True), ("~", None), ("", None),
        ("'2026-01-01'", "2026-01-01"), ("åäö", "åäö"), ("{}", {}), ("[]", []), ('""', ""),
    ],
)  # fmt: skip
def test_scalars(text: str, value: object) -> None:
    assert parse(f"k: {text}\n".encode(), "f.yaml").value == {"k": value}


@pytest.mark.parametrize("key", ["on", "off", "yes", "no"])
def test_keys_are_texts(key: str) -> None:
    assert parse(f"{key}: 1\n".encode(), "f.yaml").value == {key: 1}


def test_byte_order_mark_is_no_text() -> None:
    assert parse(b"\xef\xbb\xbfa: 1\n", "f.yaml").value == {"a": 1}


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"a: [1\n", 2, "ogiltig YAML"),
        (b"a: 1\n b: 2\n", 2, "ogiltig YAML"),
        (b"a: 1\nb: 2\na: 3\n", 3, "nyckeln ”a” står två gånger"),
        (b"a: 1\nb: &x 2\n", 2, "YAML-ankare"),
        (b"a: 1\nb: *x\n", 2, "YAML-ankare"),
        (b"a: !egen 1\n", 1, "YAML-taggen !egen stöds inte"),
        (b"? [1, 2]\n: 3\n", 1, "en nyckel måste vara en text"),
        (b"\xff\xfe\x00", 1, "filen är inte UTF-8"),
        (b"a: 1\n---\nb: 2\n", 2, "ogiltig YAML"),
        (b"[" * 40 + b"]" * 40, 1, "för djupt nästlad"),
        (b"a: \x01\n", 1, "ogiltig YAML"),
    ],
)
def test_refusals_name_file_and_line(data: bytes, line: int, says: str) -> None:
    with pytest.raises(FileError, match=says) as caught:
        parse(data, "mapp/f.yaml")
    assert str(caught.value).startswith("mapp/f.yaml:")
    if says != "ogiltig YAML":
        assert caught.value.line == line


def test_nothing_is_run_by_a_tag(tmp_path: Path) -> None:
    trace = tmp_path / "spår"
    assert parse(f"a: !!python/object/apply:os.mkdir ['{trace}']\n".encode(), "f.yaml").value == {"a": [str(trace)]}
    assert not trace.exists()


def test_very_deep_nesting_is_refused_quickly() -> None:
    with pytest.raises(FileError, match="för djupt nästlad"):
        parse(b"[" * 100_000, "f.yaml")


def test_very_large_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "MAX_BYTES", 1 << 20)
    with pytest.raises(FileError, match="större än 1 MB"):
        parse(b"a: 1\n" + b"#" * (1 << 20), "f.yaml")


def test_very_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "MAX_NODES", 10)
    with pytest.raises(FileError, match="för många värden"):
        parse(b"[" + b"1," * 20 + b"1]", "f.yaml")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"saknas\.yaml:1: filen kan inte läsas"):
        load(tmp_path / "saknas.yaml")


def test_shown_name_stands_in_errors(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: [")
    with pytest.raises(FileError, match=r"^regler/a\.yaml:"):
        load(tmp_path / "a.yaml", "regler/a.yaml")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        located = parse(data, "f.yaml")
    except FileError as error:
        located = None
        message = str(error)
    assert located is not None or re.match(r"f\.yaml:\d+: ", message)


# --- conversion -------------------------------------------------------------------------------------------------


class Inner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    months: int = 0
    name: str = ""


class Outer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    inner: Inner = Inner()
    many: tuple[Inner, ...] = ()
    flag: bool | None = None


def _convert(text: str) -> Outer:
    located = parse(text.encode(), "f.yaml")
    return convert(located, located.value, "", Outer)


def test_conversion() -> None:
    assert _convert("title: a\nmany:\n - months: 3\n") == Outer("a", many=(Inner(3),))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("inner: {}\n", "f.yaml:1: nyckeln ”title” saknas i filen"),
        ("title: a\ntitel: b\n", "f.yaml:2: okänd nyckel ”titel” i filen; menade du ”title”?"),
        ("title: a\ninner:\n  month: 3\n", "f.yaml:3: okänd nyckel ”month” i ”inner”; menade du ”months”?"),
        ("title: a\nmany:\n - months: 3\n - monts: 3\n", "f.yaml:4: okänd nyckel ”monts” i ”many.1”; menade du ”months”?"),
        ("title: a\nq: 1\n", "f.yaml:2: okänd nyckel ”q” i filen; giltiga nycklar är flag, inner, many, title"),
        ("title: 3\n", "f.yaml:1: ”title” ska vara text, inte heltal"),
        ("title: a\ninner: []\n", "f.yaml:2: ”inner” ska vara uppslag med nycklar, inte lista"),
        ("title: a\nmany:\n - months: tre\n", "f.yaml:3: ”many.0.months” ska vara heltal, inte text"),
        ("title: a\nflag: kanske\n", "f.yaml:2: ”flag” ska vara true eller false eller tomt värde, inte text"),
    ],
)  # fmt: skip
def test_conversion_errors(text: str, message: str) -> None:
    with pytest.raises(FileError) as caught:
        _convert(text)
    assert str(caught.value) == message
