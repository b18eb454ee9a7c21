"""What a text demands of proofs about the company: registration, tax, credit, debts; criminal records are elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lintkit import lazy
from lintkit.document import Block, BlockKind
from lintkit.facts import registers_text as words
from lintkit.facts.passage import Slot, per_analysis, search, spoken
from lintkit.facts.registers_age import PAPERS_TOGETHER, row_age, shortest_age
from lintkit.facts.registers_unnamed import asked_of_lead
from lintkit.language.analysis import Analysis, Sentence
from lintkit.language.memory import holds

Proof = Literal[
    "bolagsregistret", "skatteuppgifter", "kreditupplysning", "kronofogdens register", "verkliga huvudmän", "bokslut",
    "polisens yttrande", "tillstånd", "näringsförbudsregistret", "bankuppgifter", "försäkring",
]  # fmt: skip

#: Papers that show one day's state of a company; statements of account and annual reports carry their own date.
_PAPERS: tuple[tuple[Proof, re.Pattern[str]], ...] = (
    ("bolagsregistret", lazy.compile(r"(?<!\w)(?:(?<!fordonets )(?<!fordonens )(?<!bilens )registreringsbevis(?:et)?(?! för (?:\w+ )?(?:fordon|bil|släp))(?: från bolagsverket)?|registerbevis(?:et)?|bolagsverksbevis"
        r"|(?:bolags|företags)(?:utdrag|bevis)\w*|bevis (?:om|på|över) registrering(?:en)?(?: (?:hos|i|från) bolags\w+)?"
        r"|utdrag ur (?:bolags|aktiebolags|närings(?:livs)?|handels|förenings)\w*regist\w+"
        r"|(?:utdrag|intyg|bevis) (?:från|hos|av) bolagsverket)(?!\w)")),
    ("skatteuppgifter", lazy.compile(r"(?<!\w)(?:skatteintyg\w*|(?:intyg|utdrag|bevis|besked) (?:från|av|hos) skatte(?!konto)\w+(?: om att skatter[^.;,]{3,40}betalda)?|(?:blankett(?:en)? )?skv ?4820)(?!\w)")),
    ("kreditupplysning", lazy.compile(r"(?<!\w)(?:kreditupplysning(?:en|ar)?|kreditrapport(?:en)?"
        r"|kreditintyg(?:et)?|(?:utdrag|rapport|omdöme|upplysning|intyg) från kredit\w+|kredit(?:omdöme|bedömning|utdrag|betygsintyg)\w*|soliditetsintyg\w*|uc-(?:utdrag|rapport|upplysning)\w*)(?!\w)")),
    ("kronofogdens register", lazy.compile(r"(?<!\w)(?:intyg|utdrag|skuldfrihetsintyg|besked|bevis|upplysning) (?:från|ur|av|hos) kronofog\w+(?: register\w*)?|(?<!\w)(?:skuldfrihets(?:intyg|bevis)\w*|(?:intyg|bevis) (?:om|på) skuldfrihet)(?!\w)")),
    ("verkliga huvudmän", lazy.compile(r"(?<!\w)(?:utdrag|bevis|intyg) (?:ur|från|om|över|på) [^.;,|]{0,40}?verklig\w* huvudm[aä]n\w*")),
)  # fmt: skip
#: What is asked about a company without a dated paper: a standing, a sum of debts, a class of risk, an owner.
_STATES: tuple[tuple[Proof, re.Pattern[str]], ...] = (
    ("bolagsregistret", lazy.compile(r"(?<!\w)registrer\w+ i (?:\w+- (?:och|eller) )?(?:bolags|aktiebolags|handels|närings|förenings)\w*regist\w+")),
    ("skatteuppgifter", lazy.compile(
        r"(?<!\w)(?:f-?skatt(?:se|e)del\w*|f-?skatte?bevis\w*|(?:godkän\w+ för |bevis (?:om|på) |registrer\w+ för |registrer\w+ till )?(?:f- ?och a-skatt|fa?-?skatt)\w*"
        r"|(?:skattekontoutdrag|(?:konto)?utdrag (?:från|ur|över) (?:\w+ )?skattekonto)\w*|skatte(?:- (?:och|eller) avgifts)?skuld\w*"
        r"|(?:intyg|uppgift\w*|besked|upplysning\w*) (?:från|hos|av) skatt\w+|(?:avgifter/skatter|skatter/avgifter"
        r"|skatter (?:och|eller|samt) (?:\w+ )?avgifter)|registrer\w+ (?:som arbetsgivare|för (?:moms|mervärdesskatt)))(?!\w)")),
    ("kronofogdens register", lazy.compile(r"(?<!\w)(?:(?:hos|från|av|i|och|eller) kronofog\w*|restförd\w* (?:\w+ )?(?:skuld|belopp|skatt)\w*)(?!\w)")),
    ("kreditupplysning", lazy.compile(
        r"(?<!\w)(?:rating\w*|riskklass\w* (?:\w+ ){0,4}?(?:hos|enligt|av) (?:uc|kredit\w+)|kreditvärd\w+|kreditbetyg\w*|creditsafe|uc ab|upplysningscentralen|dun & bradstreet"
        r"|bisnode|betalningsanmärkning\w*|ekonomiska upplysningar)(?!\w)")),
    ("verkliga huvudmän", lazy.compile(r"(?<!\w)verklig\w* huvudm[aä]n\w*")),
    ("bokslut", lazy.compile(r"(?<!\w)(?:bokslut\w*|årsredovisning\w*|balansräkning\w*|soliditet\w*|revisorsintyg\w*)(?!\w)")),
    ("polisens yttrande", lazy.compile(r"(?<!\w)(?:yttrande\w* (?:från|av|hos) polis\w*|polis\w*s yttrande\w*)")),
    ("näringsförbudsregistret", lazy.compile(r"(?<!\w)näringsförbud\w*")),
    ("bankuppgifter", lazy.compile(r"(?<!\w)(?:(?:konto)?utdrag|intyg|besked) från (?:\w+ )?bank\w*|(?<!\w)bank(?:intyg|garanti|besked)\w*")),
    ("försäkring", lazy.compile(r"(?<!\w)(?:försäkrings(?:bevis|brev|intyg)\w*|(?:intyg|bevis) (?:om|på) (?:\w+ )?\w*försäkring)(?!\w)")),
    ("tillstånd", lazy.compile(r"(?<!\w)tillstånd\w* från (?:ivo|inspektion\w* för vård)(?!\w)")),
)  # fmt: skip
#: A time beside a rating or a permit is the period that it covers, not how old the paper may be.
_DATED_STATES = frozenset({"skatteuppgifter", "kronofogdens register", "bankuppgifter"})
#: Accounts are asked for in every yearly report; they prove a company's standing where it is being checked.
_NEEDS_CHECK = frozenset({"bokslut", "verkliga huvudmän", "näringsförbudsregistret"})
_CHECKING = lazy.compile(
    r"(?<!\w)(?:visa(?:r|s)? att|kontroll\w*|granska\w*|prövar?|prövas|hämta\w*|inhämta\w*|begär\w*|styrk\w*)(?!\w)"
)
#: What a company is to have, be, show or have checked, as against what it does with its taxes every month.
_STANDING = lazy.compile(
    r"(?<!\w)(?:ha|har|inneha\w*|vara|är|finns|sakna\w*|fri från|uppfyll\w+|fullgjor\w+|fullgör\w*|visa\w*|uppvisa\w*|styrk\w*"
    r"|lämna\w*|(?:bi|åt)?foga\w*|inge\w*|överlämna\w*|redovisa\w*|ge in|kontroll\w*|granska\w*|prövar?|hämta\w*|inhämta\w*|begär\w*|tar|godtas|försäkra\w*"
    r"|försäkran|bevis|intyg\w*|minst|verifier\w*)(?!\w)"
)
#: Grounds for ending a contract and what follows name debts and taxes too, and ask for nothing.
_GROUND = lazy.compile(
    r"(?<!\w)(?:häva\w*|hävning\w*|säga\w* upp|uppsägning\w*|återkall\w+|uteslut\w+|upphör\w*|återkräv\w*|polisanmäl\w*"
    r"|förfaller|konkursansökan|leder till|underrätta\w*|sekretess\w*|samverka\w*|avdrag\w*|lön\w*)(?!\w)"
)

#: Checks of the company's economy that name a moment: "Kontrollen görs när ansökan prövas".
_CHECKED = lazy.compile(
    r"f-?skatt|kreditupplysning|kronofog|rating|skatteskuld|betalningsanmärkning|skatteverket"
    r"|ekonomisk\w* (?:ställning|kontroll)|skulder|skatter och (?:\w+ )?avgifter|registreringsuppgift|bolagsverket"
)
_HANDED = lazy.compile(
    r"(?<!\w)(?:(?:bi|åt)?foga\w*|(?:över|in)?lämna\w*|inkom\w+ med|ge in|ges in|inge[rs]?|visa\w*|uppvisa\w*"
    r"|presentera\w*|skicka\w*|insända|styrk\w+|redovisa\w*|innehålla|bestå av|omfatta)(?!\w)"
)
_FETCHED = lazy.compile(
    r"(?<!\w)(?:kommunen|nämnden|beställaren|handläggaren|förvaltningen|b|vi|myndigheten|controllern|inspektören|\w+enheten|\w+chefen) (?:\w+ ){0,4}?(?:tar"
    r"|inhämtar|hämtar|kontrollerar|begär|beställer|gör)(?!\w)"
)
#: "Vi begär att bolaget skickar": somebody else gets it.
_SENT = lazy.compile(r"(?:begär|kräver) att (?:\w+ ){1,3}(?:skicka|lämna|visa|bifoga|ge|sänd)\w*(?!\w)")
_SPECIFIC = lazy.compile(r"skatteverket|kronofog|bolagsverket|registreringsbevis|kreditupplysning|bank")
_ADJECTIVE = lazy.compile(r"(?<!\w)gammalt?(?!\w)")
_NEUTER = lazy.compile(r"(?:bevis|intyg|utdrag|besked|yttrande|betyg|omdöme)(?:et)?$")
_REACH = 5
#: No list of papers is longer: words on all of them may stand before it.
_LIST = 8
#: A cheap look: without one of these the patterns for papers and standings find nothing.
_HINT = lazy.compile(
    r"registr|registerbevis|bolags|företags(?:utdrag|bevis)|skatt|skv|kredit|kronofog|skuld|upplysning|rating|riskklass|soliditet|uc[ -]|dun &|bisnode"
    r"|ekonomisk|betalningsanm|huvudm|bokslut|årsredovis|balansr|revisorsintyg|polis|tillstånd|näringsförbud|bank|försäkring|restförd"
)
#: The same papers got again later: "Uppgifterna kontrolleras på nytt i mars varje år", "ett nytt registreringsbevis".
_AGAIN = lazy.compile(r"(?<!\w)(?:på nytt|ånyo|nytt|nya|ny|åter|igen|förnya\w*|löpande|därefter|återkommande)(?!\w)")
_ANY_PAPER = lazy.compile(r"(?<!\w)(?:handling|uppgift|bevis|underlag|intyg|utdrag|kontroll)\w*")


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


class _Place(NamedTuple):
    """What the sentences of one block share: worked out once for each block that asks for something."""

    low: str
    lead: Sentence | None
    lead_low: str
    shared: tuple[Slot | None, float | None]
    renewal: Slot | None


_renews = holds(words.RENEWAL)


def _read(analysis: Analysis) -> Iterator[CompanyProof]:
    seen: set[tuple[int, Proof]] = set()
    for block, sentences in spoken(analysis, _HINT):
        if not _HINT.search(analysis.lower[block.plain_start : block.plain_end]):
            continue
        lead = analysis.lead(block)
        place: _Place | None = None
        for sentence in sentences:
            low = analysis.lower[sentence.start : sentence.end]
            if not (_HINT.search(low) or words.APPLYING.search(low)):
                continue
            if (
                analysis.clause(sentence).force.binds
                or words.IMPERATIVE.match(low)
                or asked_of_lead(analysis, block)
                or (lead and analysis.clause(lead).force.binds)
            ):
                place = place or _place(analysis, block, lead)
                yield from _asked(analysis, block, sentence, low, place, seen)


def _place(analysis: Analysis, block: Block, lead: Sentence | None) -> _Place:
    around = list(_around(analysis, block))
    lead_low = analysis.lower[lead.start : lead.end] if lead else ""
    shared = shortest_age(analysis, [lead], named=True) if lead else (None, None)
    if shared[0] is None:
        shared = shortest_age(analysis, _on_papers(analysis, around), named=True)
    # what another numbered provision has repeated is its own matter, unless it names the paper; see `_renewed`
    blocks = analysis.document.blocks
    own = (s for s in around if not block.provision or blocks[s.block].provision in (None, "", block.provision))
    renewal = next((r for s in own if (r := search(analysis, words.RENEWAL, s))), None)
    return _Place(analysis.lower[block.plain_start : block.plain_end], lead, lead_low, shared, renewal)


@per_analysis
def _checked_again(analysis: Analysis) -> tuple[tuple[str, Slot], ...]:
    """Sentences anywhere that have papers shown or data fetched again at stated times, with the words on when."""
    out = []
    for block, sentences in spoken(analysis):
        if block.parent is None and not _renews(analysis.lower[block.plain_start : block.plain_end]):
            continue
        lead = analysis.lead(block)
        before = analysis.lower[lead.start : lead.end] if lead else ""
        for sentence in sentences:
            low = f"{before} {analysis.lower[sentence.start : sentence.end]}"
            if _renews(low) and _AGAIN.search(low):
                found = search(analysis, words.RENEWAL, sentence) or (lead and search(analysis, words.RENEWAL, lead))
                if found:
                    out.append((low, found))
    return tuple(out)


def _asked(
    analysis: Analysis, block: Block, sentence: Sentence, low: str, place: _Place,
    seen: set[tuple[int, Proof]],
) -> Iterator[CompanyProof]:  # fmt: skip
    papers = [(name, slot) for name, pattern in _PAPERS if (slot := search(analysis, pattern, sentence))]
    states = [
        (name, slot)
        for name, slot in _states(analysis, sentence, f"{place.lead_low} {low}" + (" visas" if _in_paper_column(block) else ""))
        if all(name != other for other, _ in papers) and (block.index, name) not in seen
    ]  # fmt: skip
    occasion = search(analysis, words.APPLYING, sentence)
    checked = occasion is not None and _CHECKED.search(place.low) is not None
    timed = checked and re.search(r"kontroll|beg[äa]r|hämta|upplysning\w* (?:tas|tar)", low) is not None
    if not (papers or states or timed):
        return
    age, measure = shortest_age(analysis, [sentence], named=True)
    if age is None and block.cell:
        age, measure = row_age(analysis, block)
    if age is None and papers:
        age, measure = place.shared
    fetched = any(_FETCHED.search(text) and not _SENT.search(text) for text in (low, place.lead_low))
    handed = any(_HANDED.search(text) for text in (low, place.lead_low)) or asked_of_lead(analysis, block)
    for name, paper in papers:
        own = (age, measure)
        if age and not _agrees(age, paper) and any(_agrees(age, other) for _, other in papers if other != paper):
            own = (None, None)  # "registreringsbevis och kreditupplysning som är högst en månad gammal"
        renewal = place.renewal or _renewed(analysis, paper, block)
        yield CompanyProof(name, paper, paper, *own, occasion, renewal, fetched, handed, sentence)
    for name, state in states:
        words_, months_ = (age, measure) if age and name in _DATED_STATES else place.shared if handed else (None, None)
        renewal = place.renewal or _renewed(analysis, state, block)
        yield CompanyProof(name, state, None, words_, months_, occasion, renewal, fetched or timed, handed, sentence)
    if timed and not papers and not states:
        yield CompanyProof(None, None, None, age, measure, occasion, place.renewal, True, False, sentence)
    seen.update((block.index, name) for name, _ in (*papers, *states))


def _agrees(age: Slot, paper: Slot) -> bool:
    """Whether the age can be said of the paper: "gammalt" of a neuter noun, "gammal" of one that is not."""
    adjective = _ADJECTIVE.search(age.text.lower())
    noun = paper.text.lower().split()[0]
    if adjective is None or noun.endswith(("ar", "or", "er")):
        return True
    return (adjective[0] == "gammalt") == (_NEUTER.search(noun) is not None)


def _renewed(analysis: Analysis, asked: Slot, block: Block) -> Slot | None:
    """When the same paper is got again, by its name or by the provision that asks for it."""
    name = asked.text.lower()[:14]
    provision = (block.provision or "").strip(" §.")
    pointer = re.compile(rf"(?<![\w.]){re.escape(provision)}(?![\w]|\.\d)") if provision else None
    for low, when in _checked_again(analysis):
        if name in low or (pointer and _ANY_PAPER.search(low) and pointer.search(low)):
            return when
    return None


def _states(analysis: Analysis, sentence: Sentence, low: str) -> Iterator[tuple[Proof, Slot]]:
    """What the company must have or be, unless the sentence gives a ground for something else."""
    if not _STANDING.search(low) or _GROUND.search(low):
        return
    for name, pattern in _STATES:
        found = search(analysis, pattern, sentence)
        if found and (name not in _NEEDS_CHECK or _CHECKING.search(low)):
            yield name, found


def _in_paper_column(block: Block) -> bool:
    """Whether a cell stands in a column headed as papers to be handed in."""
    return (
        block.cell is not None
        and block.cell.row > 0
        and words.PAPER_COLUMN.search(block.cell.heading.lower()) is not None
    )


def _around(analysis: Analysis, block: Block) -> Iterator[Sentence]:
    """Sentences of the block, and of the blocks near it in the same section: a list's common closing words."""
    blocks = analysis.document.blocks
    for other in blocks[
        max(block.index - (_LIST if block.kind is BlockKind.LIST_ITEM else 2), 0) : block.index + _REACH + 1
    ]:
        if other.section == block.section and other.kind is not BlockKind.HEADING:
            yield from analysis.sentences(other)


def _on_papers(analysis: Analysis, sentences: list[Sentence]) -> Iterator[Sentence]:
    for sentence in sentences:
        low = analysis.lower[sentence.start : sentence.end]
        if _SPECIFIC.search(low):
            continue  # says the age of one paper
        if PAPERS_TOGETHER.match(low) or re.search(
            r"(?:handlingar|bevis|intyg|dokument)\w* (?:\w+ ){0,6}(?:får|ska"
            r"|skall)",
            low,
        ):
            yield sentence
