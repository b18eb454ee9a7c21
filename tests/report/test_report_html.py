"""The HTML page: well-formed, self-contained, accessible, and a document's words stay words."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from lxml import html
from sample import report

from lintkit.report.common import document_of, each, safe
from lintkit.report.html import render


def page() -> html.HtmlElement:
    return html.document_fromstring(render(report()))


def test_tags_balance() -> None:
    """Every element that is not void is closed in order, as an XML parser would demand."""
    open_: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-z][a-z0-9]*)", render(report())):
        if closing:
            assert open_.pop() == name
        elif name not in ("meta", "input", "img"):
            open_.append(name)
    assert open_ == []


def test_nothing_but_its_own_runs_and_nothing_is_fetched() -> None:
    tree = page()
    assert not tree.xpath("//link | //iframe | //object | //form | //base")
    assert not tree.xpath("//@*[starts-with(name(), 'on')] | //@style")
    assert all(source.startswith("data:image/svg+xml;base64,") for source in tree.xpath("//@src"))
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert "url(" not in tree.xpath("//style")[0].text
    [policy] = tree.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    [style], [script] = tree.xpath("//style/text()"), tree.xpath("//script/text()")
    for text in (style, script):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


def test_hostile_title_is_shown_as_it_stands() -> None:
    title = document_of(report().results[0]).title
    assert "alert(1) |@kommun" in title
    assert page().xpath("//h2")[0].text_content() == safe(title)


def test_language_title_and_headings() -> None:
    tree = page()
    assert tree.get("lang") == "sv"
    assert tree.xpath("//title")[0].text == "Granskning: 1 fel, 5 varningar, 1 upplysning i 3 dokument."
    levels = [int(h.tag[1]) for h in tree.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_sections_are_labelled_and_links_lead_somewhere() -> None:
    tree = page()
    ids = tree.xpath("//@id")
    assert len(set(ids)) == len(ids)
    for reference in [*tree.xpath("//@aria-labelledby"), *(h[1:] for h in tree.xpath("//@href"))]:
        assert reference in ids
    assert len(tree.xpath("//th[not(@scope)]")) == 0


def test_every_finding_is_there_with_its_words_marked() -> None:
    tree = page()
    found = [f for _, f in each(report())]
    assert len(tree.xpath("//article")) == len(found)
    assert sorted(m.text for m in tree.xpath("//mark")) == sorted(f.text for f in found)
    assert len(tree.xpath("//details//article")) == 2
    assert "Skäl: avtalat | <b>så</b> /A. Berg" in [p.text for p in tree.xpath("//details//p")]


def test_the_html_standards_own_parser_has_nothing_to_remark_on() -> None:
    html5lib = pytest.importorskip("html5lib")
    parser = html5lib.HTMLParser(strict=True)  # raises at the first parse error
    parser.parse(render(report()))
