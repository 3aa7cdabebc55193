"""A native, editable Office chart with its workbook inside: the same part serves Word and PowerPoint.

History, projection and reference figures are series of a line chart over the periods; blank cells are bridged within
a series, so a change of definition, which begins a new series, is never joined. Elements stand in the order that the
schema of DrawingML charts (ECMA-376 part 1, 21.2) asks for, or Office would offer to repair the file.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from workbench.briefing.chart_table import ChartTable, Column, chart_table, value_axis
from workbench.briefing.office import FONTS, TAGS, repack
from workbench.briefing.palette import series_color, tint, token
from workbench.domain.wording import THIN

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec

_OPEN = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
)


@dataclass(frozen=True, slots=True)
class Face:
    """Type: size in hundredths of a point, Latin and East Asian face."""

    size: int
    latin: str
    east: str

    def less(self, by: int) -> Face:
        """The same, smaller."""
        return replace(self, size=self.size - by)


def chart_xml(
    spec: ChartSpec, workbook_id: str, *, size: int = 900, fonts: tuple[str, str] | None = None
) -> bytes:
    """The chart part. *workbook_id*: relationship of the embedded workbook; *size*: type in hundredths of a point; *fonts*:
    Latin and East Asian face.
    """
    face = Face(size, *(fonts or FONTS[spec.lang]))
    table = chart_table(spec)
    lang = TAGS[spec.lang]
    return (
        f'{_OPEN}<c:date1904 val="0"/><c:lang val="{lang}"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{_groups(spec, table, face)}{_axes(spec, table, face)}</c:plotArea>"
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text(spec, face.less(50))}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="span"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_text(spec, face)}<c:externalData r:id={quoteattr(workbook_id)}><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    ).encode()


def _groups(spec: ChartSpec, table: ChartTable, face: Face) -> str:
    """Columns first, so that lines are drawn over them; then lines of the first axis, then those of the second."""
    placed = list(enumerate(table.columns))
    found = ""
    for shape in ("column", "stacked"):
        for second in (False, True):
            inside = [(n, c) for n, c in placed if c.shape == shape and c.secondary == second]
            if not inside:
                continue
            series = "".join(_series(spec, table, column, place, face) for place, column in inside)
            over = '<c:overlap val="100"/>' if shape == "stacked" else ""
            found += (
                f'<c:barChart><c:barDir val="col"/><c:grouping val="{"stacked" if over else "clustered"}"/>'
                f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/>{over}{_ids(second)}</c:barChart>'
            )
    for second in (False, True):
        inside = [(n, c) for n, c in placed if c.shape == "line" and c.secondary == second]
        if inside:
            series = "".join(_series(spec, table, column, place, face) for place, column in inside)
            found += (
                f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
                f'<c:marker val="1"/>{_ids(second)}</c:lineChart>'
            )
    return found


def _ids(second: bool) -> str:
    first, other = ("333333333", "444444444") if second else ("111111111", "222222222")
    return f'<c:axId val="{first}"/><c:axId val="{other}"/>'


def has_figures(spec: ChartSpec) -> bool:
    """Whether there is anything to draw; a chart without a series would be an empty frame."""
    return bool(chart_table(spec).columns)


def workbook(spec: ChartSpec) -> bytes:
    """The workbook behind the chart: periods in the first column, one column for each series."""
    import xlsxwriter

    table = chart_table(spec)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet("Sheet1")
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, max(1, len(table.columns)), 24)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place + 1, column.name)
        for row, value in enumerate(column.values):
            if value is not None:
                sheet.write_number(row + 1, place + 1, value)
    for row, label in enumerate(table.labels):
        sheet.write_string(row + 1, 0, label)
    for place, (column, side) in enumerate(range_columns(table)):
        at = len(table.columns) + 1 + place
        sheet.write_string(0, at, f"{column.name} {'−' if side == 0 else '+'}")
        for row, ends in column.ranges.items():
            sheet.write_number(row + 1, at, ends[side])
    book.close()
    return repack(stream.getvalue(), "2000-01-01")


def range_columns(table: ChartTable) -> list[tuple[Column, int]]:
    """The columns of the workbook that hold the ranges: for each series how far below (0), how far above (1)."""
    return [(column, side) for column in table.columns if column.ranges for side in (0, 1)]


def _error_bars(table: ChartTable, column: Column) -> str:
    """Bars from the lower to the upper end of the likely range, read from the workbook."""
    if not column.ranges:
        return ""
    last, found = len(table.periods) + 1, {}
    for place, (each, side) in enumerate(range_columns(table)):
        if each is column:
            letter = _letter(len(table.columns) + 1 + place)
            points = "".join(
                f'<c:pt idx="{row}"><c:v>{ends[side]!r}</c:v></c:pt>'
                for row, ends in sorted(column.ranges.items())
            )
            found[side] = (
                f"<c:numRef><c:f>Sheet1!${letter}$2:${letter}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
                f'<c:ptCount val="{len(table.periods)}"/>{points}</c:numCache></c:numRef>'
            )
    color = series_color(column.color)
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{found[1]}</c:plus><c:minus>{found[0]}</c:minus><c:spPr>{_line(color, 9525)}</c:spPr></c:errBars>"
    )


def _fonts(face: Face) -> str:
    return f"<a:latin typeface={quoteattr(face.latin)}/><a:ea typeface={quoteattr(face.east)}/>"


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color.lstrip("#").upper()}"/></a:solidFill>'


def _text(spec: ChartSpec, face: Face) -> str:
    return (
        '<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{face.size}">{_solid(token("text"))}{_fonts(face)}</a:defRPr>'
        f'</a:pPr><a:endParaRPr lang="{TAGS[spec.lang]}"/></a:p></c:txPr>'
    )


def _letter(place: int) -> str:
    return (
        chr(ord("A") + place) if place < 26 else chr(ord("A") + place // 26 - 1) + chr(ord("A") + place % 26)
    )


def _line(color: str, width: int, dash: str = "") -> str:
    style = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{width}" cap="rnd">{_solid(color)}{style}<a:round/></a:ln>'


def _marker(symbol: str, size: int, color: str, *, hollow: bool) -> str:
    if symbol == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    # White inside would vanish in programs that do not draw the rim (LibreOffice), so a pale tint of the colour.
    inside = _solid(tint(color) if hollow else color)
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f'<c:spPr>{inside}<a:ln w="15875">{_solid(color)}</a:ln></c:spPr></c:marker>'
    )


def _look(column: Column) -> tuple[str, str, str, int, bool]:
    """Line properties, marker symbol, colour, marker size, hollow."""
    color = series_color(column.color)
    if column.role == "target":
        color = token("target")
        return "<a:ln><a:noFill/></a:ln>", "diamond", color, 10, True
    if column.role == "outside":
        return "<a:ln><a:noFill/></a:ln>", "square", color, 6, True
    if column.role == "continued":
        return _line(color, 15875), "square", color, 6, False
    if column.role == "projection":
        return _line(color, 22225, "sysDash"), "none", color, 5, False
    return _line(color, 25400), "circle", color, 5, False


def _series(spec: ChartSpec, table: ChartTable, column: Column, place: int, face: Face) -> str:
    line, symbol, color, marker_size, hollow = _look(column)
    letter, last = _letter(place + 1), len(table.periods) + 1
    points = "".join(
        f'<c:dPt><c:idx val="{row}"/>{_marker(symbol, marker_size, color, hollow=True)}<c:bubble3D val="0"/>'
        f"<c:spPr>{line}</c:spPr></c:dPt>"
        for row in sorted(column.hollow)
        if not hollow and symbol != "none"
    )
    categories = "".join(
        f'<c:pt idx="{row}"><c:v>{escape(label)}</c:v></c:pt>' for row, label in enumerate(table.labels)
    )
    values = "".join(
        f'<c:pt idx="{row}"><c:v>{value!r}</c:v></c:pt>'
        for row, value in enumerate(column.values)
        if value is not None
    )
    count = f'<c:ptCount val="{len(table.periods)}"/>'
    if column.shape == "line":
        look = f"<c:spPr>{line}</c:spPr>{_marker(symbol, marker_size, color, hollow=hollow)}{points}"
        end = '<c:smooth val="0"/>'
    else:
        look = f'<c:spPr>{_solid(tint(color, 0.75))}<a:ln w="9525">{_solid(color)}</a:ln></c:spPr><c:invertIfNegative val="0"/>'
        end = ""
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f'<c:tx><c:strRef><c:f>Sheet1!${letter}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(column.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f"{look}{_labels(spec, table, column, color, face)}{_error_bars(table, column)}"
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{count}{categories}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${letter}$2:${letter}${last}</c:f>"
        f"<c:numCache><c:formatCode>General</c:formatCode>{count}{values}</c:numCache></c:numRef></c:val>"
        f"{end}</c:ser>"
    )


_SHOW = (
    '<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _places(column: Column, table: ChartTable) -> dict[int, str]:
    """Where each label goes: above reference figures, but beside one where another figure is written above it."""
    usual = {"target": "t", "projection": "b", "outside": "r", "continued": "t", "history": "b"}[column.role]
    others = {row for other in table.columns if other is not column for row in other.labels}
    return {row: "r" if column.role == "target" and row in others else usual for row in column.labels}


def _labels(spec: ChartSpec, table: ChartTable, column: Column, color: str, face: Face) -> str:
    """Figures as printed beside the points that matter, in the colour of the series."""
    places = _places(column, table)
    each = "".join(
        f'<c:dLbl><c:idx val="{row}"/><c:layout/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:r>'
        f'<a:rPr lang="{TAGS[spec.lang]}" sz="{face.size}" b="1">{_solid(color)}{_fonts(face)}</a:rPr>'
        f'<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx><c:dLblPos val="{places[row]}"/>{_SHOW.format(value=1)}</c:dLbl>'
        for row, text in sorted(column.labels.items())
    )
    return f"<c:dLbls>{each}{_SHOW.format(value=0)}</c:dLbls>"


def number_format(spec: ChartSpec, decimals: int, *, secondary: bool = False) -> str:
    """Excel number format of the unit: a thin space in counts, a comma in amounts, % written out."""
    tail = "." + "0" * decimals if decimals else ""
    unit = spec.second_unit if secondary and spec.second_unit is not None else spec.unit
    if unit.kind == "percent":
        return f'0{tail}"%"'
    if unit.kind == "money":
        return f"#,##0{tail}"
    if unit.kind == "count":
        return f'[<1000]0{tail};[<1000000]0"{THIN}"000{tail};0"{THIN}"000"{THIN}"000{tail}'
    return f"0{tail}"


def _axes(spec: ChartSpec, table: ChartTable, face: Face) -> str:
    """The axis along the bottom and that at the left; for a second measure a hidden one and that at the right."""
    return "".join(
        _pair(spec, table, face, second=second)
        for second in (False, True)
        if not second or any(column.secondary for column in table.columns)
    )


def _pair(spec: ChartSpec, table: ChartTable, face: Face, *, second: bool) -> str:
    axis = value_axis(spec, secondary=second)
    decimals = axis.decimals if axis.step * 10**axis.decimals % 1 < 1e-9 else axis.decimals + 1
    skip = 1 if spec.categories else max(1, -(-len(table.periods) // 12))
    narrow = face if len(table.periods) <= 18 else face.less(200)  # for programs that do not skip labels
    code = quoteattr(number_format(spec, decimals, secondary=second))
    rule = f"<c:spPr>{_line(token('muted'), 9525)}</c:spPr>"
    first_id, value_id = ("333333333", "444444444") if second else ("111111111", "222222222")
    grid = (
        ""
        if second
        else f"<c:majorGridlines><c:spPr>{_line(token('grid'), 6350)}</c:spPr></c:majorGridlines>"
    )
    return (
        f'<c:catAx><c:axId val="{first_id}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="{int(second)}"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{rule}{_text(spec, narrow)}'
        f'<c:crossAx val="{value_id}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/><c:tickLblSkip val="{skip}"/><c:tickMarkSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{value_id}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{axis.high!r}"/><c:min val="{axis.low!r}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"r" if second else "l"}"/>{grid}'
        f'<c:numFmt formatCode={code} sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(spec, face)}'
        f'<c:crossAx val="{first_id}"/><c:crosses val="{"max" if second else "autoZero"}"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{axis.step!r}"/></c:valAx>'
    )
