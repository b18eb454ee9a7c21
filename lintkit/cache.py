"""Results kept between runs: by what they depend on, to the byte; knows the store and the shape of outcomes.

An entry holds what a report of the document holds, and nothing else of it: no text, and no name but in the report's
own fields; the entry's own name is a hash.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from lintkit import store
from lintkit.finding import Finding
from lintkit.installed import signature
from lintkit.report.model import DocumentResult, Outline, outlined
from lintkit.today import Days
from lintkit.work import Bench, Model, Outcome, Task


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    path: str
    format: str
    kind: str
    outline: Outline
    findings: tuple[Finding, ...]
    problems: tuple[str, ...]
    model: Model | None
    days: Days


_DECODER = msgspec.msgpack.Decoder(_Kept)


class Cache:
    """The outcomes kept for the benches of a run."""

    def __init__(self) -> None:
        self._benches: dict[int, bytes] = {}
        self._files: dict[Path, str | None] = {}
        self._place = store.folder()
        self.written = 0

    def key(self, bench: Bench, task: Task, content_hash: str) -> str:
        """What an outcome is kept under: content (its SHA-256), name, rules, configuration, installation and
        documents above; the day is left to `get`, since few results change with it.
        """
        parts = [part.encode("utf-8", "surrogatepass") for part in self._of(bench, task, content_hash)]
        sized = b"".join(b"%d %b" % (len(part), part) for part in parts)
        return sha256(b"outcome\0" + self._bench(bench) + sized).hexdigest()

    def get(self, key: str, today: date) -> Outcome | None:
        """The outcome kept under a key if it is the same on the day given, or None."""
        data = store.get(key, self._place)
        if data is None:
            return None
        try:
            kept = _DECODER.decode(data)
        except (msgspec.MsgspecError, UnicodeError, ValueError):
            return None  # of a shape that this version does not write; the next outcome replaces it
        if not kept.days.include(today):
            return None
        result = DocumentResult(kept.path, kept.format, kept.outline, kept.kind, kept.findings, days=kept.days)
        return Outcome(result, kept.problems, kept.model)

    def put(self, key: str, outcome: Outcome, content_hash: str) -> None:
        """Keep an outcome, unless the document could not be read or was another when it was."""
        result = outlined(outcome.result)
        if not isinstance(result.document, Outline) or result.document.sha256 != content_hash:
            return
        kept = _Kept(
            result.path, result.format, result.kind, result.document, result.findings, outcome.problems, outcome.model,
            result.days,
        )  # fmt: skip
        try:
            store.put(key, msgspec.msgpack.encode(kept))
        except UnicodeError:
            return  # a lone surrogate has no form in the entry
        self.written += 1

    def _bench(self, bench: Bench) -> bytes:
        known = self._benches.get(id(bench))
        if known is None:
            linter = bench.linter
            parts = {
                "installed": _signature(),
                "rules": [msgspec.to_builtins(r.rule) for r in linter.rules],
                "settings": dict(linter.settings),
                "model": _model_signature(linter.parser.setting),
                "accepted": [(a.name, a.status, msgspec.to_builtins(a.entries)) for a in linter.accepted],
                "least": int(bench.least),
            }
            known = sha256(msgspec.json.encode(parts, order="deterministic")).digest()
            self._benches[id(bench)] = known
        return known

    def _of(self, bench: Bench, task: Task, content_hash: str) -> Iterator[str]:
        yield task.shown
        yield content_hash
        yield bench.kind(task.path) or ""
        for top in bench.sets.above(task.path) if task.path else ():
            yield str(Path.cwd())  # by which it is named, unless it is read too
            yield str(top.path)
            yield top.set_name
            yield bench.names.get(top.path, "")
            yield self._file(top.path) or ""
            yield bench.kind(top.path) or ""

    def _file(self, path: Path) -> str | None:
        if path not in self._files:
            try:
                self._files[path] = sha256(path.read_bytes()).hexdigest()
            except OSError:
                self._files[path] = None
        return self._files[path]


@lru_cache(maxsize=1)
def _signature() -> str:
    return signature()


def _model_signature(setting: str) -> str:
    """The model's name and, for one that is not lintkit's own, its files' sizes and times."""
    if setting in ("auto", "builtin", "none"):
        return setting
    files = []
    for file in sorted(p for p in Path(setting).rglob("*") if p.is_file()) if Path(setting).is_dir() else ():
        status = file.stat()
        files.append(f"{file} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}")
    return "\n".join([setting, *files])
