"""Documents that belong together: which files a set has, who governs whom, and what is said when that is unclear."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lintkit.config import Config, DocumentSet, Loaded, PathOptions
from lintkit.engine import Shelf, lint_paths, prepare
from lintkit.rules import load_rules
from lintkit.sets import Sets, kind_for, matches, resolve

ABOVE = "# Reglemente för kundval\n\nAnordnaren får säga upp avtalet med sex månaders uppsägningstid.\n"
BELOW = "# Villkor för hemtjänst\n\nUtföraren får säga upp avtalet med tre månaders uppsägningstid.\n"


def _write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _lint(folder: Path, *sets: DocumentSet, names: tuple[str, ...]) -> tuple[dict[str, list[str]], list[str]]:
    linter = prepare([r for r in load_rules() if r.rule.id in ("konflikt-tid", "vagt-tid")], date(2026, 11, 21))
    shelf = Shelf(linter, resolve(sets, folder))
    report = lint_paths(linter, [(folder / n, n) for n in names], shelf=shelf)
    return {r.path: [f.rule for f in r.findings] for r in report.results}, shelf.problems


def test_conflict_is_found_below_and_points_above(tmp_path: Path) -> None:
    _write(tmp_path, reglemente=ABOVE, villkor__hemtjanst=BELOW)
    kundval = DocumentSet("kundval", "reglemente.md", ("villkor/*.md",))
    linter = prepare([r for r in load_rules() if r.rule.id == "konflikt-tid"], date(2026, 11, 21))
    shelf = Shelf(linter, resolve([kundval], tmp_path), {(tmp_path / "reglemente.md").resolve(): "reglemente.md"})
    report = lint_paths(linter, [(tmp_path / "villkor/hemtjanst.md", "villkor/hemtjanst.md")], shelf=shelf)
    (finding,) = report.results[0].findings
    (related,) = finding.related
    assert finding.text == "tre månaders"
    assert related.path == "reglemente.md"
    assert ABOVE[related.start : related.end] == related.text
    assert "sex månaders" in related.text and "sex månaders" in finding.message


def test_definition_above_holds_below(tmp_path: Path) -> None:
    _write(
        tmp_path,
        reglemente="# Reglemente\n\nMed skyndsamt avses senast nästa arbetsdag.\n",
        villkor="# Villkor\n\n1. Anordnaren ska skyndsamt svara.\n",
    )
    alone, _ = _lint(tmp_path, names=("villkor.md",))
    together, _ = _lint(tmp_path, DocumentSet("k", "reglemente.md", ("villkor.md",)), names=("villkor.md",))
    assert alone["villkor.md"] == ["vagt-tid"]
    assert together["villkor.md"] == []


def test_missing_governing_document_is_said_once_and_the_rest_is_linted(tmp_path: Path) -> None:
    _write(tmp_path, a=BELOW, b=BELOW.replace("Utföraren", "Anordnaren ska snarast svara. Utföraren"))
    found, problems = _lint(tmp_path, DocumentSet("k", "borta.md", ("*.md",)), names=("a.md", "b.md"))
    assert len(problems) == 1 and "borta.md" in problems[0] and "finns inte" in problems[0]
    assert found["b.md"] == ["vagt-tid"]


def test_unreadable_governing_document_is_said_once(tmp_path: Path) -> None:
    _write(tmp_path, a=BELOW, b=BELOW)
    (tmp_path / "tom.docx").write_bytes(b"")
    _, problems = _lint(tmp_path, DocumentSet("k", "tom.docx", ("*.md",)), names=("a.md", "b.md"))
    assert len(problems) == 1 and "är tom" in problems[0]


def test_documents_that_govern_each_other(tmp_path: Path) -> None:
    _write(tmp_path, a=ABOVE, b=BELOW)
    sets = (DocumentSet("ett", "a.md", ("b.md",)), DocumentSet("två", "b.md", ("a.md",)))
    found, problems = _lint(tmp_path, *sets, names=("a.md", "b.md"))
    assert len(problems) == 1 and "styr varandra" in problems[0]
    assert found == {"a.md": [], "b.md": ["konflikt-tid"]}


def test_two_documents_with_the_same_title_are_told_apart_by_path(tmp_path: Path) -> None:
    _write(tmp_path, reglemente=ABOVE, villkor__a=BELOW, villkor__b=BELOW)
    kundval = DocumentSet("k", "reglemente.md", ("villkor/*.md",))
    found, _ = _lint(tmp_path, kundval, names=("villkor/a.md", "villkor/b.md"))
    assert found == {"villkor/a.md": ["konflikt-tid"], "villkor/b.md": ["konflikt-tid"]}


def test_a_governing_document_is_not_its_own_member(tmp_path: Path) -> None:
    _write(tmp_path, reglemente=ABOVE, villkor=BELOW)
    sets = resolve([DocumentSet("k", "reglemente.md", ("*.md",))], tmp_path)
    assert [p.name for p in sets.direct] == ["villkor.md"]
    assert sets.problems == ()


def test_a_chain_gives_the_nearest_first(tmp_path: Path) -> None:
    _write(tmp_path, a=ABOVE, b=ABOVE, c=BELOW)
    sets = resolve([DocumentSet("1", "a.md", ("b.md",)), DocumentSet("2", "b.md", ("c.md",))], tmp_path)
    assert [g.path.name for g in sets.above(tmp_path / "c.md")] == ["b.md", "a.md"]


def test_a_set_without_members_is_said(tmp_path: Path) -> None:
    _write(tmp_path, a=ABOVE)
    assert "inget dokument" in resolve([DocumentSet("k", "a.md", ("villkor/*.md",))], tmp_path).problems[0]
    assert Sets().above(tmp_path / "a.md") == ()


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("protokoll/a.md", "protokoll/**", True),
        ("protokoll/2025/a.md", "protokoll/**", True),
        ("a.md", "*.md", True),
        ("x/a.md", "x/*.md", True),
        ("x/y/a.md", "x/*.md", False),
        ("x/y/a.md", "**/a.md", True),
        ("a.md", "**/a.md", True),
        ("a.docx", "*.md", False),
    ],
)
def test_globs(tmp_path: Path, path: str, pattern: str, fits: bool) -> None:
    assert matches(tmp_path / path, pattern, tmp_path) is fits


def test_kind_is_laid_down_by_path(tmp_path: Path) -> None:
    loaded = Loaded(Config(per_path={"rutiner/**": PathOptions(kind="rutin")}), tmp_path)
    assert kind_for(tmp_path / "rutiner/a.md", loaded) == "rutin"
    assert kind_for(tmp_path / "a.md", loaded) is None
