"""GitLab's code quality report: new findings alone, because the receiver would raise accepted ones again."""

from __future__ import annotations

import hashlib
from typing import Any

from lintkit.finding import Finding
from lintkit.report.common import advice, document_of, each, flat, is_text, place_or_paragraph, to_json
from lintkit.report.model import DocumentResult, Report

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    """A JSON array with one object for each finding and each unreadable document."""
    unreadable = [_unreadable(result) for result in report.results if result.error is not None]
    return to_json(unreadable + [_issue(f, result) for result, f in each(report) if f.status == "new"])


def _issue(finding: Finding, result: DocumentResult) -> dict[str, Any]:
    document = document_of(result)
    where = place_or_paragraph(finding, document)
    message = advice(finding)
    line, end = document.line_column(finding.start)[0], document.line_column(finding.end)[0]
    return {
        "type": "issue",
        "check_name": finding.rule,
        "description": flat(message if is_text(result) else f"{where}, ”{finding.text}”: {message}"),
        "categories": ["Clarity"],
        "severity": _SEVERITY[finding.severity.key],
        "fingerprint": _identity(result.path, finding.fingerprint),
        # A line is required; those of Word, ODT and PDF text are not lines of the file, so the file's first stands in.
        "location": _location(result, line, end) if is_text(result) else _location(result, 1, 1),
    }


def _unreadable(result: DocumentResult) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": "lintkit",
        "description": flat(f"{result.path} {result.error}."),
        "categories": ["Compatibility"],
        "severity": "critical",
        "fingerprint": _identity(result.path, "unreadable"),
        "location": _location(result, 1, 1),
    }


def _location(result: DocumentResult, begin: int, end: int) -> dict[str, Any]:
    return {"path": result.path.removeprefix("./"), "lines": {"begin": begin, "end": end}}


def _identity(path: str, fingerprint: str) -> str:
    """The receiver keeps one issue for each fingerprint, and the same sentence may stand in several documents."""
    return hashlib.sha256(f"{path}\x1f{fingerprint}".encode(errors="surrogateescape")).hexdigest()
