"""A report with everything that formats must cope with: hostile text, every status and severity, pages, no lines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from lintkit import __version__
from lintkit.accept import Listed
from lintkit.config import Accepted
from lintkit.document import BlockKind, Document, Draft, Unread, assemble
from lintkit.engine import lint_result, prepare, rule_help
from lintkit.finding import Related, Severity
from lintkit.read import read_bytes
from lintkit.report.model import DocumentResult, Report
from lintkit.rules import load_rules

DAY = date(2026, 11, 21)
SUITES = Path(__file__).resolve().parents[3] / "shared" / "suites"

#: Steers a terminal, an editor, a web page, a workflow log, a forge and an XML parser.
EVIL = (
    "<script>alert(1)</script> |@kommun #12 \x1b[31m\u202eöte \x07{0} ]]> ::error::x% `kod` https://ex.se &amp; \ufeff"
)

#: What must not stand raw in any output. Line feeds and tabs are the formats' own.
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

TEXT = (
    f"# Reglemente {EVIL}\n\n## Krav [på] _svar_\n\n"
    "1. Anordnaren ska snarast svara 𐐀 och skyndsamt åtgärda brister.\n"
    f"2. Anordnaren ska snarast {EVIL} meddela nämnden.\n"
    "3. Anordnaren ska skyndsamt betala. <!-- lintkit: ok vagt-tid – avtalat | <b>så</b> /A. Berg -->\n"
    "4. Anordnaren ska omgående flytta.\n"
)
PARAGRAPHS = ("Villkor", "Anordnaren ska snarast svara.", "Anordnaren ska skyndsamt betala.")


@cache
def report() -> Report:
    """Seven new findings in three formats, one suppressed, one accepted; one document clean and one unreadable."""
    rules = [r for r in load_rules() if r.rule.id in ("vagt-tid", "vagt-grad", "metadata-undantag-onodigt")]
    linter = prepare(rules, DAY, nlp="none")
    first = lint_result(linter, read_bytes(TEXT.encode(), "./villkor/öppna, dörrar: 1%.md"), kind="reglemente")
    last = first.findings[-1]
    accepted = Listed("b.yaml", "baseline", (Accepted(last.fingerprint, last.rule, "känt\x1b sedan förr", "C. Dahl"),))
    linter = replace(linter, accepted=(accepted,))
    results = [
        lint_result(linter, read_bytes(TEXT.encode(), first.path), kind="reglemente"),
        lint_result(linter, pages("docx"), kind="reglemente"),
        lint_result(linter, pages("pdf"), kind="reglemente"),
        lint_result(linter, read_bytes(b"# Villkor\n\nAnordnaren ska svara inom tre dagar.\n", "rent.md")),
        DocumentResult("trasig.docx", "docx", None, "annat", (), "är ingen Word-fil\x1b"),
    ]
    findings = list(results[0].findings)
    findings[0] = replace(
        findings[0],
        severity=Severity.ERROR,
        related=(
            Related(results[0].path, 5, 9, "Regl", "strider mot"),
            Related("annan.docx", 0, 3, EVIL),
        ),
    )
    findings[1] = replace(findings[1], severity=Severity.INFO)
    findings[2] = replace(findings[2], experimental=True)
    results[0] = replace(results[0], findings=tuple(findings))
    return Report(__version__, DAY, tuple(results), rule_help(rules))


def pages(format_: str) -> Document:
    """A document whose lines are not lines of its file: paragraphs for docx, pages for pdf."""
    drafts, at = [], 0
    for index, words in enumerate(PARAGRAPHS):
        kind = BlockKind.HEADING if index == 0 else BlockKind.PARAGRAPH
        place = {"page": index + 1} if format_ == "pdf" else {"paragraph": index}
        drafts.append(Draft(kind, at, at + len(words), level=int(index == 0), **place))
        at += len(words) + 1
    text = "\n".join(PARAGRAPHS) + "\n"
    return assemble(f"avtal.{format_}", format_, text, drafts, unread=[Unread("en bild av text", "sidan 2")])


def empty() -> Report:
    """A run without documents."""
    return Report(__version__, DAY, (), {})
