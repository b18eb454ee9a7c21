"""The controls that documents have, as table, JSON, Markdown and HTML; the reading of them is done elsewhere."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from lintkit.document import Document
from lintkit.facts.passage import Slot
from lintkit.report.common import flat, to_json
from lintkit.report.markdown import plain
from lintkit.rules.controls import Reading

SCHEMA = "lintkit-coverage/1"
STATUS = {
    "present": "finns", "weak": "svag", "delegated": "lämnas vidare", "missing": "saknas",
    "not_expected": "väntas inte",
}  # fmt: skip
_WIDTH = 100
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem 1rem;color:#1b1b1b;"
    "background:#fff;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}caption{text-align:left}"
    "th,td{border-bottom:1px solid #8a8a85;padding:.35rem .5rem .35rem 0;text-align:left;vertical-align:top}"
    ".missing{color:#a4161a;font-weight:600}.weak,.delegated{color:#7a4a00}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document's controls; `error` is set, and `document` None, when it could not be read."""

    path: str
    kind: str = "annat"
    document: Document | None = None
    readings: tuple[Reading, ...] = ()
    error: str | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many controls have each status, in the order of `STATUS`."""
        return {status: sum(r.status == status for r in self.readings) for status in STATUS}

    @property
    def shown(self) -> tuple[Reading, ...]:
        """The controls that the document has or ought to have."""
        return tuple(r for r in self.readings if r.status != "not_expected")


def _where(document: Document, place: Slot) -> str:
    block = document.block_at(place.start)
    if block.provision:
        return f"punkt {block.provision}" if "§" not in block.provision else block.provision
    if block.section:
        return flat(block.section[-1])
    return f"rad {document.line_column(block.start)[0]}"


def detail(sheet: Sheet, reading: Reading) -> str:
    """Where a control stands, what it lacks, where it is left to."""
    assert sheet.document is not None
    parts = []
    if reading.places:
        places = dict.fromkeys(_where(sheet.document, p) for p in reading.places[:4])
        parts.append(", ".join(places))
    if reading.status == "delegated":
        parts.append(f"till: {flat(reading.to)}")
    if reading.lacks:
        parts.append("säger inte " + " eller ".join(reading.lacks))
    return "; ".join(parts)


def total(sheet: Sheet) -> str:
    return ", ".join(f"{n} {STATUS[status]}" for status, n in sheet.counts.items() if n)


def render_table(sheets: Sequence[Sheet]) -> str:
    """A table for the terminal, one for each document, with a line of counts."""
    lines: list[str] = []
    for sheet in sheets:
        if sheet.document is None:
            lines += [f"{flat(sheet.path)} {flat(sheet.error or '')}.", ""]
            continue
        lines += [f"{flat(sheet.path)} – {flat(sheet.document.title)} ({sheet.kind})", ""]
        for reading in sheet.shown:
            head = f"  {reading.control.id:<4}{STATUS[reading.status]:<14}{reading.control.name}"
            lines.append(head)
            if where := detail(sheet, reading):
                lines += textwrap.wrap(where, _WIDTH, initial_indent=" " * 20, subsequent_indent=" " * 20)
        lines += ["", f"  {total(sheet)}", ""]
    return "\n".join(lines)


def render_json(sheets: Sequence[Sheet]) -> str:
    """The readings as JSON; offsets are in the document's text."""
    return to_json({"schema": SCHEMA, "documents": [_as_dict(s) for s in sheets]})


def _as_dict(sheet: Sheet) -> dict[str, Any]:
    document = sheet.document
    return {
        "path": sheet.path,
        "kind": sheet.kind,
        "title": document.title if document else "",
        "error": sheet.error,
        "counts": sheet.counts,
        "controls": [_control(r, document) for r in sheet.readings] if document else [],
    }


def _control(reading: Reading, document: Document) -> dict[str, Any]:
    places = []
    for place in reading.places:
        start, end = document.plain.to_source(place.start, place.end)
        provision = document.block_at(place.start).provision
        places.append({"start": start, "end": end, "provision": provision, "text": document.text[start:end]})
    return {
        "id": reading.control.id,
        "name": reading.control.name,
        "status": reading.status,
        "lacks": list(reading.lacks),
        "delegated_to": reading.to or None,
        "source": reading.control.source,
        "places": places,
    }


def render_markdown(sheets: Sequence[Sheet]) -> str:
    """A Markdown table for each document."""
    lines = ["# Kontroller mot välfärdsbrott", ""]
    for sheet in sheets:
        if sheet.document is None:
            lines += [f"## {plain(sheet.path)}", "", plain(f"Dokumentet {sheet.error}."), ""]
            continue
        lines += [f"## {plain(sheet.document.title or sheet.path)}", "", f"{plain(sheet.path)}: {total(sheet)}.", ""]
        lines += ["| Nr | Kontroll | Läge | Var och vad |", "|---|---|---|---|"]
        for r in sheet.shown:
            where = plain(detail(sheet, r), 200)
            lines.append(f"| {r.control.id} | {plain(r.control.name)} | {STATUS[r.status]} | {where} |")
        lines.append("")
    return "\n".join(lines)


def render_html(sheets: Sequence[Sheet]) -> str:
    """One page with a table for each document; nothing fetched, every word escaped."""
    body = "\n".join(line for sheet in sheets for line in _page(sheet))
    return (
        '<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Kontroller mot välfärdsbrott</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>Kontroller mot välfärdsbrott</h1>\n{body}\n</body>\n</html>\n"
    )


def _page(sheet: Sheet) -> Iterator[str]:
    if sheet.document is None:
        yield f"<h2>{escape(flat(sheet.path))}</h2><p>Dokumentet {escape(flat(sheet.error or ''))}.</p>"
        return
    yield f"<h2>{escape(flat(sheet.document.title or sheet.path))}</h2>"
    yield f"<table><caption>{escape(flat(sheet.path))}: {total(sheet)}</caption>"
    yield '<thead><tr><th scope="col">Nr</th><th scope="col">Kontroll</th><th scope="col">Läge</th>'
    yield '<th scope="col">Var och vad</th></tr></thead><tbody>'
    for r in sheet.shown:
        yield (
            f'<tr><td>{r.control.id}</td><th scope="row">{escape(r.control.name)}</th>'
            f'<td class="{r.status}">{STATUS[r.status]}</td><td>{escape(detail(sheet, r))}</td></tr>'
        )
    yield "</tbody></table>"


RENDERERS = {"table": render_table, "json": render_json, "markdown": render_markdown, "html": render_html}
