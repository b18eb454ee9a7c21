"""Whether words for a sanction set a step, or only speak of one that stands elsewhere; patterns for lower-cased text."""

from __future__ import annotations

import re

from lintkit import lazy
from lintkit.facts.sanctions_text import PROVIDER

#: What a statute says is told, not decided: "Av 9 kap. 17 § alkohollagen följer att varning får meddelas".
_LAW_TELLS = lazy.compile(
    r"^(?:\W|\d)*(?:av|i|genom) [^;]{0,60}?(?:§|lagen|balken|lag \()[^;]{0,60}? (?:följer|framgår|anges|sägs|föreskrivs)(?: det)? att(?!\w)"
    r"|^(?:\W|\d)*enligt [^;]{0,60}?(?:§|lagen|balken|lag \()[^;]{0,60}? (?:får|ska|skall|kan) (?:(?:en|den) (?:kommun|myndighet|tillsynsmyndighet)|ett tillstånd|ett godkännande)(?!\w)"
)
#: What becomes of a measure once taken: how long it counts, who looks after it, what it must hold.
_FATE = (
    r"(?:(?:ska|skall|får|kan|måste|bör) (?:alltid |även |också |inte )?)?(?:följas upp|följs upp|följer|upphör|upphöra|beaktas|gäller|gälla"
    r"|kvarstår|kvarstå|förfaller|preskriberas|gallras|raderas|innehåller|innehålla|ange|anger|begränsar|påverkar|utesluter|hindrar|befriar"
    r"|registreras|diarieförs|delges|undertecknas|motiveras|dokumenteras|antecknas|kan överklagas|överklagas|(?:vara |är )?(?:skriftlig|giltig|verksam)\w*)"
)
_AFTER_SUBJECT = lazy.compile(rf" (?:som \w+ (?:\w+ )?)?{_FATE}(?!\w)")
_SUBJECT = lazy.compile(r"^(?:\W|\d)*(?:(?:en|ett|den|det|varje|sådan|sådant) )?(?:\w+lig\w* )?$")
#: "Vid hävning ska utföraren lämna över ...", "Före beslut om varning ska ...": the measure is an occasion.
_OCCASION = lazy.compile(
    r"^(?:\W|\d)*har (?:en |ett )?$|^(?:\W|\d)*(?:vid|efter|före|innan|inför|i samband med) (?:(?:ett |en )?beslut om |(?:en|ett) )?(?:\w+lig\w* )?$"
)
#: A participle that points back: "utgivet vite", "meddelad varning".
_GIVEN = lazy.compile(
    r"(?<!\w)(?:utgive[nt]|utbetal[dt]|betal[dt]|erlag[dt]|förfall\w+|tidigare|meddela[dt]|beslut\w*a[dt]|given|utfärda[dt]|utdöm[dt]) $"
)
#: How a claim is collected, which is no measure beside the claim.
_COLLECTED = lazy.compile(
    r"^(?:\W|\d)*(?:\w*vitet|beloppet|avgiften|återbetalning\w*|återkravet|skulden|kravet|kostnaden|summan)(?!\w)[^.;]{0,50}$"
)
#: A time for correction, and a step that is refrained from.
_NAMED_ONLY = lazy.compile(
    r"(?<!\w)(?:(?:dag|tid|tidpunkt|datum|frist)(?:en)? för|avstå(?:r|s)? från(?: att (?:\w+ )?)?|underlåt(?:a|er) att (?:\w+ )?|i stället för(?: att \w+)?) $"
)
#: How much it may come to in all: "Sammanlagt vite under ett år får inte överstiga ...".
_CAPPED = lazy.compile(
    r"[^.;,]{0,60} (?:får (?:inte|ej|aldrig) överstiga|begränsas till|maximeras|(?:är|uppgår till) (?:sammanlagt |tillsammans )?högst)(?!\w)"
)
_IN_ALL = lazy.compile(r"^(?:\W|\d)*(?:(?:det )?(?:sammanlag|total|saml)\w+ )?$")
_WAS_DUE = lazy.compile(r" (?:skulle|borde) (?:ha |vara )")
#: A measure by whose end something else is timed: "sedan vite har prövats".
_TIMED_BY = lazy.compile(r"(?<!\w)(?:sedan|innan|förrän|efter att|tills|till dess(?: att)?) (?:en |ett )?$")
_DONE = lazy.compile(r" (?:har|hade|är|blir|blivit) ")
_JOINED = lazy.compile(r"^(?:\W|\d)*(?:ett |en )?(?:föreläggandet?|förbudet?) [^.;]{0,60}förenas med (?:ett )?$")
#: A milder measure in the place of the one just named.
_INSTEAD = lazy.compile(r"(?<!\w)eller,? (?:i stället )?(?:\w+ ){0,2}$")
_TOO_HARD = lazy.compile(
    r"[^.;]{0,60}(?<!\w)om [^.;]{0,60}(?:alltför|för) ingripande|[^.;]{0,40}(?<!\w)om det (?:är|bedöms|anses) tillräckligt"
)
_APPLICANT = lazy.compile(r"(?<!\w)(?:\w*sökande\w*|anbudsgivare\w*|anbud(?:et|en)?)(?!\w)")
#: The provider's own right to end the contract.
_OWN_RIGHT = lazy.compile(
    rf"^(?:\W|\d)*(?:{PROVIDER.pattern})(?: har| äger)? (?:får|kan|rätt att|har|äger)(?! (?:bli|få))(?:[^.;,]{{0,30}} )?$"
)
_REFERENCE = lazy.compile(
    r"[^.;,]{0,40}? (?:enligt|i|se) (?:punkt |avsnitt |§§? ?)?(?P<number>\d+(?:\.\d+)*)(?! ?(?:kap|§§| § (?:\w+ )?(?:\w*lag|\w*balk)))(?: ?§)?(?! \w*(?:lag|balk|stycket \w*lag))(?!\w)"
)


