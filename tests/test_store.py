"""The cache folder: entries come back whole or not at all, closed to others, bounded."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lintkit import store

KEY = sha256(b"a").hexdigest()
OTHER = sha256(b"b").hexdigest()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LINTKIT_CACHE_DIR", str(tmp_path / "c" / "lintkit"))
    return tmp_path / "c" / "lintkit"


def entries(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payload=st.binary(max_size=300))
def test_what_is_put_comes_back(folder: Path, payload: bytes) -> None:
    store.put(KEY, payload)
    assert store.get(KEY) == payload
    assert store.get(OTHER) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_entry_is_none_and_is_replaced(folder: Path, data: st.DataObject) -> None:
    store.put(KEY, b"the report")
    [file] = entries(folder)
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    file.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert store.get(KEY) is None
    store.put(KEY, b"the report")
    assert store.get(KEY) == b"the report"


def test_an_entry_under_another_name_is_none(folder: Path) -> None:
    store.put(KEY, b"x")
    [file] = entries(folder)
    there = folder / "v1" / OTHER[:2]
    there.mkdir(mode=0o700, exist_ok=True)
    file.rename(there / OTHER[2:])
    assert store.get(OTHER) is None


def test_closed_to_others(folder: Path) -> None:
    store.put(KEY, b"x")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_folder_that_others_may_write_is_not_used(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    store.put(KEY, b"x")
    assert entries(folder) == []


def test_an_entry_that_others_may_write_is_not_read(folder: Path) -> None:
    store.put(KEY, b"x")
    [file] = entries(folder)
    file.chmod(0o666)
    assert store.get(KEY) is None


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True, mode=0o700)
    (tmp_path / "elsewhere").mkdir()
    (folder / "v1").symlink_to(tmp_path / "elsewhere")
    store.put(KEY, b"x")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_cache_that_cannot_be_written_is_no_error(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("a file stands here")
    store.put(KEY, b"x")
    assert store.get(KEY) is None
    assert folder.read_text() == "a file stands here"


def test_clear_removes_entries_and_nothing_else(folder: Path) -> None:
    store.put(KEY, b"x")
    store.put(OTHER, b"y")
    (folder / "mine.txt").write_text("kept")
    (folder / "v1" / KEY[:2] / "mine.txt").write_text("kept")
    count, size = store.clear()
    assert (count, size > 2) == (2, True)
    assert [p.name for p in entries(folder)] == ["mine.txt", "mine.txt"]


def test_the_oldest_go_first(folder: Path) -> None:
    keys = [sha256(bytes([n])).hexdigest() for n in range(8)]
    for n, key in enumerate(keys):
        store.put(key, b"x" * 1000)
        os.utime(store._path(key), (1_000_000 + n, 1_000_000 + n))
    store.trim(6000)
    assert [store.get(key) is not None for key in keys] == [False] * 4 + [True] * 4


def test_what_is_asked_for_stays(folder: Path) -> None:
    store.put(KEY, b"x")
    os.utime(store._path(KEY), (1_000_000, 1_000_000))
    store.get(KEY)
    assert os.stat(store._path(KEY)).st_mtime > 1_000_000


def test_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LINTKIT_CACHE_DIR", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert store.folder() == str(tmp_path / ".cache/lintkit")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert store.folder() == str(tmp_path / "x/lintkit")
