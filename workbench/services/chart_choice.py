"""What a person chose to see on a chart: series, kind, measure, marks; kept as a favourite by name.

``chart_of(session, choice, lang)`` makes the :class:`ChartSpec`. Series in different units never share an axis: they are
put on one measure (index, growth) or each in a panel of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from workbench.base.messages import word
from workbench.domain.chart import ChartKind, ChartSpec, EventMark, Highlight, NoteMark
from workbench.domain.errors import RuleError
from workbench.domain.period import Period
from workbench.services.chart_shapes import shaped
from workbench.services.chart_transforms import (
    growth_spec,
    index_spec,
    joined_specs,
    per_head_spec,
    same_unit,
    with_paths,
)
from workbench.services.charts import indicator_chart

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.services.charts import Projection
    from workbench.services.reading import Reading

Measure = Literal["published", "index", "growth", "per_head"]
MEASURES: Final[tuple[Measure, ...]] = get_args(Measure)
KINDS: Final[tuple[ChartKind, ...]] = get_args(ChartKind)
FAVOURITES: Final = "chart_favourites"
"""Key of the setting: name → choice."""
REMARKS: Final = "chart_remarks"
"""Key of the setting: series → period → text."""


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """series: ids, the first is the one the chart belongs to. index_base: year that is 100, 0 = the first in common.

    highlight: first and last year to be tinted, and the words. first_year, last_year: 0 = all.
    """

    series: tuple[str, ...]
    kind: ChartKind = "line"
    measure: Measure = "published"
    index_base: int = 0
    log: bool = False
    paths: bool = False
    events: bool = False
    highlight: tuple[int, int, str] | None = None
    first_year: int = 0
    last_year: int = 0


def chart_of(
    session: Reading,
    choice: ChartChoice,
    lang: Lang,
    *,
    projections: Mapping[str, Projection | None] | None = None,
    as_of: str | None = None,
) -> ChartSpec:
    """The chart that was chosen. projections: series → what a scenario says of it.

    Raises :class:`UsageError` for an unknown series, :class:`RuleError` ``charts.*`` where the figures do not allow the
    kind or measure (the code says why).
    """
    known = {item.id for item in session.indicators()}
    names = [name for name in dict.fromkeys(choice.series) if name in known]
    if not names:
        raise RuleError("charts.no-series")
    specs = []
    for name in names:
        spec = indicator_chart(
            session,
            name,
            lang,
            scenario_run=(projections or {}).get(name),
            as_of=as_of,
            first_year=choice.first_year or None,
        )
        specs.append(_until(spec, choice.last_year) if choice.last_year else spec)
    if choice.kind == "scatter":
        if len(names) < 2:
            raise RuleError("charts.scatter-two")
        specs = specs[:2]
    if choice.paths and choice.measure == "published" and choice.kind in ("line", "multiples", "column"):
        specs = [with_paths(session, spec, name, as_of) for spec, name in zip(specs, names, strict=False)]
    if choice.measure == "index":
        specs = index_spec(specs, choice.index_base)
    elif choice.measure == "growth":
        specs = [growth_spec(spec) for spec in specs]
    elif choice.measure == "per_head":
        specs = [per_head_spec(session, spec, name, as_of) for spec, name in zip(specs, names, strict=False)]
    kind = choice.kind
    apart = not same_unit(specs) and kind not in ("multiples", "bullet", "scatter", "table")
    spec = joined_specs(specs, names)
    if apart:  # two units never share an axis
        kind = "multiples"
        spec = replace(spec, notes=(*spec.notes, word("charts.note-own-axes", lang)))
    spec = shaped(spec, kind, specs)
    if choice.log and kind in ("line", "multiples"):
        spec = _logarithmic(spec)
    if choice.events and not spec.categories and kind in ("line", "column", "stacked"):
        spec = replace(spec, events=(*spec.events, *_milestones(session, spec, lang)))
    if choice.highlight is not None and not spec.categories:
        start, end, text = choice.highlight
        spec = replace(spec, highlights=(Highlight(min(start, end) - 0.5, max(start, end) + 0.5, text),))
    if choice.measure == "published":
        spec = replace(spec, remarks=remarks(session, names))
    return spec


def _until(spec: ChartSpec, year: int) -> ChartSpec:
    lines = tuple(
        replace(
            line,
            segments=tuple(
                kept
                for segment in line.segments
                if (kept := tuple(point for point in segment if point.period.start.year <= year))
            ),
        )
        for line in spec.lines
    )
    return replace(
        spec,
        lines=lines,
        targets=tuple(mark for mark in spec.targets if mark.period.start.year <= year),
        events=tuple(event for event in spec.events if event.period.start.year <= year),
    )


def _logarithmic(spec: ChartSpec) -> ChartSpec:
    values = [p.value for line in spec.lines for s in line.segments for p in s if p.value is not None]
    values += [mark.value for mark in spec.targets]
    if spec.unit.kind == "pair" or not values or min(values) <= 0:
        raise RuleError("charts.log-above-zero")
    return replace(spec, log=True, zero_based=False, notes=(*spec.notes, word("charts.note-log", spec.lang)))


def _milestones(session: Reading, spec: ChartSpec, lang: Lang) -> list[EventMark]:
    """The dated expectations of the plan that fall within the chart's years, one line a year."""
    years = [p.period.start.year for line in spec.lines for s in line.segments for p in s]
    years += [mark.period.start.year for mark in spec.targets]
    if not years:
        return []
    by_year: dict[int, list[str]] = {}
    for item in session.milestones():
        if min(years) <= item.year <= max(years):
            by_year.setdefault(item.year, []).append(item.text.show(lang))
    joint = "；" if lang == "zh-Hant" else "; "
    return [EventMark(Period.year(year), joint.join(texts)) for year, texts in sorted(by_year.items())]


