"""The files, folders and standard input of a command line, linted each by what holds where it lies."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from lintkit import __version__
from lintkit.accept import Listed
from lintkit.cli.files import expand
from lintkit.config import Accepted
from lintkit.engine import lint_result, rule_help
from lintkit.errors import ReadError
from lintkit.finding import Severity
from lintkit.language import nlp
from lintkit.report.model import DocumentResult, Report
from lintkit.sets import kind_for
from lintkit.setup import Options, Setup, as_laid_down, make_ready, shelf


@dataclass(frozen=True)
class Linted:
    """The results of a run in order, and what each document was linted by (`setups`, as many). `problems` are what
    was wrong with documents that a configuration names, one Swedish sentence each without full stop.
    """

    results: tuple[DocumentResult, ...]
    setups: tuple[Setup, ...]
    today: date
    problems: tuple[str, ...] = ()

    def report(self) -> Report:
        """The results with the rules that ran."""
        rules = rule_help(rule for setup in self.distinct() for rule in setup.linter.rules)
        return Report(__version__, self.today, self.results, dict(sorted(rules.items())))

    def distinct(self) -> list[Setup]:
        """Each setup once, in order."""
        return list(dict.fromkeys(self.setups))

    def fails(self, level: str | None) -> bool:
        """Whether a new finding of a stable rule is as severe as `level`, or as the document's own configuration
        says for None.
        """
        for result, setup in zip(self.results, self.setups, strict=True):
            least = level or setup.config.fail_on
            worst = Report(__version__, self.today, (result,)).worst()
            if least != "never" and worst is not None and worst >= Severity.of(least):
                return True
        return False


def lint_inputs(options: Options, paths: Sequence[str], stdin_filename: str, least: Severity) -> Linted:
    """Results for files, folders and "-" (standard input). Raises LintkitError for a mistake in a configuration."""
    from lintkit.read import MAX_BYTES, read, read_bytes

    inputs: list[tuple[Path | None, str, str | None]] = [*expand(p for p in paths if p != "-")]
    if "-" in paths:
        inputs.append((None, stdin_filename, None))
    names = {Path(os.path.realpath(path)): shown for path, shown, _ in inputs if path}
    setups = make_ready(options, [path for path, _, _ in inputs])
    shelves = {setup: shelf(setup, names) for setup in dict.fromkeys(setups)}
    results: list[DocumentResult] = []
    for (path, shown, problem), setup in zip(inputs, setups, strict=True):
        try:
            if problem is not None:
                raise ReadError(problem)
            document = read(path, name=shown) if path else read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), shown)
        except ReadError as error:
            suffix = Path(shown).suffix.lower().lstrip(".")
            results.append(DocumentResult(shown, suffix, None, "annat", (), str(error)))
            continue
        kind = kind_for(path, setup.loaded) if path else None
        result = lint_result(setup.linter, document, least, shelves[setup].above(path), kind)
        results.append(as_laid_down(result, path, setup.loaded) if path else result)
    problems = [f"{setup.name}: {problem}" for setup, shelf in shelves.items() for problem in shelf.problems]
    return Linted(tuple(results), tuple(setups), options.today, tuple(problems))


def say_problems(linted: Linted) -> None:
    """On standard error what was wrong with documents that a configuration names."""
    for problem in linted.problems:
        click.echo(f"lintkit: {problem}.", err=True)


def say_level(linted: Linted, *, quiet: bool) -> None:
    """Which language model ran, if a rule asked for one; that it is missing or weak is said even when quiet."""
    parsers = dict.fromkeys(setup.linter.parser for setup in linted.distinct())
    for model in (parser.loaded for parser in parsers):
        if model is None:
            continue
        if model.problem:
            click.echo(f"lintkit: {model.problem}.", err=True)
        elif not quiet:
            click.echo(f"språkmodell: {_model_name(model)}, nivå {model.level}", err=True)


def _model_name(model: nlp.Loaded) -> str:
    return f"{model.name} {model.parser.version}" if model.parser else "ingen"


def say_unused(linted: Linted, baselines: Sequence[Listed]) -> None:
    """On standard error what is written down as accepted but no longer silences anything, for lack of time or of
    findings.
    """
    left = unused(linted, baselines)
    for listed in [*(setup.accepted for setup in linted.distinct()), *baselines]:
        for entry in listed.expired(linted.today):
            about = f"godtagandet av {entry.rule} ({entry.fingerprint[:12]}…, {entry.by})"
            click.echo(f"lintkit: {listed.name}: {about} gällde till {entry.until}.", err=True)
        if count := sum(of is listed for of, _ in left):
            words = "godtagen anmärkning finns" if count == 1 else "godtagna anmärkningar finns"
            click.echo(f"lintkit: {listed.name}: {count} {words} inte i det som lästes.", err=True)


def unused(linted: Linted, baselines: Sequence[Listed]) -> list[tuple[Listed, Accepted]]:
    """The accepted findings in force that are not among those found, each with its list. A configuration's list is
    judged by the documents under it, a baseline by all.
    """
    pairs = list(zip(linted.results, linted.setups, strict=True))
    out: list[tuple[Listed, Accepted]] = []
    for setup in linted.distinct():
        own = [f for result, of in pairs if of is setup for f in result.findings]
        left = setup.accepted.unused(own, [r.rule.id for r in setup.linter.rules], linted.today)
        out += [(setup.accepted, entry) for entry in left]
    ran = [r.rule.id for setup in linted.distinct() for r in setup.linter.rules]
    for listed in baselines:
        left = listed.unused([f for result in linted.results for f in result.findings], ran, linted.today)
        out += [(listed, entry) for entry in left]
    return out
