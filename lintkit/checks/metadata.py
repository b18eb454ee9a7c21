"""Judges document data: placeholders, broken fields, empty fields, passed and impossible dates, contradictions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.document import Block, BlockKind, Document
from lintkit.facts.citations import citations
from lintkit.facts.metadata import (
    YEAR,
    Field,
    dates,
    deadlines,
    fields,
    is_form,
    open_ended,
)
from lintkit.finding import Severity
from lintkit.language.memory import remembered

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip

_INSTRUCTION = (
    r"namn|firma|firmanamn|företagsnamn|förnamn|efternamn|för- och efternamn|datum|telefon|telefonnummer|tfn|e-?post|e-?postadress|mejl|adress|belopp|antal"
    r"|diarienummer|dnr|nummer|org\.? ?nr|organisationsnummer|titel|rubrik|ort|år"
    r"|befattning|funktion|enhet|förvaltning|nämnd|kommun|paragraf|version"
)
_PLACEHOLDER = lazy.compile(
    # words that a template's fields show until they are filled in
    r"(?P<word>klicka eller tryck här(?: för att (?:ange|skriva|lägga till|välja) \w+)?\.?"
    r"|klicka här för att (?:ange|skriva|lägga till|välja) \w+\.?|välj ett objekt\.?|(?:skriv"
    r"|ange) (?:in )?(?:text|datum|namn) här\.?|skriv datum så här[^.\n]{0,30}"
    r"|skriv vilka som omfattas[^.\n]{0,40}|ta inte bort denna rad|lorem ipsum)"
    # "[namn, telefon]", "[Fylls i vid avtalstecknande]", "[Nytt dokument]"
    rf"|(?P<bracket>\[(?:(?:ange|skriv|fyll|fylls|infoga|beskriv|välj|klicka|ersätt|lägg in"
    rf"|komplettera|nytt dokument|ny text|att fylla i|här)(?!\w)[^\]\[]{{0,700}}"
    rf"|(?:[^\]\[\d]{{0,40}}[\s(,/])?(?:{_INSTRUCTION})(?:[\s,/)][^\]\[\d]{{0,40}})?|x{{2,}})\](?!\())"
    # "20XX-XX-XX", "0XX-XX XX XX", "2024-09-xx", "201X", "KS 2025/XXX"
    r"|(?P<pattern>(?<![\w-])(?:20xx|20\dx|xxxx|20\d\d)(?:-(?:xx|\d\d)){0,2}-xx(?![\w-])"
    r"|(?<![\w-])20xx(?![\w])|(?<![\w-])xxxx-xx-xx(?!\w)|(?<![\w-])20\d\d[/:]x{2,6}(?![\w/:-])|(?<![\w/:-])x{2,6}[/:]20\d\d(?![\w/:-])"
    r"|(?<![\w-])0\d?x{1,3}\s?[-–]\s?[\dx][\dx ]{4,}x(?!\w)|(?<![\w-])\d{4,8}-x{2,4}(?![\w-])"
    r"|(?<![\wåäö(-])(?:åååå(?:-mm(?:-dd)?|[/:]n+)|(?:dd|d) (?:månad|mån) åååå)(?![\wåäö)])|(?<![\w-])x{2,}[-/]x{2,}(?:[-/ ]x{2,})*(?!\w))"
    # addresses and numbers of nobody
    r"|(?P<contact>(?<![\w.])x[x.]{2,}@x[x.]+x(?![\w])|(?<![\d-])0{2,4}\s?-\s?0{2,3}(?: ?0{2,3}){1,3}(?![\d-]))",
    re.IGNORECASE,
)
#: Something in a text that the pattern above could match: a cheap look before the costly one.
_HINT = lazy.compile(r"[xX]{2}|\[|00|(?i:klicka|välj ett|skriv|ange |ta inte|lorem)|20\dx|ÅÅÅÅ|åååå|…", re.ASCII)
#: Words and signs without one of which a block has neither a hint nor a line to write on.
_HINTING = lazy.compile(r"xx|klicka|välj ett|skriv|ange |ta inte|lorem|åååå|__|20\dx", re.IGNORECASE)
_HINTING_SIGNS = ("[", "00", "…", "......")
#: "XX" alone: only as the whole of a value, or beside what a number belongs to. "XX berättar" is a person.
_CROSSES = lazy.compile(
    r"(?<![\wåäöÅÄÖ.@-])(?:X{2,6}|x{2,6})(?![\wåäöÅÄÖ@])(?=\s?(?:kronor|kr|procent|%|dagar|dag"
    r"|arbetsdagar|veckor|månader|år|timmar|timme|st|personer|platser|januari|februari|mars|april"
    r"|maj|juni|juli"
    r"|augusti|september|oktober|november|december|/timme|/tim))"
    r"|(?<=besvaras av )X{2,6}(?!\w)|(?<=kontakta )X{2,6}(?!\w)|(?<=§ )X{2,6}(?!\w)|(?<=nr )X{2,6}(?!\w)|(?<=dnr )X{2,6}(?!\w)|(?<=Dnr )X{2,6}(?!\w)"
    r"|(?<=den )x{2,4}(?= \w+ 20)"
)
_BLANK = lazy.compile(r"_{2,}(?:[ /.-]+_{2,})*|\.{6,}|…{2,}")
#: "XX" or "X.X" as all that stands in a field.
_ALL_CROSSES = lazy.compile(r"(?:[^:]{0,40}:)?\s*(?P<x>x{2,8}|x(?:\.x){1,3})\s*", re.IGNORECASE)
#: "Svarsperson: XX" at the end of a block.
_LONE = lazy.compile(r"(?<!\S)[A-ZÅÄÖ][\wåäö]{3,29}:\s*(?P<x>[Xx]{2,8})\s*$")
#: What a gap between words leaves open: "och ……, nedan Bolaget".
_GAP_OF = lazy.compile(
    r"^\s*(?:,?\s*(?:nedan|kallad|org\.?|organisationsnummer|i det följande)|\([^)]{0,20}(?:nedan|kallad))"
)
#: "Leverantör: ……", "Ansvarig: ____"; where somebody is to sign is no gap.
_UNFILLED = lazy.compile(
    r"(?<!\S)(?!Namn|Underskrift|Under|Ort|Datum|Sign|Telefon|E-post|Adress|Person|Kryssa|Anhörig|Närstående|Vårdnadshavare|Förälder|Elev|Kund|Brukare|Barn|God man|Vittne)[A-ZÅÄÖ][\wåäö-]{3,29}:\s*$"
)
_FIELD_CODE = lazy.compile(
    r"(?:Fel|Error)!\s*(?:Bokmärket är inte definierat|Hittar inte referenskälla|Ogiltigt bokmärke"
    r"|Ogiltig länk|Länken är ogiltig"
    r"|(?:Okänd|Fel) dokumentegenskap|Det finns ingen text med angivet format i dokumentet"
    r"|Ingen text med angivet format i dokumentet"
    r"|(?:Hittar inte|Hittar ingen|Det gick inte att hitta någon) innehållsförteckning|Inga (?:index"
    r"|figur|tabell)?poster hittades|Filnamnet har inte angetts"
    r"|Bookmark not defined|Reference source not found|No text of specified style in document"
    r"|Unknown document property name|Not a valid link)\.?",
    re.IGNORECASE,
)
_REQUIRED = {
    "dnr": "diarienumret", "beslutad_av": "vem som har beslutat", "beslutsdatum": "beslutsdatumet",
    "galler_till": "hur länge dokumentet gäller", "giltighet": "hur länge dokumentet gäller",
    "revideras_senast": "när dokumentet senast ska revideras", "dokumentansvarig": "vem som är dokumentansvarig",
    "galler_fran": "från när dokumentet gäller", "galler_for": "vilka dokumentet gäller för",
    "kontakt": "vem som är kontaktperson",
}  # fmt: skip
_CASE_NUMBER = lazy.compile(
    r"(?:[Dd]nr|[Dd]iarienr|[Dd]iarienummer|nr|ISBN|ISSN)[\s.:]*(?:[A-ZÅÄÖa-zåäö]{2,6})?[\s-]*$"
    r"|(?<![\w])[A-ZÅÄÖ]{2,6}[ -]$"
)


def placeholder(given: Input) -> Iterator[Remark]:
    """Text that was to be replaced before the document was adopted."""
    document = given.document
    analysis = given.analysis
    hinted = {block.index for block in (*analysis.holding(_HINTING), *analysis.with_any(_HINTING_SIGNS))}
    form = is_form(document) or _is_template(document, analysis.lower, (document.blocks[index] for index in hinted))
    head = [(f.label_start, f.end) for f in fields(document)]
    source = document.text
    heads = {index for a, b in head for index in range(document.block_at(a).index, document.block_at(b).index + 1)}
    for block in (document.blocks[index] for index in sorted(heads | hinted)):
        text = document.block_text(block)
        if not text or block.kind in (BlockKind.CODE, BlockKind.TOC):
            continue
        own = block.index in heads
        at = block.plain_start
        for start, end in _in_block(text, own, form):
            if _really(document, at + start, at + end):
                yield Remark(at + start, at + end)
        if own and "___" in source and "__" not in text and (gap := _hidden_gap(document, block)):
            yield Remark(*gap)


#: More unfilled fields than this, and the document is a template for others to fill in.
_TEMPLATE = 10


def _is_template(document: Document, low: str, hinted: Iterable[Block]) -> bool:
    if low.count("[") <= _TEMPLATE and low.count("klicka") <= _TEMPLATE:
        return False
    texts = map(document.block_text, hinted)
    found = Counter(m.lastgroup for text in texts for m in _PLACEHOLDER.finditer(text))
    return found["word"] > _TEMPLATE or found["bracket"] > _TEMPLATE


def _hidden_gap(document: Document, block: Block) -> tuple[int, int] | None:
    """A line to write on that Markdown reads as emphasis ("____/____"): what is left of it in plain text."""
    source = document.text[block.start : block.end]
    for match in re.finditer(r"_{3,}[^_\w\s]_{3,}", source):
        return document.plain.from_source(block.start + match.start(), block.start + match.end())
    return None


@remembered
def _in_block(text: str, own: bool, form: bool) -> tuple[tuple[int, int], ...]:
    return tuple(_unfilled(text, own, form))


def _unfilled(text: str, own: bool, form: bool) -> Iterator[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    hinted = _HINT.search(text) is not None
    for match in _PLACEHOLDER.finditer(text) if hinted else ():
        # a form is meant to be filled in by others; only what its own head leaves open is a fault there
        if form and not own and match.lastgroup in ("bracket", "word", "pattern"):
            continue
        taken.append(match.span())
        yield match.span()
    for match in _CROSSES.finditer(text) if hinted else ():
        if not (form and not own) and not any(a < match.end() and match.start() < b for a, b in taken):
            yield match.span()
    whole = _ALL_CROSSES.fullmatch(text) if own and text.rstrip()[-1:] in "xX" else None
    if whole is not None:
        taken.append(whole.span("x"))
        yield taken[-1]
    for lone in _LONE.finditer(text) if hinted and (own or not form) else ():
        if not any(a < lone.end("x") and lone.start("x") < b for a, b in taken):
            yield lone.span("x")
    for match in _BLANK.finditer(text) if any(blank in text for blank in ("__", "......", "……")) else ():
        if _is_gap(text, match, own, form):
            yield match.span()


def _is_gap(text: str, match: re.Match[str], own: bool, form: bool) -> bool:
    """Whether a line or row of dots stands for a missing word. Leaders of a table of contents, signature lines
    and the lines of a form are not.
    """
    if own:
        return not re.search(r"\.{6,}\s*\d{1,3}\s*$", text)
    if form:
        return False
    before, after = text[: match.start()].split(), text[match.end() :].split()
    if len(before) >= 2 and _GAP_OF.match(text[match.end() :].lower()):
        return True
    if _UNFILLED.search(text[: match.start()]):
        return True
    binding = re.search(r"(?<!\w)(?:ska|skall|får|senast|inom|högst|minst)(?!\w)", text[: match.end()])
    if binding is None or match[0][0] != "_":
        return False
    return len(before) >= 3 and len(after) >= 2 and not after[0].isdigit()


def _really(document: Document, start: int, end: int) -> bool:
    # front matter is masked from matching, but it is just where the document's data stand
    head = document.block_at(start).kind is BlockKind.PAGE_HEADER
    return head or not document.plain.is_masked(start, end) or "@" in document.plain.text[start:end]


def broken_field(given: Input) -> Iterator[Remark]:
    """Word's error texts where a cross-reference or contents entry has lost its target."""
    text = given.document.plain.text
    for block in given.analysis.holding(_FIELD_CODE):
        for match in _FIELD_CODE.finditer(text, block.plain_start, block.plain_end):
            yield Remark(*match.span())


