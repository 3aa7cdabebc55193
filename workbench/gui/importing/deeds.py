"""What the pages of the wizard ask for, turned into decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.domain.errors import WorkbenchError
from workbench.domain.text import LocalText
from workbench.gui import language
from workbench.gui.importing.ask import AskMark, AskMatch, AskText, AskUnit
from workbench.gui.importing.models import series_words
from workbench.gui.language import mark, tr
from workbench.importers.book import Area
from workbench.services.import_decisions import (
    AddTable,
    Decision,
    ExplainMark,
    KeepFile,
    LeaveOut,
    Match,
    Paint,
    Pair,
    ReadAs,
    SetAggregate,
    SetPeriod,
    SetUnit,
    SetVintage,
    TableKey,
    Target,
)
from workbench.services.import_wizard import sheet_area_words

if TYPE_CHECKING:
    from workbench.gui.dialogs.import_dialog import ImportDialog
    from workbench.importers.recipes import SeriesRule
    from workbench.services.import_matching import Suggestion
    from workbench.services.import_wizard import ImportWizard, MarkQuestion, SeriesRow, Snapshot


class Deeds(QObject):
    """Handlers of the wizard's pages."""

    def __init__(self, dialog: ImportDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    @property
    def _wizard(self) -> ImportWizard:
        assert self._dialog.wizard is not None
        return self._dialog.wizard

    @property
    def _snapshot(self) -> Snapshot:
        assert self._dialog.snapshot is not None
        return self._dialog.snapshot

    # ---- the sheet ----------------------------------------------------------------------------------------------
    def paint(self, role: str) -> None:
        """Give the selected cells a role; on a sheet without a table, that begins one."""
        page = self._dialog.sheet_page
        sheet = page.grid.sheet_model.sheet
        if sheet is None:
            return
        last_row, last_col = sheet.n_rows - 1, sheet.n_cols - 1
        areas = tuple(
            Area(area.top, area.left, min(area.bottom, last_row), min(area.right, last_col))
            for area in page.grid.selected_areas()
            if area.top <= last_row and area.left <= last_col
        )
        if not areas:
            self._dialog.say(tr("import", "Select cells of the sheet first."))
            return
        key, first = self._dialog.key, []
        if key is None:
            key = self._wizard.new_table(self._snapshot.sheet)
            first.append(AddTable(key))
            self._dialog.key = key
        words = sheet_area_words(sheet, areas)
        self._dialog.decide(*first, Paint(key, areas, role, words))  # type: ignore[arg-type]

    def act(self, name: str) -> None:
        """One of the actions of the first page."""
        key = self._dialog.key
        if name == "add":
            added = self._wizard.new_table(self._snapshot.sheet)
            self._dialog.key = added
            self._dialog.decide(AddTable(added))
            return
        if key is None:
            self._dialog.say(tr("import", "Choose or add a table first."))
            return
        if name == "out":
            self._dialog.decide(LeaveOut(key, not self._wizard.left_out(key)))
        elif name == "read_as":
            self._read_as(key)
        elif name in ("join", "part"):
            self._pair(key, joined=name == "join")
        elif name == "period":
            self._period(key)
        elif name in ("unit", "unit_all"):
            self._unit(key, every=name == "unit_all")
        elif name == "sum":
            row = self._dialog.sheet_page.current_series()
            if row is not None:
                self._dialog.decide(SetAggregate(key, row.key, not row.series.aggregate, _name(row)))

    def _read_as(self, key: TableKey) -> None:
        grid = self._dialog.sheet_page.grid
        index, sheet = grid.currentIndex(), grid.sheet_model.sheet
        if sheet is None or not index.isValid():
            return
        row, col = index.row(), index.column()
        ask = AskText(
            mark("import", "Read the label as…"),
            mark("import", "&Text to read in its place"),
            self._dialog,
            text=sheet.text(row, col),
            hint=mark(
                "import", "The sheet stays as printed. Figures cannot be typed over. Empty: as printed."
            ),
        )

        def decide(text: str) -> None:
            said = "" if text == sheet.text(row, col) else text
            self._dialog.decide(ReadAs(key, row, col, said, sheet.address(row, col)))

        ask.answered.connect(decide)
        ask.open()

    def _pair(self, key: TableKey, *, joined: bool) -> None:
        grid = self._dialog.sheet_page.grid
        areas = grid.selected_areas()
        rows = sorted({row for area in areas for row in range(area.top, area.bottom + 1)})
        cols = sorted({col for area in areas for col in range(area.left, area.right + 1)})
        painted = self._dialog.sheet_page.painted
        sheet = grid.sheet_model.sheet
        assert sheet is not None
        role = painted.roles.at(rows[0], cols[0]) if painted is not None and rows and cols else None
        if role == "stub" and len(cols) == 2:
            places = " + ".join(sheet.address(rows[0], col) for col in cols)
            self._dialog.decide(Pair(key, "stubs", cols[0], cols[1], joined, places))
        elif role in ("header", "unit", "period") and len(rows) == 2:
            places = " + ".join(sheet.address(row, cols[0]) for row in rows)
            self._dialog.decide(Pair(key, "rows", rows[0], rows[1], joined, places))
        else:
            self._dialog.say(
                tr(
                    "import",
                    "Select two header rows, or two stub columns, that are one label in two languages.",
                )
            )

    def _period(self, key: TableKey) -> None:
        known = self._wizard.of_kind(SetPeriod, key)
        ask = AskText(
            mark("import", "Period of the table"),
            mark("import", "&Period of figures that state none"),
            self._dialog,
            text=known[-1].text if known else "",
            hint=mark("import", "2024 · 2019/20 · Q3 2024 · 2024-06. Empty: as printed."),
        )
        ask.answered.connect(lambda text: self._dialog.decide(SetPeriod(key, text)))
        ask.open()

    def _unit(self, key: TableKey, *, every: bool) -> None:
        row = self._dialog.sheet_page.current_series()
        if row is None:
            return
        name = "" if every else series_words(row.series).splitlines()[0]
        ask = AskUnit(None if every else row.series, name, self._dialog)
        ask.answered.connect(
            lambda unit, factor: self._dialog.decide(
                SetUnit(key, "" if every else row.key, unit, factor, LocalText() if every else _name(row))
            )
        )
        ask.open()

    def answer(self, question: MarkQuestion) -> None:
        """Ask what a mark means."""
        ask = AskMark(question.mark, len(question.cells), self._dialog)
        ask.answered.connect(
            lambda text, status: self._dialog.decide(ExplainMark(question.table, question.mark, status, text))
        )
        ask.open()

    # ---- where series go ----------------------------------------------------------------------------------------
    def asked(self, what: str, rows: list[SeriesRow]) -> None:
        """Confirm proposals, make new series, leave out, accept that series are gone."""
        if what == "gone":
            self._gone(rows)  # type: ignore[arg-type]
            return
        wizard = self._wizard
        if what == "confirm":
            decisions: list[Decision] = list(wizard.confirm_proposals(rows))
        else:
            tables = {state.key: state.table for state in self._snapshot.states}
            taken: dict[TableKey, list[tuple[str, Target]]] = {}
            ids: set[str] = set()
            for row in rows:
                if what == "skip":
                    target = wizard.target_skip(row.series)
                else:
                    target = wizard.target_new(row.series, tables[row.table], ids)
                    ids.add(target.indicator)
                taken.setdefault(row.table, []).append((row.key, target))
            decisions = [Match(table, tuple(targets)) for table, targets in taken.items()]
        if decisions:
            self._dialog.decide(*decisions)

    def _gone(self, rows: list[tuple[TableKey, str, SeriesRule]]) -> None:
        tables: dict[TableKey, list[tuple[str, Target]]] = {}
        for table, key, rule in rows:
            name = rule.path[-1] if rule.path else LocalText()
            tables.setdefault(table, []).append((key, Target("gone", rule.target, name=name)))
        self._dialog.decide(*(Match(table, tuple(targets)) for table, targets in tables.items()))

    def matched(self, suggestion: Suggestion, rows: list[SeriesRow]) -> None:
        """One printed series goes to one series held."""
        row = rows[0]
        try:
            target = self._wizard.target_existing(row.series, suggestion.indicator)
        except WorkbenchError as error:
            self._dialog.say(error.words(language.current()))
            return
        decision = Match(row.table, ((row.key, target),))
        if suggestion.fit.kind == "same" and not self._definitions(suggestion):
            self._dialog.decide(decision)
            return
        ask = AskMatch(row, suggestion, self._definitions(suggestion), self._dialog)
        ask.accepted.connect(lambda: self._dialog.decide(decision))
        ask.open()

    def _definitions(self, suggestion: Suggestion) -> int:
        """How many definitions the series held has had, 0 if one."""
        count = len(self._wizard.held.definitions(suggestion.indicator.id))
        return count if count > 1 else 0

    # ---- review -------------------------------------------------------------------------------------------------
    def vintage(self, text: str) -> None:
        """The release date given."""
        if text != self._wizard.vintage:
            self._dialog.decide(SetVintage(text))

    def keep(self, keep: bool) -> None:
        """Whether the file is kept."""
        self._dialog.decide(KeepFile(keep))


def _name(row: SeriesRow) -> LocalText:
    series = row.series
    if series.name.as_dict():
        return series.name
    words = series_words(series).splitlines()[0]
    return LocalText(words, words)
