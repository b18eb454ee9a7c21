"""Judgement of document data: what is a placeholder, what is a form, and which day has passed."""

from __future__ import annotations

from datetime import date

import pytest

from lintkit.checks import Input, find_check
from lintkit.language.analysis import Analysis
from lintkit.read import read_bytes
from lintkit.today import Today

TODAY = date(2026, 11, 21)


def words(check: str, text: str, name: str = "a.md", today: date = TODAY) -> list[str]:
    document = read_bytes(text.encode(), name)
    found = find_check(f"metadata.{check}")(Input(document, Analysis(document), "policy", Today(today)))
    return [document.plain.text[r.start : r.end] for r in found]


@pytest.mark.parametrize(
    "text, placeholder",
    [
        ("Frågor ställs till [namn, telefon].", "[namn, telefon]"),
        ("Dokumentet ersätter: [Nytt dokument]", "[Nytt dokument]"),
        (
            "Dokumentet är beslutat av: [Namn på funktion t ex omsorgsdirektör]",
            "[Namn på funktion t ex omsorgsdirektör]",
        ),
        ("Avtalet gäller från [datum].", "[datum]"),
        ("Kontraktet gäller från 2024-09-xx.", "2024-09-xx"),
        ("Dokumentet beslutades den: [2021-XX-XX]", "2021-XX-XX"),
        ("Ring 0XX-XX XX XX.", "0XX-XX XX XX"),
        ("E-post: xxxx@xxxx.xx", "xxxx@xxxx.xx"),
        ("Vite: XX procent", "XX"),
    ],
)
def test_placeholders(text: str, placeholder: str) -> None:
    assert words("placeholder", text) == [placeholder]


@pytest.mark.parametrize(
    "text",
    [
        "Dokumentansvarig är: [Verksamhetsutvecklare hemtjänst]",
        "Dokumentet beslutades den: [2023-11-13]",
        "XX berättar att hon trivs.",
        "Xx var tillsammans med grannarna.",
        "Storlek XXL eller XX-large.",
        "- [ ] Sverige\n- [x] Annat land",
        "Klicka här för lathund!",
        "Datum: ______________ Underskrift: ______________",
        "Medicindelegering ......................................... 7",
        "Domen ändrades […] i hovrätten.",
        "Org.nr 212000-0000",
    ],
)
def test_what_only_looks_like_a_placeholder(text: str) -> None:
    assert words("placeholder", text) == []


def test_a_template_is_made_to_be_filled_in() -> None:
    assert words("placeholder", "# Avtal\n\nParterna är [namn] och [namn].\n", name="avtalsmall.md") == []
    many = "# Avrop\n\n" + "\n\n".join(f"Krav {i}: Klicka eller tryck här för att ange text." for i in range(12))
    assert words("placeholder", many) == []


def test_an_empty_field_is_named_once_and_not_when_filled_elsewhere() -> None:
    head = "# Policy\n\n| Uppgift | Innehåll |\n|---|---|\n{}\n"
    assert words("empty_field", head.format("| Antagen av | KF |\n| Dokumentansvarig | |")) == ["Dokumentansvarig"]
    assert words("empty_field", head.format("| Dokumentansvarig | |\n| Dokumentansvarig | Juristen |")) == []
    assert words("empty_field", head.format("| Ersätter | |\n| Antagen av | KF |")) == []


def test_validity_ends_after_its_last_day() -> None:
    text = "Underlaget är giltigt till och med 2026-11-21."
    assert words("validity_passed", text) == []
    assert words("validity_passed", text, today=date(2026, 11, 22)) == ["giltigt till och med 2026-11-21"]


def test_the_validity_of_something_else_is_not_the_documents() -> None:
    assert words("validity_passed", "Leverantören ska visa att intyget är giltigt till och med 2023-12-31.") == []


def test_a_review_that_was_done_is_no_fault() -> None:
    head = "# Riktlinje\n\n| Uppgift | Innehåll |\n|---|---|\n| Revideras senast | 2024-09-13 |\n{}\n"
    assert words("review_passed", head.format("")) == ["2024-09-13"]
    assert words("review_passed", head.format("| Senast reviderad | 2025-01-10 |")) == []


def test_impossible_dates_but_not_case_numbers() -> None:
    assert words("impossible_date", "Giltigt t.o.m. 2025-02-31.") == ["2025-02-31"]
    assert words("impossible_date", "Dnr KS 2019-14-33 och 2024-02-29.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Se avsnitt Fel! Hittar inte referenskälla.",
        "FEL! BOKMÄRKET ÄR INTE DEFINIERAT.",
        "Error! Reference source not found.",
    ],
)
def test_broken_fields_in_both_languages(text: str) -> None:
    assert len(words("broken_field", text)) == 1


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("Svarsperson: XX", "XX"),
        ("Kommunen, org.nr 212000-XXXX, och bolaget har träffat detta avtal.", "212000-XXXX"),
        ("Mellan Ekmora kommun och ……………………, nedan Bolaget, har avtal träffats.", "……………………"),
        ("Antagen av nämnden den DD månad ÅÅÅÅ.", "DD månad ÅÅÅÅ"),
    ],
)
def test_gaps_of_a_contract(text: str, gap: str) -> None:
    assert words("placeholder", f"# Avtal\n\n{text}\n") == [gap]


