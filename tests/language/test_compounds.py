"""Compounds: what ends in a term, and what only looks as if it did."""

from __future__ import annotations

import gzip
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.language.compounds import is_compound_of, last_part
from lintkit.language.inflect import forms

TERMS = {
    "utdrag": "n5", "handling": "n2", "nämnd": "n3", "leverantör": "n3", "avgift": "n3", "beslut": "n5",
    "villkor": "n5", "tillstånd": "n5", "verksamhet": "n3", "uppgift": "n3", "avtal": "n5", "kontroll": "n3",
    "styrelse": "n3r", "skola": "n1", "personal": "n0", "bidrag": "n5", "åtgärd": "n3", "belopp": "n5",
    "intyg": "n5", "brist": "n3", "policy": "nu", "underlag": "n5", "förbud": "n5", "ersättning": "n2",
    "prövning": "n2", "ansvarig": "a", "mindre": "a0", "skälig": "a", "tydlig": "a", "giltig": "a",
    "rimlig": "a", "skrift": "n3", "ordning": "n2", "tjänst": "n3", "station": "n3", "nation": "n3",
    "aktion": "n3", "mission": "n3", "person": "n3", "lämplig": "a", "brott": "n5", "anmälan": "n2an",
    "sannolik": "a", "stycke": "n4", "litet": "x", "varning": "n2", "löpande": "a0", "svaret": "x",
    "lag": "n5", "dag": "n2", "dom": "n2", "krav": "n5", "skäl": "n5",
}  # fmt: skip

COMPOUNDS = [
    ("registerutdrag", "utdrag"), ("registerutdragets", "utdrag"), ("belastningsregisterutdrag", "utdrag"),
    ("kontoutdragen", "utdrag"), ("patienthandlingar", "handling"), ("ansökningshandlingarna", "handling"),
    ("myndighetshandling", "handling"), ("socialnämnd", "nämnd"), ("socialnämndens", "nämnd"),
    ("fritidsnämnd", "nämnd"), ("äldrenämnden", "nämnd"), ("arbetsmarknadsnämnden", "nämnd"),
    ("tjänsteleverantör", "leverantör"), ("elleverantörer", "leverantör"), ("hemtjänstleverantören", "leverantör"),
    ("barnomsorgsavgift", "avgift"), ("sanktionsavgiften", "avgift"), ("förseningsavgifter", "avgift"),
    ("sanktionsbeslut", "beslut"), ("nämndbeslutet", "beslut"), ("auktorisationsvillkor", "villkor"),
    ("LOV-villkoren", "villkor"), ("serveringstillstånd", "tillstånd"), ("byggnadstillståndet", "tillstånd"),
    ("skolverksamhet", "verksamhet"), ("utlandsverksamhet", "verksamhet"), ("personuppgifterna", "uppgift"),
    ("kontaktuppgift", "uppgift"), ("hyresavtal", "avtal"), ("ramavtalen", "avtal"),
    ("stickprovskontroll", "kontroll"),
    ("bolagsstyrelsen", "styrelse"), ("länsstyrelsens", "styrelse"), ("gymnasieskola", "skola"),
    ("gatukontroll", "kontroll"), ("kyrkostyrelse", "styrelse"), ("vårdpersonalen", "personal"),
    ("driftbidrag", "bidrag"), ("säkerhetsåtgärder", "åtgärd"), ("prisbasbelopp", "belopp"),
    ("läkarintyg", "intyg"), ("arbetsgivarintyg", "intyg"), ("kvalitetsbrister", "brist"),
    ("resepolicy", "policy"), ("beslutsunderlag", "underlag"), ("näringsförbud", "förbud"),
    ("kostnadsersättning", "ersättning"), ("lämplighetsprövning", "prövning"), ("ägarprövningen", "prövning"),
    ("verksamhetsansvarig", "ansvarig"), ("registeransvariga", "ansvarig"), ("EU-förbud", "förbud"),
    ("levnadsvillkor", "villkor"), ("riksstyrelse", "styrelse"), ("frisknämnden", "nämnd"),
    ("olyckstillstånd", "tillstånd"), ("barnavgift", "avgift"),
]  # fmt: skip

