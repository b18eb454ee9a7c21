"""Documents and rules in, findings out: matches, judges, words the message; formats and faces are others' business."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from pathlib import Path

from lintkit import __version__
from lintkit.accept import exemptions, settle
from lintkit.checks import Input, Remark, Together
from lintkit.document import Document
from lintkit.errors import ReadError
from lintkit.facts.kind import INTERNAL, document_kind
from lintkit.finding import Finding, Severity, with_fingerprints
from lintkit.language.analysis import Analysis, Sentence
from lintkit.language.context import Force
from lintkit.language.definitions import Definition
from lintkit.language.foreign import unread
from lintkit.linter import Linter as Linter
from lintkit.linter import prepare as prepare
from lintkit.linter import rule_help as rule_help
from lintkit.read import read
from lintkit.report.model import DocumentResult, Report
from lintkit.rules import LoadedRule, load_rules
from lintkit.rules.conditions import holds
from lintkit.rules.match import Hit
from lintkit.sets import Sets
from lintkit.today import Days, Today

#: The check of exemptions that silence nothing; it is asked when all others have answered.
_IDLE = "silencing.idle"

#: Families whose overlapping findings say the same thing twice: the longest stays.
_ONE_PER_PLACE = frozenset({"vagt"})


def look_at(linter: Linter, document: Document, governing: Sequence[Input] = (), kind: str | None = None) -> Input:
    """A document made ready for checks: its kind, and its language with the governing documents' definitions."""
    terms: dict[str, Definition] = {}
    for above in governing:
        for definition in above.analysis.definitions:
            terms.setdefault(definition.term, definition)
    analysis = Analysis(document, tuple(terms.values()), linter.parser)
    today = Today(linter.today)
    return Input(document, analysis, kind or document_kind(document), today, settings=linter.settings)


def lint_document(
    linter: Linter, document: Document, kind: str | None = None, governing: Sequence[Input] = ()
) -> tuple[str, list[Finding]]:
    """The document's kind and its findings in text order. `kind` overrides the recognised kind. `governing` are the
    documents that govern it, the nearest first: their definitions hold here, and rules that read a set compare.
    """
    looked = look_at(linter, document, governing, kind)
    return looked.kind, _lint(linter, looked, governing)


def _lint(linter: Linter, looked: Input, governing: Sequence[Input]) -> list[Finding]:
    document, analysis, kind = looked.document, looked.analysis, looked.kind
    blocks = ((block.plain_start, document.block_text(block)) for block in document.blocks)
    hits = linter.matcher.find_in_blocks(blocks, document.plain.is_masked)
    vague = tuple(
        (h.start, h.end, linter.rules[h.key].rule.id) for h in hits if linter.rules[h.key].rule.family == "vagt"
    )
    found: list[tuple[Remark, LoadedRule]] = [
        (Remark(h.start, h.end), linter.rules[h.key])
        for h in _longest_per_rule(hits)
        if linter.rules[h.key].rule.is_for(kind) and holds(linter.rules[h.key], analysis, h.start, h.end)
    ]
    plain = Input(document, analysis, kind, looked.today, vague=vague, settings=looked.settings)
    for loaded, check, options, alone in linter.checks_of(kind):
        given = plain
        if options:
            given = Input(document, analysis, kind, looked.today, options, vague, looked.settings)
        if alone:
            found.extend([(remark, loaded) for remark in check(given)])
        else:
            found.extend((remark, loaded) for above in governing for remark in check(Together(given, above)))
    found = _one_per_place(found)
    if analysis.foreign:
        found = [pair for pair in found if not analysis.is_foreign(document.block_at(pair[0].start).index)]
    return _settled(linter, looked, _worded(looked, found), bool(governing))


def _worded(looked: Input, found: list[tuple[Remark, LoadedRule]]) -> list[Finding]:
    """Remarks as findings in text order, with fingerprints."""
    found.sort(key=lambda pair: (pair[0].start, pair[0].end, pair[1].rule.id))
    findings = [_finding(looked.document, looked.analysis, remark, loaded, looked.kind) for remark, loaded in found]
    words = (looked.document.plain.text[remark.start : remark.end] for remark, _ in found)
    aliases = {loaded.rule.id: loaded.rule.aliases for _, loaded in found if loaded.rule.aliases}
    return with_fingerprints(findings, words, aliases)


