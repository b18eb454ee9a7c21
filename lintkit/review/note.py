"""What a comment says about a finding, in Swedish; knows findings and rules, not the file it is written into."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from lintkit.finding import Finding, Severity
from lintkit.rules.model import Rule

#: Who the comments are by, and what stands in the margin.
AUTHOR = "lintkit"
INITIALS = "lk"

_SEVERITY = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"}
#: Most related places and sources that are listed.
_LISTED = 5


@dataclass(frozen=True, slots=True)
class Note:
    """A comment to write on `text[start:end]` of the document (half-open, code points); `block` is the index of the
    block it belongs to, for ranges that have no place of their own in the file. `lines` are its paragraphs.
    `replacement` is what the words can be exchanged for as they stand, or "". `severity` and `rule` tell formats that
    colour and name their marks.
    """

    start: int
    end: int
    block: int
    lines: tuple[str, ...]
    replacement: str = ""
    severity: Severity = Severity.WARNING
    rule: str = ""


def note(finding: Finding, rule: Rule) -> Note:
    """A finding as a comment: what is wrong, why, how to rewrite, other places, sources, and the rule's id.

    No line begins with "lintkit:", so that a comment is never taken for an exemption.
    """
    lines = [finding.message, f"Varför: {rule.why}"]
    if finding.fix:
        lines.append(f"Skriv om: {finding.fix}")
    if finding.suggestion:
        lines.append(f"Ändra till: ”{finding.suggestion}”")
    lines += [f"{r.message or 'Se även'}: ”{r.text}” ({r.path})" for r in finding.related[:_LISTED]]
    if rule.sources:
        named = [source.title + (f", {source.ref}" if source.ref else "") for source in rule.sources[:_LISTED]]
        lines.append(f"{'Källa' if len(named) == 1 else 'Källor'}: {'; '.join(named)}")
    trial = ", på försök" if finding.experimental else ""
    lines.append(f"Regel: {rule.id} ({_SEVERITY[finding.severity]}{trial})")
    return Note(
        finding.start, finding.end, finding.block, tuple(clean(line) for line in lines), finding.suggestion,
        finding.severity, rule.id,
    )  # fmt: skip


def clean(text: str) -> str:
    """Text on one line, without control and direction characters, most of which XML cannot hold either."""
    shown = (c if c.isprintable() or unicodedata.category(c) == "Zs" else " " for c in text)
    return " ".join("".join(shown).split())
