"""What a scenario's result says, in sentences; each language has its own in ``i18n/messages/calc.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.base.messages import word
from workbench.domain.wording import MINUS, figure, rounded

if TYPE_CHECKING:
    from workbench.calc.gaps import Required
    from workbench.domain.figure import Indicator, Target
    from workbench.domain.text import Lang
    from workbench.services.scenario_outcomes import IndicatorOutcome, TargetOutcome
    from workbench.services.scenarios import GoalSeek

_SHARES = {
    "percent": "points",
    "pair": "pair",
}  # change in percentage points: of the share, of the first of two
_LATEST = {
    "official": "scenario.latest",
    "derived": "scenario.latest-computed",
    "outside": "scenario.latest-reported",
}


def percent(fraction: float, lang: Lang, *, decimals: int = 1) -> str:
    """A rate as a percentage without a sign of its own: 0.0753 → ``7.5%``."""
    return f"{str(rounded(fraction * 100, decimals)).replace('-', MINUS)}%"


def name_of(indicator: Indicator, lang: Lang) -> str:
    """The indicator's full name: sentences are read alone."""
    return indicator.name.show(lang)


def target_text(indicator: Indicator, target: Target, lang: Lang) -> str:
    """The target as printed, with its qualifier."""
    return figure(
        target.value,
        indicator.unit,
        lang,
        decimals=target.decimals,
        qualifier=target.qualifier,
        style="screen",
    )


def projected_text(outcome: IndicatorOutcome, target: TargetOutcome, lang: Lang) -> str:
    """A projected figure with the decimals of its target; more where rounding would hide a miss."""
    assert target.value is not None
    decimals = target.target.decimals or 0
    if outcome.latest is not None and outcome.latest.decimals is not None:
        decimals = max(decimals, outcome.latest.decimals)
    if target.gap is not None and target.gap.met is False and not target.gap.near:
        aim = rounded(target.target.value, None)
        while decimals < 6 and rounded(target.value, decimals) == aim:
            decimals += 1
    return figure(target.value, outcome.indicator.unit, lang, decimals=decimals, style="screen")


def effort_text(indicator: Indicator, effort: Required, lang: Lang) -> str:
    """What is needed a year: growth for amounts and counts, percentage points for shares."""
    kind = _SHARES.get(indicator.unit.kind, "change" if effort.growth is None else "growth")
    amount = effort.change if kind != "growth" else (effort.growth or 0.0)
    way = "up" if amount >= 0 else "down"
    if kind in _SHARES.values():
        text = str(rounded(abs(amount), 2))
    elif kind == "growth":
        text = percent(abs(amount), lang)
    else:
        text = figure(abs(amount), indicator.unit, lang, decimals=1, style="screen")
    return word(f"scenario.effort-{kind}-{way}", lang, amount=text)


def paragraph(outcome: IndicatorOutcome, lang: Lang) -> str:
    """Latest figure, where the scenario leads for each target, and what it would take."""
    indicator = outcome.indicator
    sentences: list[str] = []
    latest = outcome.latest
    if latest is not None and latest.value is not None:
        text = figure(
            latest.value,
            indicator.unit,
            lang,
            decimals=latest.decimals,
            qualifier=latest.qualifier,
            style="screen",
        )
        sentences.append(
            word(
                _LATEST[latest.confidence],
                lang,
                year=latest.period.label(lang),
                name=name_of(indicator, lang),
                figure=text,
            )
        )
        if outcome.model_last is not None and latest.decimals is not None:
            own = rounded(outcome.model_last, latest.decimals)
            if own != rounded(latest.value, latest.decimals):
                text = figure(
                    outcome.model_last, indicator.unit, lang, decimals=latest.decimals, style="screen"
                )
                sentences.append(word("scenario.model-differs", lang, figure=text))
    else:
        sentences.append(word("scenario.latest-none", lang, name=name_of(indicator, lang)))
    if outcome.base is not None and (latest is None or outcome.base[0] > latest.period.start.year):
        decimals = latest.decimals if latest is not None else None
        text = figure(
            outcome.base[1],
            indicator.unit,
            lang,
            decimals=2 if decimals is None else decimals,
            style="screen",
        )
        sentences.append(word("scenario.latest-derived", lang, year=outcome.base[0], figure=text))
    if outcome.variable is None:
        sentences.append(word("scenario.not-projected", lang))
    sentences += [_target_sentence(outcome, target, lang) for target in outcome.targets]
    return (" " if lang == "en" else "").join(sentence for sentence in sentences if sentence)