def _settled(linter: Linter, looked: Input, findings: list[Finding], in_set: bool) -> list[Finding]:
    """Findings with those exempted marked, and a finding on each exemption that was not needed."""
    own = exemptions(looked.document)
    if not own and not linter.accepted:
        return findings
    names = linter.ids_in_set if in_set else linter.ids
    settled, idle = settle(findings, own, linter.accepted, names, looked.today)
    if idle:
        given = replace(looked, idle=tuple(idle))
        about = [
            (remark, loaded)
            for key, check in linter.checks.items()
            if (loaded := linter.rules[key]).rule.match.check == _IDLE
            for remark in check(given)
        ]
        late, _ = settle(_worded(looked, about), (), linter.accepted, names, looked.today)
        settled += late
    return sorted(settled, key=lambda f: (f.start, f.end, f.rule))


def _longest_per_rule(hits: Sequence[Hit]) -> list[Hit]:
    """Of hits of one rule that overlap, the longest: "så snart som möjligt" is not also "möjligt"."""
    kept: dict[int, list[Hit]] = {}
    for hit in sorted(hits, key=lambda h: (h.start, -(h.end - h.start))):
        own = kept.setdefault(hit.key, [])
        if not own or hit.start >= own[-1].end:
            own.append(hit)
    return [h for own in kept.values() for h in own]


def _one_per_place(found: list[tuple[Remark, LoadedRule]]) -> list[tuple[Remark, LoadedRule]]:
    taken: dict[str, list[tuple[int, int]]] = {}  # by family: ranges in order, none overlapping another
    out = []
    order = sorted(
        found,
        # A word of a list goes before the clause around it, which a check found: its reason is the closer one.
        key=lambda pair: (
            pair[1].rule.match.check != "",
            -(pair[0].end - pair[0].start),
            -Severity.of(pair[1].rule.severity),
            pair[0].start,
        ),
    )
    for remark, loaded in order:
        family = loaded.rule.family
        if family in _ONE_PER_PLACE:
            ranges = taken.setdefault(family, [])
            at = bisect_left(ranges, (remark.end, -1))
            if at and ranges[at - 1][1] > remark.start:
                continue
            ranges.insert(at, (remark.start, remark.end))
        out.append((remark, loaded))
    return out


_SLOT = re.compile(r"\{(\w+)\}")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values into a rule's text; an unknown slot stays as written, so that a mistake is seen."""
    return _SLOT.sub(lambda m: values.get(m[1], m[0]), template) if "{" in template else template


def _obliges(analysis: Analysis, sentence: Sentence) -> bool:
    return analysis.clause(sentence).force in (Force.REQUIREMENT, Force.PROHIBITION)


def _finding(document: Document, analysis: Analysis, remark: Remark, loaded: LoadedRule, kind: str) -> Finding:
    rule = loaded.rule
    start, end = document.plain.to_source(remark.start, remark.end)
    sentence = analysis.sentence_at(remark.start)
    shown = document.plain.text[sentence.start : sentence.end]
    words = document.plain.text[remark.start : remark.end]
    values = {"match": " ".join(words.split()), **remark.values}
    severity = remark.severity if remark.severity is not None else Severity.of(rule.severity)
    lenient = kind in INTERNAL and rule.family == "vagt"
    if lenient and severity > Severity.INFO and not _obliges(analysis, sentence):
        # In instructions to staff and texts of unknown kind only what is worded as a duty is known to bind.
        severity = Severity.INFO
    if rule.needs and any(u.topic == rule.needs for u in document.unread):
        severity = Severity.INFO
    return Finding(
        rule.id, severity, fill(rule.message, values).strip(), fill(rule.fix, values).strip(), start, end,
        document.text[start:end], shown, remark.start - sentence.start if remark.end <= sentence.end else -1,
        sentence.block, remark.related, rule.status == "experimental",
        suggestion=_suggestion(rule.suggestion, values), width=remark.end - remark.start,
    )  # fmt: skip


def _suggestion(template: str, values: Mapping[str, str]) -> str:
    """The rule's replacement for the flagged words, with their capital; "" where a value is missing or nothing would
    change.
    """
    if not template:
        return ""
    filled = "" if set(_SLOT.findall(template)) - values.keys() else fill(template, values)
    if values["match"][:1].isupper():
        filled = filled[:1].upper() + filled[1:]
    return "" if filled == values["match"] else filled


