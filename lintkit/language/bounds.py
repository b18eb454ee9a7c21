"""What bounds a vague word in its own sentence: quantities, dates, definitions in place, quotation, citation."""

from __future__ import annotations

import re

from lintkit import lazy
from lintkit.language.lexicon import NUMBER, UNIT

_MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"

#: A number, in contracts often said twice: "två (2) gånger".
_N = rf"{NUMBER}(?: ?\([\w ]{{1,20}}\))?"
#: "var sjätte månad", "var 6:e månad"
_NTH = r"(?:annan|annat|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|tolfte|fjortonde|\d{1,3}:[ae])"
#: A limit in time, number or money, or by an event. For lower-cased text.
QUANTITY = lazy.compile(
    rf"(?<!\w)(?:(?:dock )?(?:senast|inom|högst|minst|lägst|max(?:imalt)?|som mest|som minst|tidigast|under|efter|i högst|mer än|längre än|äldre än|över)"
    rf" (?:de |den |det )?(?:närmaste |senaste |följande )?{_N}[ -]?(?:\w+ )?{UNIT}(?!\w)"
    rf"|(?:minst|högst|lägst|max(?:imalt)?) {_N} \w+"
    rf"|(?:senast|tidigast|före|efter) (?:den )?\d{{1,2}} (?:{_MONTH})"
    rf"|(?:senast|före|till och med) \d{{4}}-\d\d-\d\d"
    rf"|(?:dock )?senast (?:vid|i samband med|i och med|före|innan|när) (?!behov|förfrågan|begäran)[\w-]{{4,}}"
    rf"|medan (?:\w+ ){{1,3}}pågår"
    rf"|senast (?:dagen|veckan|månaden|timmen) (?:efter|före|innan)"
    rf"|(?:senast|inom|under|före) (?:\w+ )?(?:samma|nästa|påföljande|följande|nästkommande) (?:arbets|var|kalender)?(?:dag|vecka|månad|år|vardag|dygn)"
    rf"|(?:minst |högst )?{_N} (?:gång(?:er)?|tillfällen) (?:per|om|i|under|varje|om) (?:\w+ )?(?:dag(?:en)?|dygn(?:et)?|veck(?:a|an)|månad(?:en)?|kvartal(?:et)?|termin(?:en)?|halvår(?:et)?|\w*år(?:et)?|\w*period(?:en)?)"
    rf"|(?:minst|dock|senast|lägst) (?:en gång )?(?:varje|per|var|vart) (?:{_N} |{_NTH} )?(?:dag|vecka|månad|kvartal|termin|halvår|år)"
    rf"|(?:minst|dock|åtminstone) (?:årligen|månadsvis|kvartalsvis|veckovis|varje \w+|vartannat år|en gång)"
    rf"|{_N} (?:arbets|var|kalender)?dagar(?:s)?(?!\w)|{_N} (?:timmars?|månaders?|veckors?)(?!\w)"
    rf"|(?:varje|var) (?:{_N} |{_NTH} (?:eller {_NTH} )?)?(?:dag|vecka|månad|kvartal|termin|halvår|år)(?!\w))"
)
_EXPLAINED = lazy.compile(
    r"^\W{0,3}(?:dvs\.?|d\.v\.s\.?|det vill säga|det innebär|vilket innebär|varmed avses|med vilket avses|varmed menas|nämligen"
    r"|så att|på så sätt att|innebärande|genom att)(?!\w)"
)
_QUOTE = lazy.compile(r"[”\"»«“„][^”\"»«“„\n]{1,600}[”\"»«“]")
CITATION = lazy.compile(
    r"(?<!\d)\d+ ?(?:kap\.?|kapitlet) ?\d+ ?[a-z]? ?§|\(\d{4}:\d+\)|(?<!\w)\d+ ?[a-z]?(?:[–-]\d+ ?[a-z]?)? ?§§?"
    r"|(?<!\w)art(?:ikel|iklarna|\.) ?\d+[\w.,–-]{0,8}(?: och \d+[\w.,–-]{0,8})?(?: (?:i|av))?(?: [\w()-]{1,30}){0,3}?"
    r" \w*(?:dataskyddsförordning|gdpr|förordning|direktiv)\w*"
    r"|(?<!\w)som lagen (?:uttrycker|säger|anger|föreskriver)"
    r"|sfs \d{4}:\d+|(?<!\w)(?:lag(?:en)?|förordning(?:en)?) (?:nr )?\d{4}:\d+|(?<!\w)(?:sol|lss|lou|lov|fl|kl|hsl|osl|gdpr) \d+:\d+"
)


