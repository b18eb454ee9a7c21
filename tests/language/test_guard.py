"""The words a pattern needs are in every match of it, whatever the pattern."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lintkit.checks
import lintkit.facts
import lintkit.language
from lintkit import lazy
from lintkit.language.guard import framed, needs, stems

PATTERNS = [
    (f"{module.__name__}.{name}", re.compile(value.pattern, lazy.flags(value)))
    for package in (lintkit.language, lintkit.facts, lintkit.checks)
    for info in iter_modules(package.__path__, package.__name__ + ".")
    if not info.ispkg
    for module in [import_module(info.name)]
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern | lazy._Lazy)
]


@pytest.mark.parametrize(
    "expression, words",
    [
        ("snarast", {"snarast"}),
        ("(?:ska|måste) anmälas", {"ska anmälas", "måste anmälas"}),
        ("(?<!\\w)(?:utdrag|register)(?!\\w)", {"utdrag", "register"}),
        ("(?:utdrag)?", set()),
        ("(?:utdrag|\\d+)", set()),
        ("(?i:utdrag)", set()),
        ("(?:av)\\w+", set()),  # too short to tell texts apart
        ("(?=utdrag)\\w+", set()),  # what is looked ahead for is not counted on
        ("(?:utdrag|utdragen)", {"utdrag"}),
    ],
)
def test_words(expression: str, words: set[str]) -> None:
    assert set(needs(re.compile(expression))) == words


def test_case_is_not_guessed() -> None:
    assert needs(re.compile("utdrag", re.IGNORECASE)) == ()


@pytest.mark.parametrize("name, pattern", PATTERNS, ids=[name for name, _ in PATTERNS])
@settings(max_examples=20)
@given(data=st.data())
def test_every_match_holds_a_word_and_a_stem(name: str, pattern: re.Pattern[str], data: st.DataObject) -> None:
    words, parts = needs(pattern), stems(pattern)
    if not words and not parts:
        return
    found = pattern.search(data.draw(st.from_regex(pattern)))
    if found is not None:
        assert not words or any(word in found[0] for word in words)
        around = [framed(word) for word in re.findall(r"\w+|§+", found.string.lower())]
        assert not parts or any(part in word for part in parts for word in around)
