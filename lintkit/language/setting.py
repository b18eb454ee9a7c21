"""What the words around a match make of it: a question asked, a power given, a field to fill in, an equivalent that
the law demands. Knows wording alone; which rules ask is their own business.
"""

from __future__ import annotations

import re

from lintkit import lazy

_QUESTION = lazy.compile(r"(?P<word>om|när|huruvida) (?:det|så|detta|behov(?:et)?)(?!\w)")
_QUESTION_AROUND = lazy.compile(
    r"(?<!\w)(?P<word>om|när|huruvida) (?:det|detta) (?:är|vore|blir|kan vara|bedöms vara|anses) $"
)
#: "när" asks only after these; elsewhere it says at what time.
_ASKED_WHEN = lazy.compile(r"(?:bedöm\w*|avgör\w*|beslut\w*)\s*$")
#: What asks, right before its question: "bedömer om det är lämpligt".
ASKED = lazy.compile(
    r"(?:bedöm\w*|undersök\w*|avgör\w*|kontrollera\w*|fråga\w*|besked|pröva\w*|prövning\w*|ställning till|utred\w*|beslut\w*"
    r"|(?<!\w)se|veta|reda på|oavsett|även|diskutera\w*|berätta\w*|information\w*|överväg\w*|kartlägg\w*|klargör\w*|klarlägg\w*"
    r"|fastställ\w*|(?<!\w)tveka\w*|osäker\w*|oklart|(?<!\w)kolla\w*|(?<!\w)efterhör\w*|(?<!\w)stäm\w* av|analysera\w*|ta upp"
    r"|utvärdera\w*|(?<!\w)testa\w*|verifiera\w*|motivera\w*|(?<!\w)visa\w*)\s*$"
)
#: The same verbs with somebody or some way named in between: "undersöka tillsammans med kunden om det är möjligt att ...".
_ASKED_FAR = lazy.compile(
    r"(?<!\w)(?:bedöm\w*|undersök\w*|avgör\w*|kontrollera\w*|pröva[rst]?|utred\w*|reda på|överväg\w*|diskutera\w*)"
    r" (?:[^\s,.;:]+ ){1,6}$"
)


def is_asked(sentence: str, start: int, end: int) -> bool:
    """Whether the words at `start:end` of a lower-cased sentence open an indirect question ("utreda om det är möjligt
    att ..."), or are what it asks; it reserves nothing. "om möjligt" without a clause of its own never does.
    """
    question = _QUESTION.match(sentence, start) or _QUESTION_AROUND.search(sentence, max(0, start - 40), start)
    if question is None:
        return False
    before = sentence[max(0, question.start() - 110) : question.start()]
    if question["word"] == "när":
        return _ASKED_WHEN.search(before) is not None
    if ASKED.search(before):
        return True
    return sentence[end : end + 5] == " att " and _ASKED_FAR.search(before) is not None


_NEED = lazy.compile(r"beho[vf]|behöv")
_POWER = r"(?:får|kan|(?:äger rätt|(?:har|(?:ska|skall) ha) (?:rätt|möjlighet)|är berättigad)(?=,? att))(?!\w)"
#: Whose right is a power; anybody else's right is somebody's duty.
_AUTHORITY = lazy.compile(
    r"(?<!\w)(?:\w*(?:nämnd|kommun|region|beställar|förvaltning|myndighet|styrelse|handläggar|ledningsaktör)\w*|vi)(?!\w)"
)
#: The power before the need, within one clause; or after it: "Vid behov får nämnden begära ...".
_POWER_BEFORE = lazy.compile(
    rf"(?<!\w)(?P<modal>{_POWER})(?P<between>(?:(?!(?<!\w)(?:och|eller|samt|men|om|som|där|så|för|endast|enbart|bara|inte|ej|aldrig|annat)(?!\w))"
    r"[^.;:()])*)$"
)
_POWER_AFTER = lazy.compile(rf",? (?P<modal>{_POWER})(?! (?:\w+ )?(?:endast|enbart|bara|inte|ej|aldrig)(?!\w))")
_DUTY = lazy.compile(
    r"(?<!\w)(?:(?:ska|skall)(?! ha (?:rätt|möjlighet),? att)|måste|bör|åligger|förbinder|åtar|ansvarar|krävs|förutsätts)(?!\w)"
)
_INFINITIVE = lazy.compile(r"(?:,? [^\s,.;:]+){0,5}?,? [a-zåäö]{2,}(?:a|as|å|ås)(?!\w)")
#: How far before the need its power and its subject are looked for.
_REACH = 200
#: Those whose own powers the municipality's conditions are there to limit.
_PRIVATE = lazy.compile(
    r"(?<!\w)(?:\w*anordnar|\w*utförar|\w*leverantör|entreprenör|huvudm[aä]n|\w*förening|bolag|vårdgivar|\w*biträde)\w*(?!\w)"
)


