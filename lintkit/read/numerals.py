"""Writing list numbers as digits, letters and Roman numerals; knows nothing of lists or formats."""

from __future__ import annotations

#: Above this a letter or Roman label is no longer something a person would write; digits are used.
_LARGEST = 3_999

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(value: int, form: str, *, doubled: bool = False) -> str:
    """`value` in the form "1", "a", "A", "i" or "I"; digits in any other form and outside 1–3,999.

    After z comes aa, ab; with `doubled` aa, bb (OpenDocument's letter synchronisation).
    """
    if form not in ("a", "A", "i", "I") or not 1 <= value <= _LARGEST:
        return str(value)
    text = ""
    if form in "iI":
        for worth, sign in _ROMAN:
            while value >= worth:
                text += sign
                value -= worth
    elif doubled:
        text = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
    else:
        while value:
            value, rest = divmod(value - 1, 26)
            text = chr(ord("a") + rest) + text
    return text.upper() if form.isupper() else text
