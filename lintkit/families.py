"""The families of rules, in the order reports show them."""

from __future__ import annotations

FAMILIES = (
    "vagt", "register", "sanktion", "hanvisning", "begrepp", "metadata", "kontroll", "konflikt", "sprak",
)  # fmt: skip
