"""Reads CoNLL-U files as sentences grouped into paragraphs; leaves every judgement about them to others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word; `head` is its governor's 1-based number, 0 for the root, None where unannotated."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int | None
    relation: str
    misc: str

    @property
    def space_after(self) -> bool:
        return "SpaceAfter=No" not in self.misc.split("|")


Sentence = tuple[Token, ...]
Paragraph = tuple[Sentence, ...]


def read_paragraphs(path: Path) -> list[Paragraph]:
    """Return the paragraphs of a treebank file; a file that marks none is one paragraph.

    Raises FileNotFoundError, and ValueError with the line number for a row that is not ten columns.
    """
    paragraphs: list[list[Sentence]] = []
    for opens_paragraph, sentence in _sentences(path):
        if opens_paragraph or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    return [tuple(paragraph) for paragraph in paragraphs]


def _sentences(path: Path) -> Iterator[tuple[bool, Sentence]]:
    """Yield each sentence with whether it opens a paragraph."""
    opens = False
    rows: list[Token] = []
    with path.open(encoding="utf-8") as lines:
        for number, raw in enumerate(lines, start=1):
            line = raw.rstrip("\n")
            if line.startswith(("# newpar", "# newdoc")):
                opens = True
            elif line.startswith("#"):
                continue
            elif line:
                columns = line.split("\t")
                if len(columns) != 10:
                    raise ValueError(f"{path}:{number}: {len(columns)} columns, not 10")
                # Ranges (3-4) and empty nodes (3.1) are not syntactic words.
                if columns[0].isdigit():
                    rows.append(_token(columns))
            elif rows:
                yield opens, tuple(rows)
                opens, rows = False, []
    if rows:
        yield opens, tuple(rows)


def _token(columns: list[str]) -> Token:
    _, form, lemma, upos, xpos, feats, head, relation, _, misc = columns
    return Token(
        form=form,
        lemma="" if lemma == "_" and form != "_" else lemma,
        upos=upos,
        xpos=xpos,
        feats="" if feats == "_" else feats,
        head=None if head == "_" else int(head),
        relation=relation,
        misc=misc,
    )
