"""What is read of demands for register extracts: slots from the author's own sentences, and from gold facts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lintkit.facts.registers import RegisterRequirement, requirements
from lintkit.facts.registers_company import proofs
from lintkit.language.analysis import Analysis
from lintkit.read import read, read_bytes


def read_one(text: str) -> RegisterRequirement:
    found = requirements(Analysis(read_bytes(("# Villkor\n\n" + text).encode(), "villkor.md")))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("som är högst ett år gammalt", 12),
        ("som inte är äldre än sex månader", 6),
        ("utfärdat under de senaste tre månaderna", 3),
        ("som är högst 30 dagar gammalt", 1),
        ("utfärdat högst en månad innan det visas upp", 1),
        ("som får vara upp till två år gammalt", 24),
    ],
)
def test_age_in_months(words: str, months: float) -> None:
    item = read_one(f"Styrelseledamöter ska visa upp ett utdrag ur belastningsregistret {words}.")
    assert item.max_age_months == months


def test_stricter_age_prevails() -> None:
    item = read_one(
        "Den som anställs ska enligt 2 kap. 31 § skollagen visa upp ett registerutdrag som är högst ett år gammalt. "
        "Utdraget ska vara utfärdat högst två månader före första arbetsdagen."
    )
    assert item.max_age_months == 2
    assert item.activities == {"skola"}


def test_slots_of_a_full_clause() -> None:
    item = read_one(
        "Styrelseledamöter, verkställande direktör samt ägare med minst tio procent ska vid ansökan och därefter "
        "årligen visa upp ett fullständigt utdrag ur belastningsregistret för nämndens handläggare, högst en månad gammalt."
    )
    assert [s.text for s in item.subjects] == [
        "Styrelseledamöter", "verkställande direktör", "ägare med minst tio procent",
    ]  # fmt: skip
    assert (item.register, item.renewal_months, item.shown_to) == ("belastningsregistret", 12, "nämndens handläggare")
    assert item.owners
    assert not item.staff


def test_both_registers_and_act() -> None:
    item = read_one(
        "Den som erbjuds anställning i hemtjänsten ska visa upp utdrag ur belastningsregistret och misstankeregistret "
        "enligt lagen (2026:43). Utdraget får vara högst sex månader gammalt."
    )
    assert item.register == "belastningsregistret och misstankeregistret"
    assert item.laws == {"2026:43"}
    assert item.activities == {"hemmet"}


def test_demand_goes_on_in_list_and_later_paragraph() -> None:
    item = read_one(
        "Ägare ska visa upp ett utdrag ur belastningsregistret\n\n1. när ansökan prövas,\n2. därefter varje år.\n\n"
        "Utdraget får vara högst tre månader gammalt.\n"
    )
    assert item.max_age_months == 3
    assert item.renewal_months == 12


@pytest.mark.parametrize(
    "text",
    [
        "Den registrerade har rätt att begära registerutdrag enligt dataskyddsförordningen.",
        "Registerkontroll enligt säkerhetsskyddslagen görs av Säkerhetspolisen och ska begäras i tid.",
        "Referensuppdragen ska inte vara äldre än tre år.",
        "All personal har vid anställning lämnat utdrag ur belastningsregistret.",
    ],
)
def test_other_worlds_are_left_alone(text: str) -> None:
    assert requirements(Analysis(read_bytes(("# Villkor\n\n" + text).encode(), "villkor.md"))) == ()


def test_offsets_are_plain_ranges() -> None:
    document = read_bytes("# Villkor\n\nÄgare ska visa upp ett **utdrag** ur belastningsregistret.".encode(), "v.md")
    item = requirements(Analysis(document))[0]
    assert (
        document.plain.text[item.mention.start : item.mention.end]
        == item.mention.text
        == "utdrag ur belastningsregistret"
    )


def test_company_paper_and_common_closing_words() -> None:
    text = (
        "# Villkor\n\nSökanden ska bifoga\n\n1. registreringsbevis,\n2. kreditupplysning.\n\n"
        "Handlingarna får vara högst en månad gamla.\n"
    )
    found = proofs(Analysis(read_bytes(text.encode(), "v.md")))
    assert [(p.register, p.max_age_months) for p in found] == [("bolagsregistret", 1), ("kreditupplysning", 1)]


def test_what_the_municipality_fetches_is_fresh() -> None:
    text = "# Villkor\n\nKommunen tar kreditupplysning när ansökan prövas.\n"
    (proof,) = proofs(Analysis(read_bytes(text.encode(), "v.md")))
    assert proof.fetched
    assert proof.occasion is not None
    assert proof.occasion.text == "när ansökan prövas"


def test_ages_of_gold_facts(shared_dir: Path) -> None:
    """Of the criminal-record demands that annotators wrote down, at least eight in ten are read with the same age."""
    folder = shared_dir / "corpus" / "gold" / "forfattade"
    right = wanted = 0
    for entry in json.loads((folder / "facts.json").read_text("utf-8"))["documents"]:
        gold = [r for r in entry["requirements"] if r["register"] == "belastningsregistret"]
        found = requirements(Analysis(read(folder / entry["path"])))
        for item in gold:
            wanted += 1
            right += any(f.max_age_months == item["max_age_months"] for f in found)
    assert wanted >= 9
    assert right >= 0.8 * wanted
