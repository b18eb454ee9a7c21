"""What each reader is fed with when inputs are mutated: bytes in, a Document or a refusal out, anything else a crash."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from lintkit.document import Document, assemble
from lintkit.errors import FileError, ReadError
from lintkit.read import akn, docx, html, markdown, odt, pdf, plaintext, read_bytes
from lintkit.read.pdf_layout import Fragment, drop_furniture, lay_out
from lintkit.yamlfile import parse
from tests.hostile_files import docx as word_file
from tests.hostile_files import odt as open_file

#: Imported by name so that a coverage-guided run can instrument them; read_bytes would import them late.
READERS = (akn, docx, html, markdown, odt, pdf, plaintext)

#: Inputs that earlier runs kept because each reaches something that the others do not, by target.
CORPUS = Path(__file__).with_name("corpus")

_SUFFIX = {"plaintext": "txt", "markdown": "md", "html": "html", "akn": "xml"}
_WORD = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>ord</w:t></w:r></w:p>'
_TABLE = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
_NUMBERS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)
_ODT = (
    "<text:h text:outline-level='1'>A</text:h><text:list><text:list-item><text:p>ord<text:s text:c='2'/></text:p>"
    "</text:list-item></text:list><table:table><table:table-row><table:table-cell/></table:table-row></table:table>"
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

#: First inputs, by target; the seeds of the archive formats are whole files.
SEEDS: dict[str, list[bytes]] = {
    "plaintext": [
        "1 § Ord.\n\nNamn   Tal\n----   ---\na      1\n".encode(),
        b"\\section{A}\n\\item ord", "RUBRIK\n======\n• a\n".encode(),
    ],
    "markdown": [
        b"---\na: b\n---\n# A\n\n1. **ord** [x](y)\n\n| a | b |\n|---|---|\n| c | d |\n", b"> - [^1]\n\n[^1]: not",
    ],
    "html": [
        b"<main><h1>A</h1><ol type=a start=3><li>ord<table><tr><th>a<td colspan=2>b</table></ol>&amp;<!-- x -->",
    ],
    "akn": [
        "<akomaNtoso><act><body><section><num>1 §</num><content><p>ord</p></content></section></body></act></akomaNtoso>".encode(),
    ],
    "docx": [word_file(_WORD + _TABLE)],
    "docx-xml": [(_WORD + _TABLE).encode(), f'<w:ins><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:ins>{_WORD}'.encode()],
    "docx-numbers": [_NUMBERS.encode()],
    "odt": [open_file(_ODT)],
    "odt-xml": [_ODT.encode()],
    "pdf-rows": [
        json.dumps([[[f"{n}. Ord", 70, 700 - 14 * n, 300, 710 - 14 * n, n == 1] for n in range(1, 6)]]).encode(),
        json.dumps([[["Namn", 70, 700, 110, 712, True], ["Tal", 300, 700, 320, 712, True], ["ett", 70, 680, 90, 692, False],
                     ["2", 300, 680, 306, 692, False]], [["Sida 2", 270, 20, 300, 30, False]]]).encode(),
    ],
    "yaml": [b"a: [b, {c: 1}]\nd: |\n  e\n", b"? x\n: - !t y\n"],
}  # fmt: skip


def corpus(name: str) -> list[bytes]:
    """What earlier runs kept for a target."""
    packed = CORPUS / f"{name}.zip"
    if not packed.exists():
        return []
    with zipfile.ZipFile(packed) as package:
        return [package.read(entry) for entry in package.namelist()]


def run(name: str, data: bytes) -> None:
    """Read once; anything but a refusal in words, or a block outside the text, is a crash."""
    if name == "yaml":
        try:
            parse(data, "a.yaml")
        except FileError as error:
            assert "\n" not in str(error)  # noqa: PT017
        return
    try:
        document = _read(name, data)
    except ReadError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    if document is None:
        return
    size, plain = len(document.text), len(document.plain.text)
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= size
        assert 0 <= block.plain_start <= block.plain_end <= plain
        if block.plain_start < block.plain_end:
            start, end = document.plain.to_source(block.plain_start, block.plain_end)
            assert 0 <= start <= end <= size


def _read(name: str, data: bytes) -> Document | None:
    if name == "pdf-rows":
        return _lay_out(data)
    if name == "docx-xml":
        return read_bytes(word_file(data.decode("utf-8", "replace")), "a.docx")
    if name == "docx-numbers":
        numbers = f"<w:numbering {_W}>{data.decode('utf-8', 'replace')}</w:numbering>"
        return read_bytes(word_file(_WORD * 3, numbering=numbers), "a.docx")
    if name == "odt-xml":
        return read_bytes(open_file(data.decode("utf-8", "replace")), "a.odt")
    return read_bytes(data, f"a.{_SUFFIX.get(name, name)}")


def _lay_out(data: bytes) -> Document | None:
    """Rebuild pages from fragments written as JSON, as if PDFium had found them; None for what is no such list."""
    try:
        pages: list[list[list[Any]]] = json.loads(data)
        fragments = [
            [Fragment(str(f[0]), *(max(-1e5, min(float(x), 1e5)) for x in f[1:5]), bold=bool(f[5])) for f in page]
            for page in pages[:20]
        ]
    except (ValueError, TypeError, IndexError, KeyError, RecursionError, OverflowError):
        return None
    laid = [lay_out(number, 595, 842, page) for number, page in enumerate(fragments, 1)]
    drop_furniture(laid)
    text, drafts = pdf._Writer(laid).write()
    return assemble("a.pdf", "pdf", text, drafts)
