"""Where a document stands on matters without a number: what it forbids, leaves to others or excepts; no judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Literal, NamedTuple

from lintkit import lazy
from lintkit.facts.passage import Slot, slot, spoken
from lintkit.facts.registers_text import STAFF
from lintkit.language.analysis import Analysis, Sentence


class Latitude(IntEnum):
    """What a document that governs leaves to those below it."""

    OPEN = 0  # it does not say
    STRICTER = 1  # they may ask more, not less
    NONE = 2  # where they differ, the governing document prevails


_STRICTER = lazy.compile(
    r"(?:strängare|hårdare|längre|högre|mer|ytterligare|skärpt\w*)[^.]{0,80}(?:men|dock) (?:inte|aldrig) (?:\w+ )?"
    r"(?:mildare|mindre|lägre|lindrigare|svagare)|får (?:inte|aldrig) (?:vara|ställa|innebära) (?:\w+ )?(?:mildare|lägre|lindrigare)"
    r"|får (?:inte|aldrig|ej) (?:göra|medge) (?:avsteg|lättnad\w*)|(?:skärpa|höja)[^.]{0,60}(?:men|dock) (?:inte|aldrig) (?:lindra|sänka|mildra)"
)
_PREVAILS = lazy.compile(
    r"(?:strider|motsäger|avviker|oförenlig\w*|skiljer sig)[^.]{0,60}(?:mot|från|med) \w*(?:reglement|polic|villkor|avtal|riktlinj|regl)\w*"
    r"[^.]{0,40}(?:gäller|har företräde|tillämpas)|\w*(?:reglementet|policyn|avtalet) (?:har företräde|gäller före|äger företräde)"
    r"|får (?:inte|ej) (?:avvika från|strida mot)"
    r"|(?:skillnad|motsättning|motstridig|motsägelse)[^.]{0,80}(?:reglementet|policyn|avtalet|riktlinjen) (?:som )?(?:gäller|har företräde)"
)
#: A rule that says itself that it departs from the general one.
DEPARTS = lazy.compile(
    r"(?:med avvikelse från|avviker från|i stället för (?:det|den|vad|de)|till skillnad från|med undantag (?:från|av)|undantag från|utan hinder av"
    r"|i stället gäller|utöver (?:det )?(?:som|vad)|strängare än|kortare (?:tid|frist) än|längre tid än)"
)


def latitude(analysis: Analysis) -> Latitude:
    """What a governing document says of conditions that differ from its own."""
    for block, _ in spoken(analysis):
        low = analysis.lower[block.plain_start : block.plain_end]
        if _STRICTER.search(low):
            return Latitude.STRICTER
        if _PREVAILS.search(low):
            return Latitude.NONE
    return Latitude.OPEN


class Stance(NamedTuple):
    """A document's position on a matter: `level` grows as it allows more; `words` carry it."""

    level: int
    words: Slot
    sentence: Sentence


_SUBCONTRACTOR = lazy.compile(
    r"underleverantör|underentreprenör|(?:lägga|läggs|lägger) ut (?:hela|delar|uppdrag|verksamhet|tjänst)|annan (?:att )?utför|annan i sitt ställe"
)
_SUB_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, lazy.compile(r"får [^.]{0,60}(?:bara|endast|enbart|först)? ?(?:efter|med|om) [^.]{0,40}(?:medgivande|godkänn|tillstånd|samtycke)"
                   r"|(?:medgivande|godkänn\w+|tillstånd) (?:\w+ ){0,4}(?:krävs|innan|före)")),
    (2, lazy.compile(r"får [^.]{0,80}efter (?:skriftlig )?(?:anmälan|underrättelse)")),
    (0, lazy.compile(r"får (?:inte|ej|inga|aldrig) (?:\w+ ){0,3}(?:anlita|använda|lämna|lägga|överlåta|låta|sätta)|underleverantör\w* (?:får (?:inte|ej)|är inte tillåt\w+)")),
    (3, lazy.compile(r"får (?:\w+ ){0,2}?(?:anlita|använda|lägga ut)|får (?:anlitas|användas|läggas ut)|har rätt att anlita")),
)  # fmt: skip
SUBCONTRACT_LEVELS = ("är förbjudet", "kräver medgivande", "är tillåtet efter anmälan", "är tillåtet")


