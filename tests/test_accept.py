"""Exemptions and accepted findings: how they are read, what they silence, and what must not silence anything."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintkit.accept import Listed, baseline_text, exemptions, from_config, parse_exemption, read_baseline, settle
from lintkit.config import Accepted, Config, Loaded, load_config
from lintkit.document import Comment, Document
from lintkit.engine import Linter, lint_document, prepare
from lintkit.errors import FileError
from lintkit.finding import Finding, Severity, with_fingerprints
from lintkit.read import read_bytes
from lintkit.rules import load_rules
from lintkit.today import Today

DAY = date(2026, 11, 21)
MARK = "a" * 64


def linter(*accepted: Listed, **known: object) -> Linter:
    """The vague words and the rules about exemptions."""
    rules = [r for r in load_rules() if r.rule.status == "stable"]
    rules = [r for r in rules if r.rule.family == "vagt" or r.rule.id.startswith("metadata-undantag")]
    return prepare(rules, DAY, dict(known), nlp="none", accepted=accepted)


LINTER = linter()


def lint(text: str | Document, name: str = "a.md", using: Linter = LINTER) -> list[Finding]:
    document = text if isinstance(text, Document) else read_bytes(text.encode(), name)
    return lint_document(using, document, "reglemente")[1]


def outcome(text: str | Document, name: str = "a.md", using: Linter = LINTER) -> list[tuple[str, str]]:
    return [(f.rule, f.status) for f in lint(text, name, using)]


# How an exemption is written


@pytest.mark.parametrize(
    ("text", "rules", "reason", "by"),
    [
        ("lintkit: ok vagt-tid – skäl /namn", ("vagt-tid",), "skäl", "namn"),
        ("lintkit: ok vagt-tid, vagt-grad - avtalat /A. Berg, jurist", ("vagt-tid", "vagt-grad"), "avtalat", "A. Berg, jurist"),
        ("lintkit: ok vagt-tid vagt-grad — och/eller 24/7 /AB 2026-01-01", ("vagt-tid", "vagt-grad"), "och/eller 24/7", "AB 2026-01-01"),
        ("Lintkit:OK Vagt-Tid: skäl\n /namn", ("vagt-tid",), "skäl", "namn"),
        ("lintkit: ok vagt-tid avtalat i lag-stiftningen /AB", ("vagt-tid",), "avtalat i lag-stiftningen", "AB"),
    ],
)  # fmt: skip
def test_whole_exemptions(text: str, rules: tuple[str, ...], reason: str, by: str) -> None:
    found = parse_exemption(text, 3, 9)
    assert found is not None
    assert (found.rules, found.reason, found.by, found.start, found.end) == (rules, reason, by, 3, 9)
    assert found.problem == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("lintkit: ok", "regel, skäl och namn saknas"),
        ("lintkit: ok vagt-tid", "skäl och namn saknas"),
        ("lintkit: ok vagt-tid – skäl", "namn saknas"),
        ("lintkit: ok vagt-tid – skäl /", "namn saknas"),
        ("lintkit: ok vagt-tid /AB", "skäl saknas"),
        ("lintkit: ok vagt-tid – … /AB", "skäl saknas"),
        ("lintkit: ok – skäl /AB", "regel saknas"),
        ("lintkit: ok vagt – skäl /AB", "regel saknas"),
        ("lintkit: ignorera vagt-tid – skäl /AB", "efter ”lintkit:” ska det stå ”ok”"),
        ("lintkit: okej vagt-tid – skäl /AB", "efter ”lintkit:” ska det stå ”ok”"),
    ],
)
def test_incomplete_exemptions(text: str, problem: str) -> None:
    found = parse_exemption(text, 0, 1)
    assert found is not None
    assert found.problem == problem


@pytest.mark.parametrize("text", ["Ok enligt A. Berg.", "", "se lintkit: ok vagt-tid – skäl /AB", "lintkit ok"])
def test_other_comments_are_left_alone(text: str) -> None:
    assert parse_exemption(text, 0, 1) is None


@settings(deadline=None)
@given(st.text(alphabet="a-b /–:,\n\u2028ok", max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = parse_exemption("lintkit:" + text, 0, 1)
    assert found is not None
    assert found.problem or (found.rules and found.reason and found.by)


# What it silences

OK = "<!-- lintkit: ok vagt-tid – avtalat /AB -->"


@pytest.mark.parametrize(
    "text",
    [
        f"{OK}\nAnordnaren ska snarast svara.\n",
        f"{OK}\n\nAnordnaren ska snarast svara.\n",
        f"Anordnaren ska snarast svara. {OK}\n",
        f"1. Anordnaren ska snarast svara. {OK}\n",
        f"| Krav |\n|---|\n| Anordnaren ska snarast svara. {OK} |\n",
    ],
)
def test_before_the_block_or_on_its_line(text: str) -> None:
    (found,) = lint(text)
    assert (found.rule, found.status, found.reason, found.in_source) == ("vagt-tid", "suppressed", "avtalat /AB", True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", f"<html><body>{OK}<p>Anordnaren ska snarast svara.</p></body></html>"),
        ("a.html", f"<html><body><p>Anordnaren ska snarast svara.{OK}</p></body></html>"),
        ("a.xml", '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="a"><body>'
                  f"<paragraph>{OK}<content><p>Anordnaren ska snarast svara.</p></content></paragraph></body></act></akomaNtoso>"),
    ],
)  # fmt: skip
def test_html_and_xml(name: str, text: str) -> None:
    assert outcome(text, name) == [("vagt-tid", "suppressed")]


def test_only_the_block_it_stands_at() -> None:
    text = f"{OK}\n1. Anordnaren ska snarast svara.\n2. Anordnaren ska skyndsamt betala.\n"
    assert outcome(text) == [("vagt-tid", "suppressed"), ("vagt-tid", "new")]


def test_only_the_rules_it_names() -> None:
    text = f"{OK}\nAnordnaren ska snarast visa att det är osannolikt.\n"
    assert outcome(text) == [("vagt-tid", "suppressed"), ("vagt-sannolikhet", "new")]


def test_several_rules_in_one() -> None:
    text = "<!-- lintkit: ok vagt-tid, vagt-sannolikhet – avtalat /AB -->\nAnordnaren ska snarast visa att det är osannolikt.\n"
    assert [status for _, status in outcome(text)] == ["suppressed", "suppressed"]


def test_a_comment_on_a_passage_covers_what_it_overlaps() -> None:
    """Word and ODT comments stand on a range of words."""
    document = read_bytes(b"Anordnaren ska snarast svara och skyndsamt betala.\n", "a.txt")
    first = document.text.index("snarast")
    comment = Comment("lintkit: ok vagt-tid – avtalat /AB", "AB", first + 3, first + 5)
    assert outcome(replace(document, comments=(comment,))) == [("vagt-tid", "suppressed"), ("vagt-tid", "new")]
    empty = replace(comment, start=first, end=first)
    assert [s for _, s in outcome(replace(document, comments=(empty,)))] == ["suppressed", "suppressed"]
    assert exemptions(replace(document, comments=(empty,)))[0].end == document.blocks[0].end


def test_word_comment_in_a_file(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    file = docx.Document()
    paragraph = file.add_paragraph("Anordnaren ska ")
    run = paragraph.add_run("snarast")
    paragraph.add_run(" svara.")
    file.add_paragraph("Anordnaren ska skyndsamt betala.")
    if not hasattr(file, "add_comment"):
        pytest.skip("den här versionen av python-docx skriver inte kommentarer")
    file.add_comment(run, text="lintkit: ok vagt-tid – avtalat /AB", author="AB", initials="AB")
    path = tmp_path / "a.docx"
    file.save(path)
    assert outcome(read_bytes(path.read_bytes(), "a.docx")) == [("vagt-tid", "suppressed"), ("vagt-tid", "new")]


def test_odt_comment_in_a_file() -> None:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    note = "<dc:creator>AB</dc:creator><text:p>lintkit: ok vagt-tid – avtalat /AB</text:p>"
    body = (
        f'<text:p>Anordnaren ska <office:annotation office:name="a">{note}</office:annotation>snarast'
        '<office:annotation-end office:name="a"/> svara.</text:p><text:p>Anordnaren ska skyndsamt betala.</text:p>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        package.writestr("content.xml", content)
    assert outcome(read_bytes(out.getvalue(), "a.odt")) == [("vagt-tid", "suppressed"), ("vagt-tid", "new")]


# What is itself a finding


def test_incomplete_silences_nothing_and_is_a_finding() -> None:
    text = "<!-- lintkit: ok vagt-tid -->\nAnordnaren ska snarast svara.\n"
    assert sorted(outcome(text)) == [("metadata-undantag-utan-skal", "new"), ("vagt-tid", "new")]


def test_unneeded_is_a_finding_for_each_rule() -> None:
    text = "<!-- lintkit: ok vagt-tid, vagt-grad – avtalat /AB -->\nAnordnaren ska svara.\n"
    found = lint(text)
    assert [f.rule for f in found] == ["metadata-undantag-onodigt"] * 2
    assert [f.message for f in found] == [
        f"Undantaget från {r} tystar ingenting här." for r in ("vagt-tid", "vagt-grad")
    ]
    assert len({f.fingerprint for f in found}) == 2


def test_an_exemption_from_a_rule_that_did_not_run_is_not_judged() -> None:
    assert outcome("<!-- lintkit: ok sprak-dubbel-negation – ok /AB -->\nAnordnaren ska svara.\n") == []


def test_a_rule_that_does_not_exist_is_named() -> None:
    using = linter(rule_ids=("vagt-tid", "vagt-grad"))
    (found,) = lint("<!-- lintkit: ok vagt-tidd – avtalat /AB -->\nAnordnaren ska svara.\n", using=using)
    assert found.message == "Undantaget gäller inte: regeln ”vagt-tidd” finns inte; menades ”vagt-tid”?."


def test_rules_about_exemptions_cannot_be_silenced_in_the_document() -> None:
    text = (
        "<!-- lintkit: ok metadata-undantag-utan-skal – nej /AB -->\n<!-- lintkit: ok vagt-tid -->\n"
        "Anordnaren ska snarast svara.\n"
    )
    assert sorted(outcome(text)) == [
        ("metadata-undantag-onodigt", "new"), ("metadata-undantag-utan-skal", "new"), ("vagt-tid", "new"),
    ]  # fmt: skip


def test_findings_stay_in_text_order() -> None:
    text = f"Anordnaren ska snarast svara.\n\n{OK}\nAnordnaren ska svara.\n\nAnordnaren ska snarast betala.\n"
    starts = [f.start for f in lint(text)]
    assert len(starts) == 3 and starts == sorted(starts)


def test_a_comment_in_a_document_without_blocks() -> None:
    assert outcome("<!-- lintkit: ok vagt-tid -->\n") == []
    assert outcome("<!-- lintkit: ok vagt-tid – avtalat /AB -->\n") == []


# Lists


def entry(finding: Finding, **fields: str) -> Accepted:
    return Accepted(**{"fingerprint": finding.fingerprint, "rule": finding.rule, "reason": "känt", "by": "AB"} | fields)


def test_a_listed_finding_is_marked_and_others_are_not() -> None:
    first, second = lint("Anordnaren ska snarast svara.\n\nAnordnaren ska skyndsamt betala.\n")
    for status in ("baseline", "suppressed"):
        using = linter(Listed("b", status, (entry(first),)))  # type: ignore[arg-type]
        one, two = lint("Anordnaren ska snarast svara.\n\nAnordnaren ska skyndsamt betala.\n", using=using)
        assert (one.status, one.reason, one.in_source) == (status, "känt /AB", False)
        assert two == second


def test_until_is_the_last_day() -> None:
    (found,) = lint("Anordnaren ska snarast svara.\n")
    for until, status in (
        ("2026-11-20", "new"),
        ("2026-11-21", "baseline"),
        ("2026-11-22", "baseline"),
        ("", "baseline"),
    ):
        listed = Listed("b", "baseline", (entry(found, until=until),))
        assert outcome("Anordnaren ska snarast svara.\n", using=linter(listed)) == [("vagt-tid", status)]
        assert bool(listed.expired(DAY)) == (status == "new")


def test_an_entry_must_name_the_findings_rule() -> None:
    (found,) = lint("Anordnaren ska snarast svara.\n")
    listed = Listed("b", "baseline", (entry(found, rule="vagt-grad"),))
    assert outcome("Anordnaren ska snarast svara.\n", using=linter(listed)) == [("vagt-tid", "new")]


def test_an_entry_under_the_rules_old_id_still_counts() -> None:
    old = Finding("vagt-forr", Severity.WARNING, "m", "f", 0, 3, "ord", "Ett ord.")
    (before,) = with_fingerprints([old], ["ord"])
    renamed = replace(old, rule="vagt-nu")
    (now,) = with_fingerprints([renamed], ["ord"], {"vagt-nu": ("vagt-forr",)})
    assert now.fingerprint != before.fingerprint
    names = {"vagt-nu": "vagt-nu", "vagt-forr": "vagt-nu"}
    (settled,), _ = settle([now], (), [Listed("b", "baseline", (entry(before),))], names, Today(DAY))
    assert settled.status == "baseline"


def test_unused_entries_are_those_of_rules_that_ran() -> None:
    (found,) = lint("Anordnaren ska snarast svara.\n")
    entries = (entry(found), Accepted(MARK, "vagt-tid", "r", "b"), Accepted("b" * 64, "sprak-x", "r", "b"))
    assert Listed("b", "baseline", entries).unused([found], ["vagt-tid"], DAY) == [entries[1]]


# Files


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Accepted,
            fingerprint=st.text("0123456789abcdef", min_size=64, max_size=64),
            rule=st.just("vagt-tid"),
            reason=st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda t: t.strip()),
            by=st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda t: t.strip()),
            until=st.sampled_from(["", "2027-01-31"]),
        ),
        max_size=4,
        unique_by=lambda e: e.fingerprint,
    ),
    st.booleans(),
    st.text(max_size=20),
)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Accepted], as_json: bool, note: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "b"
    text = baseline_text(entries, {e.fingerprint: note for e in entries}, as_json=as_json)
    path.write_bytes(text.encode("utf-8", "replace"))
    assert read_baseline(path).entries == tuple(entries)


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("", 1, "schema: lintkit-baseline/1"),
        ("- a\n", 1, "schema: lintkit-baseline/1"),
        ("hej", 1, "schema: lintkit-baseline/1"),
        ("schema: lintkit-report/1\n", 1, "schema: lintkit-baseline/1"),
        ("# x\nschema: lintkit-baseline/2\naccepted: []\n", 2, "nyare version"),
        ("schema: lintkit-baseline/1\n", 1, "”accepted” saknas"),
        ("schema: lintkit-baseline/1\naccepted: [\n", 3, "ogiltig YAML"),
        ('{"schema": "lintkit-baseline/1", "accepted": [', 1, "ogiltig JSON"),
        ("\x00\x01", 1, "ogiltig YAML"),
        (f"schema: lintkit-baseline/1\naccepted:\n- fingerprint: {MARK}\n  rule: vagt-tid\n  reason: r\n", 3, "”by” saknas"),
        (f"schema: lintkit-baseline/1\naccepted:\n- fingerprint: {MARK}\n  rule: vagt-tid\n  reason: ' '\n  by: b\n", 5, "”reason” är tom"),
        ("schema: lintkit-baseline/1\naccepted:\n- fingerprint: abc\n  rule: vagt-tid\n  reason: r\n  by: b\n", 3, "64 tecken"),
        (f"schema: lintkit-baseline/1\naccepted:\n- fingerprint: {MARK}\n  rule: r\n  reason: r\n  by: b\n  until: i morgon\n", 7, "ÅÅÅÅ-MM-DD"),
        (f"schema: lintkit-baseline/1\naccepted:\n- fingerprint: {MARK}\n  rule: r\n  reson: r\n  by: b\n", 5, "menade du ”reason”"),
    ],
)  # fmt: skip
def test_files_that_are_wrong_say_where_and_what(tmp_path: Path, content: str, line: int, what: str) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(FileError) as caught:
        read_baseline(path)
    assert (caught.value.line, what in caught.value.what) == (line, True), str(caught.value)


def test_entries_in_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "lintkit.yaml"
    path.write_text(
        f"accepted:\n- {{fingerprint: {MARK}, rule: vagt-tid, reason: r, by: b, until: 2026-12-31}}\n", "utf-8"
    )
    listed = from_config(load_config(path))
    assert (listed.status, listed.entries) == ("suppressed", (Accepted(MARK, "vagt-tid", "r", "b", "2026-12-31"),))
    path.write_text(
        f"profile: alla\naccepted:\n- fingerprint: {MARK}\n  rule: vagt-tid\n  reason: ''\n  by: b\n", "utf-8"
    )
    with pytest.raises(FileError) as caught:
        from_config(load_config(path))
    assert caught.value.line == 5
    assert from_config(Loaded(Config(), tmp_path)).entries == ()


def test_json_has_the_same_list() -> None:
    value = json.loads(baseline_text([Accepted(MARK, "vagt-tid", "r", "b")], {}, as_json=True))
    assert value == {
        "schema": "lintkit-baseline/1",
        "accepted": [{"fingerprint": MARK, "rule": "vagt-tid", "reason": "r", "by": "b"}],
    }


# Fingerprints: what accepted findings rest on

_PROVISIONS = st.lists(
    st.sampled_from(
        [
            "Anordnaren ska snarast svara nämnden.",
            "Anordnaren ska skyndsamt och på lämpligt sätt betala avgiften.",
            "Det är osannolikt att anordnaren får fler uppdrag.",
            "Nämnden ska besluta inom tre arbetsdagar.",
            "Anordnaren ska i möjligaste mån undvika avbrott.",
        ]
    ),
    min_size=2,
    max_size=6,
)


def marks(provisions: list[str]) -> list[str]:
    return sorted(f.fingerprint for f in lint("# Villkor\n\n" + "\n\n".join(provisions) + "\n"))


@settings(max_examples=30, deadline=None)
@given(_PROVISIONS, st.randoms(use_true_random=False))
def test_moving_provisions_keeps_all_fingerprints(provisions: list[str], random: object) -> None:
    moved = list(provisions)
    random.shuffle(moved)  # type: ignore[attr-defined]
    assert marks(moved) == marks(provisions)


@settings(max_examples=30, deadline=None)
@given(_PROVISIONS, st.data())
def test_editing_one_paragraph_leaves_the_other_findings_alone(provisions: list[str], data: st.DataObject) -> None:
    provisions = list(dict.fromkeys(provisions))
    index = data.draw(st.integers(0, len(provisions) - 1))
    others = [p for i, p in enumerate(provisions) if i != index]
    edited = [*provisions[:index], "Anordnaren ska omgående och snarast flytta.", *provisions[index + 1 :]]
    assert set(marks(others)) <= set(marks(edited))
    assert set(marks(others)) == set(marks(edited)) & set(marks(provisions))
