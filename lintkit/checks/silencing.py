"""Exemptions in a document that do not hold: incomplete ones, and ones that silence nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from lintkit.accept import Exemption, exemptions
from lintkit.checks import Input, Remark
from lintkit.document import Document


def incomplete(given: Input) -> Iterator[Remark]:
    """Exemptions without rule, reason or name, or with a rule that does not exist ("rule_ids" in the settings are
    all ids and old ids; without it no id is judged).
    """
    if not given.document.blocks:
        return  # nothing to exempt, and nowhere to say so
    known = given.settings.get("rule_ids", ())
    for exemption in exemptions(given.document):
        problems = [exemption.problem] if exemption.problem else []
        if known:
            problems += [_unknown(rule, known) for rule in exemption.rules if rule not in known]
        yield from (_remark(given.document, exemption, what=problem) for problem in problems)


def _unknown(rule: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(rule, known, 1, 0.5)
    return f"regeln ”{rule}” finns inte" + (f"; menades ”{near[0]}”?" if near else "")


def idle(given: Input) -> Iterator[Remark]:
    """Exemptions from rules that had no finding where the exemption stands."""
    if given.document.blocks:
        yield from (_remark(given.document, exemption, rule=rule) for exemption, rule in given.idle)


def _remark(document: Document, exemption: Exemption, **values: str) -> Remark:
    """A remark on the passage that the exemption stands on."""
    where = document.plain.from_source(exemption.start, exemption.end)
    if where is None:  # nothing was read there: the nearest block before, else the first
        before = [b for b in document.blocks if b.start <= exemption.start]
        block = before[-1] if before else document.blocks[0]
        where = block.plain_start, max(block.plain_end, block.plain_start + 1)
    return Remark(*where, values)
