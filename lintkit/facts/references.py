"""References inside a document ("punkt 16", "avsnitt 4.2", "bilaga 3") and what the document has to refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lintkit import lazy
from lintkit.document import Block, BlockKind, Document, per_document
from lintkit.language.analysis import lower
from lintkit.language.index import holding
from lintkit.language.memory import remembered
from lintkit.language.sentences import LONGEST_SENTENCE

Kind = Literal["punkt", "avsnitt", "bilaga", "paragraf", "flik", "kapitel", "rubrik"]

_WORDS = (
    "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton",
    "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
)  # fmt: skip
_SPELLED = {w: str(i) for i, w in enumerate(_WORDS, 1)} | {"en": "1", "aderton": "18"}
_ORDINAL = "|".join(sorted(_SPELLED, key=len, reverse=True))
#: A number as labels have it; "i" after a space is the preposition, not a letter of the number.
_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,4}(?![\d])(?:(?-i:[a-z])(?![\wåäö])|\s(?-i:[a-hj-z])(?![\wåäö]))?"
_REFERENCE = lazy.compile(
    rf"(?<![\wåäö.-])(?:(?P<punkt>punkt(?:en|erna)?|pkt\.?|p\.)\s+(?P<p>{_NUMBER}|(?:{_ORDINAL})(?!\w))"
    rf"|(?P<avsnitt>avsnitt(?:et|en)?|kapitel|kapitlet)\s+(?P<a>{_NUMBER}|(?-i:[A-Z])(?!\w)|(?:{_ORDINAL})(?!\w))"
    rf"|(?P<bilaga>bilaga|bilagan|bilagorna|bil\.)\s+(?P<b>\d{{1,2}}(?:\s?(?-i:[a-hj-z])(?![\wåäö]))?(?!\d"
    rf"|[.:]\d)|(?-i:[A-Z])(?![\w]))"
    rf"|(?P<flik>flik)\s+(?P<f>\d{{1,2}})(?!\d)"
    rf"|(?P<paragraf>§§?\s?(?P<s>{_NUMBER})|(?P<s2>\d{{1,3}}(?:\s?(?-i:[a-z]))?)\s?§(?!§)))",
    re.IGNORECASE,
)
#: What goes on after a plural: "punkterna 3, 5 och 19", "avsnitten 2–4".
_PLURAL = lazy.compile(r"(?:erna|en|orna)\s|^§§")
_MORE = lazy.compile(
    rf"\s?(?:,\s?|[–-]|\s(?:och|eller|samt|till)\s)({_NUMBER})(?!\s?§|\s(?:dagar|månader|år|procent|kronor)|[:/])"
)
#: A chapter of the document's own: "6 kap. 3 §" with no act beside it.
_CHAPTER = lazy.compile(r"(?<![\w.:–-])(?P<ch>\d{1,2})\s?kap\.(?:\s?(?P<sec>\d{1,3}(?:\s?[a-z](?!\w))?)\s?§)?")
_HEADED = lazy.compile(
    r"(?:avsnittet|rubriken|kapitlet|stycket|rubrikerna)\s[”\"](?P<name>[^”\"\n]{3,60})[”\"]", re.IGNORECASE
)
#: Words right after a reference that make it one to another document. "i detta avtal" stays at home.
_ELSEWHERE_AFTER = lazy.compile(
    r"^(?:\s?\([^)]{0,30}\))?(?:,?\s?(?:samt|och|eller|till|[–-])?\s?\d[\d.]*(?![\d:]))*(?:,?\s+(?:första|andra|tredje|fjärde) (?:stycket|punkten"
    r"|meningen))?,?\s+(?:i|till|av|ur|enligt|under)\s+"
    r"(?!(?:detta|denna|det här|den här|dessa|det föregående|dokumentet|ovan|nedan|förekommande"
    r"|samband|sin|så|form|stället|övrigt|tillämpliga|vilk|fall|god)(?!\w))"
    r"(?:(?:den|det|de|kommunens|regionens|nämndens|statens|bolagets|gällande|tidigare|nya)\s+)?[”\"]?[\wåäöÅÄÖ]"
    r"|^\s+(?:(?:på|i)\s+)?ritning|^,\s+[A-ZÅÄÖ]\w+s\s|^(?:\s+\w+ (?:stycket|meningen)(?:\s\d+)?)?\s+(?-i:[A-ZÅÄÖ]{2,})(?!\w)|^\s+[a-zåäö]+-\s?$"
    r"|^\s*(?:kap\.?|§|st\.|AFS|AB|ABT|AF|AMA|SFS|LOU|LOV|LSS|SoL|HSL|GDPR)(?!\w)|^[:/]\d"
    r"|^\s?(?:\(\d{1,2}\)\s?)?[–-]\s?\d{4}"
)
_LAW_NEAR = lazy.compile(
    r"(?<![\wåäö])(?:[a-zåäö-]*(?:lag|lagen|lagens|balken|balkens|förordningen|förordningens"
    r"|föreskrifter|föreskrifterna|direktivet|stadgan|konventionen)|gdpr|sol|lss|hsl|lov|lou|luf|luk"
    r"|osl|kl|fl"
    r"|pbl|lvu|afs|sosfs|hslf-fs|ab 04|abt 06|abk 09|alk|ama|aff|eu|art\.?|artikel|kap\.?|kapitlet"
    r"|samma lag|nämnda lag|mb|jb|brb|rb)(?![\wåäö])"
)
_OTHER_BEFORE = lazy.compile(
    r"(?:[\wåäö]{3,}(?:ets|ens|ernas|arnas|ans|lagens|ändans)|se även [\wåäö ]+|(?:avtal|kontrakt"
    r"|reglemente|riktlinje|policy|upphandling|underlag|mall|blankett|protokoll|beslut|beslutet"
    r"|dokument|kravspecifikation|delegationsordning|delegationsordningen)\w*"
    r"|fullmäktige|nämnden|styrelsen|direktiv\w*|förordning\w*|bilaga \w{1,2}|(?<!\w)(?:ab|abt|abk"
    r"|kf|ks|af|eu|dnr) ?\d*)[\s,:(–-]*(?:(?:den )?(?:\d{4}-\d\d-\d\d|\d{1,2} \w+ \d{4})[\s,(]*)?$"
    r"|(?:\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]+ \d{4})[\s,(]*$"
)
#: A standard, a collection of rules or another section right before: "SS-EN 81-70 (1), avsnitt 5", "ADR-S avsnitt 2".
_STANDARD = lazy.compile(
    r"(?:(?:under)?laget|boken|ledningen|linjen|kommelsen|rapporten|policyn|rutinen|reglementet|skriften)"
    r"\s[A-ZÅÄÖ”][^.;:\n]{2,70}, $|(?<!\w)[A-ZÅÄÖ]{2,}[\w-]*[\d\s().-]*,?\s*$|avsnitt [\d.]+ [^.]{0,30}, $"
)
_PREPOSITION = lazy.compile(
    r"(?<![\wåäö])(?:enligt|i|av|se|och|eller|med|till|från|under|jfr|punkterna|paragraferna)\s*$"
)
_OWN = lazy.compile(r"(?:dokumentets|detta avtals|avtalets|reglementets|riktlinjens|villkorens|underlagets)\s*$")
_ANNEX_LIST = lazy.compile(
    r"(?:^|\n)\s*(?:förteckning över )?bilag(?:a|or|orna|eförteckning)\s*(?:till [\wåäö ]+)?[:.]?\s*(?=\n|$|\d|[A-Z])",
    re.IGNORECASE,
)
_ANNEX = lazy.compile(
    r"(?<![\wåäö])bilag(?:a|or)\s*(?:nr\.?\s*)?(\d{1,2}(?:\s?[a-z](?![\wåäö]))?|[A-Z](?!\w))", re.IGNORECASE
)
_ANNEX_NAMED = lazy.compile(
    r"(?<![\wåäö])[Bb]ilaga\s*(\d{1,2}(?:\s?[a-z](?![\wåäö]))?|[A-Z](?!\w))\s*[:–—-]\s*[\wÅÄÖ”]"
)
_ANNEX_ITEM = lazy.compile(r"(?:(?:^|[.;,:]\s*|\s{2,})(\d{1,2}|[A-Z])[.):]?|\s(\d{1,2})[.)])\s+(?=[A-ZÅÄÖ])")


class Reference(NamedTuple):
    """A reference to a place in the same document: plain range, kind, number as the document would label it."""

    start: int
    end: int
    kind: Kind
    number: str


#: An annex with its title after it: said to exist, not merely pointed at.
_NAMED_ANNEX = lazy.compile(
    r"[Bb]ilaga (\d{1,2}[a-z]?|[A-Z])(?:(?:[:,–-] ?| )(?=[A-ZÅÄÖ][a-zåäö]{2,})| \((?=[a-zåäö]{4,}))"
)
#: A sentence on what an annex is: "Bilaga A är prislistan."
_ANNEX_IS = lazy.compile(
    r"(?:^|(?<=[.;:] ))[Bb]ilaga (\d{1,2}[a-z]?|[A-Z]) (?:är|utgör|utgörs av|innehåller|består av|omfattar|visar|beskriver|redovisar|anger)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Numbers that the document's own places carry, by the kind of reference that can mean them.

    `annexes` are the annexes that stand in the document or in its list of annexes; `lists_annexes` tells whether
    it has either. `chapters` are labelled "2 kap.", and `in_chapters` their paragraphs as "2:5". `only_items` tells
    whether points are items of lists alone. Numbers are lower case without spaces ("2a", "h").
    """

    sections: frozenset[str]
    points: frozenset[str]
    paragraphs: frozenset[str]
    annexes: frozenset[str]
    lists_annexes: bool
    tabs: frozenset[str]
    chapters: frozenset[str]
    in_chapters: frozenset[str]
    headings: tuple[str, ...]
    only_items: bool


