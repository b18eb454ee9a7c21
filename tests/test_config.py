"""Finding and reading the configuration; what it does to a run is tested through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lintkit.config import PROFILES, Config, RegisterLimits, find, load_config
from lintkit.errors import FileError
from lintkit.families import FAMILIES


def put(path: Path, text: str = "profile: lov\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_nearest_above(tmp_path: Path) -> None:
    top = put(tmp_path / "lintkit.yaml")
    near = put(tmp_path / "a" / "lintkit.yaml")
    document = put(tmp_path / "a" / "b" / "c.md", "x")
    assert find(document) == near
    assert find(document.parent) == near
    assert find(tmp_path / "a" / "ny.md") == near
    assert find(put(tmp_path / "d" / "e.md", "x")) == top


def test_order_within_a_folder(tmp_path: Path) -> None:
    table = put(tmp_path / "pyproject.toml", "[tool.lintkit]\n")
    assert find(tmp_path) == table
    short = put(tmp_path / "lintkit.yml")
    assert find(tmp_path) == short
    long = put(tmp_path / "lintkit.yaml")
    assert find(tmp_path) == long


@pytest.mark.parametrize("text", ["[project]\nname='x'\n", "[tool.lintkit\n", "tool = 1\n", "[tool]\nlintkit = 3\n"])
def test_somebody_elses_pyproject(tmp_path: Path, text: str) -> None:
    top = put(tmp_path / "lintkit.yaml")
    put(tmp_path / "a" / "pyproject.toml", text)
    assert find(tmp_path / "a") == top


def test_a_folder_named_as_the_file_is_passed_over(tmp_path: Path) -> None:
    top = put(tmp_path / "lintkit.yml")
    (tmp_path / "lintkit.yaml").mkdir()
    assert find(tmp_path) == top


def test_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    loaded = load_config(None)
    assert loaded.config == Config()
    assert (loaded.folder, loaded.path) == (tmp_path, None)
    assert (loaded.config.profile, loaded.config.fail_on) == ("kundval", "warning")


def test_the_contract_example(tmp_path: Path) -> None:
    path = put(
        tmp_path / "lintkit.yaml",
        """\
profile: kundval
extend: [regler/egna.yaml]
select: [vagt, register, sanktion, hanvisning, metadata]
ignore: [sprak]
fail_on: warning
documents:
  - name: kundval
    governs: reglemente/kundval.docx
    applies_to: ["villkor/*.docx"]
registers:
  owners: {max_age_months: 3, renewal_months: 12}
  staff: {max_age_months: 6}
nlp: {model: auto}
per_path: {"protokoll/**": {ignore: [metadata]}}
""",
    )
    loaded = load_config(path)
    config = loaded.config
    assert loaded.folder == tmp_path
    assert config.extend == ("regler/egna.yaml",)
    assert config.documents[0].applies_to == ("villkor/*.docx",)
    assert config.registers.owners == RegisterLimits(3, 12)
    assert config.registers.staff == RegisterLimits(6, None)
    assert config.per_path["protokoll/**"].ignore == ("metadata",)


def test_toml_says_the_same_as_yaml(tmp_path: Path) -> None:
    toml = put(
        tmp_path / "pyproject.toml",
        '[tool.lintkit]\nprofile = "lov"\nselect = ["vagt"]\n[tool.lintkit.registers.owners]\nmax_age_months = 3\n',
    )
    yaml = put(tmp_path / "lintkit.yaml", "profile: lov\nselect: [vagt]\nregisters: {owners: {max_age_months: 3}}\n")
    assert load_config(toml).config == load_config(yaml).config


def test_errors_in_toml_name_the_file(tmp_path: Path) -> None:
    path = put(tmp_path / "pyproject.toml", '[tool.lintkit]\nselct = ["vagt"]\n')
    with pytest.raises(FileError, match=r"pyproject\.toml:\d+: okänd nyckel ”selct” i filen; menade du ”select”\?"):
        load_config(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="konfigurationsfilen finns inte"):
        load_config(tmp_path / "saknas.yaml")


def test_every_profile_names_known_families() -> None:
    assert PROFILES["alla"] == FAMILIES
    for families in PROFILES.values():
        assert set(families) <= set(FAMILIES)
        assert "vagt" in families
