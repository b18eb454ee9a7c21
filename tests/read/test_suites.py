"""Every document of the suites beside the repository: read or refused in words, in time, with the words in order.

The measuring is tests/tools/measure_suites.py's, which also prints the table. Expected texts that have to be made
first (LibreOffice, pdftotext) are made once in a folder of the system's temporary files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools.measure_suites import CACHE, SUITES, TARGET, Measured, documents, lowest, measure, prepare, table
from tests.tools.suite_reasons import REASONS

FILES = documents()

#: Documents outside the hostile ones that are refused, with a word of the sentence.
REFUSED = {"images.fodt": "format", "empty.pdf": "tom", "password-example.pdf": "lösenord"}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILES, reason="materialet bredvid projektet (../shared) finns inte här"),
]


@pytest.fixture(scope="module")
def measured() -> Iterator[dict[Path, Measured]]:
    prepare(FILES)
    results: dict[Path, Measured] = {}
    yield results
    print("\n" + table(list(results.values())))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SUITES).as_posix())
def test_read_or_refused_with_the_words_in_order(path: Path, measured: dict[Path, Measured]) -> None:
    one = measured[path] = measure(path)
    assert one.status in ("read", "refused"), one.said
    assert one.seconds < 60
    assert one.peak < 1 << 30
    if path.parent.name != "hostile":
        refused = "spara om dokumentet som .docx" if path.suffix == ".doc" else REFUSED.get(path.name)
        assert (one.status == "refused") == (refused is not None), one.said
        assert (refused or "") in one.said
    if one.status == "refused":
        assert "\n" not in one.said
        assert one.said[-1] != "."
    if one.share is not None:
        assert one.share >= lowest(path), one.missing[:20]


def test_the_means_reach_their_targets(measured: dict[Path, Measured]) -> None:
    """Where the expected text is right; the files whose expectation differs on purpose are named with reasons."""
    if not list(CACHE.glob("*.txt")):
        pytest.skip("LibreOffice och pdftotext finns inte här")
    for format in ("docx", "odt", "pdf"):
        own = [one for one in measured.values() if one.format == format and one.share is not None]
        if len(own) < 30:  # only some of the files were asked for
            continue
        right = [one.share or 0.0 for one in own if format == "pdf" or one.name not in REASONS]
        assert sum(right) / len(right) >= TARGET[format]


def test_every_reason_is_needed(measured: dict[Path, Measured]) -> None:
    for one in measured.values():
        if one.name in REASONS and one.share is not None:
            assert one.share < TARGET[one.format], one.name
            assert REASONS[one.name][1]
