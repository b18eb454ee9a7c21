"""Words by which texts speak of sanctions against a provider: patterns for lower-cased text, no reading."""

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
)  # fmt: skip


def name_of(kind: Kind, found: str) -> str:
    """What to call a step that is named by lower-cased words `found`."""
    return next((name for start, name in _PARTICULAR if found.startswith(start)), NAME[kind])


_MONEY = r"(?:ersättning\w*|betalning\w*|utbetalning\w*|bidrag\w*|pengar\w*|faktura\w*)"
#: First match wins, so the more particular stands first ("tillfälligt återkalla" is not "återkalla").
_STEP_WORDS: tuple[tuple[Kind, str], ...] = (
    ("police_report", r"polisanmäl\w*|åtalsanmäl\w*|anmäl\w+ (?:[^.;]{0,50} )?till polis\w*"),
    ("suspension", r"tillfällig\w* (?:återkall\w+|stopp|förbud\w*|avstäng\w+)|suspender\w+|avstängning(?:en"
                       r"|ar|arna|s)?|stäng(?:s|as|a|er) av|avstängd"),
    ("admission_stop", r"\w*(?:intagnings|placerings|beläggnings|antagnings|kund)stopp\w*"
         r"|inga nya \w+ [^.;]{0,25}?(?:anvisas|tas emot|placeras)|inte (?:får )?ta emot nya \w+"),
    ("ban", r"verksamhetsförbud\w*|(?:meddela\w*|besluta\w* om) förbud|förbudstid\w*|förbjud(?:a|er|s|as)"),
    ("revocation", r"avauktoriser\w*|återkallelse\w*|återkall(?:a|as|ar|ats)|häv(?:a|s|er|as|ts|ning\w*)"
                       r"|hävningsrätt\w*"
         r"|uteslut(?:a|as|s|er|en|na|ning\w*)|uteslutas|avtal\w* (?:upphör|sägs upp)"
         r"|auktorisation\w* upphör\w*|(?:sägs|säga|säger|sägas) upp|uppsägning\w*"),
    ("repayment", r"återkrav\w*|återkräv\w*|(?:kräva|krävs|kräver|krävas|betalas?|betala) tillbaka"
                      r"|återbetal\w*"),
    ("fine", r"\w*vite(?:t|n|s|ts)?|viten|vitesbelopp\w*|sanktionsavgift\w*|särskild avgift|böter"),
    ("deduction", rf"prisavdrag\w*|avdrag\w*|(?:hålla|håller|hålls|hållas)(?: \w+){{0,3}} inne"
                      rf"|inne?håll(?:a|er|as|s) (?:\w+ )?{_MONEY}|kvarhåll\w+"
         rf"|(?:reducera\w*|sänka\w*|sänks|minska\w*)(?: \w+){{0,2}} {_MONEY}"
         rf"|{_MONEY} (?:\w+ ){{0,3}}(?:reduceras|sänks|sänkas|minskas|innehålls|innehållas)"),
    ("warning", r"varning(?:en|ar|arna|s)?|varna(?:s|ts)"),
    ("reprimand", r"erinran|erinringar"),
    ("action_plan", r"(?:åtgärds|rättelse|handlings)plan(?:en|er|s)?"),
    ("correction", r"(?<!ansöka om )(?<!ansökan om )rättelse\w*|föreläggande\w*|förelägg(?:s|er|a|as)"
                       r"|påminnelse\w*|avhjälpande\w*"),
    ("remark", r"påpekande\w*|påtal(?:ar|a|as|ande)|anmärkning(?:en|ar)?|tillrättavisning\w*"),
)  # fmt: skip
STEPS = tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for kind, pattern in _STEP_WORDS)

