"""The whole answer to a check that has been run before on the same bytes, by the same rules, on the same day.

Imports next to nothing: whoever lints on every save or commit mostly asks what has been asked before. All that the
answer depends on is in its key; where that cannot be said simply (sets, own rules, standard input, files to write),
the run goes the long way, which keeps each document's result by itself.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from lintkit import store
from lintkit.installed import signature

if TYPE_CHECKING:
    from pathlib import Path

_VALUES = frozenset(
    "--format --baseline --select --ignore --profile --min-severity --fail-on --today --config --jobs".split()  # noqa: SIM905
)
_FLAGS = frozenset(("--preview", "--quiet", "--no-color"))
_CONFIGURATIONS = ("lintkit.yaml", "lintkit.yml", "pyproject.toml")


class Question:
    """A check and the key of its answer. `hashes` are those of the documents' contents, in order."""

    __slots__ = ("hashes", "key")

    def __init__(self, key: str, hashes: list[str]) -> None:
        self.key = key
        self.hashes = hashes


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
        old: list[str] = []
        for path in _files(paths, old):
            found = sha256(_content(path)).hexdigest()
            hashes.append(found)
            add(path, found)
            folders[os.path.dirname(os.path.realpath(path))] = None
        seen: set[str] = set()
        for folder in folders:
            while folder not in seen:
                seen.add(folder)
                for name in _CONFIGURATIONS:
                    file = os.path.join(folder, name)
                    if os.path.isfile(file):
                        add(file, _content(file))
                folder = os.path.dirname(folder)
        add(*paths, "", *old)
    except OSError:
        return None  # what is wrong with it is said on the long way
    return Question(digest.hexdigest(), hashes)


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


def keep(asked: Question, report: str, notes: str, status: int) -> None:
    """Keep the answer to a question: the report, what was said on standard error, and the exit status."""
    said = notes.encode("utf-8", "replace")
    store.put(asked.key, bytes([status]) + len(said).to_bytes(4, "big") + said + report.encode("utf-8", "replace"))


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


def _files(paths: Sequence[str], old: list[str]) -> Iterator[str]:
    """The files that the paths stand for; in `old` those that cannot be read. Raises OSError for a missing one."""
    if not any(os.path.isdir(path) for path in paths):
        for path in paths:
            os.stat(path)
        yield from paths
        return
    from lintkit.cli.files import expand

    passed_over: list[Path] = []
    for file, shown, problem in expand(paths, passed_over):
        if problem is not None:
            raise FileNotFoundError(shown)
        yield str(file)
    old += map(str, passed_over)


def _content(path: str) -> bytes:
    if not os.path.isfile(path):  # opening a pipe waits for someone to write
        raise OSError(path)
    with open(path, "rb") as file:
        if os.fstat(file.fileno()).st_size > 64 << 20:
            raise OSError(path)
        return file.read()
