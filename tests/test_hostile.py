"""Every hostile file ends in one Swedish sentence or a sane reading, within limits of time and memory.

Each file is read and linted in a process of its own, forked from one that has the rules ready; run with `-s` for
the table: CPU seconds and peak memory (the child process of PDF included), and what is said.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from lintkit.document import ReadError
from lintkit.engine import Linter, lint_result, prepare
from lintkit.language import index
from lintkit.read import read
from lintkit.rules import load_rules
from tests.conftest import SHARED
from tests.hostile_files import FILES

#: CPU seconds after which a process is killed (the files need one or two), wall seconds, and bytes no file may take.
MAX_SECONDS = 120
MAX_WAIT = 240
MAX_MEMORY = 1 << 30

#: Made by others and kept beside the repository; two there are not for reading.
SUITE = [p for p in sorted(SHARED.glob("suites/hostile/*")) if p.name not in ("NOTICE", "rtf-renamed.doc")]

#: Sentences that are English, or name the machinery.
_FOREIGN = ("Traceback", "Error", "Exception", "expected", "lintkit/", "0x")


class Outcome(NamedTuple):
    """What became of a file: the refusal or None, what was read, and what it cost (seconds, bytes)."""

    error: str | None
    said: str
    seconds: float
    peak: int


@pytest.fixture(scope="module")
def linter() -> Linter:
    return prepare([r for r in load_rules() if r.rule.status != "deprecated"], date(2026, 11, 21), nlp="none")


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    print(f"\n{'fil':<40}{'CPU s':>7}{'MiB':>6}  utfall\n" + "\n".join(lines))


def outcome(linter: Linter, path: Path) -> Outcome:
    """Read and lint in a forked process that may take 1 GiB of addresses more than it has now; the peak is what it took
    beyond what this process holds.
    """
    held = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    inn, out = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - ends in _exit
        code = 70
        try:
            now = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
            resource.setrlimit(resource.RLIMIT_AS, (now + MAX_MEMORY, now + MAX_MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
            signal.alarm(MAX_WAIT)
            index._LEARNT = index._Learnt()  # as in a process of its own: nothing is known of any pattern
            try:
                document = read(path, name=path.name)
                found = lint_result(linter, document)
                answer = [None, f"{len(document.blocks)} stycken, {len(found.findings)} anmärkningar"]
            except ReadError as error:
                answer = [str(error), ""]
            os.write(out, json.dumps(answer).encode())
            code = 0
        except BaseException as error:
            os.write(out, json.dumps(["krasch", f"{type(error).__name__}: {error}"[:500]]).encode())
        finally:
            os._exit(code)
    os.close(out)
    with os.fdopen(inn, "rb") as answers:
        written = answers.read()
    _, status, used = os.wait4(child, 0)
    assert status == 0, f"{path.name}: {written.decode() or f'signal {status}'}"
    error, said = json.loads(written)
    return Outcome(error, said, used.ru_utime + used.ru_stime, max(used.ru_maxrss * 1024 - held, 0))


def judge(table: list[str], name: str, result: Outcome) -> None:
    """Note what a file cost and hold it to the limits; a refusal is one clean sentence."""
    said = result.said if result.error is None else result.error
    table.append(f"{name:<40}{result.seconds:7.2f}{result.peak >> 20:6}  {said}")
    assert result.peak < MAX_MEMORY
    if result.error is not None:
        assert "\n" not in result.error
        assert len(result.error) < 300
        assert not any(word in result.error for word in _FOREIGN)


@pytest.mark.parametrize("name", FILES)
def test_made_files(name: str, tmp_path: Path, linter: Linter, table: list[str]) -> None:
    make, refusal = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    result = outcome(linter, path)
    judge(table, name, result)
    if refusal is None:
        assert result.error is None, result.error
    elif refusal:
        assert result.error is not None
        assert refusal in result.error


@pytest.mark.shared
@pytest.mark.skipif(not SUITE, reason="materialet bredvid projektet (../shared) finns inte här")
@pytest.mark.parametrize("path", SUITE, ids=lambda path: path.name)
def test_suite_files(path: Path, linter: Linter, table: list[str]) -> None:
    judge(table, path.name, outcome(linter, path))


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command line as it is started by people."""
    return subprocess.run(
        [sys.executable, "-m", "lintkit", *map(str, arguments)],
        capture_output=True, text=True, cwd=cwd, timeout=MAX_WAIT, check=False,
    )  # fmt: skip


