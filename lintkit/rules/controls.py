"""Which crime-prevention controls a document has: the list in rules/data/controls.yaml, looked for in the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import msgspec

from lintkit import lazy
from lintkit.document import Block
from lintkit.errors import FileError
from lintkit.facts.metadata import deadlines
from lintkit.facts.packdata import data_path, load_data
from lintkit.facts.passage import Slot, slot, spoken
from lintkit.facts.sanctions_text import DIRECT
from lintkit.language.analysis import Analysis
from lintkit.language.bounds import QUANTITY
from lintkit.language.lexicon import ACTOR
from lintkit.rules.match import find_in
from lintkit.rules.model import Kind
from lintkit.rules.phrase import Phrase, PhraseError, compile_phrase

Need = Literal["actor", "time", "duty", "direct", "date", "basis"]
Status = Literal["present", "weak", "delegated", "missing", "not_expected"]


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One control. `evidence`: phrases that show it; `with` and `also`: of each, one must stand in the same place.
    `needs`: what must be said for the control to be applied. `expected`: kinds of document that ought to have it.
    """

    id: str
    name: str
    evidence: tuple[str, ...]
    needs: tuple[Need, ...]
    expected: tuple[Kind, ...]
    source: str
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")
    also: tuple[str, ...] = ()


class ControlList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of controls."""

    as_of: str
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says on one control. `places` are the blocks that speak of it, the fullest first; `lacks`
    are Swedish noun phrases; `to` the words that leave it to another document.
    """

    control: Control
    status: Status
    places: tuple[Slot, ...] = ()
    lacks: tuple[str, ...] = ()
    to: str = ""


LACKS: dict[Need, str] = {
    "actor": "vem som ansvarar", "time": "när eller hur ofta", "duty": "att det ska göras",
    "direct": "vad som leder direkt till hävning", "date": "ett datum",
    "basis": "vilket slags utdrag eller enligt vilken lag",
}  # fmt: skip
_WHEN = lazy.compile(
    QUANTITY.pattern
    + r"|(?<!\w)(?:innan|före|vid (?:ny)?anställning|i samband med anställning|första arbetsdag\w*|årligen|månadsvis"
    r"|kvartalsvis|samma dag|varje (?:år|månad|kvartal|halvår|dag|faktura)|per kvartal|när ansökan|var \w+ månad"
    r"|var(?:t ?annat|t tredje|je) (?:kalender)?år"
    r"|(?:i|senast den \d+|den \d+ i) (?:januari|februari|mars|april|maj|juni|juli|augusti|september"
    r"|oktober|november|december))(?!\w)"
)
_DUTY = lazy.compile(r"(?<!\w)(?:ska|skall|måste|alltid|är skyldig\w*)(?!\w)")
_SURE = lazy.compile(r"(?<!\w)(?:kan|bör|får|förväntas)(?!\w)")
_DIRECT = lazy.compile(
    DIRECT.pattern + r"|utan föregående|(?:fusk|bedrägeri|oriktig|falsk|brott|inte har (?:utförts|körts))[^.]{0,120}"
    r"(?:häv|återkall|avauktoris)"
    r"|(?:häv|återkall|avauktoris)[^.]{0,300}(?:fusk|bedrägeri|oriktig|falsk|brott|som inte har)"
)
_DATE = lazy.compile(r"20\d\d")
#: What tells which extract is meant.
_BASIS = lazy.compile(
    r"\d{4}:\d|\d kap\.|\d §|begränsat|fullständigt|utökat|kontroll av egna uppgifter|rb \d|442\.\d|skollagen|lss"
)
_ELSEWHERE = lazy.compile(
    r"(?:framgår av|anges i|regleras i|beskrivs i|enligt (?:kommunens |nämndens )?(?:rutin|riktlinje|bilaga|policy)\w*)"
    r"[^.;]{0,60}(?!\w)|(?:bestämmer|beslutar|anger) (?:respektive |varje )?nämnd\w*[^.;]{0,60}(?!\w)"
    r"|i (?:de|sina|nämndens) specifika[^.;]{0,40}(?!\w)"
)


@cache
def controls() -> tuple[Control, ...]:
    """The controls that ship. Raises FileError."""
    return load_data("controls.yaml", ControlList).controls


