"""Finds the sentences inside one block of Swedish text; headings, list items and table cells are blocks already.

A full stop ends a sentence unless the word before it or the word after it says otherwise. The work is done token
by token (a token is a run of non-space), with a bounded look at the neighbours, so time is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto

from lintkit import lazy


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOKEN = lazy.compile(r"\S+")
_STOPS = ".!?…"
_CLOSERS = "\"”“’'»«)]}¹²³⁴⁵⁶⁷⁸⁹⁰*"
_OPENERS = "\"”“„’‘'»«([{"
_MAY_END = frozenset(_STOPS + _CLOSERS)
_QUOTES = "\"”“„’‘'»«"
_BULLETS = frozenset("•·‣⁃∙●○◦■□▪▫◆◇➢➤►▶→✓✔☐☑–—-*")
_FOOTNOTE = lazy.compile(r"\[\d{1,3}\]$")
#: Where neither a word that may end a sentence nor a new line stands, a text is one sentence.
_MAY_SPLIT = lazy.compile(rf"[{_STOPS}][{re.escape(_CLOSERS)}]*+(?:\[\d{{1,3}}\])?\s|\n")
#: Characters. Ten times the longest sentence that anyone reads; what is longer is a table or a list pasted as text, and
#: patterns that look from each word to the end of its sentence take time that grows with the square of this.
LONGEST_SENTENCE = 3_000
# A core longer than this is no abbreviation and no list number; it is not looked at further.
_LONGEST_CORE = 24

#: Letters. No list number, no part of a spaced abbreviation and no initials are so long.
_SHORTEST_PLAIN = 5

# Abbreviations that something must follow: the stop after them never ends a sentence.
_NEVER_LAST = _words("""
    t.ex ex ex.vis exv bl.a s.k sk f.d fd fr.o.m f.o.m from t.o.m d.v.s dvs jfr jmf jämf enl resp ca c:a tel tfn
    inkl exkl ev event ang betr alt omkr div dr prof doc ing leg kungl st.f i.st.f t.f tf bitr ordf p.g.a pga
    m.a.o m.h.t m.h.a m.a.p a.k.a kand mag d.ä d.y sekr förf red hr fr
""")
# Abbreviations that a number or a letter follows: they end a sentence only before an ordinary capitalised word.
_NUMBERED = _words("""
    nr n:r dnr kl kap p pkt art bil avd avs avsn mom fig tab s sid v prop bet rskr ds sou vol not anm par uppl utg
    max obs ung
""")
# Units and months: a number belongs with them, a capitalised word begins a new sentence.
_UNITS = _words("""
    kr mkr tkr mnkr kkr st mån dgr tim min sek proc milj md m mm cm km kg jan febr feb mars apr jun jul aug sept
    sep okt nov dec f ff e.kr f.kr
""")
# Abbreviations that close an enumeration; what follows in lower case goes on.
_ENUMERATION = _words("m.m mm m.fl mfl o.s.v osv etc o.d e.d o.dyl e.dyl dyl f.n f.ö o.likn e.l")
_ABBREVIATIONS = _NEVER_LAST | _NUMBERED | _UNITS | _ENUMERATION

_LABEL = _words("""
    § §§ avsnitt kapitel kap bilaga bil punkt p artikel art tabell tab figur fig steg del moment mom fas nivå
