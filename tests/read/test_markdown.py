"""Markdown: blocks, inline markup, what must be found in awkward text and what must not, hostile files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintkit.document import BlockKind, Document
from lintkit.read import markdown, markdown_section
from lintkit.read.front_matter import split_front_matter
from lintkit.read.markdown import read
from lintkit.read.markdown_parts import Part, sections
from lintkit.read.markdown_text import RUNNING_TEXT, parser
from lintkit.read.memory import Memory


def parse(text: str) -> Document:
    return read(text.encode(), "x.md")


def shape(text: str) -> list[tuple[str, int, str | None, str]]:
    document = parse(text)
    return [(b.kind.value, b.level, b.number, document.block_text(b)) for b in document.blocks]


def hits(document: Document, pattern: str) -> list[tuple[int, int]]:
    """Source ranges of unmasked matches."""
    return [
        document.plain.to_source(*m.span())
        for m in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", document.plain.text, re.IGNORECASE)
        if not document.plain.is_masked(*m.span())
    ]


FOUND = [
    "Gör det omgående nu.", "Gör det OMGÅENDE nu.", "Gör det om\u00adgående nu.", "Gör det om\u200bgående nu.",
    "Gör det omga\u030aende nu.", "Gör det om-\ngående nu.", "# Gör det omgående", "Omgående\n========",
    "| a | b |\n|---|---|\n| c | omgående |", "> Gör det om-\n> gående nu.", "Se [omgående](http://x.se/) nu.",
    "Gör **om**gående nu.", "- Gör det om-\n  gående nu.", "1. Gör det ~~inte~~ omgående.", "Gör det om\\-\ngående? omgående.",
    "[^1]: Gör det omgående.", "Se [omgående][a] nu.\n\n[a]: http://x.se/", "![omgående](bild.png)",
    "<div>Gör det omgående</div>", "Gör det omg&aring;ende nu.", "Gör det _omgående_ nu.", "    Gör det omgående.",
]  # fmt: skip
PHRASES = [
    "Sker i mån av tid.", "Sker i mån\nav tid.", "Sker i\xa0mån av tid.", "Sker i  mån av tid.", "Sker i **mån** av tid.",
    "> Sker i mån\n> av tid.", "- Sker i mån\n  av tid.", "- Sker i mån\nav tid.", "Sker i mån\\\nav tid.",
    "Sker i mån  \nav tid.", "Sker i&nbsp;mån av tid.", "Sker i mån<br>av tid.", "> - Sker i mån\n>   av tid.",
    "Sker [i mån](x.md) av tid.", "Sker i \\mån av tid.".replace("\\", ""), "Sker i mån\r\nav tid.",
]  # fmt: skip
NOT_FOUND = [
    "Se `omgående` nu.", "Se ``om ` omgående`` nu.", "```\nomgående\n```", "~~~\nomgående", "Se [x](http://x.se/omgående) nu.",
    "Se <http://x.se/omgående> nu.", "Se http://x.se/omgående nu.", "<!-- omgående -->", "Text <!-- omgående --> här.",
    "---\ntitle: omgående\n---\n\nText.", "Ett oomgående fel.", "x_omgående_y", "Skriv till omgående@x.se nu.",
    "![x](omgående.png)", "<a title=\"omgående\">x</a>", "[x]: http://x.se/omgående", "~~omgående~~", "<script>\nomgående\n</script>",
]  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_word_is_found(text: str) -> None:
    document = parse(text)
    assert hits(document, "omgående")


@pytest.mark.parametrize("text", PHRASES)
def test_phrase_is_found(text: str) -> None:
    [(start, end)] = hits(parse(text), "i mån av tid")
    assert text[start:end].startswith("i")
    assert text[start:end].endswith("tid")


@pytest.mark.parametrize("text", NOT_FOUND)
def test_word_is_not_found(text: str) -> None:
    assert hits(parse(text), "omgående") == []


def test_shared_awkward_cases(shared_dir: Path) -> None:
    folder = shared_dir / "suites" / "awkward"
    document = read((folder / "v.md").read_bytes(), "v.md")
    terms = [line for line in (folder / "terms.txt").read_text().splitlines() if line]
    pattern = "|".join(re.escape(term.rstrip("*")) + (r"\w*" if term.endswith("*") else "") for term in terms)
    found = {(document.line_column(a)[0], document.line_column(b - 1)[0]) for a, b in hits(document, pattern)}
    for name, first, last, wanted in json.loads((folder / "cases.json").read_text()):
        hit = any(a <= last and b >= first for a, b in found)
        assert hit == bool(wanted), name
    assert min(a for a, _ in found) > 3  # nothing in the front matter


def test_blocks() -> None:
    assert shape("# Villkor\n\n3.4 Anordnaren ska.\n\n**21 §** Nämnden ska.\n\n> Citat.\n\n```\nkod\n```") == [
        ("heading", 1, None, "Villkor"),
        ("paragraph", 0, "3.4", "Anordnaren ska."),
        ("paragraph", 0, "21 §", "Nämnden ska."),
        ("quote", 0, None, "Citat."),
        ("code", 0, None, "kod"),
    ]


def test_lists() -> None:
    document = parse("Sökanden ska\n\n- visa\n  1. utdrag\n\n     av alla\n- lämna\n\nSlut.")
    assert [(b.level, b.number, b.bullet, b.parent, document.block_text(b)) for b in document.blocks] == [
        (0, None, False, None, "Sökanden ska"),
        (1, None, True, 0, "visa"),
        (2, "1", False, 1, "utdrag"),
        (3, None, False, 2, "av alla"),
        (1, None, True, 0, "lämna"),
        (0, None, False, None, "Slut."),
    ]


def test_number_that_came_first_on_its_line() -> None:
    assert shape("1. Ring telefonnummer\n112. Berätta var du är.\n2. Vänta.") == [
        ("list_item", 1, "1", "Ring telefonnummer 112. Berätta var du är."),
        ("list_item", 1, "2", "Vänta."),
    ]


def test_bullets_inside_a_paragraph() -> None:
    assert shape("Ansvaret:\n➢ Chefen ansvarar för\nrutinen\n➢ Personalen följer den") == [
        ("paragraph", 0, None, "Ansvaret:"),
        ("list_item", 1, None, "Chefen ansvarar för rutinen"),
        ("list_item", 1, None, "Personalen följer den"),
    ]


def test_pseudo_headings() -> None:
    text = "**Åtgärder**\n\nRing polisen när det har hänt.\n\nOväntat dödsfall\n\nMeddela chefen om det som har hänt."
    kinds = [(kind, level) for kind, level, _, _ in shape(text)]
    assert kinds == [("heading", 6), ("paragraph", 0), ("heading", 6), ("paragraph", 0)]


def test_run_in_heading_stays() -> None:
    assert shape("**Varning.** Brister leder till varning.") == [
        ("paragraph", 0, None, "Varning. Brister leder till varning.")
    ]


def test_page_number_between_paragraphs() -> None:
    assert [words for *_, words in shape("Anordnaren ska visa\n\n2/5\n\nutdrag ur registret varje år.")] == [
        "Anordnaren ska visa utdrag ur registret varje år."
    ]


def test_table() -> None:
    document = parse("| Brist | Vite |\n|---|---|\n| **sen** | 500 kr |\n| a \\| b | |")
    cells = [(b.cell.row, b.cell.column, b.cell.heading, document.block_text(b)) for b in document.blocks if b.cell]
    assert cells[2:] == [(1, 0, "Brist", "sen"), (1, 1, "Vite", "500 kr"), (2, 0, "Brist", "a | b"), (2, 1, "Vite", "")]


def test_suppression_comments() -> None:
    text = (
        "Ett.\n\n<!-- lintkit: ok vagt-tid – skäl /namn -->\nTvå snarast.\n\n"
        "Tre snarast. <!-- lintkit: ok vagt-tid – annat /namn -->\n\n<!-- vanlig -->\n"
    )
    document = parse(text)
    assert [(c.text[:20], text[c.start : c.end][:3]) for c in document.comments] == [
        ("lintkit: ok vagt-tid", "Två"),
        ("lintkit: ok vagt-tid", "Tre"),
    ]


def test_front_matter() -> None:
    document = parse('---\ntitle: "Villkor: del 1"\ntaggar:\n  - a\n  - b\n---\nText.')
    assert document.title == "Villkor: del 1"
    assert dict(document.metadata) == {"title": "Villkor: del 1", "taggar": "a, b"}
    assert [document.block_text(b) for b in document.blocks if b.kind is not BlockKind.PAGE_HEADER] == ["Text."]
    head = [b for b in document.blocks if b.kind is BlockKind.PAGE_HEADER]
    assert [document.block_text(b) for b in head] == ['title: "Villkor: del 1"', "taggar:"]
    assert all(document.plain.is_masked(b.plain_start, b.plain_end) for b in head)


@pytest.mark.parametrize(
    "text", ["---\ntitle: x\n\nText snarast.", "---\nText snarast.\n---\n", "---", "---\n", "--- \n---"]
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    values, begin = split_front_matter(text)
    assert (values, begin) == ({}, 0) or text == "--- \n---"
    assert len(hits(parse(text), "snarast")) == text.count("snarast")


def test_words_that_look_like_definitions_are_kept() -> None:
    assert [words for *_, words in shape("[Datum]: tisdag\n\nText.")] == ["[Datum]: tisdag", "Text."]


def test_line_endings() -> None:
    for feed in ("\n", "\r\n", "\r"):
        text = f"# A{feed}{feed}Gör det{feed}snarast.{feed}{feed}- x{feed}"
        document = parse(text)
        [(a, b)] = hits(document, "snarast")
        assert text[a:b] == "snarast"
        assert len(document.blocks) == 3


@given(st.text(alphabet="ab å*_`[](){}<>!&;#-+.1\n >|~\\=:^", max_size=120))
@settings(max_examples=300, deadline=None)
def test_anything_is_read_and_mapped(text: str) -> None:
    document = parse(text) if text else None
    if document is None:
        return
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(text)
        for i in range(block.plain_start, block.plain_end):
            start, end = document.plain.to_source(i, i + 1)
            assert block.start <= start < end <= block.end
            if end - start == 1 and document.plain.text[i].isalnum():
                assert text[start] == document.plain.text[i]


HOSTILE = {
    "one line": "snarast " * 125_000,
    "no space": "x" * 1_000_000,
    "brackets": "[" * 100_000,
    "closed brackets": "[](" * 50_000,
    "links": "[a](b" * 30_000,
    "emphasis": "*a **b " * 25_000,
    "mixed emphasis": "*_a_* ~~" * 15_000,
    "quotes": ">" * 20_000 + " a",
    "spaced quotes": "> " * 20_000 + "a",
    "nested lists": "".join("  " * k + "- a\n" for k in range(500)),
    "markers": "- " * 10_000 + "a",
    "ticks": "`a``b" * 30_000,
    "comments": "<!-- " * 30_000,
    "tags": "<a " * 50_000,
    "entities": "&amp" * 50_000,
    "front matter": "---\n" + "a: b\n" * 30_000,
    "table": "|a" * 10_000 + "\n" + "|-" * 10_000 + "\n" + "|b" * 10_000,
    "definitions": "[a]: b\n" * 20_000,
    "at signs": "a@" * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.timeout(120)
def test_hostile(text: str) -> None:
    document = parse(text)
    assert document.words


def test_too_deep_is_said() -> None:
    document = parse(">" * 100 + " snarast")
    assert [unread.topic for unread in document.unread] == ["text"]
    assert hits(document, "snarast")


def test_heading_numbers() -> None:
    document = parse("## 3. Krav\n\n## § 4 Ägare\n\n## Bilaga 2")
    assert [(b.number, document.block_text(b)) for b in document.blocks] == [
        ("3", "Krav"), ("4 §", "Ägare"), ("Bilaga 2", "Bilaga 2"),
    ]  # fmt: skip
    assert all(b.kind is BlockKind.HEADING for b in document.blocks)


LINES = st.lists(
    st.sampled_from(
        [
            "", "Nämnden ska", "  a) pröva", "- punkt", "1. ett", "7 dagar", "===", "---", "- ", "-", "| a | b |", "|---|---|",
            ":--", "> citat", ">", "# Rubrik", "```", "<div>", "[a]: /b", "**Fet** text", "***", "    indragen", "\tflik",
            "   - under", "\xa0", "”Citat”", "(a) parentes", "ord | ord", "2) två", "_kursiv_", "[^1]: not", "§ 3",
            "2. två", "01. noll", "+ plus", "- > citat i punkt", "> - punkt i citat", "1.", "  ", "# Rubrik #", "#", "####### sju",
            "<!-- börjar", "slutar -->", "<!-- lintkit: a -->", "<!-->", "<script>", "</script>", "<b>", "~~~", "[a]:", "/b",
            "'titel", "slut'", "➢ pil", "\x0cny sida", "1234567890. tio", "٣. tre", "*** fet", "Ord  ", "–", "=",
        ]
    ),
    max_size=9,
)  # fmt: skip


def _whole(lines: Sequence[str]) -> list[Part]:
    return [Part("markup", 0, len(lines))]


@contextmanager
def as_a_whole() -> Iterator[None]:
    """Texts are cut neither in sections nor in parts, and nothing is remembered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "sections", lambda text, begin: [(begin, len(text))])
        patch.setattr(markdown, "_SECTIONS", Memory(0))
        patch.setattr(markdown_section, "parts", _whole)
        yield


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=600)
def test_a_text_cut_in_sections_and_parts_reads_as_the_whole(lines: list[str], feed: str) -> None:
    text = feed.join(lines)
    cut = parse(text)
    assert cut == parse(text)
    with as_a_whole():
        assert cut == parse(text)


