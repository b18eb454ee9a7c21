"""JUnit XML: valid by the Ant and the Jenkins schema, with counts that add up."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from sample import SUITES, empty, report

from lintkit.report.junit import render

SCHEMAS = (SUITES / "junit" / "JUnit.xsd", SUITES / "junit-jenkins" / "junit-10.xsd")


def root() -> etree._Element:
    return etree.fromstring(render(report()).encode())


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda p: p.name)
def test_published_schema(path: Path) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} finns inte bredvid projektet")
    schema = etree.XMLSchema(etree.parse(path))
    schema.assertValid(root())
    schema.assertValid(etree.fromstring(render(empty()).encode()))


def test_counts_add_up() -> None:
    for suite in root():
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases) > 0
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(count)) == len(suite.findall(f"testcase/{tag}"))


def test_what_fails_and_what_does_not() -> None:
    first, *_, clean, broken = root()
    outcomes = [case[0].tag if len(case) else "passed" for case in first.findall("testcase")]
    # an error, an info, one on trial, a suppressed and an accepted one
    assert outcomes == ["failure", "passed", "passed", "skipped", "skipped"]
    assert first.findtext("system-out").count("vagt-tid") == 2
    assert [clean.get("failures"), clean.get("tests")] == ["0", "1"]
    assert broken.find("testcase/error").get("message") == "trasig.docx är ingen Word-fil ."


def test_reasons_and_places() -> None:
    first, docx, pdf, *_ = root()
    assert first.find("testcase/skipped").get("message") == "undantagen: avtalat | <b>så</b> /A. Berg"
    assert first[1].get("name") == "vagt-tid: rad 5:19, Krav [på] svar › punkt 1"
    assert pdf.findall("testcase")[0].get("name") == "vagt-tid: sidan 2"
    assert docx.findall("testcase")[0].get("name") == "vagt-tid: stycke 2"
    assert pdf.findtext("system-err") == "Inte läst: en bild av text (sidan 2)"


def test_no_clock_and_no_host() -> None:
    assert {s.get("timestamp") for s in root()} == {"2026-11-21T00:00:00"}
    assert {s.get("hostname") for s in root()} == {"localhost"}
