"""The child process that opens a PDF: fragments of text with their boxes as JSON lines, nothing of their meaning.

Run as a script, bytes on standard input. PDFium parses hostile files in C, so a crash, a loop or a memory bomb
must end here and not in the caller; the script therefore imports nothing of lintkit.
"""

from __future__ import annotations

import ctypes
import faulthandler
import json
import math
import os
import sys
from typing import Any

#: Address space of the process, in bytes, where the system can limit it; with the caller's own below 1 GiB.
MAX_MEMORY = 768 << 20

#: Seconds that opening the file, or one page, may take; an ordinary page takes a hundredth of one.
STALL = 8.0

#: Pages and characters that are read at most.
MAX_PAGES = 5_000
MAX_CHARACTERS = 20_000_000


def main() -> int:
    """Read the PDF on standard input and write one JSON line for the file and one for each page.

    The first line is {"pages": n} or {"error": "password" | "format"}; a page's line is {"size": [width, height],
    "fragments": [[text, left, bottom, right, top, bold], …], "asides": [[fragment, …], …]} in the order of the file,
    in points from the lower left corner of the page as one holds it to read: a page whose text stands sideways is
    turned. "asides" are the words in other directions than the page's, each direction turned upright.
    """
    _limit_memory()
    _watch()
    import pypdfium2
    import pypdfium2.raw as raw

    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        _say({"error": "password" if "password" in str(error).lower() else "format"})
        return 0
    _say({"pages": count})
    budget = MAX_CHARACTERS
    for index in range(min(count, MAX_PAGES)):
        _watch()
        try:
            page = document[index]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            _say({"size": [0, 0], "fragments": [], "broken": True})
            continue
        count_of_page = min(text.count_chars(), budget)
        fragments = _fragments(raw, text.raw, count_of_page, page.get_bbox())
        budget -= count_of_page
        _say(_page(fragments, page.get_bbox()))
        text.close()
        page.close()
        if budget <= 0:
            break
    return 0


_nowhere = os.open(os.devnull, os.O_WRONLY)  # the watchdog writes there as the process ends


def _watch() -> None:
    """End the process if it is not called again in time; works also while PDFium holds on to the interpreter."""
    faulthandler.dump_traceback_later(STALL, exit=True, file=_nowhere)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # no such limit on this system
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    except (ValueError, OSError):
        return


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value, separators=(",", ":")) + "\n")
    sys.stdout.flush()  # what was read must not go when a later page ends the process


def _page(fragments: list[list[Any]], box: tuple[float, ...]) -> dict[str, Any]:
    """A page's answer: the direction that most of its characters have is upright."""
    counts = [0] * 5
    for fragment in fragments:
        counts[fragment[6]] += len(fragment[0])
    upright = max(range(4), key=counts.__getitem__)
    width, height = box[2] - box[0], box[3] - box[1]
    size = [height, width] if upright % 2 else [width, height]
    ways = [[f[:6] for f in fragments if f[6] == way] for way in range(5)]
    asides = [own for way, own in enumerate(ways) if own and way != upright]
    return {"size": [round(x, 1) for x in size], "fragments": ways[upright], "asides": asides}


def _quarter(radians: float) -> int:
    """Direction of the writing in quarters of a turn to the left; 4 for what stands askew (a stamp, "UTKAST").

    PDFium counts the other way round.
    """
    quarters = -radians / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.15 else 4


def _turned(box: Any, way: int, page: tuple[float, ...]) -> tuple[float, float, float, float]:
    """A character's left, bottom, right and top on the page turned so that the writing is upright."""
    x0, y0, x1, y1 = page
    if way == 1:
        return box.bottom - y0, x1 - box.right, box.top - y0, x1 - box.left
    if way == 2:
        return x1 - box.right, y1 - box.top, x1 - box.left, y1 - box.bottom
    if way == 3:
        return y1 - box.top, box.left - x0, y1 - box.bottom, box.right - x0
    return box.left - x0, box.bottom - y0, box.right - x0, box.top - y0


def _fragments(raw: Any, page: Any, count: int, sheet: tuple[float, ...]) -> list[list[Any]]:
    """Stretches of characters on one line without a wide gap, with their direction; a space at either end is one in
    the file. Where a character is told to stand askew, all askew ones that follow make one stretch."""
    out: list[list[Any]] = []
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    unicode, loose, angle = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharAngle
    way = 0
    letters: list[str] = []
    spaced = False
    left = bottom = right = top = 0.0
    first = 0

    def close() -> None:
        nonlocal letters
        words = "".join(letters)
        if words.strip():
            bold = _bold(raw, page, first)
            out.append([words, round(left, 1), round(bottom, 1), round(right, 1), round(top, 1), bold, way])
        letters = []

    for i in range(count):
        code = unicode(page, i)
        if code in (10, 13):
            close()
            continue
        if code in (9, 32, 160):
            if letters:
                letters.append(" ")
            spaced = True
            continue
        if code == 0 or 0xD800 <= code < 0xE000:
            continue
        if not loose(page, i, pointer):
            continue
        a, b, c, d = _turned(box, way, sheet)
        height = max(d - b, 0.1)
        if way == 4 and letters and _quarter(angle(page, i)) != 4:
            close()
        elif letters and way != 4:
            apart = abs((b + d) / 2 - (bottom + top) / 2) > 0.5 * max(top - bottom, height)
            if apart or a - right > 1.6 * height or a < right - 2.5 * height:
                close()
        if not letters:
            way = _quarter(angle(page, i))
            a, b, c, d = _turned(box, way, sheet)
            left, bottom, right, top, first = a, b, c, d, i
            if spaced:
                letters.append(" ")
        spaced = False
        letters.append(chr(code))
        right, bottom, top = max(right, c), min(bottom, b), max(top, d)
    close()
    return out


def _bold(raw: Any, page: Any, index: int) -> bool:
    """Whether the font is bold by its name; the weight that PDFium reports is often wrong."""
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(page, index, buffer, 128, ctypes.byref(flags))
    name = buffer.raw[: max(min(length, 128) - 1, 0)].decode("utf-8", errors="replace").lower()
    return any(word in name for word in ("bold", "black", "heavy", "semibold"))


if __name__ == "__main__":
    sys.exit(main())
