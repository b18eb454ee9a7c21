"""The closed vocabularies that configuration and rules share: families of rules and kinds of documents."""

from __future__ import annotations

from typing import Literal

#: In the order that reports show them.
FAMILIES = (
    "vagt", "register", "sanktion", "hanvisning", "begrepp", "metadata", "kontroll", "konflikt", "sprak",
)  # fmt: skip

#: What a document can be; rules apply to some kinds, and a configuration may lay the kind down.
Kind = Literal[
    "reglemente", "auktorisationsvillkor", "forfragningsunderlag", "avtal", "agar-och-ledningsprovning",
    "bidragsregler", "tillsynsriktlinje", "policy", "handlingsplan", "riktlinje", "rutin", "annat",
]  # fmt: skip
