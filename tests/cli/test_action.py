"""The GitHub action: its manifest, and the script that it runs, with what a workflow would set around it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from running import CLEAR, VAGUE

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEP = MANIFEST["runs"]["steps"][-1]

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash finns inte här")


def _action(folder: Path, **inputs: str) -> tuple[int, str, str]:
    """Run the action's step in a folder: exit status, log, and the summary of the run."""
    runner = folder.parent / "runner"
    runner.mkdir(exist_ok=True)
    tool = runner / "lintkit"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lintkit "$@"\n')
    tool.chmod(0o755)
    values = {name: str(spec.get("default", "")) for name, spec in MANIFEST["inputs"].items()} | inputs
    env = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: values[m[1]], text)
        for name, text in STEP["env"].items()
    }
    done = subprocess.run(
        ["bash", str(ROOT / ".github" / "lint.sh")],
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
        env={
            **os.environ, **env, "LINTKIT": str(tool), "RUNNER_TEMP": str(runner),
            "GITHUB_OUTPUT": str(runner / "output"), "GITHUB_STEP_SUMMARY": str(runner / "summary"),
        },
    )  # fmt: skip
    summary = runner / "summary"
    return done.returncode, done.stdout + done.stderr, summary.read_text("utf-8") if summary.exists() else ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "regler"
    place.mkdir()
    (place / "reglemente.md").write_text(VAGUE, "utf-8")
    return place


def _git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=t", "-c", "user.email=t@example.se")
    subprocess.run(["git", "-C", str(folder), *names, *arguments], check=True, capture_output=True)


def test_the_manifest_says_what_github_asks_for() -> None:
    assert MANIFEST["runs"]["using"] == "composite"
    assert {"name", "description", "inputs", "outputs", "runs"} <= set(MANIFEST)
    assert all(step.get("shell") or step.get("uses") for step in MANIFEST["runs"]["steps"])
    for step in MANIFEST["runs"]["steps"]:
        assert "${{ inputs" not in step.get("run", ""), "an input written into a script can be run"


def test_annotations_summary_and_status(folder: Path) -> None:
    status, log, summary = _action(folder)
    assert status == 1
    assert "::warning file=reglemente.md,line=5" in log
    assert summary.startswith("## lintkit:")
    assert "markdown=" in (folder.parent / "runner" / "output").read_text()


def test_inputs(folder: Path) -> None:
    sarif = folder.parent / "lintkit.sarif"
    (folder / "med blank.md").write_text(CLEAR, "utf-8")
    status, log, _ = _action(folder, paths="med blank.md\n", sarif=str(sarif), **{"fail-on": "info"})
    assert (status, sarif.is_file()) == (0, True), log
    assert _action(folder, **{"fail-on": "error"})[0] == 0


def test_an_input_is_data(folder: Path) -> None:
    status, _log, _ = _action(folder, paths="$(touch tagen)\n--config=x\n`touch tagen`")
    assert status == 3
    assert not (folder / "tagen").exists()


def test_with_a_base_only_what_is_new_decides(folder: Path) -> None:
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", "ett")
    (folder / "reglemente.md").write_text(VAGUE + "\n2. Nämnden ska få underlaget inom tre dagar.\n", "utf-8")
    _git(folder, "commit", "-qam", "två")
    status, log, _ = _action(folder, base="HEAD~1")
    assert status == 0, log
    (folder / "reglemente.md").write_text(VAGUE + "\n2. Nämnden ska få underlaget skyndsamt.\n", "utf-8")
    _git(folder, "commit", "-qam", "tre")
    status, log, summary = _action(folder, base="HEAD~1")
    assert status == 1, log
    assert "skyndsamt" in summary


def test_a_base_that_does_not_exist(folder: Path) -> None:
    _git(folder, "init", "-q")
    status, log, _ = _action(folder, base="ffffffffffffffffffffffffffffffffffffffff")
    assert status == 2, log
