"""What words alone settle is settled whatever a parser would say; the rest is parsed, once and in one batch."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintkit.checks import Input
from lintkit.checks.grammar import (
    _BEFORE_TOO,
    _CLOSED,
    _FILLERS,
    _MUST_BE,
    _NEGATED,
    _duties,
    _may_judge,
    _predicates,
    agentless_duty,
    double_negation,
    vague_predicate,
)
from lintkit.language.analysis import Analysis
from lintkit.language.clauses import agent_of, without_agent
from lintkit.language.nlp import Token
from lintkit.read import read_bytes

DAY = date(2026, 11, 21)


class Guesses:
    """A parser whose tags and relations are chance, the same for the same sentence; notes what it was given."""

    level = "L2"
    features = (
        "Degree=Pos",
        "Degree=Pos",
        "VerbForm=Part",
        "VerbForm=Inf|Voice=Pass",
        "VerbForm=Fin|Voice=Pass",
        "VerbForm=Fin",
    )

    def __init__(self, seed: int = 0, tags: Sequence[str] = ("VERB", "AUX", "NOUN", "NOUN", "ADJ")) -> None:
        self.seed = seed
        self.tags = tags
        self.batches: list[list[str]] = []

    def parse(self, texts: Sequence[str], *, syntax: bool = True) -> list[tuple[Token, ...]]:
        self.batches.append(list(texts))
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> tuple[Token, ...]:
        words = list(re.finditer(r"[\w-]+|[^\w\s]", text))
        chance = random.Random(f"{self.seed} {text}")
        return tuple(
            Token(
                m[0], m.start(), m.end(), self._tag(m[0].lower(), words[i - 1][0], chance), "", chance.choice(self.features),
                chance.choice(["ROOT", "conj", "nsubj", "nsubj"]), chance.randrange(len(words)),
            )
            for i, m in enumerate(words)
        )  # fmt: skip

    def _tag(self, word: str, before: str, chance: random.Random) -> str:
        if not word[0].isalpha():
            return "NUM" if word[0].isdigit() else "PUNCT"
        if word == "för" and (before == "vara" or _BEFORE_TOO.fullmatch(before)):
            return chance.choice(("ADV", "ADP"))
        return "X" if word in _FILLERS or _CLOSED.fullmatch(word) else chance.choice(self.tags)


def analysed(text: str, parser: Guesses | None = None) -> Analysis:
    found: Callable[[], Guesses | None] = lambda: parser  # noqa: E731
    return Analysis(read_bytes(text.encode(), "prov.md"), parser=found)  # type: ignore[arg-type]


def texts(check: Callable[[Input], object], analysis: Analysis) -> list[str]:
    plain = analysis.document.plain.text
    remarks = check(Input(analysis.document, analysis, "", DAY))
    return [plain[r.start : r.end] for r in remarks]  # type: ignore[attr-defined]


WHO = ("Anordnaren", "Nämnden", "av nämnden", "hen", "Avvikelser", "Enhetens rutiner", "Planen", "varje år", "dess")
VERBS = ("ska anmälas", "ska dokumenteras", "ska föra journal", "måste prövas", "bedömer saken", "får ändras", "ska")
ENDS = (".", ".", ":", "", "\n\n", ".\n\n- ", ":\n\n- ", "\n\n## Ansvar\n\n", "\n\n## Anordnarens ansvar\n\n")


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(VERBS), st.sampled_from(WHO), st.sampled_from(ENDS)), min_size=1, max_size=7),
    st.integers(0, 99),
)  # fmt: skip
def test_words_settle_only_what_every_parse_would(parts: list[tuple[str, str, str, str]], seed: int) -> None:
    text = " ".join(f"{who} {verb} {whom}{end}" for who, verb, whom, end in parts)
    whole = analysed(text, Guesses(seed))
    sentences = [s for block in whole.document.blocks for s in whole.sentences(block)]
    expected = [s for s in sentences if agent_of(whole, s) is None]
    parser = Guesses(seed)
    assert without_agent(analysed(text, parser), sentences) == expected
    assert len(parser.batches) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Brister ska åtgärdas samma dag.",
        "## Anordnarens ansvar\n\nÄndringar i personalen ska anmälas samma dag.",
        "| Uppgift | Ansvarig |\n|---|---|\n| Avvikelser i enheten ska rapporteras | Enhetschefen |",
        "Anordnaren har en plan. Brister ska åtgärdas.",
        "Utföraren måste:\n\n- föra en lista, som ska granskas.",
        "Personalen ska ha nycklar.\nVerksamheten ska vara stängd för allmänheten.",
    ],
)
def test_nothing_is_parsed_where_words_are_enough(text: str) -> None:
    parser = Guesses()
    analysis = analysed(text, parser)
    texts(agentless_duty, analysis), texts(vague_predicate, analysis)
    assert parser.batches == []


def test_what_words_leave_open_is_parsed() -> None:
    parser = Guesses()
    texts(agentless_duty, analysed("Enhetens avvikelser ska rapporteras samma dag.", parser))
    texts(vague_predicate, analysed("Måltiderna ska vara näringsriktiga.", parser))
    assert parser.batches == [
        ["Enhetens avvikelser ska rapporteras samma dag."],
        ["Måltiderna ska vara näringsriktiga."],
    ]


AFTER = ("tydlig", "varken", "komplett", "trygga", "klar", "fri", "skriftlig", "väl", "en", "för", "med", "i", "som", "och", "eller", "inte",
         "personal", "låst", "3", "+60", "(se", "hel-", ",", ".", ":", ";", "!", "”bra”")  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(st.lists(st.sampled_from(AFTER), max_size=6), st.integers(0, 200))
def test_what_may_judge_is_no_narrower_than_any_parse(words: list[str], seed: int) -> None:
    text = "Lokalen ska vara " + re.sub(r" (?=[,.:;!])", "", " ".join(words))
    analysis = analysed(text, Guesses(seed, ("ADJ", "ADJ", "ADJ", "ADV", "CCONJ", "NOUN")))
    for block in analysis.document.blocks:
        for sentence in analysis.sentences(block):
            low = analysis.lower[sentence.start : sentence.end]
            found = _MUST_BE.search(low)
            if found and list(_predicates(analysis, sentence, sentence.start + found.end())):
                assert _may_judge(low[found.end() :])


@pytest.mark.parametrize(
    ("after", "may"),
    [
        (" trygg.", True),
        (" väl känd.", True),
        (" skriftlig, tydlig och daterad.", True),
        (" skriftlig.", False),
        (" öppen för alla.", False),
        (" skyldig att svara.", False),
        (" en trygg plats.", False),
        (" minst 18 år.", False),
        (" skriftlig: tydlig", False),
        (" för trånga.", True),
        (" varken för vida eller för trånga.", True),
        (" komplett, med bilagor.", True),
        (" av god kvalitet.", False),
        ("", False),
    ],
)
def test_words_after_vara(after: str, may: bool) -> None:
    assert _may_judge(after) is may


NEGATIONS = (
    "inte",
    "ej",
    "icke",
    "aldrig",
    "utan",
    "utan att inte",
    "anledning",
    "saknar",
    "otillräcklig",
    "alltid",
    "tjej",
    "inte alls",
    ",",
)


@settings(deadline=None)  # the first text compiles the patterns
@given(st.lists(st.sampled_from(NEGATIONS), max_size=8))
def test_double_negations_are_those_of_the_pattern(words: list[str]) -> None:
    text = "Anordnaren ska " + " ".join(words)
    analysis = analysed(text)
    assert texts(double_negation, analysis) == [m[0] for m in _NEGATED.finditer(analysis.document.plain.text)]


def test_duties_are_sought_in_running_text_alone() -> None:
    text = "# Brister ska anmälas\n\nBrister ska anmälas.\n\n```\nBrister ska anmälas.\n```\n\n| Brister ska utredas |\n|---|\n| x |\n"
    analysis = analysed(text)
    plain = analysis.document.plain.text
    assert [plain[a:b] for _, a, b in _duties(analysis)] == ["anmälas"]
