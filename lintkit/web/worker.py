"""The working process: one order in on standard input, its steps and answer out; whoever started it minds the time.

A process of its own for each review: a document that hangs or eats memory takes nothing else with it, and nothing of
it stays behind.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, BinaryIO

from lintkit.document import Document
from lintkit.errors import LintkitError, ReadError
from lintkit.web.messages import Answer, Done, Looked, Order, Refused, Reviewed, Seen, Step, send, take_order

_TOO_MUCH = "kräver för mycket minne eller är för djupt nästlat"
_OWN_FAULT = "kunde inte granskas, för lintkit råkade ut för ett internt fel"


def main() -> int:
    """Do the order on standard input; answers go to what standard output was."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get in between the frames
    sys.addaudithook(_stay_here)
    order = take_order(sys.stdin.buffer)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _bound_memory(order.memory)
    try:
        answer: Answer = _Run(order, out).all()
    except LintkitError as error:
        answer = Refused(str(error))
    send(out, answer)
    return 0


def _stay_here(event: str, _: Any) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise OSError("granskningen ansluter inte till något")


def _leave_with_parent() -> None:
    """Standard input stays open as long as somebody waits for the answer."""
    sys.stdin.buffer.read()
    os._exit(1)


def _bound_memory(size: int) -> None:
    if size <= 0 or sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as now:
        limit = int(now.read().split()[0]) * os.sysconf("SC_PAGE_SIZE") + size
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


@dataclass
class _Run:
    order: Order
    out: BinaryIO
    done: int = 0
    errors: dict[int, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def step(self, stage: str, place: int) -> str | None:
        """Tell that a step begins; the sentence that says why it is not to be tried, if so."""
        count = len(self.order.documents)
        step = Step(stage, place, self.done, count if self.order.look_only else 3 * count + 1)
        send(self.out, step)
        self.done += 1
        return self.order.given_up.get(step.key)

    @contextmanager
    def _minding(self, place: int) -> Iterator[None]:
        """What goes wrong with one document is that document's error."""
        try:
            yield
        except ReadError as error:
            self.errors[place] = str(error)
        except (MemoryError, RecursionError):
            self.errors[place] = f"{_TOO_MUCH} för att kunna granskas"
        except LintkitError as error:
            self.errors[place] = str(error)
        except Exception:
            self.errors[place] = _OWN_FAULT

    def all(self) -> Answer:
        documents = self._read()
        return self._look(documents) if self.order.look_only else self._review(documents)

    def _read(self) -> list[Document | None]:
        from lintkit.read import read_bytes

        out: list[Document | None] = []
        for place, given in enumerate(self.order.documents):
            document = None
            if why := self.step("read", place):
                self.errors[place] = why
            else:
                with self._minding(place):
                    document = read_bytes(given.data, given.name)
            out.append(document)
        return out

    def _look(self, documents: list[Document | None]) -> Looked:
        from lintkit.facts.kind import document_kind

        seen = []
        for place, document in enumerate(documents):
            made = None
            if document is not None:
                with self._minding(place):
                    made = Seen(document_kind(document), document.title, document.words)
            seen.append(made or Seen(error=self.errors[place]))
        return Looked(tuple(seen))

    def _review(self, documents: list[Document | None]) -> Done:
        from lintkit import __version__
        from lintkit.engine import lint_result, look_at, rule_help
        from lintkit.finding import Severity
        from lintkit.report.common import summary
        from lintkit.report.formats import render
        from lintkit.report.model import DocumentResult, Report
        from lintkit.setup import Options, make_ready

        order = self.order
        options = Options(order.today, order.config_path, profile=order.profile)
        [setup] = make_ready(options, [None])
        linter = setup.linter
        above = self._governing(documents, lambda document: look_at(linter, document))
        results: list[DocumentResult] = []
        for place, (given, document) in enumerate(zip(order.documents, documents, strict=True)):
            result = None
            if (why := self.step("lint", place)) and document is not None:
                self.errors[place] = why
            elif document is not None:
                with self._minding(place):
                    governing = () if above is None or place == order.governs else (above,)
                    result = lint_result(linter, document, Severity.INFO, governing)
            suffix = PurePath(given.name).suffix.lower().lstrip(".")
            results.append(result or DocumentResult(given.name, suffix, None, "annat", (), self.errors[place]))
        rules = dict(sorted(rule_help(linter.rules).items()))
        today = order.today
        by_id = {loaded.rule.id: loaded for loaded in linter.rules}
        reviewed = []
        for place, result in enumerate(results):
            alone = Report(__version__, today, (result,), rules)
            reviewed.append(self._annotate(place, alone, by_id))
        if why := self.step("report", -1):
            raise LintkitError(why)
        report = Report(__version__, today, tuple(results), rules)
        page = self._page(report)
        if linter.parser.loaded and linter.parser.loaded.problem:
            self.problems.append(linter.parser.loaded.problem)
        # A lone surrogate is no text and cannot be sent; it can come from a broken character in a document.
        page = page.encode("utf-8", "replace").decode("utf-8")
        return Done(
            tuple(reviewed), page, render(report, "json"), summary(report), report.read_line(), tuple(self.problems)
        )

    def _governing(self, documents: list[Document | None], look: Callable[[Document], Any]) -> Any:
        place = self.order.governs
        if place is None:
            return None
        looked = None
        document = documents[place]
        if document is not None:
            with self._minding(place):
                looked = look(document)
        if looked is None:
            name = self.order.documents[place].name
            self.problems.append(f"Det styrande dokumentet {name} kunde inte läsas, så de andra granskades var för sig")
        return looked

    def _annotate(self, place: int, alone: Any, rules: Any) -> Reviewed:
        from lintkit.present import annotate_file, annotated_suffix

        given, [result] = self.order.documents[place], alone.results
        why = self.step("annotate", place)
        if result.document is None:
            return Reviewed(given.name, error=_text(result.error))
        base = Reviewed(
            given.name, result.kind, _text(result.document.title), alone.by_severity(), len(result.document.unread)
        )

        def without(problem: str) -> Reviewed:
            return _with(base, problem=_text(problem))

        if why:
            return without(why)
        if not any(f.status == "new" for f in result.findings):
            return base
        try:
            suffix = annotated_suffix(given.name)
            made = annotate_file(given.data, alone, rules, changes=self.order.changes, summary=self.order.summary)
        except LintkitError as error:
            return without(str(error))
        except (MemoryError, RecursionError):
            return without(f"{_TOO_MUCH} för att kunna kommenteras")
        except Exception:
            return without("kunde inte kommenteras, för lintkit råkade ut för ett internt fel")
        return _with(
            base, annotated=made.data, suffix=suffix, comments=made.written, changes=made.changes, lost=made.lost
        )

    def _page(self, report: Any) -> str:
        from lintkit.present import html_page

        try:
            return html_page(report)
        except (LintkitError, MemoryError, RecursionError, ValueError, LookupError):
            self.problems.append("Tabellerna över sanktioner, registerutdrag och kontroller kunde inte tas fram")
            return html_page(report, facts=False)


def _with(base: Reviewed, **more: Any) -> Reviewed:
    import msgspec

    return msgspec.structs.replace(base, **more)


def _text(value: str | None) -> str:
    return (value or "").encode("utf-8", "replace").decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
