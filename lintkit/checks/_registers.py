"""What the checks of register demands share: remarks on words, and whether a demand is for a paper that a person shows."""

from __future__ import annotations

import re

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.facts import registers_text as words
from lintkit.facts.passage import Slot, search
from lintkit.facts.registers import RegisterRequirement
from lintkit.finding import Severity
from lintkit.language.analysis import Sentence


def mark(found: Slot, severity: Severity | None = None, **values: str) -> Remark:
    """A remark on the words of a slot, with values for the rule's message."""
    return Remark(found.start, found.end, values, severity)


def low_of(given: Input, span: RegisterRequirement | Sentence) -> str:
    """The lower-cased text of a demand or a sentence."""
    return given.analysis.lower[span.start : span.end]


def shown(given: Input, item: RegisterRequirement) -> bool:
    """Whether a person's paper is asked for (an authority that fetches the data itself gets them fresh)."""
    low = low_of(given, item.sentences[0])
    return (
        "utdrag" in low
        and _NEED_NOT.search(low) is None
        and words.FETCHED_BY_AUTHORITY.search(low) is None
        and re.search(r"från polismyndigheten(?! (?:ska|visa))", low) is None
    )


_NEED_NOT = lazy.compile(r"(?:behöver|ska|skall) (?:inte|ej) (?:visa|lämna|begära|krävas|uppvisa)\w*(?!\w)")


def delegates(given: Input, item: RegisterRequirement) -> Slot | None:
    """The words that leave the kind of extract to another decision or place, None where it is not left."""
    return next((d for s in item.sentences if (d := search(given.analysis, words.DELEGATED, s))), None)
