"""The steps of sanction ladders: their kinds, severity, names and the words for them; no reading."""

from __future__ import annotations

from typing import Literal

from lintkit import lazy

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
    ("avslut", "avslutat avtal"), ("stryk", "uteslutning"), ("säg", "uppsägning"), ("uppsäg", "uppsägning"), ("förelägg", "föreläggande"), ("påminn", "påminnelse"),
    ("prisavdrag", "prisavdrag"), ("håll", "innehållen ersättning"), ("inne", "innehållen ersättning"),
    ("tillrätta", "tillrättavisning"), ("anmärk", "anmärkning"), ("sanktionsavg", "sanktionsavgift"), ("särskild avg", "särskild avgift"),
    ("kvitt", "kvittning"), ("avräkn", "avräkning"), ("fördröj", "fördröjd betalning"), ("dra", "indragning"), ("indrag", "indragning"),
)  # fmt: skip


def name_of(kind: Kind, found: str) -> str:
    """What to call a step that is named by lower-cased words `found`."""
    return next((name for start, name in _PARTICULAR if found.startswith(start)), NAME[kind])


def _any(*alternatives: str) -> str:
    return "|".join(alternatives)


_MONEY = r"(?:ersättning\w*|(?:ut)?betalning\w*|\w*bidrag(?:et|en)?|pengar\w*|faktura\w*|avtalat pris|priset|medel)"
_PERMIT = r"(?:godkännande|tillstånd|bidrag|auktorisation|behörighet|licens|anslutning|uppdrag|plats)\w*"
_DEAL = r"\w*(?:avtal|kontrakt|uppdrag|samarbete|auktorisation|godkännande)\w*"
_SYSTEM = r"(?:\w*(?:valfrihetssystem|kundval|register|förteckning|system|lista)\w*|listan|valbara)"
_WITHHELD = _any(
    r"(?:hålla|håller|hålls|hållas)(?: \w+){0,3} inne",
    rf"inne?håll(?:a|er|as|s|ande) (?:av )?(?:\w+ )?{_MONEY}",
    rf"{_MONEY} (?:\w+ ){{0,5}}(?:inne?hålls|inne?hållas|hålls inne|hållas inne)",
    rf"(?:fördröj|uppskjut)\w+ (?:av )?{_MONEY}",
    rf"(?:skjut(?:a|er)|skjuts) upp {_MONEY}",
    rf"(?:låta|låter) {_MONEY} anstå",
    rf"(?:dra|drar|dras) (?:(?:vi|nämnden|kommunen) )?in (?:(?:en del|delar|hela) (?:av )?)?{_MONEY}",
    r"(?:ersättning|betalning)\w* (?:betalas|utgår|utbetalas) (?:då |i så fall )?(?:inte|ej)",
    rf"(?:betala\w*|utge\w*) inte (?:ut )?{_MONEY}",
    rf"betalas? (?:\w+ )?(?:inte|ej|inget|ingen|inga) (?:\w+ )?{_MONEY} ut",
)
_LOWERED = _any(
    rf"(?:reducera\w*|sänk(?:a|er|as|s)|minska\w*|jämka\w*|justera\w*|avkorta\w*|nedsätt\w*)(?: (?!felaktig|oriktig|onödig|risk)\w+){{0,2}} {_MONEY}",
    rf"{_MONEY} (?:\w+ ){{0,6}}(?:reduceras|sänks|sänkas|minskas|avkortas|jämkas|nedsätt(?:s|as)|justeras)",
    r"(?:sätta|sättas|sätts|sätter)(?: \w+){0,2} ned(?:er)?|nedsättning\w*|nedsätt(?:s|as)|jämkning\w*",
    r"(?:ger|lämnar) avkall på (?:sin )?(?:betalning|ersättning)",
)
_STOPPED = _any(
    rf"(?:spärra\w*|frys[aes]\w*|avvakta\w*|stoppa\w*|pausa\w*)(?: \w+){{0,3}} {_MONEY}",
    rf"{_MONEY} (?:\w+ ){{0,2}}(?:spärras|fryses|stoppas|pausas)",
    rf"bli(?:r)? utan {_MONEY}",
)
_CLOSED = _any(
    r"inga (?:nya|fler|ytterligare) (?!krav|regler|villkor|uppgifter)\w+",
    r"inte (?:får |längre )?(?:ta emot|anvisas?|få|väljas|tilldelas) (?:av )?nya \w+",
    r"(?:stoppa\w*|stäng\w*(?: \w+)? för|spärra\w*(?: \w+)? för) (?:\w+ )?nya \w+",
    r"stoppa\w* (?:ny)?(?:antagning|inskrivning|placering|beläggning|inflyttning)\w*",
    r"(?:nyantagning|inskrivning|placering|anvisning|beläggning)\w* (?:\w+ )?(?:stoppas|pausas|upphör)",
    r"inte (?:längre )?(?:vara )?valbar\w*",
)
_TAKEN_BACK = _any(
    rf"{_PERMIT} (?:\w+ ){{0,5}}(?:dras|dragits) in",
    rf"(?:dra|dras|drar) (?:\w+ )?in (?:\w+ )?(?:\w+s )?{_PERMIT}",
    rf"{_PERMIT} (?:\w+ ){{0,2}}(?:indrage[nt]|dras tillbaka|upphävs|upphävas|förfaller|går förlorat|förverkas)",
    rf"(?:upphäv(?:a|er|as)|dra(?:r)? tillbaka|förverka\w*) (?:\w+ )?(?:\w+s )?{_PERMIT}",
    rf"från?träd\w+ (?:\w+ ){{0,2}}{_DEAL}|träd\w+ (?:ifrån|från|ur) {_DEAL}",
    rf"(?:bryta|bryts|bryter|avbryta|avbryts|avbryter|avsluta|avslutas|avslutar|upplösa|upplöses) (?:\w+ ){{0,2}}{_DEAL}",
    rf"{_DEAL} (?:\w+ ){{0,5}}(?:avslutas|avbryts|bryts|brytas|avbrytas|upplöses|upphör(?:a|er)?|upphävs)(?: att gälla)?",
    r"(?:nekas|vägras) (?:fortsatt |vidare |nytt |nya |framtida )?(?:bidrag|stöd|medverkan|deltagande)",
    r"ompröva\w* (?:\w+s )?(?:ställning|godkännande|auktorisation|tillstånd|medlemskap)\w*",
    rf"upphör(?:a|er)? (?:\w+ )?(?:{_DEAL}|{_PERMIT})",
    rf"bringa\w* (?:{_DEAL} )?(?:\w+ ){{0,3}}att upphöra|få {_DEAL} att upphöra",
    r"(?:skilj\w*|skilts|skilda?) (?:\w+ ){0,3}från (?:sitt |sina )?(?:uppdrag|samarbete)\w*",
    r"från (?:sitt )?uppdrag\w* (?:skiljas|skiljs|entledigas)|entledig\w+",
    rf"(?:stryk(?:a|as|s|er)|avför(?:a|as|s)?|avregistrera\w*|utträda?|lämnar?) (?:\w+ ){{0,2}}(?:från|ur) {_SYSTEM}",
    rf"(?:tas|ta|tar) (?:\w+ ){{0,2}}bort (?:från|ur) (?:kommunens )?{_SYSTEM}|avregistrera\w*",
    r"(?:från)?ta(?:s|gas|r|)? (?:\w+ )?(?:rätten|möjligheten|behörigheten) att|fråntas? (?:rätten|godkännande\w*|uppdrag\w*|tillstånd\w*)",
    r"förlora(?:r|s)? (?:sitt |sin |sina )?(?:godkännande|tillstånd|auktorisation|uppdrag|plats|behörighet|bidrag)\w*",
    rf"{_DEAL} (?:\w+ )?(?:inte|ej) (?:att )?(?:förnyas|förlängs|förlängas)",
)
_REPAID = r"(?:kräva|krävs|kräver|krävas|betalas?|betala|begära)(?: \w+){0,4}? (?:tillbaka|åter)|återbetalningsskyldig\w*|återför(?:a|as|s) till kommunen"
_REPORTED = _any(
    r"polisanmäl\w*|åtalsanmäl\w*|brottsanmäl\w*",
    r"anmäl\w+ (?:[^.;]{0,50} )?till polis\w*",
    r"underrätta\w* polis\w*",
    r"polis(?:en|myndigheten) (?:\w+ )?underrättas",
)

