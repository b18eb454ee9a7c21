"""Whether a mention belongs to the past: "tidigare", "upphävdes", transitional provisions, dated accounts."""

from __future__ import annotations

from lintkit import lazy
from lintkit.document import Block
from lintkit.language.analysis import Analysis

_NEAR_BEFORE = lazy.compile(
    r"(?:tidigare|förutvarande|dåvarande|dåtida|gamla|äldre|upphävda|upphävd|numera upphävda"
    r"|f\.? ?d\.?|fd|före detta|ersatte|ersätter|har ersatt"
    r"|som ersatt|i stället för|istället för|upphäver|upphävs|upphävdes|upphävt|upphävande av|upphör|efterträdde"
    r"|efterträder|då hette|hette|kallades"
    r"|före detta|förr|ändring i|upphävandet av|ikraftträdandet av|införandet av|övergången från"
    r"|hänvisade till|grundades på|byggde på|namnbyte från|omtryck av|sammanslagning av|sammanslagningen av|bildades)"
    r"[^.;:]{0,40}$"
)
_AFTER = lazy.compile(
    r"^[^.;:!?]{0,70}?(?<!\w)(?:upphävdes|upphävts|upphävs|upphörde|upphört|upphör|ersattes|ersatts"
    r"|ersätts|avskaffades|bytte namn|bytt namn"
    r"|har bytt|(?:ändrats|ändrades|ändras|byts ut|bytts ut) till|numera|bildades|slogs samman|slagits samman|uppgick|lades ned|lagts ned|inordnades"
    r"|heter nu|som gällde|gällde"
    r"|i dess lydelse|i den lydelse|i lydelsen|fortfarande|ska fortsätta att|övergick|tog över"
    r"|tagit över|blev|dagens)(?!\w)"
)
_AFTER_CLOSE = lazy.compile(
    r"^[\s,]*[(\[/–-]\s*(?:nu|numera|idag|i dag|sedan|nuvarande|från|ersatt|upphävd|upphävt|upphörd|f\.?d\.?|t\.?o\.?m\.?)(?!\w)"
)
_TRANSITION = lazy.compile(
    r"äldre (?:bestämmelser|föreskrifter|lydelse)"
    # "förordningen (1993:1068) eller föreskrifter som trätt i dess ställe"
    r"|(?:trätt|träder|trätt) i (?:dess|deras) ställe|som (?:ersätter|har ersatt) den(?!\w)|övergångsbestämmelse|(?:gäller|tillämpas) fortfarande|dess lydelse"
    r"|(?:beslut|avtal|tillstånd|ansökning|ärenden?|mål)[^.;]{0,60}före den \d{1,2} \w+ \d{4}"
)
_HEADING = lazy.compile(
    r"ikraftträd|övergångs|ändringshistorik|revisionshistorik|versionshistorik|historik|ändringslogg|dokumenthistorik"
)
#: "Genom författningen upphävs" above a list of what is repealed.
_REPEALS = lazy.compile(r"upphävs|upphör att gälla|upphävts")
_REPLACES = lazy.compile(r"^(?:detta |dokumentet )?ersätter")
_YEAR = lazy.compile(r"(?<![\d:./-])(19\d\d|20[0-4]\d)(?![\d:])")
_PAST_VERB = lazy.compile(
    r"(?<!\w)(?:var|blev|hade|fick|gav|tog|kom|gjorde|beslutade|antog|införde|infördes|genomförde"
    r"|genomfördes|publicerade|publicerades"
    r"|konstaterade|ansåg|uttalade|slog fast|fann|dömde|kritiserade|granskade|presenterade|visade"
    r"|skrev|gjordes|kunde|skulle|trädde"
    r"|fanns|utgick|startade|bildade|skedde|rapporterade|redovisade|framhöll|riktade|förelade|angav"
    r"|anmälde|avslog|biföll)(?!\w)"
)
_WORK = lazy.compile(
    r"^s?\s*(?:\w+\s){0,2}(?:rapport|dom|domar|beslut|skrift|vägledning|broschyr|handbok|publikation"
    r"|utredning|meddelandeblad|yttrande|remissvar"
    r"|avgörande|cirkulär|lägesrapport|utvärdering|undersökning|studie|statistik|betänkande)(?:en|et"
    r"|er|n|s)?(?!\w)[^.;]{0,60}?(?:19|20)\d\d"
)
_LIST_ENTRY = lazy.compile(r"^[\s,:]*\(?(?:19|20)\d\d(?![\d:])[).:,]|^\W{0,3}(?:dnr|diarienr|mål nr|rapport \d|isbn)")


def is_history(analysis: Analysis, start: int, end: int, ended: str = "") -> bool:
    """Whether the words at a plain range name something of the past as past, so that no reader is misled.

    `ended` is the date the thing ended: an account dated before then, in the past tense, is history. A mention
    that the text uses as if it still applied is not, however old the document.
    """
    document = analysis.document
    block = document.block_at(start)
    if analysis.is_quoted(start, end) or _historic_place(analysis, block):
        return True
    sentence = analysis.sentence_at(start)
    low = analysis.lower
    before, after = low[sentence.start : start], low[end : sentence.end]
    if _NEAR_BEFORE.search(before[-70:]) or _AFTER.search(after) or _AFTER_CLOSE.search(after):
        return True
    if _TRANSITION.search(low[sentence.start : sentence.end]):
        return True
    lead = analysis.lead(block)
    if lead is not None and _REPEALS.search(low[lead.start : lead.end]):
        return True
    if _WORK.search(after) or _LIST_ENTRY.search(after):
        return True
    years = [y for y in _YEAR.findall(before + " " + after) if not ended or y <= ended[:4]]
    return bool(years) and _PAST_VERB.search(low[sentence.start : sentence.end]) is not None


def _historic_place(analysis: Analysis, block: Block) -> bool:
    if any(_HEADING.search(name.lower()) for name in block.section[-1:]):
        return True
    if block.cell is None:
        return False
    if _HEADING.search(block.cell.heading.lower()):
        return True
    # "| Ersätter | Reglemente enligt kommunallagen (1991:900) |"
    row = (
        b for b in analysis.document.blocks[max(block.index - 8, 0) : block.index]
        if b.cell is not None and (b.cell.table, b.cell.row) == (block.cell.table, block.cell.row)
    )  # fmt: skip
    return any(_REPLACES.search(analysis.text(b).lower()) for b in row)
