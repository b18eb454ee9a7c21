"""The child process that writes highlights into a PDF: finds words by their letters, knows nothing of findings.

Run as a script: on standard input a line of JSON (a list of notes) and the file's bytes, on standard output a line of
JSON and the new file's bytes. It imports nothing of lintkit, so that it starts fast and can be stopped alone.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import sys
import unicodedata
from io import BytesIO
from typing import Any, NamedTuple

#: Address space of the process, in bytes, where the system can limit it.
MAX_MEMORY = 2 << 30

#: How many letters on either side are compared, from most to fewest, until the words are found.
_CONTEXTS = (60, 30, 15, 6, 0)
#: A paragraph goes on over at most this many pages after the one it begins on.
_PAGES_ON = 2
#: PDF's flag for an annotation that is printed.
_PRINT = 4


class Letter(NamedTuple):
    """One letter of a page, folded, with its box in the page's user space (points)."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def main() -> int:
    """Answer one question."""
    _limit_memory()
    notes = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    answer, body = annotate(notes, data)
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + body)
    return 0


def annotate(notes: list[dict[str, Any]], data: bytes) -> tuple[dict[str, Any], bytes]:
    """The answer ({"error": …} or counts) and the new file; no bytes where nothing was written."""
    import pikepdf

    try:
        file = pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        return {"error": "password"}, b""
    except pikepdf.PdfError:
        return {"error": "format"}, b""
    if file.is_encrypted:
        return {"error": "password"}, b""
    if problem := _sealed(file):
        return {"error": problem}, b""
    counts = {"written": 0, "known": 0, "lost": 0}
    finder = Finder(data)
    for note, found in zip(notes, finder.find_all(notes), strict=True):
        if found is None or found[0] >= len(file.pages):
            counts["lost"] += 1
            continue
        number, letters = found
        page = file.pages[number]
        if _is_known(page, note):
            counts["known"] += 1
            continue
        _write(file, page, note, lines(letters))
        counts["written"] += 1
    if not counts["written"]:
        return counts, b""
    out = BytesIO()
    file.save(out, deterministic_id=True, linearize=False)
    return counts, out.getvalue()


def _sealed(file: Any) -> str:
    """Why the file must not be changed: "signed", "locked", or "" when it may."""
    if "/Perms" in file.Root and "/DocMDP" in file.Root.Perms:
        return "locked"
    form = file.Root.get("/AcroForm")
    if form is None:
        return ""
    return "signed" if any(_signatures(form.get("/Fields", []))) else ""


def _signatures(fields: Any, depth: int = 0) -> Any:
    for field in fields:
        if field.get("/FT") == "/Sig" and "/V" in field:
            yield True
        if depth < 20 and "/Kids" in field:
            yield from _signatures(field.Kids, depth + 1)


