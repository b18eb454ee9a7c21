"""Answers to comments: they stand where the comment they answer stands, and can be exemptions."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from make_docx import NAMES, docx, par, relationship, run

from lintkit.engine import lint_document, prepare
from lintkit.read import read_bytes
from lintkit.rules import load_rules

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'


def comment(key: int, author: str, text: str, paragraph: str) -> str:
    return f'<w:comment w:id="{key}" w:author="{author}"><w:p w14:paraId="{paragraph}">{run(text)}</w:p></w:comment>'


def answered(parent: str = "00000001") -> bytes:
    """A comment on "snarast" and an answer without a range of its own."""
    content = par(
        run("Anordnaren ska ") + '<w:commentRangeStart w:id="0"/>' + run("snarast")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>' + run(" svara.")
    )  # fmt: skip
    comments = comment(0, "lintkit", "säger inte när", "00000001") + comment(
        1, "Anna Berg", "lintkit: ok vagt-tid – avtalat muntligen /Anna Berg", "00000002"
    )
    threads = (
        f'<w15:commentsEx {W15}><w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        f'<w15:commentEx w15:paraId="00000002" w15:paraIdParent="{parent}" w15:done="0"/></w15:commentsEx>'
    )
    return docx(
        content,
        parts={"word/comments.xml": f"<w:comments {NAMES} {W14}>{comments}</w:comments>", "word/commentsExtended.xml": threads},
        relationships=relationship("c", "comments", "comments.xml")
        + relationship("e", "commentsExtended", "commentsExtended.xml"),
    )  # fmt: skip


def test_an_answer_stands_where_the_comment_does() -> None:
    document = read_bytes(answered(), "a.docx")
    assert [(c.author, document.text[c.start : c.end]) for c in document.comments] == [
        ("lintkit", "snarast"), ("Anna Berg", "snarast"),
    ]  # fmt: skip


def test_an_answer_is_an_exemption() -> None:
    linter = prepare([r for r in load_rules() if r.rule.id == "vagt-tid"], date(2026, 11, 21), nlp="none")
    _, [finding] = lint_document(linter, read_bytes(answered(), "a.docx"), "reglemente")
    assert (finding.status, finding.reason) == ("suppressed", "avtalat muntligen /Anna Berg")


def test_an_answer_to_itself_or_nothing_is_left_out() -> None:
    for parent in ("00000002", "00000009"):
        assert len(read_bytes(answered(parent), "a.docx").comments) == 1
