"""What only grammar shows: duties without an actor, requirements that are bare judgements, double negation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.document import BlockKind
from lintkit.language.analysis import Analysis, Sentence
from lintkit.language.bounds import has_citation, is_bounded, is_explained
from lintkit.language.clauses import without_agent
from lintkit.language.context import Force

#: Passive verbs of acts that somebody must do towards somebody: without an actor nobody is late.
_DUTY_VERB = lazy.compile(
    r"(?<!\w)(?:anmälas|rapporteras|meddelas|informeras|underrättas|återkopplas|vidarebefordras|dokumenteras|kontrolleras"
    r"|granskas|godkännas|följas upp|ses över|revideras|åtgärdas|utredas|registreras|redovisas|bedömas|prövas|säkerställas"
    r"|attesteras|utvärderas|uppdateras|beslutas|fastställas|delges|kontaktas|kallas|avhjälpas|sammanställas|återrapporteras"
    r"|utses|verifieras|stämmas av|begäras in|inhämtas|ha (?:godkänts|kontrollerats|anmälts|dokumenterats|prövats|granskats))(?!\w)"
)
#: After the verb: whoever does it ("av arbetsledaren"), or the one it is owed to, whose counterpart then must act.
_ADDRESSED = lazy.compile(r"^[^.;]{0,70}?(?<!\w)(?:av|till) (?!exempel|och med)\w+")
#: Between modal and verb: the verb belongs to another clause.
_SUBORDINATE = lazy.compile(r"(?<!\w)(?:kan|får|som|där|om|att|när|bör|kunna)(?!\w)|[.;:]")
_BINDING_MODAL = lazy.compile(r"(?<!\w)(?:ska|skall|måste)(?!\w)")

#: Adjectives that say what can be seen in a paper or a register; all others after "ska vara" are judgements.
_FACTUAL = lazy.compile(
    r"(?:skriftlig|muntlig|digital|elektronisk|giltig|anonym|myndig|behörig|ansvarig|skyldig|öppen|öppna|öppet|obligatorisk"
    r"|frivillig|bosatt|svensk|gratis|kostnadsfri|avgiftsfri|fri|fria|fritt|gemensam|personlig|individuell|kommunal|privat|offentlig|statlig"
    r"|solidarisk|tillåten|fullständig|ensam|identisk|lika|densamma|samma|medicinsk|juridisk|fysisk|månatlig|årlig|daglig"
    r"|religiös|politisk|konfessionell|synlig|läsbar|läslig|klar|närvarande|tillgänglig|nåbar|låsbar|brandfarlig|gravid|sjuk"
    r"|minst|högst|bunden|berättigad|kvitt|oberoende|fristående|neutral|bindande|gällande|rökfri|drogfri|verksam|aktiv|större"
    r"|mindre|yngre|äldre|lägre|högre|hel|halv|tom|ren|torr|varm|kall|frisk|röd|grön|blå|vit|svart|lång|kort|bred|jämn"
    r"|spårbar|sökbar|krypterad|utan|först|sist|ny|gammal|likalydande|opartisk|objektiv|ogiltig|tidsbegränsad|permanent)\w{0,3}"
)


def agentless_duty(given: Input) -> Iterator[Remark]:
    """Passive duties ("ska anmälas") for which neither sentence, table row, lead-in, heading nor the text just
    before names anyone who must act.
    """
    found = {sentence: Remark(start, end) for sentence, start, end in _duties(given.analysis)}
    for sentence in without_agent(given.analysis, list(found)):
        yield found[sentence]


def _duties(analysis: Analysis) -> Iterator[tuple[Sentence, int, int]]:
    """Sentences with a passive duty, and the plain range of its verb."""
    for sentence in _sentences_with(analysis, ("ska", "måste")):
        low = analysis.lower[sentence.start : sentence.end]
        match = _DUTY_VERB.search(low)
        if match is None or _ADDRESSED.search(low[match.end() :]) or has_citation(low):
            continue
        modals = list(_BINDING_MODAL.finditer(low[: match.start()]))
        if not modals or _SUBORDINATE.search(low[modals[-1].end() : match.start()]):
            continue
        kind = analysis.document.blocks[sentence.block].kind
        if kind in (BlockKind.HEADING, BlockKind.TOC, BlockKind.CODE, BlockKind.PAGE_HEADER):
            continue
        clause = analysis.clause(sentence)
        if clause.force is not Force.REQUIREMENT or clause.sanction:
            continue
        yield sentence, sentence.start + match.start(), sentence.start + match.end()


def _sentences_with(analysis: Analysis, words: Iterable[str]) -> Iterable[Sentence]:
    """Sentences that hold any of the words, also inside another word, in order."""
    if not analysis.document.blocks:
        return ()
    return dict.fromkeys(analysis.sentence_at(offset) for offset in analysis.offsets(words))


_MUST_BE = lazy.compile(r"(?<!\w)(?:ska|skall|måste) (?:[\w-]+ ){0,4}?vara(?!\w)")
#: They bind the word before them.
_FILLERS = frozenset(["för", "om", "av", "med", "mot", "enligt", "på", "till", "i", "att"])
#: Words of closed classes, which are no judgements and begin none.
_CLOSED = lazy.compile(
    r"en|ett|den|det|de|dem|denna|detta|dessa|sig|dig|er|han|hon|hen|man|vi|ni|du|jag|som|där|när|hur|vad|vem|vilken|vilket"
    r"|vilka|hos|från|vid|mellan|inom|genom|under|två|tre|fyra|fem|sex|sju|åtta|nio|tio|är|ska|kan|får|har"
)
#: Words that may stand before "för" in the sense of "too" ("varken för stora eller för små").
_BEFORE_TOO = lazy.compile(r"inte|ej|aldrig|varken|antingen|alltid|och|eller|men|så|nu|då|ju|väl")
_ENDS = (".", ";", ":", "(")
#: A word between spaces, with the marks after it.
_PLAIN_WORD = lazy.compile(r"([^\W\d_]+)([.,;:!?)]*)")


def vague_predicate(given: Input) -> Iterator[Remark]:
    """Requirements of the form "ska vara" + judging adjective, whatever the adjective: found by shape."""
    analysis = given.analysis
    candidates: list[tuple[Sentence, int]] = []
    for sentence in _sentences_with(analysis, (" vara",)):
        low = analysis.lower[sentence.start : sentence.end]
        found = _MUST_BE.search(low)
        if found is None or not _may_judge(low[found.end() :]):
            continue
        if analysis.clause(sentence).force.binds and not analysis.clause(sentence).sanction:
            candidates.append((sentence, sentence.start + found.end()))
    analysis.parse((sentence for sentence, _ in candidates), syntax=False)
    taken = [(a, b) for a, b, _ in given.vague]
    for sentence, after in candidates:
        for start, end in _predicates(analysis, sentence, after):
            low = analysis.lower[sentence.start : sentence.end]
            a, b = start - sentence.start, end - sentence.start
            if any(start < q and p < end for p, q in taken) or analysis.is_quoted(start, end):
                continue
            if is_bounded(low, a, b) or is_explained(low, b) or analysis.is_defined(start, end):
                continue
            yield Remark(start, end)


def _may_judge(low: str) -> bool:
    """Whether the lower-cased words after "vara" may hold a judging adjective in its place, whatever a parser makes of
    them. False where each word up to one of a closed class, a number or the end of the clause is short or factual.
    """
    words = low.split()
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if _CLOSED.fullmatch(word) or word[0] in "(+0123456789" or (word in _FILLERS and word != "för"):
            return False
        if following in _FILLERS and word.isalpha() and not (following == "för" and _BEFORE_TOO.fullmatch(word)):
            return False
        plain = _PLAIN_WORD.fullmatch(word)
        if plain is None or _judges(plain[1]):
            return True
        if any(mark in plain[2] for mark in _ENDS):
            return False
    return False


def _judges(word: str) -> bool:
    """Whether a lower-cased adjective judges."""
    return not _FACTUAL.fullmatch(word) and len(word) > 3


def _predicates(analysis: Analysis, sentence: Sentence, after: int) -> Iterator[tuple[int, int]]:
    """Judging adjectives that follow "vara" directly, also coordinated ("kända, lättillgängliga och ...")."""
    tokens = [t for t in analysis.tokens(sentence, syntax=False) if t.start >= after]
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.pos in ("ADV", "CCONJ", "PUNCT", "PART") and token.text not in _ENDS:
            continue
        if token.pos != "ADJ" or "VerbForm=Part" in token.morph or "Degree=Pos" not in token.morph:
            return
        if following is not None and following.pos in ("NOUN", "PROPN", "ADJ"):
            return  # attributive: "ska vara svenska medborgare"
        if following is not None and following.text in _FILLERS:
            return  # the words after it fill it: "öppen för alla", "skyldig att"
        if _judges(token.text.lower()):
            yield token.start, token.end


#: Two that cancel each other. A thing forbidden without leave ("får inte användas utan tillstånd"), or with a bad
#: quality ("inte medföra orimliga kostnader"), is negated once in each sense.
_NEGATED = lazy.compile(
    r"(?<!\w)(?:inte|ej|icke|aldrig) (?:(?:(?:är|vara|var|blir|bli|anses|bedöms|helt|alls) )?o(?:tillräcklig|lämplig|skälig|rimlig|vanlig|väsentlig|giltig"
    r"|tillåt|möjlig|befogad|berättigad|känd|klar|säker|lik|riktig|acceptabel)\w*|(?:\w+ )?(?:saknar|saknas|underlåter|underlåta|förbjud\w+)"
    r"|utan (?:anledning|skäl|orsak|betydelse))(?!\w)"
    r"|(?<!\w)utan att inte(?!\w)"
)


def double_negation(given: Input) -> Iterator[Remark]:
    """Two negations that the reader must cancel: "inte otillräcklig", "inte saknar", "utan att inte"."""
    analysis = given.analysis
    reached = 0
    for offset in analysis.offsets(("inte ", "ej ", "icke ", "aldrig ", "utan att inte")):
        match = _NEGATED.match(analysis.lower, offset) if offset >= reached else None
        if match is None:
            continue
        reached = match.end()
        if not analysis.document.plain.is_masked(*match.span()):
            sentence = analysis.sentence_at(match.start())
            if analysis.clause(sentence).force.binds and match.end() <= sentence.end:
                yield Remark(*match.span())
