"""The terminal report: place, sentence, carets exactly under the flagged words, nothing that steers a terminal."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.engine import lint_result, prepare, rule_help
from lintkit.read import read_bytes
from lintkit.report.model import DocumentResult, Report
from lintkit.report.text import render, safe
from lintkit.rules import load_rules

DAY = date(2026, 11, 21)
RULES = [r for r in load_rules() if r.rule.id in ("vagt-tid", "vagt-villkor-behov", "vagt-lampligt")]
LINTER = prepare(RULES, DAY)


def report(*sources: tuple[str, str]) -> Report:
    results = [lint_result(LINTER, read_bytes(source.encode(), name)) for name, source in sources]
    return Report("0", DAY, tuple(results), rule_help(RULES))


def marked(source: str, name: str = "a.md") -> list[str]:
    """Words with carets under them, in order: what a reader sees pointed at."""
    lines = render(report((name, source))).splitlines()
    out = []
    for above, below in pairwise(lines):
        if re.fullmatch(r" +\^+", below):
            start, end = below.index("^"), len(below)
            out.append(above[start:end])
    return out


LONG = " ".join(f"ord{i}" for i in range(60))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Anordnaren ska snarast svara.", ["snarast"]),
        ("Snarast ska anordnaren svara.", ["Snarast"]),
        ("Anordnaren ska svara snarast", ["snarast"]),
        ("Anordnaren ska vid behov och snarast svara.", ["vid behov", "snarast"]),
        ("Anordnaren ska sna\u00adrast svara.", ["snarast"]),
        ("An\u00adord\u00adna\u00adren ska så \u00adsna\u00adrt som möj\u00adligt svara.", ["så snart som möjligt"]),
        ("Anordnaren ska\u00a0vid\u00a0behov svara.", ["vid behov"]),
        ("Anordnaren ska vid\n   behov svara.", ["vid behov"]),
        ("Nämnden svarar. Anordnaren ska snarast svara. Sist.", ["snarast"]),
        (f"Anordnaren ska {LONG} snarast svara.", ["snarast"]),
        (f"Anordnaren ska snarast {LONG} svara.", ["snarast"]),
        (f"Anordnaren ska {LONG} snarast {LONG} svara.", ["snarast"]),
        (f"Anordnaren ska {LONG} svara snarast", ["snarast"]),
        ("Anordnaren ska e\u0301n snarast svara.", ["snarast"]),
        ("Anordnaren\tska\tsnarast\tsvara.", ["snarast"]),
        ("Anordnaren ska \u202e\u200bsnarast svara.", ["snarast"]),
    ],
)
def test_carets_stand_under_the_words(source: str, words: list[str]) -> None:
    assert marked(source) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Anordnaren ska sna-\nrast svara.", ["snarast"]),
        ("Anordnaren ska **vid** behov svara.", ["vid behov"]),
        ("Anordnaren ska sna\u200brast svara.", ["snarast"]),
        ("Anordnaren ska [vid](x) behov svara.", ["vid behov"]),
    ],
)
def test_carets_stand_under_words_that_are_longer_in_the_source(source: str, words: list[str]) -> None:
    assert marked(source) == words


@given(
    st.lists(st.sampled_from(["ord", "sn\u00adart", "över", "\u202e", "x" * 30, "”", "vid behov", "é"]), max_size=40)
)
def test_carets_stand_under_the_words_wherever_they_are(words: list[str]) -> None:
    for found in marked(f"Anordnaren ska {' '.join(words)} snarast svara {' '.join(words)}."):
        assert found in ("snarast", "vid behov")


def test_excerpts_are_no_wider_than_a_terminal() -> None:
    for line in render(report(("a.md", f"# {LONG[:60]}\n\nAnordnaren ska {LONG} snarast {LONG} svara."))).splitlines():
        assert len(line) <= 104


def test_a_long_sentence_shows_that_it_is_cut() -> None:
    text = render(report(("a.md", f"Anordnaren ska {LONG} snarast {LONG} svara.")))
    (line,) = (line for line in text.splitlines() if "snarast" in line and "… " in line)
    assert line.strip().startswith("… ")
    assert line.endswith(" …")


def test_whole_report() -> None:
    source = "# Reglemente\n\n## Krav\n\n1. Anordnaren ska snarast svara.\n\n2. Nämnden ska svara inom tre dagar.\n"
    text = render(report(("a.md", source), ("b.md", "Inget här.")))
    assert text.splitlines()[:6] == [
        "a.md – Reglemente",
        "",
        "  Krav › punkt 1",
        "    5:19 varning vagt-tid",
        "    Anordnaren ska snarast svara.",
        "                   ^^^^^^^",
    ]
    assert "b.md" not in text
    assert text.endswith("\n\n1 varning i 1 dokument.\n")


@pytest.mark.parametrize(
    ("sources", "summary"),
    [
        ([], "Inga anmärkningar."),
        (["Anordnaren ska snarast svara."], "1 varning i 1 dokument."),
        (["Anordnaren ska snarast svara. Anordnaren ska vid behov svara."], "2 varningar i 1 dokument."),
        (["Anordnaren ska snarast svara."] * 2, "2 varningar i 2 dokument."),
    ],
)
def test_summary(sources: list[str], summary: str) -> None:
    shown = [(f"reglemente{i}.md", source) for i, source in enumerate(sources)]
    assert render(report(*shown)).splitlines()[-1] == summary


def test_unreadable_document_is_one_sentence() -> None:
    result = DocumentResult("a\x1b.docx", "docx", None, "annat", (), "är tom (0 byte)")
    assert render(Report("0", DAY, (result,))).splitlines()[0] == "a .docx är tom (0 byte)."


def test_colour_adds_nothing_but_colour() -> None:
    source = "# Reglemente\n\n1. Anordnaren ska snarast svara.\n"
    plain, coloured = (render(report(("a.md", source)), color=c) for c in (False, True))
    assert "\x1b[33;1m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@given(st.text(max_size=80))
def test_safe_text_cannot_steer_a_terminal(text: str) -> None:
    import unicodedata

    shown = safe(text)
    assert len(shown) == len(text), "carets are placed by offset"
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in shown)


@given(st.text(max_size=120).filter(lambda t: sum(c < " " for c in t) < 3))
def test_no_text_reaches_the_terminal_unguarded(text: str) -> None:
    source = f"# R {text}\n\n1. Anordnaren {text} ska snarast svara {text}.\n"
    shown = render(report((f"a{text[:5]}/b.txt", source)))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]", shown)


@pytest.mark.parametrize("path", ["kundval/villkor/villkor-hemtjanst.docx", "forening/regler-foreningsbidrag.html"])
def test_carets_on_real_documents(path: str) -> None:
    """Every caret row of a corpus document points at words that start where the finding's words start."""
    from lintkit.read import read

    file = Path(__file__).resolve().parents[2] / "corpus" / path
    linter = prepare([r for r in load_rules() if r.rule.family == "vagt"], DAY)
    result = lint_result(linter, read(file, name=path))
    lines = render(Report("0", DAY, (result,), {})).splitlines()
    rows = [i for i, line in enumerate(lines) if re.fullmatch(r" +\^+", line)]
    inside = [f for f in result.findings if f.sentence_start >= 0]
    assert len(rows) == len(inside) > 0
    for row, finding in zip(rows, inside, strict=True):
        assert lines[row - 1][lines[row].index("^") :].startswith(
            finding.sentence[finding.sentence_start :][:4].rstrip(".")
        )
