"""The guide: generated pages are what the rules say, links lead somewhere, no page is left out of the menu."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_fresh() -> None:
    assert _generator().stale() == [], "kör python docs/generate.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in _LINK.findall(text):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} pekar på {target}"


def test_every_page_is_in_the_menu() -> None:
    class Loader(yaml.SafeLoader):
        """mkdocs' own tags are of no interest here."""

    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader)
    named: set[str] = set()

    def collect(entry: object) -> None:
        if isinstance(entry, str):
            named.add(entry)
        elif isinstance(entry, dict):
            for value in entry.values():
                collect(value)
        elif isinstance(entry, list):
            for value in entry:
                collect(value)

    collect(config["nav"])
    written = {p.relative_to(DOCS).as_posix() for p in PAGES if p.parent.name != "regler"}
    assert written - named == set()
    assert {name for name in named if not (DOCS / name).is_file()} == set()
