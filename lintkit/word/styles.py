"""Paragraph and character styles with inheritance resolved; knows what a style says, not where it is used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from lintkit.word.xml import PPR, RPR, VAL, Element, W, integer, on, val

Role = Literal["title", "quote", "toc", ""]

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
        """Resolve the styles that a style is based on, from the outermost not yet known, and itself."""
        chain: dict[str, None] = {}  # ordered, and a loop ends where it began
        at: str | None = key
        while at in self._nodes and at not in self._resolved and at not in chain:
            chain[at] = None
            at = val(self._nodes[at], W + "basedOn")
        style = self._resolved.get(at or "", Style(key))
        for name in reversed(chain):
            style = self._resolved[name] = _inherit(name, self._nodes[name], style)
        return style


def _inherit(key: str, node: Element, base: Style) -> Style:
    """The style of one `w:style`: what it says itself before what it is based on."""
    name = val(node, W + "name") or key
    properties, run = node.find(PPR), node.find(RPR)
    outline = integer(val(properties, W + "outlineLvl"))
    if outline is None and (match := _HEADING.match(name)):
        outline = int(match[1]) - 1
    elif outline is None:
        outline = base.outline
    if outline is not None and not 0 <= outline <= 8:
        outline = None  # Word's level 9: body text
    numbering = base.numbering
    number = None if properties is None else properties.find(W + "numPr")
    if number is not None:
        num_id, level = val(number, W + "numId"), integer(val(number, W + "ilvl"))
        if num_id is not None:
            numbering = (num_id, level, key)
        elif numbering is not None and level is not None:
            numbering = (numbering[0], level, numbering[2])
    return Style(
        id=key,
        name=name,
        role=next((role for role, pattern in _ROLES if pattern.match(name)), base.role),
        outline=outline,
        numbering=numbering,
        hidden=base.hidden if run is None else _toggle(run, W + "vanish", base.hidden),
        bold=base.bold if run is None else _toggle(run, W + "b", base.bold),
    )


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


def _toggle(run: Element, name: str, inherited: bool | None) -> bool | None:
    node = run.find(name)
    return inherited if node is None else on(node)


def style_id(properties: Element | None) -> str | None:
    """Id of the paragraph style that a `w:pPr` names."""
    node = None if properties is None else properties.find(W + "pStyle")
    return None if node is None else node.get(VAL)
