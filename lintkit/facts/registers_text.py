"""Words by which texts speak of register extracts and company proofs: patterns for lower-cased text, no reading."""

from __future__ import annotations

import re

from lintkit import lazy

NUMBER = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12, "fjorton": 14, "femton": 15, "arton": 18, "tjugo": 20, "tjugofyra": 24, "trettio": 30,
    "sextio": 60, "nittio": 90, "hundratjugo": 120, "ett halvt": 0.5, "ett och ett halvt": 1.5,
}  # fmt: skip
_NUM = r"(?P<number>\d{1,3}|" + "|".join(sorted(NUMBER, key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>(?:arbets|kalender|var)?dag(?:ar)?|dygn|veck(?:a|or)|månad(?:er)?|mån|kvartal|halvår|år)"
SPAN = rf"{_NUM}[ -](?:\(\d+\) )?{_UNIT}(?!\w)"

#: Shapes of a greatest age, each "{S}" a number with its unit: "högst tre månader gammalt", "inte äldre än ett år".
_AGE_SHAPES = (
    r"(?:högst|max(?:imalt|\.)?|upp till|inte mer än|mindre än|som mest|yngre än|inom|tidigast) {S}(?: (?:gam(?:mal|la)\w*|innan|före|tidigare|bakåt|dessförinnan))",
    r"(?:som )?(?:inte|ej|aldrig) (?:\w+ ){0,2}äldre än {S}",
    r"(?:inte|ej) (?:ha |är |vara )?(?:utfärda|utskriv|hämta|daterat?|tag)\w* (?:mer än|för mer än|tidigare än) {S}",
    r"(?<=vara )(?:högst|max(?:imalt|\.)?|som mest) {S}(?=\s*(?:[.,;)]|$))",
    r"(?<!\w)yngre än {S}(?! (?:gam|än))",
    r"äldre (?:\w+ )?än {S} (?:godtas|godkänns|accepteras|gäller|tas emot|duger) (?:inte|ej)",
    r"äldre än {S} (?:ska|skall|får|kan) (?:inte|ej|avvisas|underkännas|lämnas utan)",
    r"(?:får|ska|skall|kan) (?:\w+ ){0,2}vara {S} gam(?:mal|la)\w*",
    r"(?:hämta|utfärda|ta|daterat?|utskriv|beställ)\w* (?:[\wåäö-]+ ){0,3}?tidigast {S} (?:före|innan)",
    r"(?:utfärda|daterat?|utskriv|tag|beställ)\w* (?:högst|inom|senast|som mest|som längst|som tidigast|tidigast) {S}(?: (?:innan|före|tidigare))?",
    r"(?:gäller|giltigt?|giltiga) (?:i |under )?(?:högst )?{S}",
    r"(?:giltighetstid|giltighet|ålder)\w* (?:\w+ ){0,2}?(?:av |på |är |om |uppgår till )(?:högst |max |maximalt )?{S}",
)
_NUMBERS = "|".join(sorted(NUMBER, key=len, reverse=True))
#: "under de senaste tolv månaderna", "det senaste halvåret", "från innevarande år".
_AGE_LATEST = (
    rf"(?:(?:under|inom|från|utfärda\w+|utskriv\w+|daterat?|tag(?:et|na|en)) (?:det|de) (?:(?P<numberA>\d{{1,3}}|{_NUMBERS}) )?sen(?:aste|ast)\w* (?:(?P<numberB>\d{{1,3}}|{_NUMBERS}) )?"
    r"(?:kalender|verksamhets|räkenskaps|budget)?(?P<unitA>dagarna|veckorna|månaderna|månaden|kvartalet|halvåret|året|åren)"
    r"|(?:från|under|daterat?|utfärda\w+) (?:i )?(?:innevarande|samma|föregående|pågående) (?:kalender)?(?P<unitB>år)"
    # "den som under de senaste fem åren har dömts": how far back a conviction counts is no paper's age
    r")(?!,? (?:(?:har|hade|inte|blivit|som) )*(?:döm|lagför|begå|varit|haft|gjort|bedriv|försatt|fått|ådöm))"
)


def _shapes() -> list[str]:
    """The shapes with groups of their own: a pattern names each group once."""
    spans = (SPAN.replace("?P<number>", f"?P<number{n}>").replace("?P<unit>", f"?P<unit{n}>") for n in range(99))
    return [shape.replace("{S}", span) for shape, span in zip(_AGE_SHAPES, spans, strict=False)]


#: No age at all: "hämtat samma dag som ansökan lämnas", "utfärdat på ansökningsdagen".
_AGE_NONE = (
    r"(?:hämta|utfärda|ta|daterat?|utskriv|beställ)\w* (?:ut )?"
    r"(?P<same>(?:på )?samma dag som|(?:på )?(?:själva )?(?:ansöknings|anbuds|avtals|prövnings|besluts|inlämnings)dagen)(?: [\wåäö]+){0,3}"
)
#: How old a paper may be.
AGE = lazy.compile(rf"(?<!\w)(?:{'|'.join(_shapes())}|{_AGE_LATEST}|{_AGE_NONE})(?!\w)")
#: What an age is not of a paper: convictions, references, experience "de senaste fem åren".
NOT_OF_PAPER = lazy.compile(
    r"(?<!\w)(?:döm\w+|brott\w*|domar?|skyldig\w*|referens\w*|erfarenhet\w*|konkurs\w*|lagför\w+|avtalsbrott\w*|anlita\w*|\w*garanti\w*|borgen\w*|försäkring\w*)(?!\w)"
    r"(?:(?!utdrag|intyg|bevis)[^.;])*$"
)
#: A paper that is asked for fresh without a measure still says something of its age.
AGE_VAGUE = lazy.compile(
    r"(?<!\w)(?:(?:ett |en )?(?:aktuell\w*|nytaget|nytagna|färsk\w*|nyligen utfärda\w+"
    r"|nyutfärda\w+) (?:\w*utdrag\w*|registreringsbevis\w*|kreditupplysning\w*|skatteintyg\w*|intyg\w*|bevis)"
    r"|(?:utdrag\w*|bevis\w*|intyg\w*|kreditupplysning\w*|handlingar\w*) (?:får inte vara för gam(?:mal|la)\w*|av (?:senare"
    r"|färskt) datum|(?:ska|skall|måste) vara (?:aktuell\w*|färsk\w*))"
    # "utdragen i akten ska vara aktuella", "utdrag och intyg i ärendet måste vara färska"
    r"|(?:register-?utdrag|utdrag|registreringsbevis|kreditupplysning)\w*(?: (?!inte\b|ej\b)[\wåäö]+){1,6}? (?:ska|skall|måste|bör) (?:alltid )?vara (?:aktuell|färsk|nytag|nyutfärda)\w*"
    r"|(?:utdrag|registreringsbevis|kreditupplysning)\w* ålder (?:avgörs|bedöms|bestäms|prövas)(?: [\wåäö]+){0,8})(?!\w)(?! för )"
)
#: Any age will do: "godtas oavsett utfärdandedatum", "äldre utdrag godtas".
AGE_OPEN = lazy.compile(
    r"(?<!\w)(?:(?:oavsett|oberoende av) (?:(?:utfärdande|utskrifts|utfärdelse)?datum\w*|(?:utfärdande|utskrifts)dag\w*|(?:dess|utdragets|bevisets|intygets|handlingens|handlingarnas|upplysningens) ålder"
    r"|(?:när|hur länge sedan|vilken dag|vilket datum) (?:(?:det|den|de|utdraget|beviset|intyget|handlingen|upplysningen) )?(?:är |har |blev )?(?:utfärda|utskriv|skriv|tag|hämta|beställ|daterat?)\w*"
    r"|hur gam(?:mal|la)\w*(?: \w+){1,2}? (?:är|hunnit bli))"
    r"|(?:godtas|godkänns|accepteras|duger) (?:\w+ )?(?:oavsett|oberoende av) ålder(?! (?:på|hos))"
    r"|spelar ingen roll (?:hur gam(?:mal|la)\w*|när|vilken dag|vilket datum) (?:utdrag|bevis|intyg|handling|upplysning|det|den|de)\w*(?: [^ .;:,]+){1,3}"
    r"|(?:utdrag|bevis|intyg|handling|upplysning)\w*s (?:ålder|datum|utfärdandedatum) (?:saknar betydelse|har ingen betydelse|spelar ingen roll)"
    r"|(?:av|från|med) vilket datum som helst|hur gam(?:mal|la)\w* som helst|(?:godtas|godkänns|accepteras) utan (?:någon )?(?:tids|ålders)gräns"
    r"|gör (?:inget|ingenting) (?:om|att) (?:utdrag|bevis|intyg|upplysning|handling)\w* är gam(?:mal|la)\w*"
    r"|(?:även |också )?äldre (?:\w*utdrag|\w*intyg|\w*bevis|handlingar) (?:godtas|godkänns|accepteras|duger|får (?:visas|lämnas|användas))(?! (?:inte|ej|aldrig|än|om|bara|endast))"
    r")(?!\w)"
)
#: The same said of any paper, where the text around it asks for a register extract or a proof of the company.
AGE_LOOSE = lazy.compile(
    r"(?<!\w)(?:(?:(?:\w*utdrag|handling|papper|dokument|intyg|bevis|upplysning|underlag)\w* )?(?:får|ska|skall|bör|måste) (?:inte|ej) (?:\w+ ){0,2}?vara (?:för|alltför) gam(?:mal|la)\w*"
    r"|(?:som |vilket )?(?:inte|ej) (?:är|får vara) (?:för|alltför) gam(?:mal|la)\w*"
    r"|(?:som )?(?:är|ska vara|skall vara|måste vara|bör vara) (?:\w+ )?(?:färsk\w*|aktuell\w*|nytag\w+|nyutfärda\w+|uppdaterad\w*)(?: som möjligt)?(?=[.,;:]|$| (?:vid|när|och))"
    r"|(?:ett |en )?(?:dags|sprillans)?(?:färsk\w*|nytag\w+|nyutfärda\w+) (?:\w+ ){0,2}?(?:\w*utdrag|handling|papper|intyg|bevis|dokument)\w*"
    r"|nyligen (?:utfärda|tag|hämta|beställ|utskriv)\w*|av (?:senare|färskt|nyare|sent|aktuellt) datum"
    r"|så (?:ny|nytt|nya|aktuell\w*|färsk\w*) som möjligt|i (?:nära |omedelbar )?(?:anslutning|närhet) till (?:ansökan|anbud)\w*(?= (?:utfärda|tag|hämta))"
    r"|i så nära (?:anslutning|närhet) till (?:\w+ ){1,4}som möjligt"
    r"|(?:utfärda|tag|hämta|beställ|utskriv)\w* (?:i (?:nära |omedelbar )?anslutning till|inom rimlig tid|kort (?:tid )?(?:före|innan)|en kort tid)(?: [^ .;,]+){0,3})(?!\w)"
)
#: A column of papers to be handed in.
PAPER_COLUMN = lazy.compile(
    r"underlag|handling|bevis|intyg|dokument|utdrag|^\W*(?:vad|krav|kontroll|vad som (?:visas|kontrolleras|lämnas))\W*$"
)
#: A cell under such a heading says how old the row's paper may be.
AGE_COLUMN = lazy.compile(r"färskhet|ålder|aktualitet|giltighet|(?:får|ska) vara (?:högst|max)|utfärda|äldst")
AGE_CELL_VAGUE = lazy.compile(
    r"\W*(?:så )?(?:aktuell\w*|färsk\w*|ny|nytt|nya|nytag\w+|nyligen|senaste|rimlig\w*|(?:inte|ej) (?:för )?gam\w+|av (?:senare|färskt) datum)(?: [\wåäö]+){0,3}\W*$"
)
#: The text itself says that the check is made once.
ONCE_SAID = lazy.compile(
    r"(?<!\w)(?:(?:detta |det |kontrollen |kontroll |utdrag(?:et)? )?(?:kontrolleras|görs|prövas"
    r"|visas|lämnas|krävs|sker|hämtas|genomförs) (?:bara |endast )?(?:en (?:enda )?gång|vid ett (?:enda )?tillfälle)(?! (?:per|om|i|varje|under))(?:, [^.;]{3,40})?"
    r"|(?:nytt )?(?:utdrag|kontroll|prövning)\w* (?:begärs|görs|krävs|visas|behövs|behöver) (?:inte|ej) (?:igen"
    r"|på nytt|om|förnyas|upprepas|göras om|visas (?:igen|på nytt))"
    r"|(?:\w*utdrag|handling|intyg|bevis|kontroll|prövning|uppgift)\w*[^.;]{0,60}? (?:behöver|ska|behövs|krävs|måste) (?:då |därefter |sedan |senare )?(?:inte|ej) (?:lämnas|visas|ges|göras|förnyas|upprepas|hämtas|tas)(?: (?:in|upp))? ?(?:på nytt|igen|om|ånyo|en gång till|flera gånger)"
    r"|(?:någon |ytterligare |ingen )(?:ny |ytterligare )?(?:kontroll|prövning|registerkontroll) (?:görs|sker|behövs|krävs)(?: (?:inte|ej|därefter))?"
    r"|(?:kontrolleras?|prövas?|granskas?|visas?|lämnas?|hämtas?|inhämtas?|görs|sker|krävs|begärs|behövs|efterfrågas) (?:endast|bara|enbart) (?:en gång|vid|i samband med|inför|när|före) [^.;,]{3,40}"
    r"|kontrollen (?:görs|sker|utförs) (?:endast |bara )?(?:vid|i samband med) (?:ny)?anställning\w*"
    # in other orders of words: "görs ingen ny kontroll", "någon ny prövning sker inte", "upprepas inte"
    r"|(?:görs|sker|genomförs|utförs|företas|krävs|begärs|behövs|hämtas|inhämtas|lämnas|visas) (?:därefter |sedan |det |dock |då |normalt |i övrigt )*(?:ingen|inget|inga|inte någon|inte något|inte några) (?:ny|nytt|nya|fler|ytterligare|förnyad|förnyat|förnyade) (?:[\wåäö]+ )?(?:\w*kontroll|\w*prövning|\w*utdrag|\w*granskning)\w*(?: (?:så länge|under|efter|förrän|om inte)(?: [^ .;,]+){1,4})?"
    r"|(?:någon )?(?:ny|nytt|nya|ytterligare|förnyad|förnyat|förnyade) (?:\w*kontroll|\w*prövning|\w*utdrag|intyg|bevis|förnyelse)\w*(?: [^ .;,]+){0,3}? (?:görs|sker|begärs|krävs|behövs|visas|lämnas|inhämtas|hämtas) (?:inte|ej)(?: (?:så länge|under|efter|vid|förrän)(?: [^ .;,]+){1,3})?"
    r"|(?:\w*kontroll|\w*prövning|\w*utdrag)\w* (?:inte|ej) (?:görs om|förnyas|upprepas|omprövas)|därefter (?:inte|ej|aldrig)(?=\s*[.;,]|\s*$)"
    r"|(?:prövar|kontrollerar|granskar) (?:[\wåäö]+ ){0,2}?(?:[\wåäö]*(?:ägar|ledning|lämplighet|utdrag|vandel|skuld|skatt|personal|bolag|företag|huvudm|styrels|regist)[\wåäö]* )(?:[\wåäö]+ ){0,2}?en (?:enda )?gång(?! (?:per|om|i|varje|under))(?:, (?:vid|när|före|inför) [^.;,]{3,40})?"
    r"|(?:någon )?förnyelse (?:görs|sker|begärs|krävs|behövs) (?:inte|ej)"
    r"|(?:kontroll|prövning|utdrag|prövas)\w*(?: [^ .;]+){0,7}? (?:förnyas|upprepas|omprövas|görs om) (?:inte|ej)(?: (?:så länge|under|efter|vid|förrän)(?: [^ .;,]+){1,3})?"
    r"|(?:behöver|ska|skall|måste) (?:inte|ej) (?:förnyas|upprepas|göras om|göra (?:om )?det igen)(?: förrän(?: [^ .;,]+){1,4})?"
    r"|behöver (?:inte|ej) (?:visa|lämna) (?:upp |in )?(?:något )?(?:nytt|nya|ytterligare|fler) \w*utdrag"
    r"|behöver (?:nya|nytt|ny|något nytt)(?: \w+)? (?:inte|ej) (?:lämnas|visas|ges in|begäras)"
    r"|(?:registerkontroll|(?:lämplighets|ägar|lednings|vandels)prövning|\w*utdrag)\w*(?: [^ .;,]+){0,3}? (?:är giltig\w*|gäller|räknas) (?:tills vidare|under hela|för hela|hela|så länge)(?: [^ .;,]+){0,3}"
    r"|(?:behövs|krävs|lämnas|visas) (?:inte|ej) (?:vid|inför|under|efter) (?:omprövning|förlängning|förnyelse|avtalstid|kontraktstid|godkännandetid|auktorisationstid)\w*)(?!\w)"
)

#: Criminal records: words that name the register, the extract or the check.
RECORD = lazy.compile(
    r"(?<!\w)(?:(?:\w+- och )?(?:belastnings|misstanke)regist\w*|register-?utdrag\w*|registerkontroll\w*"
    r"|polis(?:ens )?regist\w*|(?:brotts|straff|kriminal)regist\w*"
    r"|regist\w* över (?:\w+ )?(?:brott\w*|straffade|dömda)|polisutdrag\w*|utdrag\w* (?:ur|från|hos) (?:polis\w*|rikspolis\w*)(?: register)?"
    r"|utdrag ur (?!kronofog|bolags|närings|skatte|aktie|handels|förenings|folkbok)(?:\w+ )?regist(?:er|ret|eret)(?!\w)(?! över (?!(?:\w+ )?(?:brott|straff|döm)))|polisens utdrag\w*|(?:relevanta|aktuella|berörda|tillämpliga) register)"
)
#: The noun phrase that asks for the extract: what a finding about its kind points at.
EXTRACT = lazy.compile(
    r"(?<!\w)(?:utdrag\w* (?:ur|från|hos) (?:(?:polisens|det|brotts|straff|kriminal|belastnings|misstanke|polis"
    r"|rikspolis|den|de)\w*(?:- och \w+)?(?: register\w*)?)"
    r"|register-?utdrag\w*|polisutdrag\w*|registerkontroll\w*|utdrag\w*)"
)
WEAK = lazy.compile(r"(?<!\w)(?:utdrag\w*|registerkontroll\w*)(?!\w)")
UNNAMED = lazy.compile(
    r"(?<!\w)(?:(?:relevanta|aktuella|berörda|tillämpliga) register|regist\w* över (?:\w+ )?(?:brott\w*|straffade|dömda)"
    r"|utdrag ur regist(?:er|ret|eret)(?!\w)(?! över)|polisens utdrag\w*|polisens register"
    r"|polisregist\w*|(?:brotts|straff|kriminal)regist\w*|(?:ett )?utdrag från polis(?:en"
    r"|myndigheten)(?! \w*(?:regist))|polisutdrag\w*)"
)
BELASTNING = lazy.compile(r"belastningsregist|belastnings- och misstankeregist")
MISSTANKE = lazy.compile(r"misstankeregist")

#: The right of access to one's own personal data is also called "registerutdrag", and security vetting has its own
#: register check; neither is a suitability check.
OTHER_WORLD = lazy.compile(
    r"dataskydd|gdpr|de registrerade|samtycke|personuppgift(?!er om brott)|artikel 15|den registrerade"
    r"|rätt (?:att (?:\w+ ){0,3}?(?:få|begära)|till) (?:ett |så kallat )?registerutdrag|registrerades|registerförteckning|säkerhetsskydd|säkerhetspröv|säkerhetsklass"
    r"|begäran om (?:ett )?registerutdrag (?:ska |skall )?(?:besvara|handlägg|hantera|skicka|görs|ställ|lämnas till)\w*"
    r"|socialregist|patientregist|journal(?:utdrag|system)"
)

#: An authority gets the data from the police itself, as the ordinance (1999:1134) lets it.
FETCHED_BY_AUTHORITY = lazy.compile(
    r"(?:kommunen|nämnden|myndigheten|förvaltningen|enheten|handläggaren|vi) (?:hämtar|inhämtar) (?:\w+ )?(?:själv|uppgift)|hämtar (?:\w+ )?själv|hämtar uppgifter"
    r"|uppgift\w*(?: [^ .;,]+){0,4}? (?:hämtas|inhämtas) (?:\w+ )?från polis"
)

#: What a sentence beside the demand has when it goes on about the check, and not about training, lists or contracts.
ON_CHECK = lazy.compile(
    r"utdrag\w*(?!\w| (?:ur|från) (?!(?:\w+ )?(?:\w*regist|polis|rikspolis|kronofog|skatt)))|regist(?!rering)|kontroll|pröv|gäller (?:\w+ )?(?:även|också)|(?<!\w)krav|detsamma|samma|ostraff|vandel|brott|dömd|dömt|straff"
    r"|omfatta\w*(?!\w| av (?!\w*(?:krav|kontroll|pröv|bestämm|samma|detta|det|villkor|regl)))|visa upp (?:ett )?(?:motsvarande|sådan)"
    r"|skatt|skuld|intyg om|lämplighet|(?<!\w)(?:den som )?inte (?:visar|lämnar)|räcker|i ?stället|motsvarande"
)
#: How a sentence begins that goes on about what the one before it was about.
GOES_ON = lazy.compile(
    r"(?:\W|\d)*(?:(?:det|den|de)(?= (?:ska|skall|får|måste|bör|kan|är|gäller|har|visas|lämnas|behöver)(?!\w))|detta|dessa|denna|får|ska|skall|högst|äldre|någon|nytt|ny|därefter|sker|görs|sedan|(?:handling|papp|original|kopi|intyg|bevis|dokument|uppgift)\w*)(?!\w)"
)
#: An age in a sentence of its own is the extract's where the sentence names a paper, or nothing else before it.
AGED = lazy.compile(
    r"utdrag|regist|(?<!\w)(?:intyg|bevis|handling|papper|dokument|underlag|original|kopi|ålder|giltighet|kontroll)\w*|(?<!\w)(?:det|den|de|detta|dessa|denna|dem)(?!\w)"
    r"|upplysning|kredit|utfärda|utskriv|daterat"
)

#: "Skicka med ett registreringsbevis", "Visa upp ett utdrag": what plain language says for a duty.
IMPERATIVE = lazy.compile(
    r"(?:\W|\d)*(?:skicka|lämna|bifoga|visa|ta|ladda|ge|sänd|lägg) (?:också |även |då |oss |alltid )*(?:med|in|upp|fram)(?!\w)"
)

#: Verbs by which an extract is asked for, shown or fetched.
SHOWING = lazy.compile(
    r"(?<!\w)(?:(?:upp)?vis(?:a|as|ar|at|ats|ades|ade)|lämna\w*|inlämna\w*|beg[äa]r\w*|begäras|inhämta\w*"
    r"|hämta\w*|bifoga\w*|kontroller\w*|registerkontrollera\w*|intyga\w*|krävs?|kräver|omfattas|redovisa\w*"
    r"|inkom\w*|presentera\w*|skicka\w*|styrk\w*|förete\w*|inge(?:s|r)?|(?:bi|åt)?foga\w*|sänd\w*|ladda\w*|medfölj\w*|ingå\w*|överlämna\w*|tillhandahåll\w*|(?:ta|ha)(?:r)? med|säkerställ\w*|garanter\w*|försäkra\w*|godta\w*|godkän\w*|efterfråga\w*|genomgå\w*|genomför\w*|accepter\w*|räcker|tillräcklig\w*|duger|ersätt(?:s|as)|bekräfta\w*|(?:utför\w*|göra|gör|vidta) (?:en )?registerkontroll|ge in|ges in|ordna|beställ\w*|ta(?:r"
    r"|s)? (?:in|fram)|tar|sker|görs|göras)(?!\w)|(?:ska|skall|måste) (?:det )?finnas (?:ett )?(?:\w+ )?(?:register)?utdrag"
)

#: Being without crime, or fit, said of a person; and the ways in which that is to be made certain.
CLEAN = lazy.compile(
    r"(?<!\w)(?:ostraffad\w*|(?:inte|ej|aldrig|ingen|inga)(?: [\wåäö]+){0,4}? (?:dömts?|dömda?|lagförts?|lagförda?) (?:\w+ )?för"
    r"|(?:får inte|inte) (?:ha|vara) (?:dömts?|dömda?)|(?:god|otadlig) vandel|vandel\w*|tala\w* (?:e?mot) \w+ lämplighet"
    r"|(?:visa|styrka|intyga) (?:sin|deras) lämplighet)(?!\w)"
)
VOUCHING = lazy.compile(
    r"(?<!\w)(?:(?:upp)?visa(?:s|r)? att|styrk\w+|intyga\w*|försäkr\w+|sanningsförsäkr\w*|förvissa\w*|kontrollera(?:s|r)?"
    r"|kontrollen|säkerställ\w*|(?:visa|styrka|intyga) (?:sin|deras) lämplighet)(?!\w)"
)

LAW = lazy.compile(
    r"(?<!\w)(?:\d+ ?[a-z]? §§? (?:\w+ stycket )?)?(?:lag(?:en)? \((?:2013:852|2010:479|2007:171|2026:43"
    r"|2026:44|1998:620|1998:621|2000:873)\)(?: om [\wåäö, ]{5,90}?(?=[.;,]| ska| och be|$))?"
    r"|(?:2|25) kap\. ?\d+ ?[a-z]? §(?: (?:i )?skollagen(?: \(2010:800\))?)?|skollagen(?: \(2010:800\))?"
    r"|lagen om belastningsregister)"
)
LAW_NUMBER = lazy.compile(r"\((\d{4}:\d+)\)|(?<!\w)(skollagen)")

KIND = lazy.compile(
    r"begränsa[td]\w* (?:register)?utdrag\w*|(?:full(?:ständig|t)\w*|samtliga uppgifter|alla uppgifter"
    r"|kontroll av egna uppgifter|egna uppgifter|om egna)"
    r"|för arbete (?:inom|med|i) [\wåäö ]+|samma slags utdrag|(?:ur|enligt) (?:lag(?:en)? \(|\d+ kap)"
    r"|enligt (?:2 kap|skollagen|9 §)|skolformulär"
)
DELEGATED = lazy.compile(
    r"(?<!\w)(?:(?:kommunen|nämnden|beställaren|förvaltningen|respektive nämnd) (?:bestämmer|beslutar|anvisar|anger|avgör) (?:\w+ )?vilk(?:et|a) register\w*(?: utdrag\w*)?[^.;]{0,40}|(?:vilken|vilket|vad för) (?:form|variant|sorts|slags|typ)(?: av)? \w*utdrag\w*[^.;]{0,40}? (?:anges|framgår|bestäms|beslutas|avgörs|regleras|meddelas)[^.;]{0,50}"
    r"|(?:det|den|de) \w*utdrag\w* (?:som )?(?:kommunen|nämnden|beställaren|förvaltningen|respektive nämnd|handläggaren|chefen) (?:efterfrågar|begär|anvisar|önskar|bestämmer|kräver)"
    r"|(?:hur omfattande|vad) (?:register)?utdrag\w* ska \w+(?: \w+)? (?:anger|anges|bestämmer|bestäms"
    r"|beslutar|beslutas|framgår) [^.;]{3,70}|(?:typ(?:en)? av|vilken typ av|vilket slags|vilken sorts|vilka"
    r"|rätt sorts?|slag(?:et)? av|arten av|vilket)(?: \w+){0,2}? ?utdrag\w*[^.;]{0,60}?"
    r"(?:beslutas|bestäm\w+|framgår|anges|anvisas|avgörs|fastställs|regleras|beslutar|specificeras"
    r"|meddelas)(?: (?:av|i|på) [^.;,]{3,70})?(?: [^.;,]{3,50})?"
    r"|utdrag\w* (?:ska|skall) vara av (?:det|den) (?:slag|typ|sort) som [^.;,]{3,60}"
    r"|(?:av|i) (?:det|den) (?:slag|typ|sort|omfattning) som (?:kommunen|nämnden|beställaren|förvaltningen"
    r"|respektive nämnd) (?:anvisar|bestämmer|beslutar|anger|begär)"
    r"|(?:kommunen|nämnden|beställaren|förvaltningen) (?:får|kan|ska) (?:\w+ )?(?:bestämma|besluta|anvisa|ange) (?:om )?(?:vilken typ av|vilket slags"
    r"|vilka|vilket|vilken sorts) utdrag[^.;]{0,40}"
    r"|(?:kommunen|nämnden|beställaren|förvaltningen|respektive nämnd|varje nämnd) (?:anvisar|bestämmer"
    r"|beslutar om|beslutar|anger) (?:i [^.;,]{3,60}? )?(?:vilken typ av|vilket slags|vilka|vilket"
    r"|vilken sorts) utdrag[^.;]{0,60})"
)

HIRING = lazy.compile(
    r"(?<!\w)(?:i samband med (?:ny)?anställning\w*|(?:ny)?anställs|nyanställ\w+|(?:vid|före|innan"
    r"|inför) (?:en |varje )?(?:ny)?anställning\w*|erbjuds anställning"
    r"|(?:före|innan|senast) (?:den )?första arbetsdag\w*|(?:vid|inför) (?:ny)?rekrytering\w*|nya (?:ledare"
    r"|medarbetare|anställda)|som rekryteras|vid anställningstillfället"
    r"|(?:innan|när|före) (?:ett )?anställningsavtal\w*(?: (?:ingås|tecknas|undertecknas|skrivs))?|(?:vid|före|inför|i samband med|senast vid|innan) (?:\w+ )?tillträd\w+"
    r"|när (?:\w+ ){0,2}?(?:(?:ny)?anställs|anlitas|(?:ny)?rekryteras|börjar arbeta|börjar hos)|(?:på|före|innan) (?:den )?första (?:arbets)?dag\w*|vid anställningens (?:början|start|ingående)"
    r"|(?:vid|inför) (?:introduktion\w*|anställningsintervju\w*|intervju\w*))(?!\w)"
)
APPLYING = lazy.compile(
    r"(?<!\w)(?:i samband med att (?:\w+ )?ansökan \w+|när (?:auktorisation|godkännande|tillstånd)\w* (?:söks|beviljas|ges|meddelas)|(?:senast |först )?(?:när|då|innan|i samband med att|inför att) (?:\w+ )?(?:avtal|kontrakt|överenskommelse)\w* (?:\w+ )?(?:tecknas|tecknats|undertecknas|undertecknats|skrivs(?: under)?|ingås|ingåtts|sluts|träffas|signeras|börjar|startar)"
    r"|(?:vid|inför|före|i samband med|senast vid) (?:avtals|kontrakts)\w+|(?:vid|inför|före) (?:\w+s )?(?:uppstart|etablering|avtalsstart|kontraktsstart|driftsstart|verksamhetsstart)\w*"
    r"|i samband med (?:ansökan|ansökningen|anbud\w*|godkännande\w*|auktorisation\w*|upphandling\w*)|när (?:sökanden|utföraren|leverantören|anordnaren|bolaget|företaget|ni|du) (?:ansöker|godkänns|auktoriseras|antas)"
    r"|när (?:\w+ )?ansökan (?:om [\wåäö ]{3,40}? )?(?:prövas|görs|ges in|lämnas|behandlas|lämnats)"
    r"|(?:i|vid|med|till|inför) (?:själva )?ansökan|ansökan ges in|när ansökan\w* \w+|i anbudet|vid anbudet"
    r"|vid (?:ansöknings|anbuds|avtals|kvalificerings)\w+|vid godkännande\w*|vid auktorisation\w*"
    r"|innan avtalet? (?:undertecknas|tecknas|ingås)|före avtals\w+|vid prövning\w*)(?!\w)"
)
ON_REQUEST = lazy.compile(
    r"(?<!\w)(?:på (?:kommunens |nämndens |beställarens )?(?:anmodan|begäran|uppmaning|förfrågan)"
    r"|vid (?:anmodan|begäran|förfrågan)|om (?:kommunen|nämnden|beställaren|förvaltningen) begär det"
    r"|när (?:kommunen|nämnden|beställaren) (?:så )?begär(?: det)?)(?!\w)"
)
AGREED = lazy.compile(r"(?<!\w)(?:i samband med|vid) (?:ny)?anställning\w*(?!\w)")
BEFORE_START = lazy.compile(
    r"(?<!\w)(?:innan (?:arbetet|uppdraget|praktiken|anställningen|tjänstgöringen|uppgiften|\w+) (?:påbörjas"
    r"|börjar|startar|inleds|tillträds|får börja)|innan (?:de|den|han|hon|hen) (?:börjar|påbörjar|tillträder)\w*"
    r"|innan en ny person tillträder|vid (?:varje )?(?:byte|ändring|förändring)[^.;,]{0,40})(?!\w)"
)

RENEWAL = lazy.compile(
    r"(?<!\w)(?:årligen|årlig\w*|varje (?:kalender)?(?:år|halvår|kvartal|månad)|(?:en gång"
    r"|minst en gång) (?:per|om|i|varje) (?:\w+)?(?:år(?:et)?|halvår(?:et)?|kvartal(?:et)?)"
    r"|vart ?(?:annat|tredje|fjärde|femte) år|var (?:tolfte|sjätte|tredje|fjärde|adertonde|tjugofjärde) månad"
    r"|(?:när|efter) (?:tolv|sex|12|6|24) månader (?:har gått|från)"
    r"|kvartalsvis|halvårsvis|månadsvis|på nytt (?:varje|årligen|inom)|under \w+ månad varje år|(?:i"
    r"|under) (?:januari|februari|mars|april|maj|juni|augusti|september|oktober|november|december)"
    r"|förnyas|vid varje (?:tillsyn|uppföljning|uppföljningstillfälle))(?!\w)"
)
RENEWAL_MONTHS = (
    (lazy.compile(r"månadsvis|varje månad"), 1), (lazy.compile(r"kvartal|var tredje månad"), 3), (lazy.compile(r"halvår|sjätte månad|(?:sex|6) månader"), 6),
    (lazy.compile(r"vart ?annat år|24 månader|tjugofjärde"), 24), (lazy.compile(r"tredje år"), 36), (lazy.compile(r"femte år"), 60), (lazy.compile(r"fjärde år"), 48),
    (lazy.compile(r"år|tolfte månad|(?:tolv|12) månader|januari|februari|mars|april|maj|juni|augusti|september"
                r"|oktober|november|december"), 12),
)  # fmt: skip

OWNERS = lazy.compile(
    r"(?<!\w)(?:(?:del|majoritets)?ägar(?:e|en|na|krets\w*|- och ledning\w*)|styrelse\w*|ledningskrets\w*"
    r"|ledningen|företrädar\w+|\w* ?(?:väsentligt|bestämmande|betydande) inflytande|verkställande direktör\w*"
    r"|vd|firmateckn\w+|verksamhetschef\w*|verksamhetsansvarig\w*|ansvarig (?:person|för verksamheten)"
    r"|föreståndare\w*|nyckelperson\w*|driftansvarig\w*|ansvarig(?:a)? (?:person\w*|chef\w*)|(?:den|de) som (?:leder|styr|förestår|driver|företräder|sköter)|ledande \w+|befattningshavare|bolagsm[aä]n\w*|huvudm[aä]n\w*|sökanden?|(?:person(?:er)? i |i )kretsen"
    r"|personkrets\w*|pbi)(?!\w)"
)
STAFF = lazy.compile(
    r"(?<!\w)(?:\w*personal\w*|anställ(?:da|d|s|de)|inhyrd\w*|(?:de|den|alla|samtliga|dem) som (?:möter|arbetar|ska arbeta|utför|kommer i kontakt|vistas|söker arbete)|erbjuds anställning|nyanställ\w+|medarbetar\w*|\w*ledare"
    r"|handledare|\w*vikarie\w*|förare\w*|\w*assistent\w*|praktikant\w*|volontär\w*|lärare|barnskötare"
    r"|tränare)(?!\w)"
)
#: Managers who are not owners: a clause that names them but no owner leaves the owners outside.
MANAGER_ONLY = lazy.compile(
    r"(?<!\w)(?:ansvarig(?:a)? (?:person(?:er)?|för verksamheten|chef)|verksamhetschef\w*"
    r"|verksamhetsansvarig\w*|driftansvarig\w*|föreståndare\w*|platschef\w*|den som (?:leder|förestår|ansvarar för|sköter) (?:den dagliga )?(?:verksamheten|driften|arbetet|enheten))(?!\w)"
)
OWNER_ONLY = lazy.compile(
    r"(?<!\w)(?:(?:del)?ägare\w*|styrelse\w*|ledningskrets\w*|ägar\w*|(?:väsentligt"
    r"|bestämmande|betydande) inflytande|huvudm[aä]n\w*|firmateckn\w+)(?!\w)"
)

CONSEQUENCE = lazy.compile(
    r"(?<!\w)får (?:inte|ej|då inte) (?:anställas|anlitas|påbörja|arbeta|tas emot|utföra|börja|inneha|ingå"
    r"|fortsätta)|(?:avslås|avvisas|utesluts|vite)(?!\w)"
)
SHOWN_TO = lazy.compile(
    r"(?<!\w)(?:för|till) (?P<who>(?:\w+s )?(?:anordnaren|utföraren|leverantören|huvudmannen|arbetsgivaren"
    r"|kommunen|nämnden|handläggare\w*|avtalscontroller\w*|controller\w*|föreningen|rektorn?"
    r"|verksamhetschef\w*|beställaren|förvaltningen))(?!\w)"
)
NOTED = lazy.compile(r"(?<!\w)(?:anteckn\w+|noter\w+|dokumenter\w+|journalför\w+)[^.;]{0,120}")

#: What a statement in a bid or an application may be about, to stand for a proof.
GROUNDS = lazy.compile(
    r"uteslut|dömd|brott|skatt|skuld|konkurs|ägs av|huvudman|sanktionsförordning|näringsförbud|vandel|lämplig|ägar|personal|uppgifter enligt"
)
#: What is asked of the company, as against its people.
COMPANY = lazy.compile(
    r"skuld|kronofog|f-skatt|skatteverk|näringsförbud|kreditupplysning|betalningsanmärkning|bokslut|årsredovisning"
)

ACTIVITIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("skola", lazy.compile(r"förskol|fritidshem|pedagogisk omsorg|grundskol|gymnasie|skolan|skollag")),
    ("hvb", lazy.compile(r"(?<!\w)(?:hvb|hem för vård eller boende|stödboende|skyddat boende)")),
    ("lss_barn", lazy.compile(r"(?:lss|funktionsnedsättning|funktionshinder|korttid\w*|ledsag\w*"
                            r"|avlös\w*)[^.]{0,60}(?:åt|för|med|till) (?:barn|unga)|(?:barn|unga)[^.]{0,40}(?:enligt lss"
                            r"|funktionsnedsättning)")),
    ("hemmet", lazy.compile(r"hemtjänst|(?:insats\w*|arbete\w*) i (?:den enskildes )?hemmet|särskilt boende"
                          r"|vård- och omsorgsboende|äldreboende|korttidsboende|korttidsvistelse|boendestöd"
                          r"|personlig(?:a)? assisten|gruppbostad|servicebostad|serviceboende")),
    ("barn", lazy.compile(r"(?<!\w)(?:med|åt|möter|för|av) (?:direkt och regelbunden kontakt med )?(?:barn"
                        r"|minderåriga|unga|elever|personer under 18)|skolskjuts|kulturskola|under 18 år")),
)  # fmt: skip

#: What the register-check acts are for. 1998:620 and 1998:621 keep the registers and say nothing of activity.
LAW_ACTIVITY = {
    "skollagen": "skola", "2000:873": "skola", "2007:171": "hvb", "2010:479": "lss_barn", "2013:852": "barn",
    "2026:43": "hemmet", "2026:44": "kommunledning",
}  # fmt: skip
CHECK_LAWS = frozenset(LAW_ACTIVITY)
CHECK_LAW = lazy.compile(
    r"lag(?:en)? \((?:2013:852|2010:479|2007:171|2026:43|2026:44|2000:873)\)"
    r"|2 kap\. ?31 § skollagen|25 kap\. ?(?:2 a|10) § skollagen"
)


def cites_check_act(low: str) -> bool:
    """Whether a lower-cased sentence cites an act that compels or allows a register check."""
    return CHECK_LAW.search(low) is not None
