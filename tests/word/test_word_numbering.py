"""Automatic numbers: what the page shows for lists, levels, overrides and styles."""

from __future__ import annotations

import pytest
from make_docx import LEVELS, abstract, docx, level, num, numbering, par, run, style

from lintkit.word.numbering import format_number
from lintkit.word.package import open_package
from lintkit.word.story import open_reading, read_story


def labels(body: str, numbers: str, styles: str = "") -> list[str]:
    reading = open_reading(open_package(docx(body, numbers=numbers, styles=styles or style("Normal"))))
    return [paragraph.prefix for paragraph in read_story(reading)]


def items(*levels: int, key: int = 1) -> str:
    return "".join(par("x", num=(key, index)) for index in levels)


def test_levels_count_and_restart() -> None:
    numbers = numbering(abstract(0), num(1, 0))
    got = labels(items(0, 1, 1, 2, 2, 1, 2, 0, 1, 3), numbers)
    assert got == ["1.\t", "1.1\t", "1.2\t", "a)\t", "b)\t", "1.3\t", "a)\t", "2.\t", "2.1\t", "•\t"]
    assert len(LEVELS) == 4


def test_level_entered_without_those_above() -> None:
    assert labels(items(1, 1, 0, 1), numbering(abstract(0), num(1, 0))) == ["1.1\t", "1.2\t", "2.\t", "2.1\t"]


def test_instances_of_one_definition_share_counters() -> None:
    numbers = numbering(abstract(0), num(1, 0), num(2, 0))
    assert labels(items(0, 0) + items(0, key=2) + items(0), numbers) == ["1.\t", "2.\t", "3.\t", "4.\t"]


def test_start_override_restarts_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbers = numbering(abstract(0), num(1, 0), num(2, 0, override))
    got = labels(items(0, 0) + items(0, 0, key=2) + items(0) + items(0, key=2), numbers)
    assert got == ["1.\t", "2.\t", "5.\t", "6.\t", "7.\t", "8.\t"]


def test_level_override_replaces_the_definition() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1 §")}</w:lvlOverride>'
    assert labels(items(0, 0), numbering(abstract(0), num(1, 0, override))) == ["I §\t", "II §\t"]


def test_restart_only_after_a_given_level() -> None:
    never = abstract(0, level(0), level(1, extra='<w:lvlRestart w:val="0"/>'))
    assert labels(items(0, 1, 0, 1), numbering(never, num(1, 0))) == ["1.\t", "1.\t", "2.\t", "2.\t"]
    first = abstract(0, level(0), level(1), level(2, extra='<w:lvlRestart w:val="1"/>'))
    got = labels(items(0, 1, 2, 1, 2, 0, 2), numbering(first, num(1, 0)))
    assert got == ["1.\t", "1.\t", "1.\t", "2.\t", "2.\t", "2.\t", "1.\t"]


def test_legal_numbering_shows_every_level_as_decimal() -> None:
    definition = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labels(items(0, 0, 1), numbering(definition, num(1, 0))) == ["I.\t", "II.\t", "2.1\t"]


@pytest.mark.parametrize(("suffix", "shown"), [("tab", "1.\t"), ("space", "1. "), ("nothing", "1.")])
def test_what_follows_the_number(suffix: str, shown: str) -> None:
    definition = abstract(0, level(0, extra=f'<w:suff w:val="{suffix}"/>'))
    assert labels(items(0), numbering(definition, num(1, 0))) == [shown]


