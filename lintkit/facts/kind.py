"""What kind of document a text is, from its label, title, opening and file name; which rules apply follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import PurePath

from lintkit import lazy
from lintkit.document import BlockKind, Document
from lintkit.facts.metadata import fields
from lintkit.language.analysis import lower
from lintkit.language.index import Index, holding

#: Kinds whose text may bind nobody outside the house: only what is worded as a duty is known to bind.
INTERNAL = frozenset({"annat", "riktlinje", "rutin"})

#: What a document is for says more than what it is called: "Riktlinje för tillsyn", "Regler för föreningsbidrag".
_BY_PURPOSE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "agar-och-ledningsprovning",
        lazy.compile(r"ägar\w*[ -]+(?:och|o) ledningsprövning|ägarprövning|ledningsprövning|lämplighetsprövning"),
    ),
    (
        "auktorisationsvillkor",
        lazy.compile(
            r"auktorisationsvillkor|auktorisationskrav|specifika villkor|godkännandevillkor"
            r"|villkor för (?:auktorisation|godkännande|anordnare|utförare|dig som anordnar)"
        ),
    ),
    (
        "forfragningsunderlag",
        lazy.compile(
            r"förfrågningsunderlag|upphandlingsdokument|administrativa föreskrifter|ansökningsinbjudan"
            r"|inbjudan (?:att (?:lämna|ansöka)|till anbud)|avropp?s?förfrågan|anbudsinbjudan|anbudsförfrågan"
            r"|upphandlingsföreskrifter|^(?:\W|\d)*avrop(?:small)?(?!\w)|förnyad konkurrensutsättning"
        ),
    ),
    (
        "bidragsregler",
        lazy.compile(
            r"föreningsbidrag|bidragsregler|bidragsbestämmelser|\w*bidrag till föreningar"
            r"|(?:regler|riktlinje\w*|bestämmelser) för (?:\w+ )?(?:\w*bidrag|stöd till)"
        ),
    ),
    (
        "tillsynsriktlinje",
        lazy.compile(
            r"(?<!\w)tillsyn(?!s?(?:rapport|besök|protokoll|beslut))\w*|sanktionstrappa för (?:servering|alkohol)"
        ),
    ),
)
#: What the document calls itself, at the beginning of its name: "Rutin för uppföljning av avtal" is no contract.
_BY_FIRST_WORD: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, lazy.compile(rf"^(?:\W|\d)*(?:\w+(?:s|ns|ens|unens)? )?(?:{words})(?!\w)"))
    for kind, words in (
        ("rutin", r"\w*rutin(?:en|er|erna)?|instruktion(?:er)?|lathund|arbetsbeskrivning|checklista"),
        ("handlingsplan", r"handlingsplan(?:en)?|åtgärdsprogram|aktivitetsplan"),
        ("policy", r"\w*policy(?:n)?"),
        ("reglemente", r"\w*reglemente(?:t)?"),
        ("riktlinje", r"\w*riktlinje(?:r|n|rna)?"),
    )
)
_BY_ANY_WORD: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "avtal",
        lazy.compile(
            r"(?<!\w)(?:\w*avtal|\w*kontrakt|överenskommelse|allmänna villkor|avtalsvillkor|kontraktsvillkor)(?:et|en)?(?!\w)"
        ),
    ),
    ("reglemente", lazy.compile(r"reglemente(?!nas)")),
    ("handlingsplan", lazy.compile(r"handlingsplan|åtgärdsprogram|aktivitetsplan")),
    ("policy", lazy.compile(r"policy")),
    ("auktorisationsvillkor", lazy.compile(r"(?<!\w)\w*villkor(?!\w)")),
    ("rutin", lazy.compile(r"(?<!\w)rutin(?:er)?(?!\w)")),
    ("riktlinje", lazy.compile(r"riktlinje")),
)
#: How many blocks may pass before a text must have said what it is; page furniture and addresses come first.
_OPENING = 8
_ASCII = (("fragnings", "frågnings"), ("forfråg", "förfråg"), ("agar", "ägar"), ("provning", "prövning"))


def document_kind(document: Document) -> str:
    """One of the kinds in the configuration's vocabulary; "annat" where nothing tells."""
    label = _of(lower(_label(document)))
    name = lower(re.sub(r"[-_.]+", " ", PurePath(document.path).stem))
    for ascii_form, swedish in _ASCII:
        name = name.replace(ascii_form, swedish)
    found = [_of(text) for text in (lower(document.title), *_opening(document), name) if text]
    shown = next((kind for kind in found if kind), None)
    if label is None:
        return shown or _by_structure(document)
    # A label names the level ("riktlinje"); the title may say what the guideline is for.
    return shown if label == "riktlinje" and shown in dict(_BY_PURPOSE) else label


#: What a text is built of, where neither title, opening nor file name says what it is: pattern and least number.
_BY_STRUCTURE: tuple[tuple[str, tuple[tuple[re.Pattern[str], int], ...]], ...] = (
    ("forfragningsunderlag", ((lazy.compile(r"\baf[abcdg]\.\d"), 3),)),
    (
        "avtal",
        (
            (
                lazy.compile(
                    r"(?:följande|detta) avtal (?:har )?(?:träffats|slutits|ingåtts|tecknats)|mellan parterna"
                ),
                1,
            ),
            (lazy.compile(r"(?<!\w)(?:avtalet|kontraktet)(?!\w)"), 6),
        ),
    ),
    (
        "auktorisationsvillkor",
        ((lazy.compile(r"auktoris"), 5), (lazy.compile(r"(?:anordnar|utförar)\w* (?:ska|får|måste)"), 5)),
    ),
    ("bidragsregler", ((lazy.compile(r"bidrag"), 10), (lazy.compile(r"förening\w* (?:ska|får|måste)"), 3))),
)


def _by_structure(document: Document) -> str:
    # Codes of the administrative provisions are labels, and no part of the blocks' text.
    numbers = lower("".join(f"\n{b.number}" for b in document.blocks if b.number))
    text = ""
    for kind, signs in _BY_STRUCTURE:
        if not all(holding(document, pattern) or pattern.search(numbers) for pattern, _ in signs):
            continue
        text = text or lower(document.plain.text) + numbers
        if all(sum(1 for _ in islice(pattern.finditer(text), least)) == least for pattern, least in signs):
            return kind
    return "annat"


_SIGNS = (*_BY_PURPOSE, *_BY_FIRST_WORD, *_BY_ANY_WORD)


@cache
def _signs() -> Index:
    return Index(pattern for _, pattern in _SIGNS)


def _of(text: str) -> str | None:
    index = _signs()
    bits = index.of(text)
    for kind, pattern in _SIGNS:
        if index.may_match(pattern, bits) and pattern.search(text):
            return kind
    return None


def _label(document: Document) -> str:
    """The document's own field for its type, from its head or its front matter."""
    written = document.metadata.get("typ") or document.metadata.get("dokumenttyp")
    return written or next((f.value for f in fields(document) if f.kind == "typ"), "")


def _opening(document: Document) -> Iterator[str]:
    """Headings and short lines before the text begins."""
    for block in document.blocks[:_OPENING]:
        text = document.block_text(block)
        short = len(text) < 90 and text[-1:] not in ".,;"
        # A cell of the head holds data, unless it is set in capitals as a title is.
        if block.kind is BlockKind.HEADING or (short and (block.cell is None or text.isupper())):
            yield lower(text)