def is_power(sentence: str, start: int, end: int) -> bool:
    """Whether "vid behov" and the like at `start:end` of a lower-cased sentence only say when somebody may use a power
    ("Nämnden får vid behov begära ..."): no duty hangs on the need. A limit ("får bara vid behov") is no such case, nor
    is a power of the private party, which the conditions are there to limit.
    """
    if not _NEED.search(sentence, start, end) or _DUTY.search(sentence):
        return False
    if power := _POWER_BEFORE.search(sentence, max(0, start - _REACH), start):
        rest = power["between"].rstrip() + sentence[end : end + 80]
    elif power := _POWER_AFTER.match(sentence, end):
        rest = sentence[power.end() : power.end() + 80]
    else:
        return False
    if power["modal"] not in ("får", "kan") and not _AUTHORITY.search(
        sentence, max(0, power.start() - _REACH), power.start()
    ):
        return False
    if _PRIVATE.search(sentence[max(0, power.start() - 60) : power.end() + 30]):
        return False
    # "får" is also "receives": a power has a verb after it
    return power["modal"] != "får" or _INFINITIVE.match(rest) is not None


_IN_CASE = lazy.compile(r"tillämplig|aktuell|förekommande|relevant")
_FILL_IN = lazy.compile(
    r"\)?[,:]? (?:ange|fyll|bifoga|beskriv|skriv|lista|kryssa|markera|uppge|motivera|specificera|namnge|välj|bocka)(?!\w)"
)
_LABEL_LONGEST = 9
_DEMANDS = lazy.compile(r"(?<!\w)(?:ska|skall|måste|bör|får|kan)(?!\w)")


def is_form_field(sentence: str, start: int, end: int, label: bool) -> bool:
    """Whether "om tillämpligt", "i förekommande fall" and the like at `start:end` of a lower-cased sentence belong to a
    form: they tell the one who fills it in that the field may stay empty ("Om tillämpligt, ange underleverantör:").
    `label` tells whether the sentence stands in a table cell.
    """
    if not _IN_CASE.search(sentence[start:end]) or _DEMANDS.search(sentence):
        return False
    if _FILL_IN.match(sentence, end) and not re.search(r"\w", sentence[:start]):
        return True
    short = len(sentence.split()) <= _LABEL_LONGEST
    bracketed = sentence[:start].endswith("(") and sentence[end : end + 1] == ")"
    return short and (sentence.rstrip().endswith(":") or (label and bracketed))


