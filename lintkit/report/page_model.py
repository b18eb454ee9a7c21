"""What the HTML page shows beside the findings: facts by document, and accepted findings that are gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lintkit.report.coverage import Sheet
from lintkit.report.facts_model import LadderSheet, RegisterSheet


class Gone(NamedTuple):
    """An accepted finding that is no longer in the documents: its rule, the reason it was accepted for, and by whom."""

    rule: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Sheets by the path of their document; a document without a sheet shows none."""

    ladders: Mapping[str, LadderSheet] = field(default_factory=dict)
    registers: Mapping[str, RegisterSheet] = field(default_factory=dict)
    controls: Mapping[str, Sheet] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()
