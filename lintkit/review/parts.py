"""The parts of a Word file that comments need: comments, relationships, content types, the archive; not the text."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO

from lxml import etree

from lintkit.errors import LintkitError, ReadError
from lintkit.review.guard import CONTENT_TYPES
from lintkit.review.note import AUTHOR, INITIALS
from lintkit.word.package import Package
from lintkit.word.xml import PACKAGE_RELATIONSHIPS, RELATIONSHIPS, WORD, Element, P, R, W, integer, val

#: Most bytes unpacked from one file when it is copied, pictures included.
MAX_COPIED = 1 << 30

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_RELATIONSHIP = f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"
#: The strict form's namespaces (ISO/IEC 29500-1) and what they are called when a part has been opened.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_STAMP = (1980, 1, 1, 0, 0, 0)
_UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)


def style_named(package: Package, name: str) -> str | None:
    """Id of the style with an English built-in name ("annotation text"); ids are translated, these names are not."""
    part = package.related("styles")
    if part is None:
        return None
    for style in package.tree(part).iter(W + "style"):
        if (val(style, W + "name") or "").lower() == name:
            return style.get(W + "styleId")
    return None


def comment_ids(package: Package, count: int) -> list[str]:
    """New comment ids, in order, that no comment and no range in the file has."""
    used: set[int] = set()
    parts = [package.main] + ([part] if (part := package.related("comments")) else [])
    for part in parts:
        for node in package.tree(part).iter(
            W + "comment", W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
        ):
            used.add(integer(node.get(W + "id"), -1) or 0)
    first = max(used, default=-1) + 1
    return [str(n) for n in range(first, first + count)]


def add_comments(package: Package, data: bytes, comments: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, bytes]:
    """Add comments, given as (id, paragraphs), to the trees of the package opened from `data`; the parts that
    changed, by name.
    """
    part = package.related("comments")
    changed: dict[str, bytes] = {}
    if part is None:
        part = _free_name(package)
        root = etree.Element(W + "comments", nsmap={"w": WORD})
        changed |= _declare(package, data, part)
        like = raw_part(data, package.main)
    else:
        root = package.tree(part)
        like = raw_part(data, part)
    style = style_named(package, "annotation text")
    for key, lines in comments:
        root.append(_comment(key, lines, style))
    changed[part] = serialise(root, like)
    return changed


def serialise(root: Element, like: bytes) -> bytes:
    """A part as bytes, in the form (strict or transitional) of the bytes that it was read from. Raises LintkitError
    where those mix the two, as then neither form is right.
    """
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for strict, transitional in _STRICT:
        if strict in like:
            if transitional in like:
                raise LintkitError("blandar två former av Open XML; öppna det i Word och spara om det som .docx")
            data = data.replace(transitional, strict)
    return data


def raw_part(data: bytes, name: str) -> bytes:
    """A part's bytes as they stand in the archive `data`, which has been opened as a Package; empty if absent."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        found = [info for info in archive.infolist() if _key(info.filename) == name.lower()]
        return archive.read(found[-1]) if found else b""


def rewrite(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive with some parts replaced or added; every other part has the same bytes, and the order stays.

    Times are those of the archive, and fixed for new parts, so that the result depends on the input alone.
    Raises ReadError for an archive that cannot be unpacked whole.
    """
    left = {name.lower(): (name, content) for name, content in changed.items()}
    out = BytesIO()
    copied = 0
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in _last_of_each(old.infolist()):
            replacement = left.pop(_key(info.filename), None)
            try:
                copied += info.file_size
                if copied > MAX_COPIED:
                    raise ReadError(f"är för stort: delarna packar upp till mer än {MAX_COPIED >> 20} MB")
                content = replacement[1] if replacement else old.read(info)
            except _UNPACKING as error:
                raise ReadError(f"är skadat: delen {info.filename} går inte att packa upp") from error
            new.writestr(_entry(info.filename, info), content)
        for name, content in left.values():
            new.writestr(_entry(name, None), content)
    return out.getvalue()


def _last_of_each(infos: Iterable[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Entries without those that a later one of the same name hides."""
    return list({_key(info.filename): info for info in infos}.values())


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _entry(name: str, like: zipfile.ZipInfo | None) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, like.date_time if like else _STAMP)
    entry.compress_type = like.compress_type if like else zipfile.ZIP_DEFLATED
    entry.create_system = like.create_system if like else 0
    entry.external_attr = like.external_attr if like else 0
    return entry


def _comment(key: str, lines: tuple[str, ...], style: str | None) -> Element:
    # No w:date: it may be absent, and a time of day would make two runs differ.
    comment = etree.Element(
        W + "comment", {W + "id": key, W + "author": AUTHOR, W + "initials": INITIALS}, nsmap={"w": WORD}
    )
    for line in lines:
        paragraph = etree.SubElement(comment, P)
        if style is not None:
            properties = etree.SubElement(paragraph, W + "pPr")
            etree.SubElement(properties, W + "pStyle", {W + "val": style})
        if paragraph is comment[0]:
            etree.SubElement(etree.SubElement(paragraph, R), W + "annotationRef")
        etree.SubElement(etree.SubElement(paragraph, R), W + "t").text = line
    return comment


def _free_name(package: Package) -> str:
    folder = posixpath.dirname(package.main)
    names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in range(1000))
    return next(name for name in names if not package.has(name))


def _declare(package: Package, data: bytes, part: str) -> dict[str, bytes]:
    """Content type and relationship of a new comments part; the two parts that say so."""
    types = package.tree(CONTENT_TYPES)
    etree.SubElement(types, _TYPES + "Override", {"PartName": f"/{part}", "ContentType": _COMMENTS_TYPE})
    folder, base = posixpath.split(package.main)
    name = posixpath.join(folder, "_rels", base + ".rels")
    if package.has(name):
        root = package.tree(name)
    else:
        root = etree.fromstring(f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"/>')
        if not any(node.get("Extension", "").lower() == "rels" for node in types):
            types.insert(0, types.makeelement(_TYPES + "Default", {"Extension": "rels", "ContentType": _RELS_TYPE}))
    taken = {node.get("Id") for node in root.iter(_RELATIONSHIP)}
    key = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    target = posixpath.basename(part)
    etree.SubElement(root, _RELATIONSHIP, {"Id": key, "Type": f"{RELATIONSHIPS}/comments", "Target": target})
    like = raw_part(data, name) or raw_part(data, package.main)
    return {CONTENT_TYPES: serialise(types, b""), name: serialise(root, like)}
