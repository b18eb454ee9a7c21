"""Questions, powers, form fields and equivalents: what the words around a match make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.language.setting import is_asked, is_equivalent, is_form_field, is_grade, is_power, is_scored


def _marked(text: str) -> tuple[str, int, int]:
    """A sentence, and the range of what stands in double brackets."""
    start = text.index("[[")
    end = text.index("]]") - 2
    return text.replace("[[", "").replace("]]", ""), start, end


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("undersök [[om det är möjligt]] att dela uppgifter.", True),
        ("nämnden ska pröva [[om det är möjligt]] att dela uppgifter.", True),
        ("handläggaren ska ta reda på [[om det behövs]] tolk.", True),
        ("nämnden ska bedöma [[om så är lämpligt]].", True),
        ("nämnden ska utreda tillsammans med rektorn [[om det är möjligt]] att flytta.", True),
        ("nämnden avgör [[när det är lämpligt]].", True),
        ("nämnden prövar om det är [[lämpligt]] att förlänga avtalet.", True),
        ("samma personal ska erbjudas [[om det är möjligt]].", False),
        ("kontrollera larmet [[om möjligt]] varje dag.", False),
        ("nämnden ska utreda [[om möjligt]] inom en vecka.", False),
        ("nämnden ska utreda saken, [[om det är möjligt]] inom en vecka.", False),
        ("kontrollera [[när det är möjligt]] att larmet fungerar.", False),
        ("ersättningen ska vara [[lämplig]].", False),
    ],
)
def test_asked(text: str, asked: bool) -> None:
    assert is_asked(*_marked(text)) is asked


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("nämnden får [[vid behov]] begära uppgifter.", True),
        ("[[vid behov]] får nämnden begära uppgifter.", True),
        ("handläggaren kan kontakta referenserna [[om det behövs]].", True),
        ("beställaren har rätt att, [[vid behov]], granska lokalen.", True),
        ("beställaren ska ha möjlighet att, [[vid behov]], beställa fler tjänster.", True),
        ("kunden har rätt att [[vid behov]] få tolk.", False),
        ("kunden ska ha möjlighet att [[vid behov]] få tolk.", False),
        ("nämnden ska ha rätt att granska och ska [[vid behov]] besöka lokalen.", False),
        ("nämnden ska [[vid behov]] begära uppgifter.", False),
        ("nämnden får begära uppgifter och ska [[vid behov]] besöka lokalen.", False),
        ("nämnden får begära uppgifter och [[vid behov]] besöka lokalen.", False),
        ("verksamheten ska se till att samtal kan ske [[vid behov]].", False),
        ("personalen får ta emot kontanter endast [[vid behov]].", False),
        ("utföraren får [[vid behov]] anlita underleverantör.", False),
        ("kunden får [[vid behov]] tolk.", False),
        ("anhörig får anställas [[där det är lämpligt]].", False),
        ("lokalen har rätt temperatur och avfrostas [[vid behov]].", False),
    ],
)
def test_power(text: str, power: bool) -> None:
    assert is_power(*_marked(text)) is power


@pytest.mark.parametrize(
    ("text", "label", "field"),
    [
        ("[[om tillämpligt]] ange uppgifter om underleverantören:", False, True),
        ("[[i förekommande fall]], bifoga fullmakt", False, True),
        ("underleverantör ([[om tillämpligt]])", True, True),
        ("underleverantör, [[i tillämpliga fall]]:", False, True),
        ("anordnaren ska [[i förekommande fall]] ange underleverantör:", False, False),
        ("[[om tillämpligt]] lämnar anordnaren en ny plan.", False, False),
        ("tolk ([[vid behov]])", True, False),
        ("underleverantör ([[om tillämpligt]])", False, False),
    ],
)
def test_form_field(text: str, label: bool, field: bool) -> None:
    assert is_form_field(*_marked(text), label) is field


@pytest.mark.parametrize(
    ("text", "equivalent"),
    [
        ("Systemet ska följa ISO 14001 [[eller likvärdigt]].", True),
        ("Systemet ska följa SS-EN ISO 9001, utgåva 2, [[eller motsvarande]].", True),
        ("Systemet ska följa ISO/IEC 27001:2022 [[eller motsvarande]] ramverk.", True),
        ("Miljöcertifiering enligt ISO 14001, FR 2000, BKMA [[eller likvärdigt]] ledningssystem krävs.", True),
        ("Medlen ska vara märkta med Svanen [[eller motsvarande]].", True),
        ("Kaffet ska vara krav-märkt [[eller likvärdigt]].", True),
        ("Kabeln ska vara av typen EKK 3G1,5 [[eller likvärdig]].", True),
        ("Kravet är ISO 45001 eller [[annan likvärdig]] certifiering.", True),
        ("Journalen förs i Treserva [[eller motsvarande]] verksamhetssystem.", True),
        ("Registreringsbevis från Bolagsverket [[eller motsvarande]] ska lämnas.", True),
        ("Chefen ska ha socionomexamen [[eller motsvarande]].", False),
        ("Chefen ska ha gått BAM 2 [[eller motsvarande]] utbildning.", False),
        ("Personalen ska ha intyg om språknivå B2 [[eller motsvarande]].", False),
        ("Anordnaren ska följa AFS 2023:2 [[eller motsvarande]].", False),
        ("Sökanden ska ha lägst rating 5 av 10 [[eller likvärdigt]].", False),
        ("Certifikat [[eller motsvarande]] ska visas.", False),
        ("Köp ska styrkas med kvitto [[eller motsvarande]].", False),
        ("Systemet godkänns av Socialstyrelsen [[eller motsvarande]].", False),
        ("Systemet ska följa ISO 14001 [[m.m.]]", False),
    ],
)
def test_equivalent(text: str, equivalent: bool) -> None:
    sentence, start, end = _marked(text)
    assert is_equivalent(sentence, sentence.lower(), start, end) is equivalent


@pytest.mark.parametrize(
    ("around", "scored"),
    [
        ("mervärde 2\nkonsulten bör ha minst fyra års erfarenhet.", True),
        ("kompetens\nkonsulten bör ha erfarenhet. om kriteriet uppfylls ges 100 kronor i prisavdrag.", True),
        ("kriterie 3\nkonsulten bör ha erfarenhet.", True),
        ("krav\nkonsulten bör ha erfarenhet.\nsek 50", True),
        ("kvalitet\nanordnaren bör varje år lämna en berättelse.", False),
        ("kriterier för godkännande\nanordnaren bör lämna en plan.", False),
    ],
)
def test_scored(around: str, scored: bool) -> None:
    assert is_scored(around) is scored


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("bedömningsgrunden uppfylls huvudsakligen och visar god förståelse.", True),
        ("2 poäng = konsulten bedöms ha relevant erfarenhet.", True),
        ("ett godtagbart svar ger två poäng.", True),
        ("visst mervärde, kompetensen är godtagbar.", True),
        ("anordnaren ska ha relevant erfarenhet.", False),
        ("nämnden ska ange bedömningsgrunderna på ett godtagbart sätt.", False),
    ],
)
def test_grade(text: str, grade: bool) -> None:
    assert is_grade(text) is grade


@given(st.text("abc om det är möjligt får vid behov eller likvärdigt ISO 9(),.:”", max_size=80), st.data())
def test_any_range_of_any_text_is_judged(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low = text.lower()
    judged = (is_asked(low, start, end), is_power(low, start, end), is_form_field(low, start, end, True))
    assert all(isinstance(one, bool) for one in (*judged, is_equivalent(text, low, start, end)))


@pytest.mark.parametrize(
    "text",
    [
        "vid behov får " * 30_000, "kan " * 100_000 + "vid behov", "bedömningsgrund" * 30_000, "bedömningsgrund är " * 30_000,
        "utred om det är " * 30_000, "ISO 1 eller " * 30_000, "ge poäng " * 50_000, "x" * 500_000,
    ],
)  # fmt: skip
def test_no_pattern_runs_away(text: str) -> None:
    end = len(text)
    is_asked(text, end - 5, end)
    is_power(text, end - 9, end)
    is_form_field(text, end - 5, end, True)
    is_equivalent(text, text, end - 5, end)
    is_grade(text)
    is_scored(text)
