"""What a provision demands: modality, polarity, voice, who must act, conditions and bounds, as values with spans.

Works from words and place alone; where the document is analysed with a parser, its subject and agent decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from lintkit import lazy
from lintkit.document import Block, BlockKind
from lintkit.language import lexicon
from lintkit.language.analysis import Analysis, Sentence
from lintkit.language.bounds import QUANTITY, has_citation
from lintkit.language.context import Force
from lintkit.language.nlp import Token


class Modality(StrEnum):
    """The verb that carries the duty, by what it does."""

    SKA = "ska"
    MASTE = "måste"
    ALIGGER = "åligger"  # also: ansvarar för, är skyldig, har ansvar
    FAR = "får"  # also: äger rätt, har rätt
    FAR_INTE = "får inte"
    KAN = "kan"
    BOR = "bör"  # also: förväntas, rekommenderas
    INDICATIVE = "indicative"  # plain present tense that binds
    NONE = "none"  # the sentence does not bind


Origin = Literal["subject", "agent", "row", "lead", "heading", "previous"]


class Agent(NamedTuple):
    """Who must act: the words, their plain range, and where they were found."""

    text: str
    start: int
    end: int
    origin: Origin


class _Place(NamedTuple):
    """A sentence that may name the agent of another; `origin` is None for the sentence itself."""

    sentence: Sentence
    origin: Origin | None


class Bound(NamedTuple):
    """A quantity or time limit and its plain range."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """One sentence as a lawyer parses it. Ranges are plain offsets; `passive` are the passive verbs of the duty."""

    sentence: Sentence
    force: Force
    modality: Modality
    negated: bool
    passive: tuple[tuple[int, int], ...]
    agent: Agent | None
    conditions: tuple[tuple[int, int], ...]
    bounds: tuple[Bound, ...]
    cites: bool


_MODALS: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    (Modality.SKA, lazy.compile(r"(?<!\w)(?:ska|skall)(?!\w)")),
    (Modality.MASTE, lazy.compile(r"(?<!\w)(?:måste|krävs|fordras|behöver)(?!\w)")),
    (Modality.FAR_INTE, lazy.compile(r"(?<!\w)får (?:\w+ )?(?:inte|ej|inga|inget|ingen|endast|bara)(?!\w)")),
    (Modality.BOR, lazy.compile(r"(?<!\w)(?:bör|borde|förväntas|rekommenderas|uppmanas)(?!\w)")),
    (Modality.FAR, lazy.compile(r"(?<!\w)(?:får|äger rätt|har rätt|äger|är berättigad\w*)(?!\w)")),
    (Modality.ALIGGER, lexicon.OBLIGES),
    (Modality.KAN, lazy.compile(r"(?<!\w)kan(?!\w)")),
)
_NEGATION = lazy.compile(r"(?<!\w)(?:inte|ej|aldrig|inga|inget|ingen|icke|varken)(?!\w)")
_CONDITION = lazy.compile(
    r"(?:^|(?<=[,;] )|(?<= ))(?:om|vid|när|då|i de fall|under förutsättning att|såvida|så länge|förutsatt att)(?!\w)[^,.;:]*"
)
_MODAL_START = r"(?:ska|skall|måste|bör|får|kan|behöver)"
#: A passive infinitive after a modal, with what may stand between; deponents are no passives.
_MODAL_PASSIVE = lazy.compile(
    rf"(?<!\w){_MODAL_START}(?!\w)(?:[^.;:]{{0,90}}?)(?<!\w)(?P<verb>(?!(?:finnas|trivas|minnas|hoppas|andas|vistas|lyckas|enas|alltid|minst|samtliga)\b)"
    r"[a-zåäö]{3,}(?:as|tas|ges|ras|ses|nås|ås|ys|es))(?!\w)"
)
_BY = lazy.compile(
    r"(?<!\w)av (?:en |ett |den |det |de |respektive |ansvarig |berörd |annan |legitimerad )*"
    + "(?:"
    + lexicon.AGENT.pattern
    + ")"
)
#: The end of a word that may be a passive in -s; what a parser calls passive counts only where there is one.
_S_FORM = lazy.compile(r"[^\W\d_]s(?![^\W_])")
_DUTY_HEADING = lazy.compile(r"ansvar|skyldighet|uppgift|åtagande|roll|åligg")
_RESPONSIBLE = lazy.compile(r"ansvar|vem|aktör|roll|utförs av|beslutsfattare|beslutas av")


def clause_facts(analysis: Analysis, sentence: Sentence) -> ClauseFacts:
    """Read one sentence."""
    low = analysis.lower[sentence.start : sentence.end]
    clause = analysis.clause(sentence)
    modality, _ = _modality(low, clause.force, clause.modal)
    passive = tuple((sentence.start + a, sentence.start + b) for a, b in _passives(analysis, sentence, low))
    return ClauseFacts(
        sentence,
        clause.force,
        modality,
        _NEGATION.search(low) is not None,
        passive,
        agent_of(analysis, sentence),
        tuple((sentence.start + m.start(), sentence.start + m.end()) for m in _CONDITION.finditer(low)),
        tuple(Bound(m[0], sentence.start + m.start(), sentence.start + m.end()) for m in QUANTITY.finditer(low)),
        has_citation(low),
    )


def agent_of(analysis: Analysis, sentence: Sentence) -> Agent | None:
    """Who must act, as `clause_facts` has it; parses only sentences that name somebody who could."""
    for place in _places(analysis, sentence):
        if isinstance(place, Agent):
            return place
        if found := _named(analysis, place.sentence):
            return found._replace(origin=place.origin or found.origin)
    return None


def without_agent(analysis: Analysis, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Those of the sentences for which `agent_of` finds nobody, in order. What words leave open is parsed in one
    batch.
    """
    open_places: dict[Sentence, list[Sentence]] = {}
    for sentence in sentences:
        if (places := _left_open(analysis, sentence)) is not None:
            open_places[sentence] = places
    analysis.parse([place for places in open_places.values() for place in places])
    return [
        sentence for sentence, places in open_places.items() if all(_named(analysis, place) is None for place in places)
    ]