@per_document
def places(document: Document) -> Places:
    """What the document has to refer to, from its labels, headings, contents and list of annexes."""
    sections: set[str] = set()
    points: set[str] = set()
    paragraphs: set[str] = set()
    annexes: set[str] = set()
    tabs: set[str] = set()
    chapters: set[str] = set()
    in_chapters: set[str] = set()
    headings: list[str] = []
    chapter, only_items = "", True
    in_list = False
    lists = False
    for block in document.blocks:
        text = document.block_text(block)
        low = lower(text)
        of_annexes = "lag" in low  # "bilaga", and a few words more
        named = _NAMED_ANNEX.findall(text) if of_annexes else ()
        if of_annexes and (own := _ANNEX_IS.findall(text)):
            annexes.update(_plain(m) for m in own)
            lists = True
        if len(named) > 1:  # "bilaga 1 Trafikbeskrivning, bilaga 2 Priser": the list stands in running text
            annexes.update(_plain(m) for m in named)
            lists = True
        number = _plain(block.number or "")
        if "kap" in (block.number or ""):
            chapter = number
            chapters.add(number)
        elif chapter and "§" in (block.number or ""):
            in_chapters.add(f"{chapter}:{number}")
        if block.kind is BlockKind.HEADING or (len(text) < 80 and text[-1:] not in ".,;"):
            headings.append(low)
        if number and block.kind is not BlockKind.LIST_ITEM:
            only_items = False
        annex = number.startswith("bilaga")
        if annex:
            annexes.add(number.removeprefix("bilaga"))
            annexes.update(_plain(m) for m in _ANNEX.findall(text))
            lists = True
        elif number:
            if "§" in (block.number or ""):
                paragraphs.add(number)
            if block.kind is BlockKind.HEADING or "." in number or block.kind is BlockKind.TOC:
                sections.update(_with_parents(number))
            elif block.kind is not BlockKind.LIST_ITEM:
                sections.add(number)
            points.update(_with_parents(number))
        if block.kind is BlockKind.HEADING or block.kind is BlockKind.TOC:
            heads = re.match(r"(?:bilaga|bil\.)\s*(\d{1,2}\s?[a-z]?|[A-Z])(?!\w)", text, re.IGNORECASE)
            if heads:
                annexes.add(_plain(heads[1]))
                lists = True
            in_list = (
                block.kind is BlockKind.HEADING
                and re.match(r"bilag(?:a|or|eförteckning)\s*:?$", text, re.IGNORECASE) is not None
            )
            if tab := re.match(r"flik\s*0?(\d{1,2})(?!\w)", text, re.IGNORECASE):
                tabs.add(tab[1])
            if of := re.match(r"(?:kapitel|kap\.)\s*(\d{1,2})(?!\w)", text, re.IGNORECASE):
                sections.add(of[1])
        elif in_list:
            lists = True
            annexes.update(_plain(m) for m in _ANNEX.findall(text))
            if block.number:
                annexes.add(number)
            if lead := re.match(r"(\d{1,2}|[A-Z])[.):]?\s", text):
                annexes.add(_plain(lead[1]))
        if not of_annexes:
            continue
        annexes.update(_plain(m) for m in _ANNEX_NAMED.findall(text))
        if found := _listed(text):
            annexes |= found
            lists = True
        if block.cell is not None and (row := re.match(r"bilaga\s*(\d{1,2}\s?[a-z]?|[A-Z])\s*$", text, re.IGNORECASE)):
            annexes.add(_plain(row[1]))
            lists = True
    return Places(
        frozenset(sections), frozenset(points), frozenset(paragraphs), frozenset(annexes), lists, frozenset(tabs),
        frozenset(chapters), frozenset(in_chapters), tuple(headings), only_items,
    )  # fmt: skip


