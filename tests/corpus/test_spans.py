"""The words flagged stand by themselves: none begin or end in a word that leads on to the next one, on any document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from lintkit.cli.files import expand
from lintkit.engine import Linter, lint_document, prepare
from lintkit.read import read
from lintkit.rules import load_rules

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
DAY = date(2026, 11, 21)
#: Every so manieth real document: enough to meet most wordings, and read in seconds.
EVERY = 11

_LEADS_ON = re.compile(
    r"och|eller|samt|men|utan|att|som|i|på|av|till|från|för|med|om|vid|under|efter|inom|enligt|mot|mellan|genom|över|hos"
    r"|kring|ur|åt|än"
)
#: Verbs that are whole only with their particle.
_WITH_PARTICLE = re.compile(r"(?:^| )(?:stäm|stäng|märk|se|fyll|håll|ta|dra)\w* (?:av|över|i|om|till|på)$")
#: These may open words that make sense by themselves ("vid behov", "om möjligt", "i princip").
_OPENS = frozenset({"och", "eller", "samt", "men", "att", "än", ",", ";", ":"})


@cache
def _linter() -> Linter:
    rules = [r for r in load_rules() if r.rule.status != "deprecated"]
    return prepare(rules, DAY)


@cache
def _own_ends() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """First and last words that a rule's own examples mark: it flags "sträva efter" knowingly."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for loaded in load_rules():
        examples = (e if isinstance(e, str) else e.text for e in loaded.rule.examples.bad)
        words = [_words(text) for example in examples for text in re.findall(r"\[\[(.+?)\]\]", example, re.S)]
        found[loaded.rule.id] = (frozenset(w[0] for w in words if w), frozenset(w[-1] for w in words if w))
    return found


def _words(text: str) -> list[str]:
    whole = re.sub(r"(?<=\w)[-\u00ad]\s+(?=(?!och |eller |samt )\w)", "", text.lower())  # a word parted at a line's end
    return re.findall(r"[\w-]+|[,;:(–]", whole)


def _hanging(paths: Iterable[Path]) -> list[str]:
    found = defaultdict(list)
    for path in paths:
        for finding in lint_document(_linter(), read(path, name=path.name))[1]:
            words = _words(finding.text)
            if not words or finding.family == "metadata":  # fields and placeholders stand as they were written
                continue
            first, last = _own_ends()[finding.rule]
            starts = words[0] in _OPENS and words[0] not in first
            ends = (_LEADS_ON.fullmatch(words[-1]) or words[-1][-1] in ",;:(–-") and words[-1] not in last
            ends = ends and not _WITH_PARTICLE.search(" ".join(words))
            if starts or ends:
                found[finding.rule, " ".join(finding.text.split())].append(path.name)
    return [f"{rule}: {text!r} i {names[0]}" for (rule, text), names in sorted(found.items())]


def test_no_finding_on_the_corpus_hangs_in_the_air() -> None:
    assert _hanging(path for path, _, problem in expand([str(CORPUS)]) if problem is None) == []


@pytest.mark.shared
def test_no_finding_on_real_documents_hangs_in_the_air(shared_dir: Path) -> None:
    real = sorted(p for p in (shared_dir / "corpus" / "real").rglob("*") if p.suffix in (".md", ".txt"))
    sample = [p for p in real if not p.relative_to(shared_dir / "corpus" / "real").parts[0].startswith("sfs")][::EVERY]
    assert sample
    assert _hanging(sample) == []
