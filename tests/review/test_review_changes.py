"""Tracked changes and the summary: the least that differs, only where it can be undone, gone when rejected."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "word"))
from make_docx import NAMES, cell, docx, field, par, relationship, row, run, table
from rejecting import rejected, suggestions

from lintkit.document import Document
from lintkit.read import read_bytes
from lintkit.review.annotated import Annotated
from lintkit.review.changes import least
from lintkit.review.docx import annotate
from lintkit.review.note import Note

OLD, NEW = "socialtjänstlagen (2001:453)", "socialtjänstlagen (2025:400)"


def change(data: bytes, old: str = OLD, new: str = NEW, **options: object) -> tuple[Annotated, Document, Document]:
    """A replacement written; the document as it reads with it, and with it rejected, which is as before."""
    before = read_bytes(data, "a.docx")
    start = before.text.index(old)
    block = next(b.index for b in before.blocks if b.start <= start < b.end)
    result = annotate(data, before, [Note(start, start + len(old), block, ("ändra",), new)], **options)  # type: ignore[arg-type]
    back = read_bytes(rejected(result.data), "a.docx")
    assert back.text == before.text and back.blocks == before.blocks
    return result, read_bytes(result.data, "a.docx"), back


words = st.text(st.sampled_from("ab1 (:)\u00a0\nåÖ"), max_size=12)


@given(words, words)
def test_the_edit_makes_the_new_of_the_old(old: str, new: str) -> None:
    edit = least(old, new)
    assert 0 <= edit.start <= edit.end <= len(old)
    made = old[: edit.start] + edit.new + old[edit.end :]
    assert made.split() == new.split()


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        (OLD, NEW, ("2001:453", "2025:400")), ("arkivlagen", "arkivlagen (1990:782)", ("", " (1990:782)")),
        ("Länsrätten", "Förvaltningsrätten", ("Länsrätten", "Förvaltningsrätten")),
        ("lagen om stöd", "lagen (1993:387) om stöd", ("", "(1993:387) ")), ("a b c", "a c", ("b ", "")),
    ],
)  # fmt: skip
def test_only_what_differs(old: str, new: str, edit: tuple[str, str]) -> None:
    found = least(old, new)
    assert (old[found.start : found.end], found.new) == edit


@pytest.mark.parametrize(
    "content",
    [
        par(f"Enligt {OLD} gäller."),
        par(run("Enligt social", "<w:b/>") + run("tjänstlagen (20", "<w:i/>") + run("01:453) gäller.")),
        par(f'<w:hyperlink r:id="rId9">{run(f"Se {OLD} här.")}</w:hyperlink>'),
        table(row(cell(f"Enligt {OLD}"), "b")),
        par(run("Enligt ") + '<w:bookmarkStart w:id="7" w:name="b"/>' + run(OLD) + '<w:bookmarkEnd w:id="7"/>'),
    ],
)
def test_words_are_replaced_and_come_back(content: str) -> None:
    result, after, _ = change(docx(content))
    assert (result.written, result.changes) == (1, 1)
    assert NEW in after.text and "2001" not in after.text
    [comment] = after.comments
    assert after.text[comment.start : comment.end] == NEW


def test_an_insertion_deletes_nothing() -> None:
    result, after, _ = change(docx(par("Enligt arkivlagen gäller.")), "arkivlagen", "arkivlagen (1990:782)")
    assert "Enligt arkivlagen (1990:782) gäller." in after.text
    assert suggestions(result.data) == (1, 0)


@pytest.mark.parametrize(
    "content",
    [
        par(run("Enligt ") + field("REF x", run(OLD))),
        par(f'<w:ins w:id="3" w:author="Annan">{run(f"Enligt {OLD}")}</w:ins>'),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{par(f'Enligt {OLD}.')}</w:sdtContent></w:sdt>",
        par(f"Enligt {OLD}.", properties="<w:framePr/>"),
        par(run("Enligt socialtjänstlagen (2001") + "<w:r><w:noBreakHyphen/></w:r>" + run("453)")),
    ],
)
def test_only_commented_where_a_change_would_break_something(content: str) -> None:
    old = OLD if "noBreak" not in content else "socialtjänstlagen (2001\u2011453)"
    result, after, _ = change(docx(content), old)
    assert (result.written, result.changes, suggestions(result.data)) == (1, 0, (0, 0))
    assert old in after.text


def test_no_change_where_only_comments_are_allowed_or_wanted() -> None:
    data = docx(
        par(f"Enligt {OLD}."),
        parts={"word/settings.xml": f'<w:settings {NAMES}><w:documentProtection w:edit="comments" w:enforcement="1"/></w:settings>'},
        relationships=relationship("t", "settings", "settings.xml"),
    )  # fmt: skip
    assert change(data)[0].changes == 0
    assert change(docx(par(f"Enligt {OLD}.")), changes=False)[0].changes == 0


def test_the_same_words_are_no_change() -> None:
    result, _, _ = change(docx(par(f"Enligt {OLD}.")), OLD, OLD)
    assert (result.written, result.changes) == (1, 0)


def test_overlapping_replacements_are_written_once() -> None:
    data = docx(par("Enligt socialtjänstlagen (2001:453) gäller."))
    before = read_bytes(data, "a.docx")
    at = before.text.index("social")
    notes = [Note(at, at + 28, 0, ("a",), NEW), Note(at, at + 17, 0, ("b",), "annan lag")]
    result = annotate(data, before, notes)
    assert (result.written, result.changes) == (2, 1)


def test_the_summary_is_an_insertion_that_can_be_rejected_and_is_written_once() -> None:
    data = docx(par("Reglemente", style="Rubrik1") + par("Han ska svara snarast."))
    before = read_bytes(data, "a.docx")
    once = annotate(data, before, [], summary=("Granskning", "2 varningar"))
    read = read_bytes(once.data, "a.docx")
    assert read.text.startswith("Granskning\n2 varningar\n") and before.text.strip() in read.text
    assert read_bytes(rejected(once.data), "a.docx").text == before.text
    twice = annotate(once.data, read, [], summary=("Granskning", "1 varning"))
    text = read_bytes(twice.data, "a.docx").text
    assert text.count("Granskning") == 1 and "1 varning" in text and "2 varningar" not in text