def read_file(path: Path, name: str) -> Document:
    """The document at a path under the name to show. Raises ReadError."""
    return read(path, name=name)


class Shelf:
    """The governing documents of a run, each read once. `problems` grows with those that could not be read, one
    Swedish sentence each; `problems_above` gives those of one file.
    """

    def __init__(
        self,
        linter: Linter,
        sets: Sets,
        names: Mapping[Path, str] | None = None,
        kind: Callable[[Path], str | None] = lambda _: None,
        reader: Callable[[Path, str], Document] = read_file,
    ) -> None:
        """`names` are the names to show for resolved paths, `kind` gives a file's kind where it is laid down, and
        `reader` the document at a path under the name to show.
        """
        self._linter, self._sets, self._names, self._kind, self._read = linter, sets, names or {}, kind, reader
        self._known: dict[Path, Input | None] = {}
        self._unread: dict[Path, str] = {}
        self.problems = list(sets.problems)

    def above(self, path: Path | None) -> tuple[Input, ...]:
        """The documents that govern a file, the nearest first, those that can be read."""
        if path is None:
            return ()
        return tuple(g for top in self._sets.above(path) if (g := self._get(top.path, top.set_name)) is not None)

    def problems_above(self, path: Path | None) -> tuple[str, ...]:
        """What was wrong with the documents that govern a file, once `above` has been asked for it."""
        tops = self._sets.above(path) if path else ()
        return tuple(self._unread[top.path] for top in tops if top.path in self._unread)

    def _get(self, path: Path, set_name: str) -> Input | None:
        if path not in self._known:
            self._known[path] = None  # also while it is being read: a circle ends here
            here = Path.cwd()
            inside = path.is_relative_to(here)
            shown = self._names.get(path) or (path.relative_to(here) if inside else path).as_posix()
            try:
                document = self._read(path, shown)
            except ReadError as error:
                self._unread[path] = (
                    f"mängden ”{set_name}”: det styrande dokumentet {shown} {error}; "
                    "dokumenten under det granskas var för sig"
                )
                self.problems.append(self._unread[path])
                return None
            self._known[path] = look_at(self._linter, document, self.above(path), self._kind(path))
        return self._known[path]


def lint_paths(
    linter: Linter,
    paths: Sequence[tuple[Path, str]],
    min_severity: Severity = Severity.INFO,
    shelf: Shelf | None = None,
) -> Report:
    """Read and lint files given as (path, shown name), in order. Unreadable ones become results with `error`."""
    results = []
    for path, shown in paths:
        suffix = Path(shown).suffix.lower().lstrip(".")
        try:
            document = read(path, name=shown)
        except ReadError as error:
            results.append(DocumentResult(shown, suffix, None, "annat", (), str(error)))
            continue
        results.append(lint_result(linter, document, min_severity, shelf.above(path) if shelf else ()))
    return Report(__version__, linter.today, tuple(results), rule_help(linter.rules))


def lint_result(
    linter: Linter,
    document: Document,
    min_severity: Severity = Severity.INFO,
    governing: Sequence[Input] = (),
    kind: str | None = None,
) -> DocumentResult:
    """One document's result; `governing` and `kind` as in `lint_document`. Parts in another language give no findings
    and are listed as unread.
    """
    looked = look_at(linter, document, governing, kind)
    findings = _lint(linter, looked, governing)
    if left_out := unread(document, looked.analysis.foreign):
        document = replace(document, unread=(*document.unread, *left_out))
    kept = tuple(f for f in findings if f.severity >= min_severity)
    days = reduce(Days.both, (above.today.days for above in governing), looked.today.days)
    return DocumentResult(document.path, document.format, document, looked.kind, kept, days=days)


def lint(
    paths: Iterable[str | Path], *, rules: Sequence[LoadedRule] | None = None, today: date | None = None
) -> Report:
    """Lint files with the shipped rules (or those given) as of `today` (default: the current day)."""
    chosen = [
        r for r in (load_rules() if rules is None else rules) if r.rule.default and r.rule.status != "experimental"
    ]
    linter = prepare(chosen if rules is None else list(rules), today or date.today())
    return lint_paths(linter, [(Path(p), str(p)) for p in paths])
