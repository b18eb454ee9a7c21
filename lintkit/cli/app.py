"""The command line itself: which commands there are, and what becomes of errors. Each command is in its own module,
imported when it is asked for.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from lintkit import __version__
from lintkit.cli import OK, USAGE
from lintkit.cli.swedish import Group, usage_message
from lintkit.errors import LintkitError, reason

if TYPE_CHECKING:
    from lintkit.cli.warm import Question

#: Each command with the module here and the function there.
COMMANDS = {
    "baseline": "baseline:baseline", "cache": "cache:cache", "check": "check:check", "coverage": "coverage:coverage",
    "diff": "diff:diff", "doctor": "doctor:doctor", "eval": "tools:evaluate", "init": "init:init",
    "ladder": "facts:ladder", "lsp": "lsp:lsp", "registers": "facts:registers", "review": "review:review",
    "rules": "tools:rules", "schema": "tools:schema", "serve": "serve:serve", "test-rules": "tools:test_rules",
    "text": "text:text",
}  # fmt: skip


def run(arguments: list[str], asked: Question | None = None) -> int:
    """Run a command; the exit status of the contract. `asked` is what to keep a check's answer under."""
    try:
        result = app.main(args=arguments, prog_name="lintkit", standalone_mode=False, obj=asked)
        sys.stdout.flush()
        return result if isinstance(result, int) else OK
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return USAGE
    except click.ClickException as error:
        click.echo(f"lintkit: {usage_message(error)}", err=True)
        return USAGE
    except LintkitError as error:
        click.echo(f"lintkit: {error}", err=True)
        return USAGE
    except click.Abort:
        click.echo("lintkit: avbrutet", err=True)
        return USAGE
    except BrokenPipeError:
        # The reader of our output has closed it (head, less): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        # A full disk behind standard output, a folder that may not be listed. What is buffered must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.echo(f"lintkit: {error.filename or 'standard ut'}: {reason(error)}", err=True)
        return USAGE


@click.group(
    cls=Group,
    elsewhere={name: f"lintkit.cli.{place}" for name, place in COMMANDS.items()},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "--version", "-V", message="lintkit %(version)s", help="Visa versionen.")
def app() -> None:
    """Granskar regelverk för privata utförare: vaga uttryck, registerutdrag, sanktionstrappor, hänvisningar."""
