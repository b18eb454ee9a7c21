"""Judgement of references: day, history, severity, successor, and the examples of the rules themselves."""

from __future__ import annotations

from datetime import date

import pytest

from lintkit.checks import Input, Remark, find_check
from lintkit.finding import Severity
from lintkit.language.analysis import Analysis
from lintkit.read import read_bytes
from lintkit.today import Today

TODAY = date(2026, 11, 21)


def remarks(check: str, text: str, today: date = TODAY, kind: str = "reglemente") -> list[tuple[str, Remark]]:
    document = read_bytes(text.encode(), "a.md")
    found = find_check(check if "." in check else f"references.{check}")(
        Input(document, Analysis(document), kind, Today(today))
    )
    return [(document.plain.text[r.start : r.end], r) for r in found]


def words(check: str, text: str, today: date = TODAY) -> list[str]:
    return [w for w, _ in remarks(check, text, today)]


def test_an_act_is_repealed_from_its_last_day_on() -> None:
    text = "Insatser ges enligt socialtjänstlagen (2001:453)."
    assert words("repealed_statute", text, date(2025, 6, 30)) == []
    assert words("repealed_statute", text, date(2025, 7, 1)) == ["socialtjänstlagen (2001:453)"]


def test_the_message_names_successor_day_and_new_place() -> None:
    ((_, remark),) = remarks("repealed_statute", "Rapport enligt 14 kap. 3 § socialtjänstlagen (2001:453).")
    assert remark.values["since"] == " (upphörde den 1 juli 2025)"
    assert "socialtjänstlagen (2025:400)" in remark.values["instead"]
    assert "27 kap. 2 §" in remark.values["instead"]


def test_a_day_that_is_not_attested_is_shown_as_a_year() -> None:
    ((_, remark),) = remarks("repealed_statute", "Beslut enligt förvaltningslagen (1986:223).")
    assert remark.values["since"] == " (upphörde 2018)"


def test_an_act_only_in_the_index_names_the_repealing_act_and_no_successor() -> None:
    ((_, remark),) = remarks("repealed_statute", "Krav enligt säkerhetsskyddsförordningen (2018:658).")
    assert remark.values["instead"].startswith("Den upphävdes genom SFS ")


def test_everyday_names_are_information() -> None:
    ((_, remark),) = remarks("repealed_statute", "Personalen omfattas av sekretesslagen.")
    assert remark.severity is Severity.INFO


@pytest.mark.parametrize(
    "text",
    [
        "Den upphävda personuppgiftslagen (1998:204) nämns i arkivet.",
        "Personuppgiftslagen (1998:204) upphävdes den 25 maj 2018.",
        "År 2015 beslutade nämnden en plan enligt personuppgiftslagen.",
        "Äldre bestämmelser i personuppgiftslagen (1998:204) gäller för ärenden före den 25 maj 2018.",
        "## Övergångsbestämmelser\n\nPersonuppgiftslagen (1998:204) tillämpas på äldre ärenden.",
        "> Behandlingen följer personuppgiftslagen (1998:204).",
    ],
)
def test_the_past_is_left_alone(text: str) -> None:
    assert words("repealed_statute", text) == []


def test_an_authority_beside_its_present_name() -> None:
    assert words("former_authority", "Integritetsskyddsmyndigheten (f.d. Datainspektionen) granskar.") == []
    assert words("former_authority", "Datainspektionen (numera IMY) granskar.") == []
    assert words("former_authority", "Datainspektionen granskar.") == ["Datainspektionen"]


def test_a_regulation_keeps_the_name_of_its_issuer() -> None:
    assert words("former_authority", "Arbetarskyddsstyrelsens kungörelse (AFS 1992:18) om motorbränslen.") == []


def test_an_abbreviation_alone_and_an_unattested_change_are_information() -> None:
    assert [r.severity for _, r in remarks("former_authority", "Modellen kommer från SKL.")] == [Severity.INFO]
    assert [r.severity for _, r in remarks("former_authority", "Yrkesinspektionen ska underrättas.")] == [Severity.INFO]


