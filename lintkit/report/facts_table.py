"""Ladders and register demands as Swedish tables for a terminal or a text file; gaps are shown as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lintkit.report import facts_words as words
from lintkit.report.common import flat
from lintkit.report.facts_model import LadderFact, LadderSheet, Passage, RegisterSheet, RequirementFact, StepFact
from lintkit.report.ladder_shape import BESIDE, LAST

#: Width in characters where the output is no terminal.
WIDTH = 116
_TRIGGER = 130
_PASSAGE = 150
#: How many sentences that were not understood are quoted.
_QUOTED = 6
#: Least widths of columns in characters: usual long words ("belastningsregistret", "avauktorisering") stay whole.
_LEAST = {"Register": 20, "Nästa steg": 15, "Steg": 15, "Lagstöd": 16, "Vem som beslutar": 14, "Frist": 11, "När": 11,
          "Vad som utlöser": 14, "Vilka personer": 14, "Slag av utdrag": 10, "Bundenhet": 9, "Förnyas": 9}  # fmt: skip


def render_ladders(sheets: Sequence[LadderSheet], *, color: bool = False, width: int = WIDTH) -> str:
    """The ladders of each document, step by step in the order of the text."""
    console = _console(color, width)
    for sheet in sheets:
        _head(console, sheet)
        if sheet.error is not None:
            continue
        console.print(Text(f"Rättslig ram: {words.WORLD[sheet.world]}. Grund: {flat(sheet.ground)}."))
        if not sheet.ladders:
            console.print(Text(words.NO_LADDER, style="bold"))
        for number, ladder in enumerate(sheet.ladders, 1):
            _ladder(console, ladder, sheet.title, number if len(sheet.ladders) > 1 else None)
        _left_out(console, "Talar om sanktioner men kunde inte läsas som steg", sheet.unplaced, sheet.unread)
    return _said(console)


def render_registers(sheets: Sequence[RegisterSheet], *, color: bool = False, width: int = WIDTH) -> str:
    """The register extracts and company proofs that each document demands, in the order of the text."""
    console = _console(color, width)
    for sheet in sheets:
        _head(console, sheet)
        if sheet.error is not None:
            continue
        if not sheet.requirements:
            console.print(Text(words.NO_REGISTERS, style="bold"))
        _persons(console, [r for r in sheet.requirements if not r.company])
        _company(console, [r for r in sheet.requirements if r.company])
        _left_out(console, "Nämner register men kunde inte läsas som krav", sheet.unplaced, sheet.unread)
    return _said(console)


def _console(color: bool, width: int) -> Console:
    return Console(
        file=StringIO(), width=width, force_terminal=color, no_color=not color, legacy_windows=False,
        color_system="standard" if color else None, highlight=False, emoji=False, markup=False,
        force_interactive=False,
    )  # fmt: skip


def _said(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    lines = (line.rstrip() for line in console.file.getvalue().strip("\n").split("\n"))
    return "\n".join(lines) + "\n"


def _head(console: Console, sheet: LadderSheet | RegisterSheet) -> None:
    console.print()
    name, title = flat(sheet.path), flat(sheet.title)
    line = Text(name, style="bold")
    if title:
        line.append(f" – {title}", style="not bold")
    console.print(line)
    if sheet.error is not None:
        console.print(Text(f"Kunde inte läsas: {flat(sheet.error)}."))


def _ladder(console: Console, ladder: LadderFact, title: str, number: int | None) -> None:
    name = words.place_of(ladder, title)
    console.print()
    console.print(Text(f"Sanktionstrappa{f' {number}' if number else ''}: {name}", style="bold"))
    rungs = [s for s in ladder.steps if s.kind not in BESIDE]
    beside = [s for s in ladder.steps if s.kind in BESIDE]
    if rungs:
        _steps(console, rungs, with_next=True)
    if beside:
        console.print(Text("Vid sidan av trappan (kan följa med vilket steg som helst):"))
        _steps(console, beside, with_next=False)
    console.print(
        Text.assemble(
            "Yttrande före beslut: ", _slot(ladder.hearing), "   Överklagande eller tvist: ", _slot(ladder.appeal)
        )
    )


def _steps(console: Console, steps: Sequence[StepFact], *, with_next: bool) -> None:
    columns = {"Steg": 4, "Vad som utlöser": 10, "Vem som beslutar": 3, "Frist": 3, "Bundenhet": 0}
    if with_next:
        columns["Nästa steg"] = 1
    rows = []
    for step in steps:
        head = Text(words.title_of(step), style="bold")
        for extra in _extras(step):
            head.append(f"\n{extra}", style="not bold")
        deadline = _slot(step.deadline)
        if vague := words.vague_of(step):
            deadline = Text.assemble(deadline, f"\n{vague}")
        cells = [head, _slot(step.trigger, _TRIGGER), _slot(step.decider), deadline, Text(words.modality_of(step))]
        rows.append([*cells, _next(step, steps)] if with_next else cells)
    _print(console, columns, rows)


def _extras(step: StepFact) -> Iterator[str]:
    """What is said of a step below its name."""
    if step.provision:
        yield step.provision
    if step.amount:
        yield f"belopp: {flat(step.amount)}"
    if step.direct:
        yield "direkt, utan tidigare steg"


def _next(step: StepFact, steps: Sequence[StepFact]) -> Text:
    name = words.next_of(step, steps)
    if name is not None:
        return Text(name)
    return Text("– (sista steget)") if step.kind in LAST else _slot(None)


def _persons(console: Console, demands: Sequence[RequirementFact]) -> None:
    if not demands:
        return
    console.print()
    console.print(Text("Utdrag för personer", style="bold"))
    columns = {"Register": 0, "Slag av utdrag": 3, "Vilka personer": 5, "När": 2, "Högsta ålder": 0, "Förnyas": 0}
    rows = []
    for r in demands:
        who = _slot("; ".join(r.subjects) or None, _TRIGGER)
        if r.shown_to:
            who.append(f"\nvisas för {flat(r.shown_to)}", style="default not italic")
        age = _slot(words.months(r.max_age_months))
        rows.append([_register(r), _slot(r.extract), who, _when(r), age, _renewal(r), _slot(r.legal_basis)])
    _print(console, {**columns, "Lagstöd": 3}, rows)


def _company(console: Console, demands: Sequence[RequirementFact]) -> None:
    if not demands:
        return
    console.print()
    console.print(Text("Bevis om företaget", style="bold"))
    rows = [
        [_register(r), _slot(r.extract), _when(r), _slot(words.months(r.max_age_months)), _renewal(r)] for r in demands
    ]
    _print(console, {"Register": 1, "Handling": 5, "När": 3, "Högsta ålder": 1, "Förnyas": 1}, rows)


def _register(demand: RequirementFact) -> Text:
    """The register and where the demand stands."""
    place = demand.provision or f"rad {demand.line}"
    return Text.assemble(_slot(demand.register), (f"\n{place}", "default not italic"))


def _when(demand: RequirementFact) -> Text:
    return _slot("; ".join(demand.occasions) or None)


def _renewal(demand: RequirementFact) -> Text:
    measure = words.months(demand.renewal_months)
    if measure is not None:
        return Text("varje år" if demand.renewal_months == 12 else f"var {measure}")
    return Text(f"”{flat(demand.renewal)}”") if demand.renewal else _slot(None)


def _slot(text: str | None, room: int = 0) -> Text:
    if text is None:
        return Text(words.MISSING, style="italic yellow")
    return Text(words.cut(text, room) if room else flat(text))


def _print(console: Console, columns: Mapping[str, int], rows: Sequence[Sequence[Text]]) -> None:
    """Rows over the whole width: every column its least width and a share of the rest, by the numbers of `columns`.

    Where the screen is too narrow for the columns, each row is a list of its own instead.
    """
    least = [_LEAST.get(name, len(name.split()[0])) for name in columns]
    spare = console.width - 3 * len(columns) - 1 - sum(least)
    if spare < 0:
        for row in rows:
            console.print(_list(console, list(columns), row))
        return
    table = Table(box=box.ROUNDED, show_lines=True, padding=(0, 1))
    for (name, share), width in zip(columns.items(), least, strict=True):
        extra = spare * share // sum(columns.values())
        table.add_column(name, width=width + extra, overflow="fold", header_style="bold")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _list(console: Console, names: Sequence[str], row: Sequence[Text]) -> Table:
    label = max(map(len, names))
    table = Table(box=box.ROUNDED, show_header=False, padding=(0, 1))
    table.add_column(width=label)
    table.add_column(width=console.width - label - 7, overflow="fold")
    for name, cell in zip(names, row, strict=True):
        table.add_row(name, cell)
    return table


def _left_out(console: Console, what: str, passages: Sequence[Passage], unread: Sequence[str]) -> None:
    if passages:
        console.print()
        console.print(Text(f"{what}:"))
        for passage in passages[:_QUOTED]:
            console.print(Padding(Text(f"rad {passage.line}: {words.cut(passage.text, _PASSAGE)}"), (0, 0, 0, 2)))
        if (more := len(passages) - _QUOTED) > 0:
            console.print(Padding(Text(f"och {more} till"), (0, 0, 0, 2)))
    for item in unread:
        console.print(Text(f"Oläst del: {flat(item)}"))
