"""Sanction ladders: the steps a text sets against a provider, in order, with what it says of each; no judgement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lintkit.document import Block, BlockKind
from lintkit.facts import sanctions_steps as steps_of
from lintkit.facts import sanctions_text as words
from lintkit.facts.passage import Slot, per_analysis, search, slot
from lintkit.facts.sanctions_clause import Provision, kind_of, provisions
from lintkit.facts.sanctions_steps import Kind
from lintkit.language.analysis import Analysis, Sentence

_RUN_IN = re.compile(r"^(?:\W|\d)*(?:steg \d+ ?[,:.–-]? ?)?(?P<name>[a-zåäö][\wåäö /-]{3,60}?)(?: ?[:.–] |$)")
_NUMBERED = re.compile(r"^\W*(?:steg )?\d+[.)]?\s*")
#: A sentence about what the one before has decided: "Detta kan innefatta ...".
_CONTINUES = re.compile(r"\W*(?:detta|det|dessa|de|sådana?|samma sak|åtgärden|påföljden)(?!\w)")
#: A written act from somebody, and a claim of somebody's: both tell who acts.
_FROM = re.compile(r"(?:varning|anmodan|erinran|påpekande|anmärkning|begäran|krav|föreläggande) från $")
_REFERS = re.compile(
    r"(?:besluta|beslutas|prövas|tillämpas|hävas"
    r"|återkallas)(?: \w+){0,3} enligt (?:§§? ?)?(?P<number>\d+)(?: ?§)?"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One sanction. Slots are None where the text does not say; a vague time is not a deadline.

    `rank` orders the kinds from 10 (remark) to 120 (ban); None for what stands beside the ladder.
    `provisions` are the sentences it was read from.
    """

    name: str
    kind: Kind
    rank: int | None
    modality: str | None
    trigger: Slot | None
    decider: Slot | None
    deadline: Slot | None
    vague_time: Slot | None
    content: Slot | None
    follow_up: Slot | None
    escalates_to: Kind | None
    direct: bool
    act: Slot
    start: int
    end: int
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The sanctions of one section (or of sibling sections named after steps), in the order of the text."""

    section: tuple[str, ...]
    steps: tuple[Step, ...]
    hearing: Slot | None
    appeal: Slot | None
    start: int
    end: int


_APPEAL_HEADING = re.compile(r"överklag|tvist|omprövning|rättsmedel")


@per_analysis
def ladders(analysis: Analysis) -> tuple[Ladder, ...]:
    """The sanction ladders of a document, in reading order."""
    groups: dict[tuple[str, ...], list[Provision]] = {}
    for provision in provisions(analysis):
        groups.setdefault(_place(provision), []).append(provision)
    return tuple(filter(None, (_ladder(analysis, place, found) for place, found in groups.items())))


def _place(provision: Provision) -> tuple[str, ...]:
    """The section a provision's ladder is called by: headings named after a step belong to one ladder."""
    section = provision.block.section
    while section and _is_step_name(section[-1]):
        section = section[:-1]
    return section


def _is_step_name(heading: str) -> bool:
    low = heading.lower().strip(" :.")
    return len(low.split()) <= 3 and kind_of(low) is not None and "sanktion" not in low


def _units(found: Sequence[Provision], analysis: Analysis) -> Iterator[tuple[str | None, Kind | None, list[Provision]]]:
    """Provisions that speak of one step together, with the name and kind that the place gives them."""
    unit: list[Provision] = []
    key: object = None
    name: str | None = None
    kind: Kind | None = None
    for provision in found:
        block = provision.block
        low = analysis.lower[block.plain_start : block.plain_end]
        own_name: str | None = None
        if block.cell is not None:
            if block.cell.row == 0:
                continue
            own: object = ("row", block.cell.table, block.cell.row)
            first: Block | None = block if block.cell.column == 0 else _row_head(analysis, provision)
            own_name = _NUMBERED.sub("", analysis.document.block_text(first)).strip() if first is not None else None
            if own_name is not None and len(own_name.split()) > 4:
                own_name = None
        elif block.section and _is_step_name(block.section[-1]):
            own, own_name = ("heading", block.section), block.section[-1]
        elif (match := _RUN_IN.match(low)) and kind_of(match["name"]) and len(match["name"].split()) <= 4:
            own = ("block", block.index)
            at = block.plain_start
            own_name = analysis.document.plain.text[at + match.start("name") : at + match.end("name")]
        elif unit and block.parent is not None and any(p.block.index == block.parent for p in unit):
            own, own_name = key, name
        else:
            own = ("block", block.index)
        if own != key:
            if unit:
                yield name, kind, unit
            unit, key, name = [], own, own_name
            kind = kind_of(own_name.lower()) if own_name else None
        unit.append(provision)
    if unit:
        yield name, kind, unit


def _row_head(analysis: Analysis, provision: Provision) -> Block | None:
    cell = provision.block.cell
    for block in reversed(analysis.document.blocks[: provision.block.index]):
        if block.cell is None or cell is None or (block.cell.table, block.cell.row) != (cell.table, cell.row):
            return None
        if block.cell.column == 0:
            return block
    return None


