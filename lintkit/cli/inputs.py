"""The files, folders and standard input of a command line, linted each by what holds where it lies."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lintkit import __version__, remote, store
from lintkit.accept import Listed
from lintkit.cache import Cache
from lintkit.cli.files import expand
from lintkit.config import Accepted
from lintkit.finding import Severity
from lintkit.linter import rule_help
from lintkit.read import MAX_BYTES
from lintkit.remote import is_address
from lintkit.report.common import safe
from lintkit.report.model import DocumentResult, Report
from lintkit.sets import resolve
from lintkit.setup import Options, Setup, as_laid_down, make_ready
from lintkit.work import Bench, Model, Outcome, Task, Workshop, failed, with_document

if TYPE_CHECKING:
    from lintkit.cli.warm import Question


@dataclass(frozen=True)
class Linted:
    """The results of a run in order, and what each document was linted by (`setups`, as many). `problems` are what
    was wrong with documents that a configuration names, one Swedish sentence each without full stop; `old` are files
    in the folders that no reader takes and that could be saved anew.
    """

    results: tuple[DocumentResult, ...]
    setups: tuple[Setup, ...]
    today: date
    problems: tuple[str, ...] = ()
    models: tuple[Model, ...] = ()
    old: tuple[Path, ...] = ()

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


@dataclass(frozen=True)
class Running:
    """How documents are worked through; it changes no result. `jobs` None is as many processes as are worth it.
    With `whole`, results have the documents themselves, read anew where only the findings are known. `seen` is the
    question that the documents have been found and hashed for.
    """

    jobs: int | None = 1
    cache: bool = False
    executor: str = ""
    whole: bool = True
    seen: Question | None = None


def lint_inputs(
    options: Options, paths: Sequence[str], stdin_filename: str, least: Severity, running: Running | None = None
) -> Linted:
    """Results for files, folders and "-" (standard input), their documents whole or as outlines.

    Raises LintkitError for a mistake in a configuration.
    """
    running = running or Running()
    local = [path for path in paths if path != "-" and not is_address(path)]
    old: list[Path] = []
    inputs: list[tuple[Path | None, str, str | None]] = []
    if running.seen is not None and running.seen.found:
        inputs += running.seen.found
        old += running.seen.old
    else:
        inputs += expand(local, old)
    for address in (path for path in paths if is_address(path)):
        inputs += [(None, shown, problem) for shown, problem in remote.expand(address)]
    at_standard_input = len(inputs)
    if "-" in paths:
        inputs.append((None, stdin_filename, None))
    setups = make_ready(options, [path for path, _, _ in inputs], keep=running.cache)
    distinct = list(dict.fromkeys(setups))
    names: dict[Path, str] = {}
    if any(setup.config.documents for setup in distinct):
        names = {Path(os.path.realpath(path)): shown for path, shown, _ in inputs if path}
    benches = [Bench(s.linter, s.loaded, resolve(s.config.documents, s.loaded.folder), least, names) for s in distinct]
    number = {setup: index for index, setup in enumerate(distinct)}
    outcomes: list[Outcome | None] = [None] * len(inputs)
    tasks: dict[int, Task] = {}
    for index, ((path, shown, problem), setup) in enumerate(zip(inputs, setups, strict=True)):
        if problem is not None:
            outcomes[index] = Outcome(failed(shown, problem))
        else:
            data = sys.stdin.buffer.read(MAX_BYTES + 1) if index == at_standard_input else None
            tasks[index] = Task(number[setup], path, shown, data)
    for index, outcome in _worked(benches, tasks, running):
        outcomes[index] = outcome
    done = [outcome for outcome in outcomes if outcome is not None]
    assert len(done) == len(inputs)
    results = [
        as_laid_down(o.result, path, setup.loaded) if path else o.result
        for o, (path, _, _), setup in zip(done, inputs, setups, strict=True)
    ]
    problems = {
        f"{setup.name}: {problem}": None
        for setup, bench in zip(distinct, benches, strict=True)
        for problem in (
            *bench.sets.problems,
            *(p for o, other in zip(done, setups, strict=True) if other is setup for p in o.problems),
        )
    }
    models = tuple(dict.fromkeys(o.model for o in done if o.model is not None))
    return Linted(tuple(results), tuple(setups), options.today, tuple(problems), models, tuple(old))


def _worked(benches: Sequence[Bench], tasks: Mapping[int, Task], running: Running) -> Iterator[tuple[int, Outcome]]:
    """Outcomes of the tasks by their number: those kept from an earlier run, then the others."""

    def given(index: int, outcome: Outcome) -> Outcome:
        if not running.whole:
            return outcome
        return with_document(outcome, tasks[index]) or Workshop(benches).do(tasks[index], whole=True)

    cache = Cache() if running.cache else None
    known, keys = _known(cache, benches, tasks, running.seen) if cache is not None else ({}, {})
    left = [index for index in tasks if index not in known]
    if left or running.whole:
        gc.enable()
    yield from ((index, given(index, outcome)) for index, outcome in known.items())
    if not left:
        return
    from lintkit import jobs

    sizes = [len(task.data) if task.data is not None else _size(task.path) for task in (tasks[n] for n in left)]
    todo = [tasks[index] for index in left]
    if running.executor:
        from lintkit.cluster import run as run_there

        done = run_there(benches, todo, running.executor)
    else:
        done = jobs.run(benches, todo, sizes, jobs.choose(running.jobs, sizes), whole=running.whole)
    for number, outcome in done:
        index = left[number]
        if cache is not None and index in keys:
            cache.put(keys[index][0], outcome, keys[index][1])
        yield index, given(index, outcome)
    if cache is not None and cache.written:
        store.trim()


def _known(
    cache: Cache, benches: Sequence[Bench], tasks: Mapping[int, Task], seen: Question | None
) -> tuple[dict[int, Outcome], dict[int, tuple[str, str]]]:
    """Outcomes kept from an earlier run by their tasks' numbers; for the others what to keep them under, and the
    content's hash.
    """
    hashes = seen.hashes if seen is not None and seen.found else None
    known: dict[int, Outcome] = {}
    keys: dict[int, tuple[str, str]] = {}
    for index, task in tasks.items():
        content_hash = hashes[index] if hashes is not None else _hash(task)
        if content_hash is None:
            continue
        bench = benches[task.bench]
        key = cache.key(bench, task, content_hash)
        if (outcome := cache.get(key, bench.linter.today)) is not None:
            known[index] = outcome
        else:
            keys[index] = key, content_hash
    return known, keys


def _hash(task: Task) -> str | None:
    """SHA-256 of a document's bytes; None for what is too large or cannot be read, which the reader will say."""
    try:
        if task.data is not None:
            return sha256(task.data).hexdigest()
        if task.path is None or not 0 < _size(task.path) <= MAX_BYTES:
            return None
        return sha256(task.path.read_bytes()).hexdigest()
    except OSError:
        return None


