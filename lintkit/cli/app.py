"""The commands and their options; each does its work in a few calls and says what went wrong in one sentence."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from lintkit import __version__
from lintkit.accept import Listed, from_config, read_baseline
from lintkit.cli import FINDINGS, OK, UNREADABLE, USAGE
from lintkit.cli.files import expand
from lintkit.cli.output import Target, TargetType, check_targets, emit
from lintkit.cli.select import choose, split_names
from lintkit.cli.swedish import Group, usage_message
from lintkit.config import Config, Loaded, find, load_config
from lintkit.engine import Linter, Shelf, lint_result, prepare, rule_help
from lintkit.errors import LintkitError, ReadError
from lintkit.finding import Finding, Severity
from lintkit.language import nlp
from lintkit.report.common import each, safe
from lintkit.report.formats import FORMATS, render
from lintkit.report.model import DocumentResult, Report
from lintkit.rules import LoadedRule, load_rules
from lintkit.sets import kind_for, matches, resolve

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


def run(arguments: list[str]) -> int:
    """Run a command; the exit status of the contract."""
    try:
        result = app.main(args=arguments, prog_name="lintkit", standalone_mode=False)
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
        click.echo(f"lintkit: {error.filename or 'standard ut'}: {error.strerror or error}", err=True)
        return USAGE


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", "-V", message="lintkit %(version)s", help="Visa versionen.")
def app() -> None:
    """Granskar regelverk för privata utförare: vaga uttryck, registerutdrag, sanktionstrappor, hänvisningar."""


def _configuration(path: str | None, first: str | None) -> Loaded:
    if path is not None:
        return load_config(Path(path))
    start = Path(os.path.realpath(first)) if first and first != "-" else Path.cwd()
    return load_config(find(start if start.exists() else Path.cwd()))


def _rules(loaded: Loaded) -> list[LoadedRule]:
    rules = load_rules()
    if loaded.config.extend:
        own = load_rules([loaded.folder / p for p in loaded.config.extend])
        taken = {name for r in rules for name in (r.rule.id, *r.rule.aliases)}
        for rule in own:
            for name in (rule.rule.id, *rule.rule.aliases):
                if name in taken:
                    raise LintkitError(
                        f"{rule.path}:{rule.line}: regel-id ”{name}” finns redan bland lintkits egna regler"
                    )
        rules = sorted([*rules, *own], key=lambda r: r.rule.id)
    return rules


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
@click.option("--baseline", metavar="FIL", help="Räkna inte de godtagna anmärkningarna i filen.")
@click.option("--select", multiple=True, metavar="ID|FAMILJ,…", help="Kör bara dessa regler eller familjer.")
@click.option("--ignore", multiple=True, metavar="ID|FAMILJ,…", help="Kör inte dessa regler eller familjer.")
@click.option("--profile", type=click.Choice(["kundval", "lov", "bidrag", "policy", "alla"]), help="Urval av familjer.")
@click.option(
    "--min-severity",
    type=click.Choice(SEVERITIES),
    default="info",
    show_default=True,
    help="Visa inte lindrigare.",
)
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), help="Slutstatus 1 från och med denna nivå.")
@click.option("--preview", is_flag=True, help="Kör också regler på försök.")
@click.option("--today", type=Day(), help="Döm som om det vore denna dag.")
@click.option("--config", "config_path", type=click.Path(), help="Konfigurationsfil.")
@click.option(
    "--stdin-filename",
    metavar="NAMN",
    default="stdin.md",
    show_default=True,
    help="Vad standard in (-) är för fil.",
)
@click.option("--quiet", is_flag=True, help="Skriv inget på standard fel utom felmeddelanden.")
@click.option("--no-color", is_flag=True, help="Ingen färg.")
def check(
    paths: tuple[str, ...], format_: str, output: str | None, reports: tuple[Target, ...], baseline: str | None,
    select: tuple[str, ...], ignore: tuple[str, ...], profile: str | None, min_severity: str, fail_on: str | None,
    preview: bool, today: date | None, config_path: str | None, stdin_filename: str, quiet: bool, no_color: bool,
) -> int:  # fmt: skip
    """Granska filer och mappar (- läser standard in)."""
    check_targets(reports, output, [*paths, *filter(None, (config_path, baseline))])
    loaded = _configuration(config_path, paths[0])
    config = _with_profile(loaded.config, profile) if profile else loaded.config
    every = _rules(loaded)
    rules = choose(every, config, split_names(select), split_names(ignore), preview=preview)
    lists = [from_config(loaded), *([read_baseline(Path(baseline), baseline)] if baseline else [])]
    linter = prepared(loaded, rules, every, today or date.today(), lists)
    results, problems = lint_inputs(linter, loaded, paths, stdin_filename, Severity.of(min_severity))
    report = Report(__version__, linter.today, tuple(results), rule_help(rules))
    for target in reports:
        emit(render(report, target.format), target.file)
    emit(render(report, format_, color=_wants_color(no_color, output)), output)
    _say_level(linter.parser.loaded, quiet=quiet)
    for problem in problems:
        click.echo(f"lintkit: {loaded.path or 'konfigurationen'}: {problem}.", err=True)
    if not quiet and Severity.of(min_severity) is Severity.INFO:
        _say_unused(lists, report)
    for result in results:
        if result.error is not None and (format_ != "text" or output):
            click.echo(f"lintkit: {safe(result.path)} {safe(result.error)}.", err=True)
    if not quiet:
        click.echo(report.read_line(), err=True)
    if report.unreadable:
        return UNREADABLE
    level = fail_on or config.fail_on
    worst = report.worst()
    return FINDINGS if level != "never" and worst is not None and worst >= Severity.of(level) else OK


def prepared(
    loaded: Loaded, rules: list[LoadedRule], every: list[LoadedRule], today: date, lists: list[Listed]
) -> Linter:
    """The chosen rules made ready as the configuration says; `every` rule is known by its id."""
    settings = {
        "registers": msgspec.to_builtins(loaded.config.registers),
        "rule_ids": tuple(name for r in every for name in (r.rule.id, *r.rule.aliases)),
    }
    return prepare(rules, today, settings, nlp.resolve(loaded.config.nlp.model, loaded.folder), lists)


def lint_inputs(
    linter: Linter, loaded: Loaded, paths: tuple[str, ...], stdin_filename: str, least: Severity
) -> tuple[list[DocumentResult], list[str]]:
    """Results for files, folders and "-" (standard input), and what was wrong with the configuration's documents."""
    from lintkit.read import MAX_BYTES, read, read_bytes

    results: list[DocumentResult] = []
    inputs: list[tuple[Path | None, str, str | None]] = [*expand(p for p in paths if p != "-")]
    if "-" in paths:
        inputs.append((None, stdin_filename, None))
    names = {Path(os.path.realpath(path)): shown for path, shown, _ in inputs if path}
    sets = resolve(loaded.config.documents, loaded.folder)
    shelf = Shelf(linter, sets, names, lambda path: kind_for(path, loaded))
    for path, shown, problem in inputs:
        try:
            if problem is not None:
                raise ReadError(problem)
            document = read(path, name=shown) if path else read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), shown)
        except ReadError as error:
            suffix = Path(shown).suffix.lower().lstrip(".")
            results.append(DocumentResult(shown, suffix, None, "annat", (), str(error)))
            continue
        kind = kind_for(path, loaded) if path else None
        result = lint_result(linter, document, least, shelf.above(path), kind)
        results.append(_as_laid_down(result, path, loaded) if path else result)
    return results, shelf.problems


