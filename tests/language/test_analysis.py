"""Sentences of a document, their lead-ins and quotations, all in plain offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.language.analysis import Analysis, lower
from lintkit.read import read_bytes


def analysis(source: str, name: str = "a.md") -> Analysis:
    return Analysis(read_bytes(source.encode(), name))


@given(st.text(max_size=60))
def test_lower_case_keeps_the_length(text: str) -> None:
    assert len(lower(text)) == len(text)


def test_lower_case_of_a_letter_that_would_grow() -> None:
    assert lower("İÅÄÖ") == "İåäö"


def test_sentences_are_ranges_of_the_plain_text() -> None:
    given_ = analysis("Anordnaren ska sna\u00adrast svara. Nämnden **prövar** ansökan.\n\nSist.")
    block = given_.document.blocks[0]
    assert [given_.text(s) for s in given_.sentences(block)] == [
        "Anordnaren ska snarast svara.",
        "Nämnden prövar ansökan.",
    ]
    assert given_.text(block) == "Anordnaren ska snarast svara. Nämnden prövar ansökan."
    assert given_.sentences(block) is given_.sentences(block), "worked out once"


def test_sentence_at_every_offset() -> None:
    given_ = analysis("# Rubrik\n\nEtt stycke. Och ett till.\n\n- punkt\n- en till\n")
    for offset in range(len(given_.document.plain.text)):
        sentence = given_.sentence_at(offset)
        block = given_.document.block_at(offset)
        assert sentence.block == block.index
        assert block.plain_start <= sentence.start <= sentence.end <= block.plain_end


@pytest.mark.parametrize(
    ("source", "item", "lead"),
    [
        ("Anordnaren ska\n\n- svara\n", "svara", "Anordnaren ska"),
        ("Krav gäller. Anordnaren ska:\n\n- svara\n", "svara", "Anordnaren ska:"),
        ("Anordnaren ska svara.\n\n- punkt\n", "punkt", None),
        ("Vem ska svara?\n\n- punkt\n", "punkt", None),
        ("Anordnaren ska\n\n- svara\n  - i skrift\n", "i skrift", "svara"),
        ("# Rubrik\n\n- ensam\n", "ensam", None),
    ],
)
def test_lead_in(source: str, item: str, lead: str | None) -> None:
    given_ = analysis(source)
    block = given_.document.block_at(given_.document.plain.text.index(item))
    found = given_.lead(block)
    assert (given_.text(found) if found else None) == lead


def test_quoted() -> None:
    given_ = analysis("Ordet ”snarast” betyder inget.\n\n> Svara snarast.\n\nSvara skyndsamt.")
    text = given_.document.plain.text

    def quoted(words: str, at: int) -> bool:
        return given_.is_quoted(at, at + len(words))

    assert quoted("snarast", text.index("snarast"))
    assert quoted("snarast", text.rindex("snarast"))
    assert not quoted("skyndsamt", text.index("skyndsamt"))
    assert not given_.is_quoted(0, text.index("snarast") + 3), "only in part inside the marks"


def test_a_document_without_words() -> None:
    given_ = analysis(" ")
    assert given_.definitions == ()
    assert not given_.is_defined(0, 1) if given_.document.blocks else True


def test_a_long_chain_of_list_levels_is_judged() -> None:
    """Clauses of nested items ask for their parents' clauses, one level at a time."""
    source = "Anordnaren ska\n\n" + "".join("  " * i + "- led\n" for i in range(60))
    given_ = analysis(source)
    last = given_.document.blocks[-1]
    assert given_.clause(given_.sentences(last)[0]).force.binds