#: Of every kind of end, small enough for one run.
_MIXED = (
    "encrypted.docx", "laughs.docx", "xxe.odt", "deep.odt", "symbolic-link.docx", "paths.docx", "truncated.pdf",
    "control.txt", "binary.txt", "laughs.xml", "front-matter.md", "style-loop.odt",
)  # fmt: skip


def test_one_run_over_many_is_status_3_and_reports_each(tmp_path: Path) -> None:
    for name in _MIXED:
        (tmp_path / name).write_bytes(FILES[name][0]())
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "gone.md").symlink_to("/nonexistent/x.md")
    done = run("check", "--format", "json", *_MIXED, "loop.md", "gone.md", cwd=tmp_path)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    documents = json.loads(done.stdout)["documents"]
    assert len(documents) == len(_MIXED) + 2
    for document in documents:
        wanted = FILES[document["path"]][1] if document["path"] in FILES else "finns inte"
        if wanted != "":
            assert (document["error"] is None) == (wanted is None)
    assert not (tmp_path.parent / "lintkit-ut.xml").exists()


_CONFIGURATIONS = {
    "anchors": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "deep": b"select: " + b"[" * 10_000,
    "tag": b"!!python/object/apply:os.system ['echo hej']\n",
    "custom tag": b"profile: !x kundval\n",
    "large": b"# " + b"x" * (5 << 20),
    "many values": b"select: [" + b"a," * 450_000 + b"a]\n",
    "many keys": b"".join(b"k%d: 1\n" % i for i in range(20_000)),
    "not UTF-8": b"profile: \xff\xfe\n",
    "control characters": b"profile: \x00\x1b[31m\n",
    "scalar": b"42\n",
    "list": b"[1, 2]\n",
    "tabs": b"\tprofile: kundval\n",
    "number keys": b"? [1]\n: 2\n",
    "int bomb": b"registers: {staff: {max_age_months: " + b"9" * 10_000 + b"}}\n",
    "path outside": b"extend: ['../../../../etc/passwd']\n",
}


@pytest.mark.timeout(MAX_WAIT)
@pytest.mark.parametrize("case", _CONFIGURATIONS)
def test_a_hostile_configuration_is_status_2(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from lintkit.cli import main

    (tmp_path / "lintkit.yaml").write_bytes(_CONFIGURATIONS[case])
    (tmp_path / "a.md").write_text("# Regler\n\nOrd.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.md"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("lintkit: ")
    assert "Traceback" not in err
    assert "\x1b" not in err


def _with_phrase(phrase: str) -> str:
    return (
        f"title: T\nseverity: info\nstatus: experimental\nsince: '0.1'\nwhy: V\nfix: F\nmessage: M\nmatch:\n"
        f"  phrases: ['{phrase}']\nsources: [{{title: T, ref: R}}]\n"
        "examples: {bad: ['[[A]] b.', '[[A]] c.'], good: [B., C.]}"
    )


_RULES = {
    "look-behind": "match: {check: os.system}",
    "unknown key": "matc: {}",
    "anchors": "match: &m {terms: [a]}\nwhy: *m",
    "tag": "match: !!python/object/apply:os.system [echo]",
    "deep": "match: " + "[" * 5_000,
    "gaps": _with_phrase("ska ...9 ska ...9 ska ...9 ska ...9 ska ...9 ska ...9 x"),
    "wildcards": _with_phrase("*a*a*a*a*a*a x"),
}


@pytest.mark.parametrize("case", _RULES)
def test_a_hostile_rule_file_is_status_2(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from lintkit.cli import main

    (tmp_path / "regel.yaml").write_text(f"id: vagt-egen\n{_RULES[case]}\n", "utf-8")
    (tmp_path / "lintkit.yaml").write_text("extend: [regel.yaml]\n", "utf-8")
    (tmp_path / "a.md").write_text("Ord.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.md"]) == 2
    err = capfd.readouterr().err
    assert "regel.yaml" in err
    assert "Traceback" not in err


def test_a_deep_pyproject_is_not_ours_to_fail_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lintkit.cli import main

    (tmp_path / "pyproject.toml").write_text("a = " + "[" * 20_000, "utf-8")
    (tmp_path / "a.md").write_text("Ord.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--quiet", "a.md"]) == 0
