"""Cutting HTML and XML source into tags, text and comments with exact offsets; linear, and never fails."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_NAME = re.compile(r"[A-Za-z_][^\s/>]*")
#: One attribute, or the white space and stray characters between two. A value runs to its closing quotation mark.
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:(?P<name>[^\s=>/][^\s=>/]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"'][^\s>]*+)))?|=)?"
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,10}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")

#: HTML elements whose content is characters up to their own end tag (HTML Standard, 13.1.2.1).
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})

#: Characters that are dropped from matching when they come as character references.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufeff]+")

Attributes = dict[str, str]


class Token(NamedTuple):
    """A stretch of the source: an opening or closing tag, text, a comment, or other markup.

    Text tokens in `raw` context (script, CDATA) hold no character references.
    """

    kind: Literal["open", "close", "text", "comment", "other"]
    start: int
    end: int
    name: str = ""
    attributes: Attributes = {}  # noqa: RUF012 - never written to
    empty: bool = False
    raw: bool = False


def names(listed: str) -> frozenset[str]:
    """A set of element names from one string with blanks between."""
    return frozenset(listed.split())


def tokens(source: str, *, xml: bool = False) -> Iterator[Token]:
    """Tokens of the whole source in order; every character belongs to exactly one.

    HTML names come in lower case, XML names as written but without their prefix. Broken markup is read as
    browsers do where that is easy, else as text.
    """
    at = text_from = 0
    length = len(source)
    gone: set[str] = set()  # raw elements that have no end tag in the rest of the source
    while True:
        less = source.find("<", at)
        if less < 0 or less + 1 >= length:
            break
        sign = source[less + 1]
        token: Token | None = None
        if sign == "!":
            token = _declaration(source, less, xml)
        elif sign == "?":
            end = source.find("?>" if xml else ">", less)
            token = Token("other", less, length if end < 0 else end + (2 if xml else 1))
        elif sign == "/":
            found = _NAME.match(source, less + 2)
            if found or not xml:
                end = source.find(">", less)
                name = _name(found[0], xml) if found else ""
                token = Token("close" if found else "other", less, length if end < 0 else end + 1, name)
        elif found := _NAME.match(source, less + 1):
            token = _tag(source, less, found, xml)
        if token is None:  # a "<" that opens nothing, as in "< 3"
            at = less + 1
            continue
        if less > text_from:
            yield Token("text", text_from, less)
        yield token
        at = text_from = token.end
        if not xml and token.kind == "open" and token.name in RAW and not token.empty and token.name not in gone:
            close = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(source, at)
            if close is None:
                gone.add(token.name)
            elif close.start() > at:
                yield Token("text", at, close.start(), raw=token.name not in ("textarea", "title"))
                at = text_from = close.start()
    if length > text_from:
        yield Token("text", text_from, length)


def _declaration(source: str, less: int, xml: bool) -> Token:
    """Comment, CDATA section or document type declaration; an unclosed one runs to the end."""
    length = len(source)
    if source.startswith("<!--", less):
        if not xml and source.startswith((">", "->"), less + 4):
            return Token("comment", less, source.index(">", less) + 1)
        end = source.find("-->", less + 4)
        return Token("comment", less, length if end < 0 else end + 3)
    if xml and source.startswith("<![CDATA[", less):
        end = source.find("]]>", less)
        return Token("text", less, length if end < 0 else end + 3, raw=True)
    end = source.find(">", less)
    return Token("other", less, length if end < 0 else end + 1)


def _tag(source: str, less: int, name: re.Match[str], xml: bool) -> Token:
    at = name.end()
    attributes: Attributes = {}
    length = len(source)
    while at < length and source[at] != ">":
        found = _ATTRIBUTE.match(source, at)
        if found is None or found.end() == at:  # a stray quotation mark
            at += 1
            continue
        at = found.end()
        if found["name"]:
            value = found["double"] or found["single"] or found["bare"] or ""
            attributes.setdefault(_name(found["name"], xml), html.unescape(value) if "&" in value[:500] else value)
    empty = source.endswith("/", name.end(), min(at, length)) and (xml or at < length)
    return Token("open", less, min(at + 1, length), _name(name[0], xml), attributes, empty)


def _name(written: str, xml: bool) -> str:
    return written.rpartition(":")[2] if xml else written.lower()


def references(source: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Character references in a text token: range and what they stand for, ready to be matched.

    White space becomes one ordinary space and invisible characters nothing. Unknown names are left alone.
    """
    if source.find("&", start, end) < 0:
        return
    for found in _REFERENCE.finditer(source, start, end):
        text = html.unescape(found[0])
        if text != found[0]:
            text = _INVISIBLE.sub("", text)
            yield found.start(), found.end(), " " if text.isspace() else text
