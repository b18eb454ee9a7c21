"""The commands for those who write rules and measure them, and `lintkit text`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from running import VAGUE, Run, Write

RULE = """\
id: vagt-kvantum
title: Ordet kvantum
severity: warning
status: stable
since: "0.1"
match: {terms: ["kvantum"]}
message: "”{match}” är ett prov."
why: Ordet finns bara för att det ska gå att pröva egna regler i en egen mapp.
fix: Skriv något annat än ordet, vad det än må vara.
sources: [{title: Prov, ref: s. 1}]
examples:
  bad: ["Anordnaren ska lämna ett [[kvantum]]."]
  good: ["Anordnaren ska lämna en mängd."]
  known_miss: ["Anordnaren ska lämna en kvantitet."]
precision: {right: 9, found: 10, "on": prov, as_of: "2026-01-01"}
"""


# --- rules ------------------------------------------------------------------------------------------------------


def test_rules_are_listed(run: Run) -> None:
    result = run("rules")
    lines = result.out.splitlines()
    assert result.status == 0
    assert lines == sorted(lines)
    assert any(line.startswith("vagt-tid ") and " varning " in line for line in lines)


def test_a_rule_is_explained(run: Run, write: Write) -> None:
    write("egen.yaml", RULE)
    write("lintkit.yaml", "extend: [egen.yaml]\n")
    result = run("rules", "vagt-kvantum", "--config", "lintkit.yaml")
    assert result.status == 0
    assert result.out == (
        "# Ordet kvantum\n\n`vagt-kvantum` · varning · stabil · sedan version 0.1\n\n"
        "> ”…” är ett prov.\n\n"
        "## Varför\n\nOrdet finns bara för att det ska gå att pröva egna regler i en egen mapp.\n\n"
        "## Skriv om\n\nSkriv något annat än ordet, vad det än må vara.\n\n"
        "## Exempel som flaggas\n\n- Anordnaren ska lämna ett **kvantum**.\n\n"
        "## Exempel som inte flaggas\n\n- Anordnaren ska lämna en mängd.\n\n"
        "## Hittas inte ännu\n\n- Anordnaren ska lämna en kvantitet.\n\n"
        "## Källor\n\n- Prov, s. 1\n\n"
        "## Träffsäkerhet\n\n9 av 10 anmärkningar var rätt (prov, 2026-01-01).\n\n"
        "## Tysta med skäl\n\n```\n<!-- lintkit: ok vagt-kvantum – skäl /namn -->\n```\n"
    )


def test_an_unknown_rule_names_the_nearest(run: Run) -> None:
    result = run("rules", "vagt-tidd")
    assert (result.status, result.err) == (2, "lintkit: regeln ”vagt-tidd” finns inte; menade du ”vagt-tid”?\n")


# --- test-rules -------------------------------------------------------------------------------------------------


def test_examples_that_hold(run: Run, write: Write) -> None:
    write("egen.yaml", RULE)
    assert run("test-rules", "egen.yaml") == (0, "", "1 regler, 3 exempel, 0 håller inte\n")


def test_examples_that_do_not_hold(run: Run, write: Write) -> None:
    write("egen.yaml", RULE.replace("lämna en mängd", "lämna ett kvantum"))
    result = run("test-rules", "egen.yaml", "--quiet")
    assert result.status == 1
    assert result.out == (
        "egen.yaml:1: vagt-kvantum/good/1: väntade inget, hittade ”kvantum”: Anordnaren ska lämna ett kvantum.\n"
    )
    assert result.err == ""


# --- eval -------------------------------------------------------------------------------------------------------


@pytest.fixture
def gold(write: Write) -> None:
    write("guld/a.txt", "Anordnaren ska snarast svara.\n")
    mark = {"doc": "a.txt", "start": 15, "end": 22, "family": "vagt", "label": "time", "strength": "core"}
    missed = {**mark, "start": 23, "end": 28, "label": "other"}
    write("guld/gold.jsonl", "\n".join(map(json.dumps, [{"families": ["vagt"]}, mark, missed])))


def test_eval_as_text(run: Run, gold: None) -> None:
    result = run("eval", "guld", "--errors")
    assert result.status == 0
    head, row = result.out.splitlines()[:2]
    assert head.split() == ["familj", "fynd", "rätt", "precision", "kärna", "hittad", "täckning", "F1"]
    assert row.split() == ["vagt", "1", "1", "1,00", "2", "1", "0,50", "0,67"]
    assert "a.txt vagt/other [[]]" in result.out


def test_eval_as_json(run: Run, gold: None) -> None:
    scores = json.loads(run("eval", "guld", "--format", "json").out)
    assert scores["vagt"]["precision"] == 1.0
    assert scores["vagt"]["recall"] == 0.5
    assert scores["rules"]["vagt-tid"]["found"] == 1


def test_eval_select(run: Run, gold: None) -> None:
    scores = json.loads(run("eval", "guld", "--format", "json", "--ignore", "vagt-tid").out)
    assert (scores["vagt"]["found"], scores["vagt"]["core"]) == (0, 2)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["eval", "saknas"], "sökvägen finns inte"),
        (["eval", "."], "gold.jsonl:1: filen kan inte läsas"),
        (["eval", ".", "--today", "igår"], "”igår” är inte ett datum"),
    ],
)
def test_eval_used_wrongly(run: Run, arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert says in result.err
    assert "Traceback" not in result.err


# --- schema -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rule", "config", "report"])
def test_schema_is_a_schema(run: Run, name: str) -> None:
    result = run("schema", name)
    assert result.status == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(result.out))


def test_rule_schema_accepts_the_shipped_rules(run: Run) -> None:
    import yaml

    from lintkit.rules import rules_dir

    schema = jsonschema.Draft202012Validator(json.loads(run("schema", "rule").out))
    for path in sorted((rules_dir() / "vagt").glob("*.yaml")):
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        for rule in value if isinstance(value, list) else [value]:
            schema.validate(rule)


def test_config_schema_agrees_with_the_reader(run: Run) -> None:
    schema = jsonschema.Draft202012Validator(json.loads(run("schema", "config").out))
    schema.validate({"profile": "lov", "registers": {"owners": {"max_age_months": 3}}, "fail_on": "never"})
    assert not schema.is_valid({"profil": "lov"})
    assert not schema.is_valid({"profile": "annan"})


# --- text -------------------------------------------------------------------------------------------------------


def test_text_is_what_offsets_count_in(run: Run, tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Villkor", 1)
    document.add_paragraph("Anordnaren ska snarast svara på åäö.")
    document.save(str(tmp_path / "a.docx"))
    text = run("text", "a.docx").out
    report = json.loads(run("check", "a.docx", "--format", "json", "--select", "vagt-tid").out)
    (finding,) = report["documents"][0]["findings"]
    place = finding["location"]
    assert text[place["start"] : place["end"]] == "snarast"
    assert text.splitlines()[place["line"] - 1][place["column"] - 1 :].startswith("snarast")


def test_text_of_a_source_file_is_the_file(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    result = run("text", "a.md")
    assert result.out == VAGUE
    assert result.last == "3 stycken, 8 ord, 0 olästa delar"


def test_text_of_an_unreadable_file(run: Run) -> None:
    result = run("text", "saknas.docx")
    assert result.status == 3
    assert result.out == ""
    assert result.err.startswith("lintkit: saknas.docx ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "a.md", "--jobs", "0"], "ogiltigt värde för --jobs: ett heltal från 1 till 256 väntas"),
        (["check", "a.md", "--output", "."], "--output: . är en mapp; en fil väntas"),
        (["check", "a.md", "--output", "saknas/x"], "saknas/x: rapporten kunde inte skrivas: filen eller mappen finns inte"),
        (["init", "--yes", "saknas"], "MAPP: sökvägen finns inte eller går inte att använda: saknas"),
        (["schema", "x"], "ogiltigt värde för rule|config|report|diff"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_swedish(run: Run, arguments: list[str], says: str) -> None:
    Path("a.md").write_text("Hej.", "utf-8")
    result = run(*arguments)
    assert (result.status, result.out) == (2, "")
    assert says in result.err


def test_help_is_whole_and_swedish(run: Run) -> None:
    text = run("--help").out
    assert "..." not in text.partition("Kommandon:")[2]
    for command in ("check", "ladder", "init", "eval", "review"):
        assert not re.search(r"\b(FILE|PATH|DIRECTORY|RANGE|default)\b", run(command, "--help").out)
