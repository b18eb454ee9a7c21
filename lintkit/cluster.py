"""Tasks done on a cluster that is running already, through dask.distributed; the outcomes are those of a local run.

The rules travel to the workers once, as a plugin, so that workers that join or are started anew have them too. Local
files travel with their tasks, a few at a time; documents at addresses are fetched by the workers.
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from lintkit import __version__
from lintkit.errors import LintkitError
from lintkit.jobs import DIED
from lintkit.work import Bench, Outcome, Task, Workshop, failed

#: Tasks sent ahead for each thread of the cluster; more only fills its memory.
_AHEAD = 3
_TIMEOUT = "20s"

_shops: dict[str, Workshop] = {}
_one_at_a_time = threading.Lock()  # a language model serves one thread at a time


def run(benches: Sequence[Bench], tasks: Sequence[Task], executor: str) -> Iterator[tuple[int, Outcome]]:
    """Do the tasks at "dask=ADDRESS"; pairs of a task's number and its outcome, as they are ready.

    A document whose worker dies is done again by another, and given up when three have died of it. Raises LintkitError
    for an address without a cluster, and for workers without this version of lintkit.
    """
    kind, _, address = executor.partition("=")
    if kind != "dask" or not address:
        raise LintkitError(f"--executor: ”{executor}” ska ha formen dask=ADRESS, t.ex. dask=tcp://10.0.0.5:8786")
    try:
        dask: Any = import_module("distributed")
    except ImportError as error:
        raise LintkitError("--executor behöver tillägget cluster: pip install 'lintkit[cluster]'") from error
    if not tasks:
        return
    payload = pickle.dumps([_portable(bench) for bench in benches])
    name = sha256(payload).hexdigest()
    try:
        client = dask.Client(address, timeout=_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise LintkitError(f"--executor: klustret på {address} svarar inte") from error
    with client:
        _same_version(client)
        _register(client, _plugin(payload, name), f"lintkit-{name[:16]}")
        threads = sum(client.nthreads().values())
        number = dict[Any, int]()
        ready = dask.as_completed(loop=client.loop)
        todo = iter(range(len(tasks)))

        def send() -> None:
            at = next(todo, None)
            if at is not None:
                future = client.submit(_do, name, _loaded(tasks[at]), pure=False)
                number[future.key] = at
                ready.add(future)

        for _ in range(max(4, _AHEAD * threads)):
            send()
        for future in ready:
            at = number.pop(future.key)
            problem = future.exception()
            if isinstance(problem, dask.KilledWorker):
                outcome = Outcome(failed(tasks[at].shown, DIED))
            elif problem is not None:
                raise problem
            else:
                outcome = future.result()
            future.release()
            send()
            yield at, outcome


def _portable(bench: Bench) -> Bench:
    """The bench with all that it would look for on this machine: the governing documents and their names."""
    tops = {governing.path for above in bench.sets.direct.values() for governing in above}
    here = Path.cwd()
    names = {path: bench.names[path] for path in bench.names if path in tops}
    contents: dict[Path, bytes] = {}
    for path in sorted(tops):
        names.setdefault(path, (path.relative_to(here) if path.is_relative_to(here) else path).as_posix())
        try:
            contents[path] = path.read_bytes()
        except OSError:
            continue  # the reader says why, on the worker as here
    return replace(bench, names=names, contents=contents)


def _loaded(task: Task) -> Task:
    """The task with its file's bytes and a path that means the same everywhere."""
    if task.path is None or task.data is not None:
        return task
    path = Path(os.path.realpath(task.path))
    try:
        return task._replace(path=path, data=path.read_bytes())
    except OSError:
        return task._replace(path=path)


def _same_version(client: Any) -> None:
    if not client.nthreads():
        raise LintkitError("--executor: klustret har inga arbetare")
    versions = client.run(_version, on_error="ignore")  # one that dies just now is replaced; its tasks go to others
    if not versions:
        raise LintkitError("--executor: arbetarna i klustret kan inte köra lintkit; det ska vara installerat hos dem")
    other = sorted({version for version in versions.values() if version != __version__})
    if other:
        raise LintkitError(f"--executor: arbetarna i klustret har lintkit {', '.join(other)}, här är {__version__}")


def _register(client: Any, plugin: Any, name: str) -> None:
    for last in (False, False, True):
        try:
            client.register_plugin(plugin, name=name)
            return
        except OSError as error:  # a worker died while it was told; the cluster needs a moment to see that
            if last:
                raise LintkitError("--executor: klustrets arbetare svarar inte") from error
            time.sleep(1)


def _version() -> str:
    return __version__


def _plugin(payload: bytes, name: str) -> Any:
    base: Any = import_module("distributed").WorkerPlugin

    class Rules(base):  # type: ignore[misc]
        def setup(self, worker: Any) -> None:
            _set_up(name, payload)

    return Rules()


def _set_up(name: str, payload: bytes) -> None:
    with _one_at_a_time:
        if name not in _shops:
            _shops.clear()  # one run at a time keeps its rules in memory
            _shops[name] = Workshop(pickle.loads(payload))


def _do(name: str, task: Task) -> Outcome:
    with _one_at_a_time:
        return _shops[name].do(task)
