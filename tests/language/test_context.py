"""What a sentence does in law: a table of sentences, alone, in their place, and under a lead-in."""

from __future__ import annotations

import pytest

from lintkit.document import BlockKind
from lintkit.language.analysis import Analysis
from lintkit.language.context import Force, section_kind
from lintkit.read import read_bytes

R, P, M, A = Force.REQUIREMENT, Force.PROHIBITION, Force.PERMISSION, Force.ADVICE
D, I, S, T = Force.PROCEDURE, Force.INFORMATION, Force.PURPOSE, Force.DEFINITION

#: Sentences that stand alone in a section that tells nothing.
ALONE: list[tuple[Force, str]] = [
    # requirement
    (R, "Anordnaren ska lämna in en genomförandeplan inom två veckor."),
    (R, "Utföraren skall ha en skriftlig rutin för klagomål."),
    (R, "Personalen måste kunna visa legitimation."),
    (R, "Det åligger leverantören att spara underlagen."),
    (R, "Leverantören svarar för att fordonen är besiktigade."),
    (R, "Huvudmannen ansvarar för lokalerna."),
    (R, "Entreprenören förbinder sig att följa kollektivavtal."),
    (R, "Utföraren åtar sig att ta emot alla kunder."),
    (R, "Anordnaren är skyldig att anmäla ändrade ägarförhållanden."),
    (R, "Anordnarna är ansvariga för introduktionen."),
    (R, "Verksamhetschefen har ansvar för journalföringen."),
    (R, "Sökanden har skyldighet att lämna riktiga uppgifter."),
    (R, "För godkännande krävs att sökanden har F-skatt."),
    (R, "Det förutsätts att varje chef har läst reglementet."),
    (R, "Om bristen kvarstår ska anordnaren lämna en ny plan."),
    (R, "Registerutdrag ska visas upp före anställning."),
    (R, "Ska anordnaren flytta lokalen lämnas en ny ansökan."),
    (R, "Bidraget ska användas till barn- och ungdomsverksamhet."),
    (R, "Föreningen ska ha demokratiska stadgar och årsmöte."),
    # prohibition
    (P, "Anordnaren får inte ta ut avgift för kö."),
    (P, "Utdraget får inte vara äldre än tre månader."),
    (P, "Personalen får aldrig ta emot gåvor av kunder."),
    (P, "Uppdraget kan inte överlåtas."),
    (P, "Lokalen ska inte användas till annat."),
    (P, "Underleverantörer får ej anlitas utan medgivande."),
    (P, "Det är inte tillåtet att marknadsföra sig vid hembesök."),
    (P, "Reklam i väntrummet är förbjuden."),
    (P, "Anordnaren får under avtalstiden inte bedriva konkurrerande verksamhet."),
    (P, "Inga kontanter får inte förvaras hos kunden."),
    # permission
    (M, "Nämnden får medge undantag."),
    (M, "Kommunen har rätt att göra oanmälda besök."),
    (M, "Kunden har rätt att byta utförare."),
    (M, "Anordnaren kan ansöka om att utöka antalet platser."),
    (M, "Nämnden äger rätt att ta del av räkenskaperna."),
    (M, "Beställaren förbehåller sig rätten att pröva anbuden var för sig."),
    (M, "Leverantören är berättigad till ersättning för utförda resor."),
    (M, "Föreningen har möjlighet att söka stöd en gång per år."),
    # advice
    (A, "Anordnaren bör samråda med anhöriga."),
    (A, "Utföraren förväntas delta i kommunens nätverk."),
    (A, "Leverantören uppmanas att använda mallen."),
    (A, "Personalen rekommenderas att gå kommunens utbildning."),
    (A, "Föreningen strävar efter jämn könsfördelning."),
    (A, "Utföraren uppmuntras att arbeta med ständiga förbättringar."),
    # procedure
    (D, "Nämnden prövar ansökan."),
    (D, "Socialnämnden beslutar om avgiften varje år."),
    (D, "Förvaltningen följer upp avtalet."),
    (D, "Anordnaren lämnar underlag till fakturan."),
    (D, "Ansökan prövas av utbildningsnämnden."),
    (D, "Beslutet meddelas skriftligt."),
    (D, "Ersättningen betalas ut i efterskott."),
    (D, "Vid byte av utförare kontaktas handläggaren."),
    (D, "När avtalet upphör lämnas akterna över."),
    (D, "Efter anmälan kallas anordnaren till möte."),
    (D, "Därefter bedömer handläggaren ansökan."),
    (D, "Rektor utser en kontaktperson för varje elev."),
    (D, "Inom en månad kontaktar utföraren den enskilde."),
    # purpose
    (S, "Syftet med reglementet är att göra kraven tydliga."),
    (S, "Det övergripande målet är att alla ska få en god omsorg."),
    (S, "Kommunens ambition är att fler utförare ska delta."),
    (S, "Målsättningen är att utbetalningar ska bli rätt från början."),
    (S, "Detta dokument beskriver hur kommunen arbetar mot välfärdsbrott."),
    (S, "Riktlinjen gäller för alla som arbetar i kommunen."),
    (S, "Policyn ska bidra till att förebygga fusk."),
    (S, "Detta reglemente ersätter tidigare beslut."),
    (S, "Nedan beskrivs hur ansökan går till."),
    (S, "Kommunen vill att fler ska kunna välja."),
    (S, "Nämnden strävar efter korta handläggningstider."),
    (S, "Tanken är att kunden ska stå i centrum."),
    # information
    (I, "Befolkningen växer med två procent om året."),
    (I, "Valfriheten infördes under 2011."),
    (I, "År 2019 genomförde revisorerna en granskning."),
    (I, "Välfärdsbrott innebär att medel hamnar fel."),
    (I, "Enligt 16 kap. 3 § socialtjänstlagen finns en skyldighet att rapportera."),
    (I, "Skollagen (2010:800) innehåller bestämmelser om skolskjuts."),
    (I, "Av 9 § framgår att tillstånd är personliga."),
    (I, "Vem ska anmäla?"),
    (I, "Får anordnaren anlita underleverantörer?"),
    (I, "Brott kan förekomma i alla branscher."),
    (I, "Läs mer på webbplatsen."),
    (I, "Tidigare granskningar visade stora skillnader mellan enheter."),
]  # fmt: skip


