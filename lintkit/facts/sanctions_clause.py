"""One sentence that sets a sanction: its condition, its act, who acts and how bound; ladders are put together elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lintkit import lazy
from lintkit.document import Block
from lintkit.facts import sanctions_mention as mention
from lintkit.facts import sanctions_steps as steps_of
from lintkit.facts import sanctions_text as words
from lintkit.facts.passage import SILENT, Slot, per_analysis, slot
from lintkit.facts.sanctions_steps import Kind
from lintkit.facts.sanctions_world import World, world
from lintkit.language.analysis import Analysis, Sentence
from lintkit.language.context import Force, section_kind
from lintkit.language.lexicon import SANCTION
from lintkit.language.memory import remembered

_FINITE = lazy.compile(
    words.MODAL.pattern
    + r"|(?<!\w)(?:tas|utgår|meddelar|meddelas|begär|begärs|beslutar|avslår|förenas|förelägger|föreläggs"
    r"|återkallas|återkallar|stängs|håller|hålls|hävs|polisanmäls|anmäls|leder|medför|ges|får|görs|gör"
    r"|blir|betalas|betalar|påförs|utesluts|upphör|nedsätts|stryks|avslutas|avslutar|skiljs|erlägger|föranleder|innebär|resulterar"
    r"|utfaller|debiteras|övervägs|prövas|prövar|dras|tilldelas|underrättas|uppmanas|skickas|innehålls|fråntas|kallas|återbetalas"
    r"|drabbas|vägras|nekas|förlorar|riskerar|träder|gäller|justerar|jämkas|tappar|kallar|skriver|sänder|har(?= \w*(?:nämnden|kommunen|beställaren|styrelsen|regionen|förvaltningen)))(?!\w)"
)
#: "En kommun ska ...": the subject decides; it has not failed.
_DECIDER_FIRST = lazy.compile(rf"^(?:\W|\d)*(?:en|ett|den) {words.DECIDER.pattern}(?! som har)")
#: A step named by its verb: "anmodar", "avslutas".
_ACTS = lazy.compile(r"(?!\w*(?:ningar|elser|ioner)(?!\w))[a-zåäö]{4,}[rs](?!\w)")
#: Prepositions that take the step before them into the condition: "Vid återkommande anmärkningar ska ...".
_AT = lazy.compile(r"^(?:\W|\d)*(?:vid|efter|på grund av|till följd av|i samband med)(?!\w)")
#: A noun in definite form goes back to a step already named.
_BACK_REFERENCE = lazy.compile(
    r"^(?:\w*planen|varningen|varningens|\w*vitet|vitets|vitesbelopp\w*|\w*stoppet|föreläggandet"
    r"|hävningen|återkallelsen|påminnelsen|uppsägningen|rättelsen|avstängningen|avdraget|återkravet)$"
)
#: "utan föregående varning": the step that is left out is none.
_PASSED_OVER = lazy.compile(
    r"(?<!\w)utan (?:(?:att )?(?:föregående|tidigare|först|dessförinnan|en|någon|skriftlig|ha|meddelat|fått) )*$"
)
#: Columns that say when a step applies.
CONDITION_COLUMN = lazy.compile(
    r"^(?:när|trigger|händelse|iakttagelse|konstaterande|utfall|bedömning|omständighet|resultat|exempel|fel(?!\w)|brist|grund|avvikelse|villkor|förutsättning|värdering|orsak"
    r"|överträdelse|om\b|vid\b|situation)"
)
_CELL_STEP = lazy.compile(
    r"^(?:steg|sanktion|påföljd|åtgärd|nivå|ingripande|konsekvens|följd|reaktion|vite"
    r"|vad som händer)"
)
#: Ordinary notice is no sanction, nor is an applicant's right to ask a court for correction.
_NOTICE = lazy.compile(
    r"uppsägningstid|kontraktstid|utan uppsägning|avtalstidens|varsel|(?:månaders|dagars"
    r"|månads) |valfrihetssystemet avskaffas|kundvalet ska upphöra|ansök\w+ om rättelse"
)
#: Force majeure frees from sanctions; it sets none.
_NOT_MEANT = lazy.compile(
    _NOTICE.pattern + r"|force majeure|befrias? från (?:påföljd|ansvar|vite|skadestånd)"
    r"|(?:vatten|ventil|vägmärk|trafikanordning|försörjningssystem|smitt|utbrott|postlåd)|(?:omräkn|index|räknas (?:om|upp))|^\W*(?:när|sedan|efter att) (?:avtalet|kontraktet|uppdraget) (?:har )?upphör|^(?:\W|\d)*vid (?:avtalets|kontraktets|uppdragets) upphörande|personuppgift\w* (?:som|om)|den registrerade|dataskyddsförordningen|övergrepp|djur\w* |suicid|trafikavstängning|(?<!\w)(?:gata|gator|gatan|väg|vägar|vägen|vattnet|strömmen)(?: \w+)? stängs av|läkemedel|narkotika|produkt\w* [^.;]{0,40}återkall|skyltar"
    r"|(?:godtar|godkänner|accepterar) inte ändring|inte (?:godtar|godkänner|accepterar) (?:ändring|de (?:nya|ändrade)|nya villkor)"
    r"|säga upp (?:detta |sitt )?avtal\w* (?:tidigast|när som helst|från och med|efter den|till upphörande)"
    r"|mervärde|utvärdering|jämförelsepris|jämförelsetal|bedömningsgrund|(?<!\w)cv(?!\w)|offerera"
    r"|delegering|samtycke|matlåd|utryckning|larmoperatör|kortet(?!\w)|bankkort|mobiltelefon|stulen|stöld"
    r"|(?<!\w)du kan(?!\w)"
)
#: Discipline of one's own staff is the employer's affair, whoever the employer is.
_EMPLOYMENT = lazy.compile(r"arbetsrättslig|disciplin|kollektivavtal|enligt ab(?!\w)|avsked|personalfråga")
#: A condition that names a failure, and then somebody who acts for the municipality or a chance to mend it.
_BREACH_FIRST = lazy.compile(
    rf"(?=[^.;]{{0,90}}?{steps_of.BREACH.pattern})[^.;]*?(?:{words.DECIDER.pattern}|(?<!\w)(?:rätta|åtgärda|avhjälpa)(?!\w))"
)
#: Reporting a failure is no sanction on it.
_RIGHTS = lazy.compile(
    r"(?<!\w)(?:rapporter\w+|anmäl\w+|dokumenter\w+|avvikelsehanter\w+|meddela\w*|registrera\w*|larma\w*)(?!\w)"
)
#: Headings that can only be about sanctions; "Åtgärder vid fall" is not.
_NAMED = lazy.compile(r"sanktion|påföljd|hävning|vite|avauktoris|varning|återkrav|avtalsbrott|kontraktsbrott|straff")
#: A sentence that goes on about the condition before it.
_GOES_ON = lazy.compile(r"^(?:\W)*(?:det (?:kan|gäller)|detsamma gäller|detta (?:kan|gäller)|med det)(?!\w)")
_MEASURE = lazy.compile(
    r"(?:nämnden|kommunen|beställaren|förvaltningen) (?:\w+ ){0,2}?(?:vidta|vidtar"
    r"|besluta om|föreskriva) "
)
#: Whom a document with sanctions speaks of; a routine for one's own staff hardly names them.
_PARTIES = lazy.compile(
    r"(?<!\w)(?:\w*(?:anordnare|utförare|leverantör|entreprenör|huvudm[aä]n|tillståndshavare|förening"
    r"|näringsidkare|anbudsgivare|sökande|operatör|personuppgiftsbiträde)\w*|avtal(?:et|ets|en)?|kontrakt(?:et|ets)?|parten|medlem(?:men|mar|marna)?"
    r"|er|ni)(?!\w)"
)
#: The one it is about mends the failure: a time set there is a time of the sanction.
_MENDS = lazy.compile(
    r"(?<!\w)(?:rättar|åtgärdar|avhjälper) (?:du|ni|\w+(?:en|aren|ören))(?!\w)"
    r"|(?<!\w)(?:ska|skall|måste) (?:(?:du|ni|felet|felen|bristen|bristerna|\w+(?:aren|ören)) (?:\w+ )?)?(?:rätta(?:s| till)?|åtgärda(?:s|d|de)?|avhjälpa(?:s)?|vara (?:rättad\w*|åtgärdad\w*))(?!\w)"
)
_OPENS_CONDITION = lazy.compile(r"(?<!\w)(?:om|när|vid|att|situationer|fall|då)(?:\W.{0,60})?$")
_DECIDED = lazy.compile(r"(?<!\w)(?:ska|skall|får|äger|måste)(?!\w)")
_POINTS = lazy.compile(r"^\W*\d+(?: ?[–-] ?\d+)? poäng(?: eller mer| eller fler)?\W*$")


class Provision(NamedTuple):
    """A sentence that sets or triggers a sanction. `triggers` are the ranges of its condition, `acts` what is done
    (kind and words), `whole` tells that the sentence is nothing but a condition (a table cell, a list item).
    """

    block: Block
    sentence: Sentence
    triggers: tuple[Slot, ...]
    acts: tuple[tuple[Kind, Slot], ...]
    modality: Slot | None
    whole: bool


@remembered
def kind_of(text: str) -> Kind | None:
    """The kind of the first step named in lower-cased words, the more particular kinds before the general."""
    found = [(m.start(), -m.end(), kind) for kind, pattern in steps_of.STEPS if (m := pattern.search(text))]
    return min(found)[2] if found else None


@per_analysis
def provisions(analysis: Analysis) -> tuple[Provision, ...]:
    """Every sentence that sets a sanction against a provider, in reading order; none in an enactment."""
    return tuple(_provisions(analysis))


@per_analysis
def _sentences(analysis: Analysis) -> frozenset[Sentence]:
    return frozenset(p.sentence for p in provisions(analysis))


def sets_sanction(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the sentence is one of the provisions: there the sanction rules speak, and no others of vague words."""
    return sentence in _sentences(analysis)


