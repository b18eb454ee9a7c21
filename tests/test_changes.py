"""Two versions compared: which provision is which, which findings are the same, what the facts say before and after."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintkit.changes import Pair, compare_documents, pair_renamed
from lintkit.changes.align import compare, provisions_of, word_changes
from lintkit.engine import lint_result, prepare
from lintkit.read import read_bytes
from lintkit.report.change_model import DocumentChange
from lintkit.report.model import DocumentResult
from lintkit.rules import load_rules

DAY = date(2026, 11, 21)
LINTER = prepare(
    [r for r in load_rules() if r.rule.family in ("vagt", "register", "sanktion") and r.rule.status == "stable"],
    DAY,
    nlp="none",
)

HEAD = "# Auktorisationsvillkor för hemtjänst\n\n## Krav\n\n"


def result(text: str, name: str = "a.md") -> DocumentResult:
    return lint_result(LINTER, read_bytes(text.encode(), name), kind="auktorisationsvillkor")


def changed(old: str, new: str, name: str = "a.md") -> DocumentChange:
    [change] = compare_documents([Pair(result(old, name), result(new, name))])
    return change


def kinds(old: str, new: str, name: str = "a.md") -> list[str]:
    found = compare(*(provisions_of(read_bytes(text.encode(), name)) for text in (old, new)))
    return [c.kind + (" moved" if c.moved and c.kind == "changed" else "") for c in found]


# Provisions


FOUR = (
    "Anordnaren ska ha ett ledningssystem för kvalitet.",
    "Personalen ska bära legitimation i tjänsten.",
    "Nämnden följer upp verksamheten en gång om året.",
    "Klagomål ska besvaras skriftligt inom tio dagar.",
)


def numbered(*items: str) -> str:
    return HEAD + "".join(f"{n}. {item}\n" for n, item in enumerate(items, 1))


def test_an_added_provision_only_numbers_the_others_anew() -> None:
    assert kinds(numbered(*FOUR), numbered("Anordnaren ska vara ansluten till larmet.", *FOUR)) == [
        "added", "renumbered", "renumbered", "renumbered", "renumbered",
    ]  # fmt: skip


def test_a_removed_provision_stands_where_it_stood() -> None:
    found = compare(
        *(provisions_of(read_bytes(t.encode(), "a.md")) for t in (numbered(*FOUR), numbered(*FOUR[:1], *FOUR[2:])))
    )
    assert [(c.kind, (c.old or c.new).text) for c in found][:1] == [("removed", FOUR[1])]  # type: ignore[union-attr]
    assert {c.kind for c in found[1:]} == {"renumbered"}


def test_a_moved_provision_is_moved_and_nothing_else() -> None:
    found = kinds(numbered(*FOUR), numbered(*FOUR[1:], FOUR[0]))
    assert sorted(found) == ["moved", "renumbered", "renumbered", "renumbered"]


def test_a_reworded_provision_is_changed() -> None:
    new = FOUR[3].replace("tio", "fem")
    assert kinds(numbered(*FOUR), numbered(*FOUR[:3], new)) == ["changed"]
    assert kinds(numbered(*FOUR), numbered(new, *FOUR[:3])).count("changed moved") == 1


def test_a_replaced_provision_is_one_removed_and_one_added() -> None:
    new = "Underleverantörer godkänns av kommunen före uppdraget."
    assert sorted(kinds(numbered(*FOUR), numbered(*FOUR[:2], new, FOUR[3]))) == ["added", "removed"]


def test_a_renamed_heading_does_not_move_what_stands_under_it() -> None:
    old = numbered(*FOUR)
    assert kinds(old, old.replace("## Krav", "## Krav på anordnaren")) in (["changed"], ["removed", "added"])


def test_a_new_heading_over_old_provisions_is_one_addition() -> None:
    body = "".join(f"{n}. {item}\n" for n, item in enumerate(FOUR, 1))
    assert kinds(HEAD + body, HEAD + "### Allmänt\n\n" + body) == ["added"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Anordnaren ska svara på frågor.\nSvaret lämnas skriftligt.\n", "Anordnaren ska svara på\nfrågor. Svaret lämnas\nskriftligt.\n"),
        ("Anordnaren ska svara.\n\nSvaret lämnas skriftligt.\n", "Anordnaren ska svara. Svaret lämnas skriftligt.\n"),
        ("Anordnaren ska svara. Svaret lämnas skriftligt.\n", "Anordnaren ska svara.\n\nSvaret lämnas skriftligt.\n"),
        ("Krav – villkor ”A” gäller.\n", "Krav - villkor \"A\" gäller.\n"),
        ("Anord\u00adnaren ska svara.\n", "Anordnaren ska svara.\n"),
    ],
)  # fmt: skip
def test_reflowed_and_retyped_text_is_no_change(old: str, new: str) -> None:
    assert kinds(HEAD + old, HEAD + new) == []


def test_a_comma_and_a_capital_are_changes() -> None:
    assert kinds(HEAD + "Den som kan ska svara.\n", HEAD + "Den som kan, ska svara.\n") == ["changed"]
    assert kinds(HEAD + "Beslut fattas av nämnden.\n", HEAD + "Beslut fattas av Nämnden.\n") == ["changed"]


def test_a_paragraph_that_is_broken_in_two_and_reworded_is_one_change() -> None:
    old = "Anordnaren ska svara på nämndens frågor om verksamheten. Svaret lämnas skriftligt till enheten för avtal.\n"
    new = "Anordnaren ska svara på nämndens frågor om verksamheten.\n\nSvaret lämnas muntligt till enheten för avtal.\n"
    assert kinds(HEAD + old, HEAD + new) == ["changed"]


def test_a_table_row_is_one_provision() -> None:
    table = "| Steg | Frist |\n|---|---|\n| Varning | fyra veckor |\n| Hävning | en vecka |\n"
    assert kinds(HEAD + table, HEAD + table.replace("en vecka", "två veckor")) == ["changed"]
    assert kinds(HEAD + table, HEAD + table + "| Vite | genast |\n") == ["added"]


def test_equal_texts_are_paired_under_their_own_headings() -> None:
    old = "# R\n\n## A\n\nGäller tills vidare.\n\n## B\n\nGäller tills vidare.\n"
    new = "# R\n\n## B\n\nGäller tills vidare.\n"
    found = compare(*(provisions_of(read_bytes(t.encode(), "a.md")) for t in (old, new)))
    assert [(c.kind, c.old.section if c.old else ()) for c in found] == [("removed", ("R",)), ("removed", ("R", "A"))]


def test_a_turned_document_ends() -> None:
    lines = [f"Bestämmelse nummer {n} om ämnet {n * 7919 % 1000}." for n in range(1500)]
    old, new = "\n\n".join(lines), "\n\n".join(reversed(lines))
    assert set(kinds(old, new)) == {"moved"}


texts = st.lists(
    st.text("abcåäö ,.§", min_size=1, max_size=30).map(str.strip).filter(lambda t: any(c.isalpha() for c in t)),
    max_size=12,
)


@settings(max_examples=150)
@given(texts, texts)
def test_every_provision_is_told_of_at_most_once(old: list[str], new: list[str]) -> None:
    a, b = (provisions_of(read_bytes("\n\n".join(["# R", *t]).encode(), "a.txt")) for t in (old, new))
    found = compare(a, b)
    for side, whole in (("old", a), ("new", b)):
        starts = [getattr(c, side).start for c in found if getattr(c, side) is not None]
        assert len(starts) == len(set(starts))
        assert set(starts) <= {p.start for p in whole}


@settings(max_examples=100)
@given(texts)
def test_nothing_changes_between_a_document_and_itself(lines: list[str]) -> None:
    provisions = provisions_of(read_bytes("\n\n".join(["# R", *lines]).encode(), "a.md"))
    assert compare(provisions, provisions) == []


@given(st.text("abc ,.", max_size=60), st.text("abc ,.", max_size=60))
def test_pieces_give_both_texts_back(old: str, new: str) -> None:
    words = word_changes(old, new)
    assert "".join(t for op, t in words if op != "insert") == old
    assert "".join(t for op, t in words if op != "delete") == new
    assert all(a[0] != b[0] for a, b in pairwise(words))


# Findings

VAGUE = (
    "Anordnaren ska snarast svara nämnden.",
    "Anordnaren ska vid behov kalla till möte.",
    "Anordnaren ska skyndsamt åtgärda brister.",
    "Anordnaren ska omgående meddela ändringar.",
)


@settings(max_examples=30)
@given(st.permutations(VAGUE))
def test_moving_provisions_keeps_findings(order: list[str]) -> None:
    change = changed(numbered(*VAGUE), numbered(*order))
    assert (change.new_findings, change.fixed) == ((), ())
    assert len(change.kept) >= len(VAGUE)


@settings(max_examples=30)
@given(st.integers(0, 3), st.sampled_from(["Anordnaren ska svara inom tre dagar.", "Personalen bär legitimation.", ""]))
def test_editing_one_paragraph_leaves_the_other_findings_alone(which: int, words: str) -> None:
    edited = [words if n == which else text for n, text in enumerate(VAGUE)]
    change = changed(numbered(*VAGUE), numbered(*edited))
    before = {f.fingerprint for f in result(numbered(*VAGUE)).findings if VAGUE[which] not in f.sentence}
    assert {f.fingerprint for f in change.kept} == before
    assert all(VAGUE[which] in f.sentence for f in change.fixed)


def test_a_finding_in_a_reworded_sentence_replaces_the_old_one() -> None:
    change = changed(numbered(VAGUE[0]), numbered("Anordnaren ska snarast svara nämnden på dess frågor."))
    [new] = [n for n in change.new_findings if n.finding.rule == "vagt-tid"]
    assert new.replaces is not None
    assert new.replaces.rule == "vagt-tid"
    assert not [f for f in change.fixed if f.rule == "vagt-tid"]


def test_a_finding_in_a_new_provision_replaces_none() -> None:
    change = changed(numbered(FOUR[0]), numbered(FOUR[0], VAGUE[0]))
    assert [(n.finding.text, n.replaces) for n in change.new_findings] == [("snarast", None)]


def test_an_exemption_is_told_and_its_removal_makes_the_finding_new() -> None:
    free = HEAD + "1. Anordnaren ska snarast svara.\n"
    silenced = HEAD + "<!-- lintkit: ok vagt-tid – avtalat /A. Berg -->\n1. Anordnaren ska snarast svara.\n"
    change = changed(free, silenced)
    assert ([f.reason for f in change.exempted], change.fixed, change.new_findings) == (["avtalat /A. Berg"], (), ())
    assert [n.finding.text for n in changed(silenced, free).new_findings] == ["snarast"]
    assert changed(silenced, silenced).exempted == ()


def test_a_provision_that_goes_to_another_document_keeps_its_finding() -> None:
    first = Pair(result(numbered(*FOUR, VAGUE[0])), result(numbered(*FOUR)))
    second = Pair(result(HEAD, "b.md"), result(numbered(VAGUE[0]), "b.md"))
    a, b = compare_documents([first, second])
    assert (a.fixed, a.new_findings, b.new_findings) == ((), (), ())
    assert [f.text for f in b.kept] == ["snarast"]


def test_an_unread_side_says_nothing_of_what_is_new() -> None:
    broken = DocumentResult("a.md", "md", None, "annat", (), "är tom (0 byte)")
    for pair in (Pair(broken, result(numbered(VAGUE[0]))), Pair(result(numbered(VAGUE[0])), broken)):
        [change] = compare_documents([pair])
        assert (change.new_findings, change.fixed, change.kept) == ((), (), ())
        assert change.errors
        assert not change.is_empty


def test_renamed_documents_are_found_by_their_text() -> None:
    old, new = result(numbered(*FOUR), "gammal.md"), result(numbered(*FOUR, VAGUE[0]), "ny.md")
    other = result("# Något annat\n\nHelt annan text om annat.\n", "annat.md")
    pairs = pair_renamed([Pair(old, None), Pair(None, other), Pair(None, new)])
    assert [(p.old and p.old.path, p.new and p.new.path, p.renamed) for p in pairs] == [
        (None, "annat.md", False),
        ("gammal.md", "ny.md", True),
    ]


# Facts

LADDER = "## Sanktioner\n\n1. Vid brister ska nämnden besluta om varning. Bristen ska vara åtgärdad inom fyra veckor.\n2. Om bristen kvarstår ska nämnden häva avtalet.\n"


def facts(old: str, new: str) -> list[tuple[str, str, str]]:
    head = "# Auktorisationsvillkor\n\n"
    return [(f.field, f.direction, f.message) for f in changed(head + old, head + new).facts]


def test_a_deadline_that_is_gone_is_less_clear() -> None:
    new = LADDER.replace(" Bristen ska vara åtgärdad inom fyra veckor.", "")
    assert facts(LADDER, new) == [
        ("deadline", "less_clear", "Fristen ”inom fyra veckor” för varning finns inte längre.")
    ]
    assert facts(new, LADDER) == [("deadline", "clearer", "Frist anges nu för varning: ”inom fyra veckor”.")]


def test_a_vague_time_in_place_of_a_deadline_is_quoted() -> None:
    [(_, direction, message)] = facts(LADDER, LADDER.replace("inom fyra veckor", "skyndsamt"))
    assert direction == "less_clear"
    assert message == "Fristen ”inom fyra veckor” för varning finns inte längre; i stället står det ”skyndsamt”."


def test_another_deadline_is_a_change_without_verdict() -> None:
    assert facts(LADDER, LADDER.replace("fyra", "två")) == [
        ("deadline", "changed", "Fristen för varning har ändrats från ”inom fyra veckor” till ”inom två veckor”.")
    ]


def test_decider_and_modality() -> None:
    new = LADDER.replace("ska nämnden häva avtalet", "kan avtalet hävas")
    found = {(field, direction) for field, direction, _ in facts(LADDER, new)}
    assert {("decider", "less_clear"), ("modality", "less_clear")} <= found
    back = {(field, direction) for field, direction, _ in facts(new, LADDER)}
    assert {("decider", "clearer"), ("modality", "clearer")} <= back
    assert any("Beslutsfattare anges nu för" in message for *_, message in facts(new, LADDER))


def test_a_step_more_and_a_step_less() -> None:
    more = LADDER + "3. Nämnden ska besluta om vite om 10 000 kronor vid upprepade brister.\n"
    assert ("step", "changed") in {(f, d) for f, d, _ in facts(LADDER, more)}
    assert any("finns inte längre" in m for *_, m in facts(more, LADDER))


def test_the_age_of_a_register_extract() -> None:
    old = "## Krav\n\n1. Ägare ska visa upp utdrag ur belastningsregistret som är högst 12 månader gammalt.\n"
    new = old.replace("12", "3")
    assert facts(old, new) == [
        ("max_age_months", "changed", "Högsta ålder för utdrag ur belastningsregistret har ändrats från 12 månader till 3 månader.")
    ]  # fmt: skip
    without = old.replace(" som är högst 12 månader gammalt", "")
    assert [(f, d) for f, d, _ in facts(old, without)] == [("max_age_months", "less_clear")]
    assert [(f, d) for f, d, _ in facts(without, old)] == [("max_age_months", "clearer")]


def test_a_demand_that_is_dropped() -> None:
    old = "## Krav\n\n1. Ägare ska visa upp utdrag ur belastningsregistret som är högst 12 månader gammalt.\n2. Lokalen ska vara ljus.\n"
    new = "## Krav\n\n1. Lokalen ska vara ljus.\n"
    assert [m for *_, m in facts(old, new)] == ["Kravet på utdrag ur belastningsregistret finns inte längre."]


def test_moved_steps_are_no_difference() -> None:
    assert (
        facts(LADDER + "\n## Övrigt\n\nLokalen ska vara ljus.\n", "## Övrigt\n\nLokalen ska vara ljus.\n\n" + LADDER)
        == []
    )


# True versions


def real(shared_dir: Path, old: str, new: str) -> DocumentChange:
    [change] = compare_documents(
        [
            Pair(*(lint_result(LINTER, read_bytes((shared_dir / name).read_bytes(), name)) for name in (old, new))),
        ]
    )
    return change


def test_a_real_pdf_table_with_rows_put_in(shared_dir: Path) -> None:
    """Most rows that the reader breaks differently in the two versions are no change; those put in are told."""
    folder = "suites/se-ffu-kommun/6.3 Avsteg MER Anläggning 23"
    if not (shared_dir / f"{folder}.pdf").is_file():
        pytest.skip("de två versionerna finns inte här")
    change = real(shared_dir, f"{folder}.pdf", f"{folder} rev. 2025-05-21.pdf")
    kinds_ = [p.kind for p in change.provisions]
    added = " ".join(p.new.text for p in change.provisions if p.kind == "added" and p.new)
    assert all(code in added for code in ("BFC", "FBB.1"))
    assert len([k for k in kinds_ if k != "renumbered"]) <= 18  # of about a hundred rows
    assert kinds_.count("removed") <= 2


def test_a_real_letter_in_two_versions(shared_dir: Path) -> None:
    folder = "corpus/real/ovrigt/registerutdrag-i-praktiken"
    if not (shared_dir / folder).is_dir():
        pytest.skip("de två versionerna finns inte här")
    change = real(shared_dir, f"{folder}/ledare-info-aldst.md", f"{folder}/ledare-info-ny.md")
    assert {n.finding.rule for n in change.new_findings} >= {"register-alder-saknas", "register-typ-saknas"}
    assert ("requirement", "changed") in {(f.field, f.direction) for f in change.facts}
    assert change.fixed == ()