def test_a_value_that_says_there_is_none_is_empty() -> None:
    text = "Dnr: 12/26\nDokumentansvarig: Ej fastställd\n\n# Riktlinje\n\nText.\n"
    assert words("empty_field", text) == ["Dokumentansvarig"]


def test_decided_before_what_it_cites() -> None:
    head = (
        "| Beslutsdatum | 2019-12-10 |\n|---|---|\n| Dnr | 1/19 |\n{}\n\n# Policy\n\nSe socialtjänstlagen (2025:400).\n"
    )
    assert words("contradiction", head.format("")) == ["2019-12-10"]
    assert words("contradiction", head.format("| Reviderad | 2025-09-01 |")) == []


def test_what_is_replaced_is_older() -> None:
    head = "Beslutsdatum: 2024-05-31\nErsätter: Riktlinje {}\n\n# Riktlinje\n\nText.\n"
    assert words("contradiction", head.format("2025-01-01")) == ["2025-01-01"]
    assert words("contradiction", head.format("2019-01-01")) == []


def test_one_date_after_a_label_that_asks_for_a_time() -> None:
    assert words("validity_passed", "Giltighetstid: 2021-12-31\nDnr: 1/19\n\n# Policy\n\nText.\n") == ["2021-12-31"]
    assert words("validity_passed", "Giltighet: från 2021-12-31\nDnr: 1/19\n\n# Policy\n\nText.\n") == []


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("Anordnare: ________ (Anordnaren)", ["________"]),
        ("Diarienummer: KS 2026/4 Handläggare: ………… Gäller tills vidare", ["…………"]),
        ("Namnteckning: ________ (anordnaren)", []),
    ],
)
def test_a_label_with_a_row_of_dots_is_unfilled(text: str, blanks: list[str]) -> None:
    source = f"# Avtal om hemtjänst\n\nAvtalet gäller mellan parterna nedan.\n\n{text}\n"
    assert words("placeholder", source) == blanks


_FORM = "# Reglemente för kundval\n\n{}\n\n## Inledning\n\nReglementet gäller kundval.\n"


@pytest.mark.parametrize(
    ("line", "check", "found"),
    [
        # labels on lines that the reader has joined to the line before them
        ("Antaget 2025-10-14, § 88. Diarienummer: ON 2025/XXX\nGiltighet: tills vidare", "placeholder", ["2025/XXX"]),
        ("Beslutat av nämnden 2022-06-01\nGiltighetstid: 2022-07-01–2025-06-30", "validity_passed", ["2022-07-01–2025-06-30"]),
        ("Förvaltningen\nDokumentansvarig är:\nDokumentet beslutades den: 2024-10-29", "empty_field", ["Dokumentansvarig är"]),
        ("Dokumentansvarig:\nKontaktperson: Anna Ek", "empty_field", ["Dokumentansvarig"]),
        ("Kontaktperson: NN\nDnr: KS 2026/2", "empty_field", ["Kontaktperson"]),
        ("Beslutsdatum: (datum)", "empty_field", ["Beslutsdatum"]),
        ("Dnr: KS 2026/\nKontaktperson: Anna Ek", "empty_field", ["Dnr"]),
        ("Dnr: BUN ____/____\nKontaktperson: Anna Ek", "empty_field", []),
        ("Giltig t.o.m.: juni 2025", "validity_passed", ["juni 2025"]),
        ("Giltighetstid: till och med juni 2027", "validity_passed", []),
        # what is said of another document, or of something else than a document
        ("Reglementet antas i dag och avser Giltighet: i övrigt är ordet fritt.", "empty_field", []),
        ("Kommunens tidigare avtal gäller till och med den 31 december 2025.", "validity_passed", []),
        ("Taxan för 2025 gällde till 2025-12-31 och ersätts av denna.", "validity_passed", []),
        ("Ersätter: Reglemente från 2019, gällde till 2023-12-31", "validity_passed", []),
        ("Avtalet gäller till och med den 31 december 2025.", "validity_passed", ["gäller till och med den 31 december 2025"]),
        ("Diarienummer: KS 2025/114", "placeholder", []),
        ("Arbetskläder i storlek XXL/2025 års modell beställs av chefen.", "placeholder", []),
    ],
)  # fmt: skip
def test_fields_within_a_line(line: str, check: str, found: list[str]) -> None:
    assert words(check, _FORM.format(line)) == found


def test_a_contact_of_nobody_is_no_line_of_contents() -> None:
    text = "FÖRFRÅGNINGSUNDERLAG\n\n1 Allmänt\nAnsökan kan lämnas löpande. Kontaktperson: ...............\n\n2 Krav\nText.\n"
    assert words("placeholder", text, "a.txt") == ["..............."]
    contents = (
        "FÖRFRÅGNINGSUNDERLAG\n\n1 Allmänt .................... 2\n2 Krav .................... 3\n\n1 Allmänt\nText.\n"
    )
    assert words("placeholder", contents, "a.txt") == []


def test_lines_for_relatives_in_a_consent_are_made_to_be_filled_in() -> None:
    text = "# Samtycke till informationsutbyte\n\nJag samtycker.\n\nAnhörig: ____________\n\nVårdcentral: ……………………\n"
    assert words("placeholder", text) == []
    assert words("placeholder", text.replace("Samtycke till", "Villkor för")) == ["……………………"]
