"""The command cache: what is kept between runs, emptied."""

from __future__ import annotations

import click

from lintkit import store
from lintkit.cli import OK
from lintkit.cli.swedish import Command, Group


@click.group(cls=Group)
def cache() -> None:
    """Cachen med tidigare resultat."""


@cache.command(cls=Command)
def clear() -> int:
    """Töm cachen. Bara lintkits egna poster tas bort."""
    count, size = store.clear()
    words = "1 post" if count == 1 else f"{count:,} poster".replace(",", " ")
    click.echo(f"{words} ({_megabytes(size)}) togs bort ur {store.folder()}")
    return OK


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".", ",")
