"""Words by which texts ask that a person be shown fit or without crime and name no register: patterns, no reading."""

from __future__ import annotations

from lintkit import lazy

_PAPER = (
    r"(?:\w*utdrag(?:et|en)?|(?:\w+)?intyg(?:et|en)?|bevis(?:et)?|handling(?:en|ar|arna)?|papper(?:et|en)?|pappren"
    r"|dokument(?:et|ation|ationen)?|underlag(?:et)?|besked(?:et)?|utlåtande\w*|(?:skriftlig\w* )?uppgifter|upplysning(?:ar)?)"
)
_POLICE = r"(?:\w* )?polis(?:en|ens|myndigheten|myndighetens)?"
#: What a fit person is said to be; crime counts only where it is denied.
_GOOD = (
    r"(?:vandel\w*|skötsam\w*|ostraffad\w*|oförvitlig\w*|hederlig\w*|straffri\w*|laglydig\w*|redbar\w*|ohederlig\w*"
    r"|pålitlig\w*|(?:fri|fria) från (?:brott\w*|belastning\w*|kriminal\w*)|(?:utan|fläckfritt?) förflutet|fläckfri\w*)"
)
_NO_CRIME = (
    r"(?:inte|ej|aldrig|ingen|inga|inget|utan|saknar?)(?!\w)[^.;:]{0,60}?(?<!\w)(?:(?:begå\w*|gjort sig skyldig\w*|skyldig\w* till|misstänkt\w* för|åtala\w* för|fälld\w* för|domar? för|tidigare|registrerad\w* för|anteckning\w* om)"
    r"(?: [\wåäö]+){0,4}? \w*brott(?:et|en|slighet)?(?!\w)|döm(?:d|da|ts|t)(?!\w)(?: för \w+)?|straffad\w*|lagförd?\w*|lagföring\w*|lagöverträd\w*|brottslighet(?!\w)"
    r"|(?:anmärkning|prick|belastning|anteckning)\w* (?:i|hos) (?:\w+ )?(?:polis|regist|brotts)\w*|polisregist\w*"
    r"|förekom\w* i (?:\w+ )?(?:register\w*|polis\w*))"
)
#: A paper asked for by what it shows: "handling som visar att ledningen är skötsam", "intyg om vandel".
PAPER = lazy.compile(
    rf"(?<!\w)(?:en |ett )?{_PAPER}(?: (?:som|varav|där|av vilket|av vilka|vilken|vilket|om|på|över|rörande|angående|avseende|gällande|kring|utvisande|att|eller|och|,"
    rf"|från|av|hos|ur|utfärda\w+|annan|annat))?[^.;:]{{0,60}}?(?<!\w)(?:{_GOOD}|{_NO_CRIME}|(?:sin|deras|personlig|(?:person|ledning|företrädar|ägar|sökande|chef|anställde|medarbetar|personal|styrelse|verksamhetschef)\w*s) lämplighet)(?!\w)(?: för (?:\w+ )?brott\w*)?"
    r"|(?<!\w)(?:vandels|lämplighets|skötsamhets|ostraffbarhets|hederlighets)(?:intyg|bevis|handling)\w*"
)
#: A paper asked for by its issuer alone.
FROM_POLICE = lazy.compile(
    rf"(?<!\w)(?:en |ett )?(?!yttrande|uppgift|upplysning){_PAPER} (?:från|av|hos|utfärda\w+ av|utställ\w+ av) {_POLICE}(?!\w)(?! (?:om (?:anmälan|händelse)|enligt))"
)
_SEE_TO = r"(?:visa(?:s|r)?|styrk\w+|bevisa\w*|bekräft\w+|säkerställ\w*|förvissa\w* sig|försäkra\w*(?: sig)?|se(?:r)? till|tillse(?:r)?|kontroller\w*|garanter\w*|ansvara\w* för|svara(?:r)? för|intyga\w*)"
#: The employer or the company is to see to it, nobody says how: "försäkra sig om att personalen är ostraffad".
ASSURED = lazy.compile(
    rf"(?<!\w){_SEE_TO} (?:om )?(?:för \w+ )?att [^.;:]{{0,70}}?(?<!\w)(?:{_GOOD}|{_NO_CRIME})(?!\w)"
    rf"|(?<!\w)(?:vandel|hederlighet|skötsamhet|ostraffbarhet|oförvitlighet|redbarhet)(?:en|s|ens)? (?:ska|skall|bör|måste|kan|får) (?:\w+ )?(?:styrkas|visas|intygas|bevisas|dokumenteras|kontrolleras|prövas|säkerställas)(?: (?:med|genom|av) \w+)?"
)
#: One's word in place of a paper: "försäkrar på heder och samvete att ingen uteslutningsgrund föreligger".
SWORN = lazy.compile(
    r"(?<!\w)(?:(?:försäkr|intyg)\w* (?:\w+ ){0,3}?(?:på )?heder och samvete|(?:egen |egen|sannings)försäkran|(?:försäkrar|intygar|bekräftar) genom (?:att )?(?:inlämn|ingiv|avgiv|lämna)\w*(?: av)?(?: anbud)?)(?!\w)"
)
#: One's own account: "redogöra för sin bakgrund", "styrka sin vandel på sätt som beställaren anvisar".
ACCOUNT = lazy.compile(
    r"(?<!\w)(?:(?:på (?:förfrågan|begäran|anmodan|uppmaning) )?(?:kunna )?(?:styrk\w+|redogör\w*|redovis\w+|bekräft\w+|bevis(?:a|as|ar)|intyg(?:a|as|ar)|dokumentera\w*"
    r"|berätta\w*|visa(?:s|r)?(?: upp)?|uppvisa\w*) (?:om |för |på )?(?:sin|sina|sitt|deras|personens|personernas|god|gott|hela sin)(?: \w+)?"
    r" (?:vandel|bakgrund|förflutna|skötsamhet|laglydnad|hederlighet|ostraffbarhet|oförvitlighet|personliga lämplighet)"
    r"(?: på (?:det )?(?:ett )?(?:\w+ )?sätt (?:som )?\w+ (?:\w+ )?(?:anvisa\w*|bestäm\w*|finner|anger|godta\w*|önskar|begär|godkänn\w*)(?: \w+)?)?)(?!\w)"
)
#: A check that everyone means something by and nobody has described.
CHECK = lazy.compile(
    r"(?<!\w)(?:(?:person|bakgrunds|vandels|lämplighets|skötsamhets)(?:kontroll|koll|prövning|undersökning)(?:en|er|erna|ar|as|ade|ad|at|erade?|eras)?|(?:vandels|lämplighets|bakgrunds)(?:prövad|kontrollerad|granskad)\w*"
    r"|(?:kontroller|granska|pröva|undersök)\w* (?:avseende|för|mot|vad gäller|när det gäller|i fråga om|med avseende på) (?:tidigare |eventuell )?(?:brott\w*|vandel\w*|kriminal\w*|lagöverträd\w*)"
    r"|bakgrundskontrollera\w*|(?:kontroll|slagning|sökning|kontrolleras?|slås|kontrollerad\w*|granska\w*|prickfri\w*) (?:\w+ )?(?:hos|mot|genom|via) (?:polis(?:en|myndigheten)?)"
    r"|(?:utan anmärkning\w*|godkän\w+|okej|prickfri\w*|ren\w*) (?:hos|i|enligt|av) polis\w*"
    r"|godkän\w+ (?:register(?:kontroll|utdrag)|polisutdrag|belastningsregister)\w*)(?!\w)"
)
#: A cheap look: without one of these stems the patterns above find nothing.
HINT = lazy.compile(
    r"vandel|skötsam|ostraff|oförvit|hederlig|straff|laglyd|redbar|pålitlig|polis|brott|dömd|döm[ts]|lagför|anmärkning|fläckfri|förflut"
    r"|heder|egenförsäkran|sanningsförsäkran|genom (?:att )?(?:inlämn|ingiv|avgiv|lämna)|prick|bakgrund|lämplighet|godkän|belastning|personkontroll"
)
#: What has to do with crime but asks nobody to be shown fit.
NOT_FITNESS = lazy.compile(
    r"polisanmäl|brottsanmäl|visselblås|misstanke om brott|misstänker|misstänkt\w* (?:brott|fusk|händelse)|försäkringsbolag|skadeanmäl|brottsoffer|brottsförebygg"
    r"|kamerabevak|personuppgift|journal|avtalsbrott|kontraktsbrott|lokalens lämplighet|produkt|jäv\b|stöld|inbrott|elev\w* bakgrund|kulturell|språk\w* bakgrund|prövning av elev|sökt?e?r? till utbildning"
)

