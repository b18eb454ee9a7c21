"""Which findings of two versions are the same: by fingerprint, and where a sentence was reworded by rule and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from lintkit.finding import Finding
from lintkit.report.change_model import NewFinding, ProvisionChange


@dataclass
class Matched:
    """Findings of one document, parted; what is `gone` is not yet known to be mended."""

    kept: list[Finding] = field(default_factory=list)
    exempted: list[Finding] = field(default_factory=list)
    come: list[Finding] = field(default_factory=list)
    gone: list[Finding] = field(default_factory=list)


def match(old: Sequence[Finding], new: Sequence[Finding]) -> Matched:
    """Open findings of both versions with the same fingerprint (also one under a rule's old id) are kept; those that
    an exemption silences in the new version alone are exempted. Findings silenced in both are left out.
    """
    waiting: dict[str, list[Finding]] = defaultdict(list)
    for finding in old:
        if finding.status == "new":
            for name in (finding.fingerprint, *finding.former):
                waiting[name].append(finding)
    used: set[int] = set()
    out = Matched()
    for finding in new:
        known = (f for n in (finding.fingerprint, *finding.former) for f in waiting.get(n, ()) if id(f) not in used)
        before = next(known, None)
        if before is not None:
            used.add(id(before))
            (out.kept if finding.status == "new" else out.exempted).append(finding)
        elif finding.status == "new":
            out.come.append(finding)
    out.gone = [f for f in old if f.status == "new" and id(f) not in used]
    return out


def across(documents: Sequence[Matched]) -> None:
    """Findings that left one document and came to another with the same words are kept: a provision was moved."""
    waiting: dict[str, list[tuple[Matched, Finding]]] = defaultdict(list)
    for matched in documents:
        for finding in matched.gone:
            waiting[finding.fingerprint].append((matched, finding))
    for matched in documents:
        for finding in list(matched.come):
            if found := waiting.get(finding.fingerprint):
                left, before = found.pop(0)
                left.gone.remove(before)
                matched.come.remove(finding)
                matched.kept.append(finding)
        matched.kept.sort(key=lambda f: (f.start, f.end, f.rule))


def reworded(matched: Matched, provisions: Sequence[ProvisionChange]) -> tuple[list[NewFinding], list[Finding]]:
    """The findings that are new, each with the one it replaces, and those that are fixed.

    A finding replaces one of the same rule on the same words in the provision that its own was made of; failing the
    words, one of the same rule there.
    """
    pairs = [(p.old, p.new) for p in provisions if p.old is not None and p.new is not None]
    gone = list(matched.gone)
    replaced: dict[int, Finding] = {}
    for same_words in (True, False):
        for finding in matched.come:
            if id(finding) in replaced:
                continue
            home = next((o for o, n in pairs if n.start <= finding.start <= n.end), None)
            for before in gone:
                if (
                    home is not None
                    and home.start <= before.start <= home.end
                    and before.rule == finding.rule
                    and (not same_words or _flat(before.text) == _flat(finding.text))
                ):
                    replaced[id(finding)] = before
                    gone.remove(before)
                    break
    return [NewFinding(f, replaced.get(id(f))) for f in matched.come], gone


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
