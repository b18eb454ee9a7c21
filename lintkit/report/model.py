"""The report value that every format renders: documents with findings, what was read, by which rules and day."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from lintkit.document import Block, Document, Unread
from lintkit.finding import Finding, Severity
from lintkit.today import ALWAYS, Days


@dataclass(frozen=True, slots=True)
class Help:
    """What a format needs to explain a rule; texts are Swedish."""

    id: str
    title: str
    why: str
    fix: str
    severity: str
    status: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What reports say of a document, without its text: a run over thousands of documents keeps no more of each.

    `places` are the blocks that findings stand in, by index. `starts` are the offsets at which lines begin, `columns`
    the 1-based columns in bytes of UTF-8 of the offsets where findings begin and end (rdjson counts so).
    """

    path: str
    format: str
    title: str
    sha256: str
    unread: tuple[Unread, ...]
    words: int
    paragraphs: int
    places: dict[int, Block]
    starts: tuple[int, ...]
    columns: dict[int, int]

    def line_column(self, offset: int) -> tuple[int, int]:
        """1-based line and column of a text offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def whole(result: DocumentResult) -> Document | None:
    """The document itself; None when it was unreadable, or only its outline has been kept."""
    return result.document if isinstance(result.document, Document) else None


def byte_column(document: Document | Outline, offset: int) -> int:
    """The 1-based column, counted in bytes of UTF-8, of an offset where a finding begins or ends."""
    if isinstance(document, Outline):
        return document.columns[offset]
    column = document.line_column(offset)[1]
    return len(document.text[offset - column + 1 : offset].encode("utf-8", "replace")) + 1


def outlined(result: DocumentResult) -> DocumentResult:
    """The result with its document reduced to what reports say of it."""
    document = result.document
    if not isinstance(document, Document):
        return result
    offsets = {at for finding in result.findings for at in (finding.start, finding.end)}
    outline = Outline(
        document.path,
        document.format,
        document.title,
        document.sha256,
        document.unread,
        document.words,
        len(document.blocks),
        {f.block: document.blocks[f.block] for f in result.findings if f.block >= 0},
        document.line_starts,
        {at: byte_column(document, at) for at in sorted(offsets)},
    )
    return replace(result, document=outline)


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One document and its findings in text order; `error` is set, and `document` None, when it was unreadable. On all
    of `days` the result is the same.
    """

    path: str
    format: str
    document: Document | Outline | None
    kind: str
    findings: tuple[Finding, ...]
    error: str | None = None
    days: Days = ALWAYS

    @property
    def words(self) -> int:
        return self.document.words if self.document else 0

    @property
    def paragraphs(self) -> int:
        """Number of blocks read."""
        if isinstance(self.document, Outline):
            return self.document.paragraphs
        return len(self.document.blocks) if self.document else 0


@dataclass(frozen=True)
class Report:
    """The result of one run."""

    version: str
    today: date
    results: tuple[DocumentResult, ...]
    rules: Mapping[str, Help] = field(default_factory=dict)

    @property
    def unreadable(self) -> int:
        return sum(1 for r in self.results if r.error is not None)

    @property
    def marked(self) -> int:
        """Count of findings that are accepted or suppressed."""
        return sum(1 for r in self.results for f in r.findings if f.status != "new")

    def by_severity(self) -> dict[str, int]:
        """Count of new findings per severity key, most severe first."""
        counts = Counter(f.severity for r in self.results for f in r.findings if f.status == "new")
        return {s.key: counts[s] for s in (Severity.ERROR, Severity.WARNING, Severity.INFO)}

    def by_rule(self) -> dict[str, int]:
        """Count of new findings per rule id, in order of id."""
        return dict(sorted(Counter(f.rule for r in self.results for f in r.findings if f.status == "new").items()))

    def worst(self) -> Severity | None:
        """The most severe new finding of a stable rule."""
        return max(
            (f.severity for r in self.results for f in r.findings if f.status == "new" and not f.experimental),
            default=None,
        )

    def read_line(self) -> str:
        """One Swedish line on what was read: "14 regler, 3 dokument, 212 stycken, 6 310 ord, 0 olästa"."""
        blocks = sum(r.paragraphs for r in self.results)
        words = sum(r.words for r in self.results)
        parts = [(len(self.rules), "regler"), (len(self.results) - self.unreadable, "dokument"), (blocks, "stycken"),
                 (words, "ord"), (self.unreadable, "olästa")]  # fmt: skip
        return ", ".join(f"{n:,} {name}".replace(",", " ") for n, name in parts)
