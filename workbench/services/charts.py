"""The chart of an indicator: one description for screen, paper, Office files and speech.

Only what is known is drawn: history stops at each change of definition, figures from outside the official sources
are points of their own line, targets stand at the year of their data, and the title says what the figures say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec, Dense, EventMark, Line
from workbench.services.chart_maker import PROJECTION, ChartMaker, Projection
from workbench.services.chart_points import MARKS, flags, missing, newest, source_line, version_of, when
from workbench.services.definitions import links
from workbench.services.derived_figures import computed_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Target
    from workbench.domain.strategy import Source
    from workbench.domain.text import Lang
    from workbench.services.scenarios import ScenarioRun

__all__ = [
    "MARKS",
    "OUTSIDE",
    "PROJECTION",
    "ChartData",
    "Projection",
    "flags",
    "indicator_chart",
    "newest",
    "projection_of",
    "source_line",
    "version_of",
    "when",
]

OUTSIDE = ":outside"
DENSE_FROM = 5000
"""Points from which on a series is drawn from bare numbers, thinned out to what the screen can show."""


class ChartData(Protocol):
    """What a chart reads; :class:`workbench.services.session.Session` has it."""

    def indicator(self, indicator_id: str) -> Indicator: ...  # noqa: D102
    def observations(self, series_id: str, *, as_of: str | None = None) -> tuple[Observation, ...]: ...  # noqa: D102
    def definitions(self, series_id: str) -> tuple[DefinitionVersion, ...]: ...  # noqa: D102
    def targets(self, indicator_id: str | None = None) -> tuple[Target, ...]: ...  # noqa: D102
    def sources(self) -> dict[str, Source]: ...  # noqa: D102


def projection_of(run: ScenarioRun | Projection, indicator_id: str) -> Projection | None:
    """What a run says of an indicator, for a chart; ``None`` where its model does not project it.

    Raises ``UsageError`` for an indicator that the run does not know.
    """
    if isinstance(run, Projection):
        return run
    outcome = run.indicator(indicator_id)
    if outcome.variable is None:
        return None
    return Projection(run.scenario.id, run.scenario.name, dict(outcome.projection))


def indicator_chart(
    session: ChartData,
    indicator_id: str,
    lang: Lang,
    *,
    scenario_run: ScenarioRun | Projection | None = None,
    as_of: str | None = None,
    first_year: int | None = None,
    outside: bool = True,
    chinese_numerals: bool = False,
) -> ChartSpec:
    """Describe the chart of an indicator.

    scenario_run: a run of :func:`workbench.services.scenarios.run`, or values given by hand;
    years after the last official figure are drawn dashed from it (line id ``<id>:projection``).
    as_of: ISO date; only vintages known then. first_year: leave out earlier points. outside: also draw figures that
    no official source published (line id ``<id>:outside``, points not joined).
    chinese_numerals: dates as in official papers (二零二五年十二月). Raises ``UsageError`` ``session.unknown-id``.
    """
    indicator = session.indicator(indicator_id)
    known = [o for o in session.observations(indicator_id, as_of=as_of) if not missing(o)]
    if indicator.formula and not known:
        known = list(computed_figures(session, indicator, as_of=as_of))
    if first_year is not None:
        known = [o for o in known if o.period.start.year >= first_year]
    official = [o for o in known if o.confidence != "outside"]
    others = [o for o in known if o.confidence == "outside"] if outside else []
    definitions = session.definitions(indicator_id)
    targets = [t for t in session.targets(indicator_id) if t.kind == "reference_target"]
    if first_year is not None:
        targets = [t for t in targets if t.data_year >= first_year]
    targets.sort(key=lambda target: target.data_year)
    run = projection_of(scenario_run, indicator_id) if scenario_run is not None else None
    maker = ChartMaker(indicator, lang, definitions, run, links(session, indicator_id))

    if len(official) > DENSE_FROM:
        return _dense_chart(session, maker, official, lang, as_of=as_of)
    segments = maker.segments(official)
    name = maker.name
    lines = [Line(indicator.id, name, segments, indicator.color)] if segments else []
    if others:
        label = word("charts.outside", lang, name=name)
        lines.append(Line(indicator.id + OUTSIDE, label, maker.outside(official, others), indicator.color))
    last = newest([*official, *others], definitions)
    projection = maker.projection(last, official, targets)
    if projection:
        lines.append(projection)
    breaks = maker.breaks(segments)
    title = maker.title(last, official, segments, targets)
    drawn = [*official, *others]
    return ChartSpec(
        lang=lang,
        title=title,
        subtitle=maker.subtitle(breaks),
        unit=indicator.unit,
        lines=tuple(lines),
        targets=tuple(maker.target(target) for target in targets),
        events=tuple(EventMark(period, word("charts.break", lang), "break") for period, _ in breaks),
        projection_from=projection.segments[0][0].period if projection else None,
        projection_label=projection.label if projection else "",
        source_line=source_line(
            session.sources(), drawn, targets, lang, as_of=as_of, chinese_numerals=chinese_numerals
        ),
        alt=maker.alt(title, official, targets, breaks, last),
        notes=maker.notes(drawn, breaks, others),
    )


def _dense_chart(
    session: ChartData,
    maker: ChartMaker,
    observations: Sequence[Observation],
    lang: Lang,
    *,
    as_of: str | None,
) -> ChartSpec:
    """A series of very many points: one line of bare numbers, broken where the definition changes."""
    ordered = sorted(observations, key=lambda one: one.period)
    years: list[float] = []
    values: list[float] = []
    before = maker.version(ordered[0])
    for one in ordered:
        version = maker.version(one)
        if version != before:
            years.append(one.period.decimal_year)
            values.append(float("nan"))
            before = version
        years.append(one.period.decimal_year)
        values.append(float("nan") if one.value is None else one.value)
    indicator = maker.indicator
    title = maker.title(ordered[-1], ordered[-2:], (), ())
    return ChartSpec(
        lang=lang,
        title=title,
        subtitle=maker.subtitle(()),
        unit=indicator.unit,
        lines=(Line(indicator.id, maker.name, (), indicator.color, dense=Dense(years, values)),),
        source_line=source_line(session.sources(), ordered[-50:], (), lang, as_of=as_of),
        alt=maker.alt(title, (ordered[0], ordered[-1]), (), (), ordered[-1]),
    )