def _provisions(analysis: Analysis) -> Iterator[Provision]:
    candidates = _candidates(analysis)
    if not candidates or world(analysis.document) is World.ENACTMENT:
        return
    titles = {b.section[-1].lower() for b in analysis.document.blocks if b.section}
    headed = any(_NAMED.search(t) or steps_of.PLACE.search(t) for t in titles)
    tables = sanction_tables(analysis)
    headed = headed or (bool(tables) and any(in_place(b) for b in analysis.document.blocks))
    if not headed and len(analysis.document.blocks) > 6 and not _names_parties(analysis):
        return
    acted: set[Sentence] = set()
    for block in candidates:
        sentences = analysis.sentences(block)
        if block.kind in SILENT or not sentences or _of_personnel(analysis, block):
            continue
        in_table = block.cell is not None and block.cell.table in tables
        going_on = False
        lead = analysis.lead(block)
        led = lead in acted
        for sentence in sentences:
            low = analysis.lower[sentence.start : sentence.end]
            if in_table:
                yield read(analysis, block, sentence)
                continue
            if led and lead is not None and _is_condition(analysis.lower[lead.start : lead.end], low):
                yield Provision(block, sentence, (slot(analysis, sentence.start, sentence.end),), (), None, True)
                continue
            if _is_apart(low) or mention.reports_law(low):
                continue
            placed = in_place(block)
            clause = analysis.clause(sentence)
            own = going_on or block.parent is not None or placed
            if (clause.sanction and (own or kind_of(low) is not None or _MEASURE.search(low))) or (
                (going_on and (_GOES_ON.match(low) or _MENDS.search(low))) or (placed and _says(clause.force, low)) or _strikes(low, clause.force)
            ):  # fmt: skip
                going_on = True
                provision = read(analysis, block, sentence)
                if provision.acts:
                    acted.add(sentence)
                yield provision


