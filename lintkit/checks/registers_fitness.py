"""Demands that people be shown fit with no register named, judged: which paper, whose word, which people."""

from __future__ import annotations

from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark, registers, registers_open
from lintkit.facts import registers_fitness as fitness
from lintkit.facts import registers_text as words
from lintkit.facts.passage import spoken
from lintkit.facts.registers import requirements
from lintkit.facts.registers_unnamed import unnamed_proof

#: Kinds that say what is to be done and leave the how to guidelines and conditions.
_INTENTIONS = frozenset({"policy", "handlingsplan"})
_ASKS_NOT = lazy.compile(
    r"(?<!\w)(?:får|ska|skall) (?:inte|ej|aldrig) (?:\w+ )?(?:begära|kräva|inhämta|hämta|kontrollera)(?!\w)"
)


def paper_unnamed(given: Input) -> Iterator[Remark]:
    """A paper or check is asked for by what it shows or who issues it: "intyg om vandel", "bakgrundskontroll"."""
    for item in requirements(given.analysis):
        for sentence in item.sentences:
            found = unnamed_proof(given.analysis, sentence, given.document.blocks[sentence.block])
            if found and given.kind in _INTENTIONS and fitness.CHECK.match(found.text.lower()):
                continue
            if found and fitness.SWORN.match(found.text.lower()):
                continue  # flagged as a statement
            if found and not fitness.ACCOUNT.match(found.text.lower()) and not words.UNNAMED.search(found.text.lower()):
                yield Remark(found.start, found.end)


def own_account(given: Input) -> Iterator[Remark]:
    """People are to give an account of themselves, by means that nobody has named."""
    for item in requirements(given.analysis):
        for sentence in item.sentences:
            found = unnamed_proof(given.analysis, sentence, given.document.blocks[sentence.block])
            if found and fitness.ACCOUNT.match(found.text.lower()):
                yield Remark(found.start, found.end)


def group_open(given: Input) -> Iterator[Remark]:
    """Who is to be checked is told by words that two readers draw differently: "de som i övrigt kommer i kontakt"."""
    candidates = list(spoken(given.analysis, fitness.GROUP_HINT))
    if not candidates:
        return
    told = [
        (r.start, r.end)
        for c in (registers.owner_circle_unclear, registers.owners_missing, registers_open.circle)
        for r in c(given)
    ]
    heads = {s for item in requirements(given.analysis) for s in item.on_check(given.analysis)}
    for block, sentences in candidates:
        whole = given.analysis.lower[block.plain_start : block.plain_end]
        if not fitness.GROUP_HINT.search(whole):
            continue
        place = " ".join(block.section[-1:]).lower()
        tested = fitness.TEST_PLACE.search(place) is not None
        for sentence in sentences:
            low = given.analysis.lower[sentence.start : sentence.end]
            about = sentence in heads or fitness.CHECKED.search(low) or (tested and fitness.TESTED.search(low))
            if not about:
                continue
            if not given.analysis.clause(sentence).force.binds and sentence not in heads:
                continue
            if words.cites_check_act(low) or words.OTHER_WORLD.search(low) or _ASKS_NOT.search(low):
                continue
            groups = [*fitness.OPEN_GROUP.finditer(low), *fitness.OTHERS_AT_TIMES.finditer(low)]
            if sentence in heads and not fitness.LEADERS_TOLD.search(low):
                groups += fitness.OPEN_LEADERS.finditer(low)
            for match in groups:
                start, end = sentence.start + match.start(), sentence.start + match.end()
                body = end - len(match[0].split()[-1]) if match.re.pattern == fitness.OPEN_LEADERS.pattern else start
                if any(a < end and start < b for a, b in told) or given.analysis.is_defined(body, end):
                    continue
                yield Remark(start, end)
