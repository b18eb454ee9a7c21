"""The phrase language: what each construct matches, and what is refused."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.rules.match import Matcher
from lintkit.rules.phrase import PhraseError, compile_phrase


def found(phrase: str, text: str) -> list[str]:
    matcher = Matcher([(0, compile_phrase(phrase))])
    hits = matcher.find(text, lambda a, b: False, lambda offset: (0, len(text)))
    return [text[h.start : h.end] for h in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("snarast", "Åtgärda SNARAST nu, snarast.", ["SNARAST", "snarast"]),
        ("snarast", "osnarast snarastes", []),
        ("m.m.", "Handlingar m.m. krävs", ["m.m."]),
        ("skälig:a", "skäligt och skäligaste", ["skäligt", "skäligaste"]),
        ("skälig:a", "oskäligt", []),
        ("vid|efter behov", "Vid behov och efter behov", ["Vid behov", "efter behov"]),
        (
            "så snart (det är)? möjligt",
            "så snart det är möjligt; så snart möjligt",
            ["så snart det är möjligt", "så snart möjligt"],
        ),
        ("så få ...2 som möjligt", "så få personer som möjligt", ["så få personer som möjligt"]),
        ("så få ...2 som möjligt", "så få olika nya sorters personer som möjligt", []),
        ("så få ...2 som möjligt", "så få. Personer som möjligt", []),
        ("inom <tal> <enhet>", "inom tio arbetsdagar och inom 14 dagar", ["inom tio arbetsdagar", "inom 14 dagar"]),
        ("god <ord>", "god vård och god i köket", ["god vård"]),
        ("god <ord>", "maten är god och ska vara god", []),
        ("god <ord>", "god risk- och sårbarhetsanalys", ["god risk- och sårbarhetsanalys"]),
        ("god <ord>", "god risk- , god arbets-och", []),
        ("god <ord>", "god omvårdnad", ["god omvårdnad"]),
        ("~handling:n2", "Handlingen och anbudshandlingar", ["Handlingen", "anbudshandlingar"]),
        ("~handling:n2", "behandling", []),
        ("slump*", "slumpvis slumpmässig", ["slumpvis", "slumpmässig"]),
        ("då_och_då|ibland", "då och då", ["då och då"]),
    ],
)
def test_matches(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


@pytest.mark.parametrize("phrase", ["", "...", "vid ...", "... behov", "<tal> <enhet>", "<ord>", "a||b"])
def test_refuses_what_cannot_match(phrase: str) -> None:
    with pytest.raises(PhraseError):
        compile_phrase(phrase)


@given(
    st.lists(
        st.sampled_from(["vid", "behov", "a*", "(en|två)?", "...2", "skälig:a", "<tal>", "<ord>", "b|c"]), max_size=6
    )
)
def test_compiling_never_fails_otherwise(tokens: list[str]) -> None:
    source = " ".join(tokens)
    try:
        phrase = compile_phrase(source)
    except PhraseError:
        return
    assert phrase.literals or phrase.pattern is not None


@pytest.mark.timeout(120)
def test_gaps_do_not_backtrack_without_end() -> None:
    phrase = compile_phrase("när|om ...4 det ...4 ord ...4 slut")
    assert phrase.pattern is not None
    # Under a second when linear; half a million beginnings each read to the end would take hours.
    assert not list(phrase.pattern.finditer("när det " * 250_000))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("ska ... snarast", "ska " + ", " * 5_000 + "x"),
        ("ska ... snarast", "ska " + "," * 5_000 + " x"),
        ("ska ...9 ska ...9 ska ...9 xyz", "ska " * 2_000),
        ("ska <tal> <tal> xyz", "ska " + "1 " * 5_000),
        ("a*b*c* xyz", "abc" * 3_000),
        ("~plan:n2 ... xyz", "plan" * 3_000),
    ],
)
def test_a_phrase_is_tried_in_linear_time(phrase: str, text: str) -> None:
    """In a process of its own: a pattern that backtracks without end cannot be interrupted."""
    code = (
        "import sys; from lintkit.rules.phrase import compile_phrase\n"
        "pattern = compile_phrase(sys.argv[1]).pattern\n"
        "print(sum(1 for _ in pattern.finditer(sys.argv[2])))"
    )
    done = subprocess.run([sys.executable, "-c", code, phrase, text], capture_output=True, timeout=300, check=True)
    assert done.stdout.strip() == b"0"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ska, utan dröjsmål, snarast", True),
        ("ska ett två tre fyra snarast", True),
        ("ska ett två tre fyra fem snarast", False),
        ("ska inom 1,5 dag,snarast", True),
        ("ska. Snarast", False),
    ],
)
def test_a_gap_counts_words(text: str, found: bool) -> None:
    pattern = compile_phrase("ska ... snarast").pattern
    assert pattern is not None
    assert bool(pattern.search(text.lower())) is found


def test_a_phrase_with_too_many_gaps_is_refused() -> None:
    with pytest.raises(PhraseError, match="för många luckor"):
        compile_phrase("ska ...9 ska ...9 ska ...9 ska ...9 ska ...9 ska ...9 x")
