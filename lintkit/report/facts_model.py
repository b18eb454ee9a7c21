"""What facts reports show of one document: ladders and register demands as plain values in source offsets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document as written, and the line (1-based) they begin on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class StepFact:
    """One sanction. None means that the text does not say; `start`/`end` are source offsets (half-open).

    `rank` orders kinds from 10 to 120 and is None for a police report. `vague_time` is a time that names no time,
    `amount` what the sanction costs, `direct` tells that it may be taken without an earlier step.
    """

    name: str
    kind: str
    rank: int | None
    modality: str | None
    trigger: str | None
    decider: str | None
    deadline: str | None
    follow_up: str | None
    escalates_to: str | None
    start: int
    end: int
    vague_time: str | None = None
    amount: str | None = None
    direct: bool = False
    provision: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class LadderFact:
    """The sanctions of one section in the order of the text; `hearing` and `appeal` are the words on them, if any."""

    section: tuple[str, ...]
    steps: tuple[StepFact, ...]
    hearing: str | None = None
    appeal: str | None = None


@dataclass(frozen=True, slots=True)
class LadderSheet:
    """The ladders of one document. `world` is the legal world decided ("lov", ...) and `ground` why, in Swedish.

    `unplaced` are sentences that speak of a sanction but were not read as part of a step, `unread` what the reader
    left out. `error` is set, and the rest empty, when the document could not be read.
    """

    path: str
    title: str = ""
    world: str = ""
    ground: str = ""
    ladders: tuple[LadderFact, ...] = ()
    unplaced: tuple[Passage, ...] = ()
    unread: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class RequirementFact:
    """One demand for a register extract or a proof about the company (`company`); offsets are source offsets.

    `age` and `renewal` are the words behind the months; `consequence` what follows when nothing is shown.
    """

    register: str | None
    extract: str | None
    subjects: tuple[str, ...]
    occasions: tuple[str, ...]
    max_age_months: float | None
    renewal_months: float | None
    legal_basis: str | None
    start: int
    end: int
    company: bool = False
    age: str | None = None
    renewal: str | None = None
    shown_to: str | None = None
    consequence: str | None = None
    provision: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """The register demands of one document; `unplaced`, `unread` and `error` as in LadderSheet."""

    path: str
    title: str = ""
    requirements: tuple[RequirementFact, ...] = ()
    unplaced: tuple[Passage, ...] = ()
    unread: tuple[str, ...] = ()
    error: str | None = None
