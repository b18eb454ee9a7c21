"""A ladder's shape: rungs from mildest to most severe, which leads to which, what stands beside; no drawing."""

from __future__ import annotations

from dataclasses import dataclass

from lintkit.report.facts_model import LadderFact, StepFact

#: Claims and reports that may come with any step, and are none themselves.
BESIDE = frozenset({"repayment", "police_report"})
#: What ends the relation: after these the text owes no next step.
LAST = frozenset({"revocation", "ban"})


@dataclass(frozen=True, slots=True)
class Edge:
    """An escalation between rungs, by index; `target` is None when the text names no next step that is a rung.

    `kind` is then the step that it does name, if any.
    """

    source: int
    target: int | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Shape:
    """Rungs from mildest to most severe (the order of the text between equals), escalations, steps beside."""

    rungs: tuple[StepFact, ...]
    edges: tuple[Edge, ...]
    beside: tuple[StepFact, ...]


def shape(ladder: LadderFact) -> Shape:
    """The shape of a ladder. Every rung but the last kinds has exactly one edge, if only to nowhere."""
    rungs = tuple(sorted((s for s in ladder.steps if s.kind not in BESIDE), key=lambda s: s.rank or 0))
    edges = tuple(_edge(rungs, at) for at, s in enumerate(rungs) if s.escalates_to is not None or s.kind not in LAST)
    return Shape(rungs, edges, tuple(s for s in ladder.steps if s.kind in BESIDE))


def _edge(rungs: tuple[StepFact, ...], at: int) -> Edge:
    kind = rungs[at].escalates_to
    targets = [i for i, other in enumerate(rungs) if i != at and other.kind == kind]
    # Where two rungs are of the kind, the nearest above is meant.
    target = next((i for i in targets if i > at), targets[-1] if targets else None)
    return Edge(at, target, kind)
