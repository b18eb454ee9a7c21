"""The report as one page to read, filter and print: its values are put together here, its form is in templates."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lintkit.families import FAMILIES
from lintkit.finding import Finding, Severity
from lintkit.report import html_facts
from lintkit.report.common import (  # fmt: skip
    LABEL,
    MARK,
    block_of,
    counted,
    document_of,
    is_text,
    marked_summary,
    provision,
    safe,
    section,
    summary,
)
from lintkit.report.html_text import Row, rows
from lintkit.report.model import DocumentResult, Help, Report, whole
from lintkit.report.page_model import Facts

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
#: What families are called where there is room.
FAMILY_NAMES = {
    "vagt": "Vaga uttryck", "register": "Registerutdrag", "sanktion": "Sanktioner", "hanvisning": "Hänvisningar",
    "begrepp": "Begrepp", "metadata": "Uppgifter", "kontroll": "Kontroller", "konflikt": "Konflikter",
    "sprak": "Klarspråk",
}  # fmt: skip
FORMATS = {
    "docx": "Word", "odt": "ODT", "pdf": "PDF", "html": "HTML", "xml": "Akoma Ntoso", "md": "Markdown", "txt": "text",
}  # fmt: skip


class Note(NamedTuple):
    """One finding as the page shows it; `id` and `mark` are anchors of the note and of its words."""

    id: str
    mark: str
    finding: Finding
    family: str
    label: str
    where: str
    status: str


class Page(NamedTuple):
    """One document as the page shows it."""

    id: str
    result: DocumentResult
    title: str
    meta: str
    counts: str
    marked: int
    rows: list[Row]
    notes: list[Note]
    unread: list[str]
    picture: str
    ladders: list[html_facts.Table]
    registers: list[html_facts.Table]
    controls: html_facts.Table | None
    has_facts: bool


def render(report: Report, facts: Facts | None = None) -> str:
    """The report as one HTML page in Swedish. `facts` are what the documents say, shown beside the findings."""
    facts = facts or Facts()
    pages = [_page(i, result, facts) for i, result in enumerate(report.results)]
    style, script = _style(), _asset("page.js")
    used = {f.rule for r in report.results for f in r.findings}
    families = [f for f in FAMILIES if any(x.family == f for r in report.results for x in r.findings)]
    return _environment().get_template("page.html.j2").render(
        policy=_policy(style, script), style=style, script=script, report=report, pages=pages,
        summary=summary(report), marked=marked_summary(report), totals=_totals(report, facts), families=families,
        family_names=FAMILY_NAMES, matrix=_matrix(report, families), rules=_rules(report, used), gone=facts.gone,
        comparison=_comparison(report, families, facts), single=len(pages) == 1,
        severities=[(s.key, _PLURAL[s]) for s in _SEVERITIES], statuses=sorted(
            {f.status for r in report.results for f in r.findings}
        ),
    )  # fmt: skip


_PLURAL = {Severity.ERROR: "Fel", Severity.WARNING: "Varningar", Severity.INFO: "Upplysningar"}


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters["safe_text"] = lambda value: safe(str(value))
    return made


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _style() -> str:
    return colors() + _asset("page.css")


def colors() -> str:
    """The report's colours and letters as CSS variables, light and dark; other pages of lintkit share them."""
    return _asset("colors.css")


def policy() -> str:
    """The content policy that every report carries, for those who send it over HTTP."""
    return _policy(_style(), _asset("page.js"))


