"""What a revision changed, as values that every format renders: findings, provisions, ladders and register demands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lintkit.finding import Finding, Severity
from lintkit.report.facts_model import LadderSheet, RegisterSheet
from lintkit.report.model import DocumentResult, Help

ProvisionKind = Literal["added", "removed", "changed", "moved", "renumbered"]
Direction = Literal["clearer", "less_clear", "changed"]
DocumentStatus = Literal["added", "removed", "renamed", "changed", "unchanged"]

#: Pieces of a changed text in order: what both have, what only the old has, what only the new has.
Words = tuple[tuple[Literal["equal", "delete", "insert"], str], ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """A paragraph, list item, heading, note or table row in one version. `cited` is the number a reader would cite,
    `label` its own ("16", "a"); `text` is normalised; `start`/`end` and the 1-based `line` count in that version.
    """

    section: tuple[str, ...]
    cited: str | None
    label: str | None
    text: str
    start: int
    end: int
    line: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """What became of one provision. `moved` says that a changed one also stands elsewhere; `words` only for changed."""

    kind: ProvisionKind
    old: Provision | None
    new: Provision | None
    moved: bool = False
    words: Words = ()


@dataclass(frozen=True, slots=True)
class FactChange:
    """One difference in what the text says. `topic` is ladder or registers, `subject` the step kind or register,
    `field` the key of the facts that differs ("step" and "requirement" for whole ones), `message` a Swedish sentence.
    """

    topic: Literal["ladder", "registers"]
    subject: str
    field: str
    direction: Direction
    message: str


@dataclass(frozen=True, slots=True)
class NewFinding:
    """A finding that the old version does not have. `replaces` is the old finding of the same rule in the same
    provision when the sentence around it was reworded: the author has seen it, but it is not the same any more.
    """

    finding: Finding
    replaces: Finding | None = None


@dataclass(frozen=True)
class DocumentChange:
    """One document in two versions; a side that is not there is None, one that could not be read has `error`.

    `kept` and `new` stand in the new version, `fixed` in the old; `exempted` are findings of both that an exemption
    or a list of accepted findings silences since. Facts are None where a side is missing or unread.
    """

    status: DocumentStatus
    old: DocumentResult | None
    new: DocumentResult | None
    new_findings: tuple[NewFinding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    kept: tuple[Finding, ...] = ()
    exempted: tuple[Finding, ...] = ()
    provisions: tuple[ProvisionChange, ...] = ()
    facts: tuple[FactChange, ...] = ()
    ladders: tuple[LadderSheet | None, LadderSheet | None] = (None, None)
    registers: tuple[RegisterSheet | None, RegisterSheet | None] = (None, None)

    @property
    def path(self) -> str:
        """The name in the new version, else in the old."""
        side = self.new or self.old
        assert side is not None
        return side.path

    @property
    def errors(self) -> tuple[str, ...]:
        """Swedish sentences on the sides that could not be read, without full stop."""
        sides = ((self.old, "den tidigare versionen"), (self.new, "den nya versionen"))
        return tuple(f"{words} {side.error}" for side, words in sides if side is not None and side.error is not None)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: no difference in text, findings or facts, and nothing unread."""
        found = (self.new_findings, self.fixed, self.exempted, self.provisions, self.facts)
        return self.status in ("changed", "unchanged") and not self.errors and not any(found)


@dataclass(frozen=True)
class Changes:
    """Two versions compared. `before` and `after` name them as the user did."""

    version: str
    today: date
    before: str
    after: str
    documents: tuple[DocumentChange, ...]
    rules: Mapping[str, Help] = field(default_factory=dict)

    @property
    def unreadable(self) -> int:
        """Count of documents with a side that could not be read."""
        return sum(1 for d in self.documents if d.errors)

    def count(self, what: Literal["new_findings", "fixed", "kept", "exempted"]) -> int:
        """Count of findings of all documents."""
        return sum(len(getattr(d, what)) for d in self.documents)

    def by_severity(self) -> dict[str, int]:
        """Count of new findings per severity key, most severe first."""
        found = [n.finding.severity for d in self.documents for n in d.new_findings]
        return {s.key: found.count(s) for s in (Severity.ERROR, Severity.WARNING, Severity.INFO)}

    def provisions(self) -> dict[str, int]:
        """Count of provisions per kind of change."""
        kinds = [p.kind for d in self.documents for p in d.provisions]
        return {kind: kinds.count(kind) for kind in ("added", "removed", "changed", "moved", "renumbered")}

    def facts(self) -> dict[str, int]:
        """Count of differences in the facts per direction."""
        ways = [f.direction for d in self.documents for f in d.facts]
        return {way: ways.count(way) for way in ("clearer", "less_clear", "changed")}
