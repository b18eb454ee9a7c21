"""Reports are the same with and without cache and for any number of processes; the cache knows what it depends on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from lintkit import store
from lintkit.report.formats import FORMATS
from tests.conftest import listen

RULE_TEXT = "Anordnaren ska snarast svara.\n\nUtföraren ska vara lämplig och skyndsamt anmäla brister.\n"
SECRET = "Hemligt löpnummer nittioett står här utan någon anmärkning alls."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LINTKIT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "texter").mkdir()
    for n in range(6):
        text = f"# Villkor {n}\n\n{RULE_TEXT * (n + 1)}\n{SECRET}\n\nInom {n + 2} dagar ska utdrag ur belastningsregistret visas.\n"
        (tmp_path / "texter" / f"villkor-{n}.md").write_text(text, "utf-8")
    (tmp_path / "texter" / "tom.md").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str, today: str = "2026-11-21") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "lintkit", "check", "--today", today, *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def entries(folder: Path) -> list[Path]:
    return sorted(p for p in (folder / "cache").rglob("*") if p.is_file())


@pytest.mark.parametrize("format_", FORMATS)
def test_same_bytes_with_and_without(folder: Path, format_: str) -> None:
    plain = check("texter", "--format", format_, "--no-cache", "--jobs", "1")
    assert not entries(folder)
    assert plain.returncode == 3  # one document is empty
    for arguments in (["--jobs", "2"], ["--jobs", "1"], []):
        again = check("texter", "--format", format_, *arguments)
        assert (again.stdout, again.stderr, again.returncode) == (plain.stdout, plain.stderr, plain.returncode)


def test_the_page_shows_documents_whose_findings_were_kept(folder: Path) -> None:
    plain = check("texter", "--format", "html", "--no-cache")
    check("texter", "--format", "json", "--jobs", "2")
    assert check("texter", "--format", "html").stdout == plain.stdout
    assert SECRET.encode() in plain.stdout
    for file in entries(folder):
        if SECRET.encode() in file.read_bytes():
            file.unlink()  # the page itself is an answer, and holds what it shows
    assert check("texter", "--format", "html").stdout == plain.stdout


def test_an_answer_is_kept_whole(folder: Path) -> None:
    first = check("texter/villkor-1.md")
    again = check("texter/villkor-1.md")
    assert (
        (again.stdout, again.stderr, again.returncode)
        == (first.stdout, first.stderr, first.returncode)
        != (b"", b"", 0)
    )


def test_a_cached_answer_imports_nothing_heavy(folder: Path) -> None:
    check("texter/villkor-1.md")
    code = (
        "import sys\nfrom lintkit.cli import main\n"
        "main(['check', '--today', '2026-11-21', 'texter/villkor-1.md'])\n"
        "heavy = {'spacy', 'lxml', 'yaml', 'click', 'msgspec', 'rich', 'markdown_it', 'numpy', 'lintkit.engine'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.stderr.splitlines()[-1] == b"[]"


@pytest.mark.parametrize("today", ["2026-11-21", "2026-11-22", "2027-02-01"])
def test_cached_documents_need_neither_checks_nor_language_model(folder: Path, today: str) -> None:
    (folder / "texter" / "tom.md").unlink()
    check("texter", "--format", "json")
    code = (
        "import sys\nfrom lintkit.cli import main\n"
        f"main(['check', '--today', '{today}', 'texter', '--format', 'sarif'])\n"
        "heavy = {'spacy', 'lxml', 'markdown_it', 'numpy', 'yaml', 'multiprocessing', 'lintkit.engine', "
        "'lintkit.checks', 'lintkit.language.inflect'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.stderr.splitlines()[-1] == b"[]"


def test_the_version_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom lintkit.cli import main\nmain(['--version'])\n"
        "print(sorted({'spacy', 'lxml', 'yaml', 'click', 'msgspec', 'rich'} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.stderr.strip() == b"[]"


@pytest.mark.parametrize(
    "change",
    [
        lambda f: (f / "texter/villkor-1.md").write_text("# Villkor\n\nAnordnaren ska svara.\n"),
        lambda f: (f / "lintkit.yaml").write_text("ignore: [vagt]\n"),
        lambda f: (f / "texter/lintkit.yaml").write_text("ignore: [vagt]\n"),
        lambda f: (f / "pyproject.toml").write_text("[tool.lintkit]\nignore = ['vagt']\n"),
    ],
)
def test_what_changes_the_answer_is_seen(folder: Path, change: object) -> None:
    file = "texter/villkor-1.md"
    before = check(file)
    assert callable(change)
    change(folder)
    after = check(file)
    assert after.stdout != before.stdout
    assert after.stdout == check(file, "--no-cache").stdout


def test_options_and_day_are_part_of_the_question(folder: Path) -> None:
    (folder / "texter/datum.md").write_text("# Riktlinje\n\nDetta dokument gäller till och med 2026-12-31.\n")
    runs = [["--ignore", "vagt"], ["--format", "json"], ["--min-severity", "error"], []]
    for arguments in [*runs, *runs]:
        assert check("texter", *arguments).stdout == check("texter", *arguments, "--no-cache").stdout
    for today in ("2026-12-31", "2027-01-01", "2026-12-31"):
        assert check("texter", today=today).stdout == check("texter", "--no-cache", today=today).stdout
    assert check("texter", today="2026-12-31").stdout != check("texter", today="2027-01-01").stdout


def test_a_governing_document_is_part_of_the_question(folder: Path) -> None:
    (folder / "lintkit.yaml").write_text(
        "documents:\n- {name: kundval, governs: reglemente.md, applies_to: ['texter/*.md']}\n"
    )
    top = folder / "reglemente.md"
    seen = set()
    for text in ("# Reglemente\n\nMed snarast avses inom två dagar.\n", "# Reglemente\n\nHär sägs inget.\n"):
        top.write_text(text)
        kept = [check("texter/villkor-1.md") for _ in range(2)]
        assert {k.stdout for k in kept} == {check("texter/villkor-1.md", "--no-cache").stdout}
        seen.add(kept[0].stdout)
    assert len(seen) == 2


def test_damaged_entries_change_nothing(folder: Path) -> None:
    first = check("texter")
    for file in entries(folder):
        file.write_bytes(file.read_bytes()[:-7] + b"garbage")
    assert check("texter").stdout == first.stdout
    assert check("texter").stdout == first.stdout


def test_entries_of_another_shape_change_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check("texter")
    for file in entries(folder):
        store.put(file.parent.name + file.name, b"\x93\x01\x02\x03")
    again = check("texter")
    assert again.stdout == first.stdout


def test_no_text_but_the_reports(folder: Path) -> None:
    check("texter", "--format", "json")
    assert entries(folder)
    for file in entries(folder):
        assert SECRET.encode() not in file.read_bytes()
        assert b"l\xc3\xb6pnummer" not in file.read_bytes()
        assert "villkor" not in str(file.relative_to(folder / "cache"))


def test_runs_at_the_same_time(folder: Path) -> None:
    command = [sys.executable, "-m", "lintkit", "check", "--today", "2026-11-21", "texter", "--jobs", "2"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    outputs = {process.communicate()[0] for process in running}
    assert outputs == {check("texter", "--no-cache").stdout}


def test_cache_clear(folder: Path) -> None:
    check("texter")
    done = subprocess.run([sys.executable, "-m", "lintkit", "cache", "clear"], capture_output=True, check=False)
    assert done.returncode == 0
    assert "togs bort" in done.stdout.decode()
    assert not entries(folder)


def _group(leader: int) -> list[str]:
    """The processes of a process group, by their numbers."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(status.read_text().rpartition(")")[2].split()[2]) == leader:
                found.append(status.parent.name)
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processerna syns inte i /proc här")
def test_an_interrupt_ends_all_processes(folder: Path) -> None:
    for n in range(60):
        # No paragraph stands twice: what has been met before is answered at once.
        paragraphs = (f"{RULE_TEXT.strip()} Det gäller ärende {n}-{k}.\n\n" for k in range(400))
        (folder / "texter" / f"stor-{n}.md").write_text("# Villkor\n\n" + "".join(paragraphs), "utf-8")
    command = [sys.executable, "-m", "lintkit", "check", "texter", "--jobs", "2", "--no-cache"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=listen
    )
    while process.poll() is None and len(_group(process.pid)) < 3:  # the two working processes are there
        time.sleep(0.01)
    time.sleep(0.5)
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    out, notes = process.communicate(timeout=300)
    assert (process.returncode, out) == (2, b"")
    assert notes.decode().strip() == "lintkit: avbrutet"
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
