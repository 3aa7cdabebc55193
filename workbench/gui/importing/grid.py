"""A sheet as printed: values as the sheet shows them, bold, indentation, superscripts, merges, what is hidden, roles."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workbench.gui.importing.roles import ROLE_LOOKS, Role, fill_role
from workbench.gui.language import bind, say, tr
from workbench.importers.book import Area, Sheet, column_letters
from workbench.importers.printed import shown_text

if TYPE_CHECKING:
    from workbench.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
RoleAt = Callable[[int, int], Role | None]
_ROOT = QModelIndex()
_OVERFLOW = 14  # columns that a long text may run over
_MERGES = 600  # more spans than this make a table view slow
_SAMPLE = 120  # rows looked at for the width of columns


class SheetModel(QAbstractTableModel):
    """The cells of one sheet. ``role_at`` gives the role of a cell in the table at hand."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.role_at: RoleAt = lambda *_: None
        self.asked: frozenset[tuple[int, int]] = frozenset()  # cells that a question is about
        self._size = (0, 0)

    def set_sheet(self, sheet: Sheet | None) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.sheet = sheet
        self._size = (sheet.n_rows + 1, sheet.n_cols + 1) if sheet is not None else (0, 0)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Rows of the sheet, and an empty one."""
        return 0 if parent.isValid() else self._size[0]

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Columns of the sheet, and an empty one."""
        return 0 if parent.isValid() else self._size[1]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Letters and numbers; hidden ones are marked."""
        if self.sheet is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        hidden = section in (self.sheet.hidden_cols if across else self.sheet.hidden_rows)
        if role == Qt.ItemDataRole.DisplayRole:
            if self.sheet.addressing == "R1C1":
                name = str(section + 1)
            else:
                name = column_letters(section) if across else str(section + 1)
            return f"{name} ⊘" if hidden else name
        if role == Qt.ItemDataRole.ToolTipRole and hidden:
            return tr("import", "Hidden in the workbook")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text as shown, its alignment, and what is to be said of the cell."""
        if self.sheet is None or not index.isValid():
            return None
        row, col = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_text(self.sheet, row, col)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            value = self.sheet.value(row, col)
            right = isinstance(value, (int, float)) and not isinstance(value, bool)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.describe(row, col)
        return None

    def describe(self, row: int, col: int) -> str:
        """Address, role, whole text and number format of a cell."""
        if self.sheet is None:
            return ""
        cell = self.sheet.cell(row, col)
        own = self.role_at(row, col)
        parts = [cell.address]
        if own:
            parts.append(say(ROLE_LOOKS[own].name))
        text = shown_text(self.sheet, row, col)
        if text:
            parts.append(text.replace("\n", " ⏎ "))
        stored = f"{cell.value:.17g}" if isinstance(cell.value, float) and text == cell.text else ""
        stored = repr(cell.value) if stored and len(repr(cell.value)) < len(stored) else stored
        if stored and re.sub(r"[\s,]", "", text) != stored.removesuffix(".0"):
            parts.append(tr("import", "stored: {value}", value=stored))
        if cell.number_format != "General":
            parts.append(tr("import", "format: {code}", code=cell.number_format))
        if row in self.sheet.hidden_rows or col in self.sheet.hidden_cols:
            parts.append(tr("import", "Hidden in the workbook"))
        if (row, col) in self.asked:
            parts.append(tr("import", "A question is open about this cell"))
        return " · ".join(parts)


