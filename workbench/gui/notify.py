"""Telling the user without stopping them: a bar of messages above the tabs. Nothing here is modal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from workbench.gui import language
from workbench.gui.language import Text, bind, bind_text, say

if TYPE_CHECKING:
    from workbench.domain.errors import Problem, WorkbenchError
    from workbench.domain.text import Lang
    from workbench.gui.theme import Theme

Severity = Literal["info", "good", "warn", "bad"]
_SHOWN = 3  # messages at a time: older ones give way
_PASSING_MS = 8000  # good news leaves by itself; bad news waits to be closed


@dataclass(frozen=True)
class Message:
    """``words`` makes the sentence in a language, so that it follows a switch. ``action``: a button and its deed."""

    severity: Severity
    words: Callable[[Lang], str]
    action: tuple[Text, Callable[[], object]] | None = None


class Notifier(QObject):
    """Where anyone in the window says something to the user."""

    posted = Signal(object)

    def post(self, message: Message) -> None:
        """Show a message."""
        self.posted.emit(message)

    def info(self, text: Text, **params: Any) -> None:
        """Something worth knowing."""
        self.post(Message("info", lambda _: say(text, **params)))

    def good(
        self, text: Text, action: tuple[Text, Callable[[], object]] | None = None, **params: Any
    ) -> None:
        """Something was done."""
        self.post(Message("good", lambda _: say(text, **params), action))

    def warn(self, text: Text, **params: Any) -> None:
        """Something needs attention."""
        self.post(Message("warn", lambda _: say(text, **params)))

    def error(self, error: WorkbenchError) -> None:
        """Something failed: what happened, to what, what to do, in the error's own words."""
        self.post(Message("bad", error.words))

    def problem(self, problem: Problem) -> None:
        """A finding about an input or a workspace."""
        tone: dict[str, Severity] = {"error": "bad", "warning": "warn", "info": "info"}
        self.post(Message(tone[problem.severity], problem.message.show))


class _Row(QFrame):
    """One message of the bar."""

    closed = Signal(object)

    def __init__(self, message: Message, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = message
        self._theme = theme
        self.setProperty("message", message.severity)
        self.setFrameShape(QFrame.Shape.NoFrame)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(5), theme.px(8), theme.px(5))
        self._icon = QLabel(self)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self._icon)
        row.addWidget(self.label, 1)
        if message.action is not None:
            text, deed = message.action
            button = QPushButton(self)
            button.setProperty("link", True)
            bind_text(button, button.setText, text)
            button.clicked.connect(lambda: deed())
            row.addWidget(button)
        close = QToolButton(self)
        close.setAutoRaise(True)
        bind(close, close.setAccessibleName, "notify", "Close this message")
        bind(close, close.setToolTip, "notify", "Close this message")
        close.clicked.connect(self._close)
        self._close_button = close
        row.addWidget(close)
        self.retranslate()
        self.dress()

    def retranslate(self) -> None:
        """Say it in the language of the window."""
        self.label.setText(self.message.words(language.current()))

    def dress(self) -> None:
        """Colour the icons."""
        side = self._theme.px(16)
        self._icon.setPixmap(
            self._theme.icon(self.message.severity, self.message.severity).pixmap(QSize(side, side))
        )
        self._close_button.setIcon(self._theme.icon("close", "muted"))

    def _close(self) -> None:
        self.closed.emit(self)


class MessageBar(QWidget):
    """The newest messages, newest last. Hidden while there are none."""

    def __init__(self, notifier: Notifier, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        bind(self, self.setAccessibleName, "notify", "Messages")
        notifier.posted.connect(self.add)
        language.changed.connect(self._retranslate)
        theme.changed.connect(self._dress)
        self.hide()

    def add(self, message: Message) -> None:
        """Show *message*; the same words twice are shown once."""
        words = message.words(language.current())
        for old in list(self._rows):
            if old.label.text() == words:
                self.remove(old)
        row = _Row(message, self._theme, self)
        row.closed.connect(self.remove)
        self._rows.append(row)
        self._column.addWidget(row)
        while len(self._rows) > _SHOWN:
            self.remove(self._rows[0])
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(row.label, QAccessible.Event.Alert))
        if message.severity in ("info", "good"):
            timer = QTimer(row)
            timer.setSingleShot(True)
            timer.timeout.connect(row._close)
            timer.start(_PASSING_MS)

    def remove(self, row: _Row) -> None:
        """Take a message away."""
        if row in self._rows:
            self._rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.setVisible(bool(self._rows))

    def texts(self) -> list[str]:
        """What is shown now."""
        return [row.label.text() for row in self._rows]

    def _retranslate(self) -> None:
        for row in self._rows:
            row.retranslate()

    def _dress(self) -> None:
        for row in self._rows:
            row.dress()