def test_number_comes_from_the_style_chain() -> None:
    styles = (
        style("Normal")
        + style("Punkt", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("Underpunkt", based_on="Punkt")
        + style("Led", based_on="Punkt", paragraph='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
        + style("Utan", based_on="Punkt", paragraph='<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    body = par("x", "Punkt") + par("x", "Underpunkt") + par("x", "Led") + par("x", "Utan")
    assert labels(body, numbering(abstract(0), num(1, 0)), styles) == ["1.\t", "2.\t", "2.1\t", ""]


def test_level_is_the_one_that_names_the_style() -> None:
    styles = style("Normal") + style("Led", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    definition = abstract(0, level(0), level(1, text="%1.%2", extra='<w:pStyle w:val="Led"/>'))
    assert labels(items(0) + par("x", "Led"), numbering(definition, num(1, 0)), styles) == ["1.\t", "1.1\t"]


def test_definition_borrowed_from_a_numbering_style() -> None:
    styles = style("Normal") + style("Lista", kind="numbering", paragraph='<w:numPr><w:numId w:val="2"/></w:numPr>')
    numbers = numbering(
        abstract(0, level(0, "upperLetter", "%1.")),
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Lista"/></w:abstractNum>',
        num(1, 1),
        num(2, 0),
    )
    assert labels(items(0, 0), numbers, styles) == ["A.\t", "B.\t"]


def test_paragraph_can_switch_its_style_number_off() -> None:
    styles = style("Normal") + style("Punkt", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = par("x", "Punkt") + par("x", "Punkt", num=(0, 0)) + par("x", "Punkt")
    assert labels(body, numbering(abstract(0), num(1, 0)), styles) == ["1.\t", "", "2.\t"]


def test_deleted_and_hidden_paragraphs_are_not_counted() -> None:
    gone = par('<w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del>', num=(1, 0),
               properties='<w:rPr><w:del w:id="2"/></w:rPr>')  # fmt: skip
    hidden = par(run("x", "<w:vanish/>"), num=(1, 0))
    reading = open_reading(
        open_package(docx(items(0) + gone + hidden + items(0), numbers=numbering(abstract(0), num(1, 0))))
    )
    assert [p.prefix for p in read_story(reading) if p.text] == ["1.\t", "2.\t"]


@pytest.mark.parametrize(
    ("numbers", "place"),
    [
        (numbering(abstract(0), num(1, 0)), (9, 0)),  # no such list
        (numbering(abstract(0), num(1, 7)), (1, 0)),  # no such definition
        (numbering(abstract(0), num(1, 0)), (1, 8)),  # no such level
        (
            numbering('<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="X"/></w:abstractNum>', num(1, 0)),
            (1, 0),
        ),
    ],
)
def test_unresolved_numbers_are_counted_as_missing(numbers: str, place: tuple[int, int]) -> None:
    reading = open_reading(open_package(docx(par("Utföraren ska", num=place), numbers=numbers)))
    assert [paragraph.prefix for paragraph in read_story(reading)] == [""]
    assert reading.things["numrering"] == 1
    assert reading.near["numrering"] == "Utföraren ska"


def test_style_loop_ends() -> None:
    styles = style("A", based_on="B") + style("B", based_on="A")
    assert labels(par("x", "A"), "", styles) == [""]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (7, "decimal", "7"), (7, "decimalZero", "07"), (12, "decimalZero", "12"), (1, "lowerLetter", "a"),
        (26, "upperLetter", "Z"), (28, "lowerLetter", "bb"), (1999, "lowerRoman", "mcmxcix"),
        (4, "upperRoman", "IV"),
        (1, "ordinal", "1:a"), (3, "ordinal", "3:e"), (11, "ordinal", "11:e"), (22, "ordinal", "22:a"),
        (3, "cardinalText", "Tre"), (2, "ordinalText", "Andra"), (5, "none", ""), (4, "numberInDash", "- 4 -"),
        (5, "chicago", "**"), (31, "hex", "1F"), (3, "001, 002, 003, ...", "003"), (6, "okänt", "6"),
        (0, "lowerLetter", ""), (2_000_000_000, "lowerRoman", "2000000000"),
        (999_999_999, "lowerLetter", "999999999"),
    ],
)  # fmt: skip
def test_number_formats(number: int, form: str, shown: str) -> None:
    assert format_number(number, form) == shown
