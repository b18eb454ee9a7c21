"""The engine: matches judged, worded and put in order; one finding a place; what unread parts and kinds change."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lintkit
from lintkit.document import Unread
from lintkit.engine import Linter, fill, lint_document, lint_paths, prepare, rule_help
from lintkit.errors import FileError
from lintkit.finding import Finding, Severity
from lintkit.read import read_bytes
from lintkit.rules import LoadedRule, load_rules

DAY = date(2026, 11, 21)

RULE = """\
- id: vagt-ett
  title: Ett
  severity: {severity}
  status: stable
  since: "0.1"
  match: {{phrases: ["så snart", "så snart som möjligt", "snart"]}}
  message: "”{{match}}” och {{okänd}}"
  why: w
  fix: "Skriv om ”{{match}}”."
  sources: [{{title: t, ref: r}}]
  examples: {{bad: ["[[x]]"], good: ["y"]}}
  {extra}
- id: vagt-annan
  title: Två
  severity: warning
  status: stable
  since: "0.1"
  match: {{phrases: ["snart som möjligt svara", "kvantum"]}}
  message: m
  why: w
  fix: f
  sources: [{{title: t}}]
  examples: {{bad: ["[[x]]"], good: ["y"]}}
- id: metadata-tredje
  title: Tre
  severity: warning
  status: stable
  since: "0.1"
  where: any
  match: {{phrases: ["snart"]}}
  message: m
  why: w
  fix: f
  sources: [{{title: t}}]
  examples: {{bad: ["[[x]]"], good: ["y"]}}
