"""Small Word files in memory for tests: raw XML in, bytes out; nothing is checked, so broken files can be made."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)

#: Levels "1.", "1.1", "a)" and a bullet.
LEVELS = (
    ("decimal", "%1."),
    ("decimal", "%1.%2"),
    ("lowerLetter", "%3)"),
    ("bullet", "\uf0b7"),
)


def run(text: str, properties: str = "") -> str:
    """A `w:r` with one `w:t`."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(content: str = "", style: str = "", num: tuple[int, int] | None = None, properties: str = "") -> str:
    """A `w:p`; `content` is text unless it holds markup. `num` is (numId, ilvl)."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        inner += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    inner += properties
    body = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{body}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A `w:tc`; plain text becomes a paragraph."""
    body = content if content.startswith("<") else par(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{body}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A `w:tr` of cells or of texts."""
    inner = "".join(c if c.startswith(("<w:tc>", "<w:sdt>")) else cell(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def table(*rows: str) -> str:
    """A `w:tbl` of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def field(instruction: str, result: str) -> str:
    """A complex field over one paragraph; `result` is markup."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def level(index: int, form: str = "decimal", text: str | None = None, extra: str = "", start: int = 1) -> str:
    """A `w:lvl` of a list definition."""
    shown = f"%{index + 1}." if text is None else text
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


def abstract(key: int, *levels: str, extra: str = "") -> str:
    """A `w:abstractNum`; LEVELS where no level is given."""
    inner = "".join(levels) or "".join(level(i, form, text) for i, (form, text) in enumerate(LEVELS))
    return f'<w:abstractNum w:abstractNumId="{key}">{extra}{inner}</w:abstractNum>'


def num(key: int, definition: int, overrides: str = "") -> str:
    """A `w:num`."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def numbering(*inner: str) -> str:
    """A numbering part; definitions come before instances."""
    return f"<w:numbering {NAMES}>{''.join(inner)}</w:numbering>"


def style(
    key: str, name: str = "", based_on: str = "", paragraph: str = "", run: str = "", kind: str = "paragraph"
) -> str:
    """A `w:style`; `paragraph` and `run` are what its properties hold."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    default = ' w:default="1"' if key == "Normal" else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{key}"><w:name w:val="{name or key}"/>{based}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


STYLES = (
    style("Normal", "Normal")
    + style("Rubrik1", "heading 1", "Normal", '<w:outlineLvl w:val="0"/>')
    + style("Rubrik2", "heading 2", "Normal", '<w:outlineLvl w:val="1"/>')
    + style("Titel", "Title", "Normal")
    + style("Citat", "Quote", "Normal")
    + style("Innehll1", "toc 1", "Normal")
    + style("Dold", "Dold", "Normal", run="<w:vanish/>")
)


def docx(
    body: str,
    *,
    styles: str = STYLES,
    numbers: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    relationships: str = "",
    main: str = "word/document.xml",
    document: bytes | None = None,
) -> bytes:
    """A Word file. `parts` are further parts by name; `relationships` is added to the document's own;
    `document` replaces the whole document part.
    """
    rels = f'<Relationship Id="s" Type="{R}/styles" Target="styles.xml"/>' + relationships
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="d" Type="{R}/officeDocument" Target="{main}"/>'
        '<Relationship Id="c" Target="docProps/core.xml" Type='
        '"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/>'
        f'<Relationship Id="u" Type="{R}/custom-properties" Target="docProps/custom.xml"/></Relationships>',
        main: document if document is not None else f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
    }
    if numbers:
        rels += f'<Relationship Id="n" Type="{R}/numbering" Target="numbering.xml"/>'
        entries["word/numbering.xml"] = numbers
    folder, _, name = main.rpartition("/")
    entries[f"{folder}/_rels/{name}.rels"] = f'<Relationships xmlns="{PACKAGE}">{rels}</Relationships>'
    entries.update(parts or {})
    return archive(entries)


def archive(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of the entries, in order."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries.items():
            package.writestr(name, data)
    return buffer.getvalue()


def relationship(key: str, kind: str, target: str) -> str:
    """A relationship of the document part."""
    return f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>'
