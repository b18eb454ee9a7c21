"""What kind of document a text is, from title, file name and its opening; which rules apply follows from it."""

from __future__ import annotations

import re
from pathlib import PurePath

from lintkit.document import Document
from lintkit.language.analysis import lower

#: In order of preference where several words stand in one title ("Riktlinje för uppföljning av avtal").
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("agar-och-ledningsprovning", re.compile(r"ägar\w*[ -]+(?:och|o) ledningsprövning|ägarprövning|ledningsprövning|lämplighetsprövning")),
    ("auktorisationsvillkor", re.compile(r"auktorisationsvillkor|auktorisationskrav|specifika villkor|villkor för (?:auktorisation|godkännande|anordnare|utförare)|godkännandevillkor")),
    ("forfragningsunderlag", re.compile(r"förfrågningsunderlag|upphandlingsdokument|administrativa föreskrifter|inbjudan att (?:lämna|ansöka)|ansökningsinbjudan")),
    ("bidragsregler", re.compile(r"föreningsbidrag|bidragsregler|bidragsbestämmelser|\w*bidrag till föreningar|regler för (?:\w+ )?(?:bidrag|stöd)|riktlinjer för (?:\w+ )?bidrag")),
    ("tillsynsriktlinje", re.compile(r"tillsyn\w*|sanktionstrappa för (?:servering|alkohol)")),
    ("avtal", re.compile(r"(?<!\w)(?:\w*avtal|kontrakt|överenskommelse|allmänna villkor|avtalsvillkor)(?:et|en)?(?!\w)")),
    ("reglemente", re.compile(r"reglemente")),
    ("handlingsplan", re.compile(r"handlingsplan|åtgärdsprogram|aktivitetsplan")),
    ("policy", re.compile(r"policy")),
    ("auktorisationsvillkor", re.compile(r"(?<!\w)(?:\w*villkor)(?!\w)")),
)  # fmt: skip


def document_kind(document: Document) -> str:
    """One of the kinds in the configuration's vocabulary; "annat" where nothing tells."""
    label = lower(document.metadata.get("typ", "") or document.metadata.get("dokumenttyp", ""))
    name = lower(re.sub(r"[-_.]+", " ", PurePath(document.path).stem))
    ascii_name = name.replace("fragnings", "frågnings").replace("forfråg", "förfråg").replace("agar", "ägar")
    for text in (label, lower(document.title), name, ascii_name):
        for kind, pattern in _KINDS:
            if text and pattern.search(text):
                return kind
    return "annat"
