"""Sanction ladders, judged as a whole: order, overlap, delegation, hearing, direct route, steps never described."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.checks._words import listed
from lintkit.facts import sanctions_steps as steps_of
from lintkit.facts.passage import Slot
from lintkit.facts.sanctions import ladders
from lintkit.facts.sanctions_clause import kind_of, provisions, sanction_tables
from lintkit.facts.sanctions_world import World, world

_FREE_ORDER = lazy.compile(
    r"(?<!\w)(?:(?:tillämpas|användas?|används|tas|vidtas) i (?:den|valfri) ordning(?: som [^.;,]{3,40})?"
    r"|i (?:den ordning som (?:är|anses|bedöms|nämnden|kommunen|beställaren)[^.;,]{3,30}|valfri ordning)"
    r"|(?:frångå|avvika från|göra avsteg från|hoppa över) (?:trappan|stegen|ordningen|sanktionstrappan)|(?:sanktion|påföljd|åtgärd)\w* som (?:\w+ ){1,4}beror på [^.;]{3,40}"
    r"|(?:sanktioner|påföljder)(?:na)? (?:ska |bör )?(?:tillämpas?|användas?|används) (?:restriktivt|med (?:försiktighet|urskillning|omdöme)|flexibelt|efter omständigheterna|sparsamt)"
    r"|utan inbördes ordning|(?:stegen|åtgärderna|sanktionerna|påföljderna|trappan) behöver inte (?:tillämpas|följas|användas|tas) (?:i (?:\w+ )?ordning\w*)?"
    r"|beroende på (?:omständigheterna|(?:bristens|felets|avvikelsens) (?:art|omfattning|allvar"
    r"|karaktär)[^.;,]{0,30}|situation\w*|hur allvarlig\w*[^.;,]{0,30})"
    r"|(?:nämnden|kommunen|beställaren|handläggaren) (?:avgör|bedömer|väljer|bestämmer) vilken (?:sanktion"
    r"|påföljd|åtgärd)[^.;]{0,40})(?!\w)"
)


def free_order(given: Input) -> Iterator[Remark]:
    """The text leaves the order of the steps, or the choice between them, open."""
    for provision in provisions(given.analysis):
        for match in _FREE_ORDER.finditer(given.analysis.lower, provision.sentence.start, provision.sentence.end):
            yield Remark(*match.span())


def falling_table(given: Input) -> Iterator[Remark]:
    """In a table of numbered steps a milder sanction stands after a more severe one."""
    tables = sanction_tables(given.analysis)
    last: dict[int, int] = {}
    for block in given.document.blocks:
        if block.cell is None or block.cell.table not in tables or block.cell.row == 0 or block.cell.column != 0:
            continue
        text = given.analysis.lower[block.plain_start : block.plain_end]
        kind = kind_of(text)
        rank = steps_of.RANK[kind] if kind else None
        if rank is None or not re.match(r"^\W*(?:steg )?\d", text):
            continue
        if rank < last.get(block.cell.table, 0):
            yield Remark(block.plain_start, block.plain_end)
        else:
            last[block.cell.table] = rank


_RANGE = lazy.compile(
    r"(?<!\w)(\d+)(?: ?[–-] ?(\d+))? (poäng|procent|kronor|brister"
    r"|avvikelser)(?! kvar)(?: (eller (?:mer|fler)))?"
)


def overlapping_ranges(given: Input) -> Iterator[Remark]:
    """Two steps are set off by ranges that overlap: two to five points, five to nine points."""
    for ladder in ladders(given.analysis):
        seen: list[tuple[int, int, str]] = []
        for step in ladder.steps:
            trigger = step.trigger
            match = _RANGE.match(trigger.text.lower()) if trigger else None
            if trigger is None or match is None:
                continue
            low = int(match[1])
            high = int(match[2]) if match[2] else (10**9 if match[4] else low)
            if any(unit == match[3] and low <= b and a <= high for a, b, unit in seen):
                yield Remark(trigger.start, trigger.start + match.end())
            seen.append((low, high, match[3]))


_DELEGATED = lazy.compile(
    r"(?<!\w)(?:(?:varje|respektive|ansvarig)? ?nämnd(?:en)? (?:beslutar|bestämmer"
    r"|avgör)(?: själv)?(?: om)?(?: i [^.;,]{3,60})? vilka (?:sanktioner|påföljder|åtgärder)"
    r"|vilka (?:sanktioner|påföljder)[^.;]{0,40} (?:beslutas|bestäms|avgörs) (?:av|i) [^.;,]{3,50}"
    r"|(?:sanktioner|påföljder) (?:beslutas|bestäms|framgår|regleras) (?:av|i) (?:respektive|varje"
    r"|de specifika)[^.;,]{0,50})"
)


def delegated(given: Input) -> Iterator[Remark]:
    """What sanctions apply is left to another decision."""
    for block in given.analysis.holding(_DELEGATED):
        for sentence in given.analysis.sentences(block):
            match = _DELEGATED.search(given.analysis.lower, sentence.start, sentence.end)
            if match and given.analysis.clause(sentence).force.binds:
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield Remark(start, match.end())


_UNHEARD = lazy.compile(
    r"(?<!\w)(?:någon (?:skriftväxling|kommunicering|kommunikation)[^.;]{0,40} (?:sker|görs|krävs"
    r"|behövs) (?:inte|ej)(?: dessförinnan)?|(?:skriftväxling|kommunicering) (?:sker|görs|krävs) (?:inte|ej)"
    r"|(?:utan|innan) (?:föregående )?(?:kommunicering|skriftväxling|hörande)"
    r"|utan (?:att )?(?:\w+ )?(?:först )?(?:har )?(?:fått|ges|få|beretts|bereds) (?:möjlighet"
    r"|tillfälle) att (?:yttra|svara|bemöta)"
    r"|utan att (?:\w+ ){1,3}(?:hörs|hörts|har hörts|tillfrågas|får yttra sig|underrättas)"
    r"|(?:underrättas|informeras|meddelas) (?:först )?i efterhand"
    r"|(?:behöver|ska|skall) inte (?:höras|kommuniceras|beredas tillfälle)|har inte rätt att (?:yttra sig"
    r"|bemöta))(?:[^.;]{0,30})?"
)


def unheard(given: Input) -> Iterator[Remark]:
    """The text regulates the procedure and shuts the provider out of it."""
    for provision in provisions(given.analysis):
        match = _UNHEARD.search(given.analysis.lower, provision.sentence.start, provision.sentence.end)
        if match:
            end = match.end()
            yield Remark(match.start(), end)


_ADMIN_HEARING = lazy.compile(r"(?<!\w)25 § (?:i )?(?:förvaltningslagen|fl)(?!\w)(?: \(2017:900\))?")
_ADMIN_APPEAL = lazy.compile(
    r"(?<!\w)(?:överklagas?|överklagan\w*) (?:hos|till|av|vid|i)? ?(?:allmän "
    r"|)(?:förvaltningsrätt\w*|förvaltningsdomstol\w*|länsrätt\w*|kammarrätt\w*)(?: genom förvaltningsbesvär)?"
)


def wrong_law(given: Input) -> Iterator[Remark]:
    """A contract under LOV or LOU that points its sanctions to the procedure of public authorities."""
    where = world(given.document)
    if where not in (World.LOV, World.LOU) or len(re.findall(r"skollag|förskol", given.analysis.lower)) > 5:
        return
    for provision in provisions(given.analysis):
        low = given.analysis.lower[provision.sentence.start : provision.sentence.end]
        for pattern in (_ADMIN_HEARING, _ADMIN_APPEAL):
            match = pattern.search(low)
            if match and not re.search(r"ansökan|godkännande|10 kap", low):
                name = (
                    "lagen (2008:962) om valfrihetssystem"
                    if where is World.LOV
                    else "lagen (2016:1145) om offentlig upphandling"
                )
                yield Remark(
                    provision.sentence.start + match.start(), provision.sentence.start + match.end(), {"act": name}
                )


_SERIOUS = lazy.compile(
    r"(?<!\w)(?:direkt (?:till|återkall\w*|häv\w*)|brottslig\w*|bedrägeri|oriktiga uppgifter|osann\w*|fara för"
    r"|liv (?:eller|och) hälsa|omedelbar verkan|omedelbart|behöver (?:då )?inte ha (?:prövats|tillämpats)"
    r"|allvarlig\w*|konkurs)(?!\w)"
)


def no_direct_route(given: Input) -> Iterator[Remark]:
    """A ladder of three steps or more ends in revocation, and nothing lets fraud or danger skip the steps before."""
    for ladder in ladders(given.analysis):
        ranked = [s for s in ladder.steps if s.rank is not None]
        last = [s for s in ranked if s.kind in ("revocation", "ban")]
        if len({s.kind for s in ranked}) < 3 or not last:
            continue
        if _SERIOUS.search(given.analysis.lower, ladder.start, ladder.end) or any(s.direct for s in ladder.steps):
            continue
        yield Remark(last[-1].act.start, last[-1].act.end)


_LISTS = lazy.compile(
    r"(?<!\w)(?:sanktioner(?:na)?|påföljder(?:na)?|åtgärder(?:na)?)[^.]{0,60}(?:är|utgörs av"
    r"|:)[^.]*"
)


def never_described(given: Input) -> Iterator[Remark]:
    """A step is named in an enumeration of sanctions and described nowhere."""
    counts: dict[str, int] = {}
    described = set()
    for ladder in ladders(given.analysis):
        for step in ladder.steps:
            counts[step.kind] = counts.get(step.kind, 0) + len(step.provisions)
            if step.trigger or step.content or step.deadline or step.decider:
                described.add(step.kind)
    for provision in provisions(given.analysis):
        match = _LISTS.search(given.analysis.lower, provision.sentence.start, provision.sentence.end)
        if match is None or len(provision.acts) < 3 or provision.triggers:
            continue
        for kind, act in provision.acts:
            elsewhere = [
                s
                for la in ladders(given.analysis)
                for s in la.steps
                if s.kind == kind and not match.start() <= s.act.start < match.end()
            ]
            if not elsewhere:
                yield Remark(act.start, act.end)


_ENDING = ("avauktorisering", "återkallelse", "hävning", "uteslutning", "uppsägning")


def many_names(given: Input) -> Iterator[Remark]:
    """The same final act goes under three names or more in one ladder."""
    for ladder in ladders(given.analysis):
        named: dict[str, Slot] = {}
        for step in ladder.steps:
            for provision in step.provisions if step.kind == "revocation" else ():
                for kind, act in provision.acts:
                    if kind == "revocation":
                        named.setdefault(steps_of.name_of(kind, act.text.lower()), act)
        if len(set(named) & set(_ENDING)) >= 3:
            act = max(named.values(), key=lambda a: a.start)
            yield Remark(act.start, act.end, {"names": listed(sorted(named))})
