"""A Word file as a package of parts, opened with hard limits; knows zip and XML hygiene, not their meaning."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from lintkit.document import ReadError
from lintkit.word.xml import PACKAGE_RELATIONSHIPS, WORD, Element

#: Most entries in the archive. The largest real file seen has some hundreds.
MAX_ENTRIES = 4_000
#: Largest XML part, unpacked, in bytes. A specification of 512,000 characters takes 4.4 MB.
MAX_PART = 64 << 20
#: Largest XML part that is packed harder than RATIO:1. Ratio alone would refuse harmless repetitive files.
MAX_DENSE_PART = 32 << 20
RATIO = 200
#: Most bytes unpacked from one file in all.
MAX_TOTAL = 192 << 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: What `zipfile` lets through for archives that are damaged on purpose or by accident.
_UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")

#: Strict Open XML (ISO/IEC 29500-1) says the same under other namespaces, ISO/IEC 29500-4 annex A.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


class Relationship(NamedTuple):
    """What one part says about another: the last word of its type, and the target's part name."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """An opened Word file. Parts are unpacked and parsed when asked for, once; nothing outside is touched.

    `main` is the name of the document part, usually "word/document.xml". `strict` tells that the file uses
    the strict namespaces; parsed parts never do.
    """

    main: str
    strict: bool
    _archive: zipfile.ZipFile
    _names: dict[str, zipfile.ZipInfo]
    _read: int = 0
    _trees: dict[str, Element] = field(default_factory=dict)
    _relationships: dict[str, dict[str, Relationship]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the part is there. Part names know no case."""
        return name.lower() in self._names

    def tree(self, name: str) -> Element:
        """Root of an XML part. Raises ReadError for a missing, oversized, unsafe or broken part."""
        key = name.lower()
        if key not in self._trees:
            self._trees[key] = _parse(self._bytes(key), name)
        return self._trees[key]

    def relationships(self, name: str) -> dict[str, Relationship]:
        """The part's relationships by id; "" is the package itself. Targets are resolved part names."""
        if name not in self._relationships:
            self._relationships[name] = self._load_relationships(name)
        return self._relationships[name]

    def related(self, kind: str) -> str | None:
        """Name of the first part of that kind that the document points to and that is there."""
        for relationship in self.relationships(self.main).values():
            if relationship.kind == kind and not relationship.external and self.has(relationship.target):
                return relationship.target
        return None

    def _load_relationships(self, name: str) -> dict[str, Relationship]:
        folder, base = posixpath.split(name)
        source = posixpath.join(folder, "_rels", base + ".rels")
        found: dict[str, Relationship] = {}
        if not self.has(source):
            return found
        for node in self.tree(source).iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"):
            target = node.get("Target", "").replace("\\", "/")
            external = node.get("TargetMode") == "External"
            if not external:
                # A target outside the package ("../../etc/passwd") resolves to a name no part has.
                joined = target if target.startswith("/") else posixpath.join("/", folder, target)
                target = posixpath.normpath(joined).lstrip("/")
            kind = node.get("Type", "").rstrip("/").rsplit("/", 1)[-1]
            found[node.get("Id", "")] = Relationship(kind, target, external)
        return found

    def _bytes(self, key: str) -> bytes:
        info = self._names.get(key)
        if info is None:
            raise ReadError(f"är inte en hel Word-fil: delen {key} saknas")
        if info.flag_bits & 1:
            raise ReadError("är lösenordsskyddat; ta bort skyddet och spara om dokumentet")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(f"är packat på ett sätt som Word inte använder (delen {key})")
        # The size the archive states may be false, so the limit is on what comes out.
        dense = max(info.compress_size, 1) * RATIO
        limit = min(MAX_PART, max(dense, MAX_DENSE_PART), MAX_TOTAL - self._read)
        try:
            with self._archive.open(info) as stream:
                data = stream.read(limit + 1)
        except _UNPACKING as error:
            raise ReadError(f"är skadat: delen {key} går inte att packa upp") from error
        if len(data) > limit:
            raise ReadError(f"är för stort: delen {key} packar upp till mer än {limit >> 20} MB")
        self._read += len(data)
        return data


