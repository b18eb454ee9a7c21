"""When a sanction applies, judged: words in its condition that two readers measure differently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.document import Document, per_document
from lintkit.facts.sanctions_clause import Provision, provisions
from lintkit.facts.sanctions_ground import alternatives
from lintkit.facts.sanctions_text import PROVIDER, VAGUE_TIME
from lintkit.language import bounds
from lintkit.language.context import section_kind
from lintkit.rules.load import load_rules, rules_dir
from lintkit.rules.match import Matcher, find_in
from lintkit.rules.phrase import Phrase, compile_phrase

_STATUTE = lazy.compile(
    r"\d ?kap\.|lag(?:en)? \(|[a-zåäö]{3,}lagen(?!\w)|balken|(?<!\w)(?:lou|lov|fl|sol|lss"
    r"|kl)(?!\w)"
)
#: An indirect question: what a decision must tell, no condition.
_TELLS = lazy.compile(
    r"(?<!\w)(?:anges|ange|framgå\w*|redovisas?|innehåller|innehålla|beskrivs?)(?!\w)[^.;]*?(?:varför|vilken|vilket|hur|när|om)(?!\w)"
)
#: Terms of art in the acts on alcohol.
_OWN_TERM = lazy.compile(r"märkbart påverkad")
_SAID_AFTER = lazy.compile(r"[ ;,]*(?:med det(?:ta)? avses|det vill säga|dvs|nämligen|vilket innebär|varmed)")
_DEFINES = r"(?:är|föreligger|anses|avses|innebär|menas|betyder|utgör|räknas|förstås)"
_COUNTED = lazy.compile(
    r"(?<!\w)(?:\d+|två|tre|fyra|fem|sex|tolv) (?:gånger|tillfällen|varningar|månader|avvikelser|brister"
    r"|erinringar)|(?:inom|under) (?:en period (?:om|av) )?(?:\d+|tre|sex|tolv|arton|tjugofyra|ett) (?:månader"
    r"|år)"
)


#: "Som allvarligt missförhållande räknas ...": the sentence settles the term itself.
_COUNTS_AS = lazy.compile(r"^\W*(?:som|till) [\w ]{3,60} (?:räkna[sr]?|avses|anses|hör)(?!\w)")


def _around(given: Input, provision: Provision, start: int) -> str:
    """The words that can settle what stands at `start`: its own alternative of the condition, and all outside it."""
    own = next((t for t in provision.triggers if t.start <= start < t.end), None)
    low = given.analysis.lower
    if own is None:
        return _low(given, provision)
    parts = [(own.start + a, own.start + b) for a, b in alternatives(low[own.start : own.end])]
    a, b = next(((a, b) for a, b in parts if a <= start < b), (own.start, own.end))
    return f"{low[provision.sentence.start : own.start]} {low[a:b]} {low[own.end : provision.sentence.end]}"


@lru_cache(maxsize=256)
def _compiled(sources: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(compile_phrase(s) for s in sources)


def _low(given: Input, provision: Provision) -> str:
    return given.analysis.lower[provision.sentence.start : provision.sentence.end]


def _find(given: Input, provision: Provision, sources: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Longest hits of phrases in a sentence, plain ranges, none inside another."""
    low = _low(given, provision)
    hits = {hit for phrase in _compiled(tuple(sources)) for hit in find_in(phrase, low)}
    kept: list[tuple[int, int]] = []
    for a, b in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        if not any(a < d and c < b for c, d in kept):
            kept.append((a, b))
    for a, b in sorted(kept):
        yield provision.sentence.start + a, provision.sentence.start + b


def is_term(given: Input, start: int, end: int) -> bool:
    """Whether the words begin a defined term; a defined word further in ("förtroende för anordnaren") settles nothing."""
    analysis = given.analysis
    sentence = analysis.sentence_at(start)
    low = analysis.lower[sentence.start : sentence.end]
    word = analysis.lower[start:end]
    for definition in analysis.definitions:
        first, _, rest = definition.term.lower().partition(" ")
        if rest and " " not in word and len(word) > 3 and first[:6].startswith(word[:5]) and rest[:6] in low:
            return True  # "allvarlig eller upprepad överträdelse", "en brist som är allvarlig"
        for match in definition.pattern.finditer(analysis.lower, sentence.start, sentence.end):
            if match.start() <= start < match.end():
                return True
    return False


