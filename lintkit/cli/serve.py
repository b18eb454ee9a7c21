"""The command serve: checks what the page will go by and starts it; the page itself is below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from lintkit.cli import OK
from lintkit.cli.swedish import Command
from lintkit.errors import LintkitError

_PACKAGES = ("starlette", "uvicorn", "python_multipart", "anyio", "h11")


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(1, 65535), help="Port; annars väljs en ledig.")
@click.option("--host", default="127.0.0.1", show_default=True, help="En adress på den egna datorn; andra avvisas.")
@click.option("--no-browser", is_flag=True, help="Öppna ingen webbläsare.")
@click.option(
    "--keep", type=click.IntRange(1, 1440), default=60, show_default=True, metavar="MINUTER",
    help="Ta bort granskningar som inte har använts så länge.",
)  # fmt: skip
@click.option("--config", "config_path", type=click.Path(), help="Konfigurationsfil.")
def serve(port: int | None, host: str, no_browser: bool, keep: int, config_path: str | None) -> int:
    """En sida i webbläsaren där dokument släpps och kommer tillbaka granskade.

    Sidan svarar bara på den här datorn. Dokumenten hålls i minnet och försvinner när de tas bort, när de inte har
    använts på en stund och när sidan stängs.
    """
    try:
        from lintkit.web.limits import Limits
        from lintkit.web.server import listen
        from lintkit.web.server import serve as run
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _PACKAGES:
            raise
        raise LintkitError("sidan behöver fler paket: pip install 'lintkit[serve]'") from error
    from lintkit.setup import Options, make_ready

    [setup] = make_ready(Options(date.today(), config_path), [None])  # what is wrong there is said at once
    found = listen(host, port or 0)

    def say(address: str) -> None:
        click.echo(address)
        click.echo("lintkit: sidan är öppen; avsluta med Ctrl+C.", err=True)

    try:
        limits = replace(Limits(), idle_seconds=keep * 60.0)
        run(found, limits, config_path, setup.config.profile, browser=not no_browser, say=say)
    except KeyboardInterrupt:
        pass
    click.echo("lintkit: sidan är stängd och allt på den borttaget.", err=True)
    return OK
