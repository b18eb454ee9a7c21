"""`lintkit check`: options, exit statuses, and what goes to which stream."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import CLEAR, VAGUE, Run, Write

from lintkit.report.formats import FORMATS

READ_LINE = re.compile(r"\d+ regler, \d+ dokument, [\d ]+ stycken, [\d ]+ ord, \d+ olästa")


def rules_found(out: str) -> set[str]:
    """Rule ids in a text report."""
    return set(re.findall(r"^ +\d+:\d+ (?:fel|varning|upplysning) (\S+)", out, re.M))


# --- exit statuses ----------------------------------------------------------------------------------------------


def test_nothing_found_is_status_0(run: Run, write: Write) -> None:
    write("a.md", CLEAR)
    result = run("check", "a.md")
    assert (result.status, result.out) == (0, "Inga anmärkningar.\n")


def test_a_finding_is_status_1(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    result = run("check", "a.md")
    assert result.status == 1
    assert rules_found(result.out) == {"vagt-tid"}
    assert result.out.endswith("1 varning i 1 dokument.\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check"], "SÖKVÄG"),
        (["check", "a.md", "--selct", "vagt"], "menade du --select"),
        (["check", "a.md", "--format", "xml"], "välj bland text, json"),
        (["check", "a.md", "--today", "igår"], "”igår” är inte ett datum på formen ÅÅÅÅ-MM-DD"),
        (["check", "a.md", "--fail-on", "kanske"], "välj bland error, warning, info, never"),
        (["check", "a.md", "--min-severity", "fel"], "välj bland error, warning, info"),
        (["check", "a.md", "--profile", "kundvaal"], "välj bland kundval"),
        (["check", "a.md", "--select", "vagt-tidd"], "menade du ”vagt-tid”?"),
        (["check", "a.md", "--ignore", "zzzzzzzz"], "familjerna är vagt, register"),
        (["check", "a.md", "--config", "saknas.yaml"], "saknas.yaml:1: konfigurationsfilen finns inte"),
        (["check", "a.md", "--output", "saknas/ut.txt"], "rapporten kunde inte skrivas"),
        (["chek", "a.md"], "menade du ”check”?"),
        (["check", "a.md", "--today"], "--today kräver ett värde"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_wrong_use_is_status_2_and_one_sentence(run: Run, write: Write, arguments: list[str], says: str) -> None:
    write("a.md", VAGUE)
    result = run(*arguments)
    assert result.status == 2
    assert says in result.err
    assert result.err.count("\n") == 1
    assert "Traceback" not in result.err
    assert result.out == ""


def test_an_unreadable_document_is_status_3_and_the_rest_is_reported(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    result = run("check", "saknas.md", "a.md")
    assert result.status == 3
    assert "saknas.md finns inte." in result.out
    assert rules_found(result.out) == {"vagt-tid"}
    assert result.last.endswith("1 olästa")


def test_status_3_goes_before_fail_on(run: Run) -> None:
    assert run("check", "saknas.md", "--fail-on", "never").status == 3


def test_no_command_shows_help(run: Run) -> None:
    result = run()
    assert result.status == 2
    assert "Användning: lintkit" in result.err
    assert result.out == ""


def test_help_is_status_0_and_swedish(run: Run) -> None:
    result = run("check", "--help")
    assert result.status == 0
    assert "Användning: lintkit check" in result.out
    assert not re.search(r"Usage|Options|Show this", result.out)


def test_defaults_are_named_in_swedish(run: Run) -> None:
    assert "default:" not in run("check", "--help").out


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(run: Run, flag: str) -> None:
    from lintkit import __version__

    assert run(flag) == (0, f"lintkit {__version__}\n", "")


# --- streams ----------------------------------------------------------------------------------------------------


def test_standard_error_ends_with_what_was_read(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    write("b.md", CLEAR)
    result = run("check", "a.md", "b.md", "--select", "vagt-tid")
    assert result.err == "1 regler, 2 dokument, 6 stycken, 18 ord, 0 olästa\n"


def test_what_was_read_comes_last_also_after_an_error(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    result = run("check", "saknas.md", "a.md", "--format", "json")
    assert "saknas.md finns inte." in result.err
    assert READ_LINE.fullmatch(result.last)


def test_standard_output_is_the_report_alone(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    report = json.loads(run("check", "a.md", "--format", "json").out)
    assert report["schema"] == "lintkit-report/1"


def test_quiet_silences_standard_error(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    result = run("check", "a.md", "--quiet")
    assert result.err == ""
    assert result.status == 1
    assert rules_found(result.out) == {"vagt-tid"}


def test_quiet_still_says_what_was_unreadable(run: Run) -> None:
    result = run("check", "saknas.md", "--quiet", "--format", "json")
    assert result.err == "lintkit: saknas.md finns inte.\n"


def test_output_writes_a_file_and_leaves_standard_output_empty(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", VAGUE)
    on_screen = run("check", "a.md").out
    result = run("check", "a.md", "--output", "rapport.txt")
    assert (result.status, result.out) == (1, "")
    assert (tmp_path / "rapport.txt").read_text(encoding="utf-8") == on_screen
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md", "rapport.txt"]


def test_a_failed_output_leaves_no_half_file(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", VAGUE)
    (tmp_path / "upptagen").mkdir()
    assert run("check", "a.md", "--output", "upptagen").status == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md", "upptagen"]


def test_no_colour_outside_a_terminal(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR")
    write("a.md", VAGUE)
    assert "\x1b" not in run("check", "a.md").out


def test_module_can_be_run(tmp_path: Path) -> None:
    """The whole way through the interpreter: exit status, encoding, closed standard input."""
    (tmp_path / "a.md").write_text(VAGUE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "lintkit", "check", "a.md"],
        cwd=tmp_path, capture_output=True, stdin=subprocess.DEVNULL, timeout=300, check=False,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "›" in done.stdout.decode("utf-8")
    assert READ_LINE.search(done.stderr.decode("utf-8", "replace")) or b"regler" in done.stderr


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    many = "\n".join(f"{i}. Anordnaren ska snarast svara.\n" for i in range(1, 1500))
    (tmp_path / "a.md").write_text(f"# Reglemente\n\n{many}", encoding="utf-8")
    command = f"{sys.executable} -m lintkit check a.md --select vagt-tid | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=tmp_path, capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr


# --- which rules ------------------------------------------------------------------------------------------------

MIXED = (
    "# Reglemente för kundval\n\nUtgåva [XX]\n\n1. Anordnaren ska snarast svara.\n2. Anordnaren ska vid behov komma.\n"
    "3. Anordnaren ska följa socialtjänstlagen (2001:453).\n"
)


def test_select_by_rule(run: Run, write: Write) -> None:
    write("a.md", MIXED)
    assert rules_found(run("check", "a.md", "--select", "vagt-tid").out) == {"vagt-tid"}


def test_select_by_family(run: Run, write: Write) -> None:
    write("a.md", MIXED)
    found = rules_found(run("check", "a.md", "--select", "vagt").out)
    assert {"vagt-tid", "vagt-villkor-behov"} <= found
    assert {rule.partition("-")[0] for rule in found} == {"vagt"}


def test_select_takes_commas_and_repetition(run: Run, write: Write) -> None:
    write("a.md", MIXED)
    one = run("check", "a.md", "--select", "vagt-tid,vagt-villkor-behov").out
    two = run("check", "a.md", "--select", "vagt-tid", "--select", " vagt-villkor-behov ,").out
    assert rules_found(one) == {"vagt-tid", "vagt-villkor-behov"}
    assert one == two


def test_ignore_by_rule_and_family(run: Run, write: Write) -> None:
    write("a.md", MIXED)
    assert "vagt-tid" not in rules_found(run("check", "a.md", "--ignore", "vagt-tid").out)
    found = rules_found(run("check", "a.md", "--ignore", "vagt").out)
    assert found
    assert not any(rule.startswith("vagt-") for rule in found)


def test_a_rule_selected_by_id_survives_its_family_being_ignored(run: Run, write: Write) -> None:
    write("a.md", MIXED)
    assert rules_found(run("check", "a.md", "--select", "vagt-tid", "--ignore", "vagt").out) == {"vagt-tid"}


def test_a_rule_both_selected_and_ignored_does_not_run(run: Run, write: Write) -> None:
    write("a.md", MIXED)
    assert run("check", "a.md", "--select", "vagt-tid", "--ignore", "vagt-tid").status == 0


def test_profile_chooses_families(run: Run, write: Write) -> None:
    text = (
        "# Auktorisationsvillkor\n\n1. Ansvarig för verksamheten ska visa upp utdrag ur belastningsregistret som inte är"
        " äldre än två år.\n2. Anordnaren ska snarast svara.\n"
    )
    write("a.md", text)
    with_registers = rules_found(run("check", "a.md", "--profile", "kundval", "--today", "2026-11-21").out)
    without = rules_found(run("check", "a.md", "--profile", "policy", "--today", "2026-11-21").out)
    assert any(rule.startswith("register-") for rule in with_registers)
    assert not any(rule.startswith("register-") for rule in without)
    assert "vagt-tid" in with_registers & without


OWN_RULE = """\
id: {id}
title: Ordet kvantum
severity: {severity}
status: {status}
since: "0.1"
match: {{terms: ["kvantum"]}}
message: "”{{match}}” är ett prov."
why: Ordet finns bara för att det ska gå att pröva att en regel på försök inte räknas.
fix: Skriv något annat än ordet, vad det än må vara.
sources: [{{title: Prov}}]
examples:
  bad: ["Anordnaren ska lämna ett [[kvantum]]."]
  good: ["Anordnaren ska lämna en mängd."]
