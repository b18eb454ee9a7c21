"""Words around sanctions: who decides, modal verbs, times, amounts, conditions; patterns for lower-cased text."""

from __future__ import annotations

from lintkit import lazy

#: Those who can decide for the municipality or the buyer. Contracts in construction call the buyer B.
DECIDER = lazy.compile(
    r"(?<!\w)(?:(?:(?!dess |om |hos )\w+s )?(?:\w*(?:nämnd(?:en|ens)?|utskott(?:et)?|chef(?:en)?|direktör(?:en)?"
    r"|handläggare(?:n)?|inspektör(?:en)?|controller(?:n)?|styrelse(?:n)?|fullmäktige|förvaltning(?:en)?"
    r"|enhet(?:en)?|myndighet(?:en)?|beställare(?:n)?|kommun(?:en|ens)?|region(?:en)?|aktör(?:en)?`?"
    r"|rektor(?:n)?|ordförande(?:n)?|uppdragsgivare(?:n)?|köpare(?:n)?))(?: för [\wåäö ]{3,40}?(?= (?:beslutar"
    r"|meddelar|håller|begär)))?"
    r"|vi|b|part(?:en)?(?= (?:får|har rätt|äger))|inera|delegat(?:en)?|inspektionen(?: för vård och omsorg)?|(?:\w+s )?\w*(?:avtals|kontrakts)(?:ansvarig|förvaltare)\w*|polismyndigheten(?= beslutar))(?!\w)"
)
#: Those against whom sanctions are taken: never the decider.
PROVIDER = lazy.compile(
    r"(?<!\w)(?:\w*(?:anordnare|utförare|leverantör|entreprenör|huvudm[aä]n|tillståndshavare|förening|sökande"
    r"|anbudsgivare|vårdgivare|konsult|bolag|näringsidkare|försäljare|medlem)(?:n|en|s|ns|ens|na|er|erna|ar"
    r"|arna)?"
    r"|ni|e|ue)(?!\w)"
)
DECIDES = lazy.compile(
    r"(?<!\w)(?P<who>[^.,;:]{1,70}?) (?:beslutar|fattar beslut|får besluta|ska besluta|kan besluta|meddelar"
    r"|har rätt att besluta) (?:om )?(?P<what>[^.;]{3,90}?)(?= när | om (?:det|\w+en|\w+et) | vid | innan "
    r"| sedan | efter |[.;]|$)"
)

DECIDED_BY = lazy.compile(r"(?P<what>[^.;]{3,90}?) (?:beslutas|meddelas|fattas|prövas) av (?P<who>(?:\w+s )?\w+)(?!\w)")

#: "Beslut enligt detta avsnitt", "beslut om påföljder": all of them.
_OF_SANCTIONS = r"(?: (?:enligt|i|om) (?:detta|det här|dessa|avsnitt\w*|kapitl\w*|tabell\w*|trappan|stegen|påföljd\w*|sanktion\w*|åtgärd\w*|\d)(?: \w+){0,3}?)?"

#: Who may use all the measures that follow: "åtgärder som styrelsen kan använda", "nämnden beslutar om sanktioner".
DECIDES_ALL = lazy.compile(
    r"(?<!\w)(?:åtgärder|påföljder|sanktioner|straff|ingripanden)(?:na)? (?:som )?(?P<who>\w+(?:n|en|et)) (?:kan|får|ska) (?:använda|besluta om|ta till|vidta|välja)"
    r"|(?<!\w)(?P<whom>\w+(?:n|en|et)) (?:beslutar|fattar beslut) om (?:samtliga |alla )?(?:sanktioner|påföljder|ingripanden|åtgärder)(?= (?:enligt|i) (?:detta|det här|trappan|\w*tabell\w*|följande|nedan\w*|stegen|ordningen|avsnitt|kapitl|dessa)|[.,]|$)"
    rf"|(?<!\w)(?:alla |samtliga )?beslut(?:en|et)?{_OF_SANCTIONS} (?:fattas|tas|meddelas|träffas) av (?P<by>(?:\w+s )?\w+)(?=\W|$)"
    rf"|(?<!\w)(?P<taker>(?:\w+s )?\w+(?: \w+)?) (?:fattar|tar|meddelar) (?:alla |samtliga )?beslut(?:en)?{_OF_SANCTIONS}(?=[.,;]|$)"
)

