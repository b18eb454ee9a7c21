"""JSON as reports write it: the bytes of Python's own writer, but for what steers a terminal and what is no text."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from lintkit.report.common import to_json

TEXT = st.text(st.characters(exclude_categories=())) | st.text()
SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.sampled_from((0.0, 1.5, 12.0, 0.25, -3.75)) | TEXT
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=12
)


@given(VALUES)
@example({"a": [], "b": {}, "c": "\ud800 å \x07\x7f\u202e"})
def test_the_bytes_of_the_plain_writer(value: Any) -> None:
    plain = json.dumps(value, ensure_ascii=False, indent=1)
    steering = [*range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
    table: dict[int, str] = {code: f"\\u{code:04x}" for code in steering}
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    written = to_json(value)
    assert written == plain.translate(table) + "\n"
    written.encode()
