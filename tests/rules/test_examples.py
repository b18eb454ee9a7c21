"""Every example in every shipped rule file, each as a test of its own."""

from __future__ import annotations

import pytest

from lintkit.proof import Outcome, run_examples
from lintkit.rules import load_rules

_RULES = load_rules()
_OUTCOMES = list(run_examples(_RULES, [r for r in _RULES if r.rule.family == "vagt"]))


@pytest.mark.parametrize("outcome", _OUTCOMES, ids=lambda o: o.name)
def test_example(outcome: Outcome) -> None:
    assert outcome.problem is None, f"{outcome.path}: {outcome.problem}"


@pytest.mark.parametrize("loaded", _RULES, ids=lambda r: r.rule.id)
def test_rule_is_documented(loaded) -> None:  # type: ignore[no-untyped-def]
    rule = loaded.rule
    assert len(rule.why) > 40
    assert len(rule.fix) > 10
    assert rule.message.rstrip().endswith((".", "?", "}", "”"))
    assert len(rule.examples.bad) + len(rule.examples.good) >= 3
