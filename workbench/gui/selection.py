"""The one selection that tree, tabs and inspector share. Whoever chooses says so here; whoever cares listens."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal

from workbench.domain.figure import Observation

Focus = Literal["", "node", "indicator", "scenario"]


class Selection(QObject):
    """Chosen node, indicator, scenario and observation; ``focus`` is the kind chosen last (the inspector shows it).

    Ids are ``""`` when nothing is chosen. A signal is sent only when its value really changes; ``changed`` follows
    every one of them, and also a repeated choice that moves the focus.
    """

    node_changed = Signal(str)
    indicator_changed = Signal(str)
    scenario_changed = Signal(str)
    observation_changed = Signal(object)  # Observation | None
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._node = ""
        self._indicator = ""
        self._scenario = ""
        self._observation: Observation | None = None
        self._focus: Focus = ""

    @property
    def node(self) -> str:
        """Id of the chosen node of the plan."""
        return self._node

    @property
    def indicator(self) -> str:
        """Id of the chosen indicator."""
        return self._indicator

    @property
    def scenario(self) -> str:
        """Id of the chosen scenario."""
        return self._scenario

    @property
    def observation(self) -> Observation | None:
        """The chosen point of a chart or row of a table."""
        return self._observation

    @property
    def focus(self) -> Focus:
        """The kind that was chosen last."""
        return self._focus

    def select_node(self, node_id: str) -> None:
        """Choose a node; ``""`` chooses none."""
        self._put("node", node_id)

    def select_indicator(self, indicator_id: str) -> None:
        """Choose an indicator; a chosen observation of another series is let go."""
        if self._observation is not None and self._observation.series_id != indicator_id:
            self._observation = None
            self.observation_changed.emit(None)
        self._put("indicator", indicator_id)

    def select_scenario(self, scenario_id: str) -> None:
        """Choose a scenario; ``""`` chooses none."""
        self._put("scenario", scenario_id)

    def select_observation(self, observation: Observation | None) -> None:
        """Choose a point, and with it its indicator; ``None`` lets the point go and keeps the indicator."""
        if observation is not None:
            same = observation == self._observation
            self._observation = observation
            self._put("indicator", observation.series_id, quiet=not same)
            if not same:
                self.observation_changed.emit(observation)
                self.changed.emit()
        elif self._observation is not None:
            self._observation = None
            self.observation_changed.emit(None)
            self.changed.emit()

    def _put(
        self, kind: Literal["node", "indicator", "scenario"], value: str, *, quiet: bool = False
    ) -> None:
        moved = self._focus != kind
        different = getattr(self, f"_{kind}") != value
        self._focus = kind
        setattr(self, f"_{kind}", value)
        if different:
            getattr(self, f"{kind}_changed").emit(value)
        if (different or moved) and not quiet:
            self.changed.emit()
