"""Ladders and register demands as JSON, in the contract's keys and order, with the schemas that hold it to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lintkit.report.common import to_json
from lintkit.report.facts_model import LadderSheet, RegisterSheet

#: Kinds of step, from least to most severe; a police report stands beside the ladder.
KINDS = (
    "remark", "correction", "action_plan", "reprimand", "warning", "deduction", "fine", "repayment", "admission_stop",
    "suspension", "revocation", "ban", "police_report",
)  # fmt: skip
_STEP = (
    "name", "kind", "rank", "modality", "trigger", "decider", "deadline", "follow_up", "escalates_to", "start", "end",
)  # fmt: skip
_REQUIREMENT = (
    "register", "extract", "subjects", "occasions", "max_age_months", "renewal_months", "legal_basis", "start", "end",
)  # fmt: skip


def render_ladders(sheets: Sequence[LadderSheet]) -> str:
    """The ladders as JSON text with a final line feed."""
    return to_json({"documents": [_ladders(sheet) for sheet in sheets]})


def render_registers(sheets: Sequence[RegisterSheet]) -> str:
    """The register demands as JSON text with a final line feed."""
    return to_json({"documents": [_requirements(sheet) for sheet in sheets]})


def _ladders(sheet: LadderSheet) -> dict[str, Any]:
    """A document's ladders; `error` stands there only when the document could not be read."""
    ladders = [
        {
            "section": list(ladder.section),
            "steps": [{key: getattr(step, key) for key in _STEP} for step in ladder.steps],
        }
        for ladder in sheet.ladders
    ]
    return _entry(sheet, "ladders", ladders)


def _requirements(sheet: RegisterSheet) -> dict[str, Any]:
    """A document's demands; one that names two registers is two entries that differ in the register alone."""
    demands = [
        {key: _plain(getattr(demand, key)) for key in _REQUIREMENT} | {"register": register}
        for demand in sheet.requirements
        for register in (demand.register.split(" och ") if demand.register else [None])
    ]
    return _entry(sheet, "requirements", demands)


def _entry(sheet: LadderSheet | RegisterSheet, key: str, facts: list[dict[str, Any]]) -> dict[str, Any]:
    entry: dict[str, Any] = {"path": sheet.path, key: facts}
    return entry | {"error": sheet.error} if sheet.error is not None else entry


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_TEXTS = {"type": "array", "items": _TEXT}
_OFFSET = {"type": "integer", "minimum": 0}
_MONTHS = {"type": ["number", "null"], "exclusiveMinimum": 0}


def _object(properties: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(title: str, key: str, items: dict[str, Any]) -> dict[str, Any]:
    document = _object({"path": _TEXT, key: {"type": "array", "items": items}}, {"error": _TEXT})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_object({"documents": {"type": "array", "items": document}}),
    }


_STEP_SCHEMA = _object(
    {
        "name": _TEXT,
        "kind": {"enum": list(KINDS)},
        "rank": {"type": ["integer", "null"], "minimum": 10, "maximum": 120},
        "modality": _MAYBE_TEXT,
        "trigger": _MAYBE_TEXT,
        "decider": _MAYBE_TEXT,
        "deadline": _MAYBE_TEXT,
        "follow_up": _MAYBE_TEXT,
        "escalates_to": {"enum": [*KINDS, None]},
        "start": _OFFSET,
        "end": _OFFSET,
    }
)
_REQUIREMENT_SCHEMA = _object(
    {
        "register": _MAYBE_TEXT,
        "extract": _MAYBE_TEXT,
        "subjects": _TEXTS,
        "occasions": _TEXTS,
        "max_age_months": _MONTHS,
        "renewal_months": _MONTHS,
        "legal_basis": _MAYBE_TEXT,
        "start": _OFFSET,
        "end": _OFFSET,
    }
)

LADDER_SCHEMA = _schema(
    "lintkit ladder",
    "ladders",
    _object({"section": _TEXTS, "steps": {"type": "array", "items": _STEP_SCHEMA, "minItems": 1}}),
)
REGISTERS_SCHEMA = _schema("lintkit registers", "requirements", _REQUIREMENT_SCHEMA)
