"""Facts proved by nothing but the word of the one who is checked; statements on oath and in writing are elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.checks._registers import is_told, low_of
from lintkit.facts import registers_fitness as fitness
from lintkit.facts import registers_text as words
from lintkit.facts.passage import spoken
from lintkit.facts.registers import requirements

#: The one who is checked, whatever the text calls it.
_PARTY = r"(?:utför|leverantör|sökand|anordn|huvudm[aä]n|ägar|delägar|bolag|företag|verksamhet|anbudsgivar|ledning|förening|styrels|vd:?|chef|personen|företrädar|arbetsgivar|entreprenör|konsult|medarbetar|ledar|kandidat|kassör|ordförand|bemanning|uthyr)[^\W\d]*"
_WHO = rf"(?:(?:den |det )?(?:\w+ )?{_PARTY}|du|ni|denn[ae]|hen|han|hon|den (?:anställda|sökande|kontrollerade))"
_WORD = r"(?:uppgift(?:er)?|svar|besked|ord|redogörelse|berättelse|påstående|intygande|utsaga|upplysning(?:ar)?|redovisning|bedömning|beskrivning)"
#: What the party itself says: "utförarens egen uppgift", "sökandens svar i intervjun", "en intervju med ägaren".
_SAYS = (
    rf"(?:(?:(?:den |det )?(?:\w+ )?{_PARTY}s|dennes|din|ditt|dina|er|ert|era|sin|sitt|sina) (?:(?:eg(?:en|et|na)|muntlig[at]?|skriftlig[at]?) )?{_WORD}"
    rf"|eg(?:en|na) {_WORD}(?: från [^\W\d]+)?"
    rf"|att {_WHO} (?:själv |muntligen |muntligt )?(?:säger|uppger|talar om|berättar|meddelar|svarar|påstår)(?: (?:(?:för )?(?:oss|nämnden|kommunen) )?(?:när|att|vilken|vilket|vem|om)(?: [^ .;:,]+){{0,4}}? (?:kontrollera|visa|gjor|genomför|hämta|genomgå|såg|sett)\w*)?"
    rf"|att {_WHO} (?:själv )?(?:lämnar|ger) (?:muntligt |skriftligt )?(?:besked|uppgift|upplysning)(?:er)? om (?:att|när|vilka|vilken)(?: [^ .;:,]+){{1,6}}"
    rf"|(?:en |ett )?(?:muntlig[at]? |skriftlig[at]? )?(?:försäkran|bekräftelse|besked) (?:av|från) {_WHO}"
    rf"|(?:en |ett )?(?:intervju|samtal|möte) med {_WHO})"
)
_PROVED = r"(?:styrk(?:s|es|as|er|a)|visa(?:s)|bevisas|bekräfta(?:s)|bestyrks|verifieras|säkerställs|bedöms|prövas|kontrolleras|dokumenteras)"
#: By what a fact is proved, or what is enough to prove it.
_PROVED_BY = lazy.compile(
    rf"(?<!\w){_PROVED} (?:[^\W\d]+ ){{0,3}}?(?:genom|av|med|utifrån|med hjälp av|på grundval av|efter) (?:endast |enbart |bara )?{_SAYS}(?: (?:i|på|vid|under|till) [^\W\d]+)?(?!\w)"
    rf"|(?<!\w){_PROVED} (?:muntligt |muntligen )?av {_WHO} själv[at]?(?!\w)"
    rf"|(?<!\w)(?:lämnas|besvaras|redovisas) (?:muntligt|muntligen) av {_WHO}(?!\w)"
    rf"|(?<!\w)anses (?:då |därmed |vara )*(?:utförd|gjord|styrkt|visad|fullgjord|uppfylld|genomförd)[^\W\d]* (?:när|om|genom att) {_WHO} (?:har )?(?:meddela|uppge|säg|berätta|bekräfta)[^\W\d]*(?!\w)"
    rf"|(?<!\w)(?:litar på|utgår från|förlitar [^\W\d]+ på) {_SAYS}(?!\w)"
    rf"|(?<!\w)(?:räcker|godtas|godkänns|accepteras|duger|det är tillräckligt|är det tillräckligt) (?:det )?(?:med |även |också )*(?:{_SAYS})(?!\w)"
    rf"|(?<!\w)(?:(?:{_PARTY}s|dennes) )(?:eg(?:en|et|na) )?{_WORD}(?: [^ .;:,]+){{0,4}}? (?:godtas|räcker|är tillräcklig\w*|accepteras|godkänns|duger|gäller som)(?! (?:inte|ej|aldrig))(?!\w)"
)
#: A paper is named beside it, or the word is looked into: then it does not stand alone.
_LOOKED_INTO = lazy.compile(
    r"(?<!\w)(?:inte|ej|aldrig|samt|och(?! (?:godtas|accepteras|kontrolleras (?:inte|ej)))|stickprov\w*|verifier\w+ mot|jämför\w*|kontrolleras? mot|därefter)(?!\w)"
)
_PAPER = lazy.compile(r"(?:intyg|bevis|utdrag|kvitto|protokoll)(?:et|en)?(?: (?:från|ur|som)|$)")
#: What is to be proved: fitness, checks, debts, who owns.
_MATTER = lazy.compile(
    r"(?<!\w)(?:\w*utdrag|registerkontroll|vandel|ostraffad|dömd|dömts|lagförd|domar|för brott|näringsförbud|skatteskuld|skuld|skatter|restför|konkurs|betalningsanmärkning"
    r"|lämplighet|ekonomisk\w* (?:ställning|situation|förmåga|stabilitet)|verklig\w* huvudm|ägarförhållande|ägarstruktur)"
)
#: What people say of themselves to get help is not weighed by these rules.
_PRIVATE = lazy.compile(r"enskilde|försörjningsstöd|inkomst|behov|(?<!\w)avgiften")
#: "Att du kontrollerade dina ledare": a check of people, where the text has asked for one.
_CHECKED = lazy.compile(r"(?<!\w)(?:register)?kontrollera(?:de|des|d|t|ts)(?!\w)")
#: "Att kontrollen är gjord", in a passage on the check.
_DONE = lazy.compile(r"(?<!\w)(?:register)?kontroll(?:en|er|erna)? (?:är|har|blivit) (?:gjor|utför|genomför)\w*")
#: The same told of named people's check.
_HAPPENED = lazy.compile(
    r"(?<!\w)(?:register)?kontroll(?:en|er|erna)? (?:är|har|blivit) (?:gjor|utför|genomför|skett|ägt rum)\w*"
)
#: People tell of their own record: "har berättat om de förekommer i något register".
_TELL = lazy.compile(
    r"(?<!\w)(?:berätta|uppge|uppgett|uppgivit|tala om|talar om|talat om|svara)[^\W\d]* (?:(?:själva?|ärligt|på frågan|för (?:oss|chefen|rektorn|ledaren|föreningen)) )*(?:om|ifall|huruvida) (?:de|den|han|hon|hen|du|ni|man|denne) (?:själva? |tidigare |någonsin |någon gång )*"
    r"(?:(?:förekommer|finns|står|är (?:registrera|antecknad)[^\W\d]*) (?:med )?i (?:något |några |polisens |belastnings|misstanke|brotts)[^\W\d]*(?: register)?|(?:är|har|blivit|har blivit) (?:tidigare )?(?:straffa|döm|lagför)[^\W\d]*)(?!\w)"
)
#: What comes after it looks into what was said.
_LATER = lazy.compile(
    r"\W*(?:därefter|dessutom|sedan|svaret|svaren|uppgiften|uppgifterna|detta|det) [^.;]{0,60}(?:kontroll|verifier|jämför|styrk|inhämta|begär)"
)
#: "Att så har skett", "Detta": the fact that the demand before it was about.
_THAT = lazy.compile(
    r"(?:\W|\d)*(?:att (?:så|det|detta|den|de|kontroll\w*|kravet|villkoret) (?:\w+ )?(?:har|är|skett|ha|görs|gjorts|uppfyll\w+)|att kontroll\w*|detta|kontroll\w*|som (?:bevis|underlag|styrkande)|kravet|uppfyllelsen)(?!\w)"
)


def own_word(given: Input) -> Iterator[Remark]:
    """The check, a debt or fitness is proved by what the one who is checked says."""
    asked = {s.start for i in requirements(given.analysis) for s in i.sentences}
    yield from _told(given) if asked else ()
    for block, sentences in spoken(given.analysis, _PROVED_BY):
        for sentence in sentences:
            low = low_of(given, sentence)
            match = _PROVED_BY.search(low)
            if (
                match is None
                or fitness.NOT_FITNESS.search(low)
                or _PRIVATE.search(low)
                or not _stands(low, match.start(), match.end())
            ):
                continue
            if _LATER.match(given.analysis.lower, sentence.end, block.plain_end):
                continue
            people = words.STAFF.search(low) or words.OWNERS.search(low)
            about = (
                _MATTER.search(low)
                or (sentence.start in asked and (_THAT.match(low) or _DONE.search(low)))
                or (asked and people and _CHECKED.search(low))
                or (asked and words.STAFF.search(low, 0, match.start()) and _HAPPENED.search(low, match.start()))
            )
            if about and is_told(given, sentence, block):
                yield Remark(sentence.start + match.start(), sentence.start + match.end())


def _told(given: Input) -> Iterator[Remark]:
    """What staff or managers tell of their own record, in a text that has others show an extract."""
    for block, sentences in spoken(given.analysis, _TELL):
        for sentence in sentences:
            low = low_of(given, sentence)
            match = _TELL.search(low)
            if match is None or not _stands(low, match.start(), match.end()) or "utdrag" in low:
                continue
            people = words.STAFF.search(low, 0, match.start()) or words.OWNERS.search(low, 0, match.start())
            if people and is_told(given, sentence, block):
                yield Remark(sentence.start + match.start(), sentence.start + match.end())


def _stands(low: str, start: int, end: int) -> bool:
    """Whether the word is all the proof there is."""
    before, after = low[max(start - 12, 0) : start], low[end : end + 60]
    return not (
        _LOOKED_INTO.search(before)
        or _LOOKED_INTO.match(after.lstrip(" ,"))
        or "espd" in low
        or "kontrolleras mot" in after
    )
