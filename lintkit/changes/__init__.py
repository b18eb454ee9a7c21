"""Two versions of documents compared: findings, provisions and facts; where versions come from is others' business."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lintkit.changes.align import compare, folded, provisions_of
from lintkit.changes.facts import compare_facts
from lintkit.changes.findings import Matched, across, match, reworded
from lintkit.document import Document
from lintkit.factsheet import ladder_sheet, register_sheet
from lintkit.report.change_model import DocumentChange, DocumentStatus
from lintkit.report.model import DocumentResult

#: Least share of the text in common of a document that was renamed, and the most pairs that are tried.
_RENAMED, _MOST_RENAMES = 0.5, 40_000


class Pair(NamedTuple):
    """One document linted in both versions. A side is None where the document is not there, and has `error` where it
    could not be read. `renamed` tells that the file has another name, not only another place to be compared from.
    """

    old: DocumentResult | None
    new: DocumentResult | None
    renamed: bool = False


def compare_documents(pairs: Sequence[Pair]) -> tuple[DocumentChange, ...]:
    """What changed in each of the documents, in their order. With a side that could not be read nothing is said of
    what is new or fixed: there is nothing to compare with.
    """
    matched = [
        match(pair.old.findings if pair.old else (), pair.new.findings if pair.new else ())
        if not _unread(pair)
        else Matched()
        for pair in pairs
    ]
    across(matched)
    return tuple(_compared(pair, found) for pair, found in zip(pairs, matched, strict=True))


def _unread(pair: Pair) -> bool:
    return any(side is not None and side.error is not None for side in (pair.old, pair.new))


def _compared(pair: Pair, matched: Matched) -> DocumentChange:
    old, new = pair.old, pair.new
    if old is None or new is None or _unread(pair):
        new_findings, fixed = reworded(matched, ())
        status: DocumentStatus = "added" if old is None else "removed" if new is None else "changed"
        return DocumentChange(
            status, old, new, tuple(new_findings), tuple(fixed), tuple(matched.kept), tuple(matched.exempted)
        )
    before, after = old.document, new.document
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    provisions = tuple(compare(provisions_of(before), provisions_of(after)))
    new_findings, fixed = reworded(matched, provisions)
    ladders = ladder_sheet(before), ladder_sheet(after)
    registers = register_sheet(before), register_sheet(after)
    if pair.renamed:
        status = "renamed"
    else:
        status = "unchanged" if before.sha256 == after.sha256 else "changed"
    return DocumentChange(
        status, old, new, tuple(new_findings), tuple(fixed), tuple(matched.kept), tuple(matched.exempted),
        provisions, compare_facts(*ladders, *registers), ladders, registers,
    )  # fmt: skip


def pair_renamed(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs, where a document that is gone and one that has come with mostly the same text are one, renamed."""
    gone = [p for p in pairs if p.new is None and p.old is not None and p.old.error is None]
    come = [p for p in pairs if p.old is None and p.new is not None and p.new.error is None]
    if not gone or not come or len(gone) * len(come) > _MOST_RENAMES:
        return list(pairs)
    texts = {id(p): _texts(p) for p in (*gone, *come)}
    scored = sorted(
        ((_likeness(texts[id(a)], texts[id(b)]), -i, -j) for i, a in enumerate(gone) for j, b in enumerate(come)),
        reverse=True,
    )
    made: dict[int, int] = {}
    for score, i, j in scored:
        if score >= _RENAMED and -i not in made.values() and -j not in made:
            made[-j] = -i
    found = {id(come[j]): gone[i] for j, i in made.items()}
    merged = {id(g) for g in found.values()}
    return [Pair(found[id(p)].old, p.new, renamed=True) if id(p) in found else p for p in pairs if id(p) not in merged]


def _texts(pair: Pair) -> dict[str, int]:
    side = pair.old or pair.new
    assert side is not None
    assert isinstance(side.document, Document)
    return {text: len(text) for text in (folded(p.text) for p in provisions_of(side.document))}


def _likeness(a: dict[str, int], b: dict[str, int]) -> float:
    """How much of two documents' text is the same, 0–1: paragraphs in common, weighed by length."""
    total = sum(a.values()) + sum(b.values())
    return 2 * sum(length for text, length in a.items() if text in b) / total if total else 0.0
