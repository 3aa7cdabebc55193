"""*In words*: what the scenario says of the indicator chosen, in one language or both; copied, or sent to a pack."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.text import LANGS, LocalText
from workbench.gui import language
from workbench.gui.language import bind, mark, tr
from workbench.gui.panes.scenarios.parts import tool
from workbench.gui.panes.scenarios.results import PackButton

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.scenarios import ScenarioRun
    from workbench.services.uncertainty import UncertainRun

_CONTEXT = "ScenariosPane"


class WordsPanel(QFrame):
    """A card at the foot of the editor."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._said = LocalText()
        px = workspace.theme.px
        self.setProperty("card", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(px(10), px(6), px(6), px(4))
        inside.setSpacing(px(2))
        self.words = QLabel()
        self.words.setFont(workspace.theme.font("small"))
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        bind(scroll, scroll.setAccessibleName, _CONTEXT, "In words")
        scroll.setWidget(self.words)
        scroll.setFixedHeight(px(88))
        inside.addWidget(scroll, 1)
        row = QVBoxLayout()
        row.setSpacing(px(2))
        self.both = QToolButton(self)
        self.both.setCheckable(True)
        bind(self.both, self.both.setText, _CONTEXT, "中＋EN")
        bind(self.both, self.both.setToolTip, _CONTEXT, "Show the paragraph in both languages")
        bind(self.both, self.both.setAccessibleName, _CONTEXT, "Show the paragraph in both languages")
        self.both.toggled.connect(self._fill)
        self.both.setProperty("compact", True)
        row.addWidget(self.both)
        self.copy_button = tool(self, row, mark(_CONTEXT, "Copy"), self.copy)
        self.pack = PackButton(workspace, self)
        row.addWidget(self.pack)
        row.addStretch(1)
        inside.addLayout(row)

    def show_run(self, run: ScenarioRun, indicator_id: str, drawn: UncertainRun | None) -> None:
        """What *run* says of an indicator; with draws of the same inputs also how likely it is."""
        outcome = next((item for item in run.indicators if item.indicator.id == indicator_id), None)
        if outcome is None and run.indicators:
            outcome = run.indicators[0]
        if outcome is None:
            self.say(LocalText())
            return
        said = outcome.words()
        indicator = outcome.indicator.id
        with_draws = drawn is not None and indicator in drawn.fans
        if drawn is not None and with_draws:
            more = drawn.words(indicator)
            said = LocalText(
                " ".join((said.en or "", more.en or "")).strip(), (said.zh_hant or "") + (more.zh_hant or "")
            )
        self._said = said
        self._fill()
        if outcome.variable is None:
            self.pack.passage = None
        else:
            from workbench.services.scenario_passage import passage

            draws, seed = (drawn.draws, drawn.seed) if drawn is not None and with_draws else (0, 1)
            self.pack.passage = partial(
                passage, self._workspace.reading, run.scenario.id, indicator, draws=draws, seed=seed
            )
        self.pack.setEnabled(self.pack.passage is not None)
        self.copy_button.setEnabled(True)

    def say(self, words: LocalText) -> None:
        """Something that is no result: nothing to send."""
        self._said = words
        self._fill()
        self.pack.passage = None
        self.pack.setEnabled(False)
        self.copy_button.setEnabled(False)

    def stale(self) -> None:
        """The result shown last rests on earlier assumptions: not said any more."""
        now = tr(_CONTEXT, "The assumptions have changed since; recalculate to read the result.")
        self.words.setText(now)
        self.pack.passage = None
        self.pack.setEnabled(False)
        self.copy_button.setEnabled(False)

    def _fill(self, *_: object) -> None:
        if self.both.isChecked():
            self.words.setText("\n\n".join(dict.fromkeys(self._said.show(lang) for lang in LANGS)))
        else:
            self.words.setText(self._said.show(language.current()))

    def copy(self) -> None:
        """The paragraph, or both."""
        QApplication.clipboard().setText(self.words.text())
        self._workspace.notify.good(mark(_CONTEXT, "Copied."))
