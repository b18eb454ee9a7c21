"""Judges a document against the one that governs it: what is milder, what differs, what was left and never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from lintkit import lazy
from lintkit.checks import Remark, Together
from lintkit.facts import measure, stances
from lintkit.facts.passage import Slot, search, slot, spoken
from lintkit.facts.registers import RegisterRequirement, requirements
from lintkit.facts.registers_text import DELEGATED, OWNERS, STAFF
from lintkit.facts.sanctions import Step, ladders
from lintkit.facts.sanctions_steps import NAME, Kind
from lintkit.facts.sanctions_world import World, world
from lintkit.facts.stances import DEPARTS, Latitude, Stance
from lintkit.facts.terms import Term, terms
from lintkit.facts.topics import Statement, statements
from lintkit.language.analysis import Analysis, Sentence

#: Values closer than this share are the same: a year and twelve months, 14 days and two weeks.
_SAME = 0.05
_known_statements: WeakKeyDictionary[Analysis, tuple[Statement, ...]] = WeakKeyDictionary()


def _statements(analysis: Analysis) -> tuple[Statement, ...]:
    found = _known_statements.get(analysis)
    if found is None:
        found = _known_statements[analysis] = tuple(statements(analysis))
    return found


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= _SAME * max(abs(a), abs(b))


def _breaks(own: float, above: float, stricter: str, latitude: Latitude) -> bool:
    """Whether a value may not stand beside the governing one. Asking more is allowed unless differences are not."""
    if _same(own, above):
        return False
    asks_more = own < above if stricter == "low" else own > above
    return latitude is Latitude.NONE or not asks_more


def _departs(analysis: Analysis, sentence: Sentence) -> bool:
    return DEPARTS.search(analysis.lower, sentence.start, sentence.end) is not None


def _opening(words: str) -> str:
    """Words as they open a sentence."""
    return words[:1].upper() + words[1:]


def _title(pair: Together) -> str:
    return pair.governing.document.title or pair.governing.document.path


def _seen(pair: Together, own: Slot, above: Slot, above_sentence: Sentence, **values: str) -> Remark:
    """A remark on the own words that shows the governing words."""
    place = pair.related(above_sentence.start, above_sentence.end, "Det styrande dokumentet säger")
    return Remark(own.start, own.end, {"above": above.text, "title": _title(pair), **values}, None, (place,))


def differing(pair: Together) -> Iterator[Remark]:
    """A time, an interval or a sum is another than the governing document's. `options.topics` name the matters."""
    latitude = stances.latitude(pair.governing.analysis)
    wanted = pair.given.options.get("topics", ())
    above: dict[str, list[Statement]] = {}
    for statement in _statements(pair.governing.analysis):
        above.setdefault(statement.topic.key, []).append(statement)
    for key in wanted:
        general = above.get(key, [])
        own = [s for s in _statements(pair.given.analysis) if s.topic.key == key]
        # What the governing document itself says in two ways cannot be measured against.
        if not general or not own or not all(_same(g.value, general[0].value) for g in general):
            continue
        first = general[0]
        if first.topic.lone and (len(general) > 1 or len(own) > 1):
            continue
        if any(_same(s.value, first.value) or _departs(pair.given.analysis, s.sentence) for s in own):
            continue
        broken = [s for s in own if _breaks(s.value, first.value, s.topic.stricter, latitude)]
        if len(broken) == len(own):
            yield _seen(pair, broken[0].words, first.words, first.sentence, topic=_opening(first.topic.name))


def register_age(pair: Together) -> Iterator[Remark]:
    """An extract may be older here than the governing document allows for the same persons."""
    latitude = stances.latitude(pair.governing.analysis)
    general = list(_aged(pair.governing.analysis))
    for own in _aged(pair.given.analysis):
        same = [g for g in general if _same_circle(own, g)]
        if not same or any(_departs(pair.given.analysis, s) for s in own.sentences):
            continue
        loosest = max(same, key=lambda g: g.months)
        if _breaks(own.months, loosest.months, "low", latitude):
            yield _seen(pair, own.words, loosest.words, pair.governing.analysis.sentence_at(loosest.words.start))


