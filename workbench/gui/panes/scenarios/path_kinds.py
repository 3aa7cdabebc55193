"""The kinds of path and the few fields that each asks for."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from workbench.domain.scenario import DriverPath, Link, Shape
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.panes.scenarios.parts import parse_number, plain_number

if TYPE_CHECKING:
    from workbench.gui.language import Text
    from workbench.gui.theme import Theme
    from workbench.services.scenarios import DriverRow, ScenarioRun

_CONTEXT = "ScenariosPane"
KINDS: dict[str, Text] = {
    "growth": mark(_CONTEXT, "Constant growth"),
    "trend": mark(_CONTEXT, "Trend of the actuals"),
    "table": mark(_CONTEXT, "Values by year"),
    "linear": mark(_CONTEXT, "Interpolate: equal steps"),
    "geometric": mark(_CONTEXT, "Interpolate: equal growth"),
    "step": mark(_CONTEXT, "Step"),
    "ramp": mark(_CONTEXT, "Ramp"),
    "s_curve": mark(_CONTEXT, "S-curve"),
    "link": mark(_CONTEXT, "Follows another"),
}


def kind_of(path: DriverPath) -> str:
    """Which kind of :data:`KINDS` a path is."""
    if path.link is not None:
        return "link"
    if path.shape is not None:
        return path.shape.kind
    if path.trend is not None:
        return "trend"
    if path.interpolate:
        return path.interpolate
    if path.growth is None and (path.levels or path.by_year):
        return "table"
    return "growth"


class KindFields(QWidget):
    """``changed()`` when a field was left with something else in it; :meth:`path` then makes the path."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = "growth"
        self._row: DriverRow | None = None
        self._run: ScenarioRun | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._labels: dict[str, QLabel] = {}
        self.rate = QLineEdit(self)
        self.first, self.last, self.lag = QSpinBox(self), QSpinBox(self), QSpinBox(self)
        self.lag.setRange(0, 40)
        self.value = QLineEdit(self)
        self.of = QComboBox(self)
        self.fit = QComboBox(self)
        self.other = QComboBox(self)
        self.factor = QLineEdit(self)
        self.steepness = QLineEdit(self)
        for box, items in (
            (self.of, (("level", mark(_CONTEXT, "of the level")), ("growth", mark(_CONTEXT, "of growth")))),
            (
                self.fit,
                (
                    ("ends", mark(_CONTEXT, "from the two ends")),
                    ("log_linear", mark(_CONTEXT, "fitted to all years")),
                ),
            ),
        ):
            for place, (key, words) in enumerate(items):
                box.addItem("", key)
                bind_text(box, lambda text, box=box, place=place: box.setItemText(place, text), words)
            box.activated.connect(self._edited)
        self.other.activated.connect(self._edited)
        fields: tuple[tuple[str, QWidget, Text], ...] = (
            ("rate", self.rate, mark(_CONTEXT, "Growth a year")),
            ("other", self.other, mark(_CONTEXT, "Follows")),
            ("factor", self.factor, mark(_CONTEXT, "times")),
            ("lag", self.lag, mark(_CONTEXT, "lag")),
            ("value", self.value, mark(_CONTEXT, "To")),
            ("first", self.first, mark(_CONTEXT, "From")),
            ("last", self.last, mark(_CONTEXT, "until")),
            ("of", self.of, mark(_CONTEXT, "Change")),
            ("steepness", self.steepness, mark(_CONTEXT, "Steepness")),
            ("fit", self.fit, mark(_CONTEXT, "Fit")),
        )
        for name, widget, words in fields:
            label = QLabel(self)
            label.setBuddy(widget)
            bind_text(label, label.setText, words)
            bind_text(widget, widget.setAccessibleName, words)
            self._labels[name] = label
            line.addWidget(label)
            line.addWidget(widget)
            if isinstance(widget, QLineEdit):
                widget.setMaximumWidth(theme.px(84))
                widget.editingFinished.connect(self._edited)
            elif isinstance(widget, QSpinBox):
                widget.setKeyboardTracking(False)
                widget.valueChanged.connect(self._edited)
        line.addStretch(1)
        bind(self.rate, self.rate.setPlaceholderText, _CONTEXT, "4.2%")
        self._widgets = {name: widget for name, widget, _ in fields}
        self._words = ""

    _SHOWN: ClassVar[dict[str, tuple[str, ...]]] = {
        "growth": ("rate",),
        "trend": ("first", "last", "fit"),
        "table": (),
        "linear": (),
        "geometric": (),
        "step": ("value", "first", "of"),
        "ramp": ("value", "first", "last", "of"),
        "s_curve": ("value", "first", "last", "of", "steepness"),
        "link": ("other", "factor", "lag", "of"),
    }

    def show_path(
        self, path: DriverPath, kind: str, row: DriverRow, run: ScenarioRun, *, fresh: bool = False
    ) -> None:
        """Fill the fields of *kind*; fresh: another kind was just chosen, so offer something sensible."""
        self._kind, self._row, self._run = kind, row, run
        for name, widget in self._widgets.items():
            widget.setVisible(name in self._SHOWN[kind])
            self._labels[name].setVisible(name in self._SHOWN[kind])
        years = run.result.years.tolist()
        last_actual = row.last_actual if row.last_actual is not None else years[0]
        with (
            QSignalBlocker(self.first),
            QSignalBlocker(self.last),
            QSignalBlocker(self.lag),
            QSignalBlocker(self.other),
        ):
            for box in (self.first, self.last):
                box.setRange(0, 99_999)
            if kind == "trend":
                first, last = path.trend or (last_actual - 5, last_actual)
            elif path.shape is not None:
                first, last = path.shape.first, path.shape.last or years[-1]
            else:
                first, last = min(last_actual + 1, years[-1]), years[-1]
            self.first.setValue(first)
            self.last.setValue(last)
            growth = row.growth if row.growth is not None else row.recent
            self.rate.setText("" if growth is None else f"{plain_number(growth * 100, 5)}%")
            shape = path.shape
            of = (
                path.link.of
                if path.link is not None
                else shape.of
                if shape is not None
                else ("growth" if kind == "link" else "level")
            )
            self.of.setCurrentIndex(self.of.findData(of))
            value = shape.value if shape is not None else run.result.at(row.variable.name, years[-1])
            shown = "" if value is None else plain_number(value, 10)
            if shape is not None and shape.of == "growth":
                shown = f"{plain_number(shape.value * 100, 5)}%"
            self.value.setText(shown)
            self.steepness.setText(plain_number(shape.steepness if shape is not None else 10.0))
            self.fit.setCurrentIndex(self.fit.findData(path.fit))
            self.other.clear()
            for variable in run.model.variables:
                if variable.name != row.variable.name:
                    self.other.addItem(show(variable.label), variable.name)
            if path.link is not None and path.link.variable.startswith("@"):
                self.other.addItem(path.link.variable, path.link.variable)
            self.other.setCurrentIndex(max(0, self.other.findData(path.link.variable) if path.link else 0))
            self.factor.setText(plain_number(path.link.factor if path.link else 1.0))
            self.lag.setValue(path.link.lag if path.link else 0)
        self._words = self._state()

    def _state(self) -> str:
        return "\n".join(
            (
                self.rate.text(),
                self.value.text(),
                self.factor.text(),
                self.steepness.text(),
                *(str(box.value()) for box in (self.first, self.last, self.lag)),
                *(str(box.currentData()) for box in (self.of, self.fit, self.other)),
            )
        )

    def _edited(self, *_: object) -> None:
        now = self._state()
        if now != self._words:
            self._words = now
            self.changed.emit()

    def _number(self, field: QLineEdit, name: str) -> float:
        value = parse_number(field.text())
        if value is None:
            assert self._row is not None
            raise ValueError(
                tr(
                    _CONTEXT,
                    "{driver}, {year}: “{typed}” is not a number.",
                    driver=show(self._row.variable.label),
                    year=self._labels[name].text(),
                    typed=field.text(),
                )
            )
        return value

    def path(self, now: DriverPath) -> DriverPath:
        """The path that the fields make; values fixed by year stay. Raises ``ValueError`` with words for the field."""
        kind = self._kind
        plain = replace(now, growth=None, trend=None, shape=None, link=None, interpolate="")
        if kind == "growth":
            text = self.rate.text().strip()
            rate = self._number(self.rate, "rate")
            return replace(plain, growth=rate if text.endswith(("%", "％")) else rate / 100)
        if kind == "trend":
            fit = "log_linear" if self.fit.currentData() == "log_linear" else "ends"
            return replace(plain, trend=(self.first.value(), self.last.value()), fit=fit)  # type: ignore[arg-type]
        if kind in ("table", "linear", "geometric"):
            levels = now.levels or self._future(every=kind == "table")
            rates = {} if kind == "table" and not now.levels else now.by_year
            filled = "linear" if kind == "linear" else "geometric" if kind == "geometric" else ""
            return replace(plain, levels=levels, by_year=rates, interpolate=filled)  # type: ignore[arg-type]
        of = "growth" if self.of.currentData() == "growth" else "level"
        if kind == "link":
            link = Link(
                str(self.other.currentData()),
                self._number(self.factor, "factor"),
                self.lag.value(),
                of=of,  # type: ignore[arg-type]
            )
            return replace(plain, link=link)
        value = self._number(self.value, "value")
        if of == "growth" and not self.value.text().strip().endswith(("%", "％")):
            value /= 100
        last = 0 if kind == "step" else self.last.value()
        shape = Shape(kind, self.first.value(), value, last, of, self._number(self.steepness, "steepness"))  # type: ignore[arg-type]
        keeps = {year: level for year, level in now.levels.items() if year < self.first.value()}
        return replace(plain, shape=shape, growth=now.growth if now.trend is None else None, levels=keeps)

    def _future(self, *, every: bool) -> dict[int, float]:
        """What the driver comes to now in the years to come, or in the last one."""
        if self._run is None or self._row is None:
            return {}
        name, result = self._row.variable.name, self._run.result
        values = {
            step: round(value, 6)
            for step, value, actual in zip(
                result.years.tolist(), result.values[name].tolist(), result.actual[name].tolist(), strict=True
            )
            if not actual and math.isfinite(value)
        }
        return values if every or not values else {max(values): values[max(values)]}
