"""Command line of the training package: `build` makes the pipeline, `evaluate` measures it and fills the card."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lintkit.language.training.card import fill_card
from lintkit.language.training.corpora import build_corpora
from lintkit.language.training.evaluate import evaluate, write_figures
from lintkit.language.training.pipeline import package, train_pipeline
from lintkit.language.training.vectors import train_vectors

_ROOT = Path(__file__).parents[3]
_SHELF = _ROOT / "lintkit" / "language" / "model"
_MODEL = _SHELF / "sv_lintkit"
_OWN_SENTENCES = _ROOT / "tests" / "language" / "model_sentences.jsonl"

_folder = click.Path(file_okay=False, path_type=Path)
_existing = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def main() -> None:
    """Build and measure the Swedish pipeline that ships with lintkit."""


@main.command()
@click.argument("data", type=_existing)
@click.option("--work", type=_folder, required=True, help="Folder for vectors, corpora and checkpoints.")
@click.option("--model", type=_folder, default=_MODEL, show_default=True, help="Where the pipeline is written.")
@click.option("--vectors", type=_existing, help="Vectors of an earlier build, to skip their training.")
def build(data: Path, work: Path, model: Path, vectors: Path | None) -> None:
    """Train vectors and pipeline from DATA (treebank/ and the archive of statutes)."""
    work.mkdir(parents=True, exist_ok=True)
    corpora = build_corpora(data / "treebank", work)
    package(train_pipeline(corpora, vectors or train_vectors(data, work), work), model)


@main.command(name="evaluate")
@click.argument("data", type=_existing)
@click.option("--model", type=_existing, default=_MODEL, show_default=True, help="The pipeline to measure.")
@click.option("--write", is_flag=True, help="Write figures.json and the tables of the model card.")
def evaluate_command(data: Path, model: Path, write: bool) -> None:
    """Measure a pipeline against DATA (treebank/, checks/ and the archive of statutes)."""
    figures = evaluate(model, data, _OWN_SENTENCES)
    click.echo(json.dumps(figures, ensure_ascii=False, indent=2))
    if write:
        write_figures(figures, _SHELF / "figures.json")
        fill_card(_SHELF / "MODEL_CARD.md", figures)


if __name__ == "__main__":
    main()