def judged(source: str, words: str = "", name: str = "prov.md") -> Force:
    """Force of the sentence that begins with (or holds) `words`; of the last one when no words are given."""
    document = read_bytes(source.encode(), name)
    analysis = Analysis(document)
    at = document.plain.text.index(words) if words else len(document.plain.text.rstrip()) - 1
    return analysis.clause(analysis.sentence_at(at)).force


@pytest.mark.parametrize(("force", "sentence"), ALONE, ids=lambda v: v[:60] if isinstance(v, str) else None)
def test_sentence_alone(force: Force, sentence: str) -> None:
    assert judged(f"# Reglemente\n\n## Allmänna krav\n\n{sentence}\n") is force


@pytest.mark.parametrize(
    ("force", "source", "words"),
    [
        # a list item goes on from its lead-in
        (R, "Anordnaren ska\n\n- föra journal,\n- lämna statistik.", "föra"),
        (R, "Anordnaren ska\n\n- föra journal,\n- lämna statistik.", "lämna"),
        (R, "Anordnaren ska:\n\n1. svara kunden\n   - i skrift\n   - samma dag\n", "samma dag"),
        (P, "Personalen får inte:\n\n- ta emot gåvor\n- låna av kunder\n", "låna"),
        (M, "Nämnden får\n\na) begära komplettering,\nb) göra besök.", "göra besök"),
        (A, "Utföraren bör\n\n- använda mallen\n", "använda"),
        (R, "Följande krav ska vara uppfyllda:\n\n- F-skattsedel\n- Ansvarsförsäkring\n", "Ansvarsförsäkring"),
        (S, "Syftet med uppföljningen är att\n\n- säkra kvaliteten\n", "säkra"),
        # an item with a verb of its own decides for itself
        (P, "Anordnaren ska\n\n- föra journal\n- Journalen får inte lämnas ut.\n", "Journalen"),
        (A, "Anordnaren ska\n\n- föra journal\n- Journalen bör vara digital.\n", "Journalen"),
        # a sentence with a full stop leads nothing in
        (I, "Anordnaren ska föra journal.\n\n- Blanketter\n- Mallar\n", "Mallar"),
        # the place
        (Force.HEADING, "## Anordnaren ska svara\n\nText.", "Anordnaren"),
        (Force.QUOTATION, "> Anordnaren ska svara.\n", "Anordnaren"),
        (Force.HEADING, "```\nAnordnaren ska svara.\n```\n", "Anordnaren"),
        (I, "## Bakgrund\n\nKunderna behöver ofta stöd.", "Kunderna"),
        (I, "## Inledning\n\nDet ska vara enkelt att välja.", "Det ska"),
        (R, "## Inledning\n\nAnordnaren ska följa reglementet.", "Anordnaren"),
        (I, "## Allmänna råd\n\nPlanen bör vara kort.", "Planen"),
        (T, "## Definitioner\n\nAnordnare: den som nämnden har godkänt.", "Anordnare:"),
        (T, "| Begrepp | Betydelse |\n|---|---|\n| Anordnare | Den som är godkänd |\n", "Anordnare"),
        (D, "| Krav | Bevis |\n|---|---|\n| F-skatt | Registreringsbevis |\n", "Registreringsbevis"),
        (R, "| Krav | Bevis |\n|---|---|\n| Lokalen ska vara låst | Besök |\n", "Lokalen"),
        (Force.HEADING, "| Krav | Bevis |\n|---|---|\n| Lokalen ska vara låst | Besök |\n", "Bevis"),
        # a paragraph that opens with a statute reports it to its end
        (I, "Enligt 2 kap. 5 § skollagen ska huvudmannen ha insikt. Prövningen omfattar ägarkretsen.", "Prövningen"),
        # the statute's own demand, retold: its words are not the municipality's to mend
        (I, "Enligt 2 kap. 5 § skollagen ska anordnaren anmäla ändringar.", "Enligt"),
    ],
)  # fmt: skip
def test_sentence_in_its_place(force: Force, source: str, words: str) -> None:
    assert judged(f"# Dokument\n\n{source}", words) is force


