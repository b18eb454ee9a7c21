"""The formats of a comparison: hostile words come out as words, the schema holds, the comment fits."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import jsonschema
import pytest
from sample import DAY, EVIL, RAW

from lintkit import __version__
from lintkit.changes import Pair, compare_documents
from lintkit.engine import lint_result, prepare, rule_help
from lintkit.read import read_bytes
from lintkit.report.change import FORMATS, excerpt, render
from lintkit.report.change_json import DIFF_SCHEMA
from lintkit.report.change_model import Changes, NewFinding
from lintkit.report.markdown import LIMIT
from lintkit.report.model import DocumentResult
from lintkit.rules import load_rules

HEAD = f"# Auktorisationsvillkor {EVIL}\n\n## Krav [på] _svar_\n\n"
OLD = HEAD + (
    "1. Anordnaren ska snarast svara 𐐀 nämnden.\n2. Anordnaren ska skyndsamt betala.\n3. Lokalen ska vara ljus.\n"
    f"4. Anordnaren ska anmäla {EVIL} till nämnden på det sätt som sägs i avtalet.\n"
    "\n## Sanktioner\n\n5. Vid brister ska nämnden besluta om varning. Bristen ska vara åtgärdad inom fyra veckor.\n"
)
NEW = HEAD + (
    "1. Lokalen ska vara ljus.\n2. Anordnaren ska snarast svara 𐐀 nämnden och kommunen.\n"
    "3. Anordnaren ska vid behov flytta.\n"
    f"4. Anordnaren ska genast anmäla {EVIL} till kommunen på det sätt som sägs i avtalet.\n"
    "\n## Sanktioner\n\n5. Vid brister får nämnden besluta om varning. Bristen ska vara åtgärdad skyndsamt.\n"
)


@cache
def changes() -> Changes:
    """Everything at once: new, reworded, fixed, kept and exempted findings, a renamed, a new and an unread document."""
    rules = [r for r in load_rules() if r.rule.family in ("vagt", "sanktion") and r.rule.status == "stable"]
    linter = prepare(rules, DAY, nlp="none")

    def result(text: str, name: str) -> DocumentResult:
        return lint_result(linter, read_bytes(text.encode(), name), kind="auktorisationsvillkor")

    pairs = [
        Pair(result(OLD, "gammal.md"), result(NEW, "ny|<b>.md"), renamed=True),
        Pair(None, result(HEAD + "1. Anordnaren ska snarast svara.\n", "kommen.md")),
        Pair(result(OLD, "borta.md"), None),
        Pair(result(OLD, "bruten.md"), DocumentResult("bruten.md", "md", None, "annat", (), "är tom\x1b")),
        Pair(result(OLD, "samma.md"), result(OLD, "samma.md")),
    ]
    documents = list(compare_documents(pairs))
    silenced = replace(documents[4].kept[0], status="suppressed", reason=f"avtalat {EVIL} /A. Berg")
    documents[4] = replace(documents[4], kept=documents[4].kept[1:], exempted=(silenced,))
    return Changes(__version__, DAY, f"main {EVIL}", "HEAD", tuple(documents), rule_help(rules))


def empty() -> Changes:
    """Two revisions without documents that differ."""
    return Changes(__version__, DAY, "a", "b", ())


@pytest.mark.parametrize("form", FORMATS)
def test_no_raw_control_characters_and_the_same_bytes(form: str) -> None:
    text = render(changes(), form)
    assert not RAW.search(text)
    assert text.endswith("\n")
    assert render(changes(), form) == text


@pytest.mark.parametrize("form", FORMATS)
def test_without_documents(form: str) -> None:
    assert render(empty(), form)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_says_what_changed(form: str) -> None:
    text = render(changes(), form)
    for words in ("nya anmärkningar", "åtgärdade", "kvarstår", "Fristen", "för varning finns inte längre", "vid behov",
                  "hette gammal.md", "nytt dokument", "borttaget dokument", "den nya versionen är tom"):  # fmt: skip
        assert words.lower() in " ".join(text.lower().split()), words


def test_an_unknown_format() -> None:
    with pytest.raises(ValueError, match="sarif"):
        render(changes(), "sarif")


def test_json_keeps_to_its_schema() -> None:
    report = json.loads(render(changes(), "json"))
    jsonschema.Draft202012Validator(DIFF_SCHEMA).validate(report)
    assert [d["status"] for d in report["documents"]] == ["renamed", "added", "removed", "changed", "unchanged"]
    findings = report["summary"]["findings"]
    assert sum(findings["new"].values()) == sum(len(d["findings"]["new"]) for d in report["documents"]) > 0
    assert any(f["replaces"] for f in report["documents"][0]["findings"]["new"])
    first = report["documents"][0]
    assert {p["change"] for p in first["provisions"]} >= {"changed", "added", "removed"}
    for provision in first["provisions"]:
        for side, text in (("old", OLD), ("new", NEW)):
            if place := provision[side]:
                assert text[place["start"] : place["end"]].count("\n") == 0
                assert text.count("\n", 0, place["start"]) + 1 == place["line"]
    jsonschema.Draft202012Validator(DIFF_SCHEMA).validate(json.loads(render(empty(), "json")))


def test_the_schema_refuses_what_it_does_not_know() -> None:
    report = json.loads(render(changes(), "json"))
    for spoil in (lambda r: r.update(more=1), lambda r: r["documents"][0].pop("facts"), lambda r: r.update(schema="lintkit-diff/2")):  # fmt: skip
        spoilt = json.loads(json.dumps(report))
        spoil(spoilt)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(DIFF_SCHEMA).validate(spoilt)


def test_markdown_is_plain_words_and_folded() -> None:
    text = render(changes(), "markdown")
    assert text.count("<details>") == text.count("</details>") > 2
    without_own = re.sub(r"</?(?:details|summary|b|del|ins)>|<br>|<!-- -->", "", text)
    assert "<" not in without_own
    assert "@kommun" not in text
    assert "https://" not in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert {line.count("|") for line in rows} == {5}


@pytest.mark.parametrize("times", [3, 60, 400])
def test_the_comment_fits_and_counts_what_it_left_out(times: int) -> None:
    documents = changes().documents * times
    text = render(replace(changes(), documents=documents), "markdown")
    assert len(text) <= LIMIT
    assert text.count("<details>") == text.count("</details>")
    assert ("till fick inte plats" in text) == (times > 3)


class _Checker(HTMLParser):
    """Tags that open and close in order, ids that are unique, links that lead somewhere on the page."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "aria-labelledby"):
                self.links.append((value or "").removeprefix("#"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_whole_and_fetches_nothing() -> None:
    page = render(changes(), "html")
    checker = _Checker()
    checker.feed(page)
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids))
    assert set(checker.links) <= set(checker.ids)
    assert "script" not in checker.tags
    assert "img" not in checker.tags
    assert "kod" in page
    assert '<html lang="sv">' in page
    assert ">samma.md<" in page  # nothing to tell but an exemption: still a section of its own
    assert page.count('<div class="wide" ') == page.count('role="region" aria-label="') > 0


