"""A comparison as JSON, schema lintkit-diff/1, and the JSON Schema that it keeps to; deterministic, no time stamps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lintkit.finding import Finding
from lintkit.report import facts_json
from lintkit.report.change_model import Changes, DocumentChange, Provision, ProvisionChange
from lintkit.report.common import to_json
from lintkit.report.json import as_dict, identity
from lintkit.report.model import DocumentResult, Report
from lintkit.report.schema import COUNT, MAYBE_TEXT, REPORT_SCHEMA, TEXT, record

SCHEMA = "lintkit-diff/1"


def render(changes: Changes) -> str:
    """The comparison as JSON text with a final line feed."""
    return to_json(
        {
            "schema": SCHEMA,
            "tool": {"name": "lintkit", "version": changes.version},
            "today": changes.today.isoformat(),
            "old": changes.before,
            "new": changes.after,
            "documents": [_document(change, changes) for change in changes.documents],
            "summary": {
                "documents": len(changes.documents),
                "unreadable": changes.unreadable,
                "findings": {
                    "new": changes.by_severity(),
                    "fixed": changes.count("fixed"),
                    "kept": changes.count("kept"),
                    "exempted": changes.count("exempted"),
                },
                "provisions": changes.provisions(),
                "facts": changes.facts(),
            },
        }
    )


def _document(change: DocumentChange, changes: Changes) -> dict[str, Any]:
    old, new = change.old, change.new
    come = _findings([n.finding for n in change.new_findings], new, changes)
    for entry, found in zip(come, change.new_findings, strict=True):
        entry["replaces"] = found.replaces.fingerprint if found.replaces else None
    ladders, registers = change.ladders, change.registers
    return {
        "path": change.path,
        "status": change.status,
        "old": _side(old),
        "new": _side(new),
        "findings": {
            "new": come,
            "fixed": _findings(change.fixed, old, changes),
            "kept": _findings(change.kept, new, changes),
            "exempted": _findings(change.exempted, new, changes),
        },
        "provisions": [_provision(p) for p in change.provisions],
        "facts": [
            {"topic": f.topic, "subject": f.subject, "field": f.field, "direction": f.direction, "message": f.message}
            for f in change.facts
        ],
        "ladders": {
            name: json.loads(facts_json.render_ladders([sheet]))["documents"][0]["ladders"] if sheet else []
            for name, sheet in zip(("old", "new"), ladders, strict=True)
        },
        "requirements": {
            name: json.loads(facts_json.render_registers([sheet]))["documents"][0]["requirements"] if sheet else []
            for name, sheet in zip(("old", "new"), registers, strict=True)
        },
    }


def _side(result: DocumentResult | None) -> dict[str, Any] | None:
    if result is None:
        return None
    return identity(result)


def _findings(found: Sequence[Finding], result: DocumentResult | None, changes: Changes) -> list[dict[str, Any]]:
    if result is None or not found:
        return []
    report = Report(changes.version, changes.today, (replace(result, findings=tuple(found)),))
    entries: list[dict[str, Any]] = as_dict(report)["documents"][0]["findings"]
    return entries


def _provision(change: ProvisionChange) -> dict[str, Any]:
    return {
        "change": change.kind,
        "moved": change.moved,
        "old": _place(change.old),
        "new": _place(change.new),
        "words": [[op, text] for op, text in change.words],
    }


def _place(provision: Provision | None) -> dict[str, Any] | None:
    if provision is None:
        return None
    return {
        "section": list(provision.section), "provision": provision.cited, "number": provision.label,
        "heading": provision.heading, "text": provision.text, "start": provision.start, "end": provision.end,
        "line": provision.line,
    }  # fmt: skip


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [value, {"type": "null"}]}


_FINDING: dict[str, Any] = REPORT_SCHEMA["properties"]["documents"]["items"]["properties"]["findings"]["items"]
_NEW = record({**_FINDING["properties"], "replaces": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}})
_LADDERS = facts_json.LADDER_SCHEMA["properties"]["documents"]["items"]["properties"]["ladders"]
_DEMANDS = facts_json.REGISTERS_SCHEMA["properties"]["documents"]["items"]["properties"]["requirements"]
_SIDE = record({"path": TEXT, "format": TEXT, "kind": TEXT, "title": TEXT, "sha256": MAYBE_TEXT, "error": MAYBE_TEXT})
_PLACE = record(
    {
        "section": _list(TEXT),
        "provision": MAYBE_TEXT,
        "number": MAYBE_TEXT,
        "heading": {"type": "boolean"},
        "text": TEXT,
        "start": COUNT,
        "end": COUNT,
        "line": {"type": "integer", "minimum": 1},
    }
)
_KINDS = ("added", "removed", "changed", "moved", "renumbered")
_DIRECTIONS = ("clearer", "less_clear", "changed")
_CHANGE = record(
    {
        "change": {"enum": list(_KINDS)},
        "moved": {"type": "boolean"},
        "old": _or_null(_PLACE),
        "new": _or_null(_PLACE),
        "words": _list(
            {
                "type": "array",
                "prefixItems": [{"enum": ["equal", "delete", "insert"]}, TEXT],
                "minItems": 2,
                "maxItems": 2,
            }
        ),
    }
)
_FACT = record(
    {
        "topic": {"enum": ["ladder", "registers"]},
        "subject": TEXT,
        "field": TEXT,
        "direction": {"enum": list(_DIRECTIONS)},
        "message": TEXT,
    }
)
_DOCUMENT = record(
    {
        "path": TEXT,
        "status": {"enum": ["added", "removed", "renamed", "changed", "unchanged"]},
        "old": _or_null(_SIDE),
        "new": _or_null(_SIDE),
        "findings": record(
            {"new": _list(_NEW), "fixed": _list(_FINDING), "kept": _list(_FINDING), "exempted": _list(_FINDING)}
        ),
        "provisions": _list(_CHANGE),
        "facts": _list(_FACT),
        "ladders": record({"old": _LADDERS, "new": _LADDERS}),
        "requirements": record({"old": _DEMANDS, "new": _DEMANDS}),
    }
)

DIFF_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": SCHEMA,
    **record(
        {
            "schema": {"const": SCHEMA},
            "tool": record({"name": {"const": "lintkit"}, "version": TEXT}),
            "today": {"type": "string", "format": "date"},
            "old": TEXT,
            "new": TEXT,
            "documents": _list(_DOCUMENT),
            "summary": record(
                {
                    "documents": COUNT,
                    "unreadable": COUNT,
                    "findings": record(
                        {
                            "new": record({"error": COUNT, "warning": COUNT, "info": COUNT}),
                            "fixed": COUNT,
                            "kept": COUNT,
                            "exempted": COUNT,
                        }
                    ),
                    "provisions": record(dict.fromkeys(_KINDS, COUNT)),
                    "facts": record(dict.fromkeys(_DIRECTIONS, COUNT)),
                }
            ),
        }
    ),
}
