"""Judges which crime-prevention controls a document lacks that its kind ought to have."""

from __future__ import annotations

from collections.abc import Iterator

from lintkit.checks import Input, Remark
from lintkit.document import BlockKind
from lintkit.rules.controls import read_control

#: An extract or a page with a few sentences lacks everything; only a whole text is judged.
_WHOLE = 5


def missing(given: Input) -> Iterator[Remark]:
    """The control named in `options.control` is found nowhere. Said at the document's title."""
    title = next((b for b in given.document.blocks if b.kind is BlockKind.HEADING), None)
    if title is None or _binding(given) < _WHOLE:
        return
    if read_control(given.analysis, given.kind, str(given.options["control"])).status == "missing":
        yield Remark(title.plain_start, title.plain_end)


def _binding(given: Input) -> int:
    blocks = given.document.blocks
    sentences = (s for b in blocks for s in given.analysis.sentences(b))
    return sum(given.analysis.clause(s).force.binds for s in sentences)
