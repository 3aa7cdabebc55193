"""The composer: outline, both languages side by side, pages as printed, and what is wrong in the margin."""

from workbench.gui.panes.briefing.pane import BriefingPane

__all__ = ["BriefingPane"]
