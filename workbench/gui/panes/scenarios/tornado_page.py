"""The tornado with what it is asked: how far each driver is turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.domain.text import LANGS, LocalText
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, show, tr
from workbench.gui.panes.scenarios.asked import Ask, Refused, figure_text
from workbench.gui.panes.scenarios.parts import knob_setting, labels_of, parse_number
from workbench.gui.panes.scenarios.results import ResultBar, joined
from workbench.gui.panes.scenarios.tornado import TornadoChart

if TYPE_CHECKING:
    from workbench.calc.knobs import Knob
    from workbench.gui.workspace import Workspace

_CONTEXT = "ScenariosPane"


class TornadoPage(QWidget):
    """``asked()``: drivers are to be turned otherwise."""

    asked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.words)
        row = QHBoxLayout()
        self.by_spread = QComboBox(self)
        for place, words in enumerate(
            (
                mark(_CONTEXT, "each from its 5th to its 95th percentile"),
                mark(_CONTEXT, "each by the same amount"),
            )
        ):
            self.by_spread.addItem("", place == 0)
            bind_text(
                self.by_spread, lambda text, place=place: self.by_spread.setItemText(place, text), words
            )
        bind(self.by_spread, self.by_spread.setAccessibleName, _CONTEXT, "How far each driver is turned")
        self.shift = QLineEdit("1%", self)
        self.shift.setMaximumWidth(80)
        bind(self.shift, self.shift.setAccessibleName, _CONTEXT, "Down and up by")
        label = QLabel(self)
        bind(label, label.setText, _CONTEXT, "Down and up by")
        label.setBuddy(self.shift)
        row.addWidget(self.by_spread)
        row.addWidget(label)
        row.addWidget(self.shift)
        row.addStretch(1)
        column.addLayout(row)
        self.by_spread.activated.connect(self.asked)
        self.shift.editingFinished.connect(self.asked)
        self.chart = TornadoChart(workspace.theme, self)
        column.addWidget(self.chart, 1)
        self.bar = ResultBar(workspace, self)
        column.addWidget(self.bar)

    def answer(self, ask: Ask) -> None:
        """Work out and draw. Raises :class:`Refused`, :class:`WorkbenchError`."""
        from workbench.services.scenario_sentences import tornado_words
        from workbench.services.sensitivity import tornado

        by_spread = bool(self.by_spread.currentData())
        shift = parse_number(self.shift.text())
        if shift is None or shift <= 0:
            told = tr(
                _CONTEXT, "Down and up by: “{typed}” is not a number above zero.", typed=self.shift.text()
            )
            raise Refused(told)
        found = tornado(
            ask.session, ask.run.scenario.id, ask.indicator_id, ask.year, shift=shift, by_spread=by_spread
        )
        labels = labels_of(ask.run.model)
        words = tornado_words(ask.session, found, labels)
        unit = ask.outcome.indicator.unit
        lang = language.current()
        bars = []
        out: list[list[str | float | None]] = [
            [
                tr(_CONTEXT, "Driver"),
                tr(_CONTEXT, "Low"),
                tr(_CONTEXT, "High"),
                tr(_CONTEXT, "At low"),
                tr(_CONTEXT, "At high"),
            ]
        ]
        from workbench.calc.knobs import Knob

        for bar in found.bars:
            knob = Knob(bar.name, bar.turn)  # type: ignore[arg-type]
            ends = [_signed(knob, value) for value in (bar.low, bar.high)]
            bars.append((show(labels[bar.name]), bar.at_low, bar.at_high, ends[0], ends[1]))
            out.append([show(labels[bar.name]), bar.low, bar.high, bar.at_low, bar.at_high])
        self.chart.set_bars(bars, found.central, lambda value: figure_text(value, unit, lang))
        self.chart.setAccessibleName(words.show(lang))
        self.words.setText(words.show(lang))
        plain = words if not any(char.isdigit() for char in _without_year(words, ask.year)) else LocalText()
        make = ask.passage()
        self.bar.set_result(out, words, "tornado", lambda: joined(plain, make()))

    def clear(self) -> None:
        """Nothing to show."""
        self.words.clear()
        self.chart.set_bars((), None, str)
        self.bar.set_result((), None, "")


def _signed(knob: Knob, value: float) -> str:
    text = knob_setting(knob, value, None)
    return f"+{text}" if knob.turn in ("shift", "scale") and value > 0 else text


def _without_year(words: LocalText, year: int) -> str:
    return " ".join(words.show(lang) for lang in LANGS).replace(str(year), "")
