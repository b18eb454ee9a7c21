"""Exemptions: comments in the document, `accepted:` in the configuration, the baseline file; what they silence.

Finding them, reading them and applying them is here. That an incomplete or unneeded one is itself remarked on is
said by the checks in lintkit.checks.silencing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from lintkit import lazy
from lintkit.config import Accepted, Loaded
from lintkit.document import Document
from lintkit.errors import FileError, reason
from lintkit.finding import Finding
from lintkit.today import Today
from lintkit.yamlfile import Located, convert, load, parse

#: How an exemption is written in a document; shown wherever one is wrong.
FORM = "lintkit: ok REGEL – skäl /namn"

#: Rules about exemptions: no comment in the document silences them.
ABOUT_EXEMPTIONS = frozenset({"metadata-undantag-utan-skal", "metadata-undantag-onodigt"})

SCHEMA = "lintkit-baseline/1"

_OPENING = lazy.compile(r"lintkit:\s*(ok\b)?[\s:]*", re.IGNORECASE)
_RULE = lazy.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)+(?=[\s,;:]|$)[\s,;]*")
_DASH = lazy.compile(r"(?:[-–—−]+|:)(?=\s|/|$)\s*")
_SLASH = lazy.compile(r"(?:^|\s)/")
_FINGERPRINT = lazy.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Exemption:
    """A comment "lintkit: ok RULE, RULE – reason /name" on `document.text[start:end]`.

    `problem` says in Swedish what is missing; an exemption with a problem silences nothing.
    """

    rules: tuple[str, ...]
    reason: str
    by: str
    start: int
    end: int
    problem: str = ""


def parse_exemption(text: str, start: int, end: int) -> Exemption | None:
    """The exemption in a comment's text, or None when the comment does not begin with "lintkit:".

    Between the rules and the reason stands a dash of any kind; the name follows the last slash after a blank.
    """
    words = " ".join(text.split())
    opening = _OPENING.match(words)
    if opening is None:
        return None
    at = opening.end()
    rules: list[str] = []
    while rule := _RULE.match(words, at):
        rules.append(rule[0].rstrip(" ,;").lower())
        at = rule.end()
    dash = _DASH.match(words, at)
    rest = words[dash.end() if dash else at :]
    slashes = [match.span() for match in _SLASH.finditer(rest)]
    before, after = slashes[-1] if slashes else (len(rest), len(rest))
    reason, by = rest[:before].strip(), rest[after:].strip()
    there = (("regel", bool(rules)), ("skäl", _says_something(reason)), ("namn", _says_something(by)))
    missing = [what for what, present in there if not present]
    problem = ""
    if not opening[1]:
        problem = "efter ”lintkit:” ska det stå ”ok”"
    elif missing:
        problem = f"{' och '.join(missing)} saknas" if len(missing) < 3 else "regel, skäl och namn saknas"
    return Exemption(tuple(dict.fromkeys(rules)), reason, by, start, end, problem)


def _says_something(text: str) -> bool:
    return any(c.isalnum() for c in text)


def exemptions(document: Document) -> tuple[Exemption, ...]:
    """The exemptions in a document's comments; one on an empty range stands on the block there."""
    out = []
    for comment in document.comments:
        start, end = comment.start, comment.end
        if start >= end:
            here = next((b for b in document.blocks if b.start <= start <= b.end), None)
            start, end = (here.start, here.end) if here else (start, end)
        found = parse_exemption(comment.text, start, end)
        if found is not None:
            out.append(found)
    return tuple(out)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a baseline file holds."""

    schema: str
    accepted: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Accepted findings in a file: `name` is the file as shown, `status` what they make of a finding."""

    name: str
    status: Literal["baseline", "suppressed"]
    entries: tuple[Accepted, ...]

    def in_force(self, today: Today) -> dict[str, Accepted]:
        """Entries by fingerprint, those left out whose `until` has passed. The day itself still counts."""
        return {e.fingerprint: e for e in self.entries if not e.until or not today.is_past(e.until)}

    def expired(self, today: date) -> list[Accepted]:
        """Entries whose `until` has passed."""
        return [e for e in self.entries if e.until and e.until < today.isoformat()]

    def unused(self, findings: Iterable[Finding], ran: Iterable[str], today: date) -> list[Accepted]:
        """Entries in force for rules that ran (by present id) that are not among the findings."""
        seen = {f for finding in findings for f in (finding.fingerprint, *finding.former)}
        names = set(ran)
        return [e for e in self.in_force(Today(today)).values() if e.rule in names and e.fingerprint not in seen]


def settle(
    findings: Sequence[Finding],
    own: Sequence[Exemption],
    lists: Sequence[Listed],
    names: Mapping[str, str],
    today: Today,
) -> tuple[list[Finding], list[tuple[Exemption, str]]]:
    """One document's findings with those exempted marked, and the (exemption, rule) pairs that silenced nothing.

    `names` maps id and old ids of the rules that ran to the present id; an exemption from any other rule is not
    judged. The document's own exemptions come before the lists, the lists in order.
    """
    used: set[tuple[int, str]] = set()
    in_force = [(listed.status, listed.in_force(today)) for listed in lists]
    out = []
    for finding in findings:
        reason = None
        for index, exemption in enumerate(own):
            if exemption.problem or not (finding.start < exemption.end and exemption.start < finding.end):
                continue
            if finding.rule in ABOUT_EXEMPTIONS:
                continue
            for rule in exemption.rules:
                if names.get(rule) == finding.rule:
                    used.add((index, rule))
                    reason = reason or _reason(exemption.reason, exemption.by)
        if reason:
            out.append(replace(finding, status="suppressed", reason=reason, in_source=True))
            continue
        out.append(_listed(finding, in_force, names))
    unused = [
        (exemption, rule)
        for index, exemption in enumerate(own)
        for rule in exemption.rules
        if not exemption.problem and rule in names and (index, rule) not in used
    ]
    return out, unused