#: What can be named by a standard, a mark or a make.
_THING = (
    r"(?:\w*standard\w*|norm(?:en|er)?|\w*certifi\w+|\w*märk(?:e|et|en|ning\w*|t|ta)|\w*ledningssystem\w*|ackrediter\w*|fabrikat\w*|varumärk\w*"
    r"|\w*specifikation\w*|\w*provning\w*|protokoll\w*|\w*plattform\w*|\w*gränssnitt\w*|programvar\w*|ramverk\w*|\w*klassificering\w*"
    r"|kvalitetssystem\w*|\w*metod(?:en|er|ik)?|\w*process(?:en|er)?|modell(?:en|er)?|\w*typ(?:en|er)?|licens\w*|\w*system(?:et|en)?|filformat\w*|\w*produkt(?:en|er)?)"
)
#: Marks and schemes known by name.
_MARK = (
    r"(?:svanen\w*|bra miljöval|eu[- ]?(?:blomman|ecolabel)|ecolabel|fairtrade\w*|krav-?(?:märk\w*|certifi\w*|godkän\w*)|tco|energy star|epeat"
    r"|fsc|pefc|msc|asc|emas|byggvarubedömning\w*|sundahus|basta|möbelfakta|nyckelhål\w*|prince2|itil|pdf/a|\w+-märk(?:t|ta|ning\w*))"
)
#: A designation: capitals and figures, but no regulation of an authority ("AFS 2023:1") and no level of a language.
_DESIGNATION = lazy.compile(
    r"(?<![\w§])(?!\w*FS(?!\w)|SFS)[A-ZÅÄÖ]{2,}[A-Za-z/-]*[ -]?\d[\w:.,/-]*(?:,? (?:utgåva|version|del|klass|nivå|typ) \w+)*[\s,)”\"]*$"
)
#: A proper name: capitals, a capital within the sentence, or words in quotation marks; but no authority's.
_NAME = lazy.compile(
    r"(?:(?<!\w)[A-ZÅÄÖ]{2,}[\w/-]*|(?<=[a-zåäö0-9,:(] )(?!\w*(?:myndighet|styrelse|verk|kommun|region|nämnd|inspektion)\w*)[A-ZÅÄÖ][\w/-]+"
    r"|[”\"][^”\"]{2,40}[”\"])[\s,)]*$"
)
_MARKED = lazy.compile(rf"(?<!\w){_MARK}[\s,)]*$")
#: The thing before the name, or after what equals it: "system Treserva eller motsvarande", "X eller likvärdig märkning".
_NAMED_AS = lazy.compile(rf"(?<!\w){_THING}(?!\w)[^.;]*$")
_NAMES = lazy.compile(rf" (?:[\w-]+ ){{0,3}}?{_THING}(?!\w)")
_OR = lazy.compile(r",? (?:eller|och|samt)(?: en| ett)? $")
_EQUAL = lazy.compile(r"likvärdig|motsvarande|jämförbar")
_PERSONAL = lazy.compile(
    r" (?:[\w-]+ ){0,2}?\w*(?:utbildning|kunskap|kompetens|erfarenhet|examen|behörighet|legitimation|kvalifikation|tjänst|befattning|anställning)"
)
#: How long an education is settles what equals it: "likvärdig utbildning om minst 180 högskolepoäng".
_EXTENT = lazy.compile(
    r" (?:[\w-]+ ){1,3}?(?:om|på|omfattande|som omfattar|motsvarande) (?:(?:minst|lägst|totalt|sammanlagt) )?\d[\d .,]{0,8}"
    r"(?:\w*poäng|hp|yhp|timmar|veckor|(?:års|terminers) (?:\w+ )?studier)(?!\w)"
)
_REGISTERED = lazy.compile(
    r"(?:registreringsbevis\w*|bolagsverket|(?:aktiebolags|handels|närings|yrkes)regist\w+)[\s,)]*$"
)


def is_equivalent(text: str, low: str, start: int, end: int) -> bool:
    """Whether "eller likvärdigt", "eller motsvarande" and the like at `start:end` of a sentence (as written, and
    lower-cased) follow a named standard, certificate, mark, make or technical designation, or an entry in a register
    that other states keep under other names. There the words are what procurement law demands, and what is equal is
    shown by the thing named (LOU 9 kap. 4-14 §§, 15 kap. 7 and 14-15 §§; LOV 7 kap. 2 §). A named education or post is none of these, unless
    the text says how extensive an equal education must be.
    """
    if not _EQUAL.search(low[start:end]):
        return False
    if _PERSONAL.match(low, end):
        return _EXTENT.match(low, end) is not None
    # "eller" belongs to the words in some rules' phrases, not in others
    if joined := _OR.search(low, max(0, start - 12), start):
        start = joined.start()
    before, before_low = text[max(0, start - 120) : start], low[max(0, start - 120) : start]
    if _DESIGNATION.search(before) or _MARKED.search(before_low) or _REGISTERED.search(before_low):
        return True
    if not _NAME.search(before):
        return False
    return _NAMED_AS.search(before_low) is not None or _NAMES.match(low[end:]) is not None


_SCORED = lazy.compile(
    r"mervärde|prisavdrag|utvärderingskriteri|tilldelningskriteri|(?<!\w)kriterie?t?(?: \d|(?= uppfylls))|bör-?krav|meriterande"
    r"|(?<!\w)sek ?\d|\n\d+ poäng"
)


def is_scored(around: str) -> bool:
    """Whether "bör" in a paragraph (with its heading, lower-cased) names what earns a tender points or a lower price
    (LOU 16 kap.): a wish that has its price is no weak demand.
    """
    return _SCORED.search(around) is not None


_GRADE = lazy.compile(
    r"bedömningsgrund\w{0,10} (?:[\w,]{1,40} ){0,14}?uppfyll|poäng per bedömningsgrund|den sammanlagda bedömningen av (?:beskriven|offererad|redovisad)"
    r"|(?<!\w)(?:högt|visst|inget|omfattande|stort|litet|begränsat|lågt|något|ett) mervärde(?!\w)"
    r"|sannolikt att uppdraget|under intervjun,? vilket gör"
    r"|(?<!\w)(?:ger|ges|motsvarar|erhåller|tilldelas) (?:[\w,]+ )?poäng(?!\w)|^\W*\d+ ?(?:poäng|p)(?!\w)"
)


def is_grade(sentence: str) -> bool:
    """Whether a lower-cased sentence describes a step on the scale by which tenders are compared."""
    return _GRADE.search(sentence) is not None
