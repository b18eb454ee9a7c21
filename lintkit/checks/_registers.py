"""What the checks of register demands share: remarks on words, and whether a demand is for a paper that a person shows."""

from __future__ import annotations

import re

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.document import Block
from lintkit.facts import registers_text as words
from lintkit.facts.passage import Slot, search
from lintkit.facts.registers import RegisterRequirement
from lintkit.facts.registers_unnamed import is_other_world
from lintkit.finding import Severity
from lintkit.language.analysis import Sentence
from lintkit.language.context import Force


def mark(found: Slot, severity: Severity | None = None, **values: str) -> Remark:
    """A remark on the words of a slot, with values for the rule's message."""
    return Remark(found.start, found.end, values, severity)


def low_of(given: Input, span: RegisterRequirement | Sentence) -> str:
    """The lower-cased text of a demand or a sentence."""
    return given.analysis.lower[span.start : span.end]


def is_told(given: Input, sentence: Sentence, block: Block) -> bool:
    """Whether a sentence demands something or tells how things are done, and speaks of the checks meant here."""
    force = given.analysis.clause(sentence).force
    return (force.binds or force is Force.INFORMATION) and not is_other_world(given.analysis, sentence, block)


def shown(given: Input, item: RegisterRequirement) -> bool:
    """Whether a person's paper is asked for (an authority that fetches the data itself gets them fresh)."""
    low = low_of(given, item.sentences[0])
    return (
        "utdrag" in low
        and _NEED_NOT.search(low) is None
        and not _only_forbids(low)
        and words.FETCHED_BY_AUTHORITY.search(low) is None
        and re.search(r"från polismyndigheten(?! (?:ska|visa))", low) is None
    )


_NEED_NOT = lazy.compile(r"(?:behöver|ska|skall) (?:inte|ej) (?:visa|lämna|begära|krävas|uppvisa)\w*(?!\w)")


#: "Handläggaren får inte begära in kopior av registerutdrag", "Utdraget skickas inte in".
_FORBIDDEN = lazy.compile(
    r"(?<!\w)(?:(?:får|ska|skall|bör|måste|kan) (?:aldrig|inte|ej) (?:\w+ ){0,2}?|(?:får|ska|skall|bör) (?:inga|ingen|inget) [^.;,]{0,40}?)"
    r"(?:visa|lämna|begär|kräv|skicka|sänd|spara|kopier|hämta|inhämta|efterfråga|förvara|arkivera|samla|ta|ges?|mejla|ladda)\w*(?: (?:in|upp|emot|fram))?"
    r"|(?:begär|kräv|ta|lämna|skicka|hämta|inhämta|spara|samla|efterfråga|mejla)\w*s (?:inte|ej|aldrig)(?: (?:in|upp|emot|fram))?(?!\w)"
)


def _only_forbids(low: str) -> bool:
    """Whether all that a sentence says of showing an extract is that it may not be asked for, taken or kept."""
    rest, forbidden = _FORBIDDEN.subn("", low)
    return forbidden > 0 and words.SHOWING.search(rest) is None


def delegates(given: Input, item: RegisterRequirement) -> Slot | None:
    """The words that leave the kind of extract to another decision or place, None where it is not left."""
    return next((d for s in item.sentences if (d := search(given.analysis, words.DELEGATED, s))), None)
