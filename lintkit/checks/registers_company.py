"""Demands for proofs about the company, judged: age, renewal, papers that prove nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.facts.registers_age import row
from lintkit.facts.registers_company import CompanyProof, proofs
from lintkit.facts.registers_text import AGE_CELL_VAGUE, AGE_COLUMN, AGE_LOOSE, AGE_OPEN, AGE_VAGUE

#: A registration certificate or credit report older than this does not show the company as it is; practice in
#: tender documents is one to three months, so the limit is generous.
_MONTHS = 3.0


def age_missing(given: Input) -> Iterator[Remark]:
    """A paper about the company is to be handed in, and nothing says how old it may be."""
    fresh: dict[int, bool] = {}  # blocks that ask for something fresh, which another rule flags
    for proof in proofs(given.analysis):
        block = given.document.blocks[proof.sentence.block]
        if block.index not in fresh:
            cells = [block, *row(given.analysis, block)]
            fresh[block.index] = any(
                AGE_VAGUE.search(given.analysis.lower, b.plain_start, b.plain_end)
                or AGE_LOOSE.search(given.analysis.lower, b.plain_start, b.plain_end)
                or AGE_OPEN.search(given.analysis.lower, b.plain_start, b.plain_end)
                or (b.cell and AGE_COLUMN.search(b.cell.heading.lower())
                    and AGE_CELL_VAGUE.fullmatch(given.analysis.lower, b.plain_start, b.plain_end))
                for b in cells
            )  # fmt: skip
        low = given.analysis.lower[proof.sentence.start : proof.sentence.end]
        if (
            proof.paper
            and proof.age is None
            and not _NOT_ASKED.search(low)
            and not fresh[block.index]
            and not proof.paper.text.lower().endswith("4820")
            and proof.handed
            and not proof.fetched
        ):
            yield Remark(proof.paper.start, proof.paper.end)


_NOT_ASKED = lazy.compile(
    r"^(?:\W|\d)*(?:om|när) (?:\w+ ){0,2}?(?:kreditupplysning|registreringsbevis|utdrag|intyg)\w* (?:\w+ ){0,2}?visar(?!\w)|(?:behöver|ska|skall) (?:\w+ )?(?:inte|ej) (?:lämnas|visas|bifogas|ges in|skickas)(?!\w)"
)


def too_old(given: Input) -> Iterator[Remark]:
    """A paper about the company may be older than three months."""
    for proof in proofs(given.analysis):
        if proof.age and proof.max_age_months is not None and proof.max_age_months > _MONTHS:
            yield Remark(proof.age.start, proof.age.end)


def once(given: Input) -> Iterator[Remark]:
    """The company is checked when it applies, and nothing says that it is checked again."""
    for proof in proofs(given.analysis):
        if proof.occasion is None or proof.renewal is not None:
            continue
        if proof.fetched or _shown_at_signing(proof):
            yield Remark(proof.occasion.start, proof.occasion.end)


#: What may change the day after the contract is signed, and the signing of it.
_CHANGES = frozenset({"skatteuppgifter", "kronofogdens register", "kreditupplysning"})
_SIGNING = lazy.compile(
    r"(?:avtal|kontrakt|överenskommelse)\w*(?: \w+)? (?:tecknas|tecknats|undertecknas|undertecknats|skrivs|ingås|ingåtts|sluts|träffas|signeras|börjar|startar)|(?:avtals|kontrakts)(?:tecknand|skrivning|start|ingående|slut)"
)


def _shown_at_signing(proof: CompanyProof) -> bool:
    """Whether debts and taxes are shown as the contract is signed, for all the years that it runs."""
    return (
        proof.handed
        and proof.register in _CHANGES
        and proof.occasion is not None
        and _SIGNING.search(proof.occasion.text.lower()) is not None
    )


def tax_form(given: Input) -> Iterator[Remark]:
    """Form SKV 4820 as proof that taxes are paid, which it has not shown since 2019."""
    low = given.analysis.lower
    for match in re.finditer(r"skv ?4820", low):
        sentence = given.analysis.sentence_at(match.start())
        paid = re.search(r"betal(?:da?|t|ats|ar|as?)(?!\w)|skuld\w*|restför\w*", low[sentence.start : sentence.end])
        if paid and given.analysis.clause(sentence).force.binds:
            after = sentence.start + paid.end()
            yield Remark(match.start(), after if match.end() < after <= match.end() + 100 else match.end())


_OPEN_PROOF = lazy.compile(
    r"(?<!\w)(?:bevis på detta|bevis (?:som styrker|på att|om att)|annan (?:ekonomisk )?(?:redovisning|handling"
    r"|dokumentation) som (?:visar|styrker)|annan ekonomisk redovisning"
    r"|intyg på detta|intyg om detta|(?:annat|motsvarande|likvärdigt) (?:bevis|intyg)|på annat (?:\w+ )?sätt (?:visa|styrk|kontroller|bevis|verifier|bekräft|säkerställ|förvissa)\w*)(?!\w)"
)
_PROOF_MAY_BE = lazy.compile(
    r"(?<!\w)(?:bevis\w*|kravet|detta|ställningen) kan (?:\w+ )?(?:utgöras|bestå|visas|styrkas|bevisas)"
)
_QUALIFYING = lazy.compile(r"uteslut|dömd|f-?skatt|skatt|avgift|registrer|ekonomisk|kreditvärd|konkurs|huvudm")


def proof_open(given: Input) -> Iterator[Remark]:
    """The company must prove something about tax, registration or economy, and which proof counts is not said."""
    for block in given.analysis.holding(_OPEN_PROOF):
        whole = given.analysis.lower[block.plain_start : block.plain_end]
        around = " ".join(block.section[-1:]).lower() + " " + whole
        if not _OPEN_PROOF.search(whole) or not _QUALIFYING.search(around):
            continue
        for sentence in given.analysis.sentences(block):
            low = given.analysis.lower[sentence.start : sentence.end]
            if not (given.analysis.clause(sentence).force.binds or _PROOF_MAY_BE.search(low)) or "espd" in low:
                continue  # the European single procurement document is a proof with rules of its own
            for match in _OPEN_PROOF.finditer(given.analysis.lower, sentence.start, sentence.end):
                yield Remark(*match.span())
    yield from _shown_by_nothing(given)


def _shown_by_nothing(given: Input) -> Iterator[Remark]:
    """ "Ska kunna visa att skatter är betalda": by what, and of what day, is not said."""
    asked = proofs(given.analysis)
    for proof in asked:
        if proof.register not in _CHANGES or proof.paper or proof.age or proof.fetched or not proof.words:
            continue
        others = [o.sentence for o in asked if o.register != proof.register]
        if proof.renewal and not any(s.start <= proof.renewal.start < s.end for s in others):
            continue
        low = given.analysis.lower[proof.sentence.start : proof.sentence.end]
        match = _ABLE.search(low)
        if match and not _SOME_PROOF.search(low):
            yield Remark(proof.sentence.start + match.start("what"), proof.sentence.start + match.end())


_ABLE = lazy.compile(
    r"(?<!\w)(?:ska|skall|måste) (?:(?:på|vid) (?:begäran|anmodan|uppmaning) )?kunna (?:visa|styrka|bevisa) att (?P<what>[^.;,]{3,80}?(?:är|har blivit|har) (?:\w+ )?(?:betal\w+|erlag\w+|inbetal\w+|fullgjor\w+))(?!\w)"
)
_SOME_PROOF = lazy.compile(
    r"intyg|bevis(?!a)|utdrag|underlag|handling|dokument|blankett|redovisning|skv|genom att|hos skatteverket"
)
