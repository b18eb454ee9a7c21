"""SARIF: valid by the published schema, and by the parts of the specification that a schema cannot say."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest
from sample import SUITES, empty, report

from lintkit.report.common import document_of, each
from lintkit.report.sarif import render

SCHEMA = SUITES / "sarif" / "sarif-schema-2.1.0.json"


def run_of() -> dict[str, Any]:
    (run,) = json.loads(render(report()))["runs"]
    return run


@pytest.mark.parametrize("which", [report, empty])
def test_published_schema(which: Any) -> None:
    if not SCHEMA.is_file():
        pytest.skip("SARIF-schemat finns inte bredvid projektet")
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    assert [e.message for e in validator.iter_errors(json.loads(render(which())))] == []


def test_every_finding_is_a_result_in_order() -> None:
    found = [f for _, f in each(report())]
    assert [r["partialFingerprints"]["lintkit/v1"] for r in run_of()["results"]] == [f.fingerprint for f in found]
    assert [r["level"] for r in run_of()["results"]] == [
        {"error": "error", "warning": "warning", "info": "note"}[f.severity.key] for f in found
    ]


def test_rule_index_points_at_the_rule_and_rules_have_swedish_help() -> None:
    rules = run_of()["tool"]["driver"]["rules"]
    for result in run_of()["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        assert "Skriv om: " in rule["help"]["text"]
        assert "## Varför" in rule["help"]["markdown"]


def test_regions_are_code_points_with_an_exclusive_end() -> None:
    assert run_of()["columnKind"] == "unicodeCodePoints"
    seen = 0
    for result, (source, finding) in zip(run_of()["results"], each(report()), strict=True):
        physical = result["locations"][0]["physicalLocation"]
        if source.format != "md":
            assert "region" not in physical
            continue
        seen += 1
        region, lines = physical["region"], document_of(source).text.split("\n")
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == finding.text == region["snippet"]["text"]
        start = region["charOffset"]
        assert document_of(source).text[start : start + region["charLength"]] == finding.text
    assert seen >= 4


def test_word_and_pdf_findings_say_where_in_words() -> None:
    kinds = {}
    for result, (source, _) in zip(run_of()["results"], each(report()), strict=True):
        named = {n["kind"]: n["name"] for n in result["locations"][0]["logicalLocations"]}
        kinds.setdefault(source.format, []).append(named)
    assert [n["page"] for n in kinds["pdf"]] == ["sidan 2", "sidan 3"]
    assert [n["paragraph"] for n in kinds["docx"]] == ["stycke 2", "stycke 3"]
    assert kinds["md"][0]["provision"] == "punkt 1"
    assert kinds["md"][0]["section"] == "Krav [på] svar"


def test_suppressions() -> None:
    by_status = {f.status: r["suppressions"] for r, (_, f) in zip(run_of()["results"], each(report()), strict=True)}
    assert by_status["new"] == []
    assert by_status["suppressed"] == [
        {"kind": "inSource", "status": "accepted", "justification": "avtalat | <b>så</b> /A. Berg"}
    ]
    assert [s["kind"] for s in by_status["baseline"]] == ["external"]


def test_related_locations() -> None:
    inside, outside = run_of()["results"][0]["relatedLocations"]
    assert inside["physicalLocation"]["region"]["startColumn"] == 6
    assert outside["physicalLocation"] == {"artifactLocation": {"uri": "annan.docx", "uriBaseId": "%SRCROOT%"}}


def test_braces_in_messages_are_no_placeholders() -> None:
    (message,) = {r["relatedLocations"][1]["message"]["text"] for r in run_of()["results"] if "relatedLocations" in r}
    assert "{{0}}" in message


def test_artifacts_and_their_indexes() -> None:
    artifacts = run_of()["artifacts"]
    assert [unquote(a["location"]["uri"]) for a in artifacts] == [r.path.removeprefix("./") for r in report().results]
    assert artifacts[0]["location"]["uri"] == "villkor/%C3%B6ppna%2C%20d%C3%B6rrar%3A%201%25.md"
    for result in run_of()["results"]:
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert artifacts[place["index"]]["location"]["uri"] == place["uri"]


def test_what_could_not_be_read_is_notified() -> None:
    (invocation,) = run_of()["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = [(n["level"], n["message"]["text"]) for n in invocation["toolExecutionNotifications"]]
    assert notes[-1] == ("error", "trasig.docx är ingen Word-fil\x1b.")
    assert ("warning", "Inte läst: en bild av text (sidan 2).") in notes
    (run,) = json.loads(render(empty()))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is True