#: Personnel discipline is another world.
PERSONNEL = lazy.compile(
    r"(?<!\w)(?:disciplin\w*|medarbetar\w*|den anställde?s?|arbetstagar\w*|arbetsrättslig\w*"
    r"|lönesamtal|kollega\w*|chef(?:en)? och medarbetare|avsked\w*)(?!\w)"
)

MODAL = lazy.compile(
    r"(?<!\w)(?:ska|skall|måste|får|kan|bör|äger(?: \w+)? rätt(?:en)?(?: att)?|har rätt att"
    r"|har (?:\w+ )?rätt att|har rätt till|rätt att|är berättigad\w*(?: att)?|äger|förbehåller sig(?: rätten)?(?: att)?"
    r"|har (?:\w+ ){0,2}(?:möjlighet(?:en)?|befogenhet) att|står (?:det )?(?:\w+ )?fritt(?: att)?|riskerar)(?!\w)"
)

_NUM = (
    r"(?:\d[\d ]*|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|fjorton|femton|tjugo|trettio|fyrtio"
    r"|sextio|nittio)"
)
_UNIT = (
    r"(?:(?:arbets|kalender|var|bank)?dag(?:ar|en|ars)?|dygn|veck(?:a|or|ors)|månad(?:er|ers)?|timm(?:e|ar"
    r"|ars)|år|kvartal)"
)
TIME = lazy.compile(
    rf"(?<!\w)(?:(?:inom|senast|högst|längst|efter|om|på er"
    rf"|under)(?: \w+){{0,2}}? {_NUM} (?:\(\d+\) )?{_UNIT}(?: (?:från|efter|på er)[^.;,]{{0,60}})?"
    rf"|{_NUM} (?:\(\d+\) )?{_UNIT}"
    rf"|senast (?:den )?\d{{1,2}}(?: \w+)?|(?:samma|nästa|följande|påföljande) (?:arbets|var)?(?:dag|vecka"
    rf"|månad))(?!\w)"
)
#: Times that name no time.
VAGUE_TIME = lazy.compile(
    r"(?<!\w)(?:inom (?:en )?(?:angiven|utsatt|skälig|rimlig|lämplig|viss|föreskriven|given|bestämd|överenskommen"
    r"|anvisad|fastställd) (?:tid(?:splan)?|frist|tidplan)|(?:given|angiven) tids?plan"
    r"|(?:med )?en (?:viss )?tid för rättelse|snarast(?: möjligt)?|så snart (?:som )?(?:möjligt|det är möjligt"
    r"|det går)|utan (?:\w+ )?(?:dröjsmål|uppskov|uppehåll|fördröjning|tidsutdräkt)|omgående|skyndsamt"
    r"|omedelbart|(?<!gäller )(?<!gälla )(?<!löper )tills vidare(?! anställ)|^\W*(?:skälig|rimlig|lämplig) (?:tid|frist)(?=\W*$)"
    r"|inom (?:den |de )?(?:tid|frist)(?:er)? (?:som )?(?:parterna|beställaren|kommunen|nämnden|vi|handläggaren|\w+chefen)"
    r"(?: [^.;,]{3,70})?|annan tid som (?:parterna"
    r"|beställaren|kommunen)[^.;,]{3,40}|i tid(?= vidta)|vid nästa (?:lämpliga )?(?:sammanträde|möte"
    r"|uppföljning\w*|tillfälle)|(?:möjlighet|tillfälle) att (?:rätta|åtgärda|avhjälpa)(?: till)?(?: \w+)?"
    r"|till(?:s)? dess (?:att )?(?:annat beslutas|vidare|[^.;,|]{3,60}?(?:förbättrat?s|bättre|tillfredsställande|utretts|klarlagt?s))"
    r"|(?:när|sedan|till(?:s)? dess(?: att)?) \w+ (?:är utred\w+|har utretts|har klarlagts|är klarlag\w+)"
    r"|(?:när|så fort|så snart) (?:detta |det |så )?(?:kan ske|är möjligt|låter sig göras)|så fort (?:som )?möjligt"
    r"|(?:under |på |för )?ett tag(?: framöver| framåt)?|(?:under )?en tid(?: framåt| framöver)?(?= ?[.,]| ?$)|så länge (?:det|som|detta) (?:behövs|krävs|är nödvändigt|anses|bedöms)"
    r"|framgent|längre fram|i sinom tid|i framtiden|inom kort|inom (?:en )?(?:kortare|nära|närmaste|snar) \w+|med det snaraste|utan omgång"
    r"|(?:in)?till(?:s)? dess (?:att )?(?:vi|\w*nämnden|kommunen|beställaren) (?:är|känner|bedömer|anser|finner)[^.;,]{3,40}"
    r"|i avvaktan på (?:klarläggande|utredning\w*|besked|vidare \w+|annat)|efter (?:överenskommelse|hand|behov|omständigheterna)|när (?:det passar|tiden medger|tillfälle ges)"
    r"|(?:inom|efter) (?:den |en )?tid som (?!anges|framgår|satts|har (?:satts|angetts)|följer)(?:kommunen|nämnden|beställaren|vi|handläggaren|\w+chefen)?[^.;,]{3,40}"
    r"|när bristen senast ska vara (?:åtgärdad|avhjälpt)"
    r"|trots (?:upprepade? )?(?:uppmaning\w*|påtalande\w*|påpekande\w*|tillsägelse\w*|anmodan|påminnelse\w*))(?!\w)"
)
AMOUNT = lazy.compile(
    r"\d[\d  .]*,?\d* ?(?:kr(?:onor)?|sek|%|procent|tkr|miljon\w*|prisbasbelopp)(?!\w)"
    r"|(?<!\w)(?:en|två|tre|fem|tio|ett halvt|ett|halva) (?:procent|prisbasbelopp|promille)"
    r"|enligt (?:\w+ )?(?:taxa|prislista|bilaga|tabell)"
)

