"""Fingerprints: test vectors of the contract, and what they must survive."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lintkit.finding import Finding, Severity, fingerprint, with_fingerprints


def test_vectors() -> None:
    """Written down: a change here is a new major version."""
    assert fingerprint("vagt-tid", "snarast", "Anordnaren ska snarast svara.") == (
        hashlib.sha256(b"vagt-tid\x1fsnarast\x1fanordnaren ska snarast svara.\x1f0").hexdigest()
    )
    assert (
        fingerprint("vagt-tid", "snarast", "Anordnaren ska snarast svara.")
        == "31936251981eb3ae5c8634bf825569ae3cfdf1edad705c70b094c18345fab13d"
    )
    assert (
        fingerprint("vagt-tid", "Skyndsamt", "ÅTERKOPPLA  Skyndsamt\n till A\u030akesson.", 1)
        == "57db4eb7abd0a7602a216aab69651cc75a5c47b68e4d4ecdbb76ec79b95cbb45"
    )


def test_vectors_of_the_documentation() -> None:
    """What users are told: another program that follows the description comes to the same."""
    text = (Path(__file__).resolve().parent.parent / "docs" / "silencing.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (.+?) \| (.+?) \| (\d+) \| `([0-9a-f]{64})` \|$", text, re.MULTILINE)
    assert len(rows) >= 4
    for rule, words, sentence, number, mark in rows:
        assert fingerprint(rule, words, sentence, int(number)) == mark
        assert fingerprint(rule, unicodedata.normalize("NFD", words), f" {sentence}\n", int(number)) == mark


@given(st.text(max_size=30), st.text(max_size=60))
def test_case_space_and_composition_do_not_matter(words: str, sentence: str) -> None:
    one = fingerprint("vagt-x", words, sentence)
    other = fingerprint("vagt-x", f" {words}\n", "  ".join(unicodedata.normalize("NFD", sentence).split(" ")))
    assert one == other


@given(st.text(min_size=1, max_size=20), st.integers(0, 5), st.integers(0, 5))
def test_number_tells_equal_ones_apart(sentence: str, a: int, b: int) -> None:
    assert (fingerprint("vagt-x", "w", sentence, a) == fingerprint("vagt-x", "w", sentence, b)) == (a == b)


def test_equal_findings_are_numbered_in_order() -> None:
    one = Finding("vagt-x", Severity.INFO, "m", "f", 0, 1, "a", "s")
    first, second = with_fingerprints([one, one], ["a", "a"])
    assert first.fingerprint == fingerprint("vagt-x", "a", "s", 0)
    assert second.fingerprint == fingerprint("vagt-x", "a", "s", 1)
