"""Errors whose text is for the user: one Swedish sentence that names the place and the cause."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "filen eller mappen finns inte", errno.EACCES: "åtkomst nekas", errno.EPERM: "åtkomst nekas",
    errno.ENOSPC: "disken är full", errno.EDQUOT: "diskutrymmet är slut", errno.EROFS: "disken är skrivskyddad",
    errno.EISDIR: "det är en mapp", errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.ENAMETOOLONG: "namnet är för långt", errno.ELOOP: "länkarna går i cirkel",
    errno.EMFILE: "för många filer är öppna", errno.EIO: "disken svarar inte",
}  # fmt: skip


class LintkitError(Exception):
    """A failure that is the user's to mend."""


class ReadError(LintkitError):
    """A document that could not be read. The text begins with a verb ("är tom"): the caller adds the path."""


class MergeConflict(ReadError):
    """A document that holds both sides of a merge that nobody has decided."""


class FileError(LintkitError):
    """Something is wrong in a configuration, rule or data file: "file:line: what, and what to do"."""

    def __init__(self, path: str, line: int, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}")
        self.path, self.line, self.what = path, line, what


def reason(error: OSError) -> str:
    """Why the operating system refused, in Swedish; its own words where none are known."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
