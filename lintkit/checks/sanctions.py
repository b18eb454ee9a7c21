"""Sanction steps, judged one at a time: who decides and what the step consists of; times and powers are elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.facts import sanctions_text as words
from lintkit.facts.sanctions import Step, ladders
from lintkit.facts.sanctions_clause import Provision, provisions, sanction_tables
from lintkit.facts.sanctions_world import World, world
from lintkit.language.analysis import Sentence

_NOUN = (
    r"(?:(?:en |ett )?(?:skriftlig |muntlig )?(?:varning|erinran|påpekande|anmärkning|intagningsstopp|polisanmälan|anmälan"
    r"|vite|sanktionsavgift|avstängning|återkrav|återkallelse|uppsägning))"
)
#: Sanctions in the passive: verbs of their own, and nouns with a verb of giving, in either order.
_PASSIVE = lazy.compile(
    r"(?<!\w)(?:(?:tas|tagas) (?:\w+ ){0,2}?(?:vite|avgift\w*|sanktionsavgift\w*) ut|(?:(?:särskild "
    r"|en )?(?:sanktions)?avgift|viten?) (?:kan |ska |får )?(?:tas|tagas) ut|(?:ett )?vite utgår"
    r"|utgår (?:ett )?vite|påförs (?:\w+ )?vite"
    r"|vite (?:döms ut|påförs|debiteras|utdöms)|(?:kan )?komma att (?:polisanmälas|återkallas|hävas|stängas av"
    r"|sägas upp)|anmäls(?= [^.;]*polis)|anmälas(?= [^.;]*polis)|underrättas polisen|polisen underrättas"
    r"|(?:ska |kan |får )?(?:leda|leder|medföra|medför) till? ?(?:en )?(?:skriftlig )?(?:varning|erinran|vite"
    r"|avstängning|hävning|avauktorisering|återkallelse|intagningsstopp)"
    rf"|{_NOUN} (?:ska |kan |får |bör )?(?:\w+ )?(?:meddelas|utfärdas|ges|delas ut|utdelas|beslutas|göras|görs|upprättas|tillämpas)"
    r"|(?:meddelas|ges|utfärdas|tilldelas) (?:en )?(?:skriftlig )?(?:varning|erinran|anmärkning)"
    r"|inga nya [\wåäö]+(?: (?:anvisas|placeras|tas emot))?|återkallas|avauktoriseras|hävs|hävas|utesluts|uteslutas|varnas"
    r"|(?:avslutas|avbryts|bryts) (?:samarbetet|avtalet|uppdraget|kontraktet)|(?:samarbetet|avtalet|uppdraget|kontraktet) (?:avslutas|avbryts|bryts)"
    r"|stängs (?:\w+ )?(?:för|av)(?= )|stryks|skiljs|nedsätts|fråntas|dras (?:\w+ ){1,3}in|hålls (?:\w+ ){1,3}inne|avregistreras|påförs (?:\w+ ){0,3}avgift"
    r"|(?:kan |ska |får )?(?:\w+ )?(?:komma att )?(?:dras in|dras tillbaka|innehållas)"
    r"|polisanmäls|polisanmälas|återkrävs|återkrävas|stängs av|stängas av|dras in|(?:sägs|sägas) upp|hålls inne|innehålls"
    r"|krävs tillbaka|föreläggs)(?!\w)"
)
_BY = lazy.compile(r"(?:beslutas|meddelas|fattas|görs|tas|prövas|utfärdas) av ")
#: From a warning on a step says who takes it; milder steps are any official's.
_SEVERE = 50
#: An applicant is shut out by the act's own rules, in a procedure that the act gives to the contracting authority.
_EXCLUDED = lazy.compile(r"\d kap\. ?\d+ ?[a-z]? §|(?:anbuds|ansöknings)?sökande|anbud")
_SPAN_OF_MONTHS = lazy.compile(r"uppsägningstid|varsel")


def _low(given: Input, sentence: Sentence) -> str:
    return given.analysis.lower[sentence.start : sentence.end]


def _steps(given: Input) -> Iterator[Step]:
    for ladder in ladders(given.analysis):
        yield from ladder.steps


def decider_missing(given: Input) -> Iterator[Remark]:
    """A passive act, and nobody in the step, the block or a sentence for the whole ladder who takes it."""
    yield from _unclear_deciders(given)
    said: set[int] = set()
    contract = world(given.document) is World.LOU
    tables = sanction_tables(given.analysis)
    told: set[int] = set()
    for ladder in ladders(given.analysis):
        for step in ladder.steps:
            if step.decider is not None:
                continue
            cell = given.document.block_at(step.act.start).cell
            if (
                cell is not None
                and cell.table in tables
                and cell.row > 0
                and cell.column > 0
                and (step.rank or 0) >= _SEVERE
            ):
                if _empty_decider(given, cell.table, cell.row) or (
                    not contract and not any(words.DECIDER.search(_low(given, p.sentence)) for p in step.provisions)
                ):
                    told.add(step.act.start)
                    yield Remark(step.act.start, step.act.end)
                continue
            for provision in step.provisions:
                if (
                    step.act.start in told
                    or _names_decider(given, provision)
                    or _SPAN_OF_MONTHS.search(_low(given, provision.sentence))
                ):
                    continue
                if contract and step.kind in ("fine", "deduction"):
                    continue  # the buyer claims what the contract gives; nobody decides
                for match in _PASSIVE.finditer(given.analysis.lower, provision.sentence.start, provision.sentence.end):
                    inside = any(t.start <= match.start() < t.end for t in provision.triggers)
                    opens = match.start() == provision.sentence.start and re.fullmatch(r"\w+s", match[0]) is not None
                    low = _low(given, provision.sentence)
                    ahead = low[: match.start() - provision.sentence.start]
                    if (
                        opens
                        or re.search(r"(?<!\w)(?:hur|varför|vem som|oklart när) $", ahead)
                        or re.search(r"(?<!\w)(?:till dess|tills|innan)(?: att)? [^,.;]{0,60}$", ahead)
                        or re.search(r"(?<!misstanke )(?<!\w)(?:om|när|ifall) \w+(?:en|et|an|na) $", ahead)
                        or (match[0].startswith("utesl") and _EXCLUDED.search(low))
                    ):
                        continue  # "Återkallas auktorisationen gäller ...": a condition
                    if not inside and provision.block.index not in said:
                        said.add(provision.block.index)
                        yield Remark(*match.span())


def _empty_decider(given: Input, table: int, row: int) -> bool:
    """Whether the row's cell for who decides holds nothing."""
    return any(
        b.cell is not None
        and (b.cell.table, b.cell.row) == (table, row)
        and re.search(r"beslut|vem|ansvar", b.cell.heading.lower()) is not None
        and re.fullmatch(r"\W*", given.analysis.lower[b.plain_start : b.plain_end]) is not None
        for b in given.document.blocks
    )


