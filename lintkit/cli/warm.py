"""The whole answer to a check that has been run before on the same bytes, by the same rules, on the same day.

Imports next to nothing: whoever lints on every save or commit mostly asks what has been asked before. All that the
answer depends on is in its key; where that cannot be said simply (sets, own rules, standard input, files to write),
the run goes the long way, which keeps each document's result by itself.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from lintkit import store
from lintkit.installed import signature
from lintkit.places import true_folders

if TYPE_CHECKING:
    from pathlib import Path

    from lintkit.cli.files import Input

_VALUES = frozenset(
    "--format --baseline --select --ignore --profile --min-severity --fail-on --today --config --jobs".split()  # noqa: SIM905
)
_FLAGS = frozenset(("--preview", "--quiet", "--no-color"))
#: A larger file is read on the long way, which says what is wrong with it.
_LARGEST = 64 << 20
_CONFIGURATIONS = ("lintkit.yaml", "lintkit.yml", "pyproject.toml")


class Question:
    """A check, the key of its answer, and what the long way need not look for again: the hashes of the documents'
    contents in order and, if folders were asked for, the documents (as many) and the files in formats of old.
    """

    __slots__ = ("found", "hashes", "key", "old")

    def __init__(self, key: str, hashes: list[str], found: list[Input], old: list[Path]) -> None:
        self.key, self.hashes, self.found, self.old = key, hashes, found, old


def question(arguments: Sequence[str]) -> Question | None:
    """The question that a command line asks, or None for one that has no answer to keep."""
    split = _split(arguments)
    if split is None:
        return None
    options, paths = split
    digest = sha256(b"check\0")

    def add(*parts: str | bytes) -> None:
        for part in parts:
            data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
            digest.update(len(data).to_bytes(8, "big") + data)

    try:
        add(signature(), os.getcwd(), str(sys.stdout.isatty()), str("NO_COLOR" in os.environ))
        for name, value in options:
            if name != "--jobs":
                add(name, value)
            if name in ("--baseline", "--config"):
                add(_content(value))
        if all(name != "--today" for name, _ in options):
            add(time.strftime("%Y-%m-%d"))
        hashes = []
        folders = {os.getcwd(): None}
        folder_of = true_folders()
        old: list[Path] = []
        found: list[Input] = []
        if any(os.path.isdir(path) for path in paths):
            from lintkit.cli.files import expand

            found = expand(paths, old)
            if any(problem is not None for _, _, problem in found):
                return None  # it is said on the long way
        for path in [os.fspath(file) for file, _, _ in found] or paths:
            hashes.append(sha256(_content(path)).hexdigest())
            add(path, hashes[-1])
            folders[folder_of(path)] = None
        seen: set[str] = set()
        for folder in folders:
            while folder not in seen:
                seen.add(folder)
                for name in _CONFIGURATIONS:
                    file = os.path.join(folder, name)
                    if os.path.isfile(file):
                        add(file, _content(file))
                folder = os.path.dirname(folder)
        add(*paths, "", *map(str, old))
    except OSError:
        return None  # what is wrong with it is said on the long way
    return Question(digest.hexdigest(), hashes, found, old)


def answer(asked: Question) -> int | None:
    """Give the answer that is kept, on standard output and standard error; its exit status, or None."""
    kept = store.get(asked.key)
    if kept is None or len(kept) < 5:
        return None
    status, notes = kept[0], int.from_bytes(kept[1:5], "big")
    sys.stdout.buffer.write(kept[5 + notes :])
    sys.stdout.flush()
    sys.stderr.write(kept[5 : 5 + notes].decode("utf-8", "replace"))
    return status


def keep(asked: Question, report: bytes, notes: str, status: int) -> None:
    """Keep the answer to a question: the report, what was said on standard error, and the exit status."""
    said = notes.encode("utf-8", "replace")
    store.put(asked.key, bytes([status]) + len(said).to_bytes(4, "big") + said + report)


def _split(arguments: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]] | None:
    """Options and paths of a check, or None for what needs the real parser."""
    if not arguments or arguments[0] != "check":
        return None
    options: list[tuple[str, str]] = []
    paths: list[str] = []
    rest = iter(arguments[1:])
    for argument in rest:
        name, equals, value = argument.partition("=")
        if not argument.startswith("-"):
            paths.append(argument)
        elif argument in _FLAGS:
            options.append((argument, ""))
        elif name in _VALUES:
            given = value if equals else next(rest, None)
            if given is None:
                return None
            options.append((name, given))
        else:
            return None
    return (options, paths) if paths else None


def _content(path: str) -> bytes:
    """A file's bytes. Raises OSError also for what is none, or too large to be kept by its content."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            raise OSError(path)
        return store.read_all(handle, status.st_size)
    finally:
        os.close(handle)
