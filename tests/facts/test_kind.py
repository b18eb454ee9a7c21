"""What kind a document is: from label, title, opening and file name; measured on the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lintkit.facts.kind import document_kind
from lintkit.read import read, read_bytes

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
#: The corpus's own names of kinds that the configuration calls something else, or has no name for.
_CALLED = {"kontrakt": "avtal", "uppfoljningsplan": "annat"}


def _documents() -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load((CORPUS / "manifest.yaml").read_text("utf-8"))["documents"]
    return found


@pytest.mark.parametrize("entry", _documents(), ids=lambda e: e["path"])
def test_corpus(entry: dict[str, str]) -> None:
    wanted = {_CALLED.get(entry["kind"], entry["kind"])}
    if wanted == {"riktlinje"}:
        wanted.add("tillsynsriktlinje")
    assert document_kind(read(CORPUS / entry["path"])) in wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Rutin för uppföljning av avtal\n\nText.", "rutin"),
        ("# Riktlinje för tillsyn över folköl\n\nText.", "tillsynsriktlinje"),
        ("# Riktlinjer för representation\n\nText.", "riktlinje"),
        ("# Tillsynsrapport 2025\n\nText.", "annat"),
        ("# Regler för bidrag till föreningar\n\nText.", "bidragsregler"),
        ("# Granviks kommun\n\n## Reglemente för kundval\n\nText.", "reglemente"),
        ("# Hemtjänst\n\n**Specifika auktorisationsvillkor**\n\nText.", "auktorisationsvillkor"),
        ("# Om arbetet\n\n| | |\n|---|---|\n| Dokumenttyp | Policy |\n\nText.", "policy"),
        ("# Minnesanteckningar\n\nVi talade om avtal och reglemente.", "annat"),
    ],
)
def test_title_opening_and_label(text: str, kind: str) -> None:
    assert document_kind(read_bytes(text.encode(), "x.md")) == kind


def test_file_name_where_the_text_says_nothing() -> None:
    assert (
        document_kind(read_bytes(b"Text utan rubrik.", "forfragningsunderlag-hemtjanst.md")) == "forfragningsunderlag"
    )


def test_what_a_text_is_built_of_where_nothing_names_it() -> None:
    contract = "# Hemtjänst\n\nMellan kommunen och bolaget har följande avtal träffats.\n\n" + "Avtalet gäller.\n\n" * 6
    tender = "# Ekmora\n\nAFB.51 Krav.\n\nAFB.52 Pris.\n\nAFD.14 Vite.\n"
    assert document_kind(read_bytes(contract.encode(), "a.md")) == "avtal"
    assert document_kind(read_bytes(tender.encode(), "a.md")) == "forfragningsunderlag"
    assert document_kind(read_bytes(b"# Hej\n\nText om avtalet.\n", "a.md")) == "annat"


def test_a_call_off_is_no_contract() -> None:
    assert document_kind(read_bytes(b"# Avrop ramavtal IT-konsulter 2021\n\nText.\n", "a.md")) == "forfragningsunderlag"
    assert document_kind(read_bytes(b"# Inledning\n\nText.\n", "Avropförfrågan 24-260.md")) == "forfragningsunderlag"
