"""What documents lay down on the matters that several of them regulate."""

from __future__ import annotations

import pytest

from lintkit.facts.stances import Latitude, latitude
from lintkit.facts.topics import statements
from lintkit.language.analysis import Analysis
from lintkit.read import read_bytes


def _analysis(text: str) -> Analysis:
    return Analysis(read_bytes(f"# Villkor\n\n{text}\n".encode(), "x.md"))


@pytest.mark.parametrize(
    ("text", "topic", "value"),
    [
        ("Anordnaren får säga upp avtalet med tre månaders varsel.", "notice", 90.0),
        ("Ni säger upp avtalet skriftligt. Uppsägningstiden är fyra månader.", "notice", 120.0),
        ("Anordnaren ska anmäla byte av ägare inom en månad.", "change_report", 30.0),
        ("Anordnaren ska anmäla ändring i ledningskretsen minst 30 dagar i förväg.", "change_report", -30.0),
        ("Klagomål ska besvaras inom två veckor.", "complaints", 14.0),
        ("Den som har avauktoriserats får lämna ny ansökan tidigast efter två år.", "reapply", 730.0),
        ("Auktorisationen upphör om anordnaren inte har haft någon kund under sex månader.", "dormant", 180.0),
    ],
)
def test_statement(text: str, topic: str, value: float) -> None:
    found = [(s.topic.key, s.value) for s in statements(_analysis(text))]
    assert found == [(topic, pytest.approx(value))]


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen får säga upp avtalet med tolv månaders uppsägningstid.",
        "Huvudmannen får säga upp sin anslutning till kösystemet med tre månaders uppsägningstid.",
        "Sökanden ska komplettera ansökan med de uppgifter som nämnden begär inom tio dagar.",
        "Nämnden utövar tillsyn över huvudmannens verksamhet vartannat år.",
        "”Anordnaren får säga upp avtalet med tre månaders varsel.”",
        "Kommunen betalar senast 30 dagar efter det att fakturan har kommit in.",
    ],
)
def test_another_matter(text: str) -> None:
    assert list(statements(_analysis(text))) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ett specifikt villkor får vara strängare än reglementet men inte mildare.", Latitude.STRICTER),
        ("Nämnden får kräva mer av anordnaren än vad reglementet gör, men inte mindre.", Latitude.STRICTER),
        ("Om ett villkor strider mot reglementet gäller reglementet.", Latitude.NONE),
        ("Nämnden beslutar om villkor.", Latitude.OPEN),
    ],
)
def test_latitude(text: str, wanted: Latitude) -> None:
    assert latitude(_analysis(text)) is wanted
