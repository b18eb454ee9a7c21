"""Comments in Word files: on the words, with text and parts as before; what is refused; any division into runs."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "word"))
from make_docx import LEVELS, NAMES, abstract, archive, docx, field, num, numbering, par, relationship, row, run, table

from lintkit.document import Document
from lintkit.errors import LintkitError, ReadError
from lintkit.read import read_bytes
from lintkit.review.docx import Annotated, annotate
from lintkit.review.note import AUTHOR, Note

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def notes_on(document: Document, *words: str) -> list[Note]:
    """A note on the first occurrence of each of the words."""
    found = []
    for i, word in enumerate(words):
        start = document.text.index(word)
        end = start + len(word)
        block = next(b.index for b in document.blocks if b.start <= start < b.end)
        found.append(Note(start, end, block, (f"anmärkning {i}", "andra stycket")))
    return found


def commented(document: Document) -> dict[str, str]:
    """The words under each of lintkit's comments, by its first line."""
    return {c.text.split("\n")[0]: document.text[c.start : c.end] for c in document.comments if c.author == AUTHOR}


def review(data: bytes, *words: str) -> tuple[Annotated, Document]:
    """Comments on words, and the document that came out; text, blocks and old comments are checked to be the same."""
    before = read_bytes(data, "a.docx")
    result = annotate(data, before, notes_on(before, *words))
    after = read_bytes(result.data, "a.docx")
    assert after.text == before.text
    assert after.blocks == before.blocks
    assert [c for c in after.comments if c.author != AUTHOR] == list(before.comments)
    return result, after


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(data: bytes) -> etree._Element:
    return etree.fromstring(parts(data)["word/document.xml"])


BOLD = '<w:b/><w:color w:val="FF0000"/>'
SDT = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
INLINE = [
    pytest.param(run("Han ska snarast svara."), id="one run"),
    pytest.param(run("Han ska sna") + run("rast", BOLD) + run(" svara."), id="several runs"),
    pytest.param(run("Han ska snarast") + run(" svara."), id="end of a run"),
    pytest.param(f"<w:hyperlink>{run('ska snarast svara')}</w:hyperlink>", id="hyperlink"),
    pytest.param(run("ska ") + f'<w:ins w:id="7" w:author="A">{run("mycket snarast")}</w:ins>', id="insertion"),
    pytest.param(run("ska ") + SDT.format("", run("svara snarast")), id="content control"),
    pytest.param(run("ska ") + SDT.format("<w:text/>", run("snarast")), id="plain-text control"),
    pytest.param(run("ska ") + field("REF a", run("snarast")) + run(" svara"), id="field"),
    pytest.param(f'{run("ska ")}<w:fldSimple w:instr="REF a">{run("snarast")}</w:fldSimple>', id="simple field"),
    pytest.param("<w:r><w:t>snar</w:t><w:softHyphen/><w:t>ast</w:t></w:r>".replace("<w:softHyphen/>", ""), id="two texts"),
    pytest.param("<w:r><w:tab/><w:t>snarast</w:t><w:br/><w:t>svara</w:t></w:r>", id="tab and break"),
    pytest.param(
        f'{run("sna")}<w:del w:id="3" w:author="A"><w:r><w:delText>xx</w:delText></w:r></w:del>{run("rast")}',
        id="over a deletion",
    ),
]  # fmt: skip


@pytest.mark.parametrize("content", INLINE)
def test_the_words_are_commented(content: str) -> None:
    result, after = review(docx(par(content)), "snarast")
    assert commented(after) == {"anmärkning 0": "snarast"}
    assert result.written == 1
    root = body(result.data)
    assert [len(list(root.iter(W + name))) for name in ("commentRangeStart", "commentRangeEnd", "commentReference")] == [
        1, 1, 1,
    ]  # fmt: skip


def test_formatting_follows_each_half() -> None:
    result, _ = review(docx(par(run("Han ska snarast svara.", BOLD))), "snarast")
    runs = [r for r in body(result.data).iter(W + "r") if r.find(W + "t") is not None]
    assert [r.findtext(W + "t") for r in runs] == ["Han ska ", "snarast", " svara."]
    looks = {etree.tostring(r.find(W + "rPr")) for r in runs}
    assert len(looks) == 1 and b"FF0000" in looks.pop()
    space = "{http://www.w3.org/XML/1998/namespace}space"
    assert all(r.find(W + "t").get(space) == "preserve" for r in runs if r.findtext(W + "t") != "snarast")


def test_tracked_changes_of_formatting_keep_ids_apart() -> None:
    changed = '<w:b/><w:rPrChange w:id="4" w:author="A"><w:rPr/></w:rPrChange>'
    result, _ = review(docx(par(run("Han ska snarast svara.", changed))), "snarast")
    ids = [node.get(W + "id") for node in body(result.data).iter(W + "rPrChange")]
    assert len(ids) == len(set(ids)) == 3


