"""Forms, paradigms, guesses and written variants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.language.inflect import PARADIGMS, VARIANTS, ParadigmError, forms, guess

# lemma, paradigm, all forms that are not genitives in -s (nouns) or endings listed elsewhere
NOUNS = [
    ("flicka", "n1", "flicka flickan flickor flickorna"),
    ("våg", "n1", "våg vågen vågor vågorna"),
    ("dag", "n2", "dag dagen dagar dagarna"),
    ("båge", "n2", "båge bågen bågar bågarna"),
    ("varning", "n2", "varning varningen varningar varningarna"),
    ("by", "n2", "by byn byar byarna"),
    ("nyckel", "n2c", "nyckel nyckeln nycklar nycklarna"),
    ("himmel", "n2c", "himmel himmeln himlar himlarna"),
    ("öken", "n2c", "öken öknen öknar öknarna"),
    ("medlem", "n2d", "medlem medlemmen medlemmar medlemmarna"),
    ("ansökan", "n2an", "ansökan ansökningar ansökningarna"),
    ("nämnd", "n3", "nämnd nämnden nämnder nämnderna"),
    ("faktor", "n3", "faktor faktorn faktorer faktorerna"),
    ("leverantör", "n3", "leverantör leverantören leverantörer leverantörerna"),
    ("industri", "n3", "industri industrin industrien industrier industrierna"),
    ("regel", "n3c", "regel regeln regler reglerna"),
    ("vän", "n3d", "vän vännen vänner vännerna"),
    ("händelse", "n3r", "händelse händelsen händelser händelserna"),
    ("parti", "n3t", "parti partiet partier partierna"),
    ("kafé", "n3t", "kafé kaféet kafét kaféer kaféerna"),
    ("ärende", "n4", "ärende ärendet ärenden ärendena"),
    ("konto", "n4", "konto kontot konton kontona"),
    ("villkor", "n5", "villkor villkoret villkoren"),
    ("register", "n5c", "register registret registren"),
    ("medel", "n5c", "medel medlet medlen"),
    ("tecken", "n5c", "tecken tecknet tecknen"),
    ("nummer", "n5c", "nummer numret numren"),
    ("rum", "n5d", "rum rummet rummen"),
    ("anordnare", "n6", "anordnare anordnaren anordnarna"),
    ("tekniker", "n6", "tekniker teknikern teknikerna"),
    ("ordförande", "n6", "ordförande ordföranden ordförandena"),
    ("vård", "n0", "vård vården"),
    ("begäran", "n0", "begäran"),
    ("ansvar", "n0t", "ansvar ansvaret"),
    ("huvudman", "nu", "huvudman huvudmannen huvudmän huvudmännen"),
    ("ledamot", "nu", "ledamot ledamoten ledamöter ledamöterna"),
    ("policy", "nu", "policy policyn policyer policys policies policyerna"),
    ("fullmäktig", "nu(fullmäktigen,fullmäktige)", "fullmäktig fullmäktigen fullmäktige"),
]
VERBS = [
    ("kalla", "v1", "kalla kallar kallade kallat kallad kallas kallades kallats kallande kallandes"),
    ("följa", "v2a", "följa följer följde följt följd följda följ följs följes följas följdes följts följdas"
     " följande följandes"),
    ("begära", "v2a", "begära begär begärde begärt begärd begärda begärs begäres begäras begärdes begärts begärdas"
     " begärande begärandes"),
    ("utreda", "v2a", "utreda utreder utredde utrett utredd utredda utred utreds utredes utredas utreddes utretts"
     " utreddas utredande utredandes"),
    ("använda", "v2a", "använda använder använde använt använd används användes användas använts användas"
     " användande användandes"),
    ("bestämma", "v2a", "bestämma bestämmer bestämde bestämt bestämd bestämda bestäm bestämms bestämmes bestämmas"
     " bestämdes bestämts bestämdas bestämmande bestämmandes"),
    ("läsa", "v2b", "läsa läser läste läst lästa läs läses läsas lästes lästs lästas läsande läsandes"),
    ("möta", "v2b", "möta möter mötte mött mötta möt möts mötes mötas möttes mötts möttas mötande mötandes"),
    ("bero", "v3", "bero beror berodde berott berodd berodda beros beroddes berotts beroddas beroende beroendes"),
    ("skriva", "v4", "skriva skriver skrev skrivit skriven skrivet skrivna skrivne skriv skrivs skrives skrivas skrevs"
     " skrivits skrivnas skrivande skrivandes"),
    ("vidta", "v4", "vidta vidtar vidtog vidtagit vidtagen vidtaget vidtagna vidtagne vidtas vidtogs vidtagits"
     " vidtagnas vidtaga vidtager vidtagas vidtages vidtagande vidtagandes"),
    ("vistas", "v1s", "vistas vistades vistats"),
    ("trivas", "v2as", "trivas trivs trives trivdes trivts"),
    ("synas", "v2bs", "synas syns synes syntes synts"),
    ("finnas", "v4s", "finnas finns fanns funnits"),
    ("umgås", "v4s", "umgås umgicks umgåtts"),
    ("slåss", "v4s(slåss,slogs,slagits)", "slåss slogs slagits"),
]  # fmt: skip
ADJECTIVES = [
    ("skälig", "a", "skälig skäligt skäliga skälige skäligas skäliges skäligare skäligast skäligaste"),
    ("god", "au", "god gott goda gode bättre godare bäst bästa bäste godast godaste"),
    ("liten", "au", "liten litet lilla lille små mindre minst minsta minste"),
    ("vuxen", "ac", "vuxen vuxet vuxna vuxne vuxnas vuxnes vuxnare vuxnast vuxnaste"),
    ("säker", "ac", "säker säkert säkra säkre säkras säkres säkrare säkrast säkraste"),
    ("skyndsam", "ad", "skyndsam skyndsamt skyndsamma skyndsamme skyndsammas skyndsammes skyndsammare skyndsammast"
     " skyndsammaste"),
    ("adekvat", "at", "adekvat adekvata adekvate adekvatas adekvates adekvatare adekvatast adekvataste"),
    ("begränsad", "ap", "begränsad begränsat begränsade"),
    ("dömd", "ap", "dömd dömt dömda dömde dömdas"),
    ("bunden", "ap", "bunden bundet bundna bundne bundnas"),
    ("löpande", "a0", "löpande"),
]  # fmt: skip


@pytest.mark.parametrize(("lemma", "paradigm", "written"), NOUNS)
def test_noun_has_these_forms_and_their_genitives(lemma: str, paradigm: str, written: str) -> None:
    without = set(written.split())
    assert forms(lemma, paradigm) == without | {f + "s" for f in without if f[-1] not in "sxz"}


@pytest.mark.parametrize(("lemma", "paradigm", "written"), VERBS + ADJECTIVES)
def test_verb_or_adjective_has_exactly_these_forms(lemma: str, paradigm: str, written: str) -> None:
    found = forms(lemma, paradigm)
    optional = {form for form in found if form.endswith("e") and form[:-1] + "a" in found}  # masculine
    assert found - optional == set(written.split()) - optional


@pytest.mark.parametrize(
    ("lemma", "neuter"),
    [("röd", "rött"), ("hård", "hårt"), ("känd", "känt"), ("vit", "vitt"), ("exakt", "exakt"), ("ny", "nytt"),
     ("sann", "sant"), ("allmän", None), ("särskild", "särskilt")],
)  # fmt: skip
def test_neuter_follows_the_last_letters(lemma: str, neuter: str | None) -> None:
    paradigm = "ad" if neuter is None else "a"
    assert (neuter or "allmänt") in forms(lemma, paradigm)


def test_explicit_parts_make_the_same_forms_as_the_table() -> None:
    written = forms("återge", "v4(återger/återgiver,återgav,återgett/återgivit,återgiven,återgiva)")
    assert written == forms("återge", "v4")
    assert {"återgav", "återgivits", "återgivet", "återges", "återgivande"} <= written


def test_dash_leaves_a_form_out() -> None:
    assert not {"bort", "bord"} & (forms("böra", "v4(bör,borde,-,-)"))


def test_alternatives_are_joined() -> None:
    both = forms("bestrida", "v4|v2a")
    assert both == forms("bestrida", "v4") | forms("bestrida", "v2a")
    assert forms("policy", "nu|x(policydokument)") >= {"policydokument", "policyn"}


def test_compound_verb_inflects_as_its_last_part() -> None:
    assert {"överlät", "överlåtit", "överlåten", "överlåts"} <= forms("överlåta", "v4")


def test_uppdrags_is_no_verb_form() -> None:
    # "uppdrags" and "utdrags" are genitives of nouns; the verb has uppdras and uppdrages.
    assert "uppdrags" not in forms("uppdra", "v4")
    assert "uppdras" in forms("uppdra", "v4")


def test_modal_has_no_passive() -> None:
    assert not {"kans", "kanes"} & forms("kunna", "v4")


def test_x_takes_expressions() -> None:
    assert forms("utan dröjsmål", "x(utan uppskov)") == {"utan dröjsmål", "utan uppskov"}


@pytest.mark.parametrize(
    ("lemma", "paradigm", "reason"),
    [
        ("dag", "n9", "okänt böjningsmönster"),
        ("dag", "", "okänt böjningsmönster"),
        ("dag", "n2(dagen)", "inga former"),
        ("ge", "v4(ger)", "presens, preteritum"),
        ("ge", "v4(ger,,gett)", "tom"),
        ("dag", "n2an", "-an"),
        ("ärende", "n3", "n3r"),
        ("nämnd", "v4", "oregelbundna"),
        ("bo", "v1", "-a"),
        ("dag", "v1s", "-s"),
        ("utan dröjsmål", "n5", "inte ett ord"),
        ("", "n2", "inte ett ord"),
    ],
)
def test_wrong_paradigm_says_why(lemma: str, paradigm: str, reason: str) -> None:
    with pytest.raises(ParadigmError, match=reason):
        forms(lemma, paradigm)


@pytest.mark.parametrize(
    ("lemma", "pos", "paradigm"),
    [
        ("anordnare", "n", "n6"), ("åtgärdsplan", "n", "n3"), ("socialnämnd", "n", "n3"), ("verksamhet", "n", "n3"),
        ("auktorisation", "n", "n3"), ("belastningsregister", "n", "n5c"), ("huvudman", "n", "nu"),
        ("registerutdrag", "n", "n5"), ("betydelse", "n", "n3r"), ("faktura", "n", "n1"), ("sjukdom", "n", "n2"),
        ("ansökan", "n", "n2an"), ("läkemedel", "n", "n5c"), ("landsting", "n", "n5"), ("revisor", "n", "n3"),
        ("avauktorisera", "v", "v1"), ("säkerställa", "v", "v2a"), ("fastställa", "v", "v2a"), ("vidta", "v", "v4"),
        ("bevilja", "v", "v1"), ("godkänna", "v", "v2a"), ("ansöka", "v", "v2b"), ("bero", "v", "v3"),
        ("granska", "v", "v1"), ("avgå", "v", "v4"), ("besluta", "v", "v4"), ("anmärka", "v", "v2b"),
        ("väsentlig", "a", "a"), ("skyndsam", "a", "ad"), ("begränsad", "a", "ap"), ("relevant", "a", "a"),
        ("adekvat", "a", "at"), ("lagakraftvunnen", "a", "ac"), ("betydande", "a", "a0"), ("god", "a", "au"),
        ("otydlig", "a", "a"), ("osannolik", "a", "a"), ("enkel", "a", "ac"), ("allmän", "a", "ad"),
    ],
)  # fmt: skip
def test_guess(lemma: str, pos: str, paradigm: str) -> None:
    assert guess(lemma, pos) == paradigm
    assert lemma in forms(lemma, paradigm)


@pytest.mark.parametrize(
    ("lemma", "pos"),
    [("hus", "n"), ("mös", "n"), ("tema", "n"), ("kontor", "n"), ("patent", "n"), ("bokföra", "v"), ("sluta", "v"),
     ("vistas", "v"), ("dölla", "v"), ("gratis", "a"), ("dag", "substantiv")],
)  # fmt: skip
def test_guess_refuses_with_advice(lemma: str, pos: str) -> None:
    with pytest.raises(ParadigmError, match=r"skriv|välj"):
        guess(lemma, pos)


_LETTERS = st.text(alphabet="abdefgiklmnoprstuvyåäö", min_size=1, max_size=14)


@given(_LETTERS, st.sampled_from(sorted(PARADIGMS)))
def test_forms_contain_the_lemma_and_are_lower_case_words(lemma: str, paradigm: str) -> None:
    try:
        found = forms(lemma.upper(), paradigm)
    except ParadigmError:
        return
    assert lemma in found
    assert all(form == form.lower() and form.isalpha() for form in found)


@given(_LETTERS, st.sampled_from("nva"))
def test_a_guess_always_inflects(lemma: str, pos: str) -> None:
    try:
        paradigm = guess(lemma, pos)
    except ParadigmError:
        return
    assert lemma in forms(lemma, paradigm)


def test_paradigms_are_named_and_shown() -> None:
    assert all(name == paradigm.name and paradigm.model for name, paradigm in PARADIGMS.items())


def test_variants_are_normalised() -> None:
    for full, variants in VARIANTS.items():
        assert variants[0] == full
        assert len(set(variants)) == len(variants) > 1, full
        assert all(v == " ".join(v.lower().split()) for v in variants), full
    assert {"bl.a.", "bl a", "bl. a."} <= set(VARIANTS["bland annat"])
    assert VARIANTS["ska"] == ("ska", "skall")
