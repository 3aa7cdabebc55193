"""Indicators: the figures of one series, its ratings, why it changed, other places, and what figures say of one another."""

from workbench.gui.panes.indicators.pane import IndicatorsPane

__all__ = ["IndicatorsPane"]
