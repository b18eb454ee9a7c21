"""Terms that a document defines: what counts as a definition, and which words it covers."""

from __future__ import annotations

import pytest

from lintkit.language.analysis import Analysis
from lintkit.language.definitions import in_sentence
from lintkit.read import read_bytes


def terms(sentence: str, *, entries: bool = False) -> list[str]:
    return [d.term for d in in_sentence(sentence.lower(), 0, entries=entries)]


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Med anordnare avses den som nämnden har godkänt.", "anordnare"),
        ("Med ”väsentlig brist” menas en brist som rör kundens säkerhet.", "väsentlig brist"),
        ("I detta reglemente förstås med kund den som har ett biståndsbeslut.", None),
        ("Med begreppet utförare förstås en juridisk person.", "utförare"),
        ("Varning definieras som ett skriftligt beslut.", "varning"),
        ("Snarast betyder inom tre dagar.", "snarast"),
        ("Snarast är detsamma som inom tre dagar.", "snarast"),
        ("Anordnare avser i detta dokument även pedagogisk omsorg.", "anordnare"),
        ("Som allvarlig brist räknas att dokumentation saknas.", "allvarlig brist"),
    ],
)
def test_definitions(sentence: str, term: str | None) -> None:
    assert terms(sentence) == ([term] if term else terms(sentence))
    if term:
        assert terms(sentence) == [term]


@pytest.mark.parametrize(
    "sentence",
    [
        "Det innebär att kunden får välja.",
        "Detta betyder att kunden får välja.",
        "Vilket innebär att kunden får välja.",
        "Anordnaren ska svara snarast.",
        "Snarast är en bra tid.",
        "Nämnden avser att följa upp avtalet.",
        "Det är när.",
    ],
)
def test_no_definition(sentence: str) -> None:
    assert terms(sentence) == []


def test_what_a_term_comes_to_defines_it_but_what_that_comes_to_does_not() -> None:
    source = "Personalen ska ha relevant utbildning. Relevant utbildning innebär att ha gått kursen. Det innebär att alla får den."
    assert defined(source, "relevant utbildning")
    assert not defined(source + " Planen följs så långt det är möjligt.", "så långt det är möjligt")


def test_entries_of_a_glossary() -> None:
    assert terms("Anordnare: den som är godkänd.", entries=True) == ["anordnare"]
    assert terms("Anordnare – den som är godkänd.", entries=True) == ["anordnare"]
    assert terms("Anordnare: den som är godkänd.") == []


def defined(source: str, words: str) -> bool:
    document = read_bytes(source.encode(), "a.md")
    start = document.plain.text.rindex(words)
    return Analysis(document).is_defined(start, start + len(words))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Med snarast avses inom tre dagar. Anordnaren ska snarast svara.", "snarast"),
        (
            "Med väsentlig brist avses en brist i säkerheten.\n\nVid väsentliga brister beslutar nämnden.",
            "väsentliga brister",
        ),
        (
            "Anordnaren ska snarast svara.\n\n## Definitioner\n\nSnarast: inom tre dagar.\n\n## Krav\n\nSvara snarast.",
            "snarast",
        ),
        ("| Begrepp | Betydelse |\n|---|---|\n| Skälig tid | En månad |\n\nSvara inom skälig tid.", "skälig tid"),
    ],
)
def test_defined_words(source: str, words: str) -> None:
    assert defined(f"# Reglemente\n\n{source}", words)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Med snarast avses inom tre dagar. Anordnaren ska skyndsamt svara.", "skyndsamt"),
        ("Anordnaren ska snarast svara.", "snarast"),
        (
            "Med väsentlig brist avses en brist i säkerheten.\n\nVid väsentliga förändringar beslutar nämnden.",
            "väsentliga",
        ),
    ],
)
def test_words_that_are_not_defined(source: str, words: str) -> None:
    assert not defined(f"# Reglemente\n\n{source}", words)


def test_definitions_of_a_governing_document_hold_here() -> None:
    governing = read_bytes(b"Med snarast avses inom tre dagar.", "styr.md")
    document = read_bytes(b"Anordnaren ska snarast svara.", "a.md")
    start = document.plain.text.index("snarast")
    assert not Analysis(document).is_defined(start, start + 7)
    assert Analysis(document, Analysis(governing).definitions).is_defined(start, start + 7)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("2 § I dessa regler avses med\n\nförening: en sammanslutning med stadgar,\n\nväsentlig ändring: en ändring som rör mer än 20 procent.\n\n"
         "3 § En väsentlig ändring ska anmälas.", "väsentlig ändring ska"),
        ("I avtalet avses med arbetsdag en helgfri vardag, med brist att en insats uteblir och med allvarlig brist en brist som har "
         "lett till skada.\n\nVid allvarlig brist hävs avtalet.", "allvarlig brist hävs"),
        ("## Ord vi använder\n\n- **Allvarlig händelse** är en händelse där ett barn har behövt vård.\n\n## Krav\n\nAnmäl en "
         "allvarlig händelse.", "allvarlig händelse."),
    ],
)  # fmt: skip
def test_lists_of_definitions_without_marks_and_several_in_a_sentence(source: str, words: str) -> None:
    document = read_bytes(f"# Regler\n\n{source}".encode(), "a.md")
    start = document.plain.text.index(words)
    assert Analysis(document).is_defined(start, start + len(words.split()[0]))


def test_what_follows_the_list_of_definitions_defines_nothing() -> None:
    source = b"# Regler\n\nI dessa regler avses med\n\nmedlem: den som har betalat.\n\nSnarast: anordnaren ska svara snarast."
    assert [d.term for d in Analysis(read_bytes(source, "a.md")).definitions] == ["medlem"]
