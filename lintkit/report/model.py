"""The report value that every format renders: documents with findings, what was read, by which rules and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lintkit.document import Document
from lintkit.finding import Finding, Severity


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
class DocumentResult:
    """One document and its findings in text order; `error` is set, and `document` None, when it was unreadable."""

    path: str
    format: str
    document: Document | None
    kind: str
    findings: tuple[Finding, ...]
    error: str | None = None

    @property
    def words(self) -> int:
        return self.document.words if self.document else 0


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
        blocks = sum(len(r.document.blocks) for r in self.results if r.document)
        words = sum(r.words for r in self.results)
        parts = [(len(self.rules), "regler"), (len(self.results) - self.unreadable, "dokument"), (blocks, "stycken"),
                 (words, "ord"), (self.unreadable, "olästa")]  # fmt: skip
        return ", ".join(f"{n:,} {name}".replace(",", " ") for n, name in parts)