def _names_parties(analysis: Analysis) -> bool:
    """Whether a document names a counterpart three times or more."""
    count = 0
    for block in analysis.holding(_PARTIES):
        count += _parties(analysis.lower[block.plain_start : block.plain_end])
        if count >= 3:
            return True
    return False


@remembered
def _parties(low: str) -> int:
    return len(_PARTIES.findall(low))


def _candidates(analysis: Analysis) -> list[Block]:
    """Blocks that may hold a provision: they have the words of one, or stand where sanctions are told, or in a table, or
    go on from such a block.
    """
    worded = {b.index for b in analysis.holding(SANCTION, steps_of.STRIKES, steps_of.BREACH)}
    tables = sanction_tables(analysis)
    out: dict[int, Block] = {}
    for block in analysis.document.blocks:
        if (
            block.index in worded
            or block.parent in out
            or (block.cell is not None and block.cell.table in tables)
            or in_place(block)
        ):
            out[block.index] = block
    return list(out.values())


@remembered
def _is_apart(low: str) -> bool:
    """Whether a sentence is about what only looks like a sanction."""
    return _NOT_MEANT.search(low) is not None or _EMPLOYMENT.search(low) is not None


def in_place(block: Block) -> bool:
    """Whether a heading above tells that the place is about what follows on a failure."""
    return _in_place(block.section)