def _left_open(analysis: Analysis, sentence: Sentence) -> list[Sentence] | None:
    """The sentences that may name an agent for this one, as far as words tell; None where an agent is certain."""
    found = []
    for place in _places(analysis, sentence):
        certain = True if isinstance(place, Agent) else names_who_acts(analysis, place.sentence)
        if certain:
            return None
        if certain is None and isinstance(place, _Place):
            found.append(place.sentence)
    return found


def names_agent(low: str) -> bool:
    """Whether a lower-cased sentence names anybody who can act: without one, no parse finds an agent in it."""
    return lexicon.AGENT.search(low) is not None


def names_who_acts(analysis: Analysis, sentence: Sentence) -> bool | None:
    """Whether the sentence itself names who must act, where its words tell whatever a parse would say; else None."""
    low = analysis.lower[sentence.start : sentence.end]
    if not names_agent(low):
        return False
    clause = analysis.clause(sentence)
    _, at = _modality(low, clause.force, clause.modal)
    if _by_place(low, at) is None:
        return None  # only a parsed subject could name somebody
    # A passive has its agent after "av", everything else by place.
    return True if _BY.search(low) or not _S_FORM.search(low) else None


def _named(analysis: Analysis, sentence: Sentence) -> Agent | None:
    """The agent that the sentence itself names."""
    low = analysis.lower[sentence.start : sentence.end]
    if not names_agent(low):
        return None
    clause = analysis.clause(sentence)
    _, at = _modality(low, clause.force, clause.modal)
    return _own_agent(analysis, sentence, low, at, any(True for _ in _passives(analysis, sentence, low)))


def _modality(low: str, force: Force, modal: str) -> tuple[Modality, int]:
    """The modality and the offset of its verb (-1 where the verb is the lead-in's or none)."""
    if not force.binds:
        return Modality.NONE, -1
    for modality, pattern in _MODALS:
        if match := pattern.search(low):
            return modality, match.start()
    for modality, pattern in _MODALS:  # the lead-in's verb
        if modal and pattern.search(modal):
            return modality, -1
    return Modality.INDICATIVE, -1


def _passives(analysis: Analysis, sentence: Sentence, low: str) -> Iterator[tuple[int, int]]:
    tokens = analysis.tokens(sentence)
    if tokens:
        main = _main_verbs(tokens)
        for i in main:
            start, end = tokens[i].start - sentence.start, tokens[i].end - sentence.start
            if (
                "Voice=Pass" in tokens[i].morph
                and "VerbForm=Part" not in tokens[i].morph
                and _S_FORM.match(low, end - 2)
            ):
                yield start, end
        return
    at = 0
    while match := _MODAL_PASSIVE.search(low, at):
        yield match.span("verb")
        at = match.end()


def _own_agent(analysis: Analysis, sentence: Sentence, low: str, modal_at: int, passive: bool) -> Agent | None:
    if passive:
        by = _BY.search(low)
        return _agent(analysis, sentence, by.start() + 3, by.end(), "agent") if by else None
    # A parsed subject that can act decides; a thing as subject ("Lokalerna ska vara låsta") leaves it to the words.
    subject = _parsed_subject(analysis, sentence)
    if subject is not None and lexicon.AGENT.search(low[subject[0] : subject[1]]):
        return _agent(analysis, sentence, *subject, "subject")
    chosen = _by_place(low, modal_at)
    return _agent(analysis, sentence, chosen.start(), chosen.end(), "subject") if chosen else None


def _by_place(low: str, modal_at: int) -> re.Match[str] | None:
    """Whoever stands where the subject of the modal verb at that offset (-1: anywhere) stands."""
    reach = low if modal_at < 0 else low[: modal_at + 60]
    before = [m for m in lexicon.AGENT.finditer(reach) if modal_at < 0 or m.start() < modal_at]
    after = [m for m in lexicon.AGENT.finditer(reach) if 0 <= modal_at < m.start() <= modal_at + 16]
    # main clause first when a condition opens the sentence: "Om ... ska anordnaren ..."
    return after[0] if after else before[0] if before else None


