"""Which documents belong together: the sets of the configuration as files, and where globs match; reads no document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import translate
from pathlib import Path
from re import compile as compile_pattern
from typing import NamedTuple

from lintkit.config import DocumentSet, Loaded


class Governing(NamedTuple):
    """A document that governs another, and the name of the set that says so."""

    path: Path
    set_name: str


@dataclass(frozen=True)
class Sets:
    """For each document the documents right above it. `problems` are Swedish sentences, each said once."""

    direct: Mapping[Path, tuple[Governing, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def above(self, path: Path) -> tuple[Governing, ...]:
        """Everything that governs a document, the nearest first; documents that govern each other come once."""
        if not self.direct:
            return ()
        start = path.resolve()
        out: list[Governing] = []
        seen = {start}
        queue = list(self.direct.get(start, ()))
        while queue:
            governing = queue.pop(0)
            if governing.path not in seen:
                seen.add(governing.path)
                out.append(governing)
                queue.extend(self.direct.get(governing.path, ()))
        return tuple(out)


def resolve(described: Iterable[DocumentSet], folder: Path) -> Sets:
    """Find the files of each set. A set whose governing document is missing, or that closes a circle, is left out
    and named in `problems`.
    """
    direct: dict[Path, list[Governing]] = {}
    problems: list[str] = []
    for item in described:
        if not item.governs:
            continue
        top = (folder / item.governs).resolve()
        if not top.is_file():
            problems.append(
                f"mängden ”{item.name}”: det styrande dokumentet {item.governs} finns inte; "
                "dokumenten under det granskas var för sig"
            )
            continue
        members = [m for m in _members(item.applies_to, folder) if m != top]
        if not members:
            problems.append(f"mängden ”{item.name}”: inget dokument stämmer med applies_to")
        for member in members:
            if _governs(direct, member, top):
                problems.append(
                    f"mängden ”{item.name}”: {member.name} och {top.name} styr varandra; "
                    f"att {top.name} styr räknas inte"
                )
                continue
            own = direct.setdefault(member, [])
            if all(g.path != top for g in own):
                own.append(Governing(top, item.name))
    return Sets({path: tuple(found) for path, found in direct.items()}, tuple(problems))


def _members(patterns: Sequence[str], folder: Path) -> list[Path]:
    found: dict[Path, None] = {}
    for pattern in patterns:
        # An absolute or empty pattern names no place below the configuration; glob refuses both.
        if not pattern or Path(pattern).is_absolute():
            continue
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and not path.name.startswith((".", "~$")):
                found.setdefault(path.resolve())
    return list(found)


def _governs(direct: Mapping[Path, Sequence[Governing]], high: Path, low: Path) -> bool:
    """Whether `high` already stands above `low`."""
    queue, seen = [low], set()
    while queue:
        here = queue.pop()
        if here in seen:
            continue
        seen.add(here)
        for governing in direct.get(here, ()):
            if governing.path == high:
                return True
            queue.append(governing.path)
    return False


def kind_for(path: Path, loaded: Loaded) -> str | None:
    """The kind that the configuration's `per_path` lays down for a file; the last that fits and names one."""
    laid_down = loaded.config.per_path.items()
    kinds = [o.kind for pattern, o in laid_down if o.kind and matches(path, pattern, loaded.folder)]
    return kinds[-1] if kinds else None


def matches(path: Path, pattern: str, folder: Path) -> bool:
    """Whether a file lies under `folder` at a place that fits a glob; "**" stands for any number of folders."""
    try:
        inside = path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return False
    if "**/" in pattern and matches(path, pattern.replace("**/", "", 1), folder):
        return True
    if "**" in pattern or "/" not in pattern:
        return compile_pattern(translate(pattern)).match(inside) is not None
    # Without "**" a star does not cross folders, as in a shell.
    parts, wanted = inside.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(
        compile_pattern(translate(w)).match(p) for p, w in zip(parts, wanted, strict=True)
    )
