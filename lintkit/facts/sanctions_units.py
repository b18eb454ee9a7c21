"""Which provisions of a place speak of one step together, and the name that the place gives it; steps are read elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintkit import lazy
from lintkit.document import Block
from lintkit.facts import sanctions_mention as mention
from lintkit.facts import sanctions_steps as steps_of
from lintkit.facts.passage import Slot
from lintkit.facts.sanctions_clause import CONDITION_COLUMN, Provision, kind_of
from lintkit.facts.sanctions_steps import Kind
from lintkit.language.analysis import Analysis

_RUN_IN = lazy.compile(r"^(?:\W|\d)*(?:steg \d+ ?[,:.–-]? ?)?(?P<name>[a-zåäö][\wåäö /-]{3,60}?)(?: ?[:.–] |$)")
_NUMBERED = lazy.compile(r"^\W*(?:steg )?\d+[.)]?\s*")


def place_of(provision: Provision) -> tuple[str, ...]:
    """The section a provision's ladder is called by: headings named after a step belong to one ladder."""
    section = provision.block.section
    while section and is_step_name(section[-1]):
        section = section[:-1]
    return section


def is_step_name(heading: str) -> bool:
    low = heading.lower().strip(" :.")
    named = [kind for kind, pattern in steps_of.STEPS if pattern.search(low)]
    return len(low.split()) <= 3 and len(named) == 1 and "sanktion" not in low


def units(found: Sequence[Provision], analysis: Analysis) -> Iterator[tuple[str | None, Kind | None, list[Provision]]]:
    """Provisions that speak of one step together, with the name and kind that the place gives them."""
    unit: list[Provision] = []
    key: object = None
    name: str | None = None
    kind: Kind | None = None
    for provision in found:
        block = provision.block
        low = analysis.lower[block.plain_start : block.plain_end]
        own_name: str | None = None
        if block.cell is not None:
            if block.cell.row == 0:
                continue
            own: object = ("row", block.cell.table, block.cell.row)
            first: Block | None = block if block.cell.column == 0 else _row_head(analysis, provision)
            if first is not None and first.cell and not CONDITION_COLUMN.search(first.cell.heading.lower().strip()):
                own_name = _NUMBERED.sub("", analysis.document.block_text(first)).strip()
            if own_name is not None and len(own_name.split()) > 4:
                own_name = None
        elif block.section and is_step_name(block.section[-1]):
            own_name = block.section[-1]
            here = isinstance(key, tuple) and key[:2] == ("heading", block.section)
            own = key if here else ("heading", block.section, -1)
            named = kind_of(own_name.lower())
            aside = bool(unit) and unit[-1].block.section == block.section and key == ("block", unit[0].block.index)
            if _is_other(analysis, provision, named):
                own, own_name = ("block", block.index), None
            elif aside and named not in {k for k, _ in provision.acts}:
                own, own_name = key, None
            elif here and _opens(analysis, provision, unit, kind):
                own = ("heading", block.section, block.index)
        elif (match := _RUN_IN.match(low)) and kind_of(match["name"]) and len(match["name"].split()) <= 4:
            own = ("block", block.index)
            at = block.plain_start
            own_name = analysis.document.plain.text[at + match.start("name") : at + match.end("name")]
        elif unit and block.parent is not None and any(p.block.index == block.parent for p in unit):
            own, own_name = key, name
        else:
            own = ("block", block.index)
        if own != key:
            if unit:
                yield name, kind, unit
            unit, key, name = [], own, own_name
            kind = kind_of(own_name.lower()) if own_name else None
        unit.append(provision)
    if unit:
        yield name, kind, unit


def _opens(analysis: Analysis, provision: Provision, unit: Sequence[Provision], kind: Kind | None) -> bool:
    """Whether a numbered paragraph under a step's heading sets the step anew, on a ground of its own."""

    def sets(one: Provision) -> bool:
        return one.modality is not None and any(k == kind and not is_mention(analysis, one, k, a) for k, a in one.acts)

    return (
        provision.block.provision is not None
        and provision.block.index != unit[-1].block.index
        and sets(provision)
        and any(sets(other) for other in unit)
    )


def _is_other(analysis: Analysis, provision: Provision, kind: Kind | None) -> bool:
    """Whether a numbered paragraph under a step's heading sets only steps of other kinds, on grounds of its own."""
    if provision.block.provision is None or provision.block.parent is not None or not provision.triggers:
        return False
    at = provision.sentence.start
    set_here = [k for k, a in provision.acts if not is_mention(analysis, provision, k, a)]
    first = analysis.sentences(provision.block)[0].start == at
    return bool(set_here) and kind not in {k for k, _ in provision.acts} and first


def is_mention(analysis: Analysis, provision: Provision, kind: Kind, act: Slot) -> bool:
    """Whether an act of a provision only speaks of a step that stands elsewhere."""
    at = provision.sentence.start
    return mention.mentions(analysis.lower[at : provision.sentence.end], act.start - at, act.end - at, kind)


def _row_head(analysis: Analysis, provision: Provision) -> Block | None:
    cell = provision.block.cell
    for block in reversed(analysis.document.blocks[: provision.block.index]):
        if block.cell is None or cell is None or (block.cell.table, block.cell.row) != (cell.table, cell.row):
            return None
        if block.cell.column == 0:
            return block
    return None
