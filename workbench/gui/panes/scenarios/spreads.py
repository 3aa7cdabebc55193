"""How uncertain each driver is: a list, and the editor of one distribution with its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.domain.scenario import Spread
from workbench.gui import language
from workbench.gui.charts.style import ChartStyle
from workbench.gui.language import bind, bind_text, mark, say, show, tr
from workbench.gui.panes.scenarios.parts import (
    NUMBERS_WORDS,
    SPREADS,
    labels_of,
    parse_number,
    plain_number,
    spread_text,
    tool,
)
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services.operations.assumptions import SetSpread

if TYPE_CHECKING:
    from workbench.gui.theme import Theme
    from workbench.gui.workspace import Workspace
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"
_INITIATOR = "pane.scenarios"
_NUMBERS: dict[str, tuple[str, ...]] = {
    "normal": ("mean", "sd"),
    "two_piece_normal": ("mode", "sigma", "skew"),
    "triangular": ("min", "mode", "max"),
    "pert": ("min", "mode", "max", "lambda"),
    "uniform": ("min", "max"),
    "lognormal": ("mean", "sd"),
}


class Density(QWidget):
    """The picture of a distribution: its histogram, with the 5th, 50th and 95th percentile."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: np.ndarray | None = None
        self._percent = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(80))

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(self._theme.px(300), self._theme.px(130))

    def set_quantiles(self, values: np.ndarray | None, *, percent: bool) -> None:
        """Values at equally spaced probabilities, in rising order; ``None`` = nothing to draw."""
        self._values, self._percent = values, percent
        if values is not None:
            self.setAccessibleName(" · ".join(self._text(float(v)) for v in self._cuts(values)))
        self.update()

    def _cuts(self, values: np.ndarray) -> list[float]:
        return [float(values[int(share * (len(values) - 1))]) for share in (0.05, 0.5, 0.95)]

    def _text(self, value: float) -> str:
        return f"{plain_number(value * 100, 3)}%" if self._percent else plain_number(value, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shape and cuts."""
        if self._values is None or len(self._values) < 10:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = ChartStyle.of(self._theme)
        font = self._theme.font("small")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        values = self._values
        low, high = float(values[int(0.002 * len(values))]), float(values[int(0.998 * (len(values) - 1))])
        if not high > low:
            return
        counts, _ = np.histogram(values, bins=60, range=(low, high))
        body = QRectF(self.rect()).adjusted(8, 6, -8, -metrics.height() - 4)
        most = max(1, int(counts.max()))
        shape = [QPointF(body.left(), body.bottom())]
        for place, count in enumerate(counts.tolist()):
            x = body.left() + (place + 0.5) / len(counts) * body.width()
            shape.append(QPointF(x, body.bottom() - count / most * body.height()))
        shape.append(QPointF(body.right(), body.bottom()))
        shade = self._theme.color("accent")
        shade.setAlphaF(0.3)
        painter.setBrush(shade)
        painter.setPen(QPen(style.accent, 1.2 * style.scale))
        painter.drawPolygon(QPolygonF(shape))
        for cut in self._cuts(values):
            x = body.left() + (cut - low) / (high - low) * body.width()
            painter.setPen(QPen(style.text, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()))
            words = self._text(cut)
            wide = metrics.horizontalAdvance(words)
            painter.setPen(style.muted)
            painter.drawText(
                QPointF(min(max(x - wide / 2, 0), self.width() - wide), body.bottom() + metrics.ascent() + 2),
                words,
            )


class SpreadsPage(QWidget):
    """List and editor."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._run: ScenarioRun | None = None
        px = workspace.theme.px
        outer = QVBoxLayout(self)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        outer.addWidget(split)
        self.list = TextTable(workspace.theme, self)
        self.list.setFont(workspace.theme.font("small"))
        bind(self.list, self.list.setAccessibleName, _CONTEXT, "Distributions")
        self.list.selectionModel().currentRowChanged.connect(self._chosen)
        split.addWidget(self.list)
        side = QWidget(split)
        form = QVBoxLayout(side)
        self.name = QLabel(side)
        self.name.setProperty("role", "strong")
        form.addWidget(self.name)
        self._form = QFormLayout()
        form.addLayout(self._form)
        self.kind = QComboBox(side)
        self.kind.addItem("", "")
        bind(self.kind, lambda text: self.kind.setItemText(0, text), _CONTEXT, "not uncertain")
        for place, (key, words) in enumerate(SPREADS.items(), start=1):
            self.kind.addItem("", key)
            bind_text(self.kind, lambda text, place=place: self.kind.setItemText(place, text), words)
        self._row(mark(_CONTEXT, "Distribution"), self.kind)
        self.interval = QCheckBox(side)
        bind(self.interval, self.interval.setText, _CONTEXT, "given as a 90% interval")
        self._form.addRow("", self.interval)
        self.fields: dict[str, QLineEdit] = {}
        for key, words in NUMBERS_WORDS.items():
            self.fields[key] = QLineEdit(side)
            self._row(words, self.fields[key])
            self.fields[key].textChanged.connect(self._preview)
        self.values = QLineEdit(side)
        self._row(mark(_CONTEXT, "Values, with commas between them"), self.values)
        self.values.textChanged.connect(self._preview)
        window = QHBoxLayout()
        self.first, self.last = QLineEdit(side), QLineEdit(side)
        for field, words in ((self.first, mark(_CONTEXT, "From")), (self.last, mark(_CONTEXT, "until"))):
            bind_text(field, field.setAccessibleName, words)
            bind_text(field, field.setPlaceholderText, words)
            window.addWidget(field)
        self.window_box = QWidget(side)
        self.window_box.setLayout(window)
        window.setContentsMargins(0, 0, 0, 0)
        self._row(mark(_CONTEXT, "Past years used"), self.window_box)
        self.of = self._choices(
            (
                ("growth", mark(_CONTEXT, "of growth")),
                ("level", mark(_CONTEXT, "of the level")),
                ("elasticity", mark(_CONTEXT, "of the elasticity")),
            )
        )
        self._row(mark(_CONTEXT, "Uncertainty"), self.of)
        self.around = self._choices(
            (
                ("path", mark(_CONTEXT, "around what the scenario assumes")),
                ("value", mark(_CONTEXT, "of the value itself")),
            )
        )
        self._row(mark(_CONTEXT, "Counted"), self.around)
        self.each = QCheckBox(side)
        bind(self.each, self.each.setText, _CONTEXT, "drawn anew every year")
        self._form.addRow("", self.each)
        self.reason = QLineEdit(side)
        self._row(mark(_CONTEXT, "Reason"), self.reason)
        self.density = Density(workspace.theme, side)
        form.addWidget(self.density, 1)
        self.wrong = QLabel(side)
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        form.addWidget(self.wrong)
        row = QHBoxLayout()
        self.keep_button = tool(side, row, mark(_CONTEXT, "Keep"), self.keep, primary=True)
        self.again = tool(side, row, mark(_CONTEXT, "As in the parent"), self.take_parents)
        row.addStretch(1)
        form.addLayout(row)
        split.addWidget(side)
        split.setSizes([px(430), px(400)])
        self.kind.activated.connect(self._kind_chosen)
        self.interval.toggled.connect(self._kind_chosen)

    def _choices(self, items: tuple[tuple[str, Any], ...]) -> QComboBox:
        box = QComboBox(self)
        for place, (key, words) in enumerate(items):
            box.addItem("", key)
            bind_text(box, lambda text, place=place: box.setItemText(place, text), words)
        return box

    def _row(self, words: Any, widget: QWidget) -> None:
        label = QLabel(self)
        label.setBuddy(widget)
        bind_text(label, label.setText, words)
        bind_text(widget, widget.setAccessibleName, words)
        self._form.addRow(label, widget)

    # ── showing ──────────────────────────────────────────────────────────────────────────────────

    def show_run(self, run: ScenarioRun) -> None:
        """The spreads in force."""
        first = self._run is None or self._run.scenario.id != run.scenario.id
        self._run = run
        labels = labels_of(run.model)
        on = {name for name, held in run.inputs.assumed.levers.items() if held.value.on}
        rows: list[list[Cell]] = []
        for name in [v.name for v in run.inputs.ready.drivers] + [
            each.id for each in run.model.levers if each.id in on
        ]:
            held = run.inputs.assumed.spreads.get(name)
            words = spread_text(held.value) if held is not None else "—"
            own = held is not None and held.origin == run.scenario.id
            tip = held.value.reason if held is not None else ""
            rows.append(
                [
                    Cell(show(labels[name]), key=name, tip=show(labels[name])),
                    Cell(words, tip=tip, tone="accent" if own else ""),
                ]
            )
        self.list.show_rows(
            [Cell(tr(_CONTEXT, "Driver or lever")), Cell(tr(_CONTEXT, "Distribution"))], rows, stretch=1
        )
        if first and rows:
            self.list.selectRow(0)
        self._chosen()

    @property
    def chosen(self) -> str:
        """The driver or lever being edited."""
        return self.list.current_key()

    def _chosen(self, *_: object) -> None:
        name = self.chosen
        if self._run is None or not name:
            return
        self.wrong.clear()
        held = self._run.inputs.assumed.spreads.get(name)
        spread = held.value if held is not None else None
        lever = name in {each.id for each in self._run.model.levers}
        self.name.setText(show(labels_of(self._run.model)[name]))
        self.kind.setCurrentIndex(self.kind.findData(spread.kind if spread is not None else ""))
        self.interval.setChecked(spread is not None and "p5" in spread.numbers)
        for key, field in self.fields.items():
            value = spread.numbers.get(key) if spread is not None else None
            field.setText("" if value is None else plain_number(value, 8))
        self.values.setText(
            ", ".join(plain_number(v, 8) for v in spread.values) if spread is not None else ""
        )
        window = spread.window if spread is not None else None
        code = self._run.inputs.ready.grid.code
        self.first.setText(code(window[0]) if window else "")
        self.last.setText(code(window[1]) if window else "")
        self.of.setCurrentIndex(
            self.of.findData(spread.of if spread is not None else "elasticity" if lever else "growth")
        )
        self.around.setCurrentIndex(self.around.findData(spread.around if spread is not None else "path"))
        self.each.setChecked(spread is not None and spread.each_period)
        self.reason.setText(spread.reason if spread is not None else "")
        self.again.setEnabled(name in self._run.scenario.spreads)
        self._kind_chosen()

    def _kind_chosen(self, *_: object) -> None:
        kind = str(self.kind.currentData() or "")
        able = kind in ("normal", "lognormal")
        wanted = ("p5", "p95") if able and self.interval.isChecked() else _NUMBERS.get(kind, ())
        self._form.setRowVisible(self.interval, able)
        for key, field in self.fields.items():
            self._form.setRowVisible(field, key in wanted)
        self._form.setRowVisible(self.values, kind == "empirical")
        self._form.setRowVisible(self.window_box, kind in ("past_growth", "past_errors"))
        for widget in (self.of, self.around, self.each, self.reason):
            self._form.setRowVisible(widget, bool(kind))
        self._preview()

    def _preview(self, *_: object) -> None:
        """The picture of what is typed, or of the past that it draws from; nothing while it makes no sense."""
        found = None
        try:
            spread = self.spread()
            if spread is not None and self._run is not None:
                found = self._quantiles(spread)
        except (_Wrong, WorkbenchError):
            found = None
        self.density.set_quantiles(found, percent=self.of.currentData() != "elasticity")

    def _quantiles(self, spread: Spread) -> np.ndarray | None:
        from workbench.services.uncertainty import quantiles_of

        assert self._run is not None
        return quantiles_of(self._run.inputs, self.chosen, spread, 4_000)

    # ── changing ─────────────────────────────────────────────────────────────────────────────────

    def spread(self) -> Spread | None:
        """What is typed; ``None`` = not uncertain. Raises ``_Wrong`` with words that name field and driver."""
        kind = str(self.kind.currentData() or "")
        if not kind:
            return None
        numbers: dict[str, float] = {}
        wanted = (
            ("p5", "p95")
            if kind in ("normal", "lognormal") and self.interval.isChecked()
            else _NUMBERS.get(kind, ())
        )
        for key in wanted:
            text = self.fields[key].text()
            value = parse_number(text)
            if value is None:
                if key == "lambda" and not text.strip():
                    continue
                raise _Wrong(self._no_number(say(NUMBERS_WORDS[key]), text))
            numbers[key] = value
        values: list[float] = []
        if kind == "empirical":
            for part in self.values.text().replace("，", ",").split(","):
                if part.strip():
                    number = parse_number(part)
                    if number is None:
                        raise _Wrong(self._no_number(tr(_CONTEXT, "Values"), part.strip()))
                    values.append(number)
        return Spread(
            kind,  # type: ignore[arg-type]
            numbers,
            tuple(values),
            self.of.currentData(),
            self.around.currentData(),
            self.each.isChecked(),
            self._window() if kind in ("past_growth", "past_errors") else None,
            self.reason.text().strip(),
        )

    def _no_number(self, field: str, text: str) -> str:
        return tr(
            _CONTEXT,
            "{driver}, {year}: “{typed}” is not a number.",
            driver=self.name.text(),
            year=field,
            typed=text,
        )

    def _window(self) -> tuple[int, int] | None:
        texts = (self.first.text().strip(), self.last.text().strip())
        if not any(texts):
            return None
        assert self._run is not None
        return (self._run.inputs.ready.grid.step(texts[0]), self._run.inputs.ready.grid.step(texts[1]))

    def keep(self) -> None:
        """One step of undo; what makes no distribution is told below the fields."""
        if self._run is None or not self.chosen:
            return
        try:
            self._set(self.spread())
        except _Wrong as wrong:
            self.wrong.setText(str(wrong))
        except WorkbenchError as error:
            self.wrong.setText(error.words(language.current()))

    def _set(self, spread: Spread | None) -> None:
        assert self._run is not None
        self._workspace.execute_or_raise(
            SetSpread(self._run.scenario.id, self.chosen, spread), initiator=_INITIATOR
        )

    def take_parents(self) -> None:
        """The parent's again."""
        if self._run is not None and self.chosen:
            self._workspace.attempt(lambda: self._set(None))


class _Wrong(Exception):
    """Words for a field."""
