"""Patterns compiled when first used behave as compiled ones, and each one in the package can be compiled."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import lintkit
from lintkit import lazy

MODULES = [
    name
    for _, name, _ in pkgutil.walk_packages(lintkit.__path__, "lintkit.")
    if name.startswith(("lintkit.facts", "lintkit.checks", "lintkit.language", "lintkit.read", "lintkit.rules"))
    and ".training" not in name
]


def _patterns(value: object) -> list[lazy._Lazy]:
    if isinstance(value, lazy._Lazy):
        return [value]
    if isinstance(value, dict):
        return [p for pair in value.items() for part in pair for p in _patterns(part)]
    if isinstance(value, tuple | list | frozenset | set):
        return [p for part in value for p in _patterns(part)]
    return []


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_compiles(name: str) -> None:
    module = importlib.import_module(name)
    for value in vars(module).values():
        for pattern in _patterns(value):
            re.compile(pattern.pattern, pattern._flags)


def test_there_are_patterns_to_look_at() -> None:
    modules = [importlib.import_module(name) for name in MODULES]
    assert sum(len(_patterns(value)) for module in modules for value in vars(module).values()) > 500


def test_it_behaves_as_compiled() -> None:
    pattern = lazy.compile(r"(\d+) (år)", re.IGNORECASE)
    found = pattern.search("efter 12 ÅR")
    assert found is not None
    assert found.groups() == ("12", "ÅR")
    assert pattern.pattern == r"(\d+) (år)"
    assert pattern.flags & re.IGNORECASE
    assert lazy.flags(pattern) & re.IGNORECASE
    assert pattern.sub("x", "1 år, 2 år") == "x, x"
    assert [m[1] for m in pattern.finditer("1 år, 2 år")] == ["1", "2"]


def test_it_is_compiled_when_used() -> None:
    pattern = lazy.compile("(")
    assert pattern.pattern == "("
    with pytest.raises(re.error):
        pattern.search("x")
