"""GitHub workflow commands: annotations in the log and on the changed files; accepted findings as debug lines."""

from __future__ import annotations

from collections.abc import Mapping

from lintkit.finding import Finding
from lintkit.report.common import MARK, advice, document_of, flat, is_text, place_or_paragraph, safe
from lintkit.report.model import DocumentResult, Report

_COMMAND = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report) -> str:
    """One command a line: ::error, ::warning or ::notice, and ::debug for what does not count."""
    lines = []
    for result in report.results:
        if result.error is not None:
            properties = {"file": _path(result), "title": "Dokumentet kunde inte läsas"}
            lines.append(_command("error", properties, f"{result.path} {result.error}."))
        lines += [_finding(finding, result) for finding in result.findings]
    return "".join(f"{line}\n" for line in lines)


def _finding(finding: Finding, result: DocumentResult) -> str:
    document = document_of(result)
    where = place_or_paragraph(finding, document)
    line, column = document.line_column(finding.start)
    if finding.status != "new":
        at = f"{result.path}:{line}:{column}" if is_text(result) else f"{result.path} ({where})"
        return _command("debug", {}, f"{at} {finding.rule} {MARK[finding.status]}: {finding.reason}")
    properties: dict[str, object] = {"file": _path(result)}
    message = advice(finding)
    if is_text(result):
        end_line, end_column = document.line_column(finding.end)
        properties |= {"line": line, "endLine": end_line, "col": column}
        if end_line == line:  # columns of different lines are refused
            properties["endColumn"] = end_column
        else:
            del properties["col"]
    else:
        # Lines of Word, ODT and PDF text are not lines of the file: the annotation is on the file, the place in words.
        message = f"{where}, ”{finding.text}”: {message}"
    properties["title"] = finding.rule + (" (på försök)" if finding.experimental else "")
    return _command(_COMMAND[finding.severity.key], properties, message)


def _path(result: DocumentResult) -> str:
    return result.path.removeprefix("./")


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name}{' ' + listed if listed else ''}::{_data(message)}"


def _data(text: str) -> str:
    """Text as command data; line breaks and other control characters are gone after `flat`."""
    return flat(text).replace("%", "%25")


def _property(text: str) -> str:
    """A property's value; a path may have spaces that must stay."""
    return safe(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