@lru_cache(maxsize=4096)
def _in_place(section: tuple[str, ...]) -> bool:
    if section_kind(section) == "sanction":
        return True
    return bool(section) and steps_of.PLACE.search(section[-1].lower()) is not None


def _says(force: Force, low: str) -> bool:
    return force.binds or (
        force is Force.INFORMATION and (kind_of(low) is not None or words.MODAL.search(low) is not None)
    )


@remembered
def _strikes(low: str, force: Force) -> bool:
    """Whether a sentence outside every such place sets a sanction by its own words."""
    if force in (Force.HEADING, Force.PURPOSE, Force.QUOTATION, Force.DEFINITION):
        return False
    if steps_of.STRIKES.search(low):
        return force.binds or words.MODAL.search(low) is not None
    front = words.CONDITION_FRONT.match(low)
    return front is not None and force.binds and _BREACH_FIRST.match(low) is not None and _RIGHTS.search(low) is None


@per_analysis
def sanction_tables(analysis: Analysis) -> frozenset[int]:
    """Tables that are ladders: a column for the step and one for when it applies, and a step named in the rows."""
    cells = [(b.cell, b) for b in analysis.document.blocks if b.cell is not None]
    heads: dict[int, list[str]] = {}
    for cell, block in cells:
        if cell.row == 0:
            heads.setdefault(cell.table, []).append(analysis.lower[block.plain_start : block.plain_end].strip())
    headed = {
        table
        for table, names in heads.items()
        if any(CONDITION_COLUMN.search(n) for n in names)
        and any(_CELL_STEP.search(n) or mention.OCCASION_COLUMN.search(n) for n in names)
    }
    return frozenset(
        cell.table
        for cell, block in cells
        if cell.table in headed and kind_of(analysis.lower[block.plain_start : block.plain_end]) is not None
    )


def _of_personnel(analysis: Analysis, block: Block) -> bool:
    return _of_staff(analysis.lower[block.plain_start : block.plain_end]) or _headed_staff(" ".join(block.section))


@remembered
def _of_staff(low: str) -> bool:
    return words.PERSONNEL.search(low) is not None and words.PROVIDER.search(low) is None


@remembered
def _headed_staff(place: str) -> bool:
    found = re.search(r"disciplin|arbetsrätt|misskötsamhet|medarbetare|personalansvar", place.lower())
    return found is not None


def _is_condition(lead: str, low: str) -> bool:
    """Whether a list item states a condition of the sentence that leads into the list ("hävs om", "när du")."""
    return _OPENS_CONDITION.search(lead.rstrip(" :")) is not None and _DECIDED.search(low) is None


