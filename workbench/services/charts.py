"""The chart of an indicator: one description for screen, paper, Office files and speech.

Only what is known is drawn: history stops at each change of definition, figures from outside the official sources
are points of their own line, targets stand at the year of their data, and the title says what the figures say.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec, EventMark, Line, Point, PointFlag, TargetMark
from workbench.domain.errors import RuleError
from workbench.domain.figure import MISSING_STATUSES
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.domain.wording import date_words, figure, rounded, target_column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Target
    from workbench.domain.strategy import Source
    from workbench.domain.text import Lang
    from workbench.domain.wording import Value
    from workbench.services.scenarios import ScenarioRun

OUTSIDE = ":outside"
PROJECTION = ":projection"
MARKS = {"outside": "^", "derived": "#"}
_MAX_SOURCES = 4


class ChartData(Protocol):
    """What a chart reads; :class:`workbench.services.session.Session` has it."""

    def indicator(self, indicator_id: str) -> Indicator: ...  # noqa: D102
    def observations(self, series_id: str, *, as_of: str | None = None) -> tuple[Observation, ...]: ...  # noqa: D102
    def definitions(self, series_id: str) -> tuple[DefinitionVersion, ...]: ...  # noqa: D102
    def targets(self, indicator_id: str | None = None) -> tuple[Target, ...]: ...  # noqa: D102
    def sources(self) -> dict[str, Source]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Projection:
    """What a scenario says of an indicator: year → value in the indicator's unit (``None`` = not computable)."""

    scenario_id: str
    name: LocalText
    values: Mapping[int, float | None] = field(default_factory=dict)


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
    known = [o for o in session.observations(indicator_id, as_of=as_of) if not _missing(o)]
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
    maker = _Maker(indicator, lang, definitions, run)

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


def _missing(observation: Observation) -> bool:
    return observation.value is None or any(status in MISSING_STATUSES for status in observation.status)


def version_of(observation: Observation, definitions: Sequence[DefinitionVersion]) -> str:
    """The definition an observation was made under: as it says itself, else by its period."""
    if observation.definition:
        return observation.definition
    current = ""
    for version in sorted(definitions, key=lambda one: one.from_period):
        if not version.from_period or Period.parse(version.from_period) <= observation.period:
            current = version.id
    return current


def newest(
    observations: Sequence[Observation], definitions: Sequence[DefinitionVersion]
) -> Observation | None:
    """The newest figure that may stand beside the official ones: a source other than an official one counts only
    where it follows the definition of the newest official figure (or where there is no official figure at all).
    """
    present = sorted((o for o in observations if not _missing(o)), key=lambda o: o.period)
    official = [o for o in present if o.confidence != "outside"]
    if not official:
        return present[-1] if present else None
    basis = version_of(official[-1], definitions)
    return [o for o in present if o.confidence != "outside" or version_of(o, definitions) == basis][-1]


def flags(observation: Observation) -> frozenset[PointFlag]:
    """How a point must look different: provisional or estimated hollow, breaks, sources outside the official ones."""
    found: set[PointFlag] = set()
    if "P" in observation.status or "@" in observation.marks:
        found.add("provisional")
    if "E" in observation.status or "I" in observation.status:
        found.add("estimate")
    if "B" in observation.status:
        found.add("break")
    if observation.confidence == "outside":
        found.add("outside")
    return frozenset(found)


def when(period: Period, lang: Lang) -> str:
    """The period inside a sentence: ``2024``, ``2024年``, ``Q3 2024``."""
    label = period.label(lang)
    return word("charts.year", lang, year=label) if period.frequency == "A" else label


