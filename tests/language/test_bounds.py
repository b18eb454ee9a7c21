"""What bounds a vague word: quantities near it, explanations, purpose clauses, quotations, citations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.language import bounds


def place(text: str) -> tuple[str, int, int]:
    """A text with the judged words in [brackets], as text and offsets."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(
    "text",
    [
        "svara [snarast], dock senast inom tre dagar",
        "svara [snarast] och senast inom 3 arbetsdagar",
        "svara [snarast] (inom två veckor)",
        "svara [skyndsamt], senast den 31 mars",
        "svara [skyndsamt] före 2026-03-01",
        "följa upp [regelbundet], minst en gång per år",
        "följa upp [regelbundet], minst två gånger per termin",
        "följa upp [löpande], dock minst varje kvartal",
        "följa upp [regelbundet], minst vartannat år",
        "inom [skälig tid], högst 30 dagar",
        "anmäla [omgående], senast nästa vardag",
        "anmäla [omgående], dock senast tre (3) dagar efter avtalet",
        "följa upp [löpande], dock minst två (2) gånger per månad",
        "lämna planen [snarast], dock senast vid startmötet",
        "lämna planen [snarast], senast i samband med avtalsstarten",
        "föra listan [löpande] och senast dagen efter köpet",
        "lämna rapporten [i god tid], och i vart fall fem arbetsdagar, före mötet",
        "ska [genast], medan besöket pågår, visa legitimation",
        "ha [lång erfarenhet], minst tre år",
        "betala [skälig avgift], högst 500 kronor",
    ],
)
def test_bounded(text: str) -> None:
    assert bounds.is_bounded(*place(text))


@pytest.mark.parametrize(
    "text",
    [
        "svara [snarast]",
        "svara [snarast] till de tre kunderna",
        "svara [skyndsamt], normalt inom två veckor",
        "svara [skyndsamt], om möjligt inom två veckor",
        "svara [snarast], senast vid behov",
        "svara [snarast]; planen ska lämnas inom tre dagar",
        "svara [snarast] och lämna en plan inom tre dagar",
        "ha [adekvat] utbildning samt minst tre års erfarenhet",
        "enligt 3 § [snarast]",
        "svara [snarast] " + "x" * 130 + " inom tre dagar",
    ],
)
def test_not_bounded(text: str) -> None:
    assert not bounds.is_bounded(*place(text))


def test_words_that_are_themselves_a_quantity_are_bounded() -> None:
    assert bounds.is_bounded(*place("svara [inom tre dagar]"))


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("lokalen ska vara [lämplig], det vill säga ha två utgångar", True),
        ("lokalen ska vara [lämplig], dvs. ha två utgångar", True),
        ("lokalen ska vara [lämplig], varmed avses två utgångar", True),
        ("svara på [lämpligt sätt] genom att ringa", True),
        ("lokalen ska vara [lämplig] för barn", False),
        ("lokalen ska vara [lämplig] för barn, det vill säga ljus", False),
    ],
)
def test_explained(text: str, explained: bool) -> None:
    plain, _, end = place(text)
    assert bounds.is_explained(plain, end) is explained


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("planen ska följas för att uppnå [god kvalitet]", True),
        ("planen tas fram i syfte att nå [god kvalitet]", True),
        ("för att nå målet, ska [god kvalitet] hållas", False),
        ("anordnaren ska hålla [god kvalitet]", False),
        ("eftersom akterna innehåller [känsliga] uppgifter ska de låsas in", True),
        ("eftersom akterna är hemliga ska de hållas i [gott] skick", False),
        ("allt eftersom arbetet går framåt lämnas [goda] råd", False),
        ("eftersom akterna är hemliga, ska de hållas i [gott] skick", False),
        ("anordnaren ansvarar för att hålla [god kvalitet]", False),
        ("chefen är ansvarig för att vården håller [god kvalitet]", False),
        ("anordnaren svarar för att vården håller [god kvalitet]", False),
        ("planen används av den som ansvarar, för att nå [god kvalitet]", True),
    ],
)
def test_purpose_clause(text: str, purpose: bool) -> None:
    plain, start, _ = place(text)
    assert bounds.in_purpose_clause(plain, start) is purpose


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("ordet ”snarast” används", ["”snarast”"]),
        ('ordet "snarast" och "skyndsamt"', ['"snarast"', '"skyndsamt"']),
        ("ordet »snarast« används", ["»snarast«"]),
        ("ett ensamt ” tecken", []),
        ("”över\nrader”", []),
        ('15" skärm', []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[a:b] for a, b in bounds.quotations(text)] == quoted


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("enligt 5 kap. 3 § socialtjänstlagen", True),
        ("enligt skollagen (2010:800)", True),
        ("enligt 9 § gäller", True),
        ("enligt 9–11 §§ gäller", True),
        ("enligt sol 5:3", True),
        ("enligt artikel 32 i dataskyddsförordningen", True),
        ("enligt artikel 28.3 i europaparlamentets och rådets förordning", True),
        ("enligt artiklarna 13 och 14 i den allmänna dataskyddsförordningen", True),
        ("enligt förordning 2013:196", True),
        ("omständigheter av betydelse, som lagen uttrycker det", True),
        ("enligt lagen 2006:544", True),
        ("enligt artikel 7 i avtalet", False),
        ("enligt beslut 2013:196", False),
        ("artikelnummer 32 i förteckningen", False),
        ("enligt lagen", False),
        ("punkt 3 gäller", False),
        ("år 2010 till 2012", False),
    ],
)
def test_citation(text: str, cites: bool) -> None:
    assert bounds.has_citation(text) is cites


@given(st.text("abc åäö.,;”()§ 0123456789inomtresenast", max_size=120), st.data())
def test_any_range_is_judged(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert bounds.is_bounded(text, start, end) in (True, False)
    assert all(0 <= a < b <= len(text) for a, b in bounds.quotations(text))


@pytest.mark.parametrize("judge", ["is_bounded", "quotations", "has_citation"])
@pytest.mark.parametrize(
    "text",
    [
        "inom " * 100_000,
        "1" * 500_000,
        "minst en gång " * 50_000,
        "”" * 500_000,
        "(1" * 250_000,
        "artikel 1" * 50_000,
        "artikel 1 a b " * 30_000,
    ],
)
@pytest.mark.timeout(120)
def test_no_pattern_runs_away(text: str, judge: str) -> None:
    """Under a second each; a pattern that reads to the end from every place would need an hour."""
    getattr(bounds, judge)(text, *((0, 1) if judge == "is_bounded" else ()))


@pytest.mark.parametrize("text", ["för att " * 60_000, "eftersom " * 60_000, "eftersom ska " * 40_000])
def test_no_purpose_runs_away(text: str) -> None:
    assert bounds.in_purpose_clause(text, len(text)) in (True, False)
