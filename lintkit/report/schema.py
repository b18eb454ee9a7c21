"""JSON Schema of the JSON report; the contract in a form that editors and pipelines can check."""

from __future__ import annotations

from typing import Any

_OFFSET = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_LOCATION = _object(
    {
        "section": {"type": "array", "items": _TEXT},
        "provision": _MAYBE_TEXT,
        "start": _OFFSET,
        "end": _OFFSET,
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "end_line": {"type": "integer", "minimum": 1},
        "end_column": {"type": "integer", "minimum": 1},
        "paragraph": _OFFSET,
        "page": {"type": ["integer", "null"], "minimum": 1},
    }
)
_RELATED = _object({"path": _TEXT, "start": _OFFSET, "end": _OFFSET, "text": _TEXT, "message": _TEXT})
_FINDING = _object(
    {
        "rule": _TEXT,
        "family": _TEXT,
        "severity": {"enum": ["error", "warning", "info"]},
        "status": {"enum": ["new", "baseline", "suppressed"]},
        "reason": _MAYBE_TEXT,
        "message": _TEXT,
        "fix": _TEXT,
        "text": _TEXT,
        "sentence": _TEXT,
        "location": _LOCATION,
        "related": {"type": "array", "items": _RELATED},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
)
_DOCUMENT = _object(
    {
        "path": _TEXT,
        "format": _TEXT,
        "kind": _TEXT,
        "title": _TEXT,
        "sha256": _MAYBE_TEXT,
        "error": _MAYBE_TEXT,
        "unread": {"type": "array", "items": _TEXT},
        "findings": {"type": "array", "items": _FINDING},
    }
)

REPORT_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "lintkit-report/1",
    **_object(
        {
            "schema": {"const": "lintkit-report/1"},
            "tool": _object({"name": {"const": "lintkit"}, "version": _TEXT}),
            "today": {"type": "string", "format": "date"},
            "documents": {"type": "array", "items": _DOCUMENT},
            "summary": _object(
                {
                    "documents": _OFFSET,
                    "unreadable": _OFFSET,
                    "findings": _object({"error": _OFFSET, "warning": _OFFSET, "info": _OFFSET}),
                    "rules": {"type": "object", "additionalProperties": _OFFSET},
                }
            ),
        }
    ),
}
