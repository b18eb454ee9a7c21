"""Judging of register demands and sanctions: what depends on the day, the settings and the gold documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lintkit.checks import (
    Check,
    Input,
    Remark,
    _regimes,
    registers_ages,
    registers_open,
    sanctions,
    sanctions_discretion,
    sanctions_time,
    sanctions_triggers,
)
from lintkit.evaluate import evaluate
from lintkit.facts.sanctions_clause import provisions
from lintkit.finding import Severity
from lintkit.language.analysis import Analysis
from lintkit.read import read_bytes
from lintkit.rules.load import load_rules, rules_dir
from lintkit.today import Today


def given(text: str, day: date = date(2026, 11, 21), **settings: object) -> Input:
    document = read_bytes(("# Villkor\n\n" + text).encode(), "villkor.md")
    return Input(document, Analysis(document), "reglemente", Today(day), settings=settings)


CHILDREN = "Den som arbetar med barn ska visa ett begränsat utdrag enligt lagen (2013:852), högst tolv månader gammalt."


@pytest.mark.parametrize(("day", "found"), [(date(2026, 2, 28), 0), (date(2026, 3, 1), 1)])
def test_limit_changes_with_the_day(day: date, found: int) -> None:
    remarks = list(registers_ages.too_old(given(CHILDREN, day)))
    assert len(remarks) == found
    assert all(r.severity is Severity.ERROR and "sedan den 1 mars 2026" in r.values["basis"] for r in remarks)


def test_municipality_may_be_stricter() -> None:
    text = "Ägare ska visa upp ett fullständigt utdrag ur belastningsregistret, högst fem månader gammalt."
    assert list(registers_ages.too_old(given(text))) == []
    stricter = given(text, registers={"owners": {"max_age_months": 3}})
    assert [type(r) for r in registers_ages.too_old(stricter)] == [Remark]


def test_regimes_are_in_order_of_time() -> None:
    for regime in _regimes.regimes().values():
        assert list(regime.ages) == sorted(regime.ages, key=lambda a: a.since)
        assert regime.age_on(Today(date(2000, 1, 1))) is None
    assert _regimes.regimes()["skola"].age_on(Today(date(2026, 11, 21))) == 12
    assert _regimes.regimes()["hemmet"].both_registers(Today(date(2026, 11, 21)))


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


def marked(check: Check, text: str) -> list[str]:
    looked = given(text)
    return [looked.document.plain.text[r.start : r.end] for r in check(looked)]


@pytest.mark.parametrize(
    ("check", "text", "found"),
    [
        (sanctions_discretion.free, "## Faktura\n\nVid fel i fakturan har kommunen rätt att kvitta beloppet.", ["har kommunen rätt att kvitta beloppet"]),
        (sanctions_discretion.free, "## Hävning\n\nFöre hävning får leverantören yttra sig inom tio dagar.", []),
        (sanctions_discretion.may, "## Påföljder\n\nFuskar ni kan ni stängas av från bidrag i ett år.", ["kan"]),
        (sanctions_discretion.may, "## Påföljder\n\nLeverantören kan begära prövning inom tre veckor.", []),
        (sanctions.decider_missing, "## Brott\n\nLeverantören ska följa avtalet. Polisanmälan ska göras vid misstanke om brott.", ["Polisanmälan ska göras"]),
        (sanctions.decider_missing, "## Hävning\n\nÅterkallas auktorisationen betalas ingen ersättning.", []),
        (sanctions.content, "## Påföljder\n\nLeverantörer som har fuskat ska möta kännbara konsekvenser.", ["kännbara konsekvenser"]),
        (sanctions.content, "## Påföljder\n\nVid fel ska ersättningen sättas ned med två procent.", []),
        (sanctions_time.vague_time, "## Rättelse\n\nBristen ska vara avhjälpt inom den tid kommunen bestämmer.", ["inom den tid kommunen bestämmer"]),
        (sanctions_time.vague_time, "## Hävning\n\nHävning ska ske skriftligen inom skälig tid.", []),
        (sanctions_time.time_missing, "## Rättelse\n\nAnordnaren ska få möjlighet att rätta bristen.", ["möjlighet att rätta bristen"]),
        (sanctions_time.no_next, "## Påföljder\n\nChefen överväger om ytterligare åtgärder behövs.", ["om ytterligare åtgärder behövs"]),
        (registers_open.ground, "Personal ska vara registerkontrollerad enligt lag.", ["enligt lag"]),
        (registers_open.ground, "Personal ska vara registerkontrollerad enligt lagen (2026:43).", []),
        (registers_open.circle, "Personal ska visa utdrag ur belastningsregistret. Inhyrda omfattas i tillämpliga delar.", ["i tillämpliga delar"]),
        (registers_open.circle, "Reglerna om semester omfattas i tillämpliga delar.", []),
    ],
)  # fmt: skip
def test_shapes_of_openings(check: Check, text: str, found: list[str]) -> None:
    assert marked(check, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "En medarbetare som röjer uppgifter kan få en skriftlig varning enligt kollektivavtalet.",
        "Produkter ska kunna spåras och kan återkallas av leverantören.",
        "Den enskilde får begära rättelse av personuppgifter om sig själv.",
    ],
)
def test_other_worlds_set_no_sanction(text: str) -> None:
    assert list(provisions(given("## Övrigt\n\n" + text).analysis)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Rättar ni inte felet betalar vi inte ut mer bidrag.",
        "Vid misstanke om brott underrättas polisen.",
        "Kommunen får avvakta med utbetalningen.",
        "Godkännandet dras in om huvudmannen har lämnat falska uppgifter.",
        "I mindre allvarliga fall får huvudmannen möjlighet att rätta till bristen.",
    ],
)
def test_sanctions_outside_places_for_them(text: str) -> None:
    assert len(provisions(given("## Övrigt\n\n" + text).analysis)) == 1
