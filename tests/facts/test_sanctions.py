"""What is read of sanction ladders: from prose, run-in headings, headings, tables; and from gold facts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lintkit.facts.sanctions import Ladder, ladders
from lintkit.facts.sanctions_clause import kind_of, provisions
from lintkit.facts.sanctions_world import World, world
from lintkit.language.analysis import Analysis
from lintkit.read import read, read_bytes


def read_ladders(text: str) -> tuple[Ladder, ...]:
    return ladders(Analysis(read_bytes(("# Villkor för anordnare\n\n" + text).encode(), "villkor.md")))


RUN_IN = """## Sanktioner

**Varning.** Lämnar anordnaren inte rapporten ska nämnden meddela varning. Bristen ska vara avhjälpt inom 30 dagar.

**Vite.** Om bristen kvarstår efter varningen ska nämnden ta ut vite om 5 000 kronor.

**Avauktorisering.** Auktorisationen återkallas när vite har tagits ut två gånger.
"""


def test_run_in_headings() -> None:
    (ladder,) = read_ladders(RUN_IN)
    assert [(s.kind, s.name) for s in ladder.steps] == [
        ("warning", "varning"), ("fine", "vite"), ("revocation", "avauktorisering"),
    ]  # fmt: skip
    warning, fine, revocation = ladder.steps
    assert warning.trigger is not None
    assert warning.trigger.text == "Lämnar anordnaren inte rapporten"
    assert (warning.modality, warning.decider and warning.decider.text) == ("ska", "nämnden")
    assert warning.deadline is not None
    assert warning.deadline.text == "inom 30 dagar"
    assert warning.escalates_to == "fine"
    assert fine.content is not None
    assert revocation.decider is None


def test_headings_named_after_steps_are_one_ladder() -> None:
    found = read_ladders(
        "## § 7 Rättelse\n\nKommunen ska begära rättelse vid avvikelse.\n\n"
        "## § 8 Varning\n\nOm rättelse inte har skett ska chefen meddela varning.\n"
    )
    assert [[s.kind for s in ladder.steps] for ladder in found] == [["correction", "warning"]]
    assert found[0].steps[0].escalates_to == "warning"


def test_table() -> None:
    (ladder,) = read_ladders(
        "## När villkoren inte följs\n\n| Steg | När | Beslut fattas av | Nästa steg |\n|---|---|---|---|\n"
        "| 1. Varning | Rapporten saknas | Enhetschefen | Vite |\n| 2. Vite | Planen saknas | Nämnden | – |\n"
    )
    warning, fine = ladder.steps
    assert (warning.trigger and warning.trigger.text, warning.decider and warning.decider.text) == (
        "Rapporten saknas", "Enhetschefen",
    )  # fmt: skip
    assert (warning.escalates_to, fine.escalates_to) == ("fine", None)


def test_alternatives_in_one_sentence() -> None:
    (ladder,) = read_ladders(
        "## Påföljder\n\nVid fel får kommunen begära rättelse, göra prisavdrag eller häva kontraktet.\n"
    )
    assert [s.kind for s in ladder.steps] == ["correction", "deduction", "revocation"]
    assert {s.trigger.text for s in ladder.steps if s.trigger} == {"Vid fel"}


def test_one_sentence_names_the_decider_of_several_steps() -> None:
    (ladder,) = read_ladders(
        "## Sanktioner\n\nAvtalschefen beslutar om varning och vite.\n\n"
        "Varning meddelas om rapporten saknas.\n\nVite tas ut med 5 000 kronor om rapporten saknas efter varning.\n"
    )
    assert [s.decider.text for s in ladder.steps if s.decider] == ["Avtalschefen", "Avtalschefen"]


@pytest.mark.parametrize(
    "text",
    [
        "## Uppsägning\n\nAnordnaren får säga upp avtalet med sex månaders uppsägningstid.\n",
        "## Arbetsgivaren\n\nMedarbetare som bryter mot rutinen kan få en varning av chefen.\n",
        "## Kontakt\n\nSamtycke kan när som helst återkallas.\n",
    ],
)
def test_what_is_no_sanction_against_a_provider(text: str) -> None:
    assert read_ladders(text) == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("tillfällig återkallelse", "suspension"), ("återkallelse", "revocation"), ("intagningsstopp", "admission_stop"),
        ("avtalsvite", "fine"), ("polisanmälan", "police_report"), ("skriftlig erinran", "reprimand"), ("blåbär", None),
    ],
)  # fmt: skip
def test_kinds(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avtal enligt lagen (2008:962) om valfrihetssystem. Valfrihetssystemet gäller hemtjänst.", World.LOV),
        ("Tillsyn enligt alkohollagen (2010:1622). Serveringstillstånd ges av nämnden.", World.SUPERVISION),
        ("Statens författningssamling. Härigenom föreskrivs följande.", World.ENACTMENT),
        ("Bidrag söks i april.", World.DECISION),
    ],
)
def test_world(text: str, expected: World) -> None:
    assert world(read_bytes(text.encode(), "x.txt")) is expected


def test_steps_of_gold_facts(shared_dir: Path) -> None:
    """Of the steps that annotators wrote down, at least eight in ten are read with the same kind."""
    folder = shared_dir / "corpus" / "gold" / "forfattade"
    right = wanted = 0
    for entry in json.loads((folder / "facts.json").read_text("utf-8"))["documents"]:
        found = [s.kind for ladder in ladders(Analysis(read(folder / entry["path"]))) for s in ladder.steps]
        for step in (s for ladder in entry["ladders"] for s in ladder["steps"] if s["kind"]):
            wanted += 1
            if step["kind"] in found:
                found.remove(step["kind"])
                right += 1
    assert wanted >= 35
    assert right >= 0.8 * wanted


def _kinds(text: str) -> list[str]:
    return [s.kind for ladder in read_ladders("## Påföljder\n\n" + text) for s in ladder.steps]


FIRST = "1.1 Om rapporten saknas ska nämnden meddela varning.\n\n"


@pytest.mark.parametrize(
    "more",
    [
        "1.2 En varning upphör efter tolv månader.",
        "1.2 En skriftlig varning ska alltid delges anordnaren.",
        "1.2 Före beslut om varning ska anordnaren få tio dagar att yttra sig.",
        "1.2 Saknas planen ska varning meddelas enligt 1.1.",
        "1.2 Av 9 kap. 17 § alkohollagen följer att varning får meddelas vid överträdelse.",
        "1.2 Enligt 26 kap. 13 § skollagen får en tillsynsmyndighet återkalla ett godkännande.",
        "1.2 Totalt vite för en uppdragsperiod får aldrig överstiga 9 000 kronor.",
        "1.2 Nämnden ska avstå från varning om rapporten kommer in samma dag.",
        "1.2 Kunderna ska få ett brev sedan varning har meddelats.",
        "1.2 Anordnaren får häva avtalet om kommunen inte betalar inom 60 dagar.",
    ],
)
def test_what_only_speaks_of_a_step_is_no_new_step(more: str) -> None:
    assert _kinds(FIRST + more + "\n") == ["warning"]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ("1.2 Om planen saknas ska nämnden återkalla godkännandet.", "revocation"),
        ("1.2 Kvarstår felet ska nämnden häva avtalet enligt 17 kap. 17 § LOU.", "revocation"),
        ("1.2 Nämnden får häva avtalet om anordnaren inte betalar inom 60 dagar.", "revocation"),
    ],
)
def test_what_sets_a_step_is_one(more: str, kind: str) -> None:
    assert _kinds(FIRST + more + "\n") == ["warning", kind]


def test_a_paragraph_under_the_heading_of_another_step_is_read_for_itself() -> None:
    found = read_ladders(
        "## Vite\n\n8.1 Saknas schemat ska nämnden ta ut vite med 900 kronor.\n\n"
        "8.2 Om besök har fakturerats felaktigt ska enhetschefen kräva tillbaka beloppet. Beloppet ska betalas på en gång.\n"
    )
    steps = [(s.kind, s.decider and s.decider.text) for ladder in found for s in ladder.steps]
    assert steps == [("fine", "nämnden"), ("repayment", "enhetschefen")]


def test_how_a_fine_is_collected_is_no_step() -> None:
    assert _kinds("Saknas planen ska nämnden ta ut vite om 500 kronor. Vitet dras av på nästa faktura.\n") == ["fine"]


def test_a_step_taken_by_reference_is_read_with_the_place_it_points_to() -> None:
    (ladder,) = read_ladders(
        "## Påföljder\n\n4.1 Har planen inte kommit in ska nämnden besluta om vite enligt 4.2.\n\n"
        "4.2 Vitet är 500 kronor per dag.\n"
    )
    (fine,) = ladder.steps
    assert (fine.decider and fine.decider.text, fine.content and fine.content.text) == ("nämnden", "500 kronor")


def test_columns_by_occasion_make_one_step_a_row() -> None:
    (ladder,) = read_ladders(
        "## Åtgärder vid fel\n\nNämnden beslutar om åtgärder enligt tabellen.\n\n"
        "| Brist | Första tillfället | Andra tillfället |\n|---|---|---|\n"
        "| Schemat saknas efter påminnelse | Erinran | Varning |\n| Dörren är låst | Varning | Återkallelse |\n"
    )
    assert [(s.kind, s.escalates_to, s.decider and s.decider.text) for s in ladder.steps] == [
        ("reprimand", "warning", "Nämnden"), ("warning", "revocation", "Nämnden"),
    ]  # fmt: skip


def test_paragraphs_under_one_heading_are_steps_of_their_own() -> None:
    (ladder,) = read_ladders(
        "## Vite\n\n8.1 Kommer anordnaren inte till besöket ska anordnaren betala vite med 300 kronor.\n\n"
        "8.2 Saknas schemat ska anordnaren betala vite med 900 kronor.\n\n8.3 Vite påverkar inte rätten till skadestånd.\n"
    )
    assert [s.content.text for s in ladder.steps if s.content] == ["300 kronor", "900 kronor"]


def test_the_person_through_whom_a_party_acts_decides() -> None:
    (ladder,) = read_ladders("## Påföljder\n\nSaknas schemat ska beställaren genom enhetschefen meddela en varning.\n")
    assert [s.decider.text for s in ladder.steps if s.decider] == ["enhetschefen"]


@pytest.mark.parametrize(
    ("sentence", "decider"),
    [
        ("Beslut fattas av socialnämndens utskott.", "socialnämndens utskott"),
        ("Alla beslut enligt detta avsnitt fattas av nämnden.", "nämnden"),
        ("Enhetschefen fattar besluten enligt tabellen nedan.", "Enhetschefen"),
        ("Beslut om att godkänna en anordnare fattas av nämnden.", None),
        ("Beslut fattas av anordnaren.", None),
    ],
)
def test_who_decides_on_every_row(sentence: str, decider: str | None) -> None:
    (ladder,) = read_ladders(
        f"## Sanktioner\n\n{sentence}\n\n| Rad | Brist | Påföljd |\n|---|---|---|\n"
        "| A | Rapporten saknas | Varning |\n| B | Oriktig faktura | Åtgärdsplan |\n"
    )
    assert [s.decider and s.decider.text for s in ladder.steps] == [decider, decider]


def test_items_of_a_list_that_ends_a_sentence_on_termination_are_triggers() -> None:
    text = "## När avslutar vi avtalet?\n\nVi avslutar avtalet om du\n\n- har lämnat oriktiga uppgifter,\n- är försatt i konkurs.\n"
    analysis = Analysis(read_bytes(("# Reglemente\n\n" + text).encode(), "reglemente.md"))
    assert [t.text for p in provisions(analysis) if p.whole for t in p.triggers] == [
        "har lämnat oriktiga uppgifter", "är försatt i konkurs.",
    ]  # fmt: skip