class _Aged(NamedTuple):
    """How old an extract may be for whom, where the text says so; nobody named means all."""

    owners: bool
    staff: bool
    sentences: tuple[Sentence, ...]
    months: float
    words: Slot


_TOO_OLD = lazy.compile(
    r"äldre än (?P<age>[^.,;]{3,24}?) (?:godtas|godkänns|accepteras|räknas|får användas) (?:inte|ej)(?!\w)"
    r"|tidigast (?P<earliest>[^.,;]{3,24}?) (?:dessförinnan|före|innan)(?!\w)"
    r"|under de[tn]? senaste (?P<last>halvåret|året|kvartalet)(?!\w)"
)
#: An age in a sentence that only tells of the extract: "Ett utdrag får vid ansökan inte vara äldre än två månader".
_TOLD = lazy.compile(
    r"(?:får|ska) (?:\w+ ){0,3}(?:inte|ej) (?:\w+ ){0,2}vara äldre än (?P<age>[^.,;]{3,24}?(?:månad|vecka|vecko|dag|år|kvartal)\w*)"
    r"|(?:får|ska) (?:\w+ ){0,2}vara (?:högst|som mest) (?P<most>[^.,;]{3,24}?) (?:gammal|gamla)"
)
_LAST = {"kvartalet": 3.0, "halvåret": 6.0, "året": 12.0}


def _aged(analysis: Analysis) -> Iterator[_Aged]:
    """The demands for extracts that set an age, put as a limit or as what is not accepted."""
    read: list[Sentence] = []
    for demand in requirements(analysis):
        read.extend(demand.sentences)
        if demand.age is not None and demand.max_age_months is not None:
            yield _Aged(demand.owners, demand.staff, demand.sentences, demand.max_age_months, demand.age)
            continue
        for sentence in demand.sentences:
            if found := _limit(analysis, _TOO_OLD, sentence):
                yield _Aged(demand.owners, demand.staff, demand.sentences, *found)
                break
    for _, sentences in spoken(analysis):
        for i, sentence in enumerate(sentences):
            low = analysis.lower[sentence.start : sentence.end]
            if "utdrag" not in low or sentence in read or not (found := _limit(analysis, _TOLD, sentence)):
                continue
            around = low + (
                analysis.lower[sentences[i + 1].start : sentences[i + 1].end] if i + 1 < len(sentences) else ""
            )
            yield _Aged(OWNERS.search(around) is not None, STAFF.search(around) is not None, (sentence,), *found)


def _limit(analysis: Analysis, pattern: re.Pattern[str], sentence: Sentence) -> tuple[float, Slot] | None:
    """Months and words of the age that a sentence sets."""
    match = pattern.search(analysis.lower, sentence.start, sentence.end)
    if match is None or match.lastgroup is None:
        return None
    group = match.lastgroup
    if group == "last":
        return _LAST[match[group]], slot(analysis, match.start(), match.end())
    found = measure.times(match[group])
    return (found[0].value / 30, slot(analysis, match.start(), match.start(group) + found[0].end)) if found else None


def _same_circle(a: _Aged, b: _Aged) -> bool:
    """Whether two demands are made of the same persons; a demand that names nobody is made of all."""
    if not (a.owners or a.staff) or not (b.owners or b.staff):
        return True
    return (a.staff and b.staff) or (a.owners and b.owners)


def exempted(pair: Together) -> Iterator[Remark]:
    """Staff are excepted from the extract that the governing document demands of all."""
    general = [r for r in requirements(pair.governing.analysis) if r.staff]
    if not general:
        return
    for stance in stances.exemptions(pair.given.analysis):
        if not _departs(pair.given.analysis, stance.sentence):
            yield _seen(pair, stance.words, general[0].mention, general[0].sentences[0])


def subcontracting(pair: Together) -> Iterator[Remark]:
    """Subcontractors are allowed more freely than the governing document allows."""
    yield from _milder(
        pair, stances.subcontracting(pair.given.analysis), stances.subcontracting(pair.governing.analysis),
        stances.SUBCONTRACT_LEVELS,
    )  # fmt: skip


