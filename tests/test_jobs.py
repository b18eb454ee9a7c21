"""Sharing tasks out to processes: every task once, in any number of processes, whatever becomes of one of them."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from datetime import date
from pathlib import Path

import pytest

from lintkit import jobs
from lintkit.config import load_config
from lintkit.engine import prepare
from lintkit.finding import Severity
from lintkit.rules import load_rules
from lintkit.sets import Sets
from lintkit.work import Bench, Outcome, Task, Workshop


@pytest.fixture(scope="module")
def bench() -> Bench:
    rules = [r for r in load_rules() if r.rule.family == "vagt" and r.rule.level == "L0"]
    linter = prepare(rules, date(2026, 11, 21), nlp="none")
    return Bench(linter, load_config(None), Sets(), Severity.INFO)


def tasks(number: int) -> list[Task]:
    text = "# Villkor\n\nAnordnaren ska snarast svara.\n"
    return [Task(0, None, f"{n}.md", (text * (n % 3 + 1)).encode()) for n in range(number)]


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_every_task_once(bench: Bench, processes: int) -> None:
    todo = tasks(7)
    done = dict(jobs.run([bench], todo, [len(t.data or b"") for t in todo], processes))
    shop = Workshop([bench])
    assert done == {n: shop.do(task) for n, task in enumerate(todo)}


def test_processes_as_many_as_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    if hasattr(os, "sched_getaffinity"):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert jobs.choose(None, [20_000]) == 1
    assert jobs.choose(None, [jobs.WORTH] * 3) == 3
    assert jobs.choose(None, [jobs.WORTH] * 100) == 8
    assert jobs.choose(4, [1] * 100) == 4
    assert jobs.choose(4, [1]) == 1
    assert jobs.choose(None, []) == 1


class _Deadly(Workshop):
    """Dies of one document, as a process that runs out of memory does."""

    def do(self, task: Task) -> Outcome:
        if task.shown == "3.md":
            os.kill(os.getpid(), signal.SIGKILL)
        if task.shown == "5.md" and os.environ.get("LINTKIT_TEST_BUG"):
            raise ValueError("fel i programmet")
        return super().do(task)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processerna delar minne bara i Linux")
def test_a_process_that_dies_costs_one_document(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "Workshop", _Deadly)
    todo = tasks(9)
    done = dict(jobs.run([bench], todo, [1] * 9, 2))
    assert sorted(done) == list(range(9))
    assert {n for n, outcome in done.items() if outcome.result.error} == {3}
    assert done[3].result.error == jobs.DIED


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processerna delar minne bara i Linux")
def test_a_fault_in_the_program_is_not_hidden(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "Workshop", _Deadly)
    monkeypatch.setenv("LINTKIT_TEST_BUG", "1")
    with pytest.raises(ValueError, match="fel i programmet"):
        list(jobs.run([bench], tasks(9), [1] * 9, 2))


def test_a_bench_can_be_sent(bench: Bench, tmp_path: Path) -> None:
    task = Task(0, None, "a.md", b"# Villkor\n\nAnordnaren ska snarast svara.\n")
    there = Workshop(pickle.loads(pickle.dumps([bench])))
    assert there.do(task) == Workshop([bench]).do(task)
