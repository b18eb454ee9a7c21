"""The text of paragraphs and stories: what counts as text, in which order, and where it comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_docx import docx, field, par, row, run, table

from lintkit.word.package import open_package
from lintkit.word.story import Paragraph, Reading, open_reading, read_story

GONE = "<w:r><w:delText>borta</w:delText></w:r>"
T = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def opened(body: str) -> tuple[Reading, list[Paragraph]]:
    reading = open_reading(open_package(docx(body)))
    return reading, list(read_story(reading))


def texts(body: str) -> list[str]:
    return [paragraph.text for paragraph in opened(body)[1]]


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a\tb\nc\nd"),
        ("<w:r><w:t>m</w:t><w:noBreakHyphen/><w:t>m</w:t><w:softHyphen/><w:t>n</w:t></w:r>", "m\u2011m\u00adn"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Arial" w:char="00A7"/></w:r>', "☑§"),
        ('<w:r><w:sym w:font="X" w:char="110000"/><w:sym w:font="X" w:char="zz"/><w:t>a</w:t></w:r>', "a"),
        (f'<w:ins w:id="1">{run("ny")}</w:ins><w:del w:id="2">{GONE}</w:del>', "ny"),
        (f"<w:moveFrom>{run('från')}</w:moveFrom><w:moveTo>{run('till')}</w:moveTo>", "till"),
        (f'<w:ins w:id="1"><w:del w:id="2">{GONE}</w:del></w:ins>{run("a")}', "a"),
        (f"<w:hyperlink>{run('länk')}</w:hyperlink>", "länk"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Namn')}</w:sdtContent></w:sdt>", "Namn"),
        (f"<w:smartTag><w:smartTagPr/><w:smartTag>{run('Nacka')}</w:smartTag></w:smartTag>", "Nacka"),
        (f'<w:fldSimple w:instr=" REF _Ref1 ">{run("4.2")}</w:fldSimple>', "4.2"),
        ("<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num></m:f></m:oMath>", "a"),
        ('<w:r><w:t>a</w:t><w:footnoteReference w:id="2"/><w:commentReference w:id="1"/></w:r>', "a"),
        (f"<w:ruby><w:rt>{run('x')}</w:rt><w:rubyBase>{run('a')}</w:rubyBase></w:ruby>", "a"),
        (f"<w:r><w:t>a</w:t><w:lastRenderedPageBreak/></w:r><w:okänd>{run('b')}</w:okänd>", "ab"),
    ],
)  # fmt: skip
def test_inline_content(inline: str, text: str) -> None:
    assert texts(par(inline)) == [text]


def test_field_gives_its_result() -> None:
    inner = field("PAGEREF x", run("7"))
    nested = field("IF ", run("ja") + inner)
    assert texts(par(run("se ") + field("REF _Ref1 \\h", run("4.2")) + run(" och ") + nested)) == ["se 4.2 och ja7"]


def test_field_within_an_instruction_is_not_text() -> None:
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    inner = begin + "<w:r><w:instrText>REF a</w:instrText></w:r>" + separate + run("dold") + end
    assert texts(par(begin + inner + separate + run("synlig") + end)) == ["synlig"]


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_unbalanced_fields_swallow_nothing(kind: str) -> None:
    mark = f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    assert texts(par(mark * 500 + run("snarast")) + par("sedan")) == ["snarast", "sedan"]


def test_field_over_paragraphs_keeps_the_contents_apart() -> None:
    body = (
        par('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("1 Inledning 3"))
        + par("2 Avtal 4")
        + par('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + par("Efter")
    )  # fmt: skip
    assert [(p.text, p.toc) for p in opened(body)[1] if p.text] == [
        ("1 Inledning 3", True), ("2 Avtal 4", True), ("Efter", False),
    ]  # fmt: skip


def test_alternative_content_is_read_once() -> None:
    box = "<w:txbxContent>" + par("i rutan") + "</w:txbxContent>"
    inline = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    _, paragraphs = opened(par(run("Före ") + inline + run("och efter.")) + par("Sedan"))
    assert [(p.text, p.boxed, p.number) for p in paragraphs] == [
        ("Före och efter.", False, 0), ("i rutan", True, 1), ("Sedan", False, 3),
    ]  # fmt: skip


def test_old_text_box_is_read() -> None:
    inside = f"<w:txbxContent>{par('gammal')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"
    assert texts(par(box)) == ["", "gammal"]


@pytest.mark.parametrize(
    "hidden",
    [
        run("dolt", "<w:vanish/>"),
        run("dolt", '<w:vanish w:val="true"/>'),
        par("dolt", "Dold"),
    ],
)
def test_hidden_text_is_left_out_and_counted(hidden: str) -> None:
    reading, paragraphs = opened((hidden if hidden.startswith("<w:p>") else par(hidden)) + par("syns"))
    assert [p.text for p in paragraphs] == ["", "syns"]
    assert reading.things["dold text"] == 1
    assert reading.near["dold text"] == "dolt"


def test_run_can_undo_its_style() -> None:
    assert texts(par(run("syns", '<w:vanish w:val="0"/>'), "Dold")) == ["syns"]


def test_deleted_paragraph_mark_joins_with_the_next() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = par("Stycke vars slut är borttaget", properties=mark) + par(" och fortsätter.") + par("Nästa")
    paragraphs = opened(body)[1]
    assert [(p.text, p.number) for p in paragraphs] == [
        ("Stycke vars slut är borttaget och fortsätter.", 1), ("Nästa", 2),
    ]  # fmt: skip


def test_deleted_mark_before_a_table_loses_no_text() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert texts(par("Före", properties=mark) + table(row("a"))) == ["Före", "a"]
    assert texts(table(row("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"))) == ["a"]


def test_initial_is_joined_with_its_word() -> None:
    drop = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    assert texts(par("D", properties=drop) + par("rop")) == ["Drop"]


def test_things_without_text_are_counted() -> None:
    def drawing(inner: str, alt: str = "", cx: int = 1000) -> str:
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="{cx}"/><wp:docPr id="1" name="b" descr="{alt}"/>'
            f"{inner}</wp:inline></w:drawing></w:r>"
        )

    chart = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    body = par(drawing("<a:blip/>") + drawing("<a:blip/>", "Organisationsschema") + drawing("<a:blip/>", cx=9_000_000))
    body += par(drawing(chart)) + par("<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r>")
    assert opened(body + "<w:altChunk/>")[0].things == {
        "bild": 1, "stor bild": 1, "diagram": 1, "objekt": 1, "infogad fil": 1,
    }  # fmt: skip


def test_tables_are_read_row_by_row() -> None:
    heads = row(cell_par("Åtgärd"), cell_par("Inom"), properties="<w:tblHeader/>")
    body = table(heads, row("Varning", "30 dagar"), row("Vite", ""))
    got = [(p.text, p.cell) for p in opened(body)[1]]
    assert got == [
        ("Åtgärd", (0, 0, 0, "")), ("Inom", (0, 0, 1, "")), ("Varning", (0, 1, 0, "Åtgärd")),
        ("30 dagar", (0, 1, 1, "Inom")), ("Vite", (0, 2, 0, "Åtgärd")), ("", (0, 2, 1, "Inom")),
    ]  # fmt: skip


def cell_par(text: str) -> str:
    return f"<w:tc>{par(text)}</w:tc>"


def test_merged_cells_are_read_once_and_keep_their_columns() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + par("Krav") + "</w:tc>"
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + par("a") + "</w:tc>"
    rest = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    body = table(row(wide, cell_par("Tid")), row(first, "b", "c"), row(rest, "d", "e"))
    got = [(p.text, *p.cell[1:]) for p in opened(body)[1] if p.cell]
    assert got == [
        ("Krav", 0, 0, ""), ("Tid", 0, 2, ""), ("a", 1, 0, "Krav"), ("b", 1, 1, "Krav"), ("c", 1, 2, "Tid"),
        ("d", 2, 1, "Krav"), ("e", 2, 2, "Tid"),
    ]  # fmt: skip


def test_layout_table_names_no_columns() -> None:
    first = row(f"<w:tc>{par('Kontakt:')}{par('Anna')}</w:tc>", "E-post:")
    assert {p.cell.heading for p in opened(table(first, row("a", "b")))[1] if p.cell} == {""}


def test_nested_table_comes_after_its_cells_own_text() -> None:
    outer = f"<w:tc>{par('före')}{table(row('inre'))}{par('efter')}</w:tc>"
    got = [(p.text, p.cell[:3]) for p in opened(table(row(outer, "granne")))[1] if p.cell]
    assert got == [("före", (0, 0, 0)), ("efter", (0, 0, 0)), ("inre", (1, 0, 0)), ("granne", (0, 0, 1))]


def test_rows_and_cells_in_content_controls() -> None:
    sdt = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(row("a", sdt.format(cell_par("b")), "c"), sdt.format(row("d", "e", "f")))
    assert [(p.text, *p.cell[1:3]) for p in opened(body)[1] if p.cell] == [
        ("a", 0, 0), ("b", 0, 1), ("c", 0, 2), ("d", 1, 0), ("e", 1, 1), ("f", 1, 2),
    ]  # fmt: skip


def test_row_whose_deletion_is_tracked_is_left_out() -> None:
    assert texts(table(row("a"), row("b", properties='<w:del w:id="1"/>'))) == ["a"]


@pytest.mark.parametrize("span", ["100000000", "-5", "x", "9" * 5000])
def test_absurd_spans_are_harmless(span: str) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{par("a")}</w:tc>'
    assert texts(table(row(wide, "b"), row("c", "d"))) == ["a", "b", "c", "d"]


def test_paragraph_within_a_paragraph_is_kept() -> None:
    assert texts(f"<w:p>{run('yttre')}<w:p>{run('inre')}</w:p></w:p>") == ["yttre", "inre"]


PIECES = st.lists(
    st.tuples(
        st.sampled_from(["run", "ins", "link", "sdt", "tab", "br", "split", "del", "hyphen"]),
        st.text("abcåäö §.1\u00a0", min_size=1, max_size=6),
    ),
    max_size=12,
)


def build(parts: list[tuple[str, str]]) -> tuple[str, str]:
    """Markup of random inline structure, and the text it must read as."""
    xml, text = [], []
    for kind, words in parts:
        one = T.format(words)
        if kind == "run":
            xml.append(run(words, "<w:b/>"))
        elif kind == "ins":
            xml.append(f'<w:ins w:id="1">{one}</w:ins>')
        elif kind == "link":
            xml.append(f"<w:hyperlink>{one}</w:hyperlink>")
        elif kind == "sdt":
            xml.append(f"<w:sdt><w:sdtPr/><w:sdtContent>{one}</w:sdtContent></w:sdt>")
        elif kind == "split":
            xml += [T.format(c) for c in words]
        elif kind == "del":
            xml.append(f'<w:del w:id="1"><w:r><w:delText>{words}</w:delText></w:r></w:del>')
            continue
        else:
            mark, words = {"tab": ("tab", "\t"), "br": ("br", "\n"), "hyphen": ("noBreakHyphen", "\u2011")}[kind]
            xml.append(f"<w:r><w:{mark}/></w:r>")
        text.append(words)
    return "".join(xml) or "<w:r/>", "".join(text)


@given(PIECES, st.data())
def test_every_range_leads_back_to_its_nodes(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    markup, text = build(parts)
    (paragraph,) = opened(par(markup))[1]
    assert paragraph.text == text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    marks = {"tab": "\t", "br": "\n", "noBreakHyphen": "\u2011"}
    back = []
    for node, first, last in paragraph.places(start, end):
        name = str(node.tag).rsplit("}", 1)[-1]
        back.append(marks[name] if name in marks else (node.text or "")[first:last])
    assert "".join(back) == text[start:end]
