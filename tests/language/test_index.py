"""No paragraph that a pattern matches is left out by the index, whatever the pattern and the text."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lintkit
from lintkit import lazy
from lintkit.document import Document
from lintkit.language import index as index_of_words
from lintkit.language.guard import fold, stems
from lintkit.language.index import Index, _Learnt, holding
from lintkit.read import read, read_bytes

CORPUS = Path(__file__).parents[2] / "corpus"


def _document(text: str) -> Document:
    return read_bytes(text.encode(), "a.md")


def _matched(index: Index, pattern: re.Pattern[str], text: str) -> bool:
    bit = index.bits[id(pattern)]
    return not bit or bool(index.of(text) & bit)


def _shipped() -> list[re.Pattern[str]]:
    found = []
    for _, name, _ in pkgutil.walk_packages(lintkit.__path__, "lintkit."):
        if name.startswith(("lintkit.facts", "lintkit.checks", "lintkit.language")) and ".training" not in name:
            values = vars(importlib.import_module(name)).values()
            found += [re.compile(v.pattern, v._flags) for v in values if isinstance(v, lazy._Lazy)]
    return found


def test_every_block_that_a_shipped_pattern_matches_is_held() -> None:
    patterns = [p for p in _shipped() if stems(p)]
    assert len(patterns) > 300
    index = Index(patterns)
    found = 0
    for file in sorted(CORPUS.rglob("*.md")):
        document = read(file)
        low = document.plain.text.lower()
        for pattern in patterns:
            if not (pattern.search(low) or pattern.search(document.plain.text)):
                continue
            for block in document.blocks:
                text = document.block_text(block)
                if pattern.search(text) or pattern.search(text.lower()):
                    found += 1
                    assert _matched(index, pattern, text), (pattern.pattern, text)
    assert found > 1000


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"\d{4}:\d+", ("0000$",)),
        (r"[Dd]nr\.?", ("dnr",)),
        (r"(?i)klicka här", ("klicka$",)),
        (r"(?<![\w-])(?:JO|SKL)(?::?s)?(?![\wåäö-])", ("^jo$", "^jos$", "^skl$", "^skls$")),
        (r"ny(?:a|tt)? utdrag", ("^utdrag",)),
        (r"a{2}b", ("aab",)),
        (r"ab{2,3}c", ("abb",)),
        (r"a[bc]{2}d", ("abbd", "abcd", "acbd", "accd")),
        (r"ab+c", ("ab",)),
        (r"(?:utdrag|\d{4}-\d\d) x", ("0000$", "utdrag$")),
        (r"§§?\s?\d", ("§§",)),
        (r"[a-z]+\s\w*", ()),
        (r"(?:utdrag|\W)", ()),
        (r"(?!utdrag)\w+", ()),
        (r"(?<!\w)(?:er|ni)(?!\w)", ("^er$", "^ni$")),
        (r"(?<!\w)(?:er|\w*ägare)(?!\w)", ("^er$", "ägare$")),
        (r"(?![^\w])er(?![^\w])", ("er",)),
        (r"p\.\s+\d", ("p$",)),
        (r"lag(?:en|arna)[,;]", ("lagarna$", "lagen$")),
        (r"(?:lag|balk)en", ("balken", "lagen")),
    ],
)
def test_stems(expression: str, expected: tuple[str, ...]) -> None:
    assert stems(re.compile(expression)) == expected


@given(
    st.lists(st.text("abåäö0§. ", min_size=1, max_size=6), min_size=1, max_size=4),
    st.text("abåäöABÅÄÖ0123456789٣§. \n", max_size=40),
    st.sampled_from([0, re.IGNORECASE]),
)
def test_what_matches_is_held(words: list[str], text: str, flags: int) -> None:
    pattern = re.compile("|".join(re.escape(w).replace("0", r"\d") for w in words), flags)
    index = Index([pattern])
    if pattern.search(text) or pattern.search(text.lower()):
        assert _matched(index, pattern, text)


@given(st.text(max_size=30))
def test_folding_keeps_words_together(text: str) -> None:
    folded = fold(text)
    assert fold(folded.replace("§§", "§")) == folded
    assert not any(c.isdecimal() and c != "0" for c in folded)


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> _Learnt:
    fresh = _Learnt()
    monkeypatch.setattr(index_of_words, "_LEARNT", fresh)
    return fresh


def test_patterns_are_learnt(learnt: _Learnt) -> None:
    seldom = re.compile("sällsynt")
    counts = [len(holding(_document("Ett sällsynt ord.\n\nEtt vanligt ord."), seldom)) for _ in range(3)]
    assert counts == [2, 1, 1]
    assert holding(_document("Bara vanliga ord."), seldom) == ()
    assert id(seldom) in learnt.index.bits


def test_a_few_new_patterns_wait(learnt: _Learnt) -> None:
    known = [re.compile(f"ord{'a' * n}") for n in range(32)]
    for _ in range(2):
        holding(_document("Ett ord."), *known)
    late, later = re.compile("sent"), re.compile("senare")
    for _ in range(2):  # the third and the fourth document
        assert len(holding(_document("Ett ord."), late)) == 1
    for _ in range(4):
        held = holding(_document("Ett ord."), *known[:1])
    assert len(held) == 1
    assert id(late) not in learnt.index.bits
    more = [re.compile(f"nytt{'a' * n}") for n in range(3)]
    for pattern in (*more, later):
        holding(_document("Ett ord."), pattern)
    while learnt.documents < 16:
        held = holding(_document("Ett ord."), late)
    assert held == ()


def test_an_unknown_pattern_leaves_nothing_out() -> None:
    document = _document("Ett ord.\n\nTvå ord.")
    assert list(holding(document, re.compile("finns inte alls"))) == list(document.blocks)


def test_a_pattern_without_stems_leaves_nothing_out() -> None:
    learnt = _Learnt()
    anything = re.compile(r"\W")
    learnt.wanted[id(anything)] = anything
    index = learnt.next()
    assert index.bits[id(anything)] == 0
