"""Which rules run: profile, families, ids, aliases and preview, with the nearest name for a wrong one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from lintkit.config import PROFILES, Config
from lintkit.errors import LintkitError
from lintkit.families import FAMILIES
from lintkit.rules import LoadedRule


def split_names(values: Iterable[str]) -> list[str]:
    """ "a,b" and repeated options as one list."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def choose(
    rules: Sequence[LoadedRule],
    config: Config,
    select: Sequence[str],
    ignore: Sequence[str],
    *,
    preview: bool = False,
    known: Collection[str] = (),
) -> list[LoadedRule]:
    """The rules to run. The command line's `select` replaces the configuration's; `ignore` adds to it.

    Deprecated rules run only when named, experimental ones with `preview` or when named. Raises LintkitError
    for a name that is neither a family nor a rule; `known` are more names that the command line may use.
    """
    wanted = list(select) or list(config.select) or list(PROFILES[config.profile])
    unwanted = [*ignore, *config.ignore]
    _check_names(rules, [*config.select, *config.ignore])
    _check_names(rules, [*select, *ignore], known)
    named = {n for n in wanted if n not in FAMILIES}
    chosen = []
    for loaded in rules:
        rule = loaded.rule
        own = {rule.id, *rule.aliases}
        if own & named:
            take = True
        else:
            take = rule.family in wanted and rule.default and rule.status != "deprecated"
            take = take and (rule.status == "stable" or preview)
        if take and not (own & set(unwanted) or (rule.family in unwanted and not own & named)):
            chosen.append(loaded)
    return chosen


def _check_names(rules: Sequence[LoadedRule], names: Iterable[str], more: Collection[str] = ()) -> None:
    known = set(more) | known_names(rules)
    for name in names:
        if name not in known:
            raise LintkitError(unknown(name, known))


def known_names(rules: Iterable[LoadedRule]) -> set[str]:
    """Families, rule ids and old ids."""
    return {n for r in rules for n in (r.rule.id, *r.rule.aliases)} | set(FAMILIES)


def unknown(name: str, known: Collection[str]) -> str:
    """That a name is neither a family nor a rule, with the nearest that is."""
    import difflib

    near = difflib.get_close_matches(name, sorted(known), 1, 0.5)
    hint = f"; menade du ”{near[0]}”?" if near else f"; familjerna är {', '.join(FAMILIES)}"
    return f"regeln eller familjen ”{name}” finns inte{hint}"
