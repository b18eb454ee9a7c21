"""Facts of a document as the values that facts reports show, plain offsets turned into places in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lintkit.document import Document
from lintkit.facts import registers, registers_company, registers_text, registers_unnamed, sanctions, sanctions_clause
from lintkit.facts.legal_ground import ground
from lintkit.facts.passage import Slot, spoken
from lintkit.facts.sanctions_world import world
from lintkit.language.analysis import Analysis, Sentence
from lintkit.language.foreign import unread as foreign_parts
from lintkit.report.facts_model import (
    LadderFact,
    LadderSheet,
    Passage,
    RegisterSheet,
    RequirementFact,
    StepFact,
)

#: What an occasion is called, by the words it is written with ("som anställs" is "anställning").
_OCCASIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (registers_text.HIRING, "anställning"),
    (re.compile(r"ansök"), "ansökan"),
    (re.compile(r"anbud"), "anbud"),
)
#: A verb alone ("godkännas") says little: it is shown with its sentence.
_LONE_WORDS = 2


def ladder_sheet(document: Document) -> LadderSheet:
    """The sanction ladders of a document, and what was decided and left out on the way."""
    analysis = Analysis(document)
    found = sanctions.ladders(analysis)
    decided = world(document)
    return LadderSheet(
        path=document.path,
        title=document.title,
        world=decided.value,
        ground=ground(document, decided),
        ladders=tuple(_ladder(analysis, ladder) for ladder in found),
        unplaced=tuple(_passages(analysis, _unplaced(analysis, found))),
        unread=_unread(analysis),
    )


def register_sheet(document: Document) -> RegisterSheet:
    """The register extracts and company proofs that a document demands, in reading order."""
    analysis = Analysis(document)
    persons = registers.requirements(analysis)
    papers = [p for p in registers_company.proofs(analysis) if p.register is not None or p.paper is not None]
    facts = [*(_person(analysis, r) for r in persons), *(_company(analysis, p) for p in papers)]
    return RegisterSheet(
        path=document.path,
        title=document.title,
        requirements=tuple(sorted(facts, key=lambda r: (r.start, r.end, r.company, r.register or ""))),
        unplaced=tuple(_passages(analysis, _unasked(analysis, persons))),
        unread=_unread(analysis),
    )


def _ladder(analysis: Analysis, ladder: sanctions.Ladder) -> LadderFact:
    return LadderFact(
        ladder.section, tuple(_step(analysis, s) for s in ladder.steps), _text(ladder.hearing), _text(ladder.appeal)
    )


def _step(analysis: Analysis, step: sanctions.Step) -> StepFact:
    start, end, line = _place(analysis, step.start, step.end)
    return StepFact(
        name=_flat(step.name),
        kind=step.kind,
        rank=step.rank,
        modality=step.modality,
        trigger=_text(step.trigger),
        decider=_text(step.decider),
        deadline=_text(step.deadline),
        follow_up=_with_sentence(analysis, step.follow_up),
        escalates_to=step.escalates_to,
        start=start,
        end=end,
        vague_time=_text(step.vague_time),
        amount=_text(step.content),
        direct=step.direct,
        provision=_provision(analysis, step.act.start),
        line=line,
    )


def _person(analysis: Analysis, demand: registers.RegisterRequirement) -> RequirementFact:
    start, end, line = _place(analysis, demand.start, demand.end)
    return RequirementFact(
        register=demand.register,
        extract=_flat(demand.extract) if demand.extract else None,
        subjects=tuple(_uncapital(_flat(s.text)) for s in demand.subjects),
        occasions=_occasions(demand.occasions),
        max_age_months=demand.max_age_months,
        renewal_months=demand.renewal_months,
        legal_basis=_text(demand.legal_basis),
        start=start,
        end=end,
        age=_text(demand.age),
        renewal=_text(demand.renewal),
        shown_to=demand.shown_to,
        consequence=_text(demand.consequence),
        provision=_provision(analysis, demand.start),
        line=line,
    )


def _company(analysis: Analysis, proof: registers_company.CompanyProof) -> RequirementFact:
    range_ = proof.words or proof.sentence
    start, end, line = _place(analysis, range_.start, range_.end)
    return RequirementFact(
        register=proof.register,
        extract=_text(proof.words),
        subjects=(),
        occasions=_occasions([proof.occasion] if proof.occasion else []),
        max_age_months=proof.max_age_months,
        renewal_months=_renewal_months(proof.renewal),
        legal_basis=None,
        start=start,
        end=end,
        company=True,
        age=_text(proof.age),
        renewal=_text(proof.renewal),
        provision=_provision(analysis, proof.sentence.start),
        line=line,
    )


def _unplaced(analysis: Analysis, found: Iterable[sanctions.Ladder]) -> Iterator[Sentence]:
    """Sentences that speak of sanctions and belong to no step, nor tell of hearing or appeal."""
    used = {p.sentence for ladder in found for step in ladder.steps for p in step.provisions}
    used |= {analysis.sentence_at(s.start) for ladder in found for s in (ladder.hearing, ladder.appeal) if s}
    for provision in sanctions_clause.provisions(analysis):
        cell = provision.block.cell
        if provision.sentence not in used and not (cell is not None and cell.row == 0):
            yield provision.sentence


def _unasked(analysis: Analysis, demands: Iterable[registers.RegisterRequirement]) -> Iterator[Sentence]:
    """Sentences that name a police register or an extract and belong to no demand."""
    used = {s for demand in demands for s in demand.sentences}
    for block, sentences in spoken(analysis):
        for sentence in sentences:
            low = analysis.lower[sentence.start : sentence.end]
            if (
                sentence not in used
                and registers_text.RECORD.search(low)
                and not registers_unnamed.is_other_world(analysis, sentence, block)
            ):
                yield sentence


def _passages(analysis: Analysis, sentences: Iterable[Sentence]) -> Iterator[Passage]:
    for sentence in dict.fromkeys(sentences):
        yield Passage(_flat(analysis.text(sentence)), _place(analysis, sentence.start, sentence.end)[2])


def _unread(analysis: Analysis) -> tuple[str, ...]:
    document = analysis.document
    parts = (*document.unread, *foreign_parts(document, analysis.foreign))
    return tuple(u.what + (f" ({u.where})" if u.where else "") for u in parts)


def _place(analysis: Analysis, start: int, end: int) -> tuple[int, int, int]:
    """Source offsets of a plain range, and the line it begins on."""
    first, last = analysis.document.plain.to_source(start, end)
    return first, last, analysis.document.line_column(first)[0]


def _provision(analysis: Analysis, start: int) -> str:
    number = analysis.document.block_at(start).provision or ""
    return f"punkt {number}" if number[:1].isdigit() and "§" not in number else number


def _with_sentence(analysis: Analysis, slot: Slot | None) -> str | None:
    if slot is None or len(slot.text.split()) > _LONE_WORDS:
        return _text(slot)
    return _flat(analysis.text(analysis.sentence_at(slot.start)))


def _occasions(slots: Iterable[Slot]) -> tuple[str, ...]:
    names = []
    for slot in slots:
        words = _flat(slot.text)
        names.append(next((name for p, name in _OCCASIONS if p.search(words.lower())), _uncapital(words)))
    return tuple(dict.fromkeys(names))


def _renewal_months(renewal: Slot | None) -> int | None:
    low = renewal.text.lower() if renewal else ""
    return next((n for pattern, n in registers_text.RENEWAL_MONTHS if low and pattern.search(low)), None)


def _text(slot: Slot | None) -> str | None:
    return _flat(slot.text) if slot else None


def _flat(text: str) -> str:
    return " ".join(text.split())


def _uncapital(text: str) -> str:
    """Text without the capital that begins a sentence; "VD" and "LSS" keep theirs."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
