"""Sanction steps, judged one at a time: who decides, bound or free, by when, what it consists of, what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit.checks import Input, Remark
from lintkit.facts import sanctions_text as words
from lintkit.facts.sanctions import Step, ladders
from lintkit.facts.sanctions_clause import Provision, provisions
from lintkit.facts.sanctions_world import World, world
from lintkit.language.analysis import Sentence

_PARTICIPLE = (
    r"återkallas|avauktoriseras|hävs|hävas|utesluts|uteslutas|varnas|polisanmäls|polisanmälas"
    r"|återkrävs|återkrävas|stängs av|stängas av"
)
_PASSIVE = re.compile(
    r"(?<!\w)(?:(?:tas|tagas) (?:\w+ ){0,2}?(?:vite|avgift\w*|sanktionsavgift\w*) ut|(?:(?:särskild "
    r"|en )?(?:sanktions)?avgift|viten?) (?:kan |ska |får )?(?:tas|tagas) ut|(?:ett )?vite utgår"
    r"|utgår (?:ett )?vite|påförs (?:\w+ )?vite"
    r"|vite (?:döms ut|påförs|debiteras|utdöms)|(?:kan )?komma att (?:polisanmälas|återkallas|hävas|stängas av"
    r"|sägas upp)|anmäls(?= [^.;]*polis)|anmälas(?= [^.;]*polis)"
    r"|(?:ska |kan |får )?(?:leda|leder|medföra|medför) till? ?(?:en )?(?:skriftlig )?(?:varning|erinran|vite"
    r"|avstängning|hävning|avauktorisering|återkallelse|intagningsstopp)"
    r"|(?:varning|erinran|påpekande|intagningsstopp|anmärkning) (?:meddelas|utfärdas|ges|delas ut|utdelas"
    r"|beslutas)|(?:meddelas|ges|utfärdas|tilldelas) (?:en )?(?:skriftlig )?(?:varning|erinran|anmärkning)"
    rf"|inga nya [\wåäö]+ (?:anvisas|placeras|tas emot)|{_PARTICIPLE}|(?:sägs|sägas) upp|hålls inne|innehålls"
    rf"|krävs tillbaka|föreläggs)(?!\w)"
)
_SPAN_OF_MONTHS = re.compile(r"uppsägningstid|varsel")


def _low(given: Input, sentence: Sentence) -> str:
    return given.analysis.lower[sentence.start : sentence.end]


def _steps(given: Input) -> Iterator[Step]:
    for ladder in ladders(given.analysis):
        yield from ladder.steps


def decider_missing(given: Input) -> Iterator[Remark]:
    """A passive act, and nobody in the step, the block or a sentence for the whole ladder who takes it."""
    said: set[int] = set()
    contract = world(given.document) is World.LOU
    for ladder in ladders(given.analysis):
        for step in ladder.steps:
            if step.decider is not None:
                continue
            for provision in step.provisions:
                if _names_decider(given, provision) or _SPAN_OF_MONTHS.search(_low(given, provision.sentence)):
                    continue
                if contract and step.kind in ("fine", "deduction"):
                    continue  # the buyer claims what the contract gives; nobody decides
                for match in _PASSIVE.finditer(given.analysis.lower, provision.sentence.start, provision.sentence.end):
                    inside = any(t.start <= match.start() < t.end for t in provision.triggers)
                    if not inside and provision.block.index not in said:
                        said.add(provision.block.index)
                        yield Remark(*match.span())


def _names_decider(given: Input, provision: Provision) -> bool:
    low = given.analysis.lower[provision.block.plain_start : provision.block.plain_end]
    for match in words.DECIDER.finditer(low):
        before = low[max(match.start() - 7, 0) : match.start()]
        if re.search(r"(?<!\w)(?:till|hos|mot|från|i|inom|för) $", before) or words.PROVIDER.fullmatch(match[0]):
            continue
        inside = any(t.start <= provision.block.plain_start + match.start() < t.end for t in provision.triggers)
        if not inside:
            return True
    return False


_ACT_INFINITIVE = (
    r"reducera\w*|sänkas?|minskas?|håll(?:a|as) inne|inne?hållas?|hävas?|återkallas?|återkrävas?|kräv(?:a"
    r"|as) tillbaka|begära (?:in )?\w+|uteslutas?|stäng(?:a|as) av|varnas?|beslutas? om \w+|säg(?:a|as) upp"
    r"|avauktoriseras?|polisanmälas?|komma att \w+|välja (?:att|mellan)|avvika från \w+|användas?|tillämpas?"
    r"|vidtas?|utfärdas?|meddelas?|leda till \w+|medföra \w+|ta(?:s)? ut|upphöra|förelägg(?:a|as)|förenas?"
    r"|göras?|bli aktuell\w*|avstängas|tilldelas"
)
_MAY = re.compile(
    r"(?<!\w)(?<!som )(?<!inte )(?<!ej )(?<!att )kan(?! (?:inte|ej|aldrig|antas|befaras|visa"
    r"|anses|styrka|konstateras|ni|leverantören|utföraren|anordnaren) )(?! (?:exempelvis"
    r"|till exempel) )(?: också| även| däremot| [\wåäö`]+){0,7}? (?:komma att )?[a-zåäö]{2,}(?:a|as|s|å|i|ut"
    r"|få)(?!\w)"
)
_MAY_FRONT = re.compile(rf"(?<!\w)kan (?:också |även |däremot )?(?:{_ACT_INFINITIVE})(?!\w)")
_FREE = re.compile(
    r"(?<!\w)(?:äger(?: [\wåäö]{1,12})? rätt(?:en)?(?: att)?|förbehåller sig rätten|får"
    r"|har rätt att)(?!\w)"
)
#: Asking and looking are no sanctions.
_ASKS = re.compile(
    r"(?:begära|kontrollera|efterfråga|införas|ansöka|överklaga\w*)$|begära (?!rättelse"
    r"|in en åtgärdsplan|återbetal)"
)
_LOSES = re.compile(r"bli utan|förlora|komma att|vite|påföljd")
_CHOICE = re.compile(
    r"(?<!\w)(?:förbehåller sig rätt(?:en)?(?! att (?:begära|kontrollera|göra))|kan välja att"
    r"|får välja|kan avvika från \w+|får avvika från \w+|kan göra avsteg)(?!\w)"
)


def may(given: Input) -> Iterator[Remark]:
    """ "Kan" before a sanction: neither a duty nor a power with a ground."""
    for provision in provisions(given.analysis):
        low = _low(given, provision.sentence)
        for pattern in (_CHOICE, _MAY_FRONT, _MAY):
            match = pattern.search(low)
            if match is None:
                continue
            start = provision.sentence.start + match.start()
            if any(t.start <= start < t.end for t in provision.triggers) or provision.whole:
                continue
            if pattern is _MAY and not (any(a.end > start for _, a in provision.acts) or _LOSES.search(match[0])):
                continue
            if pattern is not _CHOICE and _ASKS.search(match[0]):
                continue
            if _by_provider(low[: match.end()]):
                break
            end = start + (3 if pattern is not _CHOICE and "komma att" not in match[0] else match.end() - match.start())
            yield Remark(start, end)
            break


def _by_provider(before: str) -> bool:
    """Whether the one who may act is the provider: an applicant's or supplier's right is no sanction."""
    match = re.search(r"(?:kan|får|äger\w*|har rätt att) ([\wåäö]+)", before)
    subject = re.match(r"^(?:\W|\d)*([\wåäö]+)(?: \w+){0,2} (?:kan|får|äger|har rätt)", before)
    return any(m is not None and words.PROVIDER.fullmatch(m[1]) is not None for m in (match, subject))


def free(given: Input) -> Iterator[Remark]:
    """A power to take a sanction with no ground at all for when it is used."""
    for ladder in ladders(given.analysis):
        for step in ladder.steps:
            head = next((p for p in step.provisions if p.sentence.start <= step.act.start < p.sentence.end), None)
            if head is None or step.modality != "får" or head.modality is None or step.kind == "police_report":
                continue
            trigger = step.trigger.text.lower() if step.trigger else ""
            if trigger and not _OWN_VIEW.search(trigger):
                continue
            low = _low(given, head.sentence)
            if head.modality.text.lower().startswith("förbehåller"):
                continue  # flagged as a choice already
            if _by_provider(low) or _SPAN_OF_MONTHS.search(low) or _GROUND.search(low) or not _FREE.match(head.modality.text.lower()):
                continue
            if low.rstrip().endswith(":") or _has_items(given, head):
                continue
            yield Remark(head.modality.start, head.modality.end)


_OWN_VIEW = re.compile(r"förtroende|lämplig|anser|bedömer|framstår|lita på")
_GROUND = re.compile(r"(?<!\w)(?:om|när|vid|då|som|för|enligt|i strid|ifall|till följd|på grund)(?!\w)")


def _has_items(given: Input, provision: Provision) -> bool:
    return any(b.parent == provision.block.index for b in given.document.blocks[provision.block.index + 1 : provision.block.index + 3])


def vague_time(given: Input) -> Iterator[Remark]:
    """A time for correction or answer that names no time."""
    for provision in provisions(given.analysis):
        low = _low(given, provision.sentence)
        for match in words.VAGUE_TIME.finditer(low):
            start, end = provision.sentence.start + match.start(), provision.sentence.start + match.end()
            if given.analysis.is_defined(start, end) or given.analysis.is_quoted(start, end) or _is_now(low, match):
                continue
            if provision.block.cell is not None and end - start >= len(low.strip()) - 1:
                continue  # a cell of a timetable, not a time set in a sanction
            rest = low[match.end() :]
            if words.TIME.search(rest[:60]) or re.match(r"[ ,(]*(?:se |enligt )", rest) or words.TIME.search(low[max(match.start() - 40, 0) : match.start()]):
                continue
            yield Remark(start, end)


def _is_now(low: str, match: re.Match[str]) -> bool:
    """ "Omedelbart upphörande" and "hävas omedelbart" are effects, not times for somebody to act."""
    if match[0] not in ("omedelbart", "omgående", "utan dröjsmål"):
        return False
    return re.search(r"(?:häv\w*|upphör\w*|återkall\w*|säg\w* upp|avbryt\w*|stäng\w*)[^.;]{0,25}$", low[: match.start()]) is not None or (
        re.match(r" (?:kunna |att )?(?:upphör|häv|återkall|säg|gäll|frånträd|avsluta|avbryt|stäng|uteslut"
                 r"|underrätta|meddela)", low[match.end() :]) is not None
    )


_PLAN = re.compile(
    r"(?<!\w)(?:begär\w* (?:in )?(?:en )?(?:skriftlig )?|upprätta\w* (?:en )?"
    r"|lämna\w* (?:in )?(?:en )?|inkomma med (?:en )?|krävs (?:en )?)(?:åtgärds|handlings|rättelse)plan"
)
_CORRECTION = re.compile(
    r"(?<!\w)(?:begär\w* rättelse|kräv\w* rättelse|krav på rättelse"
    r"|anmoda\w* [^.;]{0,30}rätt\w+|rättelse (?:ska|skall) (?:ske|vidtas)|(?:brist\w*|fel\w*"
    r"|avvikelse\w*) (?:ska|skall) (?:vara )?(?:åtgärda\w*|avhjälp\w*|rätta\w*))"
)


def time_missing(given: Input) -> Iterator[Remark]:
    """An action plan or a correction is demanded, and nothing in the step says by when."""
    for step in _steps(given):
        for provision in step.provisions:
            match = _PLAN.search(given.analysis.lower, provision.sentence.start, provision.sentence.end) or _CORRECTION.search(
                given.analysis.lower, provision.sentence.start, provision.sentence.end
            )
            if match is None or any(t.start <= match.start() < t.end for t in provision.triggers):
                continue
            around = _near(given, provision)
            if words.TIME.search(around) or words.VAGUE_TIME.search(around) or _plan_time(given, provision):
                continue
            if provision.sentence.end > match.start():
                yield Remark(*match.span())
                break


def _plan_time(given: Input, provision: Provision) -> bool:
    """Whether a sentence near by says when "planen" must be there."""
    at = provision.block.index
    for block in given.document.blocks[max(at - 30, 0) : at + 12]:
        if block.section != provision.block.section:
            continue
        for sentence in given.analysis.sentences(block):
            low = _low(given, sentence)
            if re.search(r"(?<!\w)(?:åtgärds|handlings|rättelse)?plan(?:en)?(?!\w)", low) and words.TIME.search(low):
                return True
    return False


def _near(given: Input, provision: Provision) -> str:
    """The block with its list items, or its table row, in lower case."""
    blocks = given.document.blocks
    index = provision.block.index
    cell = provision.block.cell
    if cell is not None:
        near = [b for b in blocks[max(index - 8, 0) : index + 9] if b.cell and (b.cell.table, b.cell.row) == (cell.table, cell.row)]
    else:
        near = [b for b in blocks[index : index + 6] if b.index == index or (b.section == provision.block.section and b.number is None)]
    return " ".join(given.analysis.lower[b.plain_start : b.plain_end] for b in near)


_POINTER = re.compile(
    r"(?<!\w)(?:vilken|vilka) (?:påföljd\w*|sanktion\w*|åtgärd\w*) som (?:är aktuell\w*"
    r"|blir aktuell\w*|kan bli aktuell\w*|följer|kan följa|kommer att vidtas)"
)
_DEAD_END = re.compile(
    r"(?<!\w)(?:uteblir|saknas|lämnas inte|inkommer inte|rättas inte"
    r"|åtgärdas inte)[^.;]{0,60} (?:noteras|antecknas|dokumenteras|journalförs)[^.;]{0,40}"
)
_UNTIL = re.compile(
    r"(?<!\w)(?:tills vidare(?= (?:inte |stopp))|[\wåäö]*stoppet|avstängningen|förbudet|spärren"
    r"|stoppet|[\wåäö]*förbudet) gäller tills vidare|(?:stängs av|stopp\w*|avstängning\w*"
    r"|förbud\w*)(?: \w+){0,5} tills vidare"
)


def no_next(given: Input) -> Iterator[Remark]:
    """What follows is not said: the next sanction unnamed, a breach that is only noted, a stop without end."""
    known = {p.sentence for s in _steps(given) if s.escalates_to for p in s.provisions}
    for provision in provisions(given.analysis):
        text = _low(given, provision.sentence)
        for pattern in (_POINTER, _DEAD_END, _UNTIL):
            match = pattern.search(text)
            if match is None:
                continue
            if pattern is _POINTER and provision.sentence in known:
                continue  # a later step says what follows
            if pattern is _UNTIL and re.search(r"(?:till(?:s)? dess|upphör när|omprövas|längst|högst)", _near(given, provision)):
                continue
            yield Remark(provision.sentence.start + match.start(), provision.sentence.start + match.end())


def plan_without_sequel(given: Input) -> Iterator[Remark]:
    """An action plan is demanded, and no step says what follows if it is not made or not kept."""
    for ladder in ladders(given.analysis):
        for step in ladder.steps:
            if step.kind != "action_plan" or step.escalates_to is not None:
                continue
            whole = " ".join(given.analysis.lower[s.start : s.end] for s in ladder.steps)
            if re.search(r"(?:åtgärdsplan\w*|planen|handlingsplan\w*)[^.;]{0,40}(?:inte (?:följs|har följts"
                         r"|lämnas|inkommer|godkänns)|uteblir)", whole):
                continue
            for provision in step.provisions:
                match = _PLAN.search(given.analysis.lower, provision.sentence.start, provision.sentence.end)
                if match:
                    yield Remark(*match.span())
                    break


def amount_missing(given: Input) -> Iterator[Remark]:
    """A contractual fine without amount or basis of calculation anywhere in its section."""
    supervised = world(given.document) is World.SUPERVISION
    for ladder in ladders(given.analysis):
        texts = [given.analysis.lower[s.start : s.end] for s in ladder.steps if s.kind == "fine"]
        if any(words.AMOUNT.search(t) for t in texts) or _elsewhere(given):
            continue
        places = {p.block.section for s in ladder.steps if s.kind == "fine" for p in s.provisions}
        if any(b.section in places and words.AMOUNT.search(given.analysis.lower, b.plain_start, b.plain_end) for b in given.document.blocks):
            continue
        for step in ladder.steps:
            if step.kind != "fine" or (supervised and "föreläg" in given.analysis.lower[step.start : step.end]):
                continue
            match = _FINE.search(given.analysis.lower, step.act.start if step.act.text.lower().endswith(("vite", "viten")) else step.start, step.end)
            if match and not re.search(r"enligt (?:\w+ )?(?:bilaga|punkt|avsnitt|tabell|kapitel)", _sentence(given, match.start())):
                yield Remark(*match.span())
                break


_FINE = re.compile(r"(?<!\w)(?:vite utgår|utgår vite|vite|viten)(?!\w)")


def _elsewhere(given: Input) -> bool:
    """Whether any sentence of the document puts a sum on a fine."""
    low = given.analysis.lower
    for match in re.finditer(r"(?<!\w)vite(?:t|n|sbelopp\w*)?(?!\w)", low):
        if words.AMOUNT.search(_sentence(given, match.start())):
            return True
    return False


def _sentence(given: Input, at: int) -> str:
    return _low(given, given.analysis.sentence_at(at))


def content(given: Input) -> Iterator[Remark]:
    """What the sanction consists of is left open: how much, which measure, how long."""
    municipal = re.compile(r"(?<!\w)(?:ska|skall|får|kan|äger rätt att|kommer att)(?!\w)")
    for provision in provisions(given.analysis):
        low = _low(given, provision.sentence)
        for pattern in (_OPEN_SUM, _OPEN_MEASURE, _OPEN_SPAN, _REDUCED, _FLOOR, _MAY_INCLUDE):
            match = pattern.search(low)
            if match is None:
                continue
            start, end = provision.sentence.start + match.start(), provision.sentence.start + match.end()
            if any(t.start <= start < t.end for t in provision.triggers) or given.analysis.is_defined(start, end):
                continue
            if pattern is _REDUCED and words.AMOUNT.search(low):
                continue
            if pattern is _OPEN_MEASURE and (_provider_acts(low[: match.start()]) or not municipal.search(low)):
                continue
            if pattern is _FLOOR and "vite" not in low:
                continue
            if pattern is _OPEN_SPAN and words.TIME.search(low):
                continue
            yield Remark(start, end)


def _provider_acts(before: str) -> bool:
    found = list(words.PROVIDER.finditer(before))
    deciders = [m for m in words.DECIDER.finditer(before) if not words.PROVIDER.fullmatch(m[0])]
    return bool(found) and (not deciders or found[-1].start() > deciders[-1].start())


_OPEN_SUM = re.compile(
    r"(?<!\w)(?:(?:ett )?(?:skäligt|rimligt|lämpligt) belopp|i (?:motsvarande|skälig"
    r"|lämplig) mån|enligt överenskommelse|skälig (?:ersättning|nedsättning)"
    r"|hela eller (?:en )?del(?:ar)? av (?:bidraget|ersättningen|beloppet|utbetalningen))(?!\w)"
)
_OPEN_MEASURE = re.compile(
    r"(?<!\w)(?:kännbara|kraftfulla|andra lämpliga) (?:konsekvenser|åtgärder|påföljder"
    r"|sanktioner)(?!\w)|(?<!\w)(?:(?:vidta|vidtar|vidtas|besluta om|överväga)(?: de| den)? )?(?:lämpliga?"
    r"|nödvändiga?|erforderliga?|adekvata?) (?:åtgärd\w*|påföljd\w*|sanktion\w*)|(?<!\w)(?:vidta"
    r"|vidtar) (?:andra )?(?:åtgärder|sanktioner|påföljder)(?! (?:enligt|i (?:punkt|avsnitt)|som (?:anges"
    r"|framgår)))(?!\w)"
)
_OPEN_SPAN = re.compile(
    r"(?<!\w)(?:(?:under|för) (?:en )?(?:viss )?(?:tids)?period|under (?:en )?viss tid"
    r"|för viss tid|en (?:längre |kortare )?tid framöver|på (?:ganska |en )?(?:viss|lång|längre) tid"
    r"|under en (?:längre|kortare) tid|så länge det (?:anses|bedöms)[^.;,]{3,30})(?!\w)"
)
_REDUCED = re.compile(r"(?<!\w)(?:reduceras|reducera|sänkas|sänks|minskas|sättas ned|sätts ned)(?!\w)")
_FLOOR = re.compile(
    r"(?<!\w)(?:minst|lägst) \d[\d  .]* ?(?:sek|kr|kronor)(?!\w)(?![^.;]*(?:högst \d"
    r"|max\w* \d[\d ]* ?(?:kr|sek)))"
)
_MAY_INCLUDE = re.compile(r"(?<!\w)kan (?:innefatta|bestå av|till exempel vara|exempelvis vara)(?!\w)")
