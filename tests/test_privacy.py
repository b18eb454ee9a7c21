"""Documents stay on the machine: no connection, nothing written but what is named, no words of them on standard error."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lintkit.cli import main
from tests.conftest import ROOT

CORPUS = [
    str(p) for p in sorted((ROOT / "corpus").rglob("*"))
    if p.suffix in (".docx", ".odt", ".pdf", ".html", ".md", ".txt") and not {"gold", "source"} & set(p.parts)
    and p.name != "README.md"
]  # fmt: skip

#: Put first on the path of every process below, the PDF child included where it sees the environment.
_GUARD = """
import os, sys
_allowed = tuple(filter(None, os.environ["LINTKIT_TEST_WRITABLE"].split(os.pathsep)))
_seen = os.environ["LINTKIT_TEST_SEEN"]
def _hook(event, args):
    if event.startswith(("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "socket.__new__")):
        _note(event)
    elif event == "open" and isinstance(args[0], (str, bytes)) and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        path = os.path.realpath(os.fsdecode(args[0]))
        if path != _seen and not path.startswith(_allowed):
            _note(f"open {path}")
    elif event in ("os.remove", "os.rename", "os.mkdir", "os.truncate", "os.symlink", "os.link"):
        path = os.path.realpath(os.fsdecode(args[0]))
        if not path.startswith(_allowed):
            _note(f"{event} {path}")
def _note(what):
    with open(_seen, "a") as out:
        out.write(what + "\\n")
sys.addaudithook(_hook)
"""


def test_no_connection_from_this_process(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("en anslutning öppnades")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--fail-on", "never", "--quiet", "--format", "json", *CORPUS]) == 0
    assert len(capfd.readouterr().out) > 1_000


def guarded(tmp_path: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """A run under the guard, with an empty folder as home and working folder; the run, and what the guard saw."""
    site, home = tmp_path / "site", tmp_path / "home"
    for folder in (site, home):
        folder.mkdir()
    (site / "sitecustomize.py").write_text(_GUARD, "utf-8")
    seen = tmp_path / "seen"
    seen.touch()
    cache = os.path.dirname(os.environ["LINTKIT_CACHE_DIR"])  # which the contract lets a run write
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(site), str(ROOT))), "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1",
        "LINTKIT_TEST_WRITABLE": os.pathsep.join((f"{home}/ut", f"{home}/.ut", os.devnull, cache)),
        "LINTKIT_TEST_SEEN": str(seen),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "lintkit", *arguments],
        cwd=home, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    return done, seen.read_text("utf-8")


def test_nothing_is_opened_or_written_but_the_named_outputs(tmp_path: Path) -> None:
    done, seen = guarded(
        tmp_path, "check", "--fail-on", "never", "--output", "ut.txt", "--report", "sarif=ut.sarif", *CORPUS
    )
    assert done.returncode == 0, done.stderr
    assert seen == ""
    assert {p.name for p in (tmp_path / "home").iterdir()} == {"ut.txt", "ut.sarif"}
    assert done.stdout == ""


def test_the_guard_sees_what_it_should(tmp_path: Path) -> None:
    """The test above is worth something only if the guard would have told."""
    site = tmp_path / "egen.py"
    site.write_text("import socket; socket.socket(); open('läcka', 'w')", "utf-8")
    (tmp_path / "t").mkdir()
    done, _ = guarded(tmp_path / "t", "check", "-")
    assert done.returncode == 3
    environment = os.environ | {
        "PYTHONPATH": str(tmp_path / "t/site"), "LINTKIT_TEST_WRITABLE": "", "LINTKIT_TEST_SEEN": str(tmp_path / "t/seen"),
    }  # fmt: skip
    subprocess.run([sys.executable, str(site)], cwd=tmp_path, env=environment, check=True)
    told = (tmp_path / "t/seen").read_text("utf-8")
    assert "socket" in told
    assert "läcka" in told


def test_no_words_of_a_document_on_standard_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither of one that is read nor of one that is refused; three words of the text do not stand there."""
    secret = "Hemligstämplad Fikonspråk Björnbärssylt"
    good = tmp_path / "a.md"
    good.write_text(f"# Reglemente\n\n1. {secret} ska snarast svara vid behov.\n", "utf-8")
    bad = tmp_path / "b.xml"
    bad.write_text(f"<akomaNtoso><p>{secret}</p>&{secret.split()[0]};", "utf-8")
    broken = tmp_path / "c.docx"
    broken.write_bytes(b"PK\x03\x04" + secret.encode())
    main(["check", "--format", "json", str(good), str(bad), str(broken)])
    err = capfd.readouterr().err
    assert not any(word in err for word in secret.split())
    for path in CORPUS[:4]:
        main(["check", "--format", "json", path])
        captured = capfd.readouterr()
        assert "ska " not in captured.err


def test_no_module_of_the_program_imports_a_network_client() -> None:
    clients = ("socket", "http.client", "urllib.request", "requests", "httpx", "ftplib", "smtplib")
    code = (
        "import sys; from lintkit.cli import main\n"
        f"try: main(['check', '--quiet', {CORPUS[0]!r}])\n"
        f"finally: print([m for m in {clients!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    loaded = done.stderr.strip().splitlines()[-1]
    assert "http" not in loaded and "urllib.request" not in loaded, loaded
