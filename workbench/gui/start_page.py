"""What shows while no workspace is open: the sample, a new one, another one, the ones opened last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.gui import language
from workbench.gui.icons import app_icon
from workbench.gui.language import bind, tr
from workbench.gui.widgets.recovery import RecoveryList, anything_left

if TYPE_CHECKING:
    from workbench.gui.actions import Actions
    from workbench.gui.handlers.files import Files
    from workbench.gui.settings import Settings
    from workbench.gui.theme import Theme


class StartPage(QWidget):
    """Three buttons and a list."""

    def __init__(
        self, actions: Actions, settings: Settings, files: Files, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._files, self._theme = settings, files, theme
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        middle = QWidget(self)
        middle.setMaximumWidth(theme.px(620))
        middle.setMinimumWidth(theme.px(420))
        column = QVBoxLayout(middle)
        column.setSpacing(theme.px(10))
        column.addStretch(2)
        head = QHBoxLayout()
        head.setSpacing(theme.px(14))
        picture = QLabel(middle)
        side = theme.px(52)
        picture.setPixmap(app_icon().pixmap(QSize(side, side)))
        head.addWidget(picture)
        names = QVBoxLayout()
        names.setSpacing(theme.px(2))
        title = QLabel(middle)
        title.setProperty("role", "figure")
        bind(title, title.setText, "start", "Blueprint Workbench")
        under = QLabel(middle)
        under.setProperty("role", "muted")
        under.setWordWrap(True)
        bind(
            under,
            under.setText,
            "start",
            "A policy plan, its figures, its scenarios and the papers written about it",
        )
        names.addWidget(title)
        names.addWidget(under)
        head.addLayout(names, 1)
        column.addLayout(head)
        column.addSpacing(theme.px(14))
        self.sample = QPushButton(middle)
        bind(
            self.sample,
            self.sample.setText,
            "start",
            "Open the Innovation && Technology Blueprint (sample)",
        )
        self.sample.setIcon(theme.icon("sample", "on_accent"))
        self.sample.setProperty("primary", True)
        self.sample.clicked.connect(files.sample)
        column.addWidget(self.sample)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self.new = QPushButton(middle)
        bind(self.new, self.new.setText, "start", "New workspace…")
        self.new.setIcon(theme.icon("new"))
        self.new.clicked.connect(files.new)
        self.open = QPushButton(middle)
        bind(self.open, self.open.setText, "start", "Open…")
        self.open.setIcon(theme.icon("open"))
        self.open.clicked.connect(files.open)
        row.addWidget(self.new, 1)
        row.addWidget(self.open, 1)
        column.addLayout(row)
        column.addSpacing(theme.px(16))
        self.recovery: RecoveryList | None = None
        if anything_left():
            self.recovery = RecoveryList(files, theme, middle)
            self.recovery.setVisible(self.recovery.count > 0)
            column.addWidget(self.recovery)
            column.addSpacing(theme.px(16))
        heading = QLabel(middle)
        heading.setProperty("role", "section")
        bind(heading, heading.setText, "start", "Opened last")
        column.addWidget(heading)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(theme.px(2))
        column.addLayout(self._recent)
        column.addStretch(3)
        outer.addWidget(middle, 4)
        outer.addStretch(1)
        self._middle = middle
        self._fill()
        language.changed.connect(self._fill)

    def _fill(self) -> None:
        while (item := self._recent.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        recent = self._settings.recent()
        for path in recent:
            button = QPushButton(f"{path.name}   ·   {path.parent}", self._middle)
            button.setProperty("link", True)
            button.setToolTip(str(path))
            button.clicked.connect(lambda _=False, path=path: self._files.open_path(path))
            self._recent.addWidget(button)
        if not recent:
            label = QLabel(tr("start", "Nothing yet. Workspaces you open will be listed here."), self._middle)
            label.setProperty("role", "muted")
            self._recent.addWidget(label)