@cache
def _phrases(control: Control) -> tuple[tuple[Phrase, ...], ...]:
    try:
        return tuple(tuple(compile_phrase(p) for p in g) for g in (control.evidence, control.with_, control.also))
    except PhraseError as error:
        raise FileError(str(data_path("controls.yaml")), 1, f"{control.id}: {error}") from error


def coverage(analysis: Analysis, kind: str) -> tuple[Reading, ...]:
    """What a document of this kind says on every control, in the order of the list."""
    blocks = [(b, _around(analysis, b)) for b, _ in spoken(analysis)]
    return tuple(_read(analysis, c, kind, blocks) for c in controls())


def held_above(readings: tuple[Reading, ...], title: str, above: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Readings of a document where a control that it lacks is left to the document that governs it and has it."""
    has = {r.control.id for r in above if r.status in ("present", "weak")}
    return tuple(
        replace(r, status="delegated", to=title) if r.status == "missing" and r.control.id in has else r
        for r in readings
    )


def read_control(analysis: Analysis, kind: str, id: str) -> Reading:
    """What a document says on one control. Raises LookupError for an unknown id."""
    control = next((c for c in controls() if c.id == id), None)
    if control is None:
        raise LookupError(f"kontrollen {id} finns inte i controls.yaml")
    return _read(analysis, control, kind, [(b, _around(analysis, b)) for b, _ in spoken(analysis)])


def _read(analysis: Analysis, control: Control, kind: str, blocks: list[tuple[Block, str]]) -> Reading:
    evidence, beside, also = _phrases(control)
    found: list[tuple[list[str], Slot, str]] = []
    for block, around in blocks:
        own = analysis.lower[block.plain_start : block.plain_end]
        if not _any(evidence, own) or (beside and not _any(beside, around)) or (also and not _any(also, around)):
            continue
        place = slot(analysis, block.plain_start, block.plain_end)
        found.append((_lacking(analysis, control, block, around), place, around))
    if not found:
        if "date" in control.needs and any(d.kind == "review" for d in deadlines(analysis.document)):
            first = next(d for d in deadlines(analysis.document) if d.kind == "review")
            return Reading(control, "present", (slot(analysis, first.start, first.end),))
        return Reading(control, "missing" if kind in control.expected else "not_expected")
    found.sort(key=lambda f: (len(f[0]), f[1].start))
    lacks, _, around = found[0]
    places = tuple(place for _, place, _ in found)
    if not lacks:
        return Reading(control, "present", places)
    if match := _ELSEWHERE.search(around):
        return Reading(control, "delegated", places, tuple(lacks), match[0].strip())
    return Reading(control, "weak", places, tuple(lacks))


def _any(phrases: tuple[Phrase, ...], low: str) -> bool:
    return any(next(find_in(p, low), None) is not None for p in phrases)


def _lacking(analysis: Analysis, control: Control, block: Block, around: str) -> list[str]:
    lacks = []
    for need in control.needs:
        match need:
            case "actor":
                held = ACTOR.search(around) is not None
            case "time":
                held = _WHEN.search(around) is not None
            case "duty":
                held = _DUTY.search(around) is not None or _SURE.search(around) is None
            case "direct":
                held = _DIRECT.search(analysis.lower) is not None
            case "basis":
                held = _BASIS.search(around) is not None
            case "date":
                held = _DATE.search(around) is not None
        if not held:
            lacks.append(LACKS[need])
    if not any(analysis.clause(s).force.binds for s in analysis.sentences(block)) and block.cell is None:
        lacks.append("ett bindande krav")
    return lacks


def _around(analysis: Analysis, block: Block) -> str:
    """A block with what it goes on about: its table row, the sentence it continues, its provision's next block."""
    low = analysis.lower
    parts = [low[block.plain_start : block.plain_end]]
    blocks = analysis.document.blocks
    if block.cell is not None:
        near = blocks[max(0, block.index - 6) : block.index + 7]
        row = (o for o in near if o is not block and o.cell and o.cell[:2] == block.cell[:2])
        parts.extend(low[other.plain_start : other.plain_end] for other in row)
        parts.append(block.cell.heading.lower())
    elif lead := analysis.lead(block):
        parts.append(low[lead.start : lead.end])
    for other in blocks[block.index + 1 : block.index + 8]:
        if other.parent != block.index:
            break
        parts.append(low[other.plain_start : other.plain_end])
    return " ".join(parts)
