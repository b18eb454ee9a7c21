"""Statutes, regulations and EU acts as cited in running text: name, number, provision; judges none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lintkit import lazy
from lintkit.document import BlockKind, Document
from lintkit.facts.statutes import Statutes, bare_name, statutes, title_key
from lintkit.language.analysis import lower
from lintkit.language.index import holding
from lintkit.language.memory import remembered


class Pinpoint(NamedTuple):
    """A provision: `chapter` is 0 when none is written; `section` as "3" or "3 a"; plain offsets."""

    chapter: int
    section: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The provision as "14:3", "0:18 d"."""
        return f"{self.chapter}:{self.section}"


class Citation(NamedTuple):
    """One mention of an act. `series` is "SFS", "EU" or a regulation series ("SOSFS"); `number` is "" when the
    act is only named. `name` is the bare name ("skollag", "sol") or, for a long title, its words from "om" on;
    "" when the number stands alone. `resolved` is the number that an unnumbered name means today, if known.
    `start`/`end` are plain offsets of name and number together, without the provision.
    """

    start: int
    end: int
    series: str
    number: str
    name: str
    resolved: str
    pinpoint: Pinpoint | None
    abbreviation: str = ""


#: A number; with a space after the colon only where brackets close it off.
_NUMBER = lazy.compile(r"(?<![\d/:.–-])((?:1[6-9]|20)\d\d:(?:\d{1,4}(?![\d:])|\s\d{1,4}(?=\s?[)\]])))")
_SERIES = lazy.compile(r"((?:[A-ZÅÄÖ]{1,8}-)?[A-ZÅÄÖ]{0,8}FS|AFS)[\s,:]*(?:nr\.?\s*)?$")
_WORD = r"(?:lag|lagen|lagens|lags|balk|balken|balkens|förordning|förordningen|förordningens|stadga|stadgan|instruktion|instruktionen|kungörelse|kungörelsen)"
_NAME = rf"(?:[A-Za-zÅÄÖåäöé:]+- (?:och|eller|samt) )?[A-Za-zÅÄÖåäöé:-]*?(?i:{_WORD})"
_NAME_BEFORE = lazy.compile(
    rf"(?<![\w-])(?P<name>{_NAME})[\s,]*(?:\((?P<abbr>[A-ZÅÄÖ][\wåäöÅÄÖ]{{1,6}})\)"
    rf"|[,(]?\s?(?P<abbr2>[A-ZÅÄÖ][\wåäöÅÄÖ]{{1,6}}))?"
    rf"[\s,]*[(\[]?\s*(?:SFS[\s:-]*(?:nr\.?)?[\s:]*)?$"
)
_TITLE_BEFORE = lazy.compile(
    r"(?<![\w-])(?P<name>(?:lag|förordning)(?:en)? (?:om|med|mot|angående|för) [^.;:()§\d]{3,150}?)[\s,]*"
    r"(?:\((?P<abbr>[A-ZÅÄÖ][\wåäöÅÄÖ]{1,6})\)"
    r"|,\s(?P<abbr2>[A-ZÅÄÖ][\wåäöÅÄÖ]{1,6}))?[\s,]*[(\[]\s*(?:SFS[\s:-]*(?:nr\.?)?[\s:]*)?"
    r"(?P<abbr3>[A-ZÅÄÖ][\wåäöÅÄÖ]{1,6})?[\s,:]*$",
    re.IGNORECASE,
)
_ABBR_BEFORE = lazy.compile(
    r"(?<![\w-])(?P<abbr>[A-ZÅÄÖ][\wåäöÅÄÖ]{1,6})[\s,:]*[(\[]?\s*(?:SFS[\s:-]*(?:nr\.?)?[\s:]*)?$"
)
_TAIL = lazy.compile(r"\)?\s+((?:om|med|mot|angående|för|till)\s)")
_TAIL_END = lazy.compile(
    r"[.,;:()\n]|\s(?:ska|skall|är|får|kan|måste|gäller|som|samt|eller|har|finns|när|där|att|§)(?!\w)"
)
_CHAPTER = r"(?P<ch>\d{1,2})(?:\s?[a-z])?\s?(?:kap\.?|kapitlet|kapitel)\s*"
_SECTION = r"(?P<sec>\d{1,3}(?:\s?[a-z](?![\w]))?)\s?(?:[,–-]\s?(?:och\s)?\d{1,3}(?:\s?[a-z])?\s?)*(?:(?:och|samt|eller)\s\d{1,3}(?:\s?[a-z])?\s?)?§{1,2}"
_ITEM = r"(?:\s?(?:(?:första|andra|tredje|fjärde|sista) (?:stycket|meningen|punkten)|\d{1,2}(?:\s?[a-z])?(?=\s)|p\.? ?\d{1,2}|st\.?|[,–-]))*"
_PIN_BEFORE = lazy.compile(rf"(?:(?<![\w:.]){_CHAPTER})?(?<![\w:]){_SECTION}{_ITEM}\s+(?:i\s+|av\s+|enligt\s+)?$")
#: "14 kap. § 3" and "14:3" before the act.
_PIN_TURNED = lazy.compile(
    r"(?<![\w:.])(?P<ch>\d{1,2})(?:\s?(?:kap\.?|kapitlet)\s?§{1,2}\s?|:)(?P<sec>\d{1,3}(?:\s?[a-z](?!\w))?)\s+(?:i\s+)?$"
)
#: After a comma the provision is the act's own only where no other act follows: "LSS, 4 kap. 1 § SoL" is not.
_PIN_LAST = lazy.compile(rf"^,\s+(?:{_CHAPTER})?{_SECTION}(?={_ITEM}\s*(?:[.;:)]|$))")
_PIN_AFTER = lazy.compile(
    rf"^\s+(?:{_CHAPTER})?{_SECTION}|^\s+(?P<ch2>\d{{1,2}})(?:\s?kap\.?)?:(?P<sec2>\d{{1,3}}(?:\s?[a-z](?!\w))?)(?![\d:])"
)
_CHAPTER_FAR = lazy.compile(
    r"(?:kap\.?|kapitlet)(?:[\s\d§,–-]|och|samt|eller|stycket|meningen|punkten|första|andra|tredje|fjärde|i|[a-z](?!\w))*$"
)
_EU = lazy.compile(
    r"(?:förordning(?:en)?|direktiv(?:et)?|beslut(?:et)?)\s*(?:\((?:EU|EG"
    r"|EEG)\)\s*)?(?:nr\.?\s*)?(?P<number>\d{2,4}/\d{1,4})(?:/(?:EU|EG|EEG))?"
    r"|\((?:EU|EG)\)\s*(?:nr\.?\s*)?(?P<number2>\d{4}/\d{1,4})",
    re.IGNORECASE,
)
_BARE = lazy.compile(
    r"(?<![\wåäö:-])(?:[a-zåäöé]+- (?:och|eller|samt) )?[a-zåäöé-]*(?:lag|balk|förordning)(?:ens|en)(?![\wåäö-])"
)
_LONG = lazy.compile(r"(?<![\wåäö-])(?:lag|förordning)(?:en|ens)? (?=(?:om|med|mot|angående|för|till) )")


