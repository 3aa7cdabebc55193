"""What a look over the workspace found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import bind, mark

if TYPE_CHECKING:
    from workbench.domain.errors import Problem
    from workbench.gui.theme import Theme

_TONES = {"error": "bad", "warning": "warn", "info": "info"}
_ORDER = ("error", "warning", "info")


class CheckDialog(Dialog):
    """Findings, the gravest first."""

    def __init__(self, problems: list[Problem], theme: Theme, parent: QWidget) -> None:
        super().__init__(mark("check", "Check of this workspace"), parent)
        self._problems = sorted(problems, key=lambda item: _ORDER.index(item.severity))
        self._theme = theme
        self.resize(theme.px(620), theme.px(420))
        if problems:
            self.words(mark("check", "{n} findings"), "strong", n=len(problems))
            self.list = QListWidget(self)
            self.list.setWordWrap(True)
            bind(self.list, self.list.setAccessibleName, "check", "Findings")
            self.column.addWidget(self.list)
            self._fill()
            language.changed.connect(self._fill)
        else:
            self.words(
                mark("check", "Nothing is wrong: every figure has a source, every link leads somewhere.")
            )
            self.column.addStretch(1)
        self.buttons()

    def _fill(self) -> None:
        self.list.clear()
        for problem in self._problems:
            tone = _TONES[problem.severity]
            words = problem.message.show(language.current())
            self.list.addItem(QListWidgetItem(self._theme.icon(tone, tone), words))
