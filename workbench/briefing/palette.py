"""Colours for paper, from the same token file as the screen; plain ones where that file is missing or damaged."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from workbench.base.paths import asset

_SERIES = ("#0072b2", "#d55e00", "#00875f", "#b3588b", "#a87400", "#2789c2", "#4d5663", "#857b00")
_TOKENS = {
    "text": "#1b2430",
    "muted": "#5b6675",
    "grid": "#e6eaf0",
    "projection_zone": "#e9eef6",
    "target": "#b34700",
    "break": "#6b7684",
}
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@cache
def _theme() -> dict[str, Any]:
    try:
        plain = json.loads(asset("resources", "theme.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return plain if isinstance(plain, dict) else {}


def series_color(place: int) -> str:
    """The colour of an indicator by its place in the palette, as ``#rrggbb`` on white paper."""
    series = _theme().get("series", {})
    found = series.get("light", ()) if isinstance(series, dict) else series
    colors = [color for color in found if isinstance(color, str) and _HEX.fullmatch(color)] or list(_SERIES)
    return colors[place % len(colors)]


def token(name: str) -> str:
    """A named colour of the light theme: text, muted, grid, projection_zone, target, break."""
    try:
        found = _theme()["themes"]["light"][name]
    except (KeyError, TypeError):
        found = ""
    return found if isinstance(found, str) and _HEX.fullmatch(found) else _TOKENS[name]


def tint(color: str, share: float = 0.45) -> str:
    """A pale version of a colour: that share of it on white."""
    parts = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
