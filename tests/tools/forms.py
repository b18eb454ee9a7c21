"""Writes rules/data/forms.tsv: every `lemma:paradigm` in the rule files, with all the forms it stands for.

    python tests/tools/forms.py            write the table
    python tests/tools/forms.py --check    say whether it is up to date (exit status 1 when not)

The table is there to be read: a wrong paradigm shows as a word that nobody writes. A test compares it with the rules.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator

from lintkit.language.inflect import PARADIGMS, forms
from lintkit.rules import LoadedRule, load_rules, rules_dir

TABLE = rules_dir() / "data" / "forms.tsv"
HEADER = "lemma\tparadigm\trules\tforms\n"

_WORD = re.compile(r"([^\W\d_][\w-]*):([a-z][a-z0-9]*(?:\([^()]*\))?)")


def sources(loaded: LoadedRule) -> Iterator[str]:
    """Every phrase that a rule is compiled from, as written in its file."""
    match = loaded.rule.match
    for phrases in (match.terms, match.phrases, match.near, match.absent):
        yield from phrases
    for _, compiled in loaded.excuses:
        yield from (phrase.source for phrase in compiled)


def table() -> str:
    """The table as text: one row per lemma and paradigm, in order, with the rules that use it."""
    used: dict[tuple[str, str], set[str]] = defaultdict(set)
    for loaded in load_rules():
        for source in sources(loaded):
            for lemma, paradigm in _WORD.findall(source):
                if paradigm.partition("(")[0] in PARADIGMS:
                    used[lemma.lower(), paradigm].add(loaded.rule.id)
    rows = (
        "\t".join((lemma, paradigm, " ".join(sorted(rules)), " ".join(sorted(forms(lemma, paradigm)))))
        for (lemma, paradigm), rules in sorted(used.items())
    )
    return HEADER + "".join(row + "\n" for row in rows)


def main(arguments: list[str]) -> int:
    """Write or check the table; the exit status."""
    wanted = table()
    if "--check" in arguments:
        same = TABLE.is_file() and TABLE.read_text(encoding="utf-8") == wanted
        if not same:
            print(f"{TABLE} följer inte reglerna; skriv om den med: python tests/tools/forms.py", file=sys.stderr)
        return 0 if same else 1
    TABLE.write_text(wanted, encoding="utf-8")
    print(f"{TABLE}: {wanted.count(chr(10)) - 1} rader")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
