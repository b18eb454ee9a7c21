"""Demands that people be shown fit, where neither register nor act is named; what such words mean is for checks."""

from __future__ import annotations

import re

from lintkit import lazy
from lintkit.document import Block, BlockKind, Document, per_document
from lintkit.facts import registers_fitness as fitness
from lintkit.facts import registers_text as words
from lintkit.facts.passage import Slot, slot
from lintkit.language.analysis import Analysis, Sentence, lower
from lintkit.language.index import holding

#: A heading that a list of papers stands under: "Till ansökan bifogas", "Handlingar som ska lämnas in".
_HEADS_PAPERS = lazy.compile(
    r"(?<!\w)(?:(?:bi|åt)?foga\w*|handlingar|underlag|bevis\w*|intyg|(?:lämna|skicka|ges?|sänd|ladda)\w* (?:in|upp)|(?:ska|skall|måste) (?:visas?|lämnas?|ges|skickas?)|bilagor (?:till|som))(?!\w)"
)
_DUTY = lazy.compile(
    r"(?<!\w)(?:ska|skall|måste|krävs|får|ansvarar|genomgår|kräver|gör|görs|genomför|utför|omfattas)(?!\w)"
)
_FETCHES = lazy.compile(
    r"(?<!\w)(?:hämtar|inhämtar|begär(?: in)?) (?:\w+ ){0,2}?(?:kommunen|nämnden|enheten|förvaltningen|handläggaren|myndigheten|avdelningen)(?!\w)"
    r"|(?<!\w)(?:kommunen|nämnden|enheten|förvaltningen|handläggaren|myndigheten|avdelningen|vi) (?:\w+ ){0,2}?(?:hämtar|inhämtar|begär) [^.;]{0,60}?(?:från|av|hos) polis"
)


def is_other_world(analysis: Analysis, sentence: Sentence, block: Block) -> bool:
    """Whether the sentence speaks of access to one's own personal data, security vetting or the like."""
    place = " ".join(block.section[-1:]).lower()
    if words.OTHER_WORLD.search(place):
        return True
    low = analysis.lower[sentence.start : sentence.end]
    if block.index in _other_worlds(analysis.document):
        return True
    return words.OTHER_WORLD.search(low) is not None and words.BELASTNING.search(low) is None


@per_document
def _other_worlds(document: Document) -> frozenset[int]:
    """Blocks that name another world and never the criminal records register."""
    texts = ((block.index, lower(document.block_text(block))) for block in holding(document, words.OTHER_WORLD))
    return frozenset(
        index for index, text in texts if words.OTHER_WORLD.search(text) and not words.BELASTNING.search(text)
    )


#: Ways to ask for proof of fitness, in the order in which they are tried.
_PROOFS = (fitness.ACCOUNT, fitness.PAPER, fitness.FROM_POLICE, fitness.CHECK, fitness.ASSURED, fitness.SWORN)


def unnamed_proof(analysis: Analysis, sentence: Sentence, block: Block) -> Slot | None:
    """The words by which a sentence asks that somebody be shown fit, when neither register nor act is named."""
    if not analysis.may_hold(fitness.HINT):
        return None
    low = analysis.lower[sentence.start : sentence.end]
    if not fitness.HINT.search(low) or fitness.NOT_FITNESS.search(low) or words.cites_check_act(low):
        return None
    if words.BELASTNING.search(low) or words.MISSTANKE.search(low) or is_other_world(analysis, sentence, block):
        return None
    if _FETCHES.search(low):
        return None  # what an authority fetches itself is named by the ordinance that lets it
    proof, found = next(((p, m) for p in _PROOFS if (m := p.search(low))), (None, None))
    if found is None or not (analysis.clause(sentence).force.binds or asked_of_lead(analysis, block)):
        return None
    if proof is fitness.CHECK and (not _DUTY.search(low) or _is_described(analysis, block, found[0])):
        return None
    if proof is fitness.SWORN and not words.GROUNDS.search(_with_list(analysis, block)):
        return None
    after = analysis.lower[sentence.end : min(block.plain_end, sentence.end + 400)]
    if proof is fitness.ASSURED and (words.RECORD.search(low) or words.RECORD.search(after)):
        return None  # by what, is said
    if proof is fitness.PAPER and not (words.SHOWING.search(low) or asked_of_lead(analysis, block) or block.cell):
        return None
    return slot(analysis, sentence.start + found.start(), sentence.start + found.end())


def _with_list(analysis: Analysis, block: Block) -> str:
    """The block and the list that it leads into."""
    last = block
    for other in analysis.document.blocks[block.index + 1 : block.index + 6]:
        if other.parent != block.index:
            break
        last = other
    return analysis.lower[block.plain_start : last.plain_end]


def asked_of_lead(analysis: Analysis, block: Block) -> bool:
    """Whether the block continues a sentence that asks for things to be shown or handed in, or is a cell of papers."""
    lead = analysis.lead(block)
    if lead is not None:
        return words.SHOWING.search(analysis.lower[lead.start : lead.end]) is not None
    if block.kind is BlockKind.LIST_ITEM and block.section and _HEADS_PAPERS.search(block.section[-1].lower()):
        return True
    return block.cell is not None and words.PAPER_COLUMN.search(block.cell.heading.lower()) is not None


def _is_described(analysis: Analysis, block: Block, what: str) -> bool:
    """Whether a check that is named ("bakgrundskontroll") is told of somewhere: under a heading of its own, in the
    same block by register or act, or in a place that is pointed at.
    """
    stem = re.split(r"kontroll|koll|prövning|undersökning|prövad", what)[0][-8:] or what
    places = " ".join([analysis.document.title, *block.section]).lower()
    if stem and stem in places:
        return True
    whole = analysis.lower[block.plain_start : block.plain_end]
    return (
        words.BELASTNING.search(whole) is not None
        or words.cites_check_act(whole)
        or re.search(
            r"(?:enligt|se|i enlighet med) (?:\w+ )?(?:bilaga|avsnitt|punkt|\d|kap|rutin|riktlinje|§|lag)", whole
        )
        is not None
    )
