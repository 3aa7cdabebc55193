"""A text of a pack as one edits it: words, and figures as tinted chips that show what will be printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPyTextObject,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from workbench.services.pack_texts import pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.gui.theme import Theme

_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 7
_NAME = QTextFormat.Property.UserProperty.value + 7
_MARK = "\ufffc"
_TYPED = re.compile(r"\{[\^>]?[A-Za-z]\w*\}")
_WIDEST = 300.0  # pixels of the design: a source with a long title is shortened
PAUSE_MS = 1200


@dataclass(frozen=True, slots=True)
class ChipLook:
    """What a chip says: words, colour tokens, and what is told when the pointer rests on it."""

    words: str
    back: str = "info_back"
    tone: str = "text"
    tip: str = ""


class _Painter(QPyTextObject):
    """Draws chips; Qt asks it for their size as it lays out the line."""

    def __init__(self, owner: ChipText) -> None:
        super().__init__(owner)
        self._owner = owner

    def intrinsicSize(self, doc: QTextDocument, pos: int, form: QTextFormat) -> QSizeF:
        """As wide as its words."""
        metrics = QFontMetricsF(doc.defaultFont())
        words = self._owner.look(str(form.property(_NAME))).words
        room = min(self._owner.scaled(_WIDEST), self._owner.viewport().width() - self._owner.scaled(20))
        return QSizeF(min(room, metrics.horizontalAdvance(words)) + self._owner.scaled(8), metrics.height())

    def drawObject(
        self, painter: QPainter, area: QRectF | QRect, doc: QTextDocument, pos: int, form: QTextFormat
    ) -> None:
        """Words on a tint."""
        owner, rect = self._owner, QRectF(area)
        look = owner.look(str(form.property(_NAME)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(doc.defaultFont())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(owner.color(look.back))
        painter.drawRoundedRect(rect.adjusted(0.5, 0, -0.5, 0), owner.scaled(3), owner.scaled(3))
        painter.setPen(owner.color(look.tone))
        metrics = QFontMetricsF(doc.defaultFont())
        words = metrics.elidedText(look.words, Qt.TextElideMode.ElideMiddle, rect.width() - owner.scaled(6))
        left = rect.left() + (rect.width() - metrics.horizontalAdvance(words)) / 2
        painter.drawText(QPointF(left, rect.top() + metrics.ascent()), words)
        painter.restore()


class _Bold(QSyntaxHighlighter):
    """Shows ``**bold**`` as bold, its marks muted."""

    def __init__(self, owner: ChipText) -> None:
        super().__init__(owner.document())
        self._owner = owner

    def highlightBlock(self, text: str) -> None:
        """One line."""
        for found in re.finditer(r"\*\*(.+?)\*\*", text):
            bold, muted = QTextCharFormat(), QTextCharFormat()
            bold.setFontWeight(QFont.Weight.Bold)
            muted.setForeground(self._owner.color("muted"))
            self.setFormat(found.start() + 2, len(found[1]), bold)
            self.setFormat(found.start(), 2, muted)
            self.setFormat(found.end() - 2, 2, muted)


class ChipText(QTextEdit):
    """Edits one text in one language. ``written(str)``: the text as the pack holds it, when the field is left or the
    writer pauses, if it has changed. look: what a chip of a name says now.
    """

    written = Signal(str)
    entered = Signal()
    opened = Signal(str)  # the name of a chip that is to be changed

    def __init__(self, theme: Theme, look: Callable[[str], ChipLook], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.look = theme, look
        self._kept = ""
        self._visited = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().registerHandler(_OBJECT, _Painter(self))
        _Bold(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._pause.start)
        self._least, self._most = 1, 6
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    def scaled(self, pixels: float) -> float:
        """Pixels of the design."""
        return float(self._theme.px(pixels))

    def color(self, token: str) -> QColor:
        """A colour of the theme."""
        return self._theme.color(token)

    def set_lines(self, lines: int, *, fixed: bool = False) -> None:
        """At least so many lines high; a fixed one no higher."""
        self._least, self._most = lines, 6 if fixed else 0
        self._fit()

    def _fit(self) -> None:
        """As high as what is written, within reason; a text with the room to itself takes all of it."""
        line, frame = self.fontMetrics().lineSpacing(), self.scaled(18)
        if not self._most:
            self.setMinimumHeight(round(self._least * line + frame))
            return
        wanted = max(
            self._least * line, min(self._most * line, self.document().size().height() - self.scaled(4))
        )
        if self.height() != round(wanted + frame):
            self.setFixedHeight(round(wanted + frame))

    # ── the text ─────────────────────────────────────────────────────────────────────────────────────────

    def set_template(self, text: str) -> None:
        """Show a text of the pack; one that is shown already stays as it is, cursor and all."""
        self._kept = text
        if self.template() != text:
            self._show(text)
            self._visited = False
        self._pause.stop()

    def _show(self, text: str) -> None:
        self.blockSignals(True)
        self.clear()
        self._insert(self.textCursor(), text)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.blockSignals(False)
        self._fit()

    def template(self) -> str:
        """The text as the pack holds it: ``{name}`` for a chip, braces doubled."""
        return _template(self.document())

    @property
    def unsaved(self) -> bool:
        """Whether something was written that has not been told yet."""
        return self.template() != self._kept

    def flush(self) -> None:
        """Tell what was written."""
        self._pause.stop()
        text = self.template()
        if text != self._kept:
            self._kept = text
            if _TYPED.search(self.document().toPlainText()):  # a name typed by hand becomes a chip
                place = self.textCursor().position()
                self._show(text)
                cursor = self.textCursor()
                cursor.setPosition(min(place, self.document().characterCount() - 1))
                self.setTextCursor(cursor)
            self.written.emit(text)

    def insert_name(self, name: str) -> None:
        """Put a chip at the cursor, or at the end where the cursor was never put anywhere."""
        cursor = self.textCursor()
        if not self._visited:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._chip(cursor, name)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def refresh_chips(self) -> None:
        """Lay out anew: what a chip prints has changed."""
        document = self.document()
        document.markContentsDirty(0, document.characterCount())
        self.viewport().update()
        said = (words + (self.look(name).words if name else "") for words, name in pieces(self.template()))
        self.setAccessibleDescription("".join(said))

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        try:
            parts = list(pieces(text))
        except ValueError:
            cursor.insertText(text, QTextCharFormat())
            return
        for words, name in parts:
            if words:
                doubled = words.replace("{", "{{").replace(
                    "}", "}}"
                )  # as they are written, not as they print
                cursor.insertText(doubled, QTextCharFormat())
            if name:
                self._chip(cursor, name)

    def _chip(self, cursor: QTextCursor, name: str) -> None:
        form = QTextCharFormat()
        form.setObjectType(_OBJECT)
        form.setProperty(_NAME, name)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBottom)
        cursor.insertText(_MARK, form)
        cursor.setCharFormat(QTextCharFormat())

    def chips(self) -> list[str]:
        """The names of the chips, in order."""
        return [name for _, name in pieces(self.template()) if name]

    # ── keys, clipboard, pointer ─────────────────────────────────────────────────────────────────────────

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A chip is opened, a word chosen."""
        name = self._chip_at(event.position())
        if name:
            self.opened.emit(name)
            return
        super().mouseDoubleClickEvent(event)

    def chip_here(self) -> str:
        """The name of the chip before or after the cursor, "" if none."""
        for step in (0, 1):
            cursor = self.textCursor()
            cursor.setPosition(min(cursor.position() + step, self.document().characterCount() - 1))
            if cursor.position() and self.document().characterAt(cursor.position() - 1) == _MARK:
                return str(cursor.charFormat().property(_NAME) or "")
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 opens the chip at the cursor; Ctrl+B makes bold; undo goes on where there is nothing to take back here."""
        if event.key() == Qt.Key.Key_F4 and not event.modifiers():
            if name := self.chip_here():
                self.opened.emit(name)
            return
        if event.matches(QKeySequence.StandardKey.Bold):
            cursor = self.textCursor()
            words = _template_of(cursor)
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            self._insert(cursor, f"**{words}**")
            cursor.endEditBlock()
            return
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        if (event.matches(undo) and not self.document().isUndoAvailable()) or (
            event.matches(redo) and not self.document().isRedoAvailable()
        ):
            self.flush()
            event.ignore()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window where there is nothing to take back here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if (event.matches(undo) and not document.isUndoAvailable()) or (
                event.matches(redo) and not document.isRedoAvailable()
            ):
                event.ignore()
                return False
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a chip stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            name = self._chip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.look(name).tip if name else "", self)
            return True
        return bool(super().viewportEvent(event))

    def _chip_at(self, point: QPointF) -> str:
        layout = self.document().documentLayout()
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        place = layout.hitTest(point + offset, Qt.HitTestAccuracy.ExactHit)
        if place < 0:
            return ""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place + 1, self.document().characterCount() - 1))
        return str(cursor.charFormat().property(_NAME) or "")

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copied with its names, so that a figure pasted elsewhere stays a figure."""
        made = QMimeData()
        made.setText(_template_of(self.textCursor()))
        return made

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words; a file that is dropped is for the window."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Names that are pasted become chips."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert(cursor, source.text())
        cursor.endEditBlock()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember that the cursor is where the writer wants it."""
        super().focusInEvent(event)
        self._visited = True
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left: what was written is kept."""
        super().focusOutEvent(event)
        self.flush()


def _template_of(cursor: QTextCursor) -> str:
    document = QTextDocument()
    QTextCursor(document).insertFragment(cursor.selection())
    return _template(document)


def _template(document: QTextDocument) -> str:
    lines = []
    block: Any = document.begin()
    while block.isValid():
        parts = []
        place: Any = block.begin()
        while not place.atEnd():
            fragment = place.fragment()
            name = fragment.charFormat().property(_NAME)
            for part in re.split(f"({_MARK})", fragment.text()):
                if part == _MARK and name:
                    parts.append(f"{{{name}}}")
                else:
                    parts.append(_escaped(part.replace("\u2028", "\n").replace(_MARK, "")))
            place += 1
        lines.append("".join(parts))
        block = block.next()
    return "\n".join(lines)


_BRACES = re.compile(r"\{\{|\}\}|\{[\^>]?[A-Za-z]\w*\}|[{}]")


def _escaped(words: str) -> str:
    """A brace that neither is doubled nor stands around a name is doubled: it is itself."""
    return _BRACES.sub(lambda found: found[0] * 2 if len(found[0]) == 1 else found[0], words)
