"""Judges terms: defined and unused, used and undefined, defined twice, and one role under several names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from lintkit.checks import Input, Remark, Together, related
from lintkit.document import BlockKind
from lintkit.facts import measure
from lintkit.facts.metadata import is_form
from lintkit.facts.passage import SILENT, Slot, slot, spoken
from lintkit.facts.terms import Term, terms
from lintkit.language.analysis import Analysis
from lintkit.language.bounds import CITATION
from lintkit.language.guard import needs

#: Names that texts use for one and the same role. A principal under skollagen, a permit holder and a processor of
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
        "enskild": r"(?:den|varje) enskildes?",
        "omsorgstagare": r"omsorgstagar(?:e|en|ens|na|nas)",
    },
}
#: Uses that make a name the document's own, and uses that make another name more than a slip of the pen.
_ENOUGH = 3
_AGAIN = 2
#: Where another name is the statute's, the buyer's or a title's own.
_FOREIGN = re.compile(
    r"(?:privat\w*|extern\w*|andra|annan|ny|nya|tidigare|olika|samtliga) $|(?:kommunens|regionens) (?:egna? )?$|uppfölj\w+ av $"
)
_CALLED = re.compile(
    r"(?:kallad\w*|benämn\w*|nedan|i det följande|fortsättningsvis|avses|menas|samma sak som|likställs)"
)


_TERM_COLUMN = re.compile(r"begrepp|term|ord\b|uttryck|definition|förkortning")


def unused(given: Input) -> Iterator[Remark]:
    """A term is defined and then never used."""
    analysis = given.analysis
    for term in terms(analysis):
        if not term.glossary or len(term.term) < 4:
            continue
        block = given.document.block_at(term.place.start)
        if block.cell is not None and not _TERM_COLUMN.match(block.cell.heading.lower()):
            continue  # a table of measures explains requirements, it makes no terms
        own = [(term.place.start, term.place.end), (term.meaning.start, term.meaning.end)]
        if block.cell is None:
            own.append((block.plain_start, block.plain_end))
        uses = (m.span() for m in term.pattern.finditer(analysis.lower))
        if not any(all(b <= x or a >= y for x, y in own) for a, b in uses) and not _in_compound(analysis, term, own):
            yield Remark(term.place.start, term.place.end)


def _in_compound(analysis: Analysis, term: Term, own: Sequence[tuple[int, int]]) -> bool:
    """Whether the term's last word is used inside a longer word ("kundval" uses "kund")."""
    last = term.term.split()[-1]
    stem = last[: max(4, len(last) - 2)]
    return any(
        all(m.start() < x or m.start() >= y for x, y in own) for m in re.finditer(re.escape(stem), analysis.lower)
    )


#: Common nouns that contracts write with a capital when they have defined them.
_CAPITALISED = re.compile(
    r"(?<![.!?:•–\n] )(?<!^)(?<=[a-zåäö,;] )(?P<word>(?:Tjänst|Uppdrag|Avtal|Kontrakt|Deltagar|Brukar|Kund|Underleverantör"
    r"|Ersättning|Insats|Anläggning|Verksamhet|Resultat|Objekt|Entreprenad|Leverans|Produkt|System|Programvar|Dokumentation)"
    r"(?:en|et|n|e|er|erna|ens|ets|or|orna|na|s)?)(?!\w)"
)


def undefined(given: Input) -> Iterator[Remark]:
    """A word is written with a capital as a defined term, as others that are defined, and defined nowhere."""
    analysis = given.analysis
    plain = given.document.plain.text
    defined = [t.pattern for t in terms(analysis)] + [d.pattern for d in analysis.definitions]
    called = re.findall(r"(?:kallad|kallat|kallas|benämns|nedan) [”\"]?(\w+)", analysis.lower)
    uses: dict[str, list[Slot]] = defaultdict(list)
    marked = 0
    for block, _ in spoken(analysis):
        for match in _CAPITALISED.finditer(plain, block.plain_start, block.plain_end):
            word = match["word"].lower()
            if any(p.fullmatch(word) for p in defined) or any(c.startswith(word[:5]) for c in called):
                marked += 1
            else:
                uses[word[:6]].append(slot(analysis, match.start("word"), match.end("word")))
    for places in uses.values():
        if marked and len(places) >= _ENOUGH:
            yield _once(given, places, {"count": str(len(places))})


def differently(given: Input) -> Iterator[Remark]:
    """One term is defined twice in a document, in ways that cannot both hold."""
    first: dict[str, Term] = {}
    for term in terms(given.analysis):
        other = first.setdefault(term.term, term)
        if other is term or not other.meaning.text or other.meaning.text.lower() == term.meaning.text.lower():
            continue
        a, b = _numbers(term.meaning.text), _numbers(other.meaning.text)
        if a and b and not set(a) & set(b):
            place = related(given.document, other.meaning.start, other.meaning.end, "Den första definitionen")
            yield Remark(term.meaning.start, term.meaning.end, {"term": term.term}, None, (place,))


def _numbers(text: str) -> list[float]:
    low = text.lower()
    return [q.value for q in (*measure.shares(low), *measure.times(low), *measure.money(low))]


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
