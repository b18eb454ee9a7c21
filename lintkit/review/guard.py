"""Which Word files must not be written to, and why: signed, locked, with macros; knows packages, not findings."""

from __future__ import annotations

from lintkit.errors import LintkitError
from lintkit.word.package import Package
from lintkit.word.xml import W

CONTENT_TYPES = "[Content_Types].xml"

#: Kinds of `w:documentProtection` that forbid comments; "comments" and "trackedChanges" are made for reviewers.
_LOCKED = {"readOnly": "skrivskyddat", "forms": "låst för annat än ifyllning av formulärfält"}
#: Attributes that hold a password's hash, in the order they came into the format.
_HASHES = ("hash", "hashValue", "cryptSpinCount")


def refuse(package: Package) -> None:
    """Raise LintkitError with one Swedish sentence, beginning with its verb, for a file that must stay as it is."""
    if any(r.kind == "origin" for r in package.relationships("").values()) or package.has("_xmlsignatures/origin.sigs"):
        raise LintkitError(
            "är digitalt signerat, och en kommentar skulle göra signaturen ogiltig; granska en osignerad kopia"
        )
    if _has_macros(package):
        raise LintkitError("är ett Word-dokument med makron, och sådana skrivs inte; spara om det som .docx")
    settings = package.related("settings")
    if settings is None:
        return
    root = package.tree(settings)
    protection = root.find(W + "documentProtection")
    if protection is not None and protection.get(W + "enforcement", "0") in ("1", "true", "on"):
        locked = _LOCKED.get(protection.get(W + "edit", ""))
        if locked:
            raise LintkitError(f"är {locked}; ta bort skyddet i Word (Granska, Begränsa redigering) och försök igen")
    reserved = root.find(W + "writeProtection")
    if reserved is not None and any(reserved.get(W + name) for name in _HASHES):
        raise LintkitError("har ett lösenord för ändring; ta bort lösenordet i Word och försök igen")


def allows_changes(package: Package) -> bool:
    """Whether tracked changes may be written: not in a file whose reviewers may only comment."""
    settings = package.related("settings")
    protection = None if settings is None else package.tree(settings).find(W + "documentProtection")
    if protection is None or protection.get(W + "enforcement", "0") not in ("1", "true", "on"):
        return True
    return protection.get(W + "edit") in ("trackedChanges", "none", None)


def _has_macros(package: Package) -> bool:
    types = package.tree(CONTENT_TYPES)
    return any("macroEnabled" in node.get("ContentType", "") for node in types)
