"""What the register-check acts require of a demand and it gets wrong or leaves out: repeats, copies, filing, effects."""

from __future__ import annotations

from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark, _regimes
from lintkit.checks._registers import low_of
from lintkit.checks._words import listed
from lintkit.facts import registers_text as words
from lintkit.facts.passage import spoken
from lintkit.facts.registers import RegisterRequirement, requirements

_NOT = r"(?:inte|ej|aldrig|inga|ingen)"


def repeated_staff(given: Input) -> Iterator[Remark]:
    """Staff show new extracts at stated times, which no act gives a right to demand of those already employed."""
    for item in requirements(given.analysis):
        if item.staff and not item.owners and item.renewal is not None and not item.unnamed:
            yield Remark(item.renewal.start, item.renewal.end, {"as_of": _regimes.as_of()})


def copy_refused(given: Input) -> Iterator[Remark]:
    """No copy may be kept, where the activity's act has the extract or a copy kept for two years."""
    for item in requirements(given.analysis):
        acts = _regimes.of(item.activities)
        if not acts or any(a.copies != "required" for a in acts):
            continue
        for sentence in item.sentences:
            match = _NO_COPY.search(given.analysis.lower, sentence.start, sentence.end)
            if match:
                yield Remark(*match.span(), {"act": acts[0].law, "as_of": _regimes.as_of()})
                break


_NO_COPY = lazy.compile(
    rf"(?<!\w)(?:(?:kopi(?:a|or)n?|utdrag(?:et|en)?) (?:av (?:\w+ )?)?(?:får|ska|skall) {_NOT} (?:sparas|bevaras|förvaras|arkiveras|behållas|tas)"
    rf"|(?:får|ska) {_NOT} (?:spara|bevara|ta|behålla|arkivera) (?:\w+ )?(?:kopi\w+|utdrag\w*)|{_NOT} (?:kopior|kopia) (?:sparas|får sparas|tas|bevaras))(?!\w)"
)


def filed(given: Input) -> Iterator[Remark]:
    """An extract is handed in to the municipality, where it becomes a public document, instead of being shown."""
    for item in requirements(given.analysis):
        head = item.sentences[0]
        match = _FILED.search(given.analysis.lower, head.start, head.end)
        if match and item.register is not None:
            yield Remark(*match.span())


_FILED = lazy.compile(
    r"(?<!\w)(?:bifoga\w*|skicka\w* in|skickas till (?:kommunen|nämnden|förvaltningen|beställaren)|(?:lämna|sända|mejla|ladda)s?\w* (?:in|upp)|ges in|ge in|inge\w*"
    r"|lämna\w* (?:\w+ ){0,6}?till (?:kommunen|nämnden|förvaltningen|beställaren|handläggaren))(?!\w)"
)


def effect_missing(given: Input) -> Iterator[Remark]:
    """Nothing says what follows when the extract is not shown or shows a conviction."""
    open_items = [
        item
        for item in requirements(given.analysis)
        if item.consequence is None and item.register is not None and not words.cites_check_act(low_of(given, item))
    ]
    if not open_items or _EFFECT.search(given.analysis.lower):
        return
    for item in open_items:
        yield Remark(item.mention.start, item.mention.end)


_EFFECT = lazy.compile(
    r"utdrag\w* (?:\w+ ){0,4}?(?:inte|ej) (?:visas|lämnas|uppvisas)|(?:utan|saknas) (?:giltigt |godkänt )?(?:register)?utdrag|visas (?:inte|ej) utdrag"
    r"|får (?:inte|ej|då inte) (?:anställas|anlitas|påbörja|arbeta|börja|utföra)|(?:anteckning|träff|dom)\w* i (?:utdrag|register)"
)


def merged(given: Input) -> Iterator[Remark]:
    """One demand for all staff in a document on activities whose acts contradict each other on age and copies."""
    if not requirements(given.analysis):
        return
    named = {
        name
        for name, pattern in words.ACTIVITIES
        if given.analysis.may_hold(pattern) and pattern.search(given.analysis.lower)
    }
    copies = {r.copies for r in _regimes.of(named)}
    if len(copies) < 2:
        return
    for item in requirements(given.analysis):
        head = item.sentences[0]
        match = _ALL_STAFF.search(given.analysis.lower, head.start, head.end)
        if match and not item.laws & words.CHECK_LAWS and not item.unnamed:
            yield Remark(*match.span(), {"acts": listed([r.short for r in _regimes.of(named)])})


_ALL_STAFF = lazy.compile(
    r"(?<!\w)(?:all|samtlig|hela) personal\w*(?!\w)|(?<!\w)(?:alla|samtliga) (?:anställda|medarbetare)(?!\w)"
)


