"""A scenario as an Excel workbook with live formulas: change a yellow cell and everything follows, by hand.

Sheets: *Read me* (what it is, from which inputs), *Assumptions* (one yellow row of growth or levels for each
driver), *Model* (actuals as numbers, the rest as formulas: growth on the year before, identities, levers and add
factors), *Reference figures* (targets and gaps as formulas). Missing values are #N/A.

What has no formula in a sheet (shapes, links by level, interpolated years, drawn numbers) stands as the level that the
engine gave, in yellow like any level.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

from workbench.base.messages import word
from workbench.calc.excel import to_excel
from workbench.domain.errors import RuleError
from workbench.services.scenarios import ScenarioRun, run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.domain.scenario import Scenario
    from workbench.domain.text import Lang
    from workbench.services.session import Session

FIRST_ROW = 4  # of variables in the sheets, counted from 1
FIRST_COLUMN = 4  # of periods
_BAD = str.maketrans("[]:*?/\\", "()-----")


def export_workbook(
    session: Session, scenario_id: str, path: Path, lang: Lang, *, draft: Scenario | None = None
) -> None:
    """Write the workbook of a scenario. Raises ``OSError``, :class:`RuleError` ``scenario.*``, ``excel.function``."""
    from workbench.base.files import write_bytes

    write_bytes(path, workbook_bytes(session, run(session, scenario_id, draft=draft), lang))


def book_bytes(sheets: Sequence[tuple[str, Sequence[Sequence[str | float | None]]]]) -> bytes:
    """A plain workbook: sheets of rows, the first of which is the head. Numbers keep 16 digits."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for title, rows in sheets:
        sheet = book.add_worksheet(title.translate(_BAD)[:31])
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 30)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell, bold if at == 0 else None)
                elif cell is not None:
                    sheet.write_number(at, column, cell, bold if at == 0 else None)
    book.close()
    return buffer.getvalue()


def workbook_bytes(session: Session, done: ScenarioRun, lang: Lang) -> bytes:
    """The workbook as bytes; the same run gives the same bytes."""
    import datetime

    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": done.scenario.name.show(lang), "created": datetime.datetime(2022, 12, 22)})  # noqa: DTZ001
    writer = _Writer(book, session, done, lang)
    writer.read_me()
    writer.assumptions()
    writer.model()
    writer.targets()
    book.close()
    return buffer.getvalue()


