"""A document's sentences and what they do, worked out when asked for and kept; no rule and no finding in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from lintkit import lazy
from lintkit.document import Block, BlockKind, Document
from lintkit.language import bounds, context, definitions, foreign
from lintkit.language.context import Clause, Force
from lintkit.language.definitions import Definition
from lintkit.language.guard import needs
from lintkit.language.index import held, holding
from lintkit.language.memory import holds, remembered
from lintkit.language.nlp import Parser, Token
from lintkit.language.sentences import split

_GLOSSARY = lazy.compile(
    r"definition|begrepp|ordlista|ordförklaring|förkortning|i detta reglemente avses|termer|^(?:[\d.]+ )?(?:ord|orden) (?:och|i|som|vi) |vad orden|^(?:[\d.]+ )?(?:så|vad) menar vi"
)
_MEANING_HEADING = lazy.compile(r"^(?:mått|innebörd|betydelse|betyder|förklaring|definition|avser|avses|menas)")
_DEFINES = lazy.compile(
    r"(?<!\w)(?:avses med|avses|menas med|betyder|förstås med|definieras)\W*$|med följande (?:ord|begrepp|uttryck)"
)
_TERM_HEADING = lazy.compile(r"^(?:begrepp|term|ord|uttryck|definition)")


@remembered
def ranges(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a block, as ranges of its text."""
    return tuple(split(text))


#: Words without which a block outside a glossary defines nothing.
_DEFINING = (
    " avses",
    " menas",
    " menar ",
    " förstås",
    "definieras",
    " avser ",
    " räknas",
    " är ",
    " innebär",
    " betyder",
)
_MAY_DEFINE = lazy.compile("|".join(_DEFINING))


@remembered
def _defined(text: str, glossary: bool, bare: bool) -> tuple[Definition, ...]:
    """The definitions that a block makes, with ranges of its text."""
    low = lower(text)
    if not glossary and not any(word in low for word in _DEFINING):
        return ()
    return tuple(d for a, b in ranges(text) for d in definitions.in_sentence(low[a:b], a, entries=glossary, bare=bare))


_leads_definitions = holds(_DEFINES)


@lru_cache(maxsize=4096)
def _names_glossary(heading: str) -> bool:
    return _GLOSSARY.search(heading.lower()) is not None


class Sentence(NamedTuple):
    """One sentence: its plain range, and the index of its block."""

    start: int
    end: int
    block: int


