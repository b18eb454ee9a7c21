"""How much of other projects' test documents the readers deliver: words in order against texts that others made.

    python tests/tools/measure_suites.py [--below] [SUITE ...]

The expected text is pandoc's golden output where the suite has one, else what LibreOffice (Word, ODT) or pdftotext
(PDF) makes of the file. Those are made once and kept in the folder LINTKIT_SUITES_CACHE, by default one beside the
system's temporary files; nothing of them belongs in the repository.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lintkit.errors import ReadError  # noqa: E402
from lintkit.read import READERS, read  # noqa: E402
from tests.tools.suite_reasons import REASONS  # noqa: E402

SUITES = ROOT.parent / "shared" / "suites"
CACHE = Path(os.environ.get("LINTKIT_SUITES_CACHE") or Path(tempfile.gettempdir()) / "lintkit-suites")

#: Wall seconds that one file may take before it counts as a hang.
TIME_LIMIT = 120

#: Share of the expected words that a file must deliver, by format, where REASONS says nothing else.
TARGET = {"docx": 0.98, "odt": 0.98, "pdf": 0.95, "md": 0.98}

#: What a person would call a document; the rest of the suites are expectations and schemas.
DOCUMENTS = {*READERS, ".doc", ".rtf", ".fodt"} - {".txt", ".xml"}


class Measured(NamedTuple):
    """What became of a file. `share` is None without an expected text; `seconds` are of the wall, `peak` bytes."""

    path: Path
    said: str
    status: str  # "read", "refused", "crash" or "hang"
    words: int
    share: float | None
    seconds: float
    peak: int
    missing: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Path in the suites' folder."""
        return self.path.relative_to(SUITES).as_posix()

    @property
    def format(self) -> str:
        """Suffix without its dot."""
        return self.path.suffix.lower().lstrip(".")


def documents(suites: Sequence[str] = ()) -> list[Path]:
    """The documents of all suites, or of those named; READMEs of ours are none."""
    if not SUITES.is_dir():
        return []
    found = (p for p in sorted(SUITES.rglob("*")) if p.is_file() and p.suffix.lower() in DOCUMENTS)
    found = (p for p in found if p.name != "README.md" and p.parts[-2] != "markdown")
    return [p for p in found if not suites or p.relative_to(SUITES).parts[0] in suites]


def measure(path: Path) -> Measured:
    """Read a file in a process of its own and compare it with the expected text."""
    # Forked from a small server: a copy of this process would count all that it holds as the reader's memory.
    context = multiprocessing.get_context("forkserver")
    inn, out = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(path, out))
    began = time.monotonic()
    process.start()
    out.close()
    answer = None
    if inn.poll(TIME_LIMIT):
        try:
            answer = inn.recv()
        except EOFError:
            answer = ("crash", "", "", 0)
    seconds = time.monotonic() - began
    if answer is None:
        process.kill()
        answer = ("hang", "", "", 0)
    process.join()
    status, said, text, peak = answer
    got = words(text)
    if status != "read" or _is_hostile(path):
        return Measured(path, said, status, len(got), None, seconds, peak)
    wanted = expected(path, got)
    if wanted is None:
        return Measured(path, said, status, len(got), None, seconds, peak)
    share, missing = in_order(wanted, got)
    return Measured(path, said, status, len(got), share, seconds, peak, tuple(missing))


def _child(path: Path, out: Connection) -> None:
    try:
        document = read(path)
        said = f"{len(document.blocks)} stycken" + "".join(f"; {u.what}" for u in document.unread[:3])
        answer = ("read", said, document.text)
    except ReadError as error:
        answer = ("refused", str(error), "")
    except BaseException as error:
        answer = ("crash", f"{type(error).__name__}: {error}"[:300], "")
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024
    out.send((*answer, peak))


_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufffc]")


def words(text: str) -> list[str]:
    """Words to compare: letters and digits alone, compatibility forms folded."""
    return _WORD.findall(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))


def in_order(wanted: Sequence[str], got: Sequence[str]) -> tuple[float, list[str]]:
    """Share of the wanted words that come in the same order (longest common subsequence), and those that do not."""
    if not wanted:
        return 1.0, []
    with tempfile.TemporaryDirectory() as folder:
        a, b = Path(folder, "a"), Path(folder, "b")
        a.write_text("\n".join(wanted) + "\n", "utf-8")
        b.write_text("\n".join(got) + "\n" if got else "", "utf-8")
        done = subprocess.run(["diff", "-d", str(a), str(b)], capture_output=True, check=False)
    missing = [line[2:] for line in done.stdout.decode("utf-8", "replace").split("\n") if line.startswith("< ")]
    return 1 - len(missing) / len(wanted), missing


