"""How a Swedish lemma becomes its forms under each named paradigm; reading and guessing paradigms is inflect's.

Declensions and conjugations follow SAOL and Svenska Akademiens grammatik, with one difference: a letter after the
number (c contracts, d doubles) spells out what the ear knows and the spelling does not tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lintkit.language.irregular import IRREGULAR_ADJECTIVES, IRREGULAR_NOUNS, STRONG_VERBS

#: Principal parts in order; each is the alternatives for one form, none when the form does not exist.
Parts = tuple[tuple[str, ...], ...]

VOWELS = "aeiouyåäöé"


class ParadigmError(ValueError):
    """A paradigm is unknown, does not fit the lemma, or does not show in the spelling; says what to write."""


@dataclass(frozen=True, slots=True)
class Paradigm:
    """One way to inflect.

    `model` shows it on a word. `parts` names the principal parts that may follow the name in parentheses, in
    order, of which `required` must be there when any is. `build` makes the forms from lemma and parts.
    """

    name: str
    model: str
    parts: tuple[str, ...]
    required: int
    build: Callable[[str, Parts], Iterable[str]]


def _need(condition: bool, lemma: str, name: str, reason: str) -> None:
    if not condition:
        raise ParadigmError(f"”{lemma}” kan inte böjas efter {name}: {reason}")


def _look_up(table: Mapping[str, tuple[str, ...]], lemma: str, name: str) -> tuple[str, tuple[str, ...]]:
    """The longest last part of `lemma` in the table, as (what stands before it, its parts)."""
    for start in range(len(lemma)):
        if lemma[start:] in table:
            return lemma[:start], table[lemma[start:]]
    raise ParadigmError(f"”{lemma}” finns inte bland de oregelbundna; skriv formerna, {name}(…)")


def _from_table(table: Mapping[str, tuple[str, ...]], lemma: str, name: str) -> Parts:
    first, parts = _look_up(table, lemma, name)
    return tuple(() if part == "-" else tuple(first + form for form in part.split("/")) for part in parts)


def _contract(lemma: str) -> str:
    """Drop the vowel of an unstressed last syllable: nyckel -> nyckl, nummer -> numr, vunnen -> vunn."""
    stem = lemma[:-2]
    return (stem[:-1] if stem.endswith(("mm", "nn")) else stem) + lemma[-1]


def _double(lemma: str) -> str:
    return lemma + lemma[-1]


# --- nouns -----------------------------------------------------------------------------------------------------


def _noun(*written: str) -> set[str]:
    """The forms and their genitives; a word in s, x or z has the same form in the genitive."""
    return {*written, *(form + "s" for form in written if form[-1] not in "sxz")}


def _common_definite(lemma: str) -> str:
    return lemma + ("n" if lemma[-1] in VOWELS or lemma.endswith(("el", "er", "or")) else "en")


def _n0(lemma: str, _: Parts) -> set[str]:
    return _noun(lemma) if lemma.endswith("an") else _noun(lemma, _common_definite(lemma))


def _n0t(lemma: str, _: Parts) -> set[str]:
    return _noun(lemma, lemma + ("t" if lemma[-1] == "e" else "et"))


def _n1(lemma: str, _: Parts) -> set[str]:
    stem = lemma.removesuffix("a")
    return _noun(lemma, lemma + ("n" if lemma != stem else "en"), stem + "or", stem + "orna")


def _n2(lemma: str, _: Parts) -> set[str]:
    stem = lemma.removesuffix("e")
    return _noun(lemma, lemma + ("n" if lemma[-1] in VOWELS else "en"), stem + "ar", stem + "arna")


def _n2an(lemma: str, _: Parts) -> set[str]:
    _need(lemma.endswith("an"), lemma, "n2an", "ordet ska sluta på -an som ”ansökan”")
    return _noun(lemma, lemma[:-2] + "ningar", lemma[:-2] + "ningarna")


def _contracted_common(lemma: str, name: str, ending: str) -> set[str]:
    _need(len(lemma) > 3 and lemma[-1] in "lrn", lemma, name, "ordet ska sluta på obetonat -el, -er eller -en")
    stem = _contract(lemma)
    definite = stem + "en" if lemma.endswith("en") else lemma + "en" if lemma.endswith("on") else lemma + "n"
    return _noun(lemma, definite, stem + ending, stem + ending + "na")


def _n2c(lemma: str, _: Parts) -> set[str]:
    return _contracted_common(lemma, "n2c", "ar")


def _n3c(lemma: str, _: Parts) -> set[str]:
    return _contracted_common(lemma, "n3c", "er")


def _doubled_common(lemma: str, name: str, ending: str) -> set[str]:
    _need(lemma[-1] in "mn", lemma, name, "ordet ska sluta på -m eller -n")
    stem = _double(lemma)
    return _noun(lemma, stem + "en", stem + ending, stem + ending + "na")


def _n2d(lemma: str, _: Parts) -> set[str]:
    return _doubled_common(lemma, "n2d", "ar")


def _n3d(lemma: str, _: Parts) -> set[str]:
    return _doubled_common(lemma, "n3d", "er")


def _n3(lemma: str, _: Parts) -> set[str]:
    _need(lemma[-1] not in "ae", lemma, "n3", "ord på -e tar n3r, ord på -a tar n1")
    definite = lemma + ("n" if lemma[-1] in VOWELS or lemma.endswith("or") else "en")
    longer = (lemma + "en",) if lemma.endswith("i") else ()
    return _noun(lemma, definite, *longer, lemma + "er", lemma + "erna")


def _n3r(lemma: str, _: Parts) -> set[str]:
    _need(lemma[-1] in VOWELS, lemma, "n3r", "ordet ska sluta på vokal som ”händelse”")
    return _noun(lemma, lemma + "n", lemma + "r", lemma + "rna")


def _n3t(lemma: str, _: Parts) -> set[str]:
    short = (lemma + "t",) if lemma.endswith("é") else ()
    return _noun(lemma, lemma + "et", *short, lemma + "er", lemma + "erna")


def _n4(lemma: str, _: Parts) -> set[str]:
    _need(lemma[-1] in VOWELS, lemma, "n4", "ordet ska sluta på vokal som ”ärende”")
    return _noun(lemma, lemma + "t", lemma + "n", lemma + "na")


def _n5(lemma: str, _: Parts) -> set[str]:
    return _noun(lemma, lemma + "et", lemma + "en")


def _n5c(lemma: str, _: Parts) -> set[str]:
    _need(lemma.endswith(("el", "er", "en")), lemma, "n5c", "ordet ska sluta på obetonat -el, -er eller -en")
    return _n5(_contract(lemma), ()) - _noun(_contract(lemma)) | _noun(lemma)


def _n5d(lemma: str, _: Parts) -> set[str]:
    _need(lemma[-1] in "mn", lemma, "n5d", "ordet ska sluta på -m eller -n")
    return _noun(lemma, _double(lemma) + "et", _double(lemma) + "en")


def _n6(lemma: str, _: Parts) -> set[str]:
    _need(lemma.endswith(("e", "er", "el")), lemma, "n6", "ordet ska sluta på -are, -ande, -ende eller -er")
    plural = lemma[:-1] if lemma.endswith("are") else lemma
    return _noun(lemma, lemma + "n", plural + "na")


def _nu(lemma: str, parts: Parts) -> set[str]:
    return _noun(lemma, *_flat(parts or _from_table(IRREGULAR_NOUNS, lemma, "nu")))


def _flat(parts: Iterable[Sequence[str]]) -> list[str]:
    return [form for alternatives in parts for form in alternatives]


# --- verbs -----------------------------------------------------------------------------------------------------


def _participle(form: str) -> set[str]:
    """Common, neuter, plural, masculine and genitive plural (de anställdas) of a past participle."""
    if form.endswith("ad"):
        return {form, form[:-1] + "t", form + "e"}
    neuter, stem = form[:-1] + "t", form
    if form.endswith("en"):
        stem = _contract(form)
    elif form.endswith("dd"):
        neuter = form[:-2] + "tt"
    return {form, neuter, stem + "a", stem + "e", stem + "as"}


def _present_participle(infinitive: str) -> set[str]:
    return _noun(infinitive + ("nde" if infinitive.endswith("a") else "ende"))


def _verb(lemma: str, present: str, past: Iterable[str], supine: Iterable[str], participle: Iterable[str]) -> set[str]:
    """A verb with its s-passive; the present decides the imperative and the passives följs and följes."""
    if present == lemma + "r":
        imperative, passive = lemma, {lemma + "s"}
    else:
        stem = present.removesuffix("er")
        imperative = stem[:-1] if stem.endswith("mm") else stem
        # No passive of är, kan, ska, vill; of läsa, only läses.
        regular = stem != present or present + "a" == lemma
        passive = {stem + "s" * (stem[-1] not in "sxz"), stem + "es"} if regular else set()
    tenses = {lemma, *past, *supine}
    inflected = {form for given in participle for form in _participle(given)}
    return {*tenses, *(form + "s" for form in tenses), present, imperative} | passive | inflected


def _v1(lemma: str, _: Parts) -> set[str]:
    _need(lemma.endswith("a"), lemma, "v1", "infinitiven ska sluta på -a")
    return _verb(lemma, lemma + "r", [lemma + "de"], [lemma + "t"], [lemma + "d"]) | _present_participle(lemma)


def _weak(lemma: str, voiced: bool) -> tuple[str, str, str, str]:
    """Present, preterite, supine and participle of the second conjugation."""
    stem = lemma[:-1]
    short = stem[:-1] if stem.endswith(("mm", "nn")) else stem
    present = stem if stem.endswith("r") else stem + "er"
    if voiced and stem.endswith("d"):
        after_vowel = stem[-2] in VOWELS
        past = stem + "de" if after_vowel else stem + "e"
        return present, past, stem[:-1] + ("tt" if after_vowel else "t"), stem + ("d" if after_vowel else "")
    if not voiced and stem.endswith("t"):
        full = stem + "t" if stem[-2] in VOWELS else stem
        return present, full + "e", full, full
    return present, short + ("de" if voiced else "te"), short + "t", short + ("d" if voiced else "t")


def _second(lemma: str, name: str, voiced: bool) -> set[str]:
    _need(lemma.endswith("a") and len(lemma) > 2, lemma, name, "infinitiven ska sluta på -a")
    present, past, supine, participle = _weak(lemma, voiced)
    return _verb(lemma, present, [past], [supine], [participle]) | _present_participle(lemma)


def _v2a(lemma: str, _: Parts) -> set[str]:
    return _second(lemma, "v2a", voiced=True)


def _v2b(lemma: str, _: Parts) -> set[str]:
    return _second(lemma, "v2b", voiced=False)


def _v3(lemma: str, _: Parts) -> set[str]:
    _need(lemma[-1] in VOWELS and lemma[-1] != "a", lemma, "v3", "den ska sluta på betonad vokal som ”bero”")
    return _verb(lemma, lemma + "r", [lemma + "dde"], [lemma + "tt"], [lemma + "dd"]) | _present_participle(lemma)


def _v4(lemma: str, parts: Parts) -> set[str]:
    given = parts or _from_table(STRONG_VERBS, lemma, "v4")
    present, past, supine, participle, long = given + ((),) * (5 - len(given))
    found = {form for p in present for form in _verb(lemma, p, past, supine, participle)}
    for infinitive in long:
        # "taga, tager, tages" but not "tags": uppdrags and utdrags are genitives of nouns.
        stem = infinitive[:-1]
        found |= {infinitive, infinitive + "s", stem + "er", stem + "es"}
        found -= {stem, stem + "s"}
    return found | {form for infinitive in long or (lemma,) for form in _present_participle(infinitive)}


def _deponent(lemma: str, name: str) -> str:
    _need(lemma.endswith("s") and len(lemma) > 3, lemma, name, "infinitiven ska sluta på -s som ”vistas”")
    return lemma[:-1]


def _v1s(lemma: str, _: Parts) -> set[str]:
    stem = _deponent(lemma, "v1s")
    return {lemma, stem + "des", stem + "ts"}


def _second_deponent(lemma: str, name: str, voiced: bool) -> set[str]:
    base = _deponent(lemma, name)
    _need(base.endswith("a"), lemma, name, "infinitiven ska sluta på -as")
    _, past, supine, _ = _weak(base, voiced)
    return {lemma, base[:-1] + "s", base[:-1] + "es", past + "s", supine + "s"}


def _v2as(lemma: str, _: Parts) -> set[str]:
    return _second_deponent(lemma, "v2as", voiced=True)


def _v2bs(lemma: str, _: Parts) -> set[str]:
    return _second_deponent(lemma, "v2bs", voiced=False)


def _v4s(lemma: str, parts: Parts) -> set[str]:
    if parts:
        return {lemma, *_flat(parts)}
    base = _deponent(lemma, "v4s")
    present, past, supine, *_ = _from_table(STRONG_VERBS, base, "v4s")
    shortened = {form[:-1] if form == base + "r" else form.removesuffix("er") for form in present}
    return {lemma, *(form + "s" for form in (*shortened, *past, *supine))}


# --- adjectives ------------------------------------------------------------------------------------------------


def _adjective(lemma: str, neuter: str, stem: str) -> set[str]:
    """`stem` carries the endings; -as and -es are the genitives of the adjective as a noun (den enskildes)."""
    return {lemma, neuter, *(stem + ending for ending in ("a", "e", "as", "es", "are", "ast", "aste"))}


def _a(lemma: str, _: Parts) -> set[str]:
    last, before = lemma[-1], lemma[-2:-1]
    if last in VOWELS:
        neuter = lemma + "tt"
    elif last == "d" and before in (*VOWELS, "d"):
        neuter = lemma.rstrip("d") + "tt"
    elif last == "d" or lemma.endswith("nn"):
        neuter = lemma[:-1] + "t"
    elif last == "t":
        neuter = lemma + "t" if before in VOWELS else lemma
    else:
        neuter = lemma + "t"
    return _adjective(lemma, neuter, lemma)


def _at(lemma: str, _: Parts) -> set[str]:
    _need(lemma.endswith("t"), lemma, "at", "ordet ska sluta på -t som ”adekvat”")
    return _adjective(lemma, lemma, lemma)


def _ac(lemma: str, _: Parts) -> set[str]:
    _need(lemma.endswith(("el", "er", "en")), lemma, "ac", "ordet ska sluta på obetonat -el, -er eller -en")
    return _adjective(lemma, lemma[:-1] + "t" if lemma.endswith("en") else lemma + "t", _contract(lemma))


def _ad(lemma: str, _: Parts) -> set[str]:
    _need(lemma[-1] in "mn", lemma, "ad", "ordet ska sluta på -m eller -n som ”skyndsam”")
    return _adjective(lemma, lemma + "t", _double(lemma))


def _ap(lemma: str, _: Parts) -> set[str]:
    _need(lemma.endswith(("d", "t", "en")), lemma, "ap", "ordet ska vara ett perfektparticip som ”begränsad”")
    return _participle(lemma)


def _au(lemma: str, parts: Parts) -> set[str]:
    neuter, plural, comparative, superlative = parts or _from_table(IRREGULAR_ADJECTIVES, lemma, "au")
    masculine = {form[:-1] + "e" for form in plural if form.endswith("a")}
    definite = {form + e for form in superlative for e in ("e" if form.endswith("ast") else "ae")}
    return {lemma, *neuter, *plural, *masculine, *comparative, *superlative, *definite}


def _x(lemma: str, parts: Parts) -> set[str]:
    return {lemma, *_flat(parts)}


_VERB_PARTS = ("presens", "preteritum", "supinum", "particip", "lång infinitiv")

#: Every paradigm by name. c: the last vowel drops (nyckel, nycklar); d: the last consonant doubles (rum, rummet);
#: t: neuter; r: plural -r; s: deponent; u: by table, or by the parts given.
PARADIGMS: Mapping[str, Paradigm] = MappingProxyType(
    {
        paradigm.name: paradigm
        for paradigm in (
            Paradigm("n0", "vård, vården", (), 0, _n0),
            Paradigm("n0t", "ansvar, ansvaret", (), 0, _n0t),
            Paradigm("n1", "flicka, flickan, flickor", (), 0, _n1),
            Paradigm("n2", "dag, dagen, dagar; båge, bågen, bågar", (), 0, _n2),
            Paradigm("n2c", "nyckel, nyckeln, nycklar", (), 0, _n2c),
            Paradigm("n2d", "dröm, drömmen, drömmar", (), 0, _n2d),
            Paradigm("n2an", "ansökan, ansökan, ansökningar", (), 0, _n2an),
            Paradigm("n3", "nämnd, nämnden, nämnder; faktor, faktorn, faktorer", (), 0, _n3),
            Paradigm("n3c", "regel, regeln, regler", (), 0, _n3c),
            Paradigm("n3d", "vän, vännen, vänner", (), 0, _n3d),
            Paradigm("n3r", "händelse, händelsen, händelser", (), 0, _n3r),
            Paradigm("n3t", "parti, partiet, partier", (), 0, _n3t),
            Paradigm("n4", "ärende, ärendet, ärenden", (), 0, _n4),
            Paradigm("n5", "villkor, villkoret, villkoren", (), 0, _n5),
            Paradigm("n5c", "register, registret, registren", (), 0, _n5c),
            Paradigm("n5d", "rum, rummet, rummen", (), 0, _n5d),
            Paradigm("n6", "anordnare, anordnaren, anordnarna", (), 0, _n6),
            Paradigm("nu", "huvudman, huvudmannen, huvudmän", ("bestämd", "plural", "bestämd plural"), 2, _nu),
            Paradigm("v1", "kalla, kallar, kallade, kallat, kallad", (), 0, _v1),
            Paradigm("v2a", "följa, följer, följde, följt, följd", (), 0, _v2a),
            Paradigm("v2b", "köpa, köper, köpte, köpt, köpt", (), 0, _v2b),
            Paradigm("v3", "bero, beror, berodde, berott", (), 0, _v3),
            Paradigm("v4", "skriva, skriver, skrev, skrivit, skriven", _VERB_PARTS, 3, _v4),
            Paradigm("v1s", "vistas, vistades, vistats", (), 0, _v1s),
            Paradigm("v2as", "trivas, trivs, trivdes, trivts", (), 0, _v2as),
            Paradigm("v2bs", "synas, syns, syntes, synts", (), 0, _v2bs),
            Paradigm("v4s", "finnas, finns, fanns, funnits", _VERB_PARTS[:3], 3, _v4s),
            Paradigm("a", "skälig, skäligt, skäliga, skäligare, skäligast", (), 0, _a),
            Paradigm("at", "adekvat, adekvat, adekvata", (), 0, _at),
            Paradigm("ac", "öppen, öppet, öppna; enkel, enkelt, enkla", (), 0, _ac),
            Paradigm("ad", "skyndsam, skyndsamt, skyndsamma", (), 0, _ad),
            Paradigm("ap", "begränsad, begränsat, begränsade", (), 0, _ap),
            Paradigm("a0", "ringa, löpande, mindre: en enda form", (), 0, _x),
            Paradigm("au", "god, gott, goda, bättre, bäst", ("neutrum", "plural", "komparativ", "superlativ"), 4, _au),
            Paradigm("x", "snarast: lemmat och de former som räknas upp", ("former",), 1, _x),
        )
    }
)
