"""The hook under the real pre-commit: which files it takes, and that it judges what is staged."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from running import CLEAR, VAGUE

ROOT = Path(__file__).resolve().parents[2]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
WORD = ROOT / "corpus" / "kundval" / "reglemente-kundval.docx"

pytest.importorskip("pre_commit", reason="pre-commit är inte installerat")


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "PRE_COMMIT_HOME": str(folder.parent / "cache"), "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.se", "GIT_COMMITTER_NAME": "t",
        "GIT_COMMITTER_EMAIL": "t@example.se", "NO_COLOR": "1",
    }  # fmt: skip
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        environment.pop(name, None)
    return subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, timeout=240, check=False
    )


def _pre_commit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _run(folder, sys.executable, "-m", "pre_commit", *arguments)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that uses the hook as published, with this installation in place of one of its own."""
    folder = tmp_path / "regler"
    folder.mkdir()
    _run(folder, "git", "init", "-q", "-b", "main")
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    hook |= {"language": "system", "entry": hook["entry"].replace("lintkit", f'"{sys.executable}" -m lintkit', 1)}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}))
    return folder


def test_the_manifest_is_valid() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_word_and_markdown_are_linted_and_the_rest_is_not(repository: Path) -> None:
    (repository / "reglemente.docx").write_bytes(WORD.read_bytes())
    (repository / "villkor.MD").write_text(VAGUE, "utf-8")
    (repository / "README.md").write_text("Anordnaren ska snarast svara.\n", "utf-8")
    (repository / "~$glemente.docx").write_bytes(b"lock")
    (repository / "skript.py").write_text("print('snarast')\n", "utf-8")
    _run(repository, "git", "add", "-A")
    done = _pre_commit(repository, "run", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "exit code: 1" in done.stdout
    assert "reglemente.docx" in done.stdout
    assert "villkor.MD" in done.stdout
    for name in ("README.md", "~$glemente.docx", "skript.py"):
        assert name not in done.stdout
    assert done.stdout.count(" i 2 dokument.") == 1, "one report, not one for each process"


def test_what_is_staged_is_judged(repository: Path) -> None:
    text = repository / "reglemente.md"
    text.write_text(CLEAR, "utf-8")
    _run(repository, "git", "add", "-A")
    text.write_text(VAGUE, "utf-8")  # not staged
    done = _run(repository, "git", "-c", "core.hooksPath=/dev/null", "status", "--short")
    assert done.stdout.split("\n")[1].startswith("AM")
    done = _pre_commit(repository, "run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert text.read_text("utf-8") == VAGUE

    _run(repository, "git", "add", "-A")
    text.write_text(CLEAR, "utf-8")  # the repair is not staged
    done = _pre_commit(repository, "run")
    assert done.returncode == 1
    assert "snarast" in done.stdout
    assert text.read_text("utf-8") == CLEAR


def test_a_commit_is_stopped(repository: Path) -> None:
    assert _pre_commit(repository, "install").returncode == 0
    (repository / "reglemente.md").write_text(VAGUE, "utf-8")
    _run(repository, "git", "add", "-A")
    assert _run(repository, "git", "commit", "-m", "Reglemente").returncode != 0
    (repository / "reglemente.md").write_text(CLEAR, "utf-8")
    _run(repository, "git", "add", "-A")
    done = _run(repository, "git", "commit", "-m", "Reglemente")
    assert done.returncode == 0, done.stdout + done.stderr
