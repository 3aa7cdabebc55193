"""The switch for draws: fans and probabilities in the small multiples, drawn on the pool after each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from workbench.domain.errors import Cancelled
from workbench.gui.language import bind, mark

if TYPE_CHECKING:
    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.workspace import Workspace
    from workbench.services.scenarios import ScenarioRun
    from workbench.services.uncertainty import UncertainRun

_CONTEXT = "ScenariosPane"
DRAWS, SEED = 10_000, 1


def draw_work(ctx: JobContext, session: Any, scenario_id: str, draws: int, seed: int) -> UncertainRun:
    """On a pool thread."""
    from workbench.services.uncertainty import draw

    ctx.report(-1.0)
    found = draw(session, scenario_id, draws=draws, seed=seed)
    ctx.check_cancelled()
    return found


class Chances(QToolButton):
    """``changed()``: draws have come, or gone."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._run: ScenarioRun | None = None
        self._drawn: UncertainRun | None = None
        self._job: Job | None = None
        self.draws, self.seed = DRAWS, SEED
        self.setCheckable(True)
        self.setProperty("compact", True)
        bind(self, self.setText, _CONTEXT, "Chances")
        bind(
            self,
            self.setToolTip,
            _CONTEXT,
            "Draw the scenario’s uncertainty: ranges of 30, 60 and 90%, and how likely each reference figure is met",
        )
        self.toggled.connect(self._switched)

    def _switched(self, on: bool) -> None:
        if on:
            self._start()
        else:
            self._drawn = None
            self._stop()
            self.changed.emit()

    def of(self, run: ScenarioRun) -> UncertainRun | None:
        """The draws of exactly these inputs; ``None`` while there are none."""
        from workbench.services.scenarios import fingerprint

        drawn = self._drawn
        if drawn is None or not self.isChecked():
            return None
        return (
            drawn
            if fingerprint(run.inputs, drawn.draws, drawn.seed, drawn.sampling) == drawn.fingerprint
            else None
        )

    def run_changed(self, run: ScenarioRun) -> None:
        """Draw anew where the inputs are others."""
        self._run = run
        if self.isChecked() and self.of(run) is None:
            self._start()

    def take(self, drawn: UncertainRun) -> None:
        """Draws made elsewhere (the dialog): show these, with their seed."""
        self.draws, self.seed = drawn.draws, drawn.seed
        self._drawn = drawn
        if self.isChecked():
            self.changed.emit()
        else:
            self.setChecked(True)

    def _start(self) -> None:
        from workbench.services.frozen import FrozenSession

        if self._run is not None and self.of(self._run) is not None:
            self.changed.emit()
            return
        self._stop()
        if self._run is None:
            return
        job = self._workspace.jobs.start(
            mark(_CONTEXT, "Drawing {n} times"),
            draw_work,
            FrozenSession(self._workspace.reading),
            self._run.scenario.id,
            self.draws,
            self.seed,
            n=self.draws,
        )
        self._job = job
        job.done.connect(self._came)
        job.failed.connect(self._failed)

    def _came(self, drawn: UncertainRun) -> None:
        self._job = None
        self._drawn = drawn
        self.changed.emit()

    def _failed(self, error: object) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            self.setChecked(False)  # the reason stands in the message bar

    def _stop(self) -> None:
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()

    def release(self) -> None:
        """The session closes."""
        self._stop()
