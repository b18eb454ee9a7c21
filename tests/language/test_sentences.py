"""Sentence boundaries: the cases of sentence_cases.yaml, properties, gold and time."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lintkit.language.sentences import LONGEST_SENTENCE, split

_MARK = "| "
_CASES = {
    f"{group}/{name}": text
    for group, cases in yaml.safe_load(
        (Path(__file__).parent / "sentence_cases.yaml").read_text(encoding="utf-8")
    ).items()
    for name, text in cases.items()
}


def _boundaries(marked: str, mark: str) -> tuple[str, set[int]]:
    """The text without marks and the offsets at which its sentences begin, the first one excepted."""
    parts = marked.split(mark)
    text, begins = parts[0], set()
    for part in parts[1:]:
        begins.add(len(text))
        text += part
    return text, begins


def _begins(text: str) -> set[int]:
    return {start for start, _ in split(text)[1:]}


@pytest.mark.parametrize("name", _CASES)
def test_case(name: str) -> None:
    text, begins = _boundaries(_CASES[name], _MARK)
    found = [text[start:end] for start, end in split(text)]
    assert _begins(text) == begins, found


def test_there_are_enough_cases() -> None:
    assert len(_CASES) >= 220


@given(st.text(alphabet=st.sampled_from("aBå1. \n!?…()”§•:;-ko*mt\u00a0\uf0b7"), max_size=80))
def test_ranges_are_ordered_trimmed_and_cover_all_but_space(text: str) -> None:
    ranges = split(text)
    covered = 0
    for start, end in ranges:
        assert covered <= start < end <= len(text)
        assert not text[covered:start].strip()
        assert text[start:end].strip() == text[start:end]
        covered = end
    assert not text[covered:].strip()


@given(st.text())
def test_any_text_keeps_all_but_space(text: str) -> None:
    kept = "".join("".join(text[start:end].split()) for start, end in split(text))
    assert kept == "".join(text.split())


def test_empty_and_blank_blocks_have_no_sentence() -> None:
    assert split("") == []
    assert split(" \n\u00a0") == []


@pytest.mark.parametrize(
    "unit",
    [".", "a. ", "(", ".) ", "m. ", "A. B ", "1. ", ".”", " ", "x", "\n• ", "t. ex. ", "Ja. ", "[1]", "o. m. "],
)
@pytest.mark.timeout(120)
def test_hostile_text_is_split_to_its_end(unit: str) -> None:
    """A few seconds at most; reading to the end from every place of a million would take hours."""
    text = unit * (1_000_000 // len(unit)) + "a"
    ranges = split(text)
    assert not ranges or ranges[-1][1] == len(text)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seg_gold.txt", "seg_held_gold.txt"])
def test_gold_boundaries(name: str, shared_dir: Path) -> None:
    """Boundaries in real paragraphs, marked by hand: precision and recall at least .98."""
    found = right = wanted = 0
    for line in (shared_dir / "nlp" / "checks" / name).read_text(encoding="utf-8").splitlines():
        text, gold = _boundaries(line, "¶")
        begins = _begins(text)
        found += len(begins)
        wanted += len(gold)
        right += len(begins & gold)
    assert wanted > 80
    assert right / found >= 0.98
    assert right / wanted >= 0.98


@pytest.mark.parametrize("text", ["ord " * 5_000, "a" * 10_000, " " * 4_000 + "b c" * 3_000 + "  ", "ord  \n " * 3_000])
def test_what_never_ends_is_cut_and_nothing_is_lost(text: str) -> None:
    ranges = split(text)
    assert all(0 < end - start <= LONGEST_SENTENCE for start, end in ranges)
    assert not any(text[a].isspace() or text[b - 1].isspace() for a, b in ranges)
    assert "".join("".join(text[a:b].split()) for a, b in ranges) == "".join(text.split())


def test_a_long_sentence_is_whole() -> None:
    text = "ord " * (LONGEST_SENTENCE // 4)
    assert split(text + "\n\n" + "Nästa. " * 500)[0] == (0, LONGEST_SENTENCE - 1)
