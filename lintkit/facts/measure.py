"""Quantities in running text as comparable numbers: days, shares, kronor; who they bind is others' business."""

from __future__ import annotations

import re
from typing import NamedTuple

from lintkit import lazy

_ORDINALS = {
    "första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8, "nionde": 9,
    "tionde": 10, "tolfte": 12, "femtonde": 15, "tjugonde": 20, "tjugofemte": 25, "sista": 31,
}  # fmt: skip
_CARDINALS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "arton": 18, "tjugo": 20,
    "tjugofyra": 24, "tjugofem": 25, "trettio": 30, "trettiosex": 36, "fyrtio": 40, "femtio": 50, "sextio": 60,
    "nittio": 90, "hundra": 100,
}  # fmt: skip
_NUMBER = r"(?P<n>\d+(?:[  .]\d{3})*(?:,\d+)?|" + "|".join(sorted(_CARDINALS, key=len, reverse=True)) + ")"
#: Length in days of what a unit's name begins with; five working days are a week.
_DAYS = (
    ("arbetsdag", 1.4), ("vardag", 1.4), ("bankdag", 1.4), ("dag", 1.0), ("kalenderdag", 1.0), ("dygn", 1.0),
    ("timm", 1 / 24), ("veck", 7.0), ("månad", 30.0), ("kvartal", 91.0), ("halvår", 182.0), ("år", 365.0),
)  # fmt: skip
_TIME_UNIT = (
    r"(?P<unit>(?:arbets|var|bank|kalender)?dag(?:ar|ars|en|s)?|dygn|timm(?:e|ar|ars)|veck(?:a|or|ors)"
    r"|månad(?:er|ers|s)?|kvartal|halvår|år(?:s)?)"
)
TIME = lazy.compile(rf"(?<!\w){_NUMBER} (?:\(\d+\) )?{_TIME_UNIT}(?!\w)")
_HALF_YEARS = lazy.compile(rf"(?<!\w)(?:{_NUMBER} och )?ett halvt års?(?!\w)")
MONEY = lazy.compile(
    rf"(?<!\w){_NUMBER} (?:(?P<scale>miljon(?:er)?|mnkr|mkr|tusen|tkr|prisbasbelopp) ?)?(?:kronor|kr|sek)?(?!\w)"
)
SHARE = lazy.compile(rf"(?<!\w){_NUMBER} ?(?:procent|%|promille)")
INTERVAL = lazy.compile(
    r"(?<!\w)(?:(?:vart|var|varje) ?(?P<every>annat|annan|tredje|fjärde|femte|sjätte|tolfte)? ?"
    r"(?P<unit>kalenderår|år|halvår|kvartal|kalenderkvartal|termin|månad|vecka)"
    rf"|(?:{_NUMBER} (?:gång(?:er)?|oanmält besök|besök|tillfällen?) )?(?:per|om|i|under|varje) (?:\w+ och )?"
    r"(?P<per>kalenderår(?:et)?|året|år|halvår(?:et)?|kvartal(?:et)?|termin(?:en)?|månad(?:en)?|vecka(?:n)?)"
    r"|(?P<adverb>årligen|halvårsvis|kvartalsvis|månadsvis|veckovis))(?!\w)"
)
DAY_OF_MONTH = lazy.compile(
    r"(?<!\w)senast (?:den )?(?P<day>\d{1,2}(?::e|:a)?|" + "|".join(_ORDINALS) + r")(?: dagen)? (?:i |varje |i varje |"
    r"i den |följande |påföljande |nästa |efterföljande )+(?:\w+ )?månad"
)
_ADVERBS = {"årligen": 365.0, "halvårsvis": 182.0, "kvartalsvis": 91.0, "månadsvis": 30.0, "veckovis": 7.0}


class Quantity(NamedTuple):
    """A quantity at a range of the text searched. `value` is in days, kronor, per cent or a day of the month."""

    value: float
    start: int
    end: int


