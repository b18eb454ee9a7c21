"""spaCy comes in without its command line and is whole afterwards; environment and collector are as they were."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("spacy", reason="the language pipeline needs spaCy")


def run(code: str) -> str:
    """What a fresh process prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True)
    return done.stdout.strip()


def test_the_command_line_is_left_out_and_works_when_asked_for() -> None:
    code = """
import sys
from lintkit.language.quick_spacy import import_spacy
spacy = import_spacy()
print(sorted(sys.modules.keys() & {"spacy", "spacy.cli", "spacy.cli.info", "typer", "httpx", "weasel"}))
import spacy.cli
from spacy.cli.info import info
from spacy.cli.train import train
print(spacy.info is not info, spacy.info(silent=True) == info(silent=True), callable(train))
"""
    assert run(code).splitlines() == ["['spacy']", "True True True"]


def test_a_spacy_that_wants_more_of_its_command_line_gets_it() -> None:
    code = """
import sys
from lintkit.language import quick_spacy
class Without(quick_spacy.ModuleType):
    def __setattr__(self, name, value):
        pass
quick_spacy.ModuleType = Without
spacy = quick_spacy.import_spacy()
print(spacy.blank("sv")("Hej du.")[0].text, "spacy.cli.info" in sys.modules, callable(spacy.info))
"""
    assert run(code) == "Hej True True"


@pytest.mark.parametrize("threads", [None, "3"])
def test_environment_and_collector_are_left_as_they_were(threads: str | None) -> None:
    code = f"""
import gc, os, sys
os.environ.pop("OPENBLAS_NUM_THREADS", None)
if {threads!r}:
    os.environ["OPENBLAS_NUM_THREADS"] = {threads!r}
from lintkit.language.quick_spacy import import_spacy
before = dict(os.environ)
import_spacy()
print(os.environ == before, gc.isenabled(), gc.get_freeze_count() > 10_000)
gc.disable()
import_spacy()
print(gc.isenabled())
"""
    assert run(code).split() == ["True", "True", "True", "False"]


def test_without_spacy_the_import_error_is_raised() -> None:
    code = """
import sys
sys.modules["spacy"] = None
from lintkit.language.quick_spacy import import_spacy
try:
    import_spacy()
except ImportError:
    print("spacy.cli.info" in sys.modules)
"""
    assert run(code) == "False"
