"""What a text demands of proofs about the company: registration, tax, credit, debts; criminal records are elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lintkit.document import Block, BlockKind
from lintkit.facts import registers_text as words
from lintkit.facts.passage import Slot, per_analysis, search, slot, spoken
from lintkit.facts.registers import months, shortest_age
from lintkit.language.analysis import Analysis, Sentence

Proof = Literal[
    "bolagsregistret", "skatteuppgifter", "kreditupplysning", "kronofogdens register", "verkliga huvudmän", "bokslut",
    "polisens yttrande", "tillstånd",
]  # fmt: skip

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
#: What is asked about a company without a dated paper: a standing, a sum of debts, a class of risk, an owner.
_STATES: tuple[tuple[Proof, re.Pattern[str]], ...] = (
    ("bolagsregistret", re.compile(r"(?<!\w)registrer\w+ i (?:\w+- (?:och|eller) )?(?:bolags|aktiebolags|handels|närings|förenings)\w*regist\w+")),
    ("skatteuppgifter", re.compile(
        r"(?<!\w)(?:(?:godkän\w+ för |bevis (?:om|på) |registrer\w+ för |registrer\w+ till )?(?:f- ?och a-skatt|fa?-?skatt)\w*"
        r"|(?:skattekontoutdrag|(?:konto)?utdrag (?:från|ur|över) (?:\w+ )?skattekonto)\w*|skatte(?:- (?:och|eller) avgifts)?skuld\w*"
        r"|(?:intyg|uppgift\w*|besked|upplysning\w*) (?:från|hos|av) skatt\w+|(?:avgifter/skatter|skatter/avgifter"
        r"|skatter (?:och|eller|samt) (?:\w+ )?avgifter)|registrer\w+ (?:som arbetsgivare|för (?:moms|mervärdesskatt)))(?!\w)")),
    ("kronofogdens register", re.compile(r"(?<!\w)(?:(?:hos|från|av|i|och|eller) kronofog\w*|restförd\w* (?:\w+ )?(?:skuld|belopp|skatt)\w*)(?!\w)")),
    ("kreditupplysning", re.compile(
        r"(?<!\w)(?:rating\w*|riskklass\w* (?:\w+ ){0,4}?(?:hos|enligt|av) (?:uc|kredit\w+)|kreditvärd\w+|kreditbetyg\w*|creditsafe|uc ab|upplysningscentralen|dun & bradstreet"
        r"|bisnode|betalningsanmärkning\w*|ekonomiska upplysningar)(?!\w)")),
    ("verkliga huvudmän", re.compile(r"(?<!\w)verklig\w* huvudm[aä]n\w*")),
    ("bokslut", re.compile(r"(?<!\w)(?:bokslut\w*|årsredovisning\w*|balansräkning\w*|soliditet\w*|revisorsintyg\w*)(?!\w)")),
    ("polisens yttrande", re.compile(r"(?<!\w)(?:yttrande\w* (?:från|av|hos) polis\w*|polis\w*s yttrande\w*)")),
    ("tillstånd", re.compile(r"(?<!\w)tillstånd\w* från (?:ivo|inspektion\w* för vård)(?!\w)")),
)  # fmt: skip
#: A time beside a rating or a permit is the period that it covers, not how old the paper may be.
_DATED_STATES = frozenset({"skatteuppgifter", "kronofogdens register"})
#: Accounts are asked for in every yearly report; they prove a company's standing where it is being checked.
_NEEDS_CHECK = frozenset({"bokslut", "verkliga huvudmän"})
_CHECKING = re.compile(
    r"(?<!\w)(?:visa(?:r|s)? att|kontroll\w*|granska\w*|prövar?|prövas|hämta\w*|inhämta\w*|begär\w*|styrk\w*)(?!\w)"
)
#: What a company is to have, be, show or have checked, as against what it does with its taxes every month.
_STANDING = re.compile(
    r"(?<!\w)(?:ha|har|inneha\w*|vara|är|finns|sakna\w*|fri från|uppfyll\w+|fullgjor\w+|fullgör\w*|visa\w*|uppvisa\w*|styrk\w*"
    r"|lämna\w*|bifoga\w*|redovisa\w*|ge in|kontroll\w*|granska\w*|prövar?|hämta\w*|inhämta\w*|begär\w*|tar|godtas|försäkra\w*"
    r"|försäkran|bevis|intyg\w*|minst|verifier\w*)(?!\w)"
)
#: Grounds for ending a contract and what follows name debts and taxes too, and ask for nothing.
_GROUND = re.compile(
    r"(?<!\w)(?:häva\w*|hävning\w*|säga\w* upp|uppsägning\w*|återkall\w+|uteslut\w+|upphör\w*|återkräv\w*|polisanmäl\w*"
    r"|förfaller|konkursansökan|leder till|underrätta\w*|sekretess\w*|samverka\w*|avdrag\w*|lön\w*)(?!\w)"
)
_PAPER_COLUMN = re.compile(r"underlag|handling|bevis|intyg|dokument")
_BARE_AGE = re.compile(rf"\W*(?:högst |max(?:imalt)? |upp till )?{words.SPAN}\W*")

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
    r"(?<!\w)(?:kommunen|nämnden|beställaren|handläggaren|förvaltningen|b|vi|myndigheten|controllern|inspektören|\w+enheten|\w+chefen) (?:\w+ ){0,4}?(?:tar"
    r"|inhämtar|hämtar|kontrollerar|begär|beställer|gör)(?!\w)"
)
_PAPERS_AGE = re.compile(r"handling|bevis|intyg|utdrag|dokument|uppgift")
_REACH = 5
#: No table that lists papers is wider.
_CELLS = 8


@dataclass(frozen=True, slots=True)
class CompanyProof:
    """One demand for a paper about the company (`paper`), a standing it must show, or a check with its `occasion`.

    `words` is what is asked for as written, `paper` the same where it is a paper dated one day;
    `age` are the words on its age, `fetched` tells that the municipality gets it itself, so that it is fresh.
    """

    register: Proof | None
    words: Slot | None
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
    seen: set[tuple[int, Proof]] = set()
    for block, sentences in spoken(analysis):
        for sentence in sentences:
            lead = analysis.lead(block)
            if analysis.clause(sentence).force.binds or (lead and analysis.clause(lead).force.binds):
                yield from _asked(analysis, block, sentence, lead, seen)


def _asked(
    analysis: Analysis, block: Block, sentence: Sentence, lead: Sentence | None, seen: set[tuple[int, Proof]]
) -> Iterator[CompanyProof]:
    low = analysis.lower[sentence.start : sentence.end]
    lead_low = analysis.lower[lead.start : lead.end] if lead else ""
    papers = [(name, slot) for name, pattern in _PAPERS if (slot := search(analysis, pattern, sentence))]
    states = [
        (name, slot) for name, slot in _states(analysis, sentence, f"{lead_low} {low}")
        if all(name != other for other, _ in papers) and (block.index, name) not in seen
    ]  # fmt: skip
    occasion = search(analysis, words.APPLYING, sentence)
    block_low = analysis.lower[block.plain_start : block.plain_end]
    checked = occasion is not None and _CHECKED.search(block_low) is not None
    timed = checked and re.search(r"kontroll|beg[äa]r|hämta", low) is not None
    if not (papers or states or timed):
        return
    around = list(_around(analysis, block))
    age, measure = _row_age(analysis, block) if block.cell else shortest_age(analysis, [sentence])
    shared = shortest_age(analysis, _on_papers(analysis, around)) if age is None else (None, None)
    if age is None and papers:
        age, measure = shared
    renewal = next((r for s in around if (r := search(analysis, words.RENEWAL, s))), None)
    fetched = any(_FETCHED.search(text) for text in (low, lead_low))
    handed = _HANDED.search(low) is not None or _HANDED.search(lead_low) is not None or _in_paper_column(block)
    for name, paper in papers:
        yield CompanyProof(name, paper, paper, age, measure, occasion, renewal, fetched, handed, sentence)
    for name, state in states:
        words_, months_ = (age, measure) if age and name in _DATED_STATES else shared if handed else (None, None)
        yield CompanyProof(name, state, None, words_, months_, occasion, renewal, fetched or timed, handed, sentence)
    if timed and not papers and not states:
        yield CompanyProof(None, None, None, age, measure, occasion, renewal, True, False, sentence)
    seen.update((block.index, name) for name, _ in (*papers, *states))


def _states(analysis: Analysis, sentence: Sentence, low: str) -> Iterator[tuple[Proof, Slot]]:
    """What the company must have or be, unless the sentence gives a ground for something else."""
    if not _STANDING.search(low) or _GROUND.search(low):
        return
    for name, pattern in _STATES:
        found = search(analysis, pattern, sentence)
        if found and (name not in _NEEDS_CHECK or _CHECKING.search(low)):
            yield name, found


def _row_age(analysis: Analysis, block: Block) -> tuple[Slot | None, float | None]:
    """The age in the same row of a table, where a bare "1 månad" says enough under its heading."""
    for other in analysis.document.blocks[max(block.index - _CELLS, 0) : block.index + _CELLS]:
        if block.cell and other.cell and other.cell[:2] == block.cell[:2]:
            match = _BARE_AGE.match(analysis.lower, other.plain_start, other.plain_end)
            if match:
                return slot(analysis, other.plain_start, other.plain_end), months(match)
    return None, None


def _in_paper_column(block: Block) -> bool:
    """Whether a cell stands in a column headed as papers to be handed in."""
    return (
        block.cell is not None and block.cell.row > 0 and _PAPER_COLUMN.search(block.cell.heading.lower()) is not None
    )


def _around(analysis: Analysis, block: Block) -> Iterator[Sentence]:
    """Sentences of the block, and of the blocks near it in the same section: a list's common closing words."""
    blocks = analysis.document.blocks
    for other in blocks[max(block.index - 2, 0) : block.index + _REACH + 1]:
        if other.section == block.section and other.kind is not BlockKind.HEADING:
            yield from analysis.sentences(other)


def _on_papers(analysis: Analysis, sentences: list[Sentence]) -> Iterator[Sentence]:
    for sentence in sentences:
        low = analysis.lower[sentence.start : sentence.end]
        if _PAPERS_AGE.match(low) or re.search(
            r"(?:handlingar|bevis|intyg|dokument)\w* (?:\w+ ){0,6}(?:får|ska"
            r"|skall)",
            low,
        ):
            yield sentence
