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


def _table(*rows: str, columns: str = "Brist | Första gången | Andra gången inom tolv månader") -> str:
    head = f"| {columns} |\n|{'---|' * (columns.count('|') + 1)}\n"
    return "Nämnden beslutar om påföljder enligt tabellen.\n\n" + head + "".join(f"| {row} |\n" for row in rows)


CELLS = (
    # a cell that names two steps, or a step that perhaps follows
    "Schemat saknas | [[Påpekande eller erinran]] | Varning",
    "Schemat saknas | [[Varning alternativt vite]] | Hävning",
    "Schemat saknas | [[Varning/vite]] | Hävning",
    "Schemat saknas | Erinran | [[Ev. varning]]",
    "Schemat saknas | Varning | [[Normalt hävning]]",
    # conditions that appraise, or gather what is left
    "[[Oreda i journalerna]] | Erinran | Varning",
    "[[Slarv med nycklar]] | Erinran | Varning",
    "[[Annan försummelse]] | Erinran | Varning",
    "[[Övrig misskötsel]] | Erinran | Varning",
    "[[Stora avvikelser]] | Varning | Hävning",
    "[[Klandervärda förhållanden]] | Varning | Hävning",
)


@pytest.mark.parametrize("row", CELLS)
def test_defects_in_ladders_with_a_column_for_each_occasion(row: str) -> None:
    wanted = re.findall(r"\[\[(.*?)\]\]", row)[0]
    found = _found(_table(row.replace("[[", "").replace("]]", "")))
    assert any(wanted in f or f in wanted for f in found), found


@pytest.mark.parametrize(
    "row",
    [
        "Schemat saknas | Erinran | Varning",
        "Överträdelse av 8 kap. 20 § alkohollagen | Varning | Återkallelse",
        "Rapporten har inte kommit in inom fem dagar | Varning | –",
    ],
)
def test_clear_rows_stay_silent(row: str) -> None:
    assert _found(_table(row)) == []


def test_tables_by_occasion_that_set_no_sanction_stay_silent() -> None:
    text = _table("Hembesök | Samordnaren | Kontaktpersonen", columns="Insats | Första gången | Andra gången")
    assert _found(text.replace("Nämnden beslutar om påföljder enligt tabellen.", "Så bemannas besöken.")) == []


PROSE = (
    # quality below what somebody expects
    "Nämnden meddelar varning om utförandet [[inte når önskad nivå]].",
    "Håller städningen [[inte godtagbar standard]] ska nämnden sätta ned ersättningen med fem procent.",
    "Nämnden häver avtalet om måltiderna [[inte har avsedd kvalitet]].",
    "Motsvarar lokalen [[inte rimligt skick]] ska nämnden meddela varning.",
    "Om insatsen [[inte får avsedd effekt]] ska nämnden häva avtalet.",
    # money that may be claimed, with no size
    "Nämnden [[får ta ut vite]] om rapporten saknas.",
    "Om rapporten saknas [[har kommunen rätt att kräva vite]].",
    "Kommunen [[äger rätt att göra rimligt avdrag]] om besök har uteblivit.",
    "Nämnden [[får besluta om lämpligt prisavdrag]] när rapporten saknas.",
    "Om fakturan är fel får nämnden [[ta ut förseningsavgift]].",
    # a power used when somebody sees a need
    "Nämnden [[får efter omständigheterna häva]] avtalet om rapporten saknas.",
    "Nämnden [[får i förekommande fall återkalla]] godkännandet.",
    "Varningen [[får om så erfordras förenas]] med vite.",
    "Enhetschefen [[får i lämpliga fall meddela]] en varning.",
    "Nämnden [[äger rätt att vid behov häva]] avtalet.",
    # departing from the ladder
    "Nämnden [[kan frångå stegen]] om anordnaren har rättat felet.",
    "Enhetschefen [[kan i det enskilda fallet göra avsteg från]] trappan.",
    "När rapporten saknas [[kan nämnden välja att avstå från]] varning.",
    "Om rapporten saknas kan chefen [[välja mellan]] erinran och varning.",
    "Nämnden [[kan bortse från]] varningen.",
    # heavier measures that nobody has named, and cuts without size
    "Om rapporten saknas även efter varning [[vidtas strängare åtgärder]].",
    "Saknas rapporten efter varning ska [[hårdare sanktioner]] övervägas.",
    "Efter två erinringar ska [[mer ingripande åtgärder]] vidtas.",
    "Saknas redovisningen ska nämnden [[minska stödet]].",
    "Nämnden ska [[jämka utbetalningen]] om närvarolistan saknas.",
    # what excuses, and what a breach is
    "Nämnden avstår från varning om det finns [[ömmande skäl]].",
    "Nämnden ska göra avsteg från trappan när [[omständigheterna är mildrande]].",
    "Avvikelse föreligger när utföraren [[i övrigt agerar olämpligt]].",
    "Kontraktsbrott anses föreligga om utföraren [[på annat sätt handlar illojalt]].",
    "Nämnden häver avtalet om utföraren [[därutöver uppträder klandervärt]].",
)


@pytest.mark.parametrize("marked", PROSE)
def test_more_defects_in_many_wordings(marked: str) -> None:
    wanted = re.findall(r"\[\[(.*?)\]\]", marked)[0]
    found = _found(marked.replace("[[", "").replace("]]", ""))
    assert any(wanted in f or f in wanted or _share(wanted, f) for f in found), found


@pytest.mark.parametrize(
    "text",
    [
        # quality that is measured
        "Når väntetiden inte 90 procent av målet i punkt 3.2 ska nämnden meddela varning.",
        "Nämnden ska meddela varning om andelen svar inte når 80 procent.",
        "Är måltiden kallare än 60 grader ska nämnden ta ut vite om 500 kronor.",
        # money whose size stands in the text
        "Nämnden får ta ut vite om rapporten saknas. Vitet är 500 kronor per dag.",
        "Nämnden får ta ut vite enligt bilaga 3 om rapporten saknas.",
        "Kommunen får göra avdrag som motsvarar de uteblivna besöken.",
        # powers that are no sanctions, or bound
        "Utföraren får vid behov anlita underleverantör.",
        "Nämnden får vid behov besöka lokalen.",
        "Nämnden ska avstå från varning om rapporten har kommit in inom fem dagar.",
        # the provider chooses and tells
        "Utföraren kan välja att avstå från uppdrag på helger.",
        "Utföraren ska meddela beställaren när en brist befaras.",
        "Avtalsbrott föreligger när rapporten enligt punkt 4.2 inte har kommit in inom tio dagar.",
        # words of sanctions in other matters
        "Nämnden ska arbeta för att minska felaktiga utbetalningar.",
        "Gatan stängs av när huset byggs.",
        # the end of an assignment that is no sanction
        "Utföraren ska medan uppdraget pågår och när uppdraget avslutas lämna sina anteckningar till beställaren.",
        # measures elsewhere
        "Kommunen ska minska utbetalningen med 500 kronor för varje dag som rapporten är försenad.",
        "Utföraren ska vidta strängare åtgärder mot smitta vid utbrott.",
        "Stödet minskas med tio procent om redovisningen saknas, och det beslutar nämnden.",
    ],
)
def test_near_misses_stay_silent(text: str) -> None:
    assert _found(text) == []
