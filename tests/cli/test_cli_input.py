"""Bad input: one clear Swedish sentence with file and cause, the other documents reported, never a traceback."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from running import CLEAR, VAGUE, Run, Write

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
DOCX = CORPUS / "upphandling" / "kontrakt-skolskjuts.docx"
ODT = CORPUS / "tillsyn" / "riktlinje-tillsyn-alkohol-tobak.odt"
PDF = CORPUS / "forskola" / "underlag-agar-och-ledningsprovning.pdf"


def _zip(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def _encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("hemligt", "mer hemligt"))
    canvas.drawString(72, 700, "Anordnaren ska snarast svara.")
    canvas.save()
    return out.getvalue()


def _encrypted_odt() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
            '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>',
        )
        archive.writestr("content.xml", os.urandom(200))
    return out.getvalue()


#: Office keeps a password-protected document in a compound file instead of a zip file.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
_PROTECTED = _COMPOUND + "EncryptedPackage".encode("utf-16-le") + bytes(1000)

BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty text": ("tom.txt", lambda: b"", r"är tom"),
    "empty docx": ("tom.docx", lambda: b"", r"är tom"),
    "empty pdf": ("tom.pdf", lambda: b"", r"är tom"),
    "binary named docx": ("bin.docx", lambda: bytes(range(256)) * 40, r"(?i)word|zip"),
    "binary named pdf": ("bin.pdf", lambda: bytes(range(256)) * 40, r"(?i)pdf"),
    "binary named odt": ("bin.odt", lambda: bytes(range(256)) * 40, r"(?i)odt|zip|opendocument"),
    "binary named txt": ("bin.txt", lambda: bytes(range(256)) * 40, r"binärfil"),
    "binary named md": ("bin.md", lambda: bytes(range(256)) * 40, r"binärfil"),
    "binary named html": ("bin.html", lambda: bytes(range(256)) * 40, r"."),
    "text named docx": ("text.docx", lambda: VAGUE.encode(), r"(?i)word|zip"),
    "zip of something else": ("bilder.docx", lambda: _zip("bild.png", b"x"), r"(?i)word"),
    "odt named docx": ("fel.docx", lambda: ODT.read_bytes(), r"(?i)odt|opendocument|word"),
    "docx named pdf": ("fel.pdf", lambda: DOCX.read_bytes(), r"(?i)pdf"),
    "docx named txt": ("fel.txt", lambda: DOCX.read_bytes(), r"(?i)word|zip"),
    "pdf named md": ("fel.md", lambda: PDF.read_bytes(), r"(?i)pdf"),
    "password-protected docx": ("hemlig.docx", lambda: _PROTECTED, r"(?i)lösenord"),
    "password-protected odt": ("hemlig.odt", _encrypted_odt, r"(?i)lösenord|krypter"),
    "password-protected pdf": ("hemlig.pdf", _encrypted_pdf, r"(?i)lösenord|krypter"),
    "truncated docx": ("halv.docx", lambda: DOCX.read_bytes()[:20_000], r"(?i)skada[dt]|trasig|avbruten|zip|word"),
    "truncated odt": (
        "halv.odt",
        lambda: ODT.read_bytes()[:2_000],
        r"(?i)skada[dt]|trasig|avbruten|zip|odt|opendocument",
    ),
    "truncated pdf": ("halv.pdf", lambda: PDF.read_bytes()[:3_000], r"(?i)skada[dt]|trasig|avbruten|pdf|text"),
    "broken xml": ("lag.xml", lambda: b"<akomaNtoso><act>", r"(?i)xml"),
    "xml of something else": ("rss.xml", lambda: b"<rss><channel/></rss>", r"(?i)akoma|xml"),
    "old word named docx": ("gammal.docx", lambda: _COMPOUND, r"äldre Word-fil .*spara om den som \.docx"),
    "old word": ("gammal.doc", lambda: _COMPOUND, r"spara om dokumentet som \.docx"),
    "unknown format": ("bild.png", lambda: b"\x89PNG", r"format som inte stöds"),
    "no suffix": ("LÄSMIG", lambda: b"text", r"format som inte stöds"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_sentence(run: Run, write: Write, tmp_path: Path, case: str) -> None:
    name, data, says = BAD[case]
    (tmp_path / name).write_bytes(data())
    write("a.md", VAGUE)
    result = run("check", name, "a.md", "--select", "vagt-tid")
    first = result.out.splitlines()[0]
    assert first.startswith(f"{name} ")
    assert re.search(says, first)
    assert first.endswith(".")
    assert not first.endswith("..")
    assert len(first) < 300
    assert not re.search(r"Error|error|Exception|Traceback|NoneType|\bNone\b|<class|lxml|utf-8' codec", first)
    assert "vagt-tid" in result.out, "the readable document is reported all the same"
    assert result.status == 3
    assert result.last.endswith("1 olästa")


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_an_error_entry_in_json(run: Run, tmp_path: Path, case: str) -> None:
    name, data, says = BAD[case]
    (tmp_path / name).write_bytes(data())
    report = json.loads(run("check", name, "--format", "json", "--select", "vagt-tid").out)
    (document,) = report["documents"]
    assert document["path"] == name
    assert re.search(says, document["error"])
    assert document["findings"] == []
    assert report["summary"]["unreadable"] == 1


@pytest.mark.parametrize("name", ["blank.txt", "blank.md", "blank.html"])
def test_a_document_without_words_is_read_as_such(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b" \n\t\n")
    result = run("check", name)
    assert (result.status, result.out) == (0, "Inga anmärkningar.\n")
    assert result.last.endswith("1 dokument, 0 stycken, 0 ord, 0 olästa")


def test_missing_file(run: Run) -> None:
    assert run("check", "saknas.docx").out.splitlines()[0] == "saknas.docx finns inte."


def test_nothing_read_is_not_called_clean(run: Run) -> None:
    assert "Inga anmärkningar" not in run("check", "saknas.docx").out


def test_folder_without_documents(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    result = run("check", "tom")
    assert result.status == 3
    assert result.out.startswith("tom är en mapp utan dokument som kan läsas (.docm, .docx, .htm")


def test_file_over_the_limit(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    import lintkit.read

    monkeypatch.setattr(lintkit.read, "MAX_BYTES", 1 << 20)
    write("stor.txt", "Anordnaren ska svara.\n" * 60_000)
    write("a.md", VAGUE)
    result = run("check", "stor.txt", "a.md", "--select", "vagt-tid")
    assert result.out.splitlines()[0] == "stor.txt är 1 MB stort; gränsen är 1 MB."
    assert result.status == 3


def test_standard_input_over_the_limit(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import lintkit.read

    monkeypatch.setattr(lintkit.read, "MAX_BYTES", 1000)
    assert run("check", "-", "--select", "vagt-tid", stdin=b"Anordnaren ska svara.\n" * 100).status == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(run: Run, write: Write) -> None:
    write("a.md", VAGUE).chmod(0)
    result = run("check", "a.md")
    assert result.status == 3
    assert "kan inte öppnas" in result.out


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_encodings_are_read_alike(run: Run, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(
        "Åtgärder: Anordnaren ska så snart som möjligt svara nämnden på ö.\n".encode(encoding)
    )
    result = run("check", "a.txt", "--select", "vagt")
    assert "Anordnaren ska så snart som möjligt svara nämnden på ö." in result.out


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(run: Run, tmp_path: Path, newline: str) -> None:
    source = VAGUE.replace("\n", newline)
    (tmp_path / "a.md").write_bytes(source.encode())
    report = json.loads(run("check", "a.md", "--format", "json", "--select", "vagt-tid").out)
    (finding,) = report["documents"][0]["findings"]
    assert source[finding["location"]["start"] : finding["location"]["end"]] == "snarast"


# --- folders ----------------------------------------------------------------------------------------------------


def paths(run: Run, *arguments: str) -> list[str]:
    report = json.loads(run("check", *arguments, "--format", "json", "--select", "vagt-tid").out)
    return [document["path"] for document in report["documents"]]


def test_folders_are_walked_in_order_of_name(run: Run, write: Write) -> None:
    for name in ("b.md", "a/z.txt", "a/b/c.html", "C.md"):
        write(f"docs/{name}", CLEAR)
    assert paths(run, "docs") == ["docs/C.md", "docs/a/b/c.html", "docs/a/z.txt", "docs/b.md"]


def test_what_is_left_out_of_a_folder(run: Run, write: Write, tmp_path: Path) -> None:
    write("docs/a.md", CLEAR)
    for name in (
        ".dold.md",
        ".git/x.md",
        "~$a.docx",
        "bild.png",
        "README.md",
        "licence.py",
        "CHANGELOG.md",
        "gammal.doc",
    ):
        write(f"docs/{name}", CLEAR)
    (tmp_path / "docs" / "genväg.md").symlink_to(tmp_path / "docs" / "a.md")
    assert paths(run, "docs") == ["docs/a.md"]


def test_a_file_named_directly_is_always_read(run: Run, write: Write) -> None:
    write("docs/README.md", CLEAR)
    write("docs/.dold.md", CLEAR)
    assert paths(run, "docs/README.md", "docs/.dold.md") == ["docs/README.md", "docs/.dold.md"]


def test_a_file_is_read_once(run: Run, write: Write) -> None:
    write("docs/a.md", CLEAR)
    assert paths(run, "docs/a.md", "docs", "docs/a.md") == ["docs/a.md"]


def test_git_ignored_files_are_left_out(run: Run, write: Write, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True, timeout=300)
    write(".gitignore", "utkast/\n*.tmp.md\n")
    for name in ("a.md", "b.tmp.md", "utkast/c.md", "å/ö.md"):
        write(f"docs/{name}", CLEAR)
    assert paths(run, "docs") == ["docs/a.md", "docs/å/ö.md"]
    assert paths(run, "docs/b.tmp.md") == ["docs/b.tmp.md"]
    (tmp_path / "länk").symlink_to("docs", target_is_directory=True)
    assert paths(run, "länk") == ["länk/a.md", "länk/å/ö.md"]
    assert paths(run, "docs/../länk/å/..") == ["docs/../länk/å/../a.md", "docs/../länk/å/../å/ö.md"]


def test_odd_names(run: Run, write: Write) -> None:
    name = "villkor [utkast] – 2026 #3 & ”nya”.md"
    write(name, VAGUE)
    result = run("check", name)
    assert result.out.startswith(f"{name} – Reglemente för kundval\n")


# --- hostile text -----------------------------------------------------------------------------------------------

HOSTILE = "\x1b[31mröd\x1b[0m \x1b]0;titel\x07 \x9b2J \u202eavsnart\u202c \u2066x\u2069 \x08\x7f\u2028 \u200e"


@pytest.mark.parametrize("format_", ["text", "json"])
def test_control_characters_never_reach_the_terminal(run: Run, write: Write, format_: str) -> None:
    write(
        "a.md",
        f"# Reglemente {HOSTILE}\n\n## Krav {HOSTILE}\n\n1. Anordnaren {HOSTILE} ska sna\u202erast svara {HOSTILE} och"
        f" snarast, {HOSTILE}.\n",
    )
    result = run("check", "a.md", "--format", format_, "--select", "vagt")
    assert "vagt-tid" in result.out
    seen = set(result.out + result.err) & set("\x1b\x07\x9b\x08\x7f\u2028\r")
    assert not seen
    if format_ == "text":
        assert not set(result.out) & set("\u202e\u202c\u2066\u2069\u200e")


def test_control_characters_in_a_file_name(run: Run, write: Write) -> None:
    write("a\x1b[31m\nb.md", VAGUE)
    result = run("check", "a\x1b[31m\nb.md")
    assert "\x1b" not in result.out
    result = run("check", "saknas\x1b[31m.md", "--format", "json")
    assert "\x1b" not in result.out


def test_control_characters_in_a_diagnostic(run: Run) -> None:
    assert not set("\x1b\x07") & set(run("check", "saknas\x1b]0;titel\x07.md", "--format", "json").err)


@pytest.mark.parametrize("how", ["file", "folder"])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="systemet har inga namngivna rör")
def test_a_pipe_is_not_waited_for(write: Write, tmp_path: Path, how: str) -> None:
    write("regler/a.md", CLEAR)
    os.mkfifo(tmp_path / "regler/ror.md")
    command = [sys.executable, "-m", "lintkit", "check", "regler" if how == "folder" else "regler/ror.md"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == (0 if how == "folder" else 3), done.stderr
    assert ("är ingen vanlig fil" in done.stdout) == (how == "file")


def test_documents_in_old_formats_are_not_passed_over_in_silence(run: Run, write: Write) -> None:
    write("regler/a.md", CLEAR)
    assert "äldre format" not in run("check", "regler").err
    write("regler/gammal.doc", "x")
    for _ in range(2):  # the second answer is the one kept
        result = run("check", "regler")
        assert result.status == 0
        assert "1 fil i äldre format lästes inte; spara om som .docx: regler/gammal.doc" in result.err
        assert result.last.endswith("0 olästa")
    assert run("check", "regler", "--quiet").err == ""


def test_a_full_disk_behind_a_kept_answer(write: Write, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full finns inte här")
    write("a.md", VAGUE)
    command = [sys.executable, "-m", "lintkit", "check", "a.md"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "lintkit: standard ut: disken är full\n")