def citations(document: Document) -> list[Citation]:
    """All acts that the document's words cite, in text order, the longest reading where two overlap."""
    found: list[Citation] = []
    for block in holding(document, _NUMBER, _EU, _LONG, _BARE, _short_pattern()):
        if block.kind in (BlockKind.CODE, BlockKind.TOC) or block.plain_end <= block.plain_start:
            continue
        at = block.plain_start
        found.extend(_shift(c, at) for c in _in_text(document.block_text(block)))
    return [c for c in found if not document.plain.is_masked(c.start, c.end)]


@remembered
def _in_text(text: str) -> tuple[Citation, ...]:
    """The acts cited in a block's text, with their places in it, in order."""
    known, low = statutes(), lower(text)
    out: list[Citation] = []
    if ":" in text:
        out.extend(c for m in _NUMBER.finditer(text) if (c := _numbered(text, low, m, known)))
    if "/" in text:
        out.extend(_union(text))
    for citation in _named(text, low, known):
        if not any(citation.start < c.end and c.start < citation.end for c in out):
            out.append(citation)
    return tuple(sorted(_with_pinpoint(text, c) for c in out))


def _numbered(text: str, low: str, match: re.Match[str], known: Statutes) -> Citation | None:
    """The citation around a number, or None when nothing near it says that it is a statute or regulation."""
    number, start, end = "".join(match[1].split()), match.start(), match.end()
    left = text[max(start - 190, 0) : start]
    base = start - len(left)
    close = end + 1 if text[end : end + 1] in (")", "]") else end
    series = _SERIES.search(left)
    if series and series[1] != "SFS":
        law = re.search(rf"(?<![\w-])(?P<name>{_NAME})[\s,(]*$", left[: series.start()])
        name = bare_name(law["name"]) if law else ""
        first = law.start() if law and name in known.numbers else series.start()
        return Citation(base + first, close if first != series.start() else end, series[1], number, name, "", None)
    named = _NAME_BEFORE.search(left)
    if named:
        name = named["name"]
        generic = name.lower() in (
            "lag",
            "lagen",
            "lagens",
            "lags",
            "förordning",
            "förordningen",
            "förordningens",
            "balken",
        )
        if generic:
            close, tail = _tail(text, low, close, name, known)
            return Citation(base + named.start(), close, "SFS", number, tail, number, None)
        abbreviation = named["abbr"] or named["abbr2"] or ""
        own = known.numbers.get(bare_name(name), ())
        if own and number not in own and not re.search(r"[(\[]|SFS", left[named.start() :]):
            return None  # a name and the number of the next entry, side by side in a list
        return Citation(base + named.start(), close, "SFS", number, bare_name(name), number, None, abbreviation)
    titled = _TITLE_BEFORE.search(left)
    if titled and "föreskrift" not in titled["name"]:
        tail = " ".join(titled["name"].lower().split()[1:])
        abbreviation = titled["abbr"] or titled["abbr2"] or titled["abbr3"] or ""
        return Citation(base + titled.start(), close, "SFS", number, tail, number, None, abbreviation)
    short = _ABBR_BEFORE.search(left)
    if short and (short["abbr"] in known.short or short["abbr"] in known.dead_short or short["abbr"] in _all_short()):
        return Citation(base + short.start(), close, "SFS", number, "", number, None, short["abbr"])
    if series:
        return Citation(base + series.start(), end, "SFS", number, "", number, None)
    return None


