"""Tells whether a word is a compound whose last part is a given term; knows Swedish word formation, no rules.

"Registerutdrag" is an utdrag: what stands before is a word. "Behandling" is not a handling, nor "bolaget" the
laget. The words that may stand first come from the statute book, by lintkit.language.training.wordlist.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib import resources


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: A shorter term hides in too many other words (egen-domen, sjuk-domen); a rule may lower the limit for its terms.
LEAST_LETTERS = 5

_SHORTEST_FIRST = 3

# Prefixes and particles make new words, not kinds of the last part: en upphandling är ingen handling. Function
# words never stand first. Latin prefixes are here because statutes attest some of them as words (kom, per).
_NEVER_FIRST = _word_set("""
    ad an att av be bi blev blir bort bär bör de dels dem den denna dessa det detta dis dock där då efter ej
    eller em en enda ens ent er ett ex fick fort fram från får för före förut gav gen genom hade haft
    han har hon hos hän här i icke im in inne inom inte inter kan kom kon kontra med man mellan men
    mer mest mis miss mot måste ned ner nu när o och ock också om per pre pro på re sam samman sig
    sin sina sitt ska skall som sub så sådan til till tillbaka tog trans um und under undan upp ur ut utan
    ute vad van var vara varje vem vid vidar vidare vil vilka vilken vilket vår vore väl våra vårt ännu å åt
    åter över
""")

# Frequent first parts that are no words by themselves, or too rare as such in the statutes, or too short.
_COMBINING = _word_set("ai el eu frisk hyres inrikes it levnads riks special tele utlands utrikes")


def is_compound_of(word: str, forms: frozenset[str], *, least: int = LEAST_LETTERS) -> bool:
    """Whether `word` is a compound that ends in one of `forms`; a form standing alone is not a compound.

    `forms` are the lower-case forms of one term. A term whose shortest form has fewer than `least` letters never
    matches. Case does not matter.
    """
    return last_part(word, forms, least=least) is not None


def last_part(word: str, forms: frozenset[str], *, least: int = LEAST_LETTERS) -> str | None:
    """The form that `word` ends in when it is a compound of it, the longest if there are several; else None."""
    word = word.lower()
    if not forms or word in forms or _shortest(forms) < least:
        return None
    for cut in range(2, len(word) - least + 1):
        if word[cut:] in forms and _may_stand_first(word[:cut]):
            return word[cut:]
    return None


@lru_cache(maxsize=4096)
def _shortest(forms: frozenset[str]) -> int:
    return min(map(len, forms))


def _may_stand_first(part: str) -> bool:
    """Whether `part` is a word, a word with its link, or itself a compound of two such; a hyphen settles it."""
    if part.endswith("-"):
        return True
    # Two parts before the last are enough; further ones are in the list as compounds themselves.
    cuts = range(_SHORTEST_FIRST, len(part) - _SHORTEST_FIRST + 1)
    return _attested(part) or any(_attested(part[:cut]) and _attested(part[cut:]) for cut in cuts)


@lru_cache(maxsize=16384)
def _attested(part: str) -> bool:
    """Whether the word list has `part` or a word that takes this shape as first part of a compound."""
    if part in _COMBINING:
        return True
    if len(part) < _SHORTEST_FIRST or part in _NEVER_FIRST:
        return False
    words = _words()
    shapes = [part]
    bare = part.removesuffix("s")
    if bare != part and bare not in _NEVER_FIRST:
        shapes.append(bare)
    # skol(a), läkar(e), arbet(e)s, olyck(a)s
    shapes += [bare + "a", bare + "e"]
    if part[-1] in "aeou":
        # kyrk(a)o, gat(a)u, barn-a, land-e
        shapes += [part[:-1] + "a", part[:-1] + "e", part[:-1]]
    if part.endswith("ie"):
        shapes.append(part[:-1] + "um")  # gymnasi(um)e
    return any(len(shape) >= _SHORTEST_FIRST and shape in words and shape not in _NEVER_FIRST for shape in shapes)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """The shipped word list; read on first use, some tens of milliseconds."""
    packed = resources.files("lintkit.language").joinpath("data", "first_parts.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split("\n"))