def empty_field(given: Input) -> Iterator[Remark]:
    """A label of the document's head with nothing after it."""
    document = given.document
    if is_form(document):
        return
    found = fields(document)
    filled = {f.kind for f in found if not f.empty}
    said: set[str] = set()
    for field in found:
        if field.kind not in _REQUIRED or not field.empty or field.kind in said or field.kind in filled:
            continue
        beside = any(f.label_start > field.label_end and _same_block(document, f, field) for f in found)
        if not (beside or any(c.isalpha() for c in field.value)) and _value_below(document, field, found):
            continue
        said.add(field.kind)
        yield Remark(field.label_start, field.label_end, {"what": _REQUIRED[field.kind]})


def _same_block(document: Document, one: Field, other: Field) -> bool:
    return document.block_at(one.label_start).index == document.block_at(other.label_start).index


def _value_below(document: Document, field: Field, found: list[Field]) -> bool:
    """Whether the value of a "Label:" line stands in the next block, as text from PDF has it; a lone label in
    running text counts as that too.
    """
    block = document.block_at(field.label_start)
    if block.cell is not None:
        return False
    labels = {document.block_at(f.label_start).index for f in found}
    following = document.blocks[block.index + 1] if block.index + 1 < len(document.blocks) else None
    if following is None or following.index in labels:
        return len(labels) < 2
    text = document.block_text(following)
    if following.kind is BlockKind.HEADING and (following.level < 3 or following.number) and len(labels) > 1:
        return False
    return bool(text) or len(labels) < 2


