"""JSON Schema of the JSON report; the contract in a form that editors and pipelines can check."""

from __future__ import annotations

from typing import Any

COUNT = {"type": "integer", "minimum": 0}
TEXT = {"type": "string"}
MAYBE_TEXT = {"type": ["string", "null"]}


def record(properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that has just these properties, all of them required."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_LOCATION = record(
    {
        "section": {"type": "array", "items": TEXT},
        "provision": MAYBE_TEXT,
        "start": COUNT,
        "end": COUNT,
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "end_line": {"type": "integer", "minimum": 1},
        "end_column": {"type": "integer", "minimum": 1},
        "paragraph": COUNT,
        "page": {"type": ["integer", "null"], "minimum": 1},
    }
)
_RELATED = record({"path": TEXT, "start": COUNT, "end": COUNT, "text": TEXT, "message": TEXT})
_FINDING = record(
    {
        "rule": TEXT,
        "family": TEXT,
        "severity": {"enum": ["error", "warning", "info"]},
        "status": {"enum": ["new", "baseline", "suppressed"]},
        "reason": MAYBE_TEXT,
        "message": TEXT,
        "fix": TEXT,
        "text": TEXT,
        "sentence": TEXT,
        "location": _LOCATION,
        "related": {"type": "array", "items": _RELATED},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
)
_DOCUMENT = record(
    {
        "path": TEXT,
        "format": TEXT,
        "kind": TEXT,
        "title": TEXT,
        "sha256": MAYBE_TEXT,
        "error": MAYBE_TEXT,
        "unread": {"type": "array", "items": TEXT},
        "findings": {"type": "array", "items": _FINDING},
    }
)

REPORT_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "lintkit-report/1",
    **record(
        {
            "schema": {"const": "lintkit-report/1"},
            "tool": record({"name": {"const": "lintkit"}, "version": TEXT}),
            "today": {"type": "string", "format": "date"},
            "documents": {"type": "array", "items": _DOCUMENT},
            "summary": record(
                {
                    "documents": COUNT,
                    "unreadable": COUNT,
                    "findings": record({"error": COUNT, "warning": COUNT, "info": COUNT}),
                    "rules": {"type": "object", "additionalProperties": COUNT},
                }
            ),
        }
    ),
}
