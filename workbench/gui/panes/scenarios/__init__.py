"""Scenarios: assumptions on sliders, and at once what they mean for every reference indicator."""

from workbench.gui.panes.scenarios.pane import ScenariosPane

__all__ = ["ScenariosPane"]
