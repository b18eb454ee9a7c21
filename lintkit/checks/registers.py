"""Demands for register extracts, judged: age, kind, circle, legal basis; moments and evidence are judged elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark, _regimes
from lintkit.document import Block
from lintkit.facts import registers_text as words
from lintkit.facts.packdata import since
from lintkit.facts.passage import Slot, search, spoken
from lintkit.facts.registers import RegisterRequirement, requirements
from lintkit.facts.registers_age import ages, months, row
from lintkit.facts.registers_company import proofs
from lintkit.facts.registers_unnamed import is_other_world
from lintkit.finding import Severity
from lintkit.language.analysis import Sentence, lower, ranges
from lintkit.language.context import Force
from lintkit.language.memory import remembered

#: No act sets an age for owners and managers; half a year is the limit that the acts on staff now share.
_UNREGULATED_MONTHS = 6.0


def _mark(found: Slot, severity: Severity | None = None, **values: str) -> Remark:
    return Remark(found.start, found.end, values, severity)


def _read(given: Input) -> tuple[RegisterRequirement, ...]:
    return requirements(given.analysis)


def _low(given: Input, span: RegisterRequirement | Sentence) -> str:
    return given.analysis.lower[span.start : span.end]


def _number(value: float) -> str:
    names = {1: "en", 2: "två", 3: "tre", 6: "sex", 12: "tolv"}
    return names.get(int(value), f"{value:g}")


def too_old(given: Input) -> Iterator[Remark]:
    """An age that the activity's act does not allow today; more than six months where no act is in sight."""
    for item in _read(given):
        found_ages = [
            (Slot(m[0], *m.span()), months(m), s)
            for s in item.on_check(given.analysis)
            for m in ages(given.analysis, s)
        ]
        if not found_ages and item.age and item.max_age_months:  # in the row of a table, or in the words before a list
            found_ages = [(item.age, item.max_age_months, item.sentences[0])]
        if item.max_age_months is None:
            continue
        for flagged, measure, sentence in found_ages:
            if measure > item.max_age_months and "skol" in _low(given, sentence):
                continue  # the act's own limit, quoted before a stricter one
            near = words.ACTIVITIES[0][1].search(_low(given, sentence)) is not None
            found = _regimes.of({"skola"} if near else item.activities)
            if item.owners and not item.staff and not item.laws & words.CHECK_LAWS:
                found = []  # no act on register checks covers owners and managers
            limits = [(r.age_on(given.today), r) for r in found]
            known = [(months_, r) for months_, r in limits if months_ is not None]
            own = _own_limit(given, item)
            limit, act = min(known, key=lambda pair: pair[0]) if known else (_UNREGULATED_MONTHS, None)
            if own is not None and own < limit:
                limit, act = own, None
            if measure <= limit:
                continue
            if act is not None:
                says = (
                    f"{act.law} tillåter {since(act.since(given.today))} högst {_number(limit)} månader "
                    f"(rättsläget {_regimes.as_of()})"
                )
                yield _mark(flagged, Severity.ERROR, limit=_number(limit), basis=says)
            else:
                says = (
                    "lagarna om registerkontroll tillåter sedan den 1 mars 2026 högst sex månader, utom skollagen som tillåter ett år"
                    if own is None else f"kommunens egen gräns är högst {_number(limit)} månader"
                )  # fmt: skip
                yield _mark(flagged, None, limit=_number(limit), basis=says)


def _own_limit(given: Input, item: RegisterRequirement) -> float | None:
    own = given.settings.get("registers") or {}
    circle = own.get("owners" if item.owners else "staff") or {}
    value = circle.get("max_age_months") if isinstance(circle, dict) else None
    return float(value) if value is not None else None


def age_missing(given: Input) -> Iterator[Remark]:
    """A demand without any age, and no act cited that sets one."""
    for item in _read(given):
        if (
            item.age is None
            and not item.laws & words.CHECK_LAWS
            and not item.unnamed
            and not _delegates(given, item)
            and _shown(given, item)
            and not any(_says_fresh(given, s) for s in item.sentences)
        ):
            yield _mark(item.mention)


def _says_fresh(given: Input, sentence: Sentence) -> bool:
    low = _low(given, sentence)
    return words.AGE_VAGUE.search(low) is not None or words.AGE_LOOSE.search(low) is not None


