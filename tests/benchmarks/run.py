"""Benchmark: whole processes, cold and warm, with references in the same run; prints CPU seconds and ratios.

    python tests/benchmarks/run.py [FOLDER] [--terms FILE] [--quick] [--textlint] [--large] [--only PART]

FOLDER holds Markdown files (the project's corpus where none is given). The references are one `re` alternation of
sixty terms in plain Python over the same files, an empty Python, ripgrep where it is installed and, with --textlint,
textlint with a prh dictionary of the same terms (npm installs it into a temporary folder). CPU seconds are user and
system time of the process and its children; the machine may be busy. Nothing is asserted: a figure is to be read. lintkit's
modules are compiled first, as an installation does, and its own rules kept, as the first run does.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TODAY, TOMORROW = "2026-11-28", "2026-11-29"
ALTERNATION = """
import re, sys
from pathlib import Path
terms = [t for t in Path(sys.argv[1]).read_text('utf-8').split('\\n') if t and not t.startswith('#')]
forms = [re.escape(t.rstrip('*')).replace('\\\\ ', r'\\s+') + (r'\\w*' if t.endswith('*') else r'(?!\\w)')
         for t in sorted(terms, key=len, reverse=True)]
found = re.compile(r'(?<!\\w)(?:' + '|'.join(forms) + ')', re.IGNORECASE)
count = 0
for name in sys.argv[2:]:
    for file in sorted(Path(name).rglob('*.md')) if Path(name).is_dir() else [Path(name)]:
        count += sum(1 for _ in found.finditer(file.read_text('utf-8', 'replace')))
