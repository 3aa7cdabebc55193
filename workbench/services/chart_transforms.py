"""The figures of a chart on another measure: index, growth, per head; the path that would lead to a target; several on one.

Nothing is computed across a change of definition: growth and index are taken within one segment, because figures on two
definitions are not one line (:mod:`workbench.services.definitions`).
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.base.messages import word
from workbench.calc.gaps import required
from workbench.domain.chart import ChartSpec, Line, Point
from workbench.domain.errors import RuleError
from workbench.domain.figure import Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.domain.wording import figure, number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.services.reading import Reading

INDEX = Unit("INDEX", "rate", LocalText("index", "指數"))
GROWTH = Unit("PT", "percent", LocalText("%", "%"))
PATH_LINEAR, PATH_GROWTH = ":path-linear", ":path-growth"


def same_unit(specs: Sequence[ChartSpec]) -> bool:
    """Whether all are measured alike: code, kind and multiplier."""
    return len({(spec.unit.code, spec.unit.kind, spec.unit.multiplier) for spec in specs}) <= 1


def joined_specs(specs: Sequence[ChartSpec], names: Sequence[str]) -> ChartSpec:
    """One chart of several: their lines and targets together, each line in a colour of its own."""
    first = specs[0]
    if len(specs) == 1:
        return replace(first, targets=tuple(replace(mark, series=names[0]) for mark in first.targets))
    used: set[int] = set()
    lines: list[Line] = []
    targets = []
    for spec, name in zip(specs, names, strict=False):
        color = next((line.color for line in spec.lines), 0)
        while color in used and len(used) < 8:
            color = (color + 1) % 8
        used.add(color)
        lines += [replace(line, color=color) for line in spec.lines]
        targets += [replace(mark, color=color, series=name) for mark in spec.targets]
    lang = first.lang
    joint = "、" if lang == "zh-Hant" else ", "
    labels = [spec.lines[0].label if spec.lines else name for spec, name in zip(specs, names, strict=False)]
    title = word("charts.several", lang, names=joint.join(labels))
    starts = [spec.projection_from for spec in specs if spec.projection_from is not None]
    return replace(
        first,
        title=title,
        subtitle=first.unit.text.show(lang) if same_unit(specs) and first.unit.text.as_dict() else "",
        lines=tuple(lines),
        targets=tuple(targets),
        events=tuple(dict.fromkeys(event for spec in specs for event in spec.events)),
        projection_from=min(starts) if starts else None,
        source_line=" ".join(dict.fromkeys(spec.source_line for spec in specs)),
        alt=("" if lang == "zh-Hant" else " ").join(spec.alt for spec in specs),
        notes=tuple(dict.fromkeys(note for spec in specs for note in spec.notes)),
    )


def _mapped(spec: ChartSpec, change: Callable[[Point], Point | None], unit: Unit) -> tuple[Line, ...]:
    found = []
    for line in spec.lines:
        segments = tuple(
            kept
            for segment in line.segments
            if (kept := tuple(new for point in segment if (new := change(point)) is not None))
        )
        if segments:
            found.append(replace(line, segments=segments))
    return tuple(found)


def index_spec(specs: Sequence[ChartSpec], base_year: int = 0) -> list[ChartSpec]:
    """Each series with one year set to 100: *base_year*, or the first that all have.

    Only the segment that holds the base year is drawn: other definitions cannot be compared with it. Raises
    :class:`RuleError` ``charts.index-base`` where a series has no figure above zero in that year.
    """
    years = [_years(spec) for spec in specs]
    newest = [_years(spec, newest=True) for spec in specs]
    common = set.intersection(*(set(found) for found in newest)) if newest else set()
    base = base_year or min(common, default=0)
    made = []
    for spec, values in zip(specs, years, strict=True):
        value = values.get(base)
        if value is None or value <= 0 or spec.unit.kind == "pair":
            name = spec.lines[0].label if spec.lines else spec.title
            raise RuleError("charts.index-base", field="index_base", name=name, year=base or "—")
        made.append(_indexed(spec, base, value))
    return made


def _years(spec: ChartSpec, *, newest: bool = False) -> dict[int, float]:
    """Year → actual figure, of the newest segment that has it; *newest*: only of the newest definition."""
    return {
        point.period.start.year: point.value
        for line in spec.lines
        if not line.dashed and not line.path and not (newest and ":" in line.id)
        for segment in (line.segments[-1:] if newest else line.segments)
        for point in segment
        if point.value is not None and point.period.frequency in ("A", "Y")
    }


def _indexed(spec: ChartSpec, base: int, value: float) -> ChartSpec:
    lang = spec.lang

    def change(point: Point) -> Point | None:
        if point.value is None:
            return None
        index = point.value / value * 100
        return replace(point, value=index, text=number(index, INDEX, lang, decimals=1, style="screen"))

    kept_lines: list[Line] = []
    for line in spec.lines:
        holding = [
            segment
            for segment in line.segments
            if line.dashed
            or any(point.period.start.year == base and point.value == value for point in segment)
        ]
        if line.dashed and spec.projection_from is not None:
            last = max((s[-1].period for one in kept_lines for s in one.segments), default=None)
            holding = [s for s in holding if last is not None and s[0].period <= last]
        if holding:
            kept_lines.append(replace(line, segments=tuple(holding)))
    cut = len([s for line in spec.lines for s in line.segments]) > len(
        [s for line in kept_lines for s in line.segments]
    )
    kept = replace(spec, lines=tuple(kept_lines))
    notes = (*spec.notes, word("charts.note-index-cut", lang)) if cut else spec.notes
    measure = word("charts.measure-index", lang, year=base)
    return replace(
        kept,
        lines=_mapped(kept, change, INDEX),
        targets=tuple(
            replace(
                mark,
                value=mark.value / value * 100,
                text=number(mark.value / value * 100, INDEX, lang, decimals=1, style="screen"),
            )
            for mark in spec.targets
        )
        if not cut
        else (),
        title=word("charts.on-measure", lang, name=_name(spec), measure=measure),
        subtitle=measure,
        unit=INDEX,
        zero_based=False,
        events=() if cut else spec.events,
        notes=notes,
        alt=_told(kept, change, measure),
    )


def growth_spec(spec: ChartSpec) -> ChartSpec:
    """Change on a year earlier in per cent (of shares: in percentage points), within each definition."""
    lang, points = spec.lang, spec.unit.kind in ("percent", "pair")
    lines = []
    for line in spec.lines:
        segments = []
        for segment in line.segments:
            before = {
                point.period.start.year: point for point in segment if point.period.frequency in ("A", "Y")
            }
            grown = []
            for point in segment:
                earlier = before.get(point.period.start.year - 1)
                if earlier is None or point.value is None or earlier.value is None:
                    continue
                if not points and earlier.value <= 0:
                    continue
                value = point.value - earlier.value if points else (point.value / earlier.value - 1) * 100
                text = number(value, GROWTH, lang, decimals=2 if points else 1, style="screen")
                grown.append(replace(point, value=value, text=f"{text}{'' if points else '%'}"))
            if grown:
                segments.append(tuple(grown))
        if segments:
            lines.append(replace(line, segments=tuple(segments)))
    measure = word("charts.measure-points" if points else "charts.measure-growth", lang)
    made = replace(
        spec,
        lines=tuple(lines),
        targets=(),
        title=word("charts.on-measure", lang, name=_name(spec), measure=measure),
        subtitle=measure,
        unit=GROWTH,
        zero_based=True,
    )
    return replace(made, alt=_told(made, lambda point: point, measure))


def per_head_spec(session: Reading, spec: ChartSpec, series_id: str, as_of: str | None = None) -> ChartSpec:
    """Money or counts divided by the end-year population of the same year, as the plan's own per-head measure is.

    Raises :class:`RuleError` ``charts.per-head`` for shares and rates, ``charts.no-population`` where there is none.
    """
    from workbench.services.actuals import yearly

    if spec.unit.kind not in ("money", "count"):
        raise RuleError("charts.per-head", name=_name(spec))
    people = _population(session)
    known = yearly(session, people, as_of=as_of)
    factor = 10.0 ** (spec.unit.multiplier - session.indicator(people).unit.multiplier)
    per = 1.0 if spec.unit.kind == "money" else 1000.0
    words = (
        LocalText("HK$ per head", "人均（港元）")
        if spec.unit.kind == "money"
        else LocalText("per 1 000 population", "每千人口")
    )
    unit = Unit(f"{spec.unit.code}_PER_HEAD", "rate", words)
    decimals = 0 if spec.unit.kind == "money" else 2
    lang = spec.lang

    def change(point: Point) -> Point | None:
        heads = known.get(point.period.start.year)
        if point.value is None or heads is None or not heads.value:
            return None
        value = point.value * factor * per / heads.value
        return replace(point, value=value, text=number(value, unit, lang, decimals=decimals, style="screen"))

    measure = words.show(lang)
    made = replace(
        spec,
        lines=_mapped(
            replace(spec, lines=tuple(line for line in spec.lines if not line.dashed)), change, unit
        ),
        targets=(),
        projection_from=None,
        title=word("charts.on-measure", lang, name=_name(spec), measure=measure),
        subtitle=measure,
        unit=unit,
        notes=(
            *spec.notes,
            word("charts.note-per-head", lang, name=session.indicator(people).name.show(lang)),
        ),
    )
    return replace(made, alt=_told(made, lambda point: point, measure))


def _population(session: Reading) -> str:
    """The series that the plan's own per-head measure divides by."""
    from workbench.calc.expression import parse
    from workbench.calc.identities import product_of

    for item in session.indicators():
        if item.formula and item.dimensions.get("derives"):
            product = product_of(parse(item.formula))
            for name in product.under if product is not None else ():
                if (
                    session.indicator(name).unit.code in ("PERSON", "PERSONS", "PS")
                    or "population" in name.lower()
                ):
                    return name
    for item in session.indicators():
        if "population" in item.id.lower() and not item.formula:
            return item.id
    raise RuleError("charts.no-population")


