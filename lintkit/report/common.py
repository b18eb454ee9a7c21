"""What several report formats share: safe text, JSON without raw control characters, places and counts in Swedish."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from lintkit.document import Block, Document
from lintkit.finding import Finding, Severity
from lintkit.report.model import DocumentResult, Outline, Report

#: What a severity is called.
LABEL = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"}
#: How a finding that does not count is marked.
MARK = {"baseline": "godtagen", "suppressed": "undantagen"}
#: Formats whose offsets, lines and columns count in the file itself; in the others they count in the text read from it.
TEXT_FORMATS = frozenset({"md", "txt", "html", "xml"})

_COUNTED = {"error": ("fel", "fel"), "warning": ("varning", "varningar"), "info": ("upplysning", "upplysningar")}
# JSON writers escape U+0000–U+001F. Everything else that steers a terminal or an editor stands inside strings; here in
# UTF-8: U+007F–U+009F, U+061C, U+200E, U+200F, U+2028–U+202E, U+2066–U+2069, U+FEFF.
_RAW = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf")
_SURROGATE = re.compile("[\ud800-\udfff]")


def safe(text: str) -> str:
    """Text without control and direction characters, so that a document cannot steer the terminal."""
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else " " for c in text)


def flat(text: str) -> str:
    """Safe text on one line, white space collapsed."""
    return " ".join(safe(text).split())


def to_json(value: Any) -> str:
    """Readable JSON with a final line feed. Control and direction characters are written as escapes, so that the
    value read back is the same; lone surrogates, which are no text, become U+FFFD.
    """
    return to_json_bytes(value).decode()


def to_json_bytes(value: Any) -> bytes:
    """The same as UTF-8: a report of some megabytes is not decoded to be encoded again."""
    try:
        data = msgspec.json.format(msgspec.json.encode(value), indent=1)
    except UnicodeEncodeError:  # a lone surrogate; the slow way writes it so that it can be replaced
        data = _SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False, indent=1)).encode()
    return _RAW.sub(lambda m: b"\\u%04x" % ord(m[0].decode()), data) + b"\n"


def is_text(result: DocumentResult) -> bool:
    """Whether lines and columns of the findings are those of the file itself."""
    return result.format in TEXT_FORMATS


def relative_uri(path: str) -> str:
    """A path as a URI reference: percent-encoded, "./" left out, absolute paths as file URIs."""
    uri = quote(path.removeprefix("./"), errors="surrogateescape")
    return f"file://{uri}" if uri.startswith("/") else uri


def block_of(finding: Finding, document: Document | Outline) -> Block:
    """The block that a finding stands in."""
    return document.places[finding.block] if isinstance(document, Outline) else document.blocks[finding.block]


def section(block: Block, document: Document | Outline) -> list[str]:
    """The headings above, outermost first, without the one that is the document's title."""
    names = list(block.section)
    return names[1:] if names and names[0] == document.title else names


def provision(block: Block) -> str:
    """The provision as it is cited: "punkt 16", "21 §", or an empty string."""
    number = block.provision or ""
    return f"punkt {number}" if number[:1].isdigit() and "§" not in number else number


def place(finding: Finding, document: Document | Outline) -> list[str]:
    """Where a finding stands, in words: headings, provision and page."""
    block = block_of(finding, document)
    parts = section(block, document)
    if name := provision(block):
        parts.append(name)
    if block.page:
        parts.append(f"sidan {block.page}")
    return parts


def place_or_paragraph(finding: Finding, document: Document | Outline) -> str:
    """The place in words; a paragraph number where there is neither heading, provision nor page."""
    return (
        " › ".join(flat(part) for part in place(finding, document)) or f"stycke {block_of(finding, document).index + 1}"
    )


def advice(finding: Finding) -> str:
    """The message and, where there is one, the suggestion."""
    return f"{finding.message} Förslag: {finding.fix}" if finding.fix else finding.message


def split_sentence(finding: Finding, around: int = 0) -> tuple[str, str, str]:
    """The sentence as (before, flagged words, after), each on one line; at most `around` characters on each side.

    Where the flagged words are not one stretch of the sentence, the sentence (cut to twice `around`) comes as "before".
    """
    at, sentence = finding.sentence_start, finding.sentence
    if at < 0:
        return _cut_end(flat(sentence), 2 * around), "", ""
    end = at + max(1, len(" ".join(finding.text.replace("\u00ad", "").split())))
    before, words, after = (safe(part) for part in (sentence[:at], sentence[at:end], sentence[end:]))
    return _cut_start(before, around), _cut_end(words, 4 * around), _cut_end(after, around)


def _cut_start(text: str, room: int) -> str:
    if not room or len(text) <= room:
        return text
    kept = text[-room:]
    return "… " + kept.partition(" ")[2] if " " in kept else "…" + kept


def _cut_end(text: str, room: int) -> str:
    if not room or len(text) <= room:
        return text
    kept = text[:room]
    return kept.rpartition(" ")[0] + " …" if " " in kept.strip() else kept + "…"


def counted(counts: Mapping[str, int]) -> str:
    """Counts per severity key in words: "1 fel, 3 varningar"; empty when all are zero."""
    return ", ".join(f"{n} {_COUNTED[key][n != 1]}" for key, n in counts.items() if n)


def summary(report: Report) -> str:
    """One sentence on the new findings."""
    words = counted(report.by_severity())
    if not words and report.results and report.unreadable == len(report.results):
        return "Inget kunde läsas."
    if not words:
        return "Inga anmärkningar." if not report.marked else "Inga nya anmärkningar."
    documents = sum(1 for r in report.results if any(f.status == "new" for f in r.findings))
    return f"{words} i {documents} dokument."


def marked_summary(report: Report) -> str:
    """One sentence on findings that do not count, or an empty string."""
    words = {"baseline": ("godtagen", "godtagna"), "suppressed": ("undantagen", "undantagna")}
    counts = Counter(finding.status for _, finding in each(report))
    parts = [f"{counts[status]} {forms[counts[status] != 1]}" for status, forms in words.items() if counts[status]]
    return f"{' och '.join(parts)} räknas inte." if parts else ""


def each(report: Report) -> Iterator[tuple[DocumentResult, Finding]]:
    """Every finding with its document, in the report's order."""
    for result in report.results:
        for finding in result.findings:
            yield result, finding


def document_of(result: DocumentResult) -> Document | Outline:
    """The document of a result that has findings."""
    assert result.document is not None, "an unreadable document has no findings"
    return result.document
