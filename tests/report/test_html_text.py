"""The text of the report page: every word once, marks on the findings' words, overlapping ones too."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lintkit.engine import lint_result, prepare
from lintkit.finding import Finding, Severity
from lintkit.read import read_bytes
from lintkit.report.html_text import rows
from lintkit.report.model import DocumentResult
from lintkit.rules import load_rules

TEXT = """# Villkor **för** kundval

1. Anordnaren ska _snarast_ svara.
   - inom kort, och skyndsamt

| Krav | Tid |
|---|---|
| Svar | snarast |

Sista stycket.
"""
DOCUMENT = read_bytes(TEXT.encode(), "a.md")


def finding(start: int, end: int) -> Finding:
    block = max((b for b in DOCUMENT.blocks if b.start <= start), key=lambda b: b.start, default=DOCUMENT.blocks[0])
    return Finding("vagt-prov", Severity.WARNING, "m", "f", start, end, TEXT[start:end], "s", block=block.index)


ranges = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 25)).map(lambda p: (p[0], min(sum(p), len(TEXT))))


@settings(max_examples=150)
@given(st.lists(ranges, max_size=6))
def test_text_is_whole_and_every_finding_is_shown_once(chosen: list[tuple[int, int]]) -> None:
    findings = tuple(sorted((finding(a, b) for a, b in chosen), key=lambda f: f.start))
    shown = rows(DocumentResult("a.md", "md", DOCUMENT, "annat", findings))
    words = "".join(part.text for row in shown for line in row.lines for part in line.parts)
    assert words.split() == "".join(DOCUMENT.block_text(b) for b in DOCUMENT.blocks).split()
    assert sorted(n for row in shown for n in row.notes) == list(range(len(findings)))
    firsts = [n for row in shown for line in row.lines for part in line.parts for n in part.first]
    assert len(firsts) == len(set(firsts))


def test_marks_are_the_flagged_words() -> None:
    rules = [r for r in load_rules() if r.rule.id == "vagt-tid"]
    result = lint_result(prepare(rules, date(2026, 11, 21), nlp="none"), DOCUMENT, kind="reglemente")
    marked = [part.text for row in rows(result) for line in row.lines for part in line.parts if part.notes]
    assert marked == [f.text for f in result.findings] and "snarast" in marked


def test_cells_of_a_row_stand_together_with_their_labels_apart() -> None:
    shown = rows(DocumentResult("a.md", "md", DOCUMENT, "annat", ()))
    assert [len(row.lines) for row in shown if row.cells] == [2, 2]
    labels = {line.label for row in shown for line in row.lines}
    assert "1." in labels and "•" in labels
