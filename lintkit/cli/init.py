"""The command init: configuration, hook and workflow for a repository of documents; writes nothing over."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import click

from lintkit import __version__
from lintkit.cli import OK
from lintkit.cli.files import expand
from lintkit.cli.swedish import Command
from lintkit.errors import LintkitError, ReadError, reason

#: Documents read to find out which of them governs the others; a larger archive is set up by hand.
_MOST_READ = 200

#: Kinds of document that a regulation governs.
_GOVERNED = ("auktorisationsvillkor", "agar-och-ledningsprovning", "forfragningsunderlag")


@dataclass(frozen=True)
class Proposal:
    """A file to write: its place under the folder, what it is for in Swedish, and its text."""

    name: str
    purpose: str
    text: str


@click.command(cls=Command)
@click.argument("folder", default=".", metavar="[MAPP]", type=click.Path(exists=True, file_okay=False))
@click.option("-y", "--yes", is_flag=True, help="Skriv utan att fråga.")
@click.option(
    "--profile",
    type=click.Choice(["kundval", "lov", "bidrag", "policy", "alla"]),
    default="kundval",
    show_default=True,
    help="Urval av familjer.",
)
@click.option(
    "--ci",
    type=click.Choice(["auto", "github", "gitlab", "none"]),
    default="auto",
    show_default=True,
    help="Vilket arbetsflöde som skrivs; auto väljer efter förrådets fjärradress.",
)
@click.option(
    "--package",
    default=f"lintkit=={__version__}",
    show_default=True,
    metavar="KRAV",
    help="Hur krok och arbetsflöde installerar lintkit, så som pip vill ha det.",
)
def init(folder: str, yes: bool, profile: str, ci: str, package: str) -> int:
    """Sätt upp en mapp med styrande dokument: inställningar, pre-commit-krok och arbetsflöde.

    Filer som redan finns lämnas orörda.
    """
    root = Path(folder)
    if not yes and not sys.stdin.isatty():
        raise LintkitError("init frågar innan något skrivs; kör i en terminal eller ange --yes")
    if any(not c.isprintable() for c in package) or not package.strip():
        raise LintkitError("--package: kravet ska vara en rad, till exempel lintkit==0.1.0")
    for proposal in proposals(root, profile, ci, package):
        _offer(root, proposal, yes=yes)
    return OK


def _offer(root: Path, proposal: Proposal, *, yes: bool) -> None:
    path = root / proposal.name
    if path.exists() or path.is_symlink():
        click.echo(f"{path} finns redan och lämnas orörd.", err=True)
        return
    if not yes and not _agreed(f"Skriva {path} ({proposal.purpose})?"):
        click.echo(f"{path} skrevs inte.", err=True)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as out:  # never over a file that has come since
            out.write(proposal.text)
    except FileExistsError:
        click.echo(f"{path} finns redan och lämnas orörd.", err=True)
    except OSError as error:
        raise LintkitError(f"{path}: kunde inte skrivas: {reason(error)}") from error
    else:
        click.echo(f"{path} skrevs: {proposal.purpose}.", err=True)


def _agreed(question: str) -> bool:
    while True:
        answer = click.prompt(f"{question} [J/n]", default="j", show_default=False, err=True).strip().lower()
        if answer in ("j", "ja", "y", "yes"):
            return True
        if answer in ("n", "nej", "no"):
            return False


def proposals(root: Path, profile: str, ci: str, package: str) -> list[Proposal]:
    """The files for a folder: what its documents are and where the repository lives decide what stands in them.

    `package` is a pip requirement. Raises LintkitError when git's folder cannot be found out.
    """
    inside = _git(root, "rev-parse", "--show-prefix")
    out = []
    if not (root / "lintkit.yml").exists():
        text = _template("lintkit.yaml").format(profile=profile, documents=_sets(root))
        out.append(Proposal("lintkit.yaml", "inställningar", text))
    if inside:
        click.echo(f"{root} är en mapp i ett förråd; krok och arbetsflöde hör hemma i dess rot.", err=True)
        return out
    quoted = _yaml_string(package)
    out.append(
        Proposal(
            ".pre-commit-config.yaml", "krok före incheckning", _template("pre-commit.yaml").format(package=quoted)
        )
    )
    where = _forge(root) if ci == "auto" else ci
    if where == "github":
        text = _template("github.yaml").format(branch=_branch(root), package_quoted=_run_line(package))
        out.append(Proposal(".github/workflows/lintkit.yml", "arbetsflöde för GitHub", text))
    elif where == "gitlab":
        text = _template("gitlab.yaml").format(package_quoted=_run_line(package))
        out.append(Proposal(".gitlab-ci.yml", "arbetsflöde för GitLab", text))
    return out


def _template(name: str) -> str:
    return (files("lintkit.cli") / "scaffold" / name).read_text("utf-8")


def _yaml_string(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _run_line(text: str) -> str:
    """A word for the shell inside a plain YAML scalar: quoted for both."""
    import shlex

    word = shlex.quote(text)
    if ": " in word or " #" in word:
        raise LintkitError("--package: kravet får inte innehålla ”: ” eller ” #”")
    return word


def _git(root: Path, *arguments: str) -> str:
    """git's answer, or an empty string where it has none."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True, text=True, timeout=20, check=False, env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _forge(root: Path) -> str:
    addresses = _git(root, "remote", "-v").lower()
    if (root / ".gitlab-ci.yml").exists() or "gitlab" in addresses:
        return "gitlab"
    if (root / ".github").is_dir() or "github" in addresses:
        return "github"
    return "none"


