"""One reader fed with mutated files by atheris; run as a script, see README.md beside it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["lintkit"]):
    from lintkit.errors import FileError, ReadError
    from lintkit.read import akn, docx, html, markdown, odt, plaintext, read_bytes
    from lintkit.yamlfile import parse
from tests.hostile_files import docx as word_file
from tests.hostile_files import odt as open_file

assert akn and docx and html and markdown and odt and plaintext  # imported above to be instrumented

SUFFIX = {"plaintext": "txt", "markdown": "md", "html": "html", "akn": "xml"}
_WORD = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>ord</w:t></w:r></w:p>'
_TABLE = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
SEEDS = {
    "plaintext": ["1 § Ord.\n\nNamn   Tal\n----   ---\na      1\n", "\\section{A}\n\\item ord", "RUBRIK\n======\n• a\n"],
    "markdown": ["---\na: b\n---\n# A\n\n1. **ord** [x](y)\n\n| a | b |\n|---|---|\n| c | d |\n", "> - [^1]\n\n[^1]: not"],
    "html": ["<main><h1>A</h1><ol type=a start=3><li>ord<table><tr><th>a<td colspan=2>b</table></ol>&amp;<!-- x -->"],
    "akn": ["<akomaNtoso><act><body><section><num>1 §</num><content><p>ord</p></content></section></body></act></akomaNtoso>"],
    "docx-xml": [_WORD + _TABLE, '<w:ins><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:ins>' + _WORD],
    "odt-xml": ["<text:h text:outline-level='1'>A</text:h><text:list><text:list-item><text:p>ord<text:s text:c='2'/></text:p>"
                "</text:list-item></text:list><table:table><table:table-row><table:table-cell/></table:table-row></table:table>"],
    "yaml": ["a: [b, {c: 1}]\nd: |\n  e\n", "? x\n: - !t y\n"],
}  # fmt: skip


def target(name: str, data: bytes) -> None:
    """Read once; anything but a refusal in words is a crash."""
    if name == "yaml":
        try:
            parse(data, "a.yaml")
        except FileError as error:
            assert "\n" not in str(error)  # noqa: PT017
        return
    if name == "docx-xml":
        data, suffix = word_file(data.decode("utf-8", "replace")), "docx"
    elif name == "odt-xml":
        data, suffix = open_file(data.decode("utf-8", "replace")), "odt"
    else:
        suffix = SUFFIX.get(name, name)
    try:
        document = read_bytes(data, f"a.{suffix}")
    except ReadError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    size, plain = len(document.text), len(document.plain.text)
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= size
        assert 0 <= block.plain_start <= block.plain_end <= plain
        if block.plain_start < block.plain_end:
            start, end = document.plain.to_source(block.plain_start, block.plain_end)
            assert 0 <= start <= end <= size


def main() -> None:
    """Arguments: the reader, then libFuzzer's own."""
    name = sys.argv.pop(1)
    seeds = tempfile.mkdtemp()
    first = {"docx": [word_file(_WORD + _TABLE)], "odt": [open_file(SEEDS["odt-xml"][0])]}
    for i, seed in enumerate(first.get(name) or [s.encode() for s in SEEDS[name]]):
        (Path(seeds) / str(i)).write_bytes(seed)
    atheris.Setup([*sys.argv, seeds], lambda data: target(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
