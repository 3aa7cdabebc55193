"""The annex of a paper as a workbook: its tables, its charts as native charts, and the source of every figure.

Texts are written as texts: a cell that begins with ``=``, ``+``, ``-`` or ``@`` is never a formula.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workbench.base.messages import word
from workbench.briefing.chart_table import Column, chart_table, value_axis
from workbench.briefing.manifest import NAME_PREFIX, attached
from workbench.briefing.office import FONTS, packed, unpacked
from workbench.briefing.office_chart import number_format, range_columns
from workbench.briefing.palette import series_color, tint, token
from workbench.briefing.resolved import FilledChart, FilledPack, FilledTable, plain, spans, table_notes
from workbench.briefing.xlsx_number import printed_number
from workbench.domain.wording import MINUS

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_ILLEGAL = re.compile(r"[\[\]:*?/\\']")


def render(pack: FilledPack) -> bytes:
    """The workbook: a sheet for each table and chart, and *Sources* with every figure of the paper."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_format_properties": {
                "font_name": FONTS[pack.lang][pack.lang == "zh-Hant"],
                "font_size": 11,
            },
        },
    )
    year, month, day = (int(part) for part in pack.created.split("-"))
    book.set_properties(
        {
            "title": plain(pack.title),
            "author": plain(pack.signature[0]) if pack.signature else "",
            "category": plain(pack.classification),
            "created": datetime(year, month, day),  # noqa: DTZ001 - the library wants it naive
        }
    )
    writer = _Writer(book, pack)
    for block in pack.blocks:
        if isinstance(block, FilledTable):
            writer.table(block)
        elif isinstance(block, FilledChart):
            writer.chart(block)
    writer.sources()
    book.close()
    parts = unpacked(stream.getvalue())
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        f'<definedName name="{NAME_PREFIX}'.encode(), f'<definedName hidden="1" name="{NAME_PREFIX}'.encode()
    )
    return packed(attached(parts, pack.manifest) if pack.manifest else parts, pack.created)


