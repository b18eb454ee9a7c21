"""What a sanction's condition rests on: its alternatives, and whether each names something that can be shown."""

from __future__ import annotations

from collections.abc import Iterator

from lintkit import lazy
from lintkit.facts.sanctions_steps import STEPS

#: Where one alternative ends and the next begins: "om A, när B eller om C".
_NEXT = lazy.compile(
    r"(?:,|;)? (?:eller|samt|och|respektive) (?=(?:om|när|då|vid|ifall|på grund av)(?!\w))|, (?=(?:om|när|då|vid) )"
)
#: What can be counted or looked up: numbers, places in a text, dates, statutes.
_POINT = (
    r"\d|§|(?<!\w)(?:punkt|avsnitt|kapitel|bilaga|enligt|stycket|lag(?:en)?|förordning|balken|kap|samma|föregående"
    r"|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|andra|tredje|fjärde|tvenne|halva|hälften|nästa steg|(?:kalender|verksamhets|räkenskaps|läs)?år(?:et|s)?|dag)(?!\w)"
)
#: The text's own demands, and previous steps that have not helped.
_DEMAND = (
    r"\w*(?:krav|villkor|avtal|kontrakt|regl|regel|bestämmelse|skyldighet|åtagande|föreskrift|förbud|beslut|uppdrag|anvisning|instruktion)\w*"
    r"|(?:inte|ej|utan att) (?:\w+ ){0,3}(?:åtgärda|avhjälp|rätta|följ|komm|lämna|inkom|fullgj|fullgör|uppfyll|betala|återställ|vidta)\w*"
    r"|(?:åtgärda|avhjälp|rätta|följ|komm|lämna|inkomm|fullgör|uppfyll|betala|vidta)\w* (?:\w+ ){0,3}(?:inte|ej)"
    r"|utebl\w+|kvarstår|kvarstått|saknas|saknar|vägra\w*|hindra\w*|upphör\w*|upphört|försen\w+|för sent|underlåt\w*|försumma\w*"
    r"|brist(?:er|en|erna)?|avvikelse\w*|överträdelse\w*|fel(?:et|en)?|avtalsbrott\w*"
)
#: Things and events of these fields that leave a trace: papers, money, people, hours, decisions of courts.
_EVENT = (
    r"\w*(?:konkurs|likvid|rekonstruktion|ackord|näringsförbud|dömd|dömt|dömts|åtal|domstol|fängelse|bedrägeri|stöld|förfalsk|skuld|skatt|avgift|tillstånd|försäkring"
    r"|faktur|betal|ersättning|bidrag|pengar|uppgift|handling|underlag|intyg|utdrag|redovis|rapport|anmäl|ansök|dokument|journal|protokoll"
    r"|bemanning|personal|anställ|timm|timtid|besök|insats|leverans(?!en att)|tjänst|tur(?:er|en)|(?<!ut)förare|fordon|plan(?:en|er)?|schema|lokal|insyn|tillträde|kontroll"
    r"|ägar|ägare|företräd|ledning|överlåt|underleverant|anlit|legitim|utbild|sekretess|tystnad|diskriminer|mutor|jäv|servera|alkohol"
    r"|oriktig|falsk|osann|vilseled|förfallo|begär|uppsäg|överskrid|understig|ändra|byte|byter|skad[ae]|avlid|död|sjukhus|olycka|brand|kränk|våld|hot(?:at|ar)"
    r"|avvakta|sammanträd|brott|klar|genomför|komplettera|incident|såld|sålt|förvara|godta|godkän|tabell|poäng|arrangemang|utrustning|hyr|nyck|material|besvara|avtal|anbud|sökand|licens|meddelat|information|underrätt|utfört|utförs|utförande|utnyttja|använd|fordr|kredit|medborg|fastighet|(?<!sam)arbete|risk för|fara för|kund(?:en|er)|brukare|barn|elev|deltagare|ålder|dagar|dagen|månad|vecka|kvartal|verksamhet|medlem|konto|lön|kollektiv|startat|start)\w*"
)
ANCHOR = lazy.compile(rf"{_POINT}|(?<!\w)(?:{_DEMAND}|{_EVENT})(?!\w)")


def alternatives(condition: str) -> Iterator[tuple[int, int]]:
    """Ranges of the alternatives in a lower-cased condition."""
    at = 0
    for match in _NEXT.finditer(condition):
        if match.start() - at > 4:
            yield at, match.start()
        at = match.end()
    if len(condition) - at > 4:
        yield at, len(condition)


#: Words by which a condition speaks of how somebody sees a matter, or how it goes, and not of what has happened.
SOFT = lazy.compile(
    r"(?<!\w)(?:samarbete|relation|förtroende|lojal|läge|situation|omständighet|förhålland|skäl|orsak|anledning|osäker|tvek|tvivel|tvist|fog|grund"
    r"|löp|funger|går|gå|låter sig|räck|behöv|krävs|motiver|önska|bör|förekom|anse|anses|bedöm|känn|finn|tyck|upplev|framstå|verka|misstänk|misstank"
    r"|möjlig|lämplig|nödvändig|sköt|bete|uppför|uppträd|stör|problem|svårighet|klag|ovilj|negativ|värre|rätta sig|lever upp|håll|duger|motsvar|förvänt"
    r"|påkall|medger|talar|tyder|föranled|uppenbar|så illa|sådan|allt|något|oegentlig|missnöj|nöjd|freds)"
)


def is_anchored(alternative: str) -> bool:
    """Whether lower-cased words name an event, a demand, a step or a place: something that can be shown or not."""
    return ANCHOR.search(alternative) is not None or any(p.search(alternative) for _, p in STEPS)
