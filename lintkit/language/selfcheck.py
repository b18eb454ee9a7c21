"""Known sentences that tell what a pipeline can be trusted with; knows their facts, not how pipelines are loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from lintkit.language.nlp import Parser, Token

#: The sentences are easy; published Swedish pipelines are right on 94–96 of 100 tags and 82 of 100 heads in harder
#: text, so one that falls below these shares is broken or made for something else.
_ENOUGH_L1 = 0.9
_ENOUGH_L2 = 0.85


class Known(NamedTuple):
    """A sentence and its facts: the verb of the main clause, its modal verb, all s-passives, subject and agent."""

    text: str
    verb: str
    subject: str
    modal: str = ""
    passives: tuple[str, ...] = ()
    agent: str = ""


SENTENCES: tuple[Known, ...] = (
    Known("Anordnaren ska lämna årsredovisningen till nämnden före den sista juni.", "lämna", "Anordnaren", "ska"),
    Known("Nämnden får inte godkänna en ansökan som saknar registerutdrag.", "godkänna", "Nämnden", "får"),
    Known("Utföraren måste anmäla nya ägare inom fjorton dagar.", "anmäla", "Utföraren", "måste"),
    Known("Kommunen kan häva avtalet om leverantören bryter mot villkoren.", "häva", "Kommunen", "kan"),
    Known("Rektorn bör informera vårdnadshavarna om beslutet.", "informera", "Rektorn", "bör"),
    Known("Ägaren ska styrka sin ekonomi med ett intyg från banken.", "styrka", "Ägaren", "ska"),
    Known("Föreningen får använda lokalen på vardagar.", "använda", "Föreningen", "får"),
    Known("Personalen ska följa riktlinjerna och rapportera avvikelser.", "följa", "Personalen", "ska"),
    Known("Om brister kvarstår ska enhetschefen besluta om åtgärder.", "besluta", "enhetschefen", "ska"),
    Known("Inspektören ska kontrollera att brandskyddet fungerar.", "kontrollera", "Inspektören", "ska"),
    Known("I avtalet finns regler om vite.", "finns", "regler"),
    Known("Ansökan prövas av socialnämnden.", "prövas", "Ansökan", "", ("prövas",), "socialnämnden"),
    Known(
        "Åtgärdsplanen godkänns av förvaltningschefen.",
        "godkänns",
        "Åtgärdsplanen",
        "",
        ("godkänns",),
        "förvaltningschefen",
    ),
    Known("Ersättningen betalas ut månadsvis.", "betalas", "Ersättningen", "", ("betalas",)),
    Known(
        "Utdraget ska visas upp för beställaren innan arbetet påbörjas.",
        "visas",
        "Utdraget",
        "ska",
        ("visas", "påbörjas"),
    ),
    Known(
        "Beslutet får överklagas av den sökande inom tre veckor.",
        "överklagas",
        "Beslutet",
        "får",
        ("överklagas",),
        "sökande",
    ),
    Known("Avtalet sägs upp av kommunen när verksamheten har upphört.", "sägs", "Avtalet", "", ("sägs",), "kommunen"),
    Known(
        "En varning ska beslutas av nämnden efter samråd med utföraren.",
        "beslutas",
        "varning",
        "ska",
        ("beslutas",),
        "nämnden",
    ),
    Known("Bidraget kan återkrävas av kommunen.", "återkrävas", "Bidraget", "kan", ("återkrävas",), "kommunen"),
    Known(
        "Tillståndet återkallas om villkoren inte uppfylls.",
        "återkallas",
        "Tillståndet",
        "",
        ("återkallas", "uppfylls"),
    ),
    Known("Uppgifterna ska lämnas skriftligt.", "lämnas", "Uppgifterna", "ska", ("lämnas",)),
)


@dataclass(frozen=True, slots=True)
class Check:
    """Facts read right out of all, those that the level asks for; `level` is what the pipeline has earned.

    `wrong` names each fact read wrong, in Swedish.
    """

    right: int
    total: int
    level: Literal["L0", "L1", "L2"]
    sentences: int
    wrong: tuple[str, ...]


def self_check(parser: Parser) -> Check:
    """Parse the known sentences and compare: modal verb and voice at L1, subject and agent too at L2."""
    counts = {"L1": [0, 0], "L2": [0, 0]}
    wrong = []
    for known, tokens in zip(SENTENCES, parser.parse([k.text for k in SENTENCES]), strict=True):
        for level, what, right in _facts(known, tokens):
            if level == "L2" and parser.level != "L2":
                continue
            counts[level][0] += right
            counts[level][1] += 1
            if not right:
                wrong.append(f"{what} i ”{known.text}”")
    right1, total1 = counts["L1"]
    right2, total2 = counts["L2"]
    earned: Literal["L0", "L1", "L2"] = "L0"
    if right1 >= _ENOUGH_L1 * total1:
        earned = "L2" if total2 and right2 >= _ENOUGH_L2 * total2 else "L1"
    return Check(right1 + right2, total1 + total2, earned, len(SENTENCES), tuple(wrong))


def _facts(known: Known, tokens: Sequence[Token]) -> Iterator[tuple[Literal["L1", "L2"], str, bool]]:
    at = {token.text: i for i, token in enumerate(tokens)}
    verb = at.get(known.verb, -1)
    if known.modal:
        modal = at.get(known.modal, -1)
        infinitive = verb >= 0 and "VerbForm=Inf" in tokens[verb].morph
        yield "L1", f"hjälpverbet ”{known.modal}”", modal >= 0 and tokens[modal].pos in ("AUX", "VERB") and infinitive
    read = {token.text for token in tokens if "Voice=Pass" in token.morph}
    yield "L1", "passiv eller aktiv form", read == set(known.passives)
    # Pipelines differ in whether the modal or its verb carries the clause; the subject may hang on either.
    heads = {verb, at.get(known.modal, verb)}
    subjects = {t.text for t in tokens if t.dep.startswith("nsubj") and t.head in heads}
    yield "L2", f"subjektet ”{known.subject}”", subjects == {known.subject}
    if known.verb in known.passives:
        agents = {t.text for i, t in enumerate(tokens) if t.head == verb and _is_agent(i, tokens)}
        yield "L2", f"agenten ”{known.agent or 'ingen'}”", agents == ({known.agent} if known.agent else set())


def _is_agent(index: int, tokens: Sequence[Token]) -> bool:
    dep = tokens[index].dep
    by = any(t.head == index and t.dep == "case" and t.text == "av" for t in tokens)
    return dep == "obl:agent" or (dep.startswith("obl") and by)
