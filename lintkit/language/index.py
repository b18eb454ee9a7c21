"""Which paragraphs of a document can match a pattern: one pass over the words answers for all patterns; judges nothing.

A pattern is known by its stems (see `guard.stems`). Each word of a paragraph says which patterns have a stem in it; an
archive has few distinct words, so most of them have been looked at before. A paragraph without any stem of a pattern
cannot match it, nor can any part of it. The patterns asked for are learnt: one that is asked for in a document belongs
to the index from one of the next documents on, and until then every paragraph counts as holding it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from lintkit.document import Block, Document, per_document
from lintkit.language.guard import framed, stems
from lintkit.language.memory import Known

#: A paragraph sign counts as a word: it is what references to provisions have in common.
_WORD = re.compile(r"\w+|§+")
#: Stems are filed by so many first characters, those of fewer as they are.
_HEAD = 3
#: Distinct words remembered; an archive of seven million characters has some fifty thousand.
_WORDS = 1 << 17


class _Words(dict[str, int]):
    """Which patterns have a stem in a word, as the bits of a number; worked out when first asked for."""

    def __init__(self, filed: dict[str, list[tuple[str, int]]]) -> None:
        super().__init__()
        self._filed = filed

    def __missing__(self, word: str) -> int:
        folded, bits, filed = framed(word), 0, self._filed
        for at in range(len(folded) - 1):
            head = folded[at : at + _HEAD]
            if head in filed:
                for stem, bit in filed[head]:
                    if folded.startswith(stem, at):
                        bits |= bit
            if (whole := head[:-1]) in filed:  # a stem of two characters, alone under its name
                bits |= filed[whole][0][1]
        if len(self) >= _WORDS:
            self.clear()
        self[word] = bits
        return bits


class Index:
    """An index for some patterns; those of which nothing can be said are left out."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self.patterns = tuple(patterns)
        of_stem: dict[str, int] = defaultdict(int)
        self.bits: dict[int, int] = {}
        for number, pattern in enumerate(self.patterns):
            own = stems(pattern)
            self.bits[id(pattern)] = 1 << number if own else 0
            for stem in own:
                of_stem[stem] |= 1 << number
        filed: dict[str, list[tuple[str, int]]] = {}
        for stem, bits in of_stem.items():
            filed.setdefault(stem[:_HEAD], []).append((stem, bits))
        self._words = _Words(filed)
        self._kept = Known(self._work_out)

    def of(self, text: str) -> int:
        """The patterns that a text may match, as bits."""
        return self._kept[text]

    def _work_out(self, text: str) -> int:
        return reduce(or_, map(self._words.__getitem__, set(_WORD.findall(text.lower()))), 0)

    def may_match(self, pattern: re.Pattern[str], bits: int) -> bool:
        """Whether a pattern of the index may match a text of those bits."""
        own = self.bits[id(pattern)]
        return not own or bool(own & bits)


#: One new pattern in so many is not worth what making the index anew costs.
_FEW = 16


class _Learnt:
    """The index in use, and the patterns that have been asked for since it was made."""

    def __init__(self) -> None:
        self.index = Index(())
        self.wanted: dict[int, re.Pattern[str]] = {}
        self.documents = 0

    def next(self) -> Index:
        """The index for one more document. It is made anew at the first, second, fourth ... document, where enough
        patterns have been asked for since: what it remembers goes then.
        """
        self.documents += 1
        if self.documents & (self.documents - 1) == 0 and len(self.wanted) * _FEW > len(self.index.patterns):
            wanted, self.wanted = self.wanted, {}
            self.index = Index((*self.index.patterns, *wanted.values()))
        return self.index


_LEARNT = _Learnt()


class Held:
    """The patterns that each block of a document may match."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._index = _LEARNT.next()
        of, text = self._index.of, document.plain.text
        self._bits = [of(text[b.plain_start : b.plain_end]) for b in document.blocks] if self._index.patterns else []
        self._all = 0
        for bits in set(self._bits):
            self._all |= bits

    def any(self, pattern: re.Pattern[str]) -> bool | None:
        """Whether any block may match a pattern; None where nothing is known of it."""
        bit = self._bit(pattern)
        return bool(self._all & bit) if bit else None

    def _bit(self, pattern: re.Pattern[str]) -> int:
        """The pattern's own bit; 0 where nothing is known of it, and then it is learnt."""
        bit = self._index.bits.get(id(pattern))
        if bit is None:
            _LEARNT.wanted[id(pattern)] = pattern
        return bit or 0

    def blocks(self, patterns: Sequence[re.Pattern[str]]) -> Sequence[Block]:
        """The blocks that may match any of some patterns, in order."""
        own = [self._bit(pattern) for pattern in patterns]
        if 0 in own:
            return self._blocks
        wanted = reduce(or_, own)
        if not self._all & wanted:
            return ()
        return [block for block, bits in zip(self._blocks, self._bits, strict=True) if bits & wanted]


def holding(document: Document, *patterns: re.Pattern[str]) -> Sequence[Block]:
    """The blocks of a document that may match any of some patterns, in order; the others match none of them. For
    patterns that live as long as the program, tried on a block's text, its lower case, or parts of them.
    """
    return held(document).blocks(patterns)


@per_document
def held(document: Document) -> Held:
    """The index of one document, made once."""
    return Held(document)
