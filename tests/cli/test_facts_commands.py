"""`lintkit ladder` and `lintkit registers`: formats, exit statuses, streams, what is said of gaps and of nothing."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from running import Run, Write

from lintkit.report.facts_json import LADDER_SCHEMA, REGISTERS_SCHEMA

LADDER = """# Villkor för kundval

## Sanktioner

**Varning.** Lämnar anordnaren inte **rapporten** ska nämnden meddela varning. Bristen ska vara avhjälpt inom 30 dagar.

**Vite.** Om bristen kvarstår efter varningen ska vite om 5 000 kronor tas ut.

**Avauktorisering.** Auktorisationen återkallas när vite har tagits ut två gånger.

**Polisanmälan.** Vid misstanke om brott ska förvaltningschefen göra en polisanmälan snarast.
"""
REGISTERS = """# Villkor för kundval

## Personal

Den som erbjuds anställning ska visa upp utdrag ur belastningsregistret och misstankeregistret. Utdraget får vara högst
sex månader gammalt.

## Ansökan

Till ansökan ska sökanden bifoga registreringsbevis från Bolagsverket.
"""
NOTHING = "# Information\n\nBiblioteket har öppet varje dag.\n"


# --- ladder: JSON -------------------------------------------------------------------------------------------------


def test_ladder_json_is_the_contract(run: Run, write: Write) -> None:
    write("a.md", LADDER)
    result = run("ladder", "a.md", "--format", "json")
    value = json.loads(result.out)
    jsonschema.validate(value, LADDER_SCHEMA)
    (document,) = value["documents"]
    assert list(document) == ["path", "ladders"]
    (ladder,) = document["ladders"]
    assert list(ladder) == ["section", "steps"]
    assert ladder["section"][-1] == "Sanktioner"
    first, *_, last = ladder["steps"]
    assert list(first) == [
        "name", "kind", "rank", "modality", "trigger", "decider", "deadline", "follow_up", "escalates_to", "start", "end",
    ]  # fmt: skip
    assert (first["kind"], first["rank"], first["modality"], first["decider"]) == ("warning", 50, "ska", "nämnden")
    assert (first["trigger"], first["deadline"]) == ("Lämnar anordnaren inte rapporten", "inom 30 dagar")
    assert first["escalates_to"] == "fine"
    assert (last["kind"], last["rank"], last["deadline"]) == ("police_report", None, None)
    assert (result.status, result.last) == (0, "1 dokument, 1 trappa, 4 steg, 0 olästa")


def test_offsets_count_in_the_source(run: Run, write: Write) -> None:
    write("a.md", LADDER)
    (document,) = json.loads(run("ladder", "a.md", "--format", "json").out)["documents"]
    step = document["ladders"][0]["steps"][0]
    found = LADDER[step["start"] : step["end"]]
    assert found.lstrip("*").startswith(("Varning.", "Lämnar"))
    assert "**rapporten**" in found
    assert found.endswith("inom 30 dagar.")


def test_the_same_input_gives_the_same_bytes(run: Run, write: Write) -> None:
    write("b/a.md", LADDER)
    write("b/c.md", NOTHING)
    for name in ("table", "json", "mermaid", "svg"):
        assert run("ladder", "b", "--format", name).out == run("ladder", "b", "--format", name).out


# --- ladder: table ------------------------------------------------------------------------------------------------


def test_ladder_table_shows_steps_gaps_and_world(run: Run, write: Write) -> None:
    write("a.md", LADDER)
    result = run("ladder", "a.md")
    words = " ".join(result.out.replace("│", " ").split())
    assert "a.md – Villkor för kundval" in words
    assert "Rättslig ram:" in words and "Grund:" in words
    for shown in (
        "Varning",
        "Lämnar anordnaren inte",
        "nämnden",
        "inom 30 dagar",
        "ska",
        "belopp: 5 000",
        "saknas",
        "sista",
    ):
        assert shown in words
    before, beside = words.split("Vid sidan av trappan")
    assert "Polisanmälan" in beside and "Polisanmälan" not in before
    assert "(”snarast”)" in beside
    assert "\x1b" not in result.out
    assert max(map(len, result.out.splitlines())) <= 116


def test_no_ladder_is_said(run: Run, write: Write) -> None:
    write("a.md", NOTHING)
    for name in ("table", "mermaid", "svg"):
        assert "Ingen sanktionstrappa hittades" in run("ladder", "a.md", "--format", name).out
    assert json.loads(run("ladder", "a.md", "--format", "json").out) == {"documents": [{"path": "a.md", "ladders": []}]}


def test_what_was_not_understood_is_quoted(run: Run, write: Write) -> None:
    write(
        "a.md",
        LADDER.replace(
            "## Sanktioner\n", "## Sanktioner\n\nTiden får kortas till två arbetsdagar vid allvarlig brist.\n"
        ),
    )
    out = run("ladder", "a.md").out
    said = out.partition("kunde inte läsas som steg")[2]
    if not said:  # should the reader come to place it, it must stand in the table instead
        assert "två arbetsdagar" in out
    else:
        assert "rad 5: Tiden får kortas till två arbetsdagar" in said


# --- ladder: mermaid, svg, files ----------------------------------------------------------------------------------


def test_mermaid(run: Run, write: Write) -> None:
    write("a.md", LADDER)
    lines = run("ladder", "a.md", "--format", "mermaid").out.splitlines()
    assert lines[0] == "flowchart TB"
    assert any("t1s0 --> t1s1" in line for line in lines)
    assert any("Polisanmälan" in line and "Vid sidan av trappan" in line for line in lines)
    assert any(line.strip().startswith("class ") and line.endswith(" lucka") for line in lines)


def test_svg_to_a_file(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", LADDER)
    result = run("ladder", "a.md", "--format", "svg", "--output", "trappa.svg")
    assert (result.status, result.out) == (0, "")
    root = ElementTree.parse(tmp_path / "trappa.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not list(tmp_path.glob(".*"))


def test_output_that_cannot_be_written(run: Run, write: Write) -> None:
    write("a.md", LADDER)
    result = run("ladder", "a.md", "--output", "finns/inte/a.txt")
    assert result.status == 2
    assert "kunde inte skrivas" in result.err


# --- input that fails ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("command", "key"), [("ladder", "ladders"), ("registers", "requirements")])
def test_an_unreadable_document_stops_nothing(run: Run, write: Write, command: str, key: str) -> None:
    write("a.md", LADDER + REGISTERS)
    write("trasig.docx", "inte ett Word-dokument")
    result = run(command, "trasig.docx", "a.md", "saknas.md", "--format", "json")
    value = json.loads(result.out)
    jsonschema.validate(value, LADDER_SCHEMA if command == "ladder" else REGISTERS_SCHEMA)
    broken, read, missing = value["documents"]
    assert broken["error"] and broken[key] == []
    assert read[key] and "error" not in read
    assert missing["error"] == "finns inte"
    assert result.status == 3
    assert "lintkit: saknas.md finns inte." in result.err
    assert result.last.endswith(", 2 olästa")
    assert "Kunde inte läsas" in run(command, "trasig.docx").out


def test_standard_input(run: Run) -> None:
    result = run("ladder", "-", "--stdin-filename", "x.txt", "--format", "json", stdin=LADDER.encode())
    assert json.loads(result.out)["documents"][0]["path"] == "x.txt"


def test_quiet(run: Run, write: Write) -> None:
    write("a.md", LADDER)
    assert run("ladder", "a.md", "--quiet").err == ""


def test_an_unknown_format_is_refused_in_swedish(run: Run, write: Write) -> None:
    write("a.md", LADDER)
    result = run("registers", "a.md", "--format", "svg")
    assert result.status == 2
    assert "välj bland table, json" in result.err


# --- registers ----------------------------------------------------------------------------------------------------


def test_registers_json_is_the_contract(run: Run, write: Write) -> None:
    write("a.md", REGISTERS)
    result = run("registers", "a.md", "--format", "json")
    value = json.loads(result.out)
    jsonschema.validate(value, REGISTERS_SCHEMA)
    first, second, company = value["documents"][0]["requirements"]
    assert list(first) == [
        "register", "extract", "subjects", "occasions", "max_age_months", "renewal_months", "legal_basis", "start", "end",
    ]  # fmt: skip
    assert (first["register"], second["register"]) == ("belastningsregistret", "misstankeregistret")
    assert {k: v for k, v in first.items() if k != "register"} == {k: v for k, v in second.items() if k != "register"}
    assert (first["subjects"], first["occasions"]) == (["den som erbjuds anställning"], ["anställning"])
    assert first["max_age_months"] == 6 and isinstance(first["max_age_months"], int)
    assert company["register"] == "bolagsregistret"
    assert REGISTERS[company["start"] : company["end"]].startswith("registreringsbevis")
    assert result.last == "1 dokument, 2 krav, 0 olästa"


def test_registers_table(run: Run, write: Write) -> None:
    write("a.md", REGISTERS)
    write("b.md", NOTHING)
    words = " ".join(run("registers", "a.md", "b.md").out.replace("│", " ").split())
    persons, company = words.split("Bevis om företaget")
    assert "Utdrag för personer" in persons
    for shown in ("misstankeregistret", "den som erbjuds", "anställning", "6 mån", "saknas"):
        assert shown in persons
    assert "registreringsbevis" in company
    assert "Inga krav på registerutdrag eller företagsbevis hittades." in company


# --- the guide ----------------------------------------------------------------------------------------------------


def test_the_guides_example_is_what_is_printed(run: Run, write: Write) -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "ladder-och-register.md").read_text(encoding="utf-8")
    write("villkor.md", guide.partition("```markdown\n")[2].partition("```")[0])
    assert run("ladder", "villkor.md").out == guide.partition("```text\n")[2].partition("```")[0]
