"""The power to sanction, judged: whether the text says that the sanction follows, or on what ground it may."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.facts import sanctions_text as words
from lintkit.facts.sanctions import ladders
from lintkit.facts.sanctions_clause import Provision, provisions, sanction_tables
from lintkit.language.analysis import Sentence


def _low(given: Input, sentence: Sentence) -> str:
    return given.analysis.lower[sentence.start : sentence.end]


_ACT_INFINITIVE = (
    r"reducera\w*|sänkas?|minskas?|håll(?:a|as) inne|inne?hållas?|hävas?|återkallas?|återkrävas?|kräv(?:a"
    r"|as) tillbaka|begära (?:in )?\w+|uteslutas?|stäng(?:a|as) av|varnas?|beslutas? om \w+|säg(?:a|as) upp"
    r"|avauktoriseras?|polisanmälas?|komma att \w+|välja (?:att|mellan)|avvika från \w+|användas?|tillämpas?"
    r"|vidtas?|utfärdas?|meddelas?|leda till \w+|medföra \w+|ta(?:s)? ut|upphöra|förelägg(?:a|as)|förenas?"
    r"|göras?|bli aktuell\w*|avstängas|tilldelas|sättas? ned|dra(?:s)? (?:in|av)|kvitta\w*|avräknas?|stoppas?"
    r"|bli (?:utan|av med|skyldig\w*|föremål)|vara (?:lämplig|aktuell|motivera|nödvändig)\w*|spärras?|frysas?"
)
_MAY = lazy.compile(
    r"(?<!\w)(?<!som )(?<!inte )(?<!ej )(?<!att )kan(?! (?:inte|ej|aldrig|antas|befaras|visa"
    r"|anses|styrka|konstateras) )(?! (?:exempelvis"
    r"|till exempel) )(?: också| även| däremot| [\wåäö`]+){0,7}? (?:komma att )?[a-zåäö]{2,}(?:a|as|s|å|i|ut"
    r"|få)(?!\w)"
)
_MAY_FRONT = lazy.compile(rf"(?<!\w)(?<!som )kan (?:också |även |däremot |i stället )?(?:{_ACT_INFINITIVE})(?!\w)")
#: "Kan användas ...", "Bör tilldelas ...": the step is the heading, and the sentence says no more than that it may be.
_BARE = lazy.compile(
    r"^(?:\W)*(?:det |den )?(?:kan|bör) (?:(?:också|även|endast) )?(?:vara (?:lämplig|aktuell|motivera)\w*"
    r"|användas|tillämpas|tilldelas|ges|meddelas|utdelas|beslutas)(?!\w)"
)
_FREE = lazy.compile(
    r"(?<!\w)(?:äger(?: [\wåäö]{1,12})? rätt(?:en)?(?: att)?|förbehåller sig rätten|får"
    r"|har (?:\w+ )?rätt att|har möjlighet att)(?!\w)"
)
#: Taking money without a measure of how much or until when: a ground alone does not bind such a power.
_MONEY = lazy.compile(
    r"(?<!\w)(?:äger(?: \w+)? rätt(?:en)? att|har (?:\w+ )?rätt att|(?:har \w+ )?rätt att|får (?:vi |kommunen |beställaren )?|äger (?:vi |\w*nämnden |kommunen |beställaren )?)\s?"
    r"(?:hålla(?: \w+){0,3} inne|inne?hålla|avvakta|kvitta|kvarhålla|fördröja|spärra|frysa|dra av|jämka|justera|nedsätta|reducera|sänka|minska|sätta ned)(?: (?!(?:mot|med|på|av|från|till|för|i|och|eller|samt|om|när|vid|enligt|under)(?!\w))\w+)?"
)
#: Taking a fine or making a deduction, whose size the sentence does not say.
_CLAIM = lazy.compile(
    r"(?<!\w)(?:äger(?: \w+)? rätt(?:en)?(?: att)?|har (?:\w+ )?rätt att|får|äger)(?: [\wåäö]+){0,3}? "
    r"(?:ta ut|kräva|debitera|utkräva|påföra|göra|besluta om)(?: \w+){0,3}? (?:(?:ett )?(?:skäligt|rimligt|lämpligt) )?(?:\w*vite|(?:pris)?avdrag|straffavgift|förseningsavgift|sanktionsavgift)(?!\w)"
)
_FAIR = lazy.compile(r"(?:skälig|rimlig|lämplig)t? \w+$")
#: A power used when somebody sees a need: "får vid behov förenas med vite".
_NEED = lazy.compile(
    r"(?<!\w)(?:får|äger(?: \w+)? rätt att|har rätt att) (?:[\wåäö]+ ){0,2}?(?:vid behov|om så (?:erfordras|behövs|krävs|påkallas)|när så (?:behövs|krävs|erfordras)"
    r"|i förekommande fall|efter omständigheterna|i lämpliga fall|där så (?:är lämpligt|behövs|krävs)|om (?:det )?(?:behövs|är lämpligt|anses lämpligt)) [\wåäö]+"
)
_ALSO = lazy.compile(
    r"(?<!\w)får (?:även|också|därutöver|dessutom)(?! (?:häva|återkalla)\w* [^.;]*(?: om | när ))(?!\w)"
)
#: Asking and looking are no sanctions.
_ASKS = lazy.compile(
    r"(?:begära|kontrollera|efterfråga|införas|ansöka|överklaga\w*|prövas|yttra)$|begära (?!rättelse"
    r"|in en åtgärdsplan|återbetal)"
)
_LOSES = lazy.compile(r"bli utan|förlora|komma att|vite|påföljd|bli av med|medföra|innebära att")
_CHOICE = lazy.compile(
    r"(?<!\w)(?:förbehåller sig(?: rätt(?:en)?)?(?: att)?(?! (?:att )?(?:begära|kontrollera|göra))|"
    r"har (?:\w+ ){0,2}(?:möjlighet(?:en)?|befogenhet) att(?! (?:också )?(?:besöka|granska|kontrollera|följa|ta del|begära|ställa|göra (?!avdrag)|utföra|lämna|ansöka|yttra|byta|få|komma|svara|rätta|åtgärda|avhjälpa|bemöta|delta|se|prova|välja))|står (?:det )?\w+ fritt(?: att)?|det står \w+ fritt|(?:är|vara) \w* ?oförhindrad\w*(?: att)?"
    r"|får (?:du|ni|\w+en) räkna med|riskerar(?: att)?|övervägs|kan (?:det )?(?:\w+ )?(?:bli aktuellt|komma i fråga|aktualiseras|övervägas|bli tal om)|kan (?:också |även )?välja att"
    r"|kan (?:[\wåäö]+ ){1,4}?välja (?:att(?: avstå(?: från)?)?|mellan)|kan (?:[\wåäö]+ ){0,4}?(?:frångå|bortse från|avvika från|avstå från|efterge|låta bli att|göra (?:avsteg|undantag)(?: från)?) \w+"
    r"|får välja|kan avvika från \w+|får avvika från \w+|kan göra avsteg)(?!\w)"
)
#: What is done to the provider, though the provider is the subject: "kan ni stängas av", "kan föreningen bli utan".
_STRUCK = lazy.compile(
    r"(?<!\w)(?:bli (?:\w+ )?(?:utan|skyldig\w*|av med|avstängd\w*|uppsagd\w*|återbetalningsskyldig\w*|utesluten|uteslutna|varnad\w*)"
    r"|förlora|nekas|vägras|få (?:sitt |sin )?\w+ (?:indrage[nt]|återkalla[dt]|uppsag[dt])|komma att \w+s|återkrävas|stängas|avstängas|varnas|uteslutas|sägas|polisanmälas|avauktoriseras|krävas|föreläggas"
    r"|få (?:en )?(?:\w+ )?(?:varning|erinran|anmärkning|avdrag|vite))(?!\w)"
)


#: A cell of a ladder that leaves the step open: "Eventuell varning", "Varning övervägs".
_PERHAPS = lazy.compile(
    r"^\W*(?:eventuellt?|eventuella|ev\.?|ibland|normalt(?: sett)?|som regel|möjligen)(?!\w)[^.;]*$"
)
#: A cell that gives two steps and no ground for the choice.
_EITHER = lazy.compile(r"(?<!\w)(?:eller|alternativt|alt\.?|och/eller|resp\.?)(?!\w)|/")


def _in_ladder(given: Input, provision: Provision) -> bool:
    cell = provision.block.cell
    return cell is not None and cell.row > 0 and cell.table in sanction_tables(given.analysis) and not provision.whole


def _is_choice(given: Input, provision: Provision) -> bool:
    """Whether a cell of a ladder names two steps, of which somebody is to choose, and no ground for the choice."""
    if not _in_ladder(given, provision) or len({kind for kind, _ in provision.acts}) < 2:
        return False
    (_, first), (_, second) = provision.acts[:2]
    between = given.analysis.lower[first.end : second.start]
    return _EITHER.search(between) is not None and not provision.triggers and len(between.split()) <= 3


def may(given: Input) -> Iterator[Remark]:
    """ "Kan" before a sanction: neither a duty nor a power with a ground."""
    for provision in provisions(given.analysis):
        low = _low(given, provision.sentence)
        if found := _BARE.match(low):
            start = found.end() - len(found[0].lstrip(" –-•*\t"))
            yield Remark(provision.sentence.start + start, provision.sentence.start + found.end())
            continue
        if _in_ladder(given, provision) and provision.acts and _PERHAPS.match(low):
            yield Remark(provision.sentence.start, provision.sentence.end)
            continue
        for pattern in (_CHOICE, _MAY_FRONT, _MAY):
            match = pattern.search(low)
            if match is None:
                continue
            start = provision.sentence.start + match.start()
            if any(t.start <= start < t.end for t in provision.triggers) or provision.whole:
                continue
            if pattern is _MAY and not (
                any(a.end > start for _, a in provision.acts)
                or _LOSES.search(match[0])
                or _STRUCK.match(low, match.end() - 12)
            ):
                continue
            if pattern is not _CHOICE and _ASKS.search(match[0]):
                continue
            if _by_provider(low, match.start(), match.end()):
                break
            end = start + (3 if pattern is not _CHOICE and "komma att" not in match[0] else match.end() - match.start())
            yield Remark(start, end)
            break


def _by_provider(low: str, start: int, end: int) -> bool:
    """Whether the one who may act is the provider: an applicant's or supplier's right is no sanction."""
    if _STRUCK.search(low, start, end + 40):
        return False
    match = re.search(r"(?:kan|får|äger\w*|har rätt att|har möjlighet att) ([\wåäö]+)", low[:end])
    subject = re.match(r"^(?:\W|\d)*([\wåäö]+)(?: \w+){0,2} (?:kan|får|äger|har (?:rätt|möjlighet))", low[:end])
    return any(m is not None and words.PROVIDER.fullmatch(m[1]) is not None for m in (match, subject))


_SPAN_OF_MONTHS = lazy.compile(r"uppsägningstid|varsel")


def free(given: Input) -> Iterator[Remark]:
    """A power to take a sanction with no ground at all for when it is used, or to take money with no measure."""
    told: set[Sentence] = set()
    for provision in provisions(given.analysis):
        low = _low(given, provision.sentence)
        if _is_choice(given, provision):
            yield Remark(provision.sentence.start, provision.sentence.end)
            continue
        if (match := _NEED.search(low)) and provision.acts and not _by_provider(low, match.start(), match.end()):
            told.add(provision.sentence)
            yield Remark(provision.sentence.start + match.start(), provision.sentence.start + match.end())
            continue
        if (match := _CLAIM.search(low)) and not _sized(given, provision, match[0]):
            if not _by_provider(low, match.start(), match.end()):
                told.add(provision.sentence)
                yield Remark(provision.sentence.start + match.start(), provision.sentence.start + match.end())
            continue
        match = _MONEY.search(low)
        if match and not provision.whole and not words.AMOUNT.search(low) and not words.TIME.search(low):
            if _by_provider(low, match.start(), match.end()) or re.search(
                r"motsvara\w*|som (?:kan|inte|saknar)|till dess", low[match.end() :]
            ):
                continue
            told.add(provision.sentence)
            yield Remark(provision.sentence.start + match.start(), provision.sentence.start + match.end())
    for ladder in ladders(given.analysis):
        for step in ladder.steps:
            head = next((p for p in step.provisions if p.sentence.start <= step.act.start < p.sentence.end), None)
            if (
                head is None
                or step.modality != "får"
                or head.modality is None
                or step.kind == "police_report"
                or head.sentence in told
            ):
                continue
            trigger = step.trigger.text.lower() if step.trigger else ""
            if (trigger and not _OWN_VIEW.search(trigger)) or (not trigger and head.block.cell is not None):
                continue  # in a table the condition has a cell of its own
            low = _low(given, head.sentence)
            if head.modality.text.lower().startswith("förbehåller"):
                continue  # flagged as a choice already
            begin = head.modality.start - head.sentence.start
            if (
                _by_provider(low, begin, begin + 24)
                or _GROUND.search(low)
                or not _FREE.match(head.modality.text.lower())
            ):
                continue
            if _SPAN_OF_MONTHS.search(low) and not _ALSO.search(low):
                continue
            if low.rstrip().endswith(":") or _has_items(given, head) or head.block.parent is not None:
                continue
            yield Remark(head.modality.start, head.modality.end)


def _sized(given: Input, provision: Provision, claim: str) -> bool:
    """Whether the text says how large the fine or deduction is: in the sentence, by reference or about it elsewhere."""
    low = _low(given, provision.sentence)
    if words.AMOUNT.search(low) or re.search(
        r"(?<!\w)(?:enligt|motsvara\w*|som avses|i \d|nedan|följande)(?!\w)|:\W*$", low
    ):
        return True
    if _FAIR.search(claim):
        return False
    about = re.compile(
        r"(?<!\w)\w*vite\w*(?!\w)" if claim.endswith("vite") else r"(?<!\w)\w*(?:avdrag|avgift)\w*(?!\w)"
    )
    return any(
        about.search(own := _low(given, sentence)) and (words.AMOUNT.search(own) or "lagen" in own)
        for block in given.document.blocks
        for sentence in given.analysis.sentences(block)
    ) or _has_items(given, provision)


_OWN_VIEW = lazy.compile(r"förtroende|lämplig|anser|bedömer|framstår|lita på")
_GROUND = lazy.compile(r"(?<!\w)(?:om|när|vid|då|som|för|enligt|i strid|ifall|till följd|på grund)(?!\w)")


def _has_items(given: Input, provision: Provision) -> bool:
    return any(
        b.parent == provision.block.index
        for b in given.document.blocks[provision.block.index + 1 : provision.block.index + 3]
    )
