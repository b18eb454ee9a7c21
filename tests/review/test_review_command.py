"""The command review: names it refuses, exit statuses, options, and that the document itself stays as it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from lintkit.cli import main
from lintkit.document import Document
from lintkit.read import read
from lintkit.review.note import AUTHOR

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "word"))
from make_docx import docx, par

TEXT = par("Reglemente för kundval", style="Rubrik1") + par("Anordnaren ska snarast svara.")
DAY = ("--today", "2026-11-21", "--select", "vagt")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.docx").write_bytes(docx(TEXT))
    return tmp_path / "a.docx"


def comments(document: Document) -> list[tuple[str, str]]:
    return [(c.text, document.text[c.start : c.end]) for c in document.comments if c.author == AUTHOR]


def test_comments_and_status(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert main(["review", "a.docx", "-o", "b.docx", *DAY]) == 1
    out, err = capfd.readouterr()
    assert out == "" and err.endswith("1 kommentar i b.docx\n")
    [(text, words)] = comments(read("b.docx"))
    assert words == "snarast"
    assert "Varför: " in text and "Skriv om: " in text and "Käll" in text and "Regel: vagt-" in text
    assert not any(line.lower().startswith("lintkit:") for line in text.split("\n"))
    assert file.read_bytes() == before
    assert sorted(p.name for p in file.parent.iterdir()) == ["a.docx", "b.docx"]


def test_twice_is_the_same_bytes(file: Path) -> None:
    main(["review", "a.docx", "-o", "b.docx", *DAY])
    main(["review", "a.docx", "-o", "c.docx", *DAY])
    assert Path("b.docx").read_bytes() == Path("c.docx").read_bytes()


@pytest.mark.parametrize(
    ("options", "status", "count"),
    [
        (("--fail-on", "never"), 0, 1), (("--min-severity", "error"), 0, 0), (("--select", "register"), 0, 0),
        (("--ignore", "vagt"), 0, 0),
    ],
)  # fmt: skip
def test_options(file: Path, options: tuple[str, ...], status: int, count: int) -> None:
    day = DAY if "--select" not in options else DAY[:2]
    assert main(["review", "a.docx", "-o", "b.docx", *day, *options, "--quiet"]) == status
    assert len(comments(read("b.docx"))) == count


def test_an_exempted_finding_has_no_comment(file: Path) -> None:
    main(["baseline", "a.docx", "-o", "godtaget.yaml", *DAY])
    assert main(["review", "a.docx", "-o", "b.docx", "--baseline", "godtaget.yaml", *DAY]) == 0
    assert comments(read("b.docx")) == []


@pytest.mark.parametrize(
    ("source", "target", "status", "words"),
    [
        ("a.docx", "a.docx", 2, "samma fil"), ("a.docx", "./x/../a.docx", 2, "samma fil"),
        ("a.docx", "link.docx", 2, "samma fil"), ("link.docx", "a.docx", 2, "samma fil"),
        ("a.docx", "hard.docx", 2, "samma fil"), ("a.docx", "b.docm", 2, "ändelsen .docx"),
        ("a.docx", "x", 2, "ändelsen .docx"), ("a.docx", "d.docx", 2, "är en mapp"),
        ("m.docm", "b.docx", 2, "makron"), ("t.md", "b.docx", 2, "ändelsen .html"), ("t.csv", "b.docx", 2, "inte kan kommentera"), ("x", "b.docx", 2, "ett dokument"),
        ("-", "b.docx", 2, "ett dokument"), ("saknas.docx", "b.docx", 3, "finns inte"),
        ("bad.docx", "b.docx", 3, "inte en Word-fil"), ("a.docx", "ingen/b.docx", 2, "kunde inte skrivas"),
    ],
)  # fmt: skip
def test_refused(
    file: Path, capfd: pytest.CaptureFixture[str], source: str, target: str, status: int, words: str
) -> None:
    before = file.read_bytes()
    Path("x").mkdir()
    Path("d.docx").mkdir()
    Path("link.docx").symlink_to("a.docx")
    os.link("a.docx", "hard.docx")
    Path("m.docm").write_bytes(before)
    Path("t.md").write_text("snarast", encoding="utf-8")
    Path("bad.docx").write_bytes(b"hej")
    assert main(["review", source, "-o", target, *DAY]) == status
    err = capfd.readouterr().err
    assert words in err and "Traceback" not in err
    assert file.read_bytes() == before and not Path("b.docx").exists() and not Path("b.docm").exists()


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("kundval/villkor/villkor-forskola-pedagogisk-omsorg.odt", ".odt"),
        ("uppfoljning/uppfoljningsplan-privata-utforare.pdf", ".pdf"),
        ("policy/handlingsplan-mot-valfardsbrott.md", ".html"), ("avtal/avtal-personlig-assistans.txt", ".html"),
        ("policy/policy-mot-valfardsbrott.html", ".html"),
    ],
)  # fmt: skip
def test_other_formats(tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, suffix: str) -> None:
    source = Path(__file__).resolve().parent.parent.parent / "corpus" / name
    before = source.read_bytes()
    out = tmp_path / f"kopia{suffix}"
    assert main(["review", str(source), "-o", str(out), "--today", "2026-11-21"]) == 1
    count = int(capfd.readouterr().err.rsplit("\n", 2)[-2].split()[0])
    assert count > 0 and source.read_bytes() == before
    if suffix == ".html":
        assert out.read_text("utf-8").count("<article ") == count
    elif suffix == ".odt":
        assert len(comments(read(out))) == count
    else:
        assert out.read_bytes().count(b"/Highlight") == count
    assert main(["review", str(source), "-o", str(tmp_path / "fel.docx")]) == 2
    assert f"ändelsen {suffix}" in capfd.readouterr().err


def test_a_suggestion_is_a_tracked_change_unless_not_wanted(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(docx(par("Reglemente", style="Rubrik1") + par("Anordnaren ska anmäla sig hos Datainspektionen.")))
    options = ("--today", "2026-11-21", "--select", "hanvisning", "--summary")
    assert main(["review", "a.docx", "-o", "b.docx", *options]) == 1
    assert capfd.readouterr().err.endswith("1 kommentar och 1 spårad ändring i b.docx\n")
    changed = read("b.docx").text
    assert "hos Integritetsskyddsmyndigheten." in changed and changed.startswith("Granskning med lintkit\n1 varning")
    assert main(["review", "a.docx", "-o", "c.docx", *options[:-1], "--no-changes"]) == 1
    assert "Datainspektionen" in read("c.docx").text
    [(text, _)] = comments(read("c.docx"))
    assert "Ändra till: ”Integritetsskyddsmyndigheten”" in text