def police(pair: Together) -> Iterator[Remark]:
    """The police report is left to discretion where the governing document demands it."""
    yield from _milder(
        pair, stances.police_reports(pair.given.analysis), stances.police_reports(pair.governing.analysis),
        stances.POLICE_LEVELS,
    )  # fmt: skip


def _milder(pair: Together, own: Iterable[Stance], above: Iterable[Stance], names: Sequence[str]) -> Iterator[Remark]:
    general = list(above)
    strictest = min(general, key=lambda s: s.level, default=None)
    here = list(own)
    if strictest is None or not here or any(s.level <= strictest.level for s in here):
        return
    first = min(here, key=lambda s: s.level)
    if not _departs(pair.given.analysis, first.sentence):
        yield _seen(
            pair,
            first.words,
            strictest.words,
            strictest.sentence,
            here=names[first.level],
            there=names[strictest.level],
        )


#: Sanctions whose decider matters to the one who is met by them.
_DECIDED: frozenset[Kind] = frozenset(
    {"action_plan", "reprimand", "warning", "deduction", "fine", "admission_stop", "suspension", "revocation", "ban"}
)


def decider(pair: Together) -> Iterator[Remark]:
    """An official decides on sanctions that the governing document leaves to the board, or the other way round. Said
    once, at the most severe of them.
    """
    if _other_law(pair):
        return
    general = _by_kind(pair.governing.analysis)
    found: list[tuple[Step, Slot, Slot]] = []
    for kind, step in _by_kind(pair.given.analysis).items():
        above = general.get(kind)
        if kind not in _DECIDED or above is None or above.decider is None or step.decider is None:
            continue
        a, b = _office(step.decider.text), _office(above.decider.text)
        sentence = pair.given.analysis.sentence_at(step.decider.start)
        delegated = "delegat" in pair.given.analysis.lower[sentence.start : sentence.end]
        if a and b and a != b and not delegated:
            found.append((step, step.decider, above.decider))
    if not found:
        yield from _admission(pair)
    else:
        _, own_words, above_words = max(found, key=lambda f: f[0].rank or 0)
        names = " och ".join(NAME[step.kind] for step, _, _ in sorted(found, key=lambda f: f[0].rank or 0))
        yield _seen(pair, own_words, above_words, pair.governing.analysis.sentence_at(above_words.start), step=names)


def _admission(pair: Together) -> Iterator[Remark]:
    """Another body decides on applications than the governing document lays down."""
    general = next(iter(stances.admissions(pair.governing.analysis)), None)
    own = next(iter(stances.admissions(pair.given.analysis)), None)
    if general is None or own is None or _departs(pair.given.analysis, own.sentence):
        return
    a, b = _office(own.words.text), _office(general.words.text)
    delegated = "delegat" in pair.given.analysis.lower[own.sentence.start : own.sentence.end]
    if a and b and a != b and not delegated:
        yield _seen(pair, own.words, general.words, general.sentence, step="auktorisation")


def _by_kind(analysis: Analysis) -> dict[Kind, Step]:
    """The first step of each kind that says who decides, else the first."""
    out: dict[Kind, Step] = {}
    for ladder in ladders(analysis):
        for step in ladder.steps:
            if step.kind not in out or (out[step.kind].decider is None and step.decider is not None):
                out[step.kind] = step
    return out


@lru_cache(maxsize=256)
def _office(words: str) -> str:
    """ "board" for a political body, "official" for an employee, "" for what may be either ("kommunen")."""
    low = words.lower()
    if any(w in low for w in ("chef", "handläggare", "controller", "direktör", "inspektör", "rektor", "samordnare")):
        return "official"
    return "board" if any(w in low for w in ("nämnd", "utskott", "fullmäktige", "kommunstyrelse")) else ""


def _other_law(pair: Together) -> bool:
    """Whether the document's sanctions follow a statute on supervision that the governing document's do not."""
    own, above = world(pair.given.document), world(pair.governing.document)
    return own is World.SUPERVISION and above is not World.SUPERVISION


