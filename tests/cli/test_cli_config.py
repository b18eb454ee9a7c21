"""Configuration as the command line sees it: where it is found, what it changes, how it fails."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from running import CLEAR, VAGUE, Run, Write

OWN_RULE = """\
id: vagt-kvantum
title: Ordet kvantum
severity: warning
status: stable
since: "0.1"
match: {terms: ["kvantum"]}
message: "”{match}” är ett prov."
why: Ordet finns bara för att det ska gå att pröva egna regler i en egen mapp.
fix: Skriv något annat än ordet, vad det än må vara.
sources: [{title: Prov}]
examples:
  bad: ["Anordnaren ska lämna ett [[kvantum]]."]
  good: ["Anordnaren ska lämna en mängd."]
"""


def rules_found(run: Run, *arguments: str) -> set[str]:
    report = json.loads(run("check", *arguments, "--format", "json").out)
    return set(report["summary"]["rules"])


def test_nearest_configuration_above_the_file_holds(run: Run, write: Write) -> None:
    write("lintkit.yaml", "ignore: [vagt]\n")
    write("djupt/ner/a.md", VAGUE)
    assert rules_found(run, "djupt/ner/a.md") == set()
    write("djupt/lintkit.yaml", "ignore: [metadata]\n")
    assert rules_found(run, "djupt/ner/a.md") == {"vagt-tid"}


def test_configuration_of_a_folder(run: Run, write: Write) -> None:
    write("docs/a.md", VAGUE)
    write("docs/lintkit.yml", "ignore: [vagt-tid]\n")
    assert rules_found(run, "docs") == set()


def test_pyproject_table(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    write("pyproject.toml", "[tool.other]\nx = 1\n")
    assert rules_found(run, "a.md") == {"vagt-tid"}
    write("pyproject.toml", '[tool.lintkit]\nignore = ["vagt"]\n')
    assert rules_found(run, "a.md") == set()


def test_pyproject_without_our_table_does_not_hide_what_is_above(run: Run, write: Write) -> None:
    write("lintkit.yaml", "ignore: [vagt]\n")
    write("under/pyproject.toml", "[project]\nname = 'x'\n")
    write("under/a.md", VAGUE)
    assert rules_found(run, "under/a.md") == set()


def test_named_configuration_goes_first(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    write("lintkit.yaml", "fail_on: never\n")
    write("annan.yaml", "ignore: [vagt]\n")
    assert rules_found(run, "a.md", "--config", "annan.yaml") == set()
    assert run("check", "a.md").status == 0


def test_standard_input_uses_the_configuration_of_the_working_folder(run: Run, write: Write) -> None:
    write("lintkit.yaml", "ignore: [vagt]\n")
    assert run("check", "-", stdin=VAGUE.encode()).status == 0


def test_select_and_ignore(run: Run, write: Write) -> None:
    write("a.md", "# Reglemente\n\n1. Anordnaren ska snarast svara.\n2. Anordnaren ska vid behov komma.\n")
    write("lintkit.yaml", "select: [vagt]\nignore: [vagt-tid]\n")
    assert rules_found(run, "a.md") == {"vagt-villkor-behov"}
    assert rules_found(run, "a.md", "--select", "vagt-villkor-behov") == {"vagt-villkor-behov"}
    assert rules_found(run, "a.md", "--ignore", "vagt-villkor-behov") == set()


def test_fail_on_and_the_flag_that_overrides_it(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    write("lintkit.yaml", "fail_on: error\n")
    assert run("check", "a.md").status == 0
    assert run("check", "a.md", "--fail-on", "warning").status == 1


def test_profile_and_the_flag_that_overrides_it(run: Run, write: Write) -> None:
    write("a.md", "# Reglemente\n\n1. Ansvarig ska visa upp utdrag ur belastningsregistret, högst två år gammalt.\n")
    write("lintkit.yaml", "profile: policy\n")
    families = {rule.partition("-")[0] for rule in rules_found(run, "a.md")}
    assert "register" not in families
    families = {rule.partition("-")[0] for rule in rules_found(run, "a.md", "--profile", "kundval")}
    assert "register" in families


def test_own_limits_for_register_extracts(run: Run, write: Write) -> None:
    write(
        "a.md",
        "# Auktorisationsvillkor\n\n1. Ägare ska visa upp utdrag ur belastningsregistret som är högst fem månader gammalt.\n",
    )
    plain = rules_found(run, "a.md", "--select", "register", "--today", "2026-11-21")
    write("lintkit.yaml", "registers:\n  owners: {max_age_months: 3}\n")
    stricter = rules_found(run, "a.md", "--select", "register", "--today", "2026-11-21")
    assert "register-alder-for-lang" in stricter - plain


def test_own_rules(run: Run, write: Write) -> None:
    write("regler/egen.yaml", OWN_RULE)
    write("docs/lintkit.yaml", "extend: [../regler]\n")
    write("docs/a.md", "# Reglemente\n\n1. Anordnaren ska lämna ett kvantum.\n")
    assert rules_found(run, "docs/a.md") == {"vagt-kvantum"}


def test_an_own_rule_may_not_take_a_name(run: Run, write: Write) -> None:
    write("regler/egen.yaml", OWN_RULE.replace("vagt-kvantum", "vagt-tid"))
    write("lintkit.yaml", "extend: [regler]\n")
    write("a.md", VAGUE)
    result = run("check", "a.md")
    assert result.status == 2
    assert re.search(r"regler/egen\.yaml:1: regel-id ”vagt-tid” finns redan bland lintkits egna regler", result.err)


def test_an_own_rule_may_not_take_an_old_name(run: Run, write: Write) -> None:
    write("regler/en.yaml", OWN_RULE.replace("vagt-kvantum", "vagt-nytt") + "aliases: [vagt-tid]\n")
    write("lintkit.yaml", "extend: [regler]\n")
    write("a.md", VAGUE)
    assert run("check", "a.md").status == 2


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("selct: [vagt]\n", r"lintkit\.yaml:1: okänd nyckel ”selct” i filen; menade du ”select”\?"),
        ("profile: kundval\nfail_onn: error\n", r"lintkit\.yaml:2: okänd nyckel ”fail_onn” i filen; menade du ”fail_on”\?"),
        ("registers:\n  owner: {max_age_months: 3}\n", r"lintkit\.yaml:2: okänd nyckel ”owner” .*menade du ”owners”\?"),
        ("registers:\n  owners:\n    max_age: 3\n", r"lintkit\.yaml:3: okänd nyckel ”max_age” .*menade du ”max_age_months”\?"),
        ("registers:\n  owners:\n    max_age_months: tre\n", r"lintkit\.yaml:3: ”registers\.owners\.max_age_months” ska vara heltal"),
        ("zzz: 1\n", r"lintkit\.yaml:1: okänd nyckel ”zzz” i filen; giltiga nycklar är .*extend.*profile"),
        ("profile: kundvall\n", r"lintkit\.yaml:1: ”profile” har det ogiltiga värdet ”kundvall”; menade du ”kundval”\?"),
        ("fail_on: x\n", r"lintkit\.yaml:1: ”fail_on” har det ogiltiga värdet ”x”; giltiga är error, warning, info, never"),
        ("registers: {staff: {max_age_months: -3}}\n", r"lintkit\.yaml:1: ”registers\.staff\.max_age_months” ska vara ett heltal, minst 1"),
        ("registers: {zzz: 1}\n", r"okänd nyckel ”zzz” i ”registers”; giltiga nycklar är owners, staff$"),
        ("per_path: {'*.md': {zzz: 1}}\n", r"okänd nyckel ”zzz” .*; giltiga nycklar är ignore, kind, select$"),
        ("documents:\n- zzz: 1\n", r"lintkit\.yaml:2: .*”zzz” .*; giltiga nycklar är applies_to, governs, name$"),
        ("per_path: {'*.md': {kind: policyn}}\n", r"har det ogiltiga värdet ”policyn”; menade du ”policy”\?"),
        ("\n\nselect: vagt\n", r"lintkit\.yaml:3: ”select” ska vara lista, inte text"),
        ("- vagt\n", r"lintkit\.yaml:1: konfigurationen ska vara ett uppslag"),
        ("select: [vagt\n", r"lintkit\.yaml:\d: ogiltig YAML: listan är inte avslutad"),
        ("profile: a: b\n", r"lintkit\.yaml:1: ogiltig YAML: kolon får inte stå här"),
        ("select: [vagt]\nselect: [register]\n", r"lintkit\.yaml:2: nyckeln ”select” står två gånger"),
        ("select: [vaagt]\n", r"lintkit\.yaml:1: regeln eller familjen ”vaagt” finns inte; menade du ”vagt”\?"),
        ("fail_on: info\nignore:\n- vagt\n- vagt-tod\n", r"lintkit\.yaml:4: .*”vagt-tod” finns inte; menade du ”vagt-tid”\?"),
        ("per_path:\n  'protokoll/**':\n    ignore: [metdata]\n", r"lintkit\.yaml:3: .*”metdata” finns inte; menade du ”metadata”\?"),
        ("per_path: {'*.md': {select: [xyz]}}\n", r"lintkit\.yaml:1: .*”xyz” finns inte; familjerna är"),
        ("extend: [saknas.yaml]\n", r"saknas\.yaml:1: regelfilen eller regelmappen finns inte"),
        ("x: &a 1\n", r"lintkit\.yaml:1: YAML-ankare"),
    ],
)  # fmt: skip
def test_errors_name_file_line_and_remedy(run: Run, write: Write, config: str, says: str) -> None:
    write("lintkit.yaml", config)
    write("a.md", CLEAR)
    result = run("check", "a.md")
    assert result.status == 2
    assert re.search(says, result.err), result.err
    assert result.err.count("\n") == 1
    assert result.out == ""


def test_error_in_an_own_rule_names_its_line(run: Run, write: Write) -> None:
    write("regler/egen.yaml", OWN_RULE.replace("severity: warning", "severity: warning\nunles: [quoted]"))
    write("lintkit.yaml", "extend: [regler]\n")
    write("a.md", CLEAR)
    result = run("check", "a.md")
    assert result.status == 2
    assert "regler/egen.yaml:4: okänd nyckel ”unles” i filen; menade du ”unless”?" in result.err


def test_an_empty_configuration_is_the_default(run: Run, write: Write) -> None:
    write("lintkit.yaml", "# inget än\n")
    write("a.md", VAGUE)
    assert rules_found(run, "a.md") == {"vagt-tid"}


@pytest.mark.parametrize(
    ("config", "silent"),
    [
        ("per_path: {'protokoll/**': {ignore: [vagt]}}\n", "protokoll/a.md"),
        ("per_path: {'*.md': {ignore: [vagt-tid]}}\n", "a.md"),
    ],
)
def test_options_per_path(run: Run, write: Write, config: str, silent: str) -> None:
    write("lintkit.yaml", config)
    write(silent, VAGUE)
    assert rules_found(run, silent) == set()


def test_each_path_has_its_own_configuration(run: Run, write: Write) -> None:
    write("ett/lintkit.yaml", "ignore: [vagt]\n")
    write("ett/a.md", VAGUE)
    write("två/b.md", VAGUE)
    assert rules_found(run, "ett/a.md", "två/b.md") == {"vagt-tid"}


def found_in(run: Run, *arguments: str) -> dict[str, list[str]]:
    """The rules found, by document."""
    report = json.loads(run("check", *arguments, "--format", "json").out)
    return {d["path"]: [f["rule"] for f in d["findings"]] for d in report["documents"]}


def test_a_folder_within_a_folder_has_its_own_configuration(run: Run, write: Write) -> None:
    write("lintkit.yaml", "ignore: [vagt-tid]\n")
    write("docs/a.md", VAGUE)
    write("docs/inre/b.md", VAGUE)
    write("docs/inre/lintkit.yaml", "fail_on: error\n")
    assert found_in(run, "docs") == {"docs/a.md": [], "docs/inre/b.md": ["vagt-tid"]}
    assert found_in(run, "docs/inre/b.md", "docs/a.md") == {"docs/inre/b.md": ["vagt-tid"], "docs/a.md": []}
    assert run("check", "docs").status == 0  # each document by its own fail_on
    assert run("check", "docs", "--fail-on", "warning").status == 1
    assert found_in(run, "docs", "--config", "lintkit.yaml") == {"docs/a.md": [], "docs/inre/b.md": []}


def test_limits_own_rules_and_kinds_stay_with_their_configuration(run: Run, write: Write) -> None:
    text = "# Auktorisationsvillkor\n\n1. Ägare ska visa upp utdrag ur belastningsregistret som är högst fem månader gammalt.\n2. Anordnaren ska lämna ett kvantum.\n"
    write("regler/egen.yaml", OWN_RULE)
    write("ett/lintkit.yaml", "extend: [../regler]\nregisters:\n  owners: {max_age_months: 3}\n")
    write("ett/a.md", text)
    write("två/a.md", text)
    found = found_in(run, "ett", "två", "--select", "register-alder-for-lang,vagt-kvantum", "--today", "2026-11-21")
    assert found == {"ett/a.md": ["register-alder-for-lang", "vagt-kvantum"], "två/a.md": []}


def test_a_mistake_in_any_configuration_stops_the_run(run: Run, write: Write, tmp_path: Path) -> None:
    write("ett/a.md", VAGUE)
    write("två/lintkit.yaml", "selct: [vagt]\n")
    write("två/b.md", VAGUE)
    result = run("check", "ett", "två", "--report", "json=ut.json")
    assert (result.status, result.out) == (2, "")
    assert "två/lintkit.yaml:1: okänd nyckel ”selct”" in result.err
    assert not (tmp_path / "ut.json").exists()


def test_accepted_findings_hold_under_their_configuration_alone(run: Run, write: Write) -> None:
    write("ett/a.md", VAGUE)
    write("två/a.md", VAGUE)
    [first, _] = json.loads(run("check", "ett", "två", "--format", "json").out)["documents"]
    mark = first["findings"][0]["fingerprint"]
    write("ett/lintkit.yaml", f"accepted:\n- {{fingerprint: {mark}, rule: vagt-tid, reason: avtalat, by: A. Berg}}\n")
    documents = json.loads(run("check", "ett", "två", "--format", "json").out)["documents"]
    assert [[f["status"] for f in d["findings"]] for d in documents] == [["suppressed"], ["new"]]
    write("ett/a.md", CLEAR)
    result = run("check", "ett", "två")  # the same finding elsewhere does not make the entry a used one
    assert "1 godtagen anmärkning finns inte i det som lästes" in result.err


def test_sets_of_several_configurations(run: Run, write: Write) -> None:
    """Definitions of the governing document hold under the configuration that names it, and not elsewhere."""
    governing = "# Reglemente\n\nMed *skyndsamt* avses inom tre arbetsdagar.\n"
    for folder in ("ett", "två"):
        write(f"{folder}/reglemente.md", governing)
        write(f"{folder}/villkor.md", "# Auktorisationsvillkor\n\n1. Anordnaren ska skyndsamt svara.\n")
    write("ett/lintkit.yaml", "documents: [{name: kundval, governs: reglemente.md, applies_to: [villkor.md]}]\n")
    found = found_in(run, "ett", "två", "--select", "vagt-tid")
    assert found["två/villkor.md"] == ["vagt-tid"]
    assert found["ett/villkor.md"] == []


def test_standard_input_beside_a_folder_with_its_own_configuration(run: Run, write: Write) -> None:
    write("docs/lintkit.yaml", "ignore: [vagt]\n")
    write("docs/a.md", VAGUE)
    report = json.loads(run("check", "docs", "-", "--format", "json", stdin=VAGUE.encode()).out)
    assert [len(d["findings"]) for d in report["documents"]] == [0, 1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[project]\nname = 'x'\n\n[tool.lintkit]\nprofil = 'lov'\n", "pyproject.toml:5: okänd nyckel ”profil”"),
        ("[tool.lintkit.registers]\n\nowner = {}\n", "pyproject.toml:3: okänd nyckel ”owner”"),
        ("[tool.lintkit]\nprofile = 'lov'\nselect = [\n\n[x]\n", "ogiltig TOML, så [tool.lintkit] går inte att läsa"),
    ],
)
def test_errors_in_pyproject_name_the_line(run: Run, write: Write, text: str, says: str) -> None:
    write("pyproject.toml", text)
    write("a.md", CLEAR)
    result = run("check", "a.md")
    assert (result.status, says in result.err) == (2, True), result.err
