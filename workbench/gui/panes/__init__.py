"""The tabs of the centre, in order. Each pane is imported when its tab is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from workbench.gui.language import mark
from workbench.gui.workspace import PaneSpec

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from workbench.gui.workspace import Workspace


def _late(module: str, name: str) -> Callable[[Workspace], QWidget]:
    """A factory that imports ``workbench.gui.panes.<module>`` only when called."""

    def make(workspace: Workspace) -> QWidget:
        made = getattr(import_module(f"workbench.gui.panes.{module}"), name)(workspace)
        return cast("QWidget", made)

    return make


PANES: tuple[PaneSpec, ...] = (
    PaneSpec("overview", mark("panes", "Overview"), _late("overview", "OverviewPane"), "overview"),
    PaneSpec("indicators", mark("panes", "Indicators"), _late("indicators", "IndicatorsPane"), "indicators"),
    PaneSpec("scenarios", mark("panes", "Scenarios"), _late("scenarios", "ScenariosPane"), "scenarios"),
    PaneSpec("index", mark("panes", "Index"), _late("placeholders", "IndexPane"), "index"),
    PaneSpec("data", mark("panes", "Data"), _late("data", "DataPane"), "data"),
    PaneSpec("delivery", mark("panes", "Delivery"), _late("placeholders", "DeliveryPane"), "delivery"),
    PaneSpec("briefing", mark("panes", "Briefing"), _late("briefing", "BriefingPane"), "briefing"),
    PaneSpec("snapshots", mark("panes", "Snapshots"), _late("snapshots", "SnapshotsPane"), "snapshots"),
)
