"""Figures of a computed series in the form of observations, so that charts and tables can show them like any others."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from workbench.domain.errors import WorkbenchError
from workbench.domain.figure import Observation, Provenance
from workbench.domain.wording import number, rounded

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator
    from workbench.services.charts import ChartData
    from workbench.services.reading import Reading


def computed_figures(
    session: ChartData, indicator: Indicator, *, as_of: str | None = None
) -> tuple[Observation, ...]:
    """The figures that the formula of *indicator* comes to: derived, each known from the day of its newest input.

    Printed to the decimals that its size asks for; values are not rounded. () where the formula cannot be computed.
    """
    from workbench.services.indicators import computed

    try:
        series = computed(cast("Reading", session), indicator, as_of=as_of)
    except WorkbenchError:
        return ()
    found = []
    for point in series.points:
        if point.value is None:
            continue
        size = abs(point.value)
        decimals = 0 if size >= 1000 or indicator.unit.kind == "count" else 2 if size >= 1 else 3
        found.append(
            Observation(
                series_id=indicator.id,
                period=point.period,
                vintage=point.known_from,
                value=point.value,
                text=number(
                    rounded(point.value, decimals), indicator.unit, "en", decimals=decimals, style="screen"
                ),
                provenance=Provenance("derived", place=indicator.id),
                status=("P",) if any("P" in item.status for item in point.inputs) else ("A",),
                decimals=decimals,
                confidence="derived",
                definition="/".join(sorted({item.definition for item in point.inputs if item.definition})),
            )
        )
    return tuple(found)
