"""A run on a dask cluster gives the bytes of a local run, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.cluster
distributed = pytest.importorskip("distributed", reason="tillägget cluster är inte installerat")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    made = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with made:
        yield made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "villkor").mkdir()
    for n in range(30):
        text = f"# Villkor {n}\n\n" + "Anordnaren ska snarast svara.\n\nUtföraren ska anmäla brister skyndsamt.\n\n" * (
            20 * (n % 4 + 1)
        )
        (tmp_path / "villkor" / f"{n:02}.md").write_text(text, "utf-8")
    (tmp_path / "reglemente.md").write_text("# Reglemente\n\nMed snarast avses inom två dagar.\n")
    (tmp_path / "lintkit.yaml").write_text(
        "documents:\n- {name: kundval, governs: reglemente.md, applies_to: ['villkor/*.md']}\n"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "lintkit", "check", "--today", "2026-11-21", "--no-cache", "--format", "json"]
    return subprocess.run([*command, *arguments], capture_output=True, check=False)


def test_same_bytes_as_here(cluster: Any, folder: Path) -> None:
    there = check("villkor", "--executor", f"dask={cluster.scheduler_address}")
    here = check("villkor")
    assert (there.stdout, there.stderr, there.returncode) == (here.stdout, here.stderr, here.returncode)


def test_a_killed_worker_loses_nothing(cluster: Any, folder: Path) -> None:
    killed = []

    def kill() -> None:
        # As soon as a worker has something to do.
        with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
            for _ in range(6_000):
                busy = [name for name, keys in client.processing().items() if keys]
                if busy:
                    worker = next(w for w in cluster.workers.values() if w.worker_address == busy[0])
                    killed.append(worker.process.process.pid)
                    os.kill(killed[0], signal.SIGKILL)
                    return
                time.sleep(0.02)

    killer = threading.Thread(target=kill)
    killer.start()
    there = check("villkor", "--executor", f"dask={cluster.scheduler_address}")
    killer.join()
    assert killed
    here = check("villkor")
    assert (there.stdout, there.returncode) == (here.stdout, here.returncode)


def test_documents_at_addresses(cluster: Any, folder: Path) -> None:
    address = (folder / "villkor").as_uri()
    there = check(address, "--executor", f"dask={cluster.scheduler_address}")
    here = check(address)
    assert here.stdout == there.stdout
    assert here.stdout.count(b'"sha256": "') == 30


def test_no_cluster_there() -> None:
    done = check("-", "--executor", "dask=tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "svarar inte" in done.stderr.decode()


def test_another_executor(folder: Path) -> None:
    done = check("villkor", "--executor", "spark=x")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "dask=ADRESS" in done.stderr.decode()
