"""Opening zip packages and parsing XML from strangers: knows limits and parser settings, not what a part means."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from lintkit.errors import ReadError

#: Most entries a package may list.
MAX_ENTRIES = 4_000
#: Largest part that is unpacked, in bytes.
MAX_PART = 64 << 20
#: A part that unpacks to more than this many times its packed size is refused ...
MAX_RATIO = 200
#: ... but only when it is also larger than this many bytes: harmless machine-made parts pack just as well.
RATIO_FROM = 16 << 20
#: Most tags and attributes together; a parsed one costs about 120 bytes, and memory must stay under 1 GiB.
MAX_NODES = 5_000_000

#: What may stand before a document type declaration: white space, comments and processing instructions.
_PROLOG = re.compile(rb"(?:\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->)*+")
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))


def open_zip(data: bytes, what: str) -> zipfile.ZipFile:
    """Open a package whose table of contents keeps within the limits.

    `what` is the Swedish name of the format with its article ("ett ODT-dokument"). Raises ReadError.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # OLE compound file: how office suites wrap an encrypted package
        raise ReadError(f"är lösenordsskyddat eller sparat i ett äldre binärt format och kan inte läsas som {what}")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(f"är inte {what} eller är skadat (zip-arkivet kan inte öppnas)") from error
    if len(entries) > MAX_ENTRIES:
        raise ReadError(f"innehåller {len(entries)} delar; gränsen är {MAX_ENTRIES}")
    return package


def read_part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """Unpack one part, or None when the package has no such part. Raises ReadError on limits and damage."""
    try:
        entry = package.getinfo(name)
    except KeyError:
        return None
    if entry.flag_bits & 0x1:
        raise ReadError("är lösenordsskyddat")
    ratio = entry.file_size / max(entry.compress_size, 1)
    if entry.file_size > MAX_PART or (entry.file_size > RATIO_FROM and ratio > MAX_RATIO):
        raise ReadError(
            f"har en del ({name}) som packas upp till {entry.file_size >> 20} MB; så stora delar läses inte"
        )
    try:
        with package.open(entry) as part:
            data = part.read(MAX_PART + 1)  # the stated size may be a lie
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise ReadError(f"är skadat (delen {name} kan inte packas upp)") from error
    if len(data) > MAX_PART:
        raise ReadError(f"har en del ({name}) som är större än {MAX_PART >> 20} MB")
    return data


def has_doctype(data: bytes) -> bool:
    """Whether a document type declaration stands before the root element."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            data = data.decode(encoding, "replace").lstrip("\ufeff").encode()
            break
    data = data.removeprefix(b"\xef\xbb\xbf")
    found = _PROLOG.match(data)
    return data.startswith((b"<!DOCTYPE", b"<!ENTITY"), found.end() if found else 0)


def parse_xml(data: bytes, name: str, *, allow_doctype: bool = False) -> etree._Element:
    """Parse one XML document without network, entities or external definitions; its root element.

    `name` is the part or file as the message should name it. Raises ReadError.
    """
    if not allow_doctype and has_doctype(data):
        raise ReadError(f"innehåller en dokumenttypsdeklaration (DOCTYPE) i {name}; sådana läses inte av säkerhetsskäl")
    if data.count(b"<") + data.count(b"=") > MAX_NODES:
        raise ReadError(f"har för många element i {name}; gränsen är {MAX_NODES} taggar och attribut")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReadError(f"innehåller felaktig XML i {name}: {_cause(error)}") from error
    if not allow_doctype and root.getroottree().docinfo.internalDTD is not None:  # an encoding not foreseen above
        raise ReadError(f"innehåller en dokumenttypsdeklaration (DOCTYPE) i {name}; sådana läses inte av säkerhetsskäl")
    return root


def _cause(error: Exception) -> str:
    """Which limit was passed, else the line; never the parser's own words: they quote the document."""
    text = str(error)
    if "depth" in text.lower():
        return "elementen är nästlade för djupt"
    if "huge" in text.lower() or "too long" in text.lower() or "limit" in text.lower():
        return "ett textstycke eller attribut är för stort"
    return f"rad {line}" if (line := getattr(error, "lineno", None)) else "dokumentet är tomt"
