"""The JSON report, schema lintkit-report/1: the contract's shape, deterministic, without time stamps."""

from __future__ import annotations

from typing import Any

from lintkit.document import Document
from lintkit.finding import Finding
from lintkit.report.common import block_of, to_json_bytes
from lintkit.report.model import DocumentResult, Outline, Report

SCHEMA = "lintkit-report/1"


def render(report: Report) -> str:
    """The report as JSON text with a final line feed."""
    return render_bytes(report).decode()


def render_bytes(report: Report) -> bytes:
    """The same as UTF-8."""
    return to_json_bytes(as_dict(report))


def as_dict(report: Report) -> dict[str, Any]:
    """The report as plain data in the contract's order of keys."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "lintkit", "version": report.version},
        "today": report.today.isoformat(),
        "documents": [_document(result) for result in report.results],
        "summary": {
            "documents": len(report.results),
            "unreadable": report.unreadable,
            "findings": report.by_severity(),
            "rules": report.by_rule(),
        },
    }


def identity(result: DocumentResult) -> dict[str, Any]:
    """Which document it is, and why it could not be read; what every JSON report says of one."""
    document = result.document
    return {
        "path": result.path,
        "format": result.format,
        "kind": result.kind,
        "title": document.title if document else "",
        "sha256": document.sha256 if document else None,
        "error": result.error,
    }


def _document(result: DocumentResult) -> dict[str, Any]:
    document = result.document
    return {
        **identity(result),
        "unread": [u.what + (f" ({u.where})" if u.where else "") for u in document.unread] if document else [],
        "findings": [_finding(f, document) for f in result.findings] if document else [],
    }


def location(finding: Finding, document: Document | Outline) -> dict[str, Any]:
    """Where a finding stands: section, provision, offsets, line and column, paragraph, page."""
    block = block_of(finding, document)
    line, column = document.line_column(finding.start)
    end_line, end_column = document.line_column(finding.end)
    return {
        "section": list(block.section),
        "provision": block.provision,
        "start": finding.start,
        "end": finding.end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "paragraph": block.paragraph if block.paragraph is not None else block.index,
        "page": block.page,
    }


def _finding(finding: Finding, document: Document | Outline) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.key,
        "status": finding.status,
        "reason": finding.reason,
        "message": finding.message,
        "fix": finding.fix,
        "text": finding.text,
        "sentence": finding.sentence,
        "location": location(finding, document),
        "related": [
            {"path": r.path, "start": r.start, "end": r.end, "text": r.text, "message": r.message}
            for r in finding.related
        ],
        "fingerprint": finding.fingerprint,
    }
