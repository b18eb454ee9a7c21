"""Fills the tables of the model card from measured figures, so that the card never says what was not measured."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lintkit.language.training.evaluate import Figures

_COLUMNS = ("pos", "tag", "morph", "lemma", "uas", "las", "sentence_f")

# As sv_core_news_sm's own model card states them, on its own test split (spaCy 3.x).
_PUBLISHED_SM = {
    "pos": 95.1,
    "tag": 93.5,
    "morph": 94.1,
    "lemma": 94.9,
    "uas": 81.9,
    "las": 76.7,
    "sentence_f": 93.7,
}
# The forerunner: same recipe, vectors trained on statutes and municipal text, same held-out half.
_FORERUNNER = {
    "pos": 95.5,
    "tag": 93.6,
    "morph": 93.2,
    "lemma": 94.8,
    "uas": 82.7,
    "las": 77.9,
    "sentence_f": 83.3,
}

_CLAUSE_ROWS = (
    ("Modal found", "found", "clauses"),
    ("Exactly the right verbs under it", "verbs", "clauses"),
    ("Subject", "subject", "clauses"),
    ("Passive or not", "passive", "clauses"),
    ("Agent or none", "agent", "clauses"),
    ("s-passives found", "s_passives_found", "s_passives"),
    ("s-passives with the right agent or none", "s_passive_agents", "s_passives"),
    ("Part of speech", "pos", "pos_tokens"),
)


def fill_card(card: Path, figures: Figures) -> None:
    """Replace each block between `<!-- begin NAME -->` and `<!-- end NAME -->` in the card.

    Raises ValueError when the card lacks a block.
    """
    text = card.read_text(encoding="utf-8")
    for name, block in tables(figures).items():
        opening, closing = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
        if text.count(opening) != 1 or text.count(closing) != 1:
            raise ValueError(f"{card}: no single block named {name}")
        before, _, rest = text.partition(opening)
        _, _, after = rest.partition(closing)
        text = before + opening + block + closing + after
    card.write_text(text, encoding="utf-8")


def tables(figures: Figures) -> dict[str, str]:
    """Return each table of the card as Markdown, by the name of its block."""
    return {"accuracy": _accuracy(figures), "domain": _domain(figures), "footprint": _footprint(figures)}


def _accuracy(figures: Figures) -> str:
    treebank = figures["treebank"]
    rows = {
        "**This pipeline, boundaries from lintkit's splitter**": treebank["boundaries_by_splitter"],
        "**This pipeline, boundaries from its parser**": treebank["boundaries_by_parser"],
        "Forerunner, boundaries from its parser": _FORERUNNER,
        "sv_core_news_sm, as published (own test split)": _PUBLISHED_SM,
    }
    header = ("", "POS", "TAG", "Morph", "Lemma", "UAS", "LAS", "Sentence F")
    return _table(header, ([name, *(f"{row[key]:.1f}" for key in _COLUMNS)] for name, row in rows.items()))


def _domain(figures: Figures) -> str:
    sets = (
        ("45 sentences, splitter", figures["domain_45"]["boundaries_by_splitter"]),
        ("45 sentences, parser's boundaries", figures["domain_45"]["boundaries_by_parser"]),
        ("Own sentences, splitter", figures["domain_own"]),
    )
    rows = [
        [label, *(f"{counts[right]} of {counts[total]}" if total in counts else "–" for _, counts in sets)]
        for label, right, total in _CLAUSE_ROWS
    ]
    rows.append(["Modal clauses read that are none", *(str(counts["clauses_false"]) for _, counts in sets)])
    rows.append(["s-passives read that are none", *(str(counts["s_passives_false"]) for _, counts in sets)])
    return _table(("", *(name for name, _ in sets)), rows)


def _footprint(figures: Figures) -> str:
    speed = figures["speed"]
    rows = (
        ("Tagger and morphologizer", f"{speed['tagging_per_second']:,} tokens/s"),
        ("Everything but the parser", f"{speed['without_parser_per_second']:,} tokens/s"),
        ("Everything", f"{speed['everything_per_second']:,} tokens/s"),
        ("`spacy.load`", f"{figures['load_seconds']} s"),
        ("On disk", f"{figures['size_bytes'] / 1e6:.1f} MB"),
        ("In a wheel (deflated)", f"{figures['zipped_bytes'] / 1e6:.1f} MB"),
    )
    return _table(("", "Measured"), rows)


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    header = list(header)
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)
