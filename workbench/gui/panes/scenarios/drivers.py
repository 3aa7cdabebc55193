"""The driver table: one row for each driver with the parent's assumption, this one, a slider and an entry field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import language
from workbench.gui.charts.scales import decimals_of
from workbench.gui.language import bind_text, mark, show, tr
from workbench.gui.panes.scenarios.paths import clean, is_level, value_of, value_text, varies
from workbench.gui.theme import set_property
from workbench.gui.widgets.indicator_card import Elided
from workbench.gui.widgets.number_entry import NumberEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.gui.theme import Theme
    from workbench.services.scenarios import DriverRow, ScenarioRun

_CONTEXT = "ScenariosPane"
_SETTLE_MS = 450  # a turn of the wheel or a run of key presses becomes one step of undo


class _Slider(QSlider):
    """Moves only when it has the focus: a wheel over the table scrolls the table."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the table."""
        event.ignore()


class DriverControl(QObject):
    """One row. ``moving(float)``: try this value; ``settled(float)``: keep it; ``reset()``: take the parent's."""

    moving = Signal(float)
    settled = Signal(float)
    reset = Signal()
    edit = Signal()

    def __init__(self, row: DriverRow, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._variable = row.variable
        self._shown: float | None = None
        self._looks: tuple[object, ...] = ()
        self._dressed: tuple[object, ...] = ()
        self.name = Elided(parent)
        self.parent_value = QLabel(parent)
        self.parent_value.setProperty("role", "muted")
        self.parent_value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.entry = NumberEntry(parent)
        self.slider = _Slider(Qt.Orientation.Horizontal, parent)
        self.slider.setMinimumWidth(theme.px(60))
        self.open = QToolButton(parent)
        self.open.setText("…")
        self.open.setAutoRaise(True)
        self.open.clicked.connect(self.edit)
        self.back = QToolButton(parent)
        self.back.setText("↺")
        self.back.setAutoRaise(True)
        self.back.clicked.connect(self.reset)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.settle_now)
        self._set_ranges()
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self.settle_now)
        self.entry.changed.connect(self._entered)
        self.entry.installEventFilter(self)
        self.slider.installEventFilter(self)

    # ── numbers ──────────────────────────────────────────────────────────────────────────────────

    @property
    def _factor(self) -> float:
        return 1.0 if is_level(self._variable) else 100.0

    def _set_ranges(self) -> None:
        variable = self._variable
        level = is_level(variable)
        places = decimals_of(variable.step) if level else max(1, decimals_of(variable.step) - 2)
        low = min(0.0, variable.minimum) if level else -99.0
        high = max(variable.maximum * self._factor * 10, 100.0)
        suffix = "%" if not level or variable.unit == "%" else ""
        self.entry.set_form(places, variable.step * self._factor, low, high, suffix)
        self.slider.setRange(0, max(1, round((variable.maximum - variable.minimum) / variable.step)))
        self.slider.setPageStep(max(1, self.slider.maximum() // 20))

    def _slid(self, place: int) -> None:
        value = clean(self._variable.minimum + place * self._variable.step, self._variable.step)
        self.entry.set_value(value * self._factor)
        self._shown = value
        self._looks = ()  # the row no longer shows what it was last given
        self.moving.emit(value)
        if not self.slider.isSliderDown():
            self._settle.start()

    def _entered(self, number: float) -> None:
        value = clean(number / self._factor, self._variable.step)
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._place(value))
        self._shown = value
        self._looks = ()  # the row no longer shows what it was last given
        self.moving.emit(value)
        self._settle.start()

    def _place(self, value: float) -> int:
        return round((value - self._variable.minimum) / self._variable.step)

    @property
    def busy(self) -> bool:
        """Whether a value is being tried that is not kept yet."""
        return self.slider.isSliderDown() or self._settle.isActive()

    def settle_now(self) -> None:
        """Keep what is tried, without waiting."""
        self._settle.stop()
        if self._shown is not None:
            value, self._shown = self._shown, None
            self.settled.emit(value)

    def drop(self) -> None:
        """Forget what is tried."""
        self._settle.stop()
        self._shown = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field keeps its value at once."""
        if event.type() == QEvent.Type.FocusOut and self._settle.isActive():
            self.settle_now()
        return super().eventFilter(watched, event)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def show_row(
        self,
        row: DriverRow,
        run: ScenarioRun,
        parent_text: str,
        tell: Callable[[], str],
        *,
        own: bool,
        can_reset: bool,
    ) -> None:
        """Fill the row from a run; a value under the hand is left alone. tell: makes the tip, where it is needed.

        A row that would look as it does is not touched: a slider that moves pays for its own row alone.
        """
        self._variable = row.variable
        value = value_of(row, run)
        looks = (
            row,
            value,
            parent_text,
            own,
            can_reset,
            self.busy,
            language.current(),
            self._theme.hex("text"),
        )
        if looks == self._looks:
            return
        self._looks = looks
        tip = tell()
        label = show(row.variable.label)
        if is_level(row.variable):
            label = tr(_CONTEXT, "{driver}, {year}", driver=label, year=run.model.last_year)
        if varies(row):
            label = tr(_CONTEXT, "{driver} *", driver=label)
        self.name.set_whole(label, tip)
        self.parent_value.setText(parent_text)
        if not self.busy:
            self.entry.set_value(None if value is None else value * self._factor)
            with QSignalBlocker(self.slider):
                self.slider.setValue(self._place(value) if value is not None else 0)
        text = value_text(row.variable, value, finer=True)
        spoken = tr(_CONTEXT, "{driver}: {value}", driver=label, value=text)
        self.entry.setToolTip(tip)
        self.slider.setToolTip(tip)
        self.slider.setAccessibleName(spoken)
        self.entry.setAccessibleName(spoken)
        self.open.setToolTip(tr(_CONTEXT, "Edit the path: curve, table, kinds"))
        self.open.setAccessibleName(tr(_CONTEXT, "{driver}: edit the path", driver=label))
        self.back.setVisible(can_reset and own)
        self.back.setToolTip(tr(_CONTEXT, "Take the parent’s assumption again"))
        self.back.setAccessibleName(
            tr(_CONTEXT, "{driver}: take the parent’s assumption again", driver=label)
        )
        dress = (own, self._theme.name, self._theme.scale)
        if dress == self._dressed:
            return
        self._dressed = dress
        set_property(self.entry, "own", own)
        font = self._theme.font(bold=own)
        self.entry.setFont(font)
        self.entry.setStyleSheet(
            f"QLineEdit {{ color: {self._theme.hex('accent' if own else 'text')}; min-height: {self._theme.px(18)}px;"
            f" padding: 0 {self._theme.px(5)}px; border-color: {self._theme.hex('line')}; }}"
        )


class DriverTable(QScrollArea):
    """All rows. The signals of the rows, with the driver's name."""

    moving = Signal(str, float)
    settled = Signal(str, float)
    reset = Signal(str)
    edit = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # names keep their width
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.controls: dict[str, DriverControl] = {}
        self._body = QWidget()
        self._body.setProperty("page", True)
        self.setWidget(self._body)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, theme.px(6), 0)
        self._grid.setHorizontalSpacing(theme.px(6))
        self._grid.setVerticalSpacing(theme.px(2))
        outer = QVBoxLayout(self._body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        for column, words in enumerate(
            (mark(_CONTEXT, "Driver"), mark(_CONTEXT, "Parent"), mark(_CONTEXT, "Here"))
        ):
            head = QLabel(self._body)
            head.setProperty("role", "small")
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            head.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            bind_text(head, head.setText, words)
            self._grid.addWidget(head, 0, column)
        self._grid.setColumnStretch(0, 8)
        self._grid.setColumnStretch(3, 3)

    def set_drivers(self, rows: tuple[DriverRow, ...]) -> None:
        """Make the rows for the drivers of a model."""
        names = [row.variable.name for row in rows]
        if names == list(self.controls):
            return
        for control in self.controls.values():
            old: tuple[QWidget, ...] = (
                control.name,
                control.parent_value,
                control.entry,
                control.slider,
                control.open,
                control.back,
            )
            for gone in old:
                gone.deleteLater()
            control.deleteLater()
        self.controls = {}
        for number, row in enumerate(rows, start=1):
            name = row.variable.name
            control = DriverControl(row, self._theme, self._body)
            control.entry.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            control.entry.setFixedSize(self._theme.px(68), self._theme.px(25))
            for small in (control.open, control.back):
                small.setFixedSize(self._theme.px(22), self._theme.px(22))
                small.setStyleSheet("QToolButton { padding: 0; }")
            control.parent_value.setMinimumWidth(self._theme.px(48))
            control.moving.connect(lambda value, driver=name: self.moving.emit(driver, value))
            control.settled.connect(lambda value, driver=name: self.settled.emit(driver, value))
            control.reset.connect(lambda driver=name: self.reset.emit(driver))
            control.edit.connect(lambda driver=name: self.edit.emit(driver))
            places: tuple[QWidget, ...] = (
                control.name,
                control.parent_value,
                control.entry,
                control.slider,
                control.open,
                control.back,
            )
            for column, widget in enumerate(places):
                self._grid.addWidget(widget, number, column)
            self.controls[name] = control
        self._grid.setColumnMinimumWidth(5, self._theme.px(22))
