"""The command diff: what a revision changed, for the lawyer who reads it and the pipeline that posts it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lintkit import __version__
from lintkit.accept import read_baseline
from lintkit.cli import FINDINGS, OK, UNREADABLE
from lintkit.cli.output import Target, TargetType, check_targets, emit, wants_color
from lintkit.cli.swedish import Command
from lintkit.errors import LintkitError, MergeConflict, ReadError
from lintkit.finding import Severity
from lintkit.report.common import safe
from lintkit.report.model import DocumentResult
from lintkit.select import split_names
from lintkit.setup import Options, Setup, as_laid_down, make_ready, shelf

if TYPE_CHECKING:
    from lintkit.changes import Pair
    from lintkit.cli.versions import Both, Side, Versions
    from lintkit.engine import Shelf
    from lintkit.report.change_model import Changes, DocumentChange

FORMATS = ("text", "json", "markdown", "html")
_LEVELS = ("error", "warning", "info")


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[GAMMAL NY | SÖKVÄG...]")
@click.option("--git", "revisions", metavar="BAS..HEAD", help="Jämför två revisioner i git, under sökvägarna om några.")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="Rapportens format."
)
@click.option(
    "--output", type=click.Path(dir_okay=False), help="Skriv rapporten till en fil i stället för standard ut."
)
@click.option(
    "--report",
    "reports",
    type=TargetType(FORMATS),
    multiple=True,
    help="Skriv också en rapport till en fil; får upprepas.",
)
@click.option("--baseline", metavar="FIL", help="Räkna inte de godtagna anmärkningar som står i filen.")
@click.option("--select", multiple=True, metavar="ID|FAMILJ,…", help="Kör bara dessa regler eller familjer.")
@click.option("--ignore", multiple=True, metavar="ID|FAMILJ,…", help="Kör inte dessa regler eller familjer.")
@click.option("--profile", type=click.Choice(["kundval", "lov", "bidrag", "policy", "alla"]), help="Urval av familjer.")
@click.option("--fail-on", type=click.Choice([*_LEVELS, "never"]), help="Slutstatus 1 från och med denna nivå.")
@click.option("--preview", is_flag=True, help="Kör också regler som är på försök.")
@click.option("--today", metavar="ÅÅÅÅ-MM-DD", help="Bedöm som om det vore denna dag.")
@click.option("--config", "config_path", type=click.Path(), help="Konfigurationsfil.")
@click.option("--quiet", is_flag=True, help="Skriv inget på standard fel utom felmeddelanden.")
@click.option("--no-color", is_flag=True, help="Ingen färg.")
def diff(
    paths: tuple[str, ...], revisions: str | None, format_: str, output: str | None, reports: tuple[Target, ...],
    baseline: str | None, select: tuple[str, ...], ignore: tuple[str, ...], profile: str | None, fail_on: str | None,
    preview: bool, today: str | None, config_path: str | None, quiet: bool, no_color: bool,
) -> int:  # fmt: skip
    """Visa vad en ändring av dokument innebär: anmärkningar, bestämmelser, sanktionstrappa och registerkrav.

    Jämför två filer, två mappar eller, med --git, två revisioner. Slutstatus 1 bara när ändringen har fört in nya
    anmärkningar.
    """
    from lintkit.cli.versions import in_git, on_disk
    from lintkit.report.change import render

    day = _day(today)
    check_targets(reports, output, [*paths, *filter(None, (config_path, baseline))])
    if revisions is None and len(paths) != 2:
        raise LintkitError("diff jämför två versioner: ange GAMMAL och NY, eller --git BAS..HEAD")
    lists = (read_baseline(Path(baseline), baseline),) if baseline else ()
    options = Options(day, config_path, split_names(select), split_names(ignore), profile, preview, lists)
    versions = in_git(revisions, paths) if revisions is not None else on_disk(*paths)
    changes, setups, problems = compare(options, versions)
    for target in reports:
        emit(render(changes, target.format), target.file)
    emit(render(changes, format_, color=wants_color(no_color, output)), output)
    for problem in problems:
        click.echo(f"lintkit: {problem}.", err=True)
    if format_ != "text" or output:
        for change in changes.documents:
            for error in change.errors:
                click.echo(f"lintkit: {safe(change.path)}: {safe(error)}.", err=True)
    if not quiet:
        click.echo(_read_line(changes), err=True)
    if changes.unreadable:
        return UNREADABLE
    return FINDINGS if any(_fails(c, s, fail_on) for c, s in zip(changes.documents, setups, strict=True)) else OK


def compare(options: Options, versions: Versions) -> tuple[Changes, list[Setup], list[str]]:
    """Both versions linted by the configuration that holds for the new one, and compared; the Setup of each document
    of the result; and what was wrong with documents that a configuration names.
    """
    from lintkit.changes import compare_documents, pair_renamed
    from lintkit.engine import rule_help
    from lintkit.report.change_model import Changes

    places = [(both.new or both.old).place for both in versions.documents]  # type: ignore[union-attr]
    setups = make_ready(options, places or [None])
    shelves = {
        setup: (shelf(setup, None, versions.read_old), shelf(setup, None, versions.read_new))
        for setup in dict.fromkeys(setups)
    }
    linted = [
        (_pair(both, setup, *shelves[setup]), setup)
        for both, setup in zip(versions.documents, setups[: len(places)], strict=True)
    ]
    of_result = {id(side): setup for pair, setup in linted for side in (pair.new, pair.old) if side is not None}
    pairs = pair_renamed([pair for pair, _ in linted])
    documents = compare_documents(pairs)
    rules = rule_help(rule for setup in dict.fromkeys(setups) for rule in setup.linter.rules)
    changes = Changes(
        __version__, options.today, versions.before, versions.after, documents, dict(sorted(rules.items()))
    )
    problems = [
        f"{setup.name}: {problem}"
        for setup, both_shelves in shelves.items()
        for problem in dict.fromkeys(p for one in both_shelves for p in one.problems)
    ]
    return changes, [of_result[id(pair.new or pair.old)] for pair in pairs], problems


def _pair(both: Both, setup: Setup, old_shelf: Shelf, new_shelf: Shelf) -> Pair:
    from lintkit.changes import Pair

    old = _lint(both.old, setup, old_shelf) if both.old is not None else None
    new = _lint(both.new, setup, new_shelf) if both.new is not None else None
    return Pair(old, new, both.renamed)


def _lint(side: Side, setup: Setup, above: Shelf) -> DocumentResult:
    from lintkit.engine import lint_result
    from lintkit.sets import kind_for

    try:
        document = side.load()
    except MergeConflict as error:  # nothing can be said of a version that is two
        raise LintkitError(f"{side.shown} {error}") from error
    except ReadError as error:
        return DocumentResult(side.shown, Path(side.shown).suffix.lower().lstrip("."), None, "annat", (), str(error))
    kind = kind_for(side.place, setup.loaded)
    result = lint_result(setup.linter, document, Severity.INFO, above.above(side.place), kind)
    return as_laid_down(result, side.place, setup.loaded)


def _fails(change: DocumentChange, setup: Setup, level: str | None) -> bool:
    least = level or setup.config.fail_on
    return least != "never" and any(
        not new.finding.experimental and new.finding.severity >= Severity.of(least) for new in change.new_findings
    )


def _read_line(changes: Changes) -> str:
    documents = len(changes.documents)
    parts = [
        (len(changes.rules), "regler"), (documents, "dokument"), (changes.count("new_findings"), "nya"),
        (changes.count("fixed"), "åtgärdade"), (changes.count("kept"), "kvarstår"), (changes.unreadable, "olästa"),
    ]  # fmt: skip
    return ", ".join(f"{n:,} {name}".replace(",", " ") for n, name in parts)


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise LintkitError(f"--today: ”{text}” är inte ett datum på formen ÅÅÅÅ-MM-DD") from error