def read(analysis: Analysis, block: Block, sentence: Sentence) -> Provision:
    """Condition and act of one sentence."""
    low = analysis.lower[sentence.start : sentence.end]
    base = sentence.start
    if block.cell is not None and block.cell.row > 0:
        heading = block.cell.heading.lower().strip()
        if CONDITION_COLUMN.search(heading):
            return Provision(block, sentence, (slot(analysis, sentence.start, sentence.end),), (), None, True)
        if mention.ASIDE_COLUMN.search(heading):
            return Provision(block, sentence, (), (), None, False)
    lead = analysis.lead(block)
    told = lead is not None and analysis.clause(lead).sanction
    if told and lead is not None and _is_condition(analysis.lower[lead.start : lead.end], low):
        return Provision(block, sentence, (slot(analysis, sentence.start, sentence.end),), (), None, True)
    if _POINTS.match(low):
        return Provision(block, sentence, (slot(analysis, sentence.start, sentence.end),), (), None, True)
    matches = sorted(
        ((m.start(), m.end(), kind) for kind, p in steps_of.STEPS for m in p.finditer(low)), key=lambda t: (t[0], -t[1])
    )
    front = _front(low, [m[0] for m in matches])
    after = [m for m in matches if m[0] >= front]
    back = _back(low, front, after)
    triggers = []
    if front > 0:
        triggers.append(slot(analysis, base, base + front))
    if back is not None:
        triggers.append(slot(analysis, base + back[0], base + back[1]))
    acts: list[tuple[Kind, Slot]] = []
    taken = -1
    for start, end, kind in after:
        if start < taken or (back and back[0] <= start < back[1]) or _BACK_REFERENCE.match(low[start:end]):
            continue
        if _PASSED_OVER.search(low, max(0, start - 40), start):
            continue
        taken = end
        acts.append((kind, slot(analysis, base + start, base + end)))
    modal = words.MODAL.search(low, front)
    return Provision(
        block, sentence, tuple(t for t in triggers if len(t.text) > 6), tuple(acts),
        slot(analysis, base + modal.start(), base + modal.end()) if modal else None, False,
    )  # fmt: skip


def _front(low: str, starts: list[int]) -> int:
    """Where a condition at the beginning of the sentence ends; 0 when it begins with something else."""
    if words.CONDITION_FRONT.match(low):
        reach = starts[-1] if starts else len(low)
        finite = [m for m in _FINITE.finditer(low) if 5 < m.start() <= reach]
        if not finite:
            finite = [act for at in starts if at > 5 and (act := _ACTS.match(low, at))][:1]
        if not finite and starts and _AT.match(low):
            finite = [m for m in _FINITE.finditer(low) if m.start() > reach][:1]
        if not finite:
            return len(low) if not starts else 0
        # "kan komma till skada ska nämnden": the last finite verb before the act begins the main clause
        comma = [m for m in finite if low[: m.start()].rstrip().endswith(",")]
        return (comma[0] if comma else _main(low, finite)).start()
    if words.CONDITION_SUBJECT.match(low) and starts and not _DECIDER_FIRST.match(low):
        verbs = [
            m.start()
            for m in _FINITE.finditer(low)
            if m.start() <= starts[0] and not low[: m.start()].rstrip().endswith("som")
        ]
        duty = re.search(r"(?<!\w)(?:ska|skall|leder|medför|ger|föranleder)(?!\w)", low[: starts[0]])
        if duty:
            return duty.start()
        return max(verbs) if verbs else starts[0]
    return 0


def _main(low: str, verbs: list[re.Match[str]]) -> re.Match[str]:
    """The verbs verb that is followed by its subject or is the last one."""
    for match in verbs:
        if re.match(
            r" (?:\w+ )?(?:du |ni |man |" + words.DECIDER.pattern[len(r"(?<!\w)") :] + r")",
            low[match.end() : match.end() + 60],
        ):
            return match
    return verbs[-1]


def _back(low: str, front: int, after: list[tuple[int, int, Kind]]) -> tuple[int, int] | None:
    # "Föreläggande vid vite" is one step; else the words of a step may take in its condition ("när uppdraget avslutas").
    at = (after[0][1] if "vite" in low[after[0][0] : after[0][1]] else after[0][0]) if after else front
    match = words.CONDITION_BACK.search(low, max(at, 1))
    if match is None or (
        match[0] == "vid" and re.match(r" (?:uppföljning|behov|ett möte|platsbesök)", low[match.end() :])
    ):
        return None
    stop = re.search(
        r", (?=(?:meddela|förelägga|tilldela|ge|besluta) )| och (?:ska|skall|får|därefter)(?!\w)|(?<!kap)\. |; ",
        low[match.end() :],
    )
    return match.start(), match.end() + stop.start() if stop else len(low.rstrip(" .:"))
