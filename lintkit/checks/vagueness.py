"""Conditions and measures that leave the decision to whoever reads: found by the clause's shape, not by one word.

Single vague words are the rules' own lists; here stand subordinate clauses whose verb only says that somebody must
judge ("när praktiska skäl talar för det", "om du har möjlighet", "som omständigheterna bjuder").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.document import BlockKind
from lintkit.facts.sanctions_clause import sets_sanction
from lintkit.language.analysis import Analysis, Sentence, lower, ranges
from lintkit.language.bounds import has_citation, is_bounded, is_explained
from lintkit.language.memory import remembered
from lintkit.language.setting import ASKED, is_asked, is_power

_SKIPPED = frozenset({BlockKind.HEADING, BlockKind.TOC, BlockKind.CODE, BlockKind.PAGE_HEADER, BlockKind.QUOTE})

#: What opens a condition or a limit, and the rest of its clause. Starts may overlap: the innermost counts.
_CONDITION = lazy.compile(
    r"(?<!\w)(?=(?:om|när|där|ifall|därest|för det fall(?: att)?|i de fall(?: där| då)?|så länge|så långt|i den mån"
    r"|i den utsträckning(?: som)?|i den omfattning(?: som)?|i den takt(?: som)?|närhelst|vid (?:de )?tillfällen (?:då|när))"
    r" (?!att |inte )(?P<clause>[^,.;:()–?!\n]{2,110}))"
)
#: The verb first: "Ger upplysningen anledning till oro ställer vi frågor."
_VERB_FIRST = lazy.compile(
    r"^(?:\W|\d)*(?P<clause>(?:ger|lämnar|väcker|finns|föreligger|råder|uppstår|behövs|krävs|påkallas|känns|bedöms|anses"
    r"|framstår|är det|blir det|finner|anser|bedömer) [^,.;:()–?!\n]{2,110})"
)
#: The main clause begins here at the latest, and may begin here, without a comma.
_MAIN = lazy.compile(r" (?:ska|skall|måste|får|bör)(?!\w)")
_MAIN_PERHAPS = lazy.compile(
    r" (?:kan|har|ställer|gör|tar|sker|görs|lämnas|begärs|inleds|kallas|kontaktas|är|[a-zåäö]{2,20}r (?:du|ni|vi))(?!\w)"
)
_NEGATED = lazy.compile(r"(?<!\w)(?:inte|ej|aldrig|ingen|inget|inga|varken|så att)(?!\w)")

_JUDGING = (
    r"(?:möjlig|lämplig|rimlig|skälig|nödvändig|behövlig|motivera[dt]|befoga[dt]|påkalla[dt]|angeläge[nt]|aktuell|relevant"
    r"|praktisk|genomförbar|försvarbar|försvarlig|önskvär[dt]|klok|hård?|betungande|oskälig|olämplig|tveksam"
    r"|orimlig|opraktisk|godtagbar|tillräcklig|bra|bäst|värdefull|meningsfull|intressant|berättiga[dt])"
)
_SUBJECT = (
    r"(?:vi|nämnden|kommunen|beställaren|förvaltningen|handläggaren|enheten|anordnaren|utföraren|leverantören"
    r"|bolaget|föreningen|chefen|\w*chef|parten|parterna|personalen|huvudmannen|rektor|kontoret|avdelningen|upphandlingsenheten)"
)
_DOUBT = r"(?:tvivel|tvekan|tveksamhet\w*|oro|misstro|eftertanke|betänklighet\w*|frågetecken|undran)"
#: A clause whose verb only asks for a judgement. Each alternative stands for one way to say so.
_OPEN = tuple(
    lazy.compile(pattern)
    for pattern in (
        # "om det behövs", "när det passar", "om det går"
        r"^(?:det |så |detta )?(?:bara |verkligen |särskilt |eljest |annars )?(?:behövs|krävs|erfordras|fordras|påkallas|passar"
        r"|går|låter sig göras?|lämpar sig|bedöms|anses|tarvas|skulle (?:behövas|krävas|bli aktuellt))(?: med hänsyn till [\w ]+)?$",
        # "om det framstår som alltför hårt", "när det är praktiskt"
        rf"(?:^|\b(?:det|detta|så|åtgärden|kravet|regeln) (?:[\w-]+ ){{0,5}}?)(?:är|blir|vore|känns|verkar|framstår som|anses(?: vara)?|bedöms(?: vara)?"
        rf"|befinns(?: vara)?|ter sig|synes) (?:(?:alltför|helt|särskilt|inte|mer|uppenbart|ekonomiskt|så) )*{_JUDGING}\w{{0,2}}\b"
        r"(?! (?:för|att) (?:liv|hälsa|skydda|rädda|förhindra))",
        # "om nämnden finner det påkallat", "när du märker att det behövs"
        rf"^{_SUBJECT}(?: \w+)? (?:så )?(?:anser|finner|bedömer|tycker|menar)(?: det| sig| detta| att det är)? {_JUDGING}\w{{0,2}}\b",
        rf"^{_SUBJECT}(?: \w+)? (?:anser|finner|bedömer|tycker|menar) att (?:det|så) (?:behövs|krävs|erfordras|passar)$",
        rf"^(?:{_SUBJECT}|du|ni) (?:märker|upplever|känner|ser|uppfattar|noterar)\b.*\b(?:behövs|skäl|anledning)\b",
        # "när skäl talar för det", "när iakttagelser ger skäl därtill", "om det finns utrymme"
        r"\btalar (?:för|mot|emot)(?: det| detta)?\b",
        rf"\b(?:finns|föreligger|uppstår|uppkommer|råder|ges|ger|lämnar|ser|har|skapar|väcker|föranleder)\b(?: [\w-]+){{0,4}}? (?:skäl|anledning|utrymme"
        rf"|möjlighet(?:er)?|förutsättningar|intresse|{_DOUBT})(?: (?:därtill|till (?:det|detta|{_DOUBT})|för (?:det|detta)))?\b(?! (?:att (?:anta|misstänka|tro|befara)|för (?:uteslutning|hävning|avslag|återkallelse)))",
        rf"\b(?:skäl|anledning|utrymme|möjlighet(?:er)?|tid|behov|tillfälle|läge|{_DOUBT}) (?:finns|föreligger|uppstår|råder|ges|bjuds|medger|uppkommer)\b(?! av)",
        r"\bfinns (?:ett |något |särskilt )*behov$",
        # "om det som har kommit fram motiverar det", "som läget medger"
        r"\b(?:motiverar|medger|tillåter|påkallar|bjuder|föranleder|fordrar|rättfärdigar|kräver)(?: det| detta| sådant| så)?$",
        # "om du kan", "när ni hinner"
        rf"^(?:{_SUBJECT}|du|ni) (?:kan|hinner|har råd|orkar|(?:har|får|hittar) (?:lite |en |tillräckligt med )?(?:tid|stund|lucka)(?: över)?)$",
    )
)  # fmt: skip
#: What makes such a clause definite after all.
_ANCHOR = lazy.compile(r"\d|(?<!\w)(?:enligt|ovan|nedan|följande|punkt|bilaga|avsnitt)(?!\w)")

#: Measures by somebody's view or by the circumstances: "som nämnden kan ha intresse av", "som läget kräver".
_BY_VIEW = lazy.compile(
    rf"(?<!\w)(?:jämte )?(?:(?:annat|andra|annan|övriga?|övrigt|sådant|sådana|sådan|det|de|den|vad) (?:[\w-]+ ){{0,2}}?)?(?:som|vad) (?:{_SUBJECT})"
    r" (?:[\w-]+ ){0,3}?(?:tycker|anser|finner|bedömer|kan ha intresse|har intresse|kan behöva|kan önska|kan finna|bedömer vara"
    r"|vill ha)(?: (?:av|vara|är|om|nödvändigt|lämpligt|påkallat|viktigt|relevant))*"
    r"|(?<!\w)(?:(?:det|den|de) [\w-]+ )?(?:som|vad) (?:omständigheterna|situationen|uppdraget|uppgiften|läget|förhållandena|verksamheten"
    r"|tillfället|saken|behovet|god sed|fallet) (?:bjuder|kräver|medger|motiverar|påkallar|fordrar|tillåter)"
)


def open_condition(given: Input) -> Iterator[Remark]:
    """Conditions of duties and rights that name no fact to go by, in provisions that bind and set no sanction."""
    yield from _remarks(given, _open_conditions, _OPEN)


def open_measure(given: Input) -> Iterator[Remark]:
    """Things demanded "as the board finds right" or "as circumstances require"."""
    yield from _remarks(given, _by_view, (_BY_VIEW,))


_CHEAP = ("om ", "när", "där", "då ", "ifall", "därest", "fall", "länge", "långt", "i den", "tillfällen", "ger ",
          "lämnar", "väcker", "finns", "föreligger", "anses", "bedöms")  # fmt: skip


@remembered
def _open_conditions(text: str) -> tuple[tuple[int, int, int], ...]:
    """Open conditions of a block: the number of the sentence, and the range in it."""
    return tuple(
        (number, *span)
        for number, low in enumerate(lower(text[a:b]) for a, b in ranges(text))
        if any(word in low for word in _CHEAP)
        for span in _conditions(low)
    )


@remembered
def _by_view(text: str) -> tuple[tuple[int, int, int], ...]:
    """Measures by somebody's view in a block: the number of the sentence, and the range in it."""
    return tuple(
        (number, *match.span())
        for number, low in enumerate(lower(text[a:b]) for a, b in ranges(text))
        if " som " in low or "vad " in low
        for match in _BY_VIEW.finditer(low)
    )