def _policy(style: str, script: str) -> str:
    """The page's own style and script may be used, and nothing else: a word that slipped through could do nothing."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _page(index: int, result: DocumentResult, facts: Facts) -> Page:
    document = whole(result)
    key = f"d{index}"
    new = [f for f in result.findings if f.status == "new"]
    ladder, register = facts.ladders.get(result.path), facts.registers.get(result.path)
    control = facts.controls.get(result.path)
    kind = "" if result.kind == "annat" else result.kind.replace("-", " ")
    pages = max((b.page or 0 for b in document.blocks), default=0) if document else 0
    meta = [FORMATS.get(result.format, result.format), kind, f"{pages} sidor" if pages > 1 else ""]
    if document:
        meta.append(f"{result.words:,} ord".replace(",", " "))
    unread = [safe(u.what + (f" ({u.where})" if u.where else "")) for u in document.unread] if document else []
    return Page(
        key, result, safe((document.title if document else "") or result.path), " · ".join(m for m in meta if m),
        counted(_by_severity(new)), len(result.findings) - len(new), rows(result) if document else [],
        [_note(key, n, f, result) for n, f in enumerate(result.findings)], unread,
        html_facts.picture(ladder) if ladder and ladder.ladders else "",
        html_facts.ladders(ladder) if ladder else [], html_facts.registers(register) if register else [],
        html_facts.controls(control) if control and control.document else None,
        any(sheet is not None for sheet in (ladder, register, control)),
    )  # fmt: skip


def _by_severity(findings: Sequence[Finding]) -> dict[str, int]:
    counts = Counter(f.severity for f in findings)
    return {s.key: counts[s] for s in _SEVERITIES}


def _note(page: str, number: int, finding: Finding, result: DocumentResult) -> Note:
    document = document_of(result)
    block = block_of(finding, document)
    line, column = document.line_column(finding.start)
    where = [" › ".join(section(block, document)[-1:]), provision(block), f"sidan {block.page}" if block.page else ""]
    where.append(f"rad {line}, kolumn {column}" if is_text(result) else f"stycke {block.index + 1}")
    label = LABEL[finding.severity].capitalize() + (" (på försök)" if finding.experimental else "")
    return Note(
        f"{page}-n{number}", f"{page}-m{number}", finding, FAMILY_NAMES.get(finding.family, finding.family), label,
        safe(", ".join(w for w in where if w)), MARK.get(finding.status, ""),
    )  # fmt: skip


def _totals(report: Report, facts: Facts) -> list[tuple[str, str, int]]:
    """Class, name and count of what the page leads with."""
    new = report.by_severity()
    out = [(s.key, _PLURAL[s], new[s.key]) for s in _SEVERITIES]
    statuses = Counter(f.status for r in report.results for f in r.findings)
    if statuses["baseline"]:
        out.append(("marked", "Godtagna", statuses["baseline"]))
    if statuses["suppressed"]:
        out.append(("marked", "Undantagna", statuses["suppressed"]))
    if facts.gone:
        out.append(("gone", "Borta sedan godtagandet", len(facts.gone)))
    return out


def _matrix(report: Report, families: Sequence[str]) -> list[tuple[str, str, dict[str, int], dict[str, int], str]]:
    """A row for each document: anchor, path, new findings by severity and by family, and why it was not read."""
    out = []
    for index, result in enumerate(report.results):
        new = [f for f in result.findings if f.status == "new"]
        counts = Counter(f.family for f in new)
        out.append((
            f"d{index}", safe(result.path), _by_severity(new), {f: counts[f] for f in families},
            safe(result.error or ""),
        ))  # fmt: skip
    return out


def _comparison(report: Report, families: Sequence[str], facts: Facts) -> list[tuple[str, int, int, int, int]]:
    """By family: new, accepted, exempted, gone; empty when nothing has been accepted or exempted."""
    if not facts.gone and not report.marked:
        return []
    counts = Counter((f.family, f.status) for r in report.results for f in r.findings)
    gone = Counter(g.rule.partition("-")[0] for g in facts.gone)
    names = [f for f in FAMILIES if f in families or gone[f]]
    return [(FAMILY_NAMES[f], counts[f, "new"], counts[f, "baseline"], counts[f, "suppressed"], gone[f]) for f in names]


def _rules(report: Report, used: set[str]) -> list[Help]:
    return [report.rules[rule] for rule in sorted(used) if rule in report.rules]
