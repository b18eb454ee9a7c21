"""What a reader takes away from a run: the annotated file, and the page with facts; knows neither disk nor faces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from lintkit.errors import LintkitError
from lintkit.factsheet import ladder_sheet, register_sheet
from lintkit.finding import Severity
from lintkit.language.analysis import Analysis
from lintkit.report.coverage import Sheet
from lintkit.report.facts_model import LadderSheet, RegisterSheet
from lintkit.report.model import DocumentResult, Report, whole
from lintkit.report.page_model import Facts, Gone
from lintkit.review.annotated import Annotated
from lintkit.review.note import Note, note
from lintkit.rules import LoadedRule
from lintkit.rules.controls import coverage

#: Suffix of the annotated file by that of the document.
ANNOTATED = {
    ".docx": ".docx", ".odt": ".odt", ".pdf": ".pdf", ".md": ".html", ".markdown": ".html", ".txt": ".html",
    ".html": ".html", ".htm": ".html", ".xml": ".html",
}  # fmt: skip
_MACROS = "är ett Word-dokument med makron, och sådana skrivs inte; spara om det som .docx"
_COUNTED = (
    (Severity.ERROR, "fel", "fel"), (Severity.WARNING, "varning", "varningar"),
    (Severity.INFO, "upplysning", "upplysningar"),
)  # fmt: skip
_NAMES = {
    "vagt": "Vaga uttryck", "register": "Registerutdrag", "sanktion": "Sanktioner", "hanvisning": "Hänvisningar",
    "begrepp": "Begrepp", "metadata": "Uppgifter om dokumentet", "kontroll": "Kontroller", "konflikt": "Konflikter",
    "sprak": "Klarspråk",
}  # fmt: skip


def annotated_suffix(name: str) -> str:
    """Suffix of the annotated copy of a file. Raises LintkitError with a sentence that begins with its verb."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".docm":
        raise LintkitError(_MACROS)
    if suffix not in ANNOTATED:
        known = ", ".join(ANNOTATED)
        raise LintkitError(f"har ett format som review inte kan kommentera; det som stöds är {known}")
    return ANNOTATED[suffix]


def annotate_file(
    data: bytes, report: Report, rules: Mapping[str, LoadedRule], *, changes: bool = True, summary: bool = False
) -> Annotated:
    """The file `data` with the new findings of a report on it alone: comments, highlights or annotations in a copy,
    for text formats a page. `changes` and `summary` are for Word: tracked changes, and a first-page summary.

    Raises LintkitError (ReadError where the file is broken) with one Swedish sentence that begins with its verb.
    """
    [result] = report.results
    if result.document is None:
        raise LintkitError(result.error or "kunde inte läsas")
    suffix = annotated_suffix(result.path)
    if suffix == ".html":
        page = html_page(report, facts=False)
        return Annotated(page.encode("utf-8", "replace"), sum(f.status == "new" for f in result.findings))
    notes = [note(f, rules[f.rule].rule) for f in result.findings if f.status == "new"]
    return _write(suffix, data, result, notes, changes, summary_lines(report) if summary else ())


def _write(
    suffix: str, data: bytes, result: DocumentResult, notes: list[Note], changes: bool, summary: Sequence[str]
) -> Annotated:
    document = whole(result)
    assert document is not None
    if suffix == ".docx":
        from lintkit.review import docx

        return docx.annotate(data, document, notes, changes=changes, summary=summary)
    if suffix == ".odt":
        from lintkit.review import odt

        return odt.annotate(data, document, notes)
    from lintkit.review import pdf

    return pdf.annotate(data, document, notes)


def summary_lines(report: Report) -> list[str]:
    """A summary of one document's new findings as paragraphs: how many, by family, and what to do with them."""
    new = [f for r in report.results for f in r.findings if f.status == "new"]
    lines = ["Granskning med lintkit", f"{_counts([f.severity for f in new])}. Bedömt per {report.today.isoformat()}."]
    for family, name in _NAMES.items():
        if own := [f.severity for f in new if f.family == family]:
            lines.append(f"{name}: {_counts(own)}")
    unread = [u for r in report.results if r.document for u in r.document.unread]
    if unread:
        lines.append(f"Delar som inte kunde läsas: {'; '.join(u.what for u in unread)}.")
    return [
        *lines,
        "Kommentarerna står vid orden. Sammanfattningen är en spårad infogning: avvisa den för att få den ur texten.",
    ]


def _counts(severities: Sequence[Severity]) -> str:
    counts = [(severities.count(s), one, many) for s, one, many in _COUNTED]
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n) or "Inga anmärkningar"


def html_page(report: Report, gone: Sequence[Gone] = (), *, facts: bool = True) -> str:
    """The report as one HTML page, with what the documents say of sanctions, registers and controls. `gone` are the
    accepted findings that are no longer there.
    """
    from lintkit.report.html import render

    return render(report, facts_of(report, gone) if facts else Facts(gone=tuple(gone)))


def facts_of(report: Report, gone: Sequence[Gone] = ()) -> Facts:
    """What the documents of a report say, by path, for those that could be read."""
    ladders: dict[str, LadderSheet] = {}
    registers: dict[str, RegisterSheet] = {}
    controls: dict[str, Sheet] = {}
    for result in report.results:
        document = whole(result)
        if document is None:
            continue
        ladders[result.path] = ladder_sheet(document)
        registers[result.path] = register_sheet(document)
        readings = coverage(Analysis(document), result.kind)
        controls[result.path] = Sheet(result.path, result.kind, document, readings)
    return Facts(ladders, registers, controls, tuple(gone))
