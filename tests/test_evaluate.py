"""Measuring against gold: arithmetic on a folder small enough to count by hand, and bad gold files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from lintkit.engine import Linter, prepare
from lintkit.errors import FileError
from lintkit.evaluate import Score, evaluate, load_gold
from lintkit.rules import load_rules

ONE = "Anordnaren ska snarast svara. Anordnaren ska vid behov komma. Anordnaren ska ta skälig hänsyn.\n"
TWO = "Nämnden ska skyndsamt svara.\n"


@pytest.fixture(scope="module")
def linter() -> Linter:
    chosen = {"vagt-tid", "vagt-villkor-behov"}
    return prepare([r for r in load_rules() if r.rule.id in chosen], date(2026, 11, 21))


def mark(doc: str, text: str, words: str, **more: str) -> dict[str, object]:
    start = text.index(words)
    values = {"doc": doc, "start": start, "end": start + len(words), "family": "vagt", "label": "l", "strength": "core"}
    return {**values, "text": words, **more}


def gold(folder: Path, *marks: dict[str, object], families: tuple[str, ...] = ("vagt",)) -> Path:
    (folder / "ett.txt").write_text(ONE, encoding="utf-8")
    (folder / "två.md").write_text(TWO, encoding="utf-8")
    (folder / "README.md").write_text("Nämnden ska skyndsamt svara.\n", encoding="utf-8")
    lines = [json.dumps({"families": families}), "", *(json.dumps(m) for m in marks)]
    (folder / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def counts(score: Score) -> tuple[int, int, int, int]:
    return score.found, score.right, score.core, score.hit


def test_by_hand(linter: Linter, tmp_path: Path) -> None:
    """Three findings: "snarast" (core mark), "vid behov" (optional mark), "skyndsamt" (no mark: wrong).
    Two core marks: "snarast" is found, "skälig hänsyn" is not, as its rule is not run.
    """
    folder = gold(
        tmp_path,
        mark("ett.txt", ONE, "ska snarast"),
        mark("ett.txt", ONE, "behov", strength="optional"),
        mark("ett.txt", ONE, "skälig hänsyn", label="degree"),
    )
    result = evaluate(linter, folder)
    vagt = result.families["vagt"]
    assert counts(vagt) == (3, 2, 2, 1)
    assert vagt.precision == pytest.approx(2 / 3)
    assert vagt.recall == pytest.approx(1 / 2)
    assert vagt.f1 == pytest.approx(2 * (2 / 3) * (1 / 2) / (2 / 3 + 1 / 2))
    assert counts(result.rules["vagt-tid"])[:2] == (2, 1)
    assert counts(result.rules["vagt-villkor-behov"])[:2] == (1, 1)
    assert counts(result.labels["vagt", "l"])[2:] == (1, 1)
    assert counts(result.labels["vagt", "degree"])[2:] == (1, 0)
    assert [(name, f.text) for name, f, _ in result.wrong] == [("två.md", "skyndsamt")]
    assert [m.text for m, _ in result.missed] == ["skälig hänsyn"]


def test_one_finding_may_hit_two_marks_and_two_findings_one_mark(linter: Linter, tmp_path: Path) -> None:
    folder = gold(
        tmp_path,
        mark("ett.txt", ONE, "sna"),
        mark("ett.txt", ONE, "rast"),
        mark("två.md", TWO, "Nämnden ska skyndsamt svara"),
    )
    assert counts(evaluate(linter, folder).families["vagt"]) == (3, 2, 3, 3)


def test_touching_is_not_overlapping(linter: Linter, tmp_path: Path) -> None:
    folder = gold(tmp_path, mark("två.md", TWO, "Nämnden ska "), mark("två.md", TWO, " svara"))
    assert counts(evaluate(linter, folder).families["vagt"]) == (3, 0, 2, 0)


def test_families_outside_the_header_are_left_out(linter: Linter, tmp_path: Path) -> None:
    folder = gold(tmp_path, mark("ett.txt", ONE, "snarast"), families=("register",))
    result = evaluate(linter, folder)
    assert set(result.families) == {"register"}
    assert counts(result.families["register"]) == (0, 0, 0, 0)
    assert not result.rules


def test_a_mark_of_another_family_does_not_count(linter: Linter, tmp_path: Path) -> None:
    folder = gold(tmp_path, mark("ett.txt", ONE, "snarast", family="sanktion"), families=("vagt", "sanktion"))
    result = evaluate(linter, folder)
    assert counts(result.families["vagt"]) == (3, 0, 0, 0)
    assert counts(result.families["sanktion"]) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("score", "ratios"),
    [
        (Score(), (None, None, None)),
        (Score(found=2, right=1), (0.5, None, None)),
        (Score(core=2, hit=1), (None, 0.5, None)),
        (Score(found=2, right=0, core=2, hit=0), (0.0, 0.0, 0.0)),
        (Score(found=4, right=3, core=2, hit=2), (0.75, 1.0, pytest.approx(6 / 7))),
    ],
)
def test_ratios(score: Score, ratios: tuple[object, ...]) -> None:
    assert (score.precision, score.recall, score.f1) == ratios


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("", r"gold\.jsonl:1: filen saknar rubrikraden"),
        ('{"doc": "a.txt"}\n', r"gold\.jsonl:1: raden är inte en giltig annotering"),
        ('{"families": ["vagt"]}\n\n{"doc": "a.txt"}\n', r"gold\.jsonl:3: raden är inte en giltig annotering"),
        ('{"families": ["vagt"]}\n[]\n', r"gold\.jsonl:2: raden är inte en giltig annotering"),
        ('{"families": ["vagt"]}\n{"doc": "a.txt"}\n', "nyckeln ”start” saknas"),
        ('{"families": ["vaagt"]}\n', r"gold\.jsonl:1: familjen ”vaagt” finns inte; menade du ”vagt”"),
        ('{"families": ["vagt"]}\nnej\n', r"gold\.jsonl:2: raden är inte en giltig annotering"),
    ],
)
def test_bad_gold(tmp_path: Path, lines: str, says: str) -> None:
    (tmp_path / "gold.jsonl").write_text(lines, encoding="utf-8")
    with pytest.raises(FileError, match=says):
        load_gold(tmp_path)


def test_gold_without_file_or_document(linter: Linter, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"gold\.jsonl:1: filen kan inte läsas"):
        load_gold(tmp_path)
    gold(tmp_path, {"doc": "saknas.txt", "start": 0, "end": 1, "family": "vagt"})
    with pytest.raises(FileError, match=r"saknas\.txt:1: dokumentet kan inte öppnas"):
        evaluate(linter, tmp_path)


def test_the_corpus_gold_is_read() -> None:
    families, marks = load_gold(Path(__file__).resolve().parents[1] / "corpus" / "gold")
    assert set(families) >= {"vagt", "register", "sanktion", "hanvisning", "metadata"}
    assert sum(map(len, marks.values())) > 200