def open_package(data: bytes) -> Package:
    """Open a .docx or .docm from memory. Raises ReadError with one Swedish sentence that begins with its verb."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError("är lösenordsskyddat; ta bort skyddet och spara om dokumentet")
        raise ReadError("är en äldre Word-fil (.doc); spara om den som .docx")
    if not data.startswith(b"PK"):
        raise ReadError(f"är inte en Word-fil: {_looks_like(data)}")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, EOFError, NotImplementedError) as error:
        raise ReadError("är inte en hel Word-fil: filen är avhuggen eller skadad") from error
    if len(infos) > MAX_ENTRIES:
        raise ReadError(f"är inte en vanlig Word-fil: arkivet har {len(infos)} delar; gränsen är {MAX_ENTRIES}")
    names: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        key = info.filename.replace("\\", "/").lstrip("/").lower()
        if key in names and key.endswith((".xml", ".rels")) and names[key].CRC != info.CRC:
            # Two programs would read two texts: no finding could be trusted.
            raise ReadError(f"är inte en giltig Word-fil: delen {key} finns i två olika versioner")
        names[key] = info
    package = Package("", False, archive, names)
    package.main = _main_part(package)
    root = package.tree(package.main)
    if root.tag != f"{{{WORD}}}document":
        raise ReadError(f"är inte en Word-fil: {_other_office(str(root.tag), package)}")
    package.strict = root.get("conformance") == "strict"
    return package


def _main_part(package: Package) -> str:
    for relationship in package.relationships("").values():
        if relationship.kind == "officeDocument" and package.has(relationship.target):
            return relationship.target
    if package.has("word/document.xml"):
        return "word/document.xml"
    raise ReadError(f"är inte en Word-fil: {_other_office('', package)}")


def _other_office(tag: str, package: Package) -> str:
    if package.has("xl/workbook.xml"):
        return "det är en Excel-fil"
    if package.has("ppt/presentation.xml"):
        return "det är en PowerPoint-fil"
    if package.has("mimetype") and package.has("content.xml"):
        return "det är en OpenDocument-fil; byt ändelse till .odt"
    if tag:
        return "huvuddelen är inte ett Word-dokument"
    return "arkivet saknar dokumentdel"


def _looks_like(data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "innehållet är HTML"
    if head.startswith(b"{\\rtf"):
        return "innehållet är RTF; spara om dokumentet som .docx"
    if head.startswith(b"%pdf"):
        return "innehållet är PDF"
    if head.startswith(b"<?xml"):
        return "innehållet är XML; spara om dokumentet som .docx"
    return "innehållet är inte ett zip-arkiv"


def _parse(data: bytes, name: str) -> Element:
    data = _as_utf8(data, name)
    if _DTD.search(data):
        raise ReadError(f"är inte en giltig Word-fil: delen {name} har en DTD eller egna entiteter")
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = str(error)
        if "xcessive depth" in message:
            raise ReadError(f"är för djupt nästlad: delen {name} har fler än 256 nivåer") from error
        if "too long" in message or "too big" in message or "xmlSAX2Characters" in message or "huge" in message:
            raise ReadError(f"är för stort: delen {name} har ett stycke på mer än 10 MB") from error
        line = getattr(error, "lineno", None)
        where = f", rad {line}" if line else ""
        raise ReadError(f"är skadat: delen {name} är inte giltig XML{where}") from error
    # A DTD in an encoding that hid it from the search above.
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"är inte en giltig Word-fil: delen {name} har en DTD eller egna entiteter")
    return root


def _as_utf8(data: bytes, name: str) -> bytes:
    """UTF-16 to UTF-8, so that every part is searched and parsed in one encoding."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif data[:4] == b"<\0?\0":
        encoding = "utf-16-le"
    elif data[:4] == b"\0<\0?":
        encoding = "utf-16-be"
    else:
        return data
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"är skadat: delen {name} är inte giltig XML") from error
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
