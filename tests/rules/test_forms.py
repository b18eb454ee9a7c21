"""The table of word forms is what the rules generate, so that a changed paradigm is seen in review."""

from __future__ import annotations

import csv
import importlib.util
import re
from pathlib import Path

import pytest

_PATH = Path(__file__).resolve().parents[1] / "tools" / "forms.py"
_SPEC = importlib.util.spec_from_file_location("forms_table", _PATH)
assert _SPEC is not None and _SPEC.loader is not None
tool = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(tool)


def test_table_follows_the_rules() -> None:
    written = tool.TABLE.read_text(encoding="utf-8").splitlines()
    generated = tool.table().splitlines()
    gone, new = sorted(set(written) - set(generated)), sorted(set(generated) - set(written))
    assert (gone, new) == ([], []), "skriv om tabellen med: python tests/tools/forms.py"
    assert written == generated


def _rows() -> list[dict[str, str]]:
    with tool.TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_rows_are_well_formed() -> None:
    rows = _rows()
    assert len(rows) > 100
    for row in rows:
        words = row["forms"].split()
        assert words == sorted(set(words))
        assert row["lemma"] in words
        assert row["rules"]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['lemma']}:{row['paradigm']}")
def test_forms_look_like_swedish(row: dict[str, str]) -> None:
    """Spellings that no Swedish word has, and that a wrong paradigm gives: three equal letters, -ee-, -aa, -nnt ..."""
    for word in row["forms"].split():
        assert not re.search(r"(.)\1\1|[aeiouyåäö]aa|aa$|ee[rn]?s?$|mm[bdfgklpt]|nn[bdfgkpt]|ttt|sss", word), word
