"""Fields that are not published figures: ratings in words, counts of measures, amounts named in measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.base.messages import both
from workbench.briefing.resolved import TracedFigure
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.figure import Unit
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from workbench.domain.pack import FigureField
    from workbench.services.pack_fields import FieldBook


def rating(book: FieldBook, field: FigureField) -> TracedFigure | None:
    """The rating of an indicator for the column year in ``period``, in words."""
    from workbench.services.ratings import rate_indicator

    method = field.method or "required_pace"
    try:
        year = int(field.period)
        (found, *_) = rate_indicator(
            book.session,  # type: ignore[arg-type]
            field.series_id,
            target_year=year,
            method=method,
            as_of=field.as_of or None,
        )
        held = found.ratings[method]
    except (UsageError, RuleError, ValueError, KeyError):
        book.problem("no-rating", name=field.name, series=field.series_id, period=field.period)
        return None
    code = held.status if held.status is not None else "not-assessable"
    said = both(f"packs.rating-{str(code).replace('_', '-')}")
    if found.rounding_may_flip:
        book.problem("rating-rounding", severity="warning", name=field.name, series=field.series_id)
    method_words = both("packs.source-rating", method=method)
    return TracedFigure(
        name=field.name,
        kind="rating",
        series_id=field.series_id,
        period=field.period,
        value=None,
        texts=LocalText.of(said),
        show=field.show,
        vintage=found.latest.vintage if found.latest else "",
        source_id=f"rating:{method}",
        source=LocalText.of(method_words),
        confidence="derived",
        method=method,
    )


def delivered(book: FieldBook, field: FigureField) -> TracedFigure | None:
    """A count of measures by state on the day of the paper; ``series_id`` = the state, ``period`` = a bureau."""
    if field.method.startswith("amount"):
        return _amount(book, field)
    count = book.delivery(field.as_of).count(field.series_id, field.period)
    if count is None:
        book.problem("no-delivery", name=field.name, series=field.series_id, period=field.period)
        return None
    unit = Unit("MEASURES", "count", LocalText.of(both("packs.unit-measures")))
    texts = book.texts(
        field, unit, float(count), "", "", 0, lambda lang: book.date(book.day, lang), "", book.day
    )
    return TracedFigure(
        name=field.name,
        kind="delivery",
        series_id=field.series_id,
        period=field.period or "all",
        value=float(count),
        texts=texts,
        show=field.show,
        vintage=book.day,
        source_id="delivery",
        source=LocalText.of(both("packs.source-delivery")),
        confidence="count",
        unit="MEASURES",
        decimals=0,
    )


def _amount(book: FieldBook, field: FigureField) -> TracedFigure | None:
    """The money named in a measure: ``method`` is ``amount`` and its place among the amounts."""
    place = field.method.partition(" ")[2] or "0"
    node = next((one for one in book.session.nodes() if one.id == field.series_id), None)
    if node is None or not place.isdigit() or int(place) >= len(node.amounts):
        book.problem("no-delivery", name=field.name, series=field.series_id, period=field.method)
        return None
    unit = Unit("HKD", "money", LocalText("HK$ million", "百萬港元"), 6)
    value = node.amounts[int(place)].hkd_million
    source = book.session.sources().get(node.source.source_id)
    vintage = source.published if source else ""
    texts = book.texts(
        field,
        unit,
        value,
        "",
        "",
        field.decimals,
        lambda lang: book.date(vintage, lang),
        node.source.source_id,
        vintage,
    )
    return TracedFigure(
        name=field.name,
        kind="delivery",
        series_id=field.series_id,
        period=field.method,
        value=value,
        texts=texts,
        show=field.show,
        vintage=vintage,
        source_id=node.source.source_id,
        source=book.source(node.source.source_id),
        place=node.source.section,
        confidence="official",
        unit=unit.code,
        multiplier=unit.multiplier,
        method=field.method,
    )
