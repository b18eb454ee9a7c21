"""Awkward text: every way a phrase can be disguised, found by a rule; nothing in code, links or identifiers."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from lintkit.engine import lint_document, prepare
from lintkit.read import read
from lintkit.rules import load_rules

_RULE = """\
id: vagt-prov
title: Prov
severity: warning
status: stable
since: "0.1"
match: {{terms: {terms}}}
where: any
message: "”{{match}}” prövas."
why: Prov av matchningen på krånglig text.
fix: Skriv om.
sources: [{{title: Prov}}]
examples: {{bad: ["Åtgärda [[snarast]]."], good: ["Åtgärda inom tre dagar."]}}
"""


def test_twenty_found_and_seven_left_alone(shared_dir: Path, tmp_path: Path) -> None:
    suite = shared_dir / "suites" / "awkward"
    terms = (suite / "terms.txt").read_text("utf-8").split("\n")
    rule = tmp_path / "vagt-prov.yaml"
    rule.write_text(_RULE.format(terms=json.dumps([t for t in terms if t], ensure_ascii=False)), "utf-8")
    document = read(suite / "v.md")
    _, findings = lint_document(prepare(load_rules([rule]), date(2026, 11, 21)), document)
    lines = [document.line_column(f.start)[0] for f in findings]
    cases = json.loads((suite / "cases.json").read_text("utf-8"))
    found = {name for name, first, last, _ in cases if any(first <= line <= last for line in lines)}
    assert {name for name, _, _, wanted in cases if wanted} == found
    front_matter = [line for line in lines if line < 4]
    assert not front_matter
