"""Answers in sentences: fans and chances, several drivers at once, tornado, measures, looking back.

Each language has its own sentences in ``i18n/messages/scenarios.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.base.messages import word
from workbench.domain.period import known_by
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.domain.wording import MINUS, date_words, figure, rounded
from workbench.services.scenario_words import name_of, percent, target_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.services.back_test import BackTest
    from workbench.services.goal_seek import ManySeek
    from workbench.services.levers import GapClosing
    from workbench.services.sensitivity import Tornado
    from workbench.services.session import Session
    from workbench.services.uncertainty import Chance, UncertainRun


def both(said: Callable[[Lang], str]) -> LocalText:
    """The same answer in each language."""
    return LocalText(*(said(lang) for lang in LANGS))


def _joined(parts: Iterable[str], lang: Lang) -> str:
    return (" " if lang == "en" else "").join(part for part in parts if part)


def _listed(parts: list[str], lang: Lang) -> str:
    if lang == "zh-Hant":
        return "、".join(parts)
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1] if parts else ""


def chance_text(share: float) -> str:
    """A probability without false precision: ``8%``, ``<1%``, ``>99%``; 0 and 1 only where no draw says otherwise."""
    if share in (0.0, 1.0):
        return f"{int(share * 100)}%"
    if share < 0.01:
        return "<1%"
    return ">99%" if share > 0.99 else f"{rounded(share * 100, 0)}%"


def uncertain_words(run: UncertainRun, indicator_id: str) -> LocalText:
    """Where nine draws in ten lie in the last data year with a target, and the chance of each target."""
    fan, chances = run.fans[indicator_id], run.chances[indicator_id]
    years = [chance.target.data_year for chance in chances if chance.target.data_year in fan.years]
    year = max(years, default=max(fan.years, default=None))

    def said(lang: Lang) -> str:
        name = name_of(fan.indicator, lang)
        if year is None:
            return word("scenario.fan-none", lang, name=name)
        low, high = (edge[fan.years.index(year)] for edge in fan.band(90))
        decimals = max((chance.target.decimals or 0 for chance in chances), default=1)

        def shown(value: float) -> str:
            return figure(value, fan.indicator.unit, lang, decimals=decimals, style="screen")

        draws = f"{run.draws:,}"
        first = word(
            "scenario.fan",
            lang,
            name=name,
            year=year,
            low=shown(low),
            high=shown(high),
            draws=draws,
            seed=run.seed,
        )
        return _joined([first, *(_chance(run, indicator_id, chance, lang) for chance in chances)], lang)

    return both(said)


def _chance(run: UncertainRun, indicator_id: str, chance: Chance, lang: Lang) -> str:
    if chance.probability is None:
        return ""
    target = chance.target
    told = {
        "target": target_text(run.fans[indicator_id].indicator, target, lang),
        "column": target.column_year,
        "year": target.data_year,
    }
    if chance.known:
        return word(f"scenario.chance-known-{'met' if chance.probability else 'missed'}", lang, **told)
    return word("scenario.chance", lang, share=chance_text(chance.probability), **told)


def many_words(seek: ManySeek) -> LocalText:
    """With what settings the targets are met, or which bounds stand in the way."""
    answer = seek.answer

    def setting(at: int, value: float, lang: Lang) -> str:
        knob = seek.controls[at].knob
        if knob.turn == "elasticity":
            label = seek.inputs.model.lever(knob.name).label.show(lang)
            return word("scenario.many-setting-elasticity", lang, label=label, value=_number(value, 3))
        variable = seek.inputs.model.variable(knob.name)
        label = variable.label.show(lang)
        if knob.turn == "level":
            shown = _number(value, variable.decimals)
            return word(
                "scenario.many-setting-level",
                lang,
                label=label,
                value=shown,
                when=seek.inputs.ready.grid.code(knob.period or 0),
            )
        return word("scenario.many-setting", lang, label=label, value=percent(value, lang, decimals=2))

    def said(lang: Lang) -> str:
        settings = _listed([setting(at, value, lang) for at, value in enumerate(answer.values)], lang)
        if answer.status == "solved":
            code = "scenario.many-solved-one" if len(seek.aims) == 1 else "scenario.many-solved"
            return word(code, lang, count=len(seek.aims), settings=settings)
        missed = _listed([_aim(seek, at, lang) for at in answer.missed], lang)
        parts = [word("scenario.many-infeasible", lang, settings=settings, missed=missed)]
        if answer.binding:
            bounds = _listed([_bound(seek, at, value, lang) for at, value in answer.binding], lang)
            parts.append(word("scenario.many-binding", lang, bounds=bounds))
        return _joined(parts, lang)

    return both(said)


def _number(value: float, decimals: int) -> str:
    return str(rounded(value, decimals)).replace("-", MINUS)


def _aim(seek: ManySeek, at: int, lang: Lang) -> str:
    aim = seek.aims[at]
    variable = next(v for v in seek.inputs.model.variables if v.indicator_id == aim.indicator_id)
    return word("scenario.many-missed", lang, name=variable.label.show(lang), year=aim.year)


def _bound(seek: ManySeek, at: int, value: float, lang: Lang) -> str:
    knob = seek.controls[at].knob
    if knob.turn == "elasticity":
        label, shown = seek.inputs.model.lever(knob.name).label.show(lang), _number(value, 3)
    else:
        variable = seek.inputs.model.variable(knob.name)
        label = variable.label.show(lang)
        shown = (
            _number(value, variable.decimals) if knob.turn == "level" else percent(value, lang, decimals=2)
        )
    return word("scenario.many-bound", lang, label=label, value=shown)


def tornado_words(session: Session, tornado: Tornado, names: dict[str, LocalText]) -> LocalText:
    """What moves the indicator most. names: labels of drivers and levers."""
    indicator = session.indicator(tornado.indicator_id)

    def said(lang: Lang) -> str:
        told = {"name": name_of(indicator, lang), "year": tornado.year}
        top = [names[bar.name].show(lang) for bar in tornado.bars[:2]]
        if not top:
            return word("scenario.tornado-none", lang, **told)
        if len(top) == 1:
            return word("scenario.tornado", lang, first=top[0], **told)
        return word("scenario.tornado-two", lang, first=top[0], second=top[1], **told)

    return both(said)


def closing_words(session: Session, found: GapClosing) -> LocalText:
    """What each measure does to the gap, and all of them together."""
    indicator = session.indicator(found.indicator_id)
    target = next(t for t in session.targets(found.indicator_id) if t.data_year == found.year)

    def said(lang: Lang) -> str:
        told = {"name": name_of(indicator, lang), "year": found.year}
        if not found.measures:
            return word("scenario.closing-none", lang, name=told["name"])
        parts = [
            word(
                "scenario.closing",
                lang,
                label=each.row.lever.label.show(lang),
                share=percent(each.closes, lang),
                confidence=word(f"scenario.confidence-{each.row.lever.confidence or 'none'}", lang),
                **told,
            )
            for each in found.measures
            if each.closes is not None
        ]
        shown = target_text(indicator, target, lang)
        if found.together_met:
            parts.append(word("scenario.closing-met", lang, target=shown))
        elif found.together is not None:
            value = figure(
                found.together, indicator.unit, lang, decimals=max(2, target.decimals or 0), style="screen"
            )
            parts.append(word("scenario.closing-missed", lang, value=value, target=shown, **told))
        return _joined(parts, lang)

    return both(said)


def back_test_words(test: BackTest, session: Session) -> LocalText:
    """How far off the scenario was, whether outcomes lay in the bands, and what flatters the test."""
    model = session.model(session.scenario(test.scenario_id).model_id)
    summary = test.summary

    def said(lang: Lang) -> str:
        error = "—" if summary.mean_absolute is None else percent(summary.mean_absolute, lang)
        when = date_words(known_by(test.as_of), lang)
        parts = [word("back-test.said", lang, as_of=when, count=summary.count, error=error)]
        if summary.bias is not None and summary.bias != 0:
            code = "back-test.bias-up" if summary.bias > 0 else "back-test.bias-down"
            parts.append(word(code, lang, bias=percent(abs(summary.bias), lang)))
        if 90 in summary.hits:
            parts.append(word("back-test.hits", lang, share=f"{rounded(summary.hits[90] * 100, 0)}%"))
        for code, names in (("later", test.later), ("hindsight", test.hindsight)):
            if names:
                labels = [model.variable(name).label.show(lang) for name in names]
                parts.append(word(f"back-test.{code}", lang, names=_listed(labels, lang)))
        return _joined(parts, lang)

    return both(said)