def number(word: str) -> float:
    """ "12", "10 000", "2,5" or "tolv" as a number."""
    if word in _CARDINALS:
        return float(_CARDINALS[word])
    if word in _ORDINALS:
        return float(_ORDINALS[word])
    return float(re.sub(r"[  .]", "", word).replace(",", "."))


def _days(unit: str) -> float:
    return next(days for start, days in _DAYS if unit.startswith(start))


def times(low: str) -> list[Quantity]:
    """Lengths of time in a lower-cased text, in days."""
    if "halvt år" in low:
        halves = [
            Quantity((number(m["n"]) if m["n"] else 0.0) * 365.0 + 182.0, m.start(), m.end())
            for m in _HALF_YEARS.finditer(low)
        ]
        whole = [q for q in _whole(low) if not any(h.start <= q.start < h.end for h in halves)]
        return sorted([*halves, *whole], key=lambda q: q.start)
    return _whole(low)


def _whole(low: str) -> list[Quantity]:
    return [Quantity(number(m["n"]) * _days(m["unit"]), m.start(), m.end()) for m in TIME.finditer(low)]


def money(low: str) -> list[Quantity]:
    """Sums in kronor; a price base amount counts as itself and is not compared with kronor (it is left out)."""
    out = []
    for match in MONEY.finditer(low):
        scale = match["scale"] or ""
        if scale == "prisbasbelopp" or not (scale or match[0].rstrip().endswith(("kronor", "kr", "sek"))):
            continue
        factor = 1_000_000 if scale.startswith(("miljon", "mnkr", "mkr")) else 1_000 if scale else 1
        out.append(Quantity(number(match["n"]) * factor, match.start(), match.end()))
    return out


def shares(low: str) -> list[Quantity]:
    """Shares in per cent."""
    return [Quantity(number(m["n"]), m.start(), m.end()) for m in SHARE.finditer(low)]


def intervals(low: str) -> list[Quantity]:
    """How often something happens, as days between: "vartannat år" is 730, "två gånger om året" 182.5."""
    out = []
    for match in INTERVAL.finditer(low):
        if match["adverb"]:
            value = _ADVERBS[match["adverb"]]
        elif match["per"]:
            value = _period(match["per"]) / (number(match["n"]) if match["n"] else 1.0)
            if match["n"] is None and match[0].startswith(("i ", "under ", "om ")):
                continue  # "under året" says when, not how often
        else:
            every = {"annat": 2.0, "annan": 2.0}.get(match["every"] or "", 0.0)
            value = _period(match["unit"]) * (every or (number(match["every"]) if match["every"] else 1.0))
        out.append(Quantity(value, match.start(), match.end()))
    return out


def _period(unit: str) -> float:
    if unit.startswith("termin"):
        return 182.0
    return _days(unit.removeprefix("kalender"))


def days_of_month(low: str) -> list[Quantity]:
    """ "senast den tionde i månaden" as 10."""
    return [Quantity(number(m["day"].partition(":")[0]), m.start(), m.end()) for m in DAY_OF_MONTH.finditer(low)]


#: A number with what it counts: "fler än fem kunder".
_COUNT = lazy.compile(rf"(?<!\w){_NUMBER} (?P<noun>[a-zåäö]{{3,}})")


def differ(one: str, other: str) -> bool:
    """Whether two texts on the same matter set different numbers: shares, times, sums, or counts of the same thing."""
    a, b = one.lower(), other.lower()
    for read in (shares, times, money):
        x, y = {q.value for q in read(a)}, {q.value for q in read(b)}
        if x and y:
            return not any(abs(p - q) <= 0.05 * max(p, q) for p in x for q in y)
    counts: list[dict[str, set[float]]] = []
    for text in (a, b):
        found: dict[str, set[float]] = {}
        for match in _COUNT.finditer(text):
            found.setdefault(match["noun"][:4], set()).add(number(match["n"]))
        counts.append(found)
    # "en" and "ett" are articles as often as numbers.
    return any(
        counts[0][n].isdisjoint(counts[1][n]) and {1.0} not in (counts[0][n], counts[1][n])
        for n in counts[0].keys() & counts[1].keys()
    )
