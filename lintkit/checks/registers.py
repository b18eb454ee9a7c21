"""Demands for register extracts, judged: kind, register, circle, legal basis; ages, moments and evidence are elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark, _regimes
from lintkit.checks._registers import delegates, is_told, low_of, mark, shown
from lintkit.checks.registers_bare import bare
from lintkit.facts import registers_text as words
from lintkit.facts.packdata import since
from lintkit.facts.passage import search, spoken
from lintkit.facts.registers import requirements


def kind_delegated(given: Input) -> Iterator[Remark]:
    """The kind of extract is left to another decision or place."""
    for item in requirements(given.analysis):
        if found := delegates(given, item):
            yield mark(found)


def register_unnamed(given: Input) -> Iterator[Remark]:
    """No register is named: "polisens register", "ett utdrag från polisen"."""
    for item in requirements(given.analysis):
        if (
            item.register
            and "regist" in (item.mention.text.lower())
            and not words.UNNAMED.search(item.mention.text.lower())
        ):
            continue
        found = search(given.analysis, words.UNNAMED, item.sentences[0])
        if found and not words.BELASTNING.search(low_of(given, item.sentences[0])):
            yield mark(found)


#: A check asked for by its deed; notes about a check ask for nothing new.
_CHECKS = lazy.compile(
    r"kontrollera|kontroll\w* (?:av|i|mot|ur) (?:\w+ )?belastning|genomg\w+ (?:en )?registerkontroll|omfattas (?:\w+ ){0,3}?av registerkontroll"
    r"|registerkontroll(?:en|er)? (?:ska |skall |måste |alltid |har |av [\wåäö]+ )*(?:gör|sker|ske|genomför|utför|vidta|företa|krävs|gjorts|begär)\w*"
    r"|(?:göra|gör|genomföra|genomför|utföra|utför|vidta|vidtar|krävs|ombesörj\w+) (?:en )?registerkontroll"
)


def kind_missing(given: Input) -> Iterator[Remark]:
    """The register is named but not which extract from it."""
    for item in requirements(given.analysis):
        first = item.sentences[0]
        if (
            item.extract
            or item.laws & (words.CHECK_LAWS | {"1998:620"})
            or item.unnamed
            or delegates(given, item)
            or not (shown(given, item) or _CHECKS.search(low_of(given, first)))
        ):
            continue
        if words.UNNAMED.search(low_of(given, first)):
            continue
        yield mark(item.mention)
    yield from bare(given)


def one_register(given: Input) -> Iterator[Remark]:
    """Only belastningsregistret is asked for where the activity's act covers misstankeregistret too."""
    for item in requirements(given.analysis):
        if item.register != "belastningsregistret" or (item.owners and not item.staff):
            continue
        if words.FETCHED_BY_AUTHORITY.search(low_of(given, item.sentences[0])):
            continue
        named = next((b for s in item.sentences if (b := search(given.analysis, _BELASTNING_WORD, s))), None)
        acts = [r for r in _regimes.of(item.activities) if r.both_registers(given.today)]
        if named and acts and len(acts) == len(_regimes.of(item.activities)) and not delegates(given, item):
            yield mark(named, None, act=acts[0].law, since=since(acts[0].registers_since), as_of=_regimes.as_of())


_BELASTNING_WORD = lazy.compile(r"(?<!\w)belastningsregist\w*")
_MISSTANKE_WORD = lazy.compile(r"(?<!\w)(?:\w+- och )?misstankeregist\w*")


def suspicion_without_support(given: Input) -> Iterator[Remark]:
    """Misstankeregistret is demanded where no act gives an extract: owners and managers, school staff."""
    for item in requirements(given.analysis):
        found = next((m for s in item.sentences if (m := search(given.analysis, _MISSTANKE_WORD, s))), None)
        if found is None:
            continue
        sentence = given.analysis.sentence_at(found.start)
        if re.search(r"(?<!\w)(?:inte|ej|utan)(?!\w)", given.analysis.lower[sentence.start : found.start]):
            continue
        if item.activities == {"skola"}:
            yield mark(found, None, circle="personal i skola, förskola och fritidshem")
        elif item.owners and not item.staff and not item.activities & {"barn", "hvb", "lss_barn", "hemmet"}:
            yield mark(found, None, circle="ägare och ledning hos en privat utförare")


def circle_unclear(given: Input) -> Iterator[Remark]:
    """Words for the circle of persons that two readers draw differently, undefined in the document."""
    for item in requirements(given.analysis):
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
        led = lead is not None and words.ON_CHECK.search(low_of(given, lead)) is not None
        for sentence in given.analysis.sentences(block):
            if not given.analysis.clause(sentence).force.binds:
                continue
            if not led and words.ON_CHECK.search(low_of(given, sentence)) is None:
                continue
            for match in _UNCLEAR_OWNERS.finditer(given.analysis.lower, sentence.start, sentence.end):
                span = match.span("who")
                if span not in seen and not given.analysis.is_defined(*span):
                    yield Remark(*span)
    yield from circle_unclear(given)


def exempted(given: Input) -> Iterator[Remark]:
    """Owners or the board are expressly left out, or only asked when the municipality happens to ask."""
    for item in requirements(given.analysis):
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
            low = low_of(given, sentence)
            match = _LEFT_OUT.search(low) if words.WEAK.search(low) or words.RECORD.search(low) else None
            if match is None:
                continue
            if is_told(given, sentence, block):
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
    r"|(?<!\w)(?:styrelse\w*|(?:del|minoritets)?ägare|suppleant\w*|ordförande\w*|ledningen) behöver (?:inte|ej) (?:visa|lämna) (?:upp |in )?(?:\w+ )?\w*utdrag\w*"
    rf"|(?<!\w)(?:krav\w* på \w*(?:utdrag|kontroll)\w*|registerkontroll\w*) (?:omfattar|gäller) (?:inte|ej) {_GROUPS}"
)


def owners_missing(given: Input) -> Iterator[Remark]:
    """A demand on the responsible manager and staff, and none on owners or board anywhere in the document."""
    items = requirements(given.analysis)
    if any(words.OWNER_ONLY.search(low_of(given, s)) for i in items for s in i.sentences):
        return
    for item in items:
        first = item.sentences[0]
        if _LEADERS.search(low_of(given, first)):
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


def case_by_case(given: Input) -> Iterator[Remark]:
    """Whether a group of people shows an extract is left to the provider, or to need."""
    for item in requirements(given.analysis):
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
    rf"|ska)(?: \w+){{0,8}}? (?:när det är \w+|om (?:utföraren|leverantören|anordnaren|chefen|verksamheten|kommunen) (?:anser|bedömer|finner)|vid behov|i mån av tid|om det (?:behövs|bedöms)|inte|efter (?:chefens"
    rf"|egen) bedömning)[^.;]{{0,40}})"
)


def obsolete_act(given: Input) -> Iterator[Remark]:
    """The check rests on an act that is repealed."""
    for item in requirements(given.analysis):
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