def _column(place: int) -> str:
    return chr(65 + place) if place < 26 else chr(64 + place // 26) + chr(65 + place % 26)


class _Writer:
    """Adds sheets to the workbook."""

    def __init__(self, book: Workbook, pack: FilledPack) -> None:
        self.book, self.pack, self.lang = book, pack, pack.lang
        add = book.add_format
        self.title = add({"bold": True, "font_size": 13, "valign": "vcenter"})
        self.head = add(
            {
                "bold": True,
                "text_wrap": True,
                "align": "center",
                "valign": "vcenter",
                "border": 1,
                "bg_color": "#EDF1F6",
            }
        )
        self.text = add({"text_wrap": True, "valign": "vcenter", "border": 1})
        self.figure = add({"text_wrap": True, "align": "center", "valign": "vcenter", "border": 1})
        self.value = add({"align": "center", "valign": "vcenter", "border": 1, "num_format": "0.####"})
        self.small = add({"font_size": 9, "font_color": token("muted"), "valign": "top"})
        self.uses: dict[str, int] = {}  # how often each figure has been named
        self.codes: dict[str, Any] = {}
        self.numbers = {
            one.name for one in pack.figures if one.value is not None and one.show in ("value", "value_unit")
        }

    def sheet(self, name: str, title: str) -> Worksheet:
        sheet = self.book.add_worksheet(_ILLEGAL.sub(" ", name)[:31])
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        version = f"&L{self.pack.version.replace('&', '&&')}" if self.pack.version else ""
        sheet.set_footer(f"{version}&C&P / &N")
        if self.pack.mark:
            sheet.set_header(f"&C&B{self.pack.mark.replace('&', '&&')}")
        sheet.write_string(0, 0, title, self.title)
        return sheet

    def table(self, block: FilledTable) -> None:
        caption = word("packs.caption", self.lang, label=block.label, caption=plain(block.caption))
        sheet = self.sheet(block.label, caption)
        widths = [max(10, round(110 * width / sum(block.widths))) for width in block.widths]
        for row in block.rows[block.header_rows :]:  # a number that does not fit shows as ###
            for column, cell in enumerate(row):
                if self.printed(cell) is not None:
                    widths[column] = max(widths[column], _width(plain(cell)) + 3)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for place, row in enumerate(block.rows):
            sheet.set_row(
                place + 2, 16.0 * max(_lines(cell, width) for cell, width in zip(row, widths, strict=True))
            )
            for column, cell in enumerate(row):
                if place < block.header_rows:
                    sheet.write_string(place + 2, column, plain(cell), self.head)
                else:
                    self.cell(sheet, place + 2, column, cell, centred=block.numeric[column])
        sheet.freeze_panes(2 + block.header_rows, 1)
        sheet.repeat_rows(2, 1 + block.header_rows)
        for place, note in enumerate(table_notes(block, self.lang)):
            sheet.write_string(len(block.rows) + 3 + place, 0, note, self.small)

    def cell(self, sheet: Worksheet, row: int, column: int, cell: str, *, centred: bool) -> None:
        """A cell of a table: a number that looks as it is printed where it is one figure, else text. Its figures are named."""
        names = [span.figure for span in spans(cell) if span.figure]
        found = self.printed(cell)
        if found is None:
            sheet.write_string(row, column, plain(cell), self.figure if centred else self.text)
        else:
            value, code = found
            sheet.write_number(row, column, value, self.number(code))
        for name in names:
            self.uses[name] = self.uses.get(name, 0) + 1
            suffix = f".u{self.uses[name]}" if self.uses[name] > 1 else ""
            place = f"${_column(column)}${row + 1}"
            self.book.define_name(f"{NAME_PREFIX}{name}{suffix}", f"='{sheet.get_name()}'!{place}")

    def printed(self, cell: str) -> tuple[float, str] | None:
        """The number of a cell and its format, if it is one figure."""
        return printed_number(cell, self.numbers)

    def number(self, code: str) -> Any:
        """The cell format of a number format, made once."""
        if code not in self.codes:
            self.codes[code] = self.book.add_format(
                {"align": "center", "valign": "vcenter", "border": 1, "num_format": code}
            )
        return self.codes[code]

    def chart(self, block: FilledChart) -> None:
        spec, table = block.spec, chart_table(block.spec)
        sheet = self.sheet(block.label, plain(spec.title))
        sheet.write_string(1, 0, spec.subtitle, self.small)
        sheet.write_string(3, 0, word("packs.period-column", self.lang), self.head)
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, max(1, len(table.columns)), 22)
        sheet.set_row(
            3, 16.0 * max(_lines(column.name, 20) for column in table.columns) if table.columns else 16
        )
        published = (
            value for column in table.columns if column.role != "projection" for value in column.values
        )
        decimals = max((_places(value) for value in published), default=0)
        number = self.book.add_format(
            {"num_format": number_format(spec, decimals), "border": 1, "align": "right"}
        )
        for row, label in enumerate(table.labels):
            sheet.write_string(row + 4, 0, label, self.figure)
        for place, column in enumerate(table.columns):
            sheet.write_string(3, place + 1, column.name, self.head)
            for row, value in enumerate(column.values):
                if value is None:
                    sheet.write_blank(row + 4, place + 1, None, number)
                else:
                    sheet.write_number(row + 4, place + 1, value, number)
        sides = range_columns(table)
        for place, (column, side) in enumerate(sides, start=len(table.columns) + 1):
            sheet.write_string(3, place, f"{column.name} {MINUS if side == 0 else '+'}", self.head)
            for row, ends in column.ranges.items():
                sheet.write_number(row + 4, place, ends[side], number)
        last = len(table.periods) + 4
        for place, note in enumerate((*spec.notes, spec.source_line)):
            sheet.write_string(last + 1 + place, 0, note, self.small)
        sheet.freeze_panes(4, 1)
        if table.columns:
            self.draw(sheet, block, last + len(spec.notes) + 4)

    def draw(self, sheet: Worksheet, block: FilledChart, below: int) -> None:
        """The native chart, below its figures and their notes."""
        spec, table = block.spec, chart_table(block.spec)
        name, last = sheet.get_name(), len(table.periods) + 3
        groups: dict[tuple[str, bool], Any] = {}
        for place, column in enumerate(table.columns):
            key = (column.shape, column.secondary)
            if key not in groups:
                options = {"line": {"type": "line"}, "column": {"type": "column"}}.get(
                    column.shape, {"type": "column", "subtype": "stacked"}
                )
                groups[key] = self.book.add_chart(options)
            series: dict[str, Any] = {
                "name": [name, 3, place + 1],
                "categories": [name, 4, 0, last, 0],
                "values": [name, 4, place + 1, last, place + 1],
                **_look(column),
            }
            if column.secondary:
                series["y2_axis"] = True
            if column.ranges:
                held = [place for place, (each, _) in enumerate(range_columns(table)) if each is column]
                minus, plus = (
                    f"='{name}'!${_column(at)}$5:${_column(at)}${last + 1}"
                    for at in (len(table.columns) + 1 + place for place in held)
                )
                series["y_error_bars"] = {"type": "custom", "minus_values": minus, "plus_values": plus}
            groups[key].add_series(series)
        chart, *others = (
            groups[key] for key in sorted(groups, key=lambda key: (key[0] == "line", key[1], key[0]))
        )
        for other in others:
            chart.combine(other)
        if any(second for _, second in groups):
            right = value_axis(spec, secondary=True)
            others[-1].set_y2_axis(
                {
                    "min": right.low,
                    "max": right.high,
                    "major_unit": right.step,
                    "num_format": number_format(spec, right.decimals, secondary=True),
                    "num_font": {"name": FONTS[self.lang][0], "size": 9},
                }
            )
        axis = value_axis(spec)
        font = {"name": FONTS[self.lang][0], "size": 9}
        chart.set_x_axis({"num_font": font, "interval_unit": max(1, -(-len(table.periods) // 12))})
        chart.set_y_axis(
            {
                "min": axis.low,
                "max": axis.high,
                "major_unit": axis.step,
                "num_format": number_format(spec, axis.decimals),
                "num_font": font,
                "major_gridlines": {"visible": True, "line": {"color": token("grid"), "width": 0.5}},
            }
        )
        chart.set_title({"name": plain(spec.title), "name_font": {**font, "size": 12}, "overlay": False})
        chart.set_legend({"position": "bottom", "font": font})
        chart.show_blanks_as("span")
        chart.set_size({"width": 760, "height": 380})
        sheet.insert_chart(below, 0, chart, {"description": spec.alt, "object_position": 2})

    def sources(self) -> None:
        """Every figure with its series, period, source, place and the day from which it was known."""
        say = {key: word(f"packs.sheet-{key}", self.lang) for key in _SOURCE_COLUMNS}
        name = word("packs.sheet-sources", self.lang)
        sheet = self.sheet(name, name)
        for column, key in enumerate(_SOURCE_COLUMNS):
            sheet.write_string(2, column, say[key], self.head)
            sheet.set_column(column, column, _SOURCE_COLUMNS[key])
        row = 3
        for one in self.pack.figures:
            if one.show not in ("value", "value_unit"):
                continue
            cells = (
                one.name,
                one.texts.show(self.lang),
                one.value,
                one.series_id,
                one.period,
                one.source.show(self.lang),
                " ".join(part for part in (one.place, one.file_name, one.cell) if part),
                one.vintage,
                word(f"packs.standing-{one.confidence or 'official'}", self.lang),
            )
            for column, cell in enumerate(cells):
                if isinstance(cell, float):
                    sheet.write_number(row, column, cell, self.value)
                else:
                    sheet.write_string(row, column, cell or "", self.text)
            widths = _SOURCE_COLUMNS.values()
            sheet.set_row(
                row,
                16.0
                * max(
                    _lines(str(cell or ""), width)
                    for cell, width in zip(cells[3:], [*widths][3:], strict=True)
                ),
            )
            row += 1
        sheet.freeze_panes(3, 1)
        sheet.autofilter(2, 0, max(2, row - 1), len(_SOURCE_COLUMNS) - 1)


_SOURCE_COLUMNS = {
    "field": 22,
    "text": 20,
    "value": 12,
    "series": 12,
    "period": 14,
    "source": 60,
    "place": 30,
    "vintage": 14,
    "confidence": 16,
}


def _width(text: str) -> int:
    """About how many characters wide a text is on one line."""
    return round(sum(2 if ord(c) > 0x2E80 else 1.1 for c in text))


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column of *width* characters."""
    return sum(
        max(1, -int(-sum(2 if ord(c) > 0x2E80 else 1.1 for c in line) // width)) for line in text.split("\n")
    )


def _places(value: float | None) -> int:
    text = repr(value) if value is not None else "0"
    return 0 if text.endswith(".0") or "." not in text else min(4, len(text.split(".")[1]))


def _look(column: Column) -> dict[str, Any]:
    color = series_color(column.color)
    if column.shape != "line":
        return {"fill": {"color": tint(color, 0.75)}, "border": {"color": color}, "gap": 60}
    marks = {column_row: {"value": text} for column_row, text in column.labels.items()}
    labels = [marks.get(row, {"delete": True}) for row in range(len(column.values))] if marks else None
    shown: dict[str, Any] = {}
    if labels:
        place = {"target": "right", "continued": "above", "outside": "above"}.get(column.role, "below")
        shown = {
            "data_labels": {
                "value": True,
                "custom": labels,
                "position": place,
                "font": {"color": color, "bold": True, "size": 9},
            }
        }
    if column.role == "target":
        color = token("target")
        shown["data_labels"]["font"]["color"] = color
        marker = {"type": "diamond", "size": 10, "border": {"color": color}, "fill": {"color": tint(color)}}
        return {"line": {"none": True}, "marker": marker, **shown}
    if column.role in ("outside", "continued"):
        marker = {"type": "square", "size": 6, "border": {"color": color}, "fill": {"color": tint(color)}}
        line: dict[str, Any] = {"none": True} if column.role == "outside" else {"color": color, "width": 1.25}
        return {"line": line, "marker": marker, **shown}
    if column.role == "projection":
        return {
            "line": {"color": color, "width": 1.75, "dash_type": "dash"},
            "marker": {"type": "none"},
            **shown,
        }
    marker = {"type": "circle", "size": 5, "border": {"color": color}, "fill": {"color": color}}
    return {"line": {"color": color, "width": 2}, "marker": marker, **shown}
