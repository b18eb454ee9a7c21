"""Checks: what rule files cannot say in words. A rule names one as "module.function"; found when it is run."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple

from lintkit.accept import Exemption
from lintkit.document import Document
from lintkit.finding import Related, Severity
from lintkit.language.analysis import Analysis
from lintkit.today import Today


class Remark(NamedTuple):
    """A check's remark on a plain range (`start` < `end`). `values` fill the rule's message and fix
    ("{match}" is always there); `severity` replaces the rule's own where the facts call for it.
    """

    start: int
    end: int
    values: Mapping[str, str] = {}
    severity: Severity | None = None
    related: tuple[Related, ...] = ()


@dataclass(frozen=True)
class Input:
    """What a check may look at: one document with its language, its kind, the day to judge by, and the rule's
    options. `vague` are the plain ranges of vague words (all hits of the family vagt, conditions not applied)
    with their rule ids, for checks that judge them in another context. `idle` are the document's exemptions that
    silenced nothing, each with the rule it names; known only when all other checks have answered.
    """

    document: Document
    analysis: Analysis
    kind: str
    today: Today
    options: Mapping[str, Any] = field(default_factory=dict)
    vague: tuple[tuple[int, int, str], ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    idle: tuple[tuple[Exemption, str], ...] = ()


@dataclass(frozen=True)
class Together:
    """A document and one that governs it, for checks that judge them against each other. Remarks are on `given`."""

    given: Input
    governing: Input

    def related(self, start: int, end: int, message: str) -> Related:
        """A plain range of the governing document, to point at."""
        return related(self.governing.document, start, end, message)


def related(document: Document, start: int, end: int, message: str = "") -> Related:
    """A plain range of a document as the place that a finding points at."""
    a, b = document.plain.to_source(start, end)
    return Related(document.path, a, b, " ".join(document.plain.text[start:end].split()), message)


Check = Callable[[Input], Iterator[Remark]]
SetCheck = Callable[[Together], Iterator[Remark]]


def find_check(name: str) -> Callable[[Any], Iterator[Remark]]:
    """The check called "module.function": a Check, or a SetCheck for a rule that reads a set. Raises LookupError
    (Swedish text) naming what exists.
    """
    module, _, function = name.partition(".")
    if module in _modules() and function and not function.startswith("_"):
        found = getattr(import_module(f"{__name__}.{module}"), function, None)
        if inspect.isfunction(found):
            return found
    raise LookupError(f"kontrollen ”{name}” finns inte; kontroller finns i {', '.join(_modules())}")


@cache
def _modules() -> list[str]:
    return sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))