def validity_passed(given: Input) -> Iterator[Remark]:
    """A validity that had ended on the day judged by, unless the document also applies until further notice."""
    if open_ended(given.document):
        return
    for deadline in deadlines(given.document):
        if deadline.kind == "until" and given.today.is_past(deadline.day.isoformat()):
            yield Remark(deadline.start, deadline.end, {"date": _swedish(deadline.day)})


def review_passed(given: Input) -> Iterator[Remark]:
    """A day for review that had passed, and no revision since."""
    revised = [d.day for f in fields(given.document) if f.kind == "reviderad" for d in dates(f.value) if d.day]
    for deadline in deadlines(given.document):
        if (
            deadline.kind == "review"
            and given.today.is_past(deadline.day.isoformat())
            and all(r <= deadline.day for r in revised)
        ):
            yield Remark(deadline.start, deadline.end, {"date": _swedish(deadline.day)})


def impossible_date(given: Input) -> Iterator[Remark]:
    """Dates that the calendar does not have."""
    document = given.document
    for block in given.analysis.holding(YEAR):
        if block.kind is BlockKind.CODE:
            continue
        text = document.block_text(block)
        for found in dates(text, block.plain_start):
            if found.day is not None or document.plain.is_masked(found.start, found.end):
                continue
            words = document.plain.text[found.start : found.end]
            before = text[: found.start - block.plain_start]
            if words.isdigit() or "/" in words or _CASE_NUMBER.search(before[-24:]):
                continue
            yield Remark(found.start, found.end)


