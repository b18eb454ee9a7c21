"""What only grammar shows: duties without an actor, requirements that are bare judgements, double negation."""

from __future__ import annotations

from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.document import BlockKind
from lintkit.language.analysis import Analysis, Sentence
from lintkit.language.bounds import has_citation, is_bounded, is_explained
from lintkit.language.clauses import agent_of, names_agent
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
    analysis = given.analysis
    found = list(_duties(given))
    analysis.parse([s for s, _, _ in found if names_agent(analysis.lower[s.start : s.end])])
    for sentence, start, end in found:
        if agent_of(analysis, sentence) is None:
            yield Remark(start, end)


def _duties(given: Input) -> Iterator[tuple[Sentence, int, int]]:
    """Sentences with a passive duty, and the plain range of its verb."""
    analysis = given.analysis
    if not analysis.may_hold(_DUTY_VERB):
        return
    for block in given.document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.TOC, BlockKind.CODE, BlockKind.PAGE_HEADER):
            continue
        for sentence in analysis.sentences(block):
            low = analysis.lower[sentence.start : sentence.end]
            match = _DUTY_VERB.search(low)
            if match is None or _ADDRESSED.search(low[match.end() :]) or has_citation(low):
                continue
            modals = list(_BINDING_MODAL.finditer(low[: match.start()]))
            if not modals or _SUBORDINATE.search(low[modals[-1].end() : match.start()]):
                continue
            clause = analysis.clause(sentence)
            if clause.force is not Force.REQUIREMENT or clause.sanction:
                continue
            yield sentence, sentence.start + match.start(), sentence.start + match.end()


_MUST_BE = lazy.compile(r"(?<!\w)(?:ska|skall|måste) (?:[\w-]+ ){0,4}?vara(?!\w)")


def vague_predicate(given: Input) -> Iterator[Remark]:
    """Requirements of the form "ska vara" + judging adjective, whatever the adjective: found by shape."""
    analysis = given.analysis
    candidates: list[tuple[Sentence, int]] = []
    for block in given.document.blocks:
        for sentence in analysis.sentences(block):
            low = analysis.lower[sentence.start : sentence.end]
            found = _MUST_BE.search(low) if " vara" in low else None
            if found and analysis.clause(sentence).force.binds and not analysis.clause(sentence).sanction:
                candidates.append((sentence, sentence.start + found.end()))
    analysis.parse([sentence for sentence, _ in candidates])
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


def _predicates(analysis: Analysis, sentence: Sentence, after: int) -> Iterator[tuple[int, int]]:
    """Judging adjectives that follow "vara" directly, also coordinated ("kända, lättillgängliga och ...")."""
    tokens = [t for t in analysis.tokens(sentence) if t.start >= after]
    for i, token in enumerate(tokens):
        if token.pos in ("ADV", "CCONJ", "PUNCT", "PART") and token.text not in (".", ";", ":", "("):
            continue
        if token.pos != "ADJ" or "VerbForm=Part" in token.morph or "Degree=Pos" not in token.morph:
            return
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is not None and following.pos in ("NOUN", "PROPN", "ADJ"):
            return  # attributive: "ska vara svenska medborgare"
        if following is not None and following.text in (
            "för",
            "om",
            "av",
            "med",
            "mot",
            "enligt",
            "på",
            "till",
            "i",
            "att",
        ):
            return  # the words after it fill it: "öppen för alla", "skyldig att"
        if not _FACTUAL.fullmatch(token.text.lower()) and len(token.text) > 3:
            yield token.start, token.end


_NEGATED = lazy.compile(
    r"(?<!\w)(?:inte|ej|icke|aldrig) (?:\w+ )?(?:o(?:tillräcklig|lämplig|skälig|rimlig|nödig|vanlig|väsentlig|giltig|tillåt|behörig"
    r"|möjlig|befogad|berättigad|känd|klar|säker|lik|riktig|acceptabel)\w*|utan|saknar|saknas|underlåter|underlåta|förbjud\w+)(?!\w)"
    r"|(?<!\w)utan att inte(?!\w)"
)


def double_negation(given: Input) -> Iterator[Remark]:
    """Two negations that the reader must cancel: "inte otillräcklig", "inte saknar", "utan att inte"."""
    analysis = given.analysis
    for match in _NEGATED.finditer(analysis.lower):
        if not analysis.document.plain.is_masked(*match.span()):
            sentence = analysis.sentence_at(match.start())
            if analysis.clause(sentence).force.binds and match.end() <= sentence.end:
                yield Remark(*match.span())
