"""Configuration: finding lintkit.yaml or pyproject.toml above the documents, reading and merging it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from lintkit.errors import FileError
from lintkit.families import FAMILIES, Kind
from lintkit.yamlfile import Located, convert, load

NAMES = ("lintkit.yaml", "lintkit.yml")

Profile = Literal["kundval", "lov", "bidrag", "policy", "alla"]
Months = Annotated[int, msgspec.Meta(ge=1)]
FailOn = Literal["error", "warning", "info", "never"]

#: Families that a profile runs. Plain language is the author's own choice, so only "alla" has it.
PROFILES: dict[str, tuple[str, ...]] = {
    "kundval": tuple(f for f in FAMILIES if f != "sprak"),
    "lov": tuple(f for f in FAMILIES if f != "sprak"),
    "bidrag": tuple(f for f in FAMILIES if f != "sprak"),
    "policy": ("vagt", "hanvisning", "begrepp", "metadata", "konflikt"),
    "alla": FAMILIES,
}


class DocumentSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Documents that belong together: one governs, the others apply under it. Paths and globs."""

    name: str
    governs: str = ""
    applies_to: tuple[str, ...] = ()


class RegisterLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The municipality's own limits for a circle of persons, in months."""

    max_age_months: Months | None = None
    renewal_months: Months | None = None


class Registers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Limits stricter than the law's, for owners and managers and for staff."""

    owners: RegisterLimits = RegisterLimits()
    staff: RegisterLimits = RegisterLimits()


class Nlp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which language model to use: auto, builtin, none, a package or a path."""

    model: str = "auto"


class Accepted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding accepted in the configuration, with reason and name."""

    fingerprint: str
    rule: str
    reason: str
    by: str
    until: str = ""


class PathOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Selection for documents whose path matches a glob."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    kind: Kind | Literal[""] = ""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that lintkit.yaml may say."""

    profile: Profile = "kundval"
    extend: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn = "warning"
    documents: tuple[DocumentSet, ...] = ()
    registers: Registers = Registers()
    nlp: Nlp = Nlp()
    per_path: dict[str, PathOptions] = {}
    accepted: tuple[Accepted, ...] = ()


class Loaded(msgspec.Struct, frozen=True):
    """A configuration and the folder that its paths are relative to; `path` is None for the defaults."""

    config: Config
    folder: Path
    path: Path | None = None


_OURS = re.compile(r"^\s*\[+\s*tool\.lintkit(?:\.[\w.-]+)?\s*\]", re.MULTILINE)
_TABLE = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"\s*([\w.-]+)\s*=")


def find(start: Path) -> Path | None:
    """The configuration file nearest above `start` (a file or folder), or None."""
    folder = start if start.is_dir() else start.parent
    for place in (folder, *folder.parents):
        for name in NAMES:
            if (place / name).is_file():
                return place / name
        pyproject = place / "pyproject.toml"
        if pyproject.is_file() and _tool_table(pyproject) is not None:
            return pyproject
    return None


def load_config(path: Path | None) -> Loaded:
    """Read a configuration file; the defaults for None. Raises FileError with file and line."""
    if path is None:
        return Loaded(Config(), Path.cwd())
    if not path.is_file():
        raise FileError(str(path), 1, "konfigurationsfilen finns inte")
    if path.name == "pyproject.toml":
        table = _tool_table(path)
        located = Located(str(path), table or {}, _toml_lines(path) if table else {})
    else:
        located = load(path)
    value = located.value if located.value is not None else {}
    if not isinstance(value, dict):
        raise FileError(str(path), 1, "konfigurationen ska vara ett uppslag med nycklar (profile, select, ignore …)")
    return Loaded(convert(located, value, "", Config), path.parent, path)


def _toml_lines(path: Path) -> dict[str, int]:
    """Lines of the keys under [tool.lintkit], by path; for what TOML writes in other ways, the line of its table."""
    lines: dict[str, int] = {}
    table: str | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if header := _TABLE.match(line):
            inside = header[1] == "tool.lintkit" or header[1].startswith("tool.lintkit.")
            table = header[1].removeprefix("tool.lintkit").strip(".") if inside else None
            if table is not None:
                lines.setdefault(table, number)
        elif table is not None and (key := _KEY.match(line)):
            lines.setdefault(f"{table}.{key[1]}".strip("."), number)
    return lines


def _tool_table(path: Path) -> dict[str, Any] | None:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if "lintkit" not in text:
        return None  # as most of them; the parser is not imported for that
    import tomllib

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        if _OURS.search(text):
            line = re.search(r"at line (\d+)", str(error))
            raise FileError(
                str(path), int(line[1]) if line else 1, "ogiltig TOML, så [tool.lintkit] går inte att läsa"
            ) from error
        return None  # somebody else's file; a broken one is not ours to report
    tool = data.get("tool")
    table = tool.get("lintkit") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None
