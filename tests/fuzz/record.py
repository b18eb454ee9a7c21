"""Packs what a run has found into the corpus: the inputs that reach something no other reaches, smallest first.

python tests/fuzz/record.py NAME FOLDER
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

CORPUS = Path(__file__).with_name("corpus")

#: Most inputs, and bytes, that are kept for a target; the smallest are kept.
MAX_INPUTS = 400
MAX_BYTES = 60_000


def pack(name: str, folder: Path) -> int:
    """Write the corpus of a target; the number of inputs in it. The same inputs give the same file."""
    inputs = sorted({p.read_bytes() for p in folder.iterdir() if p.is_file()}, key=lambda data: (len(data), data))
    CORPUS.mkdir(exist_ok=True)
    size = kept = 0
    with zipfile.ZipFile(CORPUS / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for data in inputs[:MAX_INPUTS]:
            size += len(data)
            if size > MAX_BYTES:
                break
            package.writestr(zipfile.ZipInfo(f"{kept:03}"), data, zipfile.ZIP_DEFLATED)
            kept += 1
    return kept


def main() -> int:
    """Let libFuzzer choose from the folder, then pack what it chose."""
    name, folder = sys.argv[1:3]
    harness = Path(__file__).with_name("harness.py")
    with tempfile.TemporaryDirectory() as merged, tempfile.TemporaryDirectory() as commands:
        command = Path(commands, "harness")
        command.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{harness}' \"$@\"\n", "utf-8")
        command.chmod(0o755)
        done = subprocess.run(
            [str(command), "-merge=1", "-max_len=4096", merged, folder],
            env=os.environ | {"LINTKIT_FUZZ_TARGET": name, "LINTKIT_FUZZ_COMMAND": str(command)},
            capture_output=True, check=False,
        )  # fmt: skip
        if not any(Path(merged).iterdir()):
            print(done.stderr.decode("utf-8", "replace")[-2000:], file=sys.stderr)
            return 1
        print(f"{name}: {pack(name, Path(merged))} inputs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
