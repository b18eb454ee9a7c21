"""Matching many phrases in one pass."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lintkit.rules.match import Matcher, find_in, trie_pattern
from lintkit.rules.phrase import Phrase, compile_phrase


def hits(phrases: list[str], text: str) -> list[tuple[int, str]]:
    matcher = Matcher(list(enumerate(map(compile_phrase, phrases))))
    return [(h.key, text[h.start : h.end]) for h in matcher.find(text, lambda a, b: False, lambda o: (0, len(text)))]


def test_a_phrase_inside_a_longer_one_is_found_for_its_own_rule() -> None:
    assert hits(["så snart", "så snart som möjligt"], "så snart som möjligt") == [
        (0, "så snart"),
        (1, "så snart som möjligt"),
    ]


def test_two_rules_may_share_words() -> None:
    assert hits(["vid behov", "behov"], "vid behov") == [(0, "vid behov"), (1, "behov")]


def test_masked_ranges_are_left_out() -> None:
    matcher = Matcher([(0, compile_phrase("snarast"))])
    assert matcher.find("snarast snarast", lambda a, b: a == 0, lambda o: (0, 15))[0].start == 8


def test_length_is_kept_for_letters_that_grow_in_lower_case() -> None:
    assert hits(["snarast"], "İİİ snarast") == [(0, "snarast")]


WORDS = st.text(alphabet="abåä .", min_size=1, max_size=6).map(str.strip).filter(lambda w: w and "  " not in w)


@given(st.sets(WORDS, min_size=1, max_size=20), st.text(alphabet="abåä .", max_size=40))
def test_trie_finds_what_single_searches_find(words: set[str], text: str) -> None:
    import re

    trie = re.compile(rf"(?<!\w){trie_pattern(words)}")
    for match in trie.finditer(text):
        assert match[0] in words
    single = {m.start() for w in words for m in re.finditer(rf"(?<!\w)(?={re.escape(w)}(?!\w))", text)}
    overlapping = {m.start() for m in re.finditer(rf"(?<!\w)(?={trie_pattern(words)})", text)}
    assert single == overlapping


ENTRIES = st.sets(
    st.text(alphabet="abå .§", min_size=1, max_size=6)
    .map(str.strip)
    .filter(lambda w: w and "  " not in w)
    .flatmap(lambda w: st.sampled_from([w, w + "*"] if w[-1].isalnum() else [w])),
    min_size=1,
    max_size=12,
)


@given(ENTRIES, st.text(alphabet="abå .§-_", max_size=40))
def test_places_by_words_are_the_places_of_one_expression(entries: set[str], text: str) -> None:
    import re

    phrases = [Phrase(e, frozenset([e]), frozenset(), None, frozenset()) for e in sorted(entries)]
    matcher = Matcher(list(enumerate(phrases)))
    expression = re.compile(rf"(?<!\w)(?=({trie_pattern(entries)}))")
    expected = sorted((m.start(), m[1]) for m in expression.finditer(text))
    words = set(re.findall(r"\w+", text))
    assert sorted(matcher._longest(text, words, matcher._active(words))) == expected


GAPPED = [
    "ska ... göra",
    "kan|bör ... (så är)? till",
    "~plan:n2 ... för_att",
    "§ ...2 ska göra*",
    "inom <tal> <enhet> till",
]


@given(
    st.lists(st.sampled_from(GAPPED), min_size=1, unique=True),
    st.lists(st.sampled_from("ska göra kan bör så är till vårdplan plan för att § inom 3 dagar , . x".split()), max_size=14),  # noqa: SIM905
)  # fmt: skip
def test_words_that_a_pattern_needs_leave_out_no_place(sources: list[str], text: list[str]) -> None:
    phrases = [compile_phrase(source) for source in sources]
    low = " ".join(text)

    def found(own: list[Phrase]) -> list[tuple[int, int, int]]:
        matcher = Matcher(list(enumerate(own)))
        return [tuple(h) for h in matcher.find(low, lambda a, b: False, lambda o: (0, len(low)))]

    assert found(phrases) == found([replace(p, needs=()) for p in phrases])


def test_texts_met_again_give_the_same_hits_at_their_own_offsets() -> None:
    matcher = Matcher([(0, compile_phrase("snarast")), (1, compile_phrase("~plan:n2"))])
    blocks = [(0, "Lämnas snarast."), (20, "Vårdplanen."), (40, "Lämnas snarast."), (60, "Inget.")]
    first = matcher.find_in_blocks(blocks, lambda a, b: False)
    assert [tuple(h) for h in first] == [(0, 7, 14), (1, 20, 30), (0, 47, 54)]
    assert matcher.find_in_blocks(blocks, lambda a, b: a == 7) == first[1:]


@given(
    st.sampled_from([*GAPPED, "snarast", "osannolik*", "vid_behov|då_och_då", "inom (högst|minst) <tal> dagar", "§ 3*"]),
    st.lists(st.sampled_from("ska göra kan då och så vid behov snarast är till inom högst 3 § 34 dagar osannolika , . -".split()), max_size=12),  # noqa: SIM905
)  # fmt: skip
def test_one_phrase_is_found_where_its_expression_matches(source: str, text: list[str]) -> None:
    import re

    phrase, low = compile_phrase(source), " ".join(text)
    pattern = phrase.pattern or re.compile(rf"(?<!\w){trie_pattern(phrase.literals)}")
    assert list(find_in(phrase, low)) == [m.span() for m in pattern.finditer(low)]