def test_a_nested_field_is_commented_whole() -> None:
    content = run("se ") + field("IF", run("a ") + field("REF", run("snarast")) + run(" b")) + run(" c")
    _, after = review(docx(par(content)), "snarast")
    assert commented(after) == {"anmärkning 0": "a snarast b"}


def test_overlapping_and_equal_ranges() -> None:
    result, after = review(docx(par("Vid behov ska han snarast svara.")), "behov ska", "ska han", "snarast", "snarast")
    assert list(commented(after).values()) == ["behov ska", "ska han", "snarast", "snarast"]
    ids = [node.get(W + "id") for node in body(result.data).iter(W + "commentReference")]
    assert len(set(ids)) == 4


def test_table_cells() -> None:
    _, after = review(docx(table(row("Steg", "Åtgärd"), row("Varning", "ges snarast"))), "Steg", "snarast")
    assert commented(after) == {"anmärkning 0": "Steg", "anmärkning 1": "snarast"}


def test_an_automatic_number_gives_the_paragraph() -> None:
    assert LEVELS[0][1] == "%1."
    data = docx(par("Svara.", num=(1, 0)), numbers=numbering(abstract(1), num(1, 1)))
    before = read_bytes(data, "a.docx")
    start = before.text.index("1.")
    after = read_bytes(annotate(data, before, [Note(start, start + 2, 0, ("x",))]).data, "a.docx")
    assert commented(after) == {"x": "Svara."}


