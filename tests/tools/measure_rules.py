"""Measures every rule's precision over gold folders and writes it into the rule files.

    python tests/tools/measure_rules.py --on "fyra guldmängder" --as-of 2026-11-22 FOLDER... [--write]

Without --write the table is only printed. A rule needs `--least` findings to have its figure written.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

from lintkit.engine import prepare
from lintkit.evaluate import Score, evaluate
from lintkit.rules import LoadedRule, load_rules


def measure(folders: list[Path], rules: list[LoadedRule]) -> dict[str, Score]:
    """Findings and right findings per rule id over all folders."""
    linter = prepare(rules, date(2026, 11, 21))
    total: dict[str, Score] = defaultdict(Score)
    for folder in folders:
        for name, score in evaluate(linter, folder).rules.items():
            total[name].found += score.found
            total[name].right += score.right
    return total


def write(loaded: LoadedRule, score: Score, on: str, as_of: str) -> None:
    """Put the figure into the rule's file, in place of an older one."""
    path = Path(loaded.path)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if re.match(rf"(?:- )?\s*id: {re.escape(loaded.rule.id)}\s*$", line))
    listed = lines[start].startswith("- ")
    indent = "  " if listed else ""
    end = next((i for i in range(start + 1, len(lines)) if listed and lines[i].startswith("- ")), len(lines))
    field = f'{indent}precision: {{right: {score.right}, found: {score.found}, "on": "{on}", as_of: "{as_of}"}}\n'
    body, skipping = [], False
    for line in lines[start:end]:
        if line.startswith(f"{indent}precision:"):
            skipping = True
            continue
        if skipping and line.startswith(f"{indent} "):
            continue
        skipping = False
        body.append(line)
    at = next(i for i, line in enumerate(body) if line.startswith(f"{indent}since:")) + 1
    body.insert(at, field)
    path.write_text("".join([*lines[:start], *body, *lines[end:]]), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--on", default="guldmängderna")
    parser.add_argument("--as-of", default=date.today().isoformat())
    parser.add_argument("--least", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rules = load_rules()
    scores = measure(args.folders, [r for r in rules if r.rule.default])
    for loaded in rules:
        score = scores.get(loaded.rule.id, Score())
        shown = "–" if score.precision is None else f"{score.precision:.2f}"
        print(f"{loaded.rule.id:<40}{loaded.rule.status:<14}{score.right:>4} av {score.found:<5}{shown}")
        if args.write and score.found >= args.least:
            write(loaded, score, args.on, args.as_of)


if __name__ == "__main__":
    main()
