"""What a document says of itself: fields such as case number, decision, validity and review, and their dates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lintkit import lazy
from lintkit.document import Block, BlockKind, Document, per_document
from lintkit.language.analysis import lower
from lintkit.language.index import holding
from lintkit.language.memory import remembered

#: Field -> its labels in municipal documents, lower case, as regular expression alternatives.
_LABELS = {
    "dnr": r"diarienummer|diarienr|diariefört|dnr|ärendenummer|ärendenr",
    "beslutad_av": r"beslutande instans|beslutsinstans|beslutad av|beslutat av|beslutas av|antagen av|antaget av|antagna av|fastställd av|fastställt av"
    r"|godkänd av|utfärdad av|dokumentet är beslutat av|beslutande organ|beslutsfattare",
    "beslutsdatum": r"beslutsdatum|datum för beslut|beslutad den|antagen den|antagen|antaget|fastställd|fastställt|fastställelsedatum|fastställd den|antagningsdatum"
    r"|datum för fastställande|dokumentet beslutades(?: den)?|dokumentet beslutat(?: den)?|beslutad"
    r"|beslutsdatum och paragraf",
    "galler_for": r"gäller för|dokumentet gäller för|omfattar|målgrupp",
    "galler_fran": r"gäller från(?: och med)?|gäller fr\.?o\.?m\.?|giltig från(?: och med)?|dokumentet gäller från(?: och med)?|ikraftträdande|träder i kraft",
    "galler_till": r"gäller till(?: och med)?(?: den)?|gäller t\.?o\.?m\.?|giltig till(?: och med)?|giltig t\.?o\.?m\.?|dokumentet gäller till(?: den| och med)?|gäller längst till|giltigt till(?: och med)?"
    r"|sista giltighetsdag",
    "giltighet": r"giltighetstid|giltighetsperiod|giltighet|giltigt?|gäller|avtalstid|avtalsperiod|avtalets giltighetstid|dokumentet gäller|planperiod|giltig period|gäller under",
    "revideras_senast": r"revideras senast(?: den)?|ska revideras senast|nästa revidering|revideras|revidering senast|ses över senast|översyn senast|nästa översyn"
    r"|uppföljning senast|uppdateras senast|senast revideras|datum för revidering|revideringsdatum|nästa uppdatering",
    "reviderad": r"reviderad(?: den)?|reviderat|senast reviderad(?: den)?|senast reviderat(?: den)?|senaste revidering|senast uppdaterad|senast uppdaterat|dokumentet (?:är )?uppdaterat(?: den)?|uppdaterad|uppdaterat"
    r"|senast ändrad|senaste ändring",
    "ersatter": r"ersätter|dokumentet ersätter",
    "dokumentansvarig": r"dokumentansvarig(?: är| funktion)?|dokumentägare|dokumentansvar|ansvarig för dokumentet|ansvarig för revidering|ansvarig förvaltning|ansvarig nämnd"
    r"|ansvarig enhet|informationsägare",
    "kontakt": r"kontaktperson",
    "typ": r"dokumenttyp|typ av dokument|styrdokumenttyp",
    "version": r"version|utgåva|versionsnummer|revision",
}
_FIELD = lazy.compile(
    r"(?<![\wåäö])(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _LABELS.items()) + r")(?![\wåäö])(?=\s*:|\s*$)"
)
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
_MONTH = "|".join(_MONTHS) + "|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec"
_DATE = lazy.compile(
    r"(?<![\w/:.-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d/:]|-\d)"
    r"|(?<![\w/:.-])(?P<y2>(?:19|20)\d\d)(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?![\w/:.-])"
    rf"|(?<![\w/:.-])(?P<d3>\d{{1,2}})(?::e)?\s(?P<m3>{_MONTH})\.?,?\s(?P<y3>(?:19|20)\d\d)(?!\w)"
    r"|(?<![\w/:.-])(?P<d4>\d{1,2})/(?P<m4>\d{1,2})[\s-](?P<y4>(?:19|20)\d\d)(?!\w)"
)
#: Without it, a text holds no date.
YEAR = lazy.compile(r"(?:19|20)\d\d")
_YEARS = lazy.compile(r"(?<![\w/:.-])(?P<a>20\d\d)\s?[–—-]\s?(?P<b>20\d\d)(?![\w/:]|-\d)")
_UNTIL = lazy.compile(
    r"(?<!\w)(?:är |var )?(?:giltig(?:t|a)?|gäller|gällde|gälla)(?:\s+(?:från|fr\.?o\.?m\.?"
    r"|under (?:perioden|tiden)|för perioden)[^.;]{0,40}?)?\s+"
    r"(?:till och med|t\.?\s?o\.?\s?m\.?|till|längst till(?: och med)?|fram till(?: och med)?"
    r"|som längst till(?: och med)?)\s+(?:den\s+)?"
    r"|(?<!\w)(?:gäller|gällde|är giltig\w*)(?:\s+(?:för|under)(?: perioden| tiden)?)?\s+20\d\d-\d\d-\d\d\s?[–-]\s?"
)
_REVIEW = lazy.compile(
    r"(?<!\w)(?:ska |skall |bör )?(?:revideras|ses över|omprövas|aktualitetsprövas"
    r"|uppdateras)\s+(?:igen\s+|på nytt\s+)?senast\s+(?:den\s+)?"
)
#: One of these stands in all that the two find.
_SAYING = ("giltig", "gäll", "revideras", "ses över", "omprövas", "aktualitetsprövas", "uppdateras")
#: What the words "gäller till" must be said of, for the validity to be the document's own.
_SELF = lazy.compile(
    r"(?<!\w)(?:detta |denna |dessa |det här |den här )?(?:\w*(?:dokument|reglemente|policy"
    r"|riktlinje|rutin|handlingsplan|plan|program|vägledning|underlag"
    r"|anvisning|avtal|villkor|regler|strategi|delegationsordning|taxa|arbetsordning"
    r"|uppdragsbeskrivning|överenskommelse|styrdokument|bilaga(?= \w{1,2}(?!\w))|prislista|prisbilaga|avgiftstabell)(?:et|en|t|n|na|erna|s|ens|ets|a)?)(?!\w)"
)
#: Another document than this one: "kommunens tidigare avtal gäller till ...", "Ersätter: ..., gällde till ...".
_FORMER = lazy.compile(r"(?<!\w)(?:ersätter|tidigare|äldre|gamla|föregående|förra|nuvarande)(?!\w)")
#: Words in a value that only say how to fill it in.
_GUIDANCE = lazy.compile(
    r"\((?:max|högst|som längst)[^)]*\)|\(åååå-mm-dd\)|åååå-mm-dd|\((?:datum|namn|dnr|diarienummer|funktion|befattning)\)",
    re.IGNORECASE,
)
#: Values that say that there is none yet.
_NOT_YET = lazy.compile(
    r"n/?a|n\.? ?n\.?|tb[ad]|(?:ej|inte|ännu inte) (?:fastställ\w+|angiv\w+|ifyll\w+|bestäm\w+|beslutad|klar\w*)"
    r"|(?:anges|fylls i|kompletteras|kommer) (?:senare|efter beslut)",
    re.IGNORECASE,
)
#: Only the opening of a document is searched for its fields.
HEAD_BLOCKS = 60


class Dated(NamedTuple):
    """A date as written, at a plain range; `day` is None when the calendar has no such day."""

    start: int
    end: int
    day: date | None


class Field(NamedTuple):
    """A field of the document's head: plain ranges of label and value (equal start and end when left empty)."""

    kind: str
    label_start: int
    label_end: int
    start: int
    end: int
    value: str
    label: str = ""

    def moved(self, by: int) -> Field:
        """The same field so many characters on."""
        return self._replace(
            label_start=self.label_start + by, label_end=self.label_end + by, start=self.start + by, end=self.end + by
        )

    @property
    def names_a_time(self) -> bool:
        """Whether the label asks for how long, so that one date alone is the last day."""
        return self.label.startswith(("giltighetstid", "avtalstid", "giltighetsperiod"))

    @property
    def empty(self) -> bool:
        """Whether nothing but guidance on how to fill the field in stands after the label."""
        value = _GUIDANCE.sub("", self.value).strip(" :.-–—_|()[]…?")
        if self.kind == "dnr" and "_" not in self.value and re.search(r"\d/$", value):
            return True  # "KS 2026/": the number was to follow
        return not value or _NOT_YET.fullmatch(value) is not None


