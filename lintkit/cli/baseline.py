"""The command baseline: today's findings written down as accepted, so that only new ones count from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
import msgspec

from lintkit.accept import Listed, baseline_text, read_baseline
from lintkit.cli import FINDINGS, OK, UNREADABLE
from lintkit.cli.output import check_targets, write_file
from lintkit.cli.swedish import Command
from lintkit.config import Accepted
from lintkit.errors import LintkitError
from lintkit.finding import Finding, Severity
from lintkit.report.common import document_of, each, flat, place_or_paragraph
from lintkit.report.model import Report
from lintkit.select import split_names


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="SÖKVÄG...")
@click.option("-o", "--output", required=True, metavar="FIL", help="Filen med godtagna anmärkningar, YAML eller .json.")
@click.option("--accept-new", is_flag=True, help="Låt en fil som redan finns växa med nya anmärkningar.")
@click.option("--reason", default="fanns när listan skrevs", show_default=True, help="Skäl för nya poster.")
@click.option("--by", default="lintkit baseline", show_default=True, metavar="NAMN", help="Vem som godtar.")
@click.option("--until", metavar="ÅÅÅÅ-MM-DD", help="Sista dag som nya poster gäller.")
@click.option("--select", multiple=True, metavar="ID|FAMILJ,…", help="Kör bara dessa regler eller familjer.")
@click.option("--ignore", multiple=True, metavar="ID|FAMILJ,…", help="Kör inte dessa regler eller familjer.")
@click.option("--profile", type=click.Choice(["kundval", "lov", "bidrag", "policy", "alla"]), help="Urval av familjer.")
@click.option("--preview", is_flag=True, help="Kör också regler som är på försök.")
@click.option("--today", metavar="ÅÅÅÅ-MM-DD", help="Bedöm som om det vore denna dag.")
@click.option("--config", "config_path", type=click.Path(), help="Konfigurationsfil.")
@click.option("--quiet", is_flag=True, help="Skriv inget på standard fel utom felmeddelanden.")
def baseline(
    paths: tuple[str, ...], output: str, accept_new: bool, reason: str, by: str, until: str | None,
    select: tuple[str, ...], ignore: tuple[str, ...], profile: str | None, preview: bool, today: str | None,
    config_path: str | None, quiet: bool,
) -> int:  # fmt: skip
    """Skriv ned anmärkningarna som godtagna, så att check --baseline bara räknar nya.

    En fil som redan finns blir bara kortare: åtgärdade anmärkningar tas bort, och nya läggs till bara med
    --accept-new (annars blir slutstatus 1). Kan något dokument inte läsas tas inget bort.
    """
    from lintkit.cli.inputs import lint_inputs
    from lintkit.setup import Options

    check_targets((), output, paths)
    old = read_baseline(Path(output), output) if Path(output).exists() else None
    day, last = _day(today, "--today") or date.today(), _day(until, "--until")
    for name, value in (("--reason", reason), ("--by", by)):
        if not value.strip():
            raise LintkitError(f"{name} får inte vara tomt: skäl och namn krävs")
    options = Options(day, config_path, split_names(select), split_names(ignore), profile, preview)
    linted = lint_inputs(options, paths, "stdin.md", Severity.INFO)
    report = linted.report()
    every = [rule.rule for setup in linted.distinct() for rule in setup.every]
    names = {name: rule.id for rule in every for name in (rule.id, *rule.aliases)}
    template = Accepted("", "", " ".join(reason.split()), " ".join(by.split()), last.isoformat() if last else "")
    merged = merge(report, old, template, accept_new, names)
    notes: dict[str, str] = {}
    for result, finding in each(report):
        where = place_or_paragraph(finding, document_of(result))
        notes.setdefault(finding.fingerprint, _note(finding, result.path, where))
    as_json = Path(output).suffix.lower() == ".json"
    write_file(output, baseline_text(merged.entries, notes, as_json=as_json), "listan")
    for result in report.results:
        if result.error is not None:
            click.echo(f"lintkit: {result.path} {result.error}.", err=True)
    if not quiet:
        count = len(merged.entries)
        words = "godtagen anmärkning" if count == 1 else "godtagna anmärkningar"
        click.echo(f"{count} {words} i {output}{merged.changes}", err=True)
    if report.unreadable:
        return UNREADABLE
    return FINDINGS if merged.left_out else OK


@dataclass(frozen=True, slots=True)
class Merged:
    """What the file will hold, and how many entries are new, gone, and left out because they may not be added."""

    entries: tuple[Accepted, ...]
    added: int = 0
    removed: int = 0
    left_out: int = 0

    @property
    def changes(self) -> str:
        """The differences in Swedish, with the comma before them; empty when there are none."""
        counts = ((self.added, ("ny", "nya")), (self.removed, ("borttagen", "borttagna")))
        parts = [f"{n} {forms[n != 1]}" for n, forms in counts if n]
        if self.left_out:
            parts.append(f"{self.left_out} {'ny' if self.left_out == 1 else 'nya'} utan --accept-new togs inte med")
        return "".join(f", {part}" for part in parts)


def merge(report: Report, old: Listed | None, new: Accepted, grow: bool, names: Mapping[str, str]) -> Merged:
    """The report's new findings and the `old` list as one: entries that still match stay as they are, those that no
    longer do go, findings without an entry get `new` if there was no list or it may `grow`.

    Entries that cannot be judged stay: all when a document was unreadable, else those of rules that did not run.
    `names` maps every id and old id to the present id.
    """
    entries: dict[str, Accepted] = {}
    before = {entry.fingerprint: entry for entry in old.entries} if old else {}
    expired = {entry.fingerprint for entry in old.expired(report.today)} if old else set()
    matched: set[str] = set()
    added, left_out = 0, set()
    for _, finding in each(report):
        if finding.status != "new" or finding.fingerprint in entries:
            continue
        known = next((f for f in (finding.fingerprint, *finding.former) if f in before), None)
        if known is not None:
            matched.add(known)
        if known is not None and not (grow and known in expired):
            kept = msgspec.structs.replace(before[known], fingerprint=finding.fingerprint, rule=finding.rule)
            entries[finding.fingerprint] = kept
        elif old is None or grow:
            added += known is None
            entries[finding.fingerprint] = msgspec.structs.replace(
                new, fingerprint=finding.fingerprint, rule=finding.rule
            )
        else:
            left_out.add(finding.fingerprint)
    rest = [entry for entry in before.values() if entry.fingerprint not in matched]
    kept_rest = [e for e in rest if report.unreadable or names.get(e.rule, e.rule) not in report.rules]
    entries |= {entry.fingerprint: entry for entry in kept_rest}
    return Merged(tuple(entries.values()), added, len(rest) - len(kept_rest), len(left_out))


def _note(finding: Finding, path: str, place: str) -> str:
    words = flat(finding.text)
    return f"{path}, {place}: ”{words if len(words) <= 60 else words[:59] + '…'}”"


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise LintkitError(f"{option}: ”{text}” är inte ett datum på formen ÅÅÅÅ-MM-DD") from error
