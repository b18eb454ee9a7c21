"""Ladders and register demands as shown, against facts written down by people and against statutes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tools.compare_facts import TARGETS, compare, table
from tools.statute_ladders import compare as compare_statutes
from tools.statute_ladders import table as statute_table

#: The share that must be reached: the target, or what is reached today where that is less.
FLOORS = {
    "forfattade": TARGETS,
    "kontrakt": {"steg hittade": 0.80, "slag rätt": 0.90, "beslutsfattare rätt": 0.40},
}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_facts_of_gold_documents(shared_dir: Path, name: str) -> None:
    folder = shared_dir / "corpus" / "gold" / name
    if not (folder / "facts.json").is_file():
        pytest.skip(f"{name} saknar facts.json")
    scores = compare(folder)
    print(table(scores))
    assert scores["steg hittade"].of >= 18
    low = {m: f"{scores[m].share:.2f} < {least:.2f}" for m, least in FLOORS[name].items() if scores[m].share < least}
    assert not low, table(scores)


def test_statutes(shared_dir: Path) -> None:
    """Expected and read, printed; two in three expected steps are read, and nearly all of those with right modality."""
    rows = list(compare_statutes(shared_dir / "corpus" / "real"))
    print(statute_table(rows))
    present = [r for r in rows if r.present]
    if len(present) < 20:
        pytest.skip("lagtexterna finns inte här")
    found = [r for r in present if r.read is not None]
    assert len(found) >= 2 / 3 * len(present)
    assert sum(r.modality_right for r in found) >= 0.9 * len(found)


STEP = {"name": "varning", "kind": "warning", "trigger": None, "decider": None}
DEMAND = {"register": None, "subjects": [], "occasions": [], "max_age_months": None}


def write(folder: Path, text: str, steps: list[dict[str, object]], demands: list[dict[str, object]]) -> Path:
    (folder / "a.md").write_text(text, encoding="utf-8")
    entry = {"path": "a.md", "ladders": [{"section": [], "steps": steps}] if steps else [], "requirements": demands}
    (folder / "facts.json").write_text(json.dumps({"documents": [entry]}), encoding="utf-8")
    return folder


WARNING = "Nämnden ska meddela varning om rapporten saknas."
EXTRACT = "Personalen ska visa utdrag ur belastningsregistret som är högst sex månader gammalt."


def test_the_comparison_tells_right_from_wrong(tmp_path: Path) -> None:
    text = f"# Villkor\n\n## Sanktioner\n\n{WARNING}\n\n## Personal\n\n{EXTRACT}\n"
    at, register = text.index(WARNING), text.index(EXTRACT)
    step = {**STEP, "start": at, "end": at + len(WARNING), "decider": "nämnden"}
    wrong = {**STEP, "kind": "fine", "start": 0, "end": 3}
    demand = {**DEMAND, "register": "belastningsregistret", "max_age_months": 12, "start": register, "end": len(text)}
    scores = compare(write(tmp_path, text, [step, wrong], [demand]))
    assert {name: (s.right, s.of) for name, s in scores.items()} == {
        "steg hittade": (1, 2), "slag rätt": (1, 1), "beslutsfattare rätt": (1, 1), "krav hittade": (1, 1),
        "ålder rätt": (0, 1), "lästa steg som finns": (1, 1), "lästa krav som finns": (1, 1), "register rätt": (1, 1),
    }  # fmt: skip


def test_without_offsets_a_step_is_found_by_its_words_or_kind(tmp_path: Path) -> None:
    text = f"# Villkor\n\n## Sanktioner\n\n{WARNING}\n"
    quoted = {**STEP, "trigger": "om rapporten\nsaknas"}
    assert compare(write(tmp_path, text, [quoted], []))["steg hittade"].right == 1
    assert compare(write(tmp_path, text, [STEP], []))["steg hittade"].right == 1
    assert compare(write(tmp_path, text, [{**STEP, "kind": "fine"}], []))["steg hittade"].right == 0
