"""Baselines from the command line: writing, never growing unasked, and what a broken file does (nothing)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import CLEAR, VAGUE, Run, Write

from lintkit.accept import read_baseline

TWO = VAGUE + "2. Anordnaren ska skyndsamt betala.\n"


def entries(path: Path) -> list[str]:
    return [e.fingerprint for e in read_baseline(path).entries]


@pytest.mark.parametrize("name", ["godtaget.yaml", "godtaget.json"])
def test_written_and_used(run: Run, write: Write, tmp_path: Path, name: str) -> None:
    write("a.md", TWO)
    result = run("baseline", "a.md", "-o", name)
    assert (result.status, result.out) == (0, "")
    assert result.err == f"2 godtagna anmärkningar i {name}, 2 nya\n"
    assert len(entries(tmp_path / name)) == 2
    checked = run("check", "a.md", "--baseline", name, "--format", "json")
    assert checked.status == 0
    value = json.loads(checked.out)
    found = value["documents"][0]["findings"]
    assert [(f["status"], f["reason"]) for f in found] == [
        ("baseline", "fanns när listan skrevs /lintkit baseline")
    ] * 2
    assert value["summary"]["findings"] == {"error": 0, "warning": 0, "info": 0}
    assert value["summary"]["rules"] == {}


def test_new_findings_still_count(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    run("baseline", "a.md", "-o", "b.yaml")
    write("a.md", TWO)
    result = run("check", "a.md", "--baseline", "b.yaml")
    assert result.status == 1
    assert "1 varning i 1 dokument.\n1 godtagen räknas inte.\n" in result.out


def test_reason_name_and_last_day(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    run("baseline", "a.md", "-o", "b.yaml", "--reason", "ses över 2027", "--by", "A. Berg", "--until", "2027-01-31")
    assert run("check", "a.md", "--baseline", "b.yaml", "--today", "2027-01-31").status == 0
    late = run("check", "a.md", "--baseline", "b.yaml", "--today", "2027-02-01")
    assert late.status == 1
    assert "lintkit: b.yaml: godtagandet av vagt-tid (31936251981e…, A. Berg) gällde till 2027-01-31.\n" in late.err


def test_an_existing_file_never_grows_unasked(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", VAGUE)
    run("baseline", "a.md", "-o", "b.yaml")
    before = entries(tmp_path / "b.yaml")
    write("a.md", TWO)
    result = run("baseline", "a.md", "-o", "b.yaml")
    assert result.status == 1
    assert result.err == "1 godtagen anmärkning i b.yaml, 1 ny utan --accept-new togs inte med\n"
    assert entries(tmp_path / "b.yaml") == before
    assert run("baseline", "a.md", "-o", "b.yaml", "--accept-new").status == 0
    assert len(entries(tmp_path / "b.yaml")) == 2


def test_mended_findings_leave_and_kept_ones_keep_their_words(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", TWO)
    run("baseline", "a.md", "-o", "b.yaml", "--reason", "först", "--by", "AB")
    write("a.md", VAGUE)
    result = run("baseline", "a.md", "-o", "b.yaml", "--accept-new", "--reason", "sedan")
    assert (result.status, result.err) == (0, "1 godtagen anmärkning i b.yaml, 1 borttagen\n")
    (entry,) = read_baseline(tmp_path / "b.yaml").entries
    assert (entry.reason, entry.by) == ("först", "AB")


def test_writing_again_changes_nothing(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", TWO)
    run("baseline", "a.md", "-o", "b.yaml")
    before = (tmp_path / "b.yaml").read_bytes()
    assert run("baseline", "a.md", "-o", "b.yaml").status == 0
    assert (tmp_path / "b.yaml").read_bytes() == before


def test_comments_say_what_an_entry_is_about(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", VAGUE)
    run("baseline", "a.md", "-o", "b.yaml")
    assert "# a.md, Krav › punkt 1: ”snarast”\n- fingerprint: " in (tmp_path / "b.yaml").read_text("utf-8")


def test_entries_of_rules_that_did_not_run_stay(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", TWO)
    run("baseline", "a.md", "-o", "b.yaml")
    assert run("baseline", "a.md", "-o", "b.yaml", "--select", "metadata").status == 0
    assert len(entries(tmp_path / "b.yaml")) == 2


def test_nothing_is_removed_when_a_document_is_unreadable(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", TWO)
    run("baseline", "a.md", "-o", "b.yaml")
    write("a.md", CLEAR)
    (tmp_path / "c.docx").write_bytes(b"PK trasig")
    result = run("baseline", "a.md", "c.docx", "-o", "b.yaml")
    assert result.status == 3
    assert "lintkit: c.docx " in result.err
    assert len(entries(tmp_path / "b.yaml")) == 2


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "schema: lintkit-baseline/1"),
        (b"\xff\xfe\x00", "inte UTF-8"),
        (b'{"schema": "lintkit-baseline/1", "acc', "skadad eller avkortad"),
        (b"schema: lintkit-baseline/7\naccepted: []\nmer: 1\n", "nyare version"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--accept-new",)])
def test_a_broken_or_newer_file_is_left_as_it_is(
    run: Run, write: Write, tmp_path: Path, content: bytes, what: str, more: tuple[str, ...]
) -> None:
    write("a.md", VAGUE)
    path = tmp_path / "b.yaml"
    path.write_bytes(content)
    for arguments in (("baseline", "a.md", "-o", "b.yaml", *more), ("check", "a.md", "--baseline", "b.yaml")):
        result = run(*arguments)
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith("lintkit: b.yaml:1: ")
        assert what in result.err
        assert result.err.count("\n") == 1
    assert path.read_bytes() == content
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md", "b.yaml"]


def test_a_missing_file_is_wrong_use_of_check(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    result = run("check", "a.md", "--baseline", "b.yaml")
    assert (result.status, result.err) == (2, "lintkit: b.yaml:1: filen med godtagna anmärkningar finns inte\n")


def test_a_folder_that_does_not_exist(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", VAGUE)
    result = run("baseline", "a.md", "-o", "saknas/b.yaml")
    assert result.status == 2
    assert result.err.startswith("lintkit: saknas/b.yaml: listan kunde inte skrivas: ")


@pytest.mark.parametrize("option", ["--reason", "--by"])
def test_reason_and_name_are_required(run: Run, write: Write, tmp_path: Path, option: str) -> None:
    write("a.md", VAGUE)
    assert run("baseline", "a.md", "-o", "b.yaml", option, " ").status == 2
    assert not (tmp_path / "b.yaml").exists()


def test_unused_entries_are_counted(run: Run, write: Write) -> None:
    write("a.md", TWO)
    run("baseline", "a.md", "-o", "b.yaml")
    write("a.md", VAGUE)
    said = "lintkit: b.yaml: 1 godtagen anmärkning finns inte i det som lästes.\n"
    assert said in run("check", "a.md", "--baseline", "b.yaml").err
    assert said not in run("check", "a.md", "--baseline", "b.yaml", "--quiet").err


def test_the_configuration_accepts_too(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    (found,) = json.loads(run("check", "a.md", "--format", "json").out)["documents"][0]["findings"]
    entry = f"{{fingerprint: {found['fingerprint']}, rule: vagt-tid, reason: avtalat, by: AB}}"
    write("lintkit.yaml", f"accepted: [{entry}]\n")
    result = run("check", "a.md", "--format", "json")
    assert result.status == 0
    (found,) = json.loads(result.out)["documents"][0]["findings"]
    assert (found["status"], found["reason"]) == ("suppressed", "avtalat /AB")
    write("lintkit.yaml", f"accepted: [{entry.replace('AB', chr(39) * 2)}]\n")
    assert run("check", "a.md").status == 2


def test_suppressed_findings_do_not_enter_the_baseline(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", TWO.replace("1. ", "<!-- lintkit: ok vagt-tid – avtalat /AB -->\n1. "))
    run("baseline", "a.md", "-o", "b.yaml")
    assert len(entries(tmp_path / "b.yaml")) == 1


# Several reports from one run


def test_reports_beside_the_one_on_standard_output(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", VAGUE)
    result = run("check", "a.md", "--report", "sarif=ut.sarif", "--report", "html=ut.html", "--format", "github")
    assert result.status == 1
    assert result.out.startswith("::warning file=a.md,line=5,")
    assert json.loads((tmp_path / "ut.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "<mark>snarast</mark>" in (tmp_path / "ut.html").read_text("utf-8")
    alone = run("check", "a.md", "--format", "sarif")
    assert alone.out == (tmp_path / "ut.sarif").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("--report", "sarf=x"), "formatet ”sarf” finns inte; menade du ”sarif”?"),
        (("--report", "sarif"), "ska skrivas NAMN=FIL"),
        (("--report", "sarif="), "ska skrivas NAMN=FIL"),
        (("--report", "sarif=x", "--report", "html=./x"), "två rapporter kan inte skrivas till samma fil"),
        (("--report", "sarif=x", "--output", "x"), "två rapporter kan inte skrivas till samma fil"),
        (("--format", "sarf"), "välj bland text, json, sarif"),
    ],
)
def test_wrong_reports(run: Run, write: Write, tmp_path: Path, arguments: tuple[str, ...], what: str) -> None:
    write("a.md", VAGUE)
    result = run("check", "a.md", *arguments)
    assert (result.status, result.out) == (2, "")
    assert what in result.err
    assert not (tmp_path / "x").exists()


def test_a_report_that_cannot_be_written(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    result = run("check", "a.md", "--report", "junit=saknas/x.xml")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("lintkit: saknas/x.xml: rapporten kunde inte skrivas: ")


def test_an_existing_file_keeps_its_permissions_and_its_link(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", VAGUE)
    target = write("riktig.json", "gammal")
    target.chmod(0o640)
    (tmp_path / "ut.json").symlink_to("riktig.json")
    run("check", "a.md", "--report", "json=ut.json")
    assert (tmp_path / "ut.json").is_symlink()
    assert json.loads(target.read_text("utf-8"))["schema"] == "lintkit-report/1"
    assert target.stat().st_mode & 0o777 == 0o640
