"""What a stale reference can be replaced by word for word; silent wherever grammar or meaning might not follow."""

from __future__ import annotations

import re
from itertools import takewhile

from lintkit import lazy
from lintkit.facts.authorities import Former

_ABBREVIATED = lazy.compile(r"^(?P<name>[^()]+?)(?: \((?P<short>[A-ZÅÄÖ]\w+)\))?$")
_DEFINITE_ACT = r"[\wåäöÅÄÖ –-]*(?:lagen|förordningen|balken|ordningen)"
#: "socialtjänstlagen (2001:453)", "Socialtjänstlag (SFS 2001:453)", "lagen (2007:1091) om offentlig upphandling".
_NUMBERED = lazy.compile(
    r"(?P<name>[\w–-]*(?:lag|förordning|ordning)(?P<definite>en)?|[\w–-]*balken)"
    r" \((?:SFS )?\d{4}:\d+\)(?: (?:om|med|mot|för) [^,;:()]+)?",
    re.IGNORECASE,
)
_NAMED = lazy.compile(r"[\w–-]*(?:lag|förordning|ordning|balk)(?P<definite>en)", re.IGNORECASE)
_SUCCESSOR = lazy.compile(rf"{_DEFINITE_ACT} \(\d{{4}}:\d+\)(?: (?:om|med|mot|för) [^,;:()]+)?")
_ALONE = lazy.compile(r"[\w–-]*(?:lag|förordning|ordning)(?:en)?", re.IGNORECASE)
_TITLED = lazy.compile(r"(?:lag|förordning)(?:en)?(?= (?:om|med|mot|för) )", re.IGNORECASE)
_GOES_ON = lazy.compile(r"\s*[(\[]|\s(?:om|med|mot|för)\s")
#: Fewest letters that two compounds must end alike in to be inflected alike.
_SHARED = 4


def renamed(name: Former, words: str, *, short: bool) -> str:
    """The present name in the form of `words`, or "" where there is not exactly one that fits the sentence."""
    parts = _ABBREVIATED.match(name.now)
    if parts is None or name.what or name.mild or not name.confirmed or " eller " in name.now or "," in name.now:
        return ""
    if short:
        stem = words.removesuffix("s").removesuffix(":")
        now = parts["short"] or ""
        return now and now + words[len(stem) :]
    now = parts["name"]
    low = words.lower()
    for own in {name.name, *name.forms}:
        for case in ("", "s"):
            if low == own.lower() + case and (form := _same_form(name.name, own, now)):
                return form + ("" if case and form.endswith("s") else case)
    return ""


def _same_form(name: str, form: str, now: str) -> str:
    """The new name inflected as `form` is: another proper name, a definite word, or a compound with the same end.
    Other nouns may differ in gender, and then the words around them would have to change too.
    """
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(name[::-1], now[::-1], strict=False)))
    if form.lower().startswith(name.lower()) and " " not in now and " " not in name and shared >= _SHARED:
        return now + form[len(name) :]
    definite = form.endswith(("en", "et", "verket"))
    if form.lower() == name.lower():
        return now if now[:1].isupper() or (" " not in now and definite and now.endswith(("en", "et"))) else ""
    return now if now[:1].isupper() and " " not in form and definite else ""


def succeeded(words: str, after: str, successor: str) -> str:
    """The act that replaced the one cited as `words` (followed by `after`), or "" unless it is one act cited alike."""
    if not _SUCCESSOR.fullmatch(successor) or _GOES_ON.match(after):
        return ""
    cited = _NUMBERED.fullmatch(words) or _NAMED.fullmatch(words)
    if cited is None:
        return ""
    if cited["definite"] or words.lower().startswith("balken"):
        return successor
    head, _, rest = successor.partition(" (")
    return f"{head.removesuffix('en')} ({rest}" if head.endswith("en") and not head.endswith("balken") else ""


def with_number(words: str, after: str, number: str) -> str:
    """A name of an act with its number where the number is written, or "" where that is not plain."""
    if _GOES_ON.match(after):
        return ""
    if _ALONE.fullmatch(words):
        return f"{words} ({number})"
    title = _TITLED.match(words)
    return f"{title[0]} ({number}){words[title.end() :]}" if title else ""
