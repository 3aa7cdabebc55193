"""Addresses of cells back to places: ``K10`` and ``R10C11`` to row and column counted from 0."""

from __future__ import annotations

import re

_R1C1 = re.compile(r"R(\d+)C(\d+)")
_A1 = re.compile(r"([A-Z]{1,3})(\d+)")


def place_of(address: str) -> tuple[int, int] | None:
    """Row and column of a cell; ``None`` for what is no address."""
    plain = address.strip().replace("$", "").upper()
    match = _R1C1.fullmatch(plain)
    if match:
        return int(match[1]) - 1, int(match[2]) - 1
    match = _A1.fullmatch(plain)
    if match is None:
        return None
    col = 0
    for letter in match[1]:
        col = col * 26 + ord(letter) - 64
    return int(match[2]) - 1, col - 1
