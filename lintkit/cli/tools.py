"""Commands for those who write rules and measure them: rules, test-rules, eval, schema."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from lintkit.cli import FINDINGS, OK, USAGE
from lintkit.cli.rule_page import SEVERITY, STATUS, page
from lintkit.cli.swedish import Command
from lintkit.errors import LintkitError
from lintkit.rules import load_rules
from lintkit.rules.model import Rule

#: The day that gold annotations were judged by; findings that depend on the date need one that does not move.
GOLD_DAY = date(2026, 11, 21)


@click.command(cls=Command)
@click.argument("rule_id", required=False, metavar="[ID]")
@click.option("--config", "config_path", type=click.Path(), help="Konfigurationsfil.")
def rules(rule_id: str | None, config_path: str | None) -> int:
    """Lista reglerna, eller förklara en: varför, hur man skriver om, källor, exempel, hur man tystar."""
    from lintkit.setup import configuration, rules_of

    loaded = rules_of(configuration(config_path, None))
    if rule_id is None:
        width = max(len(r.rule.id) for r in loaded)
        for item in loaded:
            mark = "" if item.rule.status == "stable" else f" [{STATUS[item.rule.status]}]"
            click.echo(f"{item.rule.id:<{width}}  {SEVERITY[item.rule.severity]:<11} {item.rule.title}{mark}")
        return OK
    for item in loaded:
        if rule_id in (item.rule.id, *item.rule.aliases):
            _show(page(item))
            return OK
    import difflib

    near = difflib.get_close_matches(rule_id, [r.rule.id for r in loaded], 1, 0.4)
    raise LintkitError(f"regeln ”{rule_id}” finns inte" + (f"; menade du ”{near[0]}”?" if near else ""))


def _show(markdown: str) -> None:
    """The page as it stands in the guide; set in type where a person reads it on a terminal."""
    if not sys.stdout.isatty():
        click.echo(markdown, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(highlight=False, width=min(Console().width, 100)).print(Markdown(markdown))


@click.command(cls=Command, name="test-rules")
@click.argument("paths", nargs=-1, metavar="[SÖKVÄG...]", type=click.Path())
@click.option("--quiet", is_flag=True, help="Visa bara exempel som inte håller.")
def test_rules(paths: tuple[str, ...], quiet: bool) -> int:
    """Kör exemplen i regelfilerna (lintkits egna om ingen sökväg anges)."""
    from lintkit.proof import run_examples

    shipped = load_rules()
    chosen = load_rules([Path(p) for p in paths]) if paths else shipped
    vague = [r for r in shipped if r.rule.family == "vagt"]
    count = failed = 0
    for outcome in run_examples(chosen, vague):
        count += 1
        if outcome.problem:
            failed += 1
            click.echo(f"{outcome.path}:{outcome.line}: {outcome.name}: {outcome.problem}")
    if not quiet:
        click.echo(f"{len(chosen)} regler, {count} exempel, {failed} håller inte", err=True)
    return FINDINGS if failed else OK


@click.command(cls=Command, name="eval")
@click.argument("folder", metavar="GULDMAPP", type=click.Path(exists=True, file_okay=False))
@click.option("--select", multiple=True, metavar="ID|FAMILJ,…", help="Mät bara dessa regler eller familjer.")
@click.option("--ignore", multiple=True, metavar="ID|FAMILJ,…", help="Mät inte dessa.")
@click.option("--preview", is_flag=True, help="Kör också regler som är på försök.")
@click.option(
    "--today", default=GOLD_DAY.isoformat(), show_default=True, metavar="ÅÅÅÅ-MM-DD", help="Dag att bedöma efter."
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--errors", is_flag=True, help="Visa felaktiga anmärkningar och missade uppmärkningar.")
def evaluate(
    folder: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    today: str,
    format_: str,
    errors: bool,
) -> int:
    """Mät precision, täckning och F1 mot en mapp med guldannoteringar."""
    from lintkit.config import Config
    from lintkit.engine import prepare
    from lintkit.evaluate import evaluate as run
    from lintkit.select import choose, split_names

    try:
        day = date.fromisoformat(today)
    except ValueError:
        click.echo(f"lintkit: ”{today}” är inte ett datum på formen ÅÅÅÅ-MM-DD", err=True)
        return USAGE
    chosen = choose(load_rules(), Config(profile="alla"), split_names(select), split_names(ignore), preview=preview)
    result = run(prepare(chosen, day), Path(folder))
    if format_ == "json":
        click.echo(
            json.dumps(_scores(result.families) | {"rules": _scores(result.rules)}, ensure_ascii=False, indent=1)
        )
        return OK
    click.echo(
        f"{'familj':<14}{'fynd':>6}{'rätt':>6}{'precision':>11}{'kärna':>7}{'hittad':>8}{'täckning':>10}{'F1':>7}"
    )
    for name, s in result.families.items():
        click.echo(
            f"{name:<14}{s.found:>6}{s.right:>6}{_ratio(s.precision):>11}{s.core:>7}{s.hit:>8}{_ratio(s.recall):>10}{_ratio(s.f1):>7}"
        )
    click.echo(f"\n{'regel':<44}{'fynd':>6}{'rätt':>6}{'precision':>11}")
    for name, s in sorted(result.rules.items()):
        click.echo(f"{name:<44}{s.found:>6}{s.right:>6}{_ratio(s.precision):>11}")
    if errors:
        click.echo("\nFelaktiga anmärkningar")
        for doc, finding, _ in result.wrong:
            click.echo(f"  {doc} {finding.rule} [[{' '.join(finding.text.split())}]] {finding.sentence[:150]}")
        click.echo("\nMissade uppmärkningar")
        for mark, document in result.missed:
            around = document.text[max(0, mark.start - 70) : mark.end + 50]
            click.echo(
                f"  {mark.doc} {mark.family}/{mark.label} [[{' '.join(mark.text.split())}]] {' '.join(around.split())}"
            )
    return OK


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace(".", ",")


def _scores(scores: object) -> dict[str, object]:
    assert isinstance(scores, dict)
    return {
        name: {
            "found": s.found,
            "right": s.right,
            "precision": s.precision,
            "core": s.core,
            "hit": s.hit,
            "recall": s.recall,
            "f1": s.f1,
        }
        for name, s in sorted(scores.items())
    }


def _single_or_list(properties: dict[str, Any]) -> None:
    """The loader takes one word where a rule has a list of one; the schema must say so."""
    for key in ("where", "unless", "applies_to", "aliases"):
        listed = properties[key]
        properties[key] = {"anyOf": [listed, {"type": "string"}], "default": listed.get("default", [])}


@click.command(cls=Command)
@click.argument("name", type=click.Choice(["rule", "config", "report", "diff"]), metavar="rule|config|report|diff")
def schema(name: str) -> int:
    """Skriv JSON Schema för regelfil, konfiguration, JSON-rapport eller jämförelse."""
    import msgspec

    if name == "report":
        from lintkit.report.schema import REPORT_SCHEMA as value
    elif name == "diff":
        from lintkit.report.change_json import DIFF_SCHEMA as value
    else:
        from lintkit.config import Config

        value = msgspec.json.schema(Rule if name == "rule" else Config)
        if name == "rule":
            _single_or_list(value["$defs"]["Rule"]["properties"])
        value = {"$schema": "https://json-schema.org/draft/2020-12/schema", **value}
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    return OK
