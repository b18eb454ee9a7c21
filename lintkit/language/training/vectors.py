"""Trains subword vectors on the statutes and hands them over as a spaCy vocabulary; knows no treebank."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import floret
import spacy
from spacy.training.initialize import convert_vectors

from lintkit.language.training import statutes


@dataclass(frozen=True, slots=True)
class VectorSettings:
    """What floret is told; the sizes are those that keep the shipped table at 8 MB (20,000 x 100 x 4 bytes)."""

    dimensions: int = 100
    buckets: int = 20_000
    hash_count: int = 2
    min_ngram: int = 4
    max_ngram: int = 5
    min_count: int = 5
    negatives: int = 10
    epochs: int = 10
    learning_rate: float = 0.05


SHIPPED = VectorSettings()


def train_vectors(data: Path, work: Path, settings: VectorSettings = SHIPPED) -> Path:
    """Train on the statutes under `data`, write everything under `work`, return the spaCy vectors directory.

    One thread: floret draws from a fixed seed, but several threads write in an order of their own.
    Raises FileNotFoundError when the archive of statutes is absent.
    """
    tokens = work / "statutes.txt"
    count = statutes.write_tokens(statutes.archive_paragraphs(data / statutes.ARCHIVE), tokens, seed=1)
    print(f"statutes: {count:,} tokens")
    trained = floret.train_unsupervised(
        str(tokens),
        model="cbow",
        mode="floret",
        hashCount=settings.hash_count,
        bucket=settings.buckets,
        minn=settings.min_ngram,
        maxn=settings.max_ngram,
        minCount=settings.min_count,
        dim=settings.dimensions,
        lr=settings.learning_rate,
        epoch=settings.epochs,
        neg=settings.negatives,
        thread=1,
    )
    table = work / "statutes.floret"
    trained.save_floret_vectors(str(table))
    nlp = spacy.blank("sv")
    convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret")
    target = work / "vectors"
    nlp.to_disk(target)
    return target
