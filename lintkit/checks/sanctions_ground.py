"""What a sanction's condition rests on, judged: words that weigh instead of measure, and conditions that name no event."""

from __future__ import annotations

from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.checks.sanctions_triggers import is_settled, said_by_others
from lintkit.facts import sanctions_text as words
from lintkit.facts.sanctions_clause import Provision, provisions
from lintkit.facts.sanctions_ground import SOFT, alternatives, is_anchored
from lintkit.language import bounds

_NOUN = (
    r"\w*(?:brist|avvikelse|fel|överträdelse|missförhållande|försummelse|förseelse|händelse|avsteg|försening|oordning|problem|klagomål"
    r"|brott|åsidosättande|fall|situation|förhållande|anmärkning|uppgift|rapport|omständighet|skäl|omfattning|utsträckning|mån|grad|slag"
    r"|art|karaktär|beskaffenhet|natur|betydelse|vikt|mått|sätt|hänseende|avseende|läge|misskötsel|misskötsamhet|bemanning|kvalitet)(?:en|er|erna|et|ar|arna|n|na|s)?"
)
_FAILURE = (
    r"(?:brist|avvikelse|överträdelse|fel|förseelse|missförhållande|oegentlighet|misskötsel|försummelse|felaktighet|missbruk)"
    r"(?:en|er|erna|et|ar|arna|n|na)?"
)
#: Adjectives and adverbs that grade, whatever they stand before.
_GRADE = (
    r"(?:allvarlig|allvarsam|grov|grövre|svår|svårare|ringa|smärre|obetydlig|oväsentlig|betydande|betydlig|väsentlig|avsevärd|påtaglig|märkbar"
    r"|lindrig|omfattande|flagrant|graverande|systematisk|oacceptabel|oacceptabl|bekymmersam|besvärande|uppenbar|undermålig|bristfällig|otillräcklig|otillfredsställande"
    r"|otillbörlig|oskälig|olämplig|oseriös|ovillig|vårdslös|oaktsam|ovarsam|oansvarig|illojal|osund|tvivelaktig|dålig|nöjaktig|acceptabel|medgörlig|känslig|skamlig|bekymmersamma|allvarsamma|grav|anmärkningsvärd|klandervärd|alarmerande|oroande|oroväckande|djupgående|genomgripande|rejäl|beaktansvärd|nämnvärd)"
    r"(?:are|ast|aste|t|a|e|en)?"
)
_WEIGHS = lazy.compile(
    rf"(?<!\w)(?:(?:inte |ej |icke |mer |mindre |mycket |alltför |särskilt |synnerligen )?{_GRADE}(?! \w*(?:uppföljning|granskning|läge|konsekvens|kontroll|arbet|åtgärd))(?: {_NOUN}(?!\w))?"
    rf"|(?:mer|mindre|större|stora?|små|enklare|värre|sämre|vissa?) {_NOUN}"
    rf"|(?:annan|annat|andra|övrig|övriga|övrigt) {_FAILURE}"
    r"|(?:ordningsproblem|oordning|oreda|misskötsel|misskötsamhet|skötsamhet|vanskötsel|slarv|försumlighet|lämplighet|tillförlitlighet)(?:en|et)?(?: (?:i|med|kring|av|på) \w+)?"
    r"|(?:inte|ej) (?:\w+ ){0,2}?(?:förväntad|önskad|utlovad|rimlig|god|godtagbar|tillräcklig|avsedd|acceptabel|hög)\w* (?:\w*kvalitet|standard|nivå|klass|skick|service|resultat|effekt)\w*"
    r"|(?:omständighet|skäl)\w* (?:som )?är (?:\w+ )?(?:förmildrande|mildrande|ömmande|särskilda|synnerliga)|(?:förmildrande|mildrande|ömmande) (?:omständighet|skäl)\w*"
    r"|(?:de |i )?(?:värre|värsta|svårare|grövre|enklare) fall(?:en)?|(?:mer|alltför|tillräckligt|särskilt) (?!än)[a-zåäö]{4,}(?:ande|iga?|iga|amma|am|lig|ligt)(?: \w+)?"
    r"|(?:inte |ej )?(?:helt|fullt ut|endast) (?:till(?:räck|freds)\w+|tillfälligt|nöj\w+)|fullt ut|mer än en bagatell|bagatell\w*"
    r"|i (?:något|flera|olika|vissa?|vissa) (?:\w+ )?(?:hänseenden?|avseenden?|delar)|på (?:ett )?(?:betydande|negativt|olämpligt|felaktigt|bristande|menligt|störande) sätt"
    r"|(?:av|till) (?:någon|viss|större|sådan|sådant|det|den|mindre|allvarlig\w*) (?:art|slag|slaget|karaktär|beskaffenhet|natur|betydelse|omfattning|mått|grad|dignitet|vikt)(?:en|et)?(?: att)?"
    r"|(?:är|vara|blir|bli|anses|bedöms|inte) (?:\w+ )?(?:till freds|nöjda?|missnöjda?|tillfredsställande|tillräcklig\w*|lämplig\w*|medgörlig\w*|samarbetsvillig\w*)"
    r"|(?:önskat|avsett|avsedd|acceptabelt|godtagbart?|tillfredsställande) (?:resultat|effekt|nivå|kvalitet|sätt|skick)"
    r"|(?:tillräcklig|acceptabel|godtagbar|nöjaktig) [a-zåäö]{5,}"
    r"|(?:saknar|brister i|bristande|brustit i|visar|visat) (?:bristande )?(?:vilja|förmåga|förutsättningar|lojalitet|intresse|respekt|omdöme|ansvar|samarbetsvilja)\w*"
    r"|(?:inte |ej )(?:längre )?(?:sköter|skött|sköts)(?: sig| sin| sitt)?(?: \w+)?|(?:inte )(?:lever|levt|når) (?:\w+ )?upp(?: till)?"
    r"|(?:vårt|kommunens|nämndens|beställarens)? ?förtroende(?:t)?(?: för \w+)?|lojalitet|anseende(?:t)?|värdegrund(?:en)?"
    r"|(?:i övrigt|annars(?= (?:är|behäft))|på annat sätt|av annan (?:orsak|anledning)|av andra skäl|på annan grund|därutöver) (?:är|inte|befinn|bryt|brust|behäft|miss|ska|visa|kan|uppträd|agera|handla|bete|förfar|förhåll)\w*(?: \w+)?"
    r"|(?:uppgifter|omständigheter|något|förhållanden|tecken|indikationer)(?: \w+)? (?:som )?(?:tyder på|talar (?:mot|för)|ger (?:skäl|anledning|fog)|antyder|föranleder)"
    r"|(?:det )?finns (?:fog|skäl|anledning)(?: för| till| att)?|(?:ger|ge|har|finner) (?:skäl|anledning|fog)(?: till| därtill| att| för)?"
    r"|(?:särskilda|synnerliga|sakliga|vägande|goda|starka) skäl|så (?:påkallar|kräver|önskar)|(?:visar|visa) sig (?:vara )?nödvändigt"
    r"|förändra\w* på ett sätt som|uppträder på ett sätt|till nackdel|sedan tillbaka|outredd?\w*|oklar\w*|befarad\w*|misstänkt\w*)(?!\w)"
)
_EXAMPLE = lazy.compile(r"(?:såsom|exempelvis|till exempel|t\.ex\.|bland annat) (?:\w+ )?$")
#: An indirect question: what a decision or a plan must tell, no condition.
_TELLS = lazy.compile(r"(?<!\w)(?:ange|anges|framgå\w*|redovisa\w*|innehålla?|beskriv\w*|visa)(?!\w)[^.;]*$")
_OWN_TERM = lazy.compile(
    r"märkbart? påverka|tillräckligt? (?:ingripande|skäl)|alltför ingripande|allvarlig sjukdom|försvårande|dröjsmål"
)


