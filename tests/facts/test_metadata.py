"""Document data: fields, dates, validity."""

from __future__ import annotations

from datetime import date

import pytest

from lintkit.facts.metadata import dates, deadlines, fields, is_form, open_ended
from lintkit.read import read_bytes

HEAD = "# Policy\n\n| Uppgift | Innehåll |\n|---|---|\n{}\n"


@pytest.mark.parametrize(
    "text, day",
    [
        ("2025-12-31", date(2025, 12, 31)),
        ("20251231", date(2025, 12, 31)),
        ("den 31 december 2025", date(2025, 12, 31)),
        ("31 dec 2025", date(2025, 12, 31)),
        ("31/12 2025", date(2025, 12, 31)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2023-02-29", None),
        ("31 juni 2026", None),
    ],
)
def test_dates_as_written(text: str, day: date | None) -> None:
    (found,) = dates(text)
    assert found.day == day


@pytest.mark.parametrize("text", ["KS 2023-01177", "2010:800", "212000-0000", "08-123 45 67", "2019/412"])
def test_numbers_that_are_no_dates(text: str) -> None:
    assert dates(text) == []


def test_fields_of_a_table() -> None:
    document = read_bytes(HEAD.format("| Antaget av | KF |\n| Dokumentansvarig | |").encode(), "a.md")
    assert [(f.kind, f.value, f.empty) for f in fields(document)] == [
        ("beslutad_av", "KF", False),
        ("dokumentansvarig", "", True),
    ]


def test_fields_of_lines() -> None:
    text = "Beslutad av: Nämnden\n\nGäller till den: (max 5 år)\n\n# Rutin\n\nText.\n"
    document = read_bytes(text.encode(), "a.md")
    assert [(f.kind, f.empty) for f in fields(document)] == [("beslutad_av", False), ("galler_till", True)]


@pytest.mark.parametrize(
    "row, day",
    [
        ("| Giltighetstid | 2019-07-01–2024-12-31 |", date(2024, 12, 31)),
        ("| Gäller till | 2025-01-31 |", date(2025, 1, 31)),
        ("| Giltighetstid | 2024–2026 |", date(2026, 12, 31)),
    ],
)
def test_the_end_of_validity(row: str, day: date) -> None:
    (found,) = deadlines(read_bytes(HEAD.format(row).encode(), "a.md"))
    assert (found.kind, found.day) == ("until", day)


@pytest.mark.parametrize("row", ["| Giltighetstid | 2024- |", "| Gäller | 2024-01-01 |", "| Giltig | tills vidare |"])
def test_an_open_validity_has_no_end(row: str) -> None:
    assert deadlines(read_bytes(HEAD.format(row).encode(), "a.md")) == []


def test_until_further_notice() -> None:
    assert open_ended(read_bytes("Dokumentet gäller tillsvidare\n\n# Rutin\n".encode(), "a.md"))
    assert not open_ended(read_bytes("Dokumentet gäller till den: 2025-01-01\n\n# Rutin\n".encode(), "a.md"))


def test_a_form_is_known_by_its_name() -> None:
    assert is_form(read_bytes(b"# Blankett\n\nText.\n", "a.md"))
    assert is_form(read_bytes(b"# Avtal\n\nText.\n", "avtalsmall.md"))
    assert not is_form(read_bytes(b"# Reglemente\n\nText.\n", "a.md"))