def with_paths(session: Reading, spec: ChartSpec, series_id: str, as_of: str | None = None) -> ChartSpec:
    """The way from the newest figure to each later target: in equal steps, and at one rate of growth.

    To the second target the way goes on from the first (catching up after a missed one starts from the newest figure).
    Growth only where both ends are above zero and the measure is no share.
    """
    indicator = session.indicator(series_id)
    actual = [
        point
        for line in spec.lines
        if not line.dashed and line.segments
        for point in line.segments[-1]
        if point.value is not None
    ]
    last = max(actual, key=lambda point: point.period, default=None)
    if last is None or last.value is None:
        return spec
    lang, start_year = spec.lang, last.period.start.year
    lines: list[Line] = []
    steps = [(start_year, last.value)]
    for mark in sorted(spec.targets, key=lambda mark: mark.period):
        if mark.period.start.year > steps[-1][0]:
            steps.append((mark.period.start.year, mark.value))
    decimals = (
        2
        if indicator.unit.kind in ("percent", "ratio", "rate")
        else 1
        if indicator.unit.kind == "pair"
        else 0
    )

    def text(value: float) -> str:
        return figure(value, indicator.unit, lang, decimals=decimals)

    linear: list[Point] = []
    growing: list[Point] = []
    efforts: list[str] = []
    for (from_year, from_value), (to_year, to_value) in itertools.pairwise(steps):
        effort = required(from_year, from_value, to_year, to_value)
        if effort is None:
            continue
        for year in range(from_year if not linear else from_year + 1, to_year + 1):
            value = from_value + effort.change * (year - from_year)
            linear.append(Point(Period.year(year), value, text(value)))
            if effort.growth is not None and indicator.unit.kind not in ("percent", "pair"):
                value = from_value * (1 + effort.growth) ** (year - from_year)
                growing.append(Point(Period.year(year), value, text(value)))
        step = number(effort.change, indicator.unit, lang, decimals=max(decimals, 2), style="screen")
        if effort.growth is None or indicator.unit.kind in ("percent", "pair"):
            efforts.append(word("charts.path-steps", lang, year=to_year, step=step))
        else:
            rate = number(effort.growth * 100, GROWTH, lang, decimals=1, style="screen")
            efforts.append(word("charts.path-both", lang, year=to_year, step=step, rate=rate))
    color = spec.lines[0].color if spec.lines else indicator.color
    if linear:
        label = word("charts.path-linear", lang)
        lines.append(Line(series_id + PATH_LINEAR, label, (tuple(linear),), color, path=True))
    if growing:
        label = word("charts.path-growth", lang)
        lines.append(Line(series_id + PATH_GROWTH, label, (tuple(growing),), color, path=True))
    return replace(spec, lines=(*spec.lines, *lines), notes=(*spec.notes, *efforts))


def _name(spec: ChartSpec) -> str:
    return spec.lines[0].label if spec.lines else spec.title


def _told(spec: ChartSpec, change: Callable[[Point], Point | None], measure: str) -> str:
    """The chart in words: each line from its first to its last figure."""
    told = []
    for line in spec.lines:
        points = [new for segment in line.segments for point in segment if (new := change(point)) is not None]
        if points:
            first, last = points[0], points[-1]
            told.append(
                word(
                    "charts.alt-actual",
                    spec.lang,
                    name=f"{line.label}, {measure}" if spec.lang == "en" else f"{line.label}（{measure}）",
                    first=first.text,
                    since=first.period.label(spec.lang),
                    value=last.text,
                    when=last.period.label(spec.lang),
                    count=len(points),
                )
            )
    return ("" if spec.lang == "zh-Hant" else " ").join(told)