def subcontracting(analysis: Analysis) -> Iterator[Stance]:
    """Whether subcontractors may be engaged: levels index `SUBCONTRACT_LEVELS`."""
    for sentence, low in _sentences(analysis):
        if _SUBCONTRACTOR.search(low):
            for level, pattern in _SUB_LEVELS:
                if match := pattern.search(low):
                    yield Stance(level, _words(analysis, sentence, match), sentence)
                    break


_POLICE = lazy.compile(r"polisanmäl\w*|åtalsanmäl\w*|anmäl\w* (?:\w+ ){0,2}till polis\w*")
_POLICE_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, lazy.compile(r"(?<!\w)(?:kan|får|bör|förväntas|om det (?:bedöms|är) lämpligt|när det (?:bedöms|är) (?:lämpligt|motiverat))(?!\w)")),
    (0, lazy.compile(r"(?<!\w)(?:ska|skall|måste|alltid)(?!\w)|^(?:alla|varje|samtliga) [^.]{0,60}polisanmäls")),
)  # fmt: skip
POLICE_LEVELS = ("alltid ska ske", "kan eller bör ske")


def police_reports(analysis: Analysis) -> Iterator[Stance]:
    """Whether suspected crime is reported to the police always or at discretion: levels index `POLICE_LEVELS`."""
    for sentence, low in _sentences(analysis):
        if match := _POLICE.search(low):
            if re.search(r"(?:rutin|utbild|statistik|antal|redovisa|hindrar inte|leder till|policy)", low):
                continue
            for level, pattern in _POLICE_LEVELS:
                if found := pattern.search(low):
                    yield Stance(level, _words(analysis, sentence, match, found), sentence)
                    break


_EXEMPT = lazy.compile(
    r"räcker (?:det med )?(?:en |ett )?(?:\w+ )?(?:försäkran|intyg)"
    r"|utdrag (?:krävs|behövs) inte|(?:krävs|behövs) inte (?:något )?(?:register)?utdrag|behöver inte (?:visa|lämna) (?:upp )?(?:något )?(?:register)?utdrag"
    r"|från fall till fall om (?:register)?utdrag|undantas från (?:kravet på )?(?:register)?(?:utdrag|kontroll)"
)
_LAWFUL = lazy.compile(r"hämtar själv|skollagens krav|\d+ kap\. ?\d+ ?§|\(\d{4}:\d+\)|redan visat|har visat")


def exemptions(analysis: Analysis) -> Iterator[Stance]:
    """Members of staff who need not show an extract, without a statute given for it."""
    for sentence, low in _sentences(analysis):
        match = _EXEMPT.search(low)
        if match and (STAFF.search(low) or _SOME_STAFF.search(low)) and not _LAWFUL.search(low):
            yield Stance(1, slot(analysis, sentence.start, sentence.end), sentence)


_SOME_STAFF = lazy.compile(
    r"återanställ|inhyrd|inhyrning|timanställd|vikarie|praktikant|semesterersätt|korttidsanställd|extrapersonal|sommarpersonal"
)

_OFFICE = r"[a-zåäö]*(?:nämnd|chef|direktör|utskott|handläggare|fullmäktige)[a-zåäö]*"
_ADMITS = lazy.compile(
    rf"(?:beslut(?:et)? om (?:auktorisation|godkännande)\w*|ansökan|ansökningar(?:na)?)[^.;]{{0,50}}? av (?P<a>{_OFFICE})"
    rf"|(?P<b>{_OFFICE})(?: för [^.;]{{3,30}}?)? (?:prövar|avgör|beslutar om|fattar beslut om|godkänner) (?:\w+ )?"
    r"(?:ansök|auktorisation|godkännande|nya (?:anordnare|utförare|leverantörer))"
)


