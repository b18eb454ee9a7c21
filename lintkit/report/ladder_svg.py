"""Ladders as a picture for a memo: rungs from mildest to most severe, escalations, direct routes, gaps as gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from lintkit.report import facts_words as words
from lintkit.report.facts_model import LadderFact, LadderSheet, StepFact
from lintkit.report.ladder_shape import LAST, Edge, Shape, shape
from lintkit.report.svg_text import attribute, line, width_of, wrap, xml

WIDTH = 960
_MARGIN = 28
_SIZE = 14.0
_LEADING = 19.0
_LABEL = 118
_PAD = 14
#: Space between two rungs, where arrows and missing next steps are drawn.
_GAP = 44
#: How far each rung is set in from the one above, at most; the whole stair is no wider than _STAIR.
_INDENT = 20
_STAIR = 110
_LANE = 18
_DIRECT = 132
_DASH = ' stroke-dasharray="6 4"'
_MARKERS = (
    '<defs><marker id="pil" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9"'
    ' markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 10 5 0 10z"/></marker></defs>'
)


@dataclass(slots=True)
class _Canvas:
    """Elements drawn so far, and how far down the page is used (pixels)."""

    y: float = _MARGIN
    parts: list[str] = field(default_factory=list)

    def add(self, *elements: str) -> None:
        self.parts.extend(elements)

    def text(self, text: str, size: float, *, bold: bool = False, italic: bool = False, x: float = _MARGIN) -> None:
        """A paragraph over the page's width, below what is drawn."""
        for part in wrap(text, WIDTH - _MARGIN - x, size, bold=bold):
            self.y += size * 1.35
            self.add(line(part, x, self.y, size, bold=bold, italic=italic))


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a step is drawn (pixels)."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def render(sheets: Sequence[LadderSheet]) -> str:
    """One self-contained SVG with every ladder of every document below each other; ends with a line feed."""
    canvas = _Canvas()
    for sheet in sheets:
        _sheet(canvas, sheet)
    height = round(canvas.y + _MARGIN)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        ' role="img" aria-labelledby="titel beskrivning" font-family="sans-serif" fill="#000">'
    )
    return "\n".join(
        [
            head,
            f'<title id="titel">{xml(_title(sheets))}</title>',
            f'<desc id="beskrivning">{xml(_description(sheets))}</desc>',
            _MARKERS,
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            *canvas.parts,
            "</svg>",
            "",
        ]
    )


def _title(sheets: Sequence[LadderSheet]) -> str:
    return "Sanktionstrappa: " + "; ".join(s.title or s.path for s in sheets)


def _description(sheets: Sequence[LadderSheet]) -> str:
    """The picture in words, for those who do not see it."""
    said = []
    for sheet in sheets:
        if not sheet.ladders:
            said.append(f"{sheet.path}: {_nothing(sheet)}")
        for ladder in sheet.ladders:
            form = shape(ladder)
            steps = [_spoken(at, step, form.rungs) for at, step in enumerate(form.rungs, 1)]
            steps += [f"Vid sidan av trappan: {_slots(step)}" for step in form.beside]
            said.append(f"{sheet.title or sheet.path}, {words.place_of(ladder, sheet.title)}. {' '.join(steps)}")
    return " ".join(said)


def _spoken(at: int, step: StepFact, steps: Sequence[StepFact]) -> str:
    after = words.next_of(step, steps) or ("inget" if step.kind in LAST else words.MISSING)
    return f"Steg {at}: {_slots(step)} Nästa steg: {after}."


def _slots(step: StepFact) -> str:
    return (
        f"{words.title_of(step)}. Utlöses av: {step.trigger or words.MISSING}. "
        f"Beslutas av: {step.decider or words.MISSING}. Frist: {step.deadline or words.MISSING}."
    )


def _nothing(sheet: LadderSheet) -> str:
    return words.NO_LADDER if sheet.error is None else f"Kunde inte läsas: {sheet.error}."


