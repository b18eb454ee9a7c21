"""A table of what LibreOffice keeps of annotated Word and ODT files: python tests/tools/round_trip.py FOLDER...

Each document is annotated twice: with its findings, and with a comment and (every third) a tracked replacement on one
word of each paragraph. LibreOffice opens and saves the copies; the comments and changes in what it saved are counted,
and the text with all suggestions rejected is compared with the original's.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "review"))
from rejecting import rejected, suggestions

from lintkit.document import Document
from lintkit.engine import Linter, lint_result, prepare
from lintkit.errors import LintkitError
from lintkit.read import read_bytes
from lintkit.review import docx, odt
from lintkit.review.note import AUTHOR, Note, note
from lintkit.rules import load_rules

_WORD = re.compile(r"\w{3,}")
_BATCH = 20


@dataclass
class Row:
    """One folder and format. `same` counts documents whose rejected text is the original's."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def main(folders: Iterable[str]) -> int:
    """Print the table; 1 when anything was lost."""
    rules = [r for r in load_rules() if r.rule.status == "stable"]
    linter = prepare(rules, date(2026, 11, 21), nlp="none")
    print(
        "| Mapp | Dokument | Nekade | Anmärkningar | Kommentarer | efter LibreOffice | Ändringar | efter | Text lika |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    failed = False
    for folder in folders:
        files = sorted(p for p in Path(folder).rglob("*") if p.suffix.lower() in (".docx", ".odt"))
        for suffix in (".docx", ".odt"):
            chosen = [p for p in files if p.suffix.lower() == suffix]
            if chosen:
                row = measure(chosen, suffix, linter)
                c = row.counts
                print(
                    f"| {Path(folder).name} {suffix} | {c['files']} | {c['refused']} | {c['findings']} | {c['written']} |"
                    f" {c['kept']} | {c['changes']} | {c['changes kept']} | {c['same']} av {c['copies']} |",
                    flush=True,
                )
                for problem in row.problems:
                    print(f"  {problem}", file=sys.stderr)
                failed = failed or bool(row.problems)
    return int(failed)


def measure(files: list[Path], suffix: str, linter: Linter) -> Row:
    """Annotate, convert and count."""
    row = Row()
    rules = {r.rule.id: r.rule for r in linter.rules}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected: dict[str, tuple[Path, int, int]] = {}
        for number, path in enumerate(files):
            data = path.read_bytes()
            row.counts["files"] += 1
            try:
                document = read_bytes(data, path.name)
                found = [f for f in lint_result(linter, document).findings if f.status == "new"]
                copies = [annotate(suffix, data, document, n) for n in (
                    [note(f, rules[f.rule]) for f in found], one_word_each(document),
                )]  # fmt: skip
            except LintkitError:
                row.counts["refused"] += 1
                continue
            row.counts["findings"] += len(found)
            for kind, copy in enumerate(copies):
                row.counts["copies"] += 1
                back = read_bytes(rejected(copy.data) if suffix == ".docx" else copy.data, path.name)
                if back.text == document.text:
                    row.counts["same"] += 1
                else:
                    row.problems.append(f"{path}: texten är inte densamma")
                if copy.written:
                    shown = folder / f"{number}-{kind}{suffix}"
                    shown.write_bytes(copy.data)
                    expected[shown.stem] = (path, copy.written, copy.changes)
        convert([folder / f"{stem}{suffix}" for stem in expected], folder / "ut", suffix)
        for stem, (path, written, changes) in expected.items():
            row.counts["written"] += written
            row.counts["changes"] += changes
            saved = folder / "ut" / f"{stem}{suffix}"
            if not saved.exists():
                row.problems.append(f"{path}: LibreOffice öppnade inte kopian")
                continue
            after = read_bytes(saved.read_bytes(), saved.name)
            kept = sum(c.author == AUTHOR for c in after.comments)
            row.counts["kept"] += kept
            marks = suggestions(saved.read_bytes()) if suffix == ".docx" else (0, 0)
            row.counts["changes kept"] += max(marks) if changes else 0
            if kept < written or (changes and marks[0] < changes):
                row.problems.append(f"{path}: {written} kommentarer blev {kept}, {changes} ändringar blev {marks}")
    return row


def annotate(suffix: str, data: bytes, document: Document, notes: list[Note]) -> docx.Annotated:
    """The copy, by the writer of its format."""
    return docx.annotate(data, document, notes) if suffix == ".docx" else odt.annotate(data, document, notes)


def one_word_each(document: Document) -> list[Note]:
    """A note on one word of every block, at most 200; every third with another word to take its place."""
    found = []
    for block in document.blocks[:200]:
        words = list(_WORD.finditer(document.text, block.start, block.end))
        if words:
            word = words[len(words) // 2]
            new = "Ersättning" if len(found) % 3 == 0 else ""
            found.append(Note(word.start(), word.end(), block.index, (f"prov {block.index}",), new))
    return found


def convert(files: list[Path], out: Path, suffix: str) -> None:
    """Let LibreOffice open files and save them again."""
    for at in range(0, len(files), _BATCH):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{out.parent}/profil", "--convert-to", suffix[1:],
             "--outdir", str(out), *map(str, files[at : at + _BATCH])],
            check=False, capture_output=True, timeout=600,
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
