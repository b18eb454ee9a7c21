"""Whether an extract that a text demands is shown anew, by another provision than the demand itself."""

from __future__ import annotations

import re

from lintkit import lazy
from lintkit.facts import registers_text as words
from lintkit.facts.passage import per_analysis, spoken
from lintkit.facts.registers import RegisterRequirement
from lintkit.language.analysis import Analysis

_ANEW = lazy.compile(
    r"(?<!\w)(?:nytt|nya|på nytt|ånyo|förnya\w*|åter|igen) (?:\w+ ){0,3}?\w*utdrag\w*|utdrag\w* [^.;]{0,40}?(?:på nytt|ånyo|igen|förnyas)"
)


def shown_again(analysis: Analysis, item: RegisterRequirement) -> bool:
    """Whether another provision has new extracts shown at stated times, by the same people or by its own number."""
    number = (analysis.document.block_at(item.start).provision or "").strip(" §.")
    for low, start in _new_extracts(analysis):
        if item.start <= start < item.end:
            continue
        if number and re.search(rf"(?<![\w.]){re.escape(number)}(?!\w|\.\d)", low):
            return True
        if item.owners and not words.OWNERS.search(low) and words.STAFF.search(low):
            continue
        if item.staff and not item.owners and not words.STAFF.search(low):
            continue
        if words.RECORD.search(low) or any(s.text.lower()[:12] in low for s in item.subjects):
            return True
    return False


_EXTRACT = lazy.compile("utdrag")


@per_analysis
def _new_extracts(analysis: Analysis) -> tuple[tuple[str, int], ...]:
    """Sentences with their lead-in that have a new extract shown at stated times, each with its plain start."""
    out = []
    for block, sentences in spoken(analysis, _EXTRACT):
        if "utdrag" not in analysis.lower[block.plain_start : block.plain_end]:
            continue
        lead = analysis.lead(block)
        before = analysis.lower[lead.start : lead.end] + " " if lead else ""
        for sentence in sentences:
            low = before + analysis.lower[sentence.start : sentence.end]
            if _ANEW.search(low) and words.RENEWAL.search(low):
                out.append((low, sentence.start))
    return tuple(out)
