"""Starts the working process, minds its time and tries again without what it stumbled on; lints nothing itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import msgspec

from lintkit.errors import LintkitError
from lintkit.web.limits import Limits
from lintkit.web.messages import Done, Looked, Order, Refused, Step, send, take_answer

#: -P: the working folder's module names must not shadow any of ours.
COMMAND = (sys.executable, "-P", "-m", "lintkit.web.worker")

_STAGES = {"read": "läsa", "lint": "granska", "annotate": "kommentera"}


class Cancelled(Exception):
    """The review was removed while it was at work."""


class Runner:
    """One order at work. `cancel` may be called from any thread, before or during `run`."""

    def __init__(self, limits: Limits, command: Sequence[str] = COMMAND) -> None:
        self._limits, self._command = limits, tuple(command)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """Stop the work and its process; `run` raises Cancelled."""
        with self._lock:
            self._cancelled = True
            if self._process is not None:
                _kill(self._process)

    def run(self, order: Order, on_step: Callable[[Step], None]) -> Looked | Done:
        """Do the order. A step that takes too long, or that the process dies of, is given up and told in the answer;
        the rest is done over again without it. Raises LintkitError with one Swedish sentence when nothing is left to
        do or all of it takes too long, Cancelled.
        """
        order = msgspec.structs.replace(order, memory=self._limits.memory_bytes)
        end = time.monotonic() + self._limits.total_seconds
        given_up: dict[str, str] = {}
        while True:
            answer = self._attempt(msgspec.structs.replace(order, given_up=given_up), end, on_step)
            if isinstance(answer, Refused):
                raise LintkitError(answer.why)
            if not isinstance(answer, _Stopped):
                return answer
            if self._cancelled:
                raise Cancelled
            if time.monotonic() >= end:
                raise LintkitError(
                    f"Granskningen tog längre tid än {_minutes(self._limits.total_seconds)} och avbröts; "
                    "ta färre dokument åt gången."
                )
            step = answer.step
            if step is None or step.stage not in _STAGES or step.key in given_up:
                raise LintkitError("Granskningen avbröts av ett internt fel i lintkit, och ingen rapport kunde göras.")
            doing = _STAGES[step.stage]
            given_up[step.key] = (
                f"tar längre tid än {_minutes(self._limits.step_seconds)} att {doing}" if answer.late
                else f"är skadat eller kräver för mycket minne för att gå att {doing}"
            )  # fmt: skip

    def _attempt(self, order: Order, end: float, on_step: Callable[[Step], None]) -> Looked | Done | Refused | _Stopped:
        process = self._start()
        minder = _Minder(process)
        step: Step | None = None
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            minder.allow(min(self._limits.step_seconds, end - time.monotonic()))
            send(process.stdin, order)
            while True:
                answer = take_answer(process.stdout)
                if not isinstance(answer, Step):
                    return answer
                step = answer
                minder.allow(min(self._limits.step_seconds, end - time.monotonic()))
                on_step(step)
        except (EOFError, OSError, msgspec.DecodeError):
            return _Stopped(step, minder.struck)
        finally:
            minder.rest()
            with self._lock:
                self._process = None
            _kill(process)
            with suppress(OSError):
                process.stdin.close()
            process.stdout.close()
            process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._cancelled:
                raise Cancelled
            # A session of its own: one signal reaches its own children too, and an interrupt at the terminal does not.
            # Standard error could quote a document, so nobody gets it.
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
            return self._process


class _Stopped(msgspec.Struct, frozen=True):
    """The process ended without an answer, in this step; `late` when it was stopped for time."""

    step: Step | None
    late: bool


class _Minder:
    """Kills a process that is not heard from in the time allowed."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._timer: threading.Timer | None = None
        self.struck = False

    def allow(self, seconds: float) -> None:
        self.rest()
        self._timer = threading.Timer(max(seconds, 0.0), self._strike)
        self._timer.daemon = True
        self._timer.start()

    def rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _strike(self) -> None:
        self.struck = True
        _kill(self._process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that we started, with the children it has (the one that reads PDF)."""
    if process.returncode is not None:
        return
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _minutes(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} sekunder"
    return f"{seconds / 60:.0f} minuter"
