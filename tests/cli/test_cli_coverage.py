"""lintkit coverage: formats, what is said of documents that cannot be read, escaping."""

from __future__ import annotations

import json

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
