"""Rebuilds the Word, ODF and PDF documents of the corpus from ``source/*.yaml``; text formats are their own
source.

    python corpus/build.py            write the documents
    python corpus/build.py --check    write nothing, exit 1 if a document differs from its source
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from source import odf, pages, word  # noqa: E402  (the folder is not an installed package)
from source.markup import Source, load  # noqa: E402

WRITERS: dict[str, Callable[[Source], bytes]] = {".docx": word.write, ".odt": odf.write, ".pdf": pages.write}


def built() -> Iterator[tuple[str, bytes]]:
    """Every built document: its path below ``corpus/`` and its bytes, in order of the sources' names."""
    for path in sorted((ROOT / "source").glob("*.yaml")):
        source = load(path)
        yield source.path, WRITERS[Path(source.path).suffix](source)


def main(arguments: list[str]) -> int:
    """Write or check all documents; returns the exit status."""
    stale = 0
    for name, data in built():
        target = ROOT / name
        if target.exists() and target.read_bytes() == data:
            continue
        stale += 1
        print(name)
        if "--check" not in arguments:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
