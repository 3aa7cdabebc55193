"""Colours and fonts of a chart, taken from the theme's tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont

    from workbench.gui.theme import FontRole, Theme


@dataclass(frozen=True)
class ChartStyle:
    """What a drawing needs to know of the theme, at one moment. Take a new one when the theme changes."""

    text: QColor
    muted: QColor
    grid: QColor
    surface: QColor
    zone: QColor
    target: QColor
    accent: QColor
    panel: QColor
    border: QColor
    break_: QColor
    highlight: QColor
    theme: Theme

    @classmethod
    def of(cls, theme: Theme, *, surface: str = "page") -> ChartStyle:
        """The theme as it is now; *surface* is the token of what the chart stands on."""
        return cls(
            text=theme.color("text"),
            muted=theme.color("muted"),
            grid=theme.color("grid"),
            surface=theme.color(surface),
            zone=theme.color("projection_zone"),
            target=theme.color("target"),
            accent=theme.color("accent"),
            panel=theme.color("panel"),
            border=theme.color("border"),
            break_=theme.color("break"),
            highlight=theme.color("warn_back"),
            theme=theme,
        )

    @property
    def scale(self) -> float:
        """What pixels of the design are multiplied with."""
        return self.theme.scale

    def color(self, index: int) -> QColor:
        """The colour with that place in the palette (wrapping round)."""
        return self.theme.series(index)

    def font(self, role: FontRole = "base", *, bold: bool = False) -> QFont:
        """The window's font in the size of a role, figures of equal width."""
        return self.theme.font(role, bold=bold)