#: Those who can decide for the municipality or the buyer. Contracts in construction call the buyer B.
DECIDER = re.compile(
    r"(?<!\w)(?:(?:\w+s )?(?:\w*(?:nämnd(?:en|ens)?|utskott(?:et)?|chef(?:en)?|direktör(?:en)?"
    r"|handläggare(?:n)?|inspektör(?:en)?|controller(?:n)?|styrelse(?:n)?|fullmäktige|förvaltning(?:en)?"
    r"|enhet(?:en)?|myndighet(?:en)?|beställare(?:n)?|kommun(?:en|ens)?|region(?:en)?|aktör(?:en)?`?"
    r"|rektor(?:n)?|ordförande(?:n)?|uppdragsgivare(?:n)?|köpare(?:n)?))(?: för [\wåäö ]{3,40}?(?= (?:beslutar"
    r"|meddelar|håller|begär)))?"
    r"|vi|b|inera|delegat(?:en)?)(?!\w)"
)
#: Those against whom sanctions are taken: never the decider.
PROVIDER = re.compile(
    r"(?<!\w)(?:\w*(?:anordnare|utförare|leverantör|entreprenör|huvudm[aä]n|tillståndshavare|förening|sökande"
    r"|anbudsgivare|vårdgivare|konsult|bolag|näringsidkare|försäljare|medlem)(?:n|en|s|ns|ens|na|er|erna|ar"
    r"|arna)?"
    r"|ni|e|ue)(?!\w)"
)
DECIDES = re.compile(
    r"(?<!\w)(?P<who>[^.,;:]{1,70}?) (?:beslutar|fattar beslut|får besluta|ska besluta|kan besluta|meddelar"
    r"|har rätt att besluta) (?:om )?(?P<what>[^.;]{3,90}?)(?= när | om (?:det|\w+en|\w+et) | vid | innan "
    r"| sedan | efter |[.;]|$)"
)

#: Personnel discipline is another world.
PERSONNEL = re.compile(
    r"(?<!\w)(?:disciplin\w*|medarbetar\w*|den anställde?s?|arbetstagar\w*|arbetsrättslig\w*"
    r"|lönesamtal|kollega\w*|chef(?:en)? och medarbetare|avsked\w*)(?!\w)"
)

MODAL = re.compile(
    r"(?<!\w)(?:ska|skall|måste|får|kan|bör|äger(?: \w+)? rätt(?:en)?(?: att)?|har rätt att"
    r"|har rätt till|är berättigad\w*(?: att)?|äger|förbehåller sig rätten)(?!\w)"
)

_NUM = (
    r"(?:\d[\d ]*|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|fjorton|femton|tjugo|trettio|fyrtio"
    r"|sextio|nittio)"
)
_UNIT = (
    r"(?:(?:arbets|kalender|var|bank)?dag(?:ar|en|ars)?|dygn|veck(?:a|or|ors)|månad(?:er|ers)?|timm(?:e|ar"
    r"|ars)|år|kvartal)"
)
TIME = re.compile(
    rf"(?<!\w)(?:(?:inom|senast|högst|längst|efter|om|på er"
    rf"|under)(?: \w+){{0,2}}? {_NUM} (?:\(\d+\) )?{_UNIT}(?: (?:från|efter|på er)[^.;,]{{0,60}})?"
    rf"|{_NUM} (?:\(\d+\) )?{_UNIT}"
    rf"|senast (?:den )?\d{{1,2}}(?: \w+)?|(?:samma|nästa|följande|påföljande) (?:arbets|var)?(?:dag|vecka"
    rf"|månad))(?!\w)"
)
#: Times that name no time.
VAGUE_TIME = re.compile(
    r"(?<!\w)(?:inom (?:en )?(?:angiven|utsatt|skälig|rimlig|viss|föreskriven|given|bestämd|överenskommen"
    r"|anvisad|fastställd) (?:tid(?:splan)?|frist|tidplan)|(?:given|angiven) tids?plan"
    r"|(?:med )?en (?:viss )?tid för rättelse|snarast(?: möjligt)?|så snart (?:som )?(?:möjligt|det är möjligt"
    r"|det går)|utan (?:\w+ )?(?:dröjsmål|uppskov|uppehåll|fördröjning|tidsutdräkt)|omgående|skyndsamt"
    r"|omedelbart"
    r"|inom den tid som (?:parterna|beställaren|kommunen|nämnden)[^.;,]{3,70}|annan tid som (?:parterna"
    r"|beställaren|kommunen)[^.;,]{3,40}|i tid(?= vidta)|vid nästa (?:lämpliga )?(?:sammanträde|möte"
    r"|uppföljning\w*|tillfälle)|(?:möjlighet|tillfälle) att (?:rätta|åtgärda|avhjälpa)(?: till)?(?: \w+)?"
    r"|till dess annat beslutas|när bristen senast ska vara (?:åtgärdad|avhjälpt)"
    r"|trots (?:upprepade? )?(?:uppmaning\w*|anmodan|påminnelse\w*))(?!\w)"
)
AMOUNT = re.compile(
    r"\d[\d  .]*,?\d* ?(?:kr(?:onor)?|sek|%|procent|tkr|miljon\w*|prisbasbelopp)(?!\w)"
    r"|(?<!\w)(?:en|två|tre|fem|tio|ett halvt|ett|halva) (?:procent|prisbasbelopp|promille)"
    r"|enligt (?:\w+ )?(?:taxa|prislista|bilaga|tabell)"
)

