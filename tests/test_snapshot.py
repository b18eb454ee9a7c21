"""Every finding on the corpus, kept as text: a change shows which findings it adds and removes.

    LINTKIT_UPDATE_SNAPSHOTS=1 python -m pytest tests/test_snapshot.py

writes the snapshot anew. What differs is then read in the diff, finding by finding, before it is committed.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lintkit.cli.files import expand
from lintkit.document import Document
from lintkit.engine import lint_document, prepare
from lintkit.finding import Finding
from lintkit.read import read
from lintkit.rules import load_rules

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SNAPSHOT = Path(__file__).resolve().parent / "snapshots" / "corpus.txt"
DAY = date(2026, 11, 21)


def _row(finding: Finding, document: Document) -> str:
    """Rule, provision and the sentence with the flagged words marked, on one line."""
    at, words = finding.sentence_start, " ".join(finding.text.split())
    sentence = finding.sentence
    if at >= 0 and sentence.startswith(words, at):
        sentence = f"{sentence[:at]}[[{words}]]{sentence[at + len(words) :]}"
    else:  # markup or a broken word between the flagged letters, or words outside the sentence
        sentence = f"[[{words}]] {sentence}"
    provision = document.blocks[finding.block].provision or "–"
    grade = finding.severity.key + (" (preview)" if finding.experimental else "")
    return f"{finding.rule} | {grade} | {provision} | {' '.join(sentence.split())}"


def _snapshot() -> Iterator[str]:
    rules = [r for r in load_rules() if r.rule.status != "deprecated" and r.rule.family != "sprak"]
    linter = prepare(rules, DAY)
    for path, _, problem in expand([str(CORPUS)]):
        assert problem is None
        name = path.relative_to(CORPUS).as_posix()
        document = read(path, name=name)
        kind, findings = lint_document(linter, document)
        yield f"== {name} | {kind} | {len(findings)} findings"
        yield from (f"unread: {u.what} {u.where}".rstrip() for u in document.unread)
        yield from (_row(finding, document) for finding in findings)
        yield ""


def test_findings_on_the_corpus() -> None:
    found = "\n".join(_snapshot())
    if os.environ.get("LINTKIT_UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(found, encoding="utf-8")
        pytest.skip(f"{SNAPSHOT.name} är skriven på nytt")
    kept = SNAPSHOT.read_text(encoding="utf-8")
    changes = list(difflib.unified_diff(kept.splitlines(), found.splitlines(), "kept", "found", "", "", 0, ""))
    assert not changes, "\n".join(["fynden på korpusen har ändrats:", *changes])
