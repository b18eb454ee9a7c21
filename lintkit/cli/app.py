"""The commands and their options; each does its work in a few calls and says what went wrong in one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from lintkit import __version__
from lintkit.accept import Listed, read_baseline
from lintkit.cli import FINDINGS, OK, UNREADABLE, USAGE
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
from lintkit.cli.output import Target, TargetType, check_targets, emit, noted
from lintkit.cli.swedish import Group, usage_message
from lintkit.cli.warm import Question, keep
from lintkit.errors import LintkitError, ReadError, reason
from lintkit.finding import Severity
from lintkit.report.common import safe
from lintkit.report.formats import FORMATS, render
from lintkit.report.model import Report
from lintkit.select import split_names
from lintkit.setup import Options

SEVERITIES = ("error", "warning", "info")
_emit = emit


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


def run(arguments: list[str], asked: Question | None = None) -> int:
    """Run a command; the exit status of the contract. `asked` is what to keep a check's answer under."""
    try:
        result = app.main(args=arguments, prog_name="lintkit", standalone_mode=False, obj=asked)
        sys.stdout.flush()
        return result if isinstance(result, int) else OK
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except click.ClickException as error:
        click.echo(f"lintkit: {usage_message(error)}", err=True)
        return USAGE
    except LintkitError as error:
        click.echo(f"lintkit: {error}", err=True)
        return USAGE
    except click.Abort:
        click.echo("lintkit: avbrutet", err=True)
        return USAGE
    except BrokenPipeError:
        # The reader of our output has closed it (head, less): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        # A full disk behind standard output, a folder that may not be listed. What is buffered must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.echo(f"lintkit: {error.filename or 'standard ut'}: {reason(error)}", err=True)
        return USAGE


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", "-V", message="lintkit %(version)s", help="Visa versionen.")
def app() -> None:
    """Granskar regelverk för privata utförare: vaga uttryck, registerutdrag, sanktionstrappor, hänvisningar."""


@app.command()
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
@click.option("--no-cache", is_flag=True, help="Läs och skriv inget i cachen.")
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
    running = Running(jobs, not no_cache, executor or "", whole)
    linted = lint_inputs(options, paths, stdin_filename, Severity.of(min_severity), running)
    report = linted.report()
    for target in reports:
        emit(_rendered(linted, report, target.format, baselines), target.file)
    text = _rendered(linted, report, format_, baselines, color=_wants_color(no_color, output))
    emit(text, output)
    level = UNREADABLE if report.unreadable else FINDINGS if linted.fails(fail_on) else OK
    asked = click.get_current_context().obj
    with noted() as notes:
        _say(linted, baselines, format_, output, min_severity, quiet=quiet)
    if isinstance(asked, Question) and may_keep(linted, asked.hashes):
        keep(asked, text, notes.getvalue(), level)
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


def _rendered(linted: Linted, report: Report, name: str, baselines: Sequence[Listed], *, color: bool = False) -> str:
    """A report's text; the page shows the documents' facts, and what was accepted and is gone."""
    if name != "html":
        return render(report, name, color=color)
    from lintkit.present import html_page
    from lintkit.report.page_model import Gone

    return html_page(report, [Gone(e.rule, e.reason, e.by) for _, e in unused(linted, baselines)])


def _wants_color(no_color: bool, output: str | None) -> bool:
    return not no_color and not output and sys.stdout.isatty() and "NO_COLOR" not in os.environ


@app.command()
@click.argument("file", metavar="FIL")
def text(file: str) -> int:
    """Visa den text som lintkit läser; det som inte kunde läsas står på standard fel."""
    from lintkit.read import read

    try:
        document = read(file)
    except ReadError as error:
        click.echo(f"lintkit: {file} {error}.", err=True)
        return UNREADABLE
    shown = document.text
    if sys.stdout.isatty():
        shown = "\n".join(safe(line) for line in shown.split("\n"))
    sys.stdout.buffer.write(shown.encode("utf-8", "replace"))
    if not shown.endswith("\n"):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.flush()
    for item in document.unread:
        click.echo(f"olästa delar: {safe(item.what)}" + (f" ({safe(item.where)})" if item.where else ""), err=True)
    click.echo(f"{len(document.blocks)} stycken, {document.words} ord, {len(document.unread)} olästa delar", err=True)
    return OK


from lintkit.cli import baseline, cache, coverage, diff, doctor, facts, init, lsp, review, serve, tools  # noqa: E402  (the others; they need `app`)

tools.register(app)
doctor.register(app)
baseline.register(app)
facts.register(app)
coverage.register(app)
cache.register(app)
review.register(app)
init.register(app)
lsp.register(app)
diff.register(app)
serve.register(app)
