"""Swedish for facts: what kinds of step and legal worlds are called, how gaps and measures are said."""

from __future__ import annotations

from collections.abc import Sequence

from lintkit.report.common import flat
from lintkit.report.facts_model import LadderFact, StepFact

MISSING = "saknas"
NO_LADDER = "Ingen sanktionstrappa hittades."
NO_REGISTERS = "Inga krav på registerutdrag eller företagsbevis hittades."

KIND = {
    "remark": "påpekande", "correction": "rättelse", "action_plan": "åtgärdsplan", "reprimand": "erinran",
    "warning": "varning", "deduction": "prisavdrag eller innehållen ersättning", "fine": "vite eller sanktionsavgift",
    "repayment": "återkrav", "admission_stop": "intagningsstopp", "suspension": "tillfällig återkallelse",
    "revocation": "återkallelse eller hävning", "ban": "verksamhetsförbud", "police_report": "polisanmälan",
}  # fmt: skip

#: Beginnings of words that are themselves a kind's usual names; a step called so needs no kind beside its name.
_ALIASES = {
    "remark": ("påpek", "anmärk", "tillrättavis"), "correction": ("rättelse", "föreläg", "påminn", "avhjälp"),
    "action_plan": ("åtgärdsplan", "handlingsplan", "rättelseplan"), "reprimand": ("erinran",), "warning": ("varning",),
    "deduction": ("prisavdrag", "avdrag", "innehåll"), "fine": ("vite", "avtalsvite", "sanktionsavgift"),
    "repayment": ("återkrav", "återbetal"), "admission_stop": ("intagningsstopp", "placeringsstopp", "antagningsstopp"),
    "suspension": ("tillfällig", "avstängning", "suspender"), "ban": ("verksamhetsförbud", "förbud"),
    "revocation": ("avauktoris", "återkall", "hävning", "uteslut", "uppsägning"), "police_report": ("polisanmäl",),
}  # fmt: skip

WORLD = {
    "supervision": "tillsyn och tillstånd; förvaltningslagen gäller",
    "lov": "valfrihetssystem (LOV); sanktioner gäller bara enligt villkoren",
    "lou": "upphandlat avtal (LOU); sanktioner gäller bara enligt avtalet",
    "decision": "annat kommunalt beslut; laglighetsprövning",
    "enactment": "författning; dess sanktioner läses inte",
}


def title_of(step: StepFact) -> str:
    """What the text calls the step, with the kind where the name does not give it away: "Anmaning (rättelse)"."""
    name = flat(step.name)
    shown = name[:1].upper() + name[1:]
    known = any(word.startswith(_ALIASES[step.kind]) for word in name.lower().split())
    return shown if known else f"{shown} ({KIND[step.kind]})"


def next_of(step: StepFact, steps: Sequence[StepFact]) -> str | None:
    """What the step that follows is called among `steps`, its kind where it is none of them; None: not named."""
    if step.escalates_to is None:
        return None
    named = [flat(s.name) for s in steps if s is not step and s.kind == step.escalates_to]
    return named[0] if len(set(named)) == 1 else KIND[step.escalates_to]


def modality_of(step: StepFact) -> str:
    """How bound the decider is; a plain indicative says neither."""
    return step.modality or "varken ska eller får"


def deadline_of(step: StepFact) -> str | None:
    """The deadline; None where the text sets none, a vague time or not."""
    return flat(step.deadline) if step.deadline else None


def vague_of(step: StepFact) -> str:
    """The vague time in place of a deadline, in brackets, or an empty string."""
    return f"(”{flat(step.vague_time)}”)" if step.vague_time and not step.deadline else ""


def place_of(ladder: LadderFact, title: str) -> str:
    """The headings that a ladder stands under, without the document's title."""
    names = [flat(name) for name in ladder.section]
    if len(names) > 1 and names[0] == flat(title):
        names = names[1:]
    return " › ".join(names) or "Dokumentet"


def months(count: float | None) -> str | None:
    """A measure in months: "6 mån", "1,5 mån"."""
    return None if count is None else f"{count:g} mån".replace(".", ",")


def cut(text: str, room: int) -> str:
    """One line of at most about `room` characters, cut between words."""
    line = flat(text)
    if len(line) <= room:
        return line
    kept = line[:room]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;:") + " …"