class Deadline(NamedTuple):
    """A day the document sets for itself ("until" validity, "review" of it), with the words that say so."""

    kind: str
    start: int
    end: int
    day: date


def dates(text: str, at: int = 0) -> list[Dated]:
    """Dates in a text, ranges shifted by `at`. Reads 2025-12-31, 20251231, 31 december 2025, 31/12 2025."""
    out: list[Dated] = []
    if YEAR.search(text) is None:
        return out
    for match in _DATE.finditer(lower(text)):
        year = match["y"] or match["y2"] or match["y3"] or match["y4"]
        raw = match["m"] or match["m2"] or match["m4"]
        month = int(raw) if raw else next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(match["m3"][:3]))
        day = int(match["d"] or match["d2"] or match["d3"] or match["d4"])
        out.append(Dated(at + match.start(), at + match.end(), _day(int(year), month, day)))
    return out


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PAGE_HEADER, BlockKind.LIST_ITEM})


@per_document
def fields(document: Document) -> list[Field]:
    """The fields of the document's head and running heads: rows of a table, or "Label: value" lines."""
    out: list[Field] = []
    for block in _head(document):
        if block.cell is not None:
            out.extend(_cell_field(document, block))
        elif block.kind in _LINES and ":" in (text := document.block_text(block)):
            out.extend(field.moved(block.plain_start) for field in _line_fields(text))
    return out


