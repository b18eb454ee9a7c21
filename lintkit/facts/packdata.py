"""Where the facts that ship with the rule packs lie (`rules/data`), and how their YAML becomes typed values."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from lintkit.yamlfile import convert, load

T = TypeVar("T")

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip


def data_path(name: str) -> Path:
    """A data file by name: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parents[1]
    inside = package / "_rules" / "data"
    return (inside if inside.is_dir() else package.parent / "rules" / "data") / name


def load_data(name: str, type_: type[T]) -> T:
    """A YAML data file as `type_`. Raises FileError with file and line."""
    located = load(data_path(name), f"rules/data/{name}")
    return convert(located, located.value, "", type_)


def since(when: str, exact: bool = True) -> str:
    """ "sedan den 1 juli 2025" or, when only the year is attested, "sedan 2025"; "" for an unknown date."""
    if not when:
        return ""
    if len(when) == 10 and exact:
        year, month, day = when.split("-")
        return f"sedan den {int(day)} {_MONTHS[int(month) - 1]} {year}"
    return f"sedan {when[:4]}"
