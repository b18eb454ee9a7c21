"""Writes a source as Word: automatic numbering, tracked changes, comments, footnotes, text boxes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun
from lxml import etree

from .archive import CREATED, repack
from .markup import Block, Run, Source, runs

_STAMP = CREATED.strftime("%Y-%m-%dT%H:%M:%SZ")
_NUMBERING_ID = 90
_LEVELS = (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ("lowerLetter", "%4)"))
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

_BOX = """
<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" {ns}
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    xmlns:v="urn:schemas-microsoft-com:vml">
  <mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
    <wp:extent cx="5400000" cy="720000"/><wp:docPr id="{id}" name="Textruta {id}"/>
    <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
      <a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
        <wps:cNvSpPr txBox="1"/>
        <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="720000"/></a:xfrm>
          <a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="9525"/></wps:spPr>
        <wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/>
      </wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
  <mc:Fallback><w:pict><v:rect style="width:425pt;height:57pt"><v:textbox>
    <w:txbxContent>{content}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback>
</mc:AlternateContent>"""


def write(source: Source) -> bytes:
    """The bytes of a .docx file; the same source always gives the same bytes."""
    document = Document()
    _set_up(document, source)
    ids = count(1)
    footnotes: list[str] = []
    for block in source.blocks:
        _add(document, block, ids, footnotes)
    if footnotes:
        _add_footnotes(document, footnotes)
    _fix_comment_dates(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def _set_up(document: WordDocument, source: Source) -> None:
    properties = document.core_properties
    properties.title, properties.author = source.title, source.author
    properties.last_modified_by, properties.language = source.author, "sv-SE"
    properties.comments = ""
    properties.created = properties.modified = CREATED
    styles = document.styles
    styles["Normal"].font.name = "Cambria"
    styles["Normal"].font.size = Pt(11)
    _add_numbering(document)
    for level, name in enumerate(("Heading 1", "Heading 2")):
        _number(styles[name].element, level)
    section = document.sections[0]
    _fill(section.header.paragraphs[0], source.header)
    _fill(section.footer.paragraphs[0], source.footer)


def _add_numbering(document: WordDocument) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="Heading{i + 1}"/>' if i < 2 else "")
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{567 + 284 * (i == 3)}" w:hanging="567"/></w:pPr></w:lvl>'
        for i, (form, text) in enumerate(_LEVELS)
    )
    numbering = document.part.numbering_part.element
    abstract = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUMBERING_ID}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    # The schema wants every abstractNum before the first num.
    numbering.insert(0, parse_xml(abstract))
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{_NUMBERING_ID}"><w:abstractNumId w:val="{_NUMBERING_ID}"/></w:num>'
        )
    )


def _number(element: Any, level: int) -> None:
    """Give a paragraph or a style the automatic number of a level, counted from 0."""
    # Through python-docx's own accessors, which keep the order of elements that Word insists on.
    properties = element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = _NUMBERING_ID


def _fill(paragraph: Paragraph, template: str) -> None:
    """Running head or foot; ``{PAGE}`` and ``{NUMPAGES}`` become fields, ``|`` a tab."""
    text = template.replace("|", "\t")
    while text:
        before, brace, rest = text.partition("{")
        paragraph.add_run(before)
        if not brace:
            return
        field, _, text = rest.partition("}")
        element = parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
        paragraph._p.append(element)


def _add(document: WordDocument, block: Block, ids: Iterator[int], footnotes: list[str]) -> None:
    if block.kind == "table":
        table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, block.rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                _add_runs(document, cell.paragraphs[0], text, ids, footnotes)
        document.add_paragraph()
    elif block.kind == "box":
        content = f'<w:p><w:r><w:t xml:space="preserve">{escape(block.text)}</w:t></w:r></w:p>'
        run = document.add_paragraph().add_run()
        run._r.append(parse_xml(_BOX.format(ns=nsdecls("w"), id=next(ids), content=content)))
    else:
        style = {"title": "Title", "heading": f"Heading {block.depth or 1}", "bullet": "List Bullet"}
        paragraph = document.add_paragraph(style=style.get(block.kind, "Normal"))
        if block.kind in ("provision", "item"):
            _number(paragraph._p, block.depth - 1)
        _add_runs(document, paragraph, block.text, ids, footnotes)


def _add_runs(
    document: WordDocument, paragraph: Paragraph, text: str, ids: Iterator[int], footnotes: list[str]
) -> None:
    for run in runs(text):
        if run.kind in ("inserted", "deleted"):
            paragraph._p.append(_change(run, next(ids)))
        elif run.kind == "control":
            content = f'<w:r><w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'
            paragraph._p.append(
                parse_xml(
                    f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Fält"/><w:id w:val="{9000 + next(ids)}"/>'
                    f"<w:text/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
                )
            )
        elif run.kind == "footnote":
            footnotes.append(run.text)
            reference = paragraph.add_run()
            reference.font.superscript = True
            reference._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(footnotes)}"/>'))
        else:
            added: WordRun = paragraph.add_run(run.text)
            if run.kind == "comment":
                document.add_comment(added, run.note, author="Avtalscontrollern", initials="AC")


def _change(run: Run, number: int) -> etree._Element:
    tag, text_tag = ("ins", "t") if run.kind == "inserted" else ("del", "delText")
    return parse_xml(
        f'<w:{tag} {nsdecls("w")} w:id="{number}" w:author="Kommunjuristen" w:date="{_STAMP}"><w:r>'
        f'<w:{text_tag} xml:space="preserve">{escape(run.text)}</w:{text_tag}></w:r></w:{tag}>'
    )


def _add_footnotes(document: WordDocument, texts: list[str]) -> None:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for kind, number, tag in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(texts, start=1)
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:footnotes {nsdecls('w')}>{separators}{notes}</w:footnotes>"
    )
    package = document.part.package
    assert package is not None
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, xml.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _fix_comment_dates(document: WordDocument) -> None:
    """python-docx stamps comments with the present time."""
    for comment in document.comments:
        comment._comment_elm.set(qn("w:date"), _STAMP)