def _head(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        if (
            block.index < HEAD_BLOCKS or block.kind is BlockKind.PAGE_HEADER
        ) and block.plain_end - block.plain_start < 600:
            yield block


def _cell_field(document: Document, block: Block) -> Iterator[Field]:
    text = lower(document.block_text(block))
    match = _FIELD.match(text.strip())
    cell = block.cell
    if match is None or cell is None or match.end() < len(text.strip(" :")):
        return
    following = document.blocks[block.index + 1 : block.index + 2]
    for other in following:
        place = other.cell
        if place is not None and (place.table, place.row, place.column) == (cell.table, cell.row, cell.column + 1):
            value = document.block_text(other)
            if _FIELD.fullmatch(lower(value).strip(" :")):
                return  # a row of labels, not a label and its value
            yield Field(
                str(match.lastgroup), block.plain_start, block.plain_end, other.plain_start, other.plain_end, value,
                match[0],
            )  # fmt: skip


@remembered
def _line_fields(text: str) -> tuple[Field, ...]:
    """The fields of a block's text, with places in it."""
    return tuple(_in_line(text))


def _may_open(text: str, label: re.Match[str]) -> bool:
    """Whether a field may begin inside a block: after a separator, or with a capital, as the label of a line that
    the reader has joined to the line before it ("Antaget 2025-10-14, § 88 Diarienummer: …").
    """
    before = text[: label.start()]
    return re.search(r"[·|:]", before) is not None or (before[-1].isspace() and text[label.start()].isupper())


def _in_line(text: str) -> Iterator[Field]:
    found = [m for m in _FIELD.finditer(lower(text)) if ":" in text[m.end() : m.end() + 2]]
    if not found or (found[0].start() > 3 and not _may_open(text, found[0])):
        return
    for match, following in zip(found, [*found[1:], None], strict=True):
        start = text.index(":", match.end()) + 1
        end = following.start() if following else len(text)
        if (bar := re.search(r"\s[|·]\s", text[start:end])) is not None:
            end = start + bar.start()  # "Giltigt: | Handläggarstöd": the next is no part of the value
        value = text[start:end]
        lead = len(value) - len(value.lstrip())
        value = value.strip()
        begin = start + lead if value else start
        yield Field(
            str(match.lastgroup), match.start(), match.end(), begin, begin + len(value), value,
            match[0],
        )  # fmt: skip


@per_document
def deadlines(document: Document) -> list[Deadline]:
    """When the document says that its validity ends or that it must be reviewed, from fields and sentences."""
    out: list[Deadline] = []
    for field in fields(document):
        if field.kind in ("galler_till", "giltighet"):
            out.extend(_validity(field))
        elif field.kind == "revideras_senast":
            found = [d for d in dates(field.value, field.start) if d.day]
            if found and found[-1].day:
                out.append(Deadline("review", found[-1].start, found[-1].end, found[-1].day))
    for block in holding(document, _UNTIL, _REVIEW):
        if block.cell is None and block.kind not in (BlockKind.CODE, BlockKind.TOC, BlockKind.QUOTE):
            for deadline in _said(document, block):
                if not any(d.start < deadline.end and deadline.start < d.end for d in out):
                    out.append(deadline)
    return sorted(out, key=lambda d: d.start)


def _validity(field: Field) -> Iterator[Deadline]:
    value = lower(field.value)
    if "tills vidare" in value or "tillsvidare" in value or "förläng" in value:
        return
    found = [d for d in dates(field.value, field.start) if d.day]
    alone = len(found) == 1 and field.names_a_time and not re.search(r"från|fr\.?o\.?m", value)
    ranged = len(found) > 1 or field.kind == "galler_till" or alone or re.search(r"till|t\.?o\.?m|[–—]\s*\d", value)
    if found and ranged and found[-1].day:
        first = field.start if len(found) > 1 and field.end - field.start < 60 else found[-1].start
        yield Deadline("until", first, found[-1].end, found[-1].day)
    elif years := _YEARS.search(field.value):
        yield Deadline("until", field.start + years.start(), field.start + years.end(), date(int(years["b"]), 12, 31))
    elif month := _MONTH_YEAR.search(value) if ranged and not found else None:
        year, number = int(month["y"]), _MONTHS.index(month["m"]) + 1
        day = date(year, number, monthrange(year, number)[1])
        yield Deadline("until", field.start + month.start(), field.start + month.end("y"), day)


#: "juni 2025" as the end of a validity is the last day of that month.
_MONTH_YEAR = lazy.compile(rf"(?<![\d./-])(?<!\d )(?P<m>{'|'.join(_MONTHS)}) (?P<y>20\d\d)\W*$")


def _said(document: Document, block: Block) -> Iterator[Deadline]:
    text = document.block_text(block)
    low = lower(text)
    if not any(word in low for word in _SAYING):
        return
    head = block.index < HEAD_BLOCKS // 3 and not re.search(r"(?<!\w)(?:ska|får|måste)(?!\w)", low)
    for pattern, kind in ((_UNTIL, "until"), (_REVIEW, "review")):
        for match in pattern.finditer(low):
            found = dates(text[match.end() : match.end() + 40], block.plain_start + match.end())
            if not found or found[0].day is None or found[0].start > block.plain_start + match.end() + 2:
                continue
            stop = max(low.rfind(". ", 0, match.start()), low.rfind("· ", 0, match.start())) + 1
            subject = low[stop : match.start()]
            if re.search(r"beräkna|planera|preliminär", low[stop : match.end()]):
                continue
            if _FORMER.search(subject) or re.search(r"(?<!\w)ersätts(?!\w)", low[match.end() :].partition(".")[0]):
                continue  # what this document took over from, or what is to be replaced in its turn
            own = _SELF.search(subject[-80:]) if subject.strip(" *·") else head
            after = low[found[0].end - block.plain_start :][:60]
            if own and "förläng" not in after and "tills vidare" not in after:
                begin = match.start() + len(match[0]) - len(match[0].lstrip())
                words = re.sub(r"^(?:är|var) ", "", low[begin : match.end()])
                begin = match.end() - len(words)
                yield Deadline(kind, block.plain_start + begin, found[0].end, found[0].day)


def open_ended(document: Document) -> bool:
    """Whether the document's head says that it applies until further notice."""
    for field in fields(document):
        if field.kind in ("giltighet", "galler_till", "galler_fran") and re.search(
            r"tills ?vidare", lower(field.value)
        ):
            return True
    opening = " ".join(lower(document.block_text(b)) for b in document.blocks[: HEAD_BLOCKS // 3])
    return re.search(r"(?:gäller|giltig\w*|gälla)[^.;]{0,60}tills ?vidare", opening) is not None


def is_form(document: Document) -> bool:
    """Whether the document is a template or form, made to be filled in by others."""
    name = lower(document.title + " " + document.path.rpartition("/")[2]).replace("_", " ")
    return (
        re.search(
            r"(?<!\w)(?:mall|\w*mall(?:en|ar)?|blankett|\w*blankett(?:en|er)?|checklista|formulär"
            r"|\w*formulär|kvittens|samtycke|samtyckesförklaring|deklarationsmall|intyg|\w*protokoll|frågelista"
            r"|loggbok|signeringslista|kallelse)(?!\w)",
            name,
        )
        is not None
    )
