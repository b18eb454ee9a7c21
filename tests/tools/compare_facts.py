"""Compare the ladders and register demands that lintkit reads with facts written down by people.

Used by the tests, and from the command line on any folder with documents and a `facts.json` beside them:

    python tests/tools/compare_facts.py FOLDER [--details]

A step or a demand is found when what lintkit shows (`lintkit ladder`, `lintkit registers`, as JSON) overlaps it,
each used once; kinds, deciders and ages are judged among what was found. Where the facts hold no offsets, a step is
found by its quoted words, else by its kind in order, and a demand by its register.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lintkit.factsheet import ladder_sheet, register_sheet
from lintkit.read import read
from lintkit.report import facts_json

Fact = dict[str, Any]

#: What annotators call registers that lintkit has one name for.
_SAME_REGISTER = (
    ("skatteuppgifter", re.compile(r"skatt")), ("bolagsregistret", re.compile(r"bolags|handelsregister")),
    ("kreditupplysning", re.compile(r"kredit|creditsafe")), ("kronofogdens register", re.compile(r"kronofog")),
    ("belastningsregistret", re.compile(r"belastning|polisregist")),
)  # fmt: skip


@dataclass
class Score:
    """Right of all, with the cases that were not."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, right: bool, what: str) -> None:
        self.of += 1
        self.right += right
        if not right:
            self.wrong.append(what)

    @property
    def share(self) -> float:
        """Between 0 and 1; 1 where there was nothing to find."""
        return self.right / self.of if self.of else 1.0


#: The measures, with the share that each is to reach.
TARGETS = {
    "steg hittade": 0.85, "slag rätt": 0.90, "beslutsfattare rätt": 0.75, "krav hittade": 0.85, "ålder rätt": 0.85,
}  # fmt: skip
#: Counted beside them, without a target.
_EXTRA = ("lästa steg som finns", "lästa krav som finns", "register rätt")


def compare(folder: Path) -> dict[str, Score]:
    """Scores by measure for a folder that holds `facts.json`."""
    scores = {name: Score() for name in (*TARGETS, *_EXTRA)}
    for entry in json.loads((folder / "facts.json").read_text("utf-8"))["documents"]:
        document = read(folder / entry["path"], name=entry["path"])
        (ladders,) = json.loads(facts_json.render_ladders([ladder_sheet(document)]))["documents"]
        (registers,) = json.loads(facts_json.render_registers([register_sheet(document)]))["documents"]
        read_steps = [s for ladder in ladders["ladders"] for s in ladder["steps"]]
        gold_steps = [s for ladder in entry["ladders"] for s in ladder["steps"]]
        _steps(scores, entry["path"], document.text, gold_steps, read_steps)
        _demands(scores, entry["path"], document.text, entry["requirements"], registers["requirements"])
    return scores


def _steps(scores: dict[str, Score], path: str, text: str, gold: Sequence[Fact], found: Sequence[Fact]) -> None:
    pairs = _pair(text, gold, found, lambda a, b: a["kind"] == b["kind"])
    for wanted, got in zip(gold, pairs, strict=True):
        name = f"{path}: {wanted['name']}"
        scores["steg hittade"].count(got is not None, f"{name} ({wanted['kind']})")
        if got is None:
            continue
        if wanted["kind"] is not None:
            scores["slag rätt"].count(got["kind"] == wanted["kind"], f"{name}: {got['kind']}, inte {wanted['kind']}")
        right = _same_words(wanted["decider"], got["decider"])
        scores["beslutsfattare rätt"].count(right, f"{name}: {got['decider']!r}, inte {wanted['decider']!r}")
    for extra in found:
        scores["lästa steg som finns"].count(
            any(extra is p for p in pairs), f"{path}: {extra['name']} ({extra['start']}): {extra['trigger']}"
        )


def _demands(scores: dict[str, Score], path: str, text: str, gold: Sequence[Fact], found: Sequence[Fact]) -> None:
    pairs = _pair(text, gold, found, lambda a, b: _register(a["register"]) == _register(b["register"]))
    for wanted, got in zip(gold, pairs, strict=True):
        name = f"{path}: {wanted['register']}, {'; '.join(wanted['subjects'] or [])}"
        scores["krav hittade"].count(got is not None, name)
        if got is None:
            continue
        same = _register(got["register"]) == _register(wanted["register"])
        scores["register rätt"].count(same, f"{name}: {got['register']}")
        age = wanted["max_age_months"]
        scores["ålder rätt"].count(got["max_age_months"] == age, f"{name}: {got['max_age_months']}, inte {age}")
    for extra in found:
        scores["lästa krav som finns"].count(
            any(extra is p for p in pairs), f"{path}: {extra['register']} {extra['extract']}"
        )


def _pair(
    text: str, gold: Sequence[Fact], found: Sequence[Fact], alike: Callable[[Fact, Fact], bool]
) -> list[Fact | None]:
    """For each gold fact what was read for it: those alike first, then any that overlaps, each used once."""
    free = list(found)
    pairs: list[Fact | None] = [None] * len(gold)
    for must_be_alike in (True, False):
        for at, wanted in enumerate(gold):
            if pairs[at] is not None:
                continue
            place = _place(text, wanted)
            if place is None and not must_be_alike:
                continue
            near = [
                f for f in free
                if (not must_be_alike or alike(wanted, f)) and (place is None or _overlap(place, f) > 0)
            ]  # fmt: skip
            if near:
                best = max(near, key=lambda f: _overlap(place, f) / (f["end"] - f["start"])) if place else near[0]
                pairs[at] = best
                free = [f for f in free if f is not best]
    return pairs


def _place(text: str, fact: Fact) -> tuple[int, int] | None:
    """Where a gold fact stands: its offsets, else where its trigger is quoted; None where neither tells."""
    if "start" in fact:
        return fact["start"], fact["end"]
    words = (fact.get("trigger") or "").split()
    match = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return match.span() if match else None


def _overlap(place: tuple[int, int], fact: Fact) -> int:
    return min(place[1], fact["end"]) - max(place[0], fact["start"])


def _register(name: str | None) -> str | None:
    low = (name or "").lower()
    return next((same for same, pattern in _SAME_REGISTER if pattern.search(low)), low or None)


def _same_words(wanted: str | None, got: str | None) -> bool:
    """Whether both name the same: nothing, or one within the other ("nämnden", "Nämnden för social omsorg")."""
    if wanted is None or got is None:
        return wanted is got
    a, b = " ".join(wanted.lower().split()), " ".join(got.lower().split())
    return a in b or b in a


def table(scores: dict[str, Score]) -> str:
    """The scores as lines of text."""
    lines = []
    for name, score in scores.items():
        target = f"   mål {TARGETS[name]:.2f}" if name in TARGETS else ""
        lines.append(f"{name:<22}{score.right:>4} av {score.of:<4}{score.share:>6.2f}{target}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Jämför lästa trappor och registerkrav med facts.json i en mapp.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--details", action="store_true", help="visa det som inte stämmer")
    chosen = parser.parse_args(arguments)
    for folder in chosen.folders:
        scores = compare(folder)
        print(f"{folder}\n{table(scores)}")
        for name, score in scores.items() if chosen.details else ():
            print(f"\n{name}: stämmer inte", *(f"  {case}" for case in score.wrong), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
