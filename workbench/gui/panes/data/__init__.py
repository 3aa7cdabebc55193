"""Data: every series and every figure of the workspace, to be read, filtered and copied."""

from workbench.gui.panes.data.pane import DataPane

__all__ = ["DataPane"]
