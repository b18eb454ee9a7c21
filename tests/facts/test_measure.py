"""Quantities as numbers that can be compared."""

from __future__ import annotations

import pytest

from lintkit.facts import measure


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("inom tio arbetsdagar", 14.0),
        ("två veckor", 14.0),
        ("sex månaders uppsägningstid", 180.0),
        ("30 dagar", 30.0),
        ("ett halvår", 182.0),
        ("inom 24 timmar", 1.0),
    ],
)
def test_times(text: str, days: float) -> None:
    assert [q.value for q in measure.times(text)] == [pytest.approx(days)]


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("tio miljoner kronor", [10_000_000.0]),
        ("25 000 kronor", [25_000.0]),
        ("2,5 miljoner kronor", [2_500_000.0]),
        ("tre år", []),
        ("två prisbasbelopp", []),
    ],
)
def test_money(text: str, kronor: list[float]) -> None:
    assert [q.value for q in measure.money(text)] == kronor


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("vartannat år", [730.0]),
        ("vart tredje år", [1095.0]),
        ("två gånger om året", [182.5]),
        ("minst en gång per kvartal", [91.0]),
        ("årligen", [365.0]),
        ("under året", []),
    ],
)
def test_intervals(text: str, days: list[float]) -> None:
    assert [q.value for q in measure.intervals(text)] == days


def test_days_of_the_month() -> None:
    assert [q.value for q in measure.days_of_month("senast den tionde i månaden efter")] == [10.0]
    assert [q.value for q in measure.days_of_month("senast den 25:e i varje månad")] == [25.0]
    assert measure.days_of_month("senast den 15 december") == []


def test_offsets_hold_the_words() -> None:
    text = "anordnaren ska svara inom tre månader"
    (found,) = measure.times(text)
    assert text[found.start : found.end] == "tre månader"


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("brist som drabbar fler än fem kunder", "brist som drabbar fler än tio kunder", True),
        ("brist som drabbar fler än fem kunder", "brist som drabbar minst 5 kunder", False),
        ("minst en kund", "minst tre kunder", False),
        ("ägande av minst tio procent", "ägande av mer än 25 procent", True),
        ("frånvaro i 14 dagar", "frånvaro i två veckor", False),
        ("den som nämnden har godkänt", "den som har avtal med nämnden", False),
    ],
)
def test_different_numbers_on_one_matter(one: str, other: str, differs: bool) -> None:
    assert measure.differ(one, other) is differs


def test_half_years() -> None:
    assert [q.value for q in measure.times("ett och ett halvt år")] == [547.0]
    assert [q.value for q in measure.times("ett halvt års uppsägning, två månader")] == [182.0, 60.0]
