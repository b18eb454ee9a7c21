"""Commands that show the facts behind findings: the sanction ladders and the register demands as read."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from lintkit.cli import OK, UNREADABLE
from lintkit.cli.files import expand
from lintkit.cli.output import check_targets, emit, wants_color
from lintkit.cli.swedish import Command
from lintkit.document import Document
from lintkit.errors import ReadError
from lintkit.report.facts_model import LadderSheet, RegisterSheet

LADDER_FORMATS = ("table", "json", "mermaid", "svg")
REGISTER_FORMATS = ("table", "json")
Sheet = TypeVar("Sheet", LadderSheet, RegisterSheet)

_output = click.option("--output", type=click.Path(dir_okay=False), help="Skriv till en fil i stället för standard ut.")
_stdin = click.option(
    "--stdin-filename", metavar="NAMN", default="stdin.md", show_default=True, help="Vad standard in (-) är för fil."
)
_no_color = click.option("--no-color", is_flag=True, help="Ingen färg.")
_quiet = click.option("--quiet", is_flag=True, help="Skriv inget på standard fel utom felmeddelanden.")


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="SÖKVÄG...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(LADDER_FORMATS),
    default="table",
    show_default=True,
    help="Hur trapporna visas.",
)
@_output
@_stdin
@_quiet
@_no_color
def ladder(
    paths: tuple[str, ...], format_: str, output: str | None, stdin_filename: str, quiet: bool, no_color: bool
) -> int:
    """Visa sanktionstrapporna så som de lästs: steg, vad som utlöser, vem som beslutar, frist, nästa steg."""
    from lintkit.factsheet import ladder_sheet
    from lintkit.report import facts_json, facts_table, ladder_mermaid, ladder_svg

    check_targets((), output, paths)
    sheets = _sheets(paths, stdin_filename, ladder_sheet, LadderSheet)
    color, width = _screen(output, no_color)
    if format_ == "table":
        said = facts_table.render_ladders(sheets, color=color, width=width)
    else:
        module = {"json": facts_json.render_ladders, "mermaid": ladder_mermaid.render, "svg": ladder_svg.render}
        said = module[format_](sheets)
    ladders = [found for sheet in sheets for found in sheet.ladders]
    counts = [
        (len(ladders), "trappa" if len(ladders) == 1 else "trappor"),
        (sum(len(found.steps) for found in ladders), "steg"),
    ]
    return _end(said, sheets, counts, output, quiet=quiet, says_errors=format_ == "table" and output is None)


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="SÖKVÄG...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(REGISTER_FORMATS),
    default="table",
    show_default=True,
    help="Hur kraven visas.",
)
@_output
@_stdin
@_quiet
@_no_color
def registers(
    paths: tuple[str, ...], format_: str, output: str | None, stdin_filename: str, quiet: bool, no_color: bool
) -> int:
    """Visa kraven på registerutdrag och företagsbevis så som de lästs."""
    from lintkit.factsheet import register_sheet
    from lintkit.report import facts_json, facts_table

    check_targets((), output, paths)
    sheets = _sheets(paths, stdin_filename, register_sheet, RegisterSheet)
    color, width = _screen(output, no_color)
    if format_ == "table":
        said = facts_table.render_registers(sheets, color=color, width=width)
    else:
        said = facts_json.render_registers(sheets)
    counts = [(sum(len(sheet.requirements) for sheet in sheets), "krav")]
    return _end(said, sheets, counts, output, quiet=quiet, says_errors=format_ == "table" and output is None)


def _sheets(
    paths: Sequence[str], stdin_filename: str, build: Callable[[Document], Sheet], empty: type[Sheet]
) -> list[Sheet]:
    """The facts of every document, in the order of the paths; what could not be read is a sheet with `error`."""
    from lintkit.read import read, read_bytes

    inputs: list[tuple[Path | None, str, str | None]] = [*expand(p for p in paths if p != "-")]
    if "-" in paths:
        inputs.append((None, stdin_filename, None))
    sheets = []
    for path, shown, problem in inputs:
        try:
            if problem is not None:
                raise ReadError(problem)
            document = read(path, name=shown) if path else read_bytes(sys.stdin.buffer.read(), shown)
        except ReadError as error:
            sheets.append(empty(shown, error=str(error)))
            continue
        sheets.append(build(document))
    return sheets


def _screen(output: str | None, no_color: bool) -> tuple[bool, int]:
    """Whether to colour, and the width in characters; both fixed where the output is no terminal."""
    from lintkit.report.facts_table import WIDTH

    if output is not None or not sys.stdout.isatty():
        return False, WIDTH
    return wants_color(no_color, output), max(60, min(shutil.get_terminal_size().columns, 160))


def _end(
    said: str, sheets: Sequence[Sheet], counts: Sequence[tuple[int, str]], output: str | None,
    *, quiet: bool, says_errors: bool,
) -> int:  # fmt: skip
    """Write what was said, then on standard error what could not be read and one line of counts."""
    emit(said, output)
    failed = [sheet for sheet in sheets if sheet.error is not None]
    if not says_errors:
        for sheet in failed:
            click.echo(f"lintkit: {sheet.path} {sheet.error}.", err=True)
        if not quiet:
            for sheet in sheets:
                for item in sheet.unread:
                    click.echo(f"lintkit: {sheet.path}: oläst del: {item}", err=True)
    if not quiet:
        parts = [(len(sheets) - len(failed), "dokument"), *counts, (len(failed), "olästa")]
        click.echo(", ".join(f"{n:,} {name}".replace(",", " ") for n, name in parts), err=True)
    return UNREADABLE if failed else OK
