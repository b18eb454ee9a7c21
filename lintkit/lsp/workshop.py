"""Linting what stands in an editor: each text by the configuration nearest above it; knows no protocol."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lintkit.config import NAMES, find
from lintkit.document import Document
from lintkit.engine import Shelf, lint_result, rule_help
from lintkit.finding import Finding
from lintkit.read import read_bytes
from lintkit.report.model import Help, whole
from lintkit.sets import kind_for
from lintkit.setup import Options, Setup, as_laid_down, make_ready, shelf

__all__ = ["Result", "Workshop", "is_configuration"]


def is_configuration(path: Path) -> bool:
    """Whether a file may hold a configuration."""
    return path.name in (*NAMES, "pyproject.toml")


@dataclass(frozen=True)
class Result:
    """A text as linted: the document, its findings in text order, the rules that ran, and what was wrong with
    documents that its configuration names (Swedish sentences). `config` is the configuration's file, if there is one.
    """

    document: Document
    findings: tuple[Finding, ...]
    rules: dict[str, Help]
    problems: tuple[str, ...]
    config: Path | None


class Workshop:
    """Linters by folder, made ready once. `forget` when a configuration, a rule file or a governing document may have
    changed. Not for several threads at once.
    """

    def __init__(self, today: date | None = None, *, preview: bool = False) -> None:
        """`today` is the day to judge by (default: the current day, at each linting)."""
        self._today, self._preview = today, preview
        self._setups: dict[Path | None, tuple[date, Setup]] = {}
        self._shelves: dict[Setup, Shelf] = {}

    def forget(self) -> None:
        """Read configurations, rules and governing documents anew from now on."""
        self._setups.clear()
        self._shelves.clear()

    def reread(self) -> None:
        """Read governing documents anew from now on."""
        self._shelves.clear()

    def lint(self, text: str, name: str, path: Path | None) -> Result:
        """Lint a text. `name` decides the reader; `path` is its place on disk, None for a text that has none yet.

        Raises ReadError, LintkitError, and FileError for a mistake in a configuration or rule file.
        """
        setup = self._setup(path)
        document = read_bytes(text.encode("utf-8", "replace"), name)
        real = Path(os.path.realpath(path)) if path else None
        above = self._shelves.get(setup)
        if above is None:
            above = self._shelves[setup] = shelf(setup)
        kind = kind_for(real, setup.loaded) if real else None
        result = lint_result(setup.linter, document, governing=above.above(real), kind=kind)
        if real:
            result = as_laid_down(result, real, setup.loaded)
        read = whole(result)
        assert read is not None
        help_ = rule_help(setup.linter.rules)
        return Result(read, result.findings, dict(help_), tuple(above.problems), setup.loaded.path)

    def _setup(self, path: Path | None) -> Setup:
        today = self._today or date.today()
        place = Path(os.path.realpath(path)).parent if path else Path.cwd()
        config = find(place) if place.is_dir() else None
        known = self._setups.get(config)
        if known is None or known[0] != today:
            options = Options(today, preview=self._preview)
            known = self._setups[config] = (today, make_ready(options, [place])[0])
        return known[1]
