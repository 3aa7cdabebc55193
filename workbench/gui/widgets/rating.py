"""A rating as it is shown: shape, colour and word, and always the name of the method that gave it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from workbench.domain.errors import WorkbenchError
from workbench.domain.wording import bracketed, figure, target_column
from workbench.gui.language import mark, say, tr
from workbench.gui.widgets.indicator_facts import brief, quality, shown, shown_target

if TYPE_CHECKING:
    from workbench.calc.rating import Rating
    from workbench.domain.figure import Indicator, Observation
    from workbench.domain.text import Lang
    from workbench.gui.theme import Theme
    from workbench.services.ratings import IndicatorRating
    from workbench.services.session import Session

_CONTEXT = "rating"
METHOD = "statcan"  # the one on cards: published in full, with its program
_MARKS = {
    "target_achieved": "achieved",
    "substantial_progress": "on_track",
    "moderate_progress": "acceleration",
    "limited_progress": "limited",
    "deterioration": "away",
}
WORDS = {
    "achieved": mark(_CONTEXT, "Achieved"),
    "on_track": mark(_CONTEXT, "On track"),
    "acceleration": mark(_CONTEXT, "Speed up"),
    "limited": mark(_CONTEXT, "Limited"),
    "away": mark(_CONTEXT, "Moving away"),
    "unknown": mark(_CONTEXT, "Not rated"),
}
METHODS = {
    "statcan": mark(_CONTEXT, "Statistics Canada"),
    "eurostat": mark(_CONTEXT, "Eurostat"),
    "un": mark(_CONTEXT, "UN DESA"),
    "escap_csi": mark(_CONTEXT, "ESCAP current status"),
    "escap_api": mark(_CONTEXT, "ESCAP anticipated"),
    "weather": mark(_CONTEXT, "Destatis"),
    "sdsn": mark(_CONTEXT, "SDSN"),
    "required_pace": mark(_CONTEXT, "Required pace"),
}
_SHORT_METHODS = {**METHODS, "statcan": mark(_CONTEXT, "StatCan")}
REASONS = {
    "definition-break": mark(_CONTEXT, "the definition changed between the base and the latest figure"),
    "no-data": mark(_CONTEXT, "there are no yearly figures"),
    "no-direction": mark(_CONTEXT, "neither direction is better"),
    "base-year-after-data": mark(_CONTEXT, "no figure from the base year on"),
    "no-target": mark(_CONTEXT, "there is no reference figure"),
    "one-point": mark(_CONTEXT, "there is only one figure since the base year"),
    "four-points-needed": mark(_CONTEXT, "fewer than four yearly figures"),
    "sign-changes": mark(_CONTEXT, "base and latest figure have different signs"),
    "base-is-zero": mark(_CONTEXT, "the base is zero"),
    "base-is-target": mark(_CONTEXT, "the base already equals the reference figure"),
    "target-behind-base": mark(_CONTEXT, "the reference figure lies behind the base"),
    "target-has-other-sign": mark(_CONTEXT, "the reference figure has another sign"),
    "target-year-has-come": mark(_CONTEXT, "the year of the reference figure has come"),
    "target-year-not-after-base": mark(_CONTEXT, "the year of the reference figure is not after the base"),
}


@dataclass(frozen=True)
class Shown:
    """What to show. ``tone`` is a colour token, ``explanation`` the inputs and the other methods in words."""

    shape: str
    tone: str
    word: str
    method: str
    explanation: str
    badge: str = ""  # how many of the methods say on track: "4/6"
    badge_words: str = ""
    brief_method: str = ""  # where there is no room for the year


_kept: WeakKeyDictionary[Session, dict[str, tuple[Any, tuple[IndicatorRating, ...]]]] = WeakKeyDictionary()


def _ratings(session: Session, indicator: Indicator) -> tuple[IndicatorRating, ...]:
    """Ratings under every method, kept until the indicator, its figures or its reference figures change."""
    from workbench.services.ratings import rate_indicator

    rests_on = (indicator, session.vintages(indicator.id), session.targets(indicator.id))
    kept = _kept.setdefault(session, {})
    before = kept.get(indicator.id)
    if before is None or before[0] != rests_on:
        found: tuple[IndicatorRating, ...] = ()
        with suppress(WorkbenchError):
            found = rate_indicator(session, indicator.id)
        kept[indicator.id] = (rests_on, found)
        return found
    return before[1]


def rating_of(session: Session, indicator: Indicator, lang: Lang, theme: Theme) -> Shown | None:
    """The rating against the next reference figure; ``None`` for a series without one."""
    found = _ratings(session, indicator)
    if not found:
        return None
    ahead = [
        item for item in found if item.latest is None or item.target.data_year > item.latest.period.start.year
    ]
    item = min(ahead, key=lambda one: one.target.data_year) if ahead else found[-1]
    rating = item.ratings[METHOD]
    key = mark_of(rating)
    look = theme.mark(key)
    column = target_column(item.target.column_year, item.target.data_year, lang)
    method = tr(_CONTEXT, "{method} {year}", method=say(_SHORT_METHODS[METHOD]), year=column)
    words = say(WORDS[key])
    if METHOD in item.rounding_may_flip:  # the colour hangs on digits that were not printed: say so beside it
        words = tr(_CONTEXT, "{word}?", word=words)
    on_track, applied = item.on_track
    badge = f"{on_track}/{applied}" if applied else ""
    badge_words = tr(
        _CONTEXT, "On track under {on_track} of {applied} methods", on_track=on_track, applied=applied
    )
    if METHOD in item.rounding_may_flip:
        badge_words = f"{badge_words}\n{tr(_CONTEXT, 'rounding could change it')}"
    return Shown(
        look.shape,
        look.tone,
        words,
        method,
        explain(item, lang),
        badge,
        badge_words if applied else "",
        say(_SHORT_METHODS[METHOD]),
    )


def mark_of(rating: Rating) -> str:
    """Key of the mark in the theme."""
    return mark_of_status(rating.status or "")


def mark_of_status(status: str) -> str:
    """Key of the mark of a status; of none, the mark of what cannot be judged."""
    return _MARKS.get(status, "unknown")


def explain(item: IndicatorRating, lang: Lang) -> str:
    """The inputs, then every method with its word."""
    unit = item.indicator.unit
    lines = [
        tr(
            _CONTEXT,
            "Base {base}; latest {latest}; reference figure {target} for {year}",
            base=figure_of(item.base, item.indicator, lang),
            latest=figure_of(item.latest, item.indicator, lang),
            target=shown_target(item.target, unit, lang),
            year=target_column(item.target.column_year, item.target.data_year, lang),
        )
    ]
    for name, rating in item.ratings.items():
        words = say(WORDS[mark_of(rating)])
        if rating.not_assessable:
            reason = REASONS.get(rating.not_assessable)
            words = bracketed(words, say(reason) if reason else rating.not_assessable, lang)
        elif name in item.rounding_may_flip:
            words = bracketed(words, tr(_CONTEXT, "rounding could change it"), lang)
        lines.append(tr(_CONTEXT, "{method}: {word}", method=say(METHODS[name]), word=words))
    return "\n".join(lines)


def figure_of(observation: Observation | None, indicator: Indicator, lang: Lang) -> str:
    """The figure with its year and standing."""
    if observation is None:
        return figure(None, brief(indicator.unit, lang), lang)
    notes = [observation.period.label(lang), quality(observation)]
    return bracketed(
        shown(observation, indicator.unit, lang), tr(_CONTEXT, ", ").join(n for n in notes if n), lang
    )
