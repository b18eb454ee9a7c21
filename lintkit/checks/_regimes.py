"""The limits of the register-check acts on a given day, from the rule data; no text is read here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from lintkit.facts.packdata import since
from lintkit.rules.load import rules_dir
from lintkit.today import Today
from lintkit.yamlfile import convert, load


class Age(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A greatest age in months and the day it came into force (ISO)."""

    since: str
    months: float


class Regime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One act on register checks: what registers, how old, and whether copies may or must be kept."""

    id: str
    law: str
    short: str
    registers: tuple[str, ...]
    copies: str
    ages: tuple[Age, ...]
    registers_since: str = ""

    def age_on(self, today: Today) -> float | None:
        """The greatest age in months on the day, None before the act was in force."""
        now = [a for a in self.ages if today.has_come(a.since)]
        return now[-1].months if now else None

    def since(self, today: Today) -> str:
        """The day the limit in force on the day began to apply."""
        return [a.since for a in self.ages if today.has_come(a.since)][-1]

    def both_registers(self, today: Today) -> bool:
        """Whether the act asks for both registers on the day."""
        return len(self.registers) > 1 and (not self.registers_since or today.has_come(self.registers_since))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    as_of: str
    regimes: tuple[Regime, ...]


@cache
def _file() -> _File:
    path = rules_dir() / "data" / "register_regimes.yaml"
    located = load(path, path.name)
    return convert(located, located.value, "", _File)


def regimes() -> dict[str, Regime]:
    """All regimes by id. Raises FileError when the data file is broken."""
    return {r.id: r for r in _file().regimes}


def as_of() -> str:
    """The day up to which the law was read for the data file, in words: "den 30 april 2026"."""
    return since(_file().as_of).removeprefix("sedan ")


def of(activities: Iterable[str]) -> list[Regime]:
    """The regimes of activities, in the order of the data file."""
    wanted = set(activities)
    return [r for r in regimes().values() if r.id in wanted]