""")
_LIST_NUMBER = lazy.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[a-zåäö]?|[a-zåäö]|[ivxl]{1,6})")
_LIST_MARKER = lazy.compile(r"\(?(?:\d{1,3}|[a-zåäö]|[ivx]{1,4})\)|(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zåäö])\.")
_BRACKETED_MARKER = lazy.compile(r"\(?(?:\d{1,3}|[a-zåäö]|[ivx]{1,4})\)")
_DOTTED = lazy.compile(r"(?:[a-zåäö]{1,3}\.)+[a-zåäö]{1,4}")
_INITIALS = lazy.compile(r"[A-ZÅÄÖ](?:\.-?[A-ZÅÄÖ])*")
# Words that stand before a name with initials (av B. Lind), as against before a letter that names (alternativ B).
_BEFORE_NAME = _words("av till från hos med och samt för genom mot åt som fru herr")


class _Next(Enum):
    """What the token after a stop looks like."""

    LOWER = auto()
    WORD = auto()  # an ordinary capitalised word
    CAPITALS = auto()  # LOU, SoL, A: an abbreviation or a letter that names something
    NUMBER = auto()
    MARK = auto()  # a quotation mark, a section sign, a bullet or a list marker
    BRACKET = auto()  # an opening bracket before a capital
    OTHER = auto()


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of one block, in order, as half-open ranges of code points without surrounding space.

    The ranges cover all that is not space. A list number or bullet at the head of the block or of a line belongs
    to the sentence after it; a block without a full stop is one sentence; colons and semicolons do not split. What is
    longer than LONGEST_SENTENCE is cut between two words, or where there is none between two characters.
    """
    found = _sentences(text)
    if len(text) <= LONGEST_SENTENCE:
        return found
    return [piece for start, end in found for piece in _pieces(text, start, end)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One sentence in pieces of at most LONGEST_SENTENCE characters."""
    while end - start > LONGEST_SENTENCE:
        last = start + LONGEST_SENTENCE
        space = next((at for at in range(last, last - _LONGEST_CORE, -1) if text[at].isspace()), last)
        yield start, start + len(text[start:space].rstrip())
        start = space
        while text[start].isspace():
            start += 1
    yield start, end


def _sentences(text: str) -> list[tuple[int, int]]:
    if not _MAY_SPLIT.search(text):
        first, last = len(text) - len(text.lstrip()), len(text.rstrip())
        return [(first, last)] if first < last else []
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    sentences = []
    first = 0
    bracketed = False
    for index in range(len(tokens) - 1):
        start, end = tokens[index]
        if index == first:
            # "(Nödrätten) Samtycke …": a bracketed sentence after another one ends with its bracket.
            head = text[start : min(end, start + _LONGEST_CORE)].lower()
            bracketed = first > 0 and head[0] == "(" and not _BRACKETED_MARKER.fullmatch(head)
        ends = text[end - 1] in _MAY_END and _ends(text, tokens, index, first)
        if not ends and bracketed and text[end - 1] == ")":
            ends = _look(text, *tokens[index + 1]) in (_Next.WORD, _Next.MARK)
        if text[end - 1] == ")":
            bracketed = False
        following = tokens[index + 1]
        if ends or ((following[0] > end + 1 or text[end] == "\n") and _begins_item(text, end, following)):
            sentences.append((tokens[first][0], end))
            first = index + 1
    if tokens:
        sentences.append((tokens[first][0], tokens[-1][1]))
    return sentences


def _begins_item(text: str, end: int, following: tuple[int, int]) -> bool:
    """Whether a new line begins with a bullet or a list number."""
    start, stop = following
    if "\n" not in text[end:start]:
        return False
    token = text[start:stop] if stop - start <= _LONGEST_CORE else ""
    return _is_bullet(text, start, stop) or bool(_LIST_MARKER.fullmatch(token))


def _ends(text: str, tokens: list[tuple[int, int]], index: int, first: int) -> bool:
    """Whether the token at `index`, in a sentence that begins at token `first`, is the last of its sentence; it ends
    in a character that may.
    """
    start, end = tokens[index]
    if text[end - 1] == "." and _SHORTEST_PLAIN < end - start <= _LONGEST_CORE and text[tokens[index + 1][0]].isupper():
        core = text[start : end - 1]
        if core.isalpha() and core.islower() and core not in _ABBREVIATIONS:
            return True  # nine ends in ten: the rest would say the same
    # Bounded slices: a hostile token is as long as the text.
    tail = text[max(start, end - 2 * _LONGEST_CORE) : end]
    closed = _FOOTNOTE.sub("", tail).rstrip(_CLOSERS)
    body = closed.rstrip(_STOPS)
    stops = closed[len(body) :]
    if not stops:
        return False
    following = _look(text, *tokens[index + 1])
    if following in (_Next.LOWER, _Next.OTHER):
        return False
    if stops != ".":
        return True
    core = body.lstrip(_OPENERS)
    if len(core) > _LONGEST_CORE:
        return True
    if _is_list_number(text, tokens, index, first, core):
        return False
    abbreviation = _abbreviation(text, tokens, index, core.lower())
    if abbreviation in _NEVER_LAST:
        return False
    if _is_initial(text, tokens, index, first, core) and following in (_Next.WORD, _Next.CAPITALS):
        return False
    if abbreviation in _NUMBERED:
        return following in (_Next.WORD, _Next.BRACKET)
    if abbreviation in _UNITS:
        if abbreviation == "st" and following is _Next.CAPITALS:
            return False  # 6 § andra st. LOU
        return following is not _Next.NUMBER and not _inside_bracket(tail, closed)
    if abbreviation in _ENUMERATION or _DOTTED.fullmatch(core):
        return not _inside_bracket(tail, closed)
    # "s. 63", "4. 2": a number goes on after a single letter or a short number.
    short = len(core) <= 1 or (len(core) < 4 and core.isdigit())
    return not (short and following is _Next.NUMBER)


def _inside_bracket(tail: str, closed: str) -> bool:
    """Whether a bracket closes after the stop: in "(dusch m.m.) Nacka" the stop is the abbreviation's only."""
    return ")" in tail[len(closed) :]


def _is_list_number(text: str, tokens: list[tuple[int, int]], index: int, first: int, core: str) -> bool:
    """Whether `core` numbers what follows: at the head, after a bullet, a colon or "Bilaga"; "1 §." too."""
    before = text[slice(*_bounded(tokens[index - 1]))] if index > first else ""
    if core.lower() in ("§", "kap") and index == first + 1:
        return before.isdigit()
    if not _LIST_NUMBER.fullmatch(core.lower()):
        return False
    if index == first:
        return True
    if index == first + 1:
        return before.lower().rstrip(".") in _LABEL or _is_bullet(text, *tokens[first])
    return before.endswith((":", ";")) and core[0].isdigit()


def _abbreviation(text: str, tokens: list[tuple[int, int]], index: int, core: str) -> str:
    """The abbreviation that ends in `core`: "fr. o. m." reads as fr.o.m, "HR-avd" as avd, "org.nr" as nr."""
    joined = core
    for back in range(index - 1, max(-1, index - 4), -1):
        before = text[slice(*_bounded(tokens[back]))].lower().lstrip(_OPENERS)
        if not (2 <= len(before) <= 4 and before[-1] == "." and before[:-1].isalpha()):
            break
        joined = before + joined
        if joined in _NEVER_LAST or joined in _ENUMERATION:
            return joined
    if core.isalpha() or core in _ABBREVIATIONS:
        return core
    parts = (re.split(r"[-/–]", core)[-1], core.rpartition(".")[2])
    return next((part for part in parts if part in _ABBREVIATIONS), core)


def _is_initial(text: str, tokens: list[tuple[int, int]], index: int, first: int, core: str) -> bool:
    """Whether `core` is the initials of a name: Anna K. Lind, av B. Lind; not "alternativ B."."""
    if not _INITIALS.fullmatch(core):
        return False
    if index == first or len(core) > 1:
        return True
    before = text[slice(*_bounded(tokens[index - 1]))].lstrip(_OPENERS)
    named = before[:1].isupper() and (before[1:2].islower() or _INITIALS.fullmatch(before.rstrip(".")) is not None)
    # "Bilaga B." at the head of a sentence names a thing, "Anna B." a person.
    return (named and before.lower() not in _LABEL) or before.lower() in _BEFORE_NAME


def _bounded(span: tuple[int, int]) -> tuple[int, int]:
    """The last part of a token, long enough for any word that is looked up."""
    return max(span[0], span[1] - 2 * _LONGEST_CORE), span[1]


def _is_bullet(text: str, start: int, end: int) -> bool:
    """Whether the token is, or begins with, a bullet; a private-use character is one (Wingdings in Word)."""
    char = text[start]
    if char in "-–—*":
        return end - start == 1
    if char == "o":
        return end - start == 1
    return char in _BULLETS or unicodedata.category(char) in ("So", "Co")


def _look(text: str, start: int, end: int) -> _Next:
    """What kind of token begins at `start`."""
    char = text[start]
    head = text[start : min(end, start + _LONGEST_CORE)]
    if _is_bullet(text, start, end) or char == "§" or _BRACKETED_MARKER.fullmatch(head):
        return _Next.MARK
    if char in _QUOTES:
        return _Next.MARK
    if char.isdigit():
        return _Next.NUMBER
    if char in "([":
        return _Next.BRACKET if head[1:2].isupper() else _Next.OTHER
    if char.isupper():
        word = head.rstrip(".,;:!?)”\"'’]")
        ordinary = len(word) > 1 and not any(letter.isupper() or letter.isdigit() for letter in word[1:])
        return _Next.WORD if ordinary else _Next.CAPITALS
    return _Next.LOWER if char.islower() else _Next.OTHER