#: Somebody decides, and nobody can tell from the text who that is.
_UNCLEAR = lazy.compile(
    r"(?<!\w)(?:(?:kommunens|nämndens|beställarens|förvaltningens) (?:representant|företrädare|ombud|tjänsteman|kontaktperson)(?:er)?"
    r"|(?:ansvarig|berörd|behörig|lämplig|aktuell) (?:handläggare|tjänsteman|tjänsteperson|chef|person|funktion|instans|enhet)"
    r"|på (?:lämplig|rätt|vederbörlig|behörig) (?:nivå|instans)|(?:berörda?|ansvariga?) tjänste(?:män|personer)|den som (?:är )?ansvarig\w*|någon av cheferna|(?:beslut(?:as|et fattas)? )?(?:i|enligt) (?:särskild|sedvanlig|vanlig|gängse|annan) ordning)(?!\w)"
)
_DECIDES = lazy.compile(
    r"(?<!\w)(?:besluta\w*|meddela\w*|utfärda\w*|häv\w*|återkalla\w*|ge|ger|avgör\w*|bedöm\w*|varna\w*)(?!\w)"
)


def _unclear_deciders(given: Input) -> Iterator[Remark]:
    for provision in provisions(given.analysis):
        low = _low(given, provision.sentence)
        cell = provision.block.cell
        column = cell is not None and cell.row > 0 and re.search(r"beslut|vem|ansvar", cell.heading.lower()) is not None
        for match in _UNCLEAR.finditer(low):
            start = provision.sentence.start + match.start()
            if (
                re.search(r"(?:meddela|till|informera|underrätta|kontakta|med|hos|från) $", low[: match.start()])
                and not column
            ):
                continue
            if any(t.start <= start < t.end for t in provision.triggers if not column) or given.analysis.is_defined(
                start, start + len(match[0])
            ):
                continue
            if column or (provision.acts and _DECIDES.search(low)):
                yield Remark(start, start + len(match[0]))


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