def test_html_lists_an_unchanged_document_without_a_section_of_its_own() -> None:
    same = replace(changes().documents[4], exempted=())
    page = render(replace(changes(), documents=(same,)), "html")
    assert "samma.md" in page
    assert "<section" not in page
    assert 'href="#d0"' not in page


def test_colour_only_when_asked() -> None:
    assert "\x1b[" in render(changes(), "text", color=True)
    assert (
        re.sub("\x1b\\[[0-9;]*m", "", render(changes(), "text", color=True)).split()
        == render(changes(), "text").split()
    )


def test_excerpts_keep_the_changes_and_cut_the_rest() -> None:
    long = "ord " * 200
    words = (("equal", long), ("delete", "bort"), ("insert", "till"), ("equal", f" {long}"))
    cut = excerpt(words)
    assert cut[1:3] == words[1:3]
    assert all(len(text) < 120 for _, text in cut)
    assert cut[0][1].endswith("ord ")
    assert excerpt((("equal", "kort "), ("insert", "till"))) == (("equal", "kort "), ("insert", "till"))


def test_experimental_findings_are_folded_in_the_comment() -> None:
    first = changes().documents[0]
    trial = tuple(NewFinding(replace(n.finding, experimental=True)) for n in first.new_findings)
    text = render(replace(changes(), documents=(replace(first, new_findings=trial),)), "markdown")
    assert "Nya upplysningar och anmärkningar från regler på försök" in text


def test_the_html_standards_own_parser_has_nothing_to_remark_on() -> None:
    html5lib = pytest.importorskip("html5lib")
    parser = html5lib.HTMLParser(strict=True)  # raises at the first parse error
    parser.parse(render(changes(), "html"))
