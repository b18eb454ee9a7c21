"""What the page and its working process say to each other: values and their frames; neither's work."""

from __future__ import annotations

from datetime import date
from typing import IO

import msgspec


class Given(msgspec.Struct, frozen=True):
    """A document as it was uploaded; `name` is unique within the order."""

    name: str
    data: bytes


class Order(msgspec.Struct, frozen=True):
    """What is to be done. `governs` is the place of the governing document; `given_up` says in a Swedish sentence,
    by step ("lint 2"), what is not to be tried again. `memory` is in bytes. With `look_only` the documents are only
    recognised.
    """

    documents: tuple[Given, ...]
    today: date
    config_path: str | None = None
    profile: str | None = None
    governs: int | None = None
    changes: bool = True
    summary: bool = False
    look_only: bool = False
    memory: int = 0
    given_up: dict[str, str] = {}


class Step(msgspec.Struct, frozen=True, tag="step"):
    """A step begins: "read", "lint" or "annotate" a document by its place, or "report" (place -1)."""

    stage: str
    place: int
    done: int
    total: int

    @property
    def key(self) -> str:
        return f"{self.stage} {self.place}"


class Seen(msgspec.Struct, frozen=True):
    """A document recognised: its kind and title, or why it could not be read."""

    kind: str = "annat"
    title: str = ""
    words: int = 0
    error: str | None = None


class Looked(msgspec.Struct, frozen=True, tag="looked"):
    """All documents of an order recognised, in order."""

    documents: tuple[Seen, ...]


class Reviewed(msgspec.Struct, frozen=True):
    """A document reviewed. `counts` are new findings by severity key. `annotated` is the copy, `suffix` its suffix;
    `problem` says why there is none. Sentences begin with their verb.
    """

    name: str
    kind: str = "annat"
    title: str = ""
    counts: dict[str, int] = {}
    unread: int = 0
    error: str | None = None
    annotated: bytes = b""
    suffix: str = ""
    comments: int = 0
    changes: int = 0
    lost: int = 0
    problem: str | None = None


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The whole answer: the report as page and as JSON; `problems` are Swedish sentences without full stop."""

    documents: tuple[Reviewed, ...]
    page: str
    json: str
    summary: str
    read_line: str
    problems: tuple[str, ...] = ()


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """Nothing could be done, for the reason given in one Swedish sentence."""

    why: str


Answer = Step | Looked | Done | Refused

_encoder = msgspec.msgpack.Encoder()
_answers = msgspec.msgpack.Decoder(Answer)
_orders = msgspec.msgpack.Decoder(Order)


def send(stream: IO[bytes], message: Order | Answer) -> None:
    """Write a message as its length (4 bytes, big-endian) and itself. Raises OSError when nobody listens."""
    data = _encoder.encode(message)
    stream.write(len(data).to_bytes(4, "big"))
    stream.write(data)
    stream.flush()


def take_order(stream: IO[bytes]) -> Order:
    """The order that a stream begins with. Raises EOFError, msgspec.DecodeError."""
    return _orders.decode(_frame(stream))


def take_answer(stream: IO[bytes]) -> Answer:
    """The next answer. Raises EOFError when the other side is gone, msgspec.DecodeError for what is not one."""
    answer: Answer = _answers.decode(_frame(stream))
    return answer


def _frame(stream: IO[bytes]) -> bytes:
    head = stream.read(4)
    size = int.from_bytes(head, "big")
    data = stream.read(size) if len(head) == 4 else b""
    if len(head) < 4 or len(data) < size:
        raise EOFError
    return data
