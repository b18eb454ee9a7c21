"""PDF: order, paragraphs over lines and pages, running heads, headings, lists, tables, columns, what fails."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lintkit.document import BlockKind, Document
from lintkit.errors import ReadError
from lintkit.read.pdf import extract, join_lines, read

canvas = pytest.importorskip("reportlab.pdfgen.canvas")

Draw = Callable[[object], None]


def make(*pages: list[tuple[float, float, str] | tuple[float, float, str, float] | tuple[float, float, str, float, str]],
         encrypt: str | None = None) -> bytes:  # fmt: skip
    """A PDF of A4 pages; each item is (x, y, text, size = 11, font = Helvetica)."""
    out = io.BytesIO()
    drawing = canvas.Canvas(out, pagesize=(595, 842), encrypt=encrypt)
    for page in pages:
        for item in page:
            x, y, text, size, font = (*item, 11, "Helvetica")[:5] if len(item) == 3 else (*item, "Helvetica")[:5]
            drawing.setFont(font, size)
            drawing.drawString(x, y, text)
        drawing.showPage()
    drawing.save()
    return out.getvalue()


def lines(*texts: str, x: float = 70, y: float = 700, step: float = 14) -> list[tuple[float, float, str]]:
    return [(x, y - k * step, text) for k, text in enumerate(texts)]


def shape(document: Document) -> list[tuple[str, str | None, str]]:
    return [(b.kind.value, b.number, document.block_text(b)) for b in document.blocks]


LONG = "Anordnaren ska lämna alla uppgifter som nämnden begär inom tio arbetsdagar och"


def test_paragraphs_and_headings() -> None:
    document = read(
        make([
            (70, 760, "Villkor för hemtjänst", 20, "Helvetica-Bold"),
            (70, 720, "1 Krav", 14, "Helvetica-Bold"),
            *lines(LONG, "visa registerutdrag på begäran.", y=690),
            *lines("1.1 " + LONG, "meddela ändringar.", y=640),
        ]),
        "x.pdf",
    )  # fmt: skip
    assert shape(document) == [
        ("heading", None, "Villkor för hemtjänst"),
        ("heading", "1", "Krav"),
        ("paragraph", None, LONG + " visa registerutdrag på begäran."),
        ("paragraph", "1.1", LONG + " meddela ändringar."),
    ]
    assert [b.level for b in document.blocks[:2]] == [1, 2]
    assert document.title == "Villkor för hemtjänst"
    assert {b.page for b in document.blocks} == {1}


def test_text_is_what_the_offsets_count_in() -> None:
    document = read(make(lines(LONG, "visa registerutdrag.")), "x.pdf")
    at = document.plain.text.index("registerutdrag")
    start, end = document.plain.to_source(at, at + 14)
    assert document.text[start:end] == "registerutdrag"


def test_hyphenation_and_page_break_and_running_heads() -> None:
    pages = []
    for n, word in enumerate(("hemtjänst", "boendestöd", "ledsagning", "avlösning"), 1):
        before = [f"avgifter i tid före {word}."] if n > 1 else []
        pages.append([
            (70, 800, "Nämndens villkor"), (500, 30, f"{n} (4)"),
            *lines(*before, f"Den som utför {word} " + LONG, f"för {word} betala sanktions-"),
        ])  # fmt: skip
    document = read(make(*pages), "x.pdf")
    text = document.plain.text
    assert "Nämndens villkor" not in text
    assert "(4)" not in text
    assert text.count("betala sanktionsavgifter i tid före") == 3
    assert [b.page for b in document.blocks][:2] == [1, 2]


def test_lists() -> None:
    document = read(
        make(lines("Anordnaren ska", "• visa utdrag ur registret,", "• lämna uppgifter.", "a) ett", "b) två")), "x.pdf"
    )
    assert [(b.kind, b.number, b.bullet) for b in document.blocks[1:]] == [
        (BlockKind.LIST_ITEM, None, True), (BlockKind.LIST_ITEM, None, True),
        (BlockKind.LIST_ITEM, "a", False), (BlockKind.LIST_ITEM, "b", False),
    ]  # fmt: skip


def test_label_in_the_margin() -> None:
    document = read(make([(70, 700, "4.2"), (100, 700, LONG), (100, 686, "meddela.")]), "x.pdf")
    assert shape(document) == [("paragraph", "4.2", LONG + " meddela.")]


def test_columns() -> None:
    words = "Nämnden följer upp verksamheten och"
    left = [(60.0, 700 - 14.0 * k, f"{words} V{k}") for k in range(16)]
    right = [(310.0, 700 - 14.0 * k, f"{words} H{k}") for k in range(16)]
    mixed = [item for pair in zip(left, right, strict=True) for item in pair]
    text = read(make(mixed), "x.pdf").plain.text
    order = [word for word in text.split() if word[0] in "VH" and word[1:].isdigit()]
    assert order == [f"V{k}" for k in range(16)] + [f"H{k}" for k in range(16)]


def test_table() -> None:
    rows = [("Brist", "Vite"), ("Sen rapport", "5 000 kr"), ("Saknat utdrag", "10 000 kr")]
    items = [
        (x, 700 - 20.0 * r, text) for r, row in enumerate(rows) for x, text in zip((70.0, 300.0), row, strict=True)
    ]
    document = read(make(items), "x.pdf")
    cells = {(b.cell.row, b.cell.column): (document.block_text(b), b.cell.heading) for b in document.blocks if b.cell}
    assert cells[1, 1] == ("5 000 kr", "Vite")
    assert cells[2, 0] == ("Saknat utdrag", "Brist")


def test_contents() -> None:
    document = read(make(lines("1 Krav ........................ 3", "2 Vite ........................ 5")), "x.pdf")
    assert {b.kind for b in document.blocks} == {BlockKind.TOC}


def test_page_without_text() -> None:
    document = read(make(lines("Nämnden ska varna."), []), "x.pdf")
    assert [(u.what, u.topic) for u in document.unread] == [("sidan 2 har ingen text (inskannad bild)", "page")]


def test_no_text_at_all() -> None:
    document = read(make([]), "x.pdf")
    assert document.blocks == ()
    assert len(document.unread) == 1


def test_encrypted() -> None:
    with pytest.raises(ReadError, match="lösenordsskyddad"):
        read(make(lines("hemligt"), encrypt="nyckel"), "x.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"<html></html>", b"%PDF-1.4\n" + b"\x00" * 5000])
def test_not_a_pdf(data: bytes) -> None:
    with pytest.raises(ReadError):
        read(data, "x.pdf")


def test_time_limit() -> None:
    with pytest.raises(ReadError, match="längre tid"):
        extract(make(lines("text")), time_limit=0.001)


def test_join_lines() -> None:
    assert join_lines(["sek\x02", "tionen"]) == "sektionen"
    assert join_lines(["sek\x02tionen"]) == "sektionen"
    assert join_lines(["hälso-", "och sjukvård"]) == "hälso- och sjukvård"
    assert join_lines(["LSS-", "Boende"]) == "LSS- Boende"


def test_hostile_files(shared_dir: Path) -> None:
    files = sorted((shared_dir / "suites" / "hostile").glob("*.pdf"))
    assert files
    for file in files:
        try:
            blocks = len(read(file.read_bytes(), file.name).blocks)
        except ReadError:
            blocks = -1
        assert blocks < 2 or file.name == "pdf-text-100000-ops.pdf", file.name


def turned(angle: int, turn_page: int = 0, extra: Callable[[object], None] = lambda _: None) -> bytes:
    """A page whose text stands at an angle (degrees to the left), shown turned to the right by `turn_page`."""
    out = io.BytesIO()
    drawing = canvas.Canvas(out, pagesize=(595, 842))
    drawing.saveState()
    drawing.translate(*{0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 842)}[angle])
    drawing.rotate(angle)
    for k, text in enumerate(("1. " + LONG, "visa registerutdrag.", "2. Anordnaren ska svara.")):
        drawing.setFont("Helvetica", 11)
        drawing.drawString(70, 500 - 14 * k, text)
    drawing.restoreState()
    extra(drawing)
    if turn_page:
        drawing.setPageRotation(turn_page)
    drawing.showPage()
    drawing.save()
    return out.getvalue()


@pytest.mark.parametrize(("angle", "turn_page"), [(0, 0), (90, 0), (90, 90), (180, 180), (270, 270), (270, 0), (0, 90)])
def test_a_page_that_stands_sideways_reads_as_one_that_is_upright(angle: int, turn_page: int) -> None:
    assert shape(read(turned(angle, turn_page), "x.pdf")) == [
        ("paragraph", "1", LONG + " visa registerutdrag."),
        ("paragraph", "2", "Anordnaren ska svara."),
    ]


def test_words_in_the_margin_and_stamps_across_the_page_do_not_break_up_the_lines() -> None:
    def stamp(drawing: Any) -> None:
        drawing.saveState()
        drawing.translate(30, 400)
        drawing.rotate(90)
        drawing.drawString(0, 0, "Blankett 17")
        drawing.rotate(-45)
        drawing.setFont("Helvetica", 60)
        drawing.drawString(0, 0, "UTKAST")
        drawing.restoreState()

    texts = [text for _, _, text in shape(read(turned(0, 0, stamp), "x.pdf"))]
    assert texts[0] == LONG + " visa registerutdrag."
    assert "Blankett 17" in " ".join(texts)
    assert "UTKAST" in " ".join(texts)


def test_sums_flush_right_are_one_column_and_each_a_row() -> None:
    names = ["Grundnivå", "Kväll", "Natt", "Helg och storhelg"]
    sums = ["9", "1 250", "99", "12 345 678"]
    page: list[tuple[float, float, str]] = [(70, 700, "Insats"), (230, 700, "Ersättning"), (330, 700, "Tak")]
    for k, (name, amount) in enumerate(zip(names, sums, strict=True)):
        y = 686 - 14 * k
        page += [(70, y, name), (285 - 5.6 * len(amount), y, amount), (345 - 5.6 * len(str(k)), y, str(k))]
    document = read(make(page), "x.pdf")
    cells = [(b.cell.row, b.cell.column, document.block_text(b)) for b in document.blocks if b.cell]
    assert [text for _, column, text in cells if column == 1] == ["Ersättning", *sums]
    assert {row for row, _, _ in cells} == set(range(5))
    assert {b.cell.heading for b in document.blocks if b.cell and b.cell.row and b.cell.column == 1} == {"Ersättning"}


def test_a_page_that_hangs_ends_in_time_and_the_pages_before_it_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker with a page that never ends in place of PDFium's own."""
    from lintkit.read import pdf

    source = Path(pdf.__file__).with_name("pdf_worker.py").read_text("utf-8")
    slow = source.replace(
        "STALL = 8.0", "STALL = 1.0"
    ).replace(
        "            page = document[index]\n",
        "            page = document[index]\n"
        "            if index == 1: ctypes.PyDLL(None).sleep(60)\n",  # PyDLL keeps the interpreter's lock, like a hang in C
    )
    assert slow.count("PyDLL") == 1
    runs: list[list[str]] = []
    real = subprocess.run

    def run(command: list[str], **more: Any) -> Any:
        runs.append(command)
        return real([command[0], "-c", slow], **more)

    monkeypatch.setattr(subprocess, "run", run)
    document = read(make(lines("Första sidan."), lines("Andra sidan."), lines("Tredje sidan.")), "x.pdf")
    assert runs
    assert [text for _, _, text in shape(document)] == ["Första sidan."]
    assert [(u.what, u.topic) for u in document.unread] == [("de sista 2 sidorna lästes inte", "page")]
    slow = slow.replace("index == 1", "True")
    with pytest.raises(ReadError, match="för mycket tid"):
        read(make(lines("Första sidan.")), "x.pdf")
