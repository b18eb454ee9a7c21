"""Sanction ladders of statutes: what a lawyer reads there against what lintkit reads.

Statutes are harder than regulations: the steps stand in sections of their own, in the order of the legislation and
not of severity. Printed as a table by `python tests/tools/statute_ladders.py [FOLDER]`, the folder holding `sfs/` and
`sfs-2026/`. Expected steps follow the sections as worded mid-2025 (Markdown) and spring 2026 (JSON).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lintkit.factsheet import ladder_sheet
from lintkit.read import read_bytes
from lintkit.report.facts_model import LadderSheet, StepFact

REAL = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "real"


@dataclass(frozen=True, slots=True)
class Expected:
    """A step that a section sets: kind, modality ("ska", "får") and who decides, None where any will do."""

    section: str
    kind: str
    modality: str | None
    decider: str | None


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute's ladder: the file below the folder, the chapter (None: the sections are numbered throughout)."""

    name: str
    file: str
    chapter: str | None
    steps: tuple[Expected, ...]


STATUTES = (
    Statute("alkohollagen 9 kap.", "sfs/sfs-2010-1622.md", "9", (
        Expected("17", "reprimand", "får", "kommun"), Expected("17", "warning", "får", "kommun"),
        Expected("18", "revocation", "ska", "kommun"), Expected("19", "warning", "får", "kommun"),
        Expected("19", "ban", "får", "kommun"), Expected("20", "warning", "får", "kommun"),
        Expected("20", "ban", "får", "kommun"),
    )),
    Statute("skollagen 26 kap.", "sfs/sfs-2010-800.md", "26", (
        Expected("10", "correction", "får", "tillsynsmyndighet"), Expected("11", "remark", "får", "tillsynsmyndighet"),
        Expected("13", "revocation", "får", "tillsynsmyndighet"), Expected("14", "revocation", "får", None),
        Expected("15", "revocation", "får", "tillsynsmyndighet"), Expected("16 a", "ban", "får", "skolinspektion"),
        Expected("18", "suspension", "får", "tillsynsmyndighet"), Expected("27", "fine", "får", None),
    )),
    Statute("lagen om tobak och liknande produkter 7 kap.", "sfs-2026/2018_2088.json", "7", (
        Expected("9", "correction", "får", "tillsynsmyndighet"), Expected("9", "ban", "får", "tillsynsmyndighet"),
        Expected("9", "fine", "får", None), Expected("10", "revocation", "får", "kommun"),
        Expected("11", "warning", "får", "kommun"), Expected("13", "ban", "får", "kommun"),
        Expected("13", "warning", "får", "kommun"),
    )),
    Statute("spellagen 18 kap.", "sfs/sfs-2018-1138.md", "18", (
        Expected("12", "correction", "ska", "spelinspektion"), Expected("12", "remark", "ska", "spelinspektion"),
        Expected("12", "warning", None, "spelinspektion"), Expected("12", "revocation", "ska", "spelinspektion"),
        Expected("24", "fine", "får", None),
    )),
    Statute("socialtjänstlagen 28 kap.", "sfs-2026/socialtjanstlagen-2025.json", "28", (
        Expected("9", "correction", "får", "myndighet"), Expected("11", "revocation", "får", "myndighet"),
        Expected("11", "ban", "får", "myndighet"), Expected("12", "suspension", "får", "inspektion"),
        Expected("12 a", "ban", "får", "inspektion"), Expected("13", "revocation", "får", "inspektion"),
        Expected("16", "fine", "ska", None),
    )),
    Statute("LSS 26 f–h §§", "sfs/sfs-1993-387.md", None, (
        Expected("26 f", "correction", "får", "inspektion"), Expected("26 g", "revocation", "får", "inspektion"),
        Expected("26 g", "ban", "får", "inspektion"), Expected("26 h", "suspension", "får", "inspektion"),
    )),
    Statute("LOU 13 kap.", "sfs/sfs-2016-1145.md", "13", (
        Expected("1", "revocation", "ska", "myndighet"), Expected("2", "revocation", "ska", "myndighet"),
        Expected("3", "revocation", "får", "myndighet"),
    )),
    # LOV sets no sanction after the contract: what follows a breach must stand in the contract.
    Statute("LOV 7 kap.", "sfs-2026/lov.json", "7", (Expected("1", "revocation", "får", "myndighet"),)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One expected step and what was read of it in the chapter; `present` tells that the file holds the section."""

    statute: str
    expected: Expected
    present: bool
    read: StepFact | None

    @property
    def modality_right(self) -> bool:
        return self.read is not None and self.read.modality == self.expected.modality

    @property
    def decider_right(self) -> bool:
        """Whether the decider is named as expected, whatever the inflection."""
        wanted = self.expected.decider
        return self.read is not None and (wanted is None or wanted in (self.read.decider or "").lower())


def compare(folder: Path) -> Iterator[Row]:
    """A row for each expected step of the statutes that the folder holds."""
    for statute in STATUTES:
        text = chapter_text(folder, statute)
        if text is None:
            continue
        sheet = ladder_sheet(read_bytes(text.encode(), "lag.md"))
        free = list(_steps(sheet))
        for expected in statute.steps:
            bounds = _section(text, expected.section)
            step = None
            if bounds is not None:
                inside = [s for s in free if s.kind == expected.kind and bounds[0] <= s.start < bounds[1]]
                step = inside[0] if inside else None
            free = [s for s in free if s is not step]
            yield Row(statute.name, expected, bounds is not None, step)


def chapter_text(folder: Path, statute: Statute) -> str | None:
    """The chapter as Markdown, "#### 18 §" before each section; None where the file or its text is absent."""
    path = folder / statute.file
    if not path.is_file():
        return None
    if path.suffix == ".json":
        provisions = json.loads(path.read_text("utf-8"))["provisions"]
        chosen = [p for p in provisions if statute.chapter is None or p.get("chapter") == statute.chapter]
        return f"# {statute.name}\n\n" + "\n\n".join(f"#### {p['section']} §\n\n{p['content']}" for p in chosen) + "\n"
    source = path.read_text("utf-8")
    if statute.chapter is None:
        return source
    match = re.search(rf"^## {statute.chapter} kap\.", source, re.MULTILINE)
    if match is None:
        return None
    rest = source[match.start() :]
    end = re.search(r"^## \d+ ?[a-z]? kap\.", rest[3:], re.MULTILINE)
    return f"# {statute.name}\n\n" + (rest[: end.start() + 3] if end else rest)


def _section(text: str, number: str) -> tuple[int, int] | None:
    match = re.search(rf"^#+ {re.escape(number)} §\s*$", text, re.MULTILINE)
    if match is None:
        return None
    after = re.search(r"^#+ \d+ ?[a-z]? §\s*$", text[match.end() :], re.MULTILINE)
    return match.start(), match.end() + after.start() if after else len(text)


def _steps(sheet: LadderSheet) -> Iterator[StepFact]:
    for ladder in sheet.ladders:
        yield from ladder.steps


def table(rows: list[Row]) -> str:
    """Expected and read side by side, with a line of counts."""
    lines = [f"{'lag':<46}{'§':>5}  {'väntat':<22}{'läst':<14}{'bundenhet':<22}beslutar"]
    for row in rows:
        wanted = f"{row.expected.kind} ({row.expected.modality or '–'})"
        if not row.present:
            said = "paragrafen saknas i filen"
        elif row.read is None:
            said = "inte läst"
        else:
            modality = f"{row.read.modality or '–'}{'' if row.modality_right else ' (fel)'}"
            decider = f"{row.read.decider or '–'}{'' if row.decider_right else ' (fel)'}"
            said = f"{'läst':<14}{modality:<22}{decider}"
        lines.append(f"{row.statute:<46}{row.expected.section:>5}  {wanted:<22}{said}".rstrip())
    present = [r for r in rows if r.present]
    found = [r for r in present if r.read]
    lines.append(
        f"{len(found)} av {len(present)} väntade steg lästa ({len(rows) - len(present)} saknas i filerna); "
        f"bundenhet rätt {sum(r.modality_right for r in found)}, beslutsfattare rätt {sum(r.decider_right for r in found)}"
    )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(list(compare(Path(sys.argv[1]) if len(sys.argv) > 1 else REAL))))