def support_denied(given: Input) -> Iterator[Remark]:
    """The text says that no extract may be asked for in home care, as was so before 1 March 2026."""
    if not given.today.has_come(_HOME_ACT):
        return
    for _, sentences in spoken(given.analysis, _UNSUPPORTED):
        for sentence in sentences:
            for part in _PARTS.finditer(given.analysis.lower, sentence.start, sentence.end):
                end = _denied(given.analysis.lower, *part.span())
                if end is not None:
                    yield Remark(part.start(), end, {"as_of": _regimes.as_of()})
                    break


def _denied(low: str, start: int, end: int) -> int | None:
    """Where a clause about care in the home has said that an extract lacks support in law. One step at a time: a
    pattern of all three with gaps between them takes cubic time.
    """
    if not _HOME.search(low, start, end):
        return None
    extract = _NO_EXTRACT.search(low, start, end)
    asked = _MUST_NOT.search(low, start, end)
    named = low.find("utdrag", asked.end(), end) if asked else -1
    ends = [at for at in (extract.end() if extract else -1, named) if at >= 0]
    unsupported = _UNSUPPORTED.search(low, min(ends), end) if ends else None
    return unsupported.end() if unsupported else None


_HOME_ACT = "2026-03-01"
_HOME = lazy.compile(
    r"(?:hemtjänst|äldreomsorg|särskilt boende|vård- och omsorgsboende|personlig\w* assist|boendestöd|hemmet|korttids)"
)
_PARTS = lazy.compile(r"[^.;\s][^.;]*")
_MUST_NOT = lazy.compile(rf"(?:behöver|kan|får|ska) (?:därför )?{_NOT} (?:lämna|visa|begära|krävas|begäras|avkrävas)")
_NO_EXTRACT = lazy.compile(
    rf"(?:får|kan|ska) \w*utdrag\w* {_NOT} (?:begäras|krävas|lämnas|visas)|utdrag\w* (?:kan|får|behöver) {_NOT} (?:begäras|krävas|lämnas|visas)"
)
_UNSUPPORTED = lazy.compile(
    r"lagstöd saknas|saknas lagstöd|saknar lagstöd|stöd i lag saknas|inte finns (?:något )?(?:lagstöd|stöd i lag|laglig grund)|utan lagstöd"
)


def wrong_act(given: Input) -> Iterator[Remark]:
    """An act cited that is for another activity, or that gives no support for register checks at all."""
    for item in requirements(given.analysis):
        for sentence in item.on_check(given.analysis):
            low = given.analysis.lower[sentence.start : sentence.end]
            match = _ACT.search(low)
            if match is None or (not words.WEAK.search(low) and not words.RECORD.search(low)):
                continue
            why = _why_wrong(given, item, sentence.block, low, match["number"] or match["name"])
            if why:
                yield Remark(sentence.start + match.start(), sentence.start + match.end(), {"why": why})


def _why_wrong(given: Input, item: RegisterRequirement, block: int, low: str, act: str) -> str:
    if act in _NO_SUPPORT:
        return "" if words.cites_check_act(low) else "den lagen ger ingen rätt till utdrag ur belastningsregistret"
    owners = item.owners and not item.staff and words.OWNER_ONLY.search(low) is not None
    if owners and act in _ON_STAFF and not _MUNICIPAL.search(low):
        return "lagen gäller den som erbjuds anställning, inte en utförares ägare och ledning"
    where = _activities(given, block, low)
    if where == {"hemmet"} and act in ("skollagen", "2013:852", "2007:171"):
        return "för arbete i hemmet hos äldre och vuxna med funktionsnedsättning gäller lagen (2026:43)"
    if where == {"skola"} and act in ("2026:43", "2007:171"):
        return "för skola, förskola och fritidshem gäller 2 kap. 31–33 §§ skollagen"
    return ""


def _activities(given: Input, block: int, low: str) -> set[str]:
    """What activity the sentence, else its heading, else the document is about, whatever act is cited."""
    own = _ACT.sub("", low)
    places = [own, " ".join(given.document.blocks[block].section[-1:]).lower(), given.document.title.lower()]
    for place in places:
        found = {name for name, pattern in words.ACTIVITIES if pattern.search(place)}
        if found:
            return found
    return set()


_ACT = lazy.compile(
    r"(?:enligt|i enlighet med|med stöd av) (?:\d+ (?:kap\. ?\d+ )?§§? )?(?:i )?(?:lag(?:en)? \(?(?P<number>\d{4}:\d+)\)?(?: om [^.;,]{5,90}?(?=[.;,]|$|(?<!som) (?:ska|skall|får|kan|visa\w*|lämna\w*|uppmana\w*|begär\w*|är|har)(?!\w)))?|(?P<name>skollagen|socialtjänstlagen|kommunallagen|hälso- och sjukvårdslagen|lss)(?!\w))"
)
_NO_SUPPORT = frozenset({"socialtjänstlagen", "kommunallagen", "hälso- och sjukvårdslagen", "lss"})
_ON_STAFF = frozenset({"2026:43", "2026:44", "2013:852", "2010:479"})
_MUNICIPAL = lazy.compile(r"kommunens|förvaltningschef|kommundirektör|förbundets|kommunala bolag")