#: "Brott mot punkt 5 utgör ett grovt avtalsbrott" says what the grade is.
_COUNTED_AS = lazy.compile(
    r"(?<!\w)(?:utgör|räknas som|anses (?:som|utgöra|vara)|betraktas som) (?:alltid )?(?:ett |en )?$"
)


def is_settled(given: Input, provision: Provision, start: int, end: int) -> bool:
    """Whether the words are defined, quoted, a cited statute's own, or a term that the text itself explains."""
    analysis = given.analysis
    if is_term(given, start, end) or analysis.is_quoted(start, end) or _OWN_TERM.search(analysis.lower[start:end]):
        return True
    low = _low(given, provision)
    near = _around(given, provision, start)
    if (
        (bounds.has_citation(near) and _STATUTE.search(near))
        or _COUNTS_AS.match(low)
        or re.search(r"(?:i de fall|när|som) lagen (?:anger|kräver|medger)", low)
    ):
        return True
    if _SAID_AFTER.match(low[end - provision.sentence.start :]) or low[start - provision.sentence.start :].startswith(
        "av sådan"
    ):
        return True
    if _COUNTED_AS.search(given.analysis.lower, max(provision.sentence.start, start - 40), start):
        return True
    known, words = _explained(analysis.document), analysis.lower[start:end]
    if words not in known:
        known[words] = _is_explained(words, analysis.lower)
    return known[words]


@per_document
def _explained(document: Document) -> dict[str, bool]:
    """Words asked about so far, and whether the document says what they mean: the same few come again and again."""
    return {}


def _is_explained(words: str, low: str) -> bool:
    """Whether a lower-cased text says anywhere what some words of it mean."""
    term = re.escape(words)
    if re.search(rf"\n[ *-]*{term}[a-zåäö]{{0,4}}(?: [a-zåäö]+)?: ", low):
        return True  # a list of terms: "svår avvikelse: ..."
    if len(words) > 10 and " " in words:
        pattern = rf"{term} {_DEFINES} |med {term} (?:avses|menas)|(?:räknas som|anses som) {term}|\n{term}: "
        return re.search(pattern, low) is not None
    return False


def words(given: Input) -> Iterator[Remark]:
    """Phrases (option `phrases`) in sanction provisions. `in`: "trigger" wants them in the condition, "sentence"
    anywhere in it. `counted`: silent where the sentence says how many times within what time. `unless`: phrases
    in the same sentence that settle the matter.
    """
    phrases = given.options.get("phrases", ())
    only_trigger = given.options.get("in", "sentence") == "trigger"
    unless = tuple(given.options.get("unless", ()))
    for provision in provisions(given.analysis):
        low = _low(given, provision)
        if given.options.get("counted") and _COUNTED.search(low):
            continue
        if unless and any(next(find_in(p, low), None) for p in _compiled(unless)):
            continue
        for start, end in _find(given, provision, phrases):
            if only_trigger and not _in_trigger(provision, start, end):
                continue
            if not is_settled(given, provision, start, end):
                yield Remark(start, end)


def _in_trigger(provision: Provision, start: int, end: int) -> bool:
    return any(t.start <= start and end <= t.end for t in provision.triggers)


_ELLIPTIC = lazy.compile(
    r"(?<!\w)(?:\w+ som (?:\w+ )?)?(?:riskerar|kan|innebär (?:en )?risk|medför (?:\w+ )?(?:risk|fara)|befaras"
    r"|hotar)(?: (?:för|att|mot))?(?: (?!eller)\w+){0,3} eller (?:redan )?(?:har"
    r"|hade) (?:\w+ )?\w+t(?: \w+)?(?!\w)"
)


@cache
def _named() -> tuple[str, ...]:
    """Phrases that the shipped rules on triggers name with a reason of their own."""
    loaded = load_rules([rules_dir() / "sanktion"])
    own = [r.rule.match for r in loaded if r.rule.match.check == "sanctions_triggers.words"]
    return tuple(dict.fromkeys(str(p) for m in own for p in m.options.get("phrases", ())))


@cache
def _vague_rules() -> tuple[Matcher, tuple[str, ...]]:
    loaded = load_rules([rules_dir() / "vagt"])
    return Matcher((key, p) for key, rule in enumerate(loaded) for p in rule.phrases), tuple(r.rule.id for r in loaded)


