"""Which files to read: walks folders, leaves out hidden and git-ignored files; reads none of them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from lintkit.read import OLD_FORMATS, READERS


def expand(paths: Iterable[str], old: list[Path] | None = None) -> list[tuple[Path, str, str | None]]:
    """Files for the paths given, as (path, name to show, what is wrong or None), without duplicates.

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
                formats = ", ".join(sorted(READERS))
                out.setdefault(path, (given, f"är en mapp utan dokument som kan läsas ({formats})"))
        elif path.exists():
            out.setdefault(path, (given, None))
        else:
            out.setdefault(path, (given, "finns inte"))
    return [(path, shown, problem) for path, (shown, problem) in out.items()]


def _walk(folder: Path) -> tuple[list[Path], list[Path]]:
    """The documents of a folder that can be read, and those in formats of old."""
    found, old = [], []
    stack = [folder]
    while stack:
        here = stack.pop()
        for entry in sorted(here.iterdir()):
            if entry.name.startswith((".", "~$")) or entry.is_symlink():
                continue
            if entry.is_dir():
                stack.append(entry)
            elif entry.suffix.lower() in READERS and not _is_metadata(entry) and entry.is_file():
                found.append(entry)
            elif entry.suffix.lower() in OLD_FORMATS:
                old.append(entry)
    ignored = _git_ignored(folder, [*found, *old])
    kept = [sorted((f for f in files if f not in ignored), key=lambda p: p.as_posix()) for files in (found, old)]
    return kept[0], kept[1]


def is_document(path: str) -> bool:
    """Whether a walk from the top would take a file at this relative path: readable by its name, not hidden."""
    parts = PurePosixPath(path).parts
    file = Path(parts[-1]) if parts else Path()
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return not hidden and file.suffix.lower() in READERS and not _is_metadata(file)


def _is_metadata(path: Path) -> bool:
    """README files explain a folder; they are no regulations."""
    return path.stem.upper() in ("README", "LICENSE", "CHANGELOG", "CONTRIBUTING")


def _git_ignored(folder: Path, files: list[Path]) -> set[Path]:
    if not files:
        return set()
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "check-ignore", "-z", "--stdin"],
            input="\0".join(str(f.resolve()) for f in files).encode(), capture_output=True, timeout=30, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return set()
    if done.returncode not in (0, 1):
        return set()
    ignored = {Path(p) for p in done.stdout.decode(errors="surrogateescape").split("\0") if p}
    return {f for f in files if f.resolve() in ignored}