def _listed(
    finding: Finding, in_force: Sequence[tuple[str, Mapping[str, Accepted]]], names: Mapping[str, str]
) -> Finding:
    for status, entries in in_force:
        for fingerprint in (finding.fingerprint, *finding.former):
            entry = entries.get(fingerprint)
            if entry is not None and names.get(entry.rule, entry.rule) == finding.rule:
                return replace(finding, status=status, reason=_reason(entry.reason, entry.by))
    return finding


def _reason(reason: str, by: str) -> str:
    return f"{reason} /{by}"


def from_config(loaded: Loaded) -> Listed:
    """The findings accepted in a configuration. Raises FileError for an entry that is not complete."""
    name = str(loaded.path) if loaded.path else "konfigurationen"

    def line(place: str) -> int:
        # Only a mistake needs its line, so the file is not read a second time otherwise.
        yaml = loaded.path is not None and loaded.path.suffix in (".yaml", ".yml")
        return load(loaded.path).line(place) if yaml and loaded.path else 1

    return Listed(name, "suppressed", _complete(loaded.config.accepted, name, line))


def read_baseline(path: Path, shown: str | None = None) -> Listed:
    """The accepted findings in a baseline file, YAML or JSON. Raises FileError: missing, corrupt, newer, incomplete."""
    name = shown or str(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileError(name, 1, "filen med godtagna anmärkningar finns inte") from error
    except OSError as error:
        raise FileError(name, 1, f"filen kan inte läsas: {reason(error)}") from error
    located = _json(data, name) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else parse(data, name)
    value = located.value
    schema = value.get("schema") if isinstance(value, dict) else None
    if not isinstance(schema, str) or not (version := re.fullmatch(r"lintkit-baseline/(\d{1,9})", schema)):
        raise FileError(name, 1, f"filen är ingen lista över godtagna anmärkningar (”schema: {SCHEMA}” saknas)")
    if int(version[1]) > 1:
        raise FileError(name, located.line("schema"), f"listan är skriven av en nyare version av lintkit ({schema})")
    entries = convert(located, value, "", _File).accepted
    return Listed(name, "baseline", _complete(entries, name, located.line))


def _json(data: bytes, name: str) -> Located:
    # YAML would do for small files, but its limits are meant for what people write.
    try:
        return Located(name, json.loads(data.decode("utf-8-sig")), {})
    except UnicodeDecodeError as error:
        raise FileError(name, 1, "filen är inte UTF-8") from error
    except json.JSONDecodeError as error:
        raise FileError(name, error.lineno, "ogiltig JSON; filen är skadad eller avkortad") from error
    except RecursionError as error:
        raise FileError(name, 1, "för djupt nästlad JSON") from error


def _complete(entries: tuple[Accepted, ...], name: str, line: Callable[[str], int]) -> tuple[Accepted, ...]:
    """The entries, each with rule, reason, name and a fingerprint and day that can be understood."""
    for index, entry in enumerate(entries):
        for key in ("rule", "reason", "by"):
            if not getattr(entry, key).strip():
                raise FileError(name, line(f"accepted.{index}.{key}"), f"”{key}” är tom; regel, skäl och namn krävs")
        if not _FINGERPRINT.fullmatch(entry.fingerprint):
            what = "”fingerprint” ska vara de 64 tecken som JSON-rapporten anger"
            raise FileError(name, line(f"accepted.{index}.fingerprint"), what)
        try:
            date.fromisoformat(entry.until or "2000-01-01")
        except ValueError as error:
            what = f"”until” ska vara ett datum på formen ÅÅÅÅ-MM-DD, inte ”{entry.until}”"
            raise FileError(name, line(f"accepted.{index}.until"), what) from error
    return entries


def baseline_text(entries: Iterable[Accepted], notes: Mapping[str, str], *, as_json: bool) -> str:
    """A baseline file's text. `notes` say by fingerprint what each entry is about; YAML has them as comments."""
    values = [{k: v for k, v in msgspec.to_builtins(e).items() if v or k != "until"} for e in entries]
    if as_json:
        return _escaped(json.dumps({"schema": SCHEMA, "accepted": values}, ensure_ascii=False, indent=1)) + "\n"
    lines = [
        "# Godtagna anmärkningar. Skriven av lintkit baseline; skäl och namn får ändras för hand.",
        f"schema: {SCHEMA}",
    ]
    lines.append("accepted:" if values else "accepted: []")
    for value in values:
        if note := notes.get(value["fingerprint"]):
            lines.append(f"# {' '.join(''.join(c if c.isprintable() else ' ' for c in note).split())}")
        for index, (key, text) in enumerate(value.items()):
            lines.append(f"{'  ' if index else '- '}{key}: {_escaped(json.dumps(text, ensure_ascii=False))}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """JSON or YAML in double quotes with every character that does not print written as an escape."""
    return re.sub(
        "[\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]",
        lambda m: f"\\u{ord(m[0]):04x}",
        text,
    )
