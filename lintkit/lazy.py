"""Regular expressions compiled when first used: of some thousand patterns a document meets a few hundred."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a compiled pattern and becomes as fast as one on first use."""

    def __init__(self, expression: str, flags: int) -> None:
        self.pattern = expression
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Asked only for what is not set yet: the methods of the pattern and its flags.
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for each in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "flags"):
            self.__dict__[each] = getattr(compiled, each)
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"lazy.compile({self.pattern!r})"


def compile(expression: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, for patterns at module level; what is wrong with an expression shows when it is first used."""
    return cast("re.Pattern[str]", _Lazy(expression, flags))


def flags(pattern: re.Pattern[str]) -> int:
    """The flags a pattern was given, without compiling it; those written inside the expression need not be there."""
    return pattern._flags if isinstance(pattern, _Lazy) else pattern.flags
