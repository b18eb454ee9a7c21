"""What kind of document a text is: from its own label, its title, then its file name."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lintkit.facts.kind import document_kind
from lintkit.read import read, read_bytes

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Reglemente för kundval", "reglemente"),
        ("Auktorisationsvillkor för hemtjänst", "auktorisationsvillkor"),
        ("Specifika villkor för anordnare av förskola", "auktorisationsvillkor"),
        ("Villkor för hemtjänst", "auktorisationsvillkor"),
        ("Förfrågningsunderlag enligt LOV", "forfragningsunderlag"),
        ("Upphandlingsdokument för ledsagning", "forfragningsunderlag"),
        ("Avtal om personlig assistans", "avtal"),
        ("Kontrakt om skolskjuts", "avtal"),
        ("Samverkansöverenskommelse", "annat"),
        ("Överenskommelse om samverkan", "avtal"),
        ("Ägar- och ledningsprövning av fristående förskola", "agar-och-ledningsprovning"),
        ("Regler för föreningsbidrag", "bidragsregler"),
        ("Riktlinjer för stöd till föreningar", "annat"),
        ("Bidragsbestämmelser", "bidragsregler"),
        ("Riktlinje för tillsyn enligt alkohollagen", "tillsynsriktlinje"),
        ("Policy mot välfärdsbrott", "policy"),
        ("Handlingsplan mot korruption", "handlingsplan"),
        ("Allmänna villkor", "avtal"),
        ("Rutin för polisanmälan", "annat"),
        ("Uppföljning av avtal om hemtjänst", "avtal"),
    ],
)
def test_by_title(title: str, kind: str) -> None:
    assert document_kind(read_bytes(f"# {title}\n\nText.\n".encode(), "fil.md")) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("forfragningsunderlag-hemtjanst.md", "forfragningsunderlag"),
        ("Reglemente_2026.txt", "reglemente"),
        ("mapp/policy.md", "policy"),
        ("policy/fil.md", "annat"),
        pytest.param(
            "agar-och-ledningsprovning.md",
            "agar-och-ledningsprovning",
            marks=pytest.mark.xfail(reason="”provning” without dots is not read as ”prövning”", strict=True),
        ),
        ("utkast.md", "annat"),
    ],
)
def test_by_file_name_where_the_title_tells_nothing(name: str, kind: str) -> None:
    assert document_kind(read_bytes(b"# Inledning\n\nText.\n", name)) == kind


def test_the_title_goes_before_the_file_name() -> None:
    assert document_kind(read_bytes(b"# Policy mot fusk\n", "reglemente.md")) == "policy"


def test_the_label_goes_before_the_title() -> None:
    source = "---\ntyp: Reglemente\n---\n\n# Policy mot fusk\n"
    assert document_kind(read_bytes(source.encode(), "a.md")) == "reglemente"


#: Kinds of the manifest that rules do not tell apart; the corpus names documents as municipalities do.
_AS_RULES_SEE = {"kontrakt": "avtal", "riktlinje": "annat", "rutin": "annat", "uppfoljningsplan": "annat"}
_DOCUMENTS = yaml.safe_load((CORPUS / "manifest.yaml").read_text(encoding="utf-8"))["documents"]


@pytest.mark.parametrize("entry", _DOCUMENTS, ids=lambda e: e["path"])
def test_corpus(entry: dict[str, str]) -> None:
    wanted = _AS_RULES_SEE.get(entry["kind"], entry["kind"])
    if "tillsyn" in entry["path"]:
        wanted = "tillsynsriktlinje"
    assert document_kind(read(CORPUS / entry["path"], name=entry["path"])) == wanted