def contradiction(given: Input) -> Iterator[Remark]:
    """Document data that cannot all be true: decided after the end of validity, valid to before valid from, a
    title whose years the validity does not cover.
    """
    document = given.document
    found = fields(document)
    decided = _first(found, "beslutsdatum")
    begins = _first(found, "galler_fran")
    ends = next(((d.day, d.start, d.end) for d in deadlines(document) if d.kind == "until"), None)
    if ends and decided and decided[0] > ends[0]:
        what = f"dokumentet slutade gälla innan det beslutades ({_swedish(decided[0])})"
        yield Remark(ends[1], ends[2], {"what": what})
    if ends and begins and begins[0] > ends[0]:
        what = f"dokumentet slutar gälla innan det börjar gälla ({_swedish(begins[0])})"
        yield Remark(ends[1], ends[2], {"what": what})
    if decided and begins and decided[0] > begins[0]:
        what = f"dokumentet gäller från en dag före beslutet ({_swedish(decided[0])})"
        yield Remark(begins[1], begins[2], {"what": what}, Severity.INFO)
    yield from _too_early(document, found, decided)
    years = re.search(r"(?<!\d)(20\d\d)\s?[–—-]\s?(20\d\d)(?!\d)", document.title)
    if ends and years and int(years[2]) != ends[0].year and ends[0] != date(int(years[2]) + 1, 1, 1):
        yield Remark(
            ends[1],
            ends[2],
            {"what": f"titeln anger åren {years[1]}–{years[2]}, men giltighetstiden är en annan"},
            Severity.INFO,
        )


