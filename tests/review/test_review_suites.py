"""Real Word files: comments are written and read back, text as before; LibreOffice opens, saves and keeps them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent))
from rejecting import rejected, suggestions

from lintkit.document import Document
from lintkit.engine import lint_result, prepare
from lintkit.errors import LintkitError
from lintkit.read import read_bytes
from lintkit.review.docx import annotate
from lintkit.review.note import AUTHOR, Note, note
from lintkit.rules import load_rules

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = sorted(ROOT.glob("corpus/**/*.docx"))
SUITES = ROOT.parent / "shared" / "suites"
#: Every file once in a few, and none that takes seconds; the whole is measured apart from the tests.
SAMPLE = [p for p in sorted(SUITES.glob("**/*.docx")) if p.stat().st_size < 300_000][::3] if SUITES.is_dir() else []
#: Files that can be read but not written to, with a word of the reason.
REFUSED = {
    "checked_boxes": "formulärfält", "invalid_tag_name": "skrivskyddat", "crc-wrong": "skadat",
    "missing-content-types": "saknas", "2022090005 Avropsförfrågan utvecklare ": "formulärfält",
}  # fmt: skip
SOFFICE = shutil.which("soffice")
_WORD = re.compile(r"\w{3,}")


def one_word_each(document: Document) -> list[Note]:
    """A note on one word of every block, at most 200."""
    found = []
    for block in document.blocks[:200]:
        words = list(_WORD.finditer(document.text, block.start, block.end))
        if words:
            word = words[len(words) // 2]
            found.append(Note(word.start(), word.end(), block.index, (f"prov {block.index}",)))
    return found


@pytest.mark.shared
@pytest.mark.skipif(not SAMPLE, reason="materialet bredvid projektet (../shared) finns inte här")
@pytest.mark.parametrize("path", SAMPLE, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_suite_file(path: Path) -> None:
    data = path.read_bytes()
    try:
        before = read_bytes(data, path.name)
    except LintkitError as error:
        pytest.skip(f"läses inte: {error}")
    wanted = one_word_each(before)
    if path.stem in REFUSED:
        with pytest.raises(LintkitError, match=REFUSED[path.stem]):
            annotate(data, before, wanted)
        return
    result = annotate(data, before, wanted)
    after = read_bytes(result.data, path.name)
    assert after.text == before.text and after.blocks == before.blocks and after.unread == before.unread
    assert result.written + result.lost == len(wanted) and result.lost == 0
    assert sum(c.author == AUTHOR for c in after.comments) == len(wanted) + sum(
        c.author == AUTHOR for c in before.comments
    )


def reviewed(path: Path) -> tuple[Document, list[Note], bytes]:
    data = path.read_bytes()
    document = read_bytes(data, path.name)
    rules = [r for r in load_rules() if r.rule.status == "stable"]
    found = lint_result(prepare(rules, date(2026, 11, 21), nlp="none"), document).findings
    by_id = {r.rule.id: r.rule for r in rules}
    notes = [note(f, by_id[f.rule]) for f in found if f.status == "new"]
    return document, notes, annotate(data, document, notes).data


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.stem)
def test_corpus_findings_are_on_their_words(path: Path) -> None:
    before, notes, data = reviewed(path)
    after = read_bytes(rejected(data), path.name)
    assert after.text == before.text and after.blocks == before.blocks
    wanted = sorted((n.start, n.end, "\n".join(n.lines)) for n in notes)
    got = sorted((c.start, c.end, c.text) for c in after.comments if c.author == AUTHOR)
    moved = [w for w, g in zip(wanted, got, strict=True) if w != g]
    # What has no words of its own in the main text is commented beside them.
    assert len(moved) <= len(notes) // 4
    assert notes or path.stem == "kontrakt-skolskjuts"  # written to have nothing to object to


@pytest.mark.libreoffice
@pytest.mark.skipif(SOFFICE is None, reason="soffice finns inte här")
def test_libreoffice_keeps_every_comment(tmp_path: Path) -> None:
    expected = {}
    for path in CORPUS:
        _, notes, data = reviewed(path)
        (tmp_path / path.name).write_bytes(data)
        expected[path.stem] = sorted(n.lines[0] for n in notes)
    for suffix in ("docx", "odt"):
        subprocess.run(
            [
                str(SOFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", suffix,
                "--outdir", str(tmp_path / suffix), *(str(tmp_path / path.name) for path in CORPUS),
            ],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
    for stem, wanted in expected.items():
        if not wanted:
            continue  # nothing to object to, so no comments part either
        with zipfile.ZipFile(tmp_path / "docx" / f"{stem}.docx") as package:
            saved = etree.fromstring(package.read("word/comments.xml"))
        ours = [c for c in saved if c.get(f"{{{saved.nsmap['w']}}}author") == AUTHOR]
        firsts = sorted("".join(c[0].itertext()) for c in ours)
        assert firsts == wanted
        with zipfile.ZipFile(tmp_path / "odt" / f"{stem}.odt") as package:
            opened = etree.fromstring(package.read("content.xml"))
        creators = [node.text for node in opened.iter("{http://purl.org/dc/elements/1.1/}creator")]
        # A tracked change has a creator as well.
        with zipfile.ZipFile(tmp_path / "docx" / f"{stem}.docx") as package:
            changed = package.read("word/document.xml").count(f'w:author="{AUTHOR}"'.encode())
        assert creators.count(AUTHOR) == len(wanted) + changed
        assert suggestions((tmp_path / f"{stem}.docx").read_bytes()) == suggestions(
            (tmp_path / "docx" / f"{stem}.docx").read_bytes()
        )
