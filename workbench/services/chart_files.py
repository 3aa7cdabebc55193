"""One chart as a file of its own: CSV, and Office documents in which the chart is native and can be edited."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from workbench.base.clock import today
from workbench.domain.errors import RuleError

if TYPE_CHECKING:
    from workbench.domain.chart import ChartSpec

OFFICE: Final = ("docx", "pptx", "xlsx")
_NO_OFFICE: Final = ("scatter", "bullet", "multiples")
"""Kinds that Office has no chart of its own for, or that stand on several pairs of axes: shown as columns of one axis
they would tell something else."""


def chart_file(spec: ChartSpec, form: str) -> bytes:
    """A chart with title, notes and source as ``docx``, ``pptx`` or ``xlsx``; the chart is native, its figures inside.

    Raises :class:`RuleError` ``charts.no-office`` for a kind of chart that Office files have no form for, or with too
    many points (``charts.office-size``).
    """
    from workbench.briefing import docx, pptx, xlsx
    from workbench.briefing.resolved import FilledChart, FilledNote, FilledPack
    from workbench.services.profiles import USUAL, profile

    if spec.kind in _NO_OFFICE or (spec.categories and spec.kind == "slope"):
        raise RuleError("charts.no-office", kind=spec.kind)
    if any(line.dense is not None for line in spec.lines):
        raise RuleError("charts.office-size")
    pack = FilledPack(
        id="chart",
        lang=spec.lang,
        title=spec.title,
        paper_no="",
        status="",
        committee="",
        classification="",
        blocks=(
            FilledChart(1, "", spec.title, spec),
            *(FilledNote(note) for note in spec.notes),
            FilledNote(spec.source_line),
        ),
        signature=(),
        dated="",
        created=today().isoformat(),
        profile=profile(USUAL[spec.lang]),
        head="sheet",
    )
    if form == "docx":
        return docx.render(pack)
    return pptx.render(pack) if form == "pptx" else xlsx.render(pack)


def chart_csv(spec: ChartSpec) -> bytes:
    """The figures of a chart, one row a point, at full precision, with unit, flags and source; UTF-8 with a mark, as
    Excel wants it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["series", "name", "kind", "period", "value", "text", "unit", "flags", "source"])
    unit = spec.unit.text.show(spec.lang) if spec.unit.text.as_dict() else spec.unit.code
    for line in spec.lines:
        kind = "projection" if line.dashed else "required path" if line.path else "figure"
        if line.dense is not None:
            for year, value in zip(line.dense.years, line.dense.values, strict=True):
                writer.writerow(
                    [line.id, line.label, kind, repr(float(year)), repr(float(value)), "", unit, "", ""]
                )
            continue
        for segment in line.segments:
            for point in segment:
                place = point.period.code
                if spec.categories:
                    place = spec.categories[point.period.start.year - 1]
                writer.writerow(
                    [
                        line.id, line.label, kind, place, "" if point.value is None else repr(point.value),
                        point.text, unit, " ".join(sorted(point.flags)), point.source,
                    ]
                )  # fmt: skip
    for mark in spec.targets:
        writer.writerow(
            [
                mark.series,
                mark.label,
                "reference figure",
                mark.period.code,
                repr(mark.value),
                mark.text,
                unit,
                "",
                "",
            ]
        )
    return text.getvalue().encode("utf-8-sig")
