"""Akoma Ntoso reading: numbers, headings, notes and quotations with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintkit.document import Document, ReadError
from lintkit.read.akn import read

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act>'
)


def act(body: str, front: str = "") -> Document:
    return read(f"{_HEAD}{front}<body>{body}</body></act></akomaNtoso>".encode(), "x.xml")


def blocks(body: str) -> list[tuple[str, str | None, str]]:
    document = act(body)
    return [(block.kind.value, block.number, document.block_text(block)) for block in document.blocks]


def provision(name: str, number: str, text: str) -> str:
    return f"<{name}><num>{number}</num><content><p>{text}</p></content></{name}>"


def test_chapters_sections_and_offsets() -> None:
    document = act(
        "<chapter><num>2 kap.</num><heading>Tillsyn</heading>"
        + provision("section", "1 §", "Nämnden ska <ref href='#'>snarast</ref> &amp; utan dröjsmål besluta.")
        + "</chapter>"
    )
    heading, section = document.blocks
    assert (heading.level, heading.number, document.block_text(heading)) == (1, "2 kap.", "Tillsyn")
    assert (section.number, section.provision, section.section) == ("1 §", "1 §", ("Tillsyn",))
    at = document.plain.text.index("snarast & utan")
    assert document.text[slice(*document.plain.to_source(at, at + 14))] == "snarast</ref> &amp; utan"
    assert document.text[section.start :].startswith("1 §</num>")


def test_points_continue_the_sentence_above() -> None:
    document = act(
        "<section><num>3 §</num><list><intro><p>Anordnaren ska</p></intro>"
        + provision("point", "1.", "visa utdrag,")
        + provision("point", "2.", "anmäla ändringar.")
        + "<wrapUp><p>Det gäller alltid.</p></wrapUp></list></section>"
    )
    assert [(b.kind.value, b.number, b.parent) for b in document.blocks] == [
        ("paragraph", "3 §", None), ("list_item", "1", 0), ("list_item", "2", 0), ("paragraph", None, None),
    ]  # fmt: skip


def test_number_that_nothing_follows_is_still_shown() -> None:
    found = blocks("<article><num>Artikel 4</num>" + provision("paragraph", "1.", "Första.") + "</article>")
    assert found == [("heading", "Artikel 4", "Artikel 4"), ("paragraph", "1", "Första.")]
    assert blocks("<section><num>3 §</num></section>") == [("paragraph", "3 §", "3 §")]


def test_notes_quotations_and_deletions() -> None:
    found = blocks(
        "<section><num>1 §</num><content><p>Krav<authorialNote marker='1'><p>Se lagen.</p></authorialNote> gäller"
        " <del>inte</del><ins>alltid</ins>.</p><p>I lagen ska stå <mod><quotedStructure>"
        + provision("section", "8 §", "Citerat.")
        + "</quotedStructure></mod></p></content></section>"
    )
    assert found == [
        ("paragraph", "1 §", "Krav gäller alltid."), ("paragraph", None, "I lagen ska stå"),
        ("quote", "8 §", "Citerat."), ("footnote", None, "Se lagen."),
    ]  # fmt: skip


def test_tables_line_breaks_and_cdata() -> None:
    document = act(
        "<section><content><p>a<eol/>b <![CDATA[c < d]]></p><table><tr><th>Roll</th><th>Krav</th></tr>"
        "<tr><td><p>Chef</p></td><td/></tr></table></content></section>"
    )
    assert document.block_text(document.blocks[0]) == "a b c < d"
    cells = [(b.cell.row, b.cell.column, b.cell.heading) for b in document.blocks if b.cell]
    assert cells == [(0, 0, ""), (0, 1, ""), (1, 0, "Roll"), (1, 1, "Krav")]


def test_statements_about_the_work() -> None:
    meta = (
        '<meta><identification source="#x"><FRBRWork><FRBRthis value="/akn/se/1"/><FRBRdate date="2024-01-02"/>'
        '<FRBRnumber value="2024:1"/></FRBRWork><FRBRExpression><FRBRlanguage language="swe"/></FRBRExpression>'
        "</identification></meta><preface><p><docTitle>Reglemente för <b>kundval</b></docTitle></p></preface>"
    )
    document = read(f"{_HEAD}{meta}<body/></act></akomaNtoso>".encode(), "x.xml")
    assert document.title == "Reglemente för kundval"
    assert document.metadata == {
        "title": "Reglemente för kundval", "number": "2024:1", "date": "2024-01-02", "language": "swe",
        "identifier": "/akn/se/1",
    }  # fmt: skip
    assert [document.block_text(block) for block in document.blocks] == ["Reglemente för kundval"]


def test_silencing_comment_stands_before_its_block() -> None:
    document = act("<!-- lintkit: ok a – b /c -->" + provision("section", "1 §", "Text."))
    (comment,) = document.comments
    assert document.text[comment.start : comment.end].startswith("1 §")


def test_declared_encoding() -> None:
    source = f"{_HEAD}<body><p>Åtgärd</p></body></act></akomaNtoso>".replace("UTF-8", "ISO-8859-1")
    document = read(source.encode("iso-8859-1"), "x.xml")
    assert document.text == source
    assert document.block_text(document.blocks[0]) == "Åtgärd"


@pytest.mark.parametrize(
    "data, says",
    [
        (b"<rss><channel/></rss>", "inte Akoma Ntoso"),
        (b"<akomaNtoso><act>", "felaktig XML"),
        (b"inte xml", "felaktig XML"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><akomaNtoso>&b;</akomaNtoso>', "DOCTYPE"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><akomaNtoso/>'.encode("utf-16"), "DOCTYPE"),
        (b"<akomaNtoso>" + b"<section>" * 400 + b"</section>" * 400 + b"</akomaNtoso>", "nästlade"),
        (b"<akomaNtoso>" + b"x" * 11_000_000 + b"</akomaNtoso>", "för stort"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read(data, "x.xml")
    assert "\n" not in str(caught.value)


_NAMES = ["section", "p", "num", "heading", "point", "list", "authorialNote", "quotedStructure", "b", "table",
          "tr", "td", "del", "eol", "toc", "li", "meta"]  # fmt: skip
_TREE = st.recursive(
    st.sampled_from(["ord ", "1 §", "16. ", "&amp;", "<eol/>", "<!-- lintkit: ok a – b /c -->", "<![CDATA[x]]>", "\n"]),
    lambda inner: st.tuples(st.sampled_from(_NAMES), st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=25,
)


@given(_TREE)
@settings(max_examples=300, deadline=None)
def test_any_tree_is_read_and_spans_lead_back(body: str) -> None:
    document = act(body)
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)
        if block.plain_start < block.plain_end:
            start, end = document.plain.to_source(block.plain_start, block.plain_end)
            assert block.start <= start < end <= block.end


@given(st.binary(max_size=100))
@settings(max_examples=100, deadline=None)
def test_random_bytes_raise_nothing_else(data: bytes) -> None:
    with pytest.raises(ReadError):
        read(data, "x.xml")
