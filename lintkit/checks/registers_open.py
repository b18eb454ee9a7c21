"""Openings in demands for register checks: whom, on what ground, from which register; words only, the facts are elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.facts import registers_text as words
from lintkit.facts.passage import spoken
from lintkit.facts.registers_unnamed import is_other_world

#: What makes a sentence one about a check of persons.
_CHECK = lazy.compile(
    r"registerkontroll\w*|registerkontrollera\w*|(?<!\w)(?:register-?)?utdrag\w*|(?:belastnings|misstanke)regist\w*|över brottslighet"
    r"|(?:ägar|ledning)\w*prövning\w*|förnyade? kontroll\w*|ostraffad\w*"
)
_GROUND = lazy.compile(
    r"(?<!\w)(?:i den (?:omfattning|utsträckning|mån) (?:som )?(?:lagen|lag|det|reglerna) (?:kräv\w+|medger|tillåter|föreskriver|krävs)"
    r"|(?:enligt|i enlighet med) (?:lag|(?:tillämplig\w*|aktuell\w*) lag\w*)"
    r"|om lagen (?:kräver|tillåter) det)(?!\w)(?! \()"
)
_CIRCLE = lazy.compile(
    r"(?<!\w)(?:(?:omfattas|gäller|prövas|kontrolleras)[^.;]{0,25} (?P<parts>i tillämpliga delar)"
    r"|(?P<adapted>anpassas (?:efter|till) [^.;,]{3,50})|(?P<contact>som har (?:mycket|nära|viss|regelbunden|direkt) kontakt med \w+)"
    r"|(?P<some>(?:vissa|utvalda|enstaka|berörda|relevanta) (?:huvudm[aä]n|anordnare|utförare|leverantörer|personer|medarbetare|ägare|företrädare)))(?!\w)"
)
_REGISTER = lazy.compile(
    r"(?<!\w)(?:erforderliga|nödvändiga|relevanta|lämpliga|vederbörliga) register|register över brott\w*"
)
_SIMILAR = lazy.compile(
    r"(?<!\w)(?:göra )?(?:motsvarande|liknande|annan lämplig) (?:kontroll|handling|utdrag|prövning|dokument|intyg)(?: från [^.;,]{3,30})?(?!\w)"
)


def _find(given: Input, pattern: re.Pattern[str]) -> Iterator[Remark]:
    """Matches in binding sentences of blocks that are about a check."""
    if not given.analysis.may_hold(_CHECK):
        return
    for block, sentences in spoken(given.analysis, pattern):
        whole = given.analysis.lower[block.plain_start : block.plain_end]
        if not _CHECK.search(whole) or words.OTHER_WORLD.search(whole):
            continue
        for sentence in sentences:
            low = given.analysis.lower[sentence.start : sentence.end]
            if not given.analysis.clause(sentence).force.binds or is_other_world(given.analysis, sentence, block):
                continue
            for match in pattern.finditer(low):
                group = next((g for g, v in match.groupdict().items() if v), 0)
                start, end = match.span(group)
                if not given.analysis.is_defined(sentence.start + start, sentence.start + end):
                    yield Remark(sentence.start + start, sentence.start + end)


def ground(given: Input) -> Iterator[Remark]:
    """The check is made "as the law requires", with no act named."""
    for remark in _find(given, _GROUND):
        sentence = given.analysis.sentence_at(remark.start)
        if not words.LAW.search(given.analysis.lower, sentence.start, sentence.end):
            yield remark


def circle(given: Input) -> Iterator[Remark]:
    """Who is checked is left open by words of measure: in applicable parts, some, those with much contact."""
    yield from _find(given, _CIRCLE)


def register(given: Input) -> Iterator[Remark]:
    """ "Erforderliga register": the register is to be guessed."""
    for block, sentences in spoken(given.analysis, _REGISTER):
        for sentence in sentences:
            if given.analysis.clause(sentence).force.binds and not is_other_world(given.analysis, sentence, block):
                for match in _REGISTER.finditer(given.analysis.lower, sentence.start, sentence.end):
                    yield Remark(*match.span())


def similar(given: Input) -> Iterator[Remark]:
    """ "Motsvarande kontroll": like what, is not said."""
    yield from _find(given, _SIMILAR)
