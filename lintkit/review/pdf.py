"""A PDF with a highlight and a note on every finding; asks a child process, as the file may be hostile."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from lintkit.document import Document
from lintkit.errors import LintkitError, ReadError
from lintkit.finding import Severity
from lintkit.review.annotated import Annotated
from lintkit.review.note import AUTHOR, Note

#: Time that finding the words and writing the file may take, in seconds.
TIME_LIMIT = 180.0

#: Marker colours (red, green, blue from 0 to 1), light enough for black letters under them.
_COLOUR = {Severity.ERROR: (1.0, 0.66, 0.62), Severity.WARNING: (1.0, 0.86, 0.42), Severity.INFO: (0.66, 0.83, 1.0)}
_REFUSED = {
    "password": "är krypterat, och en krypterad PDF skrivs inte; spara en okrypterad kopia och försök igen",
    "signed": "är digitalt signerat, och en anteckning skulle göra signaturen ogiltig; granska en osignerad kopia",
    "locked": "är certifierat mot ändringar; granska en kopia utan certifiering",
    "format": "är inte en läsbar PDF",
}


def annotate(data: bytes, document: Document, notes: Sequence[Note]) -> Annotated:
    """Write notes as highlights into the PDF `data`, which `document` was read from.

    A highlight that lintkit has written before on the same words is not written again. Without anything to write the
    same bytes come back. Raises LintkitError (ReadError where the file is broken) with one Swedish sentence that
    begins with its verb.
    """
    wanted = []
    for note in notes:
        block = document.blocks[note.block] if 0 <= note.block < len(document.blocks) else None
        start, end = (block.start, block.end) if block else (note.start, note.end)
        wanted.append(
            {
                "page": (block.page if block else None) or 1, "before": document.text[start : note.start],
                "words": document.text[note.start : note.end], "after": document.text[note.end : max(end, note.end)],
                "at": note.start, "contents": "\n".join(note.lines), "author": AUTHOR, "subject": note.rule,
                "colour": _COLOUR[note.severity],
            }
        )  # fmt: skip
    head, written = _ask(json.dumps(wanted).encode() + b"\n" + data)
    answer = json.loads(head)
    if problem := answer.get("error"):
        raise (ReadError if problem == "format" else LintkitError)(_REFUSED[problem])
    return Annotated(written or data, answer["written"], answer["known"], answer["lost"])


def _ask(question: bytes) -> tuple[bytes, bytes]:
    """The child's answer: a line of JSON, and the new file."""
    worker = Path(__file__).with_name("pdf_worker.py")
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(worker)], input=question, capture_output=True, timeout=TIME_LIMIT, check=False
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"tar längre tid än {TIME_LIMIT:.0f} sekunder att skriva") from error
    head, newline, body = done.stdout.partition(b"\n")
    if done.returncode != 0 or not newline:
        raise ReadError("är skadat eller kräver för mycket minne för att kunna skrivas")
    return head, body
