"""Swedish word forms: reads paradigms, guesses where spelling decides, lists written variants; sees no text.

A paradigm is written as its name, with principal parts in parentheses where spelling cannot supply them, and with
"|" between paradigms that a word follows side by side: "n2", "v4(ger,gav,gett/givit,given,giva)", "v1|v2b". In
parts "/" separates alternatives and "-" says that the form does not exist. The names are stable: rules use them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from lintkit import lazy
from lintkit.language.irregular import IRREGULAR_ADJECTIVES, IRREGULAR_NOUNS, STRONG_VERBS
from lintkit.language.paradigms import PARADIGMS, Paradigm, ParadigmError, Parts

__all__ = ["PARADIGMS", "VARIANTS", "Paradigm", "ParadigmError", "forms", "guess"]

_LEMMA = lazy.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PARADIGM = lazy.compile(r"([a-z][a-z0-9]*)(?:\(([^()]*)\))?")


@lru_cache(maxsize=4096)
def forms(lemma: str, paradigm: str) -> frozenset[str]:
    """All forms of `lemma` under `paradigm`, lower-case, the lemma among them.

    Nouns come with definite, plural and genitive; verbs with tenses, imperative, s-passive and participles;
    adjectives with neuter, plural, masculine and comparison. Verb plurals and subjunctives of older statutes
    ("äro", "vare") are left out. Raises ParadigmError when the paradigm is unknown or does not fit the lemma.
    """
    lemma = lemma.lower()
    found = {lemma}
    for name, parts in _parse(paradigm):
        if name != "x" and not _LEMMA.fullmatch(lemma):
            raise ParadigmError(f"”{lemma}” är inte ett ord; bara x(…) tar uttryck med blanksteg eller punkt")
        found.update(PARADIGMS[name].build(lemma, parts))
    return frozenset(found)


def _parse(paradigm: str) -> list[tuple[str, Parts]]:
    """Split a paradigm into names and parts; raises ParadigmError with the reason."""
    parsed = []
    for alternative in paradigm.split("|"):
        match = _PARADIGM.fullmatch(alternative.strip())
        known = PARADIGMS.get(match[1]) if match else None
        if match is None or known is None:
            raise ParadigmError(f"okänt böjningsmönster ”{alternative}”; välj bland {', '.join(PARADIGMS)}")
        written = [part.strip().lower() for part in match[2].split(",")] if match[2] is not None else []
        if known.name != "x" and not (written == [] or known.required <= len(written) <= len(known.parts)):
            wanted = f"formerna {', '.join(known.parts)}" if known.parts else "inga former i parentes"
            raise ParadigmError(f"”{alternative}”: {known.name} tar {wanted}")
        if "" in written:
            raise ParadigmError(f"”{alternative}”: en form är tom; skriv ”-” om den inte finns")
        parts = tuple(() if part == "-" else tuple(p.strip() for p in part.split("/")) for part in written)
        parsed.append((known.name, parts))
    return parsed


# --- guessing --------------------------------------------------------------------------------------------------


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    return {word: paradigm for paradigm, words in table.items() for word in words.split()}


# Words of regulations whose spelling says too little. A compound inflects as its last part (socialnämnd as nämnd).
_KNOWN_NOUNS = _by_word(
    {
        "n0": "vård tillsyn personal begäran anmodan laglydnad vandel",
        "n0t": "ansvar skydd stöd",
        "n2": "dag dom lag",
        "n2c": "nyckel förälder titel",
        "n2an": "ansökan anmälan inbjudan önskan",
        "n3": "nämnd brist frist avgift uppgift plikt skuld skatt månad åtgärd grund person chef punkt text tjänst "
        "röst rätt makt kraft egenskap verksamhet kommun gräns klass paragraf byrå tid påföljd instans omsorg kund "
        "elev rutin konkurs krets föreskrift kontroll åtgärdsplan handlingsplan genomförandeplan sekretess",
        "n3c": "regel",
        "n3d": "vän",
        "n3r": "hustru aktie premie serie linje",
        "n4": "stycke samtycke område läge möte märke värde syfte skede förfarande förtroende utlåtande erbjudande "
        "vite yttrande åtagande förordnande beteende boende avseende meddelande förhållande uttalande ärende schema "
        "konto inflytande utrymme reglemente",
        "n5": "villkor krav beslut avtal brott straff skäl belopp bidrag utdrag underlag avdrag uppdrag anslag intyg "
        "tillstånd barn undantag företag dröjsmål förbud bolag råd organ dokument moment mål lån år ting medlemskap",
        "n5c": "register medel kapitel tecken nummer exempel",
        "n5d": "rum program",
        "n6": "ordförande studerande sökande",
        "nu": " ".join(IRREGULAR_NOUNS),
    }
)
_KNOWN_VERBS = _by_word(
    {
        "v1": "visa kalla rätta lita meddela bevilja bevara verka skada öva pröva svara hämta drabba åtgärda lämpa "
        "tillämpa färda",
        "v2a": "följa ställa höra föra döma känna kräva häva anmäla fylla bygga leda utreda använda väga leva sända "
        "bestämma nämna gälla lära vända begära",
        "v2b": "söka märka köpa läsa tänka misstänka möta resa lösa åka hjälpa räcka styrka stärka",
        "v3": "bero ske tro förete bo",
        # "sluta" is two verbs: slöt avtal, slutade i tid.
        "v4": " ".join(verb for verb in STRONG_VERBS if verb != "sluta"),
    }
)
_KNOWN_ADJECTIVES = _by_word(
    {
        "a": "ren sen klen glad lik sannolik",
        "ad": "allmän",
        "a0": "mindre noga",
        "au": " ".join(IRREGULAR_ADJECTIVES),
    }
)

# Endings that decide, in the order they are tried; each was read against the words of the statute book.
_NOUN_ENDINGS = (
    (r"\w{3,}(?:het|nad|ion|itet|(?<!rea)[ts]ur|log|sof|graf|[dtsjn]ör|iat|ant|ans|ens|(?<!kont)or|\wik)", "n3"),
    (r"\w{2,}[dgi]ent", "n3"),
    (r"\w{3,}(?<![vl])ist", "n3"),
    (r"\w{2,}(?:logi|nomi|grafi|fili|metri|gori)", "n3"),
    (r"\w{2,}eri", "n3t"),
    (r"\w{2,}[^t]ing|\w{3,}dom", "n2"),
    (r"\w{2,}else", "n3r"),
    (r"\w{2,}are|\w{2,}iker", "n6"),
    (r"(?!\w*(?:tema|drama|lemma|komma|data|media|fakta|kollega|ia)$)\w{2,}a", "n1"),
)
_VERB_ENDINGS = (
    (r"\w+atta|\w{2,}era|\w*[aeiouyåäö]\w*(?<!v)iga", "v1"),
    (r"\w{2,}(?:ska|[dgkmprst]na|[bdfgkmptvs]la|[bdfgkptv]ra|kta|isa|ota)", "v1"),
)
_ADJECTIVE_ENDINGS = (
    (r"\w{2,}sam", "ad"),
    (r"\w+(?:ande|ende|a|are|ast)", "a0"),
    (r"\w{2,}ad", "ap"),
    (r"\w*[aeiouyåäö]\w*[aeiou]t", "at"),
    (r"\w{2,}(?:ig|sk|bar|full|lös|iv|ell|al|är|ös|d|nn|rn)|\w*[^\Waeiouyåäö]t|\w{1,2}[eiyåäö]t", "a"),
    (r"(?!\w+ogen$)\w*[aeiouyåäö]\w*(?:el|er|en)", "ac"),
)
_ENDINGS = {
    "n": tuple((lazy.compile(ending), paradigm) for ending, paradigm in _NOUN_ENDINGS),
    "v": tuple((lazy.compile(ending), paradigm) for ending, paradigm in _VERB_ENDINGS),
    "a": tuple((lazy.compile(ending), paradigm) for ending, paradigm in _ADJECTIVE_ENDINGS),
}
_KNOWN = {"n": _KNOWN_NOUNS, "v": _KNOWN_VERBS, "a": _KNOWN_ADJECTIVES}
_VERB_PREFIXES = lazy.compile(
    "(?:an|av|be|bi|bort|efter|er|fast|fram|från|för|före|genom|iakt|in|inne|kring|kvar|med|miss|mot|ned|om|o|på|sam"
    "|samman|säker|till|tillbaka|tillhanda|tillrätta|under|undan|upp|ur|ut|veder|vidare|vid|å|åter|över|god)+"
)
_ADVICE = {
    "n": "skriv mönstret efter pluralen: n1 -or, n2 -ar, n3 -er, n3r -r, n4 -n, n5 eller n6 lika, n0 utan plural",
    "v": "skriv mönstret efter dåtid: v1 -ade, v2a -de, v2b -te, v3 -dde, v4(presens,preteritum,supinum,particip)",
    "a": "skriv mönstret: a skäligt, at adekvat, ac öppet/öppna, ad skyndsamma, ap particip, a0 oböjligt",
}


def guess(lemma: str, pos: str) -> str:
    """The paradigm of a lemma where its spelling decides; `pos` is "n", "v" or "a".

    Tells apart by a short list of last parts and then by ending. Raises ParadigmError, with advice on what to
    write, when the spelling leaves a choice (vara/villkor, fråga/börja/dölja): a rule then names the paradigm.
    """
    if pos not in _ENDINGS:
        raise ParadigmError(f"okänd ordklass ”{pos}”; välj n (substantiv), v (verb) eller a (adjektiv)")
    lemma = lemma.lower()
    known = _known(lemma, pos)
    if known:
        return known
    if lemma.endswith("s") and pos == "v":
        raise ParadigmError(f"”{lemma}” är deponens; skriv v1s, v2as, v2bs eller v4s")
    for ending, paradigm in _ENDINGS[pos]:
        if ending.fullmatch(lemma):
            return paradigm
    raise ParadigmError(f"böjningen av ”{lemma}” framgår inte av stavningen; {_ADVICE[pos]}")


def _known(lemma: str, pos: str) -> str | None:
    """The paradigm of the longest listed last part; what stands before it must look like a first part."""
    table = _KNOWN[pos]
    for start in range(len(lemma)):
        last, first = lemma[start:], lemma[:start]
        if last not in table:
            continue
        if not first:
            return table[last]
        if pos == "v" and _VERB_PREFIXES.fullmatch(first):
            return table[last]
        # Short nouns hide in the endings of others (råd in tråd); "-man" and "-dom" do not.
        if pos == "n" and len(first) > 2 and (len(last) > 3 or last in ("man", "råd", "dag", "tid")):
            return table[last]
        if pos == "a" and first == "o":
            return table[last]
    return None


# --- written variants ------------------------------------------------------------------------------------------

#: Expressions that are written in several ways: the full expression -> every way to write it, itself first.
#: All are lower-case with single spaces. "tom" is left out of "till och med": it is also an adjective.
#: Svenska skrivregler (2017) abbreviate with full stops and no space.
VARIANTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        variants[0]: variants
        for variants in (
            tuple(line.split(" / "))
            for line in """
