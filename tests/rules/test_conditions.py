"""Conditions: where a vague word counts, and what excuses it. One sentence a case."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pytest

from lintkit.engine import Linter, lint_document, prepare
from lintkit.read import read_bytes
from lintkit.rules import load_rules


@lru_cache
def linter() -> Linter:
    return prepare([r for r in load_rules() if r.rule.family == "vagt"], date(2026, 11, 21))


def flagged(text: str) -> list[str]:
    document = read_bytes(text.encode(), "prov.md")
    return [f.text for f in lint_document(linter(), document, "reglemente")[1]]


@pytest.mark.parametrize(
    "text",
    [
        "Anordnaren ska snarast, dock senast inom tre dagar, underrätta nämnden.",
        "Anordnaren ska följa upp planen regelbundet och minst en gång per år.",
        "Med snarast avses inom tre dagar. Anordnaren ska snarast svara.",
        "## Åtgärda snarast",
        "> Anordnaren ska snarast svara.",
        "I texten står ”ska snarast svara”, vilket nämnden ska ändra.",
        "Syftet är att kunden snarast ska få hjälp.",
        "# Reglemente\n\n## Bakgrund\n\nKunderna behöver ofta hjälp snarast.",
        "Hur snabbt ska anordnaren svara?",
        "Enligt 26 kap. 3 § socialtjänstlagen (2025:400) ska sökanden anses lämplig. Vid prövningen beaktas laglydnad i övrigt.",
        "Uppföljning [Ange hur leverantören regelbundet ska följa upp kontraktet med kommunen.]",
        "Ett godtagbart svar ger två poäng i utvärderingen.",
        "Anordnaren ska följa de vid var tid gällande villkoren i villkor-2026.pdf.",
        "`snarast` är ett fältnamn som anordnaren ska fylla i.",
    ],
)  # fmt: skip
def test_silent(text: str) -> None:
    assert flagged(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anordnaren ska snarast svara.", ["snarast"]),
        ("Anordnaren ska sna\u00adrast svara.", ["sna\u00adrast"]),
        ("Anordnaren ska sna-\nrast svara.", ["sna-\nrast"]),
        ("Anordnaren ska **vid** behov svara.", ["vid** behov"]),
        ("Nämnden prövar ansökan inom rimlig tid.", ["inom rimlig tid"]),
        ("Anordnaren [X AB] ska snarast svara.", ["snarast"]),
        ("Anordnaren ska svara [snarast].", ["snarast"]),
        ("Anordnaren ansvarar för att svara snarast.", ["snarast"]),
        ("Anordnaren ska följa gällande lagstiftning och villkor-2026.pdf.", ["gällande lagstiftning"]),
        ("Anordnaren ska\n\n- snarast svara,\n- vid behov komma.", ["snarast", "vid behov"]),
        ("Anordnaren ska svara skyndsamt och normalt inom två månader.", ["skyndsamt", "normalt"]),
        ("Chefen ska ha adekvat utbildning och minst tre års erfarenhet.", ["adekvat utbildning"]),
        ("| Krav | Bevis |\n|---|---|\n| Lokalen ska vara ändamålsenlig | Besök |", ["ändamålsenlig"]),
    ],
)  # fmt: skip
def test_flagged(text: str, words: list[str]) -> None:
    assert flagged(text) == words
