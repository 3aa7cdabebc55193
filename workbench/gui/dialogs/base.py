"""What all dialogs share: title, margins, buttons worded by Qt, Esc to leave, freed when closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.gui.language import Text, bind_text


class Dialog(QDialog):
    """A column of widgets with a row of buttons at the foot; ``ok`` is the one that does it."""

    ok: QPushButton

    def __init__(self, title: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        bind_text(self, self.setWindowTitle, title)
        self.column = QVBoxLayout(self)
        unit = self.fontMetrics().height() / 20  # follows the size chosen
        self.column.setContentsMargins(*(round(side * unit) for side in (18, 16, 18, 14)))
        self.column.setSpacing(round(10 * unit))

    def words(self, text: Text, role: str = "", **params: object) -> QLabel:
        """Add a line of words that wraps."""
        label = QLabel(self)
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        bind_text(label, label.setText, text, **params)
        self.column.addWidget(label)
        return label

    def field(self, text: Text, widget: QWidget) -> QLabel:
        """Add a field with its label above it; the label is its buddy and its spoken name."""
        label = QLabel(self)
        label.setBuddy(widget)
        bind_text(label, label.setText, text)
        bind_text(widget, widget.setAccessibleName, text)
        self.column.addWidget(label)
        self.column.addWidget(widget)
        return label

    def buttons(self, accept: Text | None = None) -> QDialogButtonBox:
        """Add the foot: *accept* (what it does, in words) and Cancel, or only Close. Qt words its own two."""
        box = QDialogButtonBox(self)
        if accept is None:
            box.addButton(QDialogButtonBox.StandardButton.Close)
        else:
            # not one of Qt's: at a change of language Qt would put "OK" back
            self.ok = QPushButton(self)
            bind_text(self.ok, self.ok.setText, accept)
            self.ok.setDefault(True)
            box.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
            box.addButton(QDialogButtonBox.StandardButton.Cancel)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self.column.addWidget(box)
        return box
