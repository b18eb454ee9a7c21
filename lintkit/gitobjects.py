"""Documents out of git's own store: which files differ between two revisions, and their bytes; touches no file.

git runs with its programs for showing differences turned off, so that nothing a repository configures is started.
Names come as git has them, in bytes turned to text with surrogates, and are never given to a shell.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lintkit.errors import LintkitError, ReadError

_SECONDS = 120
_LINK, _MODULE = "120000", "160000"
_LFS = b"version https://git-lfs.github.com/spec/"


@dataclass(frozen=True, slots=True)
class Blob:
    """A file's content in one revision: its path from the top of the repository, and the id of the object."""

    path: str
    oid: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A file in two revisions; a side is None where it is not there. Paths differ where the file was renamed."""

    old: Blob | None
    new: Blob | None


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository and the two commits to compare. `top` is the folder of its files."""

    top: Path
    base: str
    head: str

    def differences(self) -> list[Difference]:
        """Every file that differs, in order of path, renames followed; links and submodules left out."""
        out = _git(
            self.top, "diff-tree", "-r", "-z", "--raw", "--no-abbrev", "-M", "-l2000", "--no-ext-diff", "--no-textconv",
            self.base, self.head,
        )  # fmt: skip
        parts = iter(_text(out).split("\0"))
        found = []
        for head in parts:
            if not head:
                continue
            old_mode, new_mode, old_id, new_id, status = head.removeprefix(":").split(" ")
            name = next(parts)
            new_name = next(parts) if status[0] in "RC" else name
            gone, come = {_LINK, _MODULE, "000000"} & {old_mode}, {_LINK, _MODULE, "000000"} & {new_mode}
            old = None if gone or status[0] == "C" else Blob(name, old_id)
            new = None if come else Blob(new_name, new_id)
            if old or new:
                found.append(Difference(old, new))
        return sorted(found, key=lambda d: (d.new or d.old).path if (d.new or d.old) else "")  # type: ignore[union-attr]

    def blob(self, commit: str, path: str) -> Blob | None:
        """The file at a path in a commit, or None."""
        out = _text(_git(self.top, "ls-tree", "-z", "--full-tree", commit, "--", path))
        for entry in filter(None, out.split("\0")):
            about, _, name = entry.partition("\t")
            mode, kind, oid = about.split(" ")
            if name == path and kind == "blob" and mode != _LINK:
                return Blob(path, oid)
        return None

    def exists(self, path: str) -> bool:
        """Whether a path, file or folder, is in one of the commits."""
        return any(_git(self.top, "ls-tree", "-z", "--full-tree", c, "--", path) for c in (self.base, self.head))

    def read(self, blob: Blob, most: int) -> bytes:
        """The bytes of an object of at most `most` bytes. Raises ReadError."""
        size = int(_git(self.top, "cat-file", "-s", blob.oid) or b"0")
        if size > most:
            raise ReadError(f"är {size >> 20} MB stort; gränsen är {most >> 20} MB")
        data = _git(self.top, "cat-file", "blob", blob.oid)
        if data.startswith(_LFS):
            raise ReadError("ligger i Git LFS och finns inte i förrådet; hämta det med git lfs och jämför filerna")
        return data


def open_range(folder: Path, text: str) -> Repository:
    """The repository around a folder and the revisions of "BASE..HEAD" ("BASE...HEAD": from where the two parted).

    Raises LintkitError: no git, no repository, a revision that is not there, a text that names no two revisions.
    """
    dots = "..." if "..." in text else ".."
    base, found, head = text.partition(dots)
    if not found or not base or ".." in head:
        raise LintkitError(f"--git: ”{text}” ska skrivas BASE..HEAD, till exempel main..HEAD")
    top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    first, last = _commit(top, base), _commit(top, head or "HEAD")
    if dots == "...":
        parted = _try(top, "merge-base", first, last)
        if parted is None:
            raise LintkitError(f"--git: {base} och {head or 'HEAD'} har ingen gemensam historia i förrådet")
        first = _text(parted).split()[0]
    return Repository(top, first, last)


def _commit(top: Path, name: str) -> str:
    found = _try(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found is None:
        shallow = (_try(top, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"
        hint = "; bara en del av historiken är hämtad (git fetch --unshallow hämtar resten)" if shallow else ""
        raise LintkitError(f"--git: revisionen ”{name}” finns inte i förrådet{hint}")
    return _text(found).strip()


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints. Raises LintkitError with git's own first sentence where it fails."""
    done = _run(folder, arguments)
    if done.returncode == 0:
        return done.stdout
    said = _text(done.stderr)
    if "not a git repository" in said or "must be run in a work tree" in said:
        raise LintkitError(f"{folder} ligger inte i ett git-förråd; --git jämför revisioner i ett sådant")
    if "dubious ownership" in said:
        raise LintkitError(f"{folder}: git läser inte förrådet, för det ägs av en annan användare (safe.directory)")
    first = next((line for line in said.splitlines() if line.strip()), "okänt fel").removeprefix("fatal: ")
    raise LintkitError(f"git {arguments[0]}: {first}")


def _try(folder: Path, *arguments: str) -> bytes | None:
    done = _run(folder, arguments)
    return done.stdout if done.returncode == 0 else None


def _run(folder: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1",
                   "GIT_TERMINAL_PROMPT": "0"}  # fmt: skip
    command = ["git", "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]
    try:
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False, env=environment
        )
    except FileNotFoundError as error:
        raise LintkitError("git finns inte på datorn, och --git behöver det; jämför två filer eller mappar") from error
    except subprocess.TimeoutExpired as error:
        raise LintkitError(f"git {arguments[0]} svarade inte inom {_SECONDS} sekunder") from error
    except (OSError, ValueError) as error:  # a name with a null character cannot be given to a program
        raise LintkitError(f"git kunde inte köras: {error}") from error


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