def expected(path: Path, got: Sequence[str]) -> list[str] | None:
    """Words that somebody else finds in the file; None where nobody was asked or could say.

    pdftotext has two orders, that of the columns and that of the lines across the page (tables): each page counts
    in the one that is nearer to ours. LibreOffice glues a note's number to the word before it ("ord1").
    """
    if path.suffix == ".md":
        return words(path.read_text("utf-8", "replace"))
    golden = _golden(path)
    if golden is not None:
        return golden
    kept = _kept(path)
    if not kept.exists():
        prepare([path])
    if not kept.exists():
        return None
    text = kept.read_text("utf-8", "replace")
    if path.suffix == ".pdf":
        return _nearer_order(text, got)
    known = set(got)
    return [_without_note(word, known) for word in words(text)]


def _without_note(word: str, known: set[str]) -> str:
    bare = re.sub(r"(?<=[^\W\d_])(?:\d{1,3}|[ivx]+)$", "", word)
    return bare if word not in known and bare in known else word


def _nearer_order(text: str, got: Sequence[str]) -> list[str]:
    """The words of pdftotext's two outputs, joined by a record separator: page by page those in the nearer order."""
    columns, across = (_without_furniture(part) for part in text.split("\x1e"))
    out: list[str] = []
    for one, other in zip(columns, across, strict=True):
        a, b = words(one), words(other)
        out += a if a == b or in_order(a, got)[0] >= in_order(b, got)[0] else b
    return out


def _is_hostile(path: Path) -> bool:
    """Files that other programs hang on: they have to end, and no text is expected of them."""
    return path.parent.name == "hostile"


def _kept(path: Path) -> Path:
    return CACHE / f"{hashlib.sha256(path.read_bytes()).hexdigest()[:24]}{path.suffix}.txt"


def prepare(paths: Iterable[Path]) -> None:
    """Ask LibreOffice and pdftotext about files that nobody was asked about before."""
    CACHE.mkdir(parents=True, exist_ok=True)
    asked = [p for p in paths if not _is_hostile(p) and not _kept(p).exists() and _golden(p) is None]
    for path in (p for p in asked if p.suffix == ".pdf" and shutil.which("pdftotext")):
        both = [
            subprocess.run(
                ["pdftotext", *how, "-enc", "UTF-8", path, "-"], capture_output=True, timeout=300, check=False
            )
            for how in ((), ("-layout",))
        ]
        if not any(done.returncode for done in both):
            _kept(path).write_bytes(b"\x1e".join(done.stdout for done in both))
    office = [p for p in asked if p.suffix in (".docx", ".odt")]
    if not office or not shutil.which("soffice"):
        return
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for path in office:  # names that are one word, so that the answers can be told apart
            copy = Path(folder, f"{_kept(path).name.split('.')[0]}{path.suffix}")
            shutil.copy(path, copy)
            names[copy.with_suffix(".txt").name] = _kept(path)
        Path(folder, "out").mkdir()
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
             "txt:Text (encoded):UTF8", "--outdir", f"{folder}/out", *map(str, sorted(Path(folder).glob("*.*")))],
            capture_output=True, timeout=1200, check=False,
        )  # fmt: skip
        for made in Path(folder, "out").glob("*.txt"):
            shutil.move(made, names[made.name])


