"""Inputs that earlier coverage-guided runs found worth keeping are read, or refused in words."""

from __future__ import annotations

import pytest

from tests.fuzz.targets import SEEDS, corpus, run


@pytest.mark.parametrize("name", SEEDS)
def test_the_recorded_corpus(name: str) -> None:
    inputs = corpus(name)
    assert inputs
    for data in [*SEEDS[name], *inputs]:
        run(name, data)
