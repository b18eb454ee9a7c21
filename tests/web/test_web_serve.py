"""The command serve as a process of its own: where it listens, what it says, how it ends, and what it touches."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("uvicorn", reason="paketen för sidan (lintkit[serve]) är inte installerade")
pytest.importorskip("httpx2", reason="httpx2 är inte installerat")

import httpx2 as httpx

from lintkit.cli import main
from lintkit.web import server as server_module
from tests.conftest import ROOT

VAGUE = "# Reglemente för kundval\n\n## Krav\n\n1. Anordnaren ska snarast svara.\n".encode()
posix = pytest.mark.skipif(os.name != "posix", reason="signaler som på POSIX")


@contextmanager
def serving(
    *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command at work, and the address that it told."""
    process = subprocess.Popen(
        [sys.executable, "-m", "lintkit", "serve", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, cwd=cwd, env=env, encoding="utf-8",
    )  # fmt: skip
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def drop(url: str, *files: tuple[str, bytes]) -> str:
    """Hand over documents as a browser would, and wait; the address of the finished review."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    csrf = re.findall(r'name="csrf" value="([^"]+)"', httpx.get(url).text)[0]
    form = [("csrf", (None, csrf)), *(("dokument", f) for f in files)]
    answer = httpx.post(f"{url}granskning", files=form, headers={"origin": origin}, timeout=300)
    assert answer.status_code == 303, answer.text
    at = origin + answer.headers["location"]
    end = time.monotonic() + 120
    while httpx.get(f"{at}/lage").json()["state"] != "done":
        assert time.monotonic() < end
        time.sleep(0.1)
    return at


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org", ""])
def test_only_this_machine(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--no-browser", "--host", host]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err == (
        f"lintkit: --host: {host} är inte en adress på den egna datorn; sidan svarar bara på 127.0.0.1, ::1 och localhost\n"
    )


def test_a_taken_port(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "--no-browser", "--port", str(port)]) == 2
    assert capsys.readouterr().err == (
        f"lintkit: --port: {port} används redan eller får inte användas; ange en annan port, eller ingen\n"
    )


def test_a_mistake_in_the_configuration_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "lintkit.yaml"
    config.write_text("profil: kundval\n", "utf-8")
    assert main(["serve", "--no-browser", "--config", str(config)]) == 2
    err = capsys.readouterr().err
    assert f"{config}:1" in err
    assert "profile" in err


@posix
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_listens_on_the_loopback_and_ends_when_told(sign: signal.Signals) -> None:
    with serving("--no-browser") as (process, url):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/s/[\w-]{32}/", url)
        port = urlsplit(url).port
        answer = httpx.get(url)
        assert answer.status_code == 200
        assert "server" not in answer.headers
        with pytest.raises(OSError), socket.create_connection((_own_address(), port), timeout=2):
            pass
        process.send_signal(sign)
        out, err = process.communicate(timeout=300)
    assert out == ""
    assert "Traceback" not in err
    assert err.startswith("lintkit: sidan är öppen; avsluta med Ctrl+C.\n")
    if sign is signal.SIGINT:
        assert process.returncode == 0
        assert err.endswith("lintkit: sidan är stängd och allt på den borttaget.\n")


def _own_address() -> str:
    """An address of this machine that others reach; one that nobody has where there is none."""
    try:
        found = socket.gethostbyname(socket.gethostname())
    except OSError:
        found = "127.0.0.1"
    return "192.0.2.1" if found.startswith("127.") else found


def test_the_page_closes_the_server() -> None:
    with serving("--no-browser") as (process, url):
        parts = urlsplit(url)
        csrf = re.findall(r'name="csrf" value="([^"]+)"', httpx.get(url).text)[0]
        answer = httpx.post(
            f"{url}stang", files=[("csrf", (None, csrf))], headers={"origin": f"http://{parts.netloc}"}, timeout=120
        )
        assert "lintkit är stängt" in answer.text
        _, err = process.communicate(timeout=300)
    assert process.returncode == 0
    assert err.endswith("lintkit: sidan är stängd och allt på den borttaget.\n")


@posix
def test_no_process_stays_behind(tmp_path: Path) -> None:
    with serving("--no-browser") as (process, url):
        parts = urlsplit(url)
        csrf = re.findall(r'name="csrf" value="([^"]+)"', httpx.get(url).text)[0]
        heavy = b"1. Anordnaren ska snarast svara inom skalig tid.\n\n" * 40_000
        form = [("csrf", (None, csrf)), ("dokument", ("a.md", heavy))]
        httpx.post(f"{url}granskning", files=form, headers={"origin": f"http://{parts.netloc}"}, timeout=300)
        children = _children(process.pid)
        end = time.monotonic() + 120
        while not children and time.monotonic() < end:
            children = _children(process.pid)
        assert children
        process.send_signal(signal.SIGKILL)  # without a chance to clean up
        process.wait(120)
        end = time.monotonic() + 120
        while any(Path(f"/proc/{child}").exists() and not _is_dead(child) for child in children):
            assert time.monotonic() < end, "en arbetande process blev kvar"
            time.sleep(0.1)


def _children(pid: int) -> list[int]:
    out = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            out.append(int(status.parent.name))
    return out


def _is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_a_slow_form_is_given_up_and_a_large_one_gets_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    from lintkit.web.limits import Limits

    found = server_module.listen("localhost", 0)
    told: list[str] = []
    import threading

    holder: dict[str, object] = {}
    original = server_module.uvicorn.Server

    def keep(config: object) -> object:
        made = original(config)  # type: ignore[arg-type]
        made.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        holder["server"] = made
        return made

    monkeypatch.setattr(server_module.uvicorn, "Server", keep)
    limits = Limits(upload_seconds=1.0, total_bytes=1 << 20)
    thread = threading.Thread(
        target=server_module.serve, args=(found, limits, None, "kundval"), kwargs={"browser": False, "say": told.append}
    )
    thread.start()
    try:
        end = time.monotonic() + 120
        while "server" not in holder or not holder["server"].started:  # type: ignore[attr-defined]
            assert time.monotonic() < end
            time.sleep(0.05)
        parts = urlsplit(told[0])
        head = (
            f"POST {parts.path}granskning HTTP/1.1\r\nHost: {parts.netloc}\r\nOrigin: http://{parts.netloc}\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: "
        )
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as slow:
            slow.sendall(f"{head}100\r\n\r\n--x\r\n".encode())
            slow.settimeout(120)
            assert b" 408 " in slow.recv(4000).split(b"\r\n")[0]
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as large:
            large.settimeout(120)
            large.sendall(f"{head}{8 << 20}\r\n\r\n".encode() + bytes(8 << 20))
            assert b" 413 " in large.recv(4000).split(b"\r\n")[0]
    finally:
        holder["server"].should_exit = True  # type: ignore[attr-defined]
        thread.join(20)
    assert not thread.is_alive()


#: As in tests/test_privacy.py, for a command that may listen: notes everything else.
_GUARD = """
import os, sys
_seen = os.environ["LINTKIT_TEST_SEEN"]
def _hook(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        _note(f"{event} {args[1:]}")
    elif event == "socket.bind" and args[1][0] != "127.0.0.1":
        _note(f"{event} {args[1]}")
    elif event == "open" and isinstance(args[0], (str, bytes)) and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR):
        path = os.path.realpath(os.fsdecode(args[0]))
        if path not in (_seen, os.devnull):
            _note(f"open {path}")
    elif event in ("os.remove", "os.rename", "os.mkdir", "os.truncate", "os.symlink", "os.link"):
        _note(f"{event} {args[0]}")
    elif event == "subprocess.Popen":
        _note(f"process {' '.join(map(os.fsdecode, args[1]))}")
def _note(what):
    with open(_seen, "a") as out:
        out.write(what + "\\n")
sys.addaudithook(_hook)
"""


def test_nothing_is_written_and_nothing_connected_to(tmp_path: Path) -> None:
    site, home, seen = tmp_path / "site", tmp_path / "home", tmp_path / "seen"
    site.mkdir()
    home.mkdir()
    seen.touch()
    (site / "sitecustomize.py").write_text(_GUARD, "utf-8")
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(site), str(ROOT))), "HOME": str(home), "TMPDIR": str(home),
        "PYTHONDONTWRITEBYTECODE": "1", "LINTKIT_TEST_SEEN": str(seen),
    }  # fmt: skip
    corpus = ROOT / "corpus"
    names = ["kundval/reglemente-kundval.docx", "kundval/villkor/villkor-forskola-pedagogisk-omsorg.odt"]
    names.append(next(p.relative_to(corpus).as_posix() for p in sorted(corpus.rglob("*.pdf"))))
    with serving("--no-browser", cwd=home, env=env) as (_, url):
        for name in names:
            at = drop(url, (Path(name).name, (corpus / name).read_bytes()))
            assert httpx.get(f"{at}/dokument/0", timeout=300).status_code == 200
    noted = seen.read_text("utf-8").splitlines()
    processes = [line for line in noted if line.startswith("process ")]
    assert noted == processes
    assert processes
    assert all("lintkit.web.worker" in line or "pdf_worker.py" in line for line in processes)
    assert not list(home.iterdir())


def test_the_token_is_not_among_the_arguments_of_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(server_module.webbrowser, "open", opened.append)
    monkeypatch.setattr(server_module.uvicorn.Server, "run", lambda self, sockets: None)
    told: list[str] = []
    from lintkit.web.limits import Limits

    found = server_module.listen("127.0.0.1", 0)
    server_module.serve(found, Limits(), None, "kundval", browser=True, say=told.append)
    end = time.monotonic() + 120
    while not opened and time.monotonic() < end:
        time.sleep(0.01)
    token = told[0].rstrip("/").rpartition("/")[2]
    assert len(opened) == 1
    assert token not in opened[0]
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/in/[\w-]{32}", opened[0])


def test_the_packages_are_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in [m for m in sys.modules if m.startswith("lintkit.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette", None)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve", "--no-browser"]) == 2
    assert capsys.readouterr().err == "lintkit: sidan behöver fler paket: pip install 'lintkit[serve]'\n"
