""" "Ett utdrag" asked of people where nothing near says which; demands that name a register are read elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.checks._registers import is_told, low_of
from lintkit.document import Block
from lintkit.facts import registers_text as words
from lintkit.facts.passage import spoken
from lintkit.facts.registers import requirements

_ASKED = lazy.compile(
    r"(?<!\w)(?:visa|uppvisa|lämna|förete|presentera|bifoga|skicka)(?:r|s)?(?: (?:upp|in|fram|med|också|även|först|oss|dig|er|[^\W\d]*chefen|rektorn?|nämnden|kommunen|handläggaren))* "
    r"(?P<what>(?:ett |sitt |ett eget |eget )?utdrag)(?!\w)(?! (?:ur|från|hos|av|som|enligt|om|över|på|i)(?!\w))"
)
#: Whom it is asked of, told apart from the people that the place has named before.
_PEOPLE = lazy.compile(
    r"(?<!\w)(?:vuxna|(?:alla|den|de|du|ni|vi) som (?!redan|har)[^\W\d]+|[^\W\d]*personal|anställda|medarbetare|[^\W\d]*vikarie|[^\W\d]*ledare|praktikant|volontär|konsult"
    r"|inhyrd|assistent|tränare|handledare|förare|chaufför|[^\W\d]*ägare|styrelse|suppleant|verksamhetschef|föreståndare|firmatecknare|företrädare)"
)
_START = lazy.compile(r"(?<!\w)första (?:gången|dagen|passet|arbetspasset|arbetsdagen|lektionen|tillfället)(?!\w)")
#: What tells the kind by pointing back, or another kind of extract.
_TOLD = lazy.compile(
    r"(?<!\w)(?:samma|motsvarande|detsamma|sådan\w*|likadan\w*|nytt|begränsa\w*|protokoll\w*|film\w*|bok\w*|verk(?:et)?|pjäs\w*|journal\w*|\w*konto\w*|plan\w*|belastnings\w*|misstanke\w*|inte|ej)(?!\w)"
)
_PLACE = lazy.compile(
    r"ägar- och ledning|ledningsprövning|ägarprövning|lämplighetsprövning|vandel|registerkontroll|registerutdrag|bakgrundskontroll"
)


def bare(given: Input) -> Iterator[Remark]:
    """People are to show "ett utdrag", and neither the sentence nor its paragraph says of what kind."""
    heads = {i.sentences[0].start for i in requirements(given.analysis)}
    for block, sentences in spoken(given.analysis, _ASKED):
        whole = given.analysis.lower[block.plain_start : block.plain_end]
        if block.cell is not None or words.RECORD.search(whole) or words.cites_check_act(whole):
            continue
        for sentence in sentences:
            low = low_of(given, sentence)
            match = _ASKED.search(low)
            who = _PEOPLE.search(low, 0, match.start()) if match else None
            if match is None or who is None or sentence.start in heads or _TOLD.search(low):
                continue
            if words.DELEGATED.search(low) or not is_told(given, sentence, block):
                continue
            if _about_check(given, block, low, who[0]):
                yield Remark(sentence.start + match.start("what"), sentence.start + match.end("what"))


def _about_check(given: Input, block: Block, low: str, who: str) -> bool:
    """Whether the extract can only be one of a person's record, and these people have not been told which."""
    lead = given.analysis.lead(block)
    if lead is not None and words.RECORD.search(given.analysis.lower, lead.start, lead.end):
        return False
    named = [
        (b, text)
        for b in given.analysis.holding(words.RECORD)
        if words.RECORD.search(text := given.analysis.lower[b.plain_start : b.plain_end])
    ]
    if named:
        # named for others in the same place; where it is named for nobody, or for the same people, that is the kind
        stem = who.split()[-1][:6] if " som " in who else who[:6]
        before = [text for b, text in named if b.section == block.section and b.index < block.index]
        return any(_PEOPLE.search(text) for text in before) and not any(stem in text for _, text in named)
    starts = any(p.search(low) for p in (words.HIRING, words.BEFORE_START, _START))
    return starts or _PLACE.search(" ".join(block.section[-1:]).lower()) is not None
