"""A comment that fits a pull request: counts, new findings by document and section, the rest folded away.

Whatever a document says comes out as plain words: no markup, no mentions, no links, no references to issues.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lintkit.finding import Finding, Severity
from lintkit.report.common import (
    LABEL,
    MARK,
    block_of,
    document_of,
    each,
    flat,
    is_text,
    marked_summary,
    provision,
    section,
    split_sentence,
    summary,
)
from lintkit.report.model import DocumentResult, Report

#: Longest comment, in characters of its source. GitHub refuses comments over 65,536.
LIMIT = 60_000

_AROUND = 90  # characters of the sentence shown on each side of the flagged words
_WORDS = 400  # of a message, a suggestion or a reason
_NAME = 160  # of a path, title or heading
_TAIL = 400  # kept free for what closes the comment

_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#!|~$&]")
_NOTHING = "<!-- -->"
_Item = tuple[DocumentResult, Finding]


def render(report: Report) -> str:
    """The report as a Markdown comment of at most LIMIT characters."""
    page = Page()
    page.add(f"## lintkit: {summary(report)}\n")
    page.add("".join(f"\n{line}\n" for line in (marked_summary(report),) if line))
    for result in report.results:
        if result.error is not None:
            page.add(f"\n- **Oläst:** {plain(result.path, _NAME)} {plain(result.error)}.\n", counts=1)
    found = [(result, finding) for result, finding in each(report) if finding.status == "new"]
    main = [item for item in found if is_main(item[1])]
    page.table(main, advice_cell)
    for title, items, last in (
        ("Upplysningar och regler på försök", [item for item in found if not is_main(item[1])], advice_cell),
        ("Godtagna och undantagna", [item for item in each(report) if item[1].status != "new"], _decision),
    ):
        if items:
            page.fold(f"{title} ({len(items)})", items, last)
    return page.close()


def is_main(finding: Finding) -> bool:
    """Whether a finding is shown at once: it is no mere information nor on trial."""
    return finding.severity > Severity.INFO and not finding.experimental


class Page:
    """The comment as it grows. What no longer fits is counted instead."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = LIMIT - _TAIL
        self._left_out = 0

    def add(self, text: str, counts: int = 0) -> bool:
        """Add text whole if it fits. `counts` findings are counted as left out where it does not."""
        if self._left_out or len(text) > self._room:
            self._left_out += counts
            return False
        self._parts.append(text)
        self._room -= len(text)
        return True

    def table(self, items: Iterable[_Item], last: Callable[[Finding], str]) -> None:
        """Findings under their document and section; `last` words the last cell."""
        above: tuple[str, tuple[str, ...]] | None = None
        for result, finding in items:
            document = document_of(result)
            here = result.path, block_of(finding, document).section
            head = ""
            if above is None or above[0] != here[0]:
                title = f" – {plain(document.title, _NAME)}" if document.title else ""
                head += f"\n### {plain(result.path, _NAME)}{title}\n"
            if above != here:
                names = section(block_of(finding, document), document)
                head += f"\n**{plain(' › '.join(names), _NAME)}**\n" if names else ""
                head += "\n| Plats | Regel | Text | Anmärkning |\n|---|---|---|---|\n"
            if self.add(head + _row(result, finding, last(finding)), counts=1):
                above = here

    def fold(self, title: str, items: list[_Item], last: Callable[[Finding], str]) -> None:
        """A table that is opened by those who want it."""
        opening, closing = f"\n<details><summary>{title}</summary>\n", "\n</details>\n"
        if self._left_out or len(opening) + len(closing) > self._room:
            self._left_out += len(items)
            return
        self._room -= len(closing)
        self.add(opening)
        self.table(items, last)
        self._parts.append(closing)

    def fold_lines(self, title: str, lines: Iterable[str]) -> None:
        """Lines that are opened by those who want them; what does not fit is counted."""
        opening, closing = f"\n<details><summary>{title}</summary>\n\n", "\n</details>\n"
        listed = list(lines)
        if self._left_out or len(opening) + len(closing) > self._room:
            self._left_out += len(listed)
            return
        self._room -= len(closing)
        self.add(opening)
        for line in listed:
            self.add(line, counts=1)
        self._parts.append(closing)

    def close(self) -> str:
        """The whole comment."""
        if self._left_out:
            self._parts.append(
                f"\n{self._left_out} till fick inte plats. Hela listan finns i den fullständiga rapporten.\n"
            )
        return "".join(self._parts)


def _row(result: DocumentResult, finding: Finding, last: str) -> str:
    document = document_of(result)
    block = block_of(finding, document)
    where = [provision(block), f"sidan {block.page}" if block.page else ""]
    where.append(f"rad {document.line_column(finding.start)[0]}" if is_text(result) else "")
    before, words, after = split_sentence(finding, _AROUND)
    text = plain(before, 3 * _AROUND) + (f"<b>{plain(words)}</b>" if words else "") + plain(after, 3 * _AROUND)
    cells = [
        plain(", ".join(w for w in where if w) or f"stycke {block.index + 1}", _NAME),
        f"{LABEL[finding.severity]} {plain(finding.rule)}" + (" (på försök)" if finding.experimental else ""),
        text,
        last,
    ]
    return f"| {' | '.join(cells)} |\n"


def advice_cell(finding: Finding) -> str:
    """Message and suggestion as a table cell."""
    return plain(finding.message) + (f"<br>Förslag: {plain(finding.fix)}" if finding.fix else "")


def _decision(finding: Finding) -> str:
    return f"{MARK[finding.status]}: {plain(finding.reason or '')}"


def plain(text: str, room: int = _WORDS) -> str:
    """Text as Markdown that shows just that text, on one line, cut to `room` characters. Outer blanks become one."""
    words = flat(text)
    if len(words) > room:
        words = words[: room - 1].rstrip() + "…"
    shown = _unlinked(_MARKUP.sub(lambda m: f"&#{ord(m[0])};", words))
    return (" " if text[:1].isspace() else "") + shown + (" " if text[-1:].isspace() else "") if shown else ""


def _unlinked(shown: str) -> str:
    """Break what a forge would make a mention, a reference or a link with an empty comment, which is not shown."""
    shown = shown.replace("@", f"@{_NOTHING}").replace("://", f":{_NOTHING}//").replace("&#35;", f"&#35;{_NOTHING}")
    shown = re.sub(r"(?i)\bwww\.", lambda m: m[0][:-1] + _NOTHING + ".", shown)
    return re.sub(r"(?i)\bGH-(?=\d)", lambda m: m[0][:2] + _NOTHING + m[0][2:], shown)
