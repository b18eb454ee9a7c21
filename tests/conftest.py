"""Shared fixtures; `SHARED` is the material that may lie beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture
def shared_dir() -> Path:
    """The material beside the repository; the test skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("materialet bredvid projektet (../shared) finns inte här")
    return SHARED
