"""Whether a match counts: the conditions `where`, `unless`, `near` and `absent` of a rule, judged in context."""

from __future__ import annotations

import re

from lintkit import lazy
from lintkit.facts.sanctions_clause import sets_sanction
from lintkit.language import bounds, setting
from lintkit.language.analysis import Analysis, Sentence
from lintkit.rules.load import LoadedRule
from lintkit.rules.match import find_in
from lintkit.rules.phrase import Phrase

#: What names the thing referred to: a statute, a numbered place, a titled document, a register number.
_POINTER = re.compile(
    r"\(\d{4}:\d+\)|(?<!\w)(?:sfs|afs|sosfs|hslf-fs|skolfs|msbfs) ?\d{4}:\d+|\d+ ?§|\d+ kap"
    r"|(?<!\w)(?:punkt|avsnitt|kapitel|bilaga|§|flik|artikel) (?:\d|[a-z](?!\w))"
    r"|[”\"»][^”\"»]{4,}[”\"»]|(?<!\w)dnr|(?<!\w)i lag(?:en)? om|https?:|\w+lagen(?!\w)"
    r"|(?<!och )(?<![\w-])[\w-]+\.(?:md|pdf|docx?|odt|xlsx?)(?!\w)"
    r"|(?<!\w)i (?:detta|det här) (?:dokument|avtal|reglemente)(?!\w)"
)


#: "enligt SOSFS 2011:9, Socialstyrelsens föreskrifter"
_NUMBER_BEFORE = lazy.compile(r"(?:afs|sosfs|hslf-fs|skolfs|msbfs) ?\d{4}:\d+[\s,(]{1,3}$")


#: Longest text in square brackets that is a placeholder rather than an instruction.
_PLACEHOLDER = 40
#: How far from a word its square brackets may stand.
_LONGEST = 2000


def holds(loaded: LoadedRule, analysis: Analysis, start: int, end: int) -> bool:
    """Whether the plain range `start:end`, a match of the rule, is to be reported."""
    rule = loaded.rule
    sentence = analysis.sentence_at(start)
    if "any" not in rule.where and not _counts(loaded, analysis, sentence):
        return False
    is_vague = "any" not in rule.where and rule.family == "vagt"
    if is_vague and (_is_whole_cell(analysis, sentence, start, end) or _is_instruction(analysis, sentence, start)):
        return False
    low = analysis.lower[sentence.start : sentence.end]
    a, b = start - sentence.start, end - sentence.start
    reasons = loaded.reasons
    if "quoted" in reasons and analysis.is_quoted(start, end):
        return False
    if "bounded" in reasons and bounds.is_bounded(low, a, b):
        return False
    if "measured" in reasons and bounds.is_measured(low, a, b):
        return False
    if "explained" in reasons and bounds.is_explained(low, b):
        return False
    if "purpose" in reasons and bounds.in_purpose_clause(low, a):
        return False
    if "statutory" in reasons and bounds.has_citation(low):
        return False
    if "referenced" in reasons and (_is_referenced(low[b : b + 110]) or _NUMBER_BEFORE.search(low, max(0, a - 30), a)):
        return False
    if "asked" in reasons and setting.is_asked(low, a, b):
        return False
    if "power" in reasons and setting.is_power(low, a, b):
        return False
    if "form" in reasons and setting.is_form_field(
        low, a, b, analysis.document.blocks[sentence.block].cell is not None
    ):
        return False
    if "equivalent" in reasons and setting.is_equivalent(_written(analysis, sentence), low, a, b):
        return False
    if "scored" in reasons and setting.is_scored(_around(analysis, sentence)):
        return False
    for kind, phrases in loaded.excuses:
        for phrase in phrases:
            for p, q in find_in(phrase, low):
                if kind == "near" or (p < b and a < q):
                    return False
    if "defined" in reasons and analysis.is_defined(start, end):
        return False
    return _scoped(loaded, analysis, sentence)


def _written(analysis: Analysis, sentence: Sentence) -> str:
    return analysis.document.plain.text[sentence.start : sentence.end]


def _around(analysis: Analysis, sentence: Sentence) -> str:
    """The headings above a sentence, its paragraph and the beginning of the next one, lower-cased."""
    blocks = analysis.document.blocks
    block = blocks[sentence.block]
    following = blocks[block.index + 1].plain_start if block.index + 1 < len(blocks) else block.plain_end
    parts = (
        *block.section,
        analysis.lower[block.plain_start : block.plain_end],
        analysis.lower[following : following + 20],
    )
    return "\n".join(parts).lower()


def _is_referenced(after: str) -> bool:
    pointer = _POINTER.search(after)
    # "gällande regler, däribland skollagen" names some of them and leaves the rest open
    return pointer is not None and not re.search(
        r" samt |däribland|bland annat|t\.ex\.|till exempel|såsom|exempelvis", after[: pointer.start()]
    )


def _is_whole_cell(analysis: Analysis, sentence: Sentence, start: int, end: int) -> bool:
    """Whether one word fills a table cell: "Löpande" in a timetable is a value, not a provision."""
    block = analysis.document.blocks[sentence.block]
    return (
        block.cell is not None
        and (start, end) == (block.plain_start, block.plain_end)
        and " " not in analysis.lower[start:end]
    )


def _is_instruction(analysis: Analysis, sentence: Sentence, start: int) -> bool:
    """Whether a place stands in square brackets with a sentence in them: there a template tells who fills it in what to
    write.
    """
    block = analysis.document.blocks[sentence.block]
    first, last = max(block.plain_start, start - _LONGEST), min(block.plain_end, start + _LONGEST)
    opened = analysis.lower.rfind("[", first, start)
    if opened < 0 or analysis.lower.find("]", opened, start) >= 0:
        return False
    return analysis.lower.find("]", start, last) - opened > _PLACEHOLDER


def _counts(loaded: LoadedRule, analysis: Analysis, sentence: Sentence) -> bool:
    clause = analysis.clause(sentence)
    for place in loaded.rule.where:
        if place == "binding" and clause.force.binds:
            # A vague word in a sanction provision is judged by the family sanktion, once.
            # So is one that grades tenders: a scale of points is made of such words.
            low = analysis.lower[sentence.start : sentence.end]
            return loaded.rule.family != "vagt" or not (sets_sanction(analysis, sentence) or setting.is_grade(low))
        if place == "trigger" and clause.sanction:
            return True
        if place == "qualification" and clause.qualification and clause.force.binds:
            return True
    return False


def _scoped(loaded: LoadedRule, analysis: Analysis, sentence: Sentence) -> bool:
    if not loaded.near and not loaded.absent:
        return True
    block = analysis.document.blocks[sentence.block]
    match loaded.rule.match.scope:
        case "sentence":
            low = analysis.lower[sentence.start : sentence.end]
        case "block":
            low = analysis.lower[block.plain_start : block.plain_end]
        case "section":
            low = "\n".join(
                analysis.lower[b.plain_start : b.plain_end] for b in analysis.document.section_blocks(block)
            )
        case _:
            low = analysis.lower
    if loaded.near and not any(_stands(p, low) for p in loaded.near):
        return False
    return not any(_stands(p, low) for p in loaded.absent)


def _stands(phrase: Phrase, low: str) -> bool:
    return next(find_in(phrase, low), None) is not None
