"""What a document lays down on matters that several documents regulate: notice, deadlines, intervals, sums; no judgement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lintkit import lazy
from lintkit.document import Block
from lintkit.facts import measure
from lintkit.facts.measure import Quantity
from lintkit.facts.passage import Slot, slot, spoken
from lintkit.language.analysis import Analysis, Sentence

_PROVIDER = r"anordnar|utförar|leverantör|entreprenör|huvudman|(?<!\w)ni(?!\w)|(?<!\w)er(?!\w)|företaget|vårdgivar"
_BUYER = r"nämnd|kommun(?!al)|förvaltning|beställar|(?<!\w)vi(?!\w)|controller|handläggar|uppdragsgivar"
_TIMED = r"(?<!\w)(?:inom|senast|högst|på|efter|under|med)(?: \w+)? $"


@dataclass(frozen=True)
class Topic:
    """A matter on which a quantity is laid down. Patterns are for lower-cased text.

    `says`: all must stand in the sentence, or in what it goes on about (lead-in, row, the sentence before).
    `never`: none may stand in the sentence. `read` gives the quantities, of which the first counts.
    `stricter`: which quantity asks more of the one bound by it.
    """

    key: str
    name: str
    says: tuple[re.Pattern[str], ...]
    never: re.Pattern[str]
    read: Callable[[str], list[Quantity]]
    stricter: Literal["low", "high"]
    #: One amount each way is compared; several belong to different breaches.
    lone: bool = False


class Statement(NamedTuple):
    """What a sentence lays down on a topic: the measured value, and the words that carry it."""

    topic: Topic
    value: float
    words: Slot
    sentence: Sentence


def _topic(
    key: str, name: str, says: tuple[str, ...], never: str, read: Callable[[str], list[Quantity]],
    stricter: Literal["low", "high"], lone: bool = False,
) -> Topic:  # fmt: skip
    return Topic(key, name, tuple(lazy.compile(s) for s in says), lazy.compile(never), read, stricter, lone)


def _change_times(low: str) -> list[Quantity]:
    """Times for telling of a change: ahead of it below zero, after it above."""
    return [
        q._replace(value=-q.value) if re.match(r" (?:i förväg|innan|före|dessförinnan)", low[q.end : q.end + 16]) else q
        for q in _limits(low)
    ]


def _limits(low: str) -> list[Quantity]:
    """Times that limit ("inom", "senast", "högst"), and those that count on from something."""
    return [
        q for q in measure.times(low)
        if re.search(_TIMED, low[max(0, q.start - 22) : q.start])
        or re.match(r" (?:efter|från|i förväg|innan|före|i följd)(?!\w)", low[q.end : q.end + 12])
    ]  # fmt: skip


TOPICS: tuple[Topic, ...] = (
    _topic(
        "notice", "anordnarens uppsägningstid",
        (r"uppsägningstid|varsel", r"auktorisation|avtal|uppdrag|kontrakt|godkännande|valfrihetssystem|kundval"),
        rf"(?:{_BUYER})\w* (?:får|kan|har rätt att|äger rätt att) säga upp|(?:{_BUYER})\w* uppsägning|kösystem|anslutning|hyres"
        r"|anställning|abonnemang|lokal|under uppsägningstiden",
        measure.times, "high",
    ),
    _topic(
        "change_report", "tiden för att anmäla ändringar i ägande och ledning",
        (r"anmäl|underrätt|meddela|rapporter|informera", r"ändring|förändring|byte|byter|byts|bytts|ny ägare|nya ägare",
         r"ägar|ägande|ledning|styrelse|krets|företrädar|verksamhetschef|firmateckn|huvudm[aä]n(?!nen ska)"),
        r"villkor\w* ändr|ändring\w* (?:i|av) (?:reglement|villkor|avtal|ersättning|lag)|frånvaro|personal\w*byte",
        _change_times, "low",
    ),
    _topic(
        "information", "tiden för att lämna uppgifter som nämnden begär",
        (r"uppgift|handling|underlag|information|dokument", r"begär|efterfråg|frågat? efter|anmodan|på anmaning",
         r"lämna|redovisa|skicka|inkom|ge in|tillhandahåll|visa"),
        r"ansök|utdrag|yttra|komplett|\w*plan(?:en)? |klagomål|tvist|överklag|avslut|upphör",
        _limits, "low",
    ),
    _topic(
        "dormant", "efter hur lång tid utan kunder auktorisationen upphör",
        (r"upphör|återkalla|avslutas|förfaller|förlora",
         r"(?:inte|saknat|saknar|utan|inga|ingen|varken)[^.]{0,60}(?:kund|deltagare|brukare|elev|uppdrag|barn)"
         r"|upphör\w* (?:\w+ ){0,3}att ha (?:\w+ )?(?:kund|deltagare|brukare|elev|uppdrag|barn)"),
        r"ersättning|enskilt uppdrag|insatsen upphör|stopp",
        measure.times, "low",
    ),
    _topic(
        "invoice", "när fakturan senast ska ha kommit in",
        (r"faktur",), r"kommunen betalar|vi betalar|betalas av|autogiro|hyra",
        measure.days_of_month, "low",
    ),
    _topic(
        "action_plan", "tiden för att lämna en åtgärdsplan",
        (r"åtgärdsplan|(?<!\w)planen (?:ska|skall) ha (?:kommit|inkommit)",), r"genomförd|avhjälpt|åtgärdad(?! )|följs upp|godkänn\w+ inom",
        _limits, "low",
    ),
    _topic(
        "complaints", "tiden för att besvara klagomål",
        (r"klagomål|(?<!\w)klagar", r"besvar|svara|(?<!\w)svar(?!\w)|återkoppl"), r"sammanställ|nämnden ska besvara|kommunen besvarar",
        _limits, "low",
    ),
    _topic(
        "repayment", "tiden för återbetalning",
        (r"återbetal|betala\w* tillbaka|återkräv", r"ersättning|belopp|betalt"), r"ränta|preskri|bidragsår",
        _limits, "low",
    ),
    _topic(
        "reapply", "tiden innan en ny ansökan får göras",
        (r"ny ansökan|(?:an)?söka (?:på nytt|igen)|ansök\w+ på nytt|ny auktorisation|karens",), r"beslut(?:ar)? inom|kompletter",
        measure.times, "high",
    ),
    _topic(
        "remedy", "tiden för att rätta en brist efter varning",
        (r"varning", r"avhjälp|åtgärda|rätta"), r"åtgärdsplan|yttra|varningar inom|gäller i|upphör",
        _limits, "low",
    ),
    _topic(
        "insurance", "försäkringsbeloppet",
        (r"ansvarsförsäkring|försäkringsbelopp",), r"självrisk|premie",
        measure.money, "high",
    ),
    _topic(
        "retention", "hur länge tidrapporter och fakturaunderlag bevaras",
        (r"bevara|spara|arkiver|förvara", r"tidrapport|tidredovisning|tidregistrering|faktur|räkenskap"),
        r"gallr|utdrag|journal", measure.times, "high",
    ),
    _topic(
        "fine", "vitesbeloppet",
        (r"(?<!\w)vite(?:t|ts|n|s)?(?!\w)",), r"högst|lägst|upp till|prisbas|sammanlagt|kostnad", measure.money, "high", True,
    ),
    _topic(
        "followup", "hur ofta anordnaren följs upp",
        (r"följ\w* upp|uppföljning|går (?:\w+ )?igenom|gransk|besök", rf"{_BUYER}|följs upp|uppföljning\w* (?:görs|sker)",
         r"anordnar|utförar|leverantör|entreprenör|(?<!\w)er(?!\w)|verksamhet"),
        r"tillsyn|klagomål|avvikelse|planering|genomförandeplan|statistik|redovisa|rapport|risk|faktur|ekonomi|stickprov"
        r"|kreditupplysning|skatt|regist|plan(?:en)? (?:ska )?(?:följas|följs)",
        measure.intervals, "low",
    ),
)  # fmt: skip


def statements(analysis: Analysis) -> Iterator[Statement]:
    """What the binding sentences and table cells of a document lay down on the topics, in reading order."""
    for block, sentences in spoken(analysis):
        for sentence in sentences:
            low = analysis.lower[sentence.start : sentence.end]
            if not _says_how_much(low):
                continue
            if analysis.is_quoted(sentence.start, sentence.end):
                continue
            yield from _in_sentence(analysis, block, sentence, low)


def _says_how_much(low: str) -> bool:
    readings = (measure.TIME, measure.INTERVAL, measure.DAY_OF_MONTH, measure.MONEY)
    return any(c.isdigit() for c in low) or "halvt år" in low or any(r.search(low) for r in readings)


def _in_sentence(analysis: Analysis, block: Block, sentence: Sentence, low: str) -> Iterator[Statement]:
    context: str | None = None
    for topic in TOPICS:
        found = topic.read(low)
        if not found or topic.never.search(low):
            continue
        if not topic.says[0].search(low):
            continue
        if not all(p.search(low) for p in topic.says):
            if context is None:
                context = _context(analysis, block, sentence)
            if not all(p.search(low) or p.search(context) for p in topic.says):
                continue
        first = found[0]
        at = sentence.start
        yield Statement(topic, first.value, slot(analysis, at + first.start, at + first.end), sentence)


def _context(analysis: Analysis, block: Block, sentence: Sentence) -> str:
    """What a sentence goes on about: its lead-in, the sentence before it in the block, the rest of its table row."""
    parts = [analysis.lower[s.start : s.end] for s in analysis.sentences(block) if s.start < sentence.start][-1:]
    if lead := analysis.lead(block):
        parts.append(analysis.lower[lead.start : lead.end])
    if block.cell is not None:
        for other in analysis.document.blocks[max(0, block.index - 6) : block.index + 6]:
            if other.cell and (other.cell.table, other.cell.row) == (block.cell.table, block.cell.row):
                parts.append(analysis.lower[other.plain_start : other.plain_end])
    return " ".join(parts)
