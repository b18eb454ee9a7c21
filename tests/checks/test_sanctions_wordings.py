"""Sanction provisions in many voices: what a lawyer marks is found, and clean ladders stay silent."""

from __future__ import annotations

import re
from datetime import date

import pytest

from lintkit.engine import lint_document, prepare
from lintkit.read import read_bytes
from lintkit.rules import load_rules

_HEAD = "# Villkor för utförare\n\n## {head}\n\n{text}\n"


def _found(text: str, head: str = "Sanktioner") -> list[str]:
    rules = [r for r in load_rules() if r.rule.default and r.rule.status == "stable" and r.rule.family == "sanktion"]
    source = _HEAD.format(head=head, text=text)
    document = read_bytes(source.encode(), "villkor.md")
    _, findings = lint_document(prepare(rules, date(2026, 11, 21)), document)
    return [source[f.start : f.end] for f in findings]


MARKED = (
    "Om utföraren [[grovt åsidosätter]] sina åtaganden ska nämnden skilja utföraren från uppdraget.",
    "Är det [[mer än en bagatell]] stoppar nämnden nya kunder i tre månader.",
    "[[Tappar vi förtroendet]] avslutar nämnden samarbetet.",
    "Nämnden stryker utföraren ur valfrihetssystemet om utföraren [[inte sköter sig]].",
    "Nämnden drar in godkännandet [[om samarbetet med utföraren inte löper]].",
    "Om avvikelsen är [[av någon betydelse]] sätter nämnden ned ersättningen med två procent.",
    "Nämnden bryter avtalet om utföraren har [[brustit i lojalitet]] mot kommunen.",
    "[[I de värre fallen]] häver nämnden avtalet.",
    "Skulle utföraren brista [[i flera avseenden]] frånträder nämnden avtalet.",
    "Efter tre varningar [[står det nämnden fritt att]] häva avtalet.",
    "Om rapporten saknas [[har kommunen möjlighet att]] skilja utföraren från uppdraget.",
    "Utförare vars rapport saknas [[riskerar att]] strykas från valfrihetssystemet.",
    "Nämnden häver avtalet om rapporten saknas [[utan att utföraren hörs]].",
    "Nämnden stoppar nya kunder [[ett tag]] om rapporten saknas.",
    "Saknas rapporten jämkar nämnden betalningen [[efter vad som är rimligt]].",
    "Saknas rapporten ska utföraren betala vite som [[står i relation till]] felet.",
    "Nämnden varnar utföraren om rapporten saknas. Varningen [[ligger till grund för framtida bedömningar]].",
    "Nämnden meddelar varning om rapporten saknas, och [[ser sedan vad som händer]].",
    "Nämnden anmodar utföraren om rapporten saknas. [[Anmodan ska hörsammas]].",
    "Nämnden tar ut vite om 5 000 kronor om rapporten saknas. [[Polisanmälan görs först när]] vite har prövats.",
)


@pytest.mark.parametrize("marked", MARKED)
def test_defects_in_many_wordings(marked: str) -> None:
    text = marked.replace("[[", "").replace("]]", "")
    wanted = re.findall(r"\[\[(.*?)\]\]", marked)[0]
    assert any(wanted in f or f in wanted or _share(wanted, f) for f in _found(text)), _found(text)


def _share(a: str, b: str) -> bool:
    return len(set(a.lower().split()) & set(b.lower().split())) >= 2


CLEAN = (
    "Nämnden ska häva avtalet om utföraren har försatts i konkurs eller har lämnat oriktiga uppgifter i ansökan.",
    "Har avvikelsen inte rättats när tiden enligt punkt 8.1 har gått ut ska nämnden ta ut vite om 5 000 kronor per vecka.",
    "Nämnden ska skilja utföraren från uppdraget om två varningar har meddelats inom tolv månader.",
    "Saknas rapporten ska nämnden stoppa nya kunder till dess att rapporten har kommit in, dock längst i tre månader.",
    "Innan nämnden häver avtalet ska utföraren få del av underlaget och tio arbetsdagar att yttra sig.",
    "Vid misstanke om brott ska enhetschefen göra polisanmälan samma dag.",
    "Varningen upphör efter tolv månader utan ny avvikelse.",
    "Kommunen har möjlighet att besöka lokalen utan föranmälan.",
    "Ersättningen justeras den 1 januari varje år med omsorgsprisindex.",
    "Leverantören får säga upp avtalet med sex månaders uppsägningstid.",
)


@pytest.mark.parametrize("text", CLEAN)
def test_clean_provisions_stay_silent(text: str) -> None:
    assert _found(text) == []


def test_a_term_that_the_text_defines_is_no_defect() -> None:
    text = "svår avvikelse: avvikelse som har lett till vård på sjukhus.\n\nNämnden meddelar varning när avvikelsen är svår."
    assert _found(text) == []
