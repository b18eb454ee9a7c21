"""The command check: documents linted, reports written, and what is said beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from lintkit.accept import Listed, read_baseline
from lintkit.cli import FINDINGS, OK, UNREADABLE
from lintkit.cli.inputs import (
    Linted,
    Running,
    lint_inputs,
    may_keep,
    say_level,
    say_old,
    say_problems,
    say_unused,
    unused,
)
from lintkit.cli.output import Target, TargetType, check_targets, emit, noted, wants_color
from lintkit.cli.swedish import Command
from lintkit.cli.warm import Question, keep
from lintkit.finding import Severity
from lintkit.report.common import safe
from lintkit.report.formats import FORMATS, render_bytes
from lintkit.report.model import Report
from lintkit.select import split_names
from lintkit.setup import Options

SEVERITIES = ("error", "warning", "info")


class Day(click.ParamType[date]):
    """An ISO date."""

    name = "ÅÅÅÅ-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"”{value}” är inte ett datum på formen ÅÅÅÅ-MM-DD", param, ctx)


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="SÖKVÄG...")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="Rapportens format."
)
@click.option(
    "--output", type=click.Path(dir_okay=False), help="Skriv rapporten till en fil i stället för standard ut."
)
@click.option(
    "--report", "reports", type=TargetType(), multiple=True, help="Skriv också en rapport till en fil; får upprepas."
)
@click.option("--baseline", metavar="FIL", help="Räkna inte de godtagna anmärkningar som står i filen.")
@click.option("--select", multiple=True, metavar="ID|FAMILJ,…", help="Kör bara dessa regler eller familjer.")
@click.option("--ignore", multiple=True, metavar="ID|FAMILJ,…", help="Kör inte dessa regler eller familjer.")
@click.option("--profile", type=click.Choice(["kundval", "lov", "bidrag", "policy", "alla"]), help="Urval av familjer.")
@click.option(
    "--min-severity",
    type=click.Choice(SEVERITIES),
    default="info",
    show_default=True,
    help="Utelämna anmärkningar under denna nivå.",
)
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), help="Slutstatus 1 från och med denna nivå.")
@click.option("--preview", is_flag=True, help="Kör också regler som är på försök.")
@click.option("--today", type=Day(), help="Bedöm som om det vore denna dag.")
@click.option("--config", "config_path", type=click.Path(), help="Konfigurationsfil.")
@click.option(
    "--stdin-filename",
    metavar="NAMN",
    default="stdin.md",
    show_default=True,
    help="Vad standard in (-) är för fil.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Antal processer; annars efter kärnor och textmängd."
)
@click.option("--executor", metavar="dask=ADRESS", help="Granska på ett kluster (tillägget cluster).")
@click.option("--no-cache", is_flag=True, help="Läs inga resultat i cachen och skriv inget i den.")
@click.option("--quiet", is_flag=True, help="Skriv inget på standard fel utom felmeddelanden.")
@click.option("--no-color", is_flag=True, help="Ingen färg.")
def check(
    paths: tuple[str, ...], format_: str, output: str | None, reports: tuple[Target, ...], baseline: str | None,
    select: tuple[str, ...], ignore: tuple[str, ...], profile: str | None, min_severity: str, fail_on: str | None,
    preview: bool, today: date | None, config_path: str | None, stdin_filename: str, jobs: int | None,
    executor: str | None, no_cache: bool, quiet: bool, no_color: bool,
) -> int:  # fmt: skip
    """Granska filer och mappar (- läser standard in)."""
    check_targets(reports, output, [*paths, *filter(None, (config_path, baseline))])
    baselines = (read_baseline(Path(baseline), baseline),) if baseline else ()
    options = Options(
        today or date.today(), config_path, split_names(select), split_names(ignore), profile, preview, baselines
    )
    # The page shows what the documents say beside the findings, so it needs them whole.
    whole = "html" in (format_, *(target.format for target in reports))
    asked = click.get_current_context().obj
    seen = asked if isinstance(asked, Question) else None
    running = Running(jobs, not no_cache, executor or "", whole, seen)
    linted = lint_inputs(options, paths, stdin_filename, Severity.of(min_severity), running)
    report = linted.report()
    for target in reports:
        emit(_rendered(linted, report, target.format, baselines), target.file)
    text = _rendered(linted, report, format_, baselines, color=wants_color(no_color, output))
    emit(text, output)
    level = UNREADABLE if report.unreadable else FINDINGS if linted.fails(fail_on) else OK
    with noted() as notes:
        _say(linted, baselines, format_, output, min_severity, quiet=quiet)
    if seen is not None and may_keep(linted, seen.hashes):
        keep(seen, text, notes.getvalue(), level)
    return level


def _say(
    linted: Linted, baselines: tuple[Listed, ...], format_: str, output: str | None, min_severity: str, *, quiet: bool
) -> None:
    """What a check says on standard error besides its report."""
    report = linted.report()
    say_level(linted, quiet=quiet)
    say_problems(linted)
    if not quiet:
        say_old(linted)
    if not quiet and Severity.of(min_severity) is Severity.INFO:
        say_unused(linted, baselines)
    for result in report.results:
        if result.error is not None and (format_ != "text" or output):
            click.echo(f"lintkit: {safe(result.path)} {safe(result.error)}.", err=True)
    if not quiet:
        click.echo(report.read_line(), err=True)


def _rendered(linted: Linted, report: Report, name: str, baselines: Sequence[Listed], *, color: bool = False) -> bytes:
    """A report as UTF-8; the page shows the documents' facts, and what was accepted and is gone."""
    if name != "html":
        return render_bytes(report, name, color=color)
    from lintkit.present import html_page
    from lintkit.report.page_model import Gone

    page = html_page(report, [Gone(e.rule, e.reason, e.by) for _, e in unused(linted, baselines)])
    return page.encode("utf-8", "replace")