def source_line(
    sources: Mapping[str, Source],
    observations: Sequence[Observation],
    targets: Sequence[Target],
    lang: Lang,
    *,
    as_of: str | None = None,
    chinese_numerals: bool = False,
) -> str:
    """The sources of what is shown, and on what date it was known: *as_of*, else the newest vintage shown."""
    ids: dict[str, None] = {}
    for place in (*(o.provenance for o in observations), *(t.provenance for t in targets)):
        if place.source_id:
            ids.setdefault(place.source_id)
    titles = [sources[i].title.show(lang) if i in sources else i for i in ids]
    titles = list(dict.fromkeys(titles))
    text = word("charts.source-joint", lang).join(titles[:_MAX_SOURCES]) or word("charts.source-none", lang)
    if len(titles) > _MAX_SOURCES:
        text = word("charts.source-more", lang, sources=text, count=len(titles) - _MAX_SOURCES)
    date = as_of or max((o.vintage for o in observations), default="")
    with suppress(RuleError):  # a vintage that is no date is shown as it is written
        date = date_words(date, lang, chinese_numerals=chinese_numerals)
    if not date:
        return word("charts.source-undated", lang, sources=text)
    return word("charts.source", lang, sources=text, date=date)


class _Maker:
    """The words and marks of one indicator's chart in one language."""

    def __init__(
        self,
        indicator: Indicator,
        lang: Lang,
        definitions: Sequence[DefinitionVersion],
        run: Projection | None,
    ) -> None:
        self.indicator = indicator
        self.lang = lang
        self.definitions = sorted(definitions, key=lambda version: version.from_period)
        self.run = run
        self.name = (indicator.short if indicator.short.get(lang) else indicator.name).show(lang)

    def say(self, code: str, **params: object) -> str:
        return word(f"charts.{code}", self.lang, name=self.name, **params)

    def figure(self, value: Value | None, decimals: int | None = None, **more: object) -> str:
        unit = self.indicator.unit
        if self.lang == "en" and unit.kind == "count" and (unit.text.en or "").lower() in self.name.lower():
            unit = replace(unit, text=LocalText())  # “Start-ups stood at 3 755”, not “at 3 755 start-ups”
        return figure(value, unit, self.lang, decimals=decimals, **more)  # type: ignore[arg-type]

    def observed(self, observation: Observation) -> str:
        return self.figure(
            observation.value, observation.decimals, qualifier=observation.qualifier, text=observation.text
        )

    def aimed(self, target: Target) -> str:
        return self.figure(target.value, target.decimals, qualifier=target.qualifier, text=target.text)

    def point(self, observation: Observation) -> Point:
        text = self.observed(observation) + MARKS.get(observation.confidence, "")
        source = observation.provenance.source_id
        return Point(observation.period, observation.value, text, flags(observation), source)

    def target(self, target: Target) -> TargetMark:
        column = target_column(target.column_year, target.data_year, self.lang, words=True)
        return TargetMark(
            Period.year(target.data_year),
            target.value,
            self.aimed(target),
            self.say("target", column=column),
            self.indicator.color,
            target.qualifier,
        )

    # ── history ──────────────────────────────────────────────────────────────────────────────────────────

    def version(self, observation: Observation) -> str:
        return version_of(observation, self.definitions)

    def segments(self, observations: Sequence[Observation]) -> tuple[tuple[Point, ...], ...]:
        """Points in order of time, a new segment wherever the definition changes or a break is marked."""
        found: list[list[Point]] = []
        before: str | None = None
        for observation in sorted(observations, key=lambda o: o.period):
            version = self.version(observation)
            if before is None or version != before or "B" in observation.status:
                found.append([])
            found[-1].append(self.point(observation))
            before = version
        return tuple(tuple(segment) for segment in found)

    def outside(
        self, official: Sequence[Observation], others: Sequence[Observation]
    ) -> tuple[tuple[Point, ...], ...]:
        """Figures of other sources: alone beside official ones, joined where they carry the newest of these on."""
        last = max(official, key=lambda o: o.period) if official else None
        found: list[list[Point]] = []
        before = last
        for observation in sorted(others, key=lambda o: o.period):
            follows = last is not None and before is not None and observation.period > last.period
            if follows and before is not None and self.version(before) == self.version(observation):
                if before is last:
                    found.append([self.point(before)])
                found[-1].append(self.point(observation))
                before = observation
            else:
                found.append([self.point(observation)])
        return tuple(tuple(segment) for segment in found)

    def breaks(self, segments: Sequence[Sequence[Point]]) -> list[tuple[Period, LocalText]]:
        """First period of each segment after the first, with the definition that begins there."""
        found = []
        for segment in segments[1:]:
            start = segment[0].period
            text = LocalText()
            for version in self.definitions:
                if version.from_period and Period.parse(version.from_period) <= start:
                    text, begin = version.text, Period.parse(version.from_period)
                    if segments[0][-1].period < begin:
                        start = begin
            found.append((start, text))
        return found

    # ── projection ───────────────────────────────────────────────────────────────────────────────────────

    def future(self, last: Observation | None) -> dict[int, float]:
        """Projected values after the newest figure."""
        if self.run is None:
            return {}
        since = last.period.start.year if last else 0
        return {
            year: value
            for year, value in sorted(self.run.values.items())
            if year > since and value is not None
        }

    def projection(
        self, last: Observation | None, observations: Sequence[Observation], targets: Sequence[Target]
    ) -> Line | None:
        """The dashed line: from the newest figure through the projected years."""
        future = self.future(last)
        if not future or self.run is None:
            return None
        points = [
            Point(
                Period.year(year), value, self.figure(value, self.projected_decimals(observations, targets))
            )
            for year, value in future.items()
        ]
        if last is not None:
            points.insert(0, self.point(last))
        label = self.say("projection", scenario=self.run.name.show(self.lang))
        return Line(
            self.indicator.id + PROJECTION, label, (tuple(points),), self.indicator.color, dashed=True
        )

    def projected_decimals(self, observations: Sequence[Observation], targets: Sequence[Target]) -> int:
        """A projection is never written more finely than the finest figure it stands beside."""
        if self.indicator.unit.kind == "count":
            return 0
        found = [o.decimals or 0 for o in observations] + [t.decimals or 0 for t in targets]
        return max(found, default=1)

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────

    def verdict(self, value: Value, target: Target) -> str:
        if value == target.value:
            return "met"
        better = (value > target.value) == (self.indicator.direction >= 0)
        return "beyond" if better else "short"

    def apart(self, value: float, target: Target, decimals: int) -> int:
        """Decimals, *decimals* or more, at which a projection is told from the target it misses."""
        while (
            decimals < 6
            and value != target.value
            and rounded(value, decimals) == rounded(target.value, decimals)
        ):
            decimals += 1
        return decimals

    def title(
        self,
        last: Observation | None,
        observations: Sequence[Observation],
        segments: Sequence[Sequence[Point]],
        targets: Sequence[Target],
    ) -> str:
        """The finding: the projection against the next target, else the latest figure against it, else the change."""
        reached = last.period.start.year if last else 0
        ahead = [t for t in targets if t.data_year > reached]
        future = self.future(last)
        finest = self.projected_decimals(observations, targets)
        if future and self.run is not None:
            scenario = self.run.name.show(self.lang)
            for target in ahead:
                value = future.get(target.data_year)
                if value is not None:
                    code, shown = (
                        self.verdict(value, target),
                        self.figure(value, self.apart(value, target, finest)),
                    )
                    return self.say(
                        f"pace-{code}",
                        scenario=scenario,
                        value=shown,
                        year=target.data_year,
                        target=self.aimed(target),
                    )
            year, value = max(future.items())
            shown = self.figure(value, finest)
            return self.say("pace-only", scenario=scenario, value=shown, year=year)
        target_now = next((t for t in targets if t.data_year == reached), None) or next(iter(ahead), None)
        target_now = target_now or (targets[-1] if targets else None)
        if last is None or last.value is None:
            if target_now is None:
                return self.say("nothing")
            return self.say("latest-none", year=target_now.data_year, target=self.aimed(target_now))
        shown, moment = self.point(last).text, when(last.period, self.lang)
        if target_now is not None:
            code = self.verdict(last.value, target_now)
            ahead_of_time = code == "short" and target_now.data_year > reached
            if ahead_of_time or last.qualifier in ("about", "nearly", "under", "at_most"):
                code = "ahead"
            return self.say(
                f"latest-{code}",
                value=shown,
                when=moment,
                year=target_now.data_year,
                target=self.aimed(target_now),
            )
        if not segments:
            return self.say("stood", value=shown, when=moment)
        first = segments[-1][0]  # never compared across a change of definition
        if first.period == last.period or first.value is None:
            return self.say("stood", value=shown, when=moment)
        code = "unchanged" if first.value == last.value else "rose" if last.value > first.value else "fell"
        if self.indicator.unit.kind == "pair" and code != "unchanged":
            code = "changed"
        return self.say(code, first=first.text, since=when(first.period, self.lang), value=shown, when=moment)

    def subtitle(self, breaks: Sequence[tuple[Period, LocalText]]) -> str:
        unit = self.indicator.unit
        name, words = self.indicator.name.show(self.lang), unit.text.show(self.lang)
        if unit.kind == "rate":  # the name tells it: “per 1 000 labour force”
            measure = name
        else:
            measure = word("charts.subtitle", self.lang, name=name, unit=words)
        if not breaks:
            return measure
        return self.say("break-note", measure=measure, when=when(breaks[-1][0], self.lang))

    def notes(
        self,
        observations: Sequence[Observation],
        breaks: Sequence[tuple[Period, LocalText]],
        others: Sequence[Observation],
    ) -> tuple[str, ...]:
        found = [
            self.say("note-definition", when=when(period, self.lang), text=text.show(self.lang))
            for period, text in breaks
            if text.as_dict()
        ]
        if any(flags(o) & {"provisional", "estimate"} for o in observations):
            found.append(self.say("note-provisional"))
        if others:
            found.append(self.say("note-outside"))
        if any(o.confidence == "derived" for o in observations):
            found.append(self.say("note-derived"))
        return tuple(found)

    def alt(
        self,
        title: str,
        observations: Sequence[Observation],
        targets: Sequence[Target],
        breaks: Sequence[tuple[Period, LocalText]],
        last: Observation | None,
    ) -> str:
        """The chart told in words, from the data."""
        told = [self.say("alt-chart", title=title)]
        ordered = sorted(observations, key=lambda o: o.period)
        if len(ordered) == 1:
            told.append(
                self.say("alt-one", value=self.observed(ordered[0]), when=when(ordered[0].period, self.lang))
            )
        elif ordered:
            told.append(
                self.say(
                    "alt-actual",
                    first=self.observed(ordered[0]),
                    since=when(ordered[0].period, self.lang),
                    value=self.observed(ordered[-1]),
                    when=when(ordered[-1].period, self.lang),
                    count=len(ordered),
                )
            )
        told += [self.say("alt-break", when=when(period, self.lang)) for period, _ in breaks]
        joint = self.say("alt-joint")
        if targets:
            each = [self.say("alt-target", target=self.aimed(t), year=t.data_year) for t in targets]
            told.append(self.say("alt-targets", targets=joint.join(each)))
        if last is not None and last.confidence == "outside":
            told.append(self.say("alt-outside", value=self.observed(last), when=when(last.period, self.lang)))
        future = self.future(last)
        if future and self.run is not None:
            decimals = self.projected_decimals(observations, targets)
            years = [t.data_year for t in targets if t.data_year in future] or [max(future)]
            each = [self.say("alt-value", value=self.figure(future[y], decimals), year=y) for y in years]
            told.append(
                self.say("alt-projection", scenario=self.run.name.show(self.lang), values=joint.join(each))
            )
        return ("" if self.lang == "zh-Hant" else " ").join(told)
