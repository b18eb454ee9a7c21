"""GitLab code quality: every entry valid by GitLab's schema, unique, and new."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from sample import SUITES, report

from lintkit.report.common import each
from lintkit.report.gitlab import render

SCHEMA = SUITES / "gitlab" / "codeclimate.json"


def issues() -> list[dict[str, Any]]:
    value = json.loads(render(report()))
    assert isinstance(value, list)
    return value


def test_gitlabs_schema() -> None:
    if not SCHEMA.is_file():
        pytest.skip("GitLabs schema finns inte bredvid projektet")
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text("utf-8"))
    for issue in issues():
        jsonschema.validate(issue, schema)


def test_new_findings_and_unreadable_documents_alone() -> None:
    new = [f for _, f in each(report()) if f.status == "new"]
    assert [i["check_name"] for i in issues()] == ["lintkit", *(f.rule for f in new)]
    assert not any("undantag" in i["description"] for i in issues())


def test_fingerprints_are_unique_although_sentences_recur() -> None:
    marks = [i["fingerprint"] for i in issues()]
    assert all(re.fullmatch("[0-9a-f]{64}", mark) for mark in marks)
    assert len(set(marks)) == len(marks)
    own = [f.fingerprint for _, f in each(report()) if f.status == "new"]
    assert len(set(own)) < len(own), "the sample should have one sentence in two documents"


def test_severities_are_gitlabs() -> None:
    assert [i["severity"] for i in issues()[:4]] == ["critical", "major", "info", "minor"]


def test_places() -> None:
    by_path = {i["location"]["path"]: i for i in issues()}
    assert by_path["villkor/öppna, dörrar: 1%.md"]["location"]["lines"] == {"begin": 6, "end": 6}
    assert by_path["avtal.pdf"]["location"]["lines"] == {"begin": 1, "end": 1}
    assert by_path["avtal.pdf"]["description"].startswith("sidan 3, ”skyndsamt”: ")
