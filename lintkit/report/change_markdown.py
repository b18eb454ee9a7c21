"""A comparison as a comment on a pull request: what got less clear, new findings in a table, the rest folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintkit.finding import Finding
from lintkit.report.change import (
    DIRECTION,
    KIND,
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
from lintkit.report.change_model import Changes, DocumentChange, ProvisionChange
from lintkit.report.markdown import Page, advice_cell, is_main, plain
from lintkit.report.model import DocumentResult

_TITLE = 300
_TAGS = {"equal": ("", ""), "delete": ("<del>", "</del>"), "insert": ("<ins>", "</ins>")}


def render(changes: Changes) -> str:
    """The comparison as Markdown of at most `lintkit.report.markdown.LIMIT` characters."""
    page = Page()
    page.add(f"## lintkit: {headline(changes)}\n")
    page.add(
        f"\n{plain(changes.before, _TITLE)} → {plain(changes.after, _TITLE)}. {provisions_line(changes.provisions())}\n"
    )
    for change in changes.documents:
        for error in change.errors:
            page.add(f"\n- **Oläst:** {plain(change.path, _TITLE)}: {plain(error)}.\n", counts=1)
    files = [change for change in changes.documents if change.status in ("added", "removed", "renamed")]
    for number, change in enumerate(files):
        page.add(("" if number else "\n") + f"- {plain(heading_of(change), _TITLE)}\n", counts=1)
    with_facts = [change for change in changes.documents if change.facts]
    if with_facts:
        page.add("\n### Sanktionstrappa och registerkrav\n")
    for change in with_facts:
        page.add(f"\n**{plain(heading_of(change), _TITLE)}**\n\n")
        for fact in facts_in_order(change):
            page.add(f"- *{DIRECTION[fact.direction]}:* {plain(fact.message, 600)}\n", counts=1)
    reworded = {id(new.finding) for change in changes.documents for new in change.new_findings if new.replaces}

    def advice(finding: Finding) -> str:
        again = "<br>Samma anmärkning fanns på den tidigare lydelsen." if id(finding) in reworded else ""
        return advice_cell(finding) + again

    new = _items(changes, "new")
    page.table([item for item in new if is_main(item[1])], advice)
    for title, items in (
        ("Nya upplysningar och anmärkningar från regler på försök", [item for item in new if not is_main(item[1])]),
        ("Åtgärdade", _items(changes, "fixed")),
    ):
        if items:
            page.fold(f"{title} ({len(items)})", items, advice)
    exempted = _items(changes, "exempted")
    if exempted:
        page.fold(f"Undantagna ({len(exempted)})", exempted, lambda f: plain(f.reason or ""))
    lines = [line for change in documents_with_changes(changes) for line in _provisions(change)]
    if lines:
        page.fold_lines(f"Bestämmelser ({sum(len(shown_provisions(c)) for c in changes.documents)})", lines)
    kept = _items(changes, "kept")
    if kept:
        page.fold(f"Kvarstår ({len(kept)})", kept, advice)
    return page.close()


def _items(changes: Changes, which: str) -> list[tuple[DocumentResult, Finding]]:
    out = []
    for change in changes.documents:
        side = change.old if which == "fixed" else change.new
        found: Sequence[Finding] = {
            "new": tuple(n.finding for n in change.new_findings),
            "fixed": change.fixed,
            "kept": change.kept,
            "exempted": change.exempted,
        }[which]
        out += [(side, finding) for finding in found if side is not None]
    return out


def _provisions(change: DocumentChange) -> Iterator[str]:
    shown = shown_provisions(change)
    if not shown:
        return
    side = change.new or change.old
    title = side.document.title if side is not None and side.document is not None else ""
    yield f"\n**{plain(heading_of(change), _TITLE)}**\n\n"
    for provision in shown:
        yield f"- {_provision(provision, title)}\n"


def _provision(change: ProvisionChange, title: str) -> str:
    moved = " och flyttad" if change.kind == "changed" and change.moved else ""
    origin = moved_from(change)
    lead = f"*{KIND[change.kind]}{moved}*, {plain(where(change, title), _TITLE)}" + (
        f", {plain(origin)}" if origin else ""
    )
    if change.kind == "changed":
        text = "".join(_piece(op, piece) for op, piece in excerpt(change.words))
    else:
        here = change.new or change.old
        text = plain(here.text, 200) if here is not None else ""
    return f"{lead}: {text}"


def _piece(op: str, text: str) -> str:
    opening, closing = _TAGS[op]
    shown = plain(text, 800)
    if not opening or not shown.strip():
        return shown
    before, after = shown[: len(shown) - len(shown.lstrip())], shown[len(shown.rstrip()) :]
    return f"{before}{opening}{shown.strip()}{closing}{after}"
