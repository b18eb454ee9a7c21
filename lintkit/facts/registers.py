"""What a text demands of register extracts: who shows which extract, how old, when, to whom; no judgement of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lintkit import lazy
from lintkit.document import Block, BlockKind
from lintkit.facts import registers_fitness as fitness
from lintkit.facts import registers_text as words
from lintkit.facts.passage import SILENT, Slot, per_analysis, search, search_all, slot
from lintkit.facts.registers_age import ages, common_age, row, row_age, shortest_age
from lintkit.facts.registers_unnamed import asked_of_lead, is_other_world, unnamed_proof
from lintkit.language.analysis import Analysis, Sentence, lower, ranges
from lintkit.language.context import Force
from lintkit.language.memory import remembered

#: How many blocks after the demand may still speak of the same extract.
_REACH = 6
_MODAL = lazy.compile(
    r"(?<!\w)(?:ska|skall|måste|bör|får|kan|visar|uppvisar|lämnar|begär|behöver"
    r"|ansvarar för att)(?!\w)"
)
_ASKER = lazy.compile(
    r"^(?:\W|\d)*(?:anordnaren|utföraren|leverantören|huvudmannen|kommunen|nämnden|handläggaren|föreningen"
    r"|beställaren|arbetsgivaren|verksamheten|chefen|ansökan)(?: \w+){0,3}? "
    r"(?:ska|skall|får|kan|begär|måste|ansvarar|inhämtar|svarar|hämtar)"
)
_EMBEDDED = lazy.compile(
    r"(?:att|av|för|från|på) (?:att )?(?P<who>[^.;]{4,110}?) (?:har visat|visar|visat"
    r"|lämna\w*|uppvisa\w*|har lämnat|ska visa|som)(?!\w)"
)
#: A list item that names the paper and then whose it is: "utdrag ur belastningsregistret för vd och ägare".
_FOR_WHOM = lazy.compile(r"regist\w* (?:för|på|avseende) (?P<who>[^.;]{2,200}?)(?:,? samt)?[\s,.;]*$")
#: An authority gets the data itself: "Uppgifter om sökandens vandel hämtar enheten från Polismyndigheten".
#: "Om registerutdrag inte visas upp får ...", "En kontroll av ett utdrag ska dokumenteras genom en anteckning".
_FOLLOWS = lazy.compile(
    r"^(?:\W|\d)*(?:om|visas|saknas|lämnas|utan|uteblir|har|den som inte) (?:[^.;]{0,150}?(?<!\w))?\w*utdrag\w*[^.;]{0,150}?(?<!\w)(?:inte|ej|saknas|avslås|avvisas)(?!\w)"
    r"|^(?:\W|\d)*om [^.;]{2,40}? (?:inte|ej) (?:\w+ ){0,2}?(?:visa|lämna)\w*(?: \w+){0,3}? \w*utdrag"
    r"|(?:kontroll|utdrag)\w* [^.;]{0,50}?(?:ska|skall) (?:dokumenteras|antecknas|noteras)(?!\w)"
    r"|(?<!\w)utan (?:\w+ ){0,2}\w*utdrag\w*[^.;]{0,40}?(?<!\w)(?:\d[\d ]* ?(?:kronor|kr)|vite|avdrag)(?!\w)"
)
_STATUTE = lazy.compile(
    r"^\W*(?:(?!\w*(?:underlag|tillag|bolag|förslag|anslag|avslag|inslag|uppslag|uttag))\w*lag|\w*förordning|\w*balk)(?:en)?(?: \(\d{4}:\d+| om |$)"
)
_TOLD = lazy.compile(
    r"(?:går vi tillväga|så (?:här )?(?:gör|beställer|ansöker)|(?:vi|jag) kommer att)(?!\w)|har (?:vid anställning |redan |alltid )?(?:lämnat|visat|visats)(?!\w)"
)
#: "Ett utdrag" asked for by a provision of its own, after others that named the register.
_BARE = lazy.compile(
    r"(?<!\w)(?:visa|uppvisa|lämna|förete|inkomma|bifoga|presentera|ge)\w*(?: (?:upp|in|med|även|också))* (?:ett|sitt|sådant|ett sådant|ett eget) utdrag(?!\w)(?! (?:ur|från|hos|av|som avses|enligt))"
)
_LIST = lazy.compile(r", (?:samt )?| och | samt | eller ")


@dataclass(frozen=True, slots=True)
class RegisterRequirement:
    """One demand for an extract or proof from a register. Offsets are plain offsets.

    `mention` is the noun phrase that asks for it; `subjects` who must show it, `occasions` when; `age` the words
    on its age and `max_age_months` their measure (30 days = 1), `renewal` the words on showing it again.
    `owners` and `staff` tell what circles the subjects touch. `sentences` are the sentences it was read from.
    `unnamed` are the words that ask for fitness to be shown without naming a register ("intyg om vandel").
    """

    register: str | None
    extract: str | None
    mention: Slot
    subjects: tuple[Slot, ...]
    occasions: tuple[Slot, ...]
    age: Slot | None
    max_age_months: float | None
    renewal: Slot | None
    renewal_months: int | None
    shown_to: str | None
    documentation: Slot | None
    consequence: Slot | None
    legal_basis: Slot | None
    laws: frozenset[str]
    activities: frozenset[str]
    owners: bool
    staff: bool
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    unnamed: Slot | None = None

    def on_check(self, analysis: Analysis) -> Iterator[Sentence]:
        """The sentences that speak of the check, as against what the same passage says of other matters."""
        return topical(analysis, self.sentences)


def topical(analysis: Analysis, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Of a passage that begins with a demand, the sentences that name the check or go straight on from one that does."""
    on = True
    for sentence in sentences:
        named = words.ON_CHECK.search(analysis.lower, sentence.start, sentence.end) is not None
        goes_on = on and words.GOES_ON.match(analysis.lower, sentence.start, sentence.end) is not None
        on = named or goes_on or sentence is sentences[0]
        if on:
            yield sentence