def _shown(given: Input, item: RegisterRequirement) -> bool:
    """Whether a person's paper is asked for (an authority that fetches the data itself gets them fresh)."""
    low = _low(given, item.sentences[0])
    return (
        "utdrag" in low
        and _NEED_NOT.search(low) is None
        and words.FETCHED_BY_AUTHORITY.search(low) is None
        and re.search(r"från polismyndigheten(?! (?:ska|visa))", low) is None
    )


_NEED_NOT = lazy.compile(r"(?:behöver|ska|skall) (?:inte|ej) (?:visa|lämna|begära|krävas|uppvisa)\w*(?!\w)")


def _delegates(given: Input, item: RegisterRequirement) -> Slot | None:
    return next((d for s in item.sentences if (d := search(given.analysis, words.DELEGATED, s))), None)


def kind_delegated(given: Input) -> Iterator[Remark]:
    """The kind of extract is left to another decision or place."""
    for item in _read(given):
        if found := _delegates(given, item):
            yield _mark(found)


def register_unnamed(given: Input) -> Iterator[Remark]:
    """No register is named: "polisens register", "ett utdrag från polisen"."""
    for item in _read(given):
        if (
            item.register
            and "regist" in (item.mention.text.lower())
            and not words.UNNAMED.search(item.mention.text.lower())
        ):
            continue
        found = search(given.analysis, words.UNNAMED, item.sentences[0])
        if found and not words.BELASTNING.search(_low(given, item.sentences[0])):
            yield _mark(found)


#: A check asked for by its deed; notes about a check ask for nothing new.
_CHECKS = lazy.compile(
    r"kontrollera|kontroll\w* (?:av|i|mot|ur) (?:\w+ )?belastning|genomg\w+ (?:en )?registerkontroll|omfattas (?:\w+ ){0,3}?av registerkontroll"
    r"|registerkontroll(?:en|er)? (?:ska |skall |måste |alltid |har |av [\wåäö]+ )*(?:gör|sker|ske|genomför|utför|vidta|företa|krävs|gjorts|begär)\w*"
    r"|(?:göra|gör|genomföra|genomför|utföra|utför|vidta|vidtar|krävs|ombesörj\w+) (?:en )?registerkontroll"
)


def kind_missing(given: Input) -> Iterator[Remark]:
    """The register is named but not which extract from it."""
    for item in _read(given):
        first = item.sentences[0]
        if (
            item.extract
            or item.laws & (words.CHECK_LAWS | {"1998:620"})
            or item.unnamed
            or _delegates(given, item)
            or not (_shown(given, item) or _CHECKS.search(_low(given, first)))
        ):
            continue
        if words.UNNAMED.search(_low(given, first)):
            continue
        yield _mark(item.mention)


def one_register(given: Input) -> Iterator[Remark]:
    """Only belastningsregistret is asked for where the activity's act covers misstankeregistret too."""
    for item in _read(given):
        if item.register != "belastningsregistret" or (item.owners and not item.staff):
            continue
        if words.FETCHED_BY_AUTHORITY.search(_low(given, item.sentences[0])):
            continue
        named = next((b for s in item.sentences if (b := search(given.analysis, _BELASTNING_WORD, s))), None)
        acts = [r for r in _regimes.of(item.activities) if r.both_registers(given.today)]
        if named and acts and len(acts) == len(_regimes.of(item.activities)) and not _delegates(given, item):
            yield _mark(named, None, act=acts[0].law, since=since(acts[0].registers_since), as_of=_regimes.as_of())


_BELASTNING_WORD = lazy.compile(r"(?<!\w)belastningsregist\w*")
_MISSTANKE_WORD = lazy.compile(r"(?<!\w)(?:\w+- och )?misstankeregist\w*")


def suspicion_without_support(given: Input) -> Iterator[Remark]:
    """Misstankeregistret is demanded where no act gives an extract: owners and managers, school staff."""
    for item in _read(given):
        found = next((m for s in item.sentences if (m := search(given.analysis, _MISSTANKE_WORD, s))), None)
        if found is None:
            continue
        sentence = given.analysis.sentence_at(found.start)
        if re.search(r"(?<!\w)(?:inte|ej|utan)(?!\w)", given.analysis.lower[sentence.start : found.start]):
            continue
        if item.activities == {"skola"}:
            yield _mark(found, None, circle="personal i skola, förskola och fritidshem")
        elif item.owners and not item.staff and not item.activities & {"barn", "hvb", "lss_barn", "hemmet"}:
            yield _mark(found, None, circle="ägare och ledning hos en privat utförare")


