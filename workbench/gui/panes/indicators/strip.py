"""The strip below the chart: the plan's own columns beside the latest figure, and what is required a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.calc.gaps import required
from workbench.domain.wording import bracketed, target_column
from workbench.gui import language
from workbench.gui.language import show, tr
from workbench.gui.widgets.indicator_facts import (
    base_columns,
    brief_efforts,
    brief_quality,
    has_value,
    headline,
    in_column,
    quality,
    shown,
    shown_target,
)
from workbench.gui.widgets.text_table import Cell
from workbench.services import charts
from workbench.services.scenario_words import effort_text

if TYPE_CHECKING:
    from workbench.calc.gaps import Required
    from workbench.domain.figure import Indicator, Observation
    from workbench.services.session import Session

_CONTEXT = "IndicatorsPane"


class Strip:
    """The cells of one indicator, as known on a date."""

    def __init__(self, session: Session, as_of: str | None) -> None:
        self.session, self._as_of = session, as_of

    def rows(self, indicator: Indicator) -> tuple[list[Cell], list[Cell]]:
        """Head and figures."""
        if self.session.targets(indicator.id):
            return self._reference_strip(indicator)
        return self._plain_strip(indicator)

    def _source_name(self, source_id: str) -> str:
        source = self.session.sources().get(source_id)
        return show(source.title) if source is not None else source_id

    def _reference_strip(self, indicator: Indicator) -> tuple[list[Cell], list[Cell]]:
        """2016 (2014) | 2022 (2020) | latest | 2027 (2025) | 2032 (2030) | required pace."""
        lang = language.current()
        header: list[Cell] = []
        row: list[Cell] = []
        columns = base_columns(self.session)
        for column in columns:
            header.append(Cell(target_column(column.column_year, column.data_year, lang), right=True))
            printed = in_column(self.session, indicator.id, column, columns)
            text = shown(printed, indicator.unit, lang) if printed else "—"
            if printed and printed.period.start.year != column.data_year:
                text = bracketed(text, printed.period.label(lang), lang)
            row.append(Cell(text, right=True, tip=self._tip(printed)))
        latest = headline(self.session, indicator.id, as_of=self._as_of)
        when = latest.period.label(lang) if latest else "—"
        header.append(Cell(tr(_CONTEXT, "Latest ({period})", period=when), right=True))
        words = shown(latest, indicator.unit, lang) if latest else "—"
        if latest is not None and latest.confidence in charts.MARKS:
            words += charts.MARKS[latest.confidence]  # explained below the chart
        elif latest is not None and brief_quality(latest):
            words = bracketed(words, brief_quality(latest), lang)
        row.append(Cell(words, right=True, bold=True, tip=self._tip(latest)))
        efforts: list[Required | None] = []
        tips: list[str] = []
        for target in sorted(self.session.targets(indicator.id), key=lambda item: item.data_year):
            if target.kind != "reference_target":
                continue
            header.append(Cell(target_column(target.column_year, target.data_year, lang), right=True))
            row.append(
                Cell(
                    shown_target(target, indicator.unit, lang),
                    right=True,
                    tone="target",
                    tip=self._source_name(target.provenance.source_id),
                )
            )
            effort = None
            if latest is not None and latest.value is not None:
                effort = required(latest.period.start.year, latest.value, target.data_year, target.value)
            efforts.append(effort)
            tips.append(effort_text(indicator, effort, lang) if effort is not None else "")
        joint = "／" if lang == "zh-Hant" else " / "
        tip = tr(_CONTEXT, "From the latest figure to each reference figure")
        header.append(Cell(tr(_CONTEXT, "Required a year"), right=True, tip=tip))
        row.append(
            Cell(
                brief_efforts(indicator, efforts, lang),
                right=True,
                tip=joint.join(item for item in tips if item),
            )
        )
        return header, row

    def _plain_strip(self, indicator: Indicator) -> tuple[list[Cell], list[Cell]]:
        """First, before last, latest, and how many figures."""
        lang = language.current()
        known = sorted(
            (item for item in self.session.observations(indicator.id, as_of=self._as_of) if has_value(item)),
            key=lambda item: item.period,
        )
        header: list[Cell] = []
        row: list[Cell] = []
        picked = [known[0], *known[-3:]] if len(known) > 3 else known
        for item in picked:
            header.append(Cell(item.period.label(lang), right=True))
            row.append(Cell(shown(item, indicator.unit, lang), right=True, tip=self._tip(item)))
        header.append(Cell(tr(_CONTEXT, "Figures"), right=True))
        row.append(Cell(str(len(known)), right=True))
        return header, row

    def _tip(self, observation: Observation | None) -> str:
        """Source, place and vintage of a figure."""
        if observation is None:
            return ""
        parts = [self._source_name(observation.provenance.source_id), observation.provenance.place]
        parts.append(tr(_CONTEXT, "as known on {date}", date=observation.vintage))
        parts.append(quality(observation))
        return " · ".join(part for part in parts if part)
