"""The Markdown comment: counts, grouping, folding, length, and that a document's words stay words."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sample import report

from lintkit.report.markdown import LIMIT, plain, render
from lintkit.report.model import Report

_FORGE = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")


def shown(source: str) -> str:
    """The words that a forge would show, without the tags that lintkit itself writes."""
    return html.unescape(re.sub(r"<!-- -->|</?(?:p|b|h\d)>", "", _FORGE.render(source)))


def test_head_counts_new_findings_and_says_what_does_not_count() -> None:
    first, _, second = render(report()).splitlines()[:3]
    assert first == "## lintkit: 1 fel, 5 varningar, 1 upplysning i 3 dokument."
    assert second == "1 godtagen och 1 undantagen räknas inte."


def test_documents_and_sections_head_their_tables() -> None:
    text = render(report())
    main = text[: text.index("<details>")]
    assert main.count("### ") == 3
    assert "**Krav &#91;på&#93; svar**" in main
    assert main.count("|---|---|---|---|") == 3
    assert "Oläst:** trasig.docx är ingen Word-fil" in main


def test_the_rest_is_folded_and_closed() -> None:
    text = render(report())
    assert text.count("<details>") == text.count("</details>") == 2
    assert "<summary>Upplysningar och regler på försök (2)</summary>" in text
    folded = text[text.index("Godtagna och undantagna (2)") :]
    assert "undantagen: avtalat &#124; &lt;b&gt;så" not in folded, "escapes are numeric"
    assert "undantagen: avtalat &#124; &#60;b&#62;så&#60;/b&#62; /A. Berg" in folded


def test_rows_have_four_cells_whatever_the_document_says() -> None:
    page = _FORGE.render(render(report()))
    assert page.count("<td") == 4 * sum(len(r.findings) for r in report().results)


def test_nothing_comes_alive() -> None:
    page = _FORGE.render(render(report()))
    for alive in ("<script", "<a ", "<img", "<code"):
        assert alive not in page
    for bare in ("@kommun", "#12", "://ex"):
        assert bare not in page


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60))
def test_plain_shows_just_the_words(text: str) -> None:
    words = " ".join(text.split())
    assert shown(f"x {plain(text)} x").split() == f"x {words} x".split()


@pytest.mark.parametrize("copies", [40, 400])
def test_long_reports_are_cut_and_say_so(copies: int) -> None:
    base = report()
    results = tuple(replace(r, path=f"{i}/{r.path}") for i in range(copies) for r in base.results)
    text = render(Report(base.version, base.today, results, base.rules))
    assert len(text) <= LIMIT
    assert "till fick inte plats" in text
    assert text.count("<details>") == text.count("</details>")


def test_one_enormous_finding_still_fits() -> None:
    base = report()
    first = base.results[0]
    huge = replace(
        first.findings[0], message="å" * 200_000, sentence="|" * 200_000, sentence_start=-1, fix="*" * 200_000
    )
    text = render(Report(base.version, base.today, (replace(first, findings=(huge,)),), base.rules))
    assert len(text) <= LIMIT
    assert "vagt-tid" in text
