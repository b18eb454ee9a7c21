"""One target fed with mutated inputs by atheris, guided by coverage; run as a script, see README.md beside it."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["lintkit"]):
    from tests.fuzz.targets import SEEDS, corpus, run

#: The target's name and a command that starts this script, for the processes that libFuzzer starts when it merges.
_NAME = "LINTKIT_FUZZ_TARGET"
_COMMAND = "LINTKIT_FUZZ_COMMAND"


def main() -> None:
    """Arguments: the target, then libFuzzer's own; a folder among them collects what is found."""
    if _NAME not in os.environ:
        os.environ[_NAME] = sys.argv.pop(1)
    name = os.environ[_NAME]
    folders = []
    if not any(argument.startswith("-merge") for argument in sys.argv):
        seeds = Path(tempfile.mkdtemp())
        for i, seed in enumerate([*SEEDS[name], *corpus(name)]):
            (seeds / str(i)).write_bytes(seed)
        folders.append(str(seeds))
    atheris.Setup([os.environ.get(_COMMAND, sys.argv[0]), *sys.argv[1:], *folders], lambda data: run(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
