"""The JSON report against its schema, on the corpus and on bad input; places that lead back; the same bytes twice."""

from __future__ import annotations

import copy
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lintkit.engine import lint_paths, prepare
from lintkit.report.json import as_dict, render
from lintkit.report.model import Report
from lintkit.report.schema import REPORT_SCHEMA
from lintkit.rules import load_rules

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
VALIDATOR = jsonschema.Draft202012Validator(REPORT_SCHEMA, format_checker=jsonschema.FormatChecker())
FILES = [
    "kundval/villkor/villkor-vuxenutbildning.md", "forening/regler-foreningsbidrag.html",
    "avtal/avtal-personlig-assistans.txt", "upphandling/kontrakt-skolskjuts.docx",
    "tillsyn/riktlinje-tillsyn-alkohol-tobak.odt", "forskola/underlag-agar-och-ledningsprovning.pdf", "saknas.docx",
]  # fmt: skip


@cache
def report() -> Report:
    linter = prepare([r for r in load_rules() if r.rule.status == "stable"], date(2026, 11, 21))
    return lint_paths(linter, [(CORPUS / name, name) for name in FILES])


@cache
def data() -> dict[str, Any]:
    return as_dict(report())


def test_schema_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(REPORT_SCHEMA)


def test_report_follows_the_schema() -> None:
    VALIDATOR.validate(data())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "lintkit-report/2"),
        (("today",), "igår"),
        (("documents", 0, "findings", 0, "severity"), "fatal"),
        (("documents", 0, "findings", 0, "fingerprint"), "abc"),
        (("documents", 0, "findings", 0, "location", "line"), 0),
        (("documents", 0, "extra"), 1),
        (("summary", "findings", "error"), -1),
    ],
)
def test_schema_refuses_what_the_contract_does_not_say(path: tuple[str | int, ...], value: object) -> None:
    broken: Any = copy.deepcopy(data())
    at = broken
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    assert not VALIDATOR.is_valid(broken)


def test_keys_stand_in_the_order_of_the_contract() -> None:
    assert list(data()) == ["schema", "tool", "today", "documents", "summary"]
    assert list(data()["documents"][0]) == ["path", "format", "kind", "title", "sha256", "error", "unread", "findings"]
    finding = data()["documents"][0]["findings"][0]
    assert list(finding) == [
        "rule", "family", "severity", "status", "reason", "message", "fix", "text", "sentence", "location", "related",
        "fingerprint",
    ]  # fmt: skip
    assert list(finding["location"]) == [
        "section", "provision", "start", "end", "line", "column", "end_line", "end_column", "paragraph", "page",
    ]  # fmt: skip


def test_text_report_is_what_json_says() -> None:
    text = render(report())
    assert text.endswith("}\n")
    assert json.loads(text) == data()
    assert "Å" in text or "å" in text, "letters are written as they are"
    assert render(report()) == text


@pytest.mark.parametrize(
    "name",
    [
        "kundval/villkor/villkor-vuxenutbildning.md",
        "forening/regler-foreningsbidrag.html",
        "avtal/avtal-personlig-assistans.txt",
    ],
)
def test_offsets_of_source_formats_index_the_file(name: str) -> None:
    """In Markdown, HTML and text `source[start:end]` is the flagged text exactly, and line and column find it."""
    raw = (CORPUS / name).read_bytes()
    try:
        source = raw.decode("utf-8")
    except UnicodeDecodeError:
        source = raw.decode("cp1252")
    (document,) = (d for d in data()["documents"] if d["path"] == name)
    assert document["findings"]
    lines = source.split("\n")
    for finding in document["findings"]:
        place = finding["location"]
        assert source[place["start"] : place["end"]] == finding["text"]
        assert source.startswith(
            finding["text"], sum(len(line) + 1 for line in lines[: place["line"] - 1]) + place["column"] - 1
        )
        assert (place["end_line"], place["end_column"]) > (place["line"], place["column"])


def test_pages_and_paragraphs() -> None:
    by_path = {d["path"]: d for d in data()["documents"]}
    pages = {f["location"]["page"] for f in by_path["forskola/underlag-agar-och-ledningsprovning.pdf"]["findings"]}
    assert pages
    assert all(isinstance(page, int) and page >= 1 for page in pages)
    for name in FILES[:5]:
        assert all(f["location"]["page"] is None for f in by_path[name]["findings"])


def test_unreadable_document() -> None:
    (document,) = (d for d in data()["documents"] if d["path"] == "saknas.docx")
    assert document["error"].startswith("kan inte öppnas")
    assert (document["sha256"], document["findings"], document["title"]) == (None, [], "")


def test_summary_counts_what_is_listed() -> None:
    findings = [f for d in data()["documents"] for f in d["findings"]]
    summary = data()["summary"]
    assert summary["documents"] == len(FILES)
    assert summary["unreadable"] == 1
    assert summary["findings"] == {s: sum(f["severity"] == s for f in findings) for s in ("error", "warning", "info")}
    assert sum(summary["rules"].values()) == len(findings)
    assert list(summary["rules"]) == sorted(summary["rules"])


def test_fingerprints_are_unique_within_a_document() -> None:
    for document in data()["documents"]:
        prints = [f["fingerprint"] for f in document["findings"]]
        assert len(set(prints)) == len(prints)
