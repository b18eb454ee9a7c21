"""Former authorities in text: inflection, abbreviations, and words that only contain a name."""

from __future__ import annotations

from datetime import date

import pytest

from lintkit.document import BlockKind, Document, Draft, assemble
from lintkit.facts.authorities import authorities, terms


def paragraph(text: str) -> Document:
    return assemble("a.txt", "txt", text, [Draft(BlockKind.PARAGRAPH, 0, len(text))])


@pytest.mark.parametrize(
    "text, words, name",
    [
        ("Datainspektionens anvisningar", "Datainspektionens", "Datainspektionen"),
        ("hos länsrätten i Stockholm", "länsrätten", "länsrätten"),
        (
            "Sveriges Kommuner och Landstings modell",
            "Sveriges Kommuner och Landstings",
            "Sveriges Kommuner och Landsting",
        ),
        ("polismyndigheten i Stockholms län", "polismyndigheten i Stockholms län", "polismyndigheten i länet"),
        ("Folkhälsoinstitutet", "Folkhälsoinstitutet", "Statens folkhälsoinstitut"),
    ],
)
def test_a_name_in_any_form(text: str, words: str, name: str) -> None:
    document = paragraph(text)
    (mention,) = authorities(document)
    assert document.plain.text[mention.start : mention.end] == words
    assert mention.former.name == name


def test_an_abbreviation_is_backed_by_the_name_in_full() -> None:
    alone = authorities(paragraph("Modellen kommer från SKL."))
    both = authorities(paragraph("Sveriges Kommuner och Landsting (SKL). Modellen kommer från SKL:s webbplats."))
    assert [(m.short, m.backed) for m in alone] == [(True, False)]
    assert [(m.short, m.backed) for m in both] == [(False, True), (True, True), (True, True)]


@pytest.mark.parametrize(
    "text", ["landstingsdriven vård", "MSBFS 2015:6", "pulsen", "Skatteverket", "skattemyndighetschefer"]
)
def test_words_that_only_contain_a_name(text: str) -> None:
    assert authorities(paragraph(text)) == []


def test_terms_are_kept_apart_from_authorities() -> None:
    document = paragraph("F-skattsedel och personuppgiftsombudet")
    assert [m.former.now for m in terms(document)] == ["godkännande för F-skatt", "dataskyddsombud"]
    assert authorities(document) == []


def test_every_former_name_has_a_date_and_a_source() -> None:
    from lintkit.facts.authorities import _names

    for part in ("authorities", "terms"):
        for former in _names(part).by_form.values():
            assert former.source, former.name
            when = former.valid_to
            assert len(when) == 4 or date.fromisoformat(when), former.name
