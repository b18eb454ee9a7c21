"""Finding and reading rule files: YAML in, validated rules out, every error with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lintkit.errors import FileError
from lintkit.rules.model import FAMILY_PATTERN, ExampleDocument, PhraseExcuse, Rule
from lintkit.rules.phrase import Phrase, PhraseError, compile_phrase
from lintkit.yamlfile import Located, convert, load


@dataclass(frozen=True, slots=True)
class LoadedRule:
    """A rule with its compiled phrases and the place it was read from ("file:line")."""

    rule: Rule
    path: str
    line: int
    phrases: tuple[Phrase, ...] = ()
    near: tuple[Phrase, ...] = ()
    absent: tuple[Phrase, ...] = ()
    excuses: tuple[tuple[str, tuple[Phrase, ...]], ...] = ()  # ("phrase" | "near", phrases)

    @property
    def reasons(self) -> frozenset[str]:
        """Named reasons in `unless`."""
        return frozenset(u for u in self.rule.unless if isinstance(u, str))


def rules_dir() -> Path:
    """Folder with the rule packs: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parents[1]
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def load_rules(paths: Iterable[Path] | None = None) -> list[LoadedRule]:
    """Rules from files and folders (the shipped packs when None), ordered by id.

    Raises FileError for the first thing wrong: unknown key, missing field, phrase that cannot match, id taken.
    """
    roots = [rules_dir()] if paths is None else list(paths)
    loaded: list[LoadedRule] = []
    for root in roots:
        for file in rule_files(root):
            loaded.extend(load_file(file))
    seen: dict[str, LoadedRule] = {}
    for item in loaded:
        for name in (item.rule.id, *item.rule.aliases):
            if name in seen:
                other = seen[name]
                raise FileError(item.path, item.line, f"regel-id ”{name}” är redan taget i {other.path}:{other.line}")
            seen[name] = item
    return sorted(loaded, key=lambda r: r.rule.id)


def rule_files(root: Path) -> list[Path]:
    """The rule files in a folder, in order, or the file itself. Raises FileError where there is neither."""
    if root.is_file():
        return [root]
    if not root.is_dir():
        raise FileError(str(root), 1, "regelfilen eller regelmappen finns inte")
    return sorted(
        p for p in root.rglob("*.yaml") if "data" not in p.relative_to(root).parts[:-1] and not p.name.startswith(".")
    )


def load_file(path: Path) -> list[LoadedRule]:
    """The rules of one file: a single rule, or a list of rules."""
    located = load(path, shown(path))
    value = located.value
    entries = value if isinstance(value, list) else [value]
    return [_load_one(located, entry, str(i) if isinstance(value, list) else "") for i, entry in enumerate(entries)]


def shown(path: Path) -> str:
    """A file as it is called in messages: from the working folder where it lies in it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _load_one(located: Located, entry: object, at: str) -> LoadedRule:
    line = located.line(at)

    def fail(key: str, what: str) -> FileError:
        return FileError(located.path, located.line(f"{at}.{key}".strip(".")), what)

    if not isinstance(entry, dict):
        raise FileError(located.path, line, "en regel ska vara ett uppslag med nycklar (id, title, match …)")
    for key in ("where", "unless", "applies_to", "aliases"):
        if isinstance(entry.get(key), str):
            entry[key] = [entry[key]]
    rule = convert(located, entry, at, Rule)
    if not re.match(FAMILY_PATTERN, rule.id):
        raise fail(
            "id", f"regel-id ”{rule.id}” ska vara ASCII med bindestreck och börja med sin familj, t.ex. vagt-tid"
        )
    match = rule.match
    kinds = [k for k in ("terms", "phrases", "tokens", "check") if getattr(match, k)]
    if len(kinds) != 1:
        raise fail("match", "match ska ha exakt en av terms, phrases, tokens och check")
    if (match.near or match.absent) and kinds != ["phrases"]:
        raise fail("match", "near och absent hör ihop med phrases")
    if rule.reads == "set" and kinds != ["check"]:
        raise fail("reads", "reads: set hör ihop med match.check")
    for key in ("title", "message", "why", "fix"):
        if not getattr(rule, key).strip():
            raise fail(key, f"”{key}” är tom")
    if not rule.sources:
        raise fail("sources", "regeln saknar källa (sources)")
    if not rule.examples.bad or not rule.examples.good:
        raise fail("examples", "regeln ska ha minst ett dåligt (bad) och ett gott (good) exempel")
    for i, example in enumerate(rule.examples.bad):
        text = example.text if isinstance(example, ExampleDocument) else example
        if "[[" not in text or "]]" not in text:
            raise fail(f"examples.bad.{i}", "de flaggade orden i ett dåligt exempel ska stå inom [[ ]]")
    if not match.check and (unknown := set(re.findall(r"\{(\w+)\}", rule.suggestion)) - {"match"}):
        raise fail(
            "suggestion", f"”{{{min(unknown)}}}” har inget värde; bara en kontroll (check) ger andra än {{match}}"
        )
    compiled: dict[str, tuple[Phrase, ...]] = {}
    for key in ("terms", "phrases", "near", "absent"):
        compiled[key] = tuple(
            _compile(located, f"{at}.match.{key}.{i}".strip("."), p) for i, p in enumerate(getattr(match, key))
        )
    excuses = []
    for i, excuse in enumerate(rule.unless):
        if isinstance(excuse, PhraseExcuse):
            if bool(excuse.phrase) == bool(excuse.near):
                raise fail(f"unless.{i}", "ett undantag ska ha antingen phrase eller near")
            kind = "phrase" if excuse.phrase else "near"
            texts = excuse.phrase or excuse.near
            texts = (texts,) if isinstance(texts, str) else texts
            excuses.append((kind, tuple(_compile(located, f"{at}.unless.{i}".strip("."), t) for t in texts)))
    return LoadedRule(
        rule, located.path, line, compiled["terms"] + compiled["phrases"], compiled["near"], compiled["absent"],
        tuple(excuses),
    )  # fmt: skip


def _compile(located: Located, path: str, source: str) -> Phrase:
    try:
        return compile_phrase(source)
    except (PhraseError, ValueError) as error:
        raise FileError(located.path, located.line(path), str(error)) from error