@per_analysis
def requirements(analysis: Analysis) -> tuple[RegisterRequirement, ...]:
    """The demands for extracts from the police's registers that a document makes, in reading order."""
    if _STATUTE.match(analysis.document.title.lower()):
        return ()  # an act is what demands are judged by
    return tuple(_read(analysis, zone) for zone in _zones(analysis))


def _zones(analysis: Analysis) -> Iterator[list[Sentence]]:
    """Runs of sentences, each begun by a demand and going on while the extract is spoken of."""
    zone: list[Sentence] = []
    first: Block | None = None
    last_index = -1
    may_begin = {b.index for b in analysis.holding(words.RECORD, words.CHECK_LAW, words.CLEAN, fitness.HINT)}
    for block in analysis.document.blocks if may_begin else ():
        if block.kind in SILENT or not (zone or block.index in may_begin):
            continue
        sentences = analysis.sentences(block)
        if not sentences:
            continue
        if first is not None and (block.section != first.section or block.index - last_index > _REACH):
            if zone:
                yield zone
            zone, first = [], None
        if not zone and (block.index not in may_begin or not _may_begin(analysis.document.block_text(block))):
            continue
        heads_zone = bool(zone)
        whole = analysis.lower[block.plain_start : block.plain_end]
        follows = heads_zone and first is not None and (
            words.WEAK.search(whole) is not None or words.RECORD.search(whole) is not None
            or _hangs_on(analysis, block, zone) or words.OWNER_ONLY.search(whole[:30]) is not None
        )  # fmt: skip
        for sentence in sentences:
            low = analysis.lower[sentence.start : sentence.end]
            begins = (
                _begins(analysis, sentence, block, low, bool(zone))
                or (heads_zone and zone and _asks_bare(analysis, sentence, block, zone[0], low))
                or ((first is None or block.index != first.index) and _vouches(analysis, sentence, block, low))
                or unnamed_proof(analysis, sentence, block) is not None
            )
            if begins:
                if zone and not _same_demand(low, analysis.document.block_at(zone[0].start).index == block.index):
                    yield zone
                    zone = []
                if not zone:
                    first = block
                zone.append(sentence)
                last_index = block.index
            elif zone and first is not None and (block.index == first.index or follows or last_index == block.index):
                zone.append(sentence)
                if follows:
                    last_index = block.index
    if zone:
        yield zone


@remembered
def _may_begin(text: str) -> bool:
    """Whether a sentence of a block has words without which no demand begins; see `_begins`, `_vouches`, unnamed_proof."""
    low = lower(text)
    return any(
        words.RECORD.search(part)
        or words.cites_check_act(part)
        or words.CLEAN.search(part)
        or fitness.HINT.search(part)
        for part in (low[a:b] for a, b in ranges(text))
    )


def _asks_bare(analysis: Analysis, sentence: Sentence, block: Block, head: Sentence, low: str) -> bool:
    """Whether another provision than that of the demand before it asks its own people for "ett utdrag", of no kind."""
    before = analysis.lower[head.start : head.end]
    return (
        block.provision is not None
        and block.provision != analysis.document.blocks[head.block].provision
        and (_person(before) or words.STAFF.search(before) is not None or words.OWNERS.search(before) is not None)
        and _BARE.search(low) is not None
        and (words.STAFF.search(low) is not None or words.OWNERS.search(low) is not None)
        and analysis.clause(sentence).force.binds
    )


