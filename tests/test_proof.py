"""Running the examples in rule files: what holds, what does not, and how an example that changed sides is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from lintkit.proof import run_examples, unmark
from lintkit.rules import load_rules

RULE = """\
id: vagt-kvantum
title: Kvantum
severity: warning
status: stable
since: "0.1"
match: {{phrases: ["kvantum", "ett stort kvantum"]}}
message: m
why: w
fix: f
sources: [{{title: t}}]
examples:
  bad: {bad}
  good: {good}
  known_miss: {miss}
  known_noise: {noise}
"""
BAD, GOOD = "Nämnden ska lämna ett [[kvantum]].", "Nämnden ska svara."


def problems(
    folder: Path, bad: str = "", good: str = "", miss: str = "", noise: str = "", rule: str = RULE
) -> list[str | None]:
    path = folder / "egen.yaml"
    path.write_text(
        rule.format(
            bad=f"['{bad or BAD}']", good=f"['{good or GOOD}']", miss=f"['{miss}']" if miss else "[]",
            noise=f"['{noise}']" if noise else "[]",
        ),
        encoding="utf-8",
    )  # fmt: skip
    return [outcome.problem for outcome in run_examples(load_rules([path]))]


@pytest.mark.parametrize(
    ("text", "plain", "marks"),
    [
        ("a [[b]] c", "a b c", [(2, 3)]),
        ("[[a]][[b]]", "ab", [(0, 1), (1, 2)]),
        ("utan", "utan", []),
        ("[[två\nrader]]", "två\nrader", [(0, 9)]),
        ("[länk](x) [[a]]", "[länk](x) a", [(10, 11)]),
        ("[[]]", "", [(0, 0)]),
    ],
)
def test_unmark(text: str, plain: str, marks: list[tuple[int, int]]) -> None:
    assert unmark(text) == (plain, marks)


def test_examples_that_hold(tmp_path: Path) -> None:
    outcome = problems(
        tmp_path, miss="Nämnden ska lämna en kvantitet.", noise="Nämnden ska tala om [[kvantum]] och [[kvantum]]."
    )
    assert outcome == [None, None, None, None]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("Nämnden ska [[svara]].", "väntade ”svara”, hittade inget"),
        ("Nämnden [[ska]] lämna ett kvantum.", "väntade ”ska”, hittade ”kvantum”"),
        ("Nämnden ska lämna [[kvantum]] och kvantum.", "hittade ”kvantum”, ”kvantum”"),
        ("Nämnden ska lämna ett stort [[kvantum]].", "hittade ”ett stort kvantum”"),
    ],
)
def test_bad_examples_must_be_flagged_at_the_very_words(tmp_path: Path, bad: str, says: str) -> None:
    problem = problems(tmp_path, bad=bad)[0]
    assert problem is not None
    assert says in problem


def test_good_examples_must_be_silent(tmp_path: Path) -> None:
    assert problems(tmp_path, good="Nämnden ska lämna ett kvantum.")[1] == (
        "väntade inget, hittade ”kvantum”: Nämnden ska lämna ett kvantum."
    )


def test_a_miss_that_is_found_says_where_to_move_it(tmp_path: Path) -> None:
    problem = problems(tmp_path, miss="Nämnden ska lämna ett kvantum.")[2]
    assert problem is not None
    assert "hittas nu: flytta exemplet till bad" in problem


def test_noise_that_is_gone_says_where_to_move_it(tmp_path: Path) -> None:
    problem = problems(tmp_path, noise="Nämnden ska [[svara]].")[2]
    assert problem is not None
    assert "tyst nu: flytta exemplet till good" in problem


def test_outcomes_have_names_and_places(tmp_path: Path) -> None:
    problems(tmp_path, miss="x")
    outcomes = list(run_examples(load_rules([tmp_path / "egen.yaml"])))
    assert [o.name for o in outcomes] == ["vagt-kvantum/bad/1", "vagt-kvantum/good/1", "vagt-kvantum/known_miss/1"]
    assert {Path(o.path).name for o in outcomes} == {"egen.yaml"}
    assert {o.line for o in outcomes} == {1}


def test_examples_are_judged_as_a_kind_that_the_rule_applies_to(tmp_path: Path) -> None:
    assert problems(tmp_path, rule=RULE + "applies_to: [avtal]\n") == [None, None]


def test_example_documents_carry_kind_day_and_name(tmp_path: Path) -> None:
    path = tmp_path / "egen.yaml"
    text = RULE.format(
        bad=f"['{BAD}']", good="[{text: 'Nämnden ska lämna ett kvantum.', kind: policy}]", miss=[], noise=[]
    )
    path.write_text(text + "applies_to: [avtal]\n", encoding="utf-8")
    assert [o.problem for o in run_examples(load_rules([path]))] == [None, None]
    path.write_text(text + "applies_to: [policy]\n", encoding="utf-8")
    assert next(o.problem for o in run_examples(load_rules([path])) if "good" in o.name) is not None


def test_examples_stand_still_in_time() -> None:
    """Examples without a day of their own are judged on one fixed day, and the shipped ones hold on it."""
    from lintkit.proof import EXAMPLE_DAY

    assert EXAMPLE_DAY.isoformat() == "2026-11-21"


def test_a_suggestion_must_not_be_flagged_itself(tmp_path: Path) -> None:
    helpful = RULE.replace("fix: f", "fix: f\nsuggestion: hundra")
    assert problems(tmp_path, rule=helpful) == [None, None]
    idle = RULE.replace("fix: f", 'fix: f\nsuggestion: "litet {{match}}"')
    [bad, _] = problems(tmp_path, rule=idle)
    assert bad is not None and "förslaget ”litet kvantum” flaggas av samma regel" in bad