def circle_unclear(given: Input) -> Iterator[Remark]:
    """Words for the circle of persons that two readers draw differently, undefined in the document."""
    for item in _read(given):
        for sentence in item.on_check(given.analysis):
            for match in _UNCLEAR_CIRCLE.finditer(given.analysis.lower, sentence.start, sentence.end):
                if not given.analysis.is_defined(match.start(), match.end()):
                    yield Remark(match.start(), match.end())


_UNCLEAR_CIRCLE = lazy.compile(
    r"(?<!\w)(?:nyckelperson\w*|(?:personer|personal|medarbetare) i nyckel\w+"
    r"|andra (?:\w+ )?personer som (?:bedöms|anses|kan)[^.;,]{3,40}|vissa (?:personer|befattningar"
    r"|medarbetare)"
    r"|(?:relevant|berörd)(?:a)? (?:personal|personer|medarbetare|befattningar)|personer i ledande ställning"
    r"|övriga personer[^.;,]{0,40}|personal (?:i|på) (?:känsliga|särskilda) [\wåäö]+)(?!\w)"
)
_UNCLEAR_OWNERS = lazy.compile(
    r"(?<!\w)(?:(?:nämnden|kommunen|handläggaren) får även pröva )?(?P<who>(?:andra"
    r"|övriga) (?:\w+ )?personer som (?:bedöms|anses|kan antas|kan)[^.;,]{3,40}|(?:andra"
    r"|övriga) personer med [^.;,]{3,40}|nyckelperson\w*)(?!\w)"
)
_TEST_PLACE = lazy.compile(
    r"ägar|ledningsprövning|lämplighet|registerutdrag|registerkontroll|vem ska prövas"
    r"|personkrets"
)


def owner_circle_unclear(given: Input) -> Iterator[Remark]:
    """The circle of an owner and management test left open: "andra personer som bedöms ha inflytande"."""
    seen = {(r.start, r.end) for r in circle_unclear(given)}
    for block in given.analysis.holding(_UNCLEAR_OWNERS):
        if not _TEST_PLACE.search(" ".join(block.section).lower()):
            continue
        lead = given.analysis.lead(block)
        led = lead is not None and words.ON_CHECK.search(_low(given, lead)) is not None
        for sentence in given.analysis.sentences(block):
            if not given.analysis.clause(sentence).force.binds:
                continue
            if not led and words.ON_CHECK.search(_low(given, sentence)) is None:
                continue
            for match in _UNCLEAR_OWNERS.finditer(given.analysis.lower, sentence.start, sentence.end):
                span = match.span("who")
                if span not in seen and not given.analysis.is_defined(*span):
                    yield Remark(*span)
    yield from circle_unclear(given)


def exempted(given: Input) -> Iterator[Remark]:
    """Owners or the board are expressly left out, or only asked when the municipality happens to ask."""
    for item in _read(given):
        for sentence in item.on_check(given.analysis):
            for match in _EXEMPT.finditer(given.analysis.lower, sentence.start, sentence.end):
                yield Remark(*match.span())
            if words.OWNERS.search(given.analysis.lower, sentence.start, sentence.end):
                for match in _WHEN_ASKED.finditer(given.analysis.lower, sentence.start, sentence.end):
                    yield Remark(*match.span())
    yield from _left_out(given)


def _left_out(given: Input) -> Iterator[Remark]:
    """Groups that a sentence of its own takes out of the check: "praktikanter är undantagna från registerkontrollen"."""
    for block, sentences in spoken(given.analysis, _LEFT_OUT):
        for sentence in sentences:
            low = _low(given, sentence)
            match = _LEFT_OUT.search(low) if words.WEAK.search(low) or words.RECORD.search(low) else None
            force = given.analysis.clause(sentence).force
            told = force.binds or force is Force.INFORMATION
            if match and told and not is_other_world(given.analysis, sentence, block):
                yield Remark(sentence.start + match.start(), sentence.start + match.end())


