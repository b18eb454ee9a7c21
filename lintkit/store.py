"""The cache folder: entries by key, whole or not at all; knows nothing of what they hold.

Imports next to nothing, because a run that finds its answer here does little else.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from hashlib import sha256

#: Most bytes kept; what was not asked for longest goes first. LINTKIT_CACHE_MB says otherwise.
LIMIT = 512 << 20

_LAYOUT = "v1"
_MAGIC = b"lintkit\x01"
_DAY = 86_400
_NAME = re.compile(r"[0-9a-f]{62}(?:\.\d+\.tmp)?")


def folder() -> str:
    """The cache folder, absolute: LINTKIT_CACHE_DIR, else lintkit's place in the user's cache folder."""
    if own := os.environ.get("LINTKIT_CACHE_DIR"):
        return os.path.abspath(own)
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        return os.path.join(base, "lintkit", "Cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "lintkit")
    base = os.environ.get("XDG_CACHE_HOME", "")
    return os.path.join(base if os.path.isabs(base) else os.path.join(home, ".cache"), "lintkit")


def get(key: str, place: str | None = None) -> bytes | None:
    """What was put under a key (64 hexadecimal digits), or None. A damaged entry is removed and is none. `place` is
    the cache folder where it is known.
    """
    path = _path(key, place)
    try:
        entry = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            status = os.fstat(entry)
            if not _is_ours(status):
                return None
            data = read_all(entry, status.st_size)
        finally:
            os.close(entry)
        head = len(_MAGIC) + 32
        payload = data[head:]
        if data[:head] != _head(key, payload):
            os.unlink(path)
            return None
        if time.time() - status.st_mtime > _DAY:
            os.utime(path)  # asked for: not the first to go
        return payload
    except OSError:
        return None


def read_all(handle: int, size: int) -> bytes:
    """All that is left in an open file, which is probably so many bytes. Raises OSError."""
    data = os.read(handle, size + 1)
    if len(data) == size:
        return data
    parts = [data]
    while parts[-1]:
        parts.append(os.read(handle, max(size, 1 << 16)))
    return b"".join(parts)


def put(key: str, payload: bytes) -> None:
    """Keep an entry, in one step; others may do the same at the same time. A cache that cannot be written is none."""
    path = _path(key)
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        _make(os.path.dirname(path))
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(temporary, flags, 0o600)
        except FileExistsError:
            os.unlink(temporary)  # left by a process of the same number that was killed
            handle = os.open(temporary, flags, 0o600)
        try:
            with os.fdopen(handle, "wb") as entry:
                entry.write(_head(key, payload))
                entry.write(payload)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        return


def clear() -> tuple[int, int]:
    """Remove all entries; how many they were, and their bytes. Nothing else in the folder is touched."""
    count = size = 0
    for _, bytes_, path in list(_entries()):
        try:
            os.unlink(path)
        except OSError:
            continue
        count += 1
        size += bytes_
    root = os.path.join(folder(), _LAYOUT)
    for place in [*_folders(root), root]:
        try:
            os.rmdir(place)
        except OSError:
            continue
    return count, size


def measure() -> tuple[int, int]:
    """Number of entries and their bytes."""
    sizes = [size for _, size, _ in _entries()]
    return len(sizes), sum(sizes)


def trim(limit: int | None = None) -> None:
    """Remove the entries longest unasked for until at most three quarters of the limit is left, if it is passed."""
    if limit is None:
        own = os.environ.get("LINTKIT_CACHE_MB", "")
        limit = int(own) << 20 if own.isdecimal() else LIMIT
    entries = sorted(_entries())
    total = sum(size for _, size, _ in entries)
    if total <= limit:
        return
    for _, size, path in entries:
        try:
            os.unlink(path)
        except OSError:
            continue
        total -= size
        if total <= limit * 3 // 4:
            return


def _head(key: str, payload: bytes) -> bytes:
    """What stands before the payload in an entry."""
    digest = sha256(key.encode())
    digest.update(payload)
    return _MAGIC + digest.digest()


def _path(key: str, place: str | None = None) -> str:
    return f"{place or folder()}{os.sep}{_LAYOUT}{os.sep}{key[:2]}{os.sep}{key[2:]}"


def _make(place: str) -> None:
    """The folder of an entry with those above it, closed to others. Raises PermissionError where it is not ours."""
    os.makedirs(os.path.dirname(folder()), exist_ok=True)
    for part in (folder(), os.path.dirname(place), place):
        try:
            os.mkdir(part, 0o700)
        except FileExistsError:
            if not _is_ours(os.lstat(part)):
                raise PermissionError(part) from None


def _is_ours(found: os.stat_result) -> bool:
    """Whether only the user can have written it."""
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _folders(root: str) -> list[str]:
    try:
        with os.scandir(root) as found:
            return [e.path for e in found if e.is_dir(follow_symlinks=False) and re.fullmatch(r"[0-9a-f]{2}", e.name)]
    except OSError:
        return []


def _entries() -> Iterator[tuple[float, int, str]]:
    """Time last asked for, bytes and path of each entry."""
    for place in _folders(os.path.join(folder(), _LAYOUT)):
        try:
            with os.scandir(place) as found:
                for entry in found:
                    if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                        status = entry.stat(follow_symlinks=False)
                        yield status.st_mtime, status.st_size, entry.path
        except OSError:
            continue
