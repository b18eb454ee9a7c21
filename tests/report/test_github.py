"""GitHub workflow commands: read back as the runner reads them."""

from __future__ import annotations

import re

from sample import report

from lintkit.report.common import each
from lintkit.report.github import render

_COMMAND = re.compile(r"^::(error|warning|notice|debug)(?: ([^:]*))?::(.*)$")


def parse(line: str) -> tuple[str, dict[str, str], str]:
    """A line as (command, properties, message), escapes undone in the runner's order."""
    match = _COMMAND.match(line)
    assert match, line
    properties = {}
    for pair in (match[2] or "").split(",") if match[2] else []:
        key, _, value = pair.partition("=")
        for code, char in (("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, char)
        properties[key] = value
    return match[1], properties, match[3].replace("%0A", "\n").replace("%25", "%")


def commands() -> list[tuple[str, dict[str, str], str]]:
    return [parse(line) for line in render(report()).splitlines()]


def test_one_line_for_each_finding_and_unreadable_document() -> None:
    assert len(commands()) == sum(1 for _ in each(report())) + 1


def test_path_is_given_back_whole() -> None:
    _, properties, _ = commands()[0]
    assert properties["file"] == "villkor/öppna, dörrar: 1%.md"


def test_levels_and_places() -> None:
    level, properties, message = commands()[0]
    assert (level, properties["line"], properties["col"], properties["endColumn"]) == ("error", "5", "19", "26")
    assert properties["title"] == "vagt-tid"
    assert message.startswith("”snarast”")
    assert commands()[1][0] == "notice"
    assert commands()[2][1]["title"] == "vagt-tid (på försök)"


def test_accepted_findings_are_debug_lines_without_annotation() -> None:
    debug = [(properties, message) for level, properties, message in commands() if level == "debug"]
    assert [properties for properties, _ in debug] == [{}, {}]
    assert "undantagen: avtalat | <b>så</b> /A. Berg" in debug[0][1]
    assert "godtagen: känt sedan förr /C. Dahl" in debug[1][1]


def test_word_and_pdf_annotations_are_on_the_file_with_the_place_in_words() -> None:
    pdf = [(p, m) for _, p, m in commands() if p.get("file") == "avtal.pdf"]
    assert [set(p) for p, _ in pdf] == [{"file", "title"}] * 2
    assert pdf[0][1].startswith("sidan 2, ”snarast”: ")


def test_unreadable_document() -> None:
    level, properties, message = commands()[-1]
    assert (level, properties["file"], message) == ("error", "trasig.docx", "trasig.docx är ingen Word-fil .")