def lower(text: str) -> str:
    """Lower case of the same length ("İ" would grow), so that offsets stay."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Analysis:
    """Sentences, clauses, quotations and definitions of one document. All offsets are plain offsets.

    `governing` are definitions made by documents that govern this one; they hold here too. `parser` gives the
    language model when the first sentence is to be parsed; None means that there is none (level L0).
    """

    def __init__(
        self,
        document: Document,
        governing: Sequence[Definition] = (),
        parser: Callable[[], Parser | None] = lambda: None,
    ) -> None:
        self.document = document
        self.lower = lower(document.plain.text)
        self._governing = tuple(governing)
        self._sentences: dict[int, tuple[Sentence, ...]] = {}
        self._clauses: dict[Sentence, Clause] = {}
        self._judges: dict[int, Callable[[str], Clause]] = {}
        self._quotes: dict[int, list[tuple[int, int]]] = {}
        self._may: dict[int, tuple[re.Pattern[str], bool]] = {}
        self._parser = parser
        self._tokens: dict[tuple[Sentence, bool], tuple[Token, ...]] = {}

    def text(self, span: Sentence | Block) -> str:
        """The normalised words of a sentence or block."""
        if isinstance(span, Block):
            return self.document.block_text(span)
        return self.document.plain.text[span.start : span.end]

    def may_hold(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern for lower-cased text can match anywhere; False only where a word that it cannot do without
        is missing. For patterns that live as long as the program.
        """
        known = self._may.get(id(pattern))
        if known is None:
            may = held(self.document).any(pattern)
            if may is None:
                words = needs(pattern)
                may = not words or any(word in self.lower for word in words)
            known = self._may[id(pattern)] = pattern, may
        return known[1]

    def holding(self, *patterns: re.Pattern[str]) -> Sequence[Block]:
        """The blocks that may match any of some patterns, in order: where a word stands that they cannot do without.
        For patterns that live as long as the program, tried on a block or part of it.
        """
        return holding(self.document, *patterns)

    def offsets(self, words: Iterable[str]) -> list[int]:
        """Where any of some words stands in the lower-cased text, also inside another word, in order; repeats of a word
        do not overlap. Finding a word is cheaper by far than trying a pattern at every character.
        """
        found = []
        for word in words:
            at = self.lower.find(word)
            while at >= 0:
                found.append(at)
                at = self.lower.find(word, at + len(word))
        return sorted(found)

    def with_any(self, words: Iterable[str]) -> list[Block]:
        """The blocks that have any of some words, as `offsets` finds them, in order."""
        blocks = (self.document.block_at(offset) for offset in self.offsets(words))
        return list({block.index: block for block in blocks}.values())

    def sentences(self, block: Block) -> tuple[Sentence, ...]:
        """The sentences of a block, in order."""
        found = self._sentences.get(block.index)
        if found is None:
            at = block.plain_start
            found = tuple(Sentence(at + a, at + b, block.index) for a, b in ranges(self.document.block_text(block)))
            self._sentences[block.index] = found
        return found

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds a plain offset (the block's range where it has no sentence)."""
        block = self.document.block_at(offset)
        found = self.sentences(block)
        if not found:
            return Sentence(block.plain_start, block.plain_end, block.index)
        return found[max(bisect_right(found, (offset, 1 << 60, 0)) - 1, 0)]

    def lead(self, block: Block) -> Sentence | None:
        """The sentence that a list item continues: the last one of its parent, if that ends open (colon or no
        full stop), else None.
        """
        if block.parent is None:
            return None
        parent = self.document.blocks[block.parent]
        found = self.sentences(parent)
        if not found:
            return None
        return found[-1] if self.document.block_text(parent).rstrip()[-1:] not in ".!?" else None

    def clause(self, sentence: Sentence) -> Clause:
        """What the sentence does, its place and lead-in considered."""
        known = self._clauses.get(sentence)
        if known is None:
            judge = self._judges.get(sentence.block)
            if judge is None:
                judge = self._judges[sentence.block] = self._judge(self.document.blocks[sentence.block])
            known = self._clauses[sentence] = judge(self.lower[sentence.start : sentence.end])
        return known

    def _judge(self, block: Block) -> Callable[[str], Clause]:
        """What judges a lower-cased sentence of a block: all that depends on the place is settled."""
        if self.is_foreign(block.index):
            return lambda _: Clause(Force.INFORMATION, "", False, False)
        lead_sentence = self.lead(block)
        lead = self.clause(lead_sentence) if lead_sentence and lead_sentence.block < block.index else None
        kind = block.kind
        if block.cell is not None and block.cell.row == 0 and block.plain_end - block.plain_start < 40:
            kind = BlockKind.HEADING  # the row that names the columns
        section = block.section
        if section and section[0] == self.document.title:
            section = section[1:]  # the title speaks of the whole document, not of this place
        first = self.sentences(block)
        law = bool(first) and context.opens_law(self.lower[first[0].start : first[0].end])
        return partial(
            context.judge, kind=kind, section=section, lead=lead,
            cell=block.cell is not None, glossary=self._in_glossary(block) or self._after_definition_lead(block), law=law,
        )  # fmt: skip

    @cached_property
    def foreign(self) -> tuple[foreign.Passage, ...]:
        """The parts in another language; nothing is to be found in them."""
        return foreign.passages(self.document)

    def is_foreign(self, block: int) -> bool:
        """Whether the block of that index belongs to a part in another language."""
        return bool(self.foreign) and any(first <= block <= last for _, first, last in self.foreign)

    def parse(self, sentences: Iterable[Sentence], *, syntax: bool = True) -> None:
        """Parse sentences ahead, in one batch, for `tokens` to give; nothing happens at level L0."""
        missing = [
            s for s in dict.fromkeys(sentences) if (s, syntax) not in self._tokens and not self.is_foreign(s.block)
        ]
        parser = self._parser() if missing else None
        if parser is None:
            return
        for sentence, tokens in zip(missing, parser.parse([self.text(s) for s in missing], syntax=syntax), strict=True):
            at = sentence.start
            self._tokens[sentence, syntax] = tuple(t._replace(start=at + t.start, end=at + t.end) for t in tokens)

    def tokens(self, sentence: Sentence, *, syntax: bool = True) -> tuple[Token, ...]:
        """The sentence's tokens with plain offsets, without relations where `syntax` is not asked for; none at level
        L0, for what is too long to be a sentence, and for what is not in Swedish.
        """
        if (sentence, syntax) not in self._tokens:
            self.parse((sentence,), syntax=syntax)
        return self._tokens.get((sentence, syntax), ())

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a plain range stands inside quotation marks, or in a block set off as a quotation."""
        block = self.document.block_at(start)
        if block.kind is BlockKind.QUOTE:
            return True
        inside = self._quotes.get(block.index)
        if inside is None:
            at = block.plain_start
            inside = [(at + a, at + b) for a, b in bounds.quotations(self.document.block_text(block))]
            self._quotes[block.index] = inside
        return any(a <= start and end <= b for a, b in inside)

    def _in_glossary(self, block: Block) -> bool:
        if block.kind is BlockKind.HEADING:
            return False
        if block.cell is not None and block.cell.column == 0 and self._names_terms(block):
            return True
        return bool(block.section) and _names_glossary(block.section[-1])

    def _names_terms(self, block: Block) -> bool:
        """Whether the table's first column holds terms that the next one explains or measures."""
        assert block.cell is not None
        if _TERM_HEADING.search(block.cell.heading.lower()):
            return True
        for other in self.document.blocks[block.index + 1 : block.index + 4]:
            if other.cell is not None and (other.cell.row, other.cell.column) == (block.cell.row, 1):
                return _MEANING_HEADING.search(other.cell.heading.lower()) is not None
        return False

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Terms that the documents that govern this one define, and its own."""
        return (*self._governing, *self.own_definitions)

    @cached_property
    def own_definitions(self) -> tuple[Definition, ...]:
        """Terms that the document itself defines; only these have their ranges in it."""
        out: list[Definition] = []
        worded = {block.index for block in self.holding(_MAY_DEFINE)}
        for block in self.document.blocks:
            if block.kind in (BlockKind.HEADING, BlockKind.TOC, BlockKind.CODE, BlockKind.PAGE_HEADER):
                continue
            bare = self._after_definition_lead(block)
            glossary = bare or self._in_glossary(block)
            if block.cell is not None:
                out.extend(self._table_definition(block, glossary))
                continue
            if not glossary and block.index not in worded:
                continue
            for found in _defined(self.document.block_text(block), glossary, bare):
                at = block.plain_start
                out.append(found._replace(start=at + found.start, end=at + found.end))
        return tuple(out)

    def _after_definition_lead(self, block: Block) -> bool:
        """Whether the block is an item of a list of definitions ("I reglementet avses med")."""
        if block.kind is not BlockKind.LIST_ITEM or block.parent is None:
            return block.index in self._entries_of_leads
        parent = self.document.blocks[block.parent]
        return _leads_definitions(self.lower[parent.plain_start : parent.plain_end])

    @cached_property
    def _entries_of_leads(self) -> frozenset[int]:
        """Paragraphs that go on from a lead on definitions, each ending in a comma or semicolon but for the last: a
        list whose items have no marks ("I dessa regler avses med / förening: ..., / medlem: ...").
        """
        out: set[int] = set()
        blocks = self.document.blocks
        for lead in self.holding(_DEFINES):
            if lead.kind is not BlockKind.PARAGRAPH or not _leads_definitions(
                self.lower[lead.plain_start : lead.plain_end]
            ):
                continue
            for block in blocks[lead.index + 1 :]:
                if block.kind is not BlockKind.PARAGRAPH:
                    break
                out.add(block.index)
                if self.document.block_text(block)[-1:] not in ",;":
                    break
        return frozenset(out)

    def _table_definition(self, block: Block, glossary: bool) -> list[Definition]:
        cell = block.cell
        if cell is None or cell.column != 0 or cell.row == 0:
            return []
        if not glossary:
            return []
        return definitions.in_sentence(
            self.lower[block.plain_start : block.plain_end] + ": ", block.plain_start, entries=True
        )

    def is_defined(self, start: int, end: int) -> bool:
        """Whether the words at a plain range are, or begin, a term that is defined somewhere in the text."""
        if not self.definitions:
            return False
        sentence = self.sentence_at(start)
        low = self.lower[sentence.start : sentence.end]
        for definition in self.definitions:
            for match in definition.pattern.finditer(low):
                a, b = sentence.start + match.start(), sentence.start + match.end()
                if a < end and start < b:
                    return True
        return False
