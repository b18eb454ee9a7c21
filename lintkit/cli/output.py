"""Where reports go: standard output or files that are written whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import click

from lintkit.cli.files import expand
from lintkit.errors import LintkitError, reason
from lintkit.report.formats import FORMATS


class Target(NamedTuple):
    """A report to write: its format and file."""

    format: str
    file: str


class TargetType(click.ParamType[Target]):
    """ "NAME=FILE" with the name of a report format."""

    name = "NAMN=FIL"

    def __init__(self, formats: Sequence[str] = FORMATS) -> None:
        self.formats = formats

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Target:
        if isinstance(value, Target):
            return value
        name, equals, file = str(value).partition("=")
        if not equals or not file:
            self.fail(f"”{value}” ska skrivas NAMN=FIL, till exempel sarif=lintkit.sarif", param, ctx)
        if name not in self.formats:
            import difflib

            near = difflib.get_close_matches(name, self.formats, 1, 0.5)
            hint = f"menade du ”{near[0]}”?" if near else f"välj bland {', '.join(self.formats)}"
            self.fail(f"formatet ”{name}” finns inte; {hint}", param, ctx)
        return Target(name, file)


def check_targets(targets: Sequence[Target], output: str | None, inputs: Sequence[str] = ()) -> None:
    """Raises LintkitError when two reports would go to one file, or one over a file that is read: `inputs` are the
    files and folders of the command line.
    """
    seen: set[Path] = set()
    given = {Path(os.path.realpath(name)) for name in inputs if name != "-"}
    for file in [*(t.file for t in targets), *([output] if output else [])]:
        path = Path(os.path.realpath(file))
        if path in seen:
            raise LintkitError(f"{file}: två rapporter kan inte skrivas till samma fil")
        if path in given or (path.is_file() and _is_read(path, given)):
            raise LintkitError(f"{file}: skulle skriva över en fil som läses; välj ett annat namn")
        seen.add(path)


def _is_read(file: Path, given: set[Path]) -> bool:
    """Whether the file is one of the documents of a folder among those given."""
    folders = [path for path in given if path in file.parents]
    return any(file == path.resolve() for path, _, problem in expand(map(str, folders)) if problem is None)


def emit(report: str | bytes, output: str | None) -> None:
    """Write a report (bytes: UTF-8) to standard output, or to a file."""
    if output is None:
        sys.stdout.buffer.write(report if isinstance(report, bytes) else report.encode("utf-8", "replace"))
        sys.stdout.flush()
    else:
        write_file(output, report)


def write_file(file: str, content: str | bytes, what: str = "rapporten") -> None:
    """Replace a file with text or bytes in one step, its permissions kept; the old one stays if that fails. Raises
    LintkitError.
    """
    target = Path(os.path.realpath(file))  # through a link, not instead of it
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
            target.write_bytes(data)
            return
        try:
            with temporary.open("xb") as out:  # never through something that stands there already
                out.write(data)
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o7777)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise LintkitError(f"{file}: {what} kunde inte skrivas: {reason(error)}") from error


def wants_color(no_color: bool, output: str | None) -> bool:
    """Whether a report for reading is coloured: on a terminal, unless it is told not to."""
    return not no_color and not output and sys.stdout.isatty() and "NO_COLOR" not in os.environ


class _Noted(io.StringIO):
    """What is written to standard error, passed on and kept."""

    def __init__(self, onward: TextIO) -> None:
        super().__init__()
        self._onward = onward

    def write(self, text: str) -> int:
        self._onward.write(text)
        return super().write(text)

    def flush(self) -> None:
        self._onward.flush()


@contextmanager
def noted() -> Iterator[io.StringIO]:
    """Within the block, what is said on standard error is also kept."""
    notes = _Noted(sys.stderr)
    with redirect_stderr(notes):
        yield notes
