"""The command review: a document's findings written into a copy of it, where the reader will see them."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import click

from lintkit.accept import read_baseline
from lintkit.cli import FINDINGS, OK, UNREADABLE
from lintkit.cli.output import write_file
from lintkit.cli.swedish import Command
from lintkit.errors import LintkitError, ReadError, reason
from lintkit.finding import Severity
from lintkit.review.annotated import Annotated
from lintkit.select import split_names

_LEVELS = ("error", "warning", "info")


@click.command(cls=Command)
@click.argument("file", metavar="FIL")
@click.option(
    "-o", "--output", required=True, metavar="FIL",
    help="Den kommenterade kopian: .docx, .odt och .pdf som originalet, .html för övriga format.",
)  # fmt: skip
@click.option("--summary", is_flag=True, help="Word: sammanfatta först i dokumentet, som spårad infogning.")
@click.option("--no-changes", is_flag=True, help="Word: skriv kommentarer men inga spårade ändringar.")
@click.option("--baseline", metavar="FIL", help="Kommentera inte de godtagna anmärkningar som står i filen.")
@click.option("--select", multiple=True, metavar="ID|FAMILJ,…", help="Kör bara dessa regler eller familjer.")
@click.option("--ignore", multiple=True, metavar="ID|FAMILJ,…", help="Kör inte dessa regler eller familjer.")
@click.option("--profile", type=click.Choice(["kundval", "lov", "bidrag", "policy", "alla"]), help="Urval av familjer.")
@click.option(
    "--min-severity",
    type=click.Choice(_LEVELS),
    default="info",
    show_default=True,
    help="Kommentera inte anmärkningar under denna nivå.",
)
@click.option("--fail-on", type=click.Choice([*_LEVELS, "never"]), help="Slutstatus 1 från och med denna nivå.")
@click.option("--preview", is_flag=True, help="Kör också regler som är på försök.")
@click.option("--today", metavar="ÅÅÅÅ-MM-DD", help="Bedöm som om det vore denna dag.")
@click.option("--config", "config_path", type=click.Path(), help="Konfigurationsfil.")
@click.option("--quiet", is_flag=True, help="Skriv inget på standard fel utom felmeddelanden.")
def review(
    file: str, output: str, summary: bool, no_changes: bool, baseline: str | None, select: tuple[str, ...],
    ignore: tuple[str, ...], profile: str | None, min_severity: str, fail_on: str | None, preview: bool,
    today: str | None, config_path: str | None, quiet: bool,
) -> int:  # fmt: skip
    """Skriv en kopia av ett dokument med en kommentar vid varje anmärkning.

    Word och ODT får kommentarer, PDF överstrykningar med anteckning, andra format en sida (.html) med anmärkningarna
    bredvid texten. I Word blir det som kan bytas ord för ord spårade ändringar. Dokumentet självt ändras inte, och
    text, formatering, spårade ändringar och andras kommentarer i kopian är desamma.
    """
    from lintkit.cli.inputs import lint_inputs, say_problems
    from lintkit.present import annotate_file
    from lintkit.setup import Options

    check_names(file, output)
    baselines = (read_baseline(Path(baseline), baseline),) if baseline else ()
    options = Options(_day(today), config_path, split_names(select), split_names(ignore), profile, preview, baselines)
    linted = lint_inputs(options, (file,), "", Severity.of(min_severity))
    say_problems(linted)
    report = linted.report()
    [result] = report.results
    if result.document is None:
        click.echo(f"lintkit: {file} {result.error}.", err=True)
        return UNREADABLE
    try:
        annotated = annotate_file(
            _same_bytes(file, result.document.sha256), report, {r.rule.id: r for r in linted.setups[0].linter.rules},
            changes=not no_changes, summary=summary,
        )  # fmt: skip
    except ReadError as error:
        click.echo(f"lintkit: {file} {error}.", err=True)
        return UNREADABLE
    except LintkitError as error:
        raise LintkitError(f"{file} {error}") from error
    write_file(output, annotated.data, "kopian")
    if annotated.lost:
        click.echo(f"lintkit: {file}: {annotated.lost} anmärkningar kunde inte placeras i kopian.", err=True)
    if not quiet:
        click.echo(report.read_line(), err=True)
        click.echo(_count(annotated, output), err=True)
    return FINDINGS if linted.fails(fail_on) else OK


def check_names(file: str, output: str) -> None:
    """Raises LintkitError for a file that cannot be commented, and for a copy that would not be one."""
    from lintkit.present import annotated_suffix

    if file == "-" or Path(file).is_dir():
        raise LintkitError("review kommenterar ett dokument i taget; ange en fil")
    try:
        suffix = annotated_suffix(file)
    except LintkitError as error:
        raise LintkitError(f"{file} {error}") from error
    if Path(output).suffix.lower() != suffix:
        raise LintkitError(f"{output}: kopian av en {Path(file).suffix.lower()}-fil ska ha ändelsen {suffix}")
    if Path(output).is_dir():
        raise LintkitError(f"{output} är en mapp; ange namnet på en fil")
    try:
        same = Path(output).resolve() == Path(file).resolve() or os.path.samefile(file, output)
    except OSError:  # one of them is not there
        same = False
    if same:
        raise LintkitError(f"{output} är samma fil som dokumentet, och det skrivs aldrig över; ange ett annat namn")


def _same_bytes(file: str, sha256: str) -> bytes:
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise ReadError(f"kan inte öppnas: {reason(error)}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ReadError("ändrades medan det lästes; försök igen")
    return data


def _count(annotated: Annotated, output: str) -> str:
    written, changes = annotated.written, annotated.changes
    words = "1 kommentar" if written == 1 else f"{written} kommentarer"
    if changes:
        words += f" och {'1 spårad ändring' if changes == 1 else f'{changes} spårade ändringar'}"
    return f"{words} i {output}" + (f", {annotated.known} fanns redan" if annotated.known else "")


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise LintkitError(f"--today: ”{text}” är inte ett datum på formen ÅÅÅÅ-MM-DD") from error
