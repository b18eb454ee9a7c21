"""Word documents as Documents: kinds of block, labels, provisions, notes, comments, what is unread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "word"))

from make_docx import (
    NAMES,
    STYLES,
    abstract,
    docx,
    field,
    level,
    num,
    numbering,
    par,
    relationship,
    row,
    run,
    style,
    table,
)

from lintkit.document import Block, BlockKind, Document, ReadError
from lintkit.read import read_bytes
from lintkit.word.anchor import open_anchors
from lintkit.word.package import open_package
from tests.effort import assert_linear

LISTS = numbering(
    abstract(0),
    abstract(1, level(0, "bullet", "\uf0b7")),
    abstract(2, level(0, "decimal", "%1 §")),
    num(1, 0),
    num(2, 1),
    num(3, 2),
)


def document(body: str, **more: object) -> Document:
    return read_bytes(docx(body, numbers=LISTS, **more), "villkor.docx")  # type: ignore[arg-type]


def shown(body: str, **more: object) -> list[tuple[str, int, str | None, str]]:
    read = document(body, **more)
    return [(b.kind.value, b.level, b.number, read.block_text(b)) for b in read.blocks]


def whole(read: Document, block: Block) -> str:
    return read.text[block.start : block.end]


def test_headings_lists_and_provisions() -> None:
    body = (
        par("Villkor för hemtjänst", "Titel")
        + par("Allmänt", "Rubrik1")
        + par("Ansvarig för verksamheten ska ha utdrag.", num=(1, 0))
        + par("Utföraren ska:", num=(1, 0))
        + par("lämna utdrag,", num=(1, 2))
        + par("föra register.", num=(2, 0))
        + par("Utan nummer.")
        + par("Sanktioner", "Rubrik2")
        + par("Nämnden får varna.", num=(3, 0))
    )
    assert shown(body) == [
        ("heading", 1, None, "Villkor för hemtjänst"),
        ("heading", 1, None, "Allmänt"),
        ("paragraph", 0, "1", "Ansvarig för verksamheten ska ha utdrag."),
        ("paragraph", 0, "2", "Utföraren ska:"),
        ("list_item", 3, "a", "lämna utdrag,"),
        ("list_item", 1, None, "föra register."),
        ("paragraph", 0, None, "Utan nummer."),
        ("heading", 2, None, "Sanktioner"),
        ("paragraph", 0, "1 §", "Nämnden får varna."),
    ]
    read = document(body)
    assert read.title == "Villkor för hemtjänst"
    assert read.format == "docx"
    assert read.blocks[4].provision == "2"
    assert read.blocks[4].parent == 3
    assert read.blocks[-1].section == ("Allmänt", "Sanktioner")
    assert whole(read, read.blocks[2]) == "1.\tAnsvarig för verksamheten ska ha utdrag."
    assert read.blocks[2].paragraph == 2
    assert read.blocks[2].part == "word/document.xml"


@pytest.mark.parametrize(
    ("typed", "kind", "number", "words"),
    [
        ("4.2 Uppsägning sker skriftligt.", "paragraph", "4.2", "Uppsägning sker skriftligt."),
        ("16. Ansvarig ska lämna utdrag.", "paragraph", "16", "Ansvarig ska lämna utdrag."),
        ("3 § Nämnden får varna.", "paragraph", "3 §", "Nämnden får varna."),
        ("a) lämna utdrag,", "list_item", "a", "lämna utdrag,"),
        ("–\tlämna utdrag,", "list_item", None, "lämna utdrag,"),
        ("2023 års avtal gäller.", "paragraph", None, "2023 års avtal gäller."),
    ],
)
def test_labels_typed_by_hand(typed: str, kind: str, number: str | None, words: str) -> None:
    (got,) = shown(par(typed))
    assert (got[0], got[2], got[3]) == (kind, number, words)


def test_items_after_a_colon_are_not_provisions() -> None:
    body = par("Utföraren ska:") + par("Lämna utdrag.", num=(1, 0)) + par("Föra register.", num=(1, 0))
    assert [got[:3] for got in shown(body)] == [
        ("paragraph", 0, None), ("list_item", 1, "1"), ("list_item", 1, "2"),
    ]  # fmt: skip


def test_letters_typed_under_an_automatic_item_stand_below_it() -> None:
    read = document(par("Krav") + par("utdrag", num=(1, 0)) + par("a) nytt"))
    assert [(b.level, b.provision) for b in read.blocks[1:]] == [(1, "1"), (2, "1")]


@pytest.mark.parametrize(
    ("styles", "used", "level_"),
    [
        (style("R", "Rubrik 3"), "R", 3),
        (style("R", "heading 2") + style("Egen", based_on="R"), "Egen", 2),
        (style("R", "Egen", paragraph='<w:outlineLvl w:val="3"/>'), "R", 4),
    ],
)
def test_heading_level_from_the_style(styles: str, used: str, level_: int) -> None:
    assert shown(par("Sanktioner", used), styles=styles) == [("heading", level_, None, "Sanktioner")]


def test_paragraph_can_be_a_heading_or_not_by_itself() -> None:
    body = par("A", properties='<w:outlineLvl w:val="1"/>') + par(
        "B", "Rubrik1", properties='<w:outlineLvl w:val="9"/>'
    )
    assert [got[:2] for got in shown(body)] == [("heading", 2), ("paragraph", 0)]


def test_bold_paragraphs_are_headings_only_without_styled_ones() -> None:
    bold = (
        par(run("4.2 Sanktioner", "<w:b/>"))
        + par("Nämnden får varna.")
        + par(run("Övrigt", "<w:b/>"))
        + par("Text är text.")
    )
    assert [got[:3] for got in shown(bold)] == [
        ("heading", 2, "4.2"), ("paragraph", 0, None), ("heading", 3, None), ("paragraph", 0, None),
    ]  # fmt: skip
    assert [got[0] for got in shown(par("Rubrik", "Rubrik1") + bold)].count("heading") == 1


def test_bold_sentences_and_last_lines_are_no_headings() -> None:
    body = (
        par("Brödtext först.") + par(run("Observera detta.", "<w:b/>")) + par("Mer text.") + par(run("Namn", "<w:b/>"))
    )
    assert {got[0] for got in shown(body)} == {"paragraph"}


def test_quotes_and_contents() -> None:
    body = par("Ur lagen", "Citat") + par("1 Inledning 3", "Innehll1") + par(field("TOC \\o", run("2 Avtal 4")))
    assert [got[0] for got in shown(body)] == ["quote", "toc", "toc"]


def test_cells_keep_labels_and_headings() -> None:
    items = f"<w:tc>{par('Utdrag lämnas.', num=(1, 0))}{par('a) nytt')}</w:tc>"
    read = document(table(row("Krav", "Inom"), row(items, "30 dagar")))
    assert [(b.kind, b.number, read.block_text(b), b.cell and b.cell.heading) for b in read.blocks[2:]] == [
        (BlockKind.TABLE_CELL, "1", "Utdrag lämnas.", "Krav"),
        (BlockKind.TABLE_CELL, "a", "nytt", "Krav"),
        (BlockKind.TABLE_CELL, None, "30 dagar", "Inom"),
    ]


def test_notes_come_last_in_order_of_reference() -> None:
    note = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>' + run(" {}") + "</w:p></w:footnote>"
    notes = (
        f"<w:footnotes {NAMES}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        + note.format(1, "första") + note.format(2, "andra") + note.format(3, "aldrig") + "</w:footnotes>"
    )  # fmt: skip
    body = par(run("Ett") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + par(
        run("Två")
        + '<w:r><w:footnoteReference w:id="1"/></w:r><w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:del>'
    )
    got = shown(body, parts={"word/f.xml": notes}, relationships=relationship("f", "footnotes", "f.xml"))
    assert [(kind, words) for kind, _, _, words in got] == [
        ("paragraph", "Ett"), ("paragraph", "Två"), ("footnote", "andra"), ("footnote", "första"),
    ]  # fmt: skip


def test_headers_once_and_without_page_numbers() -> None:
    def head(*paragraphs: str) -> str:
        return f"<w:hdr {NAMES}>{''.join(paragraphs)}</w:hdr>"

    page = par(
        run("Sida ")
        + field("PAGE", run("1"))
        + run(" av ")
        + '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>9</w:t></w:r></w:fldSimple>'
    )
    parts = {
        "word/h1.xml": head(par("Nacka kommun"), page),
        "word/h2.xml": head(par("Nacka kommun"), par("KFKS 2023/1")),
    }
    rels = (
        relationship("a", "header", "h1.xml")
        + relationship("b", "header", "h2.xml")
        + relationship("c", "header", "no.xml")
    )
    sections = "".join(f'<w:headerReference w:type="default" r:id="{key}"/>' for key in "abc")
    got = shown(par("Text.") + f"<w:sectPr>{sections}</w:sectPr>", parts=parts, relationships=rels)
    assert [(kind, words) for kind, _, _, words in got] == [
        ("page_header", "Nacka kommun"), ("page_header", "KFKS 2023/1"), ("paragraph", "Text."),
    ]  # fmt: skip


COMMENTS = (
    f"<w:comments {NAMES}>"
    + "".join(
        f'<w:comment w:id="{key}" w:author="Anna">{par(words)}{par("rad två")}</w:comment>'
        for key, words in ((1, "lintkit: ok vagt – skäl /Anna"), (2, "utan område"), (3, "över två"))
    )
    + "</w:comments>"
)


def test_comments_stand_on_their_ranges() -> None:
    body = (
        par('<w:commentRangeStart w:id="3"/>' + run("Utföraren ska ")
            + '<w:commentRangeStart w:id="1"/>' + run("snarast", "<w:b/>")
            + '<w:commentRangeEnd w:id="1"/>' + run(" lämna."), num=(1, 0))
        + par("Rubrik", "Rubrik1")
        + par(run("Sedan.") + '<w:r><w:commentReference w:id="2"/></w:r>')
        + par(run("Slut") + '<w:commentRangeEnd w:id="3"/>' + run(" här") + '<w:commentRangeStart w:id="99"/>')
    )  # fmt: skip
    read = document(body, parts={"word/c.xml": COMMENTS}, relationships=relationship("c", "comments", "c.xml"))
    on = {c.text.split("\n")[0]: read.text[c.start : c.end] for c in read.comments}
    assert on == {
        "lintkit: ok vagt – skäl /Anna": "snarast",
        "utan område": "Sedan.",
        "över två": "Utföraren ska snarast lämna.\n\nRubrik\nSedan.\nSlut",
    }
    assert {c.author for c in read.comments} == {"Anna"}
    assert read.comments[0].text.endswith("\nrad två")


def test_comment_in_a_heading_is_on_its_words() -> None:
    body = par("Först.") + par(
        '<w:commentRangeStart w:id="1"/>' + run("Skälig") + '<w:commentRangeEnd w:id="1"/>' + run(" tid"),
        "Rubrik1",
    )
    read = document(body, parts={"word/c.xml": COMMENTS}, relationships=relationship("c", "comments", "c.xml"))
    assert [read.text[c.start : c.end] for c in read.comments] == ["Skälig"]


def test_properties() -> None:
    core = (
        '<a xmlns:d="x"><d:title>Villkor</d:title><d:created>2026-01-01</d:created>'
        "<d:creator>N</d:creator><d:subject/></a>"
    )
    custom = '<a><property name="Diarienummer"><v>KFKS 1</v></property></a>'
    read = document(par("Text"), parts={"docProps/core.xml": core, "docProps/custom.xml": custom})
    assert read.metadata == {
        "core:title": "Villkor",
        "core:created": "2026-01-01",
        "custom:Diarienummer": "KFKS 1",
    }
    assert read.title == "Villkor"
    assert document(par("R", "Rubrik1"), parts={"docProps/core.xml": core}).title == "R"


def test_broken_properties_are_listed() -> None:
    read = document(par("Text"), parts={"docProps/core.xml": "<a"})
    assert [(u.what, u.topic) for u in read.unread] == [("dokumentegenskaperna", "field")]


def test_unread_is_listed_once_with_its_topic() -> None:
    body = par("Nämnden ska", num=(77, 0)) + par("Även detta", num=(77, 0)) + par(run("dolt", "<w:vanish/>"))
    assert [(u.what, u.where, u.topic) for u in document(body).unread] == [
        ("2 stycken med numrering som inte går att räkna ut", "vid ”Nämnden ska”", "numbering"),
        ("dold text", "vid ”dolt”", "hidden"),
    ]


def test_refusal_is_a_read_error() -> None:
    with pytest.raises(ReadError, match="är inte en Word-fil"):
        read_bytes(b"hej", "x.docx")


def test_reading_is_linear() -> None:
    def work(count: int) -> Callable[[], object]:
        data = docx("".join(par(f"{i} § Utföraren ska.") for i in range(count)))
        return lambda: read_bytes(data, "x.docx")

    assert_linear(work, 200)


@pytest.mark.timeout(120)
def test_a_long_file_is_read_to_its_end() -> None:
    data = docx("".join(par(f"{i} § Utföraren ska.") for i in range(20_000)))
    assert len(read_bytes(data, "x.docx").blocks) == 20_000


WORDS = st.text("abcdefåäö .,§1)\u00ad\u00a0ﬁ-", max_size=12)
BODIES = st.lists(
    st.tuples(
        st.sampled_from(["", "Rubrik1", "Citat", "item", "bullet", "cell", "section"]), st.lists(WORDS, max_size=4)
    ),
    max_size=8,
)


def build(parts: list[tuple[str, list[str]]]) -> str:
    out = []
    for kind, texts in parts:
        content = "".join(run(text) for text in texts) or "<w:r/>"
        places = {"item": (1, 0), "bullet": (2, 0), "section": (3, 0)}
        if kind == "cell":
            out.append(table(row(f"<w:tc>{par(content)}</w:tc>", "x")))
        else:
            out.append(par(content, "" if kind in places else kind, places.get(kind)))
    return "".join(out)


@settings(max_examples=60)
@given(BODIES, st.data())
def test_plain_text_leads_back_to_text_and_nodes(parts: list[tuple[str, list[str]]], data: st.DataObject) -> None:
    file = docx(build(parts), numbers=LISTS, styles=STYLES)
    read = read_bytes(file, "x.docx")
    anchors = open_anchors(read, open_package(file))
    for block in read.blocks:
        assert read.text[block.start : block.end] + "\n" == read.text[block.start : block.end + 1]
        if block.plain_start == block.plain_end:
            continue
        start = data.draw(st.integers(block.plain_start, block.plain_end - 1))
        end = data.draw(st.integers(start + 1, block.plain_end))
        first, last = read.plain.to_source(start, end)
        assert block.start <= first < last <= block.end
        found = anchors.find(first, last)
        assert len(found) == 1
        back = "".join((place.node.text or "")[place.start : place.end] for place in found[0].places)
        assert back == read.text[first:last]


def test_range_over_blocks_gives_an_anchor_for_each() -> None:
    file = docx(par("Ett", num=(1, 0)) + par("Två") + par(run("Tr") + run("e")), numbers=LISTS)
    read = read_bytes(file, "x.docx")
    anchors = open_anchors(read, open_package(file))
    found = anchors.find(read.text.index("tt"), read.text.index("Tre") + 3)
    assert [[(p.node.text, p.start, p.end) for p in anchor.places] for anchor in found] == [
        [("Ett", 1, 3)], [("Två", 0, 3)], [("Tr", 0, 2), ("e", 0, 1)],
    ]  # fmt: skip
    assert anchors.find(0, 2) == []