def _main_verbs(tokens: Sequence[Token]) -> list[int]:
    """Indexes of the verbs of the main clause: the root, what it coordinates, and a modal root's verb."""
    roots = {i for i, t in enumerate(tokens) if t.dep in ("ROOT", "root") or t.head == i}
    below = {i for i, t in enumerate(tokens) if t.head in roots and t.dep in ("conj", "xcomp", "ccomp")}
    return sorted(i for i in roots | below if tokens[i].pos in ("VERB", "AUX"))


def _parsed_subject(analysis: Analysis, sentence: Sentence) -> tuple[int, int] | None:
    """The subject of the sentence's root or of its modal verb, with its modifiers to the left (offsets in it)."""
    tokens = analysis.tokens(sentence)
    roots = {i for i, t in enumerate(tokens) if t.dep in ("ROOT", "root") or t.head == i}
    best: int | None = None
    for i, token in enumerate(tokens):
        if token.dep.startswith("nsubj") and token.pos in ("NOUN", "PROPN", "PRON"):
            head = tokens[token.head]
            if token.head in roots or tokens[token.head].head in roots or head.pos == "AUX":
                best = i
                break
    if best is None:
        return None
    first = best
    while first > 0 and tokens[first - 1].head == best and tokens[first - 1].pos in ("ADJ", "DET", "NUM", "PROPN"):
        first -= 1
    return tokens[first].start - sentence.start, tokens[best].end - sentence.start


def _agent(analysis: Analysis, sentence: Sentence, start: int, end: int, origin: Origin) -> Agent:
    a, b = sentence.start + start, sentence.start + end
    return Agent(analysis.document.plain.text[a:b], a, b, origin)


def _places(analysis: Analysis, sentence: Sentence) -> Iterator[Agent | _Place]:
    """Where an agent is looked for, in order: agents that words alone tell, and sentences that may name one. Agents
    left out in legal Swedish are taken from the table row, lead-in, heading or the sentences before.
    """
    yield _Place(sentence, None)
    block = analysis.document.blocks[sentence.block]
    if found := _from_row(analysis, block):
        yield found
    lead = analysis.lead(block)
    if lead is not None and lead.block < sentence.block:
        for place in _places(analysis, lead):
            yield place._replace(origin="lead")
    if found := _from_heading(analysis, block):
        yield found
    yield from _before(analysis, sentence, block)


def _from_row(analysis: Analysis, block: Block) -> Agent | None:
    """The cell under "Ansvarig" in the same table row."""
    if block.cell is None:
        return None
    for other in _row(analysis, block):
        if (
            other.cell is not None
            and _RESPONSIBLE.search(other.cell.heading.lower())
            and other.plain_end > other.plain_start
        ):
            return Agent(analysis.document.block_text(other), other.plain_start, other.plain_end, "row")
    return None


def _row(analysis: Analysis, block: Block) -> Iterator[Block]:
    assert block.cell is not None
    blocks = analysis.document.blocks
    for step in (-1, 1):
        i = block.index + step
        while 0 <= i < len(blocks):
            cell = blocks[i].cell
            if cell is None or (cell.table, cell.row) != (block.cell.table, block.cell.row):
                break
            yield blocks[i]
            i += step


def _from_heading(analysis: Analysis, block: Block) -> Agent | None:
    """The actor that a heading above names: "Anordnarens ansvar", "Enhetschef"."""
    if not block.section:
        return None
    name = block.section[-1].lower()
    match = lexicon.ACTOR.search(name)
    if match is None or not (match.end() - match.start() > 0.8 * len(name.strip()) or _DUTY_HEADING.search(name)):
        return None
    for i in range(block.index, -1, -1):
        heading = analysis.document.blocks[i]
        if heading.kind is BlockKind.HEADING and analysis.document.block_text(heading) == block.section[-1]:
            start = heading.plain_start + match.start()
            return Agent(
                analysis.document.plain.text[start : start + len(match[0])], start, start + len(match[0]), "heading"
            )
    return None


def _before(analysis: Analysis, sentence: Sentence, block: Block) -> Iterator[_Place]:
    """The sentences before in the block, then the last ones before it in the provision, up to one without a duty."""
    own = [s for s in analysis.sentences(block) if s.start < sentence.start]
    candidates = list(reversed(own))
    for i in range(block.index - 1, max(block.index - 3, -1), -1):
        other = analysis.document.blocks[i]
        if other.section != block.section or other.kind is BlockKind.HEADING or other.provision != block.provision:
            break
        candidates.extend(reversed(analysis.sentences(other)))
    for candidate in candidates[:3]:
        yield _Place(candidate, "previous")
        low = analysis.lower[candidate.start : candidate.end]
        if _modality(low, analysis.clause(candidate).force, analysis.clause(candidate).modal)[0] is Modality.NONE:
            break
