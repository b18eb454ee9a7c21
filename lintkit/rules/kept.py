"""lintkit's own rules, read once and kept in the cache as plain values; own rules of a configuration are read anew.

The key is what the rules are made of: the bytes of their files, and the installation that compiles them. What is kept
holds no code: it is decoded into the types of the rules, and what is damaged, foreign or of another shape is not used.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import msgspec

from lintkit import store
from lintkit.rules.load import LoadedRule, load_rules, rule_files, rules_dir, shown


class _Pack(msgspec.Struct, frozen=True, array_like=True):
    """Rules in order, and for each the number of its file."""

    rules: tuple[LoadedRule, ...]
    places: tuple[int, ...]


_DECODER = msgspec.msgpack.Decoder(_Pack)


def kept_rules(installed: str, *, keep: bool = True) -> list[LoadedRule]:
    """The same as `load_rules()` in the installation of that signature, kept for the next time unless `keep` is false.
    Raises FileError as it does.
    """
    files = rule_files(rules_dir())
    try:
        key = _key(installed, files)
    except OSError:
        return load_rules()
    if (known := store.get(key)) is not None and (rules := _decoded(known, files)) is not None:
        return rules
    rules = load_rules()
    if not keep:
        return rules
    number = {shown(file): index for index, file in enumerate(files)}
    pack = _Pack(tuple(replace(r, path="") for r in rules), tuple(number[r.path] for r in rules))
    store.put(key, msgspec.msgpack.encode(pack))
    return rules


def _decoded(data: bytes, files: list[Path]) -> list[LoadedRule] | None:
    try:
        pack = _DECODER.decode(data)
        names = [shown(file) for file in files]
        return [replace(r, path=names[n]) for r, n in zip(pack.rules, pack.places, strict=True)]
    except (msgspec.MsgspecError, UnicodeError, ValueError, IndexError):
        return None


def _key(installed: str, files: list[Path]) -> str:
    digest = sha256(b"rules\0" + installed.encode())
    root = rules_dir()
    for file in files:
        for part in (file.relative_to(root).as_posix().encode("utf-8", "surrogateescape"), file.read_bytes()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