#: Groups that two readers draw differently, named where people are to be checked.
OPEN_GROUP = lazy.compile(
    r"(?<!\w)(?:(?:(?:även|också) )?(?:berörd\w?|relevant\w?|aktuell\w?|ansvariga|ledande|vissa|övriga|andra|viktig\w?|central\w?|betrodda|utvalda|behöriga|närmast ansvariga|tongivande|inblandade)"
    r"(?: (?:ledande|viktiga|centrala|ansvariga|inflytelserika))? (?:person(?:er|erna|al|alen|algrupper)?|befattning\w*|chefer(?:na)?|medarbetare|anställda|funktionär\w*|ledare|företrädare|aktörer|individer|tjänstemän"
    r"|medverkande|roller|funktioner|nyckel\w+|beslutsfattare|intressenter|delägare)(?: (?:som|med|inom|i|hos) [^.;:,]{3,50}?(?= (?:ska|skall|visar|måste|bör|får|lämnar|kan|prövas|omfattas|kontrolleras)(?!\w)|[.;:,]|$))?"
    r"|(?:(?:även|också) )?(?:andra|övriga|alla|samtliga|de|den|dem|någon|personer|personal|var och en|envar)(?: andra)? som (?:i övrigt |annars |på annat sätt |på olika sätt |ofta |mycket |mer än tillfälligt |tillfälligt(?:vis)? |stadigvarande |nära |ibland )*"
    r"(?:vistas|kommer i kontakt|rör sig|uppehåller sig|finns i närheten|kan påverka|har inflytande|har (?:ett |något )?bestämmande över|bedöms|anses|figurerar|är involvera\w+|är inblandad\w*|har (?:mycket|nära|viss) kontakt)(?: (?!ska\b|skall\b|måste\b|bör\b|visar\b|får\b|lämnar\b)[^ .;:,]+){0,6}"
    r"|(?:den|de|dem) som (?:faktiskt |i praktiken |huvudsakligen |ytterst )?(?:leder|styr|sköter|förestår|håller i|basar över)(?: (?!ska\b|skall\b|måste\b|bör\b|visar\b|får\b|lämnar\b)[^ .;:,]+){0,4}"
    r"|(?:(?:alla|samtliga) )?(?:medarbetare|anställda|personal) som (?:i övrigt |annars |ofta |mycket |tillfälligt |nära )*(?:kommer i kontakt|rör sig|uppehåller sig|finns i närheten)(?: (?!ska\b|skall\b|måste\b|bör\b|visar\b|får\b|lämnar\b)[^ .;:,]+){0,4}"
    r"|(?:den|de|personer|någon) som har (?:ett |det )?(?:betydande|stort|visst|reellt|faktiskt|störst|största|särskilt) (?:inflytande|ansvar)(?: (?!ska\b|skall\b|måste\b|bör\b|visar\b|får\b|lämnar\b)[^ .;:,]+){0,4}"
    r"|(?:de|den|personer|personal|chefer) som (?:kommunen|nämnden|leverantören|utföraren|anordnaren|beställaren|förvaltningen) (?:bedömer|anser|pekar ut|utser|väljer|önskar)(?: (?!ska\b|skall\b|måste\b|bör\b|visar\b|får\b|lämnar\b)[^ .;:,]+){0,4}"
    r"|(?:personer|övriga|andra) med (?:insyn|inflytande|ansvar)(?: (?!ska\b|skall\b|måste\b|bör\b|visar\b|får\b|lämnar\b)[^ .;:,]+){0,4}"
    r"|(?:andra|övriga) vuxna(?! (?:i (?:hushållet|hemmet|familjen|bostaden)|som (?:bor|är folkbokförd)|boende))(?: (?:som|i|på|inom|vid|kring) [^ .;:,]+(?: [^ .;:,]+){0,4}?)?(?= (?:ska|skall|måste|bör|visar|lämnar|omfattas|kontrolleras|prövas|ombeds)(?!\w))"
    r"|(?:andra|övriga) som (?:hjälper till|deltar|medverkar|är med|följer med|bidrar|engagera\w+)(?: [^ .;:,]+){0,4}?(?=(?: (?:också|även|alltid))? (?:ska|skall|måste|bör|visar|lämnar|omfattas|kontrolleras|prövas|ombeds)(?!\w))"
    r"|(?:personer|de|alla) som har (?:en |ett )?(?:viktig|central|betydande|betydelsefull|ledande|tongivande)\w* (?:roll|funktion|position|ställning|uppgift)(?: (?:i|inom|för|hos) [^ .;:,]+)?"
    r"|(?:folk|människor|personer|alla|de|dem) (?:som (?:(?:du|ni) har|finns|är|rör sig) )?(?:runt|kring|runtomkring|omkring) (?:dig|er|verksamheten|barnen|bolaget|företaget)(?=(?: (?:också|även|alltid))? (?:har visat|har lämnat|ska|skall|måste|bör|visar|lämnar|omfattas|kontrolleras|prövas|ombeds)(?!\w))|(?:(?:dina|era|sina) närmaste(?: (?:män|medarbetare|medhjälpare))?|(?:andra|övriga|alla) inblandade)(?=(?: (?:också|även|alltid))? (?:ska|skall|måste|bör|visar|lämnar|omfattas|kontrolleras|prövas|ombeds)(?!\w))"
    r"|nyckelperson\w*|nyckelfunktion\w*|personer i (?:ledande|central|betrodd)\w* ställning"
    r"|[^.;:,]{3,50} i den (?:mån|utsträckning|omfattning) (?:som )?\w+ (?:anser|finner|bedömer|önskar|så (?:önskar|begär))(?: [^.;:,]{2,30})?)(?!\w)"
)
_COMPANY_S = r"(?:leverantör|utförar|anordnar|bolag|företag|förening|huvudman|sökande|verksamhet|organisation|anbudsgivar|entreprenör|tillståndshavar|stiftelse|arbetsgivar)"
#: The head of a company as a body: which of its people, two readers answer differently.
OPEN_LEADERS = lazy.compile(
    rf"(?<!\w)(?:(?:några |alla |samtliga )?(?:företrädare|representanter|ansvariga) (?:för|hos|i) (?:den |det )?{_COMPANY_S}\w*"
    rf"|{_COMPANY_S}\w*s (?:högsta |närmaste |hela )?(?:ledning|ledningsgrupp|ledningspersoner|företrädare|representanter|chefer|ansvariga)(?:en|na)?"
    r"|(?:företags|bolags|förenings|verksamhets)?ledningen(?= (?:ska|skall|måste|bör|visar|lämnar|har visat|har lämnat)(?!\w))|(?<=av )(?:företags|bolags|förenings|verksamhets)?ledningen(?=[.,;]|$)"
    rf"|(?:ledningen|ledningsgruppen) (?:för|i|hos) (?:den |det )?{_COMPANY_S}\w*)(?!\w)(?! ?\(|,? (?:det vill säga|dvs|d\.v\.s|såsom|varmed|enligt \d|som anges i|med vilk))"
)
#: Words that say which people they are.
LEADERS_TOLD = lazy.compile(
    r"(?<!\w)(?:styrelse\w*|(?:del)?ägare\w*|suppleant\w*|verkställande|vd|firmateckn\w*|prokurist\w*|bolagsm[aä]n\w*|procent|personkrets\w*|7 kap\. 1 § första)(?!\w)"
)
#: Other people than those just named, asked when it so happens: two measures of who must.
OTHERS_AT_TIMES = lazy.compile(
    r"(?<!\w)(?:annan|övrig|andra|övriga) (?:personal|medarbetare|anställda|personer)(?= (?:[\wåäö]+ ){1,8}?(?:i förekommande fall|vid behov|i tillämpliga (?:fall|delar)|när det (?:behövs|är lämpligt|är motiverat)|om det behövs))"
)
#: A cheap look for open groups, and what must be near one: people being tested, or shown fit.
GROUP_HINT = lazy.compile(
    r"utdrag|regist|vandel|prövas|prövning|kontroll|bakgrund|lämplighet|ostraff|brott|skötsam|polis"
)
TEST_PLACE = lazy.compile(
    r"ägar|ledningsprövning|lämplighet|registerutdrag|registerkontroll|vilka prövas|vem ska prövas|personkrets|vandel|bakgrund"
)
CHECKED = lazy.compile(
    r"(?<!\w)(?:(?:register)?kontrolleras|bakgrundskontroll\w*|vandel\w*|utdrag\w*|\w*registerutdrag\w*|registerkontroll\w*|lämplighet\w*|ostraffad\w*|skötsam\w*)(?!\w)"
)
TESTED = lazy.compile(r"(?<!\w)(?:prövas|granskas|prövningen|omfattar)(?!\w)")
