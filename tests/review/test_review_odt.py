"""Annotations in OpenDocument texts: on the words, text as before, and what is refused."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from lintkit.document import BlockKind, Document
from lintkit.errors import LintkitError
from lintkit.read import read_bytes
from lintkit.review.note import AUTHOR, Note
from lintkit.review.odt import annotate

ROOT = Path(__file__).resolve().parent.parent.parent
SUITES = ROOT.parent / "shared" / "suites"
FILES = [*sorted(ROOT.glob("corpus/**/*.odt")), *(sorted(SUITES.glob("**/*.odt")) if SUITES.is_dir() else [])]
NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_WORD = re.compile(r"\w{3,}")


def odt(body: str, **parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:document-content {NAMES}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        package.writestr("content.xml", content)
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def notes(document: Document, *words: str) -> list[Note]:
    found = []
    for word in words:
        at = document.text.index(word)
        block = next(b.index for b in document.blocks if b.start <= at < b.end)
        found.append(Note(at, at + len(word), block, (f"om {word}",)))
    return found


def commented(document: Document) -> dict[str, str]:
    return {c.text: document.text[c.start : c.end] for c in document.comments if c.author == AUTHOR}


@pytest.mark.parametrize(
    "body",
    [
        "<text:p>Han ska snarast svara.</text:p>",
        "<text:p>Han <text:span>ska sna</text:span>rast <text:span>svara</text:span>.</text:p>",
        "<text:p>  Han<text:s text:c='3'/>ska<text:tab/>snarast\n svara.</text:p>",
        "<text:p>Han ska <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Not.</text:p>"
        "</text:note-body></text:note>snarast svara.</text:p>",
        "<text:p>Han ska <text:date>snarast</text:date> svara.</text:p>",
        "<text:list><text:list-item><text:p>Han ska snarast svara.</text:p></text:list-item></text:list>",
    ],
)
def test_the_words_are_commented(body: str) -> None:
    data = odt(body)
    before = read_bytes(data, "a.odt")
    result = annotate(data, before, notes(before, "snarast", "ska", "svara"))
    after = read_bytes(result.data, "a.odt")
    assert result.written == 3 and after.text == before.text and after.blocks == before.blocks
    assert commented(after) == {"om snarast": "snarast", "om ska": "ska", "om svara": "svara"}


def test_overlapping_and_adjoining_ranges() -> None:
    data = odt("<text:p>Han ska snarast möjligt svara.</text:p>")
    before = read_bytes(data, "a.odt")
    after = read_bytes(
        annotate(data, before, notes(before, "snarast möjligt", "snarast", "möjligt", "Han ska")).data, "a.odt"
    )
    assert commented(after) == {f"om {w}": w for w in ("snarast möjligt", "snarast", "möjligt", "Han ska")}


def test_a_footnotes_words_and_existing_annotations() -> None:
    data = odt(
        "<text:p>Ett<office:annotation office:name='lintkit1'><dc:creator>Anna</dc:creator><text:p>jaha</text:p>"
        "</office:annotation> ord<office:annotation-end office:name='lintkit1'/> till<text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>Svar snarast.</text:p></text:note-body></text:note>.</text:p>"
    )
    before = read_bytes(data, "a.odt")
    result = annotate(data, before, notes(before, "snarast", "till"))
    after = read_bytes(result.data, "a.odt")
    assert [c.text for c in after.comments if c.author == "Anna"] == ["jaha"]
    assert commented(after)["om till"] == "till"
    assert len(commented(after)) == 2 and after.text == before.text
    again = annotate(result.data, after, notes(after, "snarast", "till"))
    assert (again.written, again.known, again.data) == (0, 2, result.data)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ({"META-INF__documentsignatures_xml": "<x/>"}, "signerat"),
        ({"Basic__Standard__Module1_xml": "<x/>"}, "makron"),
        ({"settings_xml": '<s><c config:name="LoadReadonly" config:type="boolean">true</c></s>'}, "skrivskyddat"),
    ],
)
def test_refused(part: dict[str, str], reason: str) -> None:
    data = odt("<text:p>Han ska snarast svara.</text:p>", **part)
    document = read_bytes(data, "a.odt")
    with pytest.raises(LintkitError, match=reason):
        annotate(data, document, notes(document, "snarast"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_any_file_keeps_its_text(path: Path) -> None:
    data = path.read_bytes()
    try:
        before = read_bytes(data, path.name)
    except LintkitError as error:
        pytest.skip(f"läses inte: {error}")
    wanted = []
    for block in before.blocks[:200]:
        if block.part is None and (words := list(_WORD.finditer(before.text, block.start, block.end))):
            word = words[len(words) // 2]
            wanted.append(Note(word.start(), word.end(), block.index, (f"prov {block.index}",)))
    result = annotate(data, before, wanted)
    after = read_bytes(result.data, path.name)
    assert after.text == before.text and after.blocks == before.blocks and result.lost == 0
    ours = {c.text.split("\n")[-1]: (c.start, c.end) for c in after.comments if c.author == AUTHOR}
    assert len(ours) == result.written == len(wanted)
    moved = [n for n in wanted if ours[n.lines[0]] != (n.start, n.end)]
    # A word in a field is commented with the whole field, one in a note at the note's mark.
    assert len(moved) <= len(wanted) // 4 + sum(b.kind is BlockKind.FOOTNOTE for b in before.blocks) + 1
