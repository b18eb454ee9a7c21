"""Automatic numbers as the reader of the page sees them; knows lists and counters, not the text they stand at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lintkit.word.styles import Style, Styles
from lintkit.word.xml import Element, W, integer, on, val

#: Levels of a list, and the longest level text that is used ("%1.%2.%3." and some words).
LEVELS = 9
MAX_LEVEL_TEXT = 200

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CARDINALS = (
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
    "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
)  # fmt: skip
_ORDINALS = (
    "nollte", "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde",
    "elfte", "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde",
    "tjugonde",
)  # fmt: skip
_SUFFIX = {"tab": "\t", "space": " ", "nothing": ""}

#: Bullets that say what they look like; others are pictures in a symbol font and are shown as "•".
_PLAIN_BULLETS = frozenset("•–—-*")


class Automatic(NamedTuple):
    """A label that Word computes. `text` is as printed ("16.", "•"), `suffix` what stands between it and the
    words, `level` the depth in the list (1 = outermost).
    """

    text: str
    suffix: str
    level: int
    bullet: bool


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition."""

    start: int
    format: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(slots=True)
class _Instance:
    """A `w:num`: the definition it uses, and what it overrides by level."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(slots=True)
class Numbering:
    """List definitions and the running counters. Ask `label` for paragraphs in document order, each once."""

    _instances: dict[str, _Instance] = field(default_factory=dict)
    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _by_style: dict[tuple[str, str], int] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Element | None, style: Style) -> Automatic | None:
        """The label of the next paragraph; None for an unnumbered one.

        Raises LookupError when the paragraph is numbered but its list is not defined.
        """
        place = self._place(properties, style)
        if place is None:
            return None
        num_id, index = place
        instance = self._instances.get(num_id)
        if instance is None:
            raise LookupError(num_id)
        level = self._level(instance, index)
        if level is None:
            raise LookupError(num_id)
        counters = self._count(num_id, instance, index)
        suffix = _SUFFIX.get(level.suffix, "\t")
        if level.format == "bullet":
            text = level.text.strip()
            bullet = text if text in _PLAIN_BULLETS else "•" if text else ""
            return Automatic(bullet, suffix if bullet else "", index + 1, True)

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = self._level(instance, at)
            style = "decimal" if other is None else other.format
            if level.legal and style != "decimalZero":
                style = "decimal"
            return format_number(counters.get(at, self._start(instance, at)), style)

        text = _PLACEHOLDER.sub("" if level.format == "none" else number, level.text)
        return Automatic(text, suffix if text else "", index + 1, False)

    def _place(self, properties: Element | None, style: Style) -> tuple[str, int] | None:
        """The numId and the level index in force: the paragraph's own before its style's."""
        num_id: str | None = None
        index: int | None = None
        num = None if properties is None else properties.find(W + "numPr")
        if num is not None:
            num_id = val(num, W + "numId")
            index = integer(val(num, W + "ilvl"))
        if num_id is None and style.numbering is not None:
            num_id, inherited, giver = style.numbering
            if index is None:
                index = inherited
            if index is None and (instance := self._instances.get(num_id)):
                # The list's levels name the styles that belong to them.
                index = self._by_style.get((instance.abstract, giver))
                if index is None:
                    index = self._by_style.get((instance.abstract, style.id))
        if num_id is None or integer(num_id) == 0:
            return None
        return num_id, index or 0

    def _level(self, instance: _Instance, index: int) -> Level | None:
        return instance.levels.get(index) or self._levels.get(instance.abstract, {}).get(index)

    def _start(self, instance: _Instance, index: int) -> int:
        if index in instance.starts:
            return instance.starts[index]
        level = self._level(instance, index)
        return 1 if level is None else level.start

    def _count(self, num_id: str, instance: _Instance, index: int) -> dict[int, int]:
        """Advance the counters that every instance of the same definition shares."""
        counters = self._counters.setdefault(instance.abstract, {})
        if (num_id, index) not in self._begun:
            self._begun.add((num_id, index))
            if index in instance.starts:
                counters.pop(index, None)
        for above in range(index):
            counters.setdefault(above, self._start(instance, above))
        counters[index] = counters[index] + 1 if index in counters else self._start(instance, index)
        for below in [at for at in counters if at > index]:
            level = self._level(instance, below)
            restart = None if level is None else level.restart
            # lvlRestart counts levels from 1: "restart after that level"; 0 means never.
            if restart is None or (restart != 0 and index < restart):
                del counters[below]
        return counters


def load_numbering(root: Element | None, styles: Styles) -> Numbering:
    """List definitions of a numbering part, or none. Undefined and circular references stay unresolved."""
    numbering = Numbering()
    if root is None:
        return numbering
    links: dict[str, str] = {}
    for node in root.findall(W + "abstractNum"):
        key = node.get(W + "abstractNumId", "")
        numbering._levels[key] = dict(filter(None, (_level(child) for child in node.findall(W + "lvl"))))
        link = val(node, W + "numStyleLink")
        if link:
            links[key] = link
    for node in root.findall(W + "num"):
        instance = _Instance(val(node, W + "abstractNumId") or "")
        for override in node.findall(W + "lvlOverride"):
            index = integer(override.get(W + "ilvl"), -1)
            start = integer(val(override, W + "startOverride"))
            child = override.find(W + "lvl")
            if index is None or not 0 <= index < LEVELS:
                continue
            if start is not None:
                instance.starts[index] = start
            if child is not None and (found := _level(child, index)):
                instance.levels[index] = found[1]
        numbering._instances[node.get(W + "numId", "")] = instance
    # A definition may stand for a numbering style, whose own list has the levels: one step, never a chain.
    borrowed: dict[str, dict[int, Level]] = {}
    for key, link in links.items():
        target = numbering._instances.get(styles.numbering_of(link) or "")
        if target is not None:
            borrowed[key] = numbering._levels.get(target.abstract, {})
    numbering._levels.update(borrowed)
    for key, levels in numbering._levels.items():
        for index, level in levels.items():
            if level.style:
                numbering._by_style.setdefault((key, level.style), index)
    return numbering


def _level(node: Element, default: int = -1) -> tuple[int, Level] | None:
    index = integer(node.get(W + "ilvl"), default)
    if index is None or not 0 <= index < LEVELS:
        return None
    legal = node.find(W + "isLgl")
    # Newer formats stand inside mc:AlternateContent, so the format is looked for at any depth.
    form = next(node.iter(W + "numFmt"), None)
    name = "decimal" if form is None else form.get(W + "val", "decimal")
    if form is not None and name == "custom":
        name = form.get(W + "format", "decimal")
    return index, Level(
        start=integer(val(node, W + "start"), 0) or 0,
        format=name,
        text=(val(node, W + "lvlText") or "")[:MAX_LEVEL_TEXT],
        suffix=val(node, W + "suff") or "tab",
        restart=integer(val(node, W + "lvlRestart")),
        legal=legal is not None and on(legal),
        style=val(node, W + "pStyle"),
    )


def format_number(number: int, form: str) -> str:
    """A counter in one of Word's formats (ST_NumberFormat); decimal for the formats of other scripts."""
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter"):
        # After z come aa, bb, ...; Word stops at thirty letters in a row.
        if not 1 <= number <= 780:
            return str(number) if number > 0 else ""
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    if form == "ordinal":
        return f"{number}:{'a' if number % 10 in (1, 2) and number % 100 not in (11, 12) else 'e'}"
    if form in ("cardinalText", "ordinalText"):
        words = _CARDINALS if form == "cardinalText" else _ORDINALS
        return words[number].capitalize() if 0 <= number < len(words) else str(number)
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "numberInDash":
        return f"- {number} -"
    if form == "hex":
        return f"{number:X}"
    if form == "chicago":
        return "*†‡§"[(number - 1) % 4] * min((number - 1) // 4 + 1, 20) if number > 0 else ""
    if re.match(r"0+1\b", form):  # a custom format is given by its first values: "001, 002, 003"
        return f"{number:0{min(form.index('1') + 1, 9)}d}"
    return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 5000:
        return str(number) if number else ""
    out = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)
