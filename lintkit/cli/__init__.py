"""The command line: arguments in, exit status out; everything else is done by the layers below."""

from __future__ import annotations

import gc
import os
import sys

#: Exit statuses of the contract.
OK, FINDINGS, USAGE, UNREADABLE = 0, 1, 2, 3


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return the exit status (console scripts pass it to sys.exit)."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments in (["--version"], ["-V"]):
        from lintkit import __version__

        print(f"lintkit {__version__}")
        return OK
    try:
        from lintkit.cli import warm

        asked = warm.question(arguments)
        if asked is not None and (status := warm.answer(asked)) is not None:
            return status
        from lintkit.cli.app import run

        if asked is not None:
            gc.disable()  # what is kept holds no circles; enabled again when a document must be read
        return run(arguments, asked)
    except KeyboardInterrupt:  # before click has taken over
        print("lintkit: avbrutet", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # the reader of an answer that was kept has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:  # a full disk behind standard output; what is buffered must not fail again
        from lintkit.errors import reason

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"lintkit: {error.filename or 'standard ut'}: {reason(error)}", file=sys.stderr)
        return USAGE
    finally:
        gc.enable()
