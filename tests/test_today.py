"""The day to judge by: answers as a calendar gives them, and a stretch of days on which they are the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lintkit.accept import Listed
from lintkit.config import Accepted
from lintkit.engine import Linter, lint_result, look_at, prepare
from lintkit.read import read_bytes
from lintkit.report.model import DocumentResult
from lintkit.rules import load_rules
from lintkit.today import ALWAYS, Days, Today

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))

#: Sentences whose findings follow the day: ends of acts, names, registers, deadlines and exemptions.
SENTENCES = (
    "Hälso- och sjukvårdslagen (1982:763) gäller.",
    "Enligt personuppgiftslagen ska uppgifter gallras.",
    "Anmälan görs enligt 24 a § LSS och SOSFS 2011:5.",
    "Direktiv 95/46/EG tillämpas vid all behandling.",
    "Socialtjänstlagen (2001:453) anger målen för insatsen, se 11 kap. 1 §.",
    "Socialtjänstlagen (2025:401) anger målen för insatsen.",
    "Lagen om offentlig upphandling (2027:12) gäller för avtalet.",
    "Tillsyn utövas av Socialstyrelsen och Skattemyndigheten samt Datainspektionen.",
    "Den som arbetar med barn ska visa utdrag ur belastningsregistret enligt lagen (2013:852), högst tolv månader gammalt.",
    "Personal i hemtjänsten ska visa utdrag ur belastningsregistret som är högst sju månader gammalt.",
    "Utdrag kan inte begäras i hemtjänst eftersom lagstöd saknas.",
    "Detta dokument gäller till och med 2026-12-31.",
    "Giltig till 2024-06-30.",
    "Dokumentet ska revideras senast 2025-03-01.",
    "Senast reviderad: 2024-11-05.",
    "Anordnaren ska snarast svara.",
)


@lru_cache(maxsize=1)
def linter() -> Linter:
    rules = [r for r in load_rules() if r.rule.level == "L0"]
    return prepare(rules, date(2026, 11, 21), nlp="none")


def judged(text: str, day: date, listed: tuple[Listed, ...] = (), above: str = "") -> DocumentResult:
    using = replace(linter(), today=day, accepted=listed)
    governing = (look_at(using, read_bytes(above.encode(), "ovan.md")),) if above else ()
    return lint_result(using, read_bytes(text.encode(), "a.md"), governing=governing)


WRITTEN = DAYS.map(str) | st.integers(1990, 2040).map(str) | DAYS.map(lambda day: str(day)[:7])


@given(day=DAYS, when=WRITTEN)
@example(day=date(2019, 12, 31), when="2019")
@example(day=date(2020, 1, 1), when="2019")
@example(day=date(2019, 12, 31), when="2019-12")
@example(day=date(2019, 12, 1), when="2019-12-01")
def test_answers_are_the_calendars(day: date, when: str) -> None:
    past = str(day)[: len(when)] > when
    assert Today(day).is_past(when) is past
    assert Today(day).has_come(when) is (past or when == str(day))


@given(day=DAYS, other=DAYS, asked=st.lists(st.tuples(st.booleans(), WRITTEN), max_size=8))
def test_answers_are_the_same_on_all_days_of_the_stretch(day: date, other: date, asked: list[tuple[bool, str]]) -> None:
    def answers(today: Today) -> list[bool]:
        return [today.is_past(when) if past else today.has_come(when) for past, when in asked]

    today, later = Today(day), Today(other)
    same = answers(today) == answers(later)
    assert today.days.include(day)
    assert today.days.include(other) is same
    assert not same or later.days == today.days


def test_days() -> None:
    assert ALWAYS.include(date.min)
    assert ALWAYS.include(date.max)
    assert Today(date(2026, 11, 21)).days == ALWAYS
    some = Days("2025-07-01", "2026-03-01").both(Days("2025-01-01", "2026-01-01"))
    assert some == ("2025-07-01", "2026-01-01")
    assert [some.include(date(*d)) for d in ((2025, 6, 30), (2025, 7, 1), (2025, 12, 31), (2026, 1, 1))] == [
        False, True, True, False,
    ]  # fmt: skip


def test_no_key() -> None:
    with pytest.raises(TypeError):
        hash(Today(date(2026, 11, 21)))


def near(edge: str) -> list[date]:
    """The days at an edge of a stretch, where it is a day."""
    try:
        day = date.fromisoformat(edge.rstrip("~"))
    except ValueError:
        return []
    return [day + timedelta(step) for step in (-1, 0, 1)]


@settings(max_examples=60, deadline=None)
@given(
    chosen=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True),
    above=st.sampled_from(("", "# Reglemente\n\nDetta dokument gäller till och med 2025-12-31.\n")),
    until=st.none() | DAYS,
    day=DAYS,
    others=st.lists(DAYS, min_size=2, max_size=4),
)
def test_a_result_is_the_same_on_all_its_days(
    chosen: list[str], above: str, until: date | None, day: date, others: list[date]
) -> None:
    text = "# Villkor för utförare\n\n" + "\n\n".join(chosen) + "\n"
    listed: tuple[Listed, ...] = ()
    if until:
        found = judged(text, day, above=above).findings
        entries = tuple(Accepted(f.fingerprint, f.rule, "känt", "AB", str(until)) for f in found[:1])
        listed = (Listed("b", "baseline", entries),)
    result = judged(text, day, listed, above)
    assert result.days.include(day)
    for other in [*others, *near(result.days.first), *near(result.days.end)]:
        if result.days.include(other):
            assert judged(text, other, listed, above) == result


@pytest.mark.parametrize(
    ("sentence", "before", "after"),
    [
        ("Detta dokument gäller till och med 2026-12-31.", date(2026, 12, 31), date(2027, 1, 1)),
        ("Dokumentet ska revideras senast 2025-03-01.", date(2025, 3, 1), date(2025, 3, 2)),
        ("Utdrag kan inte begäras i hemtjänst eftersom lagstöd saknas.", date(2026, 2, 28), date(2026, 3, 1)),
        ("Socialtjänstlagen (2001:453) anger målen för insatsen.", date(2025, 6, 30), date(2025, 7, 1)),
    ],
)
def test_a_result_ends_where_the_findings_change(sentence: str, before: date, after: date) -> None:
    text = f"# Villkor för utförare\n\n{sentence}\n"
    early, late = judged(text, before), judged(text, after)
    assert early.findings != late.findings
    assert not early.days.include(after)
    assert not late.days.include(before)
