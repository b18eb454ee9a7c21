"""The gate of the page: which requests are let in, and the headers that every answer has; knows no routes beyond."""

from __future__ import annotations

import ipaddress
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: On every answer; pages set their own content policy before.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with it browsers send forms with Origin: null, and the origin could not be checked.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

#: Requests at the same time; a browser has six.
_AT_ONCE = 64

Refuse = Callable[[int, str], ASGIApp]


def is_loopback(host: str) -> bool:
    """Whether an address or name leads to this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def authorities(port: int, host: str = "127.0.0.1") -> frozenset[str]:
    """The values of Host that mean this server: names of the loopback with the port."""
    names = {"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host.lower()}
    return frozenset(f"{name}:{port}" for name in names)


@dataclass
class Guard:
    """Lets through requests to this machine by one of its names, from its own pages, that know the token.

    `open_paths` need no token. `refuse` makes the answer to a request that is not let in.
    """

    app: ASGIApp
    hosts: frozenset[str]
    token: str
    refuse: Refuse
    open_paths: tuple[str, ...] = ()
    _active: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            else:  # no web sockets here
                await send({"type": "websocket.close", "code": 1008})
            return
        started = False

        async def headed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._problem(scope) or self.app
        if self._active >= _AT_ONCE:
            answer = self.refuse(503, "Sidan har för mycket att göra just nu; försök igen om en stund.")
        self._active += 1
        try:
            await answer(scope, receive, headed)
        except Exception as error:
            # The kind of error alone: its text could quote a document.
            print(f"lintkit: internt fel ({type(error).__name__}).", file=sys.stderr)
            if not started:
                await self.refuse(500, "Sidan råkade ut för ett internt fel.")(scope, receive, headed)
        finally:
            self._active -= 1

    def _problem(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return self.refuse(421, "Sidan svarar bara på den här datorns egna adresser.")
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return self.refuse(403, "Begäran kom från en annan webbplats och avvisades.")
        if scope["method"] not in ("GET", "HEAD"):
            origins = headers.getlist("origin")
            if origins != [f"http://{hosts[0].lower()}"]:
                return self.refuse(403, "Begäran kom inte från den här sidan och avvisades.")
        path: str = scope["path"]
        if path in self.open_paths or path.startswith("/in/"):
            return None
        parts = path.split("/", 3)
        known = len(parts) == 4 and parts[1] == "s" and same(parts[2], self.token)
        return None if known else self.refuse(404, "Adressen gäller inte. Använd den adress som lintkit serve visade.")


def same(given: str, secret: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell how much of them is."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), secret.encode())
