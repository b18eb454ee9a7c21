"""How the sanction ladder and the register demands differ between two versions, in Swedish sentences.

A thing that the text said and says no longer makes it less clear, one that it says for the first time clearer. That
a value is another is told without a verdict: which is better is for the reader.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from lintkit.report.change_model import Direction, FactChange
from lintkit.report.facts_model import LadderSheet, RegisterSheet, RequirementFact, StepFact
from lintkit.report.facts_words import KIND, cut, months

_Fact = TypeVar("_Fact", StepFact, RequirementFact)
_ROOM = 120  # characters of the document's words in one sentence


def compare_facts(
    old: LadderSheet, new: LadderSheet, old_registers: RegisterSheet, new_registers: RegisterSheet
) -> tuple[FactChange, ...]:
    """Differences in reading order of the new version, the ladder first; each said once."""
    found = [*_ladders(old, new), *_registers(old_registers, new_registers)]
    return tuple(dict.fromkeys(found))


def _ladders(old: LadderSheet, new: LadderSheet) -> Iterator[FactChange]:
    before = [s for ladder in old.ladders for s in ladder.steps]
    after = [s for ladder in new.ladders for s in ladder.steps]
    pairs, gone, come = _paired(before, after, _same_step)
    for a, b in pairs:
        yield from _step(a, b)
    for step in come:
        yield _fact("ladder", step.kind, "step", "changed", f"Steget {_name(step)} har tillkommit.")
    for step in gone:
        yield _fact("ladder", step.kind, "step", "changed", f"Steget {_name(step)} finns inte längre.")
    if old.ladders and new.ladders:
        for key, now, no_more in (
            (
                "hearing",
                "Det framgår nu att utföraren ska få yttra sig",
                "Att utföraren ska få yttra sig framgår inte längre",
            ),
            ("appeal", "Det framgår nu hur beslutet överklagas", "Hur beslutet överklagas framgår inte längre"),
        ):
            was = next((getattr(x, key) for x in old.ladders if getattr(x, key)), None)
            has = next((getattr(x, key) for x in new.ladders if getattr(x, key)), None)
            if was and not has:
                yield _fact("ladder", "", key, "less_clear", f"{no_more} (tidigare {_quote(was)}).")
            elif has and not was:
                yield _fact("ladder", "", key, "clearer", f"{now}: {_quote(has)}.")


def _same_step(a: StepFact, b: StepFact) -> float:
    if a.kind != b.kind:
        return 0.0
    return 1 + _like(a.name, b.name) + _like(a.trigger or "", b.trigger or "")


def _step(a: StepFact, b: StepFact) -> Iterator[FactChange]:
    name = _name(b)

    def fact(key: str, direction: Direction, message: str) -> FactChange:
        return _fact("ladder", b.kind, key, direction, message)

    if a.deadline and not b.deadline:
        instead = f"; i stället står det {_quote(b.vague_time)}" if b.vague_time else ""
        yield fact("deadline", "less_clear", f"Fristen {_quote(a.deadline)} för {name} finns inte längre{instead}.")
    elif b.deadline and not a.deadline:
        instead = f" i stället för {_quote(a.vague_time)}" if a.vague_time else ""
        yield fact("deadline", "clearer", f"Frist anges nu för {name}: {_quote(b.deadline)}{instead}.")
    elif _differ(a.deadline, b.deadline):
        yield fact(
            "deadline",
            "changed",
            f"Fristen för {name} har ändrats från {_quote(a.deadline)} till {_quote(b.deadline)}.",
        )
    elif not b.deadline and b.vague_time and not a.vague_time:
        yield fact("deadline", "less_clear", f"Tiden för {name} anges nu obestämt: {_quote(b.vague_time)}.")
    for key, other, now, no_more in (
        (
            "decider",
            "Beslutsfattaren för {0} har ändrats",
            "Beslutsfattare anges nu för {0}",
            "Vem som beslutar om {0}",
        ),
        ("trigger", "Det som utlöser {0} har ändrats", "Vad som utlöser {0} anges nu", "Vad som utlöser {0}"),
        ("follow_up", "Uppföljningen av {0} har ändrats", "Uppföljning anges nu för {0}", "Hur {0} följs upp"),
        ("amount", "Beloppet för {0} har ändrats", "Belopp anges nu för {0}", "Beloppet för {0}"),
    ):
        x, y = getattr(a, key), getattr(b, key)
        if x and not y:
            yield fact(key, "less_clear", f"{no_more.format(name)} framgår inte längre (tidigare {_quote(x)}).")
        elif y and not x:
            yield fact(key, "clearer", f"{now.format(name)}: {_quote(y)}.")
        elif _differ(x, y):
            yield fact(key, "changed", f"{other.format(name)} från {_quote(x)} till {_quote(y)}.")
    if a.modality != b.modality:
        words = f"{_said(a.modality)} har blivit {_said(b.modality)} för {name}"
        if b.modality in ("får", "kan") and a.modality == "ska":
            yield fact("modality", "less_clear", f"{words}: om steget tas lämnas öppet.")
        elif a.modality in ("får", "kan") and b.modality == "ska":
            yield fact("modality", "clearer", f"{words}: steget ska tas.")
        else:
            yield fact("modality", "changed", f"{words}.")
    if a.escalates_to != b.escalates_to:
        if b.escalates_to is None and a.escalates_to is not None:
            yield fact(
                "escalates_to",
                "less_clear",
                f"Vad som följer efter {name} framgår inte längre (tidigare {KIND[a.escalates_to]}).",
            )
        elif a.escalates_to is None and b.escalates_to is not None:
            yield fact("escalates_to", "clearer", f"Vad som följer efter {name} anges nu: {KIND[b.escalates_to]}.")
        elif a.escalates_to is not None and b.escalates_to is not None:
            yield fact(
                "escalates_to",
                "changed",
                f"Efter {name} följer nu {KIND[b.escalates_to]} i stället för {KIND[a.escalates_to]}.",
            )


def _registers(old: RegisterSheet, new: RegisterSheet) -> Iterator[FactChange]:
    pairs, gone, come = _paired(old.requirements, new.requirements, _same_demand)
    for a, b in pairs:
        yield from _demand(a, b)
    for demand in come:
        yield _fact(
            "registers", demand.register or "", "requirement", "changed", f"Kravet på {_called(demand)} har tillkommit."
        )
    for demand in gone:
        yield _fact(
            "registers",
            demand.register or "",
            "requirement",
            "changed",
            f"Kravet på {_called(demand)} finns inte längre.",
        )


def _same_demand(a: RequirementFact, b: RequirementFact) -> float:
    if a.company != b.company or (a.register and b.register and a.register != b.register):
        return 0.0
    known = 1.0 if a.register == b.register else 0.3
    shared = len(set(a.subjects) & set(b.subjects)) / max(1, len(set(a.subjects) | set(b.subjects)))
    return known + shared + _like(a.extract or "", b.extract or "")


def _demand(a: RequirementFact, b: RequirementFact) -> Iterator[FactChange]:
    name = _called(b)

    def fact(key: str, direction: Direction, message: str) -> FactChange:
        return _fact("registers", b.register or "", key, direction, message)

    for key, words, what in (
        ("max_age_months", "age", "Högsta ålder för {0}"), ("renewal_months", "renewal", "Hur ofta {0} ska förnyas")
    ):  # fmt: skip
        x, y = _length(a, key, words), _length(b, key, words)
        said = what.format(name)
        if getattr(a, key) is not None and getattr(b, key) is None:
            instead = f"; i stället står det {_quote(getattr(b, words))}" if getattr(b, words) else ""
            yield fact(key, "less_clear", f"{said} framgår inte längre (tidigare {x}){instead}.")
        elif getattr(b, key) is not None and getattr(a, key) is None:
            yield fact(key, "clearer", f"{said} anges nu: {y}.")
        elif getattr(a, key) != getattr(b, key):
            yield fact(
                key,
                "changed",
                f"{said} har ändrats från {x} till {y}."
                if key == "max_age_months"
                else f"{said} har ändrats från var {x} till var {y}.",
            )
    for key, what in (
        ("legal_basis", "Lagstödet för {0}"), ("shown_to", "Vem som tar emot {0}"),
        ("consequence", "Följden när {0} inte visas"), ("extract", "Slaget av utdrag för {0}"),
    ):  # fmt: skip
        v, w = getattr(a, key), getattr(b, key)
        said = what.format(name)
        if v and not w:
            yield fact(key, "less_clear", f"{said} framgår inte längre (tidigare {_quote(v)}).")
        elif w and not v:
            yield fact(key, "clearer", f"{said} anges nu: {_quote(w)}.")
        elif _differ(v, w):
            yield fact(key, "changed", f"{said} har ändrats från {_quote(v)} till {_quote(w)}.")
    for key, more, less in (
        ("subjects", "{0} gäller nu också {1}", "{0} gäller inte längre {1}"),
        ("occasions", "{0} gäller nu också vid {1}", "{0} gäller inte längre vid {1}"),
    ):
        before = {_folded(s) for s in getattr(a, key)}
        after = {_folded(s) for s in getattr(b, key)}
        come = [s for s in getattr(b, key) if _folded(s) not in before]
        gone = [s for s in getattr(a, key) if _folded(s) not in after]
        if come:
            yield fact(key, "changed", more.format(f"Kravet på {name}", _listed(come)) + ".")
        if gone:
            yield fact(key, "changed", less.format(f"Kravet på {name}", _listed(gone)) + ".")


def _length(demand: RequirementFact, key: str, words: str) -> str:
    count = getattr(demand, key)
    if count is None:
        return _quote(getattr(demand, words))
    return "1 månad" if count == 1 else (months(count) or "").replace("mån", "månader")


def _paired(
    old: Sequence[_Fact], new: Sequence[_Fact], likeness: Callable[[_Fact, _Fact], float]
) -> tuple[list[tuple[_Fact, _Fact]], list[_Fact], list[_Fact]]:
    """Facts that are the same one in both versions (in the new one's order), those gone and those come."""
    scored = [
        (score, -abs(i - j), -i, -j)
        for i, a in enumerate(old)
        for j, b in enumerate(new)
        if (score := likeness(a, b)) > 0
    ]
    by_new: dict[int, int] = {}
    for _, _, i, j in sorted(scored, reverse=True):
        if -j not in by_new and -i not in by_new.values():
            by_new[-j] = -i
    used = set(by_new.values())
    pairs = [(old[by_new[j]], new[j]) for j in sorted(by_new)]
    return pairs, [a for i, a in enumerate(old) if i not in used], [b for j, b in enumerate(new) if j not in by_new]


def _fact(topic: str, subject: str, key: str, direction: Direction, message: str) -> FactChange:
    return FactChange(topic, subject, key, direction, message[:1].upper() + message[1:])  # type: ignore[arg-type]


def _name(step: StepFact) -> str:
    name = cut(step.name, 60)
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _called(demand: RequirementFact) -> str:
    if demand.company:
        return demand.register or (cut(demand.extract, 60) if demand.extract else "bevis om företaget")
    return f"utdrag ur {demand.register}" if demand.register else "registerutdrag"


def _quote(text: str | None) -> str:
    return f"”{cut(text or '', _ROOM)}”"


def _said(modality: str | None) -> str:
    return f"”{modality}”" if modality else "en uppgift utan ”ska” eller ”får”"


def _listed(names: Sequence[str]) -> str:
    *first, last = [cut(n, 60) for n in names]
    return f"{', '.join(first)} och {last}" if first else last


def _folded(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


def _differ(a: str | None, b: str | None) -> bool:
    return _folded(a) != _folded(b)


def _like(a: str, b: str) -> float:
    return (
        difflib.SequenceMatcher(None, _folded(a).split(), _folded(b).split(), autojunk=False).ratio()
        if a and b
        else 0.0
    )
