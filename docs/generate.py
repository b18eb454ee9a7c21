"""Writes the pages of the guide that are made of the rule files: one a rule, and their list.

python docs/generate.py            write docs/regler
python docs/generate.py --check    exit 1 when something there is not what the rules say
"""

from __future__ import annotations

import sys
from pathlib import Path

from lintkit.cli.rule_page import FAMILY, SEVERITY, STATUS, page
from lintkit.rules import load_rules

FOLDER = Path(__file__).resolve().parent / "regler"


def pages() -> dict[str, str]:
    """Every generated page by file name."""
    rules = load_rules()
    out = {f"{item.rule.id}.md": page(item) for item in rules}
    lines = ["# Reglerna", "", f"{len(rules)} regler. `lintkit rules REGEL` visar samma text som regelns sida."]
    for family, title in FAMILY.items():
        own = [item.rule for item in rules if item.rule.family == family]
        lines += ["", f"## {title}", "", "| Regel | Nivå | Gäller |", "|---|---|---|"]
        for rule in own:
            mark = "" if rule.status == "stable" else f" ({STATUS[rule.status]})"
            lines.append(f"| [`{rule.id}`]({rule.id}.md) | {SEVERITY[rule.severity]}{mark} | {rule.title} |")
    out["index.md"] = "\n".join(lines) + "\n"
    return out


def stale() -> list[str]:
    """Names of pages that are missing, out of date, or about no rule."""
    wanted = pages()
    there = {path.name for path in FOLDER.glob("*.md")}
    wrong = [name for name, text in wanted.items() if name not in there or (FOLDER / name).read_text("utf-8") != text]
    return sorted([*wrong, *(there - wanted.keys())])


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check only say which are stale."""
    if "--check" in arguments:
        for name in stale():
            print(f"docs/regler/{name} stämmer inte med reglerna; kör python docs/generate.py", file=sys.stderr)
        return 1 if stale() else 0
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for name in stale():
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], "utf-8")
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
