"""Choosing a figure for a text: search, then which period, as known when, how printed. What will be printed is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast, get_args

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from workbench.domain.errors import WorkbenchError
from workbench.domain.figure import Qualifier
from workbench.gui import language
from workbench.gui.dialogs.base import Dialog
from workbench.gui.language import Text, bind, bind_text, mark, say, show, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.pack import FigureField, Pack
    from workbench.gui.workspace import Workspace
    from workbench.services.figure_search import FigureSource

_SHOWN = 120
_SHOWS = (
    ("value_unit", mark("composer", "Figure with its unit")),
    ("value", mark("composer", "Figure only")),
    ("period", mark("composer", "Its period")),
    ("source", mark("composer", "Its source")),
    ("vintage", mark("composer", "Since when it was known")),
)
_PUBLISHED = mark("composer", "As published")


class FigurePicker(Dialog):
    """``insert(field)`` is called with what was chosen. Typing searches, ↑ ↓ choose, Enter inserts."""

    def __init__(
        self,
        workspace: Workspace,
        pack: Pack,
        insert: Callable[[FigureField], object],
        parent: QWidget,
        held: FigureField | None = None,
    ) -> None:
        title = mark("composer", "Insert figure") if held is None else mark("composer", "Change figure")
        super().__init__(title, parent)
        from workbench.services.figure_search import figure_sources

        self._workspace, self._pack, self._insert = workspace, pack, insert
        theme = workspace.theme
        self.resize(theme.px(640), theme.px(560))
        self._sources = figure_sources(workspace.reading)
        self._found: tuple[FigureSource, ...] = ()
        self.line = QLineEdit(self)
        bind(
            self.line,
            self.line.setPlaceholderText,
            "composer",
            "Indicator, series, scenario, measure, number, year…",
        )
        bind(self.line, self.line.setAccessibleName, "composer", "Search figures")
        self.line.textChanged.connect(self.search)
        self.line.installEventFilter(self)
        self.column.addWidget(self.line)
        self.list = QListWidget(self)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind(self.list, self.list.setAccessibleName, "composer", "Figures found")
        self.list.currentRowChanged.connect(lambda _: self._source_chosen())
        self.list.itemActivated.connect(lambda _: self.accept())
        self.column.addWidget(self.list, 1)
        grid = QGridLayout()
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.period = self._combo(grid, 0, mark("composer", "Period"))
        self.known = self._combo(grid, 1, mark("composer", "As known"))
        self.shown = self._combo(grid, 2, mark("composer", "Print"))
        self.decimals = self._combo(grid, 3, mark("composer", "Decimals"))
        self.qualifier = self._combo(grid, 4, mark("composer", "Qualifier"))
        self.day = QLineEdit(self)
        bind(self.day, self.day.setPlaceholderText, "composer", "YYYY-MM-DD")
        self._put(grid, 5, mark("composer", "Known on the day"), self.day)
        self.day.textChanged.connect(lambda _: self.preview())
        self.column.addLayout(grid)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.setMinimumHeight(theme.px(58))
        self.column.addWidget(self.said)
        self.buttons(
            mark("composer", "Insert in both languages")
            if held is None
            else mark("composer", "Change it everywhere")
        )
        self.period.activated.connect(lambda _: self._period_chosen())
        for combo in (self.known, self.shown, self.decimals, self.qualifier):
            combo.activated.connect(lambda _: self.preview())
        self._fill_fixed()
        self.search("")
        if held is not None:
            self._show_held(held)
        elif workspace.selection.indicator:
            self._choose_series(workspace.selection.indicator)
        self.line.setFocus()
        language.changed.connect(self._retranslate)

    def _combo(self, grid: QGridLayout, place: int, title: Text) -> QComboBox:
        combo = QComboBox(self)
        combo.setMinimumContentsLength(8)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._put(grid, place, title, combo)
        return combo

    def _put(self, grid: QGridLayout, place: int, title: Text, widget: QWidget) -> None:
        label = QLabel(self)
        label.setProperty("role", "section")
        label.setBuddy(widget)
        bind_text(label, label.setText, title)
        bind_text(widget, widget.setAccessibleName, title)
        row, column = divmod(place, 3)
        grid.addWidget(label, row * 2, column)
        grid.addWidget(widget, row * 2 + 1, column)

    def _fill_fixed(self) -> None:
        from workbench.domain.wording import qualifier_word

        for value, words in _SHOWS:
            self.shown.addItem(say(words), value)
        self.decimals.addItem(say(_PUBLISHED), None)
        for number in range(5):
            self.decimals.addItem(str(number), number)
        self.qualifier.addItem(tr("composer", "That of the figure"), "source")
        self.qualifier.addItem(tr("composer", "None"), "")
        for one in (q for q in get_args(Qualifier) if q):
            said = qualifier_word(cast("Qualifier", one), language.current())
            self.qualifier.addItem(said, one)

    def _retranslate(self, _: str) -> None:
        self.search(self.line.text())

    # ── searching ────────────────────────────────────────────────────────────────────────────────────────

    def search(self, text: str) -> None:
        """Show what answers."""
        from workbench.services.figure_search import find_sources

        self._found = find_sources(self._sources, text)[:_SHOWN]
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in self._found:
                item = QListWidgetItem(f"{show(one.title)}  —  {show(one.about)}")
                item.setToolTip(" · ".join((*one.title.as_dict().values(), one.series_id)))
                self.list.addItem(item)
            self.list.setCurrentRow(0 if self._found else -1)
        self._source_chosen()

    def _choose_series(self, series_id: str) -> None:
        row = next((n for n, one in enumerate(self._found) if one.series_id == series_id), -1)
        if row >= 0:
            self.list.setCurrentRow(row)

    def _show_held(self, held: FigureField) -> None:
        """Everything as a field has it."""
        row = next(
            (
                place
                for place, one in enumerate(self._sources)
                if (one.kind, one.series_id, one.scenario_id) == (held.kind, held.series_id, held.scenario_id)
                and (one.kind != "delivery" or one.method == held.method)
            ),
            None,
        )
        if row is None:
            return
        self._found = (self._sources[row], *self._found)
        item = QListWidgetItem(f"{show(self._found[0].title)}  —  {show(self._found[0].about)}")
        self.list.insertItem(0, item)
        self.list.setCurrentRow(0)
        self._source_chosen()
        self.period.setCurrentIndex(max(0, self.period.findData(held.period)))
        self._period_chosen()
        known = ("", "")
        if held.as_of:
            known = ("as_of", "")
            self.day.setText(held.as_of)
        elif held.vintage or held.snapshot_id:
            known = ("vintage", held.vintage) if held.vintage else ("snapshot_id", held.snapshot_id)
        for at in range(self.known.count()):
            if tuple(self.known.itemData(at)) == known:
                self.known.setCurrentIndex(at)
        for combo, value in (
            (self.shown, held.show),
            (self.decimals, held.decimals),
            (self.qualifier, held.qualifier),
        ):
            combo.setCurrentIndex(max(0, combo.findData(value)))
        self.preview()

    @property
    def source(self) -> FigureSource | None:
        """What the figure is taken from."""
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ ↓ in the search line move in the list."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step:
                row = max(0, min(self.list.count() - 1, self.list.currentRow() + step))
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _source_chosen(self) -> None:
        one = self.source
        typed = [*self.line.text().split(), *self._printing(one)]
        with QSignalBlocker(self.period):
            self.period.clear()
            for code, words in one.periods if one is not None else ():
                self.period.addItem(show(words), code)
                if code in typed:  # the year that was searched for
                    self.period.setCurrentIndex(self.period.count() - 1)
        self.period.setEnabled(self.period.count() > 1)
        figures = one is not None and one.kind in ("observation", "target", "scenario", "delivery")
        for combo in (self.decimals, self.qualifier):
            combo.setEnabled(figures)
        self._period_chosen()

    def _printing(self, one: FigureSource | None) -> list[str]:
        """The periods in which the number that was searched for stands; none where no number was."""
        from workbench.services.search import Query

        numbers = [part for part in self.line.text().split() if part[:1].isdigit() and not part.isalpha()]
        if one is None or one.kind != "observation" or not numbers:
            return []
        query = Query.parse(" ".join(numbers))
        held = self._workspace.reading.observations(one.series_id)
        found = [o.period.code for o in held if o.value is not None and query.matches(o.text, f"{o.value:g}")]
        return found[-1:]

    def _period_chosen(self) -> None:
        """Offer the states in which the figure of that period was published."""
        from workbench.services.figure_search import known_at

        one = self.source
        period = str(self.period.currentData() or "")
        with QSignalBlocker(self.known):
            self.known.clear()
            self.known.addItem(tr("composer", "Now"), ("", ""))
            if one is not None and one.kind == "observation":
                self.known.addItem(tr("composer", "On a day…"), ("as_of", ""))
                for item in known_at(self._workspace.reading, one.series_id, period):
                    words = tr(
                        "composer",
                        "Published {date}: {figure}",
                        date=item.vintage,
                        figure=item.text or item.value,
                    )
                    self.known.addItem(words, ("vintage", item.vintage))
                for snapshot in self._workspace.session.snapshots():
                    words = tr("composer", "Snapshot “{name}”", name=snapshot.name)
                    self.known.addItem(words, ("snapshot_id", snapshot.id))
            elif one is not None and one.kind in ("rating", "delivery"):
                self.known.addItem(tr("composer", "On a day…"), ("as_of", ""))
        self.known.setEnabled(self.known.count() > 1)
        self.preview()

    # ── the field ────────────────────────────────────────────────────────────────────────────────────────

    def figure(self) -> FigureField | None:
        """What was chosen, as a field of a pack."""
        one = self.source
        if one is None:
            return None
        made = one.field(str(self.period.currentData() or ""))
        how, value = cast("tuple[str, str]", self.known.currentData() or ("", ""))
        changes: dict[str, Any] = {
            "show": self.shown.currentData(),
            "decimals": self.decimals.currentData() if self.decimals.isEnabled() else None,
            "qualifier": self.qualifier.currentData() if self.qualifier.isEnabled() else "source",
        }
        if how == "as_of":
            changes["as_of"] = self.day.text().strip()
        elif how:
            changes[how] = value
        name = made.name if changes["show"] == "value_unit" else f"{made.name}_{changes['show']}"
        return replace(made, name=name, **changes)

    def preview(self) -> None:
        """What will be printed in both languages, and from where."""
        from workbench.services.names_at import iso_day
        from workbench.services.pack_fields import FieldBook

        day = (self.known.currentData() or ("", ""))[0] == "as_of"
        self.day.setEnabled(day)
        field = self.figure()
        wrong, words = field is None, ""
        if field is not None:
            try:
                if day:
                    iso_day(field.as_of)
                alone = replace(self._pack, fields=(field,), blocks=(), footnotes=())
                book = FieldBook(self._workspace.reading, alone)
                figure = book.figures[field.name]
                wrong = any(problem.severity == "error" for problem in book.problems)
                told = [show(problem.message) for problem in book.problems]
                both = "   ".join(book.text(field.name, lang) for lang in ("en", "zh-Hant"))
                came = " · ".join(
                    p for p in (figure.period, figure.vintage, show(figure.source)) if p and p != "〔…〕"
                )
                words = "\n".join((both, came, *told) if not wrong else told)
            except WorkbenchError as error:
                wrong, words = True, error.words(language.current())
        else:
            words = tr("composer", "Nothing found. Try another word, in either language.")
        self.said.setText(words)
        self.said.setProperty("tone", "bad" if wrong else "")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.ok.setEnabled(not wrong)

    def accept(self) -> None:
        """Give the field."""
        field = self.figure()
        if field is not None and self.ok.isEnabled():
            super().accept()
            self._insert(field)