def amount_missing(given: Input) -> Iterator[Remark]:
    """A contractual fine without amount or basis of calculation anywhere in its section."""
    supervised = world(given.document) is World.SUPERVISION
    for ladder in ladders(given.analysis):
        texts = [given.analysis.lower[s.start : s.end] for s in ladder.steps if s.kind == "fine"]
        if any(words.AMOUNT.search(t) for t in texts) or _elsewhere(given):
            continue
        places = {p.block.section for s in ladder.steps if s.kind == "fine" for p in s.provisions}
        if any(
            b.section in places and words.AMOUNT.search(given.analysis.lower, b.plain_start, b.plain_end)
            for b in given.document.blocks
        ):
            continue
        for step in ladder.steps:
            if step.kind != "fine" or (supervised and "föreläg" in given.analysis.lower[step.start : step.end]):
                continue
            match = _FINE.search(
                given.analysis.lower,
                step.act.start if step.act.text.lower().endswith(("vite", "viten")) else step.start,
                step.end,
            )
            if (
                match
                and re.search(r"föreläggande", own := _sentence(given, match.start()))
                and re.search(r"\d ?§|lagen", own)
            ):
                continue  # an authority's own fine: the amount is set in the decision, by the act
            if match and not re.search(
                r"enligt (?:\w+ )?(?:bilaga|punkt|avsnitt|tabell|kapitel)", _sentence(given, match.start())
            ):
                yield Remark(*match.span())
                break


_FINE = lazy.compile(r"(?<!\w)(?:vite utgår|utgår vite|vite|viten)(?!\w)")


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
    municipal = re.compile(words.MODAL.pattern + r"|(?<!\w)(?:kommer att|vidtar|vidtas)(?!\w)")
    for provision in provisions(given.analysis):
        low = _low(given, provision.sentence)
        for pattern in (_OPEN_SUM, _OPEN_MEASURE, _OPEN_SPAN, _REDUCED, _CEILING, _FLOOR, _MAY_INCLUDE):
            match = pattern.search(low)
            if match is None:
                continue
            start, end = provision.sentence.start + match.start(), provision.sentence.start + match.end()
            if any(t.start <= start < t.end for t in provision.triggers) or given.analysis.is_defined(start, end):
                continue
            if pattern is _REDUCED and (words.AMOUNT.search(low) or _OPEN_SUM.search(low) or _MEASURED.search(low)):
                continue
            if pattern is _OPEN_MEASURE and (
                (_provider_acts(low[: match.start()]) and "konsekvens" not in match[0]) or not municipal.search(low)
            ):
                continue
            if pattern is _FLOOR and "vite" not in low:
                continue
            if pattern is _OPEN_SPAN and words.TIME.search(low):
                continue
            yield Remark(start, end)


_MEASURED = lazy.compile(
    r"motsvara\w*|som (?:inte|uteblivit|saknas)|för varje|per (?:dag|timme|vecka|månad)|enligt (?:punkt|avsnitt|bilaga|tabell|\d)"
)


def _provider_acts(before: str) -> bool:
    found = list(words.PROVIDER.finditer(before))
    deciders = [m for m in words.DECIDER.finditer(before) if not words.PROVIDER.fullmatch(m[0])]
    return bool(found) and (not deciders or found[-1].start() > deciders[-1].start())


