"""Reading OpenDocument text (.odt): package, metadata and running heads; body structure is in odt_body."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from lintkit.document import BlockKind, Document, ReadError, assemble
from lintkit.read.odt_body import Body
from lintkit.read.odt_styles import OFFICE, STYLE, TEXT, Styles, read_styles
from lintkit.safexml import open_zip, parse_xml, read_part

_WHAT = "ett ODT-dokument"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"

#: Document properties that are kept, by element. Names of people are not.
_PROPERTIES = {
    _DC + "title": "core:title",
    _DC + "subject": "core:subject",
    _DC + "description": "core:description",
    _META + "keyword": "core:keywords",
    _META + "creation-date": "core:created",
    _DC + "date": "core:modified",
    _DC + "language": "core:language",
}

_TEXT_TYPES = ("application/vnd.oasis.opendocument.text", "application/vnd.sun.xml.writer")


class Content(NamedTuple):
    """The opened parts of a file: the tree of content.xml and its `office:text`, styles.xml, and what they define."""

    root: etree._Element
    body: etree._Element
    common: etree._Element | None
    styles: Styles
    metadata: dict[str, str]


def open_content(data: bytes) -> Content:
    """Open the parts that make up the text. Raises ReadError."""
    with open_zip(data, _WHAT) as package:
        manifest = read_part(package, "META-INF/manifest.xml") or b""
        # Searched, not parsed: old office suites wrote a document type declaration into the manifest.
        if b"encryption-data" in manifest:
            raise ReadError("är lösenordsskyddat")
        mimetype = (read_part(package, "mimetype") or b"").strip().decode("ascii", "replace")
        if mimetype and not mimetype.startswith(_TEXT_TYPES):
            raise ReadError(f"är inget textdokument (filens typ är {mimetype[:80]})")
        content = read_part(package, "content.xml")
        if content is None:
            raise ReadError(f"är inte {_WHAT} eller är skadat (delen content.xml saknas)")
        root = parse_xml(content, "content.xml")
        del content
        styles_part = read_part(package, "styles.xml")
        common = parse_xml(styles_part, "styles.xml") if styles_part else None
        meta_part = read_part(package, "meta.xml")
        metadata = _metadata(parse_xml(meta_part, "meta.xml")) if meta_part else {}
    text_body = root.find(f"{OFFICE}body/{OFFICE}text")
    if text_body is None:
        raise ReadError("är inget textdokument (office:text saknas i content.xml)")
    return Content(root, text_body, common, read_styles(common, root), metadata)


def read(data: bytes, path: str) -> Document:
    """Read an .odt file; offsets in the Document count in the composed text. Raises ReadError."""
    content = open_content(data)
    common, metadata = content.common, content.metadata
    body = Body(content.styles)
    if common is not None:
        heads = Body(read_styles(common, common), text=body.text, part="styles.xml")
        heads.walk(_running_heads(common), BlockKind.PAGE_HEADER)
        body.take(heads)
    body.walk([content.body], None)
    body.finish()
    title = body.title
    if not title and not any(draft.kind is BlockKind.HEADING for draft in body.drafts):
        title = metadata.get("core:title", "")
    return assemble(
        path, "odt", body.text.join(), body.drafts,
        title=title, metadata=metadata, comments=body.comments(), unread=body.unread(),
    )  # fmt: skip


def _metadata(root: etree._Element) -> dict[str, str]:
    """Document properties as "core:title" and "custom:<name>"."""
    found: dict[str, str] = {}
    for element in root.iterfind(f"{OFFICE}meta/*"):
        key = _PROPERTIES.get(str(element.tag))
        if element.tag == _META + "user-defined" and element.get(_META + "name"):
            key = f"custom:{element.get(_META + 'name')}"
        value = " ".join("".join(map(str, element.itertext())).split())
        if key and value:
            found[key] = f"{found[key]}, {value}" if key == "core:keywords" and key in found else value
    return found


def _running_heads(common: etree._Element) -> list[etree._Element]:
    """Heads and feet of the master pages that are shown, in the order the pages are defined."""
    names = [STYLE + kind for kind in (
        "header", "header-first", "header-left", "footer", "footer-first", "footer-left",
    )]  # fmt: skip
    return [
        part
        for page in common.iterfind(f"{OFFICE}master-styles/{STYLE}master-page")
        for part in page.iterchildren(*names)
        if part.get(STYLE + "display") != "false" and part.find(f".//{TEXT}p") is not None
    ]