#: What shows that a step follows when the one before did not help.
NOT_HELPED = re.compile(
    r"(?<!\w)(?:kvarstår|uteblir|uteblivit|har inte (?:\w+ )?(?:följts|avhjälpts|åtgärdats|rättats|skett|lett)"
    r"|inte (?:\w+ )?(?:följs|följts|avhjälp\w+|åtgärda\w+|rätta\w+|skett|lett|kompletterat|vidta\w+)"
    r"|åtgärdas inte|rättas inte|följs inte|sker (?:inte|ej)|efter (?:en |två |tre )?(?:varning\w*|rättelse\w*"
    r"|erinran)|trots)(?!\w)"
)
FOLLOW_UP = re.compile(
    r"(?<!\w)(?:följs? upp|följas upp|godkänn(?:er|as|s)|upphör när"
    r"|tills? (?:dess )?(?:att )?|kontrollera\w*|omprövas)(?!\w)"
)
DIRECT = re.compile(
    r"(?<!\w)(?:direkt (?:till|återkall\w+|häv\w+)|(?:steg|§§|sanktioner)[^.;]{0,40} behöver (?:då )?inte"
    r"|utan (?:att )?(?:föregående|dessförinnan)|omedelbar verkan|omedelbart (?:häv|återkall|upphör)"
    r"|oavsett (?:tidigare )?steg)"
)
HEARING = re.compile(
    r"(?<!\w)(?:yttra sig|yttrande|höras?|hörts|kommunicer\w+|tillfälle att (?:bemöta|svara"
    r"|yttra)|få del av underlaget|25 § förvaltningslagen)(?!\w)"
)
APPEAL = re.compile(
    r"(?<!\w)(?:överklag\w+|överpröv\w+|laglighetspröv\w+|allmän domstol|tingsrätt\w*"
    r"|ansök\w+ om rättelse)(?!\w)"
)

#: Beginning of a condition inside a sentence.
CONDITION_FRONT = re.compile(
    r"^(?:\W|\d)*(?:[a-zåäö]+ ?[.:] )?(?:om|när|då|vid|ifall|i de fall|i det fall|för det fall|så snart|därest"
    r"|efter|trots|har|är|kvarstår|uteblir|saknas|åtgärdas|rättas|följs|rättar|visar|bryter|fullgör|lämnar"
    r"|inkommer|upprepas|inträffar|missköter)(?!\w)"
)
CONDITION_BACK = re.compile(
    r"(?<!\w)(?:om(?= (?:\w+ ){0,6}?(?:inte|är|har|bristen|fel|anordnaren|leverantören"
    r"|utföraren|det|åtgärdsplanen|rättelse|e|huvudmannen|omständigheterna|någon|kraven|villkoren"
    r"|förutsättningarna))|när|vid|då|ifall|i de fall|i det fall|för det fall|efter(?= (?:upprepade|två|tre"
    r"|en) ))(?!\w)"
)
CONDITION_SUBJECT = re.compile(
    r"^(?:\W|\d)*(?:[a-zåäö]+ ?[.:] )?(?:brister|fel|avvikelser|händelser|överträdelser|misstänk\w*|försäljning"
    r"|en \w+|den som|(?:allvarliga?|mindre|väsentliga?|upprepade|bristande) \w+)(?!\w)"
)
