"""A comparison as a page of its own: no script, nothing fetched, every word from a document escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from lintkit.finding import Finding
from lintkit.report.change import (
    DIRECTION,
    KIND,
    counts_of,
    excerpt,
    facts_in_order,
    heading_of,
    headline,
    moved_from,
    provisions_line,
    shown_provisions,
    where,
)
from lintkit.report.change_model import Changes, DocumentChange, ProvisionChange
from lintkit.report.common import LABEL, MARK, block_of, document_of, is_text, provision, safe, split_sentence
from lintkit.report.facts_model import LadderSheet, RegisterSheet
from lintkit.report.facts_words import MISSING, months, title_of
from lintkit.report.model import DocumentResult

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
.note { border-left: .3rem solid var(--line); background: var(--soft); margin: 1rem 0; padding: .6rem 1rem; }
.note.error { border-color: var(--error); } .note.warning { border-color: var(--warning); }
.note.info { border-color: var(--info); } .note p { margin: .35rem 0; }
.error > .head strong { color: var(--error); } .warning > .head strong { color: var(--warning); }
.info > .head strong { color: var(--info); }
mark { background: var(--mark); color: inherit; padding: 0 .1em; }
blockquote { margin: .35rem 0; }
@media print { body { max-width: none; } .note { break-inside: avoid; } .skip { display: none; } }
ins { text-decoration: underline; text-decoration-thickness: .12em; background: var(--added); }
del { background: var(--removed); }
:root { --added: #d9f2dc; --removed: #fbdcdc; }
@media (prefers-color-scheme: dark) { :root { --added: #1f4a2a; --removed: #5a2426; } }
dl.facts dt { font-weight: 600; } dl.facts dd { margin: 0 0 .35rem 1rem; }
dt.less_clear { color: var(--error); } dt.clearer { color: var(--info); }
.provision { border-left: .3rem solid var(--line); margin: .6rem 0; padding: .1rem 1rem; }
.provision p { margin: .2rem 0; } .again { font-style: italic; }
.wide { overflow-x: auto; } .wide th, .wide td { overflow-wrap: normal; padding-right: .75rem; }
.wide tbody th { overflow-wrap: anywhere; min-width: 9rem; } .wide th.number { white-space: nowrap; }
details { margin: .6rem 0; }
"""
# The page needs no more than its own style; should a word slip through unescaped, it can neither run nor call out.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_TAG = {"equal": "", "delete": "del", "insert": "ins"}


