"""JUnit XML: a suite for each document, a test case for each finding; strict enough for the Ant and Jenkins schemas.

Errors and warnings fail; infos and findings of rules on trial pass and say so; accepted ones are skipped, with their
reason; an unreadable document is an error. The schema wants a time stamp: it is the day that was judged by.
"""

from __future__ import annotations

from lxml import etree

from lintkit.finding import Finding, Severity
from lintkit.report.common import LABEL, MARK, document_of, flat, is_text, place_or_paragraph
from lintkit.report.model import DocumentResult, Report


def render(report: Report) -> str:
    """The report as XML text with a declaration."""
    root = etree.Element("testsuites")
    for number, result in enumerate(report.results):
        root.append(_suite(number, result, report))
    text: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return text.decode()


def _suite(number: int, result: DocumentResult, report: Report) -> etree._Element:
    cases = [_case(finding, result) for finding in result.findings] or [_whole(result)]
    name = flat(result.path) or "-"
    suite = etree.Element("testsuite")
    counts = {kind: sum(case.find(kind) is not None for case in cases) for kind in ("failure", "error", "skipped")}
    for key, value in {
        "name": name, "tests": len(cases), "failures": counts["failure"], "errors": counts["error"],
        "skipped": counts["skipped"], "time": 0, "timestamp": f"{report.today.isoformat()}T00:00:00",
        "hostname": "localhost", "package": name, "id": number,
    }.items():  # fmt: skip
        suite.set(key, str(value))
    etree.SubElement(suite, "properties")
    suite.extend(cases)
    remarks = [_remark(f, result) for f in result.findings if f.status == "new" and not _fails(f)]
    etree.SubElement(suite, "system-out").text = "\n".join(remarks)
    unread = result.document.unread if result.document else ()
    etree.SubElement(suite, "system-err").text = "\n".join(
        flat(f"Inte läst: {u.what}" + (f" ({u.where})" if u.where else "")) for u in unread
    )
    return suite


def _fails(finding: Finding) -> bool:
    return finding.status == "new" and finding.severity > Severity.INFO and not finding.experimental


def _case(finding: Finding, result: DocumentResult) -> etree._Element:
    case = _named(f"{finding.rule}: {_where(finding, result)}", result)
    if finding.status != "new":
        etree.SubElement(case, "skipped", message=flat(f"{MARK[finding.status]}: {finding.reason}"))
    elif _fails(finding):
        failure = etree.SubElement(case, "failure", type=finding.rule, message=flat(finding.message))
        failure.text = _remark(finding, result)
    return case


def _whole(result: DocumentResult) -> etree._Element:
    """The only case of a document without findings: it passes, or could not be read."""
    case = _named("lintkit", result)
    if result.error is not None:
        etree.SubElement(case, "error", type="lintkit", message=flat(f"{result.path} {result.error}."))
    return case


def _named(name: str, result: DocumentResult) -> etree._Element:
    case = etree.Element("testcase")
    case.set("name", flat(name))
    case.set("classname", flat(result.path) or "-")
    case.set("time", "0")
    return case


def _where(finding: Finding, result: DocumentResult) -> str:
    document = document_of(result)
    where = place_or_paragraph(finding, document)
    if is_text(result):
        line, column = document.line_column(finding.start)
        where = f"rad {line}:{column}, {where}"
    return where


def _remark(finding: Finding, result: DocumentResult) -> str:
    lines = [
        f"{result.path}, {_where(finding, result)}: {LABEL[finding.severity]} {finding.rule}",
        finding.sentence, finding.message, f"Förslag: {finding.fix}" if finding.fix else "",
    ]  # fmt: skip
    return "\n".join(flat(line) for line in lines if line)
