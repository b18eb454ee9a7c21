"""Opening Word files: what is refused, with which words, and what is harmless."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from make_docx import NAMES, PACKAGE, R, archive, docx, par, relationship

from lintkit.document import ReadError
from lintkit.word import package as limits
from lintkit.word.package import open_package
from lintkit.word.xml import WORD, P, W

OK = par("1 § Utföraren ska åtgärda brister.")


def words(data: bytes) -> list[str]:
    root = open_package(data)
    return ["".join(p.itertext()) for p in root.tree(root.main).iter(P)]


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        open_package(data)
    message = str(caught.value)
    assert message[0].islower()
    assert "\n" not in message
    return message


def test_document_part_is_found_through_its_relationship() -> None:
    assert open_package(docx(OK, main="word/annat.xml")).main == "word/annat.xml"


def test_document_part_is_found_without_relationships() -> None:
    data = archive({"word/document.xml": f"<w:document {NAMES}><w:body>{OK}</w:body></w:document>"})
    assert words(data) == ["1 § Utföraren ska åtgärda brister."]


def test_strict_namespaces_are_mapped() -> None:
    document = (
        '<w:document w:conformance="strict" xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
        f"<w:body>{OK}</w:body></w:document>"
    )
    package = open_package(docx("", document=document.replace("w:conformance", "conformance").encode()))
    assert package.strict
    assert package.tree(package.main).tag == f"{{{WORD}}}document"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_unicode_encodings_are_read(encoding: str) -> None:
    name = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
    text = f'<?xml version="1.0" encoding="{name}"?><w:document {NAMES}><w:body>{OK}</w:body></w:document>'
    assert words(docx("", document=text.encode(encoding))) == ["1 § Utföraren ska åtgärda brister."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp037"])
@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">',
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_document_types_are_refused_in_every_encoding(encoding: str, dtd: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{dtd}<w:document {NAMES}><w:body/></w:document>'
    message = refused(docx("", document=text.encode(encoding)))
    assert "DTD" in message or "inte giltig XML" in message


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"<html><body>ska</body></html>", "HTML"),
        (b"{\\rtf1 ska}", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x01\x02", "zip-arkiv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
    ],
)
def test_other_formats_are_named(head: bytes, word: str) -> None:
    assert word in refused(head)


@pytest.mark.parametrize(
    ("part", "word"),
    [("xl/workbook.xml", "Excel"), ("ppt/presentation.xml", "PowerPoint"), ("x", "saknar dokumentdel")],
)
def test_other_office_files_are_named(part: str, word: str) -> None:
    assert word in refused(archive({part: "<a/>"}))


def test_main_part_that_is_no_document() -> None:
    assert "inte ett Word-dokument" in refused(docx("", document=b"<a/>"))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_truncated_files(share: float) -> None:
    data = docx(OK)
    assert "Word-fil" in refused(data[: int(len(data) * share)])


def test_broken_xml_names_the_part() -> None:
    assert "word/document.xml" in refused(docx("", document=b"<w:document"))


def test_damaged_bytes_are_refused() -> None:
    data = archive({"word/document.xml": f"<w:document {NAMES}><w:body>{OK * 50}</w:body></w:document>"})
    at = data.index(b"word/document.xml") + 60
    assert "skadat" in refused(data[:at] + bytes(b ^ 0xFF for b in data[at : at + 8]) + data[at + 8 :])


def test_nesting_beyond_the_limit() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + OK + "</w:sdtContent></w:sdt>" * 5000
    assert "djupt nästlad" in refused(docx(deep))


def test_too_many_entries() -> None:
    entries = {f"x/{i}": b"" for i in range(limits.MAX_ENTRIES + 1)}
    assert str(limits.MAX_ENTRIES) in refused(archive(entries))


def test_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_DENSE_PART", 1 << 20)
    assert "för stor" in refused(docx(par("snarast " * 2_000_000)))


def test_dense_but_small_part_is_harmless() -> None:
    assert words(docx(par("inte " * 200_000)))[0].startswith("inte inte")


def test_false_size_in_the_archive_does_not_lift_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PART", 1 << 20)
    monkeypatch.setattr(limits, "MAX_DENSE_PART", 1 << 20)
    data = docx(par("snarast " * 300_000))
    archive_ = zipfile.ZipFile(BytesIO(data))
    size = archive_.getinfo("word/document.xml").file_size
    assert refused(data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))


def test_two_versions_of_a_part_are_refused() -> None:
    buffer = BytesIO(docx(OK))
    with zipfile.ZipFile(buffer, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", f"<w:document {NAMES}><w:body/></w:document>")
    assert "två olika versioner" in refused(buffer.getvalue())


def test_names_that_point_outside_are_harmless() -> None:
    assert words(docx(OK, parts={"../../../evil.xml": "<a/>", "word\\..\\x.xml": "<a/>"}))


def test_target_outside_the_package_is_a_missing_part() -> None:
    data = docx(OK, relationships=relationship("x", "numbering", "../../../../etc/passwd"))
    assert open_package(data).related("numbering") is None


def test_external_target_is_not_followed() -> None:
    rels = f'<Relationship Id="x" Type="{R}/numbering" Target="http://127.0.0.1:9/n.xml" TargetMode="External"/>'
    assert open_package(docx(OK, relationships=rels)).related("numbering") is None


def test_part_names_know_no_case() -> None:
    entries = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="d" Type="{R}/officeDocument" Target="/Word/Document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{OK}</w:body></w:document>",
    }
    assert open_package(archive(entries)).tree("WORD/document.XML").tag == W + "document"
