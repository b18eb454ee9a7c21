"""The reviews of a session, in memory alone: their states, their work in turn, and their removal."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lintkit.errors import LintkitError
from lintkit.web.limits import Limits, megabytes
from lintkit.web.messages import Done, Given, Looked, Order, Seen, Step
from lintkit.web.process import COMMAND, Cancelled, Runner

State = Literal["waiting", "working", "choosing", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader chose: a profile (None: the configuration's), and what Word copies get."""

    profile: str | None = None
    changes: bool = True
    summary: bool = False


@dataclass
class Job:
    """One review. Only the store changes it; `documents` is empty when they are no longer needed."""

    id: str
    names: tuple[str, ...]
    documents: tuple[Given, ...]
    choices: Choices
    runner: Runner
    started: float
    used: float
    state: State = "waiting"
    step: Step | None = None
    seen: tuple[Seen, ...] = ()
    governs: int | None = None
    result: Done | None = None
    problem: str = ""

    @property
    def size(self) -> int:
        """Bytes of documents and results that the review holds."""
        held = sum(len(d.data) for d in self.documents)
        if self.result is not None:
            held += sum(len(d.annotated) for d in self.result.documents)
            held += len(self.result.page) + len(self.result.json)
        return held


def suggested(seen: Sequence[Seen]) -> int | None:
    """The place of the document that most likely governs the others: the first recognised as a reglemente."""
    return next((i for i, s in enumerate(seen) if s.error is None and s.kind == "reglemente"), None)


@dataclass
class Store:
    """All reviews of the session. Thread-safe."""

    limits: Limits
    config_path: str | None = None
    command: Sequence[str] = COMMAND
    clock: Callable[[], float] = time.monotonic
    _jobs: dict[str, Job] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _pool: ThreadPoolExecutor | None = None
    _stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(self.limits.running, thread_name_prefix="granskning")
        threading.Thread(target=self._sweep, daemon=True).start()

    def add(self, documents: Sequence[Given], choices: Choices) -> Job:
        """Take on a review; several documents are recognised first. Raises LintkitError when too many are kept."""
        size = sum(len(d.data) for d in documents)
        with self._lock:
            self.expire()
            if len(self._jobs) >= self.limits.kept:
                raise LintkitError(
                    f"Det finns redan {len(self._jobs)} granskningar i minnet; ta bort någon av dem och försök igen."
                )
            # Copies and report weigh about as much as the documents.
            if sum(job.size for job in self._jobs.values()) + 2 * size > self.limits.kept_bytes:
                raise LintkitError(
                    f"Granskningarna i minnet skulle bli större än {megabytes(self.limits.kept_bytes)}; "
                    "ta bort någon av dem och försök igen."
                )
            now = self.clock()
            job = Job(
                secrets.token_urlsafe(12), tuple(d.name for d in documents), tuple(documents), choices,
                Runner(self.limits, self.command), now, now,
            )  # fmt: skip
            self._jobs[job.id] = job
            self._begin(job, look_only=len(documents) > 1)
        return job

    def choose(self, job: Job, governs: int | None) -> None:
        """Go on with a set: `governs` is the place of the governing document, None for none."""
        with self._lock:
            if job.state != "choosing":
                return
            job.governs = governs
            job.runner = Runner(self.limits, self.command)
            self._begin(job, look_only=False)

    def get(self, key: str) -> Job | None:
        """A review by its id, now used again."""
        with self._lock:
            self.expire()
            job = self._jobs.get(key)
            if job is not None:
                job.used = self.clock()
            return job

    def all(self) -> list[Job]:
        """The reviews, the newest first."""
        with self._lock:
            self.expire()
            return list(self._jobs.values())[::-1]

    def remove(self, key: str) -> None:
        """Forget a review, with documents and results; its work is stopped."""
        with self._lock:
            job = self._jobs.pop(key, None)
        if job is not None:
            job.runner.cancel()
            job.documents, job.result = (), None

    def expire(self) -> None:
        """Forget what has not been used for long."""
        with self._lock:
            limit = self.clock() - self.limits.idle_seconds
            # What is at work is in use, and has a time of its own.
            resting = [job for job in self._jobs.values() if job.state not in ("waiting", "working")]
            old = [job.id for job in resting if job.used < limit]
        for key in old:
            self.remove(key)

    def close(self) -> None:
        """Forget everything and take on nothing more."""
        self._stop.set()
        for job in self.all():
            self.remove(job.id)
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _sweep(self) -> None:
        while not self._stop.wait(min(30.0, self.limits.idle_seconds)):
            self.expire()

    def _begin(self, job: Job, *, look_only: bool) -> None:
        assert self._pool is not None
        job.state, job.step = "waiting", None
        order = Order(
            job.documents, date.today(), self.config_path, job.choices.profile, job.governs, job.choices.changes,
            job.choices.summary, look_only,
        )  # fmt: skip
        self._pool.submit(self._work, job, order)

    def _work(self, job: Job, order: Order) -> None:
        def on_step(step: Step) -> None:
            job.state, job.step = "working", step

        try:
            answer = job.runner.run(order, on_step)
        except Cancelled:
            return
        except LintkitError as error:
            self._end(job, "failed", problem=str(error))
        except Exception:
            self._end(job, "failed", problem="Granskningen avbröts av ett internt fel i lintkit.")
        else:
            if isinstance(answer, Looked):
                self._end_look(job, answer)
            else:
                self._end(job, "done", result=answer)

    def _end_look(self, job: Job, answer: Looked) -> None:
        with self._lock:
            if job.id not in self._jobs:
                return
            job.seen, job.used = answer.documents, self.clock()
            job.state = "choosing"
            job.governs = suggested(job.seen)
            # With fewer than two that can be read there is nothing to choose.
            if sum(s.error is None for s in job.seen) < 2:
                job.governs = None
                self.choose(job, None)

    def _end(self, job: Job, state: State, *, result: Done | None = None, problem: str = "") -> None:
        with self._lock:
            if job.id in self._jobs:
                job.documents, job.used = (), self.clock()
                job.result, job.problem, job.state = result, problem, state
