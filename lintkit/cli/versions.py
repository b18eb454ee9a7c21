"""Where two versions of documents come from: two files, two folders, two revisions in git; lints and compares none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from lintkit.cli.files import expand, is_document
from lintkit.document import Document
from lintkit.errors import LintkitError, ReadError
from lintkit.gitobjects import Blob, Repository, open_range
from lintkit.read import MAX_BYTES, read, read_bytes

Reader = Callable[[Path, str], Document]


class Side(NamedTuple):
    """A document in one version: the name to show, the place whose configuration holds, and how to read it (raises
    ReadError).
    """

    shown: str
    place: Path
    load: Callable[[], Document]


class Both(NamedTuple):
    """A document in both versions; a side that is not there is None. `renamed` as in `lintkit.changes.Pair`."""

    old: Side | None
    new: Side | None
    renamed: bool = False


class Versions(NamedTuple):
    """All documents to compare, in order of name, what the versions are called, and how documents that govern them
    are read in the old and in the new one.
    """

    before: str
    after: str
    documents: list[Both]
    read_old: Reader
    read_new: Reader


def on_disk(old: str, new: str) -> Versions:
    """Two files, or the documents of two folders by their place in them. Raises LintkitError where one is missing or
    only one of them is a folder.
    """
    for given in (old, new):
        if not os.path.lexists(given):
            raise LintkitError(f"{given} finns inte")
    first, last = Path(old), Path(new)
    if first.is_dir() != last.is_dir():
        raise LintkitError(f"{old} och {new} kan inte jämföras: ange två filer eller två mappar")
    if not first.is_dir():
        return Versions(old, new, [Both(_file(first, old, last), _file(last, new, last))], _read, _read)
    olds, news = _inside(old), _inside(new)
    documents = []
    for name in sorted(olds.keys() | news.keys()):
        place = last / name
        documents.append(
            Both(
                _file(first / name, olds[name], place) if name in olds else None,
                _file(place, news[name], place) if name in news else None,
            )
        )

    def read_old(path: Path, shown: str) -> Document:
        """The governing document where the old folder has it."""
        real = Path(os.path.realpath(last))
        there = first / path.relative_to(real) if path.is_relative_to(real) else path
        return read(there if there.exists() else path, name=shown)

    return Versions(old, new, documents, read_old, _read)


def in_git(revisions: str, paths: Iterable[str]) -> Versions:
    """The documents that differ between "BASE..HEAD", below the paths if any are given. Raises LintkitError."""
    repository = open_range(Path.cwd(), revisions)
    wanted = [_within(repository, path) for path in paths]
    documents = []
    for difference in repository.differences():
        old, new = (
            side if side is not None and is_document(side.path) else None for side in (difference.old, difference.new)
        )
        if not any(_is_below(side.path, wanted) for side in (old, new) if side is not None):
            continue
        place = repository.top / (new or old or Blob("", "")).path
        documents.append(
            Both(
                _blob(repository, old, place) if old else None,
                _blob(repository, new, place) if new else None,
                old is not None and new is not None and old.path != new.path,
            )
        )
    dots = "..." if "..." in revisions else ".."
    before, _, after = revisions.partition(dots)
    return Versions(
        before,
        after or "HEAD",
        documents,
        _revision(repository, repository.base),
        _revision(repository, repository.head),
    )


def _read(path: Path, shown: str) -> Document:
    return read(path, name=shown)


def _file(path: Path, shown: str, place: Path) -> Side:
    return Side(shown, place, lambda: _read(path, shown))


def _inside(folder: str) -> dict[str, str]:
    """The names to show of a folder's documents, by their place in it."""
    found = [(path, shown) for path, shown, problem in expand([folder]) if problem is None]
    return {path.relative_to(folder).as_posix(): shown for path, shown in found}


def _blob(repository: Repository, blob: Blob, place: Path) -> Side:
    return Side(blob.path, place, lambda: read_bytes(repository.read(blob, MAX_BYTES), blob.path))


def _revision(repository: Repository, commit: str) -> Reader:
    def read_there(path: Path, shown: str) -> Document:
        top = Path(os.path.realpath(repository.top))
        if not path.is_relative_to(top):
            return read(path, name=shown)
        blob = repository.blob(commit, path.relative_to(top).as_posix())
        if blob is None:
            raise ReadError("finns inte i revisionen")
        return read_bytes(repository.read(blob, MAX_BYTES), shown)

    return read_there


def _within(repository: Repository, path: str) -> str:
    """A path of the command line as git has it: from the top of the repository, "" for the top itself."""
    top = os.path.realpath(repository.top)
    # Of a link the name is meant, not what it leads to: the last part stays as it is.
    folder, name = os.path.split(os.path.abspath(path))
    real = os.path.join(os.path.realpath(folder), name) if name else os.path.realpath(path)
    inside = os.path.relpath(real, top)
    if inside == ".." or inside.startswith(".." + os.sep):
        raise LintkitError(f"{path} ligger utanför git-förrådet {top}")
    inside = "" if inside == "." else Path(inside).as_posix()
    if inside and not repository.exists(inside):
        raise LintkitError(f"{path} finns inte i någon av revisionerna")
    return inside


def _is_below(path: str, wanted: list[str]) -> bool:
    return not wanted or any(not w or path == w or path.startswith(w + "/") for w in wanted)
