"""YAML with places: values, the line each came from, and typed conversion with errors that name file and line.

The parser is imported where it is used: most runs find what the files say kept from an earlier one.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from lintkit.errors import FileError, reason

if TYPE_CHECKING:
    import yaml

T = TypeVar("T")

#: A rule or configuration file larger than this is refused: anchors can make small files huge, and slow.
MAX_BYTES = 4 << 20
MAX_NODES = 400_000
MAX_DEPTH = 32


class Located:
    """A parsed YAML file: `value` as plain Python data and `lines`, mapping a path like "match.terms.0" to a line."""

    def __init__(self, path: str, value: Any, lines: dict[str, int]) -> None:
        self.path, self.value, self.lines = path, value, lines

    def line(self, path: str) -> int:
        """1-based line of the value at `path`, or of the nearest one above it."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines.get(path, 1)


@cache
def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(path: Path, shown: str | None = None) -> Located:
    """Parse a YAML file with safe types only. Raises FileError with file and line."""
    name = shown or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(name, 1, f"filen kan inte läsas: {reason(error)}") from error
    return parse(data, name)


def parse(data: bytes, name: str) -> Located:
    """Parse YAML from memory; see load."""
    import yaml

    if len(data) > MAX_BYTES:
        raise FileError(name, 1, f"filen är större än {MAX_BYTES >> 20} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(name, 1, "filen är inte UTF-8") from error
    try:
        _guard(text, name)
        node = yaml.compose(text, Loader=_loader())
        lines: dict[str, int] = {}
        value = _build(node, "", lines, name)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if "nesting depth" in str(error):  # libyaml's own limit is met before ours is counted
            raise FileError(name, 1, f"för djupt nästlad YAML (högst {MAX_DEPTH} nivåer)") from error
        raise FileError(name, mark.line + 1 if mark else 1, f"ogiltig YAML: {_problem(error)}") from error
    return Located(name, value, lines)


def _guard(text: str, name: str) -> None:
    """Refuse what makes a parser recurse or a small file grow: deep nesting, and aliases, which are never needed."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise FileError(
                name, line, "YAML-ankare (& och *) stöds inte; skriv ut värdet eller sätt det inom citattecken"
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise FileError(name, line, f"för djupt nästlad YAML (högst {MAX_DEPTH} nivåer)")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


#: What the YAML parser says, by words of it, as a person would.
_PROBLEMS = {
    "expected node content": "ett värde väntades här",
    "expected ',' or ']'": "listan är inte avslutad; , eller ] väntades",
    "expected ',' or '}'": "uppslaget är inte avslutat; , eller } väntades",
    "expected key": "en nyckel väntades; se över indraget",
    "expected '-' indicator": "ett listvärde (-) väntades; se över indraget",
    "mapping values are not allowed": "kolon får inte stå här; sätt texten inom citattecken eller se över indraget",
    "cannot start any token": "tecknet får inte inleda ett värde (tabb, @ eller `); sätt texten inom citattecken",
    "unexpected end of stream": "ett citattecken saknas i slutet av texten",
    "expected ':'": "ett kolon saknas efter nyckeln",
    "control characters": "filen innehåller styrtecken",
    "single document": "filen får bara innehålla ett YAML-dokument",
    "expected <document start>": "något står efter att värdet har tagit slut; se över indraget",
    "block sequence entries are not allowed": "en lista (-) får inte stå här; se över indraget",
    "tab character": "indrag skrivs med blanksteg, inte tabb",
}


def _problem(error: yaml.YAMLError) -> str:
    said = str(getattr(error, "problem", None) or error).splitlines()[0]
    return next((swedish for words, swedish in _PROBLEMS.items() if words in said), said)


def _build(node: yaml.Node | None, path: str, lines: dict[str, int], name: str) -> Any:
    import yaml

    if node is None:
        return None
    lines[path] = node.start_mark.line + 1
    if len(lines) > MAX_NODES:
        raise FileError(name, node.start_mark.line + 1, "filen har för många värden")
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise FileError(name, key_node.start_mark.line + 1, "en nyckel måste vara en text")
            key = key_node.value  # as written: YAML 1.1 would read "on" as true
            if key in out:
                raise FileError(name, key_node.start_mark.line + 1, f"nyckeln ”{key}” står två gånger")
            below = f"{path}.{key}" if path else key
            out[key] = _build(value_node, below, lines, name)
            lines[below] = key_node.start_mark.line + 1
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, f"{path}.{i}" if path else str(i), lines, name) for i, child in enumerate(node.value)]
    return _scalar(node, name)


def _scalar(node: yaml.Node, name: str) -> Any:
    import yaml

    assert isinstance(node, yaml.ScalarNode)
    if not node.tag.startswith("tag:yaml.org,2002:"):
        raise FileError(name, node.start_mark.line + 1, f"YAML-taggen {node.tag} stöds inte")
    tag = node.tag.rpartition(":")[2]
    if tag in ("str", "timestamp", "binary", "merge"):  # dates stay text: they are compared as ISO strings
        return node.value
    try:
        return yaml.load(node.value, Loader=_loader()) if node.value else None
    except (ValueError, OverflowError) as error:  # an integer of thousands of digits, a date that does not exist
        raise FileError(name, node.start_mark.line + 1, "värdet går inte att läsa som ett tal") from error


def convert(located: Located, value: Any, path: str, type_: type[T]) -> T:
    """`value` (found at `path` in the file) as `type_`. Raises FileError naming the line and what is valid."""
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        below = re.sub(r"\[(\d+)\]", r".\1", where.rstrip("`")).strip(".")
        full = ".".join(p for p in (path, below) if p and p != "[...]")
        raise FileError(
            located.path, located.line(_unknown_path(what, full)), _swedish(what, full, _within(type_, below))
        ) from error


def _unknown_path(what: str, full: str) -> str:
    unknown = re.search(r"unknown field `([^`]+)`", what)
    return f"{full}.{unknown[1]}".strip(".") if unknown else full


_TYPE_NAMES = {
    "str": "text", "int": "heltal", "float": "tal", "bool": "true eller false", "array": "lista",
    "object": "uppslag med nycklar", "null": "tomt värde",
}  # fmt: skip


def _swedish(what: str, path: str, types: list[Any]) -> str:
    """msgspec's message in Swedish, with the nearest valid key or value for an unknown one; `types` may stand there."""
    place = f"”{path}”" if path else "filen"
    if unknown := re.search(r"unknown field `([^`]+)`", what):
        valid = sorted(f.encode_name for t in types if _is_struct(t) for f in msgspec.structs.fields(t))
        return f"okänd nyckel ”{unknown[1]}” i {place}{_hint(unknown[1], valid, 'giltiga nycklar är')}"
    if missing := re.search(r"missing required field `([^`]+)`", what):
        return f"nyckeln ”{missing[1]}” saknas i {place}"
    if expected := re.search(r"Expected `([^`]+)`, got `([^`]+)`", what):
        names = " eller ".join(_TYPE_NAMES.get(t.strip(), t.strip()) for t in expected[1].split("|"))
        return f"{place} ska vara {names}, inte {_TYPE_NAMES.get(expected[2], expected[2])}"
    if least := re.search(r"Expected `int` >= (\d+)", what):
        return f"{place} ska vara ett heltal, minst {least[1]}"
    if invalid := re.search(r"Invalid enum value '?(.+?)'?$", what):
        valid = [str(value) for t in types if get_origin(t) is Literal for value in get_args(t) if value]
        return f"{place} har det ogiltiga värdet ”{invalid[1]}”{_hint(invalid[1], valid, 'giltiga är')}"
    return f"{place}: {what}"


def _hint(given: str, valid: list[str], otherwise: str) -> str:
    import difflib

    near = difflib.get_close_matches(given, valid, 1, 0.5)
    if near:
        return f"; menade du ”{near[0]}”?"
    return f"; {otherwise} {', '.join(valid)}" if valid else ""


def _within(type_: Any, below: str) -> list[Any]:
    """The types that may stand at a path like "match.terms.0" of a value of the type, unions and aliases resolved."""
    found = _alternatives(type_)
    for part in filter(None, below.replace("[...]", ".*").split(".")):
        inner: list[Any] = []
        for at in found:
            if _is_struct(at):
                inner += [f.type for f in msgspec.structs.fields(at) if f.encode_name == part]
            else:
                inner += [t for t in get_args(at) if t is not Ellipsis][-1:]
        found = [t for at in inner for t in _alternatives(at)]
    return found


def _alternatives(type_: Any) -> list[Any]:
    origin = get_origin(type_)
    if origin is Annotated:
        return _alternatives(get_args(type_)[0])
    if origin in (Union, UnionType):
        return [t for arg in get_args(type_) for t in _alternatives(arg)]
    return [type_]


def _is_struct(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, msgspec.Struct)
