"""Reviewdog's format: its shape, and columns that count bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sample import report

from lintkit.report.common import document_of, each
from lintkit.report.rdjson import render

_POSITION = {
    "type": "object",
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "required": ["line", "column"],
    "additionalProperties": False,
}
_SCHEMA = {
    "type": "object",
    "required": ["diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "properties": {"name": {"const": "lintkit"}}, "additionalProperties": False},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "properties": {"value": {"type": "string"}}},
                    "location": {
                        "type": "object",
                        "required": ["path"],
                        "additionalProperties": False,
                        "properties": {
                            "path": {"type": "string"},
                            "range": {
                                "type": "object",
                                "required": ["start", "end"],
                                "properties": {"start": _POSITION, "end": _POSITION},
                            },
                        },
                    },
                },
            },
        },
    },
}


def diagnostics() -> list[dict[str, Any]]:
    return json.loads(render(report()))["diagnostics"]


def test_shape() -> None:
    pytest.importorskip("jsonschema").validate(json.loads(render(report())), _SCHEMA)


def test_new_findings_and_unreadable_documents_alone() -> None:
    new = [f.rule for _, f in each(report()) if f.status == "new"]
    assert [d.get("code", {}).get("value") for d in diagnostics()] == [None, *new]


def test_ranges_cut_the_words_out_of_the_bytes() -> None:
    new = [(r, f) for r, f in each(report()) if f.status == "new"]
    seen = 0
    for diagnostic, (result, finding) in zip(diagnostics()[1:], new, strict=True):
        if result.format != "md":
            assert "range" not in diagnostic["location"]
            continue
        seen += 1
        start, end = diagnostic["location"]["range"]["start"], diagnostic["location"]["range"]["end"]
        line = document_of(result).text.split("\n")[start["line"] - 1].encode()
        assert line[start["column"] - 1 : end["column"] - 1].decode() == finding.text
    assert seen >= 3


def test_bytes_differ_from_characters_after_a_wide_one() -> None:
    """The second finding stands after "𐐀", four bytes, and "ska snarast svara"."""
    result, finding = list(each(report()))[1]
    column = document_of(result).line_column(finding.start)[1]
    assert diagnostics()[2]["location"]["range"]["start"]["column"] == column + 3
