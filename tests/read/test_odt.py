"""OpenDocument reading on small documents made here: one behaviour a test."""

from __future__ import annotations

import io
import zipfile

import pytest

from lintkit.document import Block, BlockKind, Document, ReadError
from lintkit.read.odt import read

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("meta", "meta"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip

_LIST = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/>'
    "</text:list-style>"
)


def odt(body: str, *, automatic: str = "", common: str = "", masters: str = "", **parts: str) -> bytes:
    """A package with the body, automatic styles, common styles and master pages given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "styles.xml",
            f"<office:document-styles {_NAMES}><office:styles>{common}</office:styles>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
        )
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


def blocks(body: str, **parts: str) -> list[tuple[str, str | None, str]]:
    """Kind, number and words of each block."""
    document = read(odt(body, **parts), "x.odt")
    return [(block.kind.value, block.number, document.block_text(block)) for block in document.blocks]


def one(document: Document, words: str) -> Block:
    """The block with exactly these words."""
    (found,) = [block for block in document.blocks if document.block_text(block) == words]
    return found


def items(*texts: str, **attributes: str) -> str:
    written = "".join(f' text:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    inner = "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts)
    return f"<text:list{written}>{inner}</text:list>"


def test_white_space_is_collapsed_and_spaces_counted() -> None:
    document = read(odt('<text:p>  a\n <text:span> b</text:span><text:s text:c="3"/>c<text:tab/>d</text:p>'), "x.odt")
    assert document.text == "a b   c\td\n"


def test_repeated_spaces_are_capped() -> None:
    assert len(read(odt('<text:p>a<text:s text:c="2000000000"/>b</text:p>'), "x.odt").text) == 1003


def test_list_numbers_letters_and_bullets() -> None:
    nested = (
        '<text:list text:style-name="L"><text:list-item><text:p>ett</text:p><text:list><text:list-item>'
        "<text:p>under</text:p><text:list><text:list-item><text:p>punkt</text:p></text:list-item></text:list>"
        "</text:list-item></text:list></text:list-item><text:list-item><text:p>två</text:p></text:list-item></text:list>"
    )
    document = read(odt(nested, automatic=_LIST), "x.odt")
    assert document.text == "1. ett\na) under\npunkt\n2. två\n"
    assert [(b.level, b.number, b.bullet, b.parent) for b in document.blocks] == [
        (1, "1", False, None), (2, "a", False, 0), (3, None, True, 1), (1, "2", False, None),
    ]  # fmt: skip


def test_numbering_continues_only_when_told() -> None:
    again = items("c", style_name="L")
    assert [n for _, n, _ in blocks(items("a", "b", style_name="L") + again, automatic=_LIST)] == ["1", "2", "1"]
    continued = items("c", style_name="L", continue_numbering="true")
    assert [n for _, n, _ in blocks(items("a", style_name="L") + continued, automatic=_LIST)] == ["1", "2"]


def test_continue_list_picks_the_named_list() -> None:
    first = items("a", "b", style_name="L").replace("<text:list ", '<text:list xml:id="one" ', 1)
    between = items("x", style_name="L")
    resumed = items("c", style_name="L", continue_list="one")
    numbers = [number for _, number, _ in blocks(first + between + resumed, automatic=_LIST)]
    assert numbers == ["1", "2", "1", "3"]


def test_start_value_and_list_header() -> None:
    body = (
        '<text:list text:style-name="L"><text:list-header><text:p>ingress</text:p></text:list-header>'
        '<text:list-item text:start-value="7"><text:p>sju</text:p><text:p>mer</text:p></text:list-item>'
        "</text:list>"
    )
    assert blocks(body, automatic=_LIST) == [
        ("list_item", None, "ingress"), ("list_item", "7", "sju"), ("list_item", None, "mer"),
    ]  # fmt: skip


def test_sentence_in_a_numbered_list_is_a_provision() -> None:
    document = read(odt(items("Nämnden ska besluta.", "Anordnaren ska visa", style_name="L"), automatic=_LIST), "x.odt")
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]


_OUTLINE = (
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
)


def test_headings_take_outline_numbers_and_make_sections() -> None:
    body = (
        '<text:h text:outline-level="1">Krav</text:h><text:h text:outline-level="2">Personal</text:h>'
        "<text:p>Text.</text:p>"
        '<text:h text:outline-level="1" text:is-list-header="true">Onumrerad</text:h>'
        '<text:h text:outline-level="2">Under</text:h>'
    )
    document = read(odt(body, common=_OUTLINE), "x.odt")
    assert [block.number for block in document.blocks] == ["1", "1.1", None, None, "1.2"]
    assert one(document, "Text.").section == ("Krav", "Personal")
    assert one(document, "Text.").provision == "1.1"


def test_number_typed_by_hand() -> None:
    assert blocks("<text:p>16. Anordnaren ska visa utdrag.</text:p>") == [
        ("paragraph", "16", "Anordnaren ska visa utdrag.")
    ]


def test_table_with_heading_row_spans_and_covered_cells() -> None:
    def row(*cells: str) -> str:
        return "<table:table-row>" + "".join(cells) + "</table:table-row>"

    def cell(text: str, extra: str = "") -> str:
        return f"<table:table-cell {extra}><text:p>{text}</text:p></table:table-cell>"

    body = "<table:table>{}{}</table:table>".format(
        "<table:table-header-rows>" + row(cell("Steg"), cell("När")) + "</table:table-header-rows>",
        row(cell("båda", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>")
        + row("<table:table-cell/>", cell("genast")),
    )
    document = read(odt(body), "x.odt")
    found = [(b.cell.row, b.cell.column, b.cell.heading, document.block_text(b)) for b in document.blocks if b.cell]
    assert found == [
        (0, 0, "", "Steg"), (0, 1, "", "När"), (1, 0, "Steg", "båda"), (2, 0, "Steg", ""), (2, 1, "När", "genast"),
    ]  # fmt: skip


def test_long_first_row_is_no_heading() -> None:
    long = "<table:table-cell><text:p>Den här rutan innehåller en hel mening med många ord.</text:p></table:table-cell>"
    short = "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell/>"
    rows = "".join(f"<table:table-row>{cells}</table:table-row>" for cells in (long + long, short))
    body = f"<table:table>{rows}</table:table>"
    assert {b.cell.heading for b in read(odt(body), "x.odt").blocks if b.cell} == {""}


def test_repeated_cells_are_capped_and_listed() -> None:
    body = (
        '<table:table><table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="10000"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    document = read(odt(body), "x.odt")
    assert 1_000 <= len(document.blocks) <= 30_000
    assert [unread.topic for unread in document.unread] == ["text"]


def test_footnote_stands_at_the_end_and_not_in_the_sentence() -> None:
    body = (
        "<text:p>Krav<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Se lagen.</text:p><text:p>Andra.</text:p></text:note-body></text:note> gäller.</text:p><text:p>Sist.</text:p>"
    )
    document = read(odt(body), "x.odt")
    assert document.text == "Krav gäller.\nSist.\n1 Se lagen.\nAndra.\n"
    assert [block.kind.value for block in document.blocks] == ["paragraph", "paragraph", "footnote", "footnote"]
    assert document.block_text(document.blocks[2]) == "Se lagen."


def test_insertions_are_read_and_deletions_not() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>borttaget</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:p>kvar <text:change-start text:change-id="i"/>tillagt'
        '<text:change-end text:change-id="i"/></text:p>'
    )
    assert blocks(body) == [("paragraph", None, "kvar tillagt")]


def test_comments_have_their_range_or_their_paragraph() -> None:
    note = "<dc:creator>Anna</dc:creator><text:p>lintkit: ok x – y /z</text:p>"
    body = (
        f'<text:p>Först <office:annotation office:name="a">{note}</office:annotation>snarast'
        '<office:annotation-end office:name="a"/> och sedan.</text:p>'
        f"<text:p>Hela<office:annotation>{note}</office:annotation> stycket.</text:p>"
    )
    document = read(odt(body), "x.odt")
    assert [document.text[c.start : c.end] for c in document.comments] == ["snarast", "Hela stycket."]
    assert (document.comments[0].author, document.comments[0].text) == ("Anna", "lintkit: ok x – y /z")


def test_hidden_text_is_left_out_and_listed() -> None:
    hidden = '<style:text-properties text:display="none"/>'
    style = f'<style:style style:name="H" style:family="text">{hidden}</style:style>'
    child = '<style:style style:name="H2" style:family="text" style:parent-style-name="H"/>'
    body = (
        '<text:p>syns <text:span text:style-name="H2">dolt</text:span></text:p>'
        '<text:section text:is-hidden="true"><text:p>också dolt</text:p></text:section>'
        '<text:p>x<text:hidden-paragraph text:is-hidden="true"/></text:p>'
    )
    document = read(odt(body, automatic=style + child), "x.odt")
    assert [document.block_text(block) for block in document.blocks] == ["syns"]
    assert {unread.topic for unread in document.unread} == {"hidden"}


def test_text_boxes_follow_their_paragraph() -> None:
    body = "<text:p>före<draw:frame><draw:text-box><text:p>rutan</text:p></draw:text-box></draw:frame> efter</text:p>"
    assert [words for _, _, words in blocks(body)] == ["före efter", "rutan"]


def test_running_heads_come_once_and_page_numbers_not_at_all() -> None:
    head = "<style:header><text:p>Nacka kommun</text:p></style:header><style:footer><text:p>1</text:p></style:footer>"
    pages = "".join(f'<style:master-page style:name="{page}">{head}</style:master-page>' for page in "AB")
    assert blocks("<text:p>Text.</text:p>", masters=pages) == [
        ("page_header", None, "Nacka kommun"), ("paragraph", None, "Text."),
    ]  # fmt: skip


def test_table_of_contents_is_told_apart() -> None:
    body = (
        "<text:table-of-content><text:table-of-content-source/><text:index-body>"
        "<text:p>1 Krav<text:tab/>3</text:p></text:index-body></text:table-of-content>"
    )
    assert blocks(body) == [("toc", None, "1 Krav 3")]


def test_quotations_titles_and_code_by_style() -> None:
    body = (
        '<text:p text:style-name="Title">Reglemente</text:p><text:p text:style-name="Quotations">ur lagen</text:p>'
        '<text:p text:style-name="Preformatted_20_Text">kod</text:p>'
    )
    document = read(odt(body), "x.odt")
    assert [block.kind.value for block in document.blocks] == ["heading", "quote", "code"]
    assert document.title == "Reglemente"


def test_document_properties() -> None:
    meta = (
        f"<office:document-meta {_NAMES}><office:meta><dc:title>Villkor</dc:title>"
        '<meta:user-defined meta:name="Diarienummer">KS 2026/1</meta:user-defined></office:meta>'
        "</office:document-meta>"
    )
    document = read(odt("<text:p>Text.</text:p>", meta_xml=meta), "x.odt")
    assert document.metadata == {"core:title": "Villkor", "custom:Diarienummer": "KS 2026/1"}
    assert document.title == "Villkor"


@pytest.mark.parametrize(
    "data, says",
    [
        (b"PK\x03\x04 inte mer", "zip-arkivet"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "lösenordsskyddat"),
        (odt("", META__INF_x="")[:200], "zip-arkivet"),
        (odt("<text:p>"), "felaktig XML"),
        (odt("", **{"META-INF__manifest_xml": "<manifest:encryption-data/>"}), "lösenordsskyddat"),
        (odt("<text:list>" * 400 + "</text:list>" * 400), "nästlade"),
    ],
)
def test_damaged_files_end_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read(data, "x.odt")
    assert "\n" not in str(caught.value)


def test_entities_and_external_definitions_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>')
    with pytest.raises(ReadError, match="DOCTYPE"):
        read(out.getvalue(), "x.odt")


def test_looping_styles_end() -> None:
    loop = '<style:style style:name="A" style:family="paragraph" style:parent-style-name="A"/>'
    assert blocks('<text:p text:style-name="A">Text.</text:p>', common=loop) == [("paragraph", None, "Text.")]
