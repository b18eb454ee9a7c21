"""lintkit reviews Swedish municipal regulations; these names are the whole public interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Document", "Finding", "Rule", "lint", "load_rules", "read"]

if TYPE_CHECKING:
    from lintkit.document import Document
    from lintkit.engine import lint
    from lintkit.finding import Finding
    from lintkit.read import read
    from lintkit.rules import Rule, load_rules

_HOMES = {
    "Document": "lintkit.document",
    "Finding": "lintkit.finding",
    "Rule": "lintkit.rules",
    "lint": "lintkit.engine",
    "load_rules": "lintkit.rules",
    "read": "lintkit.read",
}


def __getattr__(name: str) -> Any:
    # Imported on first use, so that `lintkit --version` and a cached run start quickly.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'lintkit' has no attribute {name!r}")
