"""Random structures of the formats whose bytes are too brittle for random text: Word, ODT, rows of a PDF."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import run

_TEXT = st.sampled_from(
    ["", "ord", "1. Krav", "a) led", "§ 3", "ska svara.", "åäö\u00ad", "x" * 90, "3", "\u2022", "&amp;"]
)
_NUMBER = st.sampled_from(["0", "1", "2", "-1", "9", "99999999999", "", "x"])


def _element(names: list[str], attributes: list[str], content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element with at most one attribute around any number of pieces."""
    attribute = st.one_of(
        st.just(""), st.tuples(st.sampled_from(attributes), _NUMBER).map(lambda a: f' {a[0]}="{a[1]}"')
    )
    return st.tuples(st.sampled_from(names), attribute, st.lists(content, max_size=4)).map(
        lambda e: f"<{e[0]}{e[1]}>{''.join(e[2])}</{e[0]}>"
    )


_W = [
    "w:p", "w:p", "w:p", "w:r", "w:r", "w:tbl", "w:tr", "w:tc", "w:tcPr", "w:gridSpan", "w:vMerge", "w:pPr", "w:numPr",
    "w:ilvl", "w:numId", "w:ins", "w:del", "w:moveTo", "w:sdt", "w:sdtContent", "w:hyperlink", "w:fldSimple", "w:rPr",
    "w:vanish", "w:tab", "w:br", "w:pict", "w:txbxContent", "w:outlineLvl", "w:pStyle", "w:footnoteReference", "w:sectPr",
]  # fmt: skip
_WORD = st.recursive(
    st.one_of(
        _TEXT.map(lambda text: f"<w:r><w:t>{text}</w:t></w:r>"),
        st.sampled_from(["begin", "separate", "end"]).map(
            lambda kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        ),
        st.just("<w:r><w:instrText>REF x</w:instrText></w:r>"),
    ),
    lambda inner: _element(_W, ["w:val", "w:id", "w:instr"], inner),
    max_leaves=25,
)

_O = [
    "text:p", "text:p", "text:h", "text:span", "text:list", "text:list-item", "text:list-header", "text:note", "text:a",
    "text:note-body", "text:note-citation", "table:table", "table:table-row", "table:table-cell", "text:section",
    "table:covered-table-cell", "table:table-header-rows", "text:tracked-changes", "text:s", "text:tab", "text:number",
]  # fmt: skip
_ODT = st.recursive(
    _TEXT,
    lambda inner: _element(
        _O,
        [
            "text:outline-level",
            "text:c",
            "table:number-columns-spanned",
            "table:number-rows-repeated",
            "text:start-value",
        ],
        inner,
    ),
    max_leaves=25,
)

_PLACE = st.integers(-50, 900)
_FRAGMENT = st.tuples(_TEXT, _PLACE, _PLACE, _PLACE, _PLACE, st.booleans())
_PAGES = st.lists(st.lists(_FRAGMENT, max_size=12), max_size=4)

_SLOW = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@given(st.lists(_WORD, max_size=6))
@_SLOW
def test_any_word_body_is_read(parts: list[str]) -> None:
    run("docx-xml", "".join(parts).encode())


@given(st.lists(_ODT, max_size=6))
@_SLOW
def test_any_odt_body_is_read(parts: list[str]) -> None:
    run("odt-xml", "".join(parts).encode())


@given(_PAGES)
@_SLOW
def test_any_fragments_are_laid_out(pages: list[object]) -> None:
    run("pdf-rows", json.dumps(pages).encode())


@given(st.binary(max_size=300), st.sampled_from(["docx", "odt", "html", "akn", "markdown", "plaintext"]))
@_SLOW
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    run(name, data)
