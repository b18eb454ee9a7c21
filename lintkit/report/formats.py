"""The names of the report formats; each is a module here with `render(report)`, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from lintkit.report.model import Report

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html")


def render(report: Report, name: str, *, color: bool = False) -> str:
    """The report in the format called `name` (one of FORMATS); `color` is for "text" alone. The page "html" is without
    the documents' facts here; lintkit.present.html_page has them.
    """
    module = _module(name)
    text: str = module.render(report, color=color) if name == "text" else module.render(report)
    return text


def render_bytes(report: Report, name: str, *, color: bool = False) -> bytes:
    """The same as UTF-8; what is no text becomes a question mark."""
    if name == "json":
        data: bytes = _module(name).render_bytes(report)
        return data
    return render(report, name, color=color).encode("utf-8", "replace")


def _module(name: str) -> ModuleType:
    if name not in FORMATS:
        raise ValueError(name)
    return import_module(f"lintkit.report.{name}")
