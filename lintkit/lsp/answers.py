"""What the server answers about one linted document: diagnostics, hover, quick fixes, symbols; holds no state."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from lsprotocol import types as lsp

from lintkit.accept import FORM
from lintkit.document import Block, BlockKind, Document
from lintkit.finding import Finding, Severity
from lintkit.lsp.positions import Lines
from lintkit.report.common import provision
from lintkit.report.model import Help

SOURCE = "lintkit"

_SEVERITY = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_GRADE = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"}

#: Formats in whose text an exemption is a comment; elsewhere it is an entry in the configuration.
_COMMENTED = frozenset({"md", "markdown", "html", "htm", "xml"})

#: A new exemption, to be filled in: until it is, it silences nothing.
_BLANKS = " – … /…"

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")

#: The lines of another file, or None where its text has none that an editor shows (Word, PDF).
LinesOf = Callable[[str], Lines | None]


def diagnostics(
    findings: Sequence[Finding], document: Document, lines: Lines, uri: str, uri_of: Callable[[str], str], of: LinesOf
) -> list[lsp.Diagnostic]:
    """The findings that are neither suppressed nor accepted. `uri_of` and `of` give the URI and the lines of a document
    that a finding points at by its path.
    """
    return [_diagnostic(f, document, lines, uri, uri_of, of) for f in findings if f.status == "new"]


def _diagnostic(
    finding: Finding, document: Document, lines: Lines, uri: str, uri_of: Callable[[str], str], of: LinesOf
) -> lsp.Diagnostic:
    related = []
    for other in finding.related:
        same = other.path == document.path
        theirs = lines if same else of(other.path)
        place = theirs.range(other.start, other.end) if theirs else lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
        words = other.message or f"”{other.text}”"
        related.append(
            lsp.DiagnosticRelatedInformation(lsp.Location(uri if same else uri_of(other.path), place), words)
        )
    severity = lsp.DiagnosticSeverity.Hint if finding.experimental else _SEVERITY[finding.severity]
    return lsp.Diagnostic(
        range=lines.range(finding.start, finding.end),
        message=f"{finding.message}\nFörslag: {finding.fix}" if finding.fix else finding.message,
        severity=severity,
        code=finding.rule,
        source=SOURCE,
        related_information=related or None,
        data=finding.fingerprint,
    )


def hover(
    findings: Sequence[Finding], rules: Mapping[str, Help], lines: Lines, position: lsp.Position
) -> lsp.Hover | None:
    """Why the words under the cursor are flagged, how to rewrite them, and by which sources."""
    at = lines.offset(position)
    here = [f for f in findings if f.start <= at < f.end or (f.start == f.end == at)]
    if not here:
        return None
    parts = [_explained(finding, rules.get(finding.rule)) for finding in here]
    around = lines.range(min(f.start for f in here), max(f.end for f in here))
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n---\n\n".join(parts)), around)


def _explained(finding: Finding, rule: Help | None) -> str:
    title = rule.title if rule else finding.rule
    parts = [f"**{_plain(title)}** ({_GRADE[finding.severity]})", _plain(finding.message)]
    if finding.status != "new":
        parts.append(f"*Undantagen:* {_plain(finding.reason or '')}")
    if finding.fix:
        parts.append(f"**Förslag:** {_plain(finding.fix)}")
    if rule:
        parts.append(f"**Varför:** {_plain(rule.why)}")
        sources = [f"- {_plain(name)}{', ' + _plain(ref) if ref else ''}" for name, ref in rule.sources]
        if sources:
            parts.append("**Källor:**\n\n" + "\n".join(sources))
    parts.append(f"Regel: `{finding.rule}`")
    return "\n\n".join(parts)


def _plain(text: str) -> str:
    """Words that mean no markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def exemption_edit(finding: Finding, document: Document, lines: Lines) -> lsp.TextEdit | None:
    """A comment for the writer to fill in on the line before the finding's block, or None in formats without one."""
    if document.format not in _COMMENTED:
        return None
    text = document.text
    block = document.blocks[finding.block]
    top = _row_start(document, block) if block.cell else block
    at = text.rfind("\n", 0, top.start) + 1
    indent = text[at : top.start] if not text[at : top.start].strip() else ""
    if document.format in ("md", "markdown"):
        # Deeper than the list that the block stands in, a comment would be code or end the list.
        indent = "" if block.kind is not BlockKind.LIST_ITEM else indent
    comment = f"{indent}<!-- {FORM.replace('REGEL – skäl /namn', finding.rule)}{_BLANKS} -->\n"
    place = lines.position(at)
    return lsp.TextEdit(lsp.Range(place, place), comment)