def reports_law(low: str) -> bool:
    """Whether a sentence tells what a statute says."""
    return _LAW_TELLS.match(low) is not None


def mentions(low: str, start: int, end: int, kind: str) -> bool:
    """Whether the words at `start` to `end` of a sentence only speak of a step."""
    before, after = low[:start], low[end:]
    if _SUBJECT.match(before) and _AFTER_SUBJECT.match(after):
        return True
    if _OCCASION.match(before) or _GIVEN.search(before) or _JOINED.match(before) or _NAMED_ONLY.search(before):
        return True
    if _IN_ALL.match(before) and _CAPPED.match(after):
        return True
    if _WAS_DUE.match(after) or (_TIMED_BY.search(before) and _DONE.match(after)):
        return True
    if kind == "revocation" and _OWN_RIGHT.match(before) and re.match(r"häva|säga", low[start:]):
        return True
    if kind == "deduction" and _COLLECTED.match(before):
        return True
    if kind == "revocation" and low.startswith("utesl", start) and _APPLICANT.search(low):
        return True
    return _INSTEAD.search(before) is not None and _TOO_HARD.match(after) is not None


def points_to(low: str, end: int) -> str | None:
    """The number of the place in the same text by which a step is to be taken: "hävas enligt 9.1"."""
    match = _REFERENCE.match(low, end)
    return match["number"] if match else None


#: Columns that name the occasion in order: "Första gången", "2:a tillfället", "Vid upprepning".
OCCASION_COLUMN = lazy.compile(
    r"^(?:vid )?(?:(?:första|andra|tredje|fjärde|femte|nästa|\d:[ae]|\d\.?) (?:gång|tillfäll|överträd|förse|händels|brist|avvikels|anmärk)\w*"
    r"|(?:gång|tillfälle|överträdelse|avvikelse|brist) (?:nr )?\d|upprep\w+|(?:därefter|fortsatt|ny) ?\w*)"
)
#: Columns that tell time or decider: a step named there is no other step.
ASIDE_COLUMN = lazy.compile(r"^(?:tid|frist|senast|beslut|vem|ansvar|uppfölj|kommentar|lagrum|stöd)")
