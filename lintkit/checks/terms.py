"""Judges terms: defined and unused, used and undefined, defined twice, and one role under several names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from lintkit import lazy
from lintkit.checks import Input, Remark, Together, related
from lintkit.document import Block, BlockKind
from lintkit.facts import measure
from lintkit.facts.metadata import is_form
from lintkit.facts.passage import SILENT, Slot, slot, spoken
from lintkit.facts.terms import Term, terms
from lintkit.language.analysis import Analysis
from lintkit.language.bounds import CITATION
from lintkit.language.guard import needs

#: Names that texts use for one and the same role. "Den enskilde" is the word of the law for whoever it concerns; a principal under skollagen, a permit holder and a processor of
#: personal data are roles of their own in law and stand in no group.
ROLES: Mapping[str, Mapping[str, str]] = {
    "den som utför tjänsten": {
        "anordnare": r"anordnar(?:e|en|ens|es|na|nas)",
        "utförare": r"utförar(?:e|en|ens|es|na|nas)",
        "leverantör": r"leverantör(?:en|ens|er|erna|ernas|s)?",
        "entreprenör": r"entreprenör(?:en|ens|er|erna|ernas|s)?",
    },
    "den som får tjänsten": {
        "kund": r"kund(?:en|ens|er|erna|ernas|ers)?",
        "brukare": r"brukar(?:e|en|ens|es|na|nas)",
        "omsorgstagare": r"omsorgstagar(?:e|en|ens|na|nas)",
    },
}
#: Uses that make a name the document's own, and uses that make another name more than a slip of the pen.
_ENOUGH = 3
_AGAIN = 2
#: Where another name is the statute's, the buyer's or a title's own.
_FOREIGN = lazy.compile(
    r"(?:privat\w*|extern\w*|andra|annan|ny|nya|tidigare|olika|samtliga) $|(?:kommunens|regionens) (?:egna? )?$|uppfölj\w+ av $"
)
_CALLED = lazy.compile(
    r"(?:kallad\w*|benämn\w*|nedan|i det följande|fortsättningsvis|avses|menas|samma sak som|likställs)"
)


#: Where terms are defined, by heading or lead-in; a document that is nothing else.
_TERM_PLACE = lazy.compile(r"begrepp|definition|termer|ordlista|ordförklaring|uttryck|förkortning|avses|menas|betyder")
_TERM_LIST = lazy.compile(r"ordlista|begreppslista|termlista|terminologi|^(?:begrepp|definitioner)")
_TERM_COLUMN = lazy.compile(r"begrepp|term|ord\b|uttryck|definition|förkortning")


def unused(given: Input) -> Iterator[Remark]:
    """A term is defined and then never used."""
    analysis = given.analysis
    if _TERM_LIST.search(given.document.title.lower()):
        return  # a list of terms for other documents
    for term in terms(analysis):
        if not term.glossary or len(term.term) < 4 or len(term.term.split()) > 4 or not term.term[0].isalpha():
            continue
        block = given.document.block_at(term.place.start)
        if block.cell is None and not _among_terms(analysis, block):
            continue  # "Vårdhygien: brister i hygienen" sorts and explains, it makes no term
        if block.cell is not None and not _TERM_COLUMN.match(block.cell.heading.lower()):
            continue  # a table of measures explains requirements, it makes no terms
        own = [(term.place.start, term.place.end), (term.meaning.start, term.meaning.end)]
        if block.cell is None:
            own.append((block.plain_start, block.plain_end))
        uses = (m.span() for m in term.pattern.finditer(analysis.lower))
        if not any(all(b <= x or a >= y for x, y in own) for a, b in uses) and not _in_compound(analysis, term, own):
            yield Remark(term.place.start, term.place.end)


def _among_terms(analysis: Analysis, block: Block) -> bool:
    lead = analysis.lead(block)
    place = block.section[-1].lower() if block.section else ""
    return _TERM_PLACE.search(place + " " + (analysis.lower[lead.start : lead.end] if lead else "")) is not None


def _in_compound(analysis: Analysis, term: Term, own: Sequence[tuple[int, int]]) -> bool:
    """Whether the term's last word is used inside a longer word ("kundval" uses "kund")."""
    last = term.term.split()[-1]
    stem = last[: max(4, len(last) - 2)]
    return any(
        all(m.start() < x or m.start() >= y for x, y in own) for m in re.finditer(re.escape(stem), analysis.lower)
    )


