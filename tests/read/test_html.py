"""HTML reading: structure, exact offsets, what is left out, and that nothing breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from lintkit.document import Document, ReadError
from lintkit.read.html import read
from lintkit.read.markup import tokens


def page(source: str) -> Document:
    return read(source.encode(), "x.html")


def blocks(source: str) -> list[tuple[str, str | None, str]]:
    document = page(source)
    return [(block.kind.value, block.number, document.block_text(block)) for block in document.blocks]


def test_offsets_are_those_of_the_file() -> None:
    source = "<p>Åtgärd ska ske <b>snarast</b>&nbsp;möjligt.</p>\n<p>16. Anordnaren&shy;s plikt</p>"
    document = page(source)
    assert document.text == source
    start = document.plain.text.index("snarast möjligt")
    assert source[slice(*document.plain.to_source(start, start + 15))] == "snarast</b>&nbsp;möjligt"
    assert (document.blocks[1].number, document.block_text(document.blocks[1])) == ("16", "Anordnarens plikt")
    assert source[document.blocks[1].start : document.blocks[1].end] == "16. Anordnaren&shy;s plikt"


@pytest.mark.parametrize(
    "source",
    [
        "<nav>meny</nav><header>topp</header><main><p>text</p></main><aside>sido</aside><footer>fot</footer>",
        "<div>utanför</div><article><p>text</p></article>",
        "<div>utanför</div><div role=main><p>text</p></div>",
        "<nav>meny</nav><script>var a = '<p>x</p>'</script><style>p{}</style><p>text</p><noscript>nej</noscript>",
        "<main></main><p>text</p>",
        "<p>text</p><template><p>mall</p></template><select><option>val</select><button>knapp</button>",
    ],
)
def test_main_content_alone(source: str) -> None:
    assert [words for _, _, words in blocks(source)] == ["text"]


def test_lists_are_numbered_as_browsers_number_them() -> None:
    source = "<ol start=3 type=a><li>x<li>y<ul><li>z</ul><li value=9>å</ol><ol reversed><li>1<li>2</ol>"
    assert [(n, w) for _, n, w in blocks(source)] == [
        ("c", "x"), ("d", "y"), (None, "z"), ("i", "å"), ("2", "1"), ("1", "2"),
    ]  # fmt: skip


def test_items_stand_under_the_sentence_they_continue() -> None:
    document = page("<p>Anordnaren ska<ul><li>visa<li>anmäla<p>mer om det</ul>")
    assert [(b.level, b.parent, b.bullet) for b in document.blocks] == [
        (0, None, False), (1, 0, True), (1, 0, True), (2, 2, False),
    ]  # fmt: skip


def test_list_without_marks_keeps_typed_ones() -> None:
    assert blocks('<ol style="list-style: none"><li>a) ett</ol>') == [("list_item", "a", "ett")]


def test_table_cells_know_their_column() -> None:
    source = "<table><tr><th>Roll<th colspan=2>Krav<tr><td rowspan=2>Chef<td>A<td>B<tr><td>C<td></table>"
    cells = [(b.cell.row, b.cell.column, b.cell.heading) for b in page(source).blocks if b.cell]
    assert cells == [
        (0, 0, ""), (0, 1, ""), (1, 0, "Roll"), (1, 1, "Krav"), (1, 2, "Krav"), (2, 1, "Krav"), (2, 2, "Krav"),
    ]  # fmt: skip


def test_huge_spans_are_capped() -> None:
    cells = [b.cell for b in page("<table><tr><td colspan=999999999>a<td rowspan=999999999>b</table>").blocks]
    assert [cell.column for cell in cells if cell] == [0, 1000]


def test_quotation_code_and_addresses_of_code() -> None:
    source = "<blockquote><p>ur lagen</p></blockquote><pre>x = 1</pre><p>Skriv <code>snarast</code> så.</p>"
    document = page(source)
    assert [block.kind.value for block in document.blocks] == ["quote", "code", "paragraph"]
    at = document.plain.text.index("snarast")
    assert document.plain.is_masked(at, at + 7)
    assert not document.plain.is_masked(at - 6, at - 1)


def test_deleted_and_hidden_text_is_left_out() -> None:
    document = page('<p>a <del>b</del><ins>c</ins> <span hidden>d</span>e</p><div style="display:none"><p>f</div>')
    assert [document.block_text(block) for block in document.blocks] == ["a c e"]
    assert [unread.topic for unread in document.unread] == ["hidden"]


def test_note_marks_do_not_stick_to_words() -> None:
    assert blocks('<p>Krav<a href="#fn1"><sup>1</sup></a> gäller.') == [("paragraph", None, "Krav gäller.")]


def test_silencing_comments_find_their_block() -> None:
    source = (
        "<!-- lintkit: ok a – x /y -->\n<p>före</p>\n<p>samma</p> <!-- lintkit: ok b – x /y -->\n"
        "<p>in<!-- lintkit: ok c – x /y -->uti</p><!-- annat -->"
    )
    document = page(source)
    found = [(comment.text[12:13], document.text[comment.start : comment.end]) for comment in document.comments]
    assert [(key, text[:3]) for key, text in found] == [("a", "för"), ("b", "sam"), ("c", "in<")]


def test_silencing_comment_between_blocks_on_one_line_holds_for_both() -> None:
    note = "<!-- lintkit: ok a – x /y -->"
    document = page(f"<h2>Krav</h2>{note}<p>snarast</p><p>sedan</p>")
    (comment,) = document.comments
    assert document.text[comment.start : comment.end] == f"Krav</h2>{note}<p>snarast"
    (comment,) = page(f"<p>snarast</p>{note}</div>\n<p>sedan</p>").comments
    assert comment.end - comment.start == len("snarast")


@pytest.mark.parametrize(
    "source, expected",
    [
        ("<p>a<p>b", ["a", "b"]),
        ("lös <b>text</i> här<div>ny", ["lös text här", "ny"]),
        ("<b><p>a</b> b</p>c", ["a b", "c"]),
        ("<h2>Rubrik<p>text", ["Rubrik", "text"]),
        ("<td>cell</td></table></div>", ["cell"]),
        ("<p>3 < 4 & 5 &amp; 6 &bogus; &#99999999;", ["3 < 4 & 5 & 6 &bogus; \ufffd"]),
        ("<p title='a>b'>x</p", ["x"]),
        ("<p>a<br>b<br/>c", ["a b c"]),
        ("<p>a<!-- b", ["a"]),
        ("<![CDATA[x]]><p>y", ["y"]),
    ],
)
def test_broken_pages(source: str, expected: list[str]) -> None:
    assert [words for _, _, words in blocks(source)] == expected


def test_encodings() -> None:
    old = '<meta charset="iso-8859-1"><p>Åtgärd – nu'.encode("cp1252")
    assert [d.block_text(d.blocks[0]) for d in [read(old, "x.html")]] == ["Åtgärd – nu"]
    lie = '<meta charset="iso-8859-1"><p>Åtgärd'.encode()
    assert [d.block_text(d.blocks[0]) for d in [read(lie, "x.html")]] == ["Åtgärd"]
    turkish = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-9"><p>ş'.encode("iso-8859-9")
    assert [d.block_text(d.blocks[0]) for d in [read(turkish, "x.html")]] == ["ş"]


def test_title_and_properties() -> None:
    document = page('<html lang=sv><head><title>A &amp; B</title><meta name="DC.date" content="2026-01-01"></head>text')
    assert document.title == "A & B"
    assert document.metadata == {"language": "sv", "title": "A & B", "date": "2026-01-01"}


_TAGS = ["p", "div", "b", "li", "ul", "ol start=2", "td", "tr", "table", "h1", "pre", "code", "del", "span hidden",
         "blockquote", "main", "script", "br", "a href='#fn1'", "th colspan=3", "title", "dd"]  # fmt: skip
_SOUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag.split()[0]}>" for tag in _TAGS]),
        st.sampled_from(
            ["&amp;", "&nbsp;", "&shy;", "<!-- x -->", "<!-- lintkit: ok a – b /c -->", "<!", "<?", "</", "\n"]
        ),
        st.sampled_from(["ord ", "Åtgärd ska ske", " 16. ", "a) ", "sna-\nrast", "“", "<", ">", "'", '"', "="]),
    ),
    max_size=30,
).map("".join)


@given(st.one_of(_SOUP, st.text(max_size=200)))
@settings(max_examples=300, deadline=None)
def test_anything_is_read_and_spans_lead_back(source: str) -> None:
    try:
        document = page(source)
    except ReadError:
        return
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.text)
        if block.plain_start == block.plain_end:
            continue
        start, end = document.plain.to_source(block.plain_start, block.plain_end)
        assert block.start <= start < end <= block.end
        back = document.plain.from_source(start, end)
        assert back is not None
        assert back[0] <= block.plain_start
        assert back[1] >= block.plain_end
    for comment in document.comments:
        assert 0 <= comment.start < comment.end <= len(document.text)


@given(_SOUP, st.booleans())
@settings(max_examples=200, deadline=None)
def test_tokens_cover_the_source(source: str, xml: bool) -> None:
    at = 0
    for token in tokens(source, xml=xml):
        assert token.start == at < token.end
        at = token.end
    assert at == len(source)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p", "h2", "li", "blockquote"]),
            st.lists(st.sampled_from(["ord", "<b>två</b>", "&amp;"]), min_size=1),
        ),
        min_size=1,
    )
)
@settings(max_examples=100, deadline=None)
def test_words_agree_with_an_html_parser(parts: list[tuple[str, list[str]]]) -> None:
    source = "<main>" + "\n".join(f"<{tag}>{' '.join(words)}</{tag}>" for tag, words in parts) + "</main>"
    expected = lxml_html.fromstring(source).text_content().split()
    assert page(source).plain.text.split() == expected


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "x",
        "<p>" * 100_000 + "x",
        "<ul><li>" * 50_000 + "x" + "</b>" * 50_000,
        "<table><tr>" + "<td colspan=1000 rowspan=1000>x" * 2_000,
        "<a b=\"" * 100_000,
        "<del>" * 100_000 + "</p>" * 100_000,
        "&" * 500_000,
        "<" * 500_000,
        "<!-- lintkit: ok a – b /c -->" * 20_000 + "<p>x",
    ],
    ids=["div", "p", "ul", "spans", "quotes", "del", "amp", "lt", "comments"],
)  # fmt: skip
@pytest.mark.timeout(120)
def test_hostile_pages_end(source: str) -> None:
    page(source)
