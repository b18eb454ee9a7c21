"""Measures a pipeline: accuracy on the held-out treebank half and on domain sentences, speed, load time, size."""

from __future__ import annotations

import io
import itertools
import json
import time
import zipfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from lintkit.language.training import domain, statutes
from lintkit.language.training.conllu import Paragraph, read_paragraphs
from lintkit.language.training.corpora import TALBANKEN_DEV, split_dev, to_doc

_SCORES = {
    "pos": "pos_acc",
    "tag": "tag_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "uas": "dep_uas",
    "las": "dep_las",
    "sentence_f": "sents_f",
}
_SPEED_WORDS = 40_000

Figures = dict[str, Any]


def evaluate(model: Path, data: Path, own_sentences: Path | None = None) -> Figures:
    """Return every figure of the model card; percentages, counts, seconds and bytes as their keys say.

    `own_sentences`: JSON lines of domain.read_sentences. Raises FileNotFoundError when data are absent.
    """
    nlp = spacy.load(model)
    tune, report = split_dev(read_paragraphs(data / "treebank" / TALBANKEN_DEV))
    checks = domain.read_checks(data / "checks")
    figures: Figures = {
        "model": f"{nlp.meta['lang']}_{nlp.meta['name']}",
        "version": nlp.meta["version"],
        "spacy": version("spacy"),
        "treebank": {
            "sentences": sum(map(len, report)),
            "tokens": sum(len(sentence) for paragraph in report for sentence in paragraph),
            "boundaries_by_parser": treebank_scores(nlp, report, None),
            "boundaries_by_splitter": treebank_scores(nlp, report, domain.splitter_starts),
            "tuning_half_boundaries_by_parser": treebank_scores(nlp, tune, None),
        },
        "domain_45": {
            "boundaries_by_parser": domain.count(nlp.pipe(s.text for s in checks), checks).as_dict(),
            "boundaries_by_splitter": domain.count_in(nlp, checks).as_dict(),
        },
    }
    if own_sentences is not None:
        figures["domain_own"] = domain.count_in(nlp, domain.read_sentences(own_sentences)).as_dict()
    figures["speed"] = speed(nlp, data / statutes.ARCHIVE)
    figures["load_seconds"] = load_seconds(model)
    figures["size_bytes"] = sum(path.stat().st_size for path in model.rglob("*") if path.is_file())
    figures["zipped_bytes"] = zipped_size(model)
    return figures


def treebank_scores(nlp: Language, paragraphs: Sequence[Paragraph], starts: domain.Starts | None) -> dict[str, float]:
    """Return percentages on raw paragraphs, tokenised by the pipeline; LAS and UAS leave punctuation out.

    `starts`: what presets the sentence starts of a text; None leaves them to the parser.
    """
    examples = []
    for paragraph in paragraphs:
        gold = to_doc(nlp, paragraph)
        predicted = nlp.make_doc(gold.text)
        if starts is not None:
            domain.preset(predicted, starts)
        examples.append(Example(predicted, gold))
    scores = nlp.evaluate(examples)
    return {name: round(100 * scores[key], 1) for name, key in _SCORES.items()}


def speed(nlp: Language, archive: Path) -> dict[str, int]:
    """Return tokens per second of processor time on statutes, with and without the parser."""
    texts: list[str] = []
    words = 0
    for text in itertools.islice(statutes.archive_paragraphs(archive), 1000, None):
        texts.append(text)
        words += text.count(" ") + 1
        if words >= _SPEED_WORDS:
            break
    docs = [nlp.make_doc(text) for text in texts]
    tokens = sum(map(len, docs))

    def per_second(run: Callable[[], object]) -> int:
        started = time.process_time()
        run()
        return round(tokens / (time.process_time() - started) / 100) * 100

    def analyse() -> None:
        for _ in nlp.pipe(_fresh(docs)):
            pass

    analyse()  # the first pass fills caches that a document of any length fills once
    everything = per_second(analyse)
    with nlp.select_pipes(disable=["parser"]):
        without_parser = per_second(analyse)
    with nlp.select_pipes(enable=["tok2vec", "tagger", "morphologizer"]):
        tagging = per_second(analyse)
    return {
        "tokens": tokens,
        "everything_per_second": everything,
        "without_parser_per_second": without_parser,
        "tagging_per_second": tagging,
    }


def _fresh(docs: Sequence[Doc]) -> list[Doc]:
    """Return unannotated copies, so that no run gains from the one before it."""
    return [Doc(doc.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc]) for doc in docs]


def load_seconds(model: Path) -> float:
    """Return the wall time of the fastest of three loads, spaCy itself being imported already."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        spacy.load(model)
        times.append(time.perf_counter() - started)
    return round(min(times), 2)


def zipped_size(folder: Path) -> int:
    """Return how many bytes the folder takes in a wheel (deflated)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return buffer.tell()


def write_figures(figures: Figures, target: Path) -> None:
    target.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
