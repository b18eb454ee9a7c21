"""Judges references to law and authorities: repealed acts, former names, moved provisions, wrong numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.checks._renewals import renamed, succeeded, with_number
from lintkit.document import BlockKind
from lintkit.facts import authorities as former
from lintkit.facts.citations import Citation, citations
from lintkit.facts.history import is_history
from lintkit.facts.packdata import since
from lintkit.facts.replaced import Regulation, Series, pinpoints, regulations
from lintkit.facts.statutes import Ended, Statutes, has_ended, statutes
from lintkit.finding import Severity
from lintkit.language.analysis import Analysis
from lintkit.today import Today

#: Citations of the documents being judged: six rules ask for the same ones.
_cited: WeakKeyDictionary[Analysis, list[Citation]] = WeakKeyDictionary()


def _citations(given: Input) -> list[Citation]:
    found = _cited.get(given.analysis)
    if found is None:
        found = _cited[given.analysis] = citations(given.document)
    return found


# --- acts -----------------------------------------------------------------------------------------------------


def repealed_statute(given: Input) -> Iterator[Remark]:
    """Acts that had ended on the day judged by, cited as if they applied."""
    known = statutes()
    for citation in _citations(given):
        judged = _judge(citation, known, given.today)
        if judged is None:
            continue
        end, values, severity = judged
        if is_history(given.analysis, citation.start, citation.end, end):
            continue
        values["act"] = _shown(given, citation)
        ended = known.ended.get(citation.number) or known.dead.get(citation.name)
        if citation.pinpoint is None and severity is None and ended is not None:
            # Sections rarely keep their numbers in the act that follows, so only the act alone is rewritten.
            values |= _rewrite(succeeded(*_words(given, citation.start, citation.end), ended.replaced_by))
        yield Remark(citation.start, citation.end, values, severity)


def _judge(citation: Citation, known: Statutes, today: Today) -> tuple[str, dict[str, str], Severity | None] | None:
    """End date, message values and severity (None = the rule's own) for an act that has ended, else None."""
    if citation.series == "EU":
        union = known.union.get(citation.number)
        if union is None or not today.has_come(union.valid_to):
            return None
        return union.valid_to, _values(since(union.valid_to), f"Det har ersatts av {union.replaced_by}."), None
    if citation.series != "SFS":
        return None
    if citation.number:
        if ended := known.ended.get(citation.number):
            return _curated(ended, citation, today, None)
        act = known.acts.get(citation.number)
        if act is None or not has_ended(act, today):
            return None
        by = known.acts.get(act.by)
        title = f" ({by.title[0].lower()}{by.title[1:]})" if by else ""
        instead = f"Den upphävdes genom SFS {act.by}{title}." if act.by else "Kontrollera vad som gäller nu."
        when = since(act.ended) if act.ended != "?" else ""
        return act.ended, _values(when, instead), Severity.INFO if act.planned else None
    short = citation.abbreviation
    dead = known.dead_short.get(short) if short else known.dead.get(citation.name)
    if dead is not None:
        mild = Severity.INFO if short and short in dead.informal else None
        return _curated(dead, citation, today, mild)
    if informal := known.informal.get(citation.name):
        return _curated(informal, citation, today, Severity.INFO)
    return None


def _curated(
    ended: Ended, citation: Citation, today: Today, severity: Severity | None
) -> tuple[str, dict[str, str], Severity | None] | None:
    if not today.has_come(ended.valid_to):
        return None
    instead = f"Den har ersatts av {ended.replaced_by}." if ended.replaced_by else "Den har inte ersatts."
    pin = citation.pinpoint
    if pin is not None:
        move = next((m for a in pinpoints().acts if a.old == ended.sfs for m in a.moved if m.old == pin.key), None)
        if move is not None:
            instead += f" {_written(pin.key)} ({move.subject}) motsvaras närmast av {move.new}."
    when = since(ended.valid_to, ended.date_confirmed)
    return ended.valid_to, _values(when, instead), severity if ended.confirmed else Severity.INFO


def _values(when: str, instead: str) -> dict[str, str]:
    ended = when.removeprefix("sedan ")
    return {"since": f" (upphörde {ended})" if ended else "", "instead": instead}


def _written(key: str) -> str:
    chapter, _, section = key.partition(":")
    return f"{section} §" if chapter == "0" else f"{chapter} kap. {section} §"


def _words(given: Input, start: int, end: int) -> tuple[str, str]:
    """Flagged words, and those that follow."""
    text = given.document.plain.text
    return text[start:end], text[end : end + 12]


def _rewrite(replacement: str) -> dict[str, str]:
    return {"rewrite": replacement} if replacement else {}


def _shown(given: Input, citation: Citation) -> str:
    words = given.document.plain.text[citation.start : citation.end]
    return words[0].upper() + words[1:]


def obsolete_regulation(given: Input) -> Iterator[Remark]:
    """Agency regulations that have been repealed or replaced, cited by series and number."""
    data = regulations()
    by_number = {r.number: r for r in data.regulations}
    series = {s.name: s for s in data.series}
    for citation in _citations(given):
        if citation.series in ("SFS", "EU"):
            continue
        number = f"{citation.series} {citation.number}"
        rule: Regulation | Series | None = by_number.get(number)
        if rule is None and (whole := series.get(citation.series)) and int(citation.number[:4]) < whole.before:
            rule = whole
        if rule is None or not given.today.has_come(rule.valid_to):
            continue
        if is_history(given.analysis, citation.start, citation.end, rule.valid_to):
            continue
        subject = f" ({rule.subject})" if isinstance(rule, Regulation) else ""
        values = {"number": number + subject, "since": since(rule.valid_to), "instead": rule.now}
        yield Remark(citation.start, citation.end, values, None if rule.confirmed else Severity.INFO)


def number_and_title(given: Input) -> Iterator[Remark]:
    """A statute's name beside a number that belongs to another act."""
    known = statutes()
    for citation in _citations(given):
        if not citation.number or not citation.name or citation.series == "EU":
            continue
        if "(" not in given.document.plain.text[citation.start : citation.end]:
            continue  # side by side in a list or table: they need not belong together
        own = () if citation.name in _GENERIC else known.numbers.get(citation.name, ())
        if citation.series != "SFS":
            if own:
                right = known.living.get(citation.name, "")
                series = f"en författning i serien {citation.series}"
                yield Remark(citation.start, citation.end, _mismatch(citation, series, right))
            continue
        act = known.acts.get(citation.number)
        if own:
            if citation.number in own:
                continue
            right = known.living.get(citation.name, "")
            year = int(citation.number[:4])
            introduces = act is not None and act.title.startswith("Lag om införande av ")
            if act is not None and (
                introduces or _rank(citation.name) != _rank(act.title) or not _related(citation.name, act.title)
            ):
                yield Remark(citation.start, citation.end, _mismatch(citation, f"”{act.title}”", right))
            elif (
                act is None and right and 1900 < year < 2025 and year != 2014 and given.today.has_come(f"{year}-01-01")
            ):
                other = _mismatch(citation, "numret på en annan författning eller på ingen alls", right)
                # The table has gaps: a number it lacks is sure to be wrong only when it is the right one miswritten.
                mild = None if _slip(citation.number, right) else Severity.INFO
                yield Remark(citation.start, citation.end, other, mild)
        elif (
            act is not None
            and citation.name.startswith(("om ", "med ", "mot ", "angående "))
            and not _related(citation.name, act.title)
            and citation.number not in known.current
            and citation.number not in known.ended
        ):
            yield Remark(citation.start, citation.end, _mismatch(citation, f"”{act.title}”", ""))


def _rank(name: str) -> str:
    """ "lag" for an act of parliament, "förordning" for one of the government, "" for what is neither by its name."""
    low = name.lower()
    first, last = low.partition(" ")[0], low.rpartition(" ")[2]
    for word in (first, last) if first != last and first in ("lag", "förordning") else (last if " " in low else low,):
        for rank in ("förordning", "lag"):
            if word.endswith(rank) and not low.endswith(("tryckfrihetsförordning", "successionsordning")):
                return rank
    return ""


def _slip(written: str, right: str) -> bool:
    """Whether one digit is missing, extra or wrong, or two have changed places."""
    if sorted(written) == sorted(right):
        return sum(a != b for a, b in zip(written, right, strict=True)) == 2
    if len(written) == len(right):
        return sum(a != b for a, b in zip(written, right, strict=True)) == 1
    short, long = sorted((written, right), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


_GENERIC = frozenset(("lag", "förordning", "kungörelse", "stadga", "instruktion", "balk"))


def _mismatch(citation: Citation, belongs: str, right: str) -> dict[str, str]:
    return {
        "number": citation.number,
        "belongs": belongs,
        "right": f" {citation.name[0].upper()}{citation.name[1:]}en har nummer {right}." if right else "",
    }


#: Words of four letters and more that say nothing of a title's subject.
_STOP = frozenset(("lagen", "förordning", "vissa", "andra", "eller", "under", "inom", "enligt", "mellan"))


def _related(name: str, title: str) -> bool:
    """Whether a cited name and a title share a word stem of five letters ("anställningsskydd" ~ "anställning")."""
    stems = {w[:5] for w in re.findall(r"[a-zåäö]{4,}", title.lower()) if w not in _STOP}
    low = name.lower()
    return any(stem in low for stem in stems) or any(
        w[:5] in title.lower() for w in re.findall(r"[a-zåäö]{5,}", low) if w not in _STOP
    )


def unnumbered_statute(given: Input) -> Iterator[Remark]:
    """Acts that the document never gives a number: the first mention of each. Codes and the constitution are
    cited without a number by convention, and are left out.
    """
    known = statutes()
    found = _citations(given)
    numbered = {c.number for c in found if c.number}
    named = {n for c in found if c.number for n in (c.name, c.abbreviation) if n}
    if "(utdrag)" in given.document.title.lower():
        return  # the number may stand in what was left out
    seen: set[str] = set()
    for citation in found:
        act = citation.resolved
        if citation.number or not act or act in numbered or act in seen:
            continue
        if citation.name in named or citation.abbreviation in named:
            continue  # the name is given a number somewhere, if an old one: another rule's business
        if citation.name.endswith(("balk", "tryckfrihetsförordning", "successionsordning")):
            continue
        block = given.document.block_at(citation.start)
        owner = "dokumentansvarig" in given.analysis.lower[block.plain_start : citation.start]
        if block.kind is BlockKind.HEADING or owner or not _refers(given, citation):
            continue
        if given.analysis.is_quoted(citation.start, citation.end):
            continue  # inside the title of something else
        seen.add(act)
        title = known.acts[act].title if act in known.acts else known.current[act].name if act in known.current else ""
        rewrite = _rewrite(with_number(*_words(given, citation.start, citation.end), act))
        yield Remark(citation.start, citation.end, {"number": act, "title": title, **rewrite})


_BEFORE_ACT = lazy.compile(
    r"(?<!\w)(?:enligt|enlig|i|av|till|med|och|eller|samt|som|under|från|§|§§|stycket|se|jfr|mot|än)\s+$"
)


#: The name of another document: "Riktlinjen för arkivering av personakter enligt SoL och LSS".
_IN_TITLE = lazy.compile(
    r"(?:riktlinje\w*|föreskrifter|allmänna råd|överenskommelse\w*) (?:och allmänna råd |\(\S+ \d{4}:\d+\) )?(?:för|om) [^.;:]{0,100}$"
)
_USED_AS_NAME = lazy.compile(
    r"\s(?:uppdrag|insats|personal|legitimerad|dokumentation|journal|team|boende|verksamhet|handläggare|beslut|ärende)"
)


def _refers(given: Input, citation: Citation) -> bool:
    """Whether the words refer to the act; "HSL-insatser", "HSL uppdrag" and "LSS (vuxna)" only use its name."""
    if not citation.abbreviation or citation.pinpoint is not None:
        return True
    low = given.analysis.lower
    if _IN_TITLE.search(low[max(citation.start - 130, 0) : citation.start]):
        return False
    if _USED_AS_NAME.match(low[citation.end : citation.end + 20]):
        return False
    return _BEFORE_ACT.search(low[max(citation.start - 14, 0) : citation.start]) is not None


def impossible_chapter(given: Input) -> Iterator[Remark]:
    """A chapter of an act that has no chapters, or not so many."""
    known = statutes()
    for citation in _citations(given):
        pin = citation.pinpoint
        act = known.current.get(citation.number or citation.resolved)
        if pin is None or not pin.chapter or citation.series != "SFS" or act is None:
            continue
        if not act.chapterless and not 0 < act.chapters < pin.chapter:
            continue
        if is_history(given.analysis, citation.start, citation.end):
            continue
        has = "har inga kapitel" if act.chapterless else f"har {act.chapters} kapitel"
        start, end = min(pin.start, citation.start), max(pin.end, citation.end)
        values = {"act": _titled(act.name, act.sfs), "has": has, "place": _written(pin.key)}
        yield Remark(start, end, values)


def _titled(name: str, sfs: str) -> str:
    """ "Lagen (1993:387) om stöd och service …", "Plan- och bygglagen (2010:900)": as an act is cited, first in a sentence."""
    rank, _, rest = name.partition(" ") if name.startswith(("lagen ", "förordningen ")) else (name, "", "")
    return f"{rank[0].upper()}{rank[1:]} ({sfs}) {rest}".rstrip()


# --- provisions -----------------------------------------------------------------------------------------------


def moved_provision(given: Input) -> Iterator[Remark]:
    """Provisions cited by a place that they have left: old numbering under a name that survives."""
    known = statutes()
    data = pinpoints()
    for citation in _citations(given):
        pin = citation.pinpoint
        if pin is None or citation.series != "SFS" or not citation.resolved or citation.number in known.ended:
            continue
        start, end = min(pin.start, citation.start), max(pin.end, citation.end)
        sentence = given.analysis.sentence_at(citation.start)
        words = given.analysis.lower[sentence.start : sentence.end]
        if is_history(given.analysis, citation.start, citation.end):
            continue
        for inside in data.within:
            if inside.act == citation.resolved and inside.old == pin.key and _about(words, inside.topic):
                values = {"old": _written(pin.key), "new": inside.new, "subject": f"bestämmelsen om {inside.subject}"}
                values["since"] = since(inside.valid_to)
                yield Remark(start, end, values, None if inside.confirmed else Severity.INFO)
        for act in data.acts:
            if act.new != citation.resolved or not given.today.has_come(act.valid_to):
                continue
            chapters = known.current[act.new].chapters if act.new in known.current else 0
            chapterless = bool(chapters) and pin.chapter == 0
            move = next((m for m in act.moved if m.old in (pin.key, f"{pin.chapter}:*")), None)
            if move is None and not (chapterless and act.old == "1982:763"):
                continue
            if move is not None and not chapterless and not (move.topic and _about(words, move.topic)):
                continue
            subject, new = (move.subject, move.new) if move else ("", "")
            values = {
                "old": _written(pin.key), "subject": f"bestämmelsen om {subject}" if subject else "bestämmelsen", "since": since(act.valid_to),
                "new": f"{new}" if new else f"en bestämmelse med kapitel i lagen ({act.new})",
            }  # fmt: skip
            sure = act.confirmed and (chapterless or move is not None)
            yield Remark(start, end, values, None if sure else Severity.INFO)


def _about(words: str, topic: tuple[str, ...]) -> bool:
    return any(re.search(rf"(?<![a-zåäö]){re.escape(t)}" if len(t) < 5 else re.escape(t), words) for t in topic)


# --- authorities ----------------------------------------------------------------------------------------------


def former_authority(given: Input) -> Iterator[Remark]:
    """Authorities, courts and organisations named as if they still existed under that name."""
    yield from _former(given, former.authorities(given.document))


def former_term(given: Input) -> Iterator[Remark]:
    """Official terms that the law has replaced."""
    yield from _former(given, former.terms(given.document))


def _former(given: Input, mentions: list[former.Mention]) -> Iterator[Remark]:
    cited = [(c.start, c.end) for c in _citations(given)] if mentions else []
    issuers = {m.former.name for m in mentions if _issues(given, m)}
    for mention in mentions:
        name = mention.former
        if name.name in issuers:
            continue  # the authority's own regulation, which names it as it was called
        if not given.today.has_come(name.valid_to) or _other_sense(given, mention):
            continue
        if any(a < mention.end and mention.start < b for a, b in cited):
            continue  # part of an act's title
        if _beside_successor(given, mention) or is_history(given.analysis, mention.start, mention.end, name.valid_to):
            continue
        values = {"change": _change(name), "now": name.now or "den som har tagit över uppgiften"}
        words = given.document.plain.text[mention.start : mention.end]
        values |= _rewrite(renamed(name, words, short=mention.short))
        mild = name.mild or not name.confirmed or (mention.short and not mention.backed)
        yield Remark(mention.start, mention.end, values, Severity.INFO if mild else None)


def _change(name: former.Former) -> str:
    when = since(name.valid_to, name.date_confirmed)
    if name.what:
        return f"{name.what[0].upper()}{name.what[1:]} {name.now} {when.removeprefix('sedan ')}."
    return f"Det heter {name.now} {when}." if name.now else f"Verksamheten är nedlagd {when}."


_ABROAD = lazy.compile(
    r"utländsk|utlandet|hemland|annat land|andra länder|etablerad i|eu-land|ees-land|motsvarande myndighet"
)
#: A regulation keeps the name of the authority that issued it: "Arbetarskyddsstyrelsens kungörelse (AFS 1992:18)",
#: "Statens räddningsverks allmänna råd (2004:3)", "Arbetarskyddsstyrelsens anvisningar nr 92".
_ISSUED = lazy.compile(
    r"^\s*(?:[\wåäö()]+\s){0,3}(?:(?:författningssamling|föreskrifter)(?!\w)"
    r"|(?:föreskrift|kungörelse|allmänna råd|anvisning|cirkulär|meddelande)[^.;]{0,80}?(?:\d{4}:\d|nr \d|\(\d{4}\)))"
)
_CREDIT = lazy.compile(
    r"(?<!\w)(?:är framtag\w+|är utarbeta\w+|togs fram|utarbetades|\w*granskats|är en översättning|källa:)(?!\w)"
)


def _other_sense(given: Input, mention: former.Mention) -> bool:
    """A foreign tax authority, a county council of old in a document's title: the words, another sense."""
    sentence = given.analysis.sentence_at(mention.start)
    words = given.analysis.lower[sentence.start : sentence.end]
    if mention.former.name == "Skattemyndigheten" and _ABROAD.search(words):
        return True
    after = given.document.plain.text[mention.end : mention.end + 160]
    return _ISSUED.match(after) is not None or _CREDIT.search(words) is not None


def _issues(given: Input, mention: former.Mention) -> bool:
    """Whether the document opens with the name of the authority's own code of statutes."""
    after = given.document.plain.text[mention.end : mention.end + 24].split()
    return given.document.block_at(mention.start).index < 12 and after[:1] == ["författningssamling"]


def _beside_successor(given: Input, mention: former.Mention) -> bool:
    """Whether the present name stands right beside the former one: "IMY (Datainspektionen)"."""
    names = mention.former.aliases or ((mention.former.now,) if mention.former.now else ())
    text = given.document.plain.text
    after, before = text[mention.end : mention.end + 70], text[max(mention.start - 90, 0) : mention.start]
    for name in names:
        if re.match(rf"\s*(?:\([\w]+\)\s*)?[,(/–-]\s*(?:\w+\s+){{0,2}}{re.escape(name)}", after):
            return True
        if re.search(rf"{re.escape(name)}\s*(?:\(\w+\)\s*)?[,(/–-]\s*(?:[\w.]+\s+){{0,2}}$", before):
            return True
    return False
