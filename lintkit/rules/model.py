"""What a rule is: its fields and their types; reading files and matching text are others' business."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from lintkit.families import Kind as Kind

FAMILY_PATTERN = "^(vagt|register|sanktion|hanvisning|begrepp|metadata|kontroll|konflikt|sprak)-[a-z0-9]+(-[a-z0-9]+)*$"

#: Where a match counts. "binding": provisions that bind or decide. "trigger": the condition of a sanction.
#: "qualification": requirements on who may take part. "any": the whole text, headings and tables too.
Where = Literal["binding", "trigger", "qualification", "any"]

#: Named reasons not to report a match; see lintkit.rules.conditions for what each means.
Reason = Literal[
    "bounded", "defined", "quoted", "statutory", "explained", "referenced", "purpose", "measured",
    "asked", "power", "form", "equivalent", "scored",
]  # fmt: skip


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a rule's reason comes from: `title` of the work, `ref` to the place in it."""

    title: str
    ref: str = ""


class PhraseExcuse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exception in words. `phrase`: the match lies inside it. `near`: it stands in the same sentence."""

    phrase: str | tuple[str, ...] = ()
    near: str | tuple[str, ...] = ()


class Match(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Exactly one of `terms`, `phrases`, `tokens`, `check`.

    `terms` and `phrases` are in the phrase language (lintkit.rules.phrase); `near`/`absent` narrow `phrases`
    to scopes with or without other phrases. `tokens` are spaCy token patterns. `check` names a Python check
    with `options`.
    """

    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    scope: Literal["sentence", "block", "section", "document"] = "sentence"
    tokens: tuple[tuple[dict[str, Any], ...], ...] = ()
    check: str = ""
    options: dict[str, Any] = {}


class ExampleDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An example that needs more than a sentence: Markdown `text`, and the facts that it depends on. `others` are
    documents that govern it, the nearest first, for rules that read a set.
    """

    text: str
    kind: Kind | None = None
    today: str = ""
    name: str = "exempel.md"
    others: tuple[str, ...] = ()


Example = str | ExampleDocument


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rule's own proof. In `bad` and `known_noise` the flagged words stand in [[double brackets]].

    `good` are near misses that must stay silent; `known_miss` are defects that the rule does not find yet;
    `known_noise` false alarms that it still gives. An example that changes sides fails, so that it is moved.
    """

    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    known_miss: tuple[Example, ...] = ()
    known_noise: tuple[Example, ...] = ()


class Precision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Measured share of right findings: `right` of `found` on the material named, as of a date."""

    right: int
    found: int
    on: str
    as_of: str


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: one reason to object, with message, why, fix, sources and examples in Swedish. A check that `reads`
    "set" sees each document together with one that governs it. `suggestion` is what the flagged words can be replaced
    by as they stand: text with {match} and a check's values; a place where a value is missing has no suggestion.
    """

    id: str
    title: str
    severity: Literal["error", "warning", "info"]
    status: Literal["stable", "experimental", "deprecated"]
    since: str
    match: Match
    message: str
    why: str
    fix: str
    sources: tuple[Source, ...]
    examples: Examples
    where: tuple[Where, ...] = ("binding",)
    unless: tuple[Reason | PhraseExcuse, ...] = ()
    applies_to: tuple[Kind, ...] = ()
    reads: Literal["document", "set"] = "document"
    level: Literal["L0", "L1", "L2"] = "L0"
    aliases: tuple[str, ...] = ()
    default: bool = True
    needs: Literal["", "numbering"] = ""
    suggestion: str = ""
    precision: Precision | None = None
    note: str = ""

    @property
    def family(self) -> str:
        return self.id.partition("-")[0]

    def is_for(self, kind: str) -> bool:
        """Whether the rule applies to documents of a kind."""
        return not self.applies_to or kind in self.applies_to
