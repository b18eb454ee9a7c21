"""Shared fixtures; `SHARED` is the material that may lie beside the repository."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# The same code gets the same answer, on slow machines too. New examples are drawn with HYPOTHESIS_PROFILE=explore.
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def listen() -> None:
    """For a process that is to be interrupted, before it starts: a shell's background jobs ignore the signal."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def shared_dir() -> Path:
    """The material beside the repository; the test skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("materialet bredvid projektet (../shared) finns inte här")
    return SHARED


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the user's own cache."""
    os.environ["LINTKIT_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache") / "lintkit")
