"""Forms: sizes, numbers, times and broken bodies, each refused with one sentence; what fits stays in memory."""

from __future__ import annotations

import tempfile
from typing import Any

import pytest

pytest.importorskip("starlette", reason="paketen för sidan (lintkit[serve]) är inte installerade")

ORIGIN = {"origin": "http://127.0.0.1:8000"}
TEXT = "# Reglemente för kundval\n\n## Krav\n\n1. Anordnaren ska snarast svara.\n".encode()


@pytest.mark.parametrize(
    ("files", "status", "words"),
    [([], 400, "Välj minst ett dokument."), ([("", b"")], 400, "Välj minst ett dokument."),
     ([("a.md", b"x" * 3001)], 413, "Ett av dokumenten är större än"),
     ([(f"{i}.md", b"x" * 2900) for i in range(3)], 413, ""),
     ([(f"{i}.md", b"x") for i in range(4)], 413, "högst 3 dokument")],
)  # fmt: skip
def test_limits(make: Any, files: list[tuple[str, bytes]], status: int, words: str) -> None:
    page = make(file_bytes=3000, total_bytes=6000, files=3)
    if status == 413 and not words:  # together too large: more than the frame of a form allows besides
        files = [(name, data * 400) for name, data in files]
        page = make(file_bytes=2 << 20, total_bytes=2 << 20, files=3)
        words = "tillsammans större än 2 MB"
    answer = page.post("granskning", files)
    assert answer.status_code == status
    assert words in page.problem(answer)
    assert 'id="lamna"' in answer.text  # the form is there to try again
    assert not page.site.store.all()


def test_a_large_body_is_refused_before_it_is_read(make: Any) -> None:
    page = make(total_bytes=1 << 20)
    answer = page.client.post(
        f"{page.site.root}granskning", content=b"--x\r\n",
        headers={**ORIGIN, "content-type": "multipart/form-data; boundary=x", "content-length": str(1 << 40)},
    )  # fmt: skip
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [("application/json", b"{}", 415), ("text/plain", b"csrf=hemlig-csrf", 415), ("", b"", 415),
     ("application/x-www-form-urlencoded", b"csrf=hemlig-csrf", 415), ("multipart/form-data", b"", 415),
     ("multipart/form-data; boundary=" + "x" * 300, b"", 415), ("multipart/form-data; boundary=x", b"", 400),
     ("multipart/form-data; boundary=x", b"rappakalja", 400),
     ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=csrf\r\n\r\nhemlig-csrf", 400),
     ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: " + b"a" * (2 << 20), 400),
     ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: b\r\n" * 400_000, 400),
     ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n" * 500, 413),
     ("multipart/form-data; boundary=x",
      b"--x\r\nContent-Disposition: form-data; name=profil\r\n\r\n" + b"a" * 9000 + b"\r\n--x--\r\n", 413),
     ("multipart/form-data; boundary=x", b"--x\r\n\r\ningen rubrik\r\n--x--\r\n", 403)],
)  # fmt: skip
def test_broken_forms(page: Any, kind: str, body: bytes, status: int) -> None:
    answer = page.client.post(f"{page.site.root}granskning", content=body, headers={**ORIGIN, "content-type": kind})
    assert answer.status_code == status
    assert page.problem(answer).endswith(".")
    assert "Traceback" not in answer.text
    assert page.get().status_code == 200


def test_unknown_profile_is_refused(page: Any) -> None:
    answer = page.post("granskning", [("a.md", TEXT)], profil="<script>")
    assert answer.status_code == 400
    assert page.problem(answer) == "Välj en av profilerna i listan."


def test_uploads_never_touch_the_disk(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("en tillfällig fil skapades")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    at = page.drop(("stor.txt", b"Anordnaren ska snarast svara. " * 100_000))
    assert page.client.get(at).status_code == 200


def test_names_are_escaped_and_unique(page: Any) -> None:
    name = '<img src=x onerror="alert(1)">.md'
    at = page.drop((name, TEXT), (name, TEXT), ("../../etc/passwd.md", TEXT))
    assert page.wait(at) == "choosing"
    for address in (at, page.site.root):
        text = page.client.get(address).text
        assert "<img" not in text
        assert "&lt;img" in text
    text = page.client.get(at).text
    assert "(2).md" in text
    assert "etc/" not in text


def test_too_many_reviews_are_refused_with_a_sentence(make: Any) -> None:
    page = make(kept=1)
    page.drop(("a.md", TEXT))
    answer = page.post("granskning", [("b.md", TEXT)])
    assert answer.status_code == 503
    assert "ta bort någon av dem" in page.problem(answer)
    assert len(page.site.store.all()) == 1


def test_reviews_too_heavy_together_are_refused(make: Any) -> None:
    page = make(kept_bytes=1000)
    answer = page.post("granskning", [("b.txt", b"x" * 600)])
    assert answer.status_code == 503
    assert not page.site.store.all()
