"""Statute data: what is known of numbers, names and ends, and that the shipped files hold together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from runpy import run_path

import pytest

from lintkit.facts.packdata import data_path, since
from lintkit.facts.replaced import pinpoints, regulations
from lintkit.facts.statutes import Act, bare_name, has_ended, statutes, title_key
from lintkit.today import Today

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "written, bare",
    [
        ("Skollagens", "skollag"),
        ("hälso- och sjukvårdslagen", "hälso- och sjukvårdslag"),
        ("Brottsbalken", "brottsbalk"),
        ("avfallsförordningen", "avfallsförordning"),
        ("skollag", "skollag"),
    ],
)
def test_bare_name(written: str, bare: str) -> None:
    assert bare_name(written) == bare


def test_the_living_act_of_a_name_that_survives() -> None:
    known = statutes()
    assert known.living["socialtjänstlag"] == "2025:400"
    assert known.living["skollag"] == "2010:800"
    assert set(known.numbers["socialtjänstlag"]) >= {"1980:620", "2001:453", "2025:400"}
    assert "personuppgiftslag" not in known.living


def test_names_that_died_and_names_that_linger() -> None:
    known = statutes()
    assert known.dead["personuppgiftslag"].sfs == "1998:204"
    assert known.informal["sekretesslag"].sfs == "1980:100"
    assert known.dead_short["PuL"].sfs == "1998:204"
    assert "socialtjänstlag" not in known.dead


@pytest.mark.parametrize(
    "ended, by, today, expected",
    [
        ("2018-01-01", "2017:584", TODAY, True),
        ("2026-11-22", "2026:1", TODAY, False),
        ("?", "2010:801", TODAY, True),
        ("?", "2026:801", TODAY, False),
        ("", "", TODAY, False),
    ],
)
def test_has_ended(ended: str, by: str, today: date, expected: bool) -> None:
    assert has_ended(Act("1900:1", "Lag", ended, by, False), Today(today)) is expected


def test_an_act_that_a_newer_source_calls_in_force_has_no_end() -> None:
    assert statutes().acts["1971:139"].ended == ""


def test_absence_of_an_end_is_no_proof() -> None:
    # 2001:453 carries no note of repeal in the index of titles; its end is a curated fact.
    assert statutes().ended["2001:453"].valid_to == "2025-07-01"


def test_title_key_keeps_laws_and_ordinances_apart() -> None:
    assert title_key("lagen", "om stöd och service") != title_key("förordningen", "om stöd och service")


def test_every_curated_end_is_a_date_with_a_source() -> None:
    for entry in statutes().ended.values():
        assert date.fromisoformat(entry.valid_to) <= TODAY, entry.sfs
        assert entry.source, entry.sfs


def test_curated_ends_agree_with_the_index() -> None:
    known = statutes()
    for entry in known.ended.values():
        act = known.acts.get(entry.sfs)
        if act is not None and len(act.ended) == 10 and not act.planned:
            assert act.ended == entry.valid_to, entry.sfs


def test_replacements_are_not_themselves_repealed() -> None:
    known = statutes()
    for entry in known.ended.values():
        for number in known.ended:
            assert f"({number})" not in entry.replaced_by, entry.sfs


def test_moved_provisions_name_acts_that_have_ended() -> None:
    known = statutes()
    for act in pinpoints().acts:
        assert act.old in known.ended, act.old
        assert date.fromisoformat(act.valid_to) <= TODAY


def test_regulations_carry_source_and_successor() -> None:
    for regulation in regulations().regulations:
        assert regulation.source, regulation.number
        assert regulation.now, regulation.number


@pytest.mark.parametrize(
    "when, today, expected",
    [
        ("2025-07-01", date(2025, 7, 1), True),
        ("2025-07-01", date(2025, 6, 30), False),
        ("2019", date(2019, 12, 31), False),
        ("2019", date(2020, 1, 1), True),
        ("2019-11", date(2019, 11, 30), False),
    ],
)
def test_has_come(when: str, today: date, expected: bool) -> None:
    assert Today(today).has_come(when) is expected


def test_since_shows_the_day_only_when_it_is_attested() -> None:
    assert since("2025-07-01") == "sedan den 1 juli 2025"
    assert since("2025-07-01", exact=False) == "sedan 2025"
    assert since("") == ""


def test_the_shipped_table_is_what_the_builder_makes(shared_dir: Path) -> None:
    tool = Path(__file__).resolve().parents[1] / "tools" / "build_sfs_table.py"
    assert run_path(str(tool))["build"](shared_dir / "domain") == data_path("sfs.tsv").read_text(encoding="utf-8")