#: These stand beside a ladder and are no rung of it.
_BESIDE: frozenset[Kind] = frozenset({"police_report", "repayment", "correction"})


def outside_ladder(pair: Together) -> Iterator[Remark]:
    """A sanction is used that the governing document, which allows no others, does not have."""
    closed = stances.closed_ladder(pair.governing.analysis)
    if closed is None or _other_law(pair):
        return
    allowed = {s.kind for ladder in ladders(pair.governing.analysis) for s in ladder.steps}
    # A lone reduction of payment among the terms of payment is no ladder.
    used = [
        s for ladder in ladders(pair.given.analysis) if len({s.kind for s in ladder.steps}) > 2 for s in ladder.steps
    ]
    extra = [s for s in used if s.kind not in allowed and s.kind not in _BESIDE and s.rank is not None]
    if extra:
        worst = max(extra, key=lambda s: s.rank or 0)
        names = ", ".join(dict.fromkeys(s.name for s in sorted(extra, key=lambda s: s.rank or 0)))
        sentence = pair.governing.analysis.sentence_at(closed.start)
        yield _seen(pair, worst.act, closed, sentence, names=_opening(names))


def unfilled(pair: Together) -> Iterator[Remark]:
    """The governing document leaves a matter to the conditions below it, and these do not lay it down."""
    for delegation in _first_of_each(stances.delegations(pair.governing.analysis)):
        place = pair.related(delegation.words.start, delegation.words.end, "Det styrande dokumentet lämnar frågan hit")
        if delegation.matter == "extract":
            for own in requirements(pair.given.analysis):
                if "utdrag" in own.mention.text.lower() and not own.extract and not _cites(pair.given.analysis, own):
                    words = _passed_on(pair.given.analysis, own) or own.mention
                    values = {"what": "vilket slags utdrag som ska visas", "title": _title(pair)}
                    yield Remark(words.start, words.end, values, None, (place,))
                    break
        else:
            if delegation.matter == "sanctions":
                filled = bool(ladders(pair.given.analysis))
            else:
                filled = any(s.topic.key == delegation.matter for s in _statements(pair.given.analysis))
            if filled or not pair.given.document.blocks:
                continue
            first = pair.given.document.blocks[0]
            values = {"what": _LEFT[delegation.matter], "title": _title(pair)}
            yield Remark(first.plain_start, first.plain_end, values, None, (place,))


_LEFT = {
    "sanctions": "vilka sanktioner som används", "followup": "hur ofta anordnaren följs upp", "fine": "vitesbeloppet",
    "insurance": "försäkringsbeloppet", "notice": "uppsägningstiden", "invoice": "när fakturan ska ha kommit in",
}  # fmt: skip


def _first_of_each(found: Iterable[stances.Delegation]) -> Iterator[stances.Delegation]:
    seen: set[str] = set()
    for delegation in found:
        if delegation.matter not in seen:
            seen.add(delegation.matter)
            yield delegation


def _cites(analysis: Analysis, own: RegisterRequirement) -> bool:
    """Whether an act is cited, which says what extract is meant."""
    return bool(own.laws) or own.legal_basis is not None or "§" in analysis.lower[own.start : own.sentences[0].end]


def _passed_on(analysis: Analysis, own: RegisterRequirement) -> Slot | None:
    """The words by which the matter is left to somebody else once more."""
    return next((found for s in own.sentences if (found := search(analysis, DELEGATED, s))), None)


def redefined(pair: Together) -> Iterator[Remark]:
    """A term of the governing document is defined again, with other numbers."""
    general: dict[str, Term] = {}
    for term in terms(pair.governing.analysis):
        general.setdefault(term.term, term)
    for own in terms(pair.given.analysis):
        above = general.get(own.term)
        if above is None:
            continue
        sentence = pair.given.analysis.sentence_at(own.place.start)
        if measure.differ(own.meaning.text, above.meaning.text) and not _departs(pair.given.analysis, sentence):
            place = pair.related(above.meaning.start, above.meaning.end, "Det styrande dokumentet definierar")
            values = {"term": own.term, "title": _title(pair)}
            yield Remark(own.meaning.start, own.meaning.end, values, None, (place,))
