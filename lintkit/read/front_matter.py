"""The "---" block of keys at the head of a Markdown file; reads flat keys only and never loads YAML."""

from __future__ import annotations

import re

#: Longest front matter that is looked for, in characters and lines; beyond that "---" is a rule.
MAX_LENGTH = 65_536
MAX_LINES = 1_000

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_KEY = re.compile(r"([^\W\d][\w .-]{0,60}?)\s*:(?:\s+(.*))?$")


def split_front_matter(text: str) -> tuple[dict[str, str], int]:
    """Keys and values, and the offset where the document's own text begins (0 without front matter).

    Values are strings: quotation marks are taken off, lists joined with ", ", nested keys left out. Front
    matter that is not closed, or whose first line is no key, is text.
    """
    first = _LINE.match(text)
    if first is None or first[0].rstrip() != "---" or first.end() >= len(text):
        return {}, 0
    lines: list[str] = []
    at = first.end()
    while at < len(text) and at <= MAX_LENGTH and len(lines) < MAX_LINES:
        match = _LINE.match(text, at)
        if match is None:
            break
        line = match[0].rstrip()
        at = match.end()
        if line in ("---", "..."):
            written = [one for one in lines if one.strip() and not one.lstrip().startswith("#")]
            if written and not _KEY.match(written[0]):
                return {}, 0
            return _parse(lines), at
        lines.append(line)
    return {}, 0


def _parse(lines: list[str]) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _KEY.match(line)
        if match:
            key = match[1].strip()
            value = (match[2] or "").strip()
            values[key] = [] if value in ("", "|", ">", "|-", ">-") else _items(value)
        elif key and (line[0] in " \t" or line.startswith("-")):
            item = re.sub(r"^\s*-\s+", "", line).strip()
            if item and not _KEY.match(item):
                values[key].append(_unquoted(item))
    return {name: ", ".join(parts) for name, parts in values.items()}


def _items(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(part.strip()) for part in value[1:-1].split(",") if part.strip()]
    return [_unquoted(value)]


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace('\\"', '"').replace("\\\\", "\\") if value[0] == '"' else inner.replace("''", "'")
    return value