def test_header_and_footnote() -> None:
    head = f"<w:hdr {NAMES}>{par('Fastställt snarast')}</w:hdr>"
    foot = f'<w:footnotes {NAMES}><w:footnote w:id="2">{par("Fotnot vid behov.")}</w:footnote></w:footnotes>'
    text = (
        par("Första stycket.") + par(run("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" mer."))
        + '<w:sectPr><w:headerReference r:id="h" w:type="default"/></w:sectPr>'
    )  # fmt: skip
    data = docx(
        text, parts={"word/header1.xml": head, "word/footnotes.xml": foot},
        relationships=relationship("h", "header", "header1.xml") + relationship("f", "footnotes", "footnotes.xml"),
    )  # fmt: skip
    result, after = review(data, "snarast", "vid behov")
    assert commented(after)["Gäller sidhuvudet: ”snarast”"] == "Första stycket."
    assert [c.text.split("\n")[0] for c in after.comments][1] == "Gäller fotnoten: ”vid behov”"
    start, reference = (next(body(result.data).iter(W + n)) for n in ("footnoteReference", "footnoteReference"))
    assert start.getparent().getprevious().tag == W + "commentRangeStart"
    assert reference.getparent().getnext().tag == W + "commentRangeEnd"
    old, new = parts(data), parts(result.data)
    assert all(new[name] == old[name] for name in ("word/header1.xml", "word/footnotes.xml", "word/styles.xml"))


def test_a_text_box_is_commented_at_its_anchor() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{par('I rutan snarast.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    result, after = review(docx(par(run("Ankaret.") + box)), "snarast")
    assert commented(after) == {"Gäller textrutan: ”snarast”": "Ankaret."}
    mark = next(body(result.data).iter(W + "commentRangeStart"))
    assert next(mark.iterancestors(W + "txbxContent"), None) is None


def test_old_comments_stay_and_ids_are_new() -> None:
    old = f'<w:comments {NAMES}><w:comment w:id="41" w:author="A"><w:p>{run("Stämmer?")}</w:p></w:comment></w:comments>'
    text = par(
        '<w:commentRangeStart w:id="41"/>' + run("Han ska") + '<w:commentRangeEnd w:id="41"/>' + run(" snarast.")
    )
    extra = {"word/comments.xml": old, "word/commentsExtended.xml": "<x/>", "word/people.xml": "<x/>"}
    data = docx(text, parts=extra, relationships=relationship("c", "comments", "comments.xml"))
    result, after = review(data, "snarast")
    assert {c.author for c in after.comments} == {"A", AUTHOR}
    comments = etree.fromstring(parts(result.data)["word/comments.xml"])
    assert [c.get(W + "id") for c in comments] == ["41", "42"]
    changed = {name for name, content in parts(result.data).items() if content != parts(data).get(name)}
    assert changed == {"word/document.xml", "word/comments.xml"}


def test_a_new_comments_part_is_declared() -> None:
    result, _ = review(docx(par("snarast")), "snarast")
    new = parts(result.data)
    assert b'PartName="/word/comments.xml"' in new["[Content_Types].xml"]
    assert b"relationships/comments" in new["word/_rels/document.xml.rels"]
    assert b"w:date" not in new["word/comments.xml"]


def test_a_strict_file_stays_strict() -> None:
    plain = f'<w:document {NAMES} w:conformance="strict"><w:body>{par("Svara snarast.")}</w:body></w:document>'
    strict = plain.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ).replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
    strict = strict.replace(
        "http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"
    )
    result, after = review(docx("", document=strict.encode()), "snarast")
    assert commented(after) == {"anmärkning 0": "snarast"}
    for name in ("word/document.xml", "word/comments.xml"):
        assert b"schemas.openxmlformats.org/wordprocessingml" not in parts(result.data)[name]


def test_said_before_is_not_said_again_and_output_is_stable() -> None:
    data = docx(par("Han ska snarast svara."))
    first, after = review(data, "snarast")
    again = annotate(first.data, after, notes_on(after, "snarast"))
    assert (again.written, again.known) == (0, 1) and again.data == first.data
    assert review(data, "snarast")[0].data == first.data


def test_nothing_to_say_gives_the_same_bytes() -> None:
    data = docx(par("Han ska svara."))
    assert annotate(data, read_bytes(data, "a.docx"), []).data == data


def with_settings(inner: str) -> bytes:
    part = {"word/settings.xml": f"<w:settings {NAMES}>{inner}</w:settings>"}
    return docx(par("snarast"), parts=part, relationships=relationship("t", "settings", "settings.xml"))


def signed() -> bytes:
    entries = parts(docx(par("snarast")))
    entries["_xmlsignatures/origin.sigs"] = b""
    return archive(entries)


def with_macros() -> bytes:
    entries = parts(docx(par("snarast")))
    entries["[Content_Types].xml"] = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName='
        b'"/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    )
    return archive(entries)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (with_settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'), "skrivskyddat"),
        (with_settings('<w:documentProtection w:edit="forms" w:enforcement="true"/>'), "formulärfält"),
        (with_settings('<w:writeProtection w:hash="abc"/>'), "lösenord för ändring"),
        (signed(), "signerat"),
        (with_macros(), "makron"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    document = read_bytes(data, "a.docx")
    with pytest.raises(LintkitError, match=reason) as caught:
        annotate(data, document, notes_on(document, "snarast"))
    assert not isinstance(caught.value, ReadError)


@pytest.mark.parametrize("inner", ['<w:documentProtection w:edit="comments" w:enforcement="1"/>', '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>', '<w:writeProtection w:recommended="1"/>'])  # fmt: skip
def test_protection_that_allows_comments(inner: str) -> None:
    result, _ = review(with_settings(inner), "snarast")
    assert result.written == 1


_WRAP = {
    "plain": "{}",
    "ins": '<w:ins w:id="900" w:author="A">{}</w:ins>',
    "link": "<w:hyperlink>{}</w:hyperlink>",
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "smart": '<w:smartTag w:element="x">{}</w:smartTag>',
}
_GONE = '<w:del w:id="901" w:author="B"><w:r><w:delText>bort</w:delText></w:r></w:del>'
_words = st.text(alphabet="abåäö §–\u00a0😀<&", min_size=1, max_size=8)
_inline = st.lists(
    st.tuples(st.lists(_words, min_size=1, max_size=3), st.sampled_from(sorted(_WRAP)), st.booleans(), st.booleans()),
    min_size=1,
    max_size=6,
)


def _markup(inline: list[tuple[list[str], str, bool, bool]]) -> str:
    out = ""
    for texts, wrap, bold, gone in inline:
        joined = "".join(run(text)[5:-6] for text in texts)
        properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
        out += _WRAP[wrap].format(f"<w:r>{properties}{joined}</w:r>") + (_GONE if gone else "")
    return out


@settings(max_examples=150, deadline=None)
@given(inline=_inline, data=st.data())
def test_any_runs_keep_their_text_and_get_exact_comments(
    inline: list[tuple[list[str], str, bool, bool]], data: st.DataObject
) -> None:
    file = docx(par("Först.") + par(run("x") + _markup(inline) + run("y")) + par("Sist."))
    before = read_bytes(file, "a.docx")
    [block] = [b for b in before.blocks if b.paragraph == 1]
    wanted = []
    for i in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(block.start, block.end - 1))
        end = data.draw(st.integers(start + 1, block.end))
        wanted.append(Note(start, end, block.index, (f"n{i}",)))
    result = annotate(file, before, wanted)
    after = read_bytes(result.data, "a.docx")
    assert after.text == before.text and after.blocks == before.blocks
    assert sorted((c.text, c.start, c.end) for c in after.comments) == [(n.lines[0], n.start, n.end) for n in wanted]

    def look(root: etree._Element) -> list[tuple[str, bool]]:
        return [
            (c, t.getparent().find(f"{W}rPr/{W}b") is not None)
            for t in root.iter(W + "t", W + "delText")
            for c in t.text or ""
        ]

    assert look(body(result.data)) == look(body(file))
