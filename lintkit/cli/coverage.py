"""The command that shows which crime-prevention controls documents have."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lintkit.cli import OK, UNREADABLE
from lintkit.cli.files import expand
from lintkit.cli.output import check_targets, emit
from lintkit.cli.swedish import Command
from lintkit.config import Loaded
from lintkit.errors import ReadError

if TYPE_CHECKING:
    from lintkit.report.coverage import Sheet
    from lintkit.rules.controls import Reading


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="SÖKVÄG...")
@click.option(
    "--format", "format_", type=click.Choice(["table", "json", "markdown", "html"]), default="table",
    show_default=True, help="Hur kontrollerna visas.",
)  # fmt: skip
@click.option("--output", type=click.Path(dir_okay=False), help="Skriv till en fil i stället för standard ut.")
@click.option("--config", "config_path", type=click.Path(), help="Konfigurationsfil.")
@click.option("--quiet", is_flag=True, help="Skriv inget på standard fel utom felmeddelanden.")
def coverage(paths: tuple[str, ...], format_: str, output: str | None, config_path: str | None, quiet: bool) -> int:
    """Visa vilka kontroller mot välfärdsbrott som varje dokument har, var de står och vilka som saknas."""
    from lintkit.report.coverage import RENDERERS
    from lintkit.rules.controls import controls
    from lintkit.setup import configuration

    check_targets((), output, paths)
    sheets = [_sheet(path, shown, problem, configuration(config_path, path)) for path, shown, problem in expand(paths)]
    emit(RENDERERS[format_](sheets), output)
    failed = [sheet for sheet in sheets if sheet.error is not None]
    if format_ != "table" or output:
        for sheet in failed:
            click.echo(f"lintkit: {sheet.path} {sheet.error}.", err=True)
    if not quiet:
        read_ = len(sheets) - len(failed)
        click.echo(f"{read_} dokument, {len(controls())} kontroller, {len(failed)} olästa", err=True)
    return UNREADABLE if failed else OK


def _sheet(path: Path, shown: str, problem: str | None, loaded: Loaded) -> Sheet:
    from lintkit.facts.kind import document_kind
    from lintkit.language.analysis import Analysis
    from lintkit.read import read
    from lintkit.report.coverage import Sheet
    from lintkit.rules import controls
    from lintkit.sets import kind_for, resolve

    try:
        if problem is not None:
            raise ReadError(problem)
        document = read(path, name=shown)
    except ReadError as error:
        return Sheet(shown, error=str(error))
    kind = kind_for(path, loaded) or document_kind(document)
    readings = controls.coverage(Analysis(document), kind)
    for governing in resolve(loaded.config.documents, loaded.folder).above(path):
        if any(r.status == "missing" for r in readings):
            readings = controls.held_above(readings, *_above(governing.path, kind_for(governing.path, loaded)))
    return Sheet(shown, kind, document, readings)


@cache
def _above(path: Path, kind: str | None) -> tuple[str, tuple[Reading, ...]]:
    """The title of a governing document and its controls; none where it cannot be read, which `check` tells."""
    from lintkit.facts.kind import document_kind
    from lintkit.language.analysis import Analysis
    from lintkit.read import read
    from lintkit.rules import controls

    try:
        document = read(path)
    except ReadError:
        return "", ()
    readings = controls.coverage(Analysis(document), kind or document_kind(document))
    return document.title or path.name, readings
