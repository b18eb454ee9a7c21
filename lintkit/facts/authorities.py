"""Authorities, courts, organisations and official terms that have ended or changed name, as found in text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import msgspec

from lintkit.document import BlockKind, Document
from lintkit.facts.packdata import load_data
from lintkit.language.analysis import lower
from lintkit.language.index import holding
from lintkit.language.memory import remembered


class Former(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name that no longer applies and what took its place. Keys are explained in rules/data/authorities.yaml."""

    name: str
    now: str
    valid_to: str
    source: str
    confirmed: bool
    forms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    what: str = ""
    date_confirmed: bool = True
    mild: bool = False
    near: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    as_of: str
    authorities: tuple[Former, ...]
    terms: tuple[Former, ...]


class Mention(NamedTuple):
    """A former name at a plain range. `short`: written as an abbreviation; `backed`: the name in full also stands
    in the document, so that the abbreviation can mean nothing else.
    """

    start: int
    end: int
    former: Former
    short: bool
    backed: bool


@dataclass(frozen=True, slots=True)
class _Names:
    pattern: re.Pattern[str]
    short: re.Pattern[str] | None
    by_form: Mapping[str, Former]
    by_short: Mapping[str, Former]
    as_of: str


def authorities(document: Document) -> list[Mention]:
    """Former authorities, courts and organisations that the document names, in text order."""
    return _mentions(document, "authorities")


def terms(document: Document) -> list[Mention]:
    """Former official terms (roles, certificates, kinds of school) that the document uses, in text order."""
    return _mentions(document, "terms")


@remembered
def _in_block(text: str, part: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Ranges of former names and of their abbreviations in a block's text."""
    names = _names(part)
    shorts = names.short.finditer(text) if names.short else ()
    return tuple(m.span() for m in names.pattern.finditer(lower(text))), tuple(m.span() for m in shorts)


def _mentions(document: Document, part: str) -> list[Mention]:
    names = _names(part)
    text = document.plain.text
    patterns = (names.pattern, names.short) if names.short else (names.pattern,)
    found = [(b.plain_start, _in_block(document.block_text(b), part)) for b in holding(document, *patterns)]
    full_names = [(at + a, at + b) for at, (whole, _) in found for a, b in whole]
    shorts = [(at + a, at + b) for at, (_, short) in found for a, b in short]
    if not full_names and not shorts:
        return []
    low = lower(text)
    out = []
    for start, end in full_names:
        former = _former(low[start:end], names)
        if former.near and not _beside(low, start, end, former):
            continue
        # "skattemyndigheten" and "landstinget" are used in lower case; a name of one word otherwise has a capital
        out.append(Mention(start, end, former, False, True))
    full = {m.former.name for m in out}
    for start, end in shorts:
        former = names.by_short[text[start:end].removesuffix(":s").removesuffix("s")]
        if not any(m.start < end and start < m.end for m in out):
            out.append(Mention(start, end, former, True, former.name in full))
    return sorted(m for m in out if _readable(document, m))


def _beside(low: str, first: int, last: int, former: Former) -> bool:
    """Whether the sentence or line speaks of the task that has moved."""
    start = max(low.rfind(". ", 0, first), low.rfind("\n\n", 0, first), first - 200, 0)
    stops = [i for i in (low.find(". ", last), low.find("\n\n", last)) if i >= 0]
    sentence = low[start : min([*stops, last + 200])]
    return any(word in sentence for word in former.near)


def _readable(document: Document, mention: Mention) -> bool:
    if document.plain.is_masked(mention.start, mention.end):
        return False
    return document.block_at(mention.start).kind not in (BlockKind.TOC, BlockKind.CODE)


def _former(words: str, names: _Names) -> Former:
    for form in (words, words.removesuffix("s")):
        if form in names.by_form:
            return names.by_form[form]
    return names.by_form["polismyndigheten i ~s län"]  # the one form with a gap


@lru_cache(maxsize=2)
def _names(part: str) -> _Names:
    file = load_data("authorities.yaml", _File)
    entries: tuple[Former, ...] = getattr(file, part)
    by_form = {form.lower(): e for e in entries for form in (e.forms or (e.name,))}
    by_short = {s: e for e in entries for s in e.short}
    forms = sorted(by_form, key=lambda f: (-len(f), f))
    written = "|".join(re.escape(f).replace(re.escape("~s"), r"[\wåäö]+s?") for f in forms)
    shorts = "|".join(re.escape(s) for s in sorted(by_short, key=len, reverse=True))
    return _Names(
        re.compile(rf"(?<![\w-])(?:{written})s?(?![\wåäö-])"),
        re.compile(rf"(?<![\w-])(?:{shorts})(?::?s)?(?![\wåäö-])") if shorts else None,
        by_form,
        by_short,
        file.as_of,
    )
