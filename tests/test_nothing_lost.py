"""What is written is written whole, never over what is read, and a full disk or an interrupt leaves the old file."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lintkit.cli import main
from tests.conftest import ROOT, listen

TEXT = "# Reglemente för kundval\n\n## Krav\n\n1. Anordnaren ska snarast svara.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one regulation, and links to it."""
    (tmp_path / "regler").mkdir()
    (tmp_path / "regler/a.md").write_text(TEXT, "utf-8")
    (tmp_path / "länk.md").symlink_to("regler/a.md")
    (tmp_path / "mapp").symlink_to("regler")
    monkeypatch.chdir(tmp_path)
    return tmp_path


_OVER = {
    "itself": ["check", "regler/a.md", "--output", "regler/a.md"],
    "relative": ["check", "regler/a.md", "--output", "regler/../regler/./a.md"],
    "through a link": ["check", "regler/a.md", "--output", "länk.md"],
    "read through a link": ["check", "länk.md", "--output", "regler/a.md"],
    "linked folder": ["check", "regler/a.md", "--report", "json=mapp/a.md"],
    "in a folder": ["check", "regler", "--report", "html=regler/a.md"],
    "in a linked folder": ["check", "mapp", "--output", "regler/a.md"],
    "whole path": ["check", "regler", "--output", "{here}/regler/a.md"],
    "baseline": ["baseline", "regler/a.md", "-o", "länk.md"],
    "accepted list": ["check", "regler/a.md", "--baseline", "lista.yaml", "--output", "lista.yaml"],
    "configuration": ["check", "regler/a.md", "--config", "egen.yaml", "--output", "./egen.yaml"],
    "ladder": ["ladder", "regler/a.md", "--output", "länk.md"],
    "registers": ["registers", "regler", "--output", "regler/a.md"],
    "coverage": ["coverage", "regler/a.md", "--output", "regler/a.md"],
}


@pytest.mark.parametrize("case", _OVER)
def test_never_over_what_is_read(case: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "lista.yaml").write_text("accepted: []\n", "utf-8")
    (folder / "egen.yaml").write_text("profile: alla\n", "utf-8")
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert main([a.format(here=folder) for a in _OVER[case]]) == 2
    assert capfd.readouterr().err.count("\n") == 1
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_a_report_beside_the_documents_may_be_replaced(folder: Path) -> None:
    """Only what would be read is kept safe: a report in a format that is not read is replaced each run."""
    for _ in range(2):
        assert main(["check", "--quiet", "--fail-on", "never", "regler", "--report", "sarif=regler/ut.sarif"]) == 0
    assert (folder / "regler/ut.sarif").stat().st_size


@pytest.mark.parametrize("command", [["check", "--output"], ["baseline", "-o"]])
def test_a_full_disk_keeps_the_old_file(
    command: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    out = folder / "ut.json"
    assert main([*command, "ut.json", "regler/a.md"]) in (0, 1)
    before = out.read_bytes()
    if command[0] == "check":
        assert before
    (folder / "regler/a.md").write_text(TEXT * 2, "utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    assert main([*command, "ut.json", "regler/a.md", *(["--accept-new"] if command[0] == "baseline" else [])]) == 2
    assert "disken är full" in capfd.readouterr().err
    assert out.read_bytes() == before
    assert not list(folder.glob(".*.tmp"))


def test_a_device_is_written_to_and_not_replaced(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full finns inte här")
    kind = os.stat("/dev/full").st_mode
    assert main(["check", "regler/a.md", "--output", "/dev/full"]) == 2
    assert "/dev/full: rapporten kunde inte skrivas" in capfd.readouterr().err
    assert main(["check", "--quiet", "--fail-on", "never", "regler/a.md", "--output", os.devnull]) == 0
    assert os.stat("/dev/full").st_mode == kind


@pytest.mark.parametrize("command", ["check", "text", "schema"])
def test_standard_output_on_a_full_disk_ends_with_a_sentence(command: str, folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full finns inte här")
    arguments = {"check": ["regler/a.md"], "text": ["regler/a.md"], "schema": ["config"]}[command]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "lintkit", command, *arguments],
            stdout=full, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "standard ut" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("after", [0.05, 0.4, 1.0, 2.0])
def test_an_interrupt_leaves_no_half_file(after: float, folder: Path) -> None:
    (folder / "ut.json").write_text("gammal", "utf-8")
    (folder / "regler/a.md").write_text(TEXT * 400, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "lintkit", "check", "regler", "--format", "json", "--output", "ut.json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
        preexec_fn=listen,
    )  # fmt: skip
    # Before the program's own first line Python itself answers the signal; wait for that line.
    while process.poll() is None and not _imported(process.pid):
        time.sleep(0.01)
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=240)
    written = (folder / "ut.json").read_text("utf-8")
    if written == "gammal":
        assert process.returncode != 0
        # a signal inside a C extension's own start-up is answered there, before our code can say its sentence
        assert "avbrutet" in err or after < 0.4
    else:  # it was done before the signal came
        assert written.startswith("{") and written.endswith("}\n")
    assert not list(folder.glob(".*.tmp"))


def _imported(pid: int) -> bool:
    """Whether the process has loaded a library that only lintkit asks for (the YAML or msgspec extension)."""
    return any(word in Path(f"/proc/{pid}/maps").read_text() for word in ("msgspec", "_yaml", "lxml"))


@pytest.mark.parametrize("option", [["--output", "hård.txt"], ["--report", "json=hård.txt"]])
def test_a_hard_link_to_a_document_is_parted_from_it_and_not_written_through(option: list[str], folder: Path) -> None:
    os.link(folder / "regler/a.md", folder / "hård.txt")
    main(["check", "--quiet", "--fail-on", "never", "regler/a.md", *option])
    assert (folder / "regler/a.md").read_text("utf-8") == TEXT
