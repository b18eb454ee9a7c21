"""Who is let in: this machine by one of its names, from the page itself, with the token; and what every answer says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="paketen för sidan (lintkit[serve]) är inte installerade")

from starlette.requests import Request
from starlette.routing import Route

from lintkit.web import guard
from lintkit.web.guard import authorities, is_loopback

TEXT = b"# Reglemente\n\n1. Anordnaren ska snarast svara.\n"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_own_names_are_let_in(page: Any, host: str) -> None:
    assert page.get(headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["attacker.example", "attacker.example:8000", "127.0.0.1", "127.0.0.1:8001", "localhost.attacker.example:8000",
     "127.0.0.1.nip.example:8000", "0.0.0.0:8000", "", "127.0.0.1:8000, x", "user@127.0.0.1:8000"],
)  # fmt: skip
def test_other_hosts_are_refused(page: Any, host: str) -> None:
    answer = page.get(headers={"host": host})
    assert answer.status_code == 421
    assert page.problem(answer) == "Sidan svarar bara på den här datorns egna adresser."
    assert page.site.token not in answer.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_requests_of_other_sites_are_refused(page: Any, site: str) -> None:
    assert page.get(headers={"sec-fetch-site": site}).status_code == 403
    assert page.get(headers={"sec-fetch-site": "same-origin"}).status_code == 200
    assert page.get(headers={"sec-fetch-site": "none"}).status_code == 200


@pytest.mark.parametrize("path", ["granskning", "granskning/x/ta-bort", "granskning/x/val", "stang"])
@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "null"}, {"origin": "http://attacker.example"}, {"origin": "http://127.0.0.1:9000"},
     {"origin": "https://127.0.0.1:8000"}, {"origin": "http://localhost:8000"},
     {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "cross-site"}],
)  # fmt: skip
def test_changes_from_elsewhere_are_refused(page: Any, path: str, headers: dict[str, str]) -> None:
    stopped: list[int] = []
    page.site.stop = lambda: stopped.append(1)
    files = [("csrf", (None, page.site.csrf)), ("dokument", ("a.md", TEXT))]
    answer = page.client.post(page.site.root + path, files=files, headers=headers, follow_redirects=False)
    assert answer.status_code == 403
    assert not page.site.store.all()
    assert not stopped


@pytest.mark.parametrize("path", ["granskning", "stang"])
@pytest.mark.parametrize("csrf", ["", "fel", "hemlig-csr", "hemlig-csrfx"])
def test_forms_without_their_token_are_refused(page: Any, path: str, csrf: str) -> None:
    stopped: list[int] = []
    page.site.stop = lambda: stopped.append(1)
    answer = page.post(path, [("a.md", TEXT)], csrf=csrf)
    assert answer.status_code == 403
    assert not page.site.store.all()
    assert not stopped


def test_token_after_the_files_comes_too_late(page: Any) -> None:
    parts = [("dokument", ("a.md", TEXT)), ("csrf", (None, page.site.csrf))]
    answer = page.client.post(
        f"{page.site.root}granskning", files=parts, headers={"origin": "http://127.0.0.1:8000"}, follow_redirects=False
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/", "/s/", "/s/fel/", "/s/hemlig-token", "/s/hemlig-toke/", "/s/hemlig-tokenx/", "/s//hemlig-token/",
     "/S/hemlig-token/", "/s/hemlig-token%00/", "/sida.css", "/s/fel/sida.css", "/granskning"],
)  # fmt: skip
def test_nothing_without_the_token(page: Any, path: str) -> None:
    answer = page.get(path)
    assert answer.status_code == 404
    assert page.site.token not in answer.text
    assert page.site.csrf not in answer.text


def test_entry_works_once(page: Any) -> None:
    assert page.get("/in/fel", follow_redirects=False).status_code == 404
    first = page.get("/in/en-gang", follow_redirects=False)
    assert (first.status_code, first.headers["location"]) == (303, page.site.root)
    again = page.get("/in/en-gang", follow_redirects=False)
    assert again.status_code == 404
    assert page.site.token not in again.text
    assert page.get("/in/", follow_redirects=False).status_code == 404


@pytest.mark.parametrize(
    "path", ["", "/", "sida.css", "sida.js", "granskning/finns-inte", "/favicon.ico", "finns-inte"]
)
def test_every_answer_has_the_headers(page: Any, path: str) -> None:
    headers = page.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


def test_script_and_style_run_by_a_nonce_of_their_own(page: Any) -> None:
    nonces = set()
    for _ in range(2):
        answer = page.get()
        [nonce] = set(re.findall(r"'nonce-([^']+)'", answer.headers["content-security-policy"]))
        for tag in re.findall(r"<(?:script|style|link rel=.stylesheet.)[^>]*>", answer.text):
            assert f'nonce="{nonce}"' in tag
        assert not re.search(r"\son\w+=|\sstyle=|javascript:", answer.text)
        nonces.add(nonce)
    assert len(nonces) == 2


def test_other_methods_and_addresses_get_a_sentence(page: Any) -> None:
    wrong = page.client.delete(page.site.root, headers={"origin": "http://127.0.0.1:8000"})
    assert wrong.status_code == 405
    assert page.problem(wrong) == "Så går det inte att anropa sidan."
    assert page.problem(page.get("finns/inte")) == "Det finns ingen sida på den adressen."
    for path in ("granskning/../../../etc/passwd", "granskning/x/dokument/..%2f..%2fetc%2fpasswd"):
        assert page.get(path).status_code == 404


def test_own_faults_end_in_a_sentence(page: Any, capsys: pytest.CaptureFixture[str]) -> None:
    async def fault(_: Request) -> Any:
        raise ValueError("hemlig text ur ett dokument")

    inner = page.client.app.app
    inner.router.routes.append(Route(f"{page.site.root}fel", fault))
    answer = page.get("fel")
    assert answer.status_code == 500
    assert page.problem(answer) == "Sidan råkade ut för ett internt fel."
    assert answer.headers["x-content-type-options"] == "nosniff"
    err = capsys.readouterr().err
    assert "hemlig" not in err
    assert "Traceback" not in err
    assert "ValueError" in err
    assert page.get().status_code == 200


def test_too_many_at_once_are_refused(page: Any) -> None:
    page.client.app._active = 64
    answer = page.get()
    assert answer.status_code == 503
    assert page.problem(answer) == "Sidan har för mycket att göra just nu; försök igen om en stund."
    page.client.app._active = 0
    assert page.get().status_code == 200
    assert page.client.app._active == 0


def test_websockets_are_closed(page: Any) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), page.client.websocket_connect(page.site.root):
        pass


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False),
     ("::", False), ("192.168.1.2", False), ("example.org", False), ("", False)],
)  # fmt: skip
def test_loopback(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_authorities_name_the_port() -> None:
    assert authorities(99, "::1") == {"127.0.0.1:99", "localhost:99", "[::1]:99"}


def test_no_inline_handlers_in_templates() -> None:
    folder = Path(guard.__file__).parent / "templates"
    for template in folder.glob("*.j2"):
        text = template.read_text("utf-8")
        assert not re.search(r"\son[a-z]+=|\sstyle=|javascript:", text), template.name
        # The style of the pages is the only thing that is written as it is.
        assert re.findall(r"\{\{[^}]*\|\s*safe\s*\}\}", text) in ([], ["{{ inline_style|safe }}"]), template.name
