"""The lines, marks and words of one indicator's chart in one language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.base.messages import word
from workbench.domain.chart import Line, Point, TargetMark
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.domain.wording import figure, rounded, target_column
from workbench.services.chart_points import MARKS, flags, version_of, when

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.domain.figure import DefinitionVersion, Indicator, Observation, Target
    from workbench.domain.text import Lang
    from workbench.domain.wording import Value
    from workbench.services.definitions import DefinitionLink

PROJECTION = ":projection"


@dataclass(frozen=True, slots=True)
class Projection:
    """What a scenario says of an indicator: year → value in the indicator's unit (``None`` = not computable)."""

    scenario_id: str
    name: LocalText
    values: Mapping[int, float | None] = field(default_factory=dict)


class ChartMaker:
    """The words and marks of one indicator's chart in one language."""

    def __init__(
        self,
        indicator: Indicator,
        lang: Lang,
        definitions: Sequence[DefinitionVersion],
        run: Projection | None,
        links: Sequence[DefinitionLink] = (),
    ) -> None:
        self.indicator = indicator
        self.lang = lang
        self.definitions = sorted(definitions, key=lambda version: version.from_period)
        self.run = run
        self.links = links
        self.name = (indicator.short if indicator.short.get(lang) else indicator.name).show(lang)

    def say(self, code: str, **params: object) -> str:
        """A sentence of the chart catalogue, the measure's name filled in."""
        return word(f"charts.{code}", self.lang, name=self.name, **params)

    def figure(self, value: Value | None, decimals: int | None = None, **more: object) -> str:
        """A value in the words of the unit; an English count drops a unit that the name already says."""
        unit = self.indicator.unit
        if self.lang == "en" and unit.kind == "count" and (unit.text.en or "").lower() in self.name.lower():
            unit = replace(unit, text=LocalText())  # “Start-ups stood at 3 755”, not “at 3 755 start-ups”
        return figure(value, unit, self.lang, decimals=decimals, **more)  # type: ignore[arg-type]

    def observed(self, observation: Observation) -> str:
        """An observation as printed."""
        return self.figure(
            observation.value, observation.decimals, qualifier=observation.qualifier, text=observation.text
        )

    def aimed(self, target: Target) -> str:
        """A target as printed."""
        return self.figure(target.value, target.decimals, qualifier=target.qualifier, text=target.text)

    def point(self, observation: Observation) -> Point:
        """An observation as a point, with its mark."""
        text = self.observed(observation) + MARKS.get(observation.confidence, "")
        source = observation.provenance.source_id
        return Point(observation.period, observation.value, text, flags(observation), source)

    def target(self, target: Target) -> TargetMark:
        """A target as a diamond at the year of its data."""
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
        """The definition an observation was made under."""
        return version_of(observation, self.definitions)

    def segments(self, observations: Sequence[Observation]) -> tuple[tuple[Point, ...], ...]:
        """Points in order of time, a new segment wherever the definition changes or a break is marked.

        Two definitions that someone linked with a note are one line; the note is printed beside the chart.
        """
        found: list[list[Point]] = []
        before: str | None = None
        for observation in sorted(observations, key=lambda o: o.period):
            version = self.version(observation)
            linked = any({before, version} == {link.first, link.second} for link in self.links)
            if before is None or (not linked and (version != before or "B" in observation.status)):
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
        """*met*, *beyond* or *short*, in the direction that is better for this indicator."""
        if value == target.value:
            return "met"
        better = (value > target.value) == (self.indicator.direction >= 0)
        return "beyond" if better else "short"

    def projected_verdict(self, value: float, target: Target, decimals: int) -> str:
        """As :meth:`verdict`; a computed value within a hundredth of the last printed decimal has met the target."""
        return "met" if abs(value - target.value) <= 10.0 ** (-decimals - 2) else self.verdict(value, target)

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
                    code = self.projected_verdict(value, target, finest)
                    places = finest if code == "met" else self.apart(value, target, finest)
                    shown = self.figure(value, places)
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
        """The measure, its unit and the change of method, if there is one."""
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
        """What must be read beside the chart: definitions, provisional points, marks."""
        found = [
            self.say("note-definition", when=when(period, self.lang), text=text.show(self.lang))
            for period, text in breaks
            if text.as_dict()
        ]
        drawn = {self.version(o) for o in observations}
        found += [
            self.say("note-linked", note=link.note)
            for link in self.links
            if {link.first, link.second} <= drawn
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
