"""Tasks shared out to processes on this machine, their outcomes in order; knows nothing of what a task does.

Each process takes one task at a time, the largest first, so that memory follows the largest documents and not the
folder. A process that dies (mostly: killed for lack of memory) takes one document with it, never the run.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

from lintkit.work import Bench, Outcome, Task, Workshop, failed

#: Bytes of documents that pay for one more process: about a second's work, where a start costs half of one.
WORTH = 400_000
#: A process is replaced after so many deaths in a run; then something is wrong with the machine, not a document.
_MOST_DEATHS = 20

DIED = "kunde inte granskas: processen som läste dokumentet avbröts, troligen för att minnet inte räckte"


def choose(jobs: int | None, sizes: Sequence[int]) -> int:
    """The number of processes: as asked, else as many as the machine has cores for and the bytes are worth."""
    if jobs is not None:
        return max(1, min(jobs, len(sizes)))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, len(sizes), sum(sizes) // WORTH))


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: int | None = None


def run(
    benches: Sequence[Bench], tasks: Sequence[Task], sizes: Sequence[int], jobs: int, *, whole: bool = False
) -> Iterator[tuple[int, Outcome]]:
    """Do the tasks in `jobs` processes (1: in this one); pairs of a task's number and its outcome, as they are ready.

    `sizes` are the documents' bytes, as many as the tasks. With `whole`, results that are made in this process have the
    documents themselves; between processes only outlines travel. When the caller stops asking, or on an interrupt, all
    processes are ended.
    """
    if jobs <= 1:
        shop = Workshop(benches)
        yield from ((number, shop.do(task, whole=whole)) for number, task in enumerate(tasks))
        return
    order = sorted(range(len(tasks)), key=lambda n: (sizes[n], -n))  # taken from the end
    context = _context(benches)
    workers: list[_Worker] = []
    deaths = 0
    try:
        workers = [_start(context, benches) for _ in range(min(jobs, len(tasks)))]
        for worker in workers:
            _give(worker, order, tasks)
        while busy := [w for w in workers if w.task is not None]:
            for pipe in wait([w.pipe for w in busy]):
                worker = next(w for w in busy if w.pipe is pipe)
                assert worker.task is not None
                number: int = worker.task
                try:
                    outcome = worker.pipe.recv()
                except (EOFError, OSError):
                    outcome = Outcome(failed(tasks[number].shown, DIED))
                    deaths += 1
                    _stop(worker)
                    workers.remove(worker)
                    if deaths > _MOST_DEATHS:
                        raise RuntimeError(f"{deaths} processer har avbrutits") from None
                    if order:
                        worker = _start(context, benches)
                        workers.append(worker)
                    else:
                        yield number, outcome
                        continue
                if isinstance(outcome, BaseException):
                    raise outcome
                _give(worker, order, tasks)
                yield number, outcome
    finally:
        for worker in workers:
            _stop(worker)


def _context(benches: Sequence[Bench]) -> BaseContext:
    """Processes that share what is loaded where the system can do that safely; else fresh ones."""
    if sys.platform.startswith("linux") and "fork" in multiprocessing.get_all_start_methods():
        for bench in benches:
            bench.linter.make()
            if any(r.rule.level != "L0" or r.rule.match.tokens for r in bench.linter.rules):
                bench.linter.parser.load()  # once, before the processes part: they share its memory
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _start(context: BaseContext, benches: Sequence[Bench]) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, tuple(benches)), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, order: list[int], tasks: Sequence[Task]) -> None:
    worker.task = order.pop() if order else None
    try:
        worker.pipe.send(tasks[worker.task] if worker.task is not None else None)
    except OSError:
        return  # it has died: receiving from it says so


def _stop(worker: _Worker) -> None:
    worker.pipe.close()
    if worker.process.is_alive():
        worker.process.terminate()
    worker.process.join(5)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


def _serve(pipe: Connection, benches: Sequence[Bench]) -> None:
    """What a process does: tasks, until there are none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    shop = Workshop(benches)
    try:
        while (task := pipe.recv()) is not None:
            pipe.send(_tried(shop.do, task))
    except (EOFError, OSError):
        return  # the parent is gone


def _tried(do: Callable[[Task], Outcome], task: Task) -> Any:
    try:
        return do(task)
    except Exception as error:
        error.add_note(f"i {task.shown}")
        return error