#: Looking more closely is no sanction.
_LOOKS = lazy.compile(r"granskning|uppföljning|tillsyn|kontroll|besök|samråd|information|underrätt")


#: What a breach is: the condition of every step that follows on one.
_AMOUNTS_TO = lazy.compile(
    r"(?<!\w)(?:avtalsbrott|kontraktsbrott|brist|avvikelse|överträdelse|fel)\w* (?:ska anses |anses |kan anses )?(?:föreligg\w+|är för handen|uppstår|har skett) (?:när|om|då)(?!\w)"
)
_MEASURE = lazy.compile(
    r"frångå|avsteg från|avvika från|åtgärd|ingrip|påföljd|sanktion|konsekvens|upphör|nekas?|vägra|steg(?!\w)|ansök"
)


def _takes_measures(given: Input, provision: Provision) -> bool:
    """Whether a sentence that names no step still does something to the one who has failed."""
    low = given.analysis.lower[provision.sentence.start : provision.sentence.end]
    if _AMOUNTS_TO.search(low):
        return True
    return provision.modality is not None and _LOOKS.search(low) is None and _MEASURE.search(low) is not None


def _only_reports(provision: Provision) -> bool:
    """Whether the act is a police report alone: suspicion is what the statute asks for."""
    return bool(provision.acts) and all(kind == "police_report" for kind, _ in provision.acts)