#: What shows that a step follows when the one before did not help.
NOT_HELPED = lazy.compile(
    r"(?<!\w)(?:kvarstår|uteblir|uteblivit|har inte (?:\w+ )?(?:följts|avhjälpts|åtgärdats|rättats|skett|lett)"
    r"|inte (?:\w+ )?(?:följs|följts|avhjälp\w+|åtgärda\w+|rätta\w+|skett|lett|kompletterat|vidta\w+)"
    r"|åtgärdas inte|rättas inte|följs inte|sker (?:inte|ej)|efter (?:en |två |tre )?(?:varning\w*|rättelse\w*"
    r"|erinran)|trots)(?!\w)"
)
FOLLOW_UP = lazy.compile(
    r"(?<!\w)(?:följs? upp|följas upp|godkänn(?:er|as|s)|upphör när"
    r"|tills? (?:dess )?(?:att )?|kontrollera\w*|omprövas)(?!\w)"
)
DIRECT = lazy.compile(
    r"(?<!\w)(?:direkt (?:till|återkall\w+|häv\w+)|(?:steg|§§|sanktioner)[^.;]{0,40} behöver (?:då )?inte"
    r"|utan (?:att )?(?:föregående|dessförinnan)|omedelbar verkan|omedelbart (?:häv|återkall|upphör)"
    r"|oavsett (?:tidigare )?steg)"
)
HEARING = lazy.compile(
    r"(?<!\w)(?:yttra sig|yttrande|höras?|hörts|kommunicer\w+|tillfälle att (?:bemöta|svara"
    r"|yttra)|få del av underlaget|25 § förvaltningslagen)(?!\w)"
)
APPEAL = lazy.compile(
    r"(?<!\w)(?:överklag\w+|överpröv\w+|laglighetspröv\w+|allmän domstol|tingsrätt\w*"
    r"|ansök\w+ om rättelse)(?!\w)"
)

