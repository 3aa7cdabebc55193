"""The kinds of chart: columns, stacks, parts of a whole, slopes, panels, bullets, scatter; and the waterfall of a change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.base.messages import word
from workbench.domain.chart import ChartKind, ChartSpec, Line, Point
from workbench.domain.errors import RuleError
from workbench.domain.figure import Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.domain.wording import figure, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.text import Lang
    from workbench.services.comparators import Comparison
    from workbench.services.decomposition import CausePart, ChangeSplit
    from workbench.services.reading import Reading

SHARE = Unit("PT", "percent", LocalText("%", "%"))


def shaped(spec: ChartSpec, kind: ChartKind, specs: Sequence[ChartSpec]) -> ChartSpec:
    """*spec* drawn as *kind*; *specs*: its parts before they were joined.

    Raises :class:`RuleError` where the figures do not allow it: ``charts.parts-of-a-whole`` (stacks of shares, of one
    series, or of values below zero), ``charts.slope-two`` (fewer than two periods in common), ``charts.scatter-two``.
    """
    if kind == "column":
        return replace(spec, kind=kind, zero_based=True, lines=_as_columns(spec.lines))
    if kind in ("stacked", "share"):
        return _stacked(spec, kind)
    if kind == "slope":
        return _slope(spec)
    if kind == "scatter":
        return _scatter(specs)
    if kind == "bullet":
        return _bullet(spec)
    return replace(spec, kind=kind)


def _as_columns(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(
        replace(line, shape="column")
        if not line.dashed and not line.path and not line.id.endswith(":outside")
        else line
        for line in lines
    )


def _stacked(spec: ChartSpec, kind: ChartKind) -> ChartSpec:
    lines = [line for line in spec.lines if not line.dashed and not line.path and ":" not in line.id]
    values = [p.value for line in lines for s in line.segments for p in s if p.value is not None]
    if len(lines) < 2 or spec.unit.kind not in ("money", "count", "other") or any(v < 0 for v in values):
        raise RuleError("charts.parts-of-a-whole")
    by_line = [
        {point.period: point for segment in line.segments for point in segment if point.value is not None}
        for line in lines
    ]
    common = sorted(set.intersection(*(set(points) for points in by_line)))
    if not common:
        raise RuleError("charts.parts-of-a-whole")
    made = []
    for line, points in zip(lines, by_line, strict=True):
        kept = []
        for period in common:
            point = points[period]
            if kind == "share":
                whole = sum(other[period].value or 0.0 for other in by_line)
                share = (point.value or 0.0) / whole * 100 if whole else 0.0
                point = replace(point, value=share, text=f"{rounded(share, 1)}%")
            kept.append(point)
        made.append(replace(line, segments=(tuple(kept),), shape="stacked"))
    extra = {"unit": SHARE, "subtitle": word("charts.measure-share", spec.lang)} if kind == "share" else {}
    return replace(
        spec,
        kind=kind,
        lines=tuple(made),
        targets=(),
        projection_from=None,
        zero_based=True,
        notes=(*spec.notes, word("charts.note-sum-of-shown", spec.lang)),
        **extra,  # type: ignore[arg-type]
    )


def _slope(spec: ChartSpec) -> ChartSpec:
    """First and last year that all series have on one definition, joined by a straight line."""
    lines = [line for line in spec.lines if not line.dashed and not line.path and ":" not in line.id]
    newest = [
        {point.period: point for point in line.segments[-1] if point.value is not None}
        for line in lines
        if line.segments
    ]
    common = sorted(set.intersection(*(set(points) for points in newest))) if newest else []
    if len(common) < 2:
        raise RuleError("charts.slope-two")
    ends = (common[0], common[-1])
    made = tuple(
        replace(
            line,
            segments=(
                tuple(
                    replace(points[period], period=Period.year(place)) for place, period in enumerate(ends, 1)
                ),
            ),
        )
        for line, points in zip(lines, newest, strict=True)
    )
    names = tuple(period.label(spec.lang) for period in ends)
    return replace(
        spec,
        kind="slope",
        lines=made,
        targets=(),
        events=(),
        projection_from=None,
        categories=names,
        zero_based=False,
    )


def _scatter(specs: Sequence[ChartSpec]) -> ChartSpec:
    """The first series along the bottom, the second upwards; one point a period, joined in order of time."""
    if len(specs) < 2:
        raise RuleError("charts.scatter-two")
    across, up = specs[:2]
    at = {point.period: point for point in _actual(across)}
    points = tuple(
        replace(point, x=at[point.period].value, text=f"{at[point.period].text} → {point.text}")
        for point in _actual(up)
        if point.period in at
    )
    if len(points) < 2:
        raise RuleError("charts.scatter-two")
    name_x, name_y = across.lines[0].label, up.lines[0].label
    lang = up.lang
    return replace(
        up,
        kind="scatter",
        title=word("charts.against", lang, up=name_y, across=name_x),
        subtitle=word("charts.scatter-axes", lang, across=across.subtitle, up=up.subtitle),
        lines=(Line(up.lines[0].id, name_y, (points,), up.lines[0].color),),
        targets=(),
        events=(),
        projection_from=None,
        zero_based=False,
        x_unit=across.unit,
        x_label=name_x,
        source_line=" ".join(dict.fromkeys((across.source_line, up.source_line))),
        notes=(*dict.fromkeys((*across.notes, *up.notes)), word("charts.note-scatter", lang)),
    )


def _actual(spec: ChartSpec) -> list[Point]:
    """The figures of the newest definition: those of another are not the same measure."""
    lines = [line for line in spec.lines if not line.dashed and not line.path and ":" not in line.id]
    return [
        p for line in lines[:1] for p in (line.segments[-1] if line.segments else ()) if p.value is not None
    ]


def _bullet(spec: ChartSpec) -> ChartSpec:
    """A row a series: base (first of the definition), newest figure, targets."""
    lines = tuple(
        replace(line, segments=((line.segments[-1][0], line.segments[-1][-1]),))
        for line in spec.lines
        if not line.dashed and not line.path and ":" not in line.id and line.segments
    )
    return replace(
        spec, kind="bullet", lines=lines, events=(), projection_from=None,
        notes=(*spec.notes, word("charts.note-bullet", spec.lang)),
    )  # fmt: skip


# ── the change of a ratio, and other places ────────────────────────────────────────────────────────────


def waterfall(session: Reading, split: ChangeSplit, lang: Lang) -> ChartSpec:
    """From the figure then known to the one now known, cause by cause. Amounts as the split has them, exact."""
    indicator = split.indicator
    unit = indicator.unit
    parts = [part for part in split.parts if part.cause != "target"]
    span = max(abs(split.after - split.before), *(abs(part.amount) for part in parts)) if parts else 1.0
    decimals = next(
        (places for places in (2, 3, 4, 5) if _adds_up(split.before, parts, split.after, places)), 6
    )
    from_zero = span > 0.4 * max(abs(split.before), abs(split.after))
    sign = "\u2212"

    def amount(value: float) -> str:
        words = str(rounded(abs(value), decimals))
        return f"{'+' if value >= 0 else sign}{words}"

    names = [
        word("charts.split-from", lang, year=split.first_year),
        *(_cause(session, part, lang) for part in parts),
        word("charts.split-to", lang, year=split.last_year),
    ]
    values = [split.before, *(part.amount for part in parts), split.after]
    texts = [
        figure(split.before, unit, lang, decimals=decimals, style="screen"),
        *(amount(part.amount) for part in parts),
        figure(split.after, unit, lang, decimals=decimals, style="screen"),
    ]
    points = tuple(
        Point(Period.year(place), value, text)
        for place, (value, text) in enumerate(zip(values, texts, strict=True), start=1)
    )
    name = (indicator.short if indicator.short.get(lang) else indicator.name).show(lang)
    title = word(
        "charts.split-title",
        lang,
        name=name,
        before=texts[0],
        first=split.first_year,
        after=texts[-1],
        last=split.last_year,
    )
    joint = "；" if lang == "zh-Hant" else "; "
    told = joint.join(
        f"{one}: {text}" if lang == "en" else f"{one}：{text}" for one, text in zip(names, texts, strict=True)
    )
    return ChartSpec(
        lang,
        title,
        word("charts.subtitle", lang, name=indicator.name.show(lang), unit=unit.text.show(lang))
        if unit.text.as_dict()
        else indicator.name.show(lang),
        unit,
        (Line(indicator.id, name, (points,), indicator.color, shape="column"),),
        kind="waterfall",
        alt=f"{title}. {told}",
        categories=tuple(names),
        zero_based=from_zero,
        notes=(
            *((word("charts.note-bridge", lang),) if split.estimated else ()),
            *(() if from_zero else (word("charts.note-not-zero", lang),)),
            split.method.show(lang),
        ),
    )


def _cause(session: Reading, part: CausePart, lang: Lang) -> str:
    """*GERD: new data*, short enough to stand below a column."""
    item = session.indicator(part.series)
    name = (item.short if item.short.get(lang) else item.name).show(lang)
    cause = "revision" if part.cause.startswith("revision") else part.cause
    return word("charts.split-part", lang, name=name, cause=word(f"charts.cause-{cause}", lang))


def _adds_up(before: float, parts: Sequence[CausePart], after: float, places: int) -> bool:
    """Whether the figures, rounded one by one, still add up, and none of them is rounded away."""
    shown = [rounded(part.amount, places) for part in parts]
    return all(shown) and rounded(before, places) + sum(shown) == rounded(after, places)


def places_chart(session: Reading, comparison: Comparison, lang: Lang) -> ChartSpec:
    """Other places side by side for one period, highest first."""
    rows = comparison.rows
    unit = session.indicator(rows[0].observation.series_id).unit
    points = tuple(
        Point(
            Period.year(place),
            row.observation.value,
            row.words.show(lang),
            frozenset({"outside"}) if row.other_source else frozenset(),
            row.observation.provenance.source_id,
        )
        for place, row in enumerate(rows, start=1)
    )
    sources = session.sources()
    titles = [
        sources[row.observation.provenance.source_id].title.show(lang)
        for row in rows
        if row.observation.provenance.source_id in sources
    ]
    period = Period.parse(comparison.period).label(lang)
    name = comparison.table.name.show(lang)
    best, least = rows[0], rows[-1]
    title = word(
        "charts.places", lang, name=name, period=period,
        first=best.place.name.show(lang), value=best.words.show(lang),
        last=least.place.name.show(lang), least=least.words.show(lang),
    )  # fmt: skip
    joint = word("charts.source-joint", lang)
    told = joint.join(f"{row.place.name.show(lang)} {row.words.show(lang)}" for row in rows)
    return ChartSpec(
        lang,
        title,
        name,
        unit,
        (Line(comparison.table.id, name, (points,), 0, shape="column"),),
        source_line=word("charts.source-undated", lang, sources=joint.join(dict.fromkeys(titles)))
        if titles
        else "",
        kind="column",
        alt=f"{title}. {told}",
        categories=tuple(row.place.name.show(lang) for row in rows),
        notes=(word("charts.note-other-source", lang),) if any(row.other_source for row in rows) else (),
    )