def _tail(text: str, low: str, at: int, word: str, known: Statutes) -> tuple[int, str]:
    """End of the title after "lagen (2010:479) om ..." and the title's words; known titles first."""
    begins = _TAIL.match(text, at)
    if begins is None:
        return at, ""
    first = begins.start(1)
    for rest, _ in known.titles.get(title_key(word, low[first : first + 60]), ()):
        if low.startswith(rest, first):
            return first + len(rest), rest
    stop = _TAIL_END.search(text, begins.end())
    last = min(stop.start() if stop else len(text), first + 90)
    while last < len(text) and last > first and text[last - 1].isalnum() and text[last].isalnum():
        last -= 1
    return at, low[first:last].strip()


def _named(text: str, low: str, known: Statutes) -> Iterator[Citation]:
    lawful = "lag" in low or "förordning" in low or "balk" in low
    for match in _LONG.finditer(low) if lawful else ():
        first = match.end()
        filed = known.titles.get(title_key(match[0], low[first : first + 60]), ())
        best = next((pair for pair in filed if low.startswith(pair[0], first)), None)
        curated = next(
            (n for n in _long_dead(known) if low.startswith(n[6:], first) and match[0].startswith("lag")), ""
        )
        if curated and (best is None or len(curated) - 6 >= len(best[0])):
            yield Citation(match.start(), first + len(curated) - 6, "SFS", "", curated, "", None)
        elif best is not None and not low[first + len(best[0]) : first + len(best[0]) + 1].isalnum():
            yield Citation(
                match.start(), first + len(best[0]), "SFS", "", best[0], _living(best[0], filed, known), None
            )
    for match in _BARE.finditer(low) if lawful else ():
        name = bare_name(match[0])
        start = match.start()
        if name not in known.numbers and name not in known.dead and name not in known.informal:
            continue
        yield Citation(start, match.end(), "SFS", "", name, known.living.get(name, ""), None)
    for match in _short_pattern().finditer(text):
        short = match[0]
        yield Citation(match.start(), match.end(), "SFS", "", short.lower(), known.short.get(short, ""), None, short)


