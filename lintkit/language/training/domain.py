"""Reads modal clauses and passives off a parse and counts how many agree with hand-made gold.

The reading is deliberately plain: it shows what the parse alone gives, before lintkit's own rules mend it.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from lintkit.language.sentences import split

Starts = Callable[[str], set[int]]

MODALS = frozenset({"ska", "skall", "får", "måste", "bör", "kan", "behöver"})
# -s verbs that are active in meaning; the morphologizer takes some of them for passives.
DEPONENTS = frozenset({"finns", "finnas", "fanns", "hoppas", "minns", "andas", "trivs", "trivas", "lyckas", "vistas"})


@dataclass(frozen=True, slots=True)
class ModalClause:
    """A modal with the verbs it governs and, as word forms, its subject and agent (None where it has none)."""

    modal: str
    verbs: frozenset[str]
    subject: str | None
    passive: bool
    agent: str | None


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """One sentence with its modal clauses and s-passives (form -> agent); `pos` is empty when not annotated."""

    text: str
    clauses: tuple[ModalClause, ...]
    passives: dict[str, str | None]
    pos: tuple[str, ...] = ()


@dataclass(slots=True)
class DomainCounts:
    """How many of the gold facts were read right; the first of each group is its total."""

    clauses: int = 0
    found: int = 0
    clauses_false: int = 0
    verbs: int = 0
    subject: int = 0
    passive: int = 0
    agent: int = 0
    s_passives: int = 0
    s_passives_found: int = 0
    s_passives_false: int = 0
    s_passive_agents: int = 0
    pos_tokens: int = 0
    pos: int = 0

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, without the parts of speech where none were annotated."""
        return {name: n for name, n in asdict(self).items() if self.pos_tokens or not name.startswith("pos")}


