"""Sanction ladders: the steps a text sets against a provider, in order, with what it says of each; no judgement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lintkit import lazy
from lintkit.facts import sanctions_mention as mention
from lintkit.facts import sanctions_steps as steps_of
from lintkit.facts import sanctions_text as words
from lintkit.facts.passage import Slot, per_analysis, search, slot
from lintkit.facts.sanctions_clause import Provision, kind_of, provisions
from lintkit.facts.sanctions_steps import Kind
from lintkit.facts.sanctions_units import is_mention, place_of, units
from lintkit.language.analysis import Analysis, Sentence

#: A sentence about what the one before has decided: "Detta kan innefatta ...".
_CONTINUES = lazy.compile(r"\W*(?:detta|det|dessa|de|sådana?|samma sak|åtgärden|påföljden)(?!\w)")
#: A written act from somebody, and a claim of somebody's: both tell who acts.
_FROM = lazy.compile(r"(?:varning|anmodan|erinran|påpekande|anmärkning|begäran|krav|föreläggande) från $")
#: "Beställaren genom förvaltningschefen": the one who acts for the party.
_THROUGH = lazy.compile(rf" genom (?P<who>{words.DECIDER.pattern})")
_REFERS = lazy.compile(
    r"(?:besluta|beslutas|prövas|tillämpas|hävas"
    r"|återkallas)(?: \w+){0,3} enligt (?:§§? ?)?(?P<number>\d+)(?: ?§)?"
)


#: The party of a contract, who acts through somebody: a sentence that names the one who decides tells more.
_PRINCIPAL = lazy.compile(r"kommunen|regionen|beställaren|uppdragsgivaren|köparen|vi|b")


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


_APPEAL_HEADING = lazy.compile(r"överklag|tvist|omprövning|rättsmedel")


@per_analysis
def ladders(analysis: Analysis) -> tuple[Ladder, ...]:
    """The sanction ladders of a document, in reading order."""
    groups: dict[tuple[str, ...], list[Provision]] = {}
    for provision in provisions(analysis):
        groups.setdefault(place_of(provision), []).append(provision)
    set_at = _set_at(analysis)
    return tuple(filter(None, (_ladder(analysis, place, found, set_at) for place, found in groups.items())))


def _set_at(analysis: Analysis) -> dict[str, frozenset[Kind]]:
    """The kinds of step that each numbered place of the text sets itself, not by reference further."""
    out: dict[str, frozenset[Kind]] = {}
    for provision in provisions(analysis):
        if provision.block.provision is not None:
            number = _number(provision)
            own = {
                kind
                for kind, act in provision.acts
                if not is_mention(analysis, provision, kind, act) and _points_to(analysis, provision, act) is None
            }
            out[number] = out.get(number, frozenset()) | own
    return out


def _number(provision: Provision) -> str:
    return (provision.block.provision or "").strip("§ ")


def _within(number: str, place: str) -> bool:
    return number == place or number.startswith(f"{place}.")


def _points_to(analysis: Analysis, provision: Provision, act: Slot) -> str | None:
    at = provision.sentence.start
    return mention.points_to(analysis.lower[at : provision.sentence.end], act.end - at)


def _ladder(
    analysis: Analysis, place: tuple[str, ...], found: list[Provision], set_at: dict[str, frozenset[Kind]]
) -> Ladder | None:
    steps: list[Step] = []
    numbers: dict[str, Kind] = {}
    for name, kind, unit in units(found, analysis):
        made = list(_steps(analysis, name, kind, unit, found, set_at))
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
    steps = [
        replace(s, decider=deciders.get(s.kind, s.decider or everywhere))
        if s.decider is None or _PRINCIPAL.fullmatch(s.decider.text.lower())
        else s
        for s in steps
    ]
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
        group = next((name for name, who in match.groupdict().items() if who), "") if match else ""
        if match and group and words.DECIDER.fullmatch(match[group]) and not words.PROVIDER.fullmatch(match[group]):
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


def _steps(
    analysis: Analysis, name: str | None, kind: Kind | None, unit: list[Provision], found: Sequence[Provision],
    set_at: dict[str, frozenset[Kind]],
) -> Iterator[Step]:  # fmt: skip
    if kind is not None and name is not None:
        yield from _named(analysis, name, kind, unit)
        return
    if by_occasion := [p for p in unit if p.block.cell and p.acts and _is_occasion(p)]:
        first_kind, act = by_occasion[0].acts[0]
        step = _step(analysis, steps_of.name_of(first_kind, act.text.lower()), first_kind, act, unit)
        later = (k for p in by_occasion[1:] for k, _ in p.acts)
        harder = next((k for k in later if (steps_of.RANK[k] or 0) > (step.rank or 0)), None)
        yield replace(step, escalates_to=step.escalates_to or harder)
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
            if is_mention(analysis, provision, own_kind, act):
                continue
            # The cells of a row belong together in whatever order; in running text what stands before is another's.
            rest = unit if provision.block.cell is not None else unit[i:]
            target = _points_to(analysis, provision, act)
            if target is not None and target != _number(provision):
                if any(own_kind in kinds for number, kinds in set_at.items() if _within(number, target)):
                    continue  # set there; here it is said that it follows
                rest = [*rest, *(p for p in found if _within(_number(p), target))]
            seen.add(own_kind)
            step = _step(analysis, steps_of.name_of(own_kind, act.text.lower()), own_kind, act, rest)
            if step.decider is None and i > 0 and _CONTINUES.match(analysis.lower, provision.sentence.start):
                step = replace(step, decider=_decider(analysis, unit[i - 1 : i], ()))
            yield step


def _is_occasion(provision: Provision) -> bool:
    cell = provision.block.cell
    return cell is not None and mention.OCCASION_COLUMN.search(cell.heading.lower().strip()) is not None


def _named(analysis: Analysis, name: str, kind: Kind, unit: Sequence[Provision]) -> Iterator[Step]:
    """The step that a heading, a run-in heading or a row's head names."""
    with_act = [p for p in unit if any(k == kind for k, _ in p.acts)]
    first = next(
        (p for p in with_act if p.triggers or p.modality or p.sentence.end - p.sentence.start > 60),
        (with_act or unit)[0],
    )
    act = next((a for k, a in first.acts if k == kind), slot(analysis, first.sentence.start, first.sentence.end))
    yield _step(analysis, name.lower(), kind, act, unit)


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
            if cell is not None and len(match[0]) == 1:
                continue  # "B" is the row's letter, not the buyer
            if words.PROVIDER.fullmatch(match[0]) or (
                re.search(r"(?<!\w)(?:till|hos|mot|från|i|inom|för) $", before) and not acts
            ):
                continue
            if not any(t.start <= match.start() < t.end for t in inside):
                through = _THROUGH.match(analysis.lower, match.end(), provision.sentence.end)
                start, end = through.span("who") if through else match.span()
                return slot(analysis, start, end)
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
