"""Text in pictures: how wide it is about, where it wraps, and how it is written as SVG; no layout."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from lintkit.report.common import flat

#: Widths in thousandths of the size, after DejaVu Sans, the widest of the usual faces behind "sans-serif".
_WIDTHS = {
    **dict.fromkeys("ijl'’|", 290), **dict.fromkeys("frt.,:;!()[] ", 400), **dict.fromkeys("I-–/”\"", 430),
    **dict.fromkeys("mMWw%@—…", 950), **dict.fromkeys("ABCDEGHKNOPQRSUVXYZÅÄÖ§&+=", 760),
}  # fmt: skip
_OTHER = 625
_BOLD = 1.12


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a line is at a size in pixels; rather too wide than too narrow."""
    return sum(_WIDTHS.get(c, _OTHER) for c in text) * size / 1000 * (_BOLD if bold else 1)


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Lines no wider than `room` pixels; a word that is wider by itself is split. Never empty."""
    lines: list[str] = []
    line = ""
    for word in flat(text).split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while width_of(word, size, bold=bold) > room and len(word) > 1:
            fits = _fitting(word, room, size, bold)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line]


def _fitting(word: str, room: float, size: float, bold: bool) -> int:
    """How many characters of a word fit, at least one; a break after a hyphen or a slash is preferred."""
    fits = max(1, next((n for n in range(len(word), 0, -1) if width_of(word[:n], size, bold=bold) <= room), 1))
    soft = max(word.rfind(mark, 0, fits) for mark in "-–/")
    return soft + 1 if soft >= fits // 2 else fits


def line(
    text: str, x: float, y: float, size: float, *, bold: bool = False, italic: bool = False, anchor: str = "start"
) -> str:
    """One line of text as an SVG element, its base line at `y`."""
    looks = (' font-weight="bold"' if bold else "") + (' font-style="italic"' if italic else "")
    looks += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{looks}>{xml(text)}</text>'


def xml(text: str) -> str:
    """Text as XML content: one line, escaped, without characters that XML does not allow."""
    return escape(_allowed(text))


def attribute(text: str) -> str:
    """Text as a quoted XML attribute value."""
    return quoteattr(_allowed(text))


def _allowed(text: str) -> str:
    return "".join(c if c.isprintable() and ord(c) & 0xFFFE != 0xFFFE else "\ufffd" for c in flat(text))