class _Painter(QStyledItemDelegate):
    """Draws one cell: role, text with its formatting, long texts over empty neighbours, question and light."""

    def __init__(self, view: SheetGrid, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._fonts: dict[tuple[bool, bool, bool], QFont] = {}
        self._colors: dict[str, QColor] = {}
        theme.changed.connect(self._fonts.clear)
        theme.changed.connect(self._colors.clear)

    def _color(self, token: str, alpha: float = 1.0) -> QColor:
        key = f"{token} {alpha}"
        if key not in self._colors:
            self._colors[key] = self._theme.color(token, alpha)
        return self._colors[key]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Everything of a cell."""
        model = self._view.sheet_model
        sheet = model.sheet
        if sheet is None:
            return
        theme, rect = self._theme, option.rect
        row, col = index.row(), index.column()
        role = model.role_at(row, col)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._color("panel"))
        if role is not None:
            fill_role(painter, QRectF(rect), role, theme)
        if row in sheet.hidden_rows or col in sheet.hidden_cols:
            painter.fillRect(rect, self._color("sunken", 0.65))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._color("accent", 0.24))
        text = shown_text(sheet, row, col)
        if text:
            self._text(painter, rect, sheet, row, col, text, role)
        else:
            self._overflow(painter, rect, sheet, row, col)
        self._signs(painter, rect, (row, col), option)
        painter.restore()

    def _signs(
        self, painter: QPainter, rect: QRect, place: tuple[int, int], option: QStyleOptionViewItem
    ) -> None:
        theme = self._theme
        if place in self._view.sheet_model.asked:
            corner = float(theme.px(8))
            right, top = float(rect.right() + 1), float(rect.top())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color("warn"))
            painter.drawPolygon(
                QPolygonF([QPointF(right - corner, top), QPointF(right, top), QPointF(right, top + corner)])
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if place == self._view.lit:
            painter.setPen(QPen(self._color("target"), theme.px(3)))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        elif option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._color("focus"), theme.px(2)))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _font(self, *, bold: bool, small: bool, struck: bool) -> QFont:
        key = (bold, small, struck)
        if key not in self._fonts:
            font = self._theme.font("small" if small else "base", bold=bold)
            if small:
                font.setPointSizeF(font.pointSizeF() * 0.85)
            font.setStrikeOut(struck)
            self._fonts[key] = font
        return self._fonts[key]

    def _text(
        self, painter: QPainter, rect: QRect, sheet: Sheet, row: int, col: int, text: str, role: Role | None
    ) -> None:
        theme, look = self._theme, sheet.look
        pad = theme.px(4)
        struck = role == "ignore"
        painter.setPen(self._color("muted" if struck else "text"))
        painter.setFont(self._font(bold=look.bold(row, col), small=False, struck=struck))
        shown = text.replace("\n", " ⏎ ")
        raised = look.superscript(row, col)
        value = sheet.value(row, col)
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        inner = rect.adjusted(pad + look.indent(row, col) * pad * 2, 0, -pad, 0)
        if raised and shown.endswith(raised):
            shown = shown[: -len(raised)]
        elif raised:
            raised = ""
        metrics = painter.fontMetrics()
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        if number:
            if metrics.horizontalAdvance(shown) > inner.width():
                shown = metrics.elidedText(shown, Qt.TextElideMode.ElideLeft, inner.width())
            painter.drawText(inner, middle | int(Qt.AlignmentFlag.AlignRight), shown)
            return
        if col + 1 < sheet.n_cols and sheet.text(row, col + 1) and not self._view.columnSpan(row, col) > 1:
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, middle | int(Qt.AlignmentFlag.AlignLeft), shown)
        if raised:
            width = metrics.horizontalAdvance(shown)
            painter.setFont(self._font(bold=False, small=True, struck=struck))
            painter.setPen(self._color("link"))
            painter.drawText(
                inner.adjusted(width + 1, 1, 0, -rect.height() // 4),
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop),
                raised,
            )

    def _overflow(self, painter: QPainter, rect: QRect, sheet: Sheet, row: int, col: int) -> None:
        """The part of a long text further left that runs over this empty cell, as a spreadsheet shows it."""
        for at in range(col - 1, max(-1, col - _OVERFLOW), -1):
            text = sheet.text(row, at)
            if not text:
                continue
            value = sheet.value(row, at)
            if not isinstance(value, str) or self._view.columnSpan(row, at) > 1:
                return
            font = self._font(bold=sheet.look.bold(row, at), small=False, struck=False)
            start = self._view.columnViewportPosition(at) + self._theme.px(4)
            start += sheet.look.indent(row, at) * self._theme.px(8)
            shown = text.replace("\n", " ⏎ ")
            if start + QFontMetrics(font).horizontalAdvance(shown) <= rect.left():
                return
            painter.setFont(font)
            painter.setPen(self._color("text"))
            area = QRect(start, rect.top(), rect.right() - start + 400, rect.height())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
            return


class SheetGrid(QTableView):
    """``cell_chosen(row, col)``: the current cell moved. ``role_asked(role)``: a key of the palette was pressed."""

    cell_chosen = Signal(int, int)
    role_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lit: tuple[int, int] | None = None
        self.sheet_model = SheetModel(self)
        self.setModel(self.sheet_model)
        self.setItemDelegate(_Painter(self, theme))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(True)
        self.horizontalHeader().setMinimumSectionSize(theme.px(18))
        self.selectionModel().currentChanged.connect(self._moved)
        bind(self, self.setAccessibleName, "import", "Sheet as printed")
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        height = self._theme.px(22)
        self.verticalHeader().setDefaultSectionSize(height)
        self.viewport().update()

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show a sheet from its beginning."""
        self.lit = None
        self.clearSpans()
        self.sheet_model.set_sheet(sheet)
        if sheet is None:
            return
        self._fit_columns(sheet)
        if len(sheet.merged) <= _MERGES:
            for area in sheet.merged:
                bottom, right = min(area.bottom, sheet.n_rows - 1), min(area.right, sheet.n_cols - 1)
                if bottom >= area.top and right >= area.left and (bottom, right) != (area.top, area.left):
                    self.setSpan(area.top, area.left, bottom - area.top + 1, right - area.left + 1)
        self.setCurrentIndex(self.sheet_model.index(0, 0))

    def _fit_columns(self, sheet: Sheet) -> None:
        metrics = QFontMetrics(self._theme.font("base"))
        area = sheet.used
        rows = range(area.top, min(area.bottom, area.top + _SAMPLE) + 1) if area else range(0)
        widths = [self._theme.px(26)] * (sheet.n_cols + 1)
        for row in rows:
            for col in sheet.filled(row):
                text = shown_text(sheet, row, col)
                followed = bool(sheet.text(row, col + 1)) or col + 1 >= sheet.n_cols
                number = not isinstance(sheet.value(row, col), str)
                long = sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
                if number or (long <= 42 and (followed or long <= 12)):
                    widths[col] = max(widths[col], metrics.horizontalAdvance(text) + self._theme.px(12))
        for col, width in enumerate(widths):
            self.setColumnWidth(col, min(width, self._theme.px(250)))

    def set_roles(self, role_at: RoleAt, asked: frozenset[tuple[int, int]] = frozenset()) -> None:
        """Paint the cells by another table."""
        self.sheet_model.role_at = role_at
        self.sheet_model.asked = asked
        self.viewport().update()

    def light(self, row: int, col: int) -> None:
        """Light a cell and bring it into sight."""
        self.lit = (row, col)
        index = self.sheet_model.index(row, col)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.viewport().update()

    def select_area(self, area: Area) -> None:
        """Select a rectangle, as by keyboard or mouse."""
        model = self.sheet_model
        top, bottom = model.index(area.top, area.left), model.index(area.bottom, area.right)
        self.selectionModel().setCurrentIndex(top, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(
            QItemSelection(top, bottom), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def selected_areas(self) -> list[Area]:
        """What is selected, as rectangles."""
        return [
            Area(part.top(), part.left(), part.bottom(), part.right())
            for part in self.selectionModel().selection()  # type: ignore[attr-defined]
        ]

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self.cell_chosen.emit(current.row(), current.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the palette paint; Ctrl+C copies what is printed."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return
        if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            for role, look in ROLE_LOOKS.items():
                if event.text() == look.key:
                    self.role_asked.emit(role)
                    return
        super().keyPressEvent(event)

    def _copy(self) -> None:
        sheet = self.sheet_model.sheet
        areas = self.selected_areas()
        if sheet is None or not areas:
            return
        area = areas[0]
        lines = [
            "\t".join(sheet.text(row, col).replace("\n", " ") for col in range(area.left, area.right + 1))
            for row in range(area.top, min(area.bottom, sheet.n_rows) + 1)
        ]
        QApplication.clipboard().setText("\n".join(lines))