def _listed(text: str) -> set[str]:
    """Annexes that a block lists: "Bilagor: 1. Karta", "Bilaga 1 Innehåll. Bilaga 2 Uppföljning."."""
    if re.match(r"bilag(?:a|or)\s*:", text, re.IGNORECASE):
        return {_plain(a or b) for a, b in _ANNEX_ITEM.findall(text)} | {_plain(m) for m in _ANNEX.findall(text)}
    if re.match(r"bilaga\s*(?:\d{1,2}\s?[a-z]?|[A-Z])(?:[.:]|\s*[–-])?\s+[A-ZÅÄÖ]", text):
        return {_plain(m) for m in _ANNEX.findall(text)}
    return set()


def references(document: Document) -> Iterator[Reference]:
    """References to places in the document itself; those that name another document or an act are left out."""
    for block in holding(document, *_POINTING):
        if block.kind in (BlockKind.CODE, BlockKind.TOC, BlockKind.PAGE_HEADER, BlockKind.HEADING):
            continue
        yield from _in_block(document, block)


_POINTING = (_REFERENCE, _CHAPTER, _HEADED)


@remembered
def _points(text: str) -> bool:
    """Whether anything in a block's text may be a reference."""
    return any(pattern.search(text) for pattern in _POINTING)


def _in_block(document: Document, block: Block) -> Iterator[Reference]:
    text = document.block_text(block)
    if not _points(text):
        return
    low = lower(text)
    for match in _REFERENCE.finditer(text):
        kind: Kind = next(k for k in ("punkt", "avsnitt", "bilaga", "flik", "paragraf") if match[k])
        raw = next(match[g] for g in ("p", "a", "b", "f", "s", "s2") if match[g])
        number = _SPELLED.get(raw.lower(), raw)
        before, after = low[max(match.start() - 70, 0) : match.start()], text[match.end() : match.end() + 90]
        if kind == "bilaga" and (match.start() == 0 or (block.number or "").lower().startswith("bilaga")):
            continue  # the annex's own label or its line in a list
        if _ELSEWHERE_AFTER.match(after) or (_OTHER_BEFORE.search(before) and not _OWN.search(before)):
            continue
        if kind == "bilaga" and (number in ("I", "V", "X") or (before.endswith("(") and after.startswith(")"))):
            continue  # an annex of an EU act; "(bilaga 3)" after a name says that the thing is attached
        if kind == "punkt" and match["punkt"].endswith(".") and re.fullmatch(r"\d{3}", number):
            continue  # a page
        if kind == "avsnitt" and match["avsnitt"].lower().startswith("kapitel") and "." in number:
            continue  # standards are cited by dotted chapters
        if kind == "bilaga" and re.match(r"\s*[:–—-]", after):
            continue  # "Bilaga 3: Underlag" is a line of a list
        if (
            _STANDARD.search(text[max(match.start() - 90, 0) : match.start()])
            or re.match(r",?\s+SS-EN", after)
            or "ss-en" in low[match.end() : match.end() + 200]
        ):
            continue
        if kind in ("paragraf", "flik") and not _PREPOSITION.search(before):
            continue  # "KF § 141" is a minute
        nearest = max(match.start() - LONGEST_SENTENCE, 0)
        sentence = low[max(low.rfind(". ", nearest, match.start()), nearest) : match.end() + 60]
        if kind in ("punkt", "paragraf", "avsnitt") and _LAW_NEAR.search(sentence):
            continue
        at = block.plain_start
        if document.plain.is_masked(at + match.start(), at + match.end()):
            continue
        yield Reference(at + match.start(), at + match.end(), kind, _plain(number))
        for more in _rest(text, match.end()) if _PLURAL.search(match[0]) else ():
            yield Reference(at + more.start(1), at + more.end(1), kind, _plain(more[1]))
    yield from _of_chapters(document, block, text, low)
    for match in _HEADED.finditer(text):
        at = block.plain_start
        if not _ELSEWHERE_AFTER.match(text[match.end() : match.end() + 90]):
            yield Reference(
                at + match.start("name"), at + match.end("name"), "rubrik", lower(match["name"]).strip(" .,")
            )


