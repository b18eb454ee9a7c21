"""Closed word classes of Swedish regulations: modal verbs, actors, limiters, headings; data, no judgement."""

from __future__ import annotations

import re

from lintkit import lazy


def _word(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


#: Words that oblige. All patterns in this module are for lower-cased text.
OBLIGES = _word(
    r"ska|skall|måste|åligger|ålägger|åläggs|svarar för|ansvarar för|förbinder sig|förpliktar sig|åtar sig"
    r"|är (?:skyldiga?|ansvariga?|förpliktade?)|har (?:ansvar|skyldighet|en skyldighet)|(?:du|ni|anordnaren|utföraren|leverantören|huvudmannen|föreningen) behöver|krävs|fordras|förutsätts"
)
FORBIDS = _word(
    r"(?:får|ska|skall|kan|bör|måste) (?:\w+ ){0,2}?(?:inte|ej|aldrig|inga|ingen|inget)|är förbjuden|förbjuds|är inte tillåt\w+"
)
PERMITS = _word(r"får|äger rätt|har rätt|kan|har möjlighet|äger|förbehåller sig|är berättigad\w*|är tillåt\w+")
ADVISES = _word(r"bör|borde|rekommenderas|förväntas|uppmanas|uppmuntras|strävar?|strävas|avser|försöker|hoppas")

#: Those who act in these documents. A sentence without a modal verb binds when one of them is its subject.
ACTOR = _word(
    r"(?:\w*(?:nämnd|anordnare|utförare|leverantör|entreprenör|vårdgivare|huvudm[aä]n|beställare|förvaltning|styrelse"
    r"|direktör|chef|handläggare|förening|förbund|bolag|myndighet|kommun|region|sökande|tillståndshavare|inspektör"
    r"|controller|samordnare|rektor|föreståndare|fullmäktige|personal|medarbetare|anställd|verksamhet|enhet|part"
    r"|biträde|medlem|aktör|ägare|företrädare|ledning|handledare|revisor|köpare|säljare|uppdragstagare|uppdragsgivare"
    r"|ledamot|ordförande|sjuksköterska|undersköterska|biståndshandläggare|kontaktperson|anbudsgivare))"
    r"(?:en|n|et|t|na|er|erna|ar|arna|or|orna|s|ns|ens|nas|ernas)?|den som|vi|ni|mas|mar|ivo|sas"
)

#: Anyone who can be told to do something: the actors, those served, and persons named by what they do.
AGENT = lazy.compile(
    ACTOR.pattern
    + r"|(?<!\w)(?:\w*(?:kund|brukare|deltagare|elev|vårdnadshavare|anhörig|närstående|konsult|team|tillverkare|näringsidkare|organ"
    r"|domstol|polis|innehavare|arbetsgivare|ledare|operatör|läkare|student|innehavare|kommitté|utskott|råd|mottagare|arrangör"
    r"|hyresgäst|hyresvärd|granskare|assistent|utvecklare|planerare|registrator|jurist|grupp|person|god man))"
    r"(?:en|n|et|t|na|er|erna|ar|arna|or|s|ns|ens|ernas|arnas)?(?!\w)|(?<!\w)(?:den enskilde|enskilda|du|man|ni|vi|hen|han|hon|de|alla|var och en)(?!\w)"
)

SECTION_PURPOSE = lazy.compile(
    r"^(?:\W|\d)*(?:bakgrund|syfte|ändamål|inledning|introduktion|förord|historik|sammanfattning|vision|värdegrund"
    r"|innehåll|läsanvisning|målgrupp|referens|källor|litteratur|ordlista|revisionshistorik|versionshistorik|kontakt"
    r"|om (?:detta|det här|dokumentet|den här|denna)|vad är|allmänt om|styrande dokument|lagstiftning|lagrum|nuläge"
    r"|omvärld|beskrivning av|presentation|läs mer|mer information|relaterade|definition|begrepp)"
)
SECTION_SANCTION = lazy.compile(
    r"sanktion|påföljd|hävning|häva|vite|avvikelser? och åtgärd|åtgärd(?:er)? vid|brister och|fel och brist|fel eller brist"
    r"|avtalsbrott|kontraktsbrott|förtida|återkall|avauktoris|återkrav|återbetalning"
    r"|(?:regler|villkor|krav|avtal)\w* inte (?:följs|uppfylls)|inte följ|ingripande|varning|prisavdrag|uteslut"
    r"|avstängning|intagningsstopp|åtgärdsplan|erinran|föreläggande|rättelse"
)
SECTION_ADVICE = lazy.compile(
    r"^(?:\W|\d)*(?:allmän\w* råd|råd|vägledning|kommentar|tips|vanliga frågor|frågor och svar|exempel)"
)
SECTION_QUALIFICATION = lazy.compile(
    r"krav på (?:sökande|anbudsgivare|leverantör|anordnare|utförare)|kvalificering|lämplighet|uteslutning|ägar|ledningsprövning"
    r"|behörighet|ekonomi och ledning|ledning och personal"
)

#: Acts that only make sense against the one who has failed a requirement.
SANCTION = _word(
    r"varning\w*|varna(?:s|r|t)?|vite(?:t|n|s)?|viten|vites\w+|avtalsvite\w*|hävning\w*|häva|hävs|häver|hävas|hävt|hävd|sägs upp|säga upp"
    r"|sägas upp|säger upp|uppsägning\w*|återkall(?:a|as|ar|ats|else\w*)|avauktoriser\w*|auktorisationen upphör|erinran"
    r"|föreläggande\w*|föreläggs|förelägga|intagningsstopp\w*|placeringsstopp\w*|beläggningsstopp\w*|prisavdrag\w*|avdrag\w*"
    r"|innehåll(?:as|s|a|er) (?:\w+ )?(?:ersättning|betalning)\w*|hålla inne|hållas? inne|hålls inne"
    r"|återkrav\w*|återkräv\w*|kräv\w* tillbaka|återbetal\w*|utesluter|uteslut(?:a|as|en|s|na|ning)|uteslutning\w*|stäng(?:s|as|a|er) av|avstängning\w*"
    r"|sanktion\w*|påföljd\w*|skadestånd\w*|omedelbart? upphörande|polisanmäl\w*"
    r"|rättelse (?:ska|skall) (?:ske|vidtas)|(?:begär|begära|kräva|krav på|vidtar|vidta|anmodan om) rättelse"
    r"|(?:nämnden|kommunen|beställaren|förvaltningen) (?:\w+ ){0,2}?(?:vidta|vidtar|besluta om) (?:lämpliga?|nödvändiga?|erforderliga?) åtgärd\w*"
    r"|verksamhetsförbud\w*|sanktionsavgift\w*|ersättningen (?:kan |får |ska )?(?:reduceras|sänks|sänkas|minskas)"
)

LIMITER = _word(
    r"senast|inom|högst|minst|lägst|max|maximalt|som mest|som minst|tidigast|under|efter|varje|var|vart|per|i högst"
    r"|över|mer än|minimum|överstig\w+|understig\w+|uppgå\w* till|om|i"
)
NUMBER = (
    r"(?:\d[\d .,]*|halv(?:t|a)?|ett?|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|fjorton|femton|tjugo|tjugofyra"
    r"|trettio|fyrtio|fyrtioåtta|sextio|nittio|hundra)"
)
UNIT = (
    r"(?:(?:arbets|vard|kalender|bank|helg)?dag(?:ar|en|s)?|dygn|veck(?:a|or|an)|månad(?:er|en|ers)?|kvartal(?:et)?|halvår(?:et)?|år(?:et|s)?"
    r"|timm(?:e|ar|en)|minut(?:er)?|gång(?:er|en)?|procent|%|kronor|kr|prisbasbelopp|poäng|personer|plats(?:er)?|barn|tillfällen|stycken|st)"
)