def _as_laid_down(result: DocumentResult, path: Path, loaded: Loaded) -> DocumentResult:
    """The result without the findings that the configuration's `per_path` leaves out for this file."""
    options = [o for pattern, o in loaded.config.per_path.items() if matches(path, pattern, loaded.folder)]
    if not options:
        return result

    def wanted(finding: Finding) -> bool:
        names = {finding.rule, finding.family}
        return all((not o.select or names & set(o.select)) and not names & set(o.ignore) for o in options)

    return replace(result, findings=tuple(f for f in result.findings if wanted(f)))


def _say_unused(lists: list[Listed], report: Report) -> None:
    """What is written down as accepted but no longer silences anything, for lack of time or of findings."""
    findings = [finding for _, finding in each(report)]
    for listed in lists:
        for entry in listed.expired(report.today):
            about = f"godtagandet av {entry.rule} ({entry.fingerprint[:12]}…, {entry.by})"
            click.echo(f"lintkit: {listed.name}: {about} gällde till {entry.until}.", err=True)
        if unused := len(listed.unused(findings, report.rules, report.today)):
            words = "godtagen anmärkning finns" if unused == 1 else "godtagna anmärkningar finns"
            click.echo(f"lintkit: {listed.name}: {unused} {words} inte i det som lästes.", err=True)


def _say_level(model: nlp.Loaded | None, *, quiet: bool) -> None:
    """Which language model ran, if a rule asked for one; that it is missing or weak is said even when quiet."""
    if model is None:
        return
    if model.problem:
        click.echo(f"lintkit: {model.problem}.", err=True)
    elif not quiet:
        ran = f"{model.name} {model.parser.version}" if model.parser else "ingen"
        click.echo(f"språkmodell: {ran}, nivå {model.level}", err=True)


def _with_profile(config: Config, profile: str) -> Config:
    import msgspec

    return msgspec.structs.replace(config, profile=profile, select=())


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


from lintkit.cli import baseline, coverage, doctor, facts, review, tools  # noqa: E402  (the others; they need `app`)

tools.register(app)
doctor.register(app)
baseline.register(app)
facts.register(app)
coverage.register(app)
review.register(app)
