"""Who must act, by which verb, under which condition: sentences and small documents, with and without a parser."""

from __future__ import annotations

from functools import lru_cache

import pytest

from lintkit.language.analysis import Analysis
from lintkit.language.clauses import ClauseFacts, Modality, clause_facts
from lintkit.language.nlp import Parser, load_parser
from lintkit.read import read_bytes


@lru_cache
def parser() -> Parser | None:
    return load_parser("builtin").parser


def facts(text: str, words: str = "", *, level: str = "L0") -> ClauseFacts:
    """Facts of the sentence that holds `words` (the last one by default)."""
    document = read_bytes(text.encode(), "prov.md")
    analysis = Analysis(document, parser=parser if level == "L2" else lambda: None)
    plain = document.plain.text
    sentence = analysis.sentence_at(plain.index(words) if words else len(plain.rstrip()) - 1)
    analysis.parse([sentence])
    return clause_facts(analysis, sentence)


LEVELS = pytest.mark.parametrize("level", ["L0", "L2"])


@LEVELS
@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Anordnaren ska anmäla ändringen.", Modality.SKA),
        ("Utföraren måste ha en försäkring.", Modality.MASTE),
        ("Det åligger leverantören att föra journal.", Modality.ALIGGER),
        ("Nämnden får häva avtalet.", Modality.FAR),
        ("Anordnaren får inte ta emot gåvor.", Modality.FAR_INTE),
        ("Nämnden kan begära handlingar.", Modality.KAN),
        ("Anordnaren bör lämna en rapport.", Modality.BOR),
        ("Nämnden prövar ansökan.", Modality.INDICATIVE),
        ("Syftet är att alla ska trivas.", Modality.NONE),
    ],
)
def test_modality(text: str, modality: Modality, level: str) -> None:
    assert facts(text, level=level).modality is modality


@LEVELS
@pytest.mark.parametrize(
    ("text", "agent", "origin"),
    [
        ("Anordnaren ska anmäla ändringen.", "Anordnaren", "subject"),
        ("Om bristen kvarstår ska nämnden besluta om vite.", "nämnden", "subject"),
        ("Planen ska godkännas av kommunen.", "kommunen", "agent"),
        ("Utföraren ska\n\n- anmäla ändringar,\n- föra journal.", "Utföraren", "lead"),
        ("## Anordnarens ansvar\n\nÄndringar ska anmälas samma dag.", "Anordnarens", "heading"),
        ("Utföraren ska låsa in nycklarna. Förkomna nycklar ska anmälas samma dag.", "Utföraren", "previous"),
        ("| Uppgift | Ansvarig |\n|---|---|\n| Avvikelser ska rapporteras | Enhetschefen |", "Enhetschefen", "row"),
    ],
)
def test_who_must_act(text: str, agent: str, origin: str, level: str) -> None:
    words = "Avvikelser" if "|" in text else ""
    found = facts(text, words, level=level).agent
    assert found is not None
    assert (found.text, found.origin) == (agent, origin)


@LEVELS
@pytest.mark.parametrize(
    "text", ["Förkomna nycklar ska anmälas samma dag.", "Resultatet ska återkopplas efter varje besök."]
)
def test_nobody_is_named(text: str, level: str) -> None:
    found = facts(text, level=level)
    assert found.agent is None
    assert [text[a:b] for a, b in found.passive] in (["anmälas"], ["återkopplas"])


def test_a_thing_as_subject_does_not_act() -> None:
    assert facts("Lokalerna ska vara låsta.", level="L2").agent is None


def test_conditions_bounds_and_negation() -> None:
    text = "Om utföraren inte svarar inom tio dagar, ska nämnden häva avtalet."
    found = facts(text)
    assert [text[a:b] for a, b in found.conditions] == ["Om utföraren inte svarar inom tio dagar"]
    assert [b.text for b in found.bounds] == ["inom tio dagar"]
    assert found.negated
    assert not found.cites
    assert facts("Anordnaren ska följa 2 kap. 31 § skollagen (2010:800).").cites


def test_spans_are_plain_offsets() -> None:
    text = "# Titel\n\nAnordnaren ska **svara** inom tre dagar."
    found = facts(text)
    assert found.agent is not None
    plain = read_bytes(text.encode(), "prov.md").plain.text
    assert plain[found.agent.start : found.agent.end] == "Anordnaren"
    assert plain[found.bounds[0].start : found.bounds[0].end] == "inom tre dagar"
