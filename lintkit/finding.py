"""Finding, severity and fingerprint: what a rule says about a range of a document; knows no format."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache


class Severity(IntEnum):
    """How much a finding weighs; ordered."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def key(self) -> str:
        return self.name.lower()

    @classmethod
    def of(cls, key: str) -> Severity:
        return cls[key.upper()]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that the finding points at; offsets are in that document's text."""

    path: str
    start: int
    end: int
    text: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's remark on `text[start:end]` of one document (half-open, code points).

    `sentence` is the normalised sentence around it, `sentence_start` the offset of the flagged words in it
    (-1 when the words do not stand there as one stretch) and `width` their length there. `experimental` findings
    never decide an exit status. `suggestion` is what the flagged words can be replaced by as they stand, or "".
    `status` is "new", "baseline" or "suppressed"; the latter two have a `reason`, and `in_source` says that it stands
    in the document itself. `former` are the fingerprints that the finding has under its rule's old ids.
    """

    rule: str
    severity: Severity
    message: str
    fix: str
    start: int
    end: int
    text: str
    sentence: str
    sentence_start: int = -1
    block: int = -1
    related: tuple[Related, ...] = ()
    experimental: bool = False
    status: str = "new"
    reason: str | None = None
    in_source: bool = False
    fingerprint: str = ""
    former: tuple[str, ...] = ()
    suggestion: str = ""
    width: int = 1

    @property
    def family(self) -> str:
        return self.rule.partition("-")[0]


@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def fingerprint(rule: str, words: str, sentence: str, nth: int = 0) -> str:
    """Identity of a finding that survives edits elsewhere and moving the provision.

    sha256 (hex) over rule id, flagged words and their sentence (NFC, case-folded, white space collapsed) and
    the running number among equal ones in the document, joined by U+001F. Changing this is a major version.
    """
    parts = "\x1f".join((rule, _fold(words), _fold(sentence), str(nth)))
    return hashlib.sha256(parts.encode()).hexdigest()


def with_fingerprints(
    findings: Sequence[Finding], words: Iterable[str], aliases: Mapping[str, Sequence[str]] | None = None
) -> list[Finding]:
    """Findings of one document, in text order, with fingerprints; `words` are the normalised flagged words and
    `aliases` old ids by rule id.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    out = []
    for finding, flagged in zip(findings, words, strict=True):
        key = (finding.rule, _fold(flagged), _fold(finding.sentence))
        own, *former = (
            fingerprint(name, flagged, finding.sentence, seen[key])
            for name in (finding.rule, *(aliases or {}).get(finding.rule, ()))
        )
        out.append(replace(finding, fingerprint=own, former=tuple(former)))
        seen[key] += 1
    return out