"""


@pytest.fixture
def rules(tmp_path: Path) -> list[LoadedRule]:
    return make(tmp_path)


def make(folder: Path, severity: str = "warning", extra: str = "level: L0") -> list[LoadedRule]:
    path = folder / "regler.yaml"
    path.write_text(RULE.format(severity=severity, extra=extra), encoding="utf-8")
    return load_rules([path])


def findings(rules: list[LoadedRule], text: str, kind: str | None = "reglemente", name: str = "a.md") -> list[Finding]:
    return lint_document(prepare(rules, DAY), read_bytes(text.encode(), name), kind)[1]


def test_longest_match_of_a_rule_and_of_its_family(rules: list[LoadedRule]) -> None:
    """Rule ett matches "snart", "så snart" and "så snart som möjligt"; rule två overlaps it and is longer."""
    found = findings(rules, "Anordnaren ska så snart som möjligt komma.")
    assert [(f.rule, f.text) for f in found] == [("vagt-ett", "så snart som möjligt"), ("metadata-tredje", "snart")]
    found = findings(rules, "Anordnaren ska så snart som möjligt svara.")
    assert [(f.rule, f.text) for f in found] == [
        ("metadata-tredje", "snart"),
        ("vagt-annan", "snart som möjligt svara"),
    ]


def test_findings_come_in_text_order_and_lead_back(rules: list[LoadedRule]) -> None:
    text = "# Reglemente\n\nAnordnaren ska **snart** lämna ett kvantum.\n\n- Nämnden ska snart svara.\n"
    found = findings(rules, text)
    assert [f.start for f in found] == sorted(f.start for f in found)
    assert all(text[f.start : f.end] == f.text for f in found)
    assert all(f.sentence[f.sentence_start :].startswith(f.text) for f in found)
    assert len({f.fingerprint for f in found}) == len(found)


def test_message_and_fix_are_filled(rules: list[LoadedRule]) -> None:
    (finding,) = (f for f in findings(rules, "Anordnaren ska så\n\tsnart svara.") if f.rule == "vagt-ett")
    assert finding.message == "”så snart” och {okänd}"
    assert finding.fix == "Skriv om ”så snart”."


@pytest.mark.parametrize(
    ("template", "values", "text"),
    [
        ("{a} {b}", {"a": "x"}, "x {b}"),
        ("{a}", {"a": "{b}", "b": "y"}, "{b}"),
        ("{ a } {} {{a}}", {"a": "x"}, "{ a } {} {x}"),
        ("{a.b} {a!r} {0}", {"a": "x"}, "{a.b} {a!r} {0}"),
    ],
)
def test_fill_only_puts_values_in(template: str, values: dict[str, str], text: str) -> None:
    assert fill(template, values) == text


def test_a_text_of_unknown_kind_binds_only_where_it_says_so(rules: list[LoadedRule]) -> None:
    text = "Anordnaren ska snart svara.\n\nNämnden prövar snart ansökan.\n"
    severities = [f.severity for f in findings(rules, text, "annat") if f.rule == "vagt-ett"]
    assert severities == [Severity.WARNING, Severity.INFO]
    severities = [f.severity for f in findings(rules, text, "reglemente") if f.rule == "vagt-ett"]
    assert severities == [Severity.WARNING, Severity.WARNING]


def test_what_was_unread_lowers_the_rules_that_need_it(tmp_path: Path) -> None:
    rules = make(tmp_path, severity="error", extra="needs: numbering")
    document = read_bytes(b"Anordnaren ska snart svara.", "a.md")

    def severities(topic: str) -> dict[str, Severity]:
        read = dataclasses.replace(document, unread=(Unread("en sak", "sist", topic),))
        return {f.rule: f.severity for f in lint_document(prepare(rules, DAY), read, "reglemente")[1]}

    assert severities("numbering")["vagt-ett"] is Severity.INFO
    assert severities("page")["vagt-ett"] is Severity.ERROR
    assert severities("numbering")["metadata-tredje"] is Severity.WARNING


def test_rules_for_other_kinds_stay_silent(tmp_path: Path) -> None:
    rules = make(tmp_path, extra="applies_to: [avtal, policy]")
    text = "Anordnaren ska snart svara."
    assert "vagt-ett" in {f.rule for f in findings(rules, text, "avtal")}
    assert "vagt-ett" not in {f.rule for f in findings(rules, text, "reglemente")}


def test_kind_is_worked_out_when_not_given(rules: list[LoadedRule]) -> None:
    linter = prepare(rules, DAY)
    kind, _ = lint_document(linter, read_bytes(b"# Policy mot fusk\n", "a.md"))
    assert kind == "policy"


def test_experimental_findings_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "regler.yaml"
    path.write_text(
        RULE.format(severity="error", extra="level: L0").replace("stable", "experimental"), encoding="utf-8"
    )
    assert all(f.experimental for f in findings(load_rules([path]), "Anordnaren ska snart svara."))


def test_an_unknown_check_is_an_error_with_place(tmp_path: Path) -> None:
    path = tmp_path / "egen.yaml"
    path.write_text(
        RULE.format(severity="info", extra="level: L0").replace('{phrases: ["snart"]}', "{check: finns.inte}"),
        encoding="utf-8",
    )
    with pytest.raises(
        FileError, match=r"egen\.yaml:\d+: kontrollen ”finns.inte” finns inte; kontroller finns i .*registers"
    ):
        prepare(load_rules([path]), DAY)


@pytest.mark.parametrize("name", ["registers", "registers._own_limit", "registers.Input", "os.system", "..x", ""])
def test_only_functions_of_checks_can_be_named(name: str) -> None:
    from lintkit.checks import find_check

    with pytest.raises(LookupError):
        find_check(name)


def test_unreadable_files_are_results(rules: list[LoadedRule], tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("Anordnaren ska snart svara.", encoding="utf-8")
    report = lint_paths(prepare(rules, DAY), [(tmp_path / "a.md", "a.md"), (tmp_path / "b.md", "b.md")])
    assert [r.path for r in report.results] == ["a.md", "b.md"]
    assert report.results[0].error is not None
    assert report.results[0].document is None
    assert report.results[1].findings
    assert report.unreadable == 1


def test_min_severity_leaves_the_milder_out(rules: list[LoadedRule], tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("Anordnaren ska snart svara.", encoding="utf-8")
    report = lint_paths(prepare(rules, DAY), [(tmp_path / "b.md", "b.md")], Severity.ERROR)
    assert report.results[0].findings == ()


def test_rule_help_has_every_rule(rules: list[LoadedRule]) -> None:
    helps = rule_help(rules)
    assert sorted(helps) == ["metadata-tredje", "vagt-annan", "vagt-ett"]
    assert helps["vagt-ett"].sources == (("t", "r"),)


def test_public_interface(tmp_path: Path) -> None:
    """The six names, used as the documentation shows them."""
    assert sorted(lintkit.__all__) == ["Document", "Finding", "Rule", "lint", "load_rules", "read"]
    path = tmp_path / "a.md"
    path.write_text("# Reglemente\n\n1. Anordnaren ska snarast svara.\n", encoding="utf-8")
    report = lintkit.lint([path], today=DAY)
    (finding,) = (f for f in report.results[0].findings if f.rule == "vagt-tid")
    assert isinstance(finding, lintkit.Finding)
    document = lintkit.read(path)
    assert isinstance(document, lintkit.Document)
    assert document.text[finding.start : finding.end] == "snarast"
    assert all(isinstance(r.rule, lintkit.Rule) for r in lintkit.load_rules())
    with pytest.raises(AttributeError, match="no attribute 'saknas'"):
        lintkit.saknas  # noqa: B018


# --- every shipped rule on any text ------------------------------------------------------------------------------

_SHIPPED: list[Linter] = []


def shipped() -> Linter:
    if not _SHIPPED:
        _SHIPPED.append(prepare([r for r in load_rules() if r.rule.status == "stable"], DAY))
    return _SHIPPED[0]


_WORDS = st.sampled_from(
    "Anordnaren Nämnden ska får bör kan inte snarast vid behov skälig tid varning återkallas om inom tre månader utdrag "  # noqa: SIM905
    "belastningsregistret socialtjänstlagen (2001:453) 5 kap. 3 § [XX] __ 2025-01-01 ” ( ) ; : . , – - \n \n\n # ## - 1. | a) ` * ** > "
    "<!-- --> sna\u00adrast e\u0301 \u202e \x00 İ ﬁ 😀".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join), st.sampled_from(["a.md", "a.txt", "a.html"]))
def test_any_text_gives_findings_that_lead_back(text: str, name: str) -> None:
    document = read_bytes(("Ö " + text).encode(), name)
    for finding in lint_document(shipped(), document)[1]:
        assert 0 <= finding.start < finding.end <= len(document.text)
        assert document.text[finding.start : finding.end] == finding.text
        assert finding.message
        assert "{match}" not in finding.message + finding.fix
        assert 0 <= finding.block < len(document.blocks)
        assert len(finding.fingerprint) == 64


def test_a_document_is_asked_the_checks_for_its_kind_and_no_others() -> None:
    linter = prepare(load_rules(), DAY)
    narrow = [loaded for loaded, *_ in linter.checks_of("avtal") if loaded.rule.applies_to]
    assert narrow and all("avtal" in loaded.rule.applies_to for loaded in narrow)
    assert {r.rule.id for r, *_ in linter.checks_of("avtal")} != {r.rule.id for r, *_ in linter.checks_of("annat")}
    assert linter.checks_of("avtal") is linter.checks_of("avtal")
