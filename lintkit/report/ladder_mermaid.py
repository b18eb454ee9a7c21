"""Ladders as a Mermaid flow chart: a step is a box, an escalation an arrow, a gap is said; others draw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintkit.report import facts_words as words
from lintkit.report.common import flat
from lintkit.report.facts_model import LadderFact, LadderSheet, StepFact
from lintkit.report.ladder_shape import Edge, Shape, shape

#: Mermaid reads these inside quoted labels; an entity without "&" is its own way of escaping.
_ESCAPES = str.maketrans(
    {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", ";": "#59;", "`": "#96;", "\\": "#92;",
     "|": "#124;", "[": "#91;", "]": "#93;", "{": "#123;", "}": "#125;", "%": "#37;", "*": "#42;", "_": "#95;",
     "~": "#126;"}
)  # fmt: skip
_TRIGGER = 140


def render(sheets: Sequence[LadderSheet]) -> str:
    """One flow chart with a group for each ladder, steps from mildest to most severe; ends with a line feed."""
    return "\n".join(["flowchart TB", *_lines(sheets), "    classDef lucka stroke-dasharray: 5 5", ""])


def _lines(sheets: Sequence[LadderSheet]) -> Iterator[str]:
    group = 0
    for sheet in sheets:
        if not sheet.ladders:
            group += 1
            said = f"Kunde inte läsas: {sheet.error}" if sheet.error is not None else words.NO_LADDER
            yield f'    t{group}["{_label([sheet.path, said])}"]'
        for ladder in sheet.ladders:
            group += 1
            yield f'    subgraph t{group}["{_escape(_title(sheet, ladder))}"]'
            yield "        direction TB"
            yield from (f"        {line}" for line in _ladder(shape(ladder), f"t{group}"))
            yield "    end"


def _title(sheet: LadderSheet, ladder: LadderFact) -> str:
    return f"{sheet.title or sheet.path}: {words.place_of(ladder, sheet.title)}"


def _ladder(form: Shape, group: str) -> Iterator[str]:
    for at, step in enumerate(form.rungs):
        yield f'{group}s{at}["{_label(_box(step))}"]'
    for edge in form.edges:
        yield from _edge(edge, group)
    if any(step.direct for step in form.rungs):
        yield f'{group}d(["Direkt, utan tidigare steg"])'
        yield from (f"{group}d ==> {group}s{at}" for at, step in enumerate(form.rungs) if step.direct)
    for at, step in enumerate(form.beside):
        yield f'{group}b{at}[/"{_label(["Vid sidan av trappan", *_box(step)])}"/]'
    gaps = [f"{group}s{at}" for at, step in enumerate(form.rungs) if _has_gap(step)]
    gaps += [f"{group}b{at}" for at, step in enumerate(form.beside) if _has_gap(step)]
    gaps += [f"{group}n{edge.source}" for edge in form.edges if edge.target is None]
    if gaps:
        yield f"class {','.join(gaps)} lucka"


def _edge(edge: Edge, group: str) -> Iterator[str]:
    if edge.target is not None:
        yield f"{group}s{edge.source} --> {group}s{edge.target}"
        return
    said = "nästa steg saknas" if edge.kind is None else f"nästa: {words.KIND[edge.kind]}"
    yield f'{group}n{edge.source}(["{_escape(said)}"])'
    yield f"{group}s{edge.source} -.-> {group}n{edge.source}"


def _box(step: StepFact) -> list[str]:
    lines = [" · ".join(filter(None, (words.title_of(step), step.provision)))]
    lines.append(f"utlöses av: {words.cut(step.trigger, _TRIGGER) if step.trigger else words.MISSING}")
    lines.append(f"beslutas av: {step.decider or words.MISSING} ({words.modality_of(step)})")
    lines.append(f"frist: {' '.join(filter(None, (step.deadline or words.MISSING, words.vague_of(step))))}")
    return lines


def _has_gap(step: StepFact) -> bool:
    return step.trigger is None or step.decider is None or step.deadline is None


def _label(lines: Sequence[str]) -> str:
    return "<br/>".join(_escape(line) for line in lines)


def _escape(text: str) -> str:
    return flat(text).translate(_ESCAPES)
