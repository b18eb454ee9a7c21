"""The command text: what lintkit reads of a document."""

from __future__ import annotations

import sys

import click

from lintkit.cli import OK, UNREADABLE
from lintkit.cli.swedish import Command
from lintkit.errors import ReadError
from lintkit.read import read
from lintkit.report.common import safe


@click.command(cls=Command)
@click.argument("file", metavar="FIL")
def text(file: str) -> int:
    """Visa den text som lintkit läser; det som inte kunde läsas står på standard fel."""
    try:
        document = read(file)
    except ReadError as error:
        click.echo(f"lintkit: {file} {error}.", err=True)
        return UNREADABLE
    shown = document.text
    if sys.stdout.isatty():
        shown = "\n".join(safe(line) for line in shown.split("\n"))
    sys.stdout.buffer.write(shown.encode("utf-8", "replace"))
    if not shown.endswith("\n"):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.flush()
    for item in document.unread:
        click.echo(f"olästa delar: {safe(item.what)}" + (f" ({safe(item.where)})" if item.where else ""), err=True)
    click.echo(f"{len(document.blocks)} stycken, {document.words} ord, {len(document.unread)} olästa delar", err=True)
    return OK