def _remarks(
    given: Input, find: Callable[[str], tuple[tuple[int, int, int], ...]], patterns: Sequence[re.Pattern[str]]
) -> Iterator[Remark]:
    """What `find` finds in the sentences of a block; every find matches one of the patterns."""
    analysis = given.analysis
    for block in analysis.holding(*patterns):
        if block.kind in _SKIPPED:
            continue
        for number, start, end in find(analysis.document.block_text(block)):
            sentence = analysis.sentences(block)[number]
            low = analysis.lower[sentence.start : sentence.end]
            if _counts(analysis, sentence, low, start, end):
                yield Remark(sentence.start + start, sentence.start + end)


def _counts(analysis: Analysis, sentence: Sentence, low: str, start: int, end: int) -> bool:
    if not analysis.clause(sentence).force.binds or sets_sanction(analysis, sentence):
        return False
    a, b = sentence.start + start, sentence.start + end
    if analysis.is_quoted(a, b) or analysis.is_defined(a, b) or has_citation(low):
        return False
    if is_asked(low, start, end) or is_power(low, start, end):
        return False
    return not is_bounded(low, start, end) and not is_explained(low, end)


def _conditions(low: str) -> Iterator[tuple[int, int]]:
    """Ranges of open conditions in a lower-cased sentence; of two that end alike the shorter."""
    found: dict[int, int] = {}
    for match in _CONDITION.finditer(low):
        if not ASKED.search(low[max(0, match.start() - 40) : match.start()]) and (end := _open_until(match["clause"])):
            found[match.start("clause") + end] = match.start()
    first = _VERB_FIRST.match(low)
    if first and (end := _open_until(first["clause"])):
        found.setdefault(first.start("clause") + end, first.start("clause"))
    last = -1
    for end, start in sorted(found.items()):
        if start >= last:
            yield start, end
            last = end


def _open_until(clause: str) -> int:
    """How far into a clause its open predicate reaches; 0 for a clause that names something to go by."""
    main = _MAIN.search(clause, 3)
    whole = clause[: main.start()] if main else clause
    perhaps = _MAIN_PERHAPS.search(whole, 3)
    for text in (whole, whole[: perhaps.start()] if perhaps else ""):
        text = text.rstrip()
        found = next((m for pattern in _OPEN if text and (m := pattern.search(text))), None)
        if found and not _ANCHOR.search(text) and not _NEGATED.search(text[: found.end()]):
            return found.end()
    return 0
