"""What is read of demands for fitness that name no register: the author's own sentences, and near misses."""

from __future__ import annotations

import pytest

from lintkit.facts.registers import requirements
from lintkit.facts.registers_again import shown_again
from lintkit.facts.registers_age import months
from lintkit.facts.registers_company import proofs
from lintkit.facts.registers_text import AGE
from lintkit.language.analysis import Analysis
from lintkit.read import read_bytes


def analysis(text: str) -> Analysis:
    return Analysis(read_bytes(("# Villkor\n\n## Krav\n\n" + text).encode(), "villkor.md"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Verksamhetschefen ska lämna en handling från Polismyndigheten.", "en handling från Polismyndigheten"),
        ("Sökanden ska ge in intyg om vandel för styrelsen.", "intyg om vandel"),
        ("Personalen ska kunna redogöra för sin bakgrund.", "kunna redogöra för sin bakgrund"),
        ("Personalen ska styrka sin vandel på sätt som nämnden anvisar.", "styrka sin vandel på sätt som nämnden anvisar"),
        ("All personal ska genomgå bakgrundskontroll.", "bakgrundskontroll"),
        ("Utföraren ska försäkra sig om att personalen är ostraffad.", "försäkra sig om att personalen är ostraffad"),
        ("Ledningens hederlighet ska styrkas med intyg.", "hederlighet ska styrkas med intyg"),
        ("Alla ska vara kontrollerade avseende brottslighet.", "kontrollerade avseende brottslighet"),
    ],
)  # fmt: skip
def test_unnamed_proof(text: str, words: str) -> None:
    (item,) = requirements(analysis(text))
    assert item.unnamed is not None
    assert item.unnamed.text == words
    assert item.register is None


@pytest.mark.parametrize(
    "text",
    [
        "Vid misstanke om brott ska chefen spara handlingar som rör brottet.",
        "Ett intyg om genomförd utbildning i hygien ska visas upp.",
        "Lokalens lämplighet prövas av miljönämnden.",
        "Uppgifter om sökandens vandel hämtar enheten från Polismyndigheten.",
        "Elever med utländsk bakgrund ska få studiehandledning.",
        "Utföraren ska tillse att testerna utförs utan anmärkning.",
        "Personuppgifter om lagöverträdelser får inte behandlas.",
    ],
)
def test_nothing_is_asked_of_people(text: str) -> None:
    assert requirements(analysis(text)) == ()


def test_a_check_with_a_section_of_its_own_is_described() -> None:
    found = requirements(analysis("## Bakgrundskontroll\n\nPersonal ska genomgå bakgrundskontroll."))
    assert all(item.unnamed is None for item in found)


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("utfärdat högst sex månader tidigare", 6), ("utfärdat tidigast 30 dagar före ansökan", 1),
        ("från innevarande år", 12), ("inom det senaste halvåret", 6), ("under de tre senaste månaderna", 3),
        ("äldre än tolv månader godtas inte", 12), ("giltighetstid är ett år", 12), ("max 18 mån gammalt", 18),
        ("högst en vecka gammal", 0.25), ("högst ett halvår gammalt", 6), ("inte äldre än två år", 24),
    ],
)  # fmt: skip
def test_ages(words: str, measure: float) -> None:
    match = AGE.search(words)
    assert match is not None
    assert months(match) == measure


def test_papers_under_a_heading_that_asks_for_them() -> None:
    looked = analysis(
        "## Till ansökan bifogas\n\n- registreringsbevis\n- utdrag ur belastningsregistret för styrelsen\n"
    )
    assert [i.register for i in requirements(looked)] == ["belastningsregistret"]
    assert [p.handed for p in proofs(looked)] == [True]


def test_an_act_is_not_judged_by_itself() -> None:
    text = "# Lag om kontroll\n\nDen som anställs ska visa upp utdrag ur belastningsregistret.\n"
    assert requirements(Analysis(read_bytes(text.encode(), "lag.md"))) == ()


def test_consequence_told_apart_is_no_demand() -> None:
    assert requirements(analysis("Om ett registerutdrag inte visas upp får verksamheten inte bedrivas.")) == ()


def test_age_of_a_conviction_is_not_that_of_a_paper() -> None:
    text = "Ägare som dömts för brott under de senaste fem åren ska visa upp utdrag ur belastningsregistret."
    (item,) = requirements(analysis(text))
    assert item.max_age_months is None


def test_age_in_the_words_before_a_list_and_in_a_row() -> None:
    listed = "Sökanden ska lämna följande, som ska vara utfärdat högst tre månader före ansökan:\n\n- utdrag ur belastningsregistret för vd\n- registreringsbevis\n"
    assert [i.max_age_months for i in requirements(analysis(listed))] == [3]
    assert [p.max_age_months for p in proofs(analysis(listed))] == [3]
    table = "| Handling | Ålder |\n|---|---|\n| Utdrag ur belastningsregistret | Max 12 månader |\n"
    assert [i.max_age_months for i in requirements(analysis(table))] == [12]


def test_shown_again_by_another_provision() -> None:
    first = "Verksamhetschefen ska vid tillträdet visa upp ett utdrag ur belastningsregistret.\n\n## Uppföljning\n\n"
    looked = analysis(first + "Verksamhetschefen ska i februari varje år visa ett nytt registerutdrag.")
    assert shown_again(looked, requirements(looked)[0])
    looked = analysis(first + "Personalen ska varje år få ny utbildning.")
    assert not shown_again(looked, requirements(looked)[0])


def test_company_papers_fetched_again_by_reference() -> None:
    text = "1 § Till ansökan ska fogas registreringsbevis.\n\n2 § Handlingarna enligt 1 § kontrolleras på nytt i mars varje år.\n"
    found = proofs(analysis(text))
    assert found[0].renewal is not None


def test_tender_documents_are_no_acts() -> None:
    text = "# Förfrågningsunderlag\n\nStyrelsen ska visa upp utdrag ur belastningsregistret.\n"
    assert len(requirements(Analysis(read_bytes(text.encode(), "f.md")))) == 1
