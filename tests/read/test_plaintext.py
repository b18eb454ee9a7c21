"""Text files: what layout alone says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintkit.document import Document
from lintkit.read.plaintext import read


def parse(text: str) -> Document:
    return read(text.encode(), "x.txt")


def shape(text: str) -> list[tuple[str, int, str | None, str]]:
    document = parse(text)
    return [(b.kind.value, b.level, b.number, document.block_text(b)) for b in document.blocks]


PROVISIONS = """\
3  Krav på sökanden

3.1  Kommunen får utesluta en sökande i de fall som anges i lagen, såsom
när sökanden har gjort sig skyldig till allvarligt fel i yrkesut-
övningen.

3.2  Sökanden ska bifoga registreringsbevis som är utfärdat under de
senaste tolv månaderna.
"""


def test_numbered_paragraphs_under_a_numbered_heading() -> None:
    kinds = shape(PROVISIONS)
    assert kinds[0] == ("heading", 1, "3", "Krav på sökanden")
    assert [(kind, number) for kind, _, number, _ in kinds[1:]] == [("paragraph", "3.1"), ("paragraph", "3.2")]
    assert kinds[1][3].endswith("allvarligt fel i yrkesutövningen.")


def test_paragraph_over_a_page_break() -> None:
    text = (
        "Tillverkaren ska betala sanktionsavgift enligt de grunder som anges här. Sanktions-\n\n23\nAFS 2023:5\n\n"
        "avgiften ska beräknas på omsättningen under det föregående räkenskapsåret.\n"
    )
    [(kind, _, _, words)] = shape(text)
    assert kind == "paragraph"
    assert "Sanktionsavgiften ska beräknas" in words


def test_running_heads_that_come_back() -> None:
    pages = [
        f"NÄMNDENS VILLKOR      Sida {n} ({5})\n\nAnordnaren ska lämna uppgift nummer {n} till nämnden varje år.\n"
        + "Uppgiften ska vara skriftlig och undertecknad av den som får teckna firman.\n\n" * 7
        for n in range(1, 6)
    ]
    assert not any("NÄMNDENS" in words for *_, words in shape("".join(pages)))


@pytest.mark.parametrize("rule, level", [("======", 1), ("------", 2)])
def test_underlined_heading(rule: str, level: int) -> None:
    assert shape(f"Sanktioner\n{rule}\n\nNämnden ska varna.")[0] == ("heading", level, None, "Sanktioner")


def test_capitals() -> None:
    assert shape("ANSVAR OCH KRAV\n\nNämnden ska varna.")[0] == ("heading", 2, None, "ANSVAR OCH KRAV")


def test_short_line_over_text() -> None:
    text = "Bevisning\nBeställaren kontrollerar att kravet på registrering är uppfyllt innan\navtalet tecknas.\n"
    assert [kind for kind, *_ in shape(text)] == ["heading", "paragraph"]


def test_sentence_without_full_stop_is_no_heading() -> None:
    assert [kind for kind, *_ in shape("Anordnaren ska meddela nämnden\n\nNämnden beslutar om varning.")] == [
        "paragraph",
        "paragraph",
    ]


def test_contents() -> None:
    kinds = [kind for kind, *_ in shape("Innehåll\n\n1  Allmänt .............. 2\n2  Krav ................. 3\n")]
    assert kinds == ["heading", "toc", "toc"]


def test_lists() -> None:
    text = (
        "Anordnaren ska\n– visa utdrag ur registret för alla som\n  arbetar i verksamheten,\n– lämna uppgifter om:\n"
        "   o ägare\n   o ledning\n\n1) först\n2) sedan\n"
    )
    assert shape(text)[1:] == [
        ("list_item", 1, None, "visa utdrag ur registret för alla som arbetar i verksamheten,"),
        ("list_item", 1, None, "lämna uppgifter om:"),
        ("list_item", 2, None, "ägare"),
        ("list_item", 2, None, "ledning"),
        ("list_item", 1, "1", "först"),
        ("list_item", 1, "2", "sedan"),
    ]


def test_label_on_its_own_line() -> None:
    assert shape("•\nVisa utdrag.\n•\nLämna uppgifter.\n\n4.2\nNämnden ska varna.") == [
        ("list_item", 1, None, "Visa utdrag."),
        ("list_item", 1, None, "Lämna uppgifter."),
        ("paragraph", 0, "4.2", "Nämnden ska varna."),
    ]


def test_keys_are_blocks_of_their_own() -> None:
    text = "Beslutat av: Kommunfullmäktige\nGäller från: 2024-01-01\nDokumentansvarig: Kanslichefen\n\nText."
    assert len(shape(text)) == 4


def test_table() -> None:
    text = "Brist              Vite\nSen rapport        5 000 kr\nSaknat utdrag      10 000 kr\n"
    document = parse(text)
    assert [(b.cell.row, b.cell.column, b.cell.heading) for b in document.blocks if b.cell][2:] == [
        (1, 0, "Brist"), (1, 1, "Vite"), (2, 0, "Brist"), (2, 1, "Vite"),
    ]  # fmt: skip


def test_latex() -> None:
    text = "\\section{Påföljder}\n\\begin{itemize}\n\\item \\textbf{Varning}\\\\\nPersonen varnas.\n\\end{itemize}\n"
    assert shape(text) == [("heading", 2, None, "Påföljder"), ("list_item", 1, None, "Varning. Personen varnas.")]


def test_ruled_table_with_wrapped_cells() -> None:
    document = parse(
        "Nivå  Avvikelse           Åtgärd\n----  ------------------  ----------\n1     Rapport kommer      Påminnelse\n"
        "      för sent\n2     Rapport uteblir     Varning inom\n                          tio dagar\n\nTexten går vidare.\n"
    )
    cells = [
        (b.cell.row, b.cell.column, b.cell.heading, document.block_text(b))
        for b in document.blocks
        if b.cell is not None
    ]
    assert cells[3:] == [
        (1, 0, "Nivå", "1"), (1, 1, "Avvikelse", "Rapport kommer för sent"), (1, 2, "Åtgärd", "Påminnelse"),
        (2, 0, "Nivå", "2"), (2, 1, "Avvikelse", "Rapport uteblir"), (2, 2, "Åtgärd", "Varning inom tio dagar"),
    ]  # fmt: skip
    assert document.block_text(document.blocks[-1]) == "Texten går vidare."


def test_words_across_the_rule_make_no_table() -> None:
    assert all(kind != "table_cell" for kind, *_ in shape("Rubrik  för allt\n----  ----\nlöpande text här\n"))


def test_items_that_lost_their_bullets() -> None:
    long = "Personuppgiftsbiträdet ska " + "i alla delar " * 14
    text = f"1.1 {long}visa:\nrevisionsrapporter från revisor;\nsvar på frågor.\n1.2 {long}lämna besked.\n" * 2
    assert [kind for kind, *_ in shape(text)][:4] == ["paragraph", "list_item", "list_item", "paragraph"]


def test_gold_texts_keep_their_words(shared_dir: Path) -> None:
    files = sorted(shared_dir.glob("corpus/gold/*/*.txt"))
    assert files
    for file in files:
        document = read(file.read_bytes(), file.name)
        words = document.plain.text
        written = "\n".join(line for line in document.text.splitlines() if not line.startswith("%"))
        for mark in ("ska", "får", "vite"):
            pattern = rf"\b{mark}\b"
            assert len(re.findall(pattern, words)) >= len(re.findall(pattern, written)), file.name


@given(st.text(alphabet="abÅ 1.)•–-\n\t\f:§…|\\{}", max_size=150))
@settings(max_examples=300, deadline=None)
def test_anything_is_read_and_mapped(text: str) -> None:
    document = parse(text)
    for block in document.blocks:
        for i in range(block.plain_start, block.plain_end):
            start, end = document.plain.to_source(i, i + 1)
            assert block.start <= start < end <= block.end
            if document.plain.text[i].isalnum():
                assert document.plain.text[i] in text[start:end]


@pytest.mark.parametrize(
    "text",
    ["ord " * 250_000, "x" * 1_000_000, "a\n" * 20_000, "• a\n" * 20_000, "1\n\n" * 20_000, "a   b\n" * 10_000,
     ". " * 100_000, "A: b\n" * 20_000, "{" * 100_000 + "\\textbf{", "  " * 200_000 + "x", "\f" * 50_000],
)  # fmt: skip
@pytest.mark.timeout(120)
def test_hostile(text: str) -> None:
    parse(text)