NO_COMPOUNDS = [
    ("behandling", "handling"), ("behandlingen", "handling"), ("upphandling", "handling"),
    ("förhandling", "handling"), ("avhandling", "handling"), ("misshandling", "handling"),
    ("bolaget", "lag"), ("förslaget", "lag"), ("avslaget", "lag"), ("eftermiddag", "dag"),
    ("eftermiddagen", "dag"),
    ("egendomen", "dom"), ("egendomens", "dom"), ("sjukdomen", "dom"), ("ålderdomen", "dom"),
    ("mindreårig", "mindre"),
    ("omständighet", "tydlig"), ("oskälig", "skälig"), ("otydlig", "tydlig"), ("otydligt", "tydlig"),
    ("ogiltig", "giltig"), ("orimligt", "rimlig"), ("olämplig", "lämplig"), ("osannolikt", "sannolik"),
    ("föreskrift", "skrift"), ("underskriften", "skrift"), ("förordning", "ordning"), ("anordning", "ordning"),
    ("inordning", "ordning"), ("förtjänst", "tjänst"), ("destination", "nation"), ("reaktionen", "aktion"),
    ("transaktion", "aktion"), ("interaktioner", "aktion"), ("kommission", "mission"), ("permission", "mission"),
    ("avbrott", "brott"), ("avbrottet", "brott"), ("inbrott", "brott"), ("utbrott", "brott"),
    ("bevarning", "varning"),
    ("anlöpande", "löpande"), ("förlöpande", "löpande"), ("ansvaret", "svaret"), ("försvaret", "svaret"),
    ("utdrag", "utdrag"), ("utdraget", "utdrag"), ("utdragning", "utdrag"), ("uppgiftslämnare", "uppgift"),
    ("avtalsvillkorlig", "avtal"), ("xqzhandling", "handling"), ("åtgärdande", "åtgärd"), ("kvalitet", "litet"),
    ("realitet", "litet"), ("prövningstillståndsansökan", "prövning"), ("", "handling"), ("policy", "policy"),
    ("överträdelse", "styrelse"), ("anstycke", "stycke"), ("avkrav", "krav"), ("återskäl", "skäl"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "term"), COMPOUNDS)
def test_compound(word: str, term: str) -> None:
    assert is_compound_of(word, forms(term, TERMS[term]))


@pytest.mark.parametrize(("word", "term"), NO_COMPOUNDS)
def test_no_compound(word: str, term: str) -> None:
    assert not is_compound_of(word, forms(term, TERMS[term]))


def test_short_terms_only_when_a_rule_lowers_the_limit() -> None:
    demands = forms("krav", "n5")
    assert not is_compound_of("kvalitetskrav", demands)
    assert is_compound_of("kvalitetskrav", demands, least=4)
    assert not is_compound_of("återkrav", demands, least=4)
    assert not is_compound_of("bolaget", forms("lag", "n5"), least=3)


def test_last_part_is_the_form_found() -> None:
    assert last_part("Registerutdragens", forms("utdrag", "n5")) == "utdragens"
    assert last_part("registerutdragare", forms("utdrag", "n5")) is None


def test_no_forms_no_compound() -> None:
    assert not is_compound_of("registerutdrag", frozenset())


@given(st.text(max_size=40))
def test_a_compound_ends_in_one_of_the_forms(word: str) -> None:
    found = last_part(word, forms("utdrag", "n5"))
    assert found is None or (word.lower().endswith(found) and found in forms("utdrag", "n5"))


def test_word_list_is_small_and_sorted() -> None:
    packed = resources.files("lintkit.language").joinpath("data", "first_parts.txt.gz").read_bytes()
    words = gzip.decompress(packed).decode("utf-8").split("\n")
    assert len(packed) < 400_000
    assert words == sorted(set(words))
    assert len(words) > 30_000


def test_word_list_counts_whole_words_that_occur_three_times(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    from lintkit.language.training.wordlist import attested_words, write

    paragraphs = ["Nämnden prövar in- och utförsel in- vin.", "Nämnden, nämnden; vin, Vin", "in-förd in-förd"]
    assert attested_words(paragraphs) == ["nämnden", "vin"]
    write(["nämnden", "vin"], tmp_path / "words.gz")
    assert gzip.decompress((tmp_path / "words.gz").read_bytes()) == "nämnden\nvin".encode()
