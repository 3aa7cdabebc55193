"""Snapshots: states to come back to, what changed between two of them, and the history of every step."""

from workbench.gui.panes.snapshots.pane import SnapshotsPane

__all__ = ["SnapshotsPane"]
