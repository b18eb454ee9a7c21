"""`lintkit init`: what it writes fits the repository, works, and never takes the place of what is there."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from running import CLEAR, VAGUE, Run, Write

from lintkit.config import load_config

TERMS = "# Auktorisationsvillkor för hemtjänst\n\n1. Anordnaren ska svara inom tre dagar.\n"


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    _git(tmp_path, "init", "-q", "-b", "huvud")
    return tmp_path


def test_a_repository_with_a_regulation_and_its_terms(run: Run, write: Write, repository: Path) -> None:
    write("reglemente.md", CLEAR)
    write("villkor/hemtjanst.md", TERMS)
    write("villkor/ledsagning.md", TERMS.replace("hemtjänst", "ledsagning"))
    _git(repository, "remote", "add", "origin", "git@github.com:kommunen/regler.git")
    result = run("init", "--yes")
    assert result.status == 0
    assert result.out == ""
    config = load_config(repository / "lintkit.yaml").config
    assert [(d.governs, d.applies_to) for d in config.documents] == [("reglemente.md", ("villkor/*.md",))]
    hooks = yaml.safe_load((repository / ".pre-commit-config.yaml").read_text("utf-8"))
    assert hooks["repos"][0]["hooks"][0]["additional_dependencies"][0].startswith("lintkit==")
    workflow = yaml.safe_load((repository / ".github/workflows/lintkit.yml").read_text("utf-8"))
    assert workflow[True]["push"]["branches"] == ["huvud"]  # YAML reads "on" as true; GitHub does not
    assert run("check", ".").status == 0


def test_a_gitlab_repository(run: Run, repository: Path) -> None:
    _git(repository, "remote", "add", "origin", "https://gitlab.example/kommunen/regler.git")
    assert run("init", "--yes", "--package", "git+https://exempel.se/lintkit@v1 ; python_version > '3'").status == 0
    job = yaml.safe_load((repository / ".gitlab-ci.yml").read_text("utf-8"))["lintkit"]
    assert job["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json", "junit": "lintkit.xml"}
    assert "'git+https://exempel.se/lintkit@v1 ;" in job["before_script"][1]
    assert not (repository / ".github").exists()


def test_what_is_there_stays(run: Run, write: Write, repository: Path) -> None:
    mine = write("lintkit.yaml", "profile: lov\n")
    assert run("init", "--yes", "--ci", "github").status == 0
    assert mine.read_text("utf-8") == "profile: lov\n"
    before = {p: p.read_bytes() for p in repository.rglob("*") if p.is_file() and ".git/" not in str(p)}
    result = run("init", "--yes", "--ci", "github")
    assert result.err.count("finns redan och lämnas orörd") == 3
    assert before == {p: p.read_bytes() for p in before}


def test_a_link_to_nowhere_is_not_written_through(run: Run, repository: Path) -> None:
    (repository / "lintkit.yaml").symlink_to(repository / "annan.yaml")
    assert run("init", "--yes").status == 0
    assert not (repository / "annan.yaml").exists()


def test_the_other_ending_counts_as_there(run: Run, write: Write, repository: Path) -> None:
    write("lintkit.yml", "profile: lov\n")
    assert run("init", "--yes").status == 0
    assert not (repository / "lintkit.yaml").exists()


def test_below_a_repository_only_the_configuration(run: Run, write: Write, repository: Path) -> None:
    write("regler/reglemente.md", VAGUE)
    result = run("init", "regler", "--yes", "--ci", "github")
    assert result.status == 0
    assert "rot" in result.err
    assert [p.name for p in (repository / "regler").iterdir() if p.name != "reglemente.md"] == ["lintkit.yaml"]


@pytest.mark.parametrize("arguments", [("init",), ("init", "--yes", "--package", "a\nb"), ("init", "finns-inte")])
def test_wrong_use(run: Run, arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*arguments, stdin=b"")
    assert result.status == 2
    assert result.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_answers_count(tmp_path: Path) -> None:
    """In a terminal each file is asked about."""
    master, slave = pty.openpty()
    os.write(master, b"n\nkanske\nj\n")
    done = subprocess.run(
        [sys.executable, "-m", "lintkit", "init", "--ci", "none"],
        cwd=tmp_path, stdin=slave, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    os.close(master)
    os.close(slave)
    assert done.returncode == 0, done.stderr
    assert [p.name for p in tmp_path.iterdir()] == [".pre-commit-config.yaml"]


def test_a_folder_that_cannot_be_written(run: Run, write: Write, repository: Path) -> None:
    write(".github", "en fil, ingen mapp")
    result = run("init", "--yes", "--ci", "github")
    assert result.status == 2
    assert ".github/workflows/lintkit.yml: kunde inte skrivas" in result.last