#: A capital inside a sentence. What is a name and no term is told by its forms: names have no definite form.
_CAPITALISED = lazy.compile(r"(?<=[a-zåäö,;] )(?P<word>[A-ZÅÄÖ][a-zåäö]{4,})(?![\w-]| [A-ZÅÄÖ])")
#: Endings of the definite forms of common nouns, with the ending of the bare word.
_DEFINITE = lazy.compile(r"(?:arna|erna|orna|arens|aren|arnas|en|et|an|ens|ets)$")
_PRONOUNS = lazy.compile(r"(?:ing|någ|ann|var|dess|denn|vilk|samtlig|andr|båd)\w{0,4}")
#: Names of bodies and offices that are written with a capital without being terms; months and weekdays are not.
_BODIES = lazy.compile(
    r"(?:nämnd|styrelse|fullmäktige|verk|inspektion|kommun|region|myndighet|förvaltning|utskott|departement|kassa|institut"
    r"|domstol|parlament|råd|rätt|länsstyrelse|riksdag|regering|staten|universitet|bolagsverket|polisen|kontor|enhet|avdelning|stad"
    r"|väg|gata|torg|park|skola|sjukhus|ramavtal|lag|balk|förordning|förbund|riktlinje|policy|reglement|rutin|bilaga|avsnitt|plan|program)"
)


_CALLED_NAME = lazy.compile(
    r"(?:kallad\w*|kallas|benämn\w*|nedan|som)(?: (?:nedan|kallad\w*|kallas|benämn\w*|som|för|endast|i det följande)){0,3} [”\"]?(\w{4,})[”\"]?(?=[),.;\n]|$|\s(?:respektive|och|samt)\s)"
)


def undefined(given: Input) -> Iterator[Remark]:
    """A word is written with a capital as a defined term, as others that are defined, and defined nowhere."""
    analysis = given.analysis
    plain = given.document.plain.text
    defined = [t.pattern for t in terms(analysis)] + [d.pattern for d in analysis.definitions]
    called = _CALLED_NAME.findall(analysis.lower)
    uses: dict[str, list[Slot]] = defaultdict(list)
    marked = 0
    for block, _ in spoken(analysis):
        for match in _CAPITALISED.finditer(plain, block.plain_start, block.plain_end):
            word = match["word"].lower()
            if any(p.fullmatch(word) for p in defined) or any(c.startswith(word[:5]) for c in called):
                marked += 1
            elif not _BODIES.search(word) and not _PRONOUNS.fullmatch(word):
                uses[word[:6]].append(slot(analysis, match.start("word"), match.end("word")))
    for places in uses.values():
        definite = sum(_DEFINITE.search(p.text) is not None for p in places)
        forms = {p.text.removesuffix("s") for p in places}
        # A name has one form; a term is also written bare, in the plural or in the definite of a role.
        term = len(forms) > 1 or all(
            p.text.endswith(("aren", "arens", "ören", "örens", "anten", "et", "ets", "rna", "rnas")) for p in places
        )
        if marked >= _AGAIN and len(places) >= _ENOUGH and definite >= _AGAIN and term:
            yield _once(given, places, {"count": str(len(places))})


def differently(given: Input) -> Iterator[Remark]:
    """One term is defined twice in a document, in ways that cannot both hold."""
    first: dict[str, Term] = {}
    for term in terms(given.analysis):
        other = first.setdefault(term.term, term)
        if other is term or not other.meaning.text or other.meaning.text.lower() == term.meaning.text.lower():
            continue
        if measure.differ(term.meaning.text, other.meaning.text):
            place = related(given.document, other.meaning.start, other.meaning.end, "Den första definitionen")
            yield Remark(term.meaning.start, term.meaning.end, {"term": term.term}, None, (place,))


def several_names(given: Input) -> Iterator[Remark]:
    """One role goes under several names in a document, and the text ties none of them to another."""
    if is_form(given.document):
        return
    known = {t.term for t in terms(given.analysis)}
    for role, names in ROLES.items():
        found = {name: _uses(given.analysis, pattern) for name, pattern in names.items()}
        used = {name: places for name, places in found.items() if len(places) >= _AGAIN}
        settled = any(len(places) >= _ENOUGH for places in used.values())
        if len(used) < 2 or not settled or len(known & set(used)) > 1 or _tied(given.analysis, names, used):
            continue
        main = max(used, key=lambda name: (name in known, len(used[name])))
        places = sorted((p for name, found_ in used.items() if name != main for p in found_), key=lambda p: p.start)
        others = ", ".join(f"”{name}”" for name in sorted(used) if name != main)
        yield _once(given, places, {"role": role, "main": main, "others": others})


#: Names for the municipality's ending the relation before its time. Notice in its turn is an act of its own, and
#: stands here only where something the provider did is the reason for it.
ACTS: Mapping[str, str] = {
    "avauktorisera": r"avauktoriser\w*",
    "återkalla": r"återkall\w*",
    "häva": r"häv(?:a|as|er|s|ning|ningen|des)",
    "säga upp": r"säg(?:a|er)s? (?:\w+ ){0,2}?upp|uppsägning(?:en)?",
    "avsluta": r"avsluta(?:r|s)? (?:\w+ )?(?:avtalet|samarbetet|uppdraget|kontraktet)",
    "utesluta": r"utesluta?s?(?:ning\w*)?",
}
_AGAINST = lazy.compile(
    r"(?<!\w)(?:anordnar|utförar|leverantör|huvudman|auktorisation|godkännande|avtal|kontrakt|uppdrag)\w*"
)
_REASON = lazy.compile(
    r"brist|brott|fusk|bedräg|oriktig|varning|åtgärdsplan|missköt|avtalsbrott|uppfyller inte|vite|sanktion"
)
_BUYER = lazy.compile(r"(?<!\w)(?:nämnd|kommun|beställar|förvaltning|avdelning)\w*|(?<!\w)vi(?!\w)")
_PROVIDERS = lazy.compile(
    r"(?:anordnaren|utföraren|leverantören|huvudmannen)s? (?:får|kan|har rätt att|äger|ska|vill|uppsägning)"
)


