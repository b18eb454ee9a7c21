"""The command lsp: starts the language server; what it says and when is the server's business."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from lintkit.cli import OK
from lintkit.cli.swedish import Command
from lintkit.errors import LintkitError


@click.command(cls=Command)
@click.option("--stdio", is_flag=True, hidden=True, help="Det enda sättet; många redigerare anger det.")
def lsp(stdio: bool) -> int:
    """Språkserver på standard in och ut, för textredigerare."""
    try:
        from lintkit.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise LintkitError("språkservern behöver paketet pygls: pip install 'lintkit[lsp]'") from error
    serve()
    if sys.stdout.closed:  # by the server, on goodbye; nothing more is to be said there
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115
    return OK