@pytest.mark.parametrize(
    "sentence",
    ["Kommunen har 42 000 invånare och ligger vid kusten.", "Regionen tror på samverkan.", "Vi hoppas på många svar."],
)
def test_what_an_authority_is_or_wishes_does_not_bind(sentence: str) -> None:
    assert not judged(f"# Reglemente\n\n## Om valet\n\n{sentence}\n").binds


def test_binding_forces() -> None:
    assert {f for f in Force if f.binds} == {R, P, M, A, D}


@pytest.mark.parametrize(
    ("sentence", "sanction"),
    [
        ("Nämnden kan utfärda en varning.", True),
        ("Avtalet får hävas om bristen är väsentlig.", True),
        ("Vite utgår med 10 000 kronor.", True),
        ("Kommunen kan kräva tillbaka ersättningen.", True),
        ("Auktorisationen kan återkallas.", True),
        ("Nämnden beslutar om intagningsstopp.", True),
        ("Misstänkta brott polisanmäls.", True),
        ("Anordnaren ska svara inom tre dagar.", False),
        ("Ersättningen betalas ut månadsvis.", False),
        ("Syftet med sanktioner är rättelse.", False),
    ],
)
def test_sanction(sentence: str, sanction: bool) -> None:
    document = read_bytes(f"# Reglemente\n\n## Krav\n\n{sentence}\n".encode(), "a.md")
    analysis = Analysis(document)
    assert analysis.clause(analysis.sentence_at(document.plain.text.index(sentence[:8]))).sanction is sanction


def test_a_sanction_section_makes_its_sentences_sanctions() -> None:
    source = "# Reglemente\n\n## Sanktioner\n\nOm anordnaren brister i öppenhet kallas den till möte.\n"
    document = read_bytes(source.encode(), "a.md")
    analysis = Analysis(document)
    clause = analysis.clause(analysis.sentence_at(len(document.plain.text) - 3))
    assert clause.sanction
    assert clause.force is D


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ((), ""),
        (("Krav",), ""),
        (("Bakgrund",), "purpose"),
        (("1.2 Syfte och mål",), "purpose"),
        (("Sanktioner", "Varning"), "sanction"),
        (("Uppföljning och sanktioner",), ""),
        (("Krav på sökande",), "qualification"),
        (("Allmänna råd",), "advice"),
        (("Sanktioner", "Bakgrund"), "purpose"),
        (("Bakgrund", "Sanktioner"), "sanction"),
        (("Hävning av avtalet",), "sanction"),
    ],
)
def test_section_kind(section: tuple[str, ...], kind: str) -> None:
    assert section_kind(section) == kind


def test_qualification_follows_section_and_lead() -> None:
    source = "# Underlag\n\n## Krav på sökande\n\nSökanden ska ha\n\n- erfarenhet\n"
    document = read_bytes(source.encode(), "a.md")
    analysis = Analysis(document)
    assert analysis.clause(analysis.sentence_at(document.plain.text.index("erfarenhet"))).qualification


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.TOC, BlockKind.CODE, BlockKind.PAGE_HEADER])
def test_what_is_no_running_text_has_no_force(kind: BlockKind) -> None:
    from lintkit.language.context import judge

    clause = judge("anordnaren ska betala vite.", kind, ("Sanktioner",), None)
    assert (clause.force, clause.sanction, clause.force.binds) == (Force.HEADING, False, False)
