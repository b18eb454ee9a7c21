"""The formats of a comparison, and the Swedish words that they share."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from lintkit.report.change_model import Changes, DocumentChange, FactChange, Provision, ProvisionChange, Words
from lintkit.report.common import counted, flat

FORMATS = ("text", "json", "markdown", "html")

KIND = {"added": "ny", "removed": "borttagen", "changed": "ändrad", "moved": "flyttad", "renumbered": "nytt nummer"}
DIRECTION = {"less_clear": "otydligare", "clearer": "tydligare", "changed": "ändrat"}
STATUS = {"added": "nytt dokument", "removed": "borttaget dokument", "renamed": "omdöpt dokument"}

_KINDS = {
    "changed": ("ändrad", "ändrade"), "added": ("ny", "nya"), "removed": ("borttagen", "borttagna"),
    "moved": ("flyttad", "flyttade"), "renumbered": ("med nytt nummer", "med nytt nummer"),
}  # fmt: skip


def render(changes: Changes, name: str, *, color: bool = False) -> str:
    """The comparison in the format called `name` (one of FORMATS); `color` is for "text" alone."""
    if name not in FORMATS:
        raise ValueError(name)
    module = import_module(f"lintkit.report.change_{name}")
    text: str = module.render(changes, color=color) if name == "text" else module.render(changes)
    return text


def headline(changes: Changes) -> str:
    """One sentence on the findings: "2 nya anmärkningar (1 fel, 1 varning), 1 åtgärdad, 14 kvarstår."."""
    if not changes.documents:
        return "Inget dokument är ändrat."
    if changes.unreadable == len(changes.documents):
        return "Inget kunde jämföras."
    new, fixed = changes.count("new_findings"), changes.count("fixed")
    kept, exempted = changes.count("kept"), changes.count("exempted")
    words = f" ({counted(changes.by_severity())})" if new else ""
    parts = [
        f"{new} {'ny anmärkning' if new == 1 else 'nya anmärkningar'}{words}" if new else "Inga nya anmärkningar",
        f"{fixed} {'åtgärdad' if fixed == 1 else 'åtgärdade'}",
        f"{kept} kvarstår",
    ]
    if exempted:
        parts.append(f"{exempted} {'undantagen' if exempted == 1 else 'undantagna'}")
    return ", ".join(parts) + "."


def provisions_line(counts: dict[str, int]) -> str:
    """Counts per kind in words: "Bestämmelser: 3 ändrade, 1 ny."; says so when there are none."""
    words = ", ".join(
        f"{counts[kind]} {forms[counts[kind] != 1]}" for kind, forms in _KINDS.items() if counts.get(kind)
    )
    return f"Bestämmelser: {words}." if words else "Ingen bestämmelse har ändrats."


def counts_of(change: DocumentChange) -> dict[str, int]:
    """Count of one document's provisions per kind of change."""
    kinds = [p.kind for p in change.provisions]
    return {kind: kinds.count(kind) for kind in _KINDS}  # type: ignore[arg-type]


def facts_in_order(change: DocumentChange) -> list[FactChange]:
    """What became less clear first, then clearer, then the rest."""
    order = list(DIRECTION)
    return sorted(change.facts, key=lambda fact: order.index(fact.direction))


def shown_provisions(change: DocumentChange) -> list[ProvisionChange]:
    """Changes to list one by one; a new number alone is only counted."""
    return [p for p in change.provisions if p.kind != "renumbered"]


def heading_of(change: DocumentChange) -> str:
    """The document's name and title, and what became of the file."""
    side = change.new or change.old
    title = side.document.title if side is not None and side.document is not None else ""
    words = flat(change.path) + (f" – {flat(title)}" if title else "")
    if change.status == "renamed" and change.old is not None:
        return f"{words} (hette {flat(change.old.path)})"
    return words + (f" ({STATUS[change.status]})" if change.status in STATUS else "")


def cited(provision: Provision) -> str:
    """The provision as cited: "punkt 16", "punkt 16 a", "21 §", "rubrik"; "stycke" for one without number."""
    if provision.heading:
        return "rubrik" + (f" {provision.label}" if provision.label else "")
    number = provision.cited or provision.label or ""
    words = f"punkt {number}" if number[:1].isdigit() and "§" not in number else number
    if provision.label and provision.label != number and not provision.label[:1].isdigit():
        words = f"{words} {provision.label}".strip()
    return words or "stycke"


def where(change: ProvisionChange, title: str = "") -> str:
    """Heading and number in the new version, else in the old; of one that was moved or renumbered both numbers."""
    here = change.new or change.old
    assert here is not None
    name = cited(here)
    numbered_anew = change.old is not None and change.new is not None and change.old.label != change.new.label
    if change.old is not None and numbered_anew and cited(change.old) != name:
        name = f"{name} (tidigare {cited(change.old)})"
    section = [flat(s) for s in here.section if s != title]
    return " › ".join([*section[-1:], name])


def moved_from(change: ProvisionChange) -> str:
    """ "från ”Avgifter”" for a provision that stood under another heading, else an empty string."""
    if not change.moved or change.old is None or change.new is None:
        return ""
    before, after = change.old.section[-1:], change.new.section[-1:]
    return f"från ”{flat(before[0])}”" if before and before != after else ""


def excerpt(words: Words, around: int = 80) -> Words:
    """The pieces with what is equal cut to `around` characters beside each change."""
    out = []
    for index, (op, text) in enumerate(words):
        if op == "equal" and len(text) > 2 * around + 20:
            head, tail = text[:around].rpartition(" ")[0], text[-around:].partition(" ")[2]
            first, last = index == 0, index == len(words) - 1
            text = f"… {tail}" if first else f"{head} …" if last else f"{head} … {tail}"
            if first and not text.endswith(" ") and words[0][1].endswith(" "):
                text += " "
        out.append((op, text))
    return tuple(out)


def documents_with_changes(changes: Changes) -> Iterator[DocumentChange]:
    """The documents that there is something to tell of."""
    return (change for change in changes.documents if not change.is_empty)