def _ladder(analysis: Analysis, place: tuple[str, ...], found: list[Provision]) -> Ladder | None:
    steps: list[Step] = []
    numbers: dict[str, Kind] = {}
    for name, kind, unit in _units(found, analysis):
        made = list(_steps(analysis, name, kind, unit))
        for step in made:
            if step.provisions[0].block.provision:
                numbers.setdefault(step.provisions[0].block.provision, step.kind)
        steps.extend(made)
    if not steps:
        return None
    deciders = _deciders(analysis, found)
    steps = [
        s for s in steps if not _only_decides(analysis, s) or not any(o is not s and o.kind == s.kind for o in steps)
    ]
    everywhere = _decides_all(analysis, found)
    steps = [s if s.decider else replace(s, decider=deciders.get(s.kind, everywhere)) for s in steps]
    steps = [
        s if s.escalates_to else replace(s, escalates_to=_next(analysis, s, steps[i + 1 :], numbers))
        for i, s in enumerate(steps)
    ]
    sentences = [p.sentence for p in found]
    return Ladder(
        place, tuple(steps), _find(analysis, words.HEARING, sentences),
        _find(analysis, words.APPEAL, sentences) or _find(analysis, words.APPEAL, _on_appeal(analysis)),
        min(s.start for s in sentences), max(s.end for s in sentences),
    )  # fmt: skip


def _decides_all(analysis: Analysis, found: Sequence[Provision]) -> Slot | None:
    """Who decides on every step, where one sentence says so."""
    for provision in found:
        match = words.DECIDES_ALL.search(analysis.lower, provision.sentence.start, provision.sentence.end)
        group = "who" if match and match["who"] else "whom"
        if match and words.DECIDER.fullmatch(match[group]) and not words.PROVIDER.fullmatch(match[group]):
            return slot(analysis, match.start(group), match.end(group))
    return None


def _on_appeal(analysis: Analysis) -> Iterator[Sentence]:
    """What stands under a heading of its own on appeal or dispute: it goes for the ladder wherever that stands."""
    for block in analysis.document.blocks:
        if block.section and _APPEAL_HEADING.search(block.section[-1].lower()):
            yield from analysis.sentences(block)


def _only_decides(analysis: Analysis, step: Step) -> bool:
    """Whether the step is only named in a sentence on who decides: "Enhetschefen beslutar om varning och vite"."""
    own = next((p for p in step.provisions if p.sentence.start <= step.act.start < p.sentence.end), None)
    return (
        own is not None
        and not own.triggers
        and words.DECIDES.search(analysis.lower, own.sentence.start, own.sentence.end) is not None
    )


def _find(analysis: Analysis, pattern: re.Pattern[str], sentences: Iterable[Sentence]) -> Slot | None:
    return next((f for s in sentences if (f := search(analysis, pattern, s))), None)


def _steps(analysis: Analysis, name: str | None, kind: Kind | None, unit: list[Provision]) -> Iterator[Step]:
    if kind is not None and name is not None:
        with_act = [p for p in unit if any(k == kind for k, _ in p.acts)]
        first = next(
            (p for p in with_act if p.triggers or p.modality or p.sentence.end - p.sentence.start > 60),
            (with_act or unit)[0],
        )
        act = next((a for k, a in first.acts if k == kind), slot(analysis, first.sentence.start, first.sentence.end))
        yield _step(analysis, name.lower(), kind, act, unit)
        return
    seen: set[Kind] = set()
    for i, provision in enumerate(unit):
        for own_kind, act in provision.acts:
            if own_kind in seen or (
                i > 0
                and words.NOT_HELPED.search(analysis.lower[provision.sentence.start : act.start])
                and not provision.triggers
            ):
                continue
            seen.add(own_kind)
            # The cells of a row belong together in whatever order; in running text what stands before is another's.
            rest = unit if provision.block.cell is not None else unit[i:]
            step = _step(analysis, steps_of.name_of(own_kind, act.text.lower()), own_kind, act, rest)
            if step.decider is None and i > 0 and _CONTINUES.match(analysis.lower, provision.sentence.start):
                step = replace(step, decider=_decider(analysis, unit[i - 1 : i], ()))
            yield step


