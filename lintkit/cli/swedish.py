"""Usage errors in Swedish: click's own messages are English, and those who read ours need not be."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

_WORDS = {
    "Usage: ": "Användning: ", "Options:": "Flaggor:", "Commands:": "Kommandon:", "[default:": "[förval:",
    "[required]": "[krävs]", "--host TEXT   ": "--host ADRESS ", "--port INTEGER RANGE ": "--port NUMMER        ",
    "--config PATH ": "--config FIL  ", "--output FILE ": "--output FIL  ", "--reason TEXT ": "--reason SKÄL ",
    "[OPTIONS]": "[FLAGGOR]", "COMMAND [ARGS]...": "KOMMANDO [ARGUMENT]...",
    "Show this message and exit.": "Visa hjälpen.",
    " FILE ": " FIL  ", " PATH ": " FIL  ", " DIRECTORY ": " MAPP      ",
}  # fmt: skip


class _Swedish(click.Command):
    def get_short_help_str(self, limit: int = 45) -> str:
        return super().get_short_help_str(200)  # whole sentences, which the list of commands wraps

    def get_help(self, ctx: click.Context) -> str:
        text = super().get_help(ctx)
        for english, swedish in _WORDS.items():
            text = text.replace(english, swedish)
        return text


class Command(_Swedish):
    """A command whose help is in Swedish throughout."""


class Group(_Swedish, click.Group):
    """A group of commands whose help is in Swedish throughout. `elsewhere` are commands to import when they are asked
    for: "module:function" by name.
    """

    command_class = Command

    def __init__(self, *args: Any, elsewhere: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._elsewhere = elsewhere or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *self._elsewhere})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._elsewhere and cmd_name not in self.commands:
            module, _, function = self._elsewhere[cmd_name].partition(":")
            self.add_command(getattr(import_module(module), function), cmd_name)
        return super().get_command(ctx, cmd_name)


def _name(error: click.BadParameter) -> str:
    """The option, or the argument as the help calls it."""
    if error.param is None:
        return ""
    if isinstance(error.param, click.Argument) and error.ctx is not None:
        return error.param.make_metavar(error.ctx).strip("[]").rstrip(".")
    return error.param.opts[0] if error.param.opts else ""


def usage_message(error: click.ClickException) -> str:
    """One Swedish sentence for a click error; click's own text where none is known."""
    import difflib

    if isinstance(error, click.NoSuchOption):
        near = difflib.get_close_matches(error.option_name, error.possibilities or [], 1, 0.5)
        return f"flaggan {error.option_name} finns inte" + (f"; menade du {near[0]}?" if near else "")
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param is not None and error.ctx is not None else "argument"
        return f"{name.strip('[]').rstrip('.')} saknas"
    if isinstance(error, click.BadParameter):
        name = _name(error)
        if error.param is not None and isinstance(error.param.type, click.IntRange):
            return (
                f"ogiltigt värde för {name}: ett heltal från {error.param.type.min} till {error.param.type.max} väntas"
            )
        if error.param is not None and isinstance(error.param.type, click.Choice):
            return f"ogiltigt värde för {name}; välj bland {', '.join(map(str, error.param.type.choices))}"
        if error.param is not None and isinstance(error.param.type, click.IntRange):
            return f"{name} ska vara ett heltal från {error.param.type.min} till {error.param.type.max}"
        if error.param is not None and isinstance(error.param.type, click.Path):
            given = error.message.split("'")[1] if error.message.count("'") > 1 else ""
            if "is a directory" in error.message:
                return f"{name}: {given} är en mapp; en fil väntas"
            if "is a file" in error.message:
                return f"{name}: {given} är en fil; en mapp väntas"
            return f"{name}: sökvägen finns inte eller går inte att använda" + (f": {given}" if given else "")
        return f"ogiltigt värde för {name}: {error.message}"
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        group = error.ctx.command if error.ctx else None
        known = group.list_commands(error.ctx) if error.ctx and isinstance(group, click.Group) else []
        name = error.message.split("'")[1] if "'" in error.message else ""
        near = difflib.get_close_matches(name, known, 1, 0.5)
        return f"kommandot ”{name}” finns inte" + (
            f"; menade du ”{near[0]}”?" if near else f"; välj bland {', '.join(known)}"
        )
    if isinstance(error, click.UsageError) and error.message.startswith("Got unexpected extra argument"):
        return "för många argument: " + error.message.partition("(")[2].rstrip(")")
    if isinstance(error, click.UsageError) and "requires an argument" in error.message:
        return f"{error.message.split(chr(39))[1] if chr(39) in error.message else 'flaggan'} kräver ett värde"
    return error.format_message()