def _hangs_on(analysis: Analysis, block: Block, zone: list[Sentence]) -> bool:
    parents = {s.block for s in zone}
    return block.parent is not None and block.parent in parents


def _begins(analysis: Analysis, sentence: Sentence, block: Block, low: str, inside: bool) -> bool:
    """Whether a sentence asks for an extract itself (rather than going on about one)."""
    strong = words.RECORD.search(low) or words.cites_check_act(low)
    if not strong:
        weak = inside and re.search(r"samma slags utdrag", low) is not None
        if not weak:
            return False
    told = _TOLD.search(low) and not _is_duty(low) and "ansvarar" not in low and "kontrolle" not in low
    if _FOLLOWS.search(low):
        return False  # what comes of the check, or is noted of it, told apart from the demand
    if is_other_world(analysis, sentence, block) or told or "återlämna" in low:
        return False  # what has been done is told, not demanded, and what is given back is not asked for
    aged = any(True for _ in ages(analysis, sentence))
    asked = words.SHOWING.search(low) or words.DELEGATED.search(low) or asked_of_lead(analysis, block)
    if not (asked or aged or words.cites_check_act(low)):
        return False
    force = analysis.clause(sentence).force
    return (
        force.binds
        or (aged and force is Force.INFORMATION and low[:14].find("utdrag") >= 0)
        or (force is Force.INFORMATION and (_is_duty(low) or words.cites_check_act(low)))
    )


def _vouches(analysis: Analysis, sentence: Sentence, block: Block, low: str) -> bool:
    """Whether owners or managers are to be shown to be without crime or fit, by some means that is no extract."""
    rest = analysis.lower[sentence.start : block.plain_end]
    return (
        analysis.may_hold(words.CLEAN)
        and analysis.may_hold(words.OWNERS)
        and words.RECORD.search(low) is None
        and words.CLEAN.search(low) is not None
        and words.OWNERS.search(low) is not None
        and words.VOUCHING.search(rest) is not None
        and analysis.clause(sentence).force.binds
        and not is_other_world(analysis, sentence, block)
    )


def _is_duty(low: str) -> bool:
    return words.IMPERATIVE.match(low) is not None or (
        re.search(
            r"(?<!\w)(?:ska|skall|måste|obligatorisk\w*|krävs)(?!\w)|^(?:varje|samtliga|alla|den som"
            r"|\w+) (?:\w+ ){0,4}?(?:visar|lämnar|uppvisar)(?!\w)",
            low,
        )
        is not None
    )


def _same_demand(low: str, same_block: bool) -> bool:
    """Whether a later sentence that names the register goes on with the demand before it."""
    if same_block:
        return (
            " då " in low[:50]
            or re.match(
                r"^(?:\W|\d)*(?:typ|vilken|vilket|vilka|utdraget|det|slag|kontrollen"
                r"|registerutdraget|rätt|ett nytt|nytt|misstänke|utdrag ska också)",
                low,
            )
            is not None
            or (re.search(r"(?<!\w)(?:ska|skall|visar|lämnar)(?!\w)", low) is None)
        )
    return (
        re.match(
            r"^(?:\W|\d)*(?:utdraget|registerutdraget|den som har visat|typ|vilket|vilken|rätt|nytt"
            r"|ett nytt|utdrag ska också|kontrollen|registerkontrollen)",
            low,
        )
        is not None
    )


