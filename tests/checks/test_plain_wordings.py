"""Vagueness in plain language (du, ni, vi): many wordings are found, and sentences that only sound alike are not."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lintkit.engine import Linter, lint_document, prepare
from lintkit.read import read_bytes
from lintkit.rules import load_rules

_TABLE: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "plain_wordings.yaml").read_text(encoding="utf-8")
)
_HEAD = "# Villkor för kulturskolan\n\n## Så gör du\n\n"


@cache
def _linter() -> Linter:
    rules = [r for r in load_rules() if r.rule.family == "vagt" and r.rule.status == "stable"]
    return prepare(rules, date(2026, 11, 21))


def _marked(source: str) -> list[str]:
    _, findings = lint_document(_linter(), read_bytes(source.encode(), "villkor.md"))
    return [" ".join(f.text.lower().split()) for f in findings]


@pytest.mark.parametrize("case", _TABLE["found"], ids=lambda c: f"{c['kind']}: {c['text'][:50]}")
def test_vagueness_in_many_wordings(case: dict[str, str]) -> None:
    marked = _marked(f"{_HEAD}{case['text']}\n")
    assert any(case["words"] in words or words in case["words"] for words in marked), marked


@pytest.mark.parametrize("case", _TABLE["missed"], ids=lambda c: f"{c['kind']}: {c['text'][:50]}")
def test_what_is_known_to_be_missed(case: dict[str, str]) -> None:
    """When this fails a rule has come to find it: move the sentence to `found`."""
    assert _marked(f"{_HEAD}{case['text']}\n") == []


@pytest.mark.parametrize("text", _TABLE["silent"], ids=lambda t: t[:60])
def test_sentences_that_only_sound_alike(text: str) -> None:
    assert _marked(f"{_HEAD}{text}\n") == []


def test_a_heading_that_asks_what_is_demanded_binds_the_list_below_it() -> None:
    demands = "# Villkor\n\n## Vad lovar du dina elever?\n\n1. Grupperna är lagom stora.\n2. Platserna går i turordning så långt det går.\n"
    assert _marked(demands) == ["lagom stora", "så långt det går"]
    assert _marked(demands.replace("Vad lovar du dina elever?", "Hur var det förr?")) == []


def test_items_after_a_lead_define_without_a_colon() -> None:
    glossary = "# Villkor\n\n## Ord\n\nI texten betyder\n\n- *du* den som söker,\n- *snabbt* inom tre vardagar,\n- *lagom stor* något som rymmer högst tolv elever.\n\n## Så gör du\n\n"
    assert _marked(glossary + "Du säger till snabbt. Grupperna ska vara lagom stora.\n") == []
    assert _marked(glossary + "Du svarar så fort du kan. Allt annat ska vara lagom.\n") == ["så fort du kan"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Planen följs upp var sjätte månad och dessutom när det är påkallat.", ["när det är påkallat"]),
        ("Planen följs upp regelbundet, var 6:e månad.", []),
        ("Provet görs regelbundet var 3:e eller 7:e dag.", []),
        ("Ledaren var regelbundet på plats under 2024.", []),
        ("Ersättning för resor kan utgå i särskilda fall.", ["i särskilda fall"]),
        ("Betalningsanmärkningar av mindre omfattning utgör inget hinder.", ["av mindre omfattning"]),
        ("Referenser tas vid tveksamheter.", ["vid tveksamheter"]),
    ],
)
def test_which_plain_sentences_bind(text: str, words: list[str]) -> None:
    assert _marked(f"{_HEAD}{text}\n") == words


def test_the_table_has_its_near_misses() -> None:
    assert len(_TABLE["found"]) >= 40
    assert len(_TABLE["silent"]) >= 40
