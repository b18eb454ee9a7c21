"""OpenDocument styles: what a paragraph's or span's style chain says, and the levels of list styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_NS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
OFFICE, STYLE, TEXT, TABLE, DRAW = (f"{{{_NS.format(n)}}}" for n in ("office", "style", "text", "table", "drawing"))
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

#: Longest chain of parent styles that is followed; a loop ends here.
_LONGEST_CHAIN = 50

#: Deepest list or outline level (OpenDocument 1.3, 19.880: positive integers; office suites write ten).
DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or text style; None where it says nothing and the parent decides."""

    parent: str | None
    list_style: str | None
    hidden: bool | None


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list or of the outline is numbered. `form` is "" where no number is shown."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    doubled: bool = False
    pattern: str | None = None
    bullet: bool = False


@dataclass(slots=True)
class Styles:
    """The styles in force in one part of the document (the body, or the running heads)."""

    paragraphs: dict[str, Style] = field(default_factory=dict)
    spans: dict[str, Style] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    _named: dict[tuple[str | None, frozenset[str], bool], bool] = field(default_factory=dict)

    def chain(self, name: str | None, *, span: bool = False) -> Iterator[tuple[str, Style]]:
        """The style and its parents, nearest first, with names as the user sees them."""
        family = self.spans if span else self.paragraphs
        for _ in range(_LONGEST_CHAIN):
            style = family.get(name) if name else None
            if name is None or style is None:
                return
            yield name.replace("_20_", " "), style
            name = style.parent

    def hidden(self, name: str | None, *, span: bool = False) -> bool:
        """Whether text in the style is not displayed."""
        return next((s.hidden for _, s in self.chain(name, span=span) if s.hidden is not None), False)

    def list_style(self, name: str | None) -> str | None:
        """The list style that a paragraph style brings with it."""
        return next((s.list_style for _, s in self.chain(name) if s.list_style is not None), None)

    def named(self, name: str | None, wanted: frozenset[str], *, span: bool = False) -> bool:
        """Whether the style or one of its parents has one of the names (lower case, blanks for "_20_")."""
        key = (name, wanted, span)
        if key not in self._named:
            own = bool(name) and str(name).replace("_20_", " ").lower() in wanted
            self._named[key] = own or any(found.lower() in wanted for found, _ in self.chain(name, span=span))
        return self._named[key]


def number(element: etree._Element, attribute: str, default: int, *, low: int = 0, high: int = 1_000_000) -> int:
    """An integer attribute kept within limits; `default` where it is absent or not a number."""
    value = element.get(attribute, "")
    if not (value.isascii() and value.removeprefix("-").isdigit()):
        return default
    return min(max(int(value[:12]), low), high)


def read_styles(common: etree._Element | None, part: etree._Element) -> Styles:
    """Styles for one part: `common` is the root of styles.xml, `part` the root whose automatic styles apply."""
    styles = Styles()
    if common is not None:
        for container in common.iterfind(OFFICE + "styles"):
            _collect(container, styles)
    for container in part.iterfind(OFFICE + "automatic-styles"):
        _collect(container, styles)
    return styles


def _collect(container: etree._Element, styles: Styles) -> None:
    for element in container.iterchildren(STYLE + "style", TEXT + "list-style", TEXT + "outline-style"):
        name = element.get(STYLE + "name", "")
        if element.tag == TEXT + "list-style":
            styles.lists[name] = _levels(element)
        elif element.tag == TEXT + "outline-style":
            styles.outline = _levels(element)
        elif element.get(STYLE + "family") in ("paragraph", "text"):
            family = styles.paragraphs if element.get(STYLE + "family") == "paragraph" else styles.spans
            properties = element.find(STYLE + "text-properties")
            display = None if properties is None else properties.get(TEXT + "display")
            family[name] = Style(
                element.get(STYLE + "parent-style-name"),
                element.get(STYLE + "list-style-name"),
                None if display is None else display == "none",
            )


def _levels(list_style: etree._Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in list_style.iterchildren(etree.Element):
        at = number(element, TEXT + "level", 0)
        if not 1 <= at <= DEEPEST:
            continue
        if element.tag in (TEXT + "list-level-style-bullet", TEXT + "list-level-style-image"):
            levels[at] = Level(bullet=True)
        else:
            levels[at] = Level(
                element.get(STYLE + "num-format", ""),
                element.get(STYLE + "num-prefix", ""),
                element.get(STYLE + "num-suffix", ""),
                number(element, TEXT + "start-value", 1),
                number(element, TEXT + "display-levels", 1, low=1, high=at),
                element.get(STYLE + "num-letter-sync") == "true",
                element.get(LOEXT + "num-list-format"),
            )
    return levels
