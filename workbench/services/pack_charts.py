"""The charts of a pack: of an indicator, of two on two axes, of scenarios side by side, of delivery."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.base.messages import word
from workbench.domain.chart import ChartSpec, Line, Point
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.figure import Unit
from workbench.domain.period import Period
from workbench.domain.text import LocalText
from workbench.services.charts import PROJECTION, indicator_chart

if TYPE_CHECKING:
    from workbench.domain.pack import ChartBlock
    from workbench.domain.text import Lang
    from workbench.services.pack_data import PackData
    from workbench.services.pack_delivery import Delivery
    from workbench.services.pack_fields import FieldBook

_DRAWS, _SEED, _BAND = 2000, 1, 90
_STATES = (
    "completed",
    "partly_completed",
    "in_progress",
    "reported",
    "late",
    "dropped",
    "not_started",
    "no_report",
)
_STATE_COLORS = {
    "completed": 2, "partly_completed": 5, "in_progress": 0, "reported": 4, "late": 1, "dropped": 3,
    "not_started": 7, "no_report": 6,
}  # fmt: skip


def pack_chart(session: PackData, block: ChartBlock, lang: Lang, book: FieldBook) -> ChartSpec:
    """The chart of a block in one language. Raises :class:`UsageError` for an indicator or scenario not there."""
    if block.kind == "delivery":
        return _delivery(session, block, lang, book)
    if block.kind == "scenarios":
        return _scenarios(session, block, lang, book)
    spec = _indicator(session, block, block.indicator_id, lang, book, block.scenario_id)
    if block.kind == "combination":
        return _combination(session, block, lang, book, spec)
    return spec


def _indicator(
    session: PackData, block: ChartBlock, indicator_id: str, lang: Lang, book: FieldBook, scenario_id: str
) -> ChartSpec:
    run = book.projection(scenario_id, indicator_id) if scenario_id else None
    spec = indicator_chart(
        session,
        indicator_id,
        lang,
        scenario_run=run,
        as_of=block.as_of or None,
        first_year=block.first_year,
        chinese_numerals=book.profiles[lang].chinese_numerals,
    )
    return _with_ranges(session, spec, indicator_id, scenario_id, lang) if block.interval else spec


def _with_ranges(
    session: PackData, spec: ChartSpec, indicator_id: str, scenario_id: str, lang: Lang
) -> ChartSpec:
    """The likely range of a scenario as bars on its projection, with a note of what they are. Always the same draws."""
    from workbench.services import uncertainty

    try:
        run = uncertainty.draw(session, scenario_id, draws=_DRAWS, seed=_SEED)  # type: ignore[arg-type]
        fan = run.fans[indicator_id]
    except (RuleError, UsageError, KeyError):
        return replace(spec, notes=(*spec.notes, word("packs.chart-no-range", lang)))
    low, high = fan.band(_BAND)
    ends = {year: (low[n], high[n]) for n, year in enumerate(fan.years)}

    def ranged(point: Point) -> Point:
        held = ends.get(point.period.start.year)
        if held is None or point.value is None or not held[0] <= point.value <= held[1]:
            return point
        return replace(point, low=held[0], high=held[1])

    lines = tuple(
        replace(line, segments=tuple(tuple(map(ranged, segment)) for segment in line.segments))
        if line.id.endswith(PROJECTION)
        else line
        for line in spec.lines
    )
    note = word("packs.chart-range", lang, share=_BAND, draws=_DRAWS)
    return replace(spec, lines=lines, notes=(*spec.notes, note), alt=f"{spec.alt} {note}")


def _combination(
    session: PackData, block: ChartBlock, lang: Lang, book: FieldBook, first: ChartSpec
) -> ChartSpec:
    """Columns of one indicator and, on a second axis, a line of another; targets and breaks are those of the line."""
    second = _indicator(session, block, block.second_id, lang, book, "")
    columns = tuple(
        replace(line, shape="column", segments=(tuple(p for s in line.segments for p in s),))
        for line in first.lines
        if not line.dashed
    )
    lines = tuple(
        replace(line, secondary=True, label=_axis(line.label, lang, "right"), color=line.color)
        for line in second.lines
        if not line.dashed
    )
    columns = tuple(replace(line, label=_axis(line.label, lang, "left")) for line in columns)
    used = {line.color for line in columns}
    lines = tuple(replace(line, color=line.color + 1 if line.color in used else line.color) for line in lines)
    title = word("packs.chart-pair", lang, first=first.title, second=second.title)
    sources = list(dict.fromkeys((first.source_line, second.source_line)))
    return replace(
        first,
        title=title,
        subtitle=word("packs.chart-axes", lang, left=first.subtitle, right=second.subtitle),
        lines=(*columns, *lines),
        targets=(),
        events=second.events,
        projection_from=None,
        source_line=("" if lang == "zh-Hant" else " ").join(sources),
        alt=f"{first.alt} {second.alt}",
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
        second_unit=session.indicator(block.second_id).unit,
    )


def _axis(label: str, lang: Lang, side: str) -> str:
    return word(f"packs.chart-{side}", lang, label=label)


def _scenarios(session: PackData, block: ChartBlock, lang: Lang, book: FieldBook) -> ChartSpec:
    """History once, and the projection of every scenario in a colour of its own."""
    wanted = [part.strip() for part in block.scenario_id.split(",") if part.strip()]
    names = wanted or [one.id for one in session.scenarios()]
    specs = [_indicator(session, block, block.indicator_id, lang, book, name) for name in names]
    if not specs:
        return _indicator(session, block, block.indicator_id, lang, book, "")
    first = specs[0]
    lines = [line for line in first.lines if not line.dashed]
    said = []
    for place, spec in enumerate(specs):
        lines += [
            replace(line, id=f"{line.id}:{place}", color=first.lines[0].color + place)
            if line.dashed
            else line
            for line in spec.lines
            if line.dashed
        ]
        said.append(spec.title)
    notes = tuple(dict.fromkeys(note for spec in specs for note in spec.notes))
    name = session.indicator(block.indicator_id).name
    return replace(
        first,
        title=word("packs.chart-scenarios", lang, title=name.show(lang), count=len(specs)),
        lines=tuple(lines),
        projection_label="",
        notes=(*(f"{title}{'。' if lang == 'zh-Hant' else '.'}" for title in said), *notes),
        alt=" ".join(spec.alt for spec in specs),
    )


def _delivery(session: PackData, block: ChartBlock, lang: Lang, book: FieldBook) -> ChartSpec:
    """Measures of each strategy by state, on top of one another."""
    delivery: Delivery = book.delivery(block.as_of)
    nodes = {node.id: node for node in session.nodes()}
    groups: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    for item in delivery.standings:
        top = item.node
        while top.kind != "strategy" and top.parent in nodes:
            top = nodes[top.parent]
        names.setdefault(top.id, word("packs.chart-strategy", lang, number=len(names) + 1))
        counts = groups.setdefault(top.id, {})
        counts[item.state] = counts.get(item.state, 0) + 1
    present = [state for state in _STATES if any(state in counts for counts in groups.values())]
    lines = tuple(
        Line(
            state,
            word(f"packs.live-state-{state}", lang),
            (
                tuple(
                    Point(Period.year(place), float(counts.get(state, 0)), str(counts.get(state, 0)))
                    for place, counts in enumerate(groups.values(), start=1)
                ),
            ),
            _STATE_COLORS[state],
            shape="stacked",
        )
        for state in present
    )
    done = sum(counts.get("completed", 0) for counts in groups.values())
    every = sum(sum(counts.values()) for counts in groups.values())
    title = word("packs.chart-delivery", lang, done=done, every=every)
    legend = [
        word("packs.chart-strategy-name", lang, label=names[key], name=nodes[key].title.show(lang))
        for key in groups
        if key in nodes
    ]
    joint = word("charts.source-joint", lang)
    day = book.date(delivery.day, lang)
    told = joint.join(
        word(
            "packs.chart-told",
            lang,
            name=names[key],
            counts=word("charts.alt-joint", lang).join(
                f"{word(f'packs.live-state-{state}', lang)} {counts[state]}"
                for state in present
                if state in counts
            ),
        )
        for key, counts in groups.items()
    )
    return ChartSpec(
        lang=lang,
        title=title,
        subtitle=word("packs.chart-delivery-measure", lang, date=day),
        unit=Unit("MEASURES", "count", LocalText()),
        lines=lines,
        source_line=word("charts.source-undated", lang, sources=word("packs.source-delivery", lang)),
        alt=word("packs.chart-alt", lang, title=title, told=told),
        notes=(joint.join(legend),) if legend else (),
        categories=tuple(names[key] for key in groups),
    )
