"""Assembling drafts: sections, provisions, parents, and the way back from plain text to the file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.document import BlockKind, Cell, Document, Draft, assemble
from lintkit.plain import ENDLESS, NOT_TEXT, Edit
from tests.effort import assert_linear


def build(*items: tuple[BlockKind, str, dict[str, object]]) -> Document:
    text, drafts = "", []
    for kind, words, more in items:
        start = len(text)
        text += words + "\n"
        drafts.append(Draft(kind, start, start + len(words), **more))  # type: ignore[arg-type]
    return assemble("x.txt", "txt", text, drafts)


H, P, L, T = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL


def test_sections_and_title() -> None:
    document = build(
        (H, "Villkor", {"level": 1}), (H, "Krav", {"level": 2, "number": "2"}), (P, "Text.", {}),
        (H, "Ägare", {"level": 3}), (P, "Text.", {}), (H, "Sanktioner", {"level": 2}), (P, "Text.", {}),
    )  # fmt: skip
    assert document.title == "Villkor"
    assert [b.section for b in document.blocks if b.kind is P] == [
        ("Villkor", "Krav"),
        ("Villkor", "Krav", "Ägare"),
        ("Villkor", "Sanktioner"),
    ]
    assert document.blocks[2].provision == "2"


def test_list_items_have_parents_and_provisions() -> None:
    document = build(
        (P, "16. Anordnaren ska", {"number": "16", "body": 4}),
        (L, "a) visa utdrag", {"level": 1, "number": "a", "body": 22}),
        (L, "– för ägare", {"level": 2, "bullet": True, "body": 36}),
        (L, "b) meddela", {"level": 1, "number": "b"}),
        (P, "Detta gäller alla.", {}),
    )
    assert [b.parent for b in document.blocks] == [None, 0, 1, 0, None]
    assert [b.provision for b in document.blocks] == ["16"] * 5


def test_empty_blocks_are_left_out_but_not_cells() -> None:
    document = build((P, "  \t", {}), (T, "", {"cell": Cell(0, 0, 0)}), (P, "ord", {}))
    assert [b.kind for b in document.blocks] == [T, P]


def test_line_and_column() -> None:
    document = build((P, "ett", {}), (P, "två tre", {}))
    assert document.line_column(0) == (1, 1)
    assert document.line_column(8) == (2, 5)


def test_block_at_without_blocks() -> None:
    with pytest.raises(LookupError):
        build().block_at(0)


@given(st.lists(st.text(alphabet="abåö -\n\u00ad\xa0.*", max_size=30), max_size=12))
def test_every_plain_character_is_in_its_block(texts: list[str]) -> None:
    document = build(*[(P, words, {}) for words in texts])
    for block in document.blocks:
        for offset in range(block.plain_start, block.plain_end):
            assert document.block_at(offset) is block
            start, end = document.plain.to_source(offset, offset + 1)
            assert block.start <= start < end <= block.end
        assert document.plain.text[block.plain_end] == "\n"
    assert sum(b.plain_end - b.plain_start + 1 for b in document.blocks) == len(document.plain.text)


def _work(n: int) -> Callable[[], Document]:
    line = "- se `kod` här\n"
    drafts = [
        Draft(L, k * len(line), k * len(line) + len(line) - 1, k * len(line) + 2, 1 + k % 3,
              edits=[Edit(k * len(line) + 6, k * len(line) + 9, "mask")])
        for k in range(n)
    ]  # fmt: skip
    return lambda: assemble("x", "md", line * n, drafts)


def test_work_is_linear_in_the_blocks() -> None:
    assert_linear(_work, 200)


@pytest.mark.timeout(120)
def test_many_blocks_end() -> None:
    assert len(_work(30_000)().blocks) == 30_000


def test_a_run_without_end_is_no_word_and_is_told() -> None:
    long, short = "1" * ENDLESS, "a" * (ENDLESS - 1)
    document = build((P, f"Ord {long}brott {short} sist.", {}), (P, f"{long} igen", {}))
    first, second = (document.block_text(block) for block in document.blocks)
    assert first == f"Ord {NOT_TEXT * (ENDLESS + 5)} {short} sist."
    assert second == f"{NOT_TEXT * ENDLESS} igen"
    start = document.plain.text.index("sist")
    assert document.text[slice(*document.plain.to_source(start, start + 4))] == "sist"
    assert [unread.what for unread in document.unread] == ["2 teckenföljder på minst 1 000 tecken utan mellanslag"]