@given(LINES, st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=400)
def test_running_text_found_in_one_pass_is_what_the_rules_of_markdown_find(lines: list[str], feed: str) -> None:
    text = feed.join(lines)
    rules = parser(160).block.ruler
    with as_a_whole():
        quick = parse(text)
        rules.disable(RUNNING_TEXT)
        try:
            slow = parse(text)
        finally:
            rules.enable(RUNNING_TEXT)
    assert quick == slow


def test_a_section_met_again_is_read_where_it_stands() -> None:
    section = (
        "# Krav\n\n1. Nämnden **ska** *pröva*.\n\n| a | b |\n|---|---|\n| c | d |\n\nOrd <!-- lintkit: ignore -->\n\n"
    )
    document = parse("Ingress.\n\n" + section + section + "# Slut\n\n> Citat\n")
    with as_a_whole():
        assert document == parse(document.text)
    cells = [block.cell.table for block in document.blocks if block.cell]
    assert cells == [0] * 4 + [1] * 4
    assert [comment.start for comment in document.comments] == [m.start() for m in re.finditer("Ord ", document.text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a\n# b\n## c\nd", 3),
        ("# a\n\n- b\n# c", 2),
        ("# a\n\n```\n# b\n```", 1),
        ("# a\n> <div>\n# b", 1),
        ("# a\n[b]: /c\n# d", 1),
        ("# a\r\n# b", 2),
        ("# a\r```\n# b\n```", 1),
        ("#a\n#\n ####### b", 1),
    ],
)
def test_sections(text: str, number: int) -> None:
    assert len(sections(text, 0)) == number
