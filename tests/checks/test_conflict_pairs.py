"""Conflicts in other words than the rules were made from: eighteen pairs of documents, each with look-alikes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lintkit.engine import lint_document, look_at, prepare
from lintkit.finding import Finding
from lintkit.read import read_bytes
from lintkit.rules import load_rules

PAIRS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "conflict_pairs.yaml").read_text("utf-8")
)
LINTER = prepare([r for r in load_rules() if r.rule.family == "konflikt"], date(2026, 11, 21))


def _found(pair: dict[str, Any]) -> list[Finding]:
    above = look_at(LINTER, read_bytes(pair["above"].encode(), "ovan.md"))
    return lint_document(LINTER, read_bytes(pair["below"].encode(), "under.md"), governing=[above])[1]


def _at(pair: dict[str, Any], words: str) -> tuple[int, int]:
    text: str = pair["below"]
    assert text.count(words) >= 1, words
    start = text.index(words)
    return start, start + len(words)


def _hits(pair: dict[str, Any], words: str, findings: list[Finding]) -> list[Finding]:
    start, end = _at(pair, words)
    return [f for f in findings if f.start < end and start < f.end]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p["name"])
def test_pair(pair: dict[str, Any]) -> None:
    findings = _found(pair)
    assert [w for w in pair["conflicts"] if not _hits(pair, w, findings)] == []
    assert [w for w in pair["alike"] if _hits(pair, w, findings)] == []
    assert [f.text for f in findings if not any(f in _hits(pair, w, findings) for w in pair["conflicts"])] == []
    assert all(f.related for f in findings)
