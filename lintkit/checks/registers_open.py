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
    r"|lagstadgad\w*(?= (?:register|utdrag|bakgrund))|(?:enligt|i enlighet med) lagen om registerkontroll(?! (?:av|vid|inom))|(?:enligt|i enlighet med) (?:lag|(?:tillämplig\w*|aktuell\w*) lag\w*)"
    r"|om lagen (?:kräver|tillåter) det)(?!\w)(?! \()"
)
_GOES_ON = lazy.compile(r"(?:\W|\d)*(?:kontrollen|detta|det|den|de|sker|görs)(?!\w)")
_CIRCLE = lazy.compile(
    r"(?<!\w)(?:(?<!motsvarande )(?<!detsamma )(?:omfattas|gäller|prövas|kontrolleras|krävs|begärs|lämnas|visas)[^.;]{0,30} (?P<parts>i tillämpliga delar|i den (?:mån|utsträckning|omfattning) som (?:det )?(?:behövs|krävs|är \w+))"
    r"|(?P<adapted>anpassas (?:efter|till) [^.;,]{3,50})|(?P<contact>som har (?:mycket|nära|viss|regelbunden|direkt) kontakt med \w+)"
    r"|(?P<some>(?:vissa|utvalda|enstaka|berörda|relevanta) (?:huvudm[aä]n|anordnare|utförare|leverantörer|personer|medarbetare|ägare|företrädare)))(?!\w)"
)
_REGISTER = lazy.compile(
    r"(?<!\w)(?:erforderliga|nödvändiga|relevanta|lämpliga|vederbörliga) register|register över brott\w*"
    # which of all the registers that authorities keep
    r"|(?:kontroll\w*|granska\w*|slagning\w*|sökning\w*|söks)(?: [\wåäö]+){0,4}? (?P<all>(?:mot|i) (?:tillgängliga|aktuella|olika|offentliga) register|(?:mot|i) register hos (?:\w+ )?myndighet\w*)"
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
            if not words.ON_CHECK.search(low) and not _GOES_ON.match(low) and not _CHECK.search(low):
                continue  # the same passage goes on about something else
            for match in pattern.finditer(low):
                group = next((g for g, v in match.groupdict().items() if v), 0)
                start, end = match.span(group)
                if not given.analysis.is_defined(sentence.start + start, sentence.start + end):
                    yield Remark(sentence.start + start, sentence.start + end)


def ground(given: Input) -> Iterator[Remark]:
    """The check is made "as the law requires", with no act named."""
    for remark in _find(given, _GROUND):
        sentence = given.analysis.sentence_at(remark.start)
        low = given.analysis.lower[sentence.start : sentence.end]
        if not words.LAW.search(low) and (_CHECK.search(low) or _GOES_ON.match(low)):
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
                    people = words.OWNERS.search(
                        given.analysis.lower, sentence.start, sentence.end
                    ) or words.STAFF.search(given.analysis.lower, sentence.start, sentence.end)
                    if match["all"] is None or people:
                        yield Remark(*match.span("all" if match["all"] else 0))


def similar(given: Input) -> Iterator[Remark]:
    """ "Motsvarande kontroll": like what, is not said."""
    yield from _find(given, _SIMILAR)