def _sheet(canvas: _Canvas, sheet: LadderSheet) -> None:
    if canvas.parts:
        canvas.y += 36
    canvas.text(sheet.title or sheet.path, 20, bold=True)
    if sheet.error is None:
        canvas.text(f"Rättslig ram: {words.WORLD[sheet.world]}.", 13)
    if not sheet.ladders:
        canvas.text(_nothing(sheet), 15, italic=True)
    for ladder in sheet.ladders:
        canvas.y += 18
        canvas.text(words.place_of(ladder, sheet.title), 16, bold=True)
        canvas.y += 6
        canvas.add(f'<g role="group" aria-label={attribute(words.place_of(ladder, sheet.title))}>')
        _ladder(canvas, ladder)
        canvas.add("</g>")
    canvas.y += 10
    legend = "Streckad ram: texten säger det inte. " if sheet.ladders else ""
    canvas.text(f"{legend}Läst ur {PurePath(sheet.path).name}.", 12)


def _ladder(canvas: _Canvas, ladder: LadderFact) -> None:
    form = shape(ladder)
    if form.rungs:
        boxes = _rungs(canvas, form)
        _edges(canvas, form, boxes)
        _direct(canvas, form, boxes)
    if form.beside:
        canvas.y += 12
        canvas.text("Vid sidan av trappan", 14, bold=True)
        canvas.y += 6
        for step in form.beside:
            box = _box(canvas, step, _Box(_MARGIN, canvas.y, WIDTH - 2 * _MARGIN, 0), None)
            canvas.y = box.bottom + 12


def _rungs(canvas: _Canvas, form: Shape) -> list[_Box]:
    """Draw the steps as a stair going down to the right, and tell where each one is."""
    count = len(form.rungs)
    indent = min(_INDENT, _STAIR / max(1, count - 1))
    left = _MARGIN + _LANE * len(_skips(form))
    right = WIDTH - _MARGIN - (_DIRECT if any(s.direct for s in form.rungs) else 0)
    width = right - left - indent * (count - 1)
    if count > 1:
        canvas.y += 14
        canvas.add(line("Mildast", left, canvas.y, 12, italic=True))
        canvas.y += 8
    boxes = []
    for at, step in enumerate(form.rungs):
        box = _box(canvas, step, _Box(left + at * indent, canvas.y, width, 0), at + 1)
        boxes.append(box)
        ends_here = any(e.source == at and (e.target is None or e.target == at + 1) for e in form.edges)
        canvas.y = box.bottom + (_GAP if ends_here else 22)
    if count > 1:
        canvas.y = max(canvas.y, boxes[-1].bottom + 18)
        canvas.add(line("Strängast", boxes[-1].right, canvas.y, 12, italic=True, anchor="end"))
    return boxes


def _box(canvas: _Canvas, step: StepFact, at: _Box, number: int | None) -> _Box:
    """Draw one step from `at` downwards; its height follows from its words. Rungs are numbered and square."""
    room = at.width - 2 * _PAD
    mark = 30 if number is not None else 0
    side = step.provision
    head = wrap(words.title_of(step), room - mark - width_of(side, 13) - 16, 15, bold=True)
    head_height = len(head) * 20.0 + 14
    y = at.y + head_height + 6
    inside: list[str] = []
    for label, text, suffix in _rows(step):
        drawn, y = _row(at.x + _PAD, y, room, label, text, suffix)
        inside += drawn
    box = _Box(at.x, at.y, at.width, y + 8 - at.y)
    corner = 2 if number is not None else 12
    frame = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" rx="{corner}"'
    canvas.add(
        f'<rect {frame} height="{box.height:g}" fill="#fff" stroke="#000" stroke-width="1.5"/>',
        f'<path d="M{box.x + 1:g} {box.y + head_height:g}h{box.width - 2:g}" stroke="#000" stroke-width="0.75"/>',
    )
    if number is not None:
        canvas.add(
            f'<circle cx="{box.x + _PAD + 9:g}" cy="{box.y + 17:g}" r="11"/>',
            f'<text x="{box.x + _PAD + 9:g}" y="{box.y + 21.5:g}" font-size="13" font-weight="bold" fill="#fff"'
            f' text-anchor="middle">{number}</text>',
        )
    canvas.add(*(line(part, box.x + _PAD + mark, box.y + 22 + 20 * i, 15, bold=True) for i, part in enumerate(head)))
    if side:
        canvas.add(line(side, box.right - _PAD, box.y + 22, 13, anchor="end"))
    canvas.add(*inside)
    return box


def _rows(step: StepFact) -> list[tuple[str, str | None, str]]:
    """What a box says: label, words (None for a gap) and what stands in brackets after them."""
    rows = [
        ("Utlöses av", step.trigger, ""),
        ("Beslutas av", step.decider, f"({words.modality_of(step)})"),
        ("Frist", words.deadline_of(step), words.vague_of(step)),
    ]
    if step.amount:
        rows.append(("Belopp", step.amount, ""))
    if step.follow_up:
        rows.append(("Följs upp", step.follow_up, ""))
    return rows


