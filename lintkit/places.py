"""Where files truly lie, links followed: many files of one folder cost one look at it; opens no file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from functools import lru_cache


def true_folders() -> Callable[[str], str]:
    """A function from a path to the folder that it truly lies in, or to the folder itself where it is one."""
    true: Callable[[str], str] = lru_cache(maxsize=None)(os.path.realpath)

    def folder(path: str) -> str:
        above, name = os.path.split(path)
        try:
            mode = os.lstat(path).st_mode
        except OSError:
            mode = 0
        if name in ("", ".", "..") or not stat.S_ISREG(mode):
            found = os.path.realpath(path)
            return found if os.path.isdir(found) else os.path.dirname(found)
        return true(above or ".")

    return folder