_EXEMPT = lazy.compile(
    r"(?<!\w)(?:(?:styrelse\w*|\w*ägare|suppleant\w*|ledningen|ordförande\w*) (?:\w+ ){0,3}?(?:behöver inte"
    r"|omfattas inte|undantas|är undantag\w+|kontrolleras inte|berörs inte)(?: (?:visa|lämna"
    r"|kontroll)\w*(?: \w*utdrag)?)?"
    r"|övriga (?:i styrelsen|i ledningen|ägare|delägare|ledamöter)(?: \w+){0,2}? (?:behöver (?:inte|ej) (?:visa|lämna)|omfattas (?:inte|ej))\w*"
    r"|(?:krävs|behövs|begärs) (?:inte|ej) (?:för|av|från) (?:\w*suppleant|\w*styrelse|\w*ägare|ordförande|ledning|praktikant|volontär|(?:tim)?vikarie|inhyrd)\w*)(?!\w)"
)
_WHEN_ASKED = lazy.compile(r"(?<=utdrag )om (?:nämnden|kommunen|beställaren) begär det(?!\w)")
_GROUPS = (
    r"(?:praktikant|volontär|(?:tim)?vikarie|extrapersonal|inhyrd\w* personal|bemanningspersonal|underleverantör|konsult|suppleant"
    r"|(?:vissa|enstaka) (?:personal|yrkes)(?:kategorier|grupper)|studerande|(?:del|minoritets)?ägare)\w*"
)
_LEFT_OUT = lazy.compile(
    rf"(?<!\w){_GROUPS}(?:,? (?:och|eller) [\wåäö]+)? (?:är undantag\w+|undantas|ska undantas) från(?: [\wåäö]+){{0,3}}? \w*(?:kontroll|utdrag)\w*"
    rf"|(?<!\w)(?:krav\w* på \w*(?:utdrag|kontroll)\w*|registerkontroll\w*) (?:omfattar|gäller) (?:inte|ej) {_GROUPS}"
)


def owners_missing(given: Input) -> Iterator[Remark]:
    """A demand on the responsible manager and staff, and none on owners or board anywhere in the document."""
    items = _read(given)
    if any(words.OWNER_ONLY.search(_low(given, s)) for i in items for s in i.sentences):
        return
    for item in items:
        first = item.sentences[0]
        if _LEADERS.search(_low(given, first)):
            continue  # owners and board may be among those who represent the company
        match = words.MANAGER_ONLY.search(given.analysis.lower, first.start, first.end)
        if match and item.subjects and item.subjects[0].start <= match.start() < item.subjects[-1].end:
            end = match.end()
            for other in item.subjects[1:2]:  # who else is asked shows how far the circle reaches
                end = max(end, other.start + len(re.split(r" (?:som|inom|i|på|med) ", other.text)[0]))
            yield Remark(match.start(), end)
        for later in item.sentences[1:]:
            also = _ALSO.match(given.analysis.lower, later.start, later.end)
            who = words.MANAGER_ONLY.search(given.analysis.lower, *also.span("who")) if also else None
            if who:
                yield Remark(*who.span())


#: A later provision that takes the manager in: "Ansvarig för verksamheten ska också visa upp utdrag".
_ALSO = lazy.compile(r"(?:\W|\d)*(?P<who>[^\W\d][^.;,]{4,60}?) (?:ska|skall) (?:också|även|dessutom) (?:visa|lämna)\w*")
_LEADERS = lazy.compile(r"företrädar|firmateckn|ledningskrets|personkrets|styrelse|ledningsgrupp")


def age_vague(given: Input) -> Iterator[Remark]:
    """A paper is asked for fresh, without a measure of how fresh."""
    analysis = given.analysis
    for block in analysis.holding(_FRESH):
        if not _may_be_fresh(given.document.block_text(block)):
            continue
        whole = analysis.lower[block.plain_start : block.plain_end]
        if block.cell is not None and words.AGE_COLUMN.search(block.cell.heading.lower()):
            if words.AGE_CELL_VAGUE.fullmatch(whole) and any(_asks_proof(given, c) for c in row(analysis, block)):
                yield Remark(block.plain_start, block.plain_end)
            continue
        proof = _asks_proof(given, block) or words.RECORD.search(whole) is not None
        for sentence in analysis.sentences(block):
            low = _low(given, sentence)
            match = words.AGE_VAGUE.search(low)
            asked = proof or (match is not None and "utdrag" in match[0] and bool(_read(given)))
            if match and not asked and re.search(r"(?:intyg\w*|bevis|handlingar\w*)(?: |$)", match[0]):
                match = None  # a certificate of something else
            match = match or (words.AGE_LOOSE.search(low) if proof and _of_paper(low) else None)
            lead = analysis.lead(block)
            binds = analysis.clause(sentence).force.binds or (lead is not None and analysis.clause(lead).force.binds)
            if match and binds and not words.AGE.search(low) and not words.OTHER_WORLD.search(low):
                yield Remark(sentence.start + match.start(), sentence.start + match.end())