def admissions(analysis: Analysis) -> Iterator[Stance]:
    """Who decides on applications to become a provider; all at level 0."""
    for sentence, low in _sentences(analysis):
        match = _ADMITS.search(low)
        if match and not re.search(r"överklag|bereds|remiss", low):
            lead = len(analysis.lower[sentence.start : sentence.end]) - len(
                analysis.lower[sentence.start : sentence.end].lstrip()
            )
            group = "a" if match["a"] else "b"
            at = sentence.start + lead
            yield Stance(0, slot(analysis, at + match.start(group), at + match.end(group)), sentence)


Delegable = Literal["extract", "sanctions", "followup", "fine", "insurance", "notice", "invoice"]


class Delegation(NamedTuple):
    """A matter that a governing document leaves to the conditions below it."""

    matter: Delegable
    words: Slot


_BELOW = lazy.compile(
    r"specifika (?:auktorisations)?villkor|(?:respektive|varje|ansvarig) nämnd|nämndens? (?:egna )?villkor|sina (?:specifika )?villkor"
)
_LEAVES = lazy.compile(
    r"(?<!\w)(?:bestämmer|bestäms|beslutar|beslutas|anger|anges|framgår|fastställer|fastställs|regleras|preciseras)(?!\w)"
)
_MATTERS: tuple[tuple[Delegable, re.Pattern[str]], ...] = (
    ("extract", lazy.compile(r"(?:slag|typ|sort|omfattande|omfattning|vilket|vilka) (?:av )?(?:\w+ )?(?:register)?utdrag|utdragets (?:art|omfattning)")),
    ("sanctions", lazy.compile(r"vilka (?:\w+ ){0,4}?(?:sanktioner|påföljder)|(?:sanktionerna|påföljderna) (?:beslutas|anges|framgår)")),
    ("followup", lazy.compile(r"hur ofta [^.]{0,60}(?:följ|gransk|besök)|(?:intervall\w*|mellanrum\w*) [^.]{0,30}uppföljning")),
    ("fine", lazy.compile(r"vitets storlek|vitesbelopp\w*|hur (?:stort|högt) vite")),
    ("insurance", lazy.compile(r"försäkringsbelopp\w*|försäkringens (?:storlek|omfattning)")),
    ("notice", lazy.compile(r"uppsägningstiden?s?(?: längd)?|hur lång uppsägningstid")),
    ("invoice", lazy.compile(r"när faktur\w+ (?:senast )?ska")),
)  # fmt: skip


def delegations(analysis: Analysis) -> Iterator[Delegation]:
    """What a document leaves to others to lay down in their conditions."""
    for sentence, low in _sentences(analysis):
        if _BELOW.search(low) and _LEAVES.search(low):
            for matter, pattern in _MATTERS:
                if pattern.search(low):
                    yield Delegation(matter, slot(analysis, sentence.start, sentence.end))


_CLOSED = lazy.compile(
    r"andra (?:sanktioner|påföljder|åtgärder) (?:än [^.]{3,80}? )?(?:får|ska|kan|förekommer|finns|används|tillämpas) (?:inte|ej|aldrig)|inga andra (?:sanktioner|påföljder)"
    r"|(?:endast|bara|enbart) följande (?:\w+ )?(?:sanktioner|påföljder)"
)


def closed_ladder(analysis: Analysis) -> Slot | None:
    """The words by which a document says that no other sanctions than its own may be used."""
    for sentence, low in _sentences(analysis):
        if match := _CLOSED.search(low):
            return _words(analysis, sentence, match)
    return None


def _sentences(analysis: Analysis) -> Iterator[tuple[Sentence, str]]:
    for _, sentences in spoken(analysis):
        for sentence in sentences:
            if not analysis.is_quoted(sentence.start, sentence.end):
                yield sentence, analysis.lower[sentence.start : sentence.end].strip()


def _words(analysis: Analysis, sentence: Sentence, *matches: re.Match[str]) -> Slot:
    """The words from the first to the last match in a stripped sentence."""
    lead = len(analysis.lower[sentence.start : sentence.end]) - len(
        analysis.lower[sentence.start : sentence.end].lstrip()
    )
    at = sentence.start + lead
    return slot(analysis, at + min(m.start() for m in matches), at + max(m.end() for m in matches))
