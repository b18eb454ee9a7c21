"""What a run goes by at each place: the configuration nearest above, its rules chosen and made ready; lints nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lintkit.accept import Listed, from_config
from lintkit.config import Config, Loaded, find, load_config
from lintkit.errors import FileError, LintkitError
from lintkit.finding import Finding
from lintkit.installed import signature
from lintkit.language import nlp
from lintkit.linter import Linter, prepare
from lintkit.places import true_folders
from lintkit.report.model import DocumentResult
from lintkit.rules import LoadedRule, load_rules
from lintkit.rules.kept import kept_rules
from lintkit.select import choose, known_names, unknown
from lintkit.sets import kind_for, matches, resolve
from lintkit.yamlfile import load

if TYPE_CHECKING:
    from lintkit.document import Document
    from lintkit.engine import Shelf


@dataclass(frozen=True)
class Options:
    """What the command line says about the run: it goes before every configuration.

    `config_path` is the configuration to use for all documents, None to look above each. `baselines` are lists of
    accepted findings that hold besides the configuration's own.
    """

    today: date
    config_path: str | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    profile: str | None = None
    preview: bool = False
    baselines: tuple[Listed, ...] = ()


@dataclass(frozen=True, eq=False)
class Setup:
    """A configuration and its rules made ready. `config` is as the command line leaves it, `accepted` its own list."""

    loaded: Loaded
    config: Config
    linter: Linter
    accepted: Listed
    every: tuple[LoadedRule, ...] = field(repr=False, default=())

    @property
    def name(self) -> str:
        """The configuration as it is called in messages."""
        return str(self.loaded.path or "konfigurationen")


def configuration(path: str | None, place: str | Path | None) -> Loaded:
    """The configuration named, else that nearest above a file or folder (the working folder for None)."""
    if path is not None:
        return load_config(Path(path))
    return load_config(find(Path(os.path.realpath(place)) if place is not None else Path.cwd()))


def rules_of(loaded: Loaded, shipped: Sequence[LoadedRule] | None = None) -> list[LoadedRule]:
    """lintkit's own rules (`shipped` if they are read already) and those that the configuration adds. Raises
    LintkitError for one that takes another's name.
    """
    rules = list(load_rules() if shipped is None else shipped)
    if loaded.config.extend:
        own = load_rules([loaded.folder / p for p in loaded.config.extend])
        taken = {name for r in rules for name in (r.rule.id, *r.rule.aliases)}
        for rule in own:
            for name in (rule.rule.id, *rule.rule.aliases):
                if name in taken:
                    raise LintkitError(
                        f"{rule.path}:{rule.line}: regel-id ”{name}” finns redan bland lintkits egna regler"
                    )
        rules = sorted([*rules, *own], key=lambda r: r.rule.id)
    return rules


def make_ready(options: Options, places: Iterable[str | Path | None], *, keep: bool = False) -> list[Setup]:
    """For each place (a file or folder; None is the working folder) what holds there; places under one configuration
    share a Setup, and all of them share a language model where they name the same. Raises LintkitError for the first
    thing wrong in any of the configurations, so that nothing is linted by half of them. lintkit's own rules, which
    hold nothing of a document, come from the cache if they are there; with `keep` they are put there.
    """
    files: list[Path | None] = []
    above: dict[str, Path | None] = {}
    folder_of = true_folders()
    for place in places:
        if options.config_path is not None:
            files.append(Path(options.config_path))
            continue
        folder = folder_of(os.fspath(place)) if place is not None else os.getcwd()
        if folder not in above:
            above[folder] = find(Path(folder))
        files.append(above[folder])
    shipped = kept_rules(signature(), keep=keep)
    loaded = {file: load_config(file) for file in dict.fromkeys(files)}
    every = {file: rules_of(found, shipped) for file, found in loaded.items()}
    for file, found in loaded.items():
        _check_names(found, every[file])
    # A rule named on the command line may be one configuration's own.
    known = {name for rules in every.values() for r in rules for name in (r.rule.id, *r.rule.aliases)}
    parsers: dict[str, nlp.LazyParser] = {}
    setups = {}
    for file, found in loaded.items():
        setup = _setup(options, found, every[file], known)
        parser = parsers.setdefault(setup.linter.parser.setting, setup.linter.parser)
        setups[file] = replace(setup, linter=replace(setup.linter, parser=parser))
    return [setups[file] for file in files]


def _check_names(loaded: Loaded, every: Sequence[LoadedRule]) -> None:
    """Raises FileError for a name in the configuration that is neither a family nor a rule, with its line."""
    config = loaded.config
    listed = [("select", config.select), ("ignore", config.ignore)]
    for pattern, options in config.per_path.items():
        listed += [(f"per_path.{pattern}.select", options.select), (f"per_path.{pattern}.ignore", options.ignore)]
    known = known_names(every)
    for place, names in listed:
        for index, name in enumerate(names):
            if name not in known:
                path = loaded.path or Path("konfigurationen")
                yaml = path.suffix in (".yaml", ".yml")
                line = load(path).line(f"{place}.{index}") if yaml else 1
                raise FileError(str(path), line, unknown(name, known))


def _setup(options: Options, loaded: Loaded, every: list[LoadedRule], known: set[str]) -> Setup:
    config = loaded.config
    if options.profile:
        # A profile on the command line is a choice of families: it goes before the configuration's choice as well.
        config = msgspec.structs.replace(config, profile=options.profile, select=())
    rules = choose(every, config, options.select, options.ignore, preview=options.preview, known=known)
    settings = {
        "registers": msgspec.to_builtins(config.registers),
        "rule_ids": tuple(name for r in every for name in (r.rule.id, *r.rule.aliases)),
    }
    accepted = from_config(loaded)
    model = nlp.resolve(config.nlp.model, loaded.folder)
    linter = prepare(rules, options.today, settings, model, (accepted, *options.baselines))
    return Setup(loaded, config, linter, accepted, tuple(every))


def shelf(
    setup: Setup, names: Mapping[Path, str] | None = None, reader: Callable[[Path, str], Document] | None = None
) -> Shelf:
    """The governing documents of a configuration's sets; `names` and `reader` as in `lintkit.engine.Shelf`."""
    from lintkit.engine import Shelf, read_file

    sets = resolve(setup.config.documents, setup.loaded.folder)
    return Shelf(setup.linter, sets, names or {}, lambda path: kind_for(path, setup.loaded), reader or read_file)


def as_laid_down(result: DocumentResult, path: Path, loaded: Loaded) -> DocumentResult:
    """The result without the findings that the configuration's `per_path` leaves out for this file."""
    options = [o for pattern, o in loaded.config.per_path.items() if matches(path, pattern, loaded.folder)]
    if not options:
        return result

    def wanted(finding: Finding) -> bool:
        names = {finding.rule, finding.family}
        return all((not o.select or names & set(o.select)) and not names & set(o.ignore) for o in options)

    return replace(result, findings=tuple(f for f in result.findings if wanted(f)))
