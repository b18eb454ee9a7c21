"""Which documents are judged for missing controls: those that are about what the controls are for."""

from __future__ import annotations

from datetime import date

import pytest

from lintkit.checks import Input
from lintkit.checks.controls import missing
from lintkit.facts.kind import document_kind
from lintkit.language.analysis import Analysis
from lintkit.read import read_bytes
from lintkit.today import Today

DUTIES = "Leverantören ska svara inom två dagar.\n\n" * 6


def _missing(text: str, control: str) -> int:
    document = read_bytes(text.encode(), "a.md")
    given = Input(
        document, Analysis(document), document_kind(document), Today(date(2026, 11, 21)), {"control": control}
    )
    return len(list(missing(given)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Avtal om hemtjänst\n\nHemtjänst utförs dagligen. Hemtjänst planeras.\n\n" + DUTIES, 1),
        ("# Avtal om hemtjänst (utdrag)\n\nHemtjänst utförs dagligen. Hemtjänst planeras.\n\n" + DUTIES, 0),
        ("# Avtal om biogas\n\nBilarna tankas med biogas.\n\n" + DUTIES, 0),
        ("# Avrop av IT-konsult\n\nKonsulten utvecklar system för hemtjänst.\n\n" + DUTIES, 0),
    ],
)
def test_only_welfare_services_are_judged(text: str, found: int) -> None:
    assert _missing(text, "C7") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Handlingsplan mot välfärdsbrott\n\nVälfärdsbrott ska motverkas.\n\n" + DUTIES, 1),
        ("# Handlingsplan vid värmebölja\n\nBoende ska få dricka.\n\n" + DUTIES, 0),
    ],
)
def test_only_plans_against_crime_are_judged(text: str, found: int) -> None:
    assert _missing(text, "C13") == found


@pytest.mark.parametrize(
    ("control", "text"),
    [
        ("C7", "Utföraren får inte sätta annan i sitt ställe utan nämndens medgivande."),
        ("C9", "Byte av driftansvarig anmäls minst 20 dagar i förväg."),
        ("C9", "Varje ändring i ägande eller ledning ska Bolaget samtidigt meddela Kommunen."),
    ],
)
def test_a_control_in_other_words(control: str, text: str) -> None:
    whole = "# Reglemente för hemtjänst\n\nHemtjänst är kundval. Hemtjänst utförs.\n\n" + DUTIES
    assert _missing(whole, control) == 1
    assert _missing(f"{whole}\n\n{text}\n", control) == 0
