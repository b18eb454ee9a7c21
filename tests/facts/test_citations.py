"""How acts are cited in running text, and what only looks like a citation."""

from __future__ import annotations

import pytest

from lintkit.document import BlockKind, Document, Draft, assemble
from lintkit.facts.citations import Citation, citations


def paragraph(text: str) -> Document:
    return assemble("a.txt", "txt", text, [Draft(BlockKind.PARAGRAPH, 0, len(text))])


def only(text: str) -> tuple[str, Citation]:
    document = paragraph(text)
    found = citations(document)
    assert len(found) == 1, [document.plain.text[c.start : c.end] for c in found]
    return document.plain.text[found[0].start : found[0].end], found[0]


@pytest.mark.parametrize(
    "text, words, number",
    [
        ("enligt socialtjänstlagen (2001:453).", "socialtjänstlagen (2001:453)", "2001:453"),
        ("enligt socialtjänstlagen (SFS 2001:453).", "socialtjänstlagen (SFS 2001:453)", "2001:453"),
        ("enligt Hälso- och sjukvårdslagen (HSL 2017:30).", "Hälso- och sjukvårdslagen (HSL 2017:30)", "2017:30"),
        ("enligt LOU (2007:1091).", "LOU (2007:1091)", "2007:1091"),
        ("enligt SFS 2010:800.", "SFS 2010:800", "2010:800"),
        ("Lagen (2008:962) om valfrihetssystem gäller.", "Lagen (2008:962) om valfrihetssystem", "2008:962"),
        (
            "enligt lagen om offentlig upphandling (2007:1091).",
            "lagen om offentlig upphandling (2007:1091)",
            "2007:1091",
        ),
        ("Handlingar bevaras enligt arkivlagen.", "arkivlagen", ""),
        ("Stöd ges enligt lagen om valfrihetssystem.", "lagen om valfrihetssystem", ""),
        ("Kraven i alkohollagens regler.", "alkohollagens", ""),
    ],
)
def test_a_statute_is_found_with_its_number(text: str, words: str, number: str) -> None:
    shown, citation = only(text)
    assert shown == words
    assert (citation.series, citation.number) == ("SFS", number)


def test_a_title_broken_over_a_line_end() -> None:
    shown, citation = only("enligt lagen om stöd och service till vissa funktions-\nhindrade.")
    assert shown == "lagen om stöd och service till vissa funktionshindrade"
    assert citation.resolved == "1993:387"


@pytest.mark.parametrize(
    "text, key",
    [
        ("enligt 14 kap. 3 § socialtjänstlagen (2001:453)", "14:3"),
        ("enligt 4 kap. 1 § SoL", "4:1"),
        ("enligt SoL 4:1", "4:1"),
        ("enligt 18 d § HSL", "0:18 d"),
        ("enligt 10 kapitlet 5 § brottsbalken", "10:5"),
        ("enligt 13 kap. 1–3 §§ i LOU", "13:1"),
    ],
)
def test_the_provision_belongs_to_the_citation(text: str, key: str) -> None:
    _, citation = only(text)
    assert citation.pinpoint is not None
    assert citation.pinpoint.key == key


def test_a_chapter_further_off_is_not_a_chapterless_paragraph() -> None:
    _, citation = only("enligt 8 kap. 1 § första stycket och 5 § SoL")
    assert citation.pinpoint is None


@pytest.mark.parametrize(
    "text, series, number",
    [
        ("enligt SOSFS 2011:9", "SOSFS", "2011:9"),
        ("enligt HSLF-FS 2017:37", "HSLF-FS", "2017:37"),
        ("enligt AFS 2001:1", "AFS", "2001:1"),
        ("enligt direktiv 95/46/EG", "EU", "95/46"),
        ("enligt förordning (EU) 2016/679", "EU", "2016/679"),
    ],
)
def test_other_series(text: str, series: str, number: str) -> None:
    _, citation = only(text)
    assert (citation.series, citation.number) == (series, number)


@pytest.mark.parametrize(
    "text",
    [
        "Ett underlag, ett avslag och ett förslag från bolaget.",
        "Den lag som gäller ska följas.",
        "Alkohollagstiftningen är en skyddslag.",
        "Se prop. 2001:33 och mål 2010:12.",
        "Matchen slutade 2010:12 i poäng.",
        "LSS-boende och SoL-insatser.",
    ],
)
def test_what_only_looks_like_a_citation(text: str) -> None:
    assert citations(paragraph(text)) == []


def test_the_short_name_inside_a_longer_one_is_not_an_act_of_its_own() -> None:
    shown, citation = only("enligt offentlighets- och sekretesslagen")
    assert shown == "offentlighets- och sekretesslagen"
    assert citation.resolved == "2009:400"