"""


@pytest.fixture
def own_rule(write: Write) -> Callable[..., None]:
    def put(rule: str = "vagt-kvantum", severity: str = "warning", status: str = "stable") -> None:
        write("regler/egen.yaml", OWN_RULE.format(id=rule, severity=severity, status=status))
        write("lintkit.yaml", "extend: [regler]\n")
        write("a.md", "# Reglemente\n\n1. Anordnaren ska lämna ett kvantum.\n")

    return put


def test_experimental_rules_need_preview_and_never_fail(run: Run, own_rule: Callable[..., None]) -> None:
    own_rule(status="experimental")
    assert rules_found(run("check", "a.md").out) == set()
    result = run("check", "a.md", "--preview")
    assert rules_found(result.out) == {"vagt-kvantum"}
    assert result.status == 0
    assert run("check", "a.md", "--select", "vagt-kvantum").status == 0


def test_deprecated_rules_run_only_when_named(run: Run, own_rule: Callable[..., None]) -> None:
    own_rule(status="deprecated")
    assert rules_found(run("check", "a.md", "--preview").out) == set()
    assert rules_found(run("check", "a.md", "--select", "vagt-kvantum").out) == {"vagt-kvantum"}


# --- severity ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "level", "status"),
    [
        ("error", "error", 1), ("error", "warning", 1), ("error", "info", 1), ("error", "never", 0),
        ("warning", "error", 0), ("warning", "warning", 1), ("warning", "info", 1), ("warning", "never", 0),
        ("info", "error", 0), ("info", "warning", 0), ("info", "info", 1), ("info", "never", 0),
    ],
)  # fmt: skip
def test_fail_on(run: Run, own_rule: Callable[..., None], severity: str, level: str, status: int) -> None:
    own_rule(severity=severity)
    result = run("check", "a.md", "--fail-on", level, "--select", "vagt-kvantum")
    assert result.status == status
    assert rules_found(result.out) == {"vagt-kvantum"}


def test_fail_on_defaults_to_warning(run: Run, own_rule: Callable[..., None]) -> None:
    own_rule(severity="info")
    assert run("check", "a.md", "--select", "vagt-kvantum").status == 0
    own_rule(severity="warning")
    assert run("check", "a.md", "--select", "vagt-kvantum").status == 1


@pytest.mark.parametrize(("severity", "least", "shown"), [
    ("info", "info", True), ("info", "warning", False), ("warning", "warning", True), ("warning", "error", False),
    ("error", "error", True),
])  # fmt: skip
def test_min_severity(run: Run, own_rule: Callable[..., None], severity: str, least: str, shown: bool) -> None:
    own_rule(severity=severity)
    result = run("check", "a.md", "--min-severity", least, "--select", "vagt-kvantum")
    assert bool(rules_found(result.out)) is shown


# --- day --------------------------------------------------------------------------------------------------------


def test_today_decides_what_has_lapsed(run: Run, write: Write) -> None:
    write("a.md", "# Reglemente\n\nGäller till och med 2025-12-31.\n\n1. Anordnaren ska svara inom tre dagar.\n")
    before = run("check", "a.md", "--select", "metadata", "--today", "2025-06-01")
    after = run("check", "a.md", "--select", "metadata", "--today", "2026-06-01")
    assert "metadata-giltighet-passerad" not in rules_found(before.out)
    assert "metadata-giltighet-passerad" in rules_found(after.out)


def test_today_stands_in_the_report(run: Run, write: Write) -> None:
    write("a.md", CLEAR)
    assert json.loads(run("check", "a.md", "--format", "json", "--today", "2024-02-29").out)["today"] == "2024-02-29"


# --- standard input ---------------------------------------------------------------------------------------------


def test_standard_input(run: Run) -> None:
    result = run("check", "-", "--format", "json", stdin=VAGUE.encode())
    (document,) = json.loads(result.out)["documents"]
    assert (document["path"], document["format"], result.status) == ("stdin.md", "md", 1)


def test_stdin_filename_decides_format_and_kind(run: Run) -> None:
    html = "<h1>Villkor</h1><p>Anordnaren ska snarast svara.</p>"
    result = run("check", "-", "--stdin-filename", "policy.html", "--format", "json", stdin=html.encode())
    (document,) = json.loads(result.out)["documents"]
    assert (document["path"], document["format"]) == ("policy.html", "html")
    start, end = (document["findings"][0]["location"][k] for k in ("start", "end"))
    assert html[start:end] == "snarast"


def test_empty_standard_input_is_unreadable(run: Run) -> None:
    result = run("check", "-", stdin=b"")
    assert (result.status, result.out.splitlines()[0]) == (3, "stdin.md är tom (0 byte).")


def test_files_and_standard_input_together(run: Run, write: Write) -> None:
    write("a.md", CLEAR)
    result = run("check", "-", "a.md", "--format", "json", stdin=VAGUE.encode())
    assert [d["path"] for d in json.loads(result.out)["documents"]] == ["a.md", "stdin.md"]


# --- determinism ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["text", "json"])
def test_same_input_gives_same_bytes(run: Run, write: Write, format_: str) -> None:
    write("a.md", MIXED)
    write("b/c.html", "<h1>Policy</h1><p>Anordnaren ska snarast svara.</p>")
    arguments = ("check", ".", "--format", format_, "--today", "2026-11-21")
    assert run(*arguments).out == run(*arguments).out


def test_hash_seed_does_not_matter(tmp_path: Path) -> None:
    """Sets are ordered by hash, and string hashes differ from run to run: no order may lean on them."""
    corpus = Path(__file__).resolve().parents[2] / "corpus" / "styrdokument"
    outputs = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "lintkit", "check", str(corpus), "--format", "json", "--today", "2026-11-21"],
            cwd=tmp_path, capture_output=True, timeout=180, check=False,
            env={"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert done.returncode in (0, 1)
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_the_order_of_the_file_system_does_not_matter(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.md", "a.md", "c/d.md", "c/a.md", "ö.md"):
        write(f"docs/{name}", VAGUE)
    outputs = set()
    listed = Path.iterdir
    for turned in (False, True):
        monkeypatch.setattr(Path, "iterdir", lambda self, turned=turned: sorted(listed(self), reverse=turned))
        outputs |= {(form, run("check", "docs", "--format", form, "--today", "2026-11-21").out) for form in FORMATS}
    assert len(outputs) == len(FORMATS)
