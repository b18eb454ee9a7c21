"""Rule files: what loads, and that every mistake names file, line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from lintkit.errors import FileError
from lintkit.rules import load_rules

GOOD = """\
id: vagt-prov
title: Prov
severity: warning
status: stable
since: "0.1"
match:
  terms: [snarast]
message: "”{match}” prövas."
why: Därför.
fix: Skriv om.
sources: [{title: Källa}]
examples:
  bad: ["Anordnaren ska [[snarast]] svara."]
  good: ["Anordnaren ska svara."]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "regel.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_whole_rule_loads(tmp_path: Path) -> None:
    (loaded,) = load_rules([write(tmp_path, GOOD)])
    assert loaded.rule.id == "vagt-prov"
    assert loaded.rule.family == "vagt"


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("title: Prov", "titel: Prov", 2, "okänd nyckel ”titel”"),
        ("title: Prov", "titel: Prov", 2, "menade du ”title”"),
        ("why: Därför.\n", "", 1, "”why” saknas"),
        ("fix: Skriv om.\n", "", 1, "”fix” saknas"),
        ("sources: [{title: Källa}]\n", "", 1, "”sources” saknas"),
        ("sources: [{title: Källa}]", "sources: []", 11, "saknar källa"),
        ("severity: warning", "severity: farlig", 3, "farlig"),
        ("severity: warning", "severity: 3", 3, "severity"),
        ("id: vagt-prov", "id: Vagt prov", 1, "ASCII"),
        ("terms: [snarast]", "terms: [snarast]\n  check: a.b", 6, "exakt en"),
        ("terms: [snarast]", "phrases: [vid ...]", 7, "lucka"),
        ("terms: [snarast]", "terms: [skälig:n9]", None, None),
        ("[[snarast]]", "snarast", 13, "[[ ]]"),
        ('good: ["Anordnaren ska svara."]', "good: []", 12, "gott (good)"),
        ("why: Därför.", "why: ''", 9, "tom"),
        ("why: Därför.", "why: *a", 9, "ankare"),
        ("why: Därför.", "why: Därför.\nwhy: Igen.", 10, "två gånger"),
        ("why: Därför.", "why: !!python/object/apply:os.system [ls]", 9, None),
        ("why: Därför.", "why: [", 11, "YAML"),
        ("fix: Skriv om.", "fix: Skriv om.\nsuggestion: senast {tid}", 11, "inget värde"),
    ],
)
def test_mistakes_name_the_line(tmp_path: Path, old: str, new: str, line: int | None, what: str | None) -> None:
    path = write(tmp_path, GOOD.replace(old, new))
    if line is None:  # a word with a colon that is no paradigm is an ordinary word
        assert load_rules([path])
        return
    with pytest.raises(FileError) as caught:
        load_rules([path])
    assert caught.value.line == line
    if what:
        assert what in caught.value.what


def test_ids_and_aliases_are_taken_once(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (tmp_path / "annan.yaml").write_text(GOOD.replace("id: vagt-prov", "id: vagt-annan\naliases: [vagt-prov]"), "utf-8")
    with pytest.raises(FileError, match="redan taget"):
        load_rules([tmp_path])


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="finns inte"):
        load_rules([tmp_path / "saknas"])


def test_not_utf8_and_not_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes("title: vårdslös".encode("latin-1"))
    with pytest.raises(FileError, match="UTF-8"):
        load_rules([path])
    path.write_text("- bara text\n", "utf-8")
    with pytest.raises(FileError, match="uppslag"):
        load_rules([path])


def test_deep_nesting_ends(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("[" * 50_000, "utf-8")
    with pytest.raises(FileError):
        load_rules([path])
