"""What is shown, said and kept instead of a register extract, judged: dates, statements, copies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit.checks import Input, Remark, _regimes
from lintkit.facts.registers import requirements


def date_only(given: Input) -> Iterator[Remark]:
    """The municipality is told a date instead of being shown an extract."""
    for item in requirements(given.analysis):
        for sentence in item.sentences:
            for match in _DATE_ONLY.finditer(given.analysis.lower, sentence.start, sentence.end):
                yield Remark(*match.span("what"))
            for match in _NOTED_DATE.finditer(given.analysis.lower, sentence.start, sentence.end):
                yield Remark(*match.span())


#: A note that an extract was shown, and its date: not which, by whom, nor under which act.
_NOTED_DATE = re.compile(
    r"(?<!\\w)(?:noterar|antecknar) [^.;]{0,20}att utdrag\\w* (?:har )?(?:upp)?visats och (?:vilket )?datum[^.;]{0,15}"
    r"|^datum för utdrag\\w*(?= ska)"
)
_DATE_ONLY = re.compile(
    r"(?<!\w)(?:anordnaren|utföraren|leverantören|huvudmannen|föreningen|ni|entreprenören"
    r"|verksamhetschefen) (?:\w+ ){0,4}?"
    r"(?P<what>(?:uppge|ange|anger|redovisa\w*|meddela\w*|uppger|rapportera\w*"
    r"|lämna uppgift om)[^.;]{0,40}?(?:dag|datum|när)[^.;]{0,20}?utdrag\w*(?: \w+){0,3})"
)


def statement(given: Input) -> Iterator[Remark]:
    """A statement stands for the extract: on oath, by a ticked box, by the staffing agency, by the applicant."""
    for item in requirements(given.analysis):
        for sentence in item.sentences:
            for match in _STATEMENT.finditer(given.analysis.lower, sentence.start, sentence.end):
                yield Remark(*match.span())
    covered = {s.start for i in requirements(given.analysis) for s in i.sentences}
    may_hold = given.analysis.may_hold
    for block in given.document.blocks if may_hold(_OATH) or may_hold(_OWN_WORD) else ():
        for sentence in given.analysis.sentences(block):
            if sentence.start in covered:
                continue
            low = given.analysis.lower[sentence.start : sentence.end]
            found = _OATH.search(low) if re.search(r"dömd|brott|ostraffad|vandel", low) else None
            found = found or _OWN_WORD.search(low)
            if found and given.analysis.clause(sentence).force.binds:
                yield Remark(sentence.start + found.start(), sentence.start + found.end())


_STATEMENT = re.compile(
    r"(?<!\w)(?:intyga\w* på heder och samvete|sanningsförsäkran"
    r"|(?:en )?(?:skriftlig )?(?:egen)?försäkran(?: från [^.;,]{3,40})?|egen(?:intyg|deklaration|försäkran)\w*"
    r"|(?:kryssar? \w+ i|kryssar? i|bockar? i|sätter? (?:ett )?kryss)(?: att [^.;,]{3,50})?|(?:intyga[rs]?"
    r"|försäkra[rs]?) att [^.;,]{3,60}|muntlig\w* (?:uppgift|bekräftelse)\w*)(?!\w)"
)
_OATH = re.compile(
    r"(?<!\w)(?:(?:en )?försäkran på heder och samvete|intyga\w* på heder och samvete"
    r"|sanningsförsäkran|egenförsäkran|heder och samvete)(?!\w)"
)
_OWN_WORD = re.compile(
    r"(?<!\w)(?:egen redogörelse|(?:en )?försäkran om att (?:inga|det inte finns) (?:\w+ )?(?:skatte)?skulder(?: finns)?"
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


_COPY_ACCEPTED = re.compile(
    r"(?<!\w)(?:(?:vidimera\w+ |inskanna\w+ |skanna\w+ |bestyrkt )?(?:kopi(?:a|or)|foto\w*|skärm(?:bild"
    r"|dump)\w*|skanning\w*) (?:av utdraget |\w+ )?(?:godtas|godkänns|räcker|accepteras|är tillräcklig\w*"
    r"|får (?:lämnas|visas))"
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
                    {"act": acts[0].law if acts else "lagarna om registerkontroll, utom i två fall,"},
                )
                break  # once for each demand


_COPY_KEPT = re.compile(
    r"(?<!\w)(?:(?:kopi(?:a|or|an|orna)(?: av)?|(?:register)?utdrag(?:et|en)?)(?: [^.;,]{0,40})? (?:sparas"
    r"|bevaras|förvaras|arkiveras|läggs|diarieförs)|(?<!spara )(?:spara|bevara|förvara|arkivera)(?:r"
    r"|s)? (?:\w+ ){0,3}?(?:kopi\w+|\w*utdrag\w*)|ta(?:r|s)? (?:en )?kopi\w+ (?:av|på) \w*utdrag\w*)"
)
