"""The README says what is so: its sample is real output, its configuration is valid, CI runs the test command it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import Run

from lintkit.config import Config
from lintkit.families import FAMILIES
from lintkit.yamlfile import convert, parse

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def test_sample_is_real_output(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (sample,) = blocks("text")
    monkeypatch.chdir(ROOT)
    result = run("check", "corpus/kundval/reglemente-kundval.docx", "--today", "2026-11-21")
    assert sample in result.out
    assert result.status == 1


def test_two_commands_and_no_more() -> None:
    commands = re.findall(r"^    (python3 .*)$", README, re.M)
    assert len(commands) == 2
    assert all(c.startswith("python3 -m venv .venv && .venv/bin/pip install -q ") for c in commands)


def test_ci_runs_the_test_command() -> None:
    command = re.findall(r"^    python3 .* && \.venv/bin/(.* pytest.*)$", README, re.M)
    assert len(command) == 1
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().splitlines()[-1] == f"step {command[0]}"


def test_configuration_is_valid() -> None:
    (text,) = blocks("yaml")
    located = parse(text.encode(), "README.md")
    assert convert(located, located.value, "", Config).fail_on == "error"


def test_families_exist() -> None:
    named = re.findall(r"^\| `(\w+)` \|", README, re.M)
    assert set(named) <= set(FAMILIES)
    assert {"vagt", "register", "sanktion"} <= set(named)


def test_rules_named_exist() -> None:
    from lintkit.rules import load_rules

    ids = {r.rule.id for r in load_rules()}
    named = set(re.findall(rf"(?<!\w)(?:{'|'.join(FAMILIES)})-[a-z-]+", README))
    assert named
    assert named <= ids


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
