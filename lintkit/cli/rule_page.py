"""A rule's page in Swedish: what `lintkit rules ID` prints and the guide holds, made of the rule file alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lintkit.rules import LoadedRule
from lintkit.rules.model import Example, Precision

SEVERITY = {"error": "fel", "warning": "varning", "info": "upplysning"}
STATUS = {"stable": "stabil", "experimental": "på försök", "deprecated": "utgående"}

#: What each family is about, for headings and lists.
FAMILY = {
    "vagt": "Vaga uttryck",
    "register": "Registerutdrag och bevis om lämplighet",
    "sanktion": "Sanktionstrappan",
    "hanvisning": "Hänvisningar",
    "begrepp": "Begrepp",
    "metadata": "Uppgifter om dokumentet",
    "kontroll": "Kontroller mot brott",
    "konflikt": "Konflikter mellan dokument",
    "sprak": "Klarspråk",
}
KIND = {
    "reglemente": "reglementen", "auktorisationsvillkor": "auktorisationsvillkor",
    "forfragningsunderlag": "förfrågningsunderlag", "avtal": "avtal",
    "agar-och-ledningsprovning": "underlag för ägar- och ledningsprövning", "bidragsregler": "bidragsregler",
    "tillsynsriktlinje": "riktlinjer för tillsyn", "policy": "policyer", "handlingsplan": "handlingsplaner",
    "riktlinje": "riktlinjer", "rutin": "rutiner", "annat": "övriga dokument",
}  # fmt: skip

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_SLOT = re.compile(r"\{(\w+)\}")


def page(item: LoadedRule) -> str:
    """The page as Markdown."""
    rule = item.rule
    facts = [f"`{rule.id}`", SEVERITY[rule.severity], STATUS[rule.status], f"sedan version {rule.since}"]
    parts = [f"# {_plain(rule.title)}", " · ".join(facts)]
    parts.append(f"> {_plain(_SLOT.sub('…', ' '.join(rule.message.split())))}")
    if rule.aliases:
        parts.append(f"Hette tidigare {', '.join(f'`{name}`' for name in rule.aliases)}.")
    if rule.applies_to:
        kinds = [KIND[kind] for kind in rule.applies_to]
        listed = " och ".join([", ".join(kinds[:-1]), kinds[-1]]) if len(kinds) > 1 else kinds[0]
        parts.append(f"Gäller {listed}.")
    if rule.reads == "set":
        parts.append("Jämför dokumentet med det som styr det; kräver `documents:` i inställningarna.")
    if not rule.default:
        parts.append("Körs bara när den väljs, med `--select` eller i inställningarna.")
    parts += ["## Varför", _text(rule.why), "## Skriv om", _text(_SLOT.sub("…", rule.fix))]
    if rule.suggestion:
        parts.append(f"Färdig text att klistra in: ”{_plain(rule.suggestion)}”")
    for title, examples in (
        ("Exempel som flaggas", rule.examples.bad),
        ("Exempel som inte flaggas", rule.examples.good),
        ("Hittas inte ännu", rule.examples.known_miss),
        ("Flaggas fast det är rätt", rule.examples.known_noise),
    ):
        if examples:
            parts += [f"## {title}", _examples(examples)]
    sources = "\n".join(f"- {_plain(s.title)}{', ' + _plain(s.ref) if s.ref else ''}" for s in rule.sources)
    parts += ["## Källor", sources]
    parts += ["## Träffsäkerhet", _precision(rule.precision)]
    parts += ["## Tysta med skäl", f"```\n<!-- lintkit: ok {rule.id} – skäl /namn -->\n```"]
    return "\n\n".join(parts) + "\n"


def _precision(measured: Precision | None) -> str:
    if measured is None:
        return "Inte mätt än."
    return f"{measured.right} av {measured.found} anmärkningar var rätt ({_plain(measured.on)}, {measured.as_of})."


def _text(text: str) -> str:
    """Paragraphs, each on one line."""
    return "\n\n".join(_plain(" ".join(p.split())) for p in re.split(r"\n\s*\n|\n(?=\s*\S)", text.strip()) if p.strip())


def _examples(examples: Sequence[Example]) -> str:
    """Examples that are sentences as a list; those that need a document each as a block."""
    sentences = [_marked(_plain(" ".join(e.split()))) for e in examples if isinstance(e, str)]
    parts = ["\n".join(f"- {sentence}" for sentence in sentences)] if sentences else []
    for example in examples:
        if isinstance(example, str):
            continue
        parts.append(f"```\n{_shown(example.text)}\n```")
        for other in example.others:
            parts += ["tillsammans med det styrande dokumentet", f"```\n{_shown(other)}\n```"]
    return "\n\n".join(parts)


def _shown(text: str) -> str:
    return text.strip().replace("```", "'''").replace("[[", "»").replace("]]", "«")


def _marked(text: str) -> str:
    r"""Flagged words in bold: "\[\[" and "\]\]" are double brackets after escaping."""
    return re.sub(r"\\\[\\\[(.+?)\\\]\\\]", lambda m: f"**{m[1].strip()}**", text)


def _plain(text: str) -> str:
    """Words that mean no markup."""
    return _SPECIAL.sub(r"\\\1", text)
