"""Placeholder until the grid stands."""

from __future__ import annotations

from workbench.gui.panes.indicators.page import Page


class FiguresPage(Page):
    """The grid."""
