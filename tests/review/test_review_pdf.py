"""Highlights in PDF files: on the letters, on turned and cropped pages too, said once, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from lintkit.document import Document
from lintkit.errors import LintkitError
from lintkit.finding import Severity
from lintkit.read import read_bytes
from lintkit.review.note import Note
from lintkit.review.pdf import annotate

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = sorted(ROOT.glob("corpus/**/*.pdf"))


def written(*lines: str, rotate: int = 0) -> bytes:
    """A page of 595 by 842 points with lines of text, some of them twice."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    canvas.setFont("Helvetica", 11)
    for i, line in enumerate(lines):
        canvas.drawString(72, 760 - 30 * i, line)
    canvas.setPageRotation(rotate)
    canvas.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    """A file after a change to its objects."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        change(file)
        file.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def notes(document: Document, *words: str) -> list[Note]:
    """A note on every occurrence of the words, in text order."""
    found = []
    for word in words:
        at = document.text.find(word)
        while at != -1:
            block = next(b.index for b in document.blocks if b.start <= at < b.end)
            said = (f"”{word}” åäö", f"vid {at}")
            found.append(Note(at, at + len(word), block, said, severity=Severity.ERROR, rule="vagt-tid"))
            at = document.text.find(word, at + 1)
    return found


def under(data: bytes) -> list[tuple[str, str]]:
    """The author's contents and the letters under each highlight, by the boxes of the quadrilaterals."""
    out = []
    pages = pypdfium2.PdfDocument(data)
    with pikepdf.open(BytesIO(data)) as file:
        for page, seen in zip(file.pages, pages, strict=True):
            text = seen.get_textpage()
            for mark in page.obj.get("/Annots", []):
                if mark.Subtype != "/Highlight":
                    continue
                quads = [float(v) for v in mark.QuadPoints]
                words = []
                for i in range(0, len(quads), 8):
                    x, y = quads[i : i + 8 : 2], quads[i + 1 : i + 8 : 2]
                    rect = [float(v) for v in mark.Rect]
                    assert rect[0] <= min(x) + 0.1 and max(x) <= rect[2] + 0.1
                    words.append(text.get_text_bounded(min(x) + 1, min(y) + 1, max(x) - 1, max(y) - 1))
                assert str(mark.T) == "lintkit" and mark.F == 4 and "/AP" in mark
                out.append((str(mark.Contents), " ".join(" ".join(words).split())))
    return out


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_letters_are_marked(rotate: int) -> None:
    data = written("Anordnaren ska snarast svara.", "Beslut fattas skyndsamt av nämnden.", rotate=rotate)
    document = read_bytes(data, "a.pdf")
    result = annotate(data, document, notes(document, "snarast", "skyndsamt"))
    assert (result.written, result.lost) == (2, 0)
    assert [words for _, words in under(result.data)] == ["snarast", "skyndsamt"]
    assert read_bytes(result.data, "a.pdf").text == document.text


def test_a_page_that_does_not_begin_at_nought() -> None:
    def crop(file: pikepdf.Pdf) -> None:
        file.pages[0].mediabox = pikepdf.Array([-100, -50, 595, 842])
        file.pages[0].cropbox = pikepdf.Array([50, 400, 560, 800])

    data = changed(written("Anordnaren ska snarast svara."), crop)
    document = read_bytes(data, "a.pdf")
    assert [w for _, w in under(annotate(data, document, notes(document, "snarast")).data)] == ["snarast"]


def test_the_same_words_again_are_marked_in_order() -> None:
    data = written("Anordnaren ska snarast svara.", "Anordnaren ska snarast svara.")
    document = read_bytes(data, "a.pdf")
    result = annotate(data, document, notes(document, "snarast"))
    assert result.written == 2
    with pikepdf.open(BytesIO(result.data)) as file:
        tops = [float(m.Rect[3]) for m in file.pages[0].Annots if m.Subtype == "/Highlight"]
    assert tops[0] > tops[1] + 20


def test_contents_are_swedish_and_said_once_and_bytes_are_the_same() -> None:
    data = written("Anordnaren ska snarast svara.")
    document = read_bytes(data, "a.pdf")
    wanted = notes(document, "snarast")
    once = annotate(data, document, wanted)
    assert under(once.data)[0][0].startswith("”snarast” åäö")
    assert annotate(data, document, wanted).data == once.data
    again = annotate(once.data, document, wanted)
    assert (again.written, again.known, again.data) == (0, 1, once.data)
    assert annotate(data, document, []).data == data


def test_others_annotations_stay() -> None:
    def add(file: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="x")
        file.pages[0].obj.Annots = file.make_indirect(pikepdf.Array([file.make_indirect(note)]))

    data = changed(written("Anordnaren ska snarast svara."), add)
    document = read_bytes(data, "a.pdf")
    with pikepdf.open(BytesIO(annotate(data, document, notes(document, "snarast")).data)) as file:
        assert [str(a.Subtype) for a in file.pages[0].Annots] == ["/Text", "/Highlight", "/Popup"]


def signed(file: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=pikepdf.Dictionary(Type=pikepdf.Name.Sig))
    file.Root.AcroForm = pikepdf.Dictionary(Fields=[pikepdf.Dictionary(Kids=[file.make_indirect(field)])], SigFlags=3)


def certified(file: pikepdf.Pdf) -> None:
    file.Root.Perms = pikepdf.Dictionary(DocMDP=pikepdf.Dictionary())


@pytest.mark.parametrize(
    ("change", "options", "reason"),
    [
        (signed, {}, "signerad"), (certified, {}, "certifierat"),
        (lambda file: None, {"encryption": pikepdf.Encryption(owner="hemligt", user="")}, "krypterad"),
    ],
)  # fmt: skip
def test_refused(change: Callable[[pikepdf.Pdf], None], options: dict[str, object], reason: str) -> None:
    data = changed(written("Anordnaren ska snarast svara."), change, **options)
    document = read_bytes(data, "a.pdf")
    with pytest.raises(LintkitError, match=reason):
        annotate(data, document, notes(document, "snarast"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.stem)
def test_corpus_words_are_found(path: Path) -> None:
    data = path.read_bytes()
    document = read_bytes(data, path.name)
    wanted = []
    for block in document.blocks:
        words = document.text[block.start : block.end].split()
        if len(words) > 3:
            at = document.text.index(words[2], block.start)
            wanted.append(Note(at, at + len(words[2]), block.index, (words[2],)))
    result = annotate(data, document, wanted)
    assert (result.written, result.lost) == (len(wanted), 0)
    for contents, words in under(result.data):
        assert fold(contents) in fold(words)


def fold(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
