"""lintkit coverage: formats, what is said of documents that cannot be read, escaping."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from running import Run, Write

TEXT = "# Reglemente för kundval\n\n1. Anordnaren ska anmäla byte av ägare till nämnden inom en månad.\n"


def test_table(run: Run, write: Write) -> None:
    write("a.md", TEXT)
    result = run("coverage", "a.md")
    assert result.status == 0
    assert "C9  finns" in result.out and "punkt 1" in result.out
    assert "C16 saknas" in result.out
    assert result.last == "1 dokument, 30 kontroller, 0 olästa"


def test_json(run: Run, write: Write) -> None:
    write("a.md", TEXT)
    (document,) = json.loads(run("coverage", "a.md", "--format", "json").out)["documents"]
    assert document["kind"] == "reglemente"
    assert len(document["controls"]) == 30
    reported = next(c for c in document["controls"] if c["id"] == "C9")
    (place,) = reported["places"]
    assert reported["status"] == "present"
    assert TEXT[place["start"] : place["end"]] == place["text"]


@pytest.mark.parametrize("format_", ["markdown", "html"])
def test_words_are_escaped(run: Run, write: Write, format_: str) -> None:
    write("a.md", "# Reglemente `<script>alert(1)</script>`\n\n1. Anordnaren ska ha tillstånd.\n")
    result = run("coverage", "a.md", "--format", format_)
    assert result.status == 0
    assert "<script>" not in result.out
    assert "saknas" in result.out


def test_unreadable_document(run: Run, write: Write) -> None:
    write("a.md", TEXT)
    write("b.md", "")
    result = run("coverage", "a.md", "b.md", "--format", "json")
    assert result.status == 3
    assert [d["error"] is None for d in json.loads(result.out)["documents"]] == [True, False]
    assert "b.md är tom" in result.err


def test_kind_from_the_configuration(run: Run, write: Write) -> None:
    write("lintkit.yaml", "per_path: {'*.md': {kind: policy}}\n")
    write("a.md", TEXT)
    (document,) = json.loads(run("coverage", "a.md", "--format", "json").out)["documents"]
    assert document["kind"] == "policy"


ABOVE = "# Reglemente för kundval\n\n1. Anordnaren ska ge nämnden tillträde till lokaler och handlingar.\n"
SET = "documents:\n  - {name: k, governs: reglemente.md, applies_to: [villkor.md]}\n"


def test_a_control_that_the_governing_document_has_is_left_to_it(run: Run, write: Write) -> None:
    write("reglemente.md", ABOVE)
    write("villkor.md", "# Specifika villkor för hemtjänst\n\n1. Utföraren ska svara inom två dagar.\n")
    (alone,) = json.loads(run("coverage", "villkor.md", "--format", "json").out)["documents"]
    write("lintkit.yaml", SET)
    (together,) = json.loads(run("coverage", "villkor.md", "--format", "json").out)["documents"]

    def access(document: dict[str, Any]) -> tuple[str, str | None]:
        found = next(c for c in document["controls"] if c["id"] == "C8")
        return found["status"], found["delegated_to"]

    assert access(alone) == ("missing", None)
    assert access(together) == ("delegated", "Reglemente för kundval")


GUIDE = Path(__file__).resolve().parents[2] / "docs" / "kontroller-och-mangder.md"


def test_the_guides_example_is_what_is_printed(run: Run, write: Write) -> None:
    guide = GUIDE.read_text("utf-8")
    above, below = (part.partition("```")[0] for part in guide.split("```markdown\n")[1:])
    found, controls = (part.partition("```")[0] for part in guide.split("```text\n")[1:])
    write("lintkit.yaml", guide.partition("```yaml\n")[2].partition("```")[0])
    write("reglemente.md", above)
    write("villkor/hemtjanst.md", below)
    checked = run(
        "check",
        "villkor/hemtjanst.md",
        "--select",
        "konflikt,hanvisning",
        "--no-color",
        "--quiet",
        "--today",
        "2026-11-21",
    )
    assert checked.out == found
    assert run("coverage", "villkor/hemtjanst.md", "--quiet").out == controls


def test_the_guides_table_is_what_the_corpus_has(run: Run) -> None:
    guide = GUIDE.read_text("utf-8")
    corpus = GUIDE.parents[1] / "corpus"
    for document in json.loads(run("coverage", str(corpus), "--format", "json", "--quiet").out)["documents"]:
        name, counts = document["path"].rpartition("corpus/")[2], document["counts"]
        gone = ", ".join(c["id"] for c in document["controls"] if c["status"] == "missing") or "–"
        numbers = " | ".join(str(counts[status]) for status in ("present", "weak", "delegated"))
        assert f"| {name} | {document['kind']} | {numbers} | {gone} |" in guide
