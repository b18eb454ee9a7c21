"""Normalised text and its map to the source: every plain span leads to its source and back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintkit.plain import Edit, Piece, Plain, PlainBuilder, pieces
from tests.effort import assert_linear

ALPHABET = "abcåäöÅÄ .-–\n\t\r\u00ad\u200b\xa0\x02u\u0308\ufb01 och()*0"
TEXT = st.text(alphabet=ALPHABET, max_size=80)


def plain_of(source: str, edits: list[Edit] | None = None) -> Plain:
    builder = PlainBuilder(source)
    builder.add(0, len(source), edits or [], (), empty=True)
    return builder.build()


def words(source: str, edits: list[Edit] | None = None) -> str:
    return plain_of(source, edits).text.removesuffix("\n")


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    source = draw(TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8, unique=True)))
    kinds = st.sampled_from(["drop", "replace", "mask"])
    edits = []
    for a, b in zip(cuts[::2], cuts[1::2], strict=False):
        kind = draw(kinds)
        text = draw(st.sampled_from(["", " ", "x", "\xa0", "ab c"]))
        edits.append(Edit(a, b, kind, text if kind == "replace" else ""))
    return source, edits


@pytest.mark.parametrize(
    "source, expected",
    [
        ("sna\u00adrast", "snarast"),
        ("sna\u00ad\nrast", "snarast"),
        ("sna\u200brast", "snarast"),
        ("sna-\nrast", "snarast"),
        ("sna-  \n  rast", "snarast"),
        ("sna\x02rast", "snarast"),
        ("med- dela", "meddela"),
        ("hälso-\noch sjukvård", "hälso- och sjukvård"),
        ("hälso- och sjukvård", "hälso- och sjukvård"),
        ("LSS-\nboende", "LSS-boende"),
        ("vid\xa0behov", "vid behov"),
        ("vid \t\r\n behov", "vid behov"),
        ("so\u0308ka", "söka"),
        ("of\ufb01ciell", "officiell"),
        ("  inget i kanten \n", "inget i kanten"),
    ],
)
def test_normalises(source: str, expected: str) -> None:
    assert words(source) == expected


def test_edits_come_before_joining() -> None:
    source = "> sna-\n> rast"
    edits = [Edit(0, 2, "drop"), Edit(7, 9, "drop")]
    assert words(source, edits) == "snarast"
    assert plain_of(source, edits).to_source(0, 7) == (2, len(source))


def test_edit_gives_a_phrase() -> None:
    source = "vid&nbsp;behov"
    plain = plain_of(source, [Edit(3, 9, "replace", "\xa0")])
    assert plain.text == "vid behov\n"
    assert plain.to_source(0, 9) == (0, len(source))
    assert plain.to_source(3, 4) == (3, 9)


@given(TEXT)
def test_normal_form(source: str) -> None:
    text = words(source)
    assert text == text.strip()
    assert "  " not in text
    assert not any(c in text for c in "\u00ad\u200b\x02\n\t\r")


@given(TEXT)
def test_letters_survive(source: str) -> None:
    wanted = [c for c in unicodedata.normalize("NFKD", source) if c.isalnum()]
    assert [c for c in unicodedata.normalize("NFKD", words(source)) if c.isalnum()] == wanted


@given(edited())
@settings(max_examples=400)
def test_spans_lead_to_the_source_and_back(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    plain = plain_of(source, edits)
    last = 0
    for i in range(len(plain.text) - 1):
        start, end = plain.to_source(i, i + 1)
        assert 0 <= start < end <= len(source)
        assert start >= last or end > last  # in order
        last = max(last, start)
        back = plain.from_source(start, end)
        assert back is not None
        assert back[0] <= i < back[1]


@given(edited())
def test_span_covers_its_characters(case: tuple[str, list[Edit]]) -> None:
    source, edits = case
    plain = plain_of(source, edits)
    n = len(plain.text) - 1
    if n > 1:
        start, end = plain.to_source(0, n)
        for i in range(n):
            a, b = plain.to_source(i, i + 1)
            assert start <= a
            assert b <= end


@given(TEXT)
def test_exact_characters_are_the_source_characters(source: str) -> None:
    plain = plain_of(source)
    for i, c in enumerate(plain.text[:-1]):
        a, b = plain.to_source(i, i + 1)
        if b - a == 1 and c not in " -":
            assert c in unicodedata.normalize("NFKC", source[a])


def test_masks() -> None:
    source = "se snarast nu"
    builder = PlainBuilder(source)
    builder.add(0, len(source), [Edit(3, 10, "mask")], [(3, 10)], empty=False)
    plain = builder.build()
    assert plain.is_masked(3, 10)
    assert plain.is_masked(9, 12)
    assert not plain.is_masked(0, 3)
    assert not plain.is_masked(10, 13)


def test_empty_range_is_an_error() -> None:
    plain = plain_of("ord")
    for start, end in ((1, 1), (2, 1), (-1, 2), (0, 9)):
        with pytest.raises(ValueError):
            plain.to_source(start, end)


def _work(n: int) -> Callable[[], object]:
    unit = "Ord sna-\nrast **och** `kod` "
    source = unit * n
    edits = []
    for k in range(n):
        at = k * len(unit) + source.index("**")
        edits += [Edit(at, at + 2, "drop"), Edit(at + 5, at + 7, "drop"), Edit(at + 9, at + 12, "mask")]
    masks = [(e.start, e.end) for e in edits if e.kind == "mask"]

    def build() -> object:
        builder = PlainBuilder(source)
        builder.add(0, len(source), edits, masks, empty=False)
        return builder.build()

    return build


def test_work_is_linear_in_the_edits() -> None:
    assert_linear(_work, 200)


@pytest.mark.timeout(120)
def test_many_edits_end() -> None:
    assert _work(100_000)()


@given(st.text(alphabet=st.sampled_from("abå -\n\t\xa0\xad\u0301\u200b\u2003\ufb01\x1c\x85\x02é,"), max_size=30))
def test_the_short_cut_for_simple_text_gives_what_the_long_way_gives(text: str) -> None:
    short = pieces(text, 0, len(text))
    long = pieces(text, 0, len(text), [Edit(len(text), len(text), "drop")])
    assert _characters(short) == _characters(long)


@given(
    st.text(alphabet=st.sampled_from("abÅo -\n\t\xa0\xad\u0301\u2003\ufb01\x1cch,"), max_size=30),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_a_block_reads_as_its_pieces_do(text: str, before: int, after: int) -> None:
    start, end = min(before, len(text)), max(len(text) - after, min(before, len(text)))
    builder = PlainBuilder(text)
    first, last = builder.add(start, end, (), (), empty=True) or (0, 0)
    parts = pieces(text, start, end)
    plain = builder.build()
    assert plain.text == "".join(part.text for part in parts) + "\n" == builder.latest + "\n"
    assert (first, last) == (0, len(plain.text) - 1)
    assert [plain.to_source(i, i + 1) for i in range(last)] == [(a, b) for _, a, b in _characters(parts)]


def test_a_block_without_words_is_left_out_unless_it_may_be_empty() -> None:
    builder = PlainBuilder("  \n ")
    assert builder.add(0, 4, (), (), empty=False) is None
    assert builder.add(0, 4, (), (), empty=True) == (0, 0)


@pytest.mark.parametrize(
    "text", ["vård- omsorg", "vård-\nomsorg", "vård - omsorg", "vård- och", "A- b", "a- B", "1- b"]
)
def test_a_hyphen_is_sought_where_a_letter_stands_on_both_sides(text: str) -> None:
    edit = [Edit(len(text), len(text), "drop")]
    assert _characters(pieces(text, 0, len(text))) == _characters(pieces(text, 0, len(text), edit))


def _characters(parts: list[Piece]) -> list[tuple[str, int, int]]:
    """Each character with the source range it stands for."""
    return [
        (c, p.start + i, p.start + i + 1) if p.exact else (c, p.start, p.end)
        for p in parts
        for i, c in enumerate(p.text)
    ]