def _of_paper(low: str) -> bool:
    """Whether a sentence on freshness names a paper, or nothing that could be fresh instead."""
    return (
        words.AGED.search(low) is not None
        or re.match(r"(?:\W|\d)*(?:ska|får|måste|bör|så|nyligen|högst)", low) is not None
    )


_FRESH = lazy.compile(
    r"aktuell|färsk|nytag|nyligen|nyutf|gam(?:mal|la)|datum|som möjligt|anslutning|(?<!\w)ny|senaste|rimlig|kort tid"
)


@remembered
def _may_be_fresh(text: str) -> bool:
    """Whether a block has words on freshness of any of the kinds that `age_vague` looks for."""
    low = lower(text)
    if not _FRESH.search(low):
        return False
    return words.AGE_CELL_VAGUE.fullmatch(low) is not None or any(
        words.AGE_VAGUE.search(part) or words.AGE_LOOSE.search(part) for part in (low[a:b] for a, b in ranges(text))
    )


def _asks_proof(given: Input, block: Block) -> bool:
    """Whether a block asks for an extract, a proof of fitness or a paper about the company."""
    if any(block.plain_start <= s.start < block.plain_end for i in _read(given) for s in i.sentences):
        return True
    return any(p.sentence.block == block.index for p in proofs(given.analysis))


def case_by_case(given: Input) -> Iterator[Remark]:
    """Whether a group of people shows an extract is left to the provider, or to need."""
    for item in _read(given):
        for sentence in item.on_check(given.analysis):
            for match in _CASE_BY_CASE.finditer(given.analysis.lower, sentence.start, sentence.end):
                yield Remark(*(match.span("who") if match["who"] else match.span("other")))


_GROUP = (
    r"(?P<who>(?:praktikant\w*|volontär\w*|(?:tim)?vikarie\w*|inhyrd\w* personal|extrapersonal"
    r"|underleverantör\w*|uppdragstagare|konsult\w*|bemanningspersonal)(?:,? (?:och |eller )?(?:praktikant\w*"
    r"|volontär\w*|(?:tim)?vikarie\w*|inhyrd\w* personal|extrapersonal|konsult\w*)){0,3})"
)
_CASE_BY_CASE = lazy.compile(
    rf"(?<!\w)(?:(?:för )?{_GROUP} (?:bedömer|avgör|bestämmer) [^.;]{{3,60}}"
    rf"|{_GROUP.replace('?P<who>', '?P<other>')} (?:omfattas|kontrolleras|visar|lämnar|behöver"
    rf"|ska)(?: \w+){{0,8}}? (?:när det är \w+|vid behov|i mån av tid|om det (?:behövs|bedöms)|inte|efter (?:chefens"
    rf"|egen) bedömning)[^.;]{{0,40}})"
)


def obsolete_act(given: Input) -> Iterator[Remark]:
    """The check rests on an act that is repealed."""
    for item in _read(given):
        for sentence in item.sentences:
            for match in _OBSOLETE.finditer(given.analysis.lower, sentence.start, sentence.end):
                now = (
                    "2 kap. 31–33 §§ skollagen (2010:800)"
                    if "2000:873" in match[0] or "skolbarn" in match[0]
                    else "lagen (1998:620) om belastningsregister"
                )
                yield Remark(match.start(), match.end(), {"now": now})


_OBSOLETE = lazy.compile(
    r"lag(?:en)? \(2000:873\)(?: om registerkontroll av personal inom förskoleverksamhet, skola och skolbarnsomsorg)?"
    r"|lagen om registerkontroll (?:av personal )?inom förskole?verksamhet[^.;]{0,40}skolbarnsomsorg"
    r"|(?:lagen )?\((?:1963:197|1965:94)\)(?: om [\wåäö ]{5,40})?"
)
