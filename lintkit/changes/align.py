"""Which provision of one version is which of the other: by text, place, number and heading; judges none of them.

Texts that are equal after normalisation are the same provision wherever they stand. What is left is paired by
likeness of words, nearest places first. Texts that only were broken into paragraphs differently are no change.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from lintkit.document import Block, BlockKind, Document
from lintkit.report.change_model import Provision, ProvisionChange, Words

#: Running heads and tables of contents repeat what is said elsewhere.
_LEFT_OUT = frozenset({BlockKind.PAGE_HEADER, BlockKind.TOC})
#: Least likeness (0–1, words in common and in order) of a provision reworded in its place, and of one anywhere.
NEAR, ANYWHERE = 0.45, 0.7
#: What the same own number and the same heading above add to the likeness.
_SAME_NUMBER, _SAME_SECTION = 0.12, 0.06
#: A word in more of the remaining provisions than this tells nothing of which is which.
_COMMON = 40
_CANDIDATES = 12

_SPELLING = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "“": '"', "„": '"', "»": '"', "«": '"', "”": '"',
                           "’": "'", "‘": "'", "\u00ad": "", "\u200b": "", "\u00a0": " "})  # fmt: skip
_WORDS = re.compile(r"\w")
_WORD = re.compile(r"\w+|[^\w\s]")


def provisions_of(document: Document) -> list[Provision]:
    """The document's provisions in reading order; a table row is one."""
    out: list[Provision] = []
    row: list[Block] = []

    def end_row() -> None:
        if row:
            text = " | ".join(t for t in (" ".join(document.block_text(b).split()) for b in row) if t)
            if _WORDS.search(text):
                out.append(_provision(document, row[0], row[-1].end, text))
            row.clear()

    for block in document.blocks:
        if block.kind in _LEFT_OUT:
            continue
        if block.cell is not None:
            if row and row[0].cell is not None and (row[0].cell[:2] != block.cell[:2]):
                end_row()
            row.append(block)
            continue
        end_row()
        text = " ".join(document.block_text(block).split())
        if _WORDS.search(text):  # a lone dash or line says nothing
            out.append(_provision(document, block, block.end, text))
    end_row()
    return out


