"""Hostile files made by the tests: bombs, loops, tricks and broken shells of every format that is read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def _zip(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, prolog: str = "", **more: str | bytes) -> bytes:
    """A Word file with this body; `more` are other parts of the folder word, by name without suffix."""
    kinds = "".join(
        f'<Relationship Id="r{i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}" '
        f'Target="{name}.xml"/>'
        for i, name in enumerate(more)
    )
    return _zip(
        {
            "word/document.xml": f"<?xml version='1.0'?>{prolog}<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">{kinds}</Relationships>',
            **{f"word/{name}.xml": content for name, content in more.items()},
        }
    )


def odt(body: str, *, prolog: str = "", styles: str = "") -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    return _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<?xml version='1.0'?>{prolog}<office:document-content {_ODF}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        }
    )


def _p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _laughs(entity: str) -> str:
    lines = [f'<!ENTITY {entity}0 "ha">']
    lines += [f'<!ENTITY {entity}{i} "{f"&{entity}{i - 1};" * 10}">' for i in range(1, 10)]
    return f"<!DOCTYPE x [{''.join(lines)}]>"


def _pdf(objects: list[bytes]) -> bytes:
    """A PDF of numbered objects with a right table of them."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for i, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))


def _pdf_text(operators: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(operators)
    return _pdf(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources <</Font <</F1 5 0 R>>>>%s>>" % extra,
            b"<</Length %d /Filter /FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed),
            b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        ]
    )


