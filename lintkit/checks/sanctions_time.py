"""Times in sanctions, judged: a time for correction that names none or is missing, and what follows when it has passed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.facts import sanctions_text as words
from lintkit.facts.sanctions import Step, ladders
from lintkit.facts.sanctions_clause import Provision, provisions, sanction_tables
from lintkit.language.analysis import Sentence


def _low(given: Input, sentence: Sentence) -> str:
    return given.analysis.lower[sentence.start : sentence.end]


def _steps(given: Input) -> Iterator[Step]:
    for ladder in ladders(given.analysis):
        yield from ladder.steps


def vague_time(given: Input) -> Iterator[Remark]:
    """A time for correction or answer that names no time."""
    tables = sanction_tables(given.analysis)
    for provision in provisions(given.analysis):
        low = _low(given, provision.sentence)
        for match in words.VAGUE_TIME.finditer(low):
            start, end = provision.sentence.start + match.start(), provision.sentence.start + match.end()
            if given.analysis.is_defined(start, end) or given.analysis.is_quoted(start, end) or _is_now(low, match):
                continue
            if (
                provision.block.cell is not None
                and end - start >= len(low.strip()) - 1
                and provision.block.cell.table not in tables
            ):
                continue  # a cell of a timetable, not a time set in a sanction
            if _ENDING.search(low[: match.start()][-40:]) or (
                match[0].startswith(("utan", "omedelbart", "så fort")) and _REPLACES.search(low)
            ):
                continue  # when the municipality ends the contract is no time for anyone to mend something
            rest = low[match.end() :]
            if (
                words.TIME.search(rest[:60])
                or re.match(r"[ ,(]*(?:se |enligt )", rest)
                or words.TIME.search(low[max(match.start() - 24, 0) : match.start()])
            ):
                continue
            yield Remark(start, end)


#: Ending the contract, before a vague time; and a duty at once, which leaves nothing open.
_ENDING = lazy.compile(
    r"(?:hävning|uppsägning|återkallelse)\w* (?:ska|skall|får) (?:ske|göras)[^.;]{0,20}$|(?:sägas upp|hävas|återkallas) $"
)
_REPLACES = lazy.compile(r"vidta\w* rättelse|ersätta (?:personen|den)|gäller omedelbart")


def _is_now(low: str, match: re.Match[str]) -> bool:
    """ "Omedelbart upphörande" and "hävas omedelbart" are effects, not times for somebody to act."""
    if match[0] not in ("omedelbart", "omgående", "utan dröjsmål"):
        return False
    return re.search(
        r"(?:häv\w*|upphör\w*|återkall\w*|säg\w* upp|avbryt\w*|stäng\w*)[^.;]{0,25}$", low[: match.start()]
    ) is not None or (
        re.match(
            r" (?:kunna |att )?(?:upphör|häv|återkall|säg|gäll|frånträd|avsluta|avbryt|stäng|stoppa|spärra|pausa|uteslut"
            r"|underrätta|meddela)",
            low[match.end() :],
        )
        is not None
    )


_PLAN = lazy.compile(
    r"(?<!\w)(?:begär\w* (?:in )?(?:en )?(?:skriftlig )?|upprätta\w* (?:en )?"
    r"|lämna\w* (?:in )?(?:en )?|inkomma med (?:en )?|krävs (?:en )?)(?:åtgärds|handlings|rättelse)plan"
    r"|(?<!\w)(?:en )?(?:skriftlig )?(?:åtgärds|handlings|rättelse)plan (?:begäras?|begärs|infordras|krävas|krävs|upprättas)(?: in)?(?!\w)"
)
_CORRECTION = lazy.compile(
    r"(?<!\w)(?:begär\w* rättelse|kräv\w* rättelse|krav på rättelse"
    r"|anmoda\w* [^.;]{0,30}rätt\w+|rättelse (?:ska|skall) (?:ske|vidtas)|(?:brist\w*|fel\w*"
    r"|avvikelse\w*) (?:ska|skall) (?:vara )?(?:åtgärda\w*|avhjälp\w*|rätta\w*))"
)


#: A demand that is to be met, with no word of when.
_OBEYED = lazy.compile(
    r"(?<!\w)(?:anmodan|uppmaningen|föreläggandet|varningen|påpekandet|anmaningen|begäran|kravet) (?:ska|skall|måste) (?:hörsammas|följas|efterkommas|åtlydas|efterlevas|besvaras)"
)
#: A chance to mend or answer, given to the provider.
_CHANCE = lazy.compile(
    r"(?<!\w)(?:möjlighet|tillfälle|chans(?:en)?|chans) (?:\w+ ){0,2}?att (?:rätta(?: till)?|åtgärda|avhjälpa|yttra sig|svara|bemöta)(?: \w+)?"
)


def time_missing(given: Input) -> Iterator[Remark]:
    """An action plan or a correction is demanded, and nothing in the step says by when."""
    for provision in provisions(given.analysis):
        low = _low(given, provision.sentence)
        chance = _CHANCE.search(low) or _OBEYED.search(low)
        if (
            chance
            and not words.TIME.search(low)
            and not words.VAGUE_TIME.search(low.replace(chance[0], ""))
            and not _given(given, provision)
        ):
            yield Remark(provision.sentence.start + chance.start(), provision.sentence.start + chance.end())
    for step in _steps(given):
        for provision in step.provisions:
            match = _PLAN.search(
                given.analysis.lower, provision.sentence.start, provision.sentence.end
            ) or _CORRECTION.search(given.analysis.lower, provision.sentence.start, provision.sentence.end)
            if match is None or any(t.start <= match.start() < t.end for t in provision.triggers):
                continue
            around = _near(given, provision)
            if words.TIME.search(around) or words.VAGUE_TIME.search(around) or _plan_time(given, provision):
                continue
            if provision.sentence.end > match.start():
                yield Remark(*match.span())
                break


def _given(given: Input, provision: Provision) -> bool:
    """Whether the words around say how long the chance lasts, or that there is none."""
    low = given.analysis.lower[provision.block.plain_start : provision.block.plain_end]
    return (
        words.TIME.search(low) is not None
        or re.search(r"(?<!\w)(?:utan|inte|har fått|har haft)(?!\w)[^.;]{0,20}(?:möjlighet|tillfälle)", low) is not None
    )


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
        near = [
            b
            for b in blocks[max(index - 8, 0) : index + 9]
            if b.cell and (b.cell.table, b.cell.row) == (cell.table, cell.row)
        ]
    else:
        near = [
            b
            for b in blocks[index : index + 6]
            if b.index == index or (b.section == provision.block.section and b.number is None)
        ]
    return " ".join(given.analysis.lower[b.plain_start : b.plain_end] for b in near)


_POINTER = lazy.compile(
    r"(?<!\w)(?:vilken|vilka) (?:påföljd\w*|sanktion\w*|åtgärd\w*) som (?:är aktuell\w*"
    r"|blir aktuell\w*|kan bli aktuell\w*|följer|kan följa|kommer att vidtas)"
)
#: What follows is put off: nobody has said it yet.
_PUT_OFF = lazy.compile(
    r"(?<!\w)(?:de |det )?(?:ytterligare |övriga |andra )?(?:steg|åtgärder|påföljder|konsekvenser) som (?:situationen|läget|fallet|omständigheterna|ärendet) (?:kräver|påkallar|motiverar|fordrar)(?!\w)|"
    r"(?<!\w)(?:(?:ser|avvaktar|bedömer|avgör|bestämmer) (?:\w+ )?(?:sedan|därefter|sen|senare) (?:hur|vad|vilken|om)[^.;]{0,40}|se vad som händer"
    r"|(?:bedöms|avgörs|beslutas|prövas|bestäms) (?:när det blir aktuellt|senare|därefter|vid behov|vid ett senare tillfälle)"
    r"|i annat fall (?:\w+ )?(?:vidtas?|sker|följer)[^.;]{3,40}|tar (?:\w+ )?ställning till (?:hur|vad|om|fortsatta|vidare)[^.;]{0,40}"
    r"|får (?:vi|nämnden|kommunen|framtiden) (?:avgöra|utvisa|ta ställning))(?!\w)"
)
#: A breach that is only noted or talked of once more, and a ladder that begins anew where its step has not helped.
_DEAD_END = lazy.compile(
    r"(?<!\w)(?:uteblir|saknas|lämnas inte|inkommer inte|rättas inte"
    r"|åtgärdas inte)[^.;]{0,60} (?:noteras|antecknas|dokumenteras|journalförs)[^.;]{0,40}"
    r"|(?<=\w )(?:tas|tar \w+|söks|inleds|förs|hålls) (?:åter |då )?(?:en |ett )?(?:ny|nya|nytt|förnyad)(?:a)? (?:kontakt(?:er)?|dialog|samtal|påminnelser?)(?!\w)"
    r"|(?<!\w)(?:börja(?:r|s)? (?:\w+ )?om|tas (?:\w+ )?om|upprepas trappan) från (?:början|(?:det )?första steget|steg (?:1|ett))(?!\w)"
)
_CONSIDERS = lazy.compile(
    r"(?<!\w)(?:om (?:ytterligare|vidare|andra|eventuella) (?:åtgärder|påföljder|sanktioner) (?:behövs|krävs|ska vidtas|är aktuella|bör vidtas)"
    r"|överväg(?:a|er|s) (?:ytterligare|vidare|andra|fortsatta) (?:åtgärder|steg|påföljder|sanktioner))(?!\w)"
)
#: A stop that somebody may set, with no word of when it ends.
_STOPS = lazy.compile(
    r"(?<!\w)(?:stoppa|stoppar|stoppas) (?:\w+ )?nya (?:uppdrag|kunder|placeringar|elever|barn|inflyttningar|ärenden)(?: tills vidare)?(?!\w)"
)
_UNTIL = lazy.compile(
    r"(?<!\w)(?:tills vidare(?= (?:inte |stopp))|[\wåäö]*stoppet|avstängningen|förbudet|spärren"
    r"|stoppet|[\wåäö]*förbudet) gäller tills vidare|(?:stängs|stängas|avstängd|utesluts?|utesluten|spärras|pausas|skild|välkommen)[^.;]{0,50} tills vidare|tills vidare (?:inte|avstäng\w+|utesl\w+|spärr\w+|stopp\w*)(?: \w+)?|^inga nya \w+(?: \w+)? tills vidare|(?:stängs av|stopp\w*|avstängning\w*"
    r"|förbud\w*)(?: \w+){0,5} tills vidare"
)


def no_next(given: Input) -> Iterator[Remark]:
    """What follows is not said: the next sanction unnamed, a breach that is only noted, a stop without end."""
    known = {p.sentence for s in _steps(given) if s.escalates_to for p in s.provisions}
    for provision in provisions(given.analysis):
        text = _low(given, provision.sentence)
        for pattern in (_POINTER, _DEAD_END, _UNTIL, _CONSIDERS, _STOPS, _PUT_OFF):
            match = pattern.search(text)
            if match is None:
                continue
            if pattern is _POINTER and "åtgärd" in match[0] and not provision.acts:
                continue  # measures of other kinds than sanctions
            if pattern is _POINTER and provision.sentence in known:
                continue  # a later step says what follows
            if pattern is _STOPS and words.VAGUE_TIME.search(text):
                continue  # said already: the time is open
            if pattern in (_UNTIL, _STOPS) and re.search(
                r"(?:till(?:s)? dess|upphör när|omprövas|längst|högst|i (?:\w+ )?(?:månader|veckor|dagar))",
                _near(given, provision),
            ):
                continue
            yield Remark(provision.sentence.start + match.start(), provision.sentence.start + match.end())


def plan_without_sequel(given: Input) -> Iterator[Remark]:
    """An action plan is demanded, and no step says what follows if it is not made or not kept."""
    for ladder in ladders(given.analysis):
        for step in ladder.steps:
            if step.kind != "action_plan" or step.escalates_to is not None:
                continue
            whole = " ".join(given.analysis.lower[s.start : s.end] for s in ladder.steps)
            if re.search(
                r"(?:åtgärdsplan\w*|planen|handlingsplan\w*)[^.;]{0,40}(?:inte (?:följs|har följts"
                r"|lämnas|inkommer|godkänns)|uteblir)",
                whole,
            ):
                continue
            for provision in step.provisions:
                match = _PLAN.search(given.analysis.lower, provision.sentence.start, provision.sentence.end)
                if match:
                    yield Remark(*match.span())
                    break
