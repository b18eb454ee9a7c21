"""The report for a terminal: place, sentence with a caret under the words, message, fix and rule id."""

from __future__ import annotations

import textwrap

from lintkit.finding import Finding, Severity
from lintkit.report.common import LABEL, MARK, marked_summary, place, safe, summary
from lintkit.report.model import DocumentResult, Report

_COLOUR = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36"}
_WIDTH = 100
_INDENT = "    "


def render(report: Report, *, color: bool = False) -> str:
    """The report as text. Documents without findings are left out; a last line sums up."""

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if color else text

    lines: list[str] = []
    for result in report.results:
        if result.error is not None:
            lines += [f"{paint(safe(result.path), '1')} {paint(safe(result.error), '31;1')}.", ""]
        elif result.findings:
            lines += _document(result, paint)
    lines += [line for line in (summary(report), marked_summary(report)) if line]
    return "\n".join(lines) + "\n"


def _document(result: DocumentResult, paint: object) -> list[str]:
    assert result.document is not None
    assert callable(paint)
    lines = [paint(safe(result.path), "1") + (f" – {safe(result.document.title)}" if result.document.title else "")]
    shown = None
    for finding in result.findings:
        here = " › ".join(place(finding, result.document))
        if here != shown:
            lines += ["", f"  {paint(safe(here), '1')}" if here else ""]
            shown = here
        line, column = result.document.line_column(finding.start)
        head = f"{_INDENT}{line}:{column} {paint(LABEL[finding.severity], _COLOUR[finding.severity])} {finding.rule}"
        if finding.status != "new":
            # Decided already: what and why is enough.
            lines.append(f"{head} [{MARK[finding.status]}]")
            lines += [*_wrapped(f"”{finding.text}”: {finding.reason}", ""), ""]
            continue
        lines.append(head)
        lines += [_INDENT + text for text in _excerpt(finding, paint)]
        lines += _wrapped(finding.message, "")
        lines += _wrapped(finding.fix, "Förslag: ")
        lines += [
            line
            for r in finding.related[:5]
            for line in _wrapped(f"{r.message or 'Se även'}: ”{r.text}” ({r.path})", "")
        ]
        lines.append("")
    return lines


def _excerpt(finding: Finding, paint: object) -> list[str]:
    """The sentence, or the part of it around the flagged words, with carets under them."""
    assert callable(paint)
    sentence = safe(finding.sentence)
    at = finding.sentence_start
    if at < 0:
        return [textwrap.shorten(sentence, _WIDTH, placeholder=" …")]
    words = len(safe(finding.sentence[at : at + finding.width]))
    room = _WIDTH - 8
    left = max(0, min(at - (room - min(words, room)) // 2, len(sentence) - room))
    if left:
        left = sentence.find(" ", left) + 1 if -1 < sentence.find(" ", left) < at else left
    cut = sentence[left : left + room]
    lead, tail = ("… " if left else ""), (" …" if left + room < len(sentence) else "")
    width = max(1, min(words, len(cut) - (at - left)))
    return [lead + cut + tail, " " * (len(lead) + at - left) + paint("^" * width, "1")]


def _wrapped(text: str, lead: str) -> list[str]:
    return textwrap.wrap(
        lead + safe(text), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT + " " * len(lead),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