def render(changes: Changes) -> str:
    """The comparison as one HTML page in Swedish."""
    body = "\n".join(line for part in (_opening(changes), _documents(changes)) for line in part)
    return (
        '<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Jämförelse: {_text(headline(changes))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#dokument">Till dokumenten</a>\n<main>\n{body}\n</main>\n'
        f"<footer><p>lintkit {_text(changes.version)}, bedömt per {changes.today.isoformat()}.</p></footer>\n"
        "</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(safe(text))


def _opening(changes: Changes) -> Iterator[str]:
    yield "<h1>Vad ändringen innebär</h1>"
    yield f"<p>{_text(changes.before)} → {_text(changes.after)}</p>"
    yield f"<p><strong>{_text(headline(changes))}</strong></p>"
    yield f"<p>{_text(provisions_line(changes.provisions()))}</p>"
    yield '<div class="wide" tabindex="0" role="region" aria-label="Dokument">'
    yield '<table id="dokument">\n<caption>Dokument</caption>\n<thead><tr>'
    yield '<th scope="col">Dokument</th>'
    names = ("Nya", "Åtgärdade", "Kvarstår", "Otydligare", "Tydligare", "Bestämmelser")
    yield "".join(f'<th scope="col" class="number">{name}</th>' for name in names)
    yield "</tr></thead>\n<tbody>"
    for index, change in enumerate(changes.documents):
        words = _text(change.path)
        name = f'<th scope="row">{words if change.is_empty else f"""<a href="#d{index}">{words}</a>"""}</th>'
        if change.errors:
            yield f'<tr>{name}<td colspan="6">oläst: {_text("; ".join(change.errors))}</td></tr>'
            continue
        ways = [f.direction for f in change.facts]
        counts = (
            len(change.new_findings), len(change.fixed), len(change.kept), ways.count("less_clear"),
            ways.count("clearer"), len(shown_provisions(change)),
        )  # fmt: skip
        cells = "".join(f'<td class="number">{n}</td>' for n in counts)
        yield f"<tr>{name}{cells}</tr>"
    yield "</tbody>\n</table>\n</div>"


def _documents(changes: Changes) -> Iterator[str]:
    for index, change in enumerate(changes.documents):
        if change.is_empty:
            continue
        yield f'<section aria-labelledby="d{index}">\n<h2 id="d{index}">{_text(heading_of(change))}</h2>'
        yield from (f"<p><strong>{_text(error[:1].upper() + error[1:])}.</strong></p>" for error in change.errors)
        yield from _facts(change)
        yield from _found(change)
        yield from _provisions(change)
        yield from _folded("Kvarstår", change.kept, change.new)
        yield "</section>"


def _facts(change: DocumentChange) -> Iterator[str]:
    if not change.facts:
        return
    yield '<h3>Sanktionstrappa och registerkrav</h3>\n<dl class="facts">'
    for direction, facts in groupby(facts_in_order(change), lambda fact: fact.direction):
        yield f'<dt class="{direction}">{DIRECTION[direction].capitalize()}</dt>'
        yield from (f"<dd>{_text(fact.message)}</dd>" for fact in facts)
    yield "</dl>"
    topics = {fact.topic for fact in change.facts}
    old, new = change.ladders
    if "ladder" in topics and old is not None and new is not None:
        head = ("Steg", "Utlöses av", "Beslutas av", "Frist")
        yield from _before_and_after("Sanktionstrappan före och efter", head, _steps(old), _steps(new))
    before, after = change.registers
    if "registers" in topics and before is not None and after is not None:
        head = ("Handling", "Gäller", "Högsta ålder", "Förnyas")
        yield from _before_and_after("Registerkraven före och efter", head, _demands(before), _demands(after))


def _steps(sheet: LadderSheet) -> list[tuple[str | None, ...]]:
    steps = [step for ladder in sheet.ladders for step in ladder.steps]
    return [(title_of(s), s.trigger, s.decider, s.deadline or s.vague_time) for s in steps]


def _demands(sheet: RegisterSheet) -> list[tuple[str | None, ...]]:
    return [
        (
            r.register or r.extract,
            ", ".join(r.subjects) or ("företaget" if r.company else None),
            months(r.max_age_months) or r.age,
            months(r.renewal_months) or r.renewal,
        )
        for r in sheet.requirements
    ]


def _before_and_after(
    title: str, head: Sequence[str], old: Sequence[tuple[str | None, ...]], new: Sequence[tuple[str | None, ...]]
) -> Iterator[str]:
    yield f"<details>\n<summary>{title}</summary>"
    for caption, rows in (("Före", old), ("Efter", new)):
        yield f'<div class="wide" tabindex="0" role="region" aria-label="{title}: {caption.lower()}">'
        yield f"<table>\n<caption>{caption}</caption>\n<thead><tr>"
        yield "".join(f'<th scope="col">{name}</th>' for name in head)
        yield "</tr></thead>\n<tbody>"
        for first, *rest in rows:
            cells = "".join(f"<td>{_text(cell or MISSING)}</td>" for cell in rest)
            yield f'<tr><th scope="row">{_text(first or MISSING)}</th>{cells}</tr>'
        if not rows:
            yield f'<tr><td colspan="{len(head)}">Ingenting hittades.</td></tr>'
        yield "</tbody>\n</table>\n</div>"
    yield "</details>"


def _found(change: DocumentChange) -> Iterator[str]:
    if change.new_findings and change.new is not None:
        yield f"<h3>Nya anmärkningar ({len(change.new_findings)})</h3>"
        for new in change.new_findings:
            if new.replaces is not None:
                yield '<p class="again">Meningen är ändrad; samma anmärkning fanns på den tidigare lydelsen:</p>'
            yield from _note(new.finding, change.new)
    yield from _folded("Åtgärdade", change.fixed, change.old)
    yield from _folded("Undantagna", change.exempted, change.new)


def _folded(title: str, findings: Sequence[Finding], result: DocumentResult | None) -> Iterator[str]:
    if findings and result is not None:
        yield f"<details>\n<summary>{title} ({len(findings)})</summary>"
        for finding in findings:
            yield from _note(finding, result)
        yield "</details>"


def _provisions(change: DocumentChange) -> Iterator[str]:
    if not change.provisions:
        return
    side = change.new or change.old
    title = side.document.title if side is not None and side.document is not None else ""
    yield f"<h3>Bestämmelser</h3>\n<p>{_text(provisions_line(counts_of(change)))}</p>"
    for item in shown_provisions(change):
        yield from _provision(item, title)


def _provision(change: ProvisionChange, title: str) -> Iterator[str]:
    moved = " och flyttad" if change.kind == "changed" and change.moved else ""
    origin = moved_from(change)
    lead = f"<strong>{(KIND[change.kind] + moved).capitalize()}</strong>, {_text(where(change, title))}"
    yield f'<div class="provision">\n<p>{lead}{_text(f", {origin}" if origin else "")}</p>'
    if change.kind == "changed":
        pieces = "".join(_piece(op, text) for op, text in excerpt(change.words, 200))
    else:
        here = change.new or change.old
        text = here.text if here is not None else ""
        pieces = _piece({"added": "insert", "removed": "delete"}.get(change.kind, "equal"), text)
    yield f"<p>{pieces}</p>\n</div>"


def _piece(op: str, text: str) -> str:
    tag = _TAG[op]
    if not tag or not text.strip():
        return _text(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{_text(before)}<{tag}>{_text(text.strip())}</{tag}>{_text(after)}"


def _note(finding: Finding, result: DocumentResult) -> Iterator[str]:
    """One finding as a block, line by line."""
    document = document_of(result)
    block = block_of(finding, document)
    line, column = document.line_column(finding.start)
    where = [provision(block), f"sidan {block.page}" if block.page else "", f"stycke {block.index + 1}"]
    if is_text(result):
        where[-1] = f"rad {line}, kolumn {column}"
    status = "" if finding.status == "new" else f" [{MARK[finding.status]}]"
    trial = " (på försök)" if finding.experimental else ""
    yield f'<div class="note {finding.severity.key}">'
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
    yield "</div>"
