"""Sanction ladders, judged as tables and sequences: rows out of order, police reports as steps, warnings without end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.document import Block
from lintkit.facts import sanctions_steps as steps_of
from lintkit.facts import sanctions_text as words
from lintkit.facts.sanctions import ladders
from lintkit.facts.sanctions_clause import Provision, in_place, kind_of, provisions, sanction_tables
from lintkit.facts.sanctions_steps import Kind


class _Row(NamedTuple):
    """A numbered row of a table that is a ladder: its number, the cell that names the step, and all its cells."""

    number: int
    step: Block
    kind: Kind
    cells: tuple[Block, ...]


_NUMBER = lazy.compile(r"^\W*(?:steg |nivå |grad )?(\d{1,2})\W*$")
_WHEN = lazy.compile(r"när|iakttagelse|händelse|brist|grund|avvikelse|villkor|trigger|överträdelse|orsak|situation")


def _rows(given: Input) -> Iterator[tuple[int, list[_Row]]]:
    """Tables whose first column holds nothing but numbers, and whose rows name steps."""
    tables = sanction_tables(given.analysis)
    cells: dict[tuple[int, int], list[Block]] = {}
    for block in given.document.blocks:
        if block.cell is not None and block.cell.table in tables and block.cell.row > 0:
            cells.setdefault((block.cell.table, block.cell.row), []).append(block)
    found: dict[int, list[_Row]] = {}
    for (table, _), row in cells.items():
        number = _NUMBER.match(_low(given, row[0]))
        for block in row[1:] if number else ():
            kind = kind_of(_low(given, block))
            if kind is not None and block.cell is not None and not _WHEN.search(block.cell.heading.lower()):
                found.setdefault(table, []).append(_Row(int(number[1]) if number else 0, block, kind, tuple(row)))
                break
    yield from found.items()


def _low(given: Input, block: Block) -> str:
    return given.analysis.lower[block.plain_start : block.plain_end]


_NEXT_HEAD = lazy.compile(r"nästa|därefter|följd om|om inte")


def falling_rows(given: Input) -> Iterator[Remark]:
    """In a table numbered in a column of its own, a milder step after a stricter one, or a next step further up."""
    for _, rows in _rows(given):
        highest = 0
        for row in rows:
            rank = steps_of.RANK[row.kind] or 0
            if rank and rank < highest:
                yield Remark(row.step.plain_start, row.step.plain_end)
            highest = max(highest, rank)
            for block in row.cells:
                if block.cell is None or not _NEXT_HEAD.search(block.cell.heading.lower()):
                    continue
                to = re.search(r"(?:steg|nivå|grad) ?(\d{1,2})", _low(given, block))
                if to and int(to[1]) <= row.number:
                    yield Remark(block.plain_start, block.plain_end)


#: The stricter step first and the milder after it, in one sentence.
_THEREAFTER = lazy.compile(r"(?<!\w)(?:varefter|därefter|och sedan|följt av)(?!\w)")


def reversed_sentence(given: Input) -> Iterator[Remark]:
    """A sentence that puts a milder step after a stricter one: "upphör avtalet, varefter rättelse ska begäras"."""
    for provision in provisions(given.analysis):
        match = _THEREAFTER.search(given.analysis.lower, provision.sentence.start, provision.sentence.end)
        if match is None:
            continue
        before = [a for k, a in provision.acts if a.end <= match.start() and k in ("revocation", "ban")]
        after = [a for k, a in provision.acts if a.start >= match.end() and (steps_of.RANK[k] or 999) <= 50]
        if before and after:
            yield Remark(before[-1].start, after[0].end)


_POLICE = r"(?:polisanmäl\w*|polisen|polismyndigheten|brottsanmäl\w*|åtalsanmäl\w*)"
_CRIME = lazy.compile(r"(?<!\w)(?:misstank\w*|misstänk\w*|brott\w*|bedrägeri\w*)(?!\w)")
#: A duty to report made a rung: it waits for other steps, or hangs on what somebody likes.
_AS_STEP = lazy.compile(
    rf"(?<!\w)(?:{_POLICE}[^.;]{{0,40}}(?:i nästa steg|som (?:ett )?(?:sista|nästa|första) steg|i sista hand|först (?:sedan|när|efter|om)|i allvarliga fall|i grova fall"
    rf"|om (?:\w+ )?(?:så )?(?:önskar|bedöms?|anses?|anser|finner|lämpligt|motiverat)[^.;,]{{0,20}}|vid behov|när det finns (?:fog|skäl|anledning)[^.;,]{{0,12}})"
    rf"|(?:i nästa steg|i sista hand|därefter|som sista åtgärd|först därefter) [^.;]{{0,30}}{_POLICE}"
    rf"|(?:innan|före) {_POLICE}[^.;]{{0,20}} (?:ska|skall|måste) (?:varning|vite|rättelse|påpekande))"
)


def police_as_step(given: Input) -> Iterator[Remark]:
    """A police report is put among the steps, waits for them, or is left to taste."""
    for provision in provisions(given.analysis):
        if not any(kind == "police_report" for kind, _ in provision.acts):
            continue
        match = _AS_STEP.search(given.analysis.lower, provision.sentence.start, provision.sentence.end)
        if match:
            yield Remark(*match.span())
    for _, rows in _rows(given):
        for row in rows:
            if (
                row.kind == "police_report"
                and len({r.kind for r in rows}) > 2
                and row.step.plain_end - row.step.plain_start < 40
            ):
                yield Remark(row.step.plain_start, row.step.plain_end)


_LASTS = lazy.compile(
    r"(?<!\w)(?:(?:ligger|läggs|kan läggas) [^.;]{0,30}(?:till grund för|till last)[^.;]{0,20}(?:framtida|kommande|fortsatta|framgent|senare|längre fram|även)[^.;]{0,30}"
    r"|(?:beaktas|vägs in|räknas|tas med|tas i beaktande|följer med|kvarstår|sparas|finns kvar)[^.;]{0,30}(?:framgent|framtida|framöver|i framtiden|fortsättningsvis|längre fram|kommande|så länge|tills vidare)[^.;]{0,30}"
    r"|(?:varning|erinran|anmärkning|anmodan|prick)\w* (?:följer|gäller tills vidare|kvarstår|finns kvar)(?: \w+)?(?! (?:i |till|under|högst))"
    r"|(?:beaktas|vägs in|räknas) framgent)(?!\w)"
)


def never_lapses(given: Input) -> Iterator[Remark]:
    """A warning or remark counts for ever: no time after which it no longer does."""
    for provision in provisions(given.analysis):
        low = given.analysis.lower[provision.sentence.start : provision.sentence.end]
        match = _LASTS.search(low)
        if match and not words.TIME.search(low) and not _near_time(given, provision):
            yield Remark(provision.sentence.start + match.start(), provision.sentence.start + match.end())


def _near_time(given: Input, provision: Provision) -> bool:
    low = _low(given, provision.block)
    return (
        re.search(r"(?:förfaller|upphör|gäller i|gallras|stryks)[^.;]{0,60}(?:\d|två|tre|sex|tolv|ett) ?\w*", low)
        is not None
    )


def differing_modality(given: Input) -> Iterator[Remark]:
    """The same step is a duty in one place and a power in another, on no ground that tells them apart."""
    first: dict[str, tuple[str, int]] = {}
    for ladder in ladders(given.analysis):
        for step in ladder.steps:
            if step.modality not in ("ska", "får", "kan") or step.trigger is not None or step.rank is None:
                continue
            known = first.setdefault(step.name, (step.modality, step.act.start))
            if (known[0] == "ska") != (step.modality == "ska"):
                yield Remark(step.act.start, step.act.end, {"first": known[0], "second": step.modality})


_RANGE = lazy.compile(
    r"(?<!\w)(\d+) ?[–-] ?(\d+) (poäng|procent|dagar|brister|avvikelser)|(?<!\w)(\d+) (poäng|procent|dagar|brister|avvikelser) eller (?:fler|mer)"
)


def gap_between_ranges(given: Input) -> Iterator[Remark]:
    """Two steps leave whole numbers between their ranges that no step covers: 2–4 points, then 6–9 points."""
    for ladder in ladders(given.analysis):
        last: tuple[int, str] | None = None
        for step in ladder.steps:
            match = _RANGE.match(step.trigger.text.lower()) if step.trigger else None
            if match is None or step.trigger is None:
                continue
            low, unit = int(match[1] or match[4]), match[3] or match[5]
            if last is not None and last[1] == unit and low > last[0] + 1:
                yield Remark(
                    step.trigger.start,
                    step.trigger.start + match.end(),
                    {"from": str(last[0] + 1), "to": str(low - 1), "unit": unit},
                )
            last = (int(match[2]) if match[2] else 10**9, unit)


_WEIGHTY = frozenset({"fine", "admission_stop", "suspension", "revocation", "ban", "deduction"})


def outside_ladder(given: Input) -> Iterator[Remark]:
    """A sanction set elsewhere in the document that the ladder, with three kinds of step or more, does not hold."""
    placed = [s for la in ladders(given.analysis) for s in la.steps if in_place(given.document.block_at(s.act.start))]
    kinds = {s.kind for s in placed if s.rank is not None}
    if len(kinds) < 3:
        return
    for ladder in ladders(given.analysis):
        for step in ladder.steps:
            if step.kind in _WEIGHTY - kinds and not in_place(given.document.block_at(step.act.start)):
                yield Remark(step.act.start, step.act.end)
