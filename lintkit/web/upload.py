"""Forms with files as they come in: read into memory within the limits; what the files are is others' business."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from lintkit.errors import LintkitError
from lintkit.web.limits import Limits, megabytes

#: Bytes of one field, and of the heads and borders of all parts; forms here are small.
_FIELD = 4 << 10
_FRAME = 1 << 20
#: A request that is refused is read to its end up to this size, or the browser shows no answer.
_DRAIN = 1 << 30


class Rejected(LintkitError):
    """A request that is not taken; `status` is its HTTP status."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass
class Form:
    """Fields by name, and files as (name, bytes) in order."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[tuple[str, bytes]] = field(default_factory=list)


async def read_form(request: Request, limits: Limits, admit: Callable[[Form], None]) -> Form:
    """The form that a request carries. `admit` sees the fields before the first file and may raise. Raises Rejected."""
    try:
        async with asyncio.timeout(limits.upload_seconds):
            return await _read(request, limits, admit)
    except TimeoutError as error:
        raise Rejected(408, "Dokumenten kom inte fram i tid; försök igen.") from error
    except ClientDisconnect as error:
        raise Rejected(400, "Överföringen avbröts; försök igen.") from error


async def _read(request: Request, limits: Limits, admit: Callable[[Form], None]) -> Form:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 0 < len(boundary) <= 200:
        raise Rejected(415, "Begäran är inte ett formulär från den här sidan.")
    size = request.headers.get("content-length", "")
    declared = int(size) if size.isascii() and size.isdigit() and len(size) < 16 else 0
    reader = _Reader(limits, admit)
    parser = MultipartParser(boundary, reader.callbacks())  # type: ignore[arg-type]
    problem: Rejected | None = None
    total = 0
    if declared > limits.total_bytes + _FRAME:
        problem = _too_much(limits)
    async for chunk in request.stream():
        total += len(chunk)
        if problem is None and total > limits.total_bytes + _FRAME:
            problem = _too_much(limits)
        if problem is not None:
            reader.form.files.clear()
            if max(total, declared) > _DRAIN:
                break
            continue
        try:
            parser.write(chunk)
        except Rejected as error:
            problem = error
        except FormParserError:
            problem = Rejected(400, "Formuläret kom inte fram helt; försök igen.")
    if problem is not None:
        raise problem
    if not reader.ended:
        raise Rejected(400, "Formuläret kom inte fram helt; försök igen.")
    if not reader.admitted:
        admit(reader.form)
    return reader.form


def _too_much(limits: Limits) -> Rejected:
    return Rejected(413, f"Dokumenten är tillsammans större än {megabytes(limits.total_bytes)}, som är gränsen.")


class _Reader:
    """Gathers the parts of a form."""

    def __init__(self, limits: Limits, admit: Callable[[Form], None]) -> None:
        self.form = Form()
        self.admitted = self.ended = False
        self._limits, self._admit = limits, admit
        self._head: dict[bytes, bytes] = {}
        self._name, self._value = bytearray(), bytearray()
        self._heads = 0
        self._field = ""
        self._file: str | None = None
        self._data = bytearray()
        self._parts = 0

    def callbacks(self) -> dict[str, Callable[..., None]]:
        return {
            "on_part_begin": self._begin, "on_header_field": self._header_field, "on_header_value": self._header_value,
            "on_header_end": self._header_end, "on_headers_finished": self._headers_finished,
            "on_part_data": self._part_data, "on_part_end": self._part_end, "on_end": self._end,
        }  # fmt: skip

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > self._limits.files + 50:
            raise Rejected(413, "Formuläret har för många delar.")
        self._head, self._data = {}, bytearray()

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._weigh(end - start)
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._weigh(end - start)
        self._value += data[start:end]

    def _weigh(self, size: int) -> None:
        self._heads += size
        if self._heads > _FRAME:
            raise Rejected(413, "Formulärets huvuden är för stora.")

    def _header_end(self) -> None:
        self._head[bytes(self._name).lower()] = bytes(self._value)
        self._name.clear()
        self._value.clear()

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._head.get(b"content-disposition", b""))
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        name = options.get(b"filename")
        self._file = None if name is None else name.decode("utf-8", "replace")
        if self._file is not None and not self.admitted:
            self._admit(self.form)
            self.admitted = True

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        size = len(self._data) + end - start
        if self._file is None and size > _FIELD:
            raise Rejected(413, "Ett fält i formuläret är för stort.")
        if self._file is not None and size > self._limits.file_bytes:
            raise Rejected(
                413,
                f"Ett av dokumenten är större än {megabytes(self._limits.file_bytes)}, som är gränsen för ett.",
            )
        self._data += data[start:end]

    def _part_end(self) -> None:
        if self._file is None:
            self.form.fields[self._field] = self._data.decode("utf-8", "replace")
        elif self._file or self._data:  # a file field left empty has neither name nor content
            if len(self.form.files) >= self._limits.files:
                raise Rejected(413, f"Det går att granska högst {self._limits.files} dokument åt gången.")
            self.form.files.append((self._file, bytes(self._data)))
        self._data = bytearray()

    def _end(self) -> None:
        self.ended = True
