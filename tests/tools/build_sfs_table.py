"""Makes rules/data/sfs.tsv from two machine-read lists of Swedish statutes; knows their columns and traps.

Usage: python tests/tools/build_sfs_table.py FOLDER [OUTPUT]
FOLDER holds sfs_titles_2025-07.tsv (number, title, ...) and sfs_repealed_index.tsv (number, title, end date,
repealing act, its title, source, conflict).
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

NUMBER = re.compile(r"^(?:1[6-9]|20)\d\d:\d{1,4}$")
OUTPUT = Path(__file__).resolve().parents[2] / "rules" / "data" / "sfs.tsv"
HEADER = "sfs\ttitle\tended\tby\n"


def rows(path: Path) -> Iterator[list[str]]:
    """The lines of a tab-separated file without its head; nothing in it is quoted."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        yield from reader


def bare(title: str, number: str) -> str:
    """The title without its own number, white space collapsed."""
    return " ".join(title.replace(f"({number})", " ").split())


def build(folder: Path) -> str:
    """The table as text: one act a line, ordered by year and number.

    `ended` is a date, "?" when an act is noted as repealed without a date, "~" before a date that was only
    planned. Acts that a newer source calls in force (column "conflict") have no end. An act that has no end
    here may still have been repealed: the sources are incomplete.
    """
    acts: dict[str, tuple[str, str, str]] = {}
    for number, title, *_ in rows(folder / "sfs_titles_2025-07.tsv"):
        if NUMBER.match(number):
            acts[number] = (bare(title, number), "", "")
    for number, title, end, by, _, source, conflict in rows(folder / "sfs_repealed_index.tsv"):
        if not NUMBER.match(number) or conflict:
            continue
        ended = f"~{end}" if source == "S1u" else end or "?"
        known = acts.get(number)
        acts[number] = (known[0] if known else bare(title, number), ended, by)
    order = sorted(acts, key=lambda n: tuple(map(int, n.split(":"))))
    return HEADER + "".join("\t".join((n, *acts[n])).rstrip("\t") + "\n" for n in order)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else OUTPUT
    target.write_text(build(Path(sys.argv[1])), encoding="utf-8")
