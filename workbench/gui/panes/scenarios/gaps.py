"""The outcome of a scenario against every reference figure, in words: marks, values, gaps, and the table of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.wording import MINUS, bracketed, number, rounded, target_column
from workbench.gui.language import show, tr
from workbench.gui.widgets.indicator_facts import brief, brief_target, shown_target
from workbench.gui.widgets.text_table import Cell
from workbench.services.scenario_words import projected_text

if TYPE_CHECKING:
    from workbench.domain.text import Lang
    from workbench.services.scenarios import IndicatorOutcome, ScenarioRun, TargetOutcome

_CONTEXT = "ScenariosPane"


def mark_for(item: TargetOutcome) -> tuple[str, str, str]:
    """Shape, colour token and word of a target under a scenario."""
    if item.value is None or item.gap is None:
        return "○", "muted", tr(_CONTEXT, "cannot be computed")
    if item.gap.met is None:
        return "○", "muted", tr(_CONTEXT, "no direction")
    if item.gap.met:
        return "✓", "good", tr(_CONTEXT, "met")
    if item.gap.near:
        return "≈", "info", tr(_CONTEXT, "equal to it as printed")
    return "▼", "bad", tr(_CONTEXT, "not met")


def gap_text(outcome: IndicatorOutcome, item: TargetOutcome, lang: Lang) -> str:
    """The difference to the reference figure, with sign and as many decimals as it takes to be seen."""
    if item.gap is None:
        return "—"
    unit = brief(outcome.indicator.unit, lang)
    places = max(item.target.decimals or 0, 0 if unit.kind in ("count", "money", "pair") else 2)
    size = abs(item.gap.difference)
    amount = rounded(size, places)
    if amount == 0:
        return "0"
    sign = MINUS if item.gap.difference < 0 else "+"
    if unit.kind in ("percent", "pair"):
        return tr(_CONTEXT, "{amount} pt", amount=f"{sign}{amount}")
    return sign + number(size, unit, lang, decimals=places, style="screen")


def value_words(outcome: IndicatorOutcome, item: TargetOutcome, lang: Lang) -> str:
    """The scenario's value, or words where there is none."""
    if item.value is None:
        return (
            tr(_CONTEXT, "not projected") if outcome.variable is None else tr(_CONTEXT, "cannot be computed")
        )
    return projected_text(outcome, item, lang)


def brief_value(outcome: IndicatorOutcome, item: TargetOutcome, lang: Lang) -> str:
    """The value beside the name of the measure: English counts without their noun."""
    indicator = outcome.indicator
    narrow = replace(outcome, indicator=replace(indicator, unit=brief(indicator.unit, lang)))
    return projected_text(narrow, item, lang)


def why_not(outcome: IndicatorOutcome, lang: Lang) -> str:
    """Why there is no value."""
    if outcome.variable is None:
        return tr(_CONTEXT, "The model does not project this.")
    return outcome.problems[0].message.show(lang) if outcome.problems else ""


def gap_table(run: ScenarioRun, lang: Lang) -> tuple[list[Cell], list[list[Cell]]]:
    """Header, and for each indicator a row with its name (bold, the other cells empty) and one for each target."""
    header = [
        Cell(tr(_CONTEXT, "Data of")),
        Cell(tr(_CONTEXT, "Reference"), right=True),
        Cell(tr(_CONTEXT, "Scenario"), right=True),
        Cell(tr(_CONTEXT, "Gap"), right=True),
    ]
    rows: list[list[Cell]] = []
    for outcome in run.indicators:
        name = show(outcome.indicator.name)
        rows.append([Cell(name, bold=True, tip=name, key=outcome.indicator.id), Cell(""), Cell(""), Cell("")])
        for item in sorted(outcome.targets, key=lambda item: item.target.data_year):
            rows.append(_target_row(outcome, item, lang))
    return header, rows


def _target_row(outcome: IndicatorOutcome, item: TargetOutcome, lang: Lang) -> list[Cell]:
    unit, target = outcome.indicator.unit, item.target
    shape, tone, verdict = mark_for(item)
    column = target_column(target.column_year, target.data_year, lang)
    if item.value is None:
        value, note = value_words(outcome, item, lang), why_not(outcome, lang)
    elif item.published:
        value, note = brief_value(outcome, item, lang) + " ●", tr(_CONTEXT, "actual, not projected")
    else:
        value, note = brief_value(outcome, item, lang), ""
    return [
        Cell(str(target.data_year), tip=column, key=outcome.indicator.id),
        Cell(
            brief_target(target, unit, lang),
            right=True,
            tip=bracketed(shown_target(target, unit, lang), column, lang),
            copy=str(target.value),
        ),
        Cell(value, right=True, tip=note, copy="" if item.value is None else str(item.value)),
        Cell(
            f"{gap_text(outcome, item, lang)} {shape}",
            right=True,
            tone=tone,
            tip=verdict,
            copy="" if item.gap is None else str(item.gap.difference),
        ),
    ]
