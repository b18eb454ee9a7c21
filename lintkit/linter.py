"""Rules chosen and made ready to run, with the day and the lists they are judged by; lints nothing.

What only linting needs (checks, matcher) is imported when the first document asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lintkit.accept import Listed
from lintkit.errors import FileError
from lintkit.language.nlp import LazyParser
from lintkit.report.model import Help
from lintkit.rules import LoadedRule, rules_dir

if TYPE_CHECKING:
    from lintkit.checks import Remark
    from lintkit.rules.match import Matcher


class Checked(NamedTuple):
    """A rule with its check, the rule's options, and whether the check reads one document alone."""

    loaded: LoadedRule
    check: Callable[[Any], Iterator[Remark]]
    options: Mapping[str, Any]
    alone: bool


@dataclass(frozen=True)
class Linter:
    """A set of rules made ready to run. Build with `prepare`. `parser` is shared by all documents of the run and
    loaded when a rule first asks for tokens. `matcher` and `checks` (by the rule's number) are made when the first
    document asks for them: a run that finds all its answers kept needs neither.
    """

    rules: tuple[LoadedRule, ...]
    today: date
    settings: Mapping[str, Any] = field(default_factory=dict)
    parser: LazyParser = field(default_factory=LazyParser)
    accepted: tuple[Listed, ...] = ()

    @cached_property
    def matcher(self) -> Matcher:
        """The rules' phrases, compiled to be found in one pass."""
        from lintkit.rules.match import Matcher

        return Matcher((key, p) for key, loaded in enumerate(self.rules) for p in loaded.phrases)

    @cached_property
    def checks(self) -> Mapping[int, Callable[[Any], Iterator[Remark]]]:
        """The checks that rules name. Raises LookupError where `prepare` has not looked for them."""
        from lintkit.checks import find_check

        return {key: find_check(name) for key, loaded in enumerate(self.rules) if (name := loaded.rule.match.check)}

    @cached_property
    def _of_kind(self) -> dict[str, tuple[Checked, ...]]:
        return {}

    def checks_of(self, kind: str) -> tuple[Checked, ...]:
        """The rules with checks that apply to documents of a kind."""
        if kind not in self._of_kind:
            asked = ((self.rules[key], check) for key, check in self.checks.items())
            self._of_kind[kind] = tuple(
                Checked(loaded, check, loaded.rule.match.options, loaded.rule.reads == "document")
                for loaded, check in asked
                if loaded.rule.is_for(kind)
            )
        return self._of_kind[kind]

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Present ids by the ids, old ones too, of the rules that read one document."""
        return _ids(r for r in self.rules if r.rule.reads == "document")

    @cached_property
    def ids_in_set(self) -> Mapping[str, str]:
        """Present ids by the ids, old ones too, of all rules."""
        return _ids(self.rules)

    def make(self) -> None:
        """Make ready what is made when asked for, for processes that are to share it."""
        _ = self.matcher, self.checks


def _ids(rules: Iterable[LoadedRule]) -> Mapping[str, str]:
    return {name: loaded.rule.id for loaded in rules for name in (loaded.rule.id, *loaded.rule.aliases)}


def prepare(
    rules: Sequence[LoadedRule],
    today: date,
    settings: Mapping[str, Any] | None = None,
    nlp: str = "auto",
    accepted: Iterable[Listed] = (),
) -> Linter:
    """Rules made ready to run. `nlp` is auto, builtin, none, or a package or folder with a language model.
    `accepted` are lists of accepted findings; the first that has a finding decides it. Raises FileError for a rule
    that names an unknown check; the checks of lintkit's own rules are there.
    """
    shipped = rules_dir().resolve()
    own = {path for path in {r.path for r in rules} if not Path(path).resolve().is_relative_to(shipped)}
    for loaded in rules:
        if loaded.path in own and (name := loaded.rule.match.check):
            from lintkit.checks import find_check

            try:
                find_check(name)
            except LookupError as error:
                raise FileError(loaded.path, loaded.line, str(error)) from error
    return Linter(tuple(rules), today, settings or {}, LazyParser(nlp), tuple(accepted))


def rule_help(rules: Iterable[LoadedRule]) -> dict[str, Help]:
    """Explanations of rules by id, for reports."""
    return {
        r.rule.id: Help(
            r.rule.id, r.rule.title, r.rule.why.strip(), r.rule.fix.strip(), r.rule.severity, r.rule.status,
            tuple((s.title, s.ref) for s in r.rule.sources),
        )
        for r in rules
    }  # fmt: skip