def _row_start(document: Document, block: Block) -> Block:
    """The first cell of the table that a cell stands in: a comment between rows would break a Markdown table."""
    table = block.cell.table if block.cell else None
    return next(b for b in document.blocks if b.cell and b.cell.table == table)


def accepted_edit(finding: Finding, config: str) -> tuple[int, int, str]:
    """A stretch of a configuration's text and what to put there: an entry under `accepted:`, to be filled in."""
    entry = (
        f"{{indent}}- fingerprint: {finding.fingerprint}\n{{indent}}  rule: {finding.rule}\n"
        '{indent}  reason: "…"\n{indent}  by: "…"\n'
    )
    key = re.search(r"^accepted:[ \t]*(\[\s*\])?[ \t]*(?:#.*)?$\n?", config, re.MULTILINE)
    if key is None:
        break_ = "" if not config or config.endswith("\n") else "\n"
        return len(config), len(config), f"{break_}accepted:\n{entry.replace('{indent}', '  ')}"
    if key[1]:
        return key.start(), key.end(), f"accepted:\n{entry.replace('{indent}', '  ')}"
    following = re.compile(r"(?:[ \t]*(?:#.*)?\n)*([ \t]*)- ").match(config, key.end())
    break_ = "" if key[0].endswith("\n") else "\n"
    return key.end(), key.end(), break_ + entry.replace("{indent}", following[1] if following else "  ")


def symbols(document: Document, lines: Lines) -> list[lsp.DocumentSymbol]:
    """Headings and numbered provisions as a tree, each heading with what stands under it."""
    top: list[lsp.DocumentSymbol] = []
    open_: list[tuple[int, lsp.DocumentSymbol]] = []
    for block in document.blocks:
        heading = block.kind is BlockKind.HEADING
        if not heading and not (block.number and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)):
            continue
        level = block.level if heading else 100 + block.level
        while open_ and open_[-1][0] >= level:
            open_.pop()
        place = lines.range(block.start, block.end)
        symbol = lsp.DocumentSymbol(
            name=_name(document, block),
            kind=lsp.SymbolKind.Namespace if heading else lsp.SymbolKind.String,
            range=place,
            selection_range=place,
            children=[],
        )
        for _, above in open_:
            above.range = lsp.Range(above.range.start, place.end)
        siblings = open_[-1][1].children if open_ else top
        assert isinstance(siblings, list)
        siblings.append(symbol)
        open_.append((level, symbol))
    return top


def _name(document: Document, block: Block) -> str:
    words = " ".join(document.block_text(block).split())
    words = words if len(words) <= 70 else words[:69].rstrip() + "…"
    if block.kind is BlockKind.HEADING:
        return f"{block.number} {words}".strip() if block.number else words or "–"
    return f"{provision(block) if block.provision == block.number else block.number} {words}".strip()


def name_for(uri_path: str, language: str) -> str | None:
    """The file name that decides the reader, or None for a language that lintkit does not read as text."""
    suffix = Path(uri_path).suffix.lower().lstrip(".")
    if suffix in (*_COMMENTED, "txt"):
        return uri_path
    ending = {"markdown": "md", "plaintext": "txt", "html": "html", "xml": "xml"}.get(language)
    return f"{uri_path or 'namnlös'}.{ending}" if ending and not suffix else None
