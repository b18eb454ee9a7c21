"""A page of its own for reading and printing: no script, nothing fetched, every word from a document escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from lintkit.finding import Finding, Severity
from lintkit.report.common import (
    LABEL,
    MARK,
    block_of,
    document_of,
    is_text,
    marked_summary,
    provision,
    safe,
    section,
    split_sentence,
    summary,
)
from lintkit.report.model import DocumentResult, Report

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #f3f3f1; --line: #8a8a85; --mark: #ffe08a;
  --error: #a4161a; --warning: #7a4a00; --info: #1d4e89; }
@media (prefers-color-scheme: dark) { :root { --ink: #ededeb; --paper: #17181a; --soft: #24262a; --line: #85888f;
  --mark: #6b5200; --error: #ff9a94; --warning: #f2c063; --info: #9cc4f5; } }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem 1rem 4rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 2.5rem; border-top: 2px solid var(--line); padding-top: 1rem; }
a { color: inherit; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--info); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem .35rem 0; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
article { border-left: .3rem solid var(--line); background: var(--soft); margin: 1rem 0; padding: .6rem 1rem; }
article.error { border-color: var(--error); } article.warning { border-color: var(--warning); }
article.info { border-color: var(--info); } article p { margin: .35rem 0; }
.error > .head strong { color: var(--error); } .warning > .head strong { color: var(--warning); }
.info > .head strong { color: var(--info); }
mark { background: var(--mark); color: inherit; padding: 0 .1em; }
blockquote { margin: .35rem 0; }
@media print { body { max-width: none; } article { break-inside: avoid; } .skip { display: none; } }
"""
# The page needs no more than its own style; should a word ever slip through unescaped, it still cannot run or call out.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(report: Report) -> str:
    """The report as one HTML page in Swedish."""
    body = "\n".join([*_opening(report), *(line for i, r in enumerate(report.results) for line in _document(i, r))])
    return (
        '<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Granskning: {_text(summary(report))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#dokument">Till dokumenten</a>\n<main>\n{body}\n</main>\n{_footer(report)}'
        "</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(safe(text))


def _opening(report: Report) -> Iterator[str]:
    yield "<h1>Granskning av regelverk</h1>"
    yield f"<p>{_text(summary(report))}</p>"
    if marked := marked_summary(report):
        yield f"<p>{_text(marked)}</p>"
    yield '<table id="dokument">\n<caption>Dokument</caption>\n<thead><tr><th scope="col">Dokument</th>'
    yield "".join(f'<th scope="col" class="number">{name}</th>' for name in ("Fel", "Varningar", "Upplysningar"))
    yield "</tr></thead>\n<tbody>"
    for index, result in enumerate(report.results):
        name = f'<th scope="row"><a href="#d{index}">{_text(result.path)}</a></th>'
        if result.error is not None:
            yield f'<tr>{name}<td colspan="3">oläst: {_text(result.error)}</td></tr>'
            continue
        new = [f.severity for f in result.findings if f.status == "new"]
        counts = [new.count(s) for s in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
        cells = "".join(f'<td class="number">{n}</td>' for n in counts)
        yield f"<tr>{name}{cells}</tr>"
    yield "</tbody>\n</table>"


def _document(index: int, result: DocumentResult) -> Iterator[str]:
    title = result.document.title if result.document else ""
    yield f'<section aria-labelledby="d{index}">\n<h2 id="d{index}">{_text(title or result.path)}</h2>'
    if title:
        yield f"<p>{_text(result.path)}</p>"
    if result.error is not None:
        yield f"<p><strong>Dokumentet kunde inte läsas:</strong> det {_text(result.error)}.</p>"
    unread = result.document.unread if result.document else ()
    if unread:
        yield "<p>Delar som inte kunde läsas:</p>\n<ul>"
        yield from (f"<li>{_text(u.what + (f' ({u.where})' if u.where else ''))}</li>" for u in unread)
        yield "</ul>"
    new = [f for f in result.findings if f.status == "new"]
    yield from _findings(new, result)
    if not new and result.error is None:
        yield "<p>Inga nya anmärkningar.</p>" if result.findings else "<p>Inga anmärkningar.</p>"
    if decided := [f for f in result.findings if f.status != "new"]:
        yield f"<details>\n<summary>Godtagna och undantagna ({len(decided)})</summary>"
        yield from _findings(decided, result)
        yield "</details>"
    yield "</section>"


def _findings(findings: list[Finding], result: DocumentResult) -> Iterator[str]:
    """Findings in text order, a heading for each section."""
    for names, group in groupby(findings, lambda f: section(block_of(f, document_of(result)), document_of(result))):
        if names:
            yield f"<h3>{_text(' › '.join(names))}</h3>"
        for finding in group:
            yield from _finding(finding, result)


def _finding(finding: Finding, result: DocumentResult) -> Iterator[str]:
    document = document_of(result)
    block = block_of(finding, document)
    line, column = document.line_column(finding.start)
    where = [provision(block), f"sidan {block.page}" if block.page else "", f"stycke {block.index + 1}"]
    if is_text(result):
        where[-1] = f"rad {line}, kolumn {column}"
    status = "" if finding.status == "new" else f" [{MARK[finding.status]}]"
    trial = " (på försök)" if finding.experimental else ""
    yield f'<article class="{finding.severity.key}">'
    yield (
        f'<p class="head"><strong>{LABEL[finding.severity].capitalize()}</strong> '
        f"<code>{_text(finding.rule)}</code>{trial}{status}, {_text(', '.join(w for w in where if w))}</p>"
    )
    before, words, after = split_sentence(finding)
    flagged = f"<mark>{_text(words)}</mark>" if words else ""
    yield f"<blockquote>{_text(before)}{flagged}{_text(after)}</blockquote>"
    if finding.reason:
        yield f"<p>Skäl: {_text(finding.reason)}</p>"
    yield f"<p>{_text(finding.message)}</p>"
    if finding.fix:
        yield f"<p>Förslag: {_text(finding.fix)}</p>"
    for other in finding.related:
        yield f"<p>{_text(other.message or 'Se även')}: ”{_text(other.text)}” ({_text(other.path)})</p>"
    yield "</article>"


def _footer(report: Report) -> str:
    return (
        f"<footer><p>lintkit {_text(report.version)}, bedömt per {report.today.isoformat()}: "
        f"{_text(report.read_line())}.</p></footer>\n"
    )
