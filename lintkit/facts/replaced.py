"""Regulations that were replaced and provisions that moved: data with dates and sources, no running text."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from lintkit.facts.packdata import load_data


class Regulation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agency regulation that has been repealed or replaced, by series and number ("AFS 2001:1")."""

    number: str
    subject: str
    now: str
    valid_to: str
    confirmed: bool
    source: str


class Series(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A series whose regulations from before the year `before` have been replaced as a whole."""

    name: str
    before: int
    now: str
    valid_to: str
    confirmed: bool
    source: str


class Regulations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file rules/data/regulations.yaml."""

    as_of: str
    regulations: tuple[Regulation, ...]
    series: tuple[Series, ...]


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One provision that moved: `old` as "chapter:section", `new` in words, `topic` the word beginnings that show it is meant."""

    old: str
    new: str
    subject: str
    topic: tuple[str, ...] = ()


class MovedAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An act replaced by another, with where its provisions went."""

    old: str
    new: str
    valid_to: str
    source: str
    moved: tuple[Move, ...]
    confirmed: bool = True


class Within(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A provision that moved inside an act still in force."""

    act: str
    old: str
    new: str
    subject: str
    topic: tuple[str, ...]
    valid_to: str
    confirmed: bool
    source: str


class Pinpoints(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file rules/data/pinpoints.yaml."""

    as_of: str
    acts: tuple[MovedAct, ...]
    within: tuple[Within, ...]


@lru_cache(maxsize=1)
def regulations() -> Regulations:
    """Replaced regulations, read once. Raises FileError when the file is damaged."""
    return load_data("regulations.yaml", Regulations)


@lru_cache(maxsize=1)
def pinpoints() -> Pinpoints:
    """Moved provisions, read once. Raises FileError when the file is damaged."""
    return load_data("pinpoints.yaml", Pinpoints)