def _without_furniture(text: str) -> list[str]:
    """pdftotext's pages less page numbers and lines that come back near the edges of many pages: the reader leaves
    running heads out by design. Found here by another way than the reader's: lines of text, no boxes."""
    pages = [[" ".join(line.split()) for line in page.split("\n") if line.strip()] for page in text.split("\f")]
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({re.sub(r"\d+", "#", line) for line in [*page[:8], *page[-8:]]})
    need = max(2, len(pages) // 3)
    kept = []
    for page in pages:
        out = []
        for k, line in enumerate(page):
            shape = re.sub(r"\d+", "#", line)
            edge = k < 8 or k >= len(page) - 8
            if edge and (seen[shape] >= need or re.fullmatch(r"(?:Sida |- ?)?#(?: ?[(/] ?#\)?| av #| ?-)?", shape)):
                continue
            out.append(line)
        kept.append("\n".join(out))
    return kept


# pandoc's golden texts


def _golden(path: Path) -> list[str] | None:
    """Words of the golden text in pandoc's own form; None without one, or where there is one for each reading of
    tracked changes and none is that of the accepted ones."""
    if "pandoc" not in path.parts:
        return None
    folder = path.parent.with_name("native") if path.suffix == ".odt" else path.parent
    for name in (path.stem, f"{path.stem}_accept", f"{path.stem}_plus"):
        native = folder / f"{name}.native"
        if native.exists():
            text, notes = native_words(native.read_text("utf-8"))
            return words(text) + words(notes)
    return None


_ESCAPE = re.compile(r'\\(\d+|&|["\\nt])')
_NATIVE = re.compile(
    r"\b(Str|Space|SoftBreak|LineBreak|Para|Plain|Header|CodeBlock|Code|Math|Note|Image|MetaInlines|MetaBlocks|RawInline)\b"
    r'|"((?:[^"\\]|\\.)*)"|([\[\]()])'
)


def native_words(native: str) -> tuple[str, str]:
    """The text, and that of the notes, in pandoc's native format; metadata and alternative texts left out.

    Attributes ("", [], []) are strings too: only the string straight after a Str counts, and the last one after the
    attributes of a Code or CodeBlock.
    """
    out: list[str] = []
    notes: list[str] = []
    take = code = ""
    depth = 0
    left_out: list[tuple[int, str]] = []  # brackets that hold a note, an image's alternative text or metadata
    opening = ""
    for match in _NATIVE.finditer(native):
        word, string, bracket = match.groups()
        target = notes if any(kind == "Note" for _, kind in left_out) else out
        if word in ("Note", "Image", "MetaInlines", "MetaBlocks"):
            opening = word
        elif word == "Str":
            take = word
        elif word:
            code = word if word in ("Code", "CodeBlock") else ""
            target.append(" ")
        elif string is not None:
            if take or (code and depth == 0):
                plain = _ESCAPE.sub(lambda m: _unescaped(m[1]), string)
                if not any(kind != "Note" for _, kind in left_out):
                    target.append(plain)
            take = ""
        elif bracket in "[(":
            depth += 1
            # An image opens with its attributes in parentheses; its words are in the bracket after them.
            if opening and bracket == "[" and not (opening == "Image" and native[match.start() - 1] == ","):
                left_out.append((depth, opening))
                opening = ""
        else:
            depth -= 1
            while left_out and left_out[-1][0] > depth:
                left_out.pop()
    return "".join(out), "".join(notes)


def _unescaped(code: str) -> str:
    return chr(int(code)) if code.isdigit() else {"&": "", "n": "\n", "t": "\t"}.get(code, code)


def lowest(path: Path) -> float:
    """Share that the file must reach: that of its format, or a lower one with a reason."""
    reason = REASONS.get(path.relative_to(SUITES).as_posix())
    return reason[0] if reason else TARGET.get(path.suffix.lower().lstrip("."), 0.0)


def table(results: Sequence[Measured]) -> str:
    """One row for each suite and format, and the means of each format."""
    rows = [
        f"{'svit':<16}{'format':<7}{'filer':>6}{'lästa':>7}{'avvisade':>10}{'fel':>5}{'jämförda':>10}{'medel':>8}{'lägst':>7}{'s max':>7}{'MiB max':>9}"
    ]
    groups: dict[tuple[str, str], list[Measured]] = {}
    for one in results:
        groups.setdefault((one.name.split("/")[0], one.format), []).append(one)
        if not one.name.startswith("hostile"):
            groups.setdefault(("alla utom hostile", one.format), []).append(one)
    for (suite, format), own in sorted(groups.items(), key=lambda g: (g[0][0].startswith("alla"), g[0])):
        count = Counter(one.status for one in own)
        shares = [one.share for one in own if one.share is not None]
        mean = f"{sum(shares) / len(shares):8.4f}{min(shares):7.3f}" if shares else f"{'–':>8}{'–':>7}"
        rows.append(
            f"{suite:<16.16}{format:<7}{len(own):6}{count['read']:7}{count['refused']:10}{count['crash'] + count['hang']:5}"
            f"{len(shares):10}{mean}{max(one.seconds for one in own):7.1f}{max(one.peak for one in own) >> 20:9}"
        )
    return "\n".join(rows)


def main() -> int:
    """Print the table, refusals, and each file below its target with the reason."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("suites", nargs="*")
    arguments.add_argument("--missing", action="store_true", help="some of the words that are missing")
    given = arguments.parse_args()
    paths = documents(given.suites)
    prepare(paths)
    results = [measure(path) for path in paths]
    print(table(results))
    print("\nAvvisade och fel")
    for one in results:
        if one.status != "read":
            print(f"  {one.status:<8}{one.seconds:5.1f} s  {one.name}: {one.said}")
    print("\nUnder 0,98")
    for one in sorted(results, key=lambda one: one.share or 0.0):
        if one.share is not None and one.share < 0.98:
            said = REASONS.get(one.name, (0.0, ""))[1]
            print(f"  {one.share:.3f}  {one.name} ({one.words} ord): {said or '?'}")
            if given.missing:
                print("        " + " ".join(one.missing[:40]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
