"""Ladders, register demands and controls as tables and pictures for the HTML page; knows sheets, no HTML."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import NamedTuple

from lintkit.report import coverage, ladder_svg
from lintkit.report import facts_words as words
from lintkit.report.common import flat
from lintkit.report.facts_model import LadderSheet, RegisterSheet, RequirementFact, StepFact
from lintkit.report.ladder_shape import LAST


class Cell(NamedTuple):
    """A table cell; `gap` tells that the text does not say."""

    text: str
    gap: bool = False
    tone: str = ""


class Table(NamedTuple):
    """A table with a heading cell first in every row."""

    caption: str
    columns: tuple[str, ...]
    rows: list[list[Cell]]


def picture(sheet: LadderSheet) -> str:
    """The ladders drawn, as a data address for an `img`."""
    return "data:image/svg+xml;base64," + base64.b64encode(ladder_svg.render([sheet]).encode()).decode()


def ladders(sheet: LadderSheet) -> list[Table]:
    """A table of steps for each ladder."""
    columns = ("Steg", "Utlöses av", "Beslutas av", "Frist", "Bundenhet", "Nästa steg")
    return [
        Table(words.place_of(found, sheet.title), columns, [_step(step, found.steps) for step in found.steps])
        for found in sheet.ladders
    ]


def _step(step: StepFact, steps: Sequence[StepFact]) -> list[Cell]:
    name = words.title_of(step) + (f", {step.provision}" if step.provision else "")
    following = words.next_of(step, steps)
    last = Cell("sista steget") if following is None and step.kind in LAST else _cell(following)
    vague = words.vague_of(step)
    deadline = Cell(f"{words.MISSING} {vague}", True) if vague else _cell(step.deadline)
    return [Cell(name), _cell(step.trigger), _cell(step.decider), deadline, Cell(words.modality_of(step)), last]


def registers(sheet: RegisterSheet) -> list[Table]:
    """Extracts about persons, and proofs about the company."""
    persons = [r for r in sheet.requirements if not r.company]
    papers = [r for r in sheet.requirements if r.company]
    out = []
    if persons:
        columns: tuple[str, ...] = (
            "Register",
            "Slag av utdrag",
            "Vilka personer",
            "När",
            "Högsta ålder",
            "Förnyas",
            "Lagstöd",
            "Var",
        )
        rows = [
            [_cell(r.register), _cell(r.extract), _cell("; ".join(r.subjects) or None), _cell(_when(r)), _age(r),
             _renewal(r), _cell(r.legal_basis), Cell(_where(r))] for r in persons
        ]  # fmt: skip
        out.append(Table("Utdrag för personer", columns, rows))
    if papers:
        columns = ("Register", "Handling", "När", "Högsta ålder", "Förnyas", "Var")
        rows = [
            [_cell(r.register), _cell(r.extract), _cell(_when(r)), _age(r), _renewal(r), Cell(_where(r))]
            for r in papers
        ]
        out.append(Table("Bevis om företaget", columns, rows))
    return out


def _when(demand: RequirementFact) -> str | None:
    return "; ".join(demand.occasions) or None


def _age(demand: RequirementFact) -> Cell:
    return _cell(words.months(demand.max_age_months))


def _renewal(demand: RequirementFact) -> Cell:
    measure = words.months(demand.renewal_months)
    if measure is not None:
        return Cell("varje år" if demand.renewal_months == 12 else f"var {measure}")
    return _cell(f"”{demand.renewal}”" if demand.renewal else None)


def _where(demand: RequirementFact) -> str:
    return demand.provision or f"rad {demand.line}"


def controls(sheet: coverage.Sheet) -> Table:
    """The controls that the document has or ought to have."""
    rows = [
        [Cell(f"{r.control.id} {r.control.name}"), Cell(coverage.STATUS[r.status], tone=r.status),
         Cell(coverage.detail(sheet, r) or "–")] for r in sheet.shown
    ]  # fmt: skip
    return Table(coverage.total(sheet), ("Kontroll", "Läge", "Var och vad"), rows)


def _cell(text: str | None) -> Cell:
    return Cell(words.MISSING, True) if text is None else Cell(flat(text))
