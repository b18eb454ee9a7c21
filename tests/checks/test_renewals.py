"""Replacements word for word: offered where grammar and meaning follow, silent elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from lintkit.engine import Linter, lint_document, prepare
from lintkit.read import read_bytes
from lintkit.rules import load_rules


@pytest.fixture(scope="module")
def linter() -> Linter:
    rules = [r for r in load_rules() if r.rule.suggestion]
    return prepare(rules, date(2026, 11, 21), nlp="none")


def offered(linter: Linter, sentence: str) -> dict[str, str]:
    text = f"# Reglemente\n\n1. {sentence}\n"
    _, findings = lint_document(linter, read_bytes(text.encode(), "a.md"), "reglemente")
    return {f.text: f.suggestion for f in findings}


@pytest.mark.parametrize(
    ("sentence", "words", "new"),
    [
        ("Ansökan görs hos länsrätten.", "länsrätten", "förvaltningsrätten"),
        ("Länsrättens dom ska bifogas.", "Länsrättens", "Förvaltningsrättens"),
        ("Datainspektionens beslut gäller.", "Datainspektionens", "Integritetsskyddsmyndighetens"),
        ("Anordnaren ska kontakta skattemyndigheten.", "skattemyndigheten", "Skatteverket"),
        ("Personuppgiftsombudet ska få besked.", "Personuppgiftsombudet", "Dataskyddsombudet"),
        ("Kommunen ska följa SKL:s råd från Sveriges Kommuner och Landsting.", "SKL:s", "SKR:s"),
        ("Enligt socialtjänstlagen (2001:453) ska stöd ges.", "socialtjänstlagen (2001:453)", "socialtjänstlagen (2025:400)"),
        ("Socialtjänstlag (SFS 2001:453) gäller.", "Socialtjänstlag (SFS 2001:453)", "Socialtjänstlag (2025:400)"),
        ("Enligt lagen (2007:1091) om offentlig upphandling gäller detta.", "lagen (2007:1091) om offentlig upphandling", "lagen (2016:1145) om offentlig upphandling"),
        ("Handlingar bevaras enligt arkivlagen.", "arkivlagen", "arkivlagen (1990:782)"),
        ("Stöd ges enligt lagen om stöd och service till vissa funktionshindrade.", "lagen om stöd och service till vissa funktionshindrade", "lagen (1993:387) om stöd och service till vissa funktionshindrade"),
    ],
)  # fmt: skip
def test_offered(linter: Linter, sentence: str, words: str, new: str) -> None:
    assert offered(linter, sentence)[words] == new


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        # a section seldom keeps its number, two acts took over, two bodies took over, the task moved
        ("Enligt 4 kap. 1 § socialtjänstlagen (2001:453) ska stöd ges.", "socialtjänstlagen (2001:453)"),
        ("Enligt personuppgiftslagen (1998:204) ska uppgifter skyddas.", "personuppgiftslagen (1998:204)"),
        ("Högskoleverket ska godkänna examen.", "Högskoleverket"),
        # another gender or another form than the one that the successor has
        ("Särskolan ska erbjuda plats.", "Särskolan"),
        ("Anordnaren ska ha F-skattsedel.", "F-skattsedel"),
        ("Mål prövas av länsrätter.", "länsrätter"),
        # an abbreviation follows in brackets, or stands inside them
        ("Enligt arkivlagen (ArkivL) bevaras handlingar.", "arkivlagen"),
    ],
)
def test_silent(linter: Linter, sentence: str, words: str) -> None:
    assert offered(linter, sentence)[words] == ""
