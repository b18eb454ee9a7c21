"""Parts in other languages: what is recognised, what is not mistaken for one, and what the engine does with them."""

from __future__ import annotations

from datetime import date

import pytest

from lintkit.document import Document
from lintkit.engine import lint_result, prepare
from lintkit.language.foreign import passages, unread
from lintkit.read import read_bytes
from lintkit.rules import load_rules
from tests.conftest import ROOT

SWEDISH = """# Villkor för hemtjänst

Anordnaren ska utföra de insatser som nämnden har beviljat. Insatserna ska börja senast två dagar efter beslutet.

## Uppföljning

Nämnden följer upp verksamheten varje år och får besöka lokalerna utan förvarning.
"""
ENGLISH = """
The provider shall carry out the services that have been granted by the committee. Services must begin no later than
two days after the decision has been made, unless the client asks for another date.

- staff and management
- premises

The committee may visit the premises without notice. This applies to subcontractors as well.
"""
FINNISH = """
Palveluntuottajan on toteutettava lautakunnan myöntämät palvelut. Palvelut aloitetaan viimeistään kahden päivän
kuluttua päätöksestä, ellei asiakas pyydä muuta ajankohtaa. Lautakunta seuraa toimintaa vuosittain ja voi käydä
tiloissa ilman ennakkoilmoitusta.
"""
DANISH = """
Leverandøren skal udføre de ydelser, som nævnet har bevilget. Ydelserne skal begynde senest to dage efter afgørelsen,
hvis ikke ansøgeren beder om en anden dato. Nævnet følger op på virksomheden hvert år og kan besøge lokalerne uden
varsel. Det gælder også for nogen af underleverandørerne.
"""
NORWEGIAN = """
Leverandøren skal utføre de tjenestene som nemnda har innvilget. Tjenestene skal begynne senest to dager etter
vedtaket, hvis ikke søkeren ber om en annen dato. Nemnda følger opp virksomheten hvert år og kan besøke lokalene uten
varsel. Det gjelder også for noen av underleverandørene.
"""


def _document(text: str, name: str = "villkor.md") -> Document:
    return read_bytes(text.encode(), name)


def _said(text: str) -> list[str]:
    document = _document(text)
    return [item.what for item in unread(document, passages(document))]


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "engelska"), (FINNISH, "finska"), (DANISH, "danska"), (NORWEGIAN, "norska")],
)
def test_annex_in_another_language(text: str, language: str) -> None:
    assert _said(f"{SWEDISH}\n## Annex\n{text}") == [f"avsnittet ”Annex” är på {language}"]
    assert _said(text) == [f"hela dokumentet är på {language}"]


def test_words_shared_with_swedish_do_not_break_a_norwegian_passage() -> None:
    short = "- det som kan deles med en eller to\n- den som har kort\n\n"
    document = _document(f"{SWEDISH}\n## Vedlegg\n{NORWEGIAN}\n{short}{NORWEGIAN}")
    (passage,) = passages(document)
    assert (passage.language, passage.last) == ("no", len(document.blocks) - 1)


def test_swedish_goes_on_after_the_annex() -> None:
    document = _document(f"# Bilaga\n{ENGLISH}\n{SWEDISH}")
    (passage,) = passages(document)
    inside = [document.block_text(b) for b in document.blocks[passage.first : passage.last + 1]]
    assert inside[0] == "Bilaga"
    assert "premises" in inside
    assert not any("Anordnaren" in text or "hemtjänst" in text for text in inside)


def test_items_under_the_last_foreign_paragraph_go_with_it() -> None:
    text = f"{SWEDISH}\n{ENGLISH}\nThe report shall contain the following items:\n\n- staff\n- premises\n\nKommunen betalar.\n"
    document = _document(text)
    (passage,) = passages(document)
    assert document.block_text(document.blocks[passage.last]) == "premises"
    assert _said(text) == ["en del av avsnittet ”Uppföljning” är på engelska"]