def _provision(document: Document, block: Block, end: int, text: str) -> Provision:
    line = document.line_column(block.start)[0]
    heading = block.kind is BlockKind.HEADING
    return Provision(block.section, block.provision, block.number, text, block.start, end, line, heading)


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """The text as compared: NFC, typographic variants of dashes, quotes and blanks alike; case and commas count."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SPELLING).split())


def compare(old: Sequence[Provision], new: Sequence[Provision]) -> list[ProvisionChange]:
    """What changed, in the order of the new version with what was removed where it stood."""
    pairs = _equal(old, new)
    in_order = _kept_in_order(pairs, new)
    reflowed_old, reflowed_new = _reflowed(old, new, in_order)
    left_old = [i for i in range(len(old)) if i not in pairs and i not in reflowed_old]
    taken = set(pairs.values())
    left_new = [j for j in range(len(new)) if j not in taken and j not in reflowed_new]
    alike = _alike(old, new, left_old, left_new, in_order)
    gone = [i for i in left_old if i not in alike]
    paired = set(alike.values())
    come = [j for j in left_new if j not in paired]
    old, new = list(old), list(new)
    _absorb(old, new, alike, gone, come)
    whole = pairs | alike
    stay = _kept_in_order(whole, new)
    changes = {j: c for i, j in whole.items() if (c := _change(old[i], new[j], moved=i not in stay)) is not None}
    changes |= {j: ProvisionChange("added", None, new[j]) for j in come}
    return list(_merged(old, changes, gone, stay, len(new)))


def _equal(old: Sequence[Provision], new: Sequence[Provision]) -> dict[int, int]:
    """Provisions with the same text. Among several of the same text those under the same heading or with the same
    number are paired first, then the rest in order.
    """
    places: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for j, provision in enumerate(new):
        places[folded(provision.text), provision.heading].append(j)
    sources: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for i, provision in enumerate(old):
        if (key := (folded(provision.text), provision.heading)) in places:
            sources[key].append(i)
    pairs: dict[int, int] = {}
    for key, olds in sources.items():
        news = places[key]
        if len(olds) > 1 or len(news) > 1:
            for same in (_home, _above):
                known = defaultdict(list)
                for j in news:
                    known[same(new[j])].append(j)
                for i in list(olds):
                    if found := known.get(same(old[i])):
                        pairs[i] = found.pop(0)
                        olds.remove(i)
                        news = [j for j in news if j != pairs[i]]
        pairs.update(zip(olds, news, strict=False))
    return pairs


def _home(provision: Provision) -> tuple[object, ...]:
    return provision.section, provision.cited, provision.label


def _above(provision: Provision) -> tuple[object, ...]:
    return provision.section[-1:], provision.label


def _kept_in_order(pairs: dict[int, int], new: Sequence[Provision]) -> dict[int, int]:
    """The pairs that stand in the same order in both versions, chosen so that most text stays in place."""
    order = sorted(pairs.items())
    positions = sorted(pairs.values())
    best: list[tuple[int, int]] = [(0, -1)] * (len(positions) + 1)  # Fenwick tree of (weight, last pair)
    before: list[int] = []
    top = (0, -1)
    for at, (_, j) in enumerate(order):
        rank = bisect_left(positions, j)
        k, here = rank, (0, -1)
        while k > 0:
            here = max(here, best[k])
            k -= k & -k
        before.append(here[1])
        # A heading holds its place against what stands under it.
        weight = here[0] + len(new[j].text) + (200 if new[j].heading else 10)
        top = max(top, (weight, at))
        k = rank + 1
        while k <= len(positions):
            best[k] = max(best[k], (weight, at))
            k += k & -k
    out = {}
    at = top[1]
    while at >= 0:
        out[order[at][0]] = order[at][1]
        at = before[at]
    return out


def _gaps(old: int, new: int, in_order: dict[int, int]) -> Iterator[tuple[range, range]]:
    """The stretches between provisions that stay."""
    i = j = 0
    for next_i, next_j in [*sorted(in_order.items()), (old, new)]:
        if next_i > i or next_j > j:
            yield range(i, next_i), range(j, next_j)
        i, j = next_i + 1, next_j + 1


def _reflowed(
    old: Sequence[Provision], new: Sequence[Provision], in_order: dict[int, int]
) -> tuple[set[int], set[int]]:
    """Provisions whose text is the same but for where paragraphs begin: a page break, a list read as one paragraph."""
    olds: set[int] = set()
    news: set[int] = set()
    for left, right in _gaps(len(old), len(new), in_order):
        i, j = left.start, right.start
        while i < left.stop and j < right.stop:
            taken = _same_run(old, new, range(i, left.stop), range(j, right.stop))
            if taken is None:
                # Whichever has more to come is passed over; runs after it can still be found.
                if left.stop - i >= right.stop - j:
                    i += 1
                else:
                    j += 1
                continue
            olds.update(range(i, i + taken[0]))
            news.update(range(j, j + taken[1]))
            i, j = i + taken[0], j + taken[1]
    return olds, news


def _same_run(old: Sequence[Provision], new: Sequence[Provision], left: range, right: range) -> tuple[int, int] | None:
    """How many provisions from the first of each on have the same text together."""
    a = b = ""
    i, j = left.start, right.start
    while True:
        if a == b and a:
            return i - left.start, j - right.start
        if len(a) <= len(b):
            if i >= left.stop:
                return None
            a += _solid(old[i])
            i += 1
        else:
            if j >= right.stop:
                return None
            b += _solid(new[j])
            j += 1
        if not (a.startswith(b) or b.startswith(a)):
            return None


def _solid(provision: Provision) -> str:
    """Words without blanks; a label that became part of the text, or ceased to be, must not count."""
    return re.sub(r"[\s|]+", "", folded(provision.text)).removeprefix("-")


def _alike(
    old: Sequence[Provision], new: Sequence[Provision], left: Sequence[int], right: Sequence[int],
    in_order: dict[int, int],
) -> dict[int, int]:  # fmt: skip
    """Remaining provisions paired by likeness, the likest first."""
    words = {("o", i): _WORD.findall(folded(old[i].text).casefold()) for i in left}
    words |= {("n", j): _WORD.findall(folded(new[j].text).casefold()) for j in right}
    gap_of: dict[tuple[str, int], int] = {}
    for number, (a, b) in enumerate(_gaps(len(old), len(new), in_order)):
        gap_of.update({("o", i): number for i in a} | {("n", j): number for j in b})
    by_word: dict[str, list[int]] = defaultdict(list)
    by_gap: dict[int | None, list[int]] = defaultdict(list)
    for j in right:
        by_gap[gap_of.get(("n", j))].append(j)
        for word in set(words["n", j]):
            by_word[word].append(j)
    scored = []
    for i in left:
        own = Counter(words["o", i])
        shared: Counter[int] = Counter()
        for word in own:
            if len(by_word[word]) <= _COMMON:
                shared.update(by_word[word])
        near = by_gap[gap_of.get(("o", i))]
        candidates = dict.fromkeys([*(j for j, _ in shared.most_common(_CANDIDATES)), *_closest(near, i, left)])
        for j in candidates:
            if old[i].heading != new[j].heading:
                continue
            least = NEAR if gap_of.get(("o", i)) == gap_of.get(("n", j)) else ANYWHERE
            likeness = _likeness(words["o", i], words["n", j], own, least)
            same_number = old[i].label is not None and old[i].label == new[j].label
            bonus = _SAME_NUMBER * same_number + _SAME_SECTION * (old[i].section == new[j].section)
            if likeness + (bonus if least == NEAR else 0) >= least and likeness >= 0.3:
                scored.append((likeness + bonus, -abs(i - j), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(scored, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _closest(near: Sequence[int], i: int, left: Sequence[int]) -> Iterable[int]:
    """Of the provisions in the same stretch those at about the same place, when there are many."""
    if len(near) <= 2 * _CANDIDATES:
        return near
    first = bisect_left(near, near[0] + i - left[0])
    return near[max(0, first - _CANDIDATES) : first + _CANDIDATES]


def _likeness(a: Sequence[str], b: Sequence[str], counted: Counter[str], least: float) -> float:
    """Words in common and in order, 0–1; 0 where words in common alone cannot reach what is needed."""
    if not a or not b:
        return 0.0
    bound = 2 * sum((counted & Counter(b)).values()) / (len(a) + len(b))
    if bound < least - _SAME_NUMBER - _SAME_SECTION:
        return 0.0
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def _absorb(
    old: list[Provision], new: list[Provision], alike: dict[int, int], gone: list[int], come: list[int]
) -> None:
    """Join to a reworded provision the neighbours that are part of it in the other version: a paragraph broken in two,
    a table row that PDF gives as several. Changes the lists: the joined provision stands in the first one's place.
    """
    for i, j in sorted(alike.items()):
        for mine, at, left, other in ((old, i, gone, new[j]), (new, j, come, old[i])):
            for step in (1, -1):
                near = at + step
                while near in left:
                    joined = _joined(mine[near], mine[at]) if step < 0 else _joined(mine[at], mine[near])
                    if _shared(joined, other) <= _shared(mine[at], other):
                        break
                    mine[at] = joined
                    left.remove(near)
                    near += step


def _joined(first: Provision, second: Provision) -> Provision:
    text = f"{first.text} {second.text}"
    return replace(first, text=text, start=min(first.start, second.start), end=max(first.end, second.end))


def _shared(a: Provision, b: Provision) -> float:
    """Share of words in common, 0–1, whatever their order."""
    x, y = Counter(_WORD.findall(folded(a.text))), Counter(_WORD.findall(folded(b.text)))
    return 2 * sum((x & y).values()) / max(1, x.total() + y.total())


def _is_reflow(old: Provision, new: Provision) -> bool:
    """Whether the texts differ in blanks alone; in table rows also where the lines of the cells came in turn."""
    if _solid(old) == _solid(new):
        return True
    in_table = " | " in old.text or " | " in new.text
    return in_table and sorted(re.findall(r"\w+", old.text)) == sorted(re.findall(r"\w+", new.text))


def _change(old: Provision, new: Provision, *, moved: bool) -> ProvisionChange | None:
    if folded(old.text) != folded(new.text) and not _is_reflow(old, new):
        return ProvisionChange("changed", old, new, moved, word_changes(old.text, new.text))
    if moved:
        return ProvisionChange("moved", old, new, True)
    # Only its own number: that a heading above was numbered anew is told once, at the heading.
    return ProvisionChange("renumbered", old, new) if (old.label or "") != (new.label or "") else None


def word_changes(old: str, new: str) -> Words:
    """The two texts as pieces that are equal, deleted or inserted; joined, the pieces give the texts back."""
    a, b = re.findall(r"\s*\w+|\s*[^\w\s]|\s+", old), re.findall(r"\s*\w+|\s*[^\w\s]|\s+", new)
    codes = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    out: list[list[str]] = []

    def add(op: str, words: str) -> None:
        if words and out and out[-1][0] == op:
            out[-1][1] += words
        elif words:
            out.append([op, words])

    pending = ["", ""]
    for index, (op, i1, i2, j1, j2) in enumerate(codes):
        same = "".join(a[i1:i2])
        lone = op == "equal" and 0 < index < len(codes) - 1 and not re.search(r"\w{4}", same)
        if op == "equal" and not lone:
            add("delete", pending[0])
            add("insert", pending[1])
            pending = ["", ""]
            add("equal", same)
            continue
        # A small word between two changes reads better as part of them.
        pending[0] += same
        pending[1] += "".join(b[j1:j2])
    add("delete", pending[0])
    add("insert", pending[1])
    return tuple((op, words) for op, words in out)  # type: ignore[misc]


def _merged(
    old: Sequence[Provision], changes: dict[int, ProvisionChange], gone: Sequence[int], stay: dict[int, int], count: int
) -> Iterator[ProvisionChange]:
    """Changes in the order of the new version; a removed provision comes after what stood before it."""
    anchors = sorted(stay.items())
    keys = [i for i, _ in anchors]
    after: dict[int, list[int]] = defaultdict(list)
    for i in gone:
        at = bisect_left(keys, i)
        after[anchors[at - 1][1] if at else -1].append(i)
    for j in range(-1, count):
        if j in changes:
            yield changes[j]
        yield from (ProvisionChange("removed", old[i], None) for i in after.get(j, ()))
