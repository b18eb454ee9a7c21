"""When register extracts are shown and shown again, judged: once, on request, never again; ages are judged elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.checks._registers import low_of, mark
from lintkit.facts import registers_text as words
from lintkit.facts.passage import Slot
from lintkit.facts.registers import RegisterRequirement, requirements
from lintkit.facts.registers_again import shown_again


def _repeats(given: Input, item: RegisterRequirement) -> bool:
    """Whether the extract is shown again at stated times, by the demand itself or by a later provision."""
    return item.renewal is not None or shown_again(given.analysis, item)


def once_owners(given: Input) -> Iterator[Remark]:
    """Owners or managers show an extract once, and never again while the approval lasts."""
    yield from _once(given, owners=True)


def once_staff(given: Input) -> Iterator[Remark]:
    """Staff show an extract once; no act gives a right to ask again but for new duties."""
    yield from _once(given, owners=False)


def _once(given: Input, owners: bool) -> Iterator[Remark]:
    for item in requirements(given.analysis):
        if item.owners is not owners or _repeats(given, item) or not item.occasions:
            continue
        moments = [o for o in item.occasions if not words.ON_REQUEST.search(o.text.lower())]
        moments = [o for o in moments if not _is_form(given, o) and not _is_further(given, o)]
        if any(words.ONCE_SAID.search(low_of(given, s)) for s in item.sentences):
            continue  # said in so many words, and flagged there
        if words.cites_check_act(low_of(given, item.sentences[0])):
            continue  # once is what the act itself asks for
        if words.FETCHED_BY_AUTHORITY.search(low_of(given, item.sentences[0])):
            continue  # the municipality may fetch again whenever it examines the approval
        if moments:
            yield mark(min(moments, key=lambda o: (_rank(o), o.start)))


def _is_form(given: Input, found: Slot) -> bool:
    """ "I ansökan kryssar ni i": the application is a form here, not the moment of the check."""
    low = given.analysis.lower[found.start : found.end + 30]
    return re.match(r"i ansökan (?:kryssar|anger|uppger|intygar)", low) is not None


def _is_further(given: Input, found: Slot) -> bool:
    """ "Kontrollen görs även vid ansökan": one moment beside others that the text has told of."""
    return (
        re.search(
            r"(?<!\w)(?:även|också|dessutom)(?: \w+)? $", given.analysis.lower[max(found.start - 25, 0) : found.start]
        )
        is not None
    )


def _rank(found: Slot) -> int:
    low = found.text.lower()
    if re.match(r"(?:i samband med|vid|före|innan|inför) (?:en |varje )?(?:ny)?anställning", low):
        return 0
    if low == "anställs":
        return 3  # who, rather than when
    return 1 if words.HIRING.search(low) and "arbetsdag" not in low else 2 if words.APPLYING.search(low) else 3


def _on_people(low: str) -> bool:
    """Whether a sentence goes on about the check of people and company, not of invoices or premises."""
    about = re.sub(r"(?<!\w)kontrollera\w*", "", low)
    return any(pattern.search(about) for pattern in (words.ON_CHECK, words.OWNERS, words.STAFF))


#: A check of something else than people and their company: "hygienkontrollen", "ingen ny kontroll av lokalen".
_OTHER_CHECK = lazy.compile(
    r"(?<!\w)(?!register|bakgrund|vandel|lämplighet|ägar|lednings|person|kontroll|prövning|belastning|omprövning|efterkontroll)[\wåäö]{3,}(?:kontroll|prövning)(?:en|er|erna)?(?!\w)"
    r"|(?:kontroll|(?<!om)prövning|intyg|granskning)\w* (?:av|från|om) (?!\w*(?:person|anställ|ägar|ägare|ledning|vd|medarbetar|chef|företräd|utdrag|skuld|skatt|bolag|företag|huvudm|styrels|leverantör|utförar|anordnar|regist|lämplig|vandel|den|de|dessa|vikarie|konsult|sökand|föreståndar|firmateckn|betal|f-skatt|ekonomi)\w*(?!\w))[\wåäö]+"
)
_REHIRED = lazy.compile(r"återanställ|återgår i tjänst|förnyad anställning|anställ\w* på nytt")
_OF_CHECKS = lazy.compile(
    r"utdrag|registerkontroll|(?:belastnings|misstanke|brotts|polis)regist|dömd|dömts|brott|bakgrundskontroll|lämplighetspröv|vandel"
    r"|styrelseledam|(?<!\w)(?:ägar|ägare|huvudm[aä]n|ledningskrets|ledningsprövning)|ledningens?(?!\w)|(?<!\w)skuld|f-?skatt|kreditupplysning|registreringsbevis|ekonomisk kontroll"
)


def once_said(given: Input) -> Iterator[Remark]:
    """The text says in so many words that the check is made once, or not again."""
    low = given.analysis.lower
    for block in given.analysis.holding(words.ONCE_SAID) if given.analysis.may_hold(_OF_CHECKS) else ():
        if not words.ONCE_SAID.search(low, block.plain_start, block.plain_end):
            continue
        on = _OF_CHECKS.search(" ".join(block.section).lower()) is not None
        for sentence in given.analysis.sentences(block):
            named = _OF_CHECKS.search(low, sentence.start, sentence.end) is not None
            on = named or (
                on
                and (
                    words.GOES_ON.match(low, sentence.start, sentence.end) is not None
                    or _on_people(low_of(given, sentence))
                )
            )
            if _OTHER_CHECK.search(low, sentence.start, sentence.end):
                on = named
                continue
            if not on:
                continue
            if _REHIRED.search(low, sentence.start, sentence.end):
                continue  # the acts excuse those who come back within six months or a year
            for match in words.ONCE_SAID.finditer(low, sentence.start, sentence.end):
                around = ((sentence.start, match.start()), (match.end(), sentence.end))
                if not any(words.RENEWAL.search(low, *span) for span in around):
                    yield Remark(*match.span())


def on_request(given: Input) -> Iterator[Remark]:
    """Shown only on request: no moment at which it must be shown, and no age."""
    for item in requirements(given.analysis):
        found = [o for o in item.occasions if words.ON_REQUEST.search(o.text.lower())]
        head = item.sentences[0]
        if item.register is None and not item.unnamed and not words.RECORD.search(low_of(given, head)):
            continue  # "ett utdrag", of nothing: which one must be settled first, and is flagged
        found = [f for f in found if head.start <= f.start < head.end]
        others = [o for o in item.occasions if head.start <= o.start < head.end and o not in found]
        if found and not others and not words.cites_check_act(low_of(given, head)) and not _repeats(given, item):
            yield mark(found[0])
