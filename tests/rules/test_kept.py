"""Rules kept in the cache: the same as those read, and nothing that is damaged, foreign or of another shape."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lintkit import store
from lintkit.rules import kept, load_rules
from lintkit.rules.kept import kept_rules


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LINTKIT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def entries(cache: Path) -> list[Path]:
    return [p for p in cache.rglob("*") if p.is_file()]


def never(*_: object) -> list[object]:
    raise AssertionError("the rule files were read")


def test_kept_rules_are_the_rules(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load_rules()
    assert kept_rules("a") == read
    assert len(entries(cache)) == 1
    monkeypatch.setattr(kept, "load_rules", never)
    assert kept_rules("a") == read


def test_kept_rules_are_used_also_where_nothing_is_to_be_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = kept_rules("a", keep=False)
    assert not entries(cache)
    kept_rules("a")
    monkeypatch.setattr(kept, "load_rules", never)
    assert kept_rules("a", keep=False) == read


def test_messages_name_files_from_where_the_run_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_rules("a")
    monkeypatch.chdir(tmp_path)
    assert [r.path for r in kept_rules("a")] == [r.path for r in load_rules()]


def test_another_installation_or_another_rule_begins_anew(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_rules("a")
    kept_rules("b")
    assert len(entries(cache)) == 2
    rule = next(load_rules.__globals__["rules_dir"]().rglob("vagt*.yaml"))
    own = tmp_path / "rules"
    own.mkdir()
    (own / "one.yaml").write_bytes(rule.read_bytes())
    for module in (kept, load_rules.__globals__):
        if isinstance(module, dict):
            monkeypatch.setitem(module, "rules_dir", lambda: own)
        else:
            monkeypatch.setattr(module, "rules_dir", lambda: own)
    first = kept_rules("a")
    text = (own / "one.yaml").read_text("utf-8")
    (own / "one.yaml").write_text(text.replace(first[0].rule.title, "Annan rubrik"), "utf-8")
    assert kept_rules("a")[0].rule.title != first[0].rule.title


@pytest.mark.parametrize("damage", ["cut", "flipped", "other shape", "not ours"])
def test_what_is_damaged_or_foreign_is_not_used_and_replaced(cache: Path, damage: str) -> None:
    read = kept_rules("a")
    [entry] = entries(cache)
    whole = entry.read_bytes()
    key = entry.parent.name + entry.name
    match damage:
        case "cut":
            entry.write_bytes(whole[:-10])
        case "flipped":
            entry.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        case "other shape":
            store.put(key, b"\x93\x01\x02\x03")
        case _:
            entry.chmod(0o666)  # others can have written it
    assert kept_rules("a") == read
    if damage != "not ours" or os.name != "nt":
        assert [e.read_bytes() for e in entries(cache)] == [whole]
        assert store.get(key) is not None
