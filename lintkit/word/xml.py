"""Names and small values of WordprocessingML; knows attributes and elements, not what a document means."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

#: Namespaces of the transitional form (ECMA-376); the strict form is mapped to it when a part is opened.
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

#: Prefix of every name in the main namespace: `W + "p"` is a paragraph.
W = f"{{{WORD}}}"
M = f"{{{MATH}}}"
MC = f"{{{COMPATIBILITY}}}"
REL_ID = f"{{{RELATIONSHIPS}}}id"

VAL = W + "val"
P = W + "p"
R = W + "r"
TBL = W + "tbl"
TR = W + "tr"
TC = W + "tc"
PPR = W + "pPr"
RPR = W + "rPr"
TXBX = W + "txbxContent"
FLD_CHAR = W + "fldChar"
FLD_TYPE = W + "fldCharType"
INS = W + "ins"
DEL = W + "del"
MOVE_FROM = W + "moveFrom"
ALTERNATE = MC + "AlternateContent"
CHOICE = MC + "Choice"
FALLBACK = MC + "Fallback"

_INTEGER = re.compile(r"\s*([+-]?\d{1,9})(?:\.0*)?\s*$")


def val(parent: Element | None, name: str, default: str | None = None) -> str | None:
    """`w:val` of the child `name` (a full name), or the default where either is absent."""
    child = None if parent is None else parent.find(name)
    return default if child is None else child.get(VAL, default)


def on(toggle: Element) -> bool:
    """Whether a toggle such as `<w:b/>` is on; absent `w:val` means on."""
    return toggle.get(VAL, "1") not in ("0", "false", "off", "none")


def integer(text: str | None, default: int | None = None) -> int | None:
    """A number of at most nine digits; the default for anything else (files come from anywhere)."""
    match = _INTEGER.match(text) if text else None
    return int(match[1]) if match else default


def alternative(node: Element) -> Element | None:
    """The one branch of an `mc:AlternateContent` that is read: the first choice, else the fallback.

    Every branch says the same in another vocabulary, so reading two would give the text twice.
    """
    choice = node.find(CHOICE)
    return choice if choice is not None else node.find(FALLBACK)
