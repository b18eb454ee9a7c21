"""A comparison for the terminal: findings, facts and provisions document by document."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from lintkit.finding import Finding
from lintkit.report.change import (
    DIRECTION,
    KIND,
    counts_of,
    documents_with_changes,
    excerpt,
    facts_in_order,
    heading_of,
    headline,
    moved_from,
    provisions_line,
    shown_provisions,
    where,
)
from lintkit.report.change_model import Changes, DocumentChange, NewFinding, ProvisionChange
from lintkit.report.common import LABEL, document_of, flat, place_or_paragraph, safe
from lintkit.report.facts_words import cut
from lintkit.report.model import DocumentResult

_WIDTH = 100
_SIGN = {"less_clear": "−", "clearer": "+", "changed": "~"}
_COLOUR = {"less_clear": "31", "clearer": "32", "changed": "33"}
Paint = Callable[[str, str], str]


def render(changes: Changes, *, color: bool = False) -> str:
    """The comparison as text; documents that say the same with the same findings are left out."""

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if color else text

    lines: list[str] = []
    for change in documents_with_changes(changes):
        lines += [*_document(change, paint), ""]
    lines += [headline(changes), provisions_line(changes.provisions())]
    return "\n".join(lines) + "\n"


def _document(change: DocumentChange, paint: Paint) -> Iterator[str]:
    yield paint(heading_of(change), "1")
    for error in change.errors:
        yield f"  {paint(safe(error), '31;1')}."
    if change.facts:
        yield "  Sanktionstrappa och registerkrav"
    for fact in facts_in_order(change):
        lead = f"{_SIGN[fact.direction]} {DIRECTION[fact.direction]}: "
        yield from _wrapped(paint(lead, _COLOUR[fact.direction]), len(lead), safe(fact.message))
    if change.new_findings:
        assert change.new is not None
        yield f"  Nya anmärkningar ({len(change.new_findings)})"
        for new in change.new_findings:
            yield from _finding(new, change.new, paint)
    yield from _short("Åtgärdade", change.fixed, change.old)
    yield from _short("Undantagna", change.exempted, change.new)
    shown = shown_provisions(change)
    if change.provisions:
        yield f"  {provisions_line(counts_of(change))}"
    side = change.new or change.old
    title = side.document.title if side is not None and side.document is not None else ""
    for provision in shown:
        yield from _provision(provision, title, paint)
    if change.kept:
        yield f"  Kvarstår: {len(change.kept)}"


def _finding(new: NewFinding, result: DocumentResult, paint: Paint) -> Iterator[str]:
    finding = new.finding
    line, column = document_of(result).line_column(finding.start)
    where_ = place_or_paragraph(finding, document_of(result))
    again = " (meningen är ändrad; samma anmärkning fanns tidigare)" if new.replaces else ""
    yield f"    {line}:{column} {paint(LABEL[finding.severity], '1')} {finding.rule}, {where_}{again}"
    yield from _wrapped("", 0, f"”{cut(finding.sentence, 220)}”", "      ")
    yield from _wrapped("", 0, flat(finding.message), "      ")
    if finding.fix:
        yield from _wrapped("", 0, f"Förslag: {flat(finding.fix)}", "      ")


def _short(title: str, findings: Sequence[Finding], result: DocumentResult | None) -> Iterator[str]:
    if not findings or result is None:
        return
    yield f"  {title} ({len(findings)})"
    for finding in findings:
        place = place_or_paragraph(finding, document_of(result))
        reason = f": {flat(finding.reason)}" if finding.reason else ""
        yield f"    {finding.rule}, {place}: ”{cut(finding.text, 60)}”{reason}"


def _provision(change: ProvisionChange, title: str, paint: Paint) -> Iterator[str]:
    moved = " och flyttad" if change.kind == "changed" and change.moved else ""
    lead = f"{KIND[change.kind]}{moved}, {where(change, title)}{_from(change)}: "
    if change.kind == "changed":
        text = " ".join("".join(_piece(op, piece, paint) for op, piece in excerpt(change.words)).split())
    else:
        here = change.new or change.old
        assert here is not None
        text = cut(here.text, 160)
    yield from _wrapped("", 0, lead + text)


def _piece(op: str, text: str, paint: Paint) -> str:
    shown = safe(text)
    if op == "equal" or not shown.strip():
        return shown
    before, after = shown[: len(shown) - len(shown.lstrip())], shown[len(shown.rstrip()) :]
    words = f"[-{shown.strip()}-]" if op == "delete" else f"{{+{shown.strip()}+}}"
    return f"{before}{paint(words, '31' if op == 'delete' else '32')}{after}"


def _from(change: ProvisionChange) -> str:
    words = moved_from(change)
    return f", {words}" if words else ""


def _wrapped(lead: str, width: int, text: str, indent: str = "    ") -> Iterator[str]:
    lines = textwrap.wrap(text, _WIDTH - width, subsequent_indent="", break_long_words=False, break_on_hyphens=False)
    for number, line in enumerate(lines or [""]):
        yield indent + (lead if number == 0 else " " * width) + ("  " if number and not width else "") + line