def test_a_number_of_another_series_is_not_looked_up_among_statutes() -> None:
    assert words("repealed_statute", "Se föreskrifterna SOSFS 1993:387 och AFS 1998:204.") == []


def test_first_mention_only() -> None:
    text = "Stöd ges enligt LSS. Enligt LSS gäller också 9 §."
    assert words("unnumbered_statute", text) == ["LSS"]
    assert words("unnumbered_statute", "Stöd ges enligt LSS (1993:387). Enligt LSS gäller 9 §.") == []
    assert words("unnumbered_statute", "Personalen utför HSL-insatser och HSL uppdrag.") == []


def test_moved_provisions_need_the_subject() -> None:
    assert words("moved_provision", "Rapport om missförhållanden görs enligt 14 kap. 3 § SoL.") == ["14 kap. 3 § SoL"]
    assert words("moved_provision", "Dokumentation görs enligt 14 kap. 3 § SoL.") == []


def test_an_annex_without_any_list_is_information_in_a_known_kind_only() -> None:
    ((_, remark),) = remarks("places.missing_place", "Hur ni gör står i bilaga 1.", kind="bidragsregler")
    assert remark.severity is Severity.INFO
    assert remarks("places.missing_place", "Hur ni gör står i bilaga 1.", kind="annat") == []


@pytest.mark.parametrize(
    ("check", "text", "severity"),
    [
        ("number_and_title", "Anordnaren ska följa diskrimineringslagen (2008:576).", None),
        ("number_and_title", "Anordnaren ska följa skollagen (2009:123).", Severity.INFO),
        ("number_and_title", "Anordnaren ska följa arbetsmiljölagen (1977:1166).", None),
        ("moved_provision", "Alla medverkar till god kvalitet enligt 14 kap. § 2 SoL.", None),
        ("moved_provision", "Alla medverkar till god kvalitet enligt 14:2 SoL.", None),
    ],
)
def test_a_slip_is_certain_and_a_gap_in_the_table_is_not(check: str, text: str, severity: Severity | None) -> None:
    assert [r.severity for _, r in remarks(check, text)] == [severity]


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("former_authority", "Kravet ingår i Myndigheten för samhällsskydd och beredskaps författningssamling."),
        ("former_authority", "Brandskyddet följer Statens räddningsverks allmänna råd (2004:3) om brandskydd."),
        ("former_authority", "Hissen är utförd enligt Arbetarskyddsstyrelsens anvisningar nr 92 (1973)."),
        ("former_authority", "Stockholms läns landsting har i texten ändrats till Region Stockholm."),
        ("obsolete_regulation", "Genom författningen upphävs föreskrifterna (AFS 2005:18) om härdplaster."),
        ("repealed_statute", "Krav enligt förordningen (1993:1068) eller föreskrifter som trätt i dess ställe."),
        ("impossible_chapter", "Vite tas ut enligt LSS, 4 kap. 1 § SoL och avtalet."),
        ("unnumbered_statute", "Enligt 4 kap. 2 § HSL (2017: 30) utses en verksamhetschef."),
    ],
)
def test_what_is_right_as_written(check: str, text: str) -> None:
    assert remarks(check, text) == []


def test_an_authority_is_named_in_its_own_regulations_as_it_was_called() -> None:
    head = "# Myndigheten för samhällsskydd och beredskaps författningssamling\n\n"
    text = "Kommunen ska meddela Myndigheten för samhällsskydd och beredskap.\n"
    assert remarks("former_authority", head + text) == []
    assert remarks("former_authority", text) != []


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Hur ni gör står i bilaga 1.", "bidragsregler", 1),
        ("Hur ni gör står i bilaga 1.", "avtal", 0),
        ("Vi betalar enligt prislistan i bilaga 1.", "bidragsregler", 0),
    ],
)
def test_annexes_that_are_files_of_their_own(text: str, kind: str, found: int) -> None:
    assert len(remarks("places.missing_place", text, kind=kind)) == found
