"""What is said of an indicator on cards and in the strip below its chart: plain words and figures of the moment."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.domain.figure import MISSING_STATUSES
from workbench.domain.text import LocalText
from workbench.domain.wording import MINUS, bracketed, exact, figure, number, rounded, target_column
from workbench.gui.language import tr
from workbench.services import charts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.calc.gaps import Required
    from workbench.domain.figure import Indicator, Observation, Target, Unit
    from workbench.domain.text import Lang
    from workbench.services.session import Session

_CONTEXT = "facts"
_POINTS = ("percent", "pair")


def has_value(observation: Observation) -> bool:
    """Whether there is a number."""
    return observation.value is not None and not MISSING_STATUSES.intersection(observation.status)


def headline(session: Session, indicator_id: str, *, as_of: str | None = None) -> Observation | None:
    """The newest figure that may stand beside the official ones, by the same rule as on charts and in papers."""
    return charts.newest(session.observations(indicator_id, as_of=as_of), session.definitions(indicator_id))


def _newest(observations: Iterable[Observation], *, official: bool) -> Observation | None:
    found = [o for o in observations if has_value(o) and not (official and o.confidence == "outside")]
    return max(found, key=lambda o: o.period) if found else None


def short_name(indicator: Indicator, lang: Lang) -> str:
    """The name on cards and axes."""
    return (indicator.short if indicator.short.get(lang) else indicator.name).show(lang)


def shown(observation: Observation, unit: Unit, lang: Lang) -> str:
    """The figure with unit, decimals as published, qualifier."""
    return figure(
        observation.value,
        brief(unit, lang),
        lang,
        decimals=observation.decimals,
        qualifier=observation.qualifier,
        style="screen",
        text=observation.text,
    )


def shown_target(target: Target, unit: Unit, lang: Lang) -> str:
    """The reference figure with unit and qualifier."""
    return figure(
        target.value,
        brief(unit, lang),
        lang,
        decimals=target.decimals,
        qualifier=target.qualifier,
        style="screen",
        text=target.text,
    )


_SIGNS: dict[str, str] = {
    "about": "≈ ",
    "over": "> ",
    "at_least": "≥ ",
    "nearly": "≲ ",
    "under": "< ",
    "at_most": "≤ ",
}


def brief_target(target: Target, unit: Unit, lang: Lang) -> str:
    """The reference figure with its qualifier as a sign."""
    return _SIGNS.get(target.qualifier, "") + shown_target(replace(target, qualifier=""), unit, lang)


def brief_figure(observation: Observation, unit: Unit, lang: Lang) -> str:
    """The figure with its qualifier as a sign."""
    return _SIGNS.get(observation.qualifier, "") + shown(replace(observation, qualifier=""), unit, lang)


def brief(unit: Unit, lang: Lang) -> Unit:
    """The unit beside the name of the measure: English counts need no noun there (Chinese keeps its measure word)."""
    return replace(unit, text=LocalText()) if lang == "en" and unit.kind == "count" else unit


def quality(observation: Observation) -> str:
    """What must be said with the figure: provisional, estimate, computed here, or from outside the official series."""
    if observation.confidence == "outside":
        return tr(_CONTEXT, "other source")
    words = []
    if "P" in observation.status or "@" in observation.marks:
        words.append(tr(_CONTEXT, "provisional"))
    elif "E" in observation.status or "I" in observation.status:
        words.append(tr(_CONTEXT, "estimate"))
    if observation.confidence == "derived":
        words.append(tr(_CONTEXT, "computed"))
    return tr(_CONTEXT, ", ").join(words)


def brief_quality(observation: Observation) -> str:
    """The same, short enough to stand beside a year on a card."""
    if observation.confidence == "outside":
        return tr(_CONTEXT, "outside")
    if "P" in observation.status or "@" in observation.marks:
        return tr(_CONTEXT, "prov.")
    if "E" in observation.status or "I" in observation.status:
        return tr(_CONTEXT, "est.")
    return tr(_CONTEXT, "calc.") if observation.confidence == "derived" else ""


def change_words(
    indicator: Indicator, last: Observation | None, observations: Iterable[Observation], lang: Lang
) -> str:
    """How the headline moved since the one before it, of the same definition and standing; empty if none."""
    if last is None:
        return ""
    outside = last.confidence == "outside"
    earlier = [
        o
        for o in observations
        if has_value(o) and o.period < last.period and (o.confidence == "outside") == outside
    ]
    if not earlier:
        return ""
    before = max(earlier, key=lambda o: o.period)
    if (
        before.definition != last.definition
        or "B" in last.status
        or last.value is None
        or before.value is None
    ):
        return ""
    since = before.period.label(lang)
    if last.value == before.value:
        return tr(_CONTEXT, "no change since {period}", period=since)
    if indicator.unit.kind == "pair":
        return tr(_CONTEXT, "{before} in {period}", before=shown(before, indicator.unit, lang), period=since)
    up = last.value > before.value
    if indicator.unit.kind in _POINTS:
        step = abs(exact(last.value) - exact(before.value))
        amount = str(rounded(step, max(last.decimals or 0, before.decimals or 0)))
        if up:
            return tr(_CONTEXT, "▴ {amount} pt since {period}", amount=amount, period=since)
        return tr(_CONTEXT, "▾ {amount} pt since {period}", amount=amount, period=since)
    if before.value <= 0:
        step = abs(exact(last.value) - exact(before.value))
        amount = number(step, indicator.unit, lang, decimals=last.decimals)
    else:
        amount = f"{rounded(abs(exact(last.value) / exact(before.value) - 1) * 100, 1)}%"
    if up:
        return tr(_CONTEXT, "▴ {amount} since {period}", amount=amount, period=since)
    return tr(_CONTEXT, "▾ {amount} since {period}", amount=amount, period=since)


def brief_efforts(indicator: Indicator, efforts: Sequence[Required | None], lang: Lang) -> str:
    """What is needed a year towards each target, for a narrow place: points for shares, growth for amounts and counts."""
    points = indicator.unit.kind in _POINTS
    texts: list[str] = []
    for effort in efforts:
        if effort is None:
            texts.append("—")
        elif points or effort.growth is None:
            amount = rounded(abs(effort.change), 2 if indicator.unit.kind == "percent" else 1)
            texts.append(f"{MINUS if effort.change < 0 else '+'}{amount}")
        else:
            amount = rounded(abs(effort.growth) * 100, 1)
            texts.append(f"{MINUS if effort.growth < 0 else '+'}{amount}%")
    joined = ("／" if lang == "zh-Hant" else " / ").join(texts)
    return tr(_CONTEXT, "{amount} pt", amount=joined) if points and any(efforts) else joined


@dataclass(frozen=True)
class TargetFact:
    """A reference figure in words: its column (``2027 (2025)``), its figure, and that figure for a narrow place."""

    target: Target
    column: str
    text: str
    brief: str

    @property
    def brief_column(self) -> str:
        """The column for a narrow place: ``2027 (2025)`` in both languages."""
        return f"{self.target.column_year} ({self.target.data_year})"


@dataclass(frozen=True)
class Facts:
    """An indicator in words, in one language."""

    indicator: Indicator
    name: str
    full_name: str
    latest: Observation | None
    value: str
    period: str
    quality: str
    brief_quality: str
    change: str
    other: str  # the newest official figure, where the latest is from another source
    targets: tuple[TargetFact, ...]


def facts_of(session: Session, indicator: Indicator, lang: Lang) -> Facts:
    """The words for a card."""
    observations = session.observations(indicator.id)
    latest = headline(session, indicator.id)
    official = _newest(observations, official=True)
    beyond = _newest(observations, official=False)
    other = ""
    if latest is not None and official is not None and official.period < latest.period:
        when = " ".join(part for part in (official.period.label(lang), brief_quality(official)) if part)
        text = bracketed(shown(official, indicator.unit, lang), when, lang)
        other = tr(_CONTEXT, "Official: {figure}", figure=text)
    elif latest is not None and beyond is not None and beyond.period > latest.period:
        text = bracketed(shown(beyond, indicator.unit, lang), beyond.period.label(lang), lang)
        other = tr(_CONTEXT, "Other basis: {figure}", figure=text)
    targets = tuple(
        TargetFact(
            target,
            target_column(target.column_year, target.data_year, lang),
            shown_target(target, indicator.unit, lang),
            brief_target(target, indicator.unit, lang),
        )
        for target in sorted(session.targets(indicator.id), key=lambda target: target.data_year)
        if target.kind == "reference_target"
    )
    return Facts(
        indicator,
        short_name(indicator, lang),
        indicator.name.show(lang),
        latest,
        brief_figure(latest, indicator.unit, lang) if latest else tr(_CONTEXT, "No figure yet"),
        latest.period.label(lang) if latest else "",
        quality(latest) if latest else "",
        brief_quality(latest) if latest else "",
        change_words(indicator, latest, observations, lang),
        other,
        targets,
    )


@dataclass(frozen=True)
class BaseColumn:
    """A column of the plan's own table: the year it is printed under and the usual year of its data."""

    column_year: int
    data_year: int


