"""The steps of sanction ladders: their kinds, severity, names and the words for them; no reading."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal[
    "remark", "correction", "action_plan", "reprimand", "warning", "deduction", "fine", "repayment", "admission_stop",
    "suspension", "revocation", "ban", "police_report",
]  # fmt: skip

#: Mildest to most severe; a police report stands beside the ladder.
RANK: dict[Kind, int | None] = {
    "remark": 10, "correction": 20, "action_plan": 30, "reprimand": 40, "warning": 50, "deduction": 60, "fine": 70,
    "repayment": 80, "admission_stop": 90, "suspension": 100, "revocation": 110, "ban": 120, "police_report": None,
}  # fmt: skip

#: What a step is called when the text gives no name of its own.
NAME: dict[Kind, str] = {
    "remark": "påpekande", "correction": "rättelse", "action_plan": "åtgärdsplan", "reprimand": "erinran",
    "warning": "varning", "deduction": "avdrag på ersättning", "fine": "vite", "repayment": "återkrav",
    "admission_stop": "intagningsstopp", "suspension": "avstängning", "revocation": "hävning", "ban": "förbud",
    "police_report": "polisanmälan",
}  # fmt: skip

#: What the particular words of a kind are called; the first that the words begin with.
_PARTICULAR = (
    ("avauktoriser", "avauktorisering"), ("återkall", "återkallelse"), ("häv", "hävning"), ("uteslut", "uteslutning"),
    ("säg", "uppsägning"), ("uppsäg", "uppsägning"), ("förelägg", "föreläggande"), ("påminn", "påminnelse"),
    ("prisavdrag", "prisavdrag"), ("håll", "innehållen ersättning"), ("inne", "innehållen ersättning"),
    ("tillrätta", "tillrättavisning"), ("anmärk", "anmärkning"), ("sanktionsavg", "sanktionsavgift"), ("särskild avg", "särskild avgift"),
    ("kvitt", "kvittning"), ("avräkn", "avräkning"), ("fördröj", "fördröjd betalning"), ("dra", "indragning"), ("indrag", "indragning"),
)  # fmt: skip


def name_of(kind: Kind, found: str) -> str:
    """What to call a step that is named by lower-cased words `found`."""
    return next((name for start, name in _PARTICULAR if found.startswith(start)), NAME[kind])


def _any(*alternatives: str) -> str:
    return "|".join(alternatives)


_MONEY = r"(?:ersättning\w*|(?:ut)?betalning\w*|\w*bidrag(?:et|en)?|pengar\w*|faktura\w*)"
_PERMIT = r"(?:godkännande|tillstånd|bidrag|auktorisation|behörighet)\w*"
_DEAL = r"(?:avtal|kontrakt|uppdrag|samarbete)\w*"
_WITHHELD = _any(
    r"(?:hålla|håller|hålls|hållas)(?: \w+){0,3} inne",
    rf"inne?håll(?:a|er|as|s|ande) (?:av )?(?:\w+ )?{_MONEY}",
    rf"{_MONEY} (?:\w+ ){{0,3}}(?:inne?hålls|inne?hållas)",
    rf"fördröj\w+ (?:av )?{_MONEY}",
)
_LOWERED = _any(
    rf"(?:reducera\w*|sänk[as]\w*|minska\w*)(?: \w+){{0,2}} {_MONEY}",
    rf"{_MONEY} (?:\w+ ){{0,3}}(?:reduceras|sänks|sänkas|minskas|avkortas)",
    r"(?:sätta|sättas|sätts) ned|nedsättning\w*",
)
_STOPPED = _any(
    rf"(?:spärra\w*|frys[aes]\w*|avvakta\w*|stoppa\w*|pausa\w*)(?: \w+){{0,3}} {_MONEY}",
    rf"{_MONEY} (?:\w+ ){{0,2}}(?:spärras|fryses|stoppas|pausas)",
    rf"bli(?:r)? utan {_MONEY}",
)
_CLOSED = _any(
    r"inga nya (?!krav|regler|villkor)\w+",
    r"inte (?:får )?(?:ta emot|anvisas?|få) nya \w+",
    r"stoppa\w* (?:\w+ )?nya \w+",
    r"(?:tas|ta|tar) bort från (?:listan|valbara|kommunens)",
)
_TAKEN_BACK = _any(
    rf"{_PERMIT} (?:\w+ ){{0,3}}(?:dras|dragits) in",
    rf"(?:dra|dras|drar) in {_PERMIT}",
    rf"frånträd\w+ (?:från )?{_DEAL}",
    rf"(?:bryta|bryts|avbryta|avbryts) {_DEAL}",
    r"skilj\w* från uppdrag\w*",
)
_REPAID = r"(?:kräva|krävs|kräver|krävas|betalas?|betala)(?: \w+){0,4}? tillbaka"
_REPORTED = _any(
    r"polisanmäl\w*|åtalsanmäl\w*",
    r"anmäl\w+ (?:[^.;]{0,50} )?till polis\w*",
    r"underrätta\w* polis\w*",
    r"polis(?:en|myndigheten) (?:\w+ )?underrättas",
)

#: First match wins, so the more particular stands first ("tillfälligt återkalla" is not "återkalla").
_STEP_WORDS: tuple[tuple[Kind, str], ...] = (
    ("police_report", _REPORTED),
    ("suspension", _any(
        r"tillfällig\w* (?:återkall\w+|stopp|förbud\w*|avstäng\w+)|suspender\w+|avstängning(?:en|ar|arna|s)?",
        r"stäng(?:s|as|a|er) av|avstäng(?:d|da|as|s)", _STOPPED, r"förlora\w* (?:åtkomst\w*|tillträde\w*|rätten)|bli av med \w+")),
    ("admission_stop", _any(
        r"\w*(?:intagnings|placerings|beläggnings|antagnings|kund|inflyttnings|inskrivnings|uppdrags)stopp\w*", _CLOSED)),
    ("ban", r"(?:verksamhets|representations|tillträdes)förbud\w*|(?:meddela\w*|besluta\w* om) förbud|förbudstid\w*"
            r"|förbjud(?:a|er|s|as)"),
    ("revocation", _any(
        r"avauktoriser\w*|återkallelse\w*|återkall(?:a|as|ar|ats)|häv(?:a|s|er|as|ts|ning\w*)|hävningsrätt\w*",
        r"uteslut(?:a|as|s|er|en|na|ning\w*)|avtal\w* (?:upphör|sägs upp)|auktorisation\w* upphör\w*|upphör\w* i förtid",
        r"(?:sägs|säga|säger|sägas) upp|uppsägning\w*|indragning\w*|indrag(?:en|et|na)", _TAKEN_BACK)),
    ("repayment", rf"återkrav\w*|återkräv\w*|{_REPAID}|återbetal\w*"),
    ("fine", r"\w*vite(?:t|n|s|ts)?|viten|vitesbelopp\w*|sanktionsavgift\w*|särskild avgift|böter"),
    ("deduction", _any(
        r"prisavdrag\w*|(?:\w+)?avdrag\w*|kvarhåll\w+|kvitta\w*|kvittning\w*|avräkn\w+|dra(?:r|s)? (?:\w+ )?av(?= \d| på| från)",
        _WITHHELD, _LOWERED)),
    ("warning", r"varning(?:en|ar|arna|s)?|varna(?:s|ts)?|varnar (?:anordnaren|utföraren|leverantören|er|föreningen|skriftligt)"),
    ("reprimand", r"erinran|erinringar"),
    ("action_plan", r"(?:åtgärds|rättelse|handlings)plan(?:en|er|s)?"),
    ("correction", r"(?<!ansöka om )(?<!ansökan om )rättelse\w*|föreläggande\w*|förelägg(?:s|er|a|as)"
                   r"|påminnelse\w*|avhjälpande\w*|anmoda\w*|anmana\w*|anmaning\w*"),
    ("remark", r"påpekande\w*|påtal(?:ar|a|as|ande)|anmärkning(?:en|ar)?|tillrättavisning\w*|tillsägelse\w*|uppmaning\w*"),
)  # fmt: skip
STEPS = tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for kind, pattern in _STEP_WORDS)

#: Acts that strike the one who has failed, wherever in a text they stand.
STRIKES = re.compile(
    rf"(?<!\w)(?:{_WITHHELD}|{_LOWERED}|{_STOPPED}|{_TAKEN_BACK}|{_REPAID}|{_REPORTED}"
    r"|stoppa\w* (?:\w+ )?nya (?:uppdrag|kunder|placeringar|elever|barn|inflyttningar|ärenden)|kvitta\w*|kvittning\w*"
    r"|(?:vidta\w*|besluta\w* om|föreskriva) (?:andra |ytterligare )?(?:lämpliga |nödvändiga )?(?:åtgärder mot|påföljder|sanktioner)"
    r"|(?:betala\w*|får) (?:vi |kommunen |nämnden )?inte ut|kännbara konsekvenser|rättelseanmodan)(?!\w)"
)
#: Words for what has gone wrong.
BREACH = re.compile(
    r"(?<!\w)(?:\w*(?:brist|avvikelse|överträdelse|missförhållande|förseelse|försummelse|avtalsbrott|kontraktsbrott|misskötsel"
    r"|oegentlighet|regelbrott)(?:en|er|erna|ar|arna|et|n|na|s)?|fel(?:et|en)?|fusk(?:et)?|rättelse(?:n)?|misskött|brutit)(?!\w)"
)
#: Headings under which a text tells what follows on a failure, beside those that name a sanction.
PLACE = re.compile(
    r"inte håller|(?:något|det) (?:blir|går|har (?:blivit|gått)) fel|inte (?:är |blir |har )?(?:uppfyll|följ)"
    r"|fel i (?:utför|lever)|innehållande av|följder(?!\w)|konsekvens(?:er)?(?: vid| om|$)|överträdels|brister har"
    r"|åtgärder när|misskötsel|bristande efterlevnad|utebliven rättelse"
)
