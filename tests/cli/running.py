"""What tests of the command line share: the result of a run, and two small regulations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Result(NamedTuple):
    """Exit status, standard output and standard error of one run."""

    status: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line on standard error."""
        return self.err.rstrip("\n").rpartition("\n")[2]


Run = Callable[..., Result]
Write = Callable[[str, str], Path]

#: One provision with a vague word (warning) and nothing else to object to.
VAGUE = "# Reglemente för kundval\n\n## Krav\n\n1. Anordnaren ska snarast svara.\n"
#: The same provision with a limit.
CLEAR = "# Reglemente för kundval\n\n## Krav\n\n1. Anordnaren ska svara inom tre arbetsdagar.\n"