def _branch(root: Path) -> str:
    """The branch that changes go to: the remote's own, else the one that is checked out."""
    name = _git(root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    return _yaml_string(name or _git(root, "symbolic-ref", "--short", "HEAD") or "main")


def _sets(root: Path) -> str:
    """The configuration's `documents:` for the folder: the one regulation found, and what it governs."""
    kinds = _kinds(root)
    governing = [name for name, kind in kinds if kind == "reglemente"]
    governed = [name for name, kind in kinds if kind in _GOVERNED]
    if len(governing) != 1 or not governed:
        return _example(governing)
    entries = "\n".join(f"      - {_yaml_string(name)}" for name in _shortened(governed, kinds))
    return (
        "# Dokument som hör ihop: det styrande och de som lyder under det.\n"
        f"documents:\n  - name: {_set_name(governing[0])}\n    governs: {_yaml_string(governing[0])}\n"
        f"    applies_to:\n{entries}\n"
    )


def _set_name(path: str) -> str:
    """A set's name after its governing document."""
    return _yaml_string(Path(path).stem)


def _example(governing: Sequence[str]) -> str:
    first = governing[0] if governing else "reglemente/kundval.docx"
    return (
        "# Dokument som hör ihop: det styrande och de som lyder under det.\n"
        "# documents:\n#   - name: kundval\n"
        f"#     governs: {_yaml_string(first)}\n"
        '#     applies_to: ["villkor/*.docx"]\n'
    )


def _shortened(names: Sequence[str], kinds: Sequence[tuple[str, str]]) -> list[str]:
    """Paths, with a folder's files of one ending as a glob where all of them are among the names."""
    every = [name for name, _ in kinds]
    out: dict[str, None] = {}
    for name in names:
        path = Path(name)
        glob = (path.parent / f"*{path.suffix}").as_posix()
        alike = [n for n in every if Path(n).parent == path.parent and Path(n).suffix == path.suffix]
        out[glob if len(alike) > 1 and path.parent != Path() and all(n in names for n in alike) else name] = None
    return list(out)


def _kinds(root: Path) -> list[tuple[str, str]]:
    """(path under the folder, kind) of the documents in it; none when they are too many to read."""
    from lintkit.facts.kind import document_kind
    from lintkit.read import read

    found = [path for path, _, problem in expand([str(root)]) if problem is None]
    if len(found) > _MOST_READ:
        click.echo(f"{len(found)} dokument: ange i lintkit.yaml vilka som hör ihop.", err=True)
        return []
    out = []
    for path in found:
        try:
            out.append((path.relative_to(root).as_posix(), document_kind(read(path))))
        except ReadError as error:
            click.echo(f"{path} {error}.", err=True)
    return out