_CITED = lazy.compile(r"(?<!\d)(20\d\d):\d")


def _too_early(document: Document, found: list[Field], decided: tuple[date, int, int] | None) -> Iterator[Remark]:
    """Decided, and not changed since, before what the text cites or replaces had come."""
    if decided is None:
        return
    later = [
        d.day for f in found if f.kind in ("reviderad", "galler_fran", "beslutsdatum") for d in dates(f.value) if d.day
    ]
    last = max([decided[0], *later])
    if any(int(year) > last.year for year in _CITED.findall(document.plain.text)):
        young = [c for c in citations(document) if c.series == "SFS" and c.number and int(c.number[:4]) > last.year]
        if young:
            newest = max(young, key=lambda c: c.number)
            words = document.plain.text[newest.start : newest.end]
            what = f"beslutet är från {_swedish(decided[0])}, men texten hänvisar till {' '.join(words.split())}"
            yield Remark(decided[1], decided[2], {"what": what})
    # "Ersätter: [Reviderad 2025-12-08]" tells of this document's own revision.
    former = [f for f in found if f.kind == "ersatter" and "revider" not in f.value.lower()]
    replaced = next((d for f in former for d in dates(f.value, f.start) if d.day), None)
    if replaced is not None and replaced.day is not None and replaced.day > last:
        what = f"dokumentet som ersätts är yngre än beslutet ({_swedish(decided[0])})"
        yield Remark(replaced.start, replaced.end, {"what": what})


def _first(found: list[Field], kind: str) -> tuple[date, int, int] | None:
    for field in found:
        if field.kind == kind:
            for d in dates(field.value, field.start):
                if d.day:
                    return d.day, d.start, d.end
    return None


def _swedish(day: date) -> str:
    return f"den {day.day} {_MONTHS[day.month - 1]} {day.year}"
