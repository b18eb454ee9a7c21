"""How old a paper may be, as a text says it: in words and months, in a sentence or the row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lintkit import lazy
from lintkit.document import Block, BlockKind
from lintkit.facts import registers_text as words
from lintkit.facts.passage import Slot, slot
from lintkit.language.analysis import Analysis, Sentence

#: No table that lists papers is wider.
_CELLS = 8
_BARE_AGE = lazy.compile(
    rf"\W*(?:(?:får vara )?(?:högst|max(?:imalt|\.)?|upp till|inte äldre än|ej äldre än) )?{words.SPAN}(?: (?:gam(?:mal|la)\w*|när|vid|före|innan|från)[^.;]{{0,40}})?\W*"
)


#: A sentence on papers in general: "Samtliga handlingar ...", "Bevisen ...".
PAPERS_TOGETHER = lazy.compile(
    r"(?:samtliga |alla |dessa |ovanstående |utdrag och )*(?:handling|bevis|intyg|dokument|uppgift|underlag)"
)
#: "Får vara högst ett år gammalt", "Äldre än sex månader godtas inte": nothing but the age.
_ONLY_VERBS = lazy.compile(r"(?:\W|\d)*(?:(?:får|ska|skall|bör|måste|kan|inte|ej|vara|som|är)\W+)*")


def months(pattern_match: re.Match[str]) -> float:
    """The measure of a match of `words.AGE`, in months; 30 days and four weeks count as one, the same day as none."""
    groups = pattern_match.groupdict()
    if groups.get("same"):
        return 0.0
    unit = next(v for k, v in groups.items() if k.startswith("unit") and v)
    number = next((v for k, v in groups.items() if k.startswith("number") and v), "1")
    value = float(number) if number.isdigit() else float(words.NUMBER[number])
    if unit.startswith("år"):
        return value * 12
    if unit.startswith("halvår"):
        return value * 6
    if unit.startswith("kvartal"):
        return value * 3
    if unit.startswith("mån"):
        return value
    if unit.startswith("veck"):
        return round(value / 4, 2)
    return round(value / (20 if unit.startswith("arbets") else 30), 1)


#: "Den som är yngre än ett år", "barn yngre än tre år": people's age.
_OF_PEOPLE = lazy.compile(
    r"(?<!\w)(?:barn\w*|person\w*|elev\w*|ung\w*|den|de|dem|någon|deltagare|du|hen|han|hon|syskon|kund\w*|brukar\w*) (?:som )?(?:ännu )?(?:är |inte är )?$"
)


def ages(analysis: Analysis, sentence: Sentence, *, named: bool = False) -> Iterator[re.Match[str]]:
    """The ages of papers that a sentence gives, as matches in the document's lower-cased text; how long ago somebody
    may have been convicted, or references earned, is left out. `named` tells that the sentence is known to be about
    a paper, so that no age in it is that of training, vehicles or the like.
    """
    for match in words.AGE.finditer(analysis.lower, sentence.start, sentence.end):
        if words.NOT_OF_PAPER.search(analysis.lower, sentence.start, match.start()):
            continue
        if match[0].startswith("yngre") and _OF_PEOPLE.search(analysis.lower, sentence.start, match.start()):
            continue
        alone = _ONLY_VERBS.fullmatch(analysis.lower, sentence.start, match.start())
        if named or alone or words.AGED.search(analysis.lower, sentence.start, match.end()):
            yield match  # else the age of something else: "Hygienutbildningen får vara högst två år gammal"


def shortest_age(
    analysis: Analysis, sentences: Iterable[Sentence], *, named: bool = False
) -> tuple[Slot | None, float | None]:
    """The strictest age that the sentences set, in words and months; a later, stricter one prevails."""
    best: tuple[Slot, float] | None = None
    for sentence in sentences:
        for match in ages(analysis, sentence, named=named):
            measure = months(match)
            if best is None or measure < best[1]:
                best = slot(analysis, match.start(), match.end()), measure
    return best if best else (None, None)


def common_age(analysis: Analysis, block: Block) -> tuple[Slot | None, float | None]:
    """The age that a list's papers share, told beside it: "Samtliga handlingar får vara högst tre månader gamla"."""
    blocks = analysis.document.blocks
    beside = [b for b in blocks[max(block.index - _CELLS, 0) : block.index + _CELLS] if b.section == block.section]
    said = (s for b in beside if b.kind is not BlockKind.HEADING for s in analysis.sentences(b))
    return shortest_age(
        analysis, (s for s in said if PAPERS_TOGETHER.match(analysis.lower, s.start, s.end)), named=True
    )


def row_age(analysis: Analysis, block: Block) -> tuple[Slot | None, float | None]:
    """The age in the same row of a table, where a bare "1 månad" says enough under its heading."""
    for other in row(analysis, block):
        match = _BARE_AGE.match(analysis.lower, other.plain_start, other.plain_end)
        if match:
            return slot(analysis, other.plain_start, other.plain_end), months(match)
    return None, None


def row(analysis: Analysis, block: Block) -> Iterator[Block]:
    """The cells of a cell's row, itself among them; none for what stands in no table."""
    if block.cell is None:
        return
    for other in analysis.document.blocks[max(block.index - _CELLS, 0) : block.index + _CELLS]:
        if other.cell and other.cell[:2] == block.cell[:2]:
            yield other
