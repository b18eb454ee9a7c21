"""Why a document was taken to live in its legal world: the words that decided, for people to check."""

from __future__ import annotations

from collections import Counter

from lintkit.document import Document
from lintkit.facts import sanctions_world
from lintkit.facts.sanctions_world import World

#: How many different words are named.
_NAMED = 3


def ground(document: Document, decided: World) -> str:
    """One Swedish clause on what decided the world, with the words as they stand in the text and how often."""
    text = document.plain.text
    low = text.lower()
    if decided is World.ENACTMENT:
        match = sanctions_world._ENACTMENT.search(low[:3000])
        words = text[match.start() : match.end()] if match and len(low) == len(text) else ""
        return (
            f"texten är utformad som en författning (”{_short(words)}”)"
            if words
            else "texten är indelad som en författning"
        )
    if decided is World.DECISION:
        return "ingen lag eller avtalsform nämns så ofta att den avgör"
    pattern = next(p for w, p in sanctions_world._SIGNS if w is decided)
    counts = Counter(match[0] for match in pattern.finditer(low))
    named = [f"”{words}” {_times(n)}" for words, n in counts.most_common(_NAMED)]
    rest = sum(counts.values()) - sum(n for _, n in counts.most_common(_NAMED))
    return ", ".join(named) + (f" och andra tecken {_times(rest)}" if rest else "")


def _times(count: int) -> str:
    return f"{count} {'gång' if count == 1 else 'gånger'}"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else flat[:60].rpartition(" ")[0] + " …"
