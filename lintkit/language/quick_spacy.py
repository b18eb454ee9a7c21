"""Imports spaCy without what a check never asks of it, which is a third of the time; knows nothing of pipelines."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

#: spaCy imports its whole command line (web clients, project tools) for this module's one function, `spacy.info`.
_INFO = "spacy.cli.info"
_THREADS = "OPENBLAS_NUM_THREADS"


def import_spacy() -> ModuleType:
    """spaCy, imported if it has not been. Afterwards all of it works, its command line too. Raises ImportError."""
    if "spacy" not in sys.modules:
        with _one_thread(), _without_collecting():
            try:
                with _without_command_line():
                    import spacy
            except ImportError:
                pass  # not installed, or one that wants more of that module: the plain import below decides
    import spacy

    return spacy


@contextmanager
def _without_command_line() -> Iterator[None]:
    """While it lasts, the command line's module is one that brings in the real module when it is called."""
    stand_in = ModuleType(_INFO)
    stand_in.info = _info  # type: ignore[attr-defined]
    known = sys.modules.setdefault(_INFO, stand_in)
    try:
        yield
    finally:
        if known is stand_in:
            del sys.modules[_INFO]


def _info(*arguments: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **options)


@contextmanager
def _one_thread() -> Iterator[None]:
    """While it lasts, numpy's algebra starts no threads: a sentence is too small for them, and a process that has
    them is not safe to fork. What the user has set stands.
    """
    if _THREADS in os.environ or "numpy" in sys.modules:
        yield
        return
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        del os.environ[_THREADS]


@contextmanager
def _without_collecting() -> Iterator[None]:
    """While it lasts, nothing is looked through for garbage; what was made is never looked through later either, for
    modules live as long as the program.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()
