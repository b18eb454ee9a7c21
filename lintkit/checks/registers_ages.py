"""How old a register extract may be, judged: too old, unsaid, or fresh by nobody's measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark, _regimes
from lintkit.checks._registers import delegates, low_of, mark, shown
from lintkit.document import Block
from lintkit.facts import registers_text as words
from lintkit.facts.packdata import since
from lintkit.facts.passage import Slot
from lintkit.facts.registers import RegisterRequirement, requirements
from lintkit.facts.registers_age import ages, months, row
from lintkit.facts.registers_company import proofs
from lintkit.facts.registers_unnamed import asked_of_lead
from lintkit.finding import Severity
from lintkit.language.analysis import Sentence, lower, ranges
from lintkit.language.context import Force
from lintkit.language.memory import remembered

#: No act sets an age for owners and managers; half a year is the limit that the acts on staff now share.
_UNREGULATED_MONTHS = 6.0


def _number(value: float) -> str:
    names = {1: "en", 2: "två", 3: "tre", 6: "sex", 12: "tolv"}
    return names.get(int(value), f"{value:g}")


def too_old(given: Input) -> Iterator[Remark]:
    """An age that the activity's act does not allow today; more than six months where no act is in sight."""
    for item in requirements(given.analysis):
        found_ages = [
            (Slot(m[0], *m.span()), months(m), s)
            for s in item.on_check(given.analysis)
            for m in ages(given.analysis, s)
        ]
        if not found_ages and item.age and item.max_age_months:  # in the row of a table, or in the words before a list
            found_ages = [(item.age, item.max_age_months, item.sentences[0])]
        if item.max_age_months is None:
            continue
        for flagged, measure, sentence in found_ages:
            if measure > item.max_age_months and "skol" in low_of(given, sentence):
                continue  # the act's own limit, quoted before a stricter one
            near = words.ACTIVITIES[0][1].search(low_of(given, sentence)) is not None
            found = _regimes.of({"skola"} if near else item.activities)
            if item.owners and not item.staff and not item.laws & words.CHECK_LAWS:
                found = []  # no act on register checks covers owners and managers
            limits = [(r.age_on(given.today), r) for r in found]
            known = [(months_, r) for months_, r in limits if months_ is not None]
            own = _own_limit(given, item)
            limit, act = min(known, key=lambda pair: pair[0]) if known else (_UNREGULATED_MONTHS, None)
            if own is not None and own < limit:
                limit, act = own, None
            if measure <= limit:
                continue
            if act is not None:
                says = (
                    f"{act.law} tillåter {since(act.since(given.today))} högst {_number(limit)} månader "
                    f"(rättsläget {_regimes.as_of()})"
                )
                yield mark(flagged, Severity.ERROR, limit=_number(limit), basis=says)
            else:
                says = (
                    "lagarna om registerkontroll tillåter sedan den 1 mars 2026 högst sex månader, utom skollagen som tillåter ett år"
                    if own is None else f"kommunens egen gräns är högst {_number(limit)} månader"
                )  # fmt: skip
                yield mark(flagged, None, limit=_number(limit), basis=says)


def _own_limit(given: Input, item: RegisterRequirement) -> float | None:
    own = given.settings.get("registers") or {}
    circle = own.get("owners" if item.owners else "staff") or {}
    value = circle.get("max_age_months") if isinstance(circle, dict) else None
    return float(value) if value is not None else None


def age_missing(given: Input) -> Iterator[Remark]:
    """A demand without any age, and no act cited that sets one."""
    for item in requirements(given.analysis):
        if (
            item.age is None
            and not item.laws & words.CHECK_LAWS
            and not item.unnamed
            and not delegates(given, item)
            and shown(given, item)
            and not any(_says_fresh(given, s) for s in item.sentences)
        ):
            yield mark(item.mention)


def _says_fresh(given: Input, sentence: Sentence) -> bool:
    return _says(low_of(given, sentence))


def _says(low: str) -> bool:
    return any(p.search(low) is not None for p in (words.AGE_VAGUE, words.AGE_LOOSE, words.AGE_OPEN))


def age_vague(given: Input) -> Iterator[Remark]:
    """A paper is asked for fresh, without a measure of how fresh."""
    analysis = given.analysis
    for block in analysis.holding(_FRESH):
        if not _may_be_fresh(given.document.block_text(block)):
            continue
        whole = analysis.lower[block.plain_start : block.plain_end]
        if block.cell is not None and words.AGE_COLUMN.search(block.cell.heading.lower()):
            if words.AGE_CELL_VAGUE.fullmatch(whole) and any(_asks_proof(given, c) for c in row(analysis, block)):
                yield Remark(block.plain_start, block.plain_end)
            continue
        proof = _asks_proof(given, block) or words.RECORD.search(whole) is not None
        for sentence in analysis.sentences(block):
            low = low_of(given, sentence)
            match = words.AGE_VAGUE.search(low)
            asked = proof or (match is not None and "utdrag" in match[0] and bool(requirements(given.analysis)))
            if match and not asked and re.search(r"(?:intyg\w*|bevis|handlingar\w*)(?: |$)", match[0]):
                match = None  # a certificate of something else
            match = match or (words.AGE_LOOSE.search(low) if proof and _of_paper(low) else None)
            any_age = words.AGE_OPEN.search(low) if proof and match is None and _names_paper(low) else None
            match = match or any_age
            lead = analysis.lead(block)
            binds = analysis.clause(sentence).force.binds or (lead is not None and analysis.clause(lead).force.binds)
            binds = binds or asked_of_lead(analysis, block) or words.IMPERATIVE.match(low) is not None
            binds = binds or (any_age is not None and analysis.clause(sentence).force is Force.INFORMATION)
            if match and binds and not words.AGE.search(low) and not words.OTHER_WORLD.search(low):
                yield Remark(sentence.start + match.start(), sentence.start + match.end())


def _of_paper(low: str) -> bool:
    """Whether a sentence on freshness names a paper, or nothing that could be fresh instead."""
    return (
        words.AGED.search(low) is not None
        or re.match(r"(?:\W|\d)*(?:ska|får|måste|bör|så|nyligen|högst)", low) is not None
    )


def _names_paper(low: str) -> bool:
    return (
        re.search(
            r"utdrag|registreringsbevis|skatteintyg|kreditupplysning|(?<!\w)(?:bevis|intyg|handling)|^(?:\W|\d)*(?:det|den|de|dessa)(?!\w)",
            low,
        )
        is not None
    )


_FRESH = lazy.compile(
    r"oavsett|tidsgräns|åldersgräns|oberoende av|betydelse|ingen roll|äldre (?:\w*utdrag|\w*intyg|\w*bevis|handling)|aktuell|färsk|nytag|nyligen|nyutf|gam(?:mal|la)|datum|som möjligt|anslutning|(?<!\w)ny|senaste|rimlig|kort tid"
)


@remembered
def _may_be_fresh(text: str) -> bool:
    """Whether a block has words on freshness of any of the kinds that `age_vague` looks for."""
    low = lower(text)
    if not _FRESH.search(low):
        return False
    return words.AGE_CELL_VAGUE.fullmatch(low) is not None or any(
        _says(part) for part in (low[a:b] for a, b in ranges(text))
    )


def _asks_proof(given: Input, block: Block) -> bool:
    """Whether a block asks for an extract, a proof of fitness or a paper about the company."""
    if any(block.plain_start <= s.start < block.plain_end for i in requirements(given.analysis) for s in i.sentences):
        return True
    return any(p.sentence.block == block.index for p in proofs(given.analysis))
