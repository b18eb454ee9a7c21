"""Linting as tasks: a document read anew beside findings that are known, as long as it is the same document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lintkit.config import load_config
from lintkit.document import Document
from lintkit.engine import prepare
from lintkit.finding import Severity
from lintkit.report.model import Outline
from lintkit.rules import load_rules
from lintkit.sets import Sets
from lintkit.work import Bench, Task, Workshop, failed, with_document

TEXT = "# Villkor\n\nAnordnaren ska snarast svara.\n\nThe provider must answer every request within ten days.\n"


@pytest.fixture(scope="module")
def shop() -> Workshop:
    rules = [r for r in load_rules() if r.rule.family == "vagt" and r.rule.level == "L0"]
    return Workshop([Bench(prepare(rules, date(2026, 11, 21), nlp="none"), load_config(None), Sets(), Severity.INFO)])


def test_the_document_read_anew_is_the_one_linted(shop: Workshop, tmp_path: Path) -> None:
    file = tmp_path / "villkor.md"
    file.write_text(TEXT)
    for task in (Task(0, file, "villkor.md"), Task(0, None, "villkor.md", TEXT.encode())):
        known, whole = shop.do(task), shop.do(task, whole=True)
        assert isinstance(known.result.document, Outline)
        given = with_document(known, task)
        assert given is not None
        document, expected = given.result.document, whole.result.document
        assert isinstance(document, Document)
        assert isinstance(expected, Document)
        assert (document.text, document.unread) == (expected.text, expected.unread)
        assert given.result.findings == whole.result.findings
        assert given.result.days == whole.result.days


@pytest.mark.parametrize("change", ["changed", "gone"])
def test_another_document_is_not_shown_with_the_findings(shop: Workshop, tmp_path: Path, change: str) -> None:
    file = tmp_path / "villkor.md"
    file.write_text(TEXT)
    task = Task(0, file, "villkor.md")
    known = shop.do(task)
    file.write_text("# Annat\n") if change == "changed" else file.unlink()
    assert with_document(known, task) is None


def test_what_could_not_be_read_stays(shop: Workshop) -> None:
    outcome = shop.do(Task(0, None, "tom.md", b""))
    assert outcome.result.error
    assert with_document(outcome, Task(0, None, "tom.md", b"")) == outcome
    assert failed("a.MD", "är tom").format == "md"
