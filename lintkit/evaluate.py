"""Measuring findings against gold annotations: precision, recall and F1 per family and per rule."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from lintkit.document import Document
from lintkit.engine import Linter, lint_document
from lintkit.errors import FileError, ReadError, reason
from lintkit.families import FAMILIES
from lintkit.finding import Finding
from lintkit.read import read
from lintkit.yamlfile import Located, convert


class Header(msgspec.Struct, frozen=True):
    """First line of gold.jsonl: which families the folder annotates."""

    families: tuple[str, ...]


class Mark(msgspec.Struct, frozen=True):
    """One gold annotation: offsets in the document text, strength "core" or "optional"."""

    doc: str
    start: int
    end: int
    family: str
    label: str = ""
    strength: str = "core"
    text: str = ""


@dataclass(slots=True)
class Score:
    """Counts of one family or rule. `found`: findings; `right`: those overlapping a mark; `core`: core marks;
    `hit`: core marks overlapped by a finding.
    """

    found: int = 0
    right: int = 0
    core: int = 0
    hit: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.hit / self.core if self.core else None

    @property
    def f1(self) -> float | None:
        p, r = self.precision, self.recall
        return None if p is None or r is None else 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True)
class Evaluation:
    """Scores of a gold folder, with the findings that were wrong and the core marks that were missed."""

    families: dict[str, Score]
    rules: dict[str, Score]
    labels: dict[tuple[str, str], Score]
    wrong: list[tuple[str, Finding, Document]] = field(default_factory=list)
    missed: list[tuple[Mark, Document]] = field(default_factory=list)


def load_gold(folder: Path) -> tuple[tuple[str, ...], dict[str, list[Mark]]]:
    """Families and marks per document of a gold folder. Raises FileError for a bad line."""
    path = folder / "gold.jsonl"
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise FileError(str(path), 1, f"filen kan inte läsas: {reason(error)}") from error
    marks: dict[str, list[Mark]] = defaultdict(list)
    families: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            located = Located(str(path), msgspec.json.decode(line), {"": number})
            if families:
                mark = convert(located, located.value, "annotering", Mark)
                marks[mark.doc].append(mark)
                continue
            families = convert(located, located.value, "rubrikrad", Header).families
        except msgspec.DecodeError as error:
            raise FileError(str(path), number, "raden är inte en giltig annotering: ogiltig JSON") from error
        except FileError as error:
            raise FileError(str(path), number, f"raden är inte en giltig annotering: {error.what}") from error
        for family in families:
            if family not in FAMILIES:
                near = difflib.get_close_matches(family, FAMILIES, 1, 0.5)
                hint = f"menade du ”{near[0]}”?" if near else f"välj bland {', '.join(FAMILIES)}"
                raise FileError(str(path), number, f"familjen ”{family}” finns inte; {hint}")
    if not families:
        raise FileError(str(path), 1, 'filen saknar rubrikraden {"families": [...]}')
    return families, dict(marks)


def evaluate(linter: Linter, folder: Path) -> Evaluation:
    """Lint the documents of a gold folder and count. Documents without marks count too. Raises FileError."""
    families, marks = load_gold(folder)
    names = sorted(
        set(marks) | {p.name for p in folder.iterdir() if p.suffix in (".md", ".txt") and p.name != "README.md"}
    )
    result = Evaluation(defaultdict(Score), defaultdict(Score), defaultdict(Score))
    for family in families:
        result.families[family] = Score()
    for name in names:
        try:
            document = read(folder / name, name=name)
        except ReadError as error:
            raise FileError(str(folder / name), 1, f"dokumentet {error}") from error
        _, findings = lint_document(linter, document)
        _count(result, families, marks.get(name, []), findings, name, document)
    return result


def _count(
    result: Evaluation,
    families: Sequence[str],
    marks: Sequence[Mark],
    findings: Sequence[Finding],
    name: str,
    document: Document,
) -> None:
    def overlaps(f: Finding, m: Mark) -> bool:
        return f.family == m.family and f.start < m.end and m.start < f.end

    for finding in findings:
        if finding.family not in families:
            continue
        right = any(overlaps(finding, m) for m in marks)
        for score in (result.families[finding.family], result.rules[finding.rule]):
            score.found += 1
            score.right += right
        if not right:
            result.wrong.append((name, finding, document))
    for mark in marks:
        if mark.strength != "core" or mark.family not in families:
            continue
        hit = any(overlaps(f, mark) for f in findings)
        for score in (result.families[mark.family], result.labels[mark.family, mark.label]):
            score.core += 1
            score.hit += hit
        if not hit:
            result.missed.append((mark, document))
