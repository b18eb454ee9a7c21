"""Turns the treebank files into spaCy corpora: which text trains, tunes and reports, and in what doses."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from lintkit.language.training.conllu import Paragraph, Sentence, Token, read_paragraphs

TALBANKEN_DEV = "sv_talbanken-ud-dev.conllu"
TALBANKEN_TEST = "sv_talbanken-ud-test.conllu"
PUD = "sv_pud-ud-test.conllu"
CONVERTED = "silver2c.conllu"

# Talbanken-dev is cut in blocks of this many paragraphs; even blocks tune, odd blocks report.
_BLOCK = 5
# An arc of the converted treebank is kept when converter and parser agree, or the converter is this sure.
_SURE = 0.8
_GOLD_COPIES = 2
# Headings and list items end without a full stop; treebank sentences hardly ever do.
_UNSTOPPED_SHARE = 0.2
_SEED = 9


@dataclass(frozen=True, slots=True)
class Corpora:
    """Paths of the three corpora on disk (spaCy DocBin)."""

    train: Path
    tune: Path
    report: Path


def build_corpora(treebank: Path, work: Path) -> Corpora:
    """Write the corpora under `work`; raises FileNotFoundError when a treebank file is absent."""
    nlp = spacy.blank("sv")
    rng = random.Random(_SEED)
    tune, report = split_dev(read_paragraphs(treebank / TALBANKEN_DEV))
    gold = read_paragraphs(treebank / TALBANKEN_TEST) + _chunks(read_paragraphs(treebank / PUD), 5, rng)
    silver = [
        tuple(drop_unsure_arcs(sentence) for sentence in paragraph)
        for paragraph in _chunks(read_paragraphs(treebank / CONVERTED), 4, rng)
    ]
    unstopped = [
        variant
        for paragraph in gold
        if rng.random() < _UNSTOPPED_SHARE and (variant := _without_full_stop(paragraph[-1]))
    ]
    train = [*(gold * _GOLD_COPIES), *silver, *((sentence,) for sentence in unstopped)]
    rng.shuffle(train)
    corpora = Corpora(work / "train.spacy", work / "tune.spacy", work / "report.spacy")
    for paragraphs, path in ((train, corpora.train), (tune, corpora.tune), (report, corpora.report)):
        docs = [to_doc(nlp, paragraph) for paragraph in paragraphs]
        DocBin(docs=docs).to_disk(path)
        print(f"{path.name}: {len(docs)} docs, {sum(map(len, docs)):,} tokens")
    return corpora


def split_dev(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs to tune on and those kept for the reported figures."""
    halves: tuple[list[Paragraph], list[Paragraph]] = ([], [])
    for index, paragraph in enumerate(paragraphs):
        halves[index // _BLOCK % 2].append(paragraph)
    return halves


def drop_unsure_arcs(sentence: Sentence) -> Sentence:
    """Leave arcs unannotated that the conversion is not sure of; tags and features stay.

    The chain from the first token to the root is kept whole: spaCy reads the sentence start off it.
    """
    chain: set[int] = set()
    number = 1
    while number and number not in chain:
        chain.add(number)
        number = sentence[number - 1].head or 0
    kept = []
    for position, token in enumerate(sentence, start=1):
        misc = dict(entry.split("=", 1) for entry in token.misc.split("|") if "=" in entry)
        sure = misc["Agree"] == "1" or (token.upos != "PUNCT" and float(misc["RuleP"]) > _SURE)
        if sure or position in chain or token.head == 0:
            kept.append(token)
        else:
            kept.append(replace(token, head=None, relation=""))
    return tuple(kept)


def to_doc(nlp: Language, paragraph: Iterable[Sentence]) -> Doc:
    """Return the paragraph as one annotated Doc, each sentence a tree (partial where arcs are missing)."""
    words: list[str] = []
    spaces: list[bool] = []
    tokens: list[Token] = []
    heads: list[int] = []
    relations: list[str] = []
    for sentence in map(_split_spaced_words, paragraph):
        offset = len(words)
        for position, token in enumerate(sentence):
            words.append(token.form)
            spaces.append(token.space_after or position == len(sentence) - 1)
            tokens.append(token)
            # A missing arc is a self-loop without relation; a root is a self-loop with one.
            heads.append(offset + (token.head - 1 if token.head else position))
            relations.append("ROOT" if token.head == 0 else token.relation)
    spaces[-1] = False
    return Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=[token.xpos for token in tokens],
        pos=[token.upos for token in tokens],
        morphs=[token.feats for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=heads,
        deps=relations,
    )


def _split_spaced_words(sentence: Sentence) -> Sentence:
    """Split words written with a space ("t ex"), which spaCy's tokenizer always splits.

    The first part keeps the arc and governs the rest as `fixed`.
    """
    parts = [token.form.split(" ") for token in sentence]
    first = [1]
    for forms in parts:
        first.append(first[-1] + len(forms))
    split: list[Token] = []
    for position, (token, forms) in enumerate(zip(sentence, parts, strict=True)):
        head = first[token.head - 1] if token.head else token.head
        if len(forms) == 1:
            split.append(replace(token, head=head))
            continue
        for index, form in enumerate(forms):
            split.append(
                replace(
                    token,
                    form=form,
                    lemma=form.lower(),
                    head=head if index == 0 else first[position],
                    relation=token.relation if index == 0 else "fixed",
                    misc=token.misc if index == len(forms) - 1 else "_",
                )
            )
    return tuple(split)


def _chunks(paragraphs: Sequence[Paragraph], longest: int, rng: random.Random) -> list[Paragraph]:
    """Regroup sentences that carry no paragraph marks into runs of 1 to `longest`."""
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    chunks: list[Paragraph] = []
    start = 0
    while start < len(sentences):
        size = rng.randint(1, longest)
        chunks.append(tuple(sentences[start : start + size]))
        start += size
    return chunks


def _without_full_stop(sentence: Sentence) -> Sentence | None:
    """Return the sentence as a list item would have it, or None when it does not end in a bare full stop."""
    if len(sentence) > 3 and sentence[-1].form == "." and all(t.head != len(sentence) for t in sentence):
        return sentence[:-1]
    return None
