"""The report for a terminal: place, sentence with a caret under the words, message, fix and rule id."""

from __future__ import annotations

import textwrap
import unicodedata

from lintkit.finding import Finding, Severity
from lintkit.report.model import DocumentResult, Report

_COLOUR = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36"}
_LABEL = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"}
_WIDTH = 100
_INDENT = "    "


def safe(text: str) -> str:
    """Text without control and direction characters, so that a document cannot steer the terminal."""
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else " " for c in text)


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
    lines.append(_summary(report))
    return "\n".join(lines) + "\n"


def _document(result: DocumentResult, paint: object) -> list[str]:
    assert result.document is not None
    assert callable(paint)
    lines = [paint(safe(result.path), "1") + (f" – {safe(result.document.title)}" if result.document.title else "")]
    place = None
    for finding in result.findings:
        here = _place(result, finding)
        if here != place:
            lines += ["", f"  {paint(safe(here), '1')}" if here else ""]
            place = here
        line, column = result.document.line_column(finding.start)
        mark = (
            ""
            if finding.status == "new"
            else {"baseline": " [godtagen]", "suppressed": " [undantagen]"}[finding.status]
        )
        head = paint(_LABEL[finding.severity], _COLOUR[finding.severity])
        lines.append(f"{_INDENT}{line}:{column} {head} {finding.rule}{mark}")
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


def _place(result: DocumentResult, finding: Finding) -> str:
    assert result.document is not None
    block = result.document.blocks[finding.block]
    parts = list(block.section)
    if parts and parts[0] == result.document.title:
        del parts[0]  # stands in the line above
    if block.provision:
        parts.append(
            f"punkt {block.provision}"
            if block.provision[0].isdigit() and "§" not in block.provision
            else block.provision
        )
    if block.page:
        parts.append(f"sidan {block.page}")
    return " › ".join(parts)


def _excerpt(finding: Finding, paint: object) -> list[str]:
    """The sentence, or the part of it around the flagged words, with carets under them."""
    assert callable(paint)
    sentence = safe(finding.sentence)
    at = finding.sentence_start
    if at < 0:
        return [textwrap.shorten(sentence, _WIDTH, placeholder=" …")]
    words = len(safe(finding.sentence[at : at + _flagged(finding)]))
    room = _WIDTH - 8
    left = max(0, min(at - (room - min(words, room)) // 2, len(sentence) - room))
    if left:
        left = sentence.find(" ", left) + 1 if -1 < sentence.find(" ", left) < at else left
    cut = sentence[left : left + room]
    lead, tail = ("… " if left else ""), (" …" if left + room < len(sentence) else "")
    width = max(1, min(words, len(cut) - (at - left)))
    return [lead + cut + tail, " " * (len(lead) + at - left) + paint("^" * width, "1")]


def _flagged(finding: Finding) -> int:
    """Length of the flagged words in the normalised sentence."""
    return max(1, len(" ".join(finding.text.replace("\u00ad", "").split())))


def _wrapped(text: str, lead: str) -> list[str]:
    return textwrap.wrap(
        lead + safe(text), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT + " " * len(lead),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _summary(report: Report) -> str:
    counts = report.by_severity()
    if not any(counts.values()):
        return "Inga anmärkningar."
    names = {"error": "fel", "warning": "varningar", "info": "upplysningar"}
    singular = {"error": "fel", "warning": "varning", "info": "upplysning"}
    parts = [f"{n} {singular[k] if n == 1 else names[k]}" for k, n in counts.items() if n]
    documents = sum(1 for r in report.results if any(f.status == "new" for f in r.findings))
    return f"{', '.join(parts)} i {documents} dokument."