def several_acts(given: Input) -> Iterator[Remark]:
    """One act of the municipality's, ending the relation for cause, goes under several names in a document."""
    if is_form(given.document):
        return
    analysis = given.analysis
    found: dict[str, list[Slot]] = defaultdict(list)
    compiled = {name: re.compile(rf"(?<!\w)(?:{p})(?!\w)") for name, p in ACTS.items()}
    for block, sentences in spoken(analysis):
        place = " ".join(block.section).lower()
        for sentence in sentences:
            low = analysis.lower[sentence.start : sentence.end]
            if not _AGAINST.search(low) or CITATION.search(low) or _PROVIDERS.search(low):
                continue
            if not (_REASON.search(low) or _REASON.search(place)):
                continue
            for name, pattern in compiled.items():
                if (match := pattern.search(low)) and not analysis.is_quoted(sentence.start, sentence.end):
                    if name in ("säga upp", "avsluta") and not _BUYER.search(low):
                        continue
                    found[name].append(slot(analysis, sentence.start + match.start(), sentence.start + match.end()))
    if (
        len(found) < 2
        or max(len(p) for p in found.values()) < _AGAIN
        or not {"avauktorisera", "återkalla"} & set(found)
    ):
        return
    if _tied(analysis, ACTS, found):
        return
    main = max(found, key=lambda name: len(found[name]))
    places = sorted((p for name, places in found.items() if name != main for p in places), key=lambda p: p.start)
    yield _once(given, places, {"main": main, "others": ", ".join(f"”{n}”" for n in sorted(found) if n != main)})


def other_name(pair: Together) -> Iterator[Remark]:
    """A role has another name here than the one that the governing document defines."""
    above = {t.term: t for t in terms(pair.governing.analysis)}
    own = {d.term for d in pair.given.analysis.own_definitions}
    for names in ROLES.values():
        defined = next((name for name in names if name in above), None)
        if defined is None:
            continue
        for name, pattern in names.items():
            places = _uses(pair.given.analysis, pattern)
            if name in above or name in own or len(places) < _ENOUGH:
                continue
            if _tied(pair.given.analysis, names, {name: places, defined: []}):
                continue
            place = pair.related(
                above[defined].meaning.start, above[defined].meaning.end, "Det styrande dokumentet definierar"
            )
            remark = _once(pair.given, places, {"main": defined, "title": pair.governing.document.title})
            yield remark._replace(related=(place, *remark.related))


def _uses(analysis: Analysis, pattern: str) -> list[Slot]:
    """Where a name stands in running text, without quotations, statutes and what another word makes another's."""
    compiled = _name(pattern)
    if not analysis.may_hold(compiled):
        return []
    stems = needs(compiled)
    out = []
    for block in analysis.document.blocks:
        if block.kind in SILENT or block.kind is BlockKind.FOOTNOTE:
            continue
        for sentence in analysis.sentences(block):
            low = analysis.lower[sentence.start : sentence.end]
            if stems and not any(stem in low for stem in stems):
                continue
            if CITATION.search(low):
                continue
            for match in compiled.finditer(low):
                start = sentence.start + match.start()
                if _FOREIGN.search(low[: match.start()]) or analysis.is_quoted(start, sentence.start + match.end()):
                    continue
                out.append(slot(analysis, start, sentence.start + match.end()))
    return out


@cache
def _name(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")


def _tied(analysis: Analysis, names: Mapping[str, str], used: Mapping[str, Sequence[Slot]]) -> bool:
    """Whether a sentence says that two of the names mean the same."""
    patterns = [re.compile(rf"(?<!\w)(?:{names[name]})(?!\w)") for name in used]
    for _, sentences in spoken(analysis):
        for sentence in sentences:
            low = analysis.lower[sentence.start : sentence.end]
            if _CALLED.search(low) and sum(p.search(low) is not None for p in patterns) > 1:
                return True
    return False


def _once(given: Input, places: Sequence[Slot], values: Mapping[str, str]) -> Remark:
    """One remark at the first place, with the others as places to look at."""
    others = tuple(related(given.document, p.start, p.end, "Även här") for p in places[1:])
    return Remark(places[0].start, places[0].end, {"count": str(len(places)), **values}, None, others)