#: Verbs by which a condition tells what has happened or not.
_HAPPENS = (
    r"har|är|kvarstår|uteblir|saknas|saknar|åtgärdas|åtgärdar|rättas|rättar|följs|följer|visar|visas|bryter|fullgör|lämnar"
    r"|inkommer|upprepas|upprepar|inträffar|missköter|uppfyller|avhjälps|avhjälper|brister|underlåter|åsidosätter|vägrar"
    r"|försätts|konstaterar|konstateras|framkommer|upptäcks|upptäcker|hittar|misstänks|misstänker|uppstår|uppkommer|finns"
    r"|finner|leder|räcker|efterkommer|begår|fullgörs|utförs|levereras|överskrids|missbrukar|återkallas|hävs|upphör|sker"
    r"|görs|betalas|rör|handlar|agerar|överlåter|efterlevs|accepteras|godkänns|anser|bedömer|framstår|drabbas|skadas|skulle|blir|lever|upphör"
    r"|stämmer|fungerar|tappar|förlorar|får|kommer|hamnar|redovisas|redovisar|anmäls|dröjer|beter|håller|använder|används|tar"
    r"|lyckas|klarar|löper|vill|ändras|ändrar|uppträder|deltar|medverkar|samarbetar|räcker|avviker|försummar|eftersätter|uppgår"
)
#: A verb before its subject opens a condition whatever the verb: "Tappar vi förtroendet ...", "Löper samarbetet inte ...".
_INVERTED = r"(?!\w*(?:ningar|elser|heter|ioner|orer) )[a-zåäö]{3,}[rs] (?:inte |det |ni |du |vi |någon |något |\w{3,}(?:en|et|erna|arna|na) )"
#: Beginning of a condition at the head of a sentence.
CONDITION_FRONT = lazy.compile(
    r"^(?:\W|\d)*(?:[a-zåäö]+ ?[.:] )?(?:om|när|då|vid|ifall|i de fall|i det fall|för det fall|för den händelse|i händelse av|så snart|så länge|därest|såvida|på grund av|till följd av"
    rf"|med anledning av|i samband med|sedan|i (?:\w+ )?(?:\w+ )?fall(?:en)?|efter|trots|{_HAPPENS})(?!\w)"
    rf"|^(?:\W|\d)*{_INVERTED}"
)
#: Beginning of a condition further in.
CONDITION_BACK = lazy.compile(
    rf"(?<!\w)(?:om(?= (?:[\w.]+ ){{0,6}}?(?:inte|bristen|fel|det|någon|ni|vi|{_HAPPENS})(?!\w))"
    r"|när(?! (?:det|så) gäller)|vid|då|ifall|i de fall|i det fall|för det fall|för den händelse|i händelse av|därest|såvida|på grund av|till följd av|medan"
    r"|efter(?= (?:upprepade|två|tre|en|tredje|andra) ))(?!\w)"
)
CONDITION_SUBJECT = lazy.compile(
    r"^(?:\W|\d)*(?:[a-zåäö]+ ?[.:] )?(?:brister|fel|avvikelser|händelser|överträdelser|misstänk\w*|försäljning"
    r"|en \w+|den som|(?:\w+ )?\w{4,} (?:som|vars)(?= )|\w{3,}(?:are|ag|örer|öreningar) med(?= )|(?:allvarliga?|mindre|väsentliga?|upprepade|bristande) \w+)(?!\w)"
)
