"""Writes a source as an ODF text document with automatic list numbering as LibreOffice writes it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from .archive import CREATED, pack
from .markup import Block, Source, visible

_MIME = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NS = " ".join(
    f'xmlns:{prefix}="{_OASIS}{rest}"'
    for prefix, rest in (
        ("office", "office:1.0"),
        ("text", "text:1.0"),
        ("table", "table:1.0"),
        ("style", "style:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
        ("meta", "meta:1.0"),
        ("manifest", "manifest:1.0"),
    )
)
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FIELDS = {"{PAGE}": "<text:page-number>1</text:page-number>", "{NUMPAGES}": "<text:page-count/>"}


def write(source: Source) -> bytes:
    """The bytes of an .odt file; the same source always gives the same bytes."""
    body = "".join(_block(block) for block in source.blocks)
    content = (
        f'{_HEAD}<office:document-content {_NS} office:version="1.3"><office:automatic-styles>{_lists()}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    members = (
        ("mimetype", _MIME),
        ("META-INF/manifest.xml", _manifest()),
        ("meta.xml", _meta(source)),
        ("styles.xml", _styles(source)),
        ("content.xml", content),
    )
    # The format wants the type first and uncompressed, so that it can be read at a fixed offset.
    return pack(((name, text.encode()) for name, text in members), stored=frozenset({"mimetype"}))


def _block(block: Block) -> str:
    if block.kind == "table":
        return _table(block)
    text = escape(visible(block.text))
    if block.kind == "heading":
        level = block.depth or 1
        inner = f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'
    else:
        style = "Title" if block.kind == "title" else "Standard"
        inner = f'<text:p text:style-name="{style}">{text}</text:p>'
    if block.kind == "bullet":
        return _nested(inner, 1, "Punkter")
    return _nested(inner, block.depth, "Villkor") if block.number else inner


def _nested(inner: str, depth: int, style: str) -> str:
    opening = "<text:list><text:list-item>" * (depth - 1)
    closing = "</text:list-item></text:list>" * depth
    return (
        f'<text:list text:style-name="{style}" text:continue-numbering="true"><text:list-item>'
        f"{opening}{inner}{closing}"
    )


def _table(block: Block) -> str:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string"><text:p text:style-name="Standard">'
            f"{escape(visible(cell))}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in block.rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
    return f'<table:table table:name="Tabell">{columns}{rows}</table:table>'


def _lists() -> str:
    def levels() -> Iterator[str]:
        for level in (1, 2, 3):
            yield (
                f'<text:list-level-style-number text:level="{level}" style:num-format="1" '
                f'text:display-levels="{level}"/>'
            )
        yield '<text:list-level-style-number text:level="4" style:num-format="a" style:num-suffix=")"/>'

    bullet = '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    return (
        f'<text:list-style style:name="Villkor">{"".join(levels())}</text:list-style>'
        f'<text:list-style style:name="Punkter">{bullet}</text:list-style>'
    )


def _styles(source: Source) -> str:
    def running(template: str) -> str:
        text = escape(template).replace("|", "<text:tab/>")
        for key, field in _FIELDS.items():
            text = text.replace(key, field)
        return f"<text:p>{text}</text:p>"

    named = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:display-name="{shown}">'
        f'<style:text-properties fo:font-size="{size}pt" fo:language="sv" fo:country="SE"/></style:style>'
        for name, shown, size in (
            ("Standard", "Standard", 11),
            ("Title", "Title", 20),
            ("Heading_20_1", "Heading 1", 15),
            ("Heading_20_2", "Heading 2", 13),
        )
    )
    return (
        f'{_HEAD}<office:document-styles {_NS} office:version="1.3"><office:styles>{named}</office:styles>'
        '<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="A4"><style:header>{running(source.header)}</style:header>'
        f"<style:footer>{running(source.footer)}</style:footer></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )


def _meta(source: Source) -> str:
    return (
        f'{_HEAD}<office:document-meta {_NS} {_DC} office:version="1.3"><office:meta>'
        f"<dc:title>{escape(source.title)}</dc:title><dc:creator>{escape(source.author)}</dc:creator>"
        f"<dc:language>sv-SE</dc:language><dc:date>{CREATED.isoformat()}</dc:date>"
        "</office:meta></office:document-meta>"
    )


def _manifest() -> str:
    entries = (("/", _MIME), *((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml")))
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in entries
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" manifest:version="1.3">'
        f"{listed}</manifest:manifest>"
    )