@pytest.mark.parametrize(
    "text",
    [
        "Anordnaren följer General Data Protection Regulation (GDPR) och Convention on the Rights of the Child.",
        "Principen ”the polluter pays and the costs are borne by those who have caused them” gäller i kommunen.",
        "”The best interests of the child shall be a primary consideration in all actions that are taken by the state.”",
        "> All human beings are born free and equal. They are endowed with reason and should act in a spirit of unity"
        " towards each other, and the state shall protect them.",
        "Code of conduct\n\nWhistleblowing\n\nEnglish version available",
        "Avtalet styrs av Incoterms 2020, med leveransvillkoret delivered at place unloaded (DPU).",
        "Er ansökan ska vara underskriven. Lov söks hos rektorn. Vi har mod att ge er svar.",
        "IT, IF, EN 1090 och AT",
        "Kontakta Oy Alko Ab, Suomen Yrittäjät eller Helsingin kaupunki vid frågor om tillståndet.",
        "Placera er inte för nära, utan placera er bredvid: er uppgift är att stödja, och er chef hjälper er.",
        "Natt: Ja □ Nej □ Dagperspektiv Ja □ Nattperspektiv Ja □ Vecka 1 Ja □ Vecka 2 Ja □ Vecka 3 Ja □ Vecka 4 Ja □",
        "Haag, vakuum, museer, idéer, gälla, ställa, sätta, polisen, familjen, barnen, vissa, dessa",
        "Enligt Helsedirektoratet och Det Norske Veritas ska skyltar på norska och danska godtas i kommunen.",
    ],
)
def test_foreign_words_in_swedish_text_do_not_count(text: str) -> None:
    assert _said(f"{SWEDISH}\n## Övrigt\n\n{text}\n") == []


def test_reference_list_is_not_a_passage() -> None:
    entries = "\n".join(
        f"- Author {i}. How nurses can prevent what is harmful: a review of the evidence that we have from the wards."
        for i in range(6)
    )
    assert _said(f"{SWEDISH}\n## Referenser\n\n{entries}\n") == []


def test_titles_without_a_verb_are_not_a_passage() -> None:
    titles = "\n".join(
        f"- The Role of the Municipality in the Prevention of Crime and the Safety of Work, part {i}" for i in range(6)
    )
    assert _said(f"{SWEDISH}\n## Studier\n\n{titles}\n") == []


def test_many_passages_are_told_in_one_line() -> None:
    text = "".join(
        f"\n# Del {i}\n\nKommunen betalar ersättning till anordnaren.\n\n## Annex {i}\n{ENGLISH}" for i in range(7)
    )
    assert _said(text) == [
        "7 delar är på engelska, bland dem avsnittet ”Annex 0”, avsnittet ”Annex 1”, avsnittet ”Annex 2”"
    ]


def test_no_findings_from_a_foreign_part_but_a_line_of_what_was_left_out() -> None:
    danish = (
        DANISH + "\nLeverandøren skal rimligt snarast underrette nævnet om det, og nævnet skal ikke betale for det.\n"
    )
    rules = load_rules([ROOT / "rules" / "vagt"])
    linter = prepare(rules, date(2026, 11, 21), nlp="none")
    flagged = "Anordnaren ska snarast underrätta nämnden."
    result = lint_result(linter, _document(f"{SWEDISH}\n{flagged}\n\n## Bilag\n{danish}", "reglemente.md"))
    assert [(f.text, f.sentence) for f in result.findings] == [("snarast", flagged)]
    assert result.document is not None
    assert [u.what for u in result.document.unread if u.topic == "language"] == ["avsnittet ”Bilag” är på danska"]


def test_time_is_linear_in_the_text() -> None:
    text = SWEDISH + "\n" + "\n\n".join([ENGLISH, "x"] * 2000)
    document = _document(text)
    assert len(passages(document)) == 1