print(count)
"""


class Cost:
    """CPU and wall seconds of a run, and the most memory in MB that its processes held at one time."""

    def __init__(self, cpu: float, wall: float, memory: float, status: int) -> None:
        self.cpu, self.wall, self.memory, self.status = cpu, wall, memory, status


def measure(command: Sequence[str], env: dict[str, str] | None = None) -> Cost:
    """Run a command once. Memory counts pages that processes share once (PSS)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    most = [0.0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            most[0] = max(most[0], sum(_memory(pid) for pid in _family(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = process.wait()
    done.set()
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, time.perf_counter() - start, most[0], status)


def typical(command: Sequence[str], times: int, env: dict[str, str] | None = None) -> Cost:
    """The run with the median CPU time."""
    runs = sorted((measure(command, env) for _ in range(times)), key=lambda cost: cost.cpu)
    middle = runs[len(runs) // 2]
    middle.memory = max(run.memory for run in runs)
    return middle


def _family(pid: int) -> list[int]:
    found = [pid]
    try:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            found += _family(int(child))
    except OSError:
        pass
    return found


def _memory(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def own_terms(file: Path) -> None:
    """Sixty terms of the shipped rules on vague words, one a line."""
    sys.path.insert(0, str(ROOT))
    from lintkit.rules import load_rules

    words = {w for r in load_rules() if r.rule.family == "vagt" for p in r.phrases for w in sorted(p.literals)[:1]}
    file.write_text("\n".join(sorted(words)[:60]) + "\n", "utf-8")


class Bench:
    """The measurements; each prints a line with its ratio to the reference."""

    def __init__(self, folder: Path, terms: Path, work: Path) -> None:
        self.folder, self.terms, self.work = folder, terms, work
        self.env = {**os.environ, "LINTKIT_CACHE_DIR": str(work / "cache"), "PYTHONPATH": str(ROOT)}
        self.reference = 0.0

    def say(self, name: str, cost: Cost, against: float | None = None) -> None:
        base = self.reference if against is None else against
        ratio = f"{cost.cpu / base:8.2f}" if base else " " * 8
        print(f"{name:<44} {cost.cpu:8.3f} s {ratio} {cost.wall:8.2f} s {cost.memory:7.0f} MB", flush=True)

    def lintkit(self, *arguments: str, day: str = TODAY) -> list[str]:
        code = "import sys; from lintkit.cli import main; sys.exit(main())"
        every = ["--profile", "alla", "--preview", "--format", "json", "--fail-on", "never", "--today", day]
        return [sys.executable, "-c", code, "check", *arguments, *every]

    def alternation(self, *paths: Path) -> list[str]:
        return [sys.executable, "-c", ALTERNATION, str(self.terms), *map(str, paths)]

    def corpus(self, times: int) -> None:
        print(f"\n{self.folder}: ratio to the alternation\n{'':<44} {'CPU':>10} {'ratio':>8} {'wall':>10} {'PSS':>10}")
        reference = typical(self.alternation(self.folder), 3)
        self.reference = reference.cpu
        self.say("re, alternation of 60 terms", reference)
        if rg := shutil.which("rg"):
            words = self.work / "words.txt"
            words.write_text(self.terms.read_text("utf-8").replace("*", ""), "utf-8")
            self.say("ripgrep -F -i", typical([rg, "-F", "-i", "-c", "-f", str(words), str(self.folder)], 3))
        cold = self.lintkit(str(self.folder), "--no-cache")
        self.say("lintkit cold, --jobs 1", typical([*cold, "--jobs", "1"], times))
        self.say("lintkit cold, --jobs 2", typical([*cold, "--jobs", "2"], 1))
        warm = self.lintkit(str(self.folder))
        self.say("lintkit cold, writing the cache", measure(warm, self.env))
        self.say("lintkit, the same again", typical(warm, 3, self.env))
        self.say("lintkit, another report from the cache", self.once(warm, "--min-severity", "info"))
        self.say("lintkit, the same on another day", self.once(self.lintkit(str(self.folder), day=TOMORROW)))
        self.changed(warm)

    def once(self, command: Sequence[str], *more: str) -> Cost:
        """The median of three runs that each ask for the first time, the documents being in the cache."""
        kept, runs = self.work / "cache", []
        for _ in range(3):
            aside = self.work / "aside"
            shutil.copytree(kept, aside, copy_function=shutil.copy2)
            runs.append(measure([*command, *more], {**self.env, "LINTKIT_CACHE_DIR": str(aside)}))
            shutil.rmtree(aside)
        return sorted(runs, key=lambda cost: cost.cpu)[1]

    def changed(self, command: Sequence[str]) -> None:
        """One of the documents has changed since they were put in the cache."""
        copy = self.work / "copy"
        shutil.copytree(self.folder, copy)
        mine = [str(copy) if part == str(self.folder) else part for part in command]
        measure(mine, self.env)
        files = sorted(copy.rglob("*.md"), key=lambda path: path.stat().st_size)
        file = files[len(files) // 2]
        file.write_text(file.read_text("utf-8", "replace") + "\n\nAnordnaren ska svara.\n", "utf-8")
        self.say(f"lintkit, one of {file.stat().st_size / 1000:.0f} kB changed", self.once(mine))

    def single(self, textlint: bool) -> None:
        file = self.work / "one.md"
        whole = "\n\n".join(p.read_text("utf-8", "replace") for p in sorted(self.folder.rglob("*.md"))[:40])
        file.write_text(whole[:20_000], "utf-8")
        print("\nOne file of 20 kB: ratio to an empty Python")
        empty = typical([sys.executable, "-c", "pass"], 15)
        self.say("python -c pass", empty, empty.cpu)
        command = [sys.executable, "-c", "import sys; from lintkit.cli import main; sys.exit(main())"]
        self.say("lintkit --version", typical([*command, "--version"], 9), empty.cpu)
        (self.work / "word.md").write_text("Ord.\n", "utf-8")
        measure([*command, "check", str(self.work / "word.md")], self.env)  # keeps the rules
        default = [*command, "check", str(file), "--no-cache", "--format", "json"]
        self.say("lintkit cold, default profile", typical(default, 5, self.env), empty.cpu)
        self.say("lintkit cold, all rules", typical(self.lintkit(str(file), "--no-cache"), 3, self.env), empty.cpu)
        measure(self.lintkit(str(file)), self.env)
        self.say("lintkit, from the cache", typical(self.lintkit(str(file)), 15, self.env), empty.cpu)
        if textlint and (linter := _textlint(self.work, self.terms)):
            self.say("textlint with prh", typical([*linter, str(file)], 3), empty.cpu)

    def scaling(self, most: int) -> None:
        print(
            "\nNumber of files: ratio to the alternation over the same, cold, --jobs 1; the start of lintkit included"
        )
        files = sorted(self.folder.rglob("*.md"))
        for count in (n for n in (1, 10, 100, 1000) if n <= min(most, len(files))):
            some = files[:: max(1, len(files) // count)][:count]
            base = typical(self.alternation(*some), 3).cpu
            cost = measure(self.lintkit(*map(str, some), "--no-cache", "--jobs", "1"))
            size = sum(f.stat().st_size for f in some) / 1000
            self.say(f"{count} files, {size:.0f} kB", cost, base)

    def pages(self, sizes: Sequence[int]) -> None:
        print("\nWord files by size: cold, --jobs 1 (a page is 1,900 characters); ratio to the first")
        first = 0.0
        text = [
            line
            for f in sorted(self.folder.rglob("*.md"))
            for line in f.read_text("utf-8", "replace").split("\n")
            if len(line) > 40
        ]
        for pages in sizes:
            file = self.work / f"{pages}.docx"
            if not _word(file, text, pages):
                print("python-docx is not installed")
                return
            cost = measure(self.lintkit(str(file), "--no-cache", "--jobs", "1"))
            first = first or cost.cpu
            self.say(f"{pages} pages ({'read' if cost.status == 0 else f'status {cost.status}'})", cost, first)


def _word(file: Path, lines: Sequence[str], pages: int) -> bool:
    try:
        from docx import Document
    except ImportError:
        return False
    document = Document()
    left = pages * 1_900
    at = 0
    while left > 0:
        line = "".join(c for c in lines[at % len(lines)] if c.isprintable())
        document.add_paragraph(line)
        left -= len(line)
        at += 1
    document.save(str(file))
    return True


def _textlint(work: Path, terms: Path) -> list[str] | None:
    npm = shutil.which("npm")
    if npm is None:
        return None
    place = work / "textlint"
    place.mkdir()
    (place / "package.json").write_text("{}")
    made = subprocess.run([npm, "install", "--silent", "textlint", "textlint-rule-prh"], cwd=place, check=False)
    if made.returncode:
        return None
    words = [t.rstrip("*") for t in terms.read_text("utf-8").split("\n") if t]
    rules = "\n".join(f"  - expected: \u2039{i}\u203a\n    pattern: /{re.escape(w)}/i" for i, w in enumerate(words))
    (place / "prh.yml").write_text(f"version: 1\nrules:\n{rules}\n", "utf-8")
    (place / ".textlintrc.json").write_text('{"rules": {"prh": {"rulePaths": ["prh.yml"]}}}')
    return [str(place / "node_modules/.bin/textlint"), "--config", str(place / ".textlintrc.json")]


def main() -> None:
    """Run the measurements asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--terms", type=Path)
    parser.add_argument("--quick", action="store_true", help="one cold run, up to 100 files")
    parser.add_argument("--textlint", action="store_true", help="also measure textlint with prh (npm)")
    parser.add_argument("--large", action="store_true", help="also Word files of 1 to 1,000 pages")
    parser.add_argument("--only", choices=["single", "corpus", "scaling", "pages"], help="one part")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        terms = options.terms or work / "terms.txt"
        if options.terms is None:
            own_terms(terms)
        compileall.compile_dir(ROOT / "lintkit", quiet=1)
        bench = Bench(options.folder.resolve(), terms.resolve(), work)
        wanted = (
            {options.only} if options.only else {"single", "corpus", "scaling", *(["pages"] if options.large else [])}
        )
        if "single" in wanted:
            bench.single(options.textlint)
        if "corpus" in wanted:
            bench.corpus(1 if options.quick else 3)
        if "scaling" in wanted:
            bench.scaling(100 if options.quick else 1000)
        if "pages" in wanted:
            bench.pages((1, 10, 100, 1000))


if __name__ == "__main__":
    main()