#: What a governing document is called in the ones below it: stem -> its definite forms.
_DOCUMENTS = {
    "reglemente": "reglementet", "policy": "policyn", "riktlinje": "riktlinjen|riktlinjerna", "avtal": "avtalet|ramavtalet",
    "villkor": "villkoren|(?:de )?allmänna villkoren", "förfrågningsunderlag": "förfrågningsunderlaget",
    "program": "programmet", "handlingsplan": "handlingsplanen", "regler": "reglerna", "kontrakt": "kontraktet",
}  # fmt: skip
_NAMED = "|".join(f"(?P<{stem}>{forms})" for stem, forms in _DOCUMENTS.items())
_IN_OTHER = lazy.compile(
    rf"^(?:\s(?:första|andra|tredje|fjärde) (?:stycket|punkten|meningen))?\s(?:(?:i|till|av|enligt)\s)?(?:det |den |de )?"
    rf"(?:allmänna |kommunens |nämndens |styrande )?(?:{_NAMED})(?!\w)"
)
_OF_OTHER = lazy.compile(rf"(?<!\w)(?:{_NAMED})(?:s|s?,)\s+$")


def outward(document: Document) -> Iterator[tuple[Reference, str]]:
    """References to places in another document that is named by its kind ("punkt 45 i reglementet"), with the stem
    of that name ("reglemente").
    """
    for block in holding(document, *_POINTING):
        if block.kind in (BlockKind.CODE, BlockKind.TOC, BlockKind.PAGE_HEADER):
            continue
        text = document.block_text(block)
        if not _points(text):
            continue
        low = lower(text)
        for pattern in (_REFERENCE, _CHAPTER):
            for match in pattern.finditer(text):
                named = _IN_OTHER.match(low[match.end() : match.end() + 90])
                named = named or _OF_OTHER.search(low[max(match.start() - 40, 0) : match.start()])
                if named is None or named.lastgroup is None:
                    continue
                if pattern is _CHAPTER:
                    number = match["ch"] + (f":{_plain(match['sec'])}" if match["sec"] else "")
                    kind: Kind = "kapitel"
                else:
                    kind = next(k for k in ("punkt", "avsnitt", "bilaga", "flik", "paragraf") if match[k])
                    raw = next(match[g] for g in ("p", "a", "b", "f", "s", "s2") if match[g])
                    number = _plain(_SPELLED.get(raw.lower(), raw))
                    if kind == "paragraf" and re.search(r"kap\.\s?$", low[: match.start()]):
                        continue  # the chapter tells the place
                at = block.plain_start
                yield Reference(at + match.start(), at + match.end(), kind, number), named.lastgroup


