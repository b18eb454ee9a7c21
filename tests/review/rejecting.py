"""What a Word file is when lintkit's suggestions are rejected, done by rules of its own to judge the writer by."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def main_part(data: bytes) -> str:
    """The name of the main text's part, by the package's relationships."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("_rels/.rels"))
    target = next(r.get("Target") for r in root if str(r.get("Type")).endswith("/officeDocument"))
    return str(target).lstrip("/")


def suggestions(data: bytes, author: str = "lintkit") -> tuple[int, int]:
    """How many insertions and deletions by an author the main text has."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(main_part(data)))
    w = W if root.tag.startswith(W) else STRICT
    counts = [sum(node.get(w + "author") == author for node in root.iter(w + name)) for name in ("ins", "del")]
    return counts[0], counts[1]


def rejected(data: bytes, author: str = "lintkit") -> bytes:
    """The file with every insertion by an author taken out and every deletion taken back."""
    name = main_part(data)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == name:
                content = etree.tostring(_reject(etree.fromstring(content), author), encoding="UTF-8")
            new.writestr(info.filename, content)
    return out.getvalue()


def _reject(root: etree._Element, author: str) -> etree._Element:
    w = W if root.tag.startswith(W) else STRICT
    for paragraph in list(root.iter(w + "p")):
        mark = paragraph.find(f"{w}pPr/{w}rPr/{w}ins")
        if mark is not None and mark.get(w + "author") == author:
            paragraph.getparent().remove(paragraph)
    for node in list(root.iter(w + "ins")):
        if node.get(w + "author") == author:
            node.getparent().remove(node)
    for node in list(root.iter(w + "del")):
        if node.get(w + "author") != author:
            continue
        for text in node.iter(w + "delText"):
            text.tag = w + "t"
        parent = node.getparent()
        at = parent.index(node)
        for child in reversed(node):
            parent.insert(at, child)
        parent.remove(node)
    return root
