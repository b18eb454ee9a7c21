"""The page on an address of this machine: the socket, the server around the application, and the browser."""

from __future__ import annotations

import secrets
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from lintkit.errors import LintkitError
from lintkit.web.app import Site
from lintkit.web.guard import authorities, is_loopback
from lintkit.web.limits import Limits
from lintkit.web.store import Store


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on a loopback address; port 0 takes a free one. Raises LintkitError."""
    if not is_loopback(host):
        raise LintkitError(
            f"--host: {host} är inte en adress på den egna datorn; sidan svarar bara på 127.0.0.1, ::1 och localhost"
        )
    address = "127.0.0.1" if host.lower() == "localhost" else host.strip("[]")
    try:
        found = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    except OSError as error:
        raise LintkitError(f"--host: {address} går inte att använda på den här datorn") from error
    try:
        if sys.platform == "win32":  # there the other option would let anybody share the port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((address, port))
        found.listen(64)
    except OSError as error:
        found.close()
        raise LintkitError(
            f"--port: {port} används redan eller får inte användas; ange en annan port, eller ingen"
        ) from error
    return found


def serve(
    found: socket.socket, limits: Limits, config_path: str | None, profile: str, *, browser: bool,
    say: Callable[[str], None],
) -> None:  # fmt: skip
    """Serve until interrupted or closed from the page. `say` is told the address. Everything is forgotten at return."""
    address, port = found.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    store = Store(limits, config_path)
    site = Site(
        store, secrets.token_urlsafe(24), secrets.token_urlsafe(24), authorities(port, address), profile,
        secrets.token_urlsafe(24) if browser else "",
    )  # fmt: skip
    config = uvicorn.Config(
        site.app(), log_config=None, access_log=False, server_header=False, proxy_headers=False, lifespan="on",
        ws="none", timeout_graceful_shutdown=2, h11_max_incomplete_event_size=32 << 10,
        http="h11",
    )  # fmt: skip
    server = uvicorn.Server(config)

    def stop() -> None:
        server.should_exit = True

    site.stop = stop
    say(f"http://{shown}:{port}{site.root}")
    if browser:
        # What opens a browser shows its arguments to everybody on the machine: they get an address for one use.
        url = f"http://{shown}:{port}/in/{site.entry}"
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
    try:
        server.run(sockets=[found])
    finally:
        store.close()
        found.close()
