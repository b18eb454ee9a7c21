"""Which files to read: walks folders, leaves out hidden and git-ignored files; reads none of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

#: A file, the name to show for it, and what is wrong with it or None.
Input = tuple[Path, str, str | None]


def expand(paths: Iterable[str], old: list[Path] | None = None) -> list[Input]:
    """Files for the paths given, without duplicates.

    Folders give their readable documents in order of name; a file named directly is always taken. A path that
    does not exist and a folder without documents are entries with a Swedish sentence, so that the rest is read.
    What the folders have in formats of old (.doc, .rtf) is added to `old`.
    """
    out: dict[Path, tuple[str, str | None]] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found, passed_over = _walk(path)
            if old is not None:
                old += passed_over
            for file in found:
                out.setdefault(file, (file.as_posix(), None))
            if not found:
                from lintkit.read import READERS

                formats = ", ".join(sorted(READERS))
                out.setdefault(path, (given, f"är en mapp utan dokument som kan läsas ({formats})"))
        elif path.exists():
            out.setdefault(path, (given, None))
        else:
            out.setdefault(path, (given, "finns inte"))
    return [(path, shown, problem) for path, (shown, problem) in out.items()]


def _walk(folder: Path) -> tuple[list[Path], list[Path]]:
    """The documents of a folder that can be read, and those in formats of old."""
    from lintkit.read import OLD_FORMATS, READERS

    found: list[str] = []
    old: list[str] = []
    top = "" if folder == Path() else str(folder)
    stack = [top]
    while stack:
        here = stack.pop()
        with os.scandir(here or ".") as entries:
            for entry in entries:
                name = entry.name
                if name.startswith((".", "~$")) or entry.is_symlink():
                    continue
                suffix = os.path.splitext(name)[1].lower()
                if entry.is_dir():
                    stack.append(os.path.join(here, name))
                elif suffix in READERS and not _is_metadata(name) and entry.is_file():
                    found.append(os.path.join(here, name))
                elif suffix in OLD_FORMATS:
                    old.append(os.path.join(here, name))
    ignored = _git_ignored(top, [*found, *old])
    kept = [[Path(f) for f in files if f not in ignored] for files in (found, old)]
    return sorted(kept[0], key=Path.as_posix), sorted(kept[1], key=Path.as_posix)


def is_document(path: str) -> bool:
    """Whether a walk from the top would take a file at this relative path: readable by its name, not hidden."""
    from lintkit.read import READERS

    parts = PurePosixPath(path).parts
    file = Path(parts[-1]) if parts else Path()
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return not hidden and file.suffix.lower() in READERS and not _is_metadata(file.name)


def _is_metadata(name: str) -> bool:
    """README files explain a folder; they are no regulations."""
    return os.path.splitext(name)[0].upper() in ("README", "LICENSE", "CHANGELOG", "CONTRIBUTING")


def _git_ignored(top: str, files: Sequence[str]) -> set[str]:
    """Those of the files that git leaves out; all are below the folder `top`, with no link on the way."""
    root = os.path.realpath(top or ".")
    if not files or not _in_repository(root):
        return set()
    import subprocess

    true = {os.path.join(root, file[len(top) :].lstrip(os.sep)): file for file in files}
    try:
        done = subprocess.run(
            ["git", "-C", root, "check-ignore", "-z", "--stdin"],
            input="\0".join(true).encode(errors="surrogateescape"), capture_output=True, timeout=30, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return set()
    if done.returncode not in (0, 1):
        return set()
    said = (os.path.normpath(p) for p in done.stdout.decode(errors="surrogateescape").split("\0") if p)
    return {true[p] for p in said if p in true}


def _in_repository(folder: str) -> bool:
    """Whether git would find a repository here; where there is none, it need not be asked."""
    if "GIT_DIR" in os.environ:
        return True
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return False
        folder = above
    return True
