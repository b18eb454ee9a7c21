"""Why files of the suites deliver fewer words than their format's target: the lowest share, and the reason."""

from __future__ import annotations

_DELETED = "raderad eller flyttad text räknas inte (facit har den med)"
_NOTE = "facit är LibreOffice, som bara skriver notens nummer"
_SHORT_TABLE = "tabell utan linjer i annan ordning än facit"

#: Path in the suites' folder -> lowest share that passes, and the reason in words.
REASONS: dict[str, tuple[float, str]] = {
    "docx2python/example.docx": (0.95, "facit skriver sammansatta listnummer utan skiljetecken (”11”, ”2ii”)"),
    "mammoth/footnote-hyperlink.docx": (0.0, _NOTE),
    "mammoth/footnotes.docx": (0.5, _NOTE),
    "mammoth/endnotes.docx": (0.5, _NOTE),
    "odfdo/tracked_changes.odt": (0.7, _DELETED),
    "odfdo/variable.odt": (0.9, "fält som facit räknar om"),
    "pandoc/docx/definition_list.docx": (0.93, "facit skriver ihop nummer och term (”1Term”)"),
    "pandoc/docx/golden/lists_multiple_initial.docx": (0.85, "facit numrerar ett tomt stycke"),
    "pandoc/docx/golden/track_changes_deletion.docx": (0.6, _DELETED),
    "pandoc/docx/golden/track_changes_move.docx": (0.65, _DELETED),
    "pandoc/docx/golden/track_changes_scrubbed_metadata.docx": (0.8, _DELETED),
    "pandoc/docx/mendeley_citations.docx": (0.8, "facit bygger hänvisningen av dess data, inte av det sidan visar"),
    "pandoc/docx/paragraph_insertion_deletion.docx": (0.6, _DELETED),
    "pandoc/docx/track_changes_scrubbed_metadata.docx": (0.5, _DELETED),
    "pandoc/docx/zotero_citations.docx": (0.93, "facit bygger hänvisningen av dess data, inte av det sidan visar"),
    "pandoc/odt/odt/hiddenTextByStyle.odt": (0.0, "dold text läses inte; den anges som oläst"),
    "pandoc/odt/odt/simpleTableWithCaption.odt": (0.7, "facit flyttar tabellens rubrik över den"),
    "pandoc/odt/odt/trackedChanges.odt": (0.85, _DELETED),
    "pdfplumber/annotations.pdf": (0.6, "facit har en antecknings ord med"),
    "pdfplumber/issue-140-example.pdf": (0.89, _SHORT_TABLE),
    "pdfplumber/la-precinct-bulletin-2014-p1.pdf": (0.93, "valsedel i sex spalter, som läses tvärs över"),
    "pdfplumber/senate-expenditures.pdf": (0.94, _SHORT_TABLE),
    "pdfplumber/table-curves-example.pdf": (0.86, "celler med flera rader i annan ordning än facit"),
    "python-docx/blk-paras-and-tables.docx": (0.9, "en tabell i en cell läses efter cellens egen text"),
    "se-ffu-kommun/12.2 Ritningsförteckning Belysning.pdf": (
        0.94,
        "upprepat sidhuvud och kolumn som facit tar för text",
    ),
    "se-ffu-kommun/6.3 Avsteg MER Anläggning 23 rev. 2025-05-21.pdf": (
        0.93,
        "sidfot och tabell med celler på flera rader",
    ),
}
