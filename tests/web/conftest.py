"""A page to test: a site with a client that behaves as a browser on the same machine does."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import pytest

pytest.importorskip("starlette", reason="paketen för sidan (lintkit[serve]) är inte installerade")

from starlette.testclient import TestClient

from lintkit.web.app import Site
from lintkit.web.guard import authorities
from lintkit.web.limits import Limits
from lintkit.web.process import COMMAND
from lintkit.web.store import Store

HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"


class Page:
    """A site and its client."""

    def __init__(self, site: Site, client: TestClient) -> None:
        self.site, self.client = site, client

    def get(self, path: str = "", **more: Any) -> Any:
        return self.client.get(path if path.startswith("/") else self.site.root + path, **more)

    def post(self, path: str, files: Sequence[tuple[str, bytes]] = (), **fields: str) -> Any:
        """A form as the page sends it; the token against forgery comes first unless it is given."""
        parts: list[Any] = [(k, (None, v)) for k, v in {"csrf": self.site.csrf, **fields}.items()]
        parts += [("dokument", (name, data)) for name, data in files]
        url = path if path.startswith("/") else self.site.root + path
        return self.client.post(url, files=parts, headers={"origin": ORIGIN}, follow_redirects=False)

    def drop(self, *files: tuple[str, bytes], **fields: str) -> str:
        """Hand over documents; the address of the review."""
        answer = self.post("granskning", files, **fields)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    def wait(self, at: str, *states: str, seconds: float = 240) -> str:
        """Wait for a review to come to rest (or to one of `states`)."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state = str(self.client.get(f"{at}/lage").json()["state"])
            if state in (states or ("done", "failed", "choosing")):
                return state
            time.sleep(0.05)
        raise AssertionError("granskningen blev aldrig klar")

    def problem(self, answer: Any) -> str:
        """The sentence of an answer that refuses."""
        found = re.findall(r'<p class="problem"[^>]*>(.+?)</p>', answer.text)
        assert len(found) == 1, answer.text
        return str(found[0])


Make = Callable[..., Page]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes sites: limits by name, `command` of the working process, `config_path`, `clock`."""
    with ExitStack() as stack:

        def build(*, command: Sequence[str] = COMMAND, clock: Any = time.monotonic, **limits: Any) -> Page:
            store = Store(Limits(**limits), None, command, clock)
            site = Site(store, "hemlig-token", "hemlig-csrf", authorities(8000), entry="en-gang")
            stack.callback(store.close)
            client = stack.enter_context(TestClient(site.app(), base_url=ORIGIN, raise_server_exceptions=False))
            return Page(site, client)

        yield build


@pytest.fixture
def page(make: Make) -> Page:
    return make()