def _rest(text: str, at: int) -> Iterator[re.Match[str]]:
    while more := _MORE.match(text, at):
        yield more
        at = more.end()


def _of_chapters(document: Document, block: Block, text: str, low: str) -> Iterator[Reference]:
    """Chapters that no act is named beside: they can only be the document's own."""
    for match in _CHAPTER.finditer(text):
        if match.start() == 0:
            continue
        start, stop = low.rfind(". ", 0, match.start()), low.find(". ", match.end())
        sentence = low[max(start, 0) : stop if stop > 0 else len(low)]
        after = text[match.end() : match.end() + 90]
        if _LAW_NEAR.search(re.sub(r"\d+ ?kap\.", "", sentence)) or _ELSEWHERE_AFTER.match(after):
            continue
        number = match["ch"] + (f":{_plain(match['sec'])}" if match["sec"] else "")
        at = block.plain_start
        yield Reference(at + match.start(), at + match.end(), "kapitel", number)


def is_missing(reference: Reference, known: Places) -> bool:
    """Whether the document has numbers of the kind referred to, and not this one."""
    number = reference.number
    match reference.kind:
        case "bilaga":
            return number not in known.annexes and _base(number) not in known.annexes
        case "flik":
            return len(known.tabs) > 1 and number not in known.tabs
        case "paragraf":
            # Beyond the last paragraph, where the paragraphs run without gaps: text from PDF may have lost a label.
            numbers = {int(n) for p in known.paragraphs if (n := re.sub(r"[a-z]$", "", p)).isdigit()}
            highest = max(numbers, default=0)
            return highest > 3 and len(numbers) > 0.9 * highest and int(re.sub(r"\D.*", "", number)) > highest
        case "kapitel":
            top, _, section = number.partition(":")
            if len(known.chapters) < 2:
                return False
            if top not in known.chapters:
                return int(top) > max(int(c) for c in known.chapters if c.isdigit())
            own = {n for n in known.in_chapters if n.startswith(f"{top}:")}
            return bool(section) and len(own) > 1 and number not in own and _base(number) not in own
        case "rubrik":
            name = number.split()
            return len(known.headings) > 2 and not any(all(w[:5] in h for w in name) for h in known.headings)
        case "avsnitt":
            top = number.partition(".")[0]
            tops = {s.partition(".")[0] for s in known.sections}
            same_style = {s for s in tops if s.isdigit() == top.isdigit()}
            if (
                top.isdigit()
                and top not in tops
                and int(top) < min((int(s) for s in same_style if s.isdigit()), default=0)
            ):
                return False  # an extract: its numbering begins further on
            if "." in number and top in tops and sum("." in s for s in known.sections) < 2:
                return False  # no section here is numbered that way
            return len(same_style) > 2 and number not in known.sections and _base(number) not in known.sections
        case _:
            if "." in number:
                dotted = [p for p in known.points if "." in p]
                return len(dotted) > 2 and _base(number) not in known.points
            return len([p for p in known.points if p.isdigit()]) > 2 and _base(number) not in known.points


def _base(number: str) -> str:
    """ "2a" -> "2": the letter may name a part that has no label of its own."""
    return re.sub(r"(?<=\d)[a-h]$", "", number)


def _plain(number: str) -> str:
    return re.sub(r"[\s§]|kap\.?", "", number.lower()).strip(".")


def _with_parents(number: str) -> Iterator[str]:
    """ "4.2.1" makes "4", "4.2" and "4.2.1" places."""
    parts = number.split(".")
    for i in range(1, len(parts) + 1):
        yield ".".join(parts[:i])