def _never(start: int, end: int) -> bool:
    return False


def _whole(at: int) -> tuple[int, int]:
    return 0, 1 << 30  # the text to search is one sentence


def _vague_hits(given: Input) -> Iterator[tuple[int, int, str]]:
    """The vague words of the shipped rules, for a run that has left the family out."""
    matcher, ids = _vague_rules()
    for provision in provisions(given.analysis):
        low = _low(given, provision)
        for hit in matcher.find(low, _never, _whole):
            yield provision.sentence.start + hit.start, provision.sentence.start + hit.end, ids[hit.key]


def elliptic(given: Input) -> Iterator[Remark]:
    """A condition that leaves out its object or verb: "brister som riskerar eller har drabbat kunder"."""
    for provision in provisions(given.analysis):
        for match in _ELLIPTIC.finditer(given.analysis.lower, provision.sentence.start, provision.sentence.end):
            yield Remark(*match.span())


def said_by_others(given: Input, provision: Provision) -> list[tuple[int, int]]:
    """Plain ranges in a provision that the rules on single phrases and on vague words speak of."""
    low = _low(given, provision)
    at = provision.sentence.start
    said = list(_find(given, provision, _named()))
    said += [(at + m.start(), at + m.end()) for p in (_ELLIPTIC, VAGUE_TIME) for m in p.finditer(low)]
    return said


_ON_NEED = ("vagt-villkor-behov", "vagt-mojligaste-man", "vagt-som-kravs")


#: The provider's duty to tell of something is no condition of a sanction.
_PROVIDER_TELLS = lazy.compile(
    rf"^(?:\W|\d)*(?:{PROVIDER.pattern}) (?:ska|skall|måste) (?:\w+ ){{0,2}}?(?:meddela|underrätta|anmäla|informera|rapportera|kontakta)(?!\w)"
)


def vague(given: Input) -> Iterator[Remark]:
    """Vague words of the family vagt in a sanction's condition, where no rule of this family names them better.

    Option `skip`: ids of vagt rules that this does not speak for (times have a rule of their own).
    """
    skip = set(given.options.get("skip", ()))
    named = _named()
    terms = given.vague or tuple(_vague_hits(given))
    for provision in provisions(given.analysis):
        if not (provision.acts or provision.whole or section_kind(provision.block.section) == "sanction"):
            continue
        low = _low(given, provision)
        if not provision.acts and _PROVIDER_TELLS.match(low):
            continue
        taken = [
            (provision.sentence.start + m.start(), provision.sentence.start + m.end()) for m in VAGUE_TIME.finditer(low)
        ]
        taken += list(_find(given, provision, named))
        taken += [
            (provision.sentence.start + m.start(), provision.sentence.start + m.end()) for m in _ELLIPTIC.finditer(low)
        ]
        for start, end, rule in terms:
            if rule in _ON_NEED and not provision.acts:
                continue  # "vid behov" in a sentence that names no sanction is the other family's
            if rule in skip or not provision.sentence.start <= start < provision.sentence.end:
                continue
            if not _in_trigger(provision, start, end) or any(a < end and start < b for a, b in taken):
                continue
            local = start - provision.sentence.start
            if (tells := _TELLS.search(low)) and tells.start() < local:
                continue
            if re.search(r"(?:såsom|exempelvis|till exempel|t\.ex\.) (?:\w+ )?$", low[:local]):
                continue  # an example; what it exemplifies is what counts
            if bounds.is_bounded(low, local, end - provision.sentence.start, 60) or is_settled(
                given, provision, start, end
            ):
                continue
            taken.append((start, end))
            yield Remark(start, end)


_RANGE_ONLY = lazy.compile(r"^\W*\d+ ?[–-] ?\d+\W*$")


def open_range(given: Input) -> Iterator[Remark]:
    """A table of points or fees that gives a range and no ground for where in it."""
    for block in given.document.blocks:
        if block.cell is None or block.cell.row == 0:
            continue
        heading = block.cell.heading.lower()
        low = given.analysis.lower[block.plain_start : block.plain_end]
        if section_kind(block.section) != "sanction":
            continue
        if re.search(r"poäng|vite|avgift|belopp", heading) and _RANGE_ONLY.match(low):
            yield Remark(block.plain_start, block.plain_end)