def base_columns(session: Session) -> tuple[BaseColumn, ...]:
    """The starting years printed beside the reference figures, found from the figures' own source.

    The plan's table stands in the same place of the same document as its reference figures, and is headed with the
    same distance between the printed year and the year of the data.
    """
    targets = [t for t in session.targets() if t.kind == "reference_target"]
    if not targets:
        return ()
    offset = Counter(t.column_year - t.data_year for t in targets).most_common(1)[0][0]
    years: Counter[int] = Counter()
    indicators = {t.indicator_id for t in targets}
    for indicator_id in indicators:
        years.update({o.period.start.year for o in printed_with_targets(session, indicator_id)})
    usual = sorted(year for year, count in years.items() if count > len(indicators) / 2)
    return tuple(BaseColumn(year + offset, year) for year in usual)


def printed_with_targets(session: Session, indicator_id: str) -> list[Observation]:
    """Vintages of a series that stand in the table of its reference figures."""
    places = {
        (t.provenance.source_id, t.provenance.place)
        for t in session.targets(indicator_id)
        if t.kind == "reference_target"
    }
    return [
        o
        for o in session.vintages(indicator_id)
        if (o.provenance.source_id, o.provenance.place) in places and has_value(o)
    ]


def in_column(
    session: Session, indicator_id: str, column: BaseColumn, columns: tuple[BaseColumn, ...]
) -> Observation | None:
    """The figure printed in a column: of its year, else the one whose year is nearest to this column's."""
    for observation in printed_with_targets(session, indicator_id):
        year = observation.period.start.year
        nearest = min(columns, key=lambda item: (abs(item.data_year - year), item.data_year))
        if nearest == column:
            return observation
    return None