def _before(given: Input, provision: Provision, start: int) -> str:
    return given.analysis.lower[provision.sentence.start : start]


def weighs(given: Input) -> Iterator[Remark]:
    """A word in the condition that grades or appraises, whatever the words around it; other rules' findings left out."""
    for provision in provisions(given.analysis):
        if not provision.triggers or not (provision.acts or provision.whole or _takes_measures(given, provision)):
            continue
        taken: list[tuple[int, int]] | None = None
        for trigger in provision.triggers:
            for match in _WEIGHS.finditer(given.analysis.lower, trigger.start, trigger.end):
                start, end = match.span()
                if taken is None:
                    taken = said_by_others(given, provision)
                low = given.analysis.lower[provision.sentence.start : provision.sentence.end]
                local = start - provision.sentence.start
                if any(a < end and start < b for a, b in taken) or _OWN_TERM.match(low, local):
                    continue
                if _EXAMPLE.search(low[:local]) or (_TELLS.search(low[:local])) or _only_reports(provision):
                    continue
                reach = trigger.end - provision.sentence.start
                if is_settled(given, provision, start, end) or bounds.is_bounded(
                    low[:reach], local, end - provision.sentence.start, 60
                ):
                    continue
                taken.append((start, end))
                yield Remark(start, end)


def unanchored(given: Input) -> Iterator[Remark]:
    """A condition, or one of its alternatives, in which nothing can be looked up or shown: no event, demand, number,
    step or place. Silent where a word in it is remarked on already.
    """
    for provision in provisions(given.analysis):
        if not (provision.acts or _takes_measures(given, provision)) and not provision.whole:
            continue
        for trigger in provision.triggers:
            low = given.analysis.lower[trigger.start : trigger.end]
            for a, b in alternatives(low):
                part = low[a:b]
                if is_anchored(part) or not SOFT.search(part) or len(part.split()) < 4 or words.VAGUE_TIME.search(part):
                    continue
                start, end = trigger.start + a, trigger.start + b
                if _TELLS.search(low[:a]) or _TELLS.search(_before(given, provision, start)):
                    continue
                if any(x < end and start < y for x, y in said_by_others(given, provision)):
                    continue
                if any(m.start() < end for m in _WEIGHS.finditer(given.analysis.lower, start, end)):
                    continue
                if is_settled(given, provision, start, end):
                    continue
                yield Remark(start, end)
