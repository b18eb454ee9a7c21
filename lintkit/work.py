"""Linting as tasks: all that one document's result depends on, to be done here or elsewhere; starts no process."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lintkit.config import Loaded
from lintkit.errors import ReadError
from lintkit.finding import Severity
from lintkit.language.nlp import Loaded as LoadedModel
from lintkit.linter import Linter
from lintkit.report.model import DocumentResult, Outline, outlined
from lintkit.sets import Sets, kind_for

if TYPE_CHECKING:
    from lintkit.document import Document


class Model(NamedTuple):
    """The language model that a document was judged with; `problem` is one Swedish sentence or None."""

    name: str
    version: str
    level: str
    problem: str | None


@dataclass(frozen=True)
class Bench:
    """What one configuration makes of documents: its rules made ready, its sets, and the names of the files read.
    `contents` are the governing documents' bytes where their files cannot be reached.

    Can be pickled; a language model is loaded anew where it is wanted.
    """

    linter: Linter
    loaded: Loaded
    sets: Sets
    least: Severity
    names: Mapping[Path, str] = field(default_factory=dict)
    contents: Mapping[Path, bytes] = field(default_factory=dict)

    def kind(self, path: Path | None) -> str | None:
        """The kind that the configuration lays down for a file."""
        return kind_for(path, self.loaded) if path is not None else None


class Task(NamedTuple):
    """One document to lint at the bench of that number. `data` is given where there is no file to read; without a path
    too, `shown` is an address.
    """

    bench: int
    path: Path | None
    shown: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A task's result. `problems` are what was wrong with documents above it; `model` is
    set when a rule asked for the language model.
    """

    result: DocumentResult
    problems: tuple[str, ...] = ()
    model: Model | None = None


class Workshop:
    """Does tasks one at a time, each governing document read once."""

    def __init__(self, benches: Sequence[Bench]) -> None:
        from lintkit.engine import Shelf

        self.benches = tuple(benches)
        self._shelves = [
            Shelf(b.linter, b.sets, b.names, partial(kind_for, loaded=b.loaded), partial(_above, b.contents))
            for b in benches
        ]

    def do(self, task: Task, *, whole: bool = False) -> Outcome:
        """Read and lint one document; one that cannot be read is a result with `error`. The result has the `whole`
        document, or its outline.
        """
        from lintkit.engine import lint_result

        bench, shelf = self.benches[task.bench], self._shelves[task.bench]
        bench.linter.parser.asked = False
        try:
            document = _read(task)
        except ReadError as error:
            return Outcome(failed(task.shown, str(error)))
        result = lint_result(bench.linter, document, bench.least, shelf.above(task.path), bench.kind(task.path))
        model = _model(bench.linter.parser.loaded) if bench.linter.parser.asked else None
        return Outcome(result if whole else outlined(result), shelf.problems_above(task.path), model)


def with_document(outcome: Outcome, task: Task) -> Outcome | None:
    """The outcome with the document itself, read anew, in place of its outline; None where it is another by now."""
    result = outcome.result
    if not isinstance(result.document, Outline):
        return outcome
    try:
        document = _read(task)
    except ReadError:
        return None
    if document.sha256 != result.document.sha256:
        return None
    return replace(outcome, result=replace(result, document=replace(document, unread=result.document.unread)))


def failed(shown: str, error: str) -> DocumentResult:
    """The result for a document that could not be read, or not be linted."""
    return DocumentResult(shown, os.path.splitext(shown)[1].lower().lstrip("."), None, "annat", (), error)


def _above(contents: Mapping[Path, bytes], path: Path, name: str) -> Document:
    from lintkit.read import read, read_bytes

    known = contents.get(path)
    return read(path, name=name) if known is None else read_bytes(known, name)


def _read(task: Task) -> Document:
    from lintkit.read import read, read_bytes

    if task.data is not None:
        return read_bytes(task.data, task.shown)
    if task.path is not None:
        return read(task.path, name=task.shown)
    from lintkit.remote import fetch

    return read_bytes(fetch(task.shown), task.shown)


def _model(loaded: LoadedModel | None) -> Model | None:
    if loaded is None:
        return None
    version = loaded.parser.version if loaded.parser else ""
    return Model(loaded.name, version, loaded.level, loaded.problem)
