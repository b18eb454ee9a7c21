"""No speed bought with findings: writes down every finding on some folders, or compares with what was written down.

    python tests/benchmarks/compare.py write FILE FOLDER...
    python tests/benchmarks/compare.py check FILE FOLDER...     status 1 and the first differences when they differ

Compares JSON reports without cache, of all rules, of one process and of two.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import run

COMMAND = "import sys; from lintkit.cli import main; sys.exit(main())"
EVERY = ["--profile", "alla", "--preview", "--format", "json", "--fail-on", "never", "--today", "2026-11-28"]


def report(folders: Sequence[str], jobs: int) -> bytes:
    """The JSON report on folders."""
    command = [sys.executable, "-c", COMMAND, "check", *folders, *EVERY, "--no-cache", "--jobs", str(jobs), "--quiet"]
    return run(command, capture_output=True, check=False).stdout


def main(arguments: Sequence[str]) -> int:
    """Write or check."""
    if len(arguments) < 3 or arguments[0] not in ("write", "check"):
        print(__doc__)
        return 2
    verb, file, *folders = arguments
    found = report(folders, 1)
    if verb == "write":
        Path(file).write_bytes(found)
        return 0
    before = Path(file).read_bytes()
    if found == before == report(folders, 2):
        print(f"the same {found.count(b'fingerprint')} findings")
        return 0
    lines = difflib.unified_diff(
        before.decode().split("\n"), found.decode().split("\n"), "before", "now", "", "", 3, ""
    )
    print("\n".join(list(lines)[:60]) or "one and two processes differ")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
