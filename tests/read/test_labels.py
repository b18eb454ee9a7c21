"""Labels at the start of paragraphs: what is one, what is not, where the words begin."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.read import labels
from lintkit.read.labels import NO_LABEL, split_label

LABELS = [
    ("16. Anordnaren ska", "16", "Anordnaren ska"),
    ("16) Anordnaren ska", "16", "Anordnaren ska"),
    ("16)Anordnaren ska", "16", "Anordnaren ska"),
    ("(3) om skäl finns", "3", "om skäl finns"),
    ("4.2 Anordnaren ska", "4.2", "Anordnaren ska"),
    ("4.2  Anordnaren ska", "4.2", "Anordnaren ska"),
    ("4.2.1. Anordnaren", "4.2.1", "Anordnaren"),
    ("4.15 Avgifter", "4.15", "Avgifter"),
    ("4.2\t10 dagar", "4.2", "10 dagar"),
    ("1. personer som", "1", "personer som"),
    ("1.Inledning", "1", "Inledning"),
    ("1\tInledning", "1", "Inledning"),
    ("1 Inledning", "1", "Inledning"),
    ("12   Uppsägning", "12", "Uppsägning"),
    ("3: Anordnaren ska", "3", "Anordnaren ska"),
    ("a) den som", "a", "den som"),
    ("a. den som", "a", "den som"),
    ("(a) den som", "a", "den som"),
    ("i) den som", "i", "den som"),
    ("ii) den som", "ii", "den som"),
    ("iv. den som", "iv", "den som"),
    ("II. Krav", "II", "Krav"),
    ("A. Allmänt", "A", "Allmänt"),
    ("B4 Bemanning", "B4", "Bemanning"),
    ("B4. Bemanning", "B4", "Bemanning"),
    ("B4.1\tBemanning", "B4.1", "Bemanning"),
    ("AFC.511 Vite vid försening", "AFC.511", "Vite vid försening"),
    ("12 § Anordnaren ska", "12 §", "Anordnaren ska"),
    ("12 a § Anordnaren ska", "12 a §", "Anordnaren ska"),
    ("12a § Anordnaren ska", "12 a §", "Anordnaren ska"),
    ("§ 12 Anordnaren ska", "12 §", "Anordnaren ska"),
    ("§ 12 a Anordnaren ska", "12 a §", "Anordnaren ska"),
    ("§ 12. Anordnaren ska", "12 §", "Anordnaren ska"),
    ("§ 4.2 Anordnaren ska", "4.2 §", "Anordnaren ska"),
    ("12 §\tanordnaren ska", "12 §", "anordnaren ska"),
    ("12\xa0§ Anordnaren ska", "12 §", "Anordnaren ska"),
    ("3 kap. 5 § Anordnaren", "3 kap. 5 §", "Anordnaren"),
    ("3 kap. Ansvar", "3 kap.", "Ansvar"),
    ("Kap. 3 Ansvar", "3 kap.", "Ansvar"),
    ("Kapitel 3. Ansvar", "3 kap.", "Ansvar"),
    ("Punkt 4. Anordnaren", "4", "Anordnaren"),
    ("Avsnitt 3.2 Krav", "3.2", "Krav"),
    ("Bilaga 2", "Bilaga 2", "Bilaga 2"),
    ("BILAGA 2", "Bilaga 2", "BILAGA 2"),
    ("Bilaga A – Krav", "Bilaga A", "Krav"),
    ("Bilaga 2: Krav", "Bilaga 2", "Krav"),
    ("§ 12", "12 §", "§ 12"),
    ("16.", "16", "16."),
    ("4.2", "4.2", "4.2"),
    ("12 b) text", "12 b", "text"),
    ("  16. Indraget", "16", "Indraget"),
]

BULLETED = [
    "– ", "— ", "- ", "• ", "•", "* ", "➢ ", "➢", "‣ ", "▪ ",
    "o\t", "o ", "\uf0b7\t", "\uf0a7 ", "· ", "§ ", "–", "☐ ",
]  # fmt: skip

WORDS = [
    "2024-01-01 trädde villkoren i kraft",
    "2024 ska nämnden",
    "2024. Därefter",
    "10 000 kr",
    "1. 000 kr",
    "3 månader före",
    "5 st",
    "10.30 börjar mötet",
    "10.30 Samling",
    "08.00 Frukost",
    "4.2 procent av",
    "1,5 gånger",
    "1–2 gånger per år",
    "1/2 tjänst",
    "16. november",
    "16.  november",
    "4.2   10 dagar",
    "1 Januari",
    "3 LSS-boenden",
    "12 § lagen om valfrihet ska",
    "§ 12 i lagen",
    "Bilaga 2 till avtalet",
    "Punkt 4 gäller inte",
    "Del av personalen",
    "t. ex. nämnden",
    "s. 12 i utredningen",
    "o s v",
    "A4 papper",
    "A4-format",
    "(2016:1145) om upphandling",
    "(se bilaga)",
    "-talet",
    "-5 grader",
    "*) se nedan",
    "*viktigt*",
    "vi ska",
    "I nämnden",
    "Å andra sidan",
    "",
    "   ",
]


@pytest.mark.parametrize("text, number, words", LABELS, ids=[case[0] for case in LABELS])
def test_label(text: str, number: str, words: str) -> None:
    label = split_label(text)
    assert label.number == number
    assert text[label.body :].strip() == words
    assert not label.bullet


@pytest.mark.parametrize("bullet", BULLETED)
def test_bullet(bullet: str) -> None:
    label = split_label(bullet + "Den som söker")
    assert label.bullet
    assert label.number is None
    assert (bullet + "Den som söker")[label.body :] == "Den som söker"


@pytest.mark.parametrize("text", WORDS)
def test_words_are_not_labels(text: str) -> None:
    assert split_label(text) == NO_LABEL


def test_depth() -> None:
    assert [split_label(f"{n} Krav").depth for n in ("1", "4.2", "4.2.1")] == [1, 2, 3]


@given(st.text(max_size=60))
def test_body_is_in_the_text(text: str) -> None:
    label = split_label(text)
    assert 0 <= label.body <= len(text)
    assert label.number != ""


@pytest.mark.parametrize(
    "text",
    [head + fill * 1_000_000 + "x" for head in ("", "1", "1.", "12 §", "§ 1", "Bilaga 2", "a.") for fill in " \t"]
    + ["1." * 1_000_000, "•" * 1_000_000, "§" * 1_000_000, "i" * 1_000_000],
)
@pytest.mark.timeout(120)
def test_linear(text: str) -> None:
    """A million characters, in which a pattern that reads to the end from each of them would need hours."""
    split_label(text)


_LABEL_WORDS = [
    "punkt",
    "Bilaga",
    "KAP",
    "Kap.",
    "avsnitt",
    "Artikel",
    "Mom.",
    "krav",
    "Del",
    "dela",
    "viii",
    "Xi",
    "o",
    " ",
    "1",
]


@given(
    st.text(alphabet="abcdeikloprtuvxåäöBKLOPSÅ1. )\t", max_size=9)
    | st.lists(st.sampled_from(_LABEL_WORDS) | st.sampled_from("aåéÉ1.) :"), max_size=4).map("".join)
)
def test_the_short_cut_for_words_agrees_with_the_whole_expression(text: str) -> None:
    found = split_label(text)
    saved, labels._WORD = labels._WORD, re.compile(r"(?!)")
    try:
        assert split_label(text) == found
    finally:
        labels._WORD = saved
