"""What a text demands of proofs about the company: registration, tax, credit, debts; criminal records are elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lintkit.document import Block, BlockKind
from lintkit.facts import registers_text as words
from lintkit.facts.passage import Slot, per_analysis, search, spoken
from lintkit.facts.registers import shortest_age
from lintkit.language.analysis import Analysis, Sentence

Proof = Literal["bolagsregistret", "skatteuppgifter", "kreditupplysning", "kronofogdens register"]

#: Papers that show one day's state of a company; statements of account and annual reports carry their own date.
_PAPERS: tuple[tuple[Proof, re.Pattern[str]], ...] = (
    ("bolagsregistret", re.compile(r"(?<!\w)(?:registreringsbevis(?: från bolagsverket)?|registerbevis"
        r"|utdrag ur (?:bolags|aktiebolags|närings(?:livs)?|handels|förenings)\w*regist\w+"
        r"|utdrag från bolagsverket)(?!\w)")),
    ("skatteuppgifter", re.compile(r"(?<!\w)(?:skatteintyg\w*|intyg (?:från|av|hos) skatte\w+(?: om att skatter[^.;,]{3,40}betalda)?|(?:blankett(?:en)? )?skv ?4820)(?!\w)")),
    ("kreditupplysning", re.compile(r"(?<!\w)(?:kreditupplysning(?:en|ar)?|kreditrapport(?:en)?"
        r"|kreditintyg(?:et)?)(?!\w)")),
    ("kronofogdens register", re.compile(r"(?<!\w)(?:intyg|utdrag|skuldfrihetsintyg) från kronofog\w+|(?<!\w)skuldfrihetsintyg(?!\w)")),
)  # fmt: skip
#: Checks of the company's economy that name a moment: "Kontrollen görs när ansökan prövas".
_CHECKED = re.compile(
    r"f-?skatt|kreditupplysning|kronofog|rating|skatteskuld|betalningsanmärkning|skatteverket"
    r"|ekonomisk\w* (?:ställning|kontroll)|skulder"
)
_HANDED = re.compile(
    r"(?<!\w)(?:bifoga\w*|lämna\w*|inkom\w+ med|ge in|ges in|inge|visa\w*|uppvisa\w*"
    r"|presentera\w*|skicka\w*|insända|styrk\w+|redovisa\w*|innehålla|bestå av|omfatta)(?!\w)"
)
_FETCHED = re.compile(
    r"(?<!\w)(?:kommunen|nämnden|beställaren|handläggaren|förvaltningen|b|vi|myndigheten) (?:\w+ ){0,4}?(?:tar"
    r"|inhämtar|hämtar|kontrollerar|begär|beställer|gör)(?!\w)"
)
_PAPERS_AGE = re.compile(r"handling|bevis|intyg|utdrag|dokument|uppgift")
_REACH = 5


@dataclass(frozen=True, slots=True)
class CompanyProof:
    """One demand for a paper about the company (`paper`), or one check of it with its moment (`occasion`).

    `age` are the words on its age, `fetched` tells that the municipality gets it itself, so that it is fresh.
    """

    register: Proof | None
    paper: Slot | None
    age: Slot | None
    max_age_months: float | None
    occasion: Slot | None
    renewal: Slot | None
    fetched: bool
    handed: bool
    sentence: Sentence


@per_analysis
def proofs(analysis: Analysis) -> tuple[CompanyProof, ...]:
    """Demands for company proofs and checks of the company in the document, in reading order."""
    return tuple(_read(analysis))


def _read(analysis: Analysis) -> Iterator[CompanyProof]:
    for block, sentences in spoken(analysis):
        block_low = analysis.lower[block.plain_start : block.plain_end]
        for sentence in sentences:
            low = analysis.lower[sentence.start : sentence.end]
            found = [(name, slot) for name, pattern in _PAPERS if (slot := search(analysis, pattern, sentence))]
            lead = analysis.lead(block)
            lead_low = analysis.lower[lead.start : lead.end] if lead else ""
            around = list(_around(analysis, block))
            age, measure = shortest_age(analysis, [sentence])
            if age is None and found:
                age, measure = shortest_age(analysis, _on_papers(analysis, around))
            occasion = search(analysis, words.APPLYING, sentence)
            renewal = next((r for s in around if (r := search(analysis, words.RENEWAL, s))), None)
            fetched = _FETCHED.search(low) is not None
            handed = _HANDED.search(low) is not None or _HANDED.search(lead_low) is not None
            if not (analysis.clause(sentence).force.binds or (lead and analysis.clause(lead).force.binds)):
                continue
            if found:
                for name, paper in found:
                    yield CompanyProof(name, paper, age, measure, occasion, renewal, fetched, handed, sentence)
            elif occasion and _CHECKED.search(block_low) and re.search(r"kontroll|beg[äa]r|hämta", low):
                yield CompanyProof(None, None, age, measure, occasion, renewal, True, False, sentence)


def _around(analysis: Analysis, block: Block) -> Iterator[Sentence]:
    """Sentences of the block, and of the blocks near it in the same section: a list's common closing words."""
    blocks = analysis.document.blocks
    for other in blocks[max(block.index - 2, 0) : block.index + _REACH + 1]:
        if other.section == block.section and other.kind is not BlockKind.HEADING:
            yield from analysis.sentences(other)


def _on_papers(analysis: Analysis, sentences: list[Sentence]) -> Iterator[Sentence]:
    for sentence in sentences:
        low = analysis.lower[sentence.start : sentence.end]
        if _PAPERS_AGE.match(low) or re.search(r"(?:handlingar|bevis|intyg|dokument)\w* (?:\w+ ){0,6}(?:får|ska"
            r"|skall)", low):
            yield sentence