def _read(analysis: Analysis, zone: Sequence[Sentence]) -> RegisterRequirement:
    head = zone[0]
    document = analysis.document
    block = document.block_at(head.start)
    low = " ".join(analysis.lower[s.start : s.end] for s in zone)
    unnamed = unnamed_proof(analysis, head, block)
    mention = (
        unnamed
        or search(analysis, words.EXTRACT, head)
        or search(analysis, words.RECORD, head)
        or slot(analysis, head.start, head.end)
    )
    paper = words.RECORD.search(low) or "utdrag" in low or unnamed
    age, age_months = shortest_age(analysis, topical(analysis, zone) if paper else ())
    if age is None and block.cell:
        age, age_months = row_age(analysis, block)
    if age is None and paper and (lead := analysis.lead(block)):
        age, age_months = shortest_age(analysis, [lead])
    if age is None and paper and asked_of_lead(analysis, block):
        age, age_months = common_age(analysis, block)
    renewal = _first(analysis, words.RENEWAL, (s for s in zone if s is head or not _of_company(analysis, s)))
    occasions = tuple(
        found for pattern in (words.APPLYING, words.HIRING, words.BEFORE_START, words.ON_REQUEST) for s in zone
        for found in search_all(analysis, pattern, s)
    )  # fmt: skip
    beside = [b for b in row(analysis, block) if b.index != block.index] if block.cell else []
    occasions += tuple(
        found for b in beside for s in analysis.sentences(b) for found in search_all(analysis, words.APPLYING, s)
    )
    basis = _first(analysis, words.LAW, zone)
    laws = frozenset(a or b for a, b in words.LAW_NUMBER.findall(low))
    head_low = analysis.lower[head.start : head.end]
    subjects = tuple(_subjects(analysis, head))
    in_row = " ".join(analysis.lower[b.plain_start : b.plain_end] for b in beside)
    circle = " ".join(s.text.lower() for s in subjects) or f"{head_low} {in_row}"
    to = _first(analysis, words.SHOWN_TO, zone, "who")
    kind = _first(analysis, words.KIND, zone)
    names = [
        n
        for n, p in (("belastningsregistret", words.BELASTNING), ("misstankeregistret", words.MISSTANKE))
        if p.search(low)
    ]
    if not names and laws & words.CHECK_LAWS:
        names = ["belastningsregistret"]
    ends = max(s.end for s in zone)
    return RegisterRequirement(
        register=" och ".join(names) or None,
        extract=kind.text if kind else None,
        mention=mention,
        subjects=subjects,
        occasions=tuple(sorted(set(occasions), key=lambda o: o.start)),
        age=age,
        max_age_months=age_months,
        renewal=renewal,
        renewal_months=_renewal_months(renewal),
        shown_to=to.text if to else None,
        documentation=_first(analysis, words.NOTED, zone),
        consequence=_first(analysis, words.CONSEQUENCE, zone),
        legal_basis=basis,
        laws=laws,
        activities=activities(analysis, block, low, laws),
        owners=words.OWNERS.search(circle) is not None
        or (
            words.STAFF.search(circle) is None
            and re.search(r"ägar|krets|ledningsprövning", " ".join(block.section).lower()) is not None
        ),
        staff=words.STAFF.search(circle) is not None,
        start=head.start,
        end=ends,
        sentences=tuple(zone),
        unnamed=unnamed,
    )


def _of_company(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence goes on about the company's debts and taxes, not about people's extracts."""
    low = analysis.lower[sentence.start : sentence.end]
    return words.COMPANY.search(low) is not None and words.WEAK.search(low) is None and words.RECORD.search(low) is None


def _renewal_months(renewal: Slot | None) -> int | None:
    if renewal is None:
        return None
    low = renewal.text.lower()
    return next((n for pattern, n in words.RENEWAL_MONTHS if pattern.search(low)), None)


def _first(analysis: Analysis, pattern: re.Pattern[str], zone: Iterable[Sentence], group: int | str = 0) -> Slot | None:
    return next((found for s in zone if (found := search(analysis, pattern, s, group))), None)


def _subjects(analysis: Analysis, sentence: Sentence) -> Iterator[Slot]:
    """Who must show the extract: the subject of the demand, split at commas and conjunctions."""
    low = analysis.lower[sentence.start : sentence.end]
    if _ASKER.search(low):
        match = _EMBEDDED.search(low)
        if not match:
            return
        start, end = match.span("who")
    else:
        modal = _MODAL.search(low)
        of = _FOR_WHOM.search(low)
        if not modal and not of:
            return
        start, end = (0, modal.start()) if modal else of.span("who") if of else (0, 0)
    if end - start > 260:
        return
    at = start
    for cut in [*_LIST.finditer(low, start, end), None]:
        stop = cut.start() if cut else end
        part = slot(analysis, sentence.start + at, sentence.start + stop)
        if part.text and (
            words.OWNERS.search(part.text.lower())
            or words.STAFF.search(part.text.lower())
            or _person(part.text.lower())
        ):
            yield part
        at = cut.end() if cut else end


def _person(low: str) -> bool:
    return re.search(r"(?<!\w)(?:den som|de som|alla som|person\w*|varje|ni)(?!\w)", low) is not None


def activities(analysis: Analysis, block: Block, low: str, laws: frozenset[str]) -> frozenset[str]:
    """Kinds of activity that the demand is for: by the act cited, else its own words, else heading, else title."""
    cited = frozenset(words.LAW_ACTIVITY[law] for law in laws if law in words.LAW_ACTIVITY)
    if cited:
        return cited
    headings = [b for b in analysis.document.blocks[: block.index] if b.kind is BlockKind.HEADING][:3]
    if words.OWNER_ONLY.search(low[:120]) and not words.STAFF.search(low[:200]):
        return frozenset()  # the acts on staff say nothing of owners
    title = " ".join([analysis.document.title, *(analysis.document.block_text(b) for b in headings if b.level <= 1)])
    for place in (low, " ".join(block.section[-1:]).lower(), title.lower()):
        found = frozenset(name for name, pattern in words.ACTIVITIES if pattern.search(place))
        if found:
            return found
    return frozenset()
