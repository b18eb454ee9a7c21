"""Running the examples inside rule files: each either holds or fails with the place and what was found instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lintkit.engine import Linter, lint_document, look_at, prepare
from lintkit.finding import Finding
from lintkit.read import read_bytes
from lintkit.rules import LoadedRule
from lintkit.rules.model import ExampleDocument

#: Examples are judged on this day unless they name another: their truth must not change with the calendar.
EXAMPLE_DAY = date(2026, 11, 21)

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example: `name` like "vagt-tid/bad/2", and `problem` in Swedish, None when it holds."""

    name: str
    path: str
    line: int
    problem: str | None


def run_examples(rules: Sequence[LoadedRule], others: Sequence[LoadedRule] = ()) -> Iterator[Outcome]:
    """Run every example of `rules`. `others` are rules that must be loaded beside a rule for its check to see
    vague words (the family vagt, for sanction triggers).
    """
    for loaded in rules:
        beside = [o for o in others if o.rule.id != loaded.rule.id] if loaded.rule.match.check else []
        linters: dict[date, Linter] = {}
        examples = loaded.rule.examples
        for group in ("bad", "good", "known_miss", "known_noise"):
            for i, example in enumerate(getattr(examples, group)):
                parts = example if isinstance(example, ExampleDocument) else ExampleDocument(example)
                day = date.fromisoformat(parts.today) if parts.today else EXAMPLE_DAY
                linter = linters.get(day) or linters.setdefault(day, prepare([loaded, *beside], day))
                problem = _judge(linter, loaded, group, parts)
                yield Outcome(f"{loaded.rule.id}/{group}/{i + 1}", loaded.path, loaded.line, problem)


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """An example without its [[marks]], and the ranges that they enclosed."""
    plain, marks, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        marks.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        at = match.end()
    return plain + text[at:], marks


def _judge(linter: Linter, loaded: LoadedRule, group: str, example: ExampleDocument) -> str | None:
    plain, marks = unmark(example.text)
    document = read_bytes(plain.encode(), example.name)
    chosen = example.kind or (loaded.rule.applies_to[0] if loaded.rule.applies_to else "reglemente")
    others = [look_at(linter, read_bytes(o.encode(), f"styrande-{i}.md")) for i, o in enumerate(example.others, 1)]
    _, findings = lint_document(linter, document, chosen, others)
    found = [(f.start, f.end) for f in findings if f.rule == loaded.rule.id]
    shown = ", ".join(f"”{plain[a:b]}”" for a, b in found) or "inget"
    if group in ("bad", "known_noise"):
        if sorted(found) != sorted(marks):
            wanted = ", ".join(f"”{plain[a:b]}”" for a, b in marks)
            hint = " (tyst nu: flytta exemplet till good)" if group == "known_noise" and not found else ""
            return f"väntade {wanted}, hittade {shown}{hint}: {_short(plain)}"
        return _unhelpful(linter, loaded, plain, findings, chosen, example.name)
    if found:
        hint = " (hittas nu: flytta exemplet till bad)" if group == "known_miss" else ""
        return f"väntade inget, hittade {shown}{hint}: {_short(plain)}"
    return None


def _unhelpful(
    linter: Linter, loaded: LoadedRule, plain: str, findings: Sequence[Finding], kind: str, name: str
) -> str | None:
    """What is wrong with a suggestion: followed, it must leave nothing of the rule to find in the words it gave."""
    offered = [f for f in findings if f.rule == loaded.rule.id and f.suggestion]
    for finding in offered:
        after = plain[: finding.start] + finding.suggestion + plain[finding.end :]
        _, left = lint_document(linter, read_bytes(after.encode(), name), kind)
        end = finding.start + len(finding.suggestion)
        if any(f.rule == loaded.rule.id and f.start < end and finding.start < f.end for f in left):
            return f"förslaget ”{finding.suggestion}” flaggas av samma regel: {_short(after)}"
    return None


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 160 else flat[:157] + "..."