class Finder:
    """The letters of a file's pages, read as they are asked for."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._file = pypdfium2.PdfDocument(data)
        self._pages: dict[int, tuple[str, list[Letter]]] = {}

    def find_all(self, notes: list[dict[str, Any]]) -> list[tuple[int, list[Letter]] | None]:
        """For each note the page (from 0) and the letters of its words. Equal words in equal surroundings are taken
        in the order of the text.
        """
        out: list[tuple[int, list[Letter]] | None] = [None] * len(notes)
        taken: dict[tuple[int, str, str, str], list[int]] = {}
        for index in sorted(range(len(notes)), key=lambda i: notes[i]["at"]):
            note = notes[index]
            before, words, after = (fold(note[key]) for key in ("before", "words", "after"))
            if words:
                out[index] = self._find(note, before, words, after, taken)
        return out

    def _find(
        self, note: dict[str, Any], before: str, words: str, after: str,
        taken: dict[tuple[int, str, str, str], list[int]],
    ) -> tuple[int, list[Letter]] | None:  # fmt: skip
        first = note["page"] - 1
        for context in _CONTEXTS:
            head, tail = before[len(before) - min(context, len(before)) :], after[:context]
            whole = head + words + tail
            for number in range(first, min(first + _PAGES_ON + 1, len(self._file))):
                text, letters = self._page(number)
                places = _places(text, whole)
                if not places or (not context and len(places) > 1 and len(words) < 8):
                    continue
                # Two findings on the same words share their place; the same words further on take the next.
                known = taken.setdefault((number, head, words, tail), [])
                if note["at"] not in known:
                    known.append(note["at"])
                at = places[min(known.index(note["at"]), len(places) - 1)] + len(head)
                return number, letters[at : at + len(words)]
        return None

    def _page(self, number: int) -> tuple[str, list[Letter]]:
        if number not in self._pages:
            letters = read_letters(self._file, number)
            self._pages[number] = "".join(letter.text for letter in letters), letters
        return self._pages[number]


def _places(text: str, words: str) -> list[int]:
    out: list[int] = []
    at = text.find(words)
    while at != -1 and len(out) < 1000:
        out.append(at)
        at = text.find(words, at + 1)
    return out


def fold(text: str) -> str:
    """Letters and figures alone, without case and ligatures: what a line break, a hyphen or a gap leaves alone."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def read_letters(file: Any, number: int) -> list[Letter]:
    """The letters of a page (from 0) with their boxes, in the order of the file."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        page = file[number].get_textpage()
    except pypdfium2.PdfiumError:
        return []
    box = raw.FS_RECTF()
    out: list[Letter] = []
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page.raw, index)
        if code < 33 or 0xD800 <= code < 0xE000 or not raw.FPDFText_GetLooseCharBox(page.raw, index, ctypes.byref(box)):
            continue
        out += [Letter(c, box.left, box.bottom, box.right, box.top) for c in fold(chr(code))]
    return out


def lines(letters: list[Letter]) -> list[tuple[float, float, float, float]]:
    """Boxes (left, bottom, right, top) around letters that stand on one line, whichever way the page is turned."""
    out: list[list[float]] = []
    for letter in letters:
        if out and _beside(out[-1], letter):
            last = out[-1]
            out[-1] = [
                min(last[0], letter.left), min(last[1], letter.bottom), max(last[2], letter.right),
                max(last[3], letter.top),
            ]  # fmt: skip
        else:
            out.append([letter.left, letter.bottom, letter.right, letter.top])
    return [(a, b, c, d) for a, b, c, d in out]


def _beside(box: list[float], letter: Letter) -> bool:
    tall, wide = letter.top - letter.bottom, letter.right - letter.left
    level = min(box[3], letter.top) - max(box[1], letter.bottom) > 0.5 * tall
    plumb = min(box[2], letter.right) - max(box[0], letter.left) > 0.5 * wide
    size = max(tall, wide)
    near_x = max(letter.left - box[2], box[0] - letter.right) < 2 * size
    near_y = max(letter.bottom - box[3], box[1] - letter.top) < 2 * size
    # On a line that runs up the page letters stand plumb; lines of level text are further apart than letters.
    return (level and near_x) or (plumb and near_y and wide > tall * 1.05)


def _is_known(page: Any, note: dict[str, Any]) -> bool:
    """Whether the same has been written on this page before."""
    annotations = page.obj.get("/Annots")
    if annotations is None:
        return False
    key = _name(note)
    return any(str(a.get("/NM", "")) == key for a in annotations if hasattr(a, "get"))


def _name(note: dict[str, Any]) -> str:
    """A name for the annotation that depends on what it says and where in the text."""
    parts = (note["subject"], note["contents"], note["before"][-60:], note["words"], str(note["at"]))
    return "lintkit-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _write(file: Any, page: Any, note: dict[str, Any], boxes: list[tuple[float, float, float, float]]) -> None:
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    rect = [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]
    # The order that viewers use: upper left, upper right, lower left, lower right.
    quads = [_round(v) for a, b, c, d in boxes for v in (a, d, c, d, a, b, c, b)]
    red, green, blue = note["colour"]
    fills = "".join(f"{_round(a)} {_round(b)} {_round(c - a)} {_round(d - b)} re\n" for a, b, c, d in boxes)
    look = file.make_stream(f"/G gs\n{red} {green} {blue} rg\n{fills}f\n".encode())
    look.Type, look.Subtype = Name.XObject, Name.Form
    look.BBox = Array([_round(v) for v in rect])
    look.Resources = Dictionary(ExtGState=Dictionary(G=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
    look.Group = Dictionary(S=Name.Transparency)
    mark = file.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Highlight, Rect=Array([_round(v) for v in rect]), QuadPoints=Array(quads),
            Contents=pikepdf.String(note["contents"]), T=pikepdf.String(note["author"]),
            Subj=pikepdf.String(note["subject"]), C=Array([red, green, blue]), CA=1, F=_PRINT,
            NM=pikepdf.String(_name(note)), AP=Dictionary(N=look), P=page.obj,
        )
    )  # fmt: skip
    box = page.mediabox
    right = float(max(box[0], box[2]))
    popup = file.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Popup, Parent=mark, P=page.obj, F=_PRINT, Open=False,
            Rect=Array([_round(v) for v in (right, rect[3] - 120, right + 220, rect[3])]),
        )
    )  # fmt: skip
    mark.Popup = popup
    if "/Annots" not in page.obj:
        page.obj.Annots = Array()
    elif getattr(page.obj.Annots, "is_indirect", False):
        page.obj.Annots = Array(list(page.obj.Annots))  # may be shared with another page
    page.obj.Annots.extend([mark, popup])


def _round(value: float) -> float:
    return round(value, 2)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # no such limit on this system
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    sys.exit(main())
