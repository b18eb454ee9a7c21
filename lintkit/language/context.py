"""What a sentence does in law: binds, permits, defines, informs; judged from words and place, without a model."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from lintkit import lazy
from lintkit.document import BlockKind
from lintkit.language import lexicon
from lintkit.language.memory import remembered


class Force(StrEnum):
    """The legal force of a sentence."""

    REQUIREMENT = "requirement"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    ADVICE = "advice"  # bör, förväntas: a duty only in form
    PROCEDURE = "procedure"  # plain present tense of somebody's act: "Nämnden prövar ansökan"
    DEFINITION = "definition"
    INFORMATION = "information"
    PURPOSE = "purpose"
    QUOTATION = "quotation"
    HEADING = "heading"

    @property
    def binds(self) -> bool:
        """Whether two readers must be able to read the sentence the same way."""
        return self in _BINDING


_BINDING = frozenset({Force.REQUIREMENT, Force.PROHIBITION, Force.PERMISSION, Force.ADVICE, Force.PROCEDURE})


class Clause(NamedTuple):
    """What one sentence does. `modal` is the deciding verb as written, "" for plain indicative; `sanction`
    tells whether it sets or triggers a sanction; `qualification` whether it says who may take part.
    """

    force: Force
    modal: str
    sanction: bool
    qualification: bool


_DOCUMENT = (
    r"(?:detta|denna|det här|den här|dessa)? ?(?:\w*(?:dokument|reglemente|policy|riktlinje|rutin|handlingsplan|plan"
    r"|program|vägledning|underlag|anvisning|handbok|bilaga|avsnitt|kapitel|avtal|uppdragsbeskrivning|villkor|regel"
    r"|strategi|modell)(?:et|en|n|t|erna|na|s|ar|arna)?)"
)
_PURPOSE = lazy.compile(
    r"^(?:\W|\d)*(?:det (?:övergripande )?|ett |en |våra? |[a-zåäö-]+s )?"
    r"(?:syfte|ändamål|mål(?!tid)|målsättning|avsikt|ambition|vision|inriktning|utgångspunkt|grundtanke|bakgrund)\w*"
    r"(?:,? [^.]{0,80}?)? (?:är|har|var|ska vara)(?!\w)"
    rf"|^(?:\W|\d)*{_DOCUMENT} (?:\w+ )?(?:syftar|beskriver|innehåller|gäller|omfattar|anger|redovisar|riktar sig|ska bidra"
    r"|ska vara ett stöd|är (?:ett|en|tänkt|avsedd|framtag|besluta|antag|fastställ|upprätta|uppdatera)|utgör|ersätter|ska ge|ska stödja|bygger|reglerar|kompletterar|ingår|antogs|fastställ)"
    r"|^(?:\W|\d)*(?:här|nedan|i det följande|i detta (?:dokument|avsnitt)) (?:beskrivs|följer|finns|redovisas|anges)"
)
_CITE = r"(?:\d+ ?[a-z]? ?(?:kap\b\.?|kapitlet|§§?|[–-]\d+ ?§)|artikel \d+|förarbeten\w*|propositionen|prop\.)"
_LAW = lazy.compile(
    rf"^\W*(?:i|av|enligt) (?:\w+ )?{_CITE}[^.]{{0,80}}? (?:finns|framgår|innehåller|regleras|anges|föreskrivs|stadgas|sägs|gäller)(?!\w)"
    r"|^(?:\W|\d)*(?:(?:i|av|enligt) )?(?:[\w-]*(?:lag|förordning|balk)(?:en|ens|s)?(?: \(\d{4}:\d+\))?[^.,]{0,60}?"
    r"|(?:sol|lss|lou|lov|hsl|kl|fl|osl|gdpr)) (?:finns|framgår|innehåller|reglerar|regleras|anges|anger|föreskriver|stadgar|säger|trädde|gäller)(?!\w)"
)
_LAW_OPENS = lazy.compile(
    rf"^\W*(?:enligt|i|av) (?:förarbeten\w*|(?:bestämmelse\w* i )?(?:[\w-]+ )?{_CITE})(?![^.]*(?:anordnare|leverantör|utförare|entreprenör)\w* (?:ska|måste|får))"
)
_WISH = lazy.compile(
    r"^\W*erfarenhet\w* (?:visar|är)|^\W*(?:tanken|förhoppningen|avsikten|meningen|erfarenheten|erfarenheterna|ambitionen|reglerna|villkoren) är(?!\w)"
    r"|^\W*(?:[\w-]+ )?(?:vi|\w*(?:kommun|nämnd|region|förvaltning)\w*) (?:vill|hoppas|tror|önskar|välkomnar|menar|ser(?! gärna)|strävar|har (?!rätt|ansvar|skyldighet|möjlighet|beslutat))"
)
_PAST = lazy.compile(
    r"(?<!\w)(?:under|sedan|i|hösten|våren|år|från) (?:\w+ )?(?:19|20)\d\d(?!\w|-)|(?<!\w)(?:blev|beslutade|antog|antogs|genomfördes"
    r"|genomförde|infördes|startade|tillsattes|skedde|visade|framkom|konstaterades|uppgav|ansåg)(?!\w)"
    # "var sjätte månad" counts, it does not look back
    r"|(?<!\w)var(?! (?:och en|för sig|annan|annat|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|tolfte|fjortonde|\d)(?!\w))(?!\w)"
)
_DESCRIPTIVE = lazy.compile(
    r"(?<!\w)(?:innebär|kännetecknas|präglas|betyder|syftar|handlar om|kan till exempel vara|beror på|förekommer|utgörs av|består av)(?!\w)"
)
_PASSIVE = lazy.compile(
    r"(?<!\w)(?!(?:finns|hoppas|behövs|trivs|minns|andas|tycks|synes|anses|lyckas|vistas|saknas|krävs|alltid|dess|plats|års|dags|hos|oss|trots|deras|varans|annars|sist|sätts|dess|lås|sås|gås|oss)(?!\w))"
    r"(?:[a-zåäö]{2,}(?:as|ds|gs|ks|ls|ms|ns|ps|rs|ts|vs|ss|js|ys|ås)"
    r"|(?:an|av|be|efter|fram|före|för|in|med|om|till|upp|ut|vidare|över)?(?:ges|bes|tas)|(?:in|ut|till|för|över)ses)(?!\w)"
    r"|^(?:\W|\d)*(?:[\w-]+ ){1,4}?sker(?!\w)"
)
_CONDITION_START = lazy.compile(
    r"^(?:\W|\d)*(?:om|vid|när|då|efter|innan|före|i de fall|har|är|uteblir|saknas|brister|åtgärdas|upphör)(?!\w)"
)
#: "... bedömer utföraren ...": the actor after its verb, wherever the clause begins.
_INVERTED = lazy.compile(r"(?<!\w)[a-zåäö]{2,}r (?:den |alla |varje |berörd )?" + lexicon.ACTOR.pattern)
_SUBJECT_REACH = 45
#: The reader, told in plain present tense what to do: "Du svarar ...", "Ändringar lämnar du ...". Verbs of being,
#: having and perceiving tell the reader how things are.
_NO_ACT = (
    r"(?:är|blir|har|får|kan|vet|ser|hittar|hör|vill|tycker|känner|upplever|tror|bor|märker|förstår|heter|undrar|möter|klarar|trivs|brukar"
    r"|kommer|slipper|väljer|når|verkar|mår|äter|dricker|sover|går|står|sitter|ligger|när|där|var|hur|eller|för|efter|under|över|vår)"
)
_YOU_ACT = lazy.compile(
    rf"^(?:\W|\d)*du (?:som [^.,;]{{2,60}} )?(?:själv |också |alltid |sedan )?(?!{_NO_ACT}(?!\w))[a-zåäö]{{2,}}r(?!\w)"
    rf"|^(?:\W|\d)*(?!(?:om|när|som|att|innan|medan|så|hur|vad|vem|vilk\w+|varför|här|nedan) )[^.;:?]{{2,60}} (?!{_NO_ACT}(?!\w))[a-zåäö]{{2,}}r du(?!\w)"
)
#: "Motsvarande gäller för inhyrda": carries a provision over to others.
_CARRIES_OVER = lazy.compile(
    r"^(?:\W|\d)*(?:detsamma|motsvarande|samma (?:\w+ )?(?:sak|krav|villkor|regler|bestämmelser|rutiner|tider|skyldigheter)"
    r"|(?:vad|det) som (?:sägs|sagts|anges|angetts|föreskrivs) [^.;]{2,60}?) (?:gäller|tillämpas|ska gälla)(?!\w)"
)
#: What stands in nobody's way is allowed: "Anmärkningar av mindre omfattning utgör inget hinder".
_ALLOWS = lazy.compile(
    r"(?<!\w)(?:utgör|är) (?:normalt |i regel |som regel )?(?:inget|inte något|ej) hinder(?!\w)"
    r"|(?<!\w)(?:hindrar|utesluter) (?:normalt |i regel |som regel )?(?:inte|ej)(?!\w)"
)
#: "så fort du kan", "om ni kan": an ability in a clause below, not a power given.
_ABLE = lazy.compile(r"(?<!\w)(?:så \w+(?: tid)?(?: som)?|om|när|vad|allt|det) (?:du|ni|vi|man) (?:bara |själv )?$")
#: "kan medges", "kan undantag beviljas": somebody may decide so, whoever it is; "kan kännas" only informs.
_CAN_BE_DECIDED = lazy.compile(
    r"(?<!\w)kan (?:[\w-]+ ){0,4}?(?:bevilj|medge|godta|tillåt|förläng|undanta|underlåt|beslut|avslå|avvis|nek|vägra|efterge|krävas|begära"
    r"|utökas|minskas|höjas|sänkas|jämkas|justeras|ändras|återkallas|prövas|delegeras|godkänn|ersätt|lämnas|ges)\w*s(?!\w)"
    r"|(?<!\w)kan (?:[\w-]+ ){0,2}?(?:uppföljning|kontroll|granskning|besök|inspektion|undantag|avsteg|dispens|anstånd)\w* (?:[\w-]+ ){0,2}?"
    r"(?:göras|genomföras|ske|ges|lämnas)(?!\w)"
    r"|(?<!\w)kan (?:även |också |dock )?utgå(?!\w)"
    r"|(?<!\w)utgör (?:normalt |i regel |som regel )?(?:inget|inte|ej|ett) (?:ett )?hinder"
)


#: Headings that treat follow-up and sanctions together: the sentence itself must tell which it is about.
_MIXED = lazy.compile(r"uppföljning|tillsyn|kontroll|insyn|löptid|avtalstid")


@lru_cache(maxsize=4096)
def section_kind(section: tuple[str, ...]) -> str:
    """ "purpose", "sanction", "qualification", "advice" or "" for the nearest heading above that tells."""
    for name in reversed(section):
        low = name.lower()
        if lexicon.SECTION_SANCTION.search(low) and not _MIXED.search(low):
            return "sanction"
        if _MIXED.search(low):
            return ""
        if lexicon.SECTION_PURPOSE.search(low):
            return "purpose"
        if lexicon.SECTION_ADVICE.search(low):
            return "advice"
        if lexicon.SECTION_QUALIFICATION.search(low):
            return "qualification"
    return ""


def opens_law(sentence: str) -> bool:
    """Whether a lower-cased sentence begins to report what a statute says ("Enligt 2 kap. 5 § skollagen ...");
    sentences after it in the same paragraph then go on reporting.
    """
    return _LAW_OPENS.match(sentence) is not None


#: Headings that open a list of demands as a sentence would: "Vad lovar du dina elever?", "Utförarens åtaganden".
_DEMANDS = lazy.compile(
    r"(?<!\w)(?:lovar|krävs|krav(?:en)?|skallkrav|måste|skyldighet(?:er|en)?|åtagande(?:n|t)?|åtar sig|(?:ska|skall) (?:du|ni|vi|\w*(?:utförare|anordnare|leverantör)\w*))(?!\w)"
)
_DEMANDED = Clause(Force.REQUIREMENT, "", False, False)


@lru_cache(maxsize=4096)
def _demands(heading: str) -> bool:
    return _DEMANDS.search(heading.lower()) is not None


def judge(
    sentence: str, kind: BlockKind, section: tuple[str, ...], lead: Clause | None, *, cell: bool = False,
    glossary: bool = False, law: bool = False,
) -> Clause:  # fmt: skip
    """What a lower-cased sentence does. `lead` is the sentence that a list item continues, if any; `cell` tells a
    table cell (requirement tables have no verbs); `glossary` that the place defines terms; `law` that the paragraph
    reports a statute.
    """
    if kind in (BlockKind.HEADING, BlockKind.TOC, BlockKind.CODE, BlockKind.PAGE_HEADER):
        return Clause(Force.HEADING, "", False, False)
    if kind is BlockKind.QUOTE:
        return Clause(Force.QUOTATION, "", False, False)
    if lead is None and kind is BlockKind.LIST_ITEM and section and _demands(section[-1]):
        lead = _DEMANDED
    return _judged(sentence, section_kind(section), lead, cell, glossary, law)


@remembered
def _judged(sentence: str, place: str, lead: Clause | None, cell: bool, glossary: bool, law: bool) -> Clause:
    sanction = lexicon.SANCTION.search(sentence) is not None
    in_sanction = sanction or place == "sanction" or (lead is not None and lead.sanction)
    if law and not cell:
        return Clause(Force.INFORMATION, "", False, False)
    qualification = place == "qualification" or (lead is not None and lead.qualification)
    force, modal = _force(sentence, place, lead, cell, glossary, in_sanction)
    return Clause(force, modal, in_sanction and force.binds, qualification)


def _force(
    sentence: str, place: str, lead: Clause | None, cell: bool, glossary: bool, in_sanction: bool
) -> tuple[Force, str]:
    if sentence.rstrip().endswith("?"):
        return Force.INFORMATION, ""
    if _PURPOSE.match(sentence) or _WISH.match(sentence):
        return Force.PURPOSE, ""
    if glossary:
        return Force.DEFINITION, ""
    obliges = lexicon.OBLIGES.search(sentence)
    forbids = lexicon.FORBIDS.search(sentence)
    if _LAW.match(sentence) and not (obliges and _has_subject(sentence)):
        return Force.INFORMATION, ""
    if place == "purpose" and not ((obliges or forbids) and _has_subject(sentence)):
        return Force.INFORMATION, ""
    if forbids:
        return Force.PROHIBITION, forbids[0]
    if obliges:
        return Force.REQUIREMENT, obliges[0]
    if advises := lexicon.ADVISES.search(sentence):
        if place == "advice":  # there the reader is told that it is advice
            return Force.INFORMATION, advises[0]
        return Force.ADVICE, advises[0]
    if permits := _permits(sentence):
        if permits[0] == "kan" and not (
            in_sanction or "kan komma att" in sentence or _CAN_BE_DECIDED.search(sentence) or _has_subject(sentence)
        ):
            return (lead.force, lead.modal) if lead and lead.force.binds else (Force.INFORMATION, "kan")
        return Force.PERMISSION, permits[0]
    if lead is not None and lead.force is not Force.HEADING:
        return lead.force, lead.modal
    if cell:
        return Force.PROCEDURE, ""
    if in_sanction:
        return Force.PROCEDURE, ""
    conditional = _CONDITION_START.match(sentence) is not None
    if _PAST.search(sentence) or (not conditional and _DESCRIPTIVE.search(sentence)):
        return Force.INFORMATION, ""
    if _ALLOWS.search(sentence):
        return Force.PERMISSION, ""
    if _CARRIES_OVER.match(sentence) or _YOU_ACT.match(sentence):
        return Force.PROCEDURE, ""
    if conditional or _has_subject(sentence) or _PASSIVE.search(sentence) or _INVERTED.search(sentence):
        return Force.PROCEDURE, ""
    return Force.INFORMATION, ""


def _permits(sentence: str) -> re.Match[str] | None:
    """What permits in a sentence: the first modal that is not somebody's ability in a clause below."""
    for found in lexicon.PERMITS.finditer(sentence):
        if found[0] != "kan" or not _ABLE.search(sentence, max(0, found.start() - 40), found.start()):
            return found
    return None


def _has_subject(sentence: str) -> bool:
    """Whether somebody who acts stands where the subject does."""
    reach = 140 if _CONDITION_START.match(sentence) else _SUBJECT_REACH
    return lexicon.ACTOR.search(sentence[:reach]) is not None
