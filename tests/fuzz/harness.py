"""One target fed with mutated inputs by atheris, guided by coverage; run as a script, see README.md beside it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["lintkit"]):
    from tests.fuzz.targets import CORPUS, SEEDS, run


def main() -> None:
    """Arguments: the target, then libFuzzer's own; a folder among them collects what is found."""
    name = sys.argv.pop(1)
    seeds = Path(tempfile.mkdtemp())
    for i, seed in enumerate(SEEDS[name]):
        (seeds / str(i)).write_bytes(seed)
    known = [str(CORPUS / name)] if (CORPUS / name).is_dir() else []
    atheris.Setup([*sys.argv, str(seeds), *known], lambda data: run(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
