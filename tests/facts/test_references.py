"""References inside a document and the places they can mean."""

from __future__ import annotations

import pytest

from lintkit.facts.references import is_missing, places, references
from lintkit.read import read_bytes


def missing(text: str) -> list[str]:
    document = read_bytes(text.encode(), "a.md")
    known = places(document)
    return [document.plain.text[r.start : r.end] for r in references(document) if is_missing(r, known)]


HEADINGS = "## 1. Allmänt\n\n{}\n\n## 2. Krav\n\nText.\n\n## 3. Uppföljning\n\nText.\n"


@pytest.mark.parametrize(
    "text", ["Se avsnitt 9.", "Formerna framgår av avsnitt fem.", "Detta gäller enligt avsnitt 4.2."]
)
def test_a_section_that_is_not_there(text: str) -> None:
    assert len(missing(HEADINGS.format(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Se avsnitt 3.",
        "Se avsnitt två.",
        "Se avsnitt 9 i reglementet.",
        "Se avsnitt 8 samt 9 i ramavtalet.",
        "Enligt riktlinjen, avsnitt 9, gäller detta.",
        "Enligt 9 kap. 2 § alkohollagen, avsnitt 9.",
        "Beslut KF 2019-06-17, § 88.",
    ],
)
def test_a_section_that_is_there_or_elsewhere(text: str) -> None:
    assert missing(HEADINGS.format(text)) == []


def test_list_items_do_not_make_sections() -> None:
    text = (
        "## 1. A\n\nSe avsnitt 5.\n\n1. ett\n2. två\n3. tre\n4. fyra\n5. fem\n\n## 2. B\n\nText.\n\n## 3. C\n\nText.\n"
    )
    assert missing(text) == ["avsnitt 5"]


def test_dotted_points() -> None:
    text = "6.1 Ett krav.\n\n6.2 Ett krav.\n\n6.3 Se punkt 6.7 och punkt 6.1.\n"
    assert missing(text) == ["punkt 6.7"]


@pytest.mark.parametrize(
    "listing",
    ["Bilagor: 1. Karta 2. Taxa", "Bilaga 1 Karta. Bilaga 2 Taxa.", "## Bilaga 1 Karta\n\nText.\n\n## Bilaga 2 Taxa"],
)
def test_annexes_in_a_list_or_as_headings(listing: str) -> None:
    assert missing(f"Se bilaga 2.\n\n{listing}\n") == []
    assert missing(f"Se bilaga 3.\n\n{listing}\n") == ["bilaga 3"]


def test_a_preposition_is_not_part_of_a_number() -> None:
    document = read_bytes(b"Se punkt 2 i detta dokument.", "a.md")
    assert [r.number for r in references(document)] == ["2"]


def test_an_extract_is_not_judged_by_sections_before_it() -> None:
    text = "## 14. A\n\nSe avsnitt 6.\n\n## 15. B\n\nText.\n\n## 16. C\n\nText.\n"
    assert missing(text) == []


CHAPTERS = "## 1 kap. Allmänt\n\n1 § Text.\n\n2 § {}\n\n## 2 kap. Krav\n\n1 § Text.\n\n2 § Text.\n\n3 § Text.\n"


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Bestämmelserna i 6 kap. 3 § tillämpas.", ["6 kap. 3 §"]),
        ("Det som sägs i 2 kap. 9 § gäller.", ["2 kap. 9 §"]),
        ("Det som sägs i 2 kap. 3 § gäller.", []),
        ("Beslut enligt 6 kap. 3 § skollagen gäller.", []),
        ("Beslut enligt 13 kap. 8 § OSL gäller.", []),
    ],
)
def test_chapters_of_the_documents_own(text: str, gone: list[str]) -> None:
    assert missing(CHAPTERS.format(text)) == gone


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Se punkterna 2 och 19.", ["19"]),
        ("Se punkterna 1–3.", []),
        ("Anmäl enligt punkt 2 och 30 dagar i förväg.", []),
        ("Se avsnitten 2, 3 och 8.", ["8"]),
    ],
)
def test_each_number_of_several(text: str, gone: list[str]) -> None:
    assert missing(HEADINGS.format(text)) == gone


def test_headings_by_name() -> None:
    assert missing(HEADINGS.format("Se rubriken ”Sanktioner”.")) == ["Sanktioner"]
    assert missing(HEADINGS.format("Se rubriken ”Uppföljning”.")) == []
    assert missing(HEADINGS.format("Se rubriken ”Sanktioner” i reglementet.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kliniska studier; 2005. p. 640-1.",
        "Se Läkarinsatser, avsnitt 9 i ”Handboken för vård”.",
        "Se förfrågningsunderlaget Läkarinsatser i särskilt boende, avsnitt 9.",
    ],
)
def test_pages_and_other_documents(text: str) -> None:
    assert missing(HEADINGS.format(text)) == []