def read_sentences(path: Path) -> list[GoldSentence]:
    """Read gold from JSON lines: text, pos, clauses as [modal, verbs, subject, passive, agent], passives."""
    return [_sentence(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _sentence(row: dict[str, Any]) -> GoldSentence:
    return GoldSentence(
        text=row["text"],
        clauses=tuple(_clause(clause) for clause in row["clauses"]),
        passives=row["passives"],
        pos=tuple(row["pos"].split()),
    )


def _clause(values: Sequence[Any]) -> ModalClause:
    modal, verbs, subject, passive, agent = values
    return ModalClause(modal, frozenset(verbs), subject, bool(passive), agent)


def read_checks(checks: Path) -> list[GoldSentence]:
    """Read the 45 sentences kept beside the treebank: text in two files, gold in the literals of a third."""
    texts = [
        line.strip()
        for name in ("dom5.txt", "dom40.txt")
        for line in (checks / name).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    gold: dict[str, Any] = {}
    for node in ast.parse((checks / "dom_gold.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Dict):
            gold[node.targets[0].id] = ast.literal_eval(node.value)
    return [
        GoldSentence(
            text=text,
            clauses=tuple(_clause(clause) for clause in gold["M"].get(index, ())),
            passives={verb: agent for verb, (_, agent) in gold["P"].get(index, {}).items()},
        )
        for index, text in enumerate(texts)
    ]


def splitter_starts(text: str) -> set[int]:
    """Return where sentences start by lintkit's own splitter, in code points."""
    return {start for start, _ in split(text)}


def preset(doc: Doc, starts: Starts) -> Doc:
    """Fix the sentence starts of a tokenised text, as lintkit does before it parses."""
    offsets = starts(doc.text)
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in offsets
    return doc


def modal_clauses(doc: Doc) -> list[ModalClause]:
    """Read every modal clause off the parse."""
    clauses = []
    for modal in doc:
        if modal.lower_ not in MODALS or modal.pos_ not in ("AUX", "VERB"):
            continue
        verb = modal.head if modal.dep_ == "aux" else _infinitive_complement(modal)
        if verb is None:
            continue
        verbs = _coordinated(verb)
        clauses.append(
            ModalClause(
                modal=modal.text,
                verbs=frozenset(token.text for token in verbs),
                subject=_subject(verb) or _subject(modal),
                passive=any(map(is_passive, verbs)),
                agent=next(filter(None, map(_agent, verbs)), None),
            )
        )
    return clauses


def passives(doc: Doc) -> dict[str, str | None]:
    """Read every s-passive off the parse: form -> agent; coordinated passives share theirs."""
    found: dict[str, str | None] = {}
    for token in doc:
        # The participle of a bli-passive is marked as passive too, but is no -s form.
        s_form = "Part" not in token.morph.get("VerbForm", [])
        if is_passive(token) and s_form and token.pos_ in ("VERB", "AUX") and token.lower_ not in DEPONENTS:
            shared = [child for child in token.children if child.dep_ == "conj"]
            if token.dep_ == "conj":
                shared.append(token.head)
            found[token.text] = next(filter(None, map(_agent, (token, *shared))), None)
    return found


def is_passive(token: Token) -> bool:
    return "Pass" in token.morph.get("Voice", [])


def _infinitive_complement(modal: Token) -> Token | None:
    for child in modal.children:
        if child.dep_ in ("xcomp", "ccomp") and "Inf" in child.morph.get("VerbForm", []):
            return child
    return None


def _coordinated(verb: Token) -> list[Token]:
    """Return the verb and what is coordinated with it under the same modal and subject."""
    verbs = [verb]
    for token in verbs:
        for child in token.children:
            own_clause = any(dep.dep_.startswith(("nsubj", "aux", "mark")) for dep in child.children)
            if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX", "ADJ") and not own_clause:
                verbs.append(child)
    return verbs


def _subject(verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_.startswith(("nsubj", "expl", "csubj")):
            return str(child.text)
    return None


def _agent(verb: Token) -> str | None:
    for child in verb.children:
        by = any(dep.dep_ == "case" and dep.lower_ == "av" for dep in child.children)
        if child.dep_ == "obl:agent" or (child.dep_.startswith("obl") and by and is_passive(verb)):
            return str(child.text)
    return None


def count_in(nlp: Language, sentences: Sequence[GoldSentence]) -> DomainCounts:
    """Parse the sentences the way lintkit does and compare them with their gold."""
    docs = (preset(nlp.make_doc(sentence.text), splitter_starts) for sentence in sentences)
    return count(nlp.pipe(docs), sentences)


def count(docs: Iterable[Doc], sentences: Sequence[GoldSentence]) -> DomainCounts:
    """Compare parsed sentences with their gold; raises ValueError when gold tags do not fit the tokens."""
    counts = DomainCounts()
    for doc, gold in zip(docs, sentences, strict=True):
        read = modal_clauses(doc)
        for clause in gold.clauses:
            _count_clause(counts, clause, read)
        counts.clauses_false += max(0, len(read) - len(gold.clauses))
        read_passives = passives(doc)
        counts.s_passives += len(gold.passives)
        counts.s_passives_false += len(read_passives.keys() - gold.passives.keys())
        for verb, agent in gold.passives.items():
            if verb in read_passives:
                counts.s_passives_found += 1
                counts.s_passive_agents += read_passives[verb] == agent
        if gold.pos:
            if len(gold.pos) != len(doc):
                raise ValueError(f"{len(gold.pos)} tags for {len(doc)} tokens: {gold.text}")
            counts.pos_tokens += len(doc)
            counts.pos += sum(token.pos_ == tag for token, tag in zip(doc, gold.pos, strict=True))
    return counts


def _count_clause(counts: DomainCounts, gold: ModalClause, read: Sequence[ModalClause]) -> None:
    counts.clauses += 1
    same_modal = [clause for clause in read if clause.modal == gold.modal]
    # Several clauses of a sentence may have the same modal; the one that shares a verb is meant.
    sharing = [clause for clause in same_modal if clause.verbs & gold.verbs]
    if not same_modal:
        return
    best = (sharing or same_modal)[0]
    counts.found += 1
    counts.verbs += best.verbs == gold.verbs
    counts.subject += best.subject == gold.subject
    counts.passive += best.passive == gold.passive
    counts.agent += best.agent == gold.agent