def _step(analysis: Analysis, name: str, kind: Kind, act: Slot, unit: Sequence[Provision]) -> Step:
    head = next((p for p in unit if p.sentence.start <= act.start < p.sentence.end), unit[0])
    trigger = next((t for p in (head, *unit) if p.acts or p.whole for t in p.triggers), None)
    inside = [t for p in unit for t in p.triggers]
    sentences = [p.sentence for p in unit]

    def outside(pattern: re.Pattern[str]) -> Slot | None:
        for sentence in sentences:
            for match in pattern.finditer(analysis.lower, sentence.start, sentence.end):
                if not any(t.start <= match.start() < t.end for t in inside):
                    return slot(analysis, match.start(), match.end())
        return None

    time = outside(words.TIME)
    return Step(
        name=name,
        kind=kind,
        rank=steps_of.RANK[kind],
        modality=_modality(head),
        trigger=trigger,
        decider=_decider(analysis, unit, inside),
        deadline=time,
        vague_time=outside(words.VAGUE_TIME),
        content=outside(words.AMOUNT),
        follow_up=_find(analysis, words.FOLLOW_UP, sentences),
        escalates_to=_escalation(analysis, kind, unit),
        direct=_find(analysis, words.DIRECT, sentences) is not None,
        act=act,
        start=min(s.start for s in sentences),
        end=max(s.end for s in sentences),
        provisions=tuple(unit),
    )


def _modality(provision: Provision) -> str | None:
    if provision.modality is None:
        return None
    low = provision.modality.text.lower()
    return (
        "får"
        if low.startswith(("äger", "har rätt", "är berättigad", "förbehåller"))
        else "ska"
        if low in ("skall", "måste")
        else low
    )


def _decider(analysis: Analysis, unit: Sequence[Provision], inside: Sequence[Slot]) -> Slot | None:
    for provision in unit:
        cell = provision.block.cell
        if cell is not None and re.search(r"beslut|vem|ansvar", cell.heading.lower()):
            who = slot(analysis, provision.sentence.start, provision.sentence.end)
            return who if re.search(r"\w", who.text) else None
        for match in words.DECIDER.finditer(analysis.lower, provision.sentence.start, provision.sentence.end):
            before = analysis.lower[max(match.start() - 6, provision.sentence.start) : match.start()]
            ahead = analysis.lower[max(match.start() - 30, provision.sentence.start) : match.start()]
            acts = _FROM.search(ahead) or re.match(
                r" (?:skriftliga )?(?:krav|begäran)", analysis.lower[match.end() : match.end() + 24]
            )
            if words.PROVIDER.fullmatch(match[0]) or (
                re.search(r"(?<!\w)(?:till|hos|mot|från|i|inom|för) $", before) and not acts
            ):
                continue
            if not any(t.start <= match.start() < t.end for t in inside):
                return slot(analysis, match.start(), match.end())
    return None


def _deciders(analysis: Analysis, found: Sequence[Provision]) -> dict[Kind, Slot]:
    """Who decides, where one sentence says it for several steps: "Enhetschefen beslutar om varning och vite"."""
    out: dict[Kind, Slot] = {}
    for provision in found:
        for match in words.DECIDED_BY.finditer(analysis.lower, provision.sentence.start, provision.sentence.end):
            for kind, pattern in steps_of.STEPS:
                if pattern.search(match["what"]):
                    out.setdefault(kind, slot(analysis, match.start("who"), match.end("who")))
        for match in words.DECIDES.finditer(analysis.lower, provision.sentence.start, provision.sentence.end):
            who = words.DECIDER.search(match["who"])
            if who:
                start = match.start("who") + who.start()
                for kind, pattern in steps_of.STEPS:
                    if pattern.search(match["what"]):
                        out.setdefault(kind, slot(analysis, start, match.start("who") + who.end()))
    return out


def _escalation(analysis: Analysis, kind: Kind, unit: Sequence[Provision]) -> Kind | None:
    for provision in unit:
        low = analysis.lower[provision.sentence.start : provision.sentence.end]
        cell = provision.block.cell
        if cell is not None and re.search(r"nästa|därefter|följd om", cell.heading.lower()):
            return kind_of(low)
        if provision is unit[0] or not words.NOT_HELPED.search(low):
            continue
        other = next((k for k, _ in provision.acts if (steps_of.RANK[k] or 0) > (steps_of.RANK[kind] or 0)), None)
        if other is not None:
            return other
    return None


def _next(analysis: Analysis, step: Step, later: Sequence[Step], numbers: dict[str, Kind]) -> Kind | None:
    for provision in step.provisions:
        low = analysis.lower[provision.sentence.start : provision.sentence.end]
        if provision.triggers and words.NOT_HELPED.search(low) and (match := _REFERS.search(low)):
            target = numbers.get(match["number"]) or numbers.get(f"{match['number']} §")
            if target is not None and (steps_of.RANK[target] or 0) > (step.rank or 0):
                return target
    for i, other in enumerate(later):
        if other.trigger is None or other.rank is None or other.rank <= (step.rank or 0):
            continue
        low = other.trigger.text.lower()
        if kind_of(low) == step.kind or (i == 0 and words.NOT_HELPED.search(low)):
            return other.kind
    return None


def headings(analysis: Analysis) -> Iterator[tuple[Kind, Slot]]:
    """Headings that are names of steps, with their kind."""
    for block in analysis.document.blocks:
        if block.kind is BlockKind.HEADING and _is_step_name(analysis.document.block_text(block)):
            kind = kind_of(analysis.lower[block.plain_start : block.plain_end])
            if kind:
                yield kind, slot(analysis, block.plain_start, block.plain_end)
