"""Errors whose text is for the user: one Swedish sentence that names the place and the cause."""

from __future__ import annotations


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
