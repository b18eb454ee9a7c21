"""Word files of other projects and public bodies, kept beside the repository: no crash, no hang, no lost text.

Run with `-s` for the figures of each file.
"""

from __future__ import annotations

import re
import resource
import zipfile
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from lxml import etree

from lintkit.document import Document, ReadError
from lintkit.read import read

SUITES = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "suites"
FILES = sorted(SUITES.glob("**/*.docx")) if SUITES.is_dir() else []
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILES, reason="materialet bredvid projektet (../shared) finns inte här"),
]

#: Hostile files that must be refused, with a word of the reason; all others must be read.
REFUSED = {
    "billion-laughs": "DTD", "empty": "tom", "html-renamed": "HTML", "missing-document": "dokumentdel",
    "nested-sdt-50000": "djupt", "nested-tables-1000": "djupt", "nested-tables-20000": "djupt",
    "one-run-20MB-no-space": "10 MB", "paragraphs-200000": "stycken", "quadratic-blowup": "DTD", "random": "zip", "truncated-half": "avhuggen",
    "truncated-no-central-directory": "avhuggen", "xml-invalid-chars": "XML", "xml-latin1-declared-utf8": "XML",
    "xml-truncated-inside": "XML", "xxe-external-dtd": "DTD", "xxe-file": "DTD", "xxe-http-loopback": "DTD",
    "xxe-parameter-entity": "DTD", "zip-5000-entries": "4000", "zip-duplicate-document": "två olika versioner",
    "zipbomb-200MB-document": "stor", "zipbomb-text-100MB": "stor",
}  # fmt: skip

#: Bytes that no file may take. The largest has 200,000 paragraphs.
MAX_BYTES = 1 << 30


@pytest.mark.timeout(180)
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_file_is_read_or_refused(path: Path) -> None:
    document: Document | None = None
    try:
        document = read(path)
        said = f"{len(document.blocks)} block, {document.words} ord, {len(document.unread)} olästa"
    except ReadError as error:
        said = str(error)
    print(f"\n{path.parent.name}/{path.name}: {said}")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < MAX_BYTES
    if path.parent.name == "hostile":
        assert (document is None) == (path.stem in REFUSED)
        assert REFUSED.get(path.stem, "") in said
    else:
        assert document is not None
        for block in document.blocks:
            assert block.start <= block.end <= len(document.text)


_ESCAPE = re.compile(r'\\(\d+|&|["\\nt])')


def golden_words(native: str) -> tuple[list[str], list[str]]:
    """Words of the text and of the notes in pandoc's native format; metadata and alternative texts left out."""
    out: list[str] = []
    notes: list[str] = []
    take = False
    depth = 0
    left_out: list[tuple[int, str]] = []  # brackets that hold a note, an image's alternative text or metadata
    opening = ""
    # Attributes ("", [], []) are strings too: only the string straight after a Str counts, and the last one
    # after the attributes of a Code or CodeBlock.
    for match in re.finditer(
        r"\b(Str|Space|SoftBreak|LineBreak|Para|Plain|Header|CodeBlock|Code|Math|Note|Image|MetaInlines|MetaBlocks)\b"
        r'|"((?:[^"\\]|\\.)*)"|([\[\]()])',
        native,
    ):
        word, string, bracket = match.groups()
        if word in ("Note", "Image", "MetaInlines", "MetaBlocks"):
            opening = word
        elif word == "Str":
            take = True
        elif word:
            (notes if any(kind == "Note" for _, kind in left_out) else out).append(" ")
        elif string is not None:
            if take:
                take = False
                plain = _ESCAPE.sub(_unescape, string)
                if not any(kind != "Note" for _, kind in left_out):
                    (notes if left_out else out).append(plain)
        elif bracket in "[(":
            depth += 1
            # An image opens with its attributes in parentheses; its words are in the bracket after them.
            if opening and bracket == "[" and not (opening == "Image" and native[match.start() - 1] == ","):
                left_out.append((depth, opening))
                opening = ""
        else:
            depth -= 1
            while left_out and left_out[-1][0] > depth:
                left_out.pop()
    return "".join(out).split(), "".join(notes).split()


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if code.isdigit():
        return chr(int(code))
    return {"&": "", "n": "\n", "t": "\t"}.get(code, code)


GOLDEN = [
    (path, native)
    for path in FILES
    for name in (path.stem, f"{path.stem}_accept", f"{path.stem}_plus")
    if path.parent.name == "docx" and (native := path.with_name(f"{name}.native")).exists()
]


@pytest.mark.parametrize(("path", "native"), GOLDEN, ids=lambda path: path.stem)
def test_words_of_the_golden_text_come_in_order(path: Path, native: Path) -> None:
    wanted, notes = golden_words(native.read_text(encoding="utf-8").replace("\\173", ""))
    got = read(path).plain.text.split()
    squeezed = "".join(got)
    found = sum(block.size for block in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks())
    share = found / len(wanted) if wanted else 1.0
    print(f"\n{share:.3f}  {path.stem}: {found} av {len(wanted)} ord, {len(notes)} ord i noter")
    assert all(word in squeezed for word in notes)
    assert share >= LOWEST.get(path.stem, 0.97)


#: Where our reading differs on purpose from the golden one, with the share that is found.
LOWEST = {
    "definition_list": 0.9,  # the terms of a definition list are not set apart in the golden text
    "image_with_textbox_caption": 0.9,  # the figure's number is a label
    "mendeley_citations": 0.8,  # the golden text is built from the citation's data, not from what the page shows
    "zotero_citations": 0.9,  # the same
    "track_changes_scrubbed_metadata": 0.4,  # the comment's words are comments here, not text
    "unicode": 0.8,  # letters typed in a symbol font stay as they are stored
}

REAL = [path for path in FILES if path.parent.name.startswith(("se-", "sarif", "docx2python"))]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_no_word_of_the_main_text_is_lost(path: Path) -> None:
    """Every `w:t` outside deletions, hidden runs and unread alternatives is in the text, the slow simple way."""
    with zipfile.ZipFile(path) as package:
        if "word/document.xml" not in package.namelist():
            pytest.skip("dokumentdelen har ett annat namn")
        data = package.read("word/document.xml")
    strict = b"purl.oclc.org/ooxml/wordprocessingml/main"
    root = etree.fromstring(data.replace(strict, b"schemas.openxmlformats.org/wordprocessingml/2006/main"))
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    gone = (W + "del", W + "moveFrom", W + "rt", fallback)
    wanted = []
    for node in root.iter(W + "t"):
        parent = node.getparent()
        if next(node.iterancestors(*gone), None) is None and parent.find(f"{W}rPr/{W}vanish") is None:
            wanted.append(node.text or "")
    text = "".join(read(path).text.split())
    lost = [t for t in wanted if "".join(t.split()) not in text]
    print(f"\n{path.stem}: {len(wanted)} textelement, {len(lost)} saknas {lost[:5]}")
    assert len(lost) <= 0.002 * len(wanted)
