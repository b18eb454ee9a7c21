"""The command doctor: what it tells, and that it fails when something degrades."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lintkit import __version__
from lintkit.cli import FINDINGS, OK, main
from lintkit.rules import load_rules


def _needing_model() -> str:
    return ", ".join(r.rule.id for r in load_rules() if r.rule.level != "L0")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["doctor", *arguments])
    return status, capsys.readouterr().out


def test_all_is_well_as_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = _run(capsys)
    assert status == OK, out
    assert f"lintkit         {__version__}\n" in out
    assert "språkmodell     sv_lintkit" in out
    assert "(L2)" in out
    assert "Allt är som det ska." in out


def test_json_has_the_same_facts(capsys: pytest.CaptureFixture[str]) -> None:
    status, out = _run(capsys, "--format", "json")
    found = json.loads(out)
    assert status == OK
    assert found["lintkit"] == __version__
    assert found["problems"] == []
    assert found["configuration"] is None
    model, check = found["model"], found["model"]["self_check"]
    assert (model["setting"], model["name"], model["level"]) == ("auto", "sv_lintkit", "L2")
    assert 1_000_000 < model["bytes"] < 40_000_000
    assert model["load_seconds"] > 0
    assert 0 <= check["total"] - check["right"] == len(check["wrong"]) <= 2
    assert sum(found["rules"]["status"].values()) == found["rules"]["total"] > 0


def test_missing_model_degrades(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "lintkit.yaml").write_text("nlp: {model: sv_finns_inte}\n", "utf-8")
    status, out = _run(capsys)
    assert status == FINDINGS
    assert f"konfiguration   {tmp_path / 'lintkit.yaml'}" in out
    assert "nivå            ingen språkmodell (L0)" in out
    assert "– språkmodellen ”sv_finns_inte” är varken ett installerat paket eller en mapp" in out
    assert _needing_model() in out


def test_model_turned_off_is_no_problem(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "lintkit.yaml").write_text("nlp: {model: none}\n", "utf-8")
    status, out = _run(capsys)
    assert status == OK
    assert "språkmodell     ingen (inställning: none)" in out
    assert f"utan verkan     {_needing_model()}\n" in out


def test_broken_configuration_is_told_with_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "lintkit.yaml").write_text("nlp:\n  modell: auto\n", "utf-8")
    status, out = _run(capsys)
    assert status == FINDINGS
    assert "lintkit.yaml:2" in out
    assert "egenkontroll" in out  # the rest is still examined


def test_broken_rule_file_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "lintkit.yaml").write_text("extend: [egna.yaml]\n", "utf-8")
    (tmp_path / "egna.yaml").write_text("id: vagt-eget\n", "utf-8")
    status, out = _run(capsys)
    assert status == FINDINGS
    assert "egna.yaml:1" in out