#: First match wins, so the more particular stands first ("tillfälligt återkalla" is not "återkalla").
_STEP_WORDS: tuple[tuple[Kind, str], ...] = (
    ("police_report", _REPORTED),
    ("suspension", _any(
        r"tillfällig\w* (?:återkall\w+|stopp|förbud\w*|avstängning(?:en|ar)?|avstäng[dt]a?)|suspender\w+|avstängning(?:en|ar|arna|s)?",
        r"stäng(?:s|as|a|er)(?: \w+){0,3} av(?!\w)|avstäng(?:d|da|as|s|a|er|t)?", _STOPPED, r"förlora\w* (?:åtkomst\w*|tillträde\w*|rätten)|bli av med \w+|försätts? ur (?:spel|tjänst)")),
    ("admission_stop", _any(
        r"\w*(?:intagnings|placerings|beläggnings|antagnings|kund|inflyttnings|inskrivnings|uppdrags|inskrivning|anvisnings|valbarhets|beställnings|in)stopp\w*", _CLOSED)),
    ("ban", r"(?:verksamhets|representations|tillträdes)förbud\w*|(?:meddela\w*|besluta\w* om) förbud|förbudstid\w*|(?<=förelägganden eller )förbud"
            r"|förbjud(?:a|er|s|as)"),
    ("revocation", _any(
        r"avauktoriser\w*|återkallelse\w*|återkall(?:a|as|ar|ats)|häv(?:a|s|er|as|ts|ning\w*)|hävningsrätt\w*",
        r"uteslut(?:a|as|s|er|en|na|ning\w*)|avtal\w* (?:upphör|sägs upp)|auktorisation\w* upphör\w*|upphör\w* i förtid",
        r"(?:sägs|säga|säger|sägas)(?: \w+){0,2} upp(?!\w)|uppsägning\w*|indragning\w*|indrag(?:en|et|na)", _TAKEN_BACK)),
    ("repayment", rf"återkrav\w*|återkräv\w*|{_REPAID}|återbetal\w*"),
    ("fine", r"föreläggande\w* (?:vid|med|förenat med) vite|\w*vite(?:t|n|s|ts)?|viten|vitesbelopp\w*|sanktionsavgift\w*|straffavgift\w*|förseningsavgift\w*|särskild avgift|böter|(?:påför(?:s|as|a|t)|erlägg\w+|debitera\w*|ta(?:s)? ut) (?:\w+ ){0,3}avgift(?:en|er)?|avgift(?:en)? (?:\w+ ){0,2}(?:påförs|tas ut|debiteras)"),
    ("deduction", _any(
        r"prisavdrag\w*|(?:\w+)?avdrag\w*|kvarhåll\w+|kvitta\w*|kvittning\w*|avräkn\w+|dra(?:r|s)? (?:\w+ )?av(?= (?:\d|på(?!\w)|från|en del|delar|hela|\w*(?:ersättning|bidrag|peng|belopp|avgift)))",
        _WITHHELD, _LOWERED)),
    ("warning", r"varning(?:en|ar|arna|s)?|varna(?:s|ts)?|varnar (?:anordnaren|utföraren|leverantören|er|föreningen|skriftligt)"),
    ("reprimand", r"erinran|erinringar"),
    ("action_plan", r"(?:åtgärds|rättelse|handlings|förbättrings|utvecklings)plan(?:en|er|s)?"),
    ("correction", r"(?<!ansöka om )(?<!ansökan om )rättelse\w*|föreläggande\w*|förelägg(?:s|er|a|as)"
                   r"|påminnelse\w*|avhjälpande\w*|anmoda\w*|anmana\w*|anmaning\w*|åläggande\w*|ålägg(?:s|a|as|er)"),
    ("remark", r"påpekande\w*|påtal(?:ar|a|as|ande)|anmärkning(?:en|ar)?|tillrättavisning\w*|tillsägelse\w*|uppmaning\w*|notering(?:en|ar)?|skriftlig kritik|allvarlig kritik"),
)  # fmt: skip
STEPS = tuple((kind, lazy.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for kind, pattern in _STEP_WORDS)

#: Acts that strike the one who has failed, wherever in a text they stand.
STRIKES = lazy.compile(
    rf"(?<!\w)(?:{_CLOSED}|{_WITHHELD}|{_LOWERED}|{_STOPPED}|{_TAKEN_BACK}|{_REPAID}|{_REPORTED}"
    r"|stoppa\w* (?:\w+ )?nya (?:uppdrag|kunder|placeringar|elever|barn|inflyttningar|ärenden)|kvitta\w*|kvittning\w*|förbjuda (?:fortsatt )?(?:huvudmannen|verksamhet\w*|drift\w*|försäljning\w*)"
    r"|(?:vidta\w*|besluta\w* om|föreskriva) (?:andra |ytterligare )?(?:lämpliga |nödvändiga )?(?:åtgärder mot|påföljder|sanktioner)"
    r"|(?:skärpta|skarpare|strängare|hårdare|mer ingripande) (?:åtgärder|påföljder|sanktioner|ingripanden) (?:ska |kan |får |bör )?(?:vidtas|sättas in|beslutas|övervägas|tillgripas)"
    r"|(?:betala\w*|får) (?:vi |kommunen |nämnden )?inte ut|kännbara konsekvenser|rättelseanmodan)(?!\w)"
)
#: Words for what has gone wrong.
BREACH = lazy.compile(
    r"(?<!\w)(?:\w*(?:brist|avvikelse|överträdelse|missförhållande|förseelse|försummelse|avtalsbrott|kontraktsbrott|misskötsel"
    r"|oegentlighet|regelbrott)(?:en|er|erna|ar|arna|et|n|na|s)?|fel(?:et|en)?|fusk(?:et)?|rättelse(?:n)?|misskött|brutit)(?!\w)"
)
#: Headings under which a text tells what follows on a failure, beside those that name a sanction.
PLACE = lazy.compile(
    r"inte (?:håller|fungerar|sköts|sköter|levererar)|brist(?:er)? i (?:utför|lever|verksam|uppdrag)|granskning och ingrip|följder av|upphörande(?! av (?:giltighet|insats))|sanktion|påföljd"
    r"|ingrip|trappa|när det (?:går|blir) fel|(?<!\w)fel (?:och|eller) brist|förtida|avstängning|uteslutning|"
    r"(?:något|det) (?:blir|går|har (?:blivit|gått)) fel|inte (?:är |blir |har )?(?:uppfyll|följ)"
    r"|fel i (?:utför|lever)|innehållande av|följder(?!\w)|konsekvens(?:er)?(?: vid| om|$)|överträdels|brister har"
    r"|åtgärder när|misskötsel|bristande efterlevnad|utebliven rättelse"
)