_ADJACENT = lazy.compile(
    r"^[\s,(–:]*(?:(?:och|eller|dock|men|samt|alltid|senast|i vart fall|i alla fall|åtminstone)[\s,]*)*$"
)
_HEDGED = lazy.compile(r"(?:normalt|vanligen|vanligtvis|i regel|i normalfallet|som regel|helst|om möjligt)\s*$")


def is_bounded(sentence: str, start: int, end: int, reach: int = 120) -> bool:
    """Whether a quantity or date in the sentence limits the words at `start:end` (offsets in `sentence`, which
    is lower-cased). It must stand within `reach` characters after the words, or close before them, with no
    semicolon between, and not belong to another member of a coordination; a hedged limit ("normalt inom två
    månader") is none.
    """
    for match in QUANTITY.finditer(sentence):
        a, b = match.span()
        if _HEDGED.search(sentence[max(0, a - 20) : a]):
            continue
        if a < end and start < b:
            return True
        if a < end:
            continue  # a limit before the words belongs to what stands before ("varje månad och regelbundet ...")
        between = sentence[end:a]
        if _ADJACENT.match(between):
            return True
        if len(between) <= reach and not re.search(r";| och | samt | eller ", between):
            return True
    return False


def is_measured(sentence: str, start: int, end: int) -> bool:
    """Whether a quantity right after the words and the noun they belong to gives their measure ("tillräcklig
    bemanning, minst två personer"). A time limit for the duty is none: it says when, not how much.
    """
    for match in QUANTITY.finditer(sentence, end):
        between = sentence[end : match.start()]
        if re.fullmatch(r"(?: [\w-]+){0,3}(?:,| \(| –| om|, det vill säga|:)? ?(?:dock |varav |lägst )?", between):
            return not re.match(r"(?:senast|inom|före|tidigast|under|efter)(?!\w)", match[0]) and " och" not in between
    return False


def is_explained(sentence: str, end: int) -> bool:
    """Whether the words that end at `end` are explained right after ("det vill säga ...", "genom att ...")."""
    return _EXPLAINED.match(sentence[end : end + 40]) is not None


_PURPOSE_CLAUSE = lazy.compile(
    r"(?<!\w)(?:(?<!ansvarar )(?<!ansvariga )(?<!ansvarig )(?<!ansvar )(?<!ansvaret )(?<!ansvara )(?<!svarar )(?<!svara )(?<!sörja )(?<!sörjer )för att|i syfte att|syftar till att|med målet att|bidra(?:r)? till att|i avsikt att)(?!\w)[^.;:,]*$"
    r"|(?<!\w)(?<!allt )eftersom(?!\w)(?:(?! (?:ska|skall|måste|får|bör)(?!\w))[^.;:,])*$"
)


#: Longest clause of purpose or reason, in characters.
_CLAUSE = 400


def in_purpose_clause(sentence: str, start: int) -> bool:
    """Whether the words at `start` stand in a clause that gives the purpose of a duty or its reason ("..., för att
    främja ...", "eftersom akterna innehåller känsliga uppgifter")."""
    return _PURPOSE_CLAUSE.search(sentence, max(0, start - _CLAUSE), start) is not None


def quotations(text: str) -> list[tuple[int, int]]:
    """Ranges of quoted words in a text; quotation marks must pair within a line and 600 characters."""
    return [m.span() for m in _QUOTE.finditer(text)]


def has_citation(sentence: str) -> bool:
    """Whether the lower-cased sentence cites a provision of a statute."""
    return CITATION.search(sentence) is not None