_OPEN_SUM = lazy.compile(
    r"(?<!\w)(?:(?:med )?(?:ett |det )?belopp som (?:beställaren|kommunen|nämnden|vi|styrelsen|förvaltningen) (?:fastställer|bestämmer|beslutar|anser|finner|bedömer)(?: \w+)?|(?:ett )?(?:skäligt|rimligt|lämpligt|visst) (?:belopp|\w*vite|(?:pris)?avdrag|vitesbelopp|skadestånd)|i (?:motsvarande|skälig|rimlig|viss"
    r"|lämplig) mån|enligt överenskommelse|skälig (?:ersättning|nedsättning)"
    r"|(?:hela eller )?(?:en )?del(?:ar)? av (?:\w*(?:bidrag|ersättning|belopp|betalning|peng|check|avgift)(?:et|en|ar))"
    r"|(?:efter|enligt) (?:kommunens|nämndens|beställarens|styrelsens) (?:egen |egna )?(?:bedömning|prövning|skön|beräkning)"
    r"|efter vad som (?:är|anses|bedöms|framstår som) (?:\w+)|så stor del (?:av \w+ )?som \w+ (?:bestämmer|anser|finner)\w*|i (?:skälig|rimlig|lämplig|viss) omfattning"
    r"|(?:som )?(?:ska )?(?:stå|står) i (?:rimlig )?(?:proportion|relation) till \w+|på (?:annat )?lämpligt sätt"
    r"|viss (?:fördröjning|nedsättning|reduktion)(?: av \w+)?|vars storlek [^.;,]{3,50}|(?:beloppet|storleken|vitet|avgiften|avdraget)"
    r" (?:fastställs|bestäms|beräknas|avgörs)(?! enligt (?:(?:\w+ ){0,2}?\w*lag(?:en)?(?!\w)|\d|punkt|avsnitt|bilaga|tabell|taxa))(?: (?:utifrån|efter|med hänsyn till|av|i) [^.;]{3,60})?)(?!\w)"
)
#: A ceiling with no measure under it: "upp till 200 000 kr".
_CEILING = lazy.compile(
    r"^(?:\W)*upp till \d[\d  .]* ?(?:kr|kronor|sek|procent|%)(?:onor)?(?!\w)(?! (?:per|för varje))"
)
_OPEN_MEASURE = lazy.compile(
    r"(?<!\w)(?:ta till|tar till|vidtas|vidta|vidtar|överväg\w+|pröva\w*) (?:\w+ )?(?:andra|ytterligare|de|vidare|hårdare|strängare) (?:åtgärder|steg|medel|sanktioner|påföljder)(?: som (?:\w+ ){1,2}finner \w+)?|ompröva \w+s ställning|(?<!\w)(?:skärpta|skarpare|strängare|hårdare|kraftigare|mer (?:ingripande|långtgående|kraftfulla)|kännbara|kraftfulla|(?:andra |ytterligare )?lämpliga|ytterligare) (?:konsekvenser|åtgärder|påföljder"
    r"|sanktioner)(?!\w)|(?<!\w)(?:(?:vidta|vidtar|vidtas|besluta om|överväga)(?: de| den)? )?(?:lämpliga?"
    r"|nödvändiga?|erforderliga?|adekvata?) (?:åtgärd\w*|påföljd\w*|sanktion\w*)|(?<!\w)(?:vidta"
    r"|vidtar) (?:andra )?(?:åtgärder|sanktioner|påföljder)(?! (?:enligt|i (?:punkt|avsnitt)|som (?:anges"
    r"|framgår)))(?!\w)"
)
_OPEN_SPAN = lazy.compile(
    r"(?<!\w)(?:(?:under|för) (?:en )?(?:viss )?(?:tids)?period|under (?:en )?viss tid"
    r"|för viss tid|en tid(?: framöver)?(?= ?[.,])|en (?:längre |kortare )?tid framöver|på (?:ganska |en )?(?:viss|lång|längre) tid"
    r"|(?:under )?en (?:längre|kortare) (?:tid|period)|så länge (?:det|som) (?:anses|bedöms|behövs|krävs)[^.;,]{0,30})(?!\w)"
)
#: A cut in what is paid, with neither sum nor share.
_REDUCED = lazy.compile(
    r"(?<!\w)(?:(?:ersättning|betalning|bidrag)\w* (?:\w+ ){0,3}(?:reduceras|sänkas|sänks|minskas)|reducera ersättning\w*"
    r"|(?:sänka|minska|sänks|minskas|reduceras) (?:\w+ )?(?:ersättning|betalning|bidrag)\w*|(?:ett )?avdrag (?:\w+ )?(?:göras|görs|tas ut)"
    r"|(?:justerar|jämkar|sänker|minskar|reducerar) (?:vi|kommunen|beställaren|nämnden) (?:ersättning|betalning|bidrag)\w*|(?:faktura|fakturan|betalning|betalningen|ersättning|ersättningen) (?:[\wåäö]+ ){0,5}(?:nedsätts|jämkas|justeras)|^nedsätts"
    r"|(?:reducera|sänka|minska|jämka|avkorta|skära ned|sätta ned) (?:(?!felaktig|oriktig|onödig)\w+ )?(?:ersättning|betalning|utbetalning|bidrag|stöd)\w*"
    r"|rätt till (?:pris)?avdrag(?: på \w+)?|sättas ned|sätts ned)(?!\w)"
)
_FLOOR = lazy.compile(
    r"(?<!\w)(?:minst|lägst) \d[\d  .]* ?(?:sek|kr|kronor)(?!\w)(?![^.;]*(?:högst \d"
    r"|max\w* \d[\d ]* ?(?:kr|sek)))"
)
_MAY_INCLUDE = lazy.compile(r"(?<!\w)kan (?:innefatta|bestå av|till exempel vara|exempelvis vara)(?!\w)")