def _symbolic_link() -> bytes:
    """A package whose document part is a symbolic link to a file of the machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        link = zipfile.ZipInfo("word/document.xml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    return out.getvalue()


def _encrypted() -> bytes:
    """A package that says its document part is encrypted: the flag is set in both headers."""
    data = bytearray(docx(_p("hemligt")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


_PATHS = ("../../../tmp/lintkit-ut.xml", "/etc/lintkit-ut", "..\\..\\ut.xml", "C:\\ut.xml", "word/" + "a/" * 2000)
_STYLE_LOOP = "".join(
    f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{(i + 1) % 500}"/></w:style>' for i in range(500)
)
_NUMBER_LOOP = (
    '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="n"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="99999999999"><w:startOverride w:val="-9999999999999999999"/></w:lvlOverride></w:num>'
)
_NUMBER_STYLE = (
    '<w:style w:type="numbering" w:styleId="n"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
_NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
_SENTENCE = "Anordnaren ska snarast vidta skäliga åtgärder vid behov. "

#: Name -> what makes the file, and a word of the sentence that refuses it (None: it must be read).
FILES: dict[str, tuple[Callable[[], bytes], str | None]] = {
    # archives
    "ratio.docx": (lambda: docx(_p(" " * (70 << 20))), "för stor"),
    "ratio.odt": (lambda: odt(f"<text:p>{' ' * (70 << 20)}</text:p>"), "packas upp"),
    "count.docx": (lambda: _zip({f"word/{i}.xml": b"" for i in range(4_100)}), "delar"),
    "count.odt": (lambda: _zip({f"{i}.xml": b"" for i in range(4_100)}), "delar"),
    "paths.docx": (lambda: docx(_p("ord"), **dict.fromkeys(_PATHS, "<a/>")), None),
    "symbolic-link.docx": (_symbolic_link, "giltig XML"),
    "encrypted.docx": (_encrypted, "lösenordsskyddat"),
    "encrypted-ole.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "lösen",
    ),
    "encrypted-ole.odt": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), "lösenordsskyddat"),
    "truncated.docx": (lambda: docx(_p("ord " * 5_000))[:-200], "avhuggen"),
    "truncated.odt": (lambda: odt("<text:p>ord</text:p>")[:-30], "skadat"),
    "crossed.docx": (lambda: odt("<text:p>ord</text:p>"), "OpenDocument"),
    # entities and references outside
    "laughs.docx": (lambda: docx(_p("&a9;"), prolog=_laughs("a")), "entiteter"),
    "laughs.odt": (lambda: odt("<text:p>&a9;</text:p>", prolog=_laughs("a")), "DOCTYPE"),
    "laughs.xml": (lambda: (_laughs("a") + "<akomaNtoso>&a9;</akomaNtoso>").encode(), ""),
    "xxe.docx": (lambda: docx(_p("&x;"), prolog='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "entiteter"),
    "xxe.odt": (lambda: odt("<text:p>&x;</text:p>", prolog='<!DOCTYPE x SYSTEM "http://127.0.0.1/x">'), "DOCTYPE"),
    "xxe.xml": (lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso>&x;</akomaNtoso>', ""),
    # nesting
    "deep.docx": (lambda: docx("<w:sdt><w:sdtContent>" * 3_000 + "</w:sdtContent></w:sdt>" * 3_000), "djupt"),
    "deep.odt": (lambda: odt("<text:list><text:list-item>" * 999 + "</text:list-item></text:list>" * 999), "djupt"),
    "deep.html": (lambda: b"<div><ul><li><table><tr><td>" * 5_000 + b"ord", None),
    "deep.md": (lambda: b"".join(b"  " * i + b"- ord\n" for i in range(1_000)), None),
    "deep-quotes.md": (lambda: b">" * 100_000 + b" ord\n", None),
    "deep-brackets.md": (lambda: b"[" * 40_000 + b"ord" + b"]" * 40_000, None),
    "deep.xml": (
        lambda: b"<akomaNtoso>" + b"<section>" * 5_000 + b"ord" + b"</section>" * 5_000 + b"</akomaNtoso>",
        "",
    ),
    # tables
    "wide.docx": (
        lambda: docx(
            "<w:tbl>"
            + f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{_p("ord")}</w:tc></w:tr>' * 500
            + "</w:tbl>"
        ),
        None,
    ),
    "wide.odt": (
        lambda: odt(
            '<table:table><table:table-row table:number-rows-repeated="1000000">'
            '<table:table-cell table:number-columns-repeated="1000000"><text:p>ord</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        ),
        None,
    ),
    "wide.html": (lambda: b"<table>" + b"<tr><td colspan=9999999 rowspan=9999999>ord" * 2_000, None),
    "wide.md": (lambda: b"|a" * 2_000 + b"\n" + b"|-" * 2_000 + b"\n" + (b"|ord" * 2_000 + b"\n") * 30, "stycken"),
    # loops
    "style-loop.docx": (
        lambda: docx(
            _p("ord", '<w:pPr><w:pStyle w:val="s0"/></w:pPr>'), styles=f"<w:styles {_W}>{_STYLE_LOOP}</w:styles>"
        ),
        None,
    ),
    "number-loop.docx": (
        lambda: docx(
            _p("ord", _NUMBERED) * 100,
            styles=f"<w:styles {_W}>{_NUMBER_STYLE}</w:styles>",
            numbering=f"<w:numbering {_W}>{_NUMBER_LOOP}</w:numbering>",
        ),
        None,
    ),
    "style-loop.odt": (
        lambda: odt(
            '<text:p text:style-name="a">ord</text:p>',
            styles='<style:style style:name="a" style:family="paragraph" style:parent-style-name="b"/>'
            '<style:style style:name="b" style:family="paragraph" style:parent-style-name="a"/>',
        ),
        None,
    ),
    # too much of what is well formed
    "paragraphs.docx": (lambda: docx(_p("ord") * 60_000), "stycken"),
    "paragraphs.odt": (lambda: odt("<text:p>ord</text:p>" * 60_000), "stycken"),
    "paragraphs.html": (lambda: b"<p>ord och ord</p>\n" * 60_000, "stycken"),
    "paragraphs.txt": (lambda: b"Ord och ord.\n\n" * 60_000, "stycken"),
    "large.html": (lambda: b"<p>" + b"<b>ord</b> " * 950_000, "miljoner tecken"),
    "characters.txt": (lambda: b"ord " * 600_000, "tecken"),
    "characters.md": (lambda: b"ord " * 600_000, "tecken"),
    "one-line.txt": (lambda: b"ord " * 100_000, None),
    "million-one-line.txt": (lambda: b"ord. " * 200_000, None),
    "million-one-word.html": (lambda: b"<p>" + b"a" * 1_000_000, None),
    "commas.md": (
        lambda: ("Anordnaren ska " + ", " * 20_000 + "svara" + "," * 20_000 + " vid behov.\n").encode(),
        None,
    ),
    "numbers.md": (lambda: b"Ansvarig ska inom " + b"1 " * 40_000 + b"dagar.\n", None),
    "one-word.md": (lambda: b"a" * 500_000, None),
    "findings.md": (lambda: (_SENTENCE * 400).encode(), None),
    # what patterns look for, over and over with no end of a sentence, so that each match looks far for the next word
    "endless-word.txt": (lambda: b"1" * 200_000 + "sanktion varning vite hävning skälig brott".encode(), None),
    "no-support.txt": (lambda: ("hemtjänst saknas lagstöd " + "får inte begära utdrag " * 5_000).encode(), None),
    "pointers.txt": (lambda: b"se avsnitt 3.1 " * 7_000, None),
    "steps.txt": (lambda: "vid upprepade allvarliga brister kan vi häva avtalet ".encode() * 2_000, None),
    "extracts.txt": (lambda: b"\n1. Anordnaren ska snarast visa utdrag" * 2_500, None),
    "grades.txt": (
        lambda: "vid brott varning, vid grova brott vite, vid upprepade brott hävning ".encode() * 3_000,
        None,
    ),
    "stumps.md": (lambda: "Utföraren ska. Kommunen får. ".encode() * 4_000, None),
    # characters
    "control.txt": (
        lambda: ("Ord\x1b]0;titel\x07\x1b[31m rött\x08\x08 \u202egnällkab\u202c\ufeff.\n" * 100).encode(),
        None,
    ),
    "binary.txt": (lambda: bytes(range(256)) * 100, "binärfil"),
    "surrogates.md": (lambda: b"\xed\xa0\x80\xff\xfe ord \xf4\x90\x80\x80\n" * 100, None),
    "zip-as-text.md": (lambda: b"PK\x03\x04" + bytes(100), "zip-fil"),
    "combining.txt": (lambda: ("a" + "\u0301" * 200_000).encode(), None),
    "delimiters.md": (lambda: b"*_`~![<&\\" * 20_000, None),
    "front-matter.md": (lambda: b"---\na: &a [x,x]\n" + b"b: *a\n" * 20_000 + b"---\nord\n", None),
    "front-matter-deep.md": (lambda: b"---\na: " + b"[" * 50_000 + b"\n---\nord\n", None),
    # PDF
    "no-pages.pdf": (lambda: _pdf([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 9>>"]), ""),
    "page-loop.pdf": (
        lambda: _pdf([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 99999>>"]),
        "",
    ),
    "bomb.pdf": (lambda: _pdf_text(b" " * (300 << 20)), ""),
    "text.pdf": (lambda: _pdf_text(b"BT /F1 9 Tf 50 700 Td " + b"(ord ) Tj " * 30_000 + b"ET"), ""),
    "script.pdf": (
        lambda: _pdf_text(b"BT /F1 9 Tf 50 700 Td (ord) Tj ET", b" /AA <</O <</S /URI /URI (http://127.0.0.1/)>>>>"),
        None,
    ),
    "truncated.pdf": (lambda: _pdf_text(b"BT (ord) Tj ET")[:200], "PDF"),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, "PDF"),
}
"""`""`: read or refused, as long as it ends; what PDFium makes of damage differs between versions."""
