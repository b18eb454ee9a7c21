"""Inline Markdown to edits: which of a paragraph's characters are markup; knows nothing of blocks."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Container

from lintkit.plain import Edit

_SPECIAL = re.compile(r"[\\`*_~<&\[\]@]|!(?=\[)|\b(?:https?://|www\.|mailto:)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]{1,64}@[\w.-]{1,190})>")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_BREAK_TAG = re.compile(r"<(?:br|/?p|/?li|/?div|/?td|/?tr)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)[^\s<>\[\]\"”“|`]*[^\s<>\[\]\"”“|`.,;:!?)*_~'’]")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")
_TARGET = r"<[^<>\n]{0,2000}>|data:[\w/+;,=.%-]*+|(?:[^\s()\\]|\\.|\([^\s()]{0,500}\)){0,2000}"
_TITLE = r"""(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\))"""
#: "(address "title")" after a link's text. Bounded, so that unclosed ones cost the same wherever they stand.
_DESTINATION = re.compile(rf"\([ \t\n]{{0,20}}(?:{_TARGET})(?:[ \t\n]{{1,20}}{_TITLE})?[ \t\n]{{0,20}}\)")
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")


_MARK = re.compile(r"[\\`*_~<&\[\]@]")


def has_markup(text: str) -> bool:
    """Whether `scan` may have anything to do; told in a fraction of the time that it takes."""
    return _MARK.search(text) is not None or "://" in text or "www." in text or "mailto:" in text


def scan(
    text: str, references: Container[str], on_comment: Callable[[str, int, int], None] | None = None
) -> list[Edit]:
    """The edits that turn inline Markdown into the words a person reads, offsets in `text`, in order.

    Emphasis marks, link targets, tags, comments and backslashes are dropped, entities replaced, code, struck
    text and bare addresses masked. `references` holds the link labels defined in the document, folded as
    `fold` does. `on_comment` gets each HTML comment's text and range. Linear in the length.
    """
    edits: list[Edit] = []
    ticks = _runs_of_ticks(text)
    delimiters: list[_Run] = []
    brackets: list[tuple[int, bool]] = []
    no_comment_end = False
    at = 0
    while True:
        match = _SPECIAL.search(text, at)
        if match is None:
            break
        i = match.start()
        c = text[i]
        at = i + 1
        if c == "\\":
            following = text[i + 1 : i + 2]
            if following in _PUNCTUATION and following:
                edits.append(Edit(i, i + 1, "drop"))
                at = i + 2
            elif following == "\n":
                edits.append(Edit(i, i + 1, "drop"))
        elif c == "`":
            n = _run(text, i)
            close = ticks.next(n, i + n)
            at = i + n
            if close is not None:
                edits.append(Edit(i, i + n, "drop"))
                edits.append(Edit(i + n, close, "mask"))
                edits.append(Edit(close, close + n, "drop"))
                at = close + n
        elif c in "*_~":
            n = _run(text, i)
            at = i + n
            if c != "~" or n == 2:
                delimiters.append(_Run.of(text, i, n))
        elif c == "<":
            if text.startswith("<!--", i) and not no_comment_end:
                end = text.find("-->", i + 4)
                if end < 0:
                    no_comment_end = True
                else:
                    if on_comment:
                        on_comment(text[i + 4 : end], i, end + 3)
                    edits.append(Edit(i, end + 3, "drop"))
                    at = end + 3
                    continue
            link = _AUTOLINK.match(text, i)
            if link:
                edits += (Edit(i, i + 1, "drop"), Edit(i + 1, link.end() - 1, "mask"))
                edits.append(Edit(link.end() - 1, link.end(), "drop"))
                at = link.end()
                continue
            tag = _TAG.match(text, i)
            if tag:
                spaced = _BREAK_TAG.match(tag[0])
                edits.append(Edit(i, tag.end(), "replace" if spaced else "drop", " " if spaced else ""))
                at = tag.end()
        elif c == "&":
            entity = _ENTITY.match(text, i)
            if entity:
                value = html.unescape(entity[0])
                if value != entity[0]:
                    edits.append(Edit(i, entity.end(), "replace", value))
                    at = entity.end()
        elif c == "!":
            brackets.append((i, True))
            at = i + 2
        elif c == "[":
            note = _FOOTNOTE.match(text, i)
            if note:
                edits.append(Edit(i, note.end(), "drop"))
                at = note.end()
            else:
                brackets.append((i, False))
        elif c == "]":
            if brackets:
                at = _close(text, i, brackets, references, edits)
        elif c in "hwm":
            address = _ADDRESS.match(text, i)
            if address:
                edits.append(Edit(i, address.end(), "mask"))
                at = address.end()
        else:  # "@" between two words
            first = i
            while first > 0 and i - first < 64 and (text[first - 1].isalnum() or text[first - 1] in ".+-_"):
                first -= 1
            mail = _MAIL.match(text, first)
            if mail and mail.end() > i and not (edits and edits[-1].end > first):
                edits.append(Edit(first, mail.end(), "mask"))
                at = mail.end()
    edits += _emphasis(delimiters)
    edits.sort()
    return edits


_HTML_SPECIAL = re.compile(r"[<&]")
_HIDDEN = re.compile(r"<(script|style)\b", re.IGNORECASE)


def scan_html(text: str, on_comment: Callable[[str, int, int], None]) -> list[Edit]:
    """The edits that leave the words of a block of HTML: tags, comments, scripts and styles dropped."""
    edits: list[Edit] = []
    at = 0
    while True:
        match = _HTML_SPECIAL.search(text, at)
        if match is None:
            return edits
        i = match.start()
        at = i + 1
        if text.startswith("<!--", i):
            # the block ends with its comment, so an unclosed one is the last: its words must not be lost
            end = text.find("-->", i + 4)
            if end < 0:
                return edits
            on_comment(text[i + 4 : end], i, end + 3)
            edits.append(Edit(i, end + 3, "drop"))
            at = end + 3
        elif hidden := _HIDDEN.match(text, i):
            close = re.compile(rf"</{hidden[1]}\s*>", re.IGNORECASE).search(text, hidden.end())
            at = close.end() if close else len(text)
            edits.append(Edit(i, at, "drop"))
        elif tag := _TAG.match(text, i):
            spaced = _BREAK_TAG.match(tag[0])
            edits.append(Edit(i, tag.end(), "replace" if spaced else "drop", " " if spaced else ""))
            at = tag.end()
        elif entity := _ENTITY.match(text, i):
            edits.append(Edit(i, entity.end(), "replace", html.unescape(entity[0])))
            at = entity.end()


def fold(label: str) -> str:
    """A link label as it is compared: white space collapsed, case folded."""
    return " ".join(label.split()).casefold()


def _run(text: str, i: int) -> int:
    c = text[i]
    n = 1
    while text[i + n : i + n + 1] == c:
        n += 1
    return n


class _Ticks:
    """Runs of backticks by length, asked for from left to right."""

    def __init__(self, runs: dict[int, list[int]]) -> None:
        self._runs = runs

    def next(self, length: int, after: int) -> int | None:
        runs = self._runs.get(length, [])
        k = bisect_right(runs, after - 1)
        return runs[k] if k < len(runs) else None


def _runs_of_ticks(text: str) -> _Ticks:
    runs: dict[int, list[int]] = {}
    for match in re.finditer("`+", text):
        runs.setdefault(len(match[0]), []).append(match.start())
    return _Ticks(runs)


def _close(text: str, i: int, brackets: list[tuple[int, bool]], references: Container[str], edits: list[Edit]) -> int:
    """Handle "]": drop the markup of a link or image; the offset to go on from."""
    start, image = brackets.pop()
    opening = start + 1 + image
    end = 0
    if text.startswith("(", i + 1):
        match = _DESTINATION.match(text, i + 1)
        end = match.end() if match else 0
    elif text.startswith("[", i + 1):
        match = _LABEL.match(text, i + 1)
        if match and fold(match[1] or text[opening:i][:999]) in references:
            end = match.end()
    if not end and i - opening <= 999 and fold(text[opening:i]) in references:
        end = i + 1
    if not end:
        return i + 1
    edits.append(Edit(start, opening, "drop"))
    edits.append(Edit(i, end, "drop"))
    return end


class _Run:
    """A run of "*", "_" or "~" and what CommonMark lets it do."""

    __slots__ = ("at", "can_close", "can_open", "char", "left", "length", "right")

    def __init__(self, at: int, char: str, length: int, can_open: bool, can_close: bool) -> None:
        self.at = at
        self.char = char
        self.length = length
        self.can_open = can_open
        self.can_close = can_close
        self.left = 0  # characters used up from the left end (as a closer)
        self.right = 0  # and from the right end (as an opener)

    @staticmethod
    def of(text: str, i: int, n: int) -> _Run:
        before = text[i - 1] if i else " "
        after = text[i + n] if i + n < len(text) else " "
        space_before, space_after = before.isspace(), after.isspace()
        mark_before = not before.isalnum() and not space_before
        mark_after = not after.isalnum() and not space_after
        left = not space_after and (not mark_after or space_before or mark_before)
        right = not space_before and (not mark_before or space_after or mark_after)
        if text[i] == "_":
            return _Run(i, "_", n, left and (not right or mark_before), right and (not left or mark_after))
        return _Run(i, text[i], n, left, right)

    @property
    def rest(self) -> int:
        return self.length - self.left - self.right


def _emphasis(runs: list[_Run]) -> list[Edit]:
    """Pair openers and closers as CommonMark does; dropped marks, and masks over struck text."""
    edits: list[Edit] = []
    stack: list[_Run] = []
    floor: dict[tuple[str, bool, int], int] = {}  # below this height of the stack no opener fits
    for run in runs:
        while run.can_close and run.rest > 0:
            key = (run.char, run.can_open, run.length % 3)
            k = len(stack) - 1
            low = min(floor.get(key, 0), len(stack))
            while k >= low and not _pairs(stack[k], run):
                k -= 1
            if k < low:
                floor[key] = len(stack)
                break
            opener = stack[k]
            n = 2 if run.char == "~" or (opener.rest >= 2 and run.rest >= 2) else 1
            a = opener.at + opener.length - opener.right - n
            b = run.at + run.left
            edits += (Edit(a, a + n, "drop"), Edit(b, b + n, "drop"))
            if run.char == "~":
                edits.append(Edit(a + n, b, "mask"))
            opener.right += n
            run.left += n
            del stack[k + 1 :]
            if opener.rest == 0:
                stack.pop()
            for other, height in floor.items():
                if height > len(stack):
                    floor[other] = len(stack)
        if run.can_open and run.rest > 0:
            stack.append(run)
    return edits


def _pairs(opener: _Run, closer: _Run) -> bool:
    if opener.char != closer.char:
        return False
    odd = (opener.can_close or closer.can_open) and (opener.length + closer.length) % 3 == 0
    return not odd or (opener.length % 3 == 0 and closer.length % 3 == 0)
