"""The command doctor: what is installed and in use, and whether the language model reads known sentences right."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from lintkit import __version__, store
from lintkit.cli import FINDINGS, OK
from lintkit.cli.swedish import Command
from lintkit.config import Loaded
from lintkit.errors import LintkitError
from lintkit.language import nlp
from lintkit.rules import LoadedRule

_MEGABYTE = 1_000_000


@click.command(cls=Command)
@click.option("--config", "config_path", type=click.Path(), help="Konfigurationsfil.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def doctor(config_path: str | None, format_: str) -> int:
    """Visa vad som är installerat och används, och prova språkmodellen. Slutstatus 1 om något inte är som det ska."""
    found = examine(config_path)
    if format_ == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(found)))
    return FINDINGS if found["problems"] else OK


def examine(config_path: str | None = None) -> dict[str, Any]:
    """What the installation is, as plain data; `problems` holds Swedish sentences and is empty when all is well."""
    from lintkit.setup import configuration, rules_of

    problems: list[str] = []
    loaded: Loaded | None = None
    rules: Sequence[LoadedRule] = ()
    try:
        loaded = configuration(config_path, None)
        rules = rules_of(loaded)
    except LintkitError as error:
        problems.append(str(error))
    setting = loaded.config.nlp.model if loaded else "auto"
    model = _model(nlp.resolve(setting, loaded.folder if loaded else Path.cwd()), problems)
    needing = [r.rule.id for r in rules if r.rule.level > model["level"]]
    if needing and setting == "none":
        model["unsupported_rules"] = needing  # as configured: worth knowing, but nothing is wrong
    elif needing:
        problems.append(f"{_count(len(needing), 'regel', 'regler')} kräver en högre nivå: {', '.join(needing)}")
    entries, size = store.measure()
    return {
        "lintkit": __version__,
        "python": sys.version.split()[0],
        "spacy": _spacy_version(),
        "configuration": str(loaded.path) if loaded and loaded.path else None,
        "rules": {
            "total": len(rules),
            "status": dict(sorted(Counter(r.rule.status for r in rules).items())),
            "level": dict(sorted(Counter(r.rule.level for r in rules).items())),
        },
        "model": {"setting": setting, **model},
        "cache": {"folder": store.folder(), "entries": entries, "bytes": size},
        "problems": problems,
    }


def _model(setting: str, problems: list[str]) -> dict[str, Any]:
    """The language model that `setting` gives, and how it does in the self-check."""
    before = time.perf_counter()
    loaded = nlp.load_parser(setting)
    seconds = time.perf_counter() - before
    if loaded.problem:
        problems.append(loaded.problem)
    parser = loaded.parser
    if parser is None:
        return {"name": None, "level": loaded.level, "self_check": None}
    check = nlp.self_check(parser)
    if check.level < loaded.level:
        problems.append(
            f"språkmodellen ”{loaded.name}” klarar bara {check.right} av {check.total} uppgifter i egenkontrollen,"
            f" vilket motsvarar nivå {check.level}"
        )
    return {
        "name": loaded.name,
        "version": parser.version,
        "level": loaded.level,
        "path": str(parser.path),
        "bytes": sum(f.stat().st_size for f in parser.path.rglob("*") if f.is_file()),
        "load_seconds": round(seconds, 2),
        "self_check": {
            "sentences": check.sentences,
            "right": check.right,
            "total": check.total,
            "level": check.level,
            "wrong": list(check.wrong),
        },
    }


def _spacy_version() -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("spacy")
    except PackageNotFoundError:
        return None


_STATUS = {"stable": ("stabil", "stabila"), "experimental": ("på försök", "på försök"), "deprecated": ("utgående",) * 2}
_LEVEL = {
    "L0": "ingen språkmodell (L0)",
    "L1": "ordklasser och böjning (L1)",
    "L2": "ordklasser, böjning och satsdelar (L2)",
}


def _lines(found: dict[str, Any]) -> list[str]:
    model, rules = found["model"], found["rules"]
    status = ", ".join(f"{n} {_STATUS[name][n != 1]}" for name, n in rules["status"].items())
    lines = [
        f"lintkit         {found['lintkit']}",
        f"Python          {found['python']}",
        f"spaCy           {found['spacy'] or 'inte installerat'}",
        f"konfiguration   {found['configuration'] or 'ingen fil; standardinställningarna gäller'}",
        f"regler          {rules['total']}" + (f" ({status})" if status else ""),
        f"språkmodell     {_described(model)}",
        f"nivå            {_LEVEL[model['level']]}",
        f"cache           {_kept(found['cache'])}",
    ]
    if check := model["self_check"]:
        lines.append(
            f"egenkontroll    {check['right']} av {check['total']} uppgifter rätt i {check['sentences']} kända meningar"
        )
        lines += [f"                fel: {what}" for what in check["wrong"]]
    if unsupported := model.get("unsupported_rules"):
        lines.append(f"utan verkan     {', '.join(unsupported)}")
    return [*lines, "", *_verdict(found["problems"])]


def _described(model: dict[str, Any]) -> str:
    if model["name"] is None:
        return f"ingen (inställning: {model['setting']})"
    size = f"{model['bytes'] / _MEGABYTE:.1f}".replace(".", ",")
    seconds = f"{model['load_seconds']:.1f}".replace(".", ",")
    return f"{model['name']} {model['version']}, {size} MB, laddad på {seconds} s (inställning: {model['setting']})"


def _kept(cache: dict[str, Any]) -> str:
    size = f"{cache['bytes'] / _MEGABYTE:.1f}".replace(".", ",")
    return f"{cache['folder']} ({_count(cache['entries'], 'post', 'poster')}, {size} MB)"


def _verdict(problems: Sequence[str]) -> list[str]:
    if not problems:
        return ["Allt är som det ska."]
    return [f"{_count(len(problems), 'problem', 'problem')}:", *(f"– {p}" for p in problems)]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
