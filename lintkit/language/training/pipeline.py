"""Trains the pipeline from corpora and vectors and lays it out as it ships; measures nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import spacy
from spacy.cli.train import train

from lintkit.language.training.corpora import Corpora

CONFIG = Path(__file__).with_name("config.cfg")
VERSION = "1.0.0"

_SOURCES = [
    {
        "name": "UD_Swedish-Talbanken",
        "url": "https://github.com/UniversalDependencies/UD_Swedish-Talbanken",
        "license": "CC BY-SA 4.0",
        "author": "Lund University, Uppsala University",
    },
    {
        "name": "UD_Swedish-PUD",
        "url": "https://github.com/UniversalDependencies/UD_Swedish-PUD",
        "license": "CC BY-SA 4.0",
        "author": "Universal Dependencies contributors",
    },
    {
        "name": "Svensk författningssamling",
        "url": "https://github.com/se-lex/sfs",
        "license": "no copyright (9 § upphovsrättslagen)",
        "author": "",
    },
]


def train_pipeline(corpora: Corpora, vectors: Path, work: Path) -> Path:
    """Train under `work` and return the directory of the best pipeline on the tuning corpus."""
    train(
        CONFIG,
        work / "run",
        overrides={
            "paths.train": str(corpora.train),
            "paths.dev": str(corpora.tune),
            "paths.vectors": str(vectors),
        },
    )
    return work / "run" / "model-best"


def package(trained: Path, target: Path) -> None:
    """Write the trained pipeline to `target` with the metadata it ships with, replacing what was there."""
    nlp = spacy.load(trained)
    nlp.meta.update(
        name="lintkit",
        version=VERSION,
        # spaCy would write the very patch version it was trained with and warn on every earlier one.
        spacy_version=">=3.8.0,<3.9.0",
        description="Swedish tagger, morphologizer, lemmatizer and parser for statutory and municipal text",
        author="lintkit",
        license="CC BY-SA 4.0",
        sources=_SOURCES,
    )
    # The tuning scores are not the figures to quote; those are in figures.json beside the pipeline.
    nlp.meta.pop("performance", None)
    # Paths of the machine it was trained on say nothing to anyone else.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    if target.exists():
        shutil.rmtree(target)
    nlp.to_disk(target)
