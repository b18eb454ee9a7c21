"""Hostile documents through the page: each is read or refused with one Swedish sentence, and the server stays up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("starlette", reason="paketen för sidan (lintkit[serve]) är inte installerade")

from tests.conftest import SHARED
from tests.hostile_files import FILES

SUITE = [p for p in sorted(SHARED.glob("suites/hostile/*")) if p.name != "NOTICE"]
_FOREIGN = ("Traceback", "Error", "Exception", "expected", "lintkit/", "0x", "None")

MADE = sorted(FILES)
_BATCH = 10


def batches(names: list[Any]) -> Iterator[list[Any]]:
    for at in range(0, len(names), _BATCH):
        yield names[at : at + _BATCH]


def review(page: Any, files: list[tuple[str, bytes]]) -> list[dict[str, Any]]:
    at = page.drop(*files)
    if page.wait(at, seconds=900) == "choosing":
        page.post(f"{at}/val", styr="")
        page.wait(at, seconds=900)
    shown = page.client.get(at)
    assert page.site.store.get(at.rpartition("/")[2]).state == "done", shown.text
    documents: list[dict[str, Any]] = json.loads(page.client.get(f"{at}/rapport.json").text)["documents"]
    assert len(documents) == len(files)
    for place, document in enumerate(documents):
        error = document["error"]
        if error is not None:
            assert error[:1].islower(), error
            assert "\n" not in error
            assert not [word for word in _FOREIGN if word in error], error
        copy = page.client.get(f"{at}/dokument/{place}")
        assert copy.status_code in (200, 404)
    assert "Traceback" not in shown.text
    page.post(f"{at}/ta-bort")
    assert page.get().status_code == 200
    return documents


@pytest.mark.parametrize("names", list(batches(MADE)), ids=lambda names: names[0])
def test_made_files(make: Any, names: list[str]) -> None:
    page = make(step_seconds=120.0)
    documents = review(page, [(name, FILES[name][0]()) for name in names])
    for name, document in zip(names, documents, strict=True):
        word = FILES[name][1]
        error = document["error"]
        if word != "":  # that one may be read or refused, as the machine has memory for
            assert (error is None) is (word is None), (name, error)
        assert not word or word in error


@pytest.mark.shared
@pytest.mark.parametrize("paths", list(batches(SUITE)), ids=lambda paths: paths[0].name)
def test_files_of_others(make: Any, paths: list[Any]) -> None:
    page = make(step_seconds=120.0)
    review(page, [(path.name, path.read_bytes()) for path in paths])