# ── favourites and remarks, kept in the workspace ──────────────────────────────────────────────────────


def favourites(session: Reading) -> dict[str, ChartChoice]:
    """Charts kept by name."""
    kept: dict[str, Any] = session.setting(FAVOURITES, {})
    found = {}
    for name, plain in kept.items():
        choice = choice_of(plain)
        if choice is not None:
            found[str(name)] = choice
    return found


def choice_of(plain: Any) -> ChartChoice | None:
    """A choice from its JSON form; ``None`` for one that a newer program wrote and this one cannot read."""
    try:
        values = dict(plain)
        values["series"] = tuple(str(name) for name in values["series"])
        if values.get("highlight") is not None:
            start, end, text = values["highlight"]
            values["highlight"] = (int(start), int(end), str(text))
        made = ChartChoice(**values)
    except (TypeError, ValueError, KeyError):
        return None
    return made if made.kind in KINDS and made.measure in MEASURES else None


def with_favourite(session: Reading, name: str, choice: ChartChoice | None) -> dict[str, Any]:
    """The setting with a favourite put in, or taken out (``None``). Raises :class:`RuleError` without a name."""
    if not name.strip():
        raise RuleError("charts.needs-name", field="name")
    kept: dict[str, Any] = dict(session.setting(FAVOURITES, {}))
    if choice is None:
        kept.pop(name, None)
    else:
        kept[name.strip()] = asdict(choice)
    return kept


def remarks(session: Reading, names: list[str]) -> tuple[NoteMark, ...]:
    """Words that were written beside points of these series."""
    kept: dict[str, dict[str, str]] = session.setting(REMARKS, {})
    return tuple(
        NoteMark(name, Period.parse(code), text)
        for name in names
        for code, text in sorted(kept.get(name, {}).items())
    )


def with_remark(session: Reading, series_id: str, period: Period, text: str) -> dict[str, dict[str, str]]:
    """The setting with words beside a point; empty words take them away."""
    kept = {name: dict(items) for name, items in session.setting(REMARKS, {}).items()}
    items = kept.setdefault(series_id, {})
    if text.strip():
        items[period.code] = text.strip()
    else:
        items.pop(period.code, None)
    return {name: items for name, items in kept.items() if items}
