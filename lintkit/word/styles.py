"""Paragraph and character styles with inheritance resolved; knows what a style says, not where it is used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from lintkit.word.xml import PPR, RPR, VAL, Element, W, integer, on, val

Role = Literal["title", "quote", "toc", ""]

#: Longest chain of basedOn that is followed; Word's own limit is far below.
MAX_CHAIN = 50

_HEADING = re.compile(r"(?:heading|rubrik|überschrift)\s*([1-9])\b", re.IGNORECASE)
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("title", re.compile(r"(?:title|titel|dokumenttitel|dokumentrubrik|huvudrubrik)$", re.IGNORECASE)),
    ("quote", re.compile(r"(?:(?:intense |block )?quote?|(?:starkt )?citat|block text|citation)$", re.IGNORECASE)),
    ("toc", re.compile(r"(?:toc|innehåll)\s*(?:\d|heading|rubrik)|innehållsförteckning", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style means after inheritance.

    `outline` is the heading level less one (0–8), None for body text. `numbering` is (numId, ilvl or None,
    id of the style that gives it) or None. `hidden` and `bold` are None where no style says.
    """

    id: str = ""
    name: str = ""
    role: Role = ""
    outline: int | None = None
    numbering: tuple[str, int | None, str] | None = None
    hidden: bool | None = None
    bold: bool | None = None


@dataclass(slots=True)
class Styles:
    """All styles of a document; `get` resolves one on first use."""

    _nodes: dict[str, Element] = field(default_factory=dict)
    _default: str = ""
    _resolved: dict[str, Style] = field(default_factory=dict)

    def get(self, style_id: str | None) -> Style:
        """The resolved style; the default paragraph style for None, an empty one for an unknown id."""
        key = self._default if style_id is None else style_id
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._resolve(key)
        return found

    def numbering_of(self, style_id: str) -> str | None:
        """The numId that a numbering style points to (`w:numStyleLink`)."""
        node = self._nodes.get(style_id)
        return None if node is None else val(node, f"{PPR}/{W}numPr/{W}numId")

    def _resolve(self, key: str) -> Style:
        name = ""
        role: Role = ""
        outline: int | None = None  # 9 while resolving: a style that says "body text"
        num_id: str | None = None
        level: int | None = None
        giver = ""
        hidden: bool | None = None
        bold: bool | None = None
        seen: set[str] = set()
        at: str | None = key
        while at in self._nodes and at not in seen and len(seen) < MAX_CHAIN:
            seen.add(at)
            node = self._nodes[at]
            own = val(node, W + "name") or at
            name = name or own
            properties = node.find(PPR)
            if outline is None:
                outline = integer(val(properties, W + "outlineLvl"))
                if outline is None and (match := _HEADING.match(own)):
                    outline = int(match[1]) - 1
            role = role or next((role for role, pattern in _ROLES if pattern.match(own)), "")
            if num_id is None and properties is not None and (num := properties.find(W + "numPr")) is not None:
                level = integer(val(num, W + "ilvl")) if level is None else level
                num_id = val(num, W + "numId")
                giver = at if num_id is not None else ""
            run = node.find(RPR)
            if run is not None:
                hidden = _toggle(run, W + "vanish") if hidden is None else hidden
                bold = _toggle(run, W + "b") if bold is None else bold
            at = val(node, W + "basedOn")
        if outline is not None and not 0 <= outline <= 8:
            outline = None
        numbering = (num_id, level, giver) if num_id is not None else None
        return Style(key, name, role, outline, numbering, hidden, bold)


def load_styles(root: Element | None) -> Styles:
    """Styles of a styles part, or none."""
    styles = Styles()
    if root is None:
        return styles
    for node in root.iter(W + "style"):
        key = node.get(W + "styleId")
        if not key or key in styles._nodes:
            continue
        styles._nodes[key] = node
        if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true", "on"):
            styles._default = key
    return styles


def _toggle(run: Element, name: str) -> bool | None:
    node = run.find(name)
    return None if node is None else on(node)


def style_id(properties: Element | None) -> str | None:
    """Id of the paragraph style that a `w:pPr` names."""
    node = None if properties is None else properties.find(W + "pStyle")
    return None if node is None else node.get(VAL)