def _size(path: Path | None) -> int:
    try:
        return path.stat().st_size if path is not None and path.is_file() else 0
    except OSError:
        return 0


def may_keep(linted: Linted, hashes: Sequence[str]) -> bool:
    """Whether a check's answer depends on nothing but the documents with those contents and the configurations."""
    for setup in linted.distinct():
        config = setup.config
        if config.documents or config.extend or config.nlp.model not in ("auto", "builtin", "none"):
            return False
    read = [r.document.sha256 if r.document is not None else "" for r in linted.results]
    return read == list(hashes) and not any(model.problem for model in linted.models)


def say_problems(linted: Linted) -> None:
    """On standard error what was wrong with documents that a configuration names."""
    for problem in linted.problems:
        click.echo(f"lintkit: {problem}.", err=True)


def say_old(linted: Linted) -> None:
    """On standard error which files in the folders were passed over though they are documents."""
    if linted.old:
        names = ", ".join(safe(path.as_posix()) for path in linted.old[:3]) + (" …" if len(linted.old) > 3 else "")
        what = "1 fil" if len(linted.old) == 1 else f"{len(linted.old)} filer"
        click.echo(f"lintkit: {what} i äldre format lästes inte; spara om som .docx: {names}", err=True)


def say_level(linted: Linted, *, quiet: bool) -> None:
    """Which language model ran, if a rule asked for one; that it is missing or weak is said even when quiet."""
    for model in linted.models:
        if model.problem:
            click.echo(f"lintkit: {model.problem}.", err=True)
        elif not quiet:
            ran = f"{model.name} {model.version}" if model.version else "ingen"
            click.echo(f"språkmodell: {ran}, nivå {model.level}", err=True)


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
