"""How the work of our own Python code grows with its input, counted in executed lines and so the same on every machine;
what runs inside C (patterns, slices) is not seen here and is held by the time limit of a test that must end.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from tests.conftest import ROOT

_PACKAGE = str(ROOT / "lintkit") + "/"


def lines(work: Callable[[], object]) -> int:
    """Lines of lintkit executed by `work`, in this thread. At least 1, or the measure would say nothing."""
    count = 0

    def local(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def entered(frame: FrameType, event: str, arg: Any) -> Any:
        return local if frame.f_code.co_filename.startswith(_PACKAGE) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    assert count, "ingen rad i lintkit kördes"
    return count


def assert_linear(work: Callable[[int], Callable[[], object]], size: int, times: int = 8) -> None:
    """`work(n)` prepares work on an input of n units; `times` as many may need a quarter more than `times` the lines.

    Quadratic growth would need `times` squared. The fixed part is small beside `size` units, or the test is too kind.
    """
    work(size)()  # what is loaded and compiled once is not growth
    small, large = lines(work(size)), lines(work(size * times))
    assert large <= 1.25 * times * small, f"{small} rader blev {large} när texten blev {times} gånger så lång"
    assert large >= 2 * small, "arbetet växer inte med texten: måttet säger inget"