def _living(rest: str, filed: tuple[tuple[str, str], ...], known: Statutes) -> str:
    """The one act of exactly this title that is not known to have ended, or ""."""
    left = [
        n for r, n in filed
        if r == rest and n not in known.ended and not (n in known.acts and known.acts[n].ended)
    ]  # fmt: skip
    return left[0] if len(left) == 1 else ""


@lru_cache(maxsize=1)
def _all_short() -> frozenset[str]:
    known = statutes()
    return frozenset(s for e in known.ended.values() for s in e.short) | frozenset(known.short)


@lru_cache(maxsize=1)
def _short_pattern() -> re.Pattern[str]:
    known = statutes()
    # "FL" and "KL" are too short to be sure of: they count only beside a provision.
    sure = sorted((s for s in {*known.short, *known.dead_short} if len(s) > 2), key=len, reverse=True)
    weak = "|".join(sorted(s for s in known.short if len(s) == 2))
    return re.compile(
        rf"(?<![\w/-])(?:{'|'.join(map(re.escape, sure))})(?![\wåäö/-])|(?<=§ )(?:{weak})(?!\w)"
        rf"|(?<=kap\. )(?:{weak})(?!\w)"
    )


def _long_dead(known: Statutes) -> tuple[str, ...]:
    return tuple(sorted((n for n in known.dead if n.startswith("lagen ")), key=len, reverse=True))


def _union(text: str) -> Iterator[Citation]:
    for match in _EU.finditer(text):
        yield Citation(match.start(), match.end(), "EU", match["number"] or match["number2"], "", "", None)


def _with_pinpoint(text: str, citation: Citation) -> Citation:
    left = text[max(citation.start - 90, 0) : citation.start]
    base = citation.start - len(left)
    if found := _PIN_BEFORE.search(left):
        begin = found.start("ch") if found["ch"] else found.start("sec")
        chapter = int(found["ch"] or 0)
        if not chapter and _CHAPTER_FAR.search(left[: found.start()]):
            return citation  # "7 kap. 1 § första stycket och 3 § SoL": the chapter stands further off
        return citation._replace(pinpoint=Pinpoint(chapter, _section(found["sec"]), base + begin, citation.start))
    if found := _PIN_TURNED.search(left):
        turned = Pinpoint(int(found["ch"]), _section(found["sec"]), base + found.start(), citation.start)
        return citation._replace(pinpoint=turned)
    right = text[citation.end : citation.end + 60]
    if found := _PIN_LAST.match(right):
        pin = Pinpoint(int(found["ch"] or 0), _section(found["sec"]), citation.end, citation.end + found.end())
        return citation._replace(pinpoint=pin)
    if found := _PIN_AFTER.match(right[:40]):
        chapter, section = int(found["ch"] or found["ch2"] or 0), _section(found["sec"] or found["sec2"])
        return citation._replace(pinpoint=Pinpoint(chapter, section, citation.end, citation.end + found.end()))
    return citation


def _section(written: str) -> str:
    return re.sub(r"(\d)\s?([a-z])$", r"\1 \2", written.strip())


def _shift(citation: Citation, by: int) -> Citation:
    pin = citation.pinpoint
    if pin is not None:
        pin = pin._replace(start=pin.start + by, end=pin.end + by)
    return citation._replace(start=citation.start + by, end=citation.end + by, pinpoint=pin)
