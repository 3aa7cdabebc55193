"""The figures that a paper can name, to be found in either script: series, scenarios, ratings, counts and amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.base.messages import both
from workbench.domain.pack import FigureField
from workbench.domain.text import LocalText
from workbench.services.pack_delivery import COUNTS
from workbench.services.search import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.figure import Observation
    from workbench.domain.pack import FieldKind
    from workbench.services.pack_data import PackData


@dataclass(frozen=True, slots=True)
class FigureSource:
    """Something figures can be taken from. title: what it is; about: in which group of things; words: what it is also found by.

    periods: (code, words) in the order in which they are offered.
    """

    kind: FieldKind
    series_id: str
    title: LocalText
    about: LocalText
    words: tuple[str, ...]
    periods: tuple[tuple[str, LocalText], ...]
    scenario_id: str = ""
    method: str = ""

    def field(self, period: str = "") -> FigureField:
        """A field for a period, the first one offered if none is named; its name says what it is."""
        period = period or (self.periods[0][0] if self.periods else "")
        stem = "_".join(
            part for part in (self.series_id, self.scenario_id, self.kind[:4], period, self.method) if part
        )
        return FigureField(stem, self.kind, self.series_id, period, self.scenario_id, method=self.method)


def figure_sources(session: PackData) -> tuple[FigureSource, ...]:
    """Everything a figure of a paper can be taken from, as the session is now."""
    return (
        *_series(session),
        *_targets(session),
        *_ratings(session),
        *_scenarios(session),
        *_delivery(session),
    )


def find_sources(sources: Sequence[FigureSource], text: str) -> tuple[FigureSource, ...]:
    """Those that answer what was typed, best first; all of them for nothing typed. Either script, digits in any grouping."""
    query = Query.parse(text)
    if not query:
        return tuple(sources)
    scored = []
    for place, one in enumerate(sources):
        said = tuple(one.title.as_dict().values())
        score = max((query.score(title, one.series_id, *one.words, *said) for title in said), default=0)
        if score:
            scored.append((-score, place, one))
    return tuple(one for _, _, one in sorted(scored, key=lambda item: item[:2]))


def known_at(session: PackData, series_id: str, period: str) -> tuple[Observation, ...]:
    """The states in which the figure of a period was published, newest first."""
    held = [o for o in session.vintages(series_id) if o.period.code == period and o.value is not None]
    return tuple(sorted(held, key=lambda item: item.vintage, reverse=True))


def _same(text: str) -> LocalText:
    return LocalText(text, text)


def _word(code: str, **params: object) -> LocalText:
    return LocalText.of(both(f"packs.pick-{code}", **params))


def _column(column: int, year: int) -> LocalText:
    return _word("column", column=column, year=year)


def _series(session: PackData) -> list[FigureSource]:
    found = []
    latest = (("latest", _word("latest")), ("latest-official", _word("latest-official")))
    for one in session.indicators():
        held = [o for o in session.observations(one.id) if o.value is not None]
        if not held:
            continue
        codes = sorted({o.period.code: o.period for o in held}.items(), reverse=True)
        periods = tuple(
            (code, LocalText(period.label("en"), period.label("zh-Hant"))) for code, period in codes
        )
        words = [o.text for o in held if o.text] + [f"{o.value:g}" for o in held]
        words += [*one.unit.text.as_dict().values(), *(code for code, _ in periods)]
        found.append(
            FigureSource("observation", one.id, one.name, _word("series"), tuple(words), (*latest, *periods))
        )
    return found


def _targets(session: PackData) -> list[FigureSource]:
    found = []
    for one in session.indicators():
        held = [t for t in session.targets(one.id) if t.kind == "reference_target"]
        if held:
            periods = tuple((str(t.column_year), _column(t.column_year, t.data_year)) for t in held)
            words = (*(t.text for t in held if t.text), *(code for code, _ in periods))
            found.append(FigureSource("target", one.id, one.name, _word("target"), words, periods))
    return found


def _ratings(session: PackData) -> list[FigureSource]:
    found = []
    for one in session.indicators():
        held = [t for t in session.targets(one.id) if t.kind == "reference_target"]
        if held:
            periods = tuple((str(t.column_year), _column(t.column_year, t.data_year)) for t in held)
            about = _word("rating")
            found.append(
                FigureSource("rating", one.id, one.name, about, tuple(about.as_dict().values()), periods)
            )
    return found


def _scenarios(session: PackData) -> list[FigureSource]:
    models = {model.id: model for model in session.models()}  # type: ignore[attr-defined]
    indicators = {one.id: one for one in session.indicators()}
    found = []
    for scenario in session.scenarios():
        model = models.get(scenario.model_id)
        if model is None:
            continue
        years = range(model.last_year, model.first_year - 1, -1)
        periods = tuple((str(year), _same(str(year))) for year in years)
        for series in dict.fromkeys(v.indicator_id for v in model.variables if v.indicator_id in indicators):
            about = _word("scenario", name=scenario.name.show("en"), name_zh=scenario.name.show("zh-Hant"))
            words = tuple(scenario.name.as_dict().values())
            wanted = sorted(
                periods,
                key=lambda item: item[0] not in {str(t.data_year) for t in session.targets(series)},
            )
            found.append(
                FigureSource(
                    "scenario", series, indicators[series].name, about, words, tuple(wanted), scenario.id
                )
            )
    return found


def _delivery(session: PackData) -> list[FigureSource]:
    leads = {code for node in session.nodes() for code in node.lead_bodies}
    bodies = tuple((body.code, body.name) for body in session.bodies().values() if body.code in leads)
    periods = (("", _word("all-bodies")), *bodies)
    found = [
        FigureSource(
            "delivery",
            state,
            _word(f"count-{state.replace('_', '-')}"),
            _word("delivery"),
            tuple(_word("delivery").as_dict().values()),
            periods,
        )
        for state in COUNTS
    ]
    for node in session.nodes():
        for place, amount in enumerate(node.amounts):
            words = (f"{amount.hkd_million:g}", node.id)
            found.append(
                FigureSource(
                    "delivery", node.id, node.title, _word("amount"), words, (), method=f"amount {place}"
                )
            )
    return found
