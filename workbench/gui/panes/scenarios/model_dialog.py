"""The model card (equations, sources, how it did), its graph, and the model itself to be written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.base.clock import today
from workbench.base.ids import new_id
from workbench.domain.errors import WorkbenchError
from workbench.domain.scenario import Model, Scenario, Variable
from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.language import bind, bind_text, mark, say, show, tr
from workbench.gui.panes.scenarios.graph import GraphView
from workbench.gui.panes.scenarios.model_edit import ModelEdit
from workbench.gui.panes.scenarios.parts import CONFIDENCE, tool
from workbench.gui.panes.scenarios.paths import level_text
from workbench.gui.panes.scenarios.results import ResultBar
from workbench.gui.widgets.text_table import Cell, TextTable
from workbench.services.operations.models import RemoveModel
from workbench.services.operations.scenarios import CreateScenario
from workbench.services.scenario_words import percent

if TYPE_CHECKING:
    from workbench.gui.workspace import Workspace
    from workbench.services.back_test import Summary
    from workbench.services.model_card import ModelCard

_CONTEXT = "ScenariosPane"
_INITIATOR = "pane.scenarios"


class ModelDialog(QDialog):
    """Choose a model at the top; card, graph, past, writing."""

    def __init__(self, workspace: Workspace, model_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        px = workspace.theme.px
        self.resize(px(1000), px(660))
        bind(self, self.setWindowTitle, _CONTEXT, "Model card")
        column = QVBoxLayout(self)
        row = QHBoxLayout()
        label = QLabel(self)
        bind(label, label.setText, _CONTEXT, "Model")
        self.choice = QComboBox(self)
        label.setBuddy(self.choice)
        bind(self.choice, self.choice.setAccessibleName, _CONTEXT, "Model")
        row.addWidget(label)
        row.addWidget(self.choice, 1)
        tool(self, row, mark(_CONTEXT, "New model"), self.new_model)
        tool(self, row, mark(_CONTEXT, "Duplicate"), self.copy_model)
        tool(self, row, mark(_CONTEXT, "New base case"), self.new_base)
        tool(self, row, mark(_CONTEXT, "Delete"), self.remove_model)
        column.addLayout(row)
        self.about = QLabel(self)
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        column.addWidget(self.about)
        self.tabs = QTabWidget(self)
        column.addWidget(self.tabs, 1)
        page = QWidget(self.tabs)
        inside = QVBoxLayout(page)
        self.card = TextTable(workspace.theme, page)
        self.card.setFont(workspace.theme.font("small"))
        bind(self.card, self.card.setAccessibleName, _CONTEXT, "Equations")
        inside.addWidget(self.card, 3)
        self.levers = TextTable(workspace.theme, page)
        self.levers.setFont(workspace.theme.font("small"))
        bind(self.levers, self.levers.setAccessibleName, _CONTEXT, "Levers")
        inside.addWidget(self.levers, 1)
        self.bar = ResultBar(workspace, page, pack=False)
        inside.addWidget(self.bar)
        self._add(page, mark(_CONTEXT, "Equations"))
        scroll = QScrollArea(self.tabs)
        scroll.setWidgetResizable(True)
        self.graph = GraphView(workspace.theme)
        scroll.setWidget(self.graph)
        self._add(scroll, mark(_CONTEXT, "Graph"))
        page = QWidget(self.tabs)
        inside = QVBoxLayout(page)
        self.past_words = QLabel(page)
        self.past_words.setWordWrap(True)
        inside.addWidget(self.past_words)
        self.past = TextTable(workspace.theme, page)
        bind(self.past, self.past.setAccessibleName, _CONTEXT, "How it did")
        inside.addWidget(self.past, 1)
        self._add(page, mark(_CONTEXT, "How it did"))
        self.edit = ModelEdit(workspace, self.tabs)
        self.edit.kept.connect(self._kept)
        self._add(self.edit, mark(_CONTEXT, "Write"))
        self.wrong = QLabel(self)
        self.wrong.setProperty("role", "bad")
        self.wrong.setWordWrap(True)
        column.addWidget(self.wrong)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.choice.activated.connect(self._chosen)
        self._fill(model_id)

    def _add(self, page: QWidget, title: Any) -> None:
        place = self.tabs.addTab(page, "")
        bind_text(page, lambda text: self.tabs.setTabText(place, text), title)

    @property
    def model_id(self) -> str:
        """The model shown."""
        return str(self.choice.currentData() or "")

    def _fill(self, model_id: str) -> None:
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for model in self._workspace.reading.models():
                self.choice.addItem(show(model.title), model.id)
            self.choice.setCurrentIndex(max(0, self.choice.findData(model_id)))
        self._chosen()

    def _chosen(self, *_: object) -> None:
        from workbench.services.model_card import card

        self.wrong.clear()
        if not self.model_id:
            self.new_model()
            return
        model = self._workspace.reading.model(self.model_id)
        self.edit.show_model(model)
        try:
            found = card(self._workspace.reading, self.model_id)
        except WorkbenchError as error:
            self.wrong.setText(error.words(language.current()))
            self.graph.set_card(None)
            self.card.show_rows([], [])
            self.levers.show_rows([], [])
            return
        count, identities = found.counts
        said = tr(
            _CONTEXT,
            "{n} variables, {identities} of them computed; {first}–{last}.",
            n=count,
            identities=identities,
            first=model.first_year,
            last=model.last_year,
        )
        self.about.setText(said + (" " + show(model.note) if model.note.as_dict() else ""))
        self._show_card(found)
        self.graph.set_card(found)
        self._show_past(found)

    def _show_card(self, found: ModelCard) -> None:
        header = [
            Cell(tr(_CONTEXT, "Variable")),
            Cell(tr(_CONTEXT, "Unit")),
            Cell(tr(_CONTEXT, "Equation or driver")),
            Cell(tr(_CONTEXT, "Newest actual"), right=True),
            Cell(tr(_CONTEXT, "Sources")),
        ]
        rows: list[list[Cell]] = []
        out: list[list[str | float | None]] = [[cell.text for cell in header]]
        for row in found.rows:
            variable = row.variable
            kind = (
                tr(_CONTEXT, "driver: level") if variable.kind == "level" else tr(_CONTEXT, "driver: growth")
            )
            equation = f"= {row.equation}" if row.equation else kind
            if variable.history:
                equation += " · " + tr(_CONTEXT, "past from {formula}", formula=variable.history)
            newest = ""
            if row.last is not None:
                newest = f"{row.last[0]}: {level_text(variable, row.last[1])}" + (" *" if row.derived else "")
            sources = "; ".join(show(source.title) for source in row.sources)
            note = show(variable.note) if variable.note.as_dict() else ""
            name = show(variable.label)
            rows.append(
                [
                    Cell(
                        name,
                        tip=f"{variable.name}\n{note}".strip(),
                        bold=bool(variable.indicator_id),
                        key=variable.name,
                    ),
                    Cell(variable.unit),
                    Cell(equation, tip=equation),
                    Cell(
                        newest,
                        right=True,
                        tip=tr(_CONTEXT, "* worked out from others") if row.derived else "",
                    ),
                    Cell(sources, tip=sources),
                ]
            )
            out.append([name, variable.unit, equation, row.last[1] if row.last else None, sources])
        self.card.show_rows(header, rows, stretch=4)
        self.card.setColumnWidth(2, self._workspace.theme.px(330))
        named = self._workspace.reading.sources()
        head = [
            Cell(tr(_CONTEXT, "Lever")),
            Cell(tr(_CONTEXT, "Works on")),
            Cell(tr(_CONTEXT, "Confidence")),
            Cell(tr(_CONTEXT, "Source and reason")),
        ]
        lines: list[list[Cell]] = []
        for lever in found.levers:
            source = named.get(lever.source.source_id) if lever.source is not None else None
            reason = show(lever.reason) if lever.reason.as_dict() else ""
            why = " · ".join(part for part in (show(source.title) if source else "", reason) if part)
            works = show(found.model.variable(lever.variable).label)
            lines.append(
                [
                    Cell(show(lever.label)),
                    Cell(works),
                    Cell(say(CONFIDENCE[lever.confidence])),
                    Cell(why, tip=why),
                ]
            )
        self.levers.setVisible(bool(lines))
        self.levers.show_rows(head, lines, stretch=3)
        self.bar.set_result(out, None, "model-card")

    def _show_past(self, found: ModelCard) -> None:
        past = found.back_test
        lang = language.current()
        if past is None:
            self.past_words.setText(tr(_CONTEXT, "There is too little past to judge the model by."))
            self.past.show_rows([], [])
            return
        self.past_words.setText(
            tr(
                _CONTEXT,
                "Projecting at the pace of the last {window} years from every year {first}–{last}: how far off, "
                "and how often nearer than “no change”.",
                window=past.window,
                first=past.first_origin,
                last=past.last_origin,
            )
        )
        header = [
            Cell(tr(_CONTEXT, "Years ahead or variable")),
            Cell(tr(_CONTEXT, "Projections"), right=True),
            Cell(tr(_CONTEXT, "Mean error"), right=True),
            Cell(tr(_CONTEXT, "Mean absolute error"), right=True),
            Cell(tr(_CONTEXT, "Nearer than no change"), right=True),
        ]

        def line(name: str, summary: Summary, bold: bool = False) -> list[Cell]:
            numbers = (summary.bias, summary.mean_absolute, summary.better)
            texts = ["—" if value is None else percent(value, lang) for value in numbers]
            return [
                Cell(name, bold=bold),
                Cell(str(summary.count), right=True),
                *(Cell(text, right=True) for text in texts),
            ]

        rows = [line(tr(_CONTEXT, "All"), past.overall, True)]
        rows += [
            line(tr(_CONTEXT, "{n} years ahead", n=ahead), each) for ahead, each in past.by_horizon.items()
        ]
        rows += [
            line(show(found.model.variable(name).label), each) for name, each in past.by_variable.items()
        ]
        self.past.show_rows(header, rows)

    # ── models ───────────────────────────────────────────────────────────────────────────────────

    def new_model(self) -> None:
        """An empty model of one driver, to be written; it is kept when it is sound."""
        year = today().year
        title = LocalText("New model", "新模型")
        variable = Variable("x1", LocalText("x1", "x1"), "")
        self._start_writing(Model(new_id("mdl"), title, year - 10, year + 6, (variable,)))

    def copy_model(self) -> None:
        """A copy of the model shown, to be written."""
        if not self.model_id:
            return
        model = self._workspace.reading.model(self.model_id)
        title = LocalText(
            f"{model.title.en} (copy)" if model.title.en else None,
            f"{model.title.zh_hant}（副本）" if model.title.zh_hant else None,
        )
        self._start_writing(replace(model, id=new_id("mdl"), title=title))

    def _start_writing(self, model: Model) -> None:
        self.edit.show_model(model)
        self.tabs.setCurrentWidget(self.edit)
        self.wrong.setText(tr(_CONTEXT, "Not kept yet: write it, then choose “Keep the model”."))

    def _kept(self, model_id: str) -> None:
        self._fill(model_id)
        self.tabs.setCurrentWidget(self.edit)

    def new_base(self) -> None:
        """A base case for the model shown: where its scenarios start."""
        if not self.model_id:
            return
        model = self._workspace.reading.model(self.model_id)
        order = max((item.order for item in self._workspace.reading.scenarios()), default=0) + 1
        title = model.title
        name = LocalText(
            f"{title.en}: base case" if title.en else None,
            f"{title.zh_hant}：基準情景" if title.zh_hant else None,
        )
        scenario = Scenario(new_id("scn"), model.id, name, order=order)
        if self._workspace.execute(CreateScenario(scenario), initiator=_INITIATOR) is not None:
            self._workspace.selection.select_scenario(scenario.id)

    def remove_model(self) -> None:
        """Delete the model shown, unless a scenario uses it; undo brings it back."""
        if not self.model_id:
            return
        try:
            self._workspace.execute_or_raise(RemoveModel(self.model_id), initiator=_INITIATOR)
        except WorkbenchError as error:
            self.wrong.setText(error.words(language.current()))
            return
        self._fill("")