ska / skall
inte / ej / icke
bland annat / bl.a. / bl. a. / bl a / bl.a
bland andra / bl.a. / bl. a. / bl a / bl.a
till exempel / t.ex. / t. ex. / t ex / t.ex / tex / tex. / till ex. / ex.vis
exempelvis / ex.vis / exv.
det vill säga / d.v.s. / d. v. s. / d v s / dvs. / dvs
med mera / m.m. / m. m. / m m / mm / mm. / m.m
med flera / m.fl. / m. fl. / m fl / mfl / mfl. / m.fl
och så vidare / o.s.v. / o. s. v. / o s v / osv. / osv
och dylikt / o.d. / o. d. / o d / o.dyl. / o. dyl. / o dyl / od.
eller dylikt / e.d. / e. d. / e d / e.dyl. / e. dyl. / e dyl / el. dyl. / ed.
eller liknande / e.l. / el. likn. / el. liknande
et cetera / etc. / etc / etcetera
från och med / fr.o.m. / fr. o. m. / fr o m / from / f.o.m. / f. o. m. / f o m / fr.o.m
till och med / t.o.m. / t. o. m. / t o m / t.o.m
så kallad / s.k. / s. k. / s k / sk. / s.k
så kallade / s.k. / s. k. / s k / sk. / s.k
så kallat / s.k. / s. k. / s k / sk. / s.k
respektive / resp. / resp
eventuell / ev. / ev / event.
eventuellt / ev. / ev / event.
eventuella / ev. / ev / event.
enligt / enl. / enl
inklusive / inkl. / inkl
exklusive / exkl. / exkl
angående / ang. / ang
beträffande / betr. / betr
jämför / jfr / jfr. / jmf / jmf. / jämf.
cirka / ca / ca. / c:a / c.a.
ungefär / ung. / ung
på grund av / p.g.a. / p. g. a. / p g a / pga. / pga / p.g.a
med hänsyn till / m.h.t. / m. h. t. / m h t / mht
i stället / istället
i stället för / istället för / i st.f. / i st. f. / ist.f. / ist f
i fråga / ifråga
i dag / idag
för närvarande / f.n. / f. n. / f n / fn.
före detta / f.d. / f. d. / f d / fd. / f.d
för övrigt / f.ö. / f. ö. / f ö
alternativt / alt. / alt
det samma / detsamma
över huvud taget / överhuvudtaget
till godo / tillgodo
till handa / tillhanda
i akt / iakt
med hjälp av / m.h.a. / m. h. a. / m h a / mha
med avseende på / m.a.p. / m. a. p. / m a p / map.
nummer / nr / nr. / n:r / no.
kapitel / kap. / kap
paragraf / § / par.
paragrafer / §§ / § §
stycket / st. / st
punkten / p. / p
sidan / s. / sid. / sid
bilaga / bil. / bil
per månad / per mån. / /månad / /mån / /mån.
kronor / kr / kr.
tusen kronor / tkr / tkr. / kkr
miljoner kronor / mkr / mkr. / mnkr / milj. kr / milj. kronor
klockan / kl. / kl
telefon / tel. / tel / tfn / tfn.
maximalt / max. / max
minimum / min. / min
""".strip().splitlines()
        )
    }
)