def _row(x: float, y: float, room: float, label: str, text: str | None, suffix: str) -> tuple[list[str], float]:
    """The elements of one row beginning below `y`, and where it ends. A gap is a dashed frame."""
    drawn = [line(label, x, y + 15, 13)]
    at = x + _LABEL
    if text is not None:
        for part in wrap(f"{text} {suffix}".strip(), room - _LABEL, _SIZE):
            drawn.append(line(part, at, y + 15, _SIZE))
            y += _LEADING
        return drawn, y + 3
    chip, wide = _chip(words.MISSING, at, y + 1)
    drawn += chip
    for part in wrap(suffix, room - _LABEL - wide - 8, _SIZE) if suffix else [""]:
        drawn.append(line(part, at + wide + 8, y + 15, _SIZE) if part else "")
        y += _LEADING
    return [element for element in drawn if element], y + 5


def _chip(text: str, x: float, y: float) -> tuple[list[str], float]:
    """Words in a dashed frame, and how wide the frame is."""
    wide = width_of(text, 13) + 16
    frame = f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="19" rx="3" fill="none" stroke="#000"{_DASH}/>'
    return [frame, line(text, x + 8, y + 14, 13, italic=True)], wide


def _skips(form: Shape) -> list[Edge]:
    """Escalations that pass by a rung, the shortest first: each gets a lane of its own beside the stair."""
    passing = [e for e in form.edges if e.target is not None and e.target != e.source + 1]
    return sorted(passing, key=lambda e: (abs((e.target or 0) - e.source), e.source))


def _edges(canvas: _Canvas, form: Shape, boxes: Sequence[_Box]) -> None:
    for edge in form.edges:
        box = boxes[edge.source]
        x = box.x + 60
        if edge.target is None:
            said = "nästa steg saknas" if edge.kind is None else f"därefter {words.KIND[edge.kind]}"
            canvas.add(f'<path d="M{x:g} {box.bottom:g}v15" fill="none" stroke="#000" stroke-width="1.5"{_DASH}/>')
            canvas.add(*_chip(said, x - 14, box.bottom + 15)[0])
        elif edge.target == edge.source + 1:
            down = boxes[edge.target].y - box.bottom
            canvas.add(
                f'<path d="M{x:g} {box.bottom:g}v{down:g}" stroke="#000" stroke-width="2" marker-end="url(#pil)"/>',
                line("om det inte räcker", x + 12, box.bottom + down / 2 + 4, 12, italic=True),
            )
    lane = min(b.x for b in boxes)
    for edge in _skips(form):
        lane -= _LANE
        source, target = boxes[edge.source], boxes[edge.target or 0]
        start, end = source.bottom - 12, target.y + 16
        canvas.add(
            f'<path d="M{source.x:g} {start:g}H{lane:g}V{end:g}H{target.x:g}" fill="none" stroke="#000"'
            ' stroke-width="2" marker-end="url(#pil)"/>'
        )


def _direct(canvas: _Canvas, form: Shape, boxes: Sequence[_Box]) -> None:
    """The route past the ladder: from a sign at its top, down its right side, into each rung that may come at once."""
    rungs = [box for box, step in zip(boxes, form.rungs, strict=True) if step.direct]
    if not rungs:
        return
    x, y = WIDTH - _MARGIN - 50, boxes[0].y
    lines = ("Direkt väg,", "utan tidigare", "steg")
    tall = len(lines) * 17 + 12
    frame = f'x="{x - 54:g}" y="{y - 26:g}" width="104" height="{tall}" rx="12"'
    canvas.add(f'<rect {frame} fill="#fff" stroke="#000" stroke-width="1.5"/>')
    canvas.add(*(line(part, x - 2, y - 7 + 17 * i, 13, anchor="middle") for i, part in enumerate(lines)))
    canvas.add(f'<path d="M{x:g} {y - 26 + tall:g}V{rungs[-1].middle:g}" fill="none" stroke="#000" stroke-width="3"/>')
    canvas.add(
        *(
            f'<path d="M{x:g} {box.middle:g}H{box.right:g}" stroke="#000" stroke-width="3" marker-end="url(#pil)"/>'
            for box in rungs
        )
    )
