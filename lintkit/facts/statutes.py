"""Which Swedish statutes have which number and name, and when they ended; knows data, not running text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import msgspec

from lintkit import lazy
from lintkit.facts.packdata import data_path, load_data
from lintkit.today import Today

#: The inflections of a statute's name: "-lagen", "-lagens", "-balken", "-förordning" -> the bare word.
_ENDING = lazy.compile(r"(lag|balk|förordning|stadga|instruktion|kungörelse|form|ordning)(?:ens|en|ns|n|s)?$")
_LONG = lazy.compile(r"(?:lag|förordning)(?:en)? ((?:om|med|mot|angående|för|till) .+)")


class Ended(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A repealed act that municipal documents still name. Keys are explained in rules/data/statutes.yaml."""

    sfs: str
    name: str
    valid_to: str
    source: str
    replaced_by: str = ""
    ended_by: str = ""
    short: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()
    informal: tuple[str, ...] = ()
    date_confirmed: bool = True
    confirmed: bool = True


class Current(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An act in force with its abbreviations. `chapters` is the number of the last chapter, 0 where it is not known;
    `chapterless` says that the act is attested to have none.
    """

    sfs: str
    name: str
    source: str
    valid_from: str = ""
    short: tuple[str, ...] = ()
    chapters: int = 0
    chapterless: bool = False


class Union(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A repealed legal act of the EU, by its number ("95/46")."""

    number: str
    name: str
    valid_to: str
    replaced_by: str
    source: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    as_of: str
    ended: tuple[Ended, ...]
    current: tuple[Current, ...]
    union: tuple[Union, ...]


class Act(NamedTuple):
    """A statute by number. `ended`: date, "?" when repealed without a known date, "" when no repeal is known
    (which is no proof that it is in force). `planned`: the end was only set in advance.
    """

    sfs: str
    title: str
    ended: str
    by: str
    planned: bool


@dataclass(frozen=True, slots=True)
class Statutes:
    """All that is known of statutes. Names are bare lower-case words ("skollag"), see `bare_name`."""

    as_of: str
    acts: Mapping[str, Act]
    ended: Mapping[str, Ended]
    current: Mapping[str, Current]
    union: Mapping[str, Union]
    numbers: Mapping[str, tuple[str, ...]]  # bare one-word name -> every act that has or had it
    living: Mapping[str, str]  # bare one-word name -> the one act of that name with no known end
    dead: Mapping[str, Ended]  # bare name or long title in lower case -> the act it can only mean
    informal: Mapping[str, Ended]
    short: Mapping[str, str]  # abbreviation -> number of the act in force
    dead_short: Mapping[str, Ended]
    titles: Mapping[str, tuple[tuple[str, str], ...]]  # see `title_key` -> (rest of title, number), longest first


def bare_name(name: str) -> str:
    """ "Skollagens" -> "skollag"; "Hälso- och sjukvårdslagen" -> "hälso- och sjukvårdslag"."""
    return _ENDING.sub(r"\1", " ".join(name.lower().split()))


def title_key(kind: str, rest: str) -> str:
    """Where a long title is filed: "lag om stöd" for the words `rest` after a form of "lag" or "förordning"."""
    word = "lag" if kind.lower().startswith("lag") else "förordning"
    return " ".join([word, *[w.strip(".,;:()") for w in rest.split(None, 2)[:2]]])


def has_ended(act: Act, today: Today) -> bool:
    """Whether the act is known to have ended by `today` (repealed without a date: by the repealing act's year)."""
    if not act.ended:
        return False
    if act.ended == "?":
        return act.by[:4].isdigit() and today.is_past(act.by[:4])
    return today.has_come(act.ended)


@lru_cache(maxsize=1)
def statutes() -> Statutes:
    """The tables, read once. Raises FileError when a data file is damaged."""
    file = load_data("statutes.yaml", _File)
    acts = _read_acts()
    ended = {e.sfs: e for e in file.ended}
    current = {c.sfs: c for c in file.current}
    numbers: dict[str, list[str]] = {}
    titles: dict[str, list[tuple[str, str]]] = {}
    for number, act in acts.items():
        low = act.title.lower()
        if _one_word(low):
            numbers.setdefault(bare_name(low), []).append(number)
        elif rest := _rest(low):
            titles.setdefault(title_key(low, rest), []).append((rest, number))
    for name, number in [(e.name, e.sfs) for e in file.ended] + [(c.name, c.sfs) for c in file.current]:
        if _one_word(name):
            known = numbers.setdefault(bare_name(name), [])
            if number not in known:
                known.append(number)
        elif rest := _rest(name):
            entry = titles.setdefault(title_key(name, rest), [])
            if all(n != number for _, n in entry):
                entry.append((rest, number))
    living = {}
    for name, found in numbers.items():
        left = [n for n in found if n not in ended and not (n in acts and acts[n].ended)]
        if len(left) == 1:
            living[name] = left[0]
    by_length = {k: tuple(sorted(v, key=lambda pair: -len(pair[0]))) for k, v in titles.items()}
    return Statutes(
        as_of=file.as_of,
        acts=acts,
        ended=ended,
        current=current,
        union={u.number: u for u in file.union},
        numbers={k: tuple(v) for k, v in numbers.items()},
        living=living,
        dead={bare_name(n): e for e in file.ended for n in e.dead if n not in e.short},
        informal={bare_name(n): e for e in file.ended for n in e.informal if n not in e.short},
        short={s: c.sfs for c in file.current for s in c.short},
        dead_short={s: e for e in file.ended for s in e.short if s in e.dead or s in e.informal},
        titles=by_length,
    )


def _read_acts() -> dict[str, Act]:
    acts: dict[str, Act] = {}
    with data_path("sfs.tsv").open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            number, title, end, by, *_ = (*line.rstrip("\n").split("\t"), "", "")
            acts[number] = Act(number, title, end.lstrip("~"), by, end.startswith("~"))
    return acts


def _one_word(name: str) -> bool:
    if " " in name and "- " not in name:
        return False
    return name.rpartition(" ")[2] not in ("lag", "lagen") and _ENDING.search(name) is not None


def _rest(title: str) -> str:
    """What follows "lag" in "lag om ...": the part of a title that does not change with the form of the word."""
    found = _LONG.match(title.lower())
    return found[1].removesuffix(" m.m.").removesuffix(",") if found else ""
