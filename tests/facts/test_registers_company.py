"""What is read of a company's standing, and of owners who are to be shown fit without an extract."""

from __future__ import annotations

import pytest

from lintkit.facts.registers import RegisterRequirement, requirements
from lintkit.facts.registers_company import CompanyProof, proofs
from lintkit.language.analysis import Analysis
from lintkit.read import read_bytes


def analysis(text: str) -> Analysis:
    return Analysis(read_bytes(("# Villkor\n\n" + text).encode(), "villkor.md"))


def company(text: str) -> tuple[CompanyProof, ...]:
    return proofs(analysis(text))


def people(text: str) -> tuple[RegisterRequirement, ...]:
    return requirements(analysis(text))


@pytest.mark.parametrize(
    ("text", "register"),
    [
        ("Utföraren ska vara godkänd för F-skatt.", "skatteuppgifter"),
        ("Utföraren ska lämna utdrag från sitt skattekonto.", "skatteuppgifter"),
        ("Utföraren får inte ha skulder hos Kronofogden.", "kronofogdens register"),
        ("Bolaget ska ha en rating på minst 50.", "kreditupplysning"),
        ("Bolaget ska vara registrerat i handelsregistret.", "bolagsregistret"),
        ("Kommunen kontrollerar vem som är verklig huvudman.", "verkliga huvudmän"),
        ("Handläggaren begär yttrande från Polismyndigheten.", "polisens yttrande"),
        ("Utföraren ska ha tillstånd från Inspektionen för vård och omsorg.", "tillstånd"),
    ],
)
def test_standing(text: str, register: str) -> None:
    (proof,) = company(text)
    assert (proof.register, proof.paper) == (register, None)
    assert proof.words is not None


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden får häva avtalet om utföraren har skulder hos Kronofogden.",
        "Föreningen ska varje år lämna årsredovisning.",
        "Riskklass 3 innebär att tillsyn ska ske varje år.",
        "Kronofogden är en myndighet.",
    ],
)
def test_no_standing_is_asked_for(text: str) -> None:
    assert company(text) == ()


def test_ages_in_a_table_and_after_a_list() -> None:
    table = "| Underlag | Ålder |\n|---|---|\n| Registreringsbevis | högst 2 månader |\n| Kreditupplysning | |\n"
    assert [(p.register, p.max_age_months) for p in company(f"Sökanden ska lämna följande.\n\n{table}")] == [
        ("bolagsregistret", 2), ("kreditupplysning", None),
    ]  # fmt: skip
    listed = "Sökanden ska visa att\n\n1. godkännande för F-skatt finns,\n2. de verkliga huvudmännen är anmälda.\n\n"
    found = company(listed + "Handlingarna får vara högst en månad gamla.")
    assert [(p.register, p.max_age_months) for p in found] == [("skatteuppgifter", 1), ("verkliga huvudmän", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Ägare och styrelse ska vid ansökan visa att inget talar mot deras lämplighet.",
        "Kommunen ska förvissa sig om att företrädarna är ostraffade.",
        "Ingen ägare får ha dömts för bedrägeri under de senaste fem åren. Ägaren ska intyga detta.",
    ],
)
def test_owners_vouched_for_without_an_extract(text: str) -> None:
    (item,) = people(text)
    assert (item.register, item.owners, item.max_age_months) == (None, True, None)


def test_a_bare_ban_asks_for_no_proof() -> None:
    assert people("Ägare får inte ha dömts för brott.") == ()


def test_list_item_names_whose_extract() -> None:
    (item,) = people("Sökanden ska visa upp\n\n- utdrag ur belastningsregistret för firmatecknare, vd och ägare.")
    assert [s.text for s in item.subjects] == ["firmatecknare", "vd", "ägare"]


def test_extract_given_back_is_not_asked_for() -> None:
    assert people("Ett registerutdrag ska återlämnas i original på begäran.") == ()
