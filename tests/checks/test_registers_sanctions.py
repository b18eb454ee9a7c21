"""Judging of register demands and sanctions: what depends on the day, the settings and the gold documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lintkit.checks import Input, Remark, _regimes, registers, sanctions_triggers
from lintkit.evaluate import evaluate
from lintkit.finding import Severity
from lintkit.language.analysis import Analysis
from lintkit.read import read_bytes
from lintkit.rules.load import load_rules, rules_dir


def given(text: str, day: date = date(2026, 11, 21), **settings: object) -> Input:
    document = read_bytes(("# Villkor\n\n" + text).encode(), "villkor.md")
    return Input(document, Analysis(document), "reglemente", day, settings=settings)


CHILDREN = "Den som arbetar med barn ska visa ett begränsat utdrag enligt lagen (2013:852), högst tolv månader gammalt."


@pytest.mark.parametrize(("day", "found"), [(date(2026, 2, 28), 0), (date(2026, 3, 1), 1)])
def test_limit_changes_with_the_day(day: date, found: int) -> None:
    remarks = list(registers.too_old(given(CHILDREN, day)))
    assert len(remarks) == found
    assert all(r.severity is Severity.ERROR and "2026-03-01" in r.values["basis"] for r in remarks)


def test_municipality_may_be_stricter() -> None:
    text = "Ägare ska visa upp ett fullständigt utdrag ur belastningsregistret, högst fem månader gammalt."
    assert list(registers.too_old(given(text))) == []
    stricter = given(text, registers={"owners": {"max_age_months": 3}})
    assert [type(r) for r in registers.too_old(stricter)] == [Remark]


def test_regimes_are_in_order_of_time() -> None:
    for regime in _regimes.regimes().values():
        assert list(regime.ages) == sorted(regime.ages, key=lambda a: a.since)
        assert regime.age_on(date(2000, 1, 1)) is None
    assert _regimes.regimes()["skola"].age_on(date(2026, 11, 21)) == 12
    assert _regimes.regimes()["hemmet"].both_registers(date(2026, 11, 21))


def test_vague_words_count_only_in_a_condition() -> None:
    text = "## Sanktioner\n\nOm bemanningen inte är tillräcklig ska nämnden meddela tillräcklig varning.\n"
    base = given(text)
    at = [i for i in range(len(base.analysis.lower)) if base.analysis.lower.startswith("tillräcklig", i)]
    vague = tuple((i, i + len("tillräcklig"), "vagt-kvalitet") for i in at)
    judged = Input(base.document, base.analysis, base.kind, base.today, {}, vague)
    assert [r.start for r in sanctions_triggers.vague(judged)] == at[:1]


@pytest.mark.parametrize(
    ("folder", "family", "precision", "recall"),
    [
        ("nacka", "register", 0.8, 1.0), ("nacka", "sanktion", 0.8, 1.0),
        ("forfattade", "register", 0.9, 0.9), ("forfattade", "sanktion", 0.9, 0.9),
    ],
)  # fmt: skip
def test_gold(shared_dir: Path, folder: str, family: str, precision: float, recall: float) -> None:
    """Floors a little under what was measured when the rules were written."""
    from lintkit.engine import prepare

    rules = [r for r in load_rules([rules_dir()]) if r.rule.status == "stable" and r.rule.family in (family, "vagt")]
    score = evaluate(prepare(rules, date(2026, 11, 21)), shared_dir / "corpus" / "gold" / folder).families[family]
    assert score.precision is not None
    assert score.precision >= precision
    assert score.recall is not None
    assert score.recall >= recall
