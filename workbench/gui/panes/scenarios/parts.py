"""Small things that the scenario editor's pages and dialogs share: buttons, numbers as typed, assumptions in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from workbench.domain.scenario import (
    ActualsRange,
    AddFactor,
    DriverPath,
    LeverSetting,
    Spread,
)
from workbench.domain.wording import MINUS
from workbench.gui import language
from workbench.gui.language import Text, bind_text, mark, say, show, tr
from workbench.gui.panes.scenarios.paths import level_text, value_text

if TYPE_CHECKING:
    from workbench.calc.knobs import Knob
    from workbench.domain.grid import Grid
    from workbench.domain.scenario import Model, Variable
    from workbench.domain.text import LocalText
    from workbench.services.scenarios import ScenarioRun

_CONTEXT = "ScenariosPane"
_TYPED = str.maketrans("−－％，．", "--%,.")

SPREADS: dict[str, Text] = {
    "normal": mark(_CONTEXT, "Normal"),
    "two_piece_normal": mark(_CONTEXT, "Two-piece normal"),
    "triangular": mark(_CONTEXT, "Triangular"),
    "pert": mark(_CONTEXT, "PERT"),
    "uniform": mark(_CONTEXT, "Uniform"),
    "lognormal": mark(_CONTEXT, "Lognormal"),
    "empirical": mark(_CONTEXT, "Values given"),
    "past_growth": mark(_CONTEXT, "Past growth"),
    "past_errors": mark(_CONTEXT, "Past errors of projecting"),
}
NUMBERS_WORDS: dict[str, Text] = {
    "mean": mark(_CONTEXT, "Mean"),
    "sd": mark(_CONTEXT, "Standard deviation"),
    "mode": mark(_CONTEXT, "Mode"),
    "sigma": mark(_CONTEXT, "Sigma"),
    "skew": mark(_CONTEXT, "Skew (mean less mode)"),
    "min": mark(_CONTEXT, "Least"),
    "max": mark(_CONTEXT, "Most"),
    "lambda": mark(_CONTEXT, "Weight of the mode"),
    "p5": mark(_CONTEXT, "90% interval from"),
    "p95": mark(_CONTEXT, "90% interval to"),
}
CONFIDENCE: dict[str, Text] = {
    "high": mark(_CONTEXT, "high confidence"),
    "medium": mark(_CONTEXT, "medium confidence"),
    "low": mark(_CONTEXT, "low confidence"),
    "": mark(_CONTEXT, "confidence not stated"),
}


def tool(
    parent: QWidget,
    row: QBoxLayout | None,
    words: Text,
    slot: Callable[[], object],
    *,
    primary: bool = False,
) -> QToolButton:
    """A button with words, put at the end of *row*."""
    button = QToolButton(parent)
    button.setProperty("primary", primary)
    button.setProperty("compact", not primary)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bind_text(button, button.setText, words)
    button.clicked.connect(lambda _=False: slot())
    if row is not None:
        row.addWidget(button)
    return button


def menu_button(
    parent: QWidget, row: QBoxLayout, words: Text, entries: Sequence[tuple[Text, Callable[[], object]]]
) -> QToolButton:
    """A button that opens a menu of deeds."""
    button = tool(parent, row, words, lambda: None)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    for text, deed in entries:
        action = menu.addAction("")
        bind_text(action, action.setText, text)
        action.triggered.connect(lambda _=False, deed=deed: deed())
    button.setMenu(menu)
    return button


def segments(
    parent: QWidget, words: Sequence[Text], slot: Callable[[int], object]
) -> tuple[QHBoxLayout, list[QPushButton]]:
    """A row of buttons of which one is down; *slot* gets the place of the one pressed."""
    row = QHBoxLayout()
    row.setSpacing(0)
    group = QButtonGroup(parent)
    made: list[QPushButton] = []
    for place, text in enumerate(words):
        button = QPushButton(parent)
        button.setCheckable(True)
        side = "left" if place == 0 else "right" if place == len(words) - 1 else "middle"
        button.setProperty("segment", side)
        bind_text(button, button.setText, text)
        button.clicked.connect(lambda _=False, page=place: slot(page))
        group.addButton(button)
        row.addWidget(button)
        made.append(button)
    made[0].setChecked(True)
    row.addStretch(1)
    return row, made


def section(parent: QWidget, words: Text) -> QLabel:
    """A heading within a page."""
    label = QLabel(parent)
    label.setProperty("role", "section")
    bind_text(label, label.setText, words)
    return label


def parse_number(text: str) -> float | None:
    """A number as people type it (``2.5 %`` → 0.025, ``−3``, ``1,234``); ``None`` if it is none."""
    plain = (
        text.translate(_TYPED).replace("\u2009", "").replace("\u202f", "").replace(" ", "").replace(",", "")
    )
    share = plain.endswith("%")
    try:
        value = float(plain.removesuffix("%"))
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return float(f"{value}e-2") if share else value


def plain_number(value: float, digits: int = 6) -> str:
    """A number for a field: short, and the same number when read again at that many digits."""
    return f"{value:.{digits}g}".replace("-", MINUS)


def labels_of(model: Model) -> dict[str, LocalText]:
    """Variable or lever → its name for people."""
    return {v.name: v.label for v in model.variables} | {each.id: each.label for each in model.levers}


def year_spans(steps: Sequence[int], grid: Grid) -> str:
    """``2014–2020, 2022``."""
    spans: list[list[int]] = []
    for step in sorted(steps):
        if spans and step == spans[-1][1] + 1:
            spans[-1][1] = step
        else:
            spans.append([step, step])
    joint = "、" if language.current() == "zh-Hant" else ", "
    return joint.join(
        grid.code(first) if first == last else f"{grid.code(first)}–{grid.code(last)}"
        for first, last in spans
    )


def path_text(variable: Variable, path: DriverPath | None, grid: Grid, labels: dict[str, LocalText]) -> str:
    """An assumption in a few words: ``4.0% a year``, ``trend 2018–2024``, ``2030: 26``."""
    if path is None:
        return "—"
    parts: list[str] = []
    if path.trend is not None:
        first, last = (grid.code(step) for step in path.trend)
        parts.append(tr(_CONTEXT, "trend {first}–{last}", first=first, last=last))
    elif path.growth is not None:
        parts.append(tr(_CONTEXT, "{rate} a year", rate=_rate(path.growth)))
    if path.link is not None:
        name = path.link.variable
        parts.append(tr(_CONTEXT, "follows {name}", name=show(labels[name]) if name in labels else name))
    if path.shape is not None:
        shape = path.shape
        value = _rate(shape.value) if shape.of == "growth" else level_text(variable, shape.value)
        parts.append(
            tr(
                _CONTEXT,
                "{shape} to {value} by {year}",
                shape=say(SHAPES[shape.kind]),
                value=value,
                year=grid.code(shape.last or shape.first),
            )
        )
    if path.by_year:
        years = [f"{grid.code(step)}: {_rate(rate)}" for step, rate in sorted(path.by_year.items())]
        parts.append(_short(years))
    if path.levels:
        years = [
            f"{grid.code(step)}: {level_text(variable, value)}" for step, value in sorted(path.levels.items())
        ]
        parts.append(_short(years))
    return " · ".join(parts) or "—"


SHAPES: dict[str, Text] = {
    "step": mark(_CONTEXT, "step"),
    "ramp": mark(_CONTEXT, "ramp"),
    "s_curve": mark(_CONTEXT, "S-curve"),
}


def _short(parts: list[str]) -> str:
    return " · ".join(parts) if len(parts) <= 3 else f"{parts[0]} … {parts[-1]}"


def _rate(value: float) -> str:
    return f"{value * 100:.1f}%".replace("-", MINUS)


def assumption_text(value: Any, name: str, run: ScenarioRun, labels: dict[str, LocalText]) -> str:
    """Any assumption in a few words, for the list of differences."""
    grid = run.inputs.ready.grid
    if value is None or value == ():
        return "—"
    if isinstance(value, DriverPath):
        return path_text(run.model.variable(name), value, grid, labels)
    if isinstance(value, LeverSetting):
        return tr(_CONTEXT, "on") if value.on else tr(_CONTEXT, "off")
    if isinstance(value, ActualsRange):
        return rule_text(value, grid)
    if isinstance(value, Spread):
        return spread_text(value)
    if value and isinstance(value[0], AddFactor):
        return _short([factor_text(each, grid) for each in value])
    return _short(
        [f"{_named(each.first, labels)}–{_named(each.second, labels)} {each.value:g}" for each in value]
    )


def _named(name: str, labels: dict[str, LocalText]) -> str:
    return show(labels[name]) if name in labels else name


def factor_text(factor: AddFactor, grid: Grid) -> str:
    """``2026–2028 +500``, ``2026 ×1.02``."""
    when = year_spans(range(factor.first, factor.last + 1), grid)
    if factor.kind == "multiply":
        return f"{when} ×{plain_number(factor.value)}"
    return f"{when} {'+' if factor.value >= 0 else ''}{plain_number(factor.value)}"


def rule_text(rule: ActualsRange, grid: Grid) -> str:
    """Which actuals are used."""
    if not rule.use:
        return tr(_CONTEXT, "no actuals used")
    if rule.first is None and rule.last is None:
        return tr(_CONTEXT, "all actuals used")
    first = "" if rule.first is None else grid.code(rule.first)
    last = "" if rule.last is None else grid.code(rule.last)
    return tr(_CONTEXT, "actuals of {first}–{last} used", first=first, last=last)


def spread_text(spread: Spread) -> str:
    """Kind and numbers of a distribution."""
    name = say(SPREADS[spread.kind])
    numbers = " · ".join(
        f"{say(NUMBERS_WORDS[key]) if key in NUMBERS_WORDS else key} {plain_number(value)}"
        for key, value in spread.numbers.items()
    )
    return tr(_CONTEXT, "{name}: {what}", name=name, what=numbers) if numbers else name


def knob_setting(knob: Knob, value: float, variable: Variable | None) -> str:
    """A setting of a knob, as people write it."""
    if knob.turn in ("growth", "shift", "scale"):
        return (
            _rate(value)
            if abs(value * 1000 - round(value * 1000)) < 1e-9
            else f"{plain_number(value * 100, 3)}%"
        )
    if knob.turn == "level" and variable is not None:
        return level_text(variable, value)
    return plain_number(value)


def fill_indicators(box: QComboBox, run: ScenarioRun, chosen: str) -> None:
    """The indicators that the model projects, by name."""
    box.clear()
    for outcome in run.indicators:
        if outcome.variable is not None:
            box.addItem(show(outcome.indicator.name), outcome.indicator.id)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def fill_years(box: QComboBox, run: ScenarioRun, indicator_id: str) -> None:
    """The years with a reference figure, the last one chosen."""
    from workbench.domain.wording import target_column

    box.clear()
    for item in sorted(run.indicator(indicator_id).targets, key=lambda item: item.target.data_year):
        words = target_column(item.target.column_year, item.target.data_year, language.current())
        box.addItem(words, item.target.data_year)
    box.setCurrentIndex(box.count() - 1)


def driver_value_text(variable: Variable, value: float | None) -> str:
    """As the driver table writes it."""
    return value_text(variable, value, finer=True)
