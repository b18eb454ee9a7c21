"""What is shown, said and kept instead of a register extract, judged: dates, statements, copies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark, _regimes
from lintkit.checks.registers_word import own_word
from lintkit.document import Block
from lintkit.facts import registers_text as words
from lintkit.facts.passage import spoken
from lintkit.facts.registers import requirements
from lintkit.facts.registers_age import row
from lintkit.facts.registers_unnamed import asked_of_lead, is_other_world
from lintkit.language.context import Force


def date_only(given: Input) -> Iterator[Remark]:
    """The municipality is told a date instead of being shown an extract, or a note holds nothing but a date."""
    for item in requirements(given.analysis):
        for sentence in item.sentences:
            low = given.analysis.lower[sentence.start : sentence.end]
            # where a new extract is shown at stated times, a note of the day is what is left to keep
            enough = item.renewal or (item.age and item.extract and _SEEN_BY_AUTHORITY.search(low))
            noted = None if enough or _FULL_NOTE.search(low) else _NOTED_DATE.search(low)
            found = _DATE_ONLY.search(low) or noted
            if found:
                yield Remark(sentence.start + found.start(), sentence.start + found.end())
    yield from _noted_elsewhere(given)


def _noted_elsewhere(given: Input) -> Iterator[Remark]:
    """The same said in another place than the demand: "Datum för utdraget ska finnas antecknat" under follow-up."""
    asked = requirements(given.analysis)
    read = {s.start for item in asked for s in item.sentences}
    for block, sentences in spoken(given.analysis, _NOTED_DATE) if asked else ():
        for sentence in sentences:
            low = given.analysis.lower[sentence.start : sentence.end]
            found = None if sentence.start in read or _FULL_NOTE.search(low) else _NOTED_DATE.search(low)
            about = found is not None and ("utdrag" in found[0] or "registerkontroll" in found[0])
            if (
                found
                and about
                and given.analysis.clause(sentence).force.binds
                and not is_other_world(given.analysis, sentence, block)
            ):
                yield Remark(sentence.start + found.start(), sentence.start + found.end())


_PROOF = r"(?:\w*utdrag\w*|registerkontroll\w*|kontrollen|kontroller)"
_MOMENT = r"(?:när|datum\w*|(?:vilken |vilket )?(?:dag|datum|tidpunkt)\w*|tidpunkt\w*)"
#: Told to the municipality: "redovisa datum för utdraget", "kunna uppge när utdrag senast hämtades".
_DATE_ONLY = lazy.compile(
    rf"(?<!\w)(?:(?:kunna )?(?:uppge|uppger|ange|anger|anges|redovisa\w*|meddela\w*|rapportera\w*|redogöra för|berätta|visa|informera om|lämna(?:r)? uppgift om|upplysa om)"
    rf" (?:[\w]+ ){{0,4}}?{_MOMENT}(?: (?!och |samt |får |ska |skall )\w+){{0,5}}? {_PROOF}(?: (?!och |samt )\w+){{0,3}})"
)
#: A note that is nothing but a date, in any order of words.
_NOTED_DATE = lazy.compile(
    rf"(?<!\w)(?:noter|anteckn|registrer|journalför|skriv)\w* [^.;]{{0,25}}?(?:datum\w*|dagen)(?: [^.;,]{{0,30}}?)?(?:för|då|när|på) [^.;,]{{0,25}}?{_PROOF}(?: \w+)?"
    rf"|(?<!\w)datum\w* (?:för|då|när|på) (?:\w+ ){{0,3}}?{_PROOF}(?:[^.;]{{0,40}}? (?:noter|anteckn|registrer|föras|skriv|finnas)\w*)?"
    rf"|(?<!\w)(?:noter|anteckn)\w* [^.;]{{0,20}}att utdrag\w* (?:har )?(?:upp)?visats och (?:vilket )?datum[^.;]{{0,15}}"
)
#: The municipality's own officer has the extract in hand and notes the day: kind and age are then the demand's own.
_SEEN_BY_AUTHORITY = lazy.compile(
    r"(?:visas|visa|visar|uppvisa[sr]?|visat|läggas? fram|lägger fram|företes?)(?: upp)? (?:för|till) (?:[\wåäö]+ )?(?:kommun|nämnd|förvaltning|beställar|handläggar|\w*controller|\w*inspektör)\w*(?: [^\W\d]+){0,3}, som (?:då |därvid |sedan )?(?:anteckna|notera|skriv)\w*"
)
#: A note that also says under which act, or who looked, is what the acts allow.
_FULL_NOTE = lazy.compile(
    r"(?<!\w)(?:vilken lag|enligt vilken|lagen? (?:som|utdrag)|lag och|vem som|av vem|namn)(?!\w)|, lag(?!\w)"
)


def statement(given: Input) -> Iterator[Remark]:
    """A statement stands for the extract: on oath, by a ticked box, by the staffing agency, by the applicant."""
    told = [*_stated(given)]
    yield from told
    yield from (r for r in own_word(given) if not any(r.start < t.end and t.start < r.end for t in told))


def _stated(given: Input) -> Iterator[Remark]:
    for item in requirements(given.analysis):
        for sentence in item.on_check(given.analysis):
            if _REFUSED.search(given.analysis.lower, sentence.start, sentence.end):
                continue
            if "espd" in given.analysis.lower[sentence.start : sentence.end]:
                continue  # the European single procurement document is a statement with rules of its own
            matches = list(_STATEMENT.finditer(given.analysis.lower, sentence.start, sentence.end))
            by_bid = None if matches else _BY_BID.search(given.analysis.lower, sentence.start, sentence.end)
            for match in [*matches, *([by_bid] if by_bid else [])]:
                yield Remark(*match.span())
    covered = {s.start for i in requirements(given.analysis) for s in i.sentences}
    for block in given.analysis.holding(_HINT):
        if not _HINT.search(given.analysis.lower[block.plain_start : block.plain_end]):
            continue
        for sentence in given.analysis.sentences(block):
            if sentence.start in covered:
                continue
            low = given.analysis.lower[sentence.start : sentence.end]
            found = _OATH.search(low) if _CRIME.search(low) else None
            found = found or (_BY_BID.search(low) if words.GROUNDS.search(_around(given, block)) else None)
            own = _OWN_WORD.search(low)
            if own and _NEEDS_MATTER.match(own[0]) and not (_CRIME.search(low) or _MATTER.search(low)):
                own = None
            found = found or own or _listed_oath(given, block, low)
            force = given.analysis.clause(sentence).force
            # "Företrädarna intygar på heder och samvete att ..." is told as a fact and meant as a duty
            sworn = force is Force.INFORMATION and found is not None and found is not own and words.OWNERS.search(low)
            accepted = force is Force.INFORMATION and found is not None and _NEEDS_MATTER.match(found[0])
            listed = found is not None and asked_of_lead(given.analysis, block)
            if found and (force.binds or sworn or accepted or listed):
                yield Remark(sentence.start + found.start(), sentence.start + found.end())


def _listed_oath(given: Input, block: Block, low: str) -> re.Match[str] | None:
    """A statement among the papers of a list or table, where its row or lead-in is about fitness or debts."""
    if not asked_of_lead(given.analysis, block):
        return None
    cells = row(given.analysis, block) if block.cell else ()
    lead = given.analysis.lead(block)
    near = " ".join(given.analysis.lower[b.plain_start : b.plain_end] for b in cells)
    near += given.analysis.lower[lead.start : lead.end] if lead else ""
    return _LISTED_OATH.match(low) if words.GROUNDS.search(f"{low} {near}") else None


_LISTED_OATH = lazy.compile(r"(?:\W|\d)*(?P<what>(?:egen|sannings|själv)(?:försäkran|intyg|deklaration))(?!\w)")
#: "En egenförsäkran ersätter inte utdraget."
_REFUSED = lazy.compile(r"(?<!\w)(?:ersätter|godtas|räcker|accepteras|godkänns|duger) (?:inte|ej|aldrig)(?!\w)")
_HINT = lazy.compile(
    r"försäkr|intyg|bekräft|garanter|heder|deklaration|på ed|godt|räcker|godkänns|accepter|redogörelse|förklaring|ersätt|duger|kryssar"
)
_CRIME = lazy.compile(r"näringsförbud|dömd|dömt|brott|ostraffad|vandel|straff|uteslutnings|obetalda skatter")
#: Ways of vouching that are found in all kinds of matters; here they are to be about crime, checks or debts.
_NEEDS_MATTER = lazy.compile(
    r"muntlig|skriftlig|egen (?:försäkran|uppgift|förklaring)|som bevis|godtas|räcker|det är|kryssar"
)
_MATTER = lazy.compile(
    r"(?<!\w)domar?(?!\w)|registerkontroll|kontrollen|(?:har )?kontrollerats|utdrag|näringsförbud|skuld|skatter|lämplighet|konkurs"
)
#: The bid itself is the statement: "Anbudsgivaren intygar genom inlämnande av anbud att ...".
_BY_BID = lazy.compile(
    r"(?<!\w)(?:(?:intygar|försäkrar|bekräftar|garanterar) (?:\w+ )?(?:genom|i och med|med|via) (?:att |sitt |sin )?(?:\w+ ){0,2}?(?:inlämn|ingiv|avgiv|lämn|underteckn|underskrift|anbud|ansök)\w*(?: (?:av )?(?:sitt )?(?:anbud|ansökan))?"
    r"|(?:genom|i och med) (?:att )?(?:\w+ ){0,2}?(?:inlämn|ingiv|avgiv|lämn|underteckn)\w* (?:av )?(?:\w+ )?(?:anbud|ansökan)\w* (?:\w+ )?(?:försäkrar|intygar|bekräftar|garanterar))(?!\w)"
)


def _around(given: Input, block: Block) -> str:
    """The block and the list that it leads into."""
    blocks = given.document.blocks
    last = block
    for other in blocks[block.index + 1 : block.index + 6]:
        if other.parent != block.index:
            break
        last = other
    return given.analysis.lower[block.plain_start : last.plain_end]


_STATEMENT = lazy.compile(
    r"(?<!\w)(?:intyga\w* på heder och samvete|sanningsförsäkran"
    r"|(?:en )?(?:skriftlig )?(?:egen ?)?försäkran(?: från [^.;,]{3,40})?|(?:egen|själv)(?:intyg|deklaration|försäkran)\w*"
    r"|(?:garanter|försäkr)(?:a|ar|as|era|erar|eras)? (?:sig )?(?:om )?att [^.;,]{3,40}? (?:har |är |blivit )*(?:genomgått|visat|lämnat|kontrollera\w+|registerkontrollera\w*)(?: \w+){0,2}"
    r"|bekräfta\w* (?:\w+ )?att (?:\w+ )?(?:register|utdrag|kontroll)\w*(?: [^ .;,]+){0,4}|\w*utdrag\w*(?: [^ .;,]+){0,3}? (?:kan|får) ersättas (?:av|med) [^.;,]{3,60}"
    r"|muntlig\w* (?:uppgift|bekräftelse|försäkran|redogörelse)\w*|egna? (?:bekräftelse|försäkran|redogörelse)\w*|skriftlig försäkran(?: om [\wåäö]+)?"
    r"|(?:kryssar? \w+ i|kryssar? i|bockar? i|sätter? (?:ett )?kryss)(?: att [^.;,]{3,50})?|(?:intyga[rs]?"
    r"|försäkra[rs]?) att [^.;,]{3,60}|muntlig\w* (?:uppgift|bekräftelse)\w*)(?!\w)"
)
_OATH = lazy.compile(
    r"(?<!\w)(?:(?:en )?försäkran på heder och samvete|intyga\w* på heder och samvete"
    r"|(?:sannings|egen)?försäkran(?: om vandel\w*)?|egendeklaration\w*|egenintyg\w*|heder och samvete|på ed)(?!\w)"
)
_OWN_WORD = lazy.compile(
    r"(?<!\w)(?:(?:undertecknad|signerad|ifylld|påskriven)\w* (?:blankett|formulär|försäkran|egenförsäkran|intyg)\w* (?:godtas|räcker|accepteras|godkänns|duger|ersätter|kan ersätta|är tillräcklig\w*)[^.;]{0,90}"
    r"|(?:godtas|räcker|accepteras|godkänns) (?:i stället för|istället för|som ersättning för) (?:\w+ )?(?:uppgift|utdrag|intyg|handling|bevis|registerutdrag)\w*"
    r"|(?:sökandens|anordnarens|leverantörens|utförarens|bolagets|ägarens|chefens|personens) (?:eget )?ord (?:räcker|godtas|är tillräckligt)"
    r"|(?:muntlig|skriftlig|egen) (?:försäkran|uppgift|förklaring)(?: [^ .;,]+){0,5}? (?:godtas|räcker|accepteras|är tillräcklig\w*)(?! (?:inte|ej))"
    r"|(?:(?:som bevis )?(?:godtas|räcker)(?: det)?|det är tillräckligt) att [^.;,]{3,40}? (?:intygar|försäkrar|bekräftar|uppger)(?: [^ .;,]+){0,6}"
    r"|(?:intygar|försäkrar|garanterar|bekräftar)(?: \w+){0,3}? att [^.;,]{3,60}? (?:visat|lämnat|genomgått)(?: \w+){0,2} (?:\w*utdrag|registerkontroll)\w*"
    r"|kryssar (?:\w+ )?i (?:\w+ )?att [^.;,]{3,60}"
    r"|egen (?:redogörelse|förklaring)|(?:en )?försäkran om att (?:inga|det inte finns) (?:\w+ )?(?:skatte)?skulder(?: finns)?"
    r"|sanningsförsäkran|kunna intyga att (?:man|de|den|ingen) [^.;]{3,60}|intyga i ansökan att [^.;]{3,60}|(?:i (?:annat|övriga) fall )?(?:godtas|räcker|godkänns) (?:sökandens"
    r"|anordnarens|leverantörens|utförarens|ägarens) egn?a? uppgift\w*|(?:sökandens|anordnarens|leverantörens"
    r"|utförarens) egna uppgifter (?:godtas|räcker|godkänns|accepteras))"
)


def copy_accepted(given: Input) -> Iterator[Remark]:
    """A copy, scan or photo is accepted for the extract."""
    for item in requirements(given.analysis):
        for sentence in item.sentences:
            for match in _COPY_ACCEPTED.finditer(given.analysis.lower, sentence.start, sentence.end):
                yield Remark(*match.span())


_COPY_ACCEPTED = lazy.compile(
    r"(?<!\w)(?:(?:vidimera\w+ |inskanna\w+ |skanna\w+ |bestyrkt )?(?:kopi(?:a|or)|foto\w*|skärm(?:bild"
    r"|dump)\w*|skanning\w*) (?:(?:av|på) (?:\w+ ){0,2}?\w*utdrag\w* (?:\w+ ){0,3}?|\w+ )?(?:godtas|godkänns|räcker|accepteras|är tillräcklig\w*"
    r"|får (?:lämnas|visas))(?! (?:inte|ej))"
    r"|\w*utdrag\w*(?: [^ .;,]+){0,4}? (?:visas|lämnas|skickas) (?:på|som|via|med) (?:en |ett )?(?:bild|foto|skärm|mobil|sms|mms)\w*"
    r"|(?:kopi(?:a|or)|bild\w*|foto\w*|skärm\w+) (?:av|på) (?:\w+ ){0,2}?\w*utdrag\w*(?: (?!inte\b|ej\b)\w+){0,3}? (?:lämnas|visas upp|skickas|bifogas|mejlas|uppvisas)"
    r"|(?:inskannad|skannad|digital|fotograferad)\w* (?:version|bild|kopia|fil)\w* av (?:\w+ ){0,2}?\w*utdrag\w* (?:får|kan|godtas|räcker|accepteras)(?: (?!inte\b|ej\b)\w+){0,2}"
    r"|(?:visa\w*|lämna\w*|skicka\w*|bifoga\w*) (?:in )?(?:en |ett )?(?:vidimerad |skannad "
    r"|inskannad )?(?:kopia|foto|skärmbild) (?:av|på) (?:\w+ ){0,2}?\w*utdrag\w*)(?!\w)"
)


def copy_kept(given: Input) -> Iterator[Remark]:
    """A copy is kept where the activity's act allows nothing but a note."""
    for item in requirements(given.analysis):
        acts = _regimes.of(item.activities)
        if any(a.copies != "forbidden" for a in acts):
            continue
        for sentence in item.sentences:
            low = given.analysis.lower[sentence.start : sentence.end]
            if item.owners and not item.staff and not acts:
                continue
            match = _COPY_KEPT.search(low)
            if match and not re.search(r"(?<!\w)(?:inte|ej|aldrig|inga|ingen)(?!\w)", low):
                yield Remark(
                    sentence.start + match.start(),
                    sentence.start + match.end(),
                    {"act": acts[0].law if acts else "de flesta lagar om registerkontroll"},
                )
                break  # once for each demand


_COPY_KEPT = lazy.compile(
    r"(?<!\w)(?:(?:kopi(?:a|or|an|orna)(?! (?:av|på) (?!(?:\w+ ){0,2}\w*utdrag))(?: av)?|(?:register)?utdrag(?:et|en)?(?! ur (?!\w*(?:regist|polis))))(?: [^.;,]{0,40})? (?:sparas"
    r"|bevaras|förvaras|arkiveras|läggs|diarieförs)|(?<!spara )(?:spara|bevara|förvara|arkivera)(?:r"
    r"|s)? (?:\w+ ){0,3}?(?:kopi\w+|\w*utdrag\w*)|ta(?:r|s)? (?:en )?kopi\w+ (?:av|på) \w*utdrag\w*|utdrag(?:et|en)? (?:kopieras|fotograferas|skannas))"
)
