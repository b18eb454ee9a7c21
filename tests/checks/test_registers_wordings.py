"""Register demands in many voices: seven kinds of gap are found, and sentences that only sound alike are not."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lintkit.engine import Linter, lint_document, prepare
from lintkit.read import read_bytes
from lintkit.rules import load_rules

_TABLE: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "register_wordings.yaml").read_text(encoding="utf-8")
)
_HEAD = "# Auktorisationsvillkor för hemtjänst\n\n## Krav på utföraren\n\n"
_IN_ORDER = (
    "Den som erbjuds anställning i hemtjänsten ska innan arbetet påbörjas på begäran visa upp begränsat utdrag ur"
    " belastningsregistret och misstankeregistret enligt lagen (2026:43), högst sex månader gammalt."
)


@cache
def _linter(*, on_trial: bool) -> Linter:
    rules = [r for r in load_rules() if r.rule.family == "register" and (on_trial or r.rule.status == "stable")]
    return prepare(rules, date(2026, 11, 21))


def _rules(text: str, *, after: bool = False, on_trial: bool = False) -> set[str]:
    source = f"{_HEAD}{f'{_IN_ORDER} ' if after else ''}{text}\n"
    _, findings = lint_document(_linter(on_trial=on_trial), read_bytes(source.encode(), "villkor.md"))
    return {f.rule for f in findings}


def test_the_demand_in_order_is_in_order() -> None:
    assert _rules(_IN_ORDER) == set()


@pytest.mark.parametrize("case", _TABLE["found"], ids=lambda c: f"{c['lack']}: {c['text'][:50]}")
def test_gaps_in_many_wordings(case: dict[str, Any]) -> None:
    assert case["rule"] in _rules(case["text"], after=case.get("after", False), on_trial=True)


@pytest.mark.parametrize("case", _TABLE["missed"], ids=lambda c: f"{c['lack']}: {c['text'][:50]}")
def test_what_is_known_to_be_missed(case: dict[str, Any]) -> None:
    """When this fails a rule has come to find it: move the sentence to `found`."""
    assert _rules(case["text"], after=case.get("after", False)) == set()


_OF_OWNERS = (
    "Samtliga ägare, styrelseledamöter och verkställande direktör ska vid ansökan och därefter senast den 31 mars varje år"
    " visa fullständigt utdrag ur belastningsregistret, högst tre månader gammalt."
)
_PLACES = {
    "alone": _HEAD + "{}\n",
    "after a demand": f"{_HEAD}{_IN_ORDER} {{}}\n",
    "before a demand": f"{_HEAD}{{}} {_IN_ORDER}\n",
    "beside it in a list": f"# Villkor\n\n## Registerkontroll\n\nFöljande gäller för personal:\n\n- {_IN_ORDER}\n- {{}}\n",
    "the next provision": f"# Villkor\n\n## Ägar- och ledningsprövning\n\n4.1 {_OF_OWNERS}\n\n4.2 {{}}\n",
}


@pytest.mark.parametrize("text", _TABLE["silent"], ids=lambda t: t[:60])
def test_sentences_that_only_sound_alike(text: str) -> None:
    found = {}
    for place, source in _PLACES.items():
        document = read_bytes(source.format(text).encode(), "villkor.md")
        found[place] = [(f.rule, f.text) for f in lint_document(_linter(on_trial=False), document)[1]]
    assert not any(found.values()), found


def test_the_table_has_its_kinds_and_its_near_misses() -> None:
    kinds = [case["lack"] for case in _TABLE["found"]]
    assert {k: kinds.count(k) >= 25 for k in set(kinds)} == dict.fromkeys(
        ("age", "once", "persons", "register", "evidence", "effect", "legal_basis"), True
    )
    assert len(_TABLE["silent"]) >= 200


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            "| Krav | Underlag | Ålder |\n|---|---|---|\n"
            "| Lämplighet | Fullständigt utdrag ur belastningsregistret för styrelse och vd | Högst 12 månader |\n"
            "| Ekonomi | Kreditupplysning | – |\n| Registrering | Registreringsbevis | Högst 2 månader |\n",
            {("register-alder-for-lang", "Högst 12 månader"), ("register-foretagsbevis-utan-alder", "Kreditupplysning")},
        ),
        (
            "| Handling | Vem | När |\n|---|---|---|\n"
            "| Fullständigt utdrag ur belastningsregistret, högst tre månader gammalt | Ägare och styrelse | Vid ansökan |\n"
            "| Skatteintyg, högst en månad gammalt | Bolaget | Vid ansökan och därefter varje kvartal |\n",
            {("register-engangskontroll-ledning", "Vid ansökan")},
        ),
        (
            "| Krav | Bevis |\n|---|---|\n| Ledningen ska vara lämplig. | Egenförsäkran |\n"
            "| Personalen ska ha utbildning. | Betyg |\n",
            {("register-bevis-forsakran", "Egenförsäkran")},
        ),
        (
            "### Bilagor till ansökan\n\n- registreringsbevis, inte äldre än tre månader\n"
            "- begränsat registerutdrag för personal enligt lagen (2026:43)\n- egenförsäkran om vandel\n- CV\n",
            {("register-bevis-forsakran", "egenförsäkran")},
        ),
        (
            "### Handlingar\n\nSamtliga handlingar ska vara högst tre månader gamla när ansökan kommer in.\n\n"
            "- Registreringsbevis\n- Fullständigt utdrag ur belastningsregistret för ägare och styrelse\n- Kreditupplysning\n",
            set(),
        ),
        (
            "Vi begär att ägare varje år visar fullständigt utdrag ur belastningsregistret. Utdraget får vara högst ett år.\n",
            {("register-alder-for-lang", "högst ett år")},
        ),
        ("### Vad du ska ha med dig\n\n- Legitimation\n- Körkort\n- Utdrag ur journalen\n", set()),
    ],
    ids=["ages in a column", "moments in a column", "an oath in a column", "a list of annexes", "one age for all", "no noun", "other papers"],
)  # fmt: skip
def test_tables_and_lists(source: str, found: set[tuple[str, str]]) -> None:
    document = read_bytes(f"# Auktorisationsvillkor för hemtjänst\n\n## Ansökan\n\n{source}".encode(), "villkor.md")
    findings = lint_document(_linter(on_trial=False), document)[1]
    assert {(f.rule, f.text) for f in findings} == found
