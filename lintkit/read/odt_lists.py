"""OpenDocument list and outline numbering: counters and the labels a reader sees; knows no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from lintkit.read.numerals import numeral
from lintkit.read.odt_styles import DEEPEST, TEXT, XML_ID, Level, Styles, number

_PLACEHOLDER = re.compile(r"%(\d{1,2})%")

#: Longest prefix, suffix or pattern that is taken for a label, in characters.
_LONGEST = 60


@dataclass(slots=True)
class Counters:
    """The running numbers of one numbered list (or of the outline), by level from 1."""

    at: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, levels: dict[int, Level], start: int | None) -> None:
        """Step to the next item at `level`; levels above that were skipped count as begun, those below end."""
        for above in range(1, level):
            self.at.setdefault(above, levels.get(above, Level()).start)
        if start is not None:
            self.at[level] = start
        else:
            self.at[level] = self.at.get(level, levels.get(level, Level()).start - 1) + 1
        self.restart(level + 1)

    def restart(self, level: int) -> None:
        """Let `level` and everything below it begin anew."""
        for below in [n for n in self.at if n >= level]:
            del self.at[below]

    def label(self, level: int, levels: dict[int, Level]) -> str:
        """The label of the current item at `level`, "" where none is shown."""
        own = levels.get(level, Level())
        if not own.form or own.bullet:
            return ""

        def shown(at: int) -> str:
            form = levels.get(at, own)
            return numeral(self.at.get(at, form.start), form.form, doubled=form.doubled) if form.form else ""

        if own.pattern is not None:
            return _PLACEHOLDER.sub(lambda m: shown(int(m[1])), own.pattern[:_LONGEST]).strip()
        parts = [shown(at) for at in range(level - own.shown + 1, level + 1)]
        return (own.prefix[:_LONGEST] + ".".join(part for part in parts if part) + own.suffix[:_LONGEST]).strip()


@dataclass(slots=True)
class ListLevel:
    """One `text:list` element while it is being read."""

    level: int
    style: str | None
    counters: Counters
    continues: bool
    begun: bool = False


@dataclass(slots=True)
class Item:
    """One list item while it is being read; `labelled` once its first paragraph has taken the number.

    `provision` says that its first paragraph was a provision of its own rather than an item.
    """

    list: ListLevel
    start: int | None = None
    style: str | None = None
    header: bool = False
    labelled: bool = False
    provision: bool = False


class Numbering:
    """The lists of one document in reading order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._outline = Counters()
        self._by_id: dict[str, Counters] = {}
        self._by_style: dict[str | None, Counters] = {}
        self.unresolved = 0

    def open(self, element: etree._Element, outer: ListLevel | None) -> ListLevel:
        """Enter a `text:list`; `outer` is the list around it."""
        style = element.get(TEXT + "style-name") or (outer.style if outer else None)
        continued = element.get(TEXT + "continue-list")
        continues = element.get(TEXT + "continue-numbering") == "true"
        if outer is not None:
            # LibreOffice marks only the outermost list as continued when the sublist is what goes on
            continues = continues or (outer.continues and not outer.begun)
            return ListLevel(min(outer.level + 1, DEEPEST), style, outer.counters, continues)
        counters = self._by_id.get(continued) if continued else None
        if counters is None and continues:
            counters = self._by_style.get(style)
        resumed = counters is not None
        counters = counters or Counters()
        for identity in (element.get(XML_ID), element.get(TEXT + "id")):
            if identity:
                self._by_id[identity] = counters
        self._by_style[style] = counters
        return ListLevel(1, style, counters, resumed)

    def open_paragraph(self, element: etree._Element) -> ListLevel:
        """Enter a `text:numbered-paragraph`, which names its list and level itself."""
        style, name = element.get(TEXT + "style-name"), element.get(TEXT + "list-id")
        counters = self._by_id.setdefault(name, Counters()) if name else self._by_style.setdefault(style, Counters())
        return ListLevel(number(element, TEXT + "level", 1, low=1, high=DEEPEST), style, counters, True)

    def label(self, item: Item, paragraph_style: str | None) -> tuple[str, bool]:
        """Step to the item and give its label and whether it is a bullet; for the item's first paragraph."""
        item.labelled = True
        here = item.list
        if item.header:
            return "", False
        name = item.style or here.style or self._styles.list_style(paragraph_style)
        levels = self._styles.lists.get(name or "")
        if not here.begun and not here.continues:
            here.counters.restart(here.level)
        here.begun = True
        if levels is None:
            self.unresolved += 1
            return "", True
        here.counters.next(here.level, levels, item.start)
        return here.counters.label(here.level, levels), levels.get(here.level, Level(bullet=True)).bullet

    def heading(self, element: etree._Element, level: int) -> str:
        """The label of a heading outside lists, from the outline style."""
        if element.get(TEXT + "is-list-header") == "true" or not self._styles.outline:
            return ""
        if self._styles.list_style(element.get(TEXT + "style-name")) == "":  # numbering switched off in the style
            return ""
        start: int | None = None
        if element.get(TEXT + "restart-numbering") == "true":
            start = number(element, TEXT + "start-value", self._styles.outline.get(level, Level()).start)
        self._outline.next(level, self._styles.outline, start)
        return self._outline.label(level, self._styles.outline)
