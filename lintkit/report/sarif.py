"""SARIF 2.1.0 for code scanning and other result viewers; deterministic, without time stamps or machine names.

Word, ODT and PDF findings have no region (their lines are those of the text read, not of the file) but logical
locations: section, provision, paragraph and page. Their offsets are in the location's properties.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lintkit.document import Document
from lintkit.finding import Finding, Related
from lintkit.report.common import (
    block_of,
    document_of,
    each,
    is_text,
    place_or_paragraph,
    provision,
    relative_uri,
    section,
    to_json,
)
from lintkit.report.model import DocumentResult, Help, Outline, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: Name and version of the identity in partialFingerprints: the contract's fingerprint.
FINGERPRINT = "lintkit/v1"
_ROOT = "%SRCROOT%"

_LEVEL = {"error": "error", "warning": "warning", "info": "note"}
_MIME = {
    "md": "text/markdown", "txt": "text/plain", "html": "text/html", "xml": "application/xml",
    "pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


def render(report: Report) -> str:
    """The report as a SARIF log with one run."""
    return to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]})


def _run(report: Report) -> dict[str, Any]:
    results = {result.path: (index, result) for index, result in enumerate(report.results)}
    rules = sorted(report.rules)
    index_of = {rule: index for index, rule in enumerate(rules)}
    return {
        "tool": {
            "driver": {
                "name": "lintkit",
                "version": report.version,
                "semanticVersion": report.version,
                "language": "sv-SE",
                "rules": [_rule(report.rules[rule]) for rule in rules],
            }
        },
        "language": "sv-SE",
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n"],
        "invocations": [
            {
                "executionSuccessful": not report.unreadable,
                "toolExecutionNotifications": [
                    note for index, result in enumerate(report.results) for note in _notifications(index, result)
                ],
            }
        ],
        "artifacts": [_artifact(result) for result in report.results],
        "results": [_result(finding, result, index_of, results) for result, finding in each(report)],
        "properties": {"today": report.today.isoformat()},
    }


def _braced(text: str) -> str:
    """Text for a message: braces are doubled because single ones are placeholders (SARIF 2.1.0, 3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")


def _text(text: str) -> dict[str, Any]:
    return {"text": _braced(text)}


def _rule(rule: Help) -> dict[str, Any]:
    sources = [title + (f", {ref}" if ref else "") for title, ref in rule.sources]
    plain = f"{rule.why}\n\nSkriv om: {rule.fix}\n\nKällor: {'; '.join(sources)}"
    listed = "\n".join(f"- {source}" for source in sources)
    markdown = f"## Varför\n\n{rule.why}\n\n## Skriv om\n\n{rule.fix}\n\n## Källor\n\n{listed}\n"
    return {
        "id": rule.id,
        "shortDescription": _text(rule.title),
        "fullDescription": _text(rule.why),
        "help": {**_text(plain), "markdown": _braced(markdown)},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": [rule.id.partition("-")[0]], "status": rule.status},
    }


def _artifact(result: DocumentResult) -> dict[str, Any]:
    out: dict[str, Any] = {"location": _uri(result.path), "roles": ["analysisTarget"]}
    if result.format in _MIME:
        out["mimeType"] = _MIME[result.format]
    if result.document is not None:
        if result.document.sha256:
            out["hashes"] = {"sha-256": result.document.sha256}
        if result.document.title:
            out["description"] = _text(result.document.title)
    return out


def _uri(path: str, index: int | None = None) -> dict[str, Any]:
    uri = relative_uri(path)
    out: dict[str, Any] = {"uri": uri}
    if not uri.startswith("file:"):
        out["uriBaseId"] = _ROOT
    if index is not None:
        out["index"] = index
    return out


def _notifications(index: int, result: DocumentResult) -> list[dict[str, Any]]:
    where = [{"physicalLocation": {"artifactLocation": _uri(result.path, index)}}]
    if result.error is not None:
        return [{"level": "error", "message": _text(f"{result.path} {result.error}."), "locations": where}]
    unread = result.document.unread if result.document else ()
    return [
        {
            "level": "warning",
            "message": _text(f"Inte läst: {u.what}" + (f" ({u.where})" if u.where else "") + "."),
            "locations": where,
        }
        for u in unread
    ]


def _result(
    finding: Finding,
    result: DocumentResult,
    index_of: Mapping[str, int],
    results: Mapping[str, tuple[int, DocumentResult]],
) -> dict[str, Any]:
    document = document_of(result)
    message = f"{finding.message}\nFörslag: {finding.fix}" if finding.fix else finding.message
    out: dict[str, Any] = {
        "ruleId": finding.rule,
        **({"ruleIndex": index_of[finding.rule]} if finding.rule in index_of else {}),
        "level": _LEVEL[finding.severity.key],
        "message": _text(message if is_text(result) else f"{place_or_paragraph(finding, document)}: {message}"),
        "locations": [_location(finding, result, results[result.path][0])],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        # An empty list says that the finding is known not to be suppressed (3.27.23).
        "suppressions": [] if finding.status == "new" else [_suppression(finding)],
        "properties": {"sentence": finding.sentence, "experimental": finding.experimental},
    }
    if finding.related:
        out["relatedLocations"] = [_related(number, r, results) for number, r in enumerate(finding.related)]
    return out


def _suppression(finding: Finding) -> dict[str, Any]:
    return {
        "kind": "inSource" if finding.in_source else "external",
        "status": "accepted",
        "justification": finding.reason or "",
    }


def _location(finding: Finding, result: DocumentResult, index: int) -> dict[str, Any]:
    document = document_of(result)
    physical: dict[str, Any] = {"artifactLocation": _uri(result.path, index)}
    if is_text(result):
        physical["region"] = {**region(document, finding.start, finding.end), "snippet": {"text": finding.text}}
    return {
        "physicalLocation": physical,
        "logicalLocations": _logical(finding, result),
        "properties": {"start": finding.start, "end": finding.end},
    }


def region(document: Document | Outline, start: int, end: int) -> dict[str, Any]:
    """A text range as SARIF has it: 1-based lines and columns with an exclusive end column, 0-based offset."""
    line, column = document.line_column(start)
    end_line, end_column = document.line_column(end)
    return {
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        "charOffset": start, "charLength": end - start,
    }  # fmt: skip


def _logical(finding: Finding, result: DocumentResult) -> list[dict[str, Any]]:
    """Section, provision, paragraph and page, each with a name that is unique in the run."""
    document = document_of(result)
    block = block_of(finding, document)
    out = []
    path = result.path
    names = section(block, document)
    for name in names:
        path = f"{path}/{name.replace('/', '∕')}"  # a slash parts the names
    if names:
        out.append({"name": names[-1], "fullyQualifiedName": path, "kind": "section"})
    if cited := provision(block):
        out.append({"name": cited, "fullyQualifiedName": f"{path}/{cited}", "kind": "provision"})
    number = 1 + (block.paragraph if block.paragraph is not None else block.index)
    out.append({"name": f"stycke {number}", "fullyQualifiedName": f"{result.path}#stycke{number}", "kind": "paragraph"})
    if block.page:
        out.append(
            {"name": f"sidan {block.page}", "fullyQualifiedName": f"{result.path}#sida{block.page}", "kind": "page"}
        )
    return out


def _related(number: int, related: Related, results: Mapping[str, tuple[int, DocumentResult]]) -> dict[str, Any]:
    index, result = results.get(related.path, (None, None))
    physical: dict[str, Any] = {"artifactLocation": _uri(related.path, index)}
    if result is not None and result.document is not None and is_text(result):
        physical["region"] = region(result.document, related.start, related.end)
    return {
        "id": number,
        "message": _text(f"{related.message or 'Se även'}: ”{related.text}”"),
        "physicalLocation": physical,
        "properties": {"start": related.start, "end": related.end},
    }
