"""Judges which crime-prevention controls a document lacks that its kind ought to have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.document import BlockKind
from lintkit.rules.controls import read_control

#: An extract or a page with a few sentences lacks everything; only a whole text is judged.
_WHOLE = 5


def missing(given: Input) -> Iterator[Remark]:
    """The control named in `options.control` is found nowhere. Said at the document's title."""
    title = next((b for b in given.document.blocks if b.kind is BlockKind.HEADING), None)
    if title is None or _binding(given) < _WHOLE or "(utdrag)" in given.document.title.lower() or not _concerns(given):
        return
    if read_control(given.analysis, given.kind, str(given.options["control"])).status == "missing":
        yield Remark(title.plain_start, title.plain_end)


#: What the controls are for: welfare services that others carry out, grants, and the prevention of welfare crime.
_SERVICE = lazy.compile(
    r"kundval|valfrihetssystem|auktorisation|hemtjänst|boendestöd|daglig verksamhet|personlig assistans|ledsagning|ledsagarservice"
    r"|avlösning i hemmet|avlösarservice|särskilt boende|serviceinsats|förskola|pedagogisk omsorg|vuxenutbildning|skolskjuts"
    r"|arbetsmarknadsinsats|assistansberättigad|hemvårdsbidrag"
)
_CARRIED_OUT = lazy.compile(
    r"(?:anordnar|utförar|leverantör|huvudman|bolag)\w* (?:ska|skall|får|måste|är skyldig)(?!\w)|(?<!\w)(?:du|ni) ska(?!\w)"
)
_CRIME = lazy.compile(r"välfärdsbrott|oegentlig|korruption|mutor|bidragsbrott|otillåten påverkan|oseriösa")


def _concerns(given: Input) -> bool:
    """Whether the document is about what the controls are for: a call-off of consultants lacks them with reason."""
    low = given.analysis.lower
    if given.kind in ("policy", "handlingsplan"):
        return _at_least(_CRIME, low, 2)
    if given.kind in ("bidragsregler", "agar-och-ledningsprovning"):
        return True
    return _at_least(_SERVICE, low, 3) and _at_least(_CARRIED_OUT, low, 3)


def _at_least(pattern: re.Pattern[str], low: str, least: int) -> bool:
    return sum(1 for _ in islice(pattern.finditer(low), least)) == least


def _binding(given: Input) -> int:
    blocks = given.document.blocks
    sentences = (s for b in blocks for s in given.analysis.sentences(b))
    return sum(given.analysis.clause(s).force.binds for s in sentences)
