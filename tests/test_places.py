"""True folders of files: the same as following every link, with one look at each folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lintkit.places import true_folders


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "c").mkdir()
    for file in ("a/x.md", "a/b/y.md", "c/z.md"):
        (tmp_path / file).write_text("text")
    try:
        (tmp_path / "a" / "till-z.md").symlink_to(tmp_path / "c" / "z.md")
        (tmp_path / "a" / "till-c").symlink_to(tmp_path / "c", target_is_directory=True)
        (tmp_path / "a" / "trasig.md").symlink_to(tmp_path / "finns-inte" / "q.md")
    except OSError:
        pytest.skip("länkar får inte skapas här")
    monkeypatch.chdir(tmp_path / "a")
    return tmp_path


PLACES = (
    "x.md", "./x.md", "b/y.md", "b/../x.md", "../a/b/y.md", "till-z.md", "till-c/z.md", "till-c/../c/z.md", "b", ".",
    "..", "till-c", "b/", "saknas.md", "trasig.md",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_as_following_every_link(tree: Path, place: str) -> None:
    true = Path(os.path.realpath(place))
    expected = true if true.is_dir() else true.parent
    folder = true_folders()
    for path in (place, os.path.join(str(tree / "a"), place)):
        assert Path(folder(path)) == expected
        assert Path(folder(path)) == expected  # also when it is known