class _Writer:
    """One workbook under way. Rows of the two big sheets are the same, so an address is read at a glance."""

    def __init__(self, book: Any, session: Session, done: ScenarioRun, lang: Lang) -> None:
        self.book, self.session, self.run, self.lang = book, session, done, lang
        self.steps = done.result.years.tolist()
        self.rows = {v.name: FIRST_ROW + at for at, v in enumerate(done.model.variables)}
        self.names = {
            key: word(f"excel.sheet-{key}", lang) for key in ("read-me", "assumptions", "model", "targets")
        }
        self.sheets = {key: book.add_worksheet(name[:31]) for key, name in self.names.items()}
        font = {"font_name": "Calibri" if lang == "en" else "Microsoft JhengHei", "font_size": 10}
        self.plain = book.add_format(font)
        self.bold = book.add_format({**font, "bold": True})
        self.head = book.add_format({**font, "bold": True, "bottom": 1})
        self.wrap = book.add_format({**font, "text_wrap": True, "valign": "top"})
        self.rate = book.add_format({**font, "num_format": "0.00%", "bg_color": "#FFF2CC"})
        self.level = book.add_format({**font, "num_format": "#,##0.######", "bg_color": "#FFF2CC"})
        self.number = book.add_format({**font, "num_format": "#,##0.######"})
        self.actual = book.add_format({**font, "num_format": "#,##0.######", "bold": True})

    def tell(self, code: str, **params: object) -> str:
        return word(f"excel.{code}", self.lang, **params)

    def address(self, name: str, step: int, sheet: str = "") -> str | None:
        """``F12`` of a variable in a period, with the sheet where it is another one."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        if name not in self.rows or step not in self.steps:
            return None
        cell = xl_rowcol_to_cell(self.rows[name] - 1, FIRST_COLUMN - 1 + self.steps.index(step))
        return f"'{self.names[sheet]}'!{cell}" if sheet else str(cell)

    def read_me(self) -> None:
        sheet, done = self.sheets["read-me"], self.run
        sheet.set_column(0, 0, 110, self.wrap)
        lines = [
            self.tell(
                "title", scenario=done.scenario.name.show(self.lang), model=done.model.title.show(self.lang)
            ),
            done.scenario.note.get(self.lang) or "",
            self.tell("how"),
            self.tell("colours"),
            self.tell("missing"),
            self.tell("fingerprint", fingerprint=done.fingerprint),
        ]
        lines += [f"· {problem.message.show(self.lang)}" for problem in (*done.problems, *done.warnings)]
        for at, line in enumerate(line for line in lines if line):
            sheet.write_string(at, 0, line, self.bold if at == 0 else self.wrap)

    def _frame(self, key: str) -> Any:
        sheet, grid = self.sheets[key], self.run.inputs.ready.grid
        sheet.set_column(0, 0, 38, self.plain)
        sheet.set_column(1, 2, 16, self.plain)
        sheet.set_column(FIRST_COLUMN - 1, FIRST_COLUMN + len(self.steps), 12, self.plain)
        sheet.write_string(0, 0, self.names[key], self.bold)
        for column, code in enumerate(("head-variable", "head-name", "head-unit")):
            sheet.write_string(FIRST_ROW - 2, column, self.tell(code), self.head)
        for at, step in enumerate(self.steps):
            sheet.write_string(FIRST_ROW - 2, FIRST_COLUMN - 1 + at, grid.code(step), self.head)
        for variable in self.run.model.variables:
            row = self.rows[variable.name] - 1
            sheet.write_string(row, 0, variable.label.show(self.lang), self.plain)
            sheet.write_string(row, 1, variable.name, self.plain)
            sheet.write_string(row, 2, variable.unit, self.plain)
        sheet.freeze_panes(FIRST_ROW - 1, FIRST_COLUMN - 1)
        return sheet

    def kind(self, name: str, place: int) -> str:
        """*actual*, *growth* (a formula on the period before) or *level* (a number given) or *missing*."""
        result = self.run.result
        value = float(result.values[name][place])
        if math.isnan(value):
            return "missing"
        if bool(result.actual[name][place]):
            return "actual"
        rate = float(result.growth[name][place])
        if place == 0 or math.isnan(rate) or math.isnan(float(self.before(name, place - 1))):
            return "level"
        return "growth"

    def before(self, name: str, place: int) -> float:
        """The value without what is laid over it."""
        return float(self.bare[name][place])

    @property
    def bare(self) -> Any:
        """Values of a run without levers and add factors (growth goes on from these)."""
        from dataclasses import replace

        from workbench.services.scenarios import evaluated

        if not hasattr(self, "_bare"):
            self._bare = evaluated(replace(self.run.inputs, effects={})).values
        return self._bare

    def assumptions(self) -> None:
        sheet = self._frame("assumptions")
        for variable in self.run.inputs.ready.drivers:
            for place, step in enumerate(self.steps):
                row, column = self.rows[variable.name] - 1, FIRST_COLUMN - 1 + place
                kind = self.kind(variable.name, place)
                if kind == "growth":
                    rate = float(self.run.result.growth[variable.name][place])
                    followed = self._followed(variable.name, step)
                    if followed:
                        sheet.write_formula(row, column, f"={followed}", self.rate, rate)
                    else:
                        sheet.write_number(row, column, rate, self.rate)
                elif kind == "level":
                    sheet.write_number(row, column, self.before(variable.name, place), self.level)
        # Levers and add factors, each with its reason, below.
        row = FIRST_ROW + len(self.rows) + 1
        sheet.write_string(row - 1, 0, self.tell("laid-over"), self.bold)
        self.amounts: dict[str, list[int]] = {}
        self.factors: dict[str, list[int]] = {}
        for name, label, reason, effect in self._laid():
            for values, rows, form in (
                (effect.factor, self.factors, self.level),
                (effect.amount, self.amounts, self.level),
            ):
                if values is None:
                    continue
                row += 1
                rows.setdefault(name, []).append(row)
                kind = self.tell("factor" if rows is self.factors else "amount")
                sheet.write_string(row - 1, 0, f"{label}", self.plain)
                sheet.write_string(row - 1, 1, name, self.plain)
                sheet.write_string(row - 1, 2, kind, self.plain)
                for place in range(len(self.steps)):
                    sheet.write_number(row - 1, FIRST_COLUMN - 1 + place, float(values[place]), form)
                sheet.write_string(row - 1, FIRST_COLUMN - 1 + len(self.steps), reason, self.plain)
        row += 2
        sheet.write_string(row - 1, 0, self.tell("reasons"), self.bold)
        for each in self.run.drivers:
            if each.path is not None and each.path.reason:
                row += 1
                sheet.write_string(row - 1, 0, each.variable.label.show(self.lang), self.plain)
                sheet.write_string(row - 1, 1, each.path.reason, self.plain)

    def _followed(self, name: str, step: int) -> str:
        """Growth taken from the variable that the driver follows; "" where it follows none in the workbook."""
        path = self.run.inputs.paths.get(name)
        link = path.link if path is not None else None
        if link is None or link.of != "growth":
            return ""
        now = self.address(link.variable, step - link.lag, "model")
        before = self.address(link.variable, step - link.lag - 1, "model")
        return "" if now is None or before is None else f"{link.factor!r}*({now}/{before}-1)+{link.add!r}"

    def _laid(self) -> list[tuple[str, str, str, Any]]:
        """(variable, label, reason, effect) of each lever that is on and each add factor."""
        from workbench.calc.levers import effects
        from workbench.services.uncertainty import base_of

        years = self.run.inputs.ready.years
        found = [
            (lever.variable, lever.label.show(self.lang), lever.reason.show(self.lang), effect)
            for lever in base_of(self.run.inputs).levers
            for effect in effects(years, [lever], {}).values()
        ]
        for name, held in self.run.inputs.assumed.add_factors.items():
            label = self.tell("add-factor")
            found += [
                (name, label, part.reason, effect)
                for part in held.value
                for effect in effects(years, [], {name: (part,)}).values()
            ]
        return found

    def _with_effects(self, name: str, step: int, formula: str) -> str:
        from xlsxwriter.utility import xl_rowcol_to_cell

        column = FIRST_COLUMN - 1 + self.steps.index(step)
        sheet = self.names["assumptions"]
        for row in self.factors.get(name, ()):
            formula = f"({formula})*'{sheet}'!{xl_rowcol_to_cell(row - 1, column)}"
        for row in self.amounts.get(name, ()):
            formula = f"({formula})+'{sheet}'!{xl_rowcol_to_cell(row - 1, column)}"
        return formula

    def model(self) -> None:
        sheet = self._frame("model")
        nodes = {variable.name: node for variable, node in self.run.inputs.ready.formulas}
        for variable in self.run.model.variables:
            name = variable.name
            for place, step in enumerate(self.steps):
                row, column = self.rows[name] - 1, FIRST_COLUMN - 1 + place
                value = float(self.run.result.values[name][place])
                replaced = self.run.result.replaced.get(name)
                if variable.is_driver:
                    formula = self._driver(name, place, step)
                elif replaced is not None and bool(replaced[place]):
                    formula = None
                else:
                    formula = to_excel(nodes[name], self.address, step)
                    if not bool(self.run.result.actual[name][place]):
                        formula = self._with_effects(name, step, formula)
                if formula is None:
                    sheet.write_number(row, column, value, self.actual)
                else:
                    shown = "#N/A" if math.isnan(value) else value
                    sheet.write_formula(row, column, f"={formula}", self.number, shown)

    def _driver(self, name: str, place: int, step: int) -> str | None:
        """The formula of a driver; ``None`` for an actual."""
        kind = self.kind(name, place)
        if kind == "actual":
            return None
        if kind == "missing":
            return "NA()"
        own = self.address(name, step, "assumptions")
        if kind == "level":
            return self._with_effects(name, step, str(own))
        if name not in self.amounts and name not in self.factors:
            return f"{self.address(name, step - 1)}*(1+{own})"
        # What is laid over is not grown on: go on from the last value without it.
        start = place - 1
        while start > 0 and self.kind(name, start) == "growth":
            start -= 1
        first = self.steps[start]
        origin = (
            self.address(name, first)
            if self.kind(name, start) == "actual"
            else self.address(name, first, "assumptions")
        )
        grown = "*".join(
            f"(1+{self.address(name, self.steps[at], 'assumptions')})" for at in range(start + 1, place + 1)
        )
        return self._with_effects(name, step, f"{origin}*{grown}")

    def targets(self) -> None:
        sheet = self.sheets["targets"]
        sheet.set_column(0, 0, 46, self.plain)
        sheet.set_column(1, 6, 14, self.plain)
        heads = ("head-indicator", "head-column", "head-data-year", "head-target", "head-value", "head-gap")
        for column, code in enumerate(heads):
            sheet.write_string(0, column, self.tell(code), self.head)
        row = 0
        grid = self.run.inputs.ready.grid
        for variable in self.run.model.variables:
            if not variable.indicator_id:
                continue
            indicator = self.session.indicator(variable.indicator_id)
            for target in self.session.targets(indicator.id):
                address = self.address(variable.name, grid.last_of(target.data_year), "model")
                if target.kind != "reference_target" or address is None:
                    continue
                row += 1
                value = self.run.result.at(variable.name, grid.last_of(target.data_year))
                sheet.write_string(row, 0, indicator.name.show(self.lang), self.plain)
                sheet.write_number(row, 1, target.column_year, self.plain)
                sheet.write_number(row, 2, target.data_year, self.plain)
                sheet.write_number(row, 3, target.value, self.number)
                sheet.write_formula(row, 4, f"={address}", self.number, "#N/A" if value is None else value)
                sheet.write_formula(
                    row,
                    5,
                    f"=E{row + 1}-D{row + 1}",
                    self.number,
                    "#N/A" if value is None else value - target.value,
                )


def check_exportable(done: ScenarioRun) -> None:
    """Refuse a model with a function that no spreadsheet has. Raises :class:`RuleError` ``excel.function``."""
    for variable, node in done.inputs.ready.formulas:
        try:
            to_excel(node, lambda _name, _step: "A1", 0)
        except RuleError as problem:
            problem.field = variable.name
            raise
