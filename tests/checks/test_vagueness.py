"""Conditions that leave the decision to the reader, in words that no list holds, and those that do not."""

from __future__ import annotations

import pytest

from lintkit.checks.vagueness import _BY_VIEW, _conditions


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("beslutet får ändras när läget så kräver.", "när läget så kräver"),
        ("ni får ta in vikarier om ni hinner.", "om ni hinner"),
        ("anstånd ges om rimliga hänsyn talar för det.", "om rimliga hänsyn talar för det"),
        ("avsteg medges där det är försvarbart att göra så.", "där det är försvarbart"),
        ("finns det utrymme ska fler platser erbjudas.", "finns det utrymme"),
        ("nytt besök görs i den mån nämnden finner det befogat.", "i den mån nämnden finner det befogat"),
        ("kunden ska, så långt det låter sig göras, få välja.", "så långt det låter sig göras"),
        ("har nämnden frågor ska besök göras om svaren väcker tvivel.", "om svaren väcker tvivel"),
    ],
)
def test_open_conditions(sentence: str, words: str) -> None:
    assert [sentence[a:b] for a, b in _conditions(sentence)] == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        "nämnden bedömer om det är lämpligt att fortsätta.",
        "om det inte är möjligt att nå kunden ska larmcentralen ringas.",
        "finns det risk för brand ska huset utrymmas.",
        "om behov finns enligt punkt 3 ska tolk bokas.",
        "om kunden önskar det ska en närstående få delta.",
        "när kunden flyttar ska planen lämnas över.",
        "information om att det finns möjlighet att klaga ska lämnas.",
        "om mer än 3 skäl finns ska beslutet motiveras.",
    ],
)
def test_conditions_with_something_to_go_by(sentence: str) -> None:
    assert list(_conditions(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("bifoga de intyg som förvaltningen anser nödvändigt.", "som förvaltningen anser nödvändigt"),
        ("bemanningen ska vara den som situationen fordrar.", "som situationen fordrar"),
        ("lämna det som beställaren kan behöva.", "det som beställaren kan behöva"),
    ],
)
def test_measures_by_somebodys_view(sentence: str, words: str) -> None:
    found = _BY_VIEW.search(sentence)
    assert found is not None
    assert found[0].endswith(words) or words.endswith(found[0])
