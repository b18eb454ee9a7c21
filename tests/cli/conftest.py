"""Running the command line in this process, in an empty folder, with what it wrote kept apart."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from running import Result, Run, Write

from lintkit.cli import main


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run lintkit with arguments, in `tmp_path`. An exception that gets out fails the test, as a traceback would."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")

    def call(*arguments: str, stdin: bytes | None = None) -> Result:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfd.readouterr()
        status = main(list(arguments))
        return Result(status, *capfd.readouterr())

    return call


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a text file in the working folder."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put
