"""Reviewdog's diagnostic format: new findings alone, because every diagnostic becomes a comment."""

from __future__ import annotations

from typing import Any

from lintkit.document import Document
from lintkit.finding import Finding
from lintkit.report.common import advice, document_of, each, flat, is_text, place_or_paragraph, to_json
from lintkit.report.model import DocumentResult, Outline, Report, byte_column

_SEVERITY = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(report: Report) -> str:
    """The report as one DiagnosticResult; an unreadable document is a diagnostic without a range."""
    unreadable = [
        {"message": flat(f"{r.path} {r.error}."), "location": {"path": _path(r)}, "severity": "ERROR"}
        for r in report.results
        if r.error is not None
    ]
    found = [_diagnostic(finding, result) for result, finding in each(report) if finding.status == "new"]
    return to_json({"source": {"name": "lintkit"}, "diagnostics": unreadable + found})


def _diagnostic(finding: Finding, result: DocumentResult) -> dict[str, Any]:
    document = document_of(result)
    message = advice(finding)
    location: dict[str, Any] = {"path": _path(result)}
    if is_text(result):
        location["range"] = {"start": _position(document, finding.start), "end": _position(document, finding.end)}
    else:
        message = f"{place_or_paragraph(finding, document)}, ”{finding.text}”: {message}"
    return {
        "message": flat(message),
        "location": location,
        "severity": _SEVERITY[finding.severity.key],
        "code": {"value": finding.rule},
    }


def _path(result: DocumentResult) -> str:
    return result.path.removeprefix("./")


def _position(document: Document | Outline, offset: int) -> dict[str, int]:
    """1-based line and column; the format counts columns in bytes of UTF-8."""
    return {"line": document.line_column(offset)[0], "column": byte_column(document, offset)}
