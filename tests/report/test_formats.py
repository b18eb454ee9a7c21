"""What holds for every format: it renders the same each time, with nothing raw, and knows its name."""

from __future__ import annotations

import pytest
from sample import RAW, empty, report

from lintkit.report.formats import FORMATS, render


def test_the_sample_has_what_the_formats_must_cope_with() -> None:
    found = [f for r in report().results for f in r.findings]
    assert {f.status for f in found} == {"new", "baseline", "suppressed"}
    assert {f.severity.key for f in found} == {"error", "warning", "info"}
    assert any(f.experimental for f in found)
    assert {r.format for r in report().results if r.findings} == {"md", "docx", "pdf"}


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_raw_comes_out(name: str) -> None:
    assert not RAW.search(render(report(), name))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_text(name: str) -> None:
    assert render(report(), name) == render(report(), name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_run_without_documents_renders(name: str) -> None:
    assert isinstance(render(empty(), name), str)


@pytest.mark.parametrize("name", FORMATS)
def test_text_is_utf_8(name: str) -> None:
    render(report(), name).encode("utf-8")


def test_unknown_name() -> None:
    with pytest.raises(ValueError):
        render(report(), "sarf")