def _target_sentence(outcome: IndicatorOutcome, item: TargetOutcome, lang: Lang) -> str:
    target = item.target
    common = {
        "scenario": outcome.scenario_name.show(lang),
        "target": target_text(outcome.indicator, target, lang),
        "year": target.data_year,
        "column": target.column_year,
    }
    if item.value is None:
        if outcome.variable is None:
            return ""
        reasons = [problem.message.show(lang) for problem in outcome.problems[:1]]
        return word("scenario.target-not-computable", lang, reason="".join(reasons), **common)
    met = item.gap.met if item.gap is not None else None
    outcome_code = (
        "none"
        if met is None
        else "near"
        if item.gap is not None and item.gap.near
        else "met"
        if met
        else "missed"
    )
    sentence = word(
        f"scenario.target-{item.origin}-{outcome_code}",
        lang,
        value=projected_text(outcome, item, lang),
        **common,
    )
    if outcome_code == "missed" and item.required is not None:
        effort = effort_text(outcome.indicator, item.required, lang)
        gap = " " if lang == "en" else ""
        derived = outcome.latest is None or item.required.from_year != outcome.latest.period.start.year
        code = "scenario.required-derived" if derived else "scenario.required"
        sentence += gap + word(code, lang, year=item.required.from_year, effort=effort)
    return sentence


def answer(seek: GoalSeek, lang: Lang) -> str:
    """The answer to a goal-seek: what the driver has to do, or which bound stands in the way."""
    solution = seek.solution
    unit = seek.indicator.unit
    decimals = next(
        (
            t.target.decimals
            for t in seek.run.indicator(seek.indicator.id).targets
            if t.target.data_year == seek.data_year
        ),
        None,
    )

    def shown(value: float | None) -> str:
        return "—" if value is None else figure(value, unit, lang, decimals=decimals, style="screen")

    def near(value: float | None) -> str:
        # What can be reached differs from what is sought: show as many decimals as it takes to see it.
        places = decimals or 0
        while value is not None and places < 6 and rounded(value, places) == rounded(solution.target, places):
            places += 1
        return "—" if value is None else figure(value, unit, lang, decimals=places, style="screen")

    def rate(value: float | None) -> str:
        if value is None:
            return "—"
        if seek.parameter == "growth":
            return percent(value, lang, decimals=2)
        shown_value = str(rounded(value, seek.driver.variable.decimals)).replace("-", MINUS)
        return (
            f"{shown_value} {seek.driver.variable.unit}"
            if lang == "en"
            else f"{shown_value}{seek.driver.variable.unit}"
        )

    params = {
        "driver": seek.driver.variable.label.show(lang),
        "indicator": name_of(seek.indicator, lang),
        "target": shown(solution.target),
        "year": seek.data_year,
        "value": rate(solution.value),
        "present": rate(seek.driver.growth) if seek.parameter == "growth" else "",
        "from": "" if seek.driver.last_actual is None else seek.driver.last_actual + 1,
        "reached": near(solution.reached),
        "with": rate(solution.reached_with),
        "low": rate(solution.bounds[0]),
        "high": rate(solution.bounds[1]),
        "count": 1 + len(solution.others),
    }
    code = (
        f"{solution.code}-level"
        if seek.parameter == "level" and solution.status == "solved"
        else solution.code
    )
    if code == "solve.solved" and seek.driver.growth is None:
        code = "solve.solved-alone"
    return word(code, lang, **params)
