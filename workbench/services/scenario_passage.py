"""A scenario's answer as a paragraph of a pack: sentences in both languages, every figure a field that is traced.

Fields of kind *scenario* with a ``method``: *required* (yearly effort from the latest figure), *gap* (distance from the
reference figure), *chance:DRAWS:SEED* (share of draws that meet it), *growth:DRIVER* (growth assumed of a driver),
*solution:DRIVER* (growth of a driver that meets it). They are worked out anew from the workspace whenever the pack is
filled, so a figure in a paper can be checked later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workbench.base.messages import word
from workbench.briefing.resolved import TracedFigure
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.pack import FigureField, Paragraph
from workbench.domain.text import LANGS, LocalText
from workbench.domain.wording import figure
from workbench.services.scenario_sentences import chance_text
from workbench.services.scenario_words import effort_text, percent

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.pack import Pack
    from workbench.domain.text import Lang
    from workbench.services.session import Session


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with ``{names}`` and the fields that fill them."""

    text: LocalText
    fields: tuple[FigureField, ...]


def passage(
    session: Session,
    scenario_id: str,
    indicator_id: str,
    *,
    driver: str = "",
    draws: int = 0,
    seed: int = 1,
) -> Passage:
    """What a scenario says of an indicator, as a paragraph for a pack.

    For each target: the figure (an observation where one is published), the reference figure, and where it is missed
    the yearly effort. driver: also the growth of that driver which meets the last target missed, where there is one. draws:
    also the chance of meeting the last target that is not known yet. Raises :class:`UsageError`, :class:`RuleError`
    ``scenario.no-variable``.
    """
    from workbench.services import scenarios

    run = scenarios.run(session, scenario_id)
    outcome = run.indicator(indicator_id)
    if outcome.variable is None:
        raise RuleError("scenario.no-variable", field="indicator", id=indicator_id)
    stem = "".join(letter if letter.isalnum() else "_" for letter in f"{scenario_id}_{indicator_id}").lower()
    fields: list[FigureField] = []
    said: dict[Lang, list[str]] = {lang: [] for lang in LANGS}

    def field(name: str, kind: Any, period: str, **more: Any) -> str:
        own = f"{stem}_{name}"
        fields.append(FigureField(own, kind, indicator_id, period, **more))
        return "{" + own + "}"

    def say(code: str, **told: Any) -> None:
        for lang in LANGS:
            names = {
                "scenario": run.scenario.name.show(lang),
                "name": outcome.indicator.name.show(lang),
                "driver": run.model.variable(driver).label.show(lang) if driver else "",
            }
            said[lang].append(word(f"passage.{code}", lang, **{**names, **told}))

    last_missed, last_open = None, 0
    for item in outcome.targets:
        year = item.target.data_year
        if item.value is None:
            continue
        decimals = max(item.target.decimals or 0, (outcome.latest.decimals or 0) if outcome.latest else 0)
        reference = field(f"target_{year}", "target", str(item.target.column_year))
        if item.published:
            value = field(f"value_{year}", "observation", str(year))
            code = "published"
        else:
            value = field(f"value_{year}", "scenario", str(year), scenario_id=scenario_id, decimals=decimals)
            code = "derived" if item.origin == "derived" else "projected"
        met = item.gap.met if item.gap is not None else None
        near = item.gap is not None and item.gap.near
        how = "met" if met else "near" if near else "missed" if met is False else "beside"
        say(f"{code}-{how}", value=value, target=reference, year=year, column=item.target.column_year)
        if not item.published:
            last_open = year
        if met is False and not near:
            last_missed = item
            if item.required is not None:
                effort = field(
                    f"required_{year}", "scenario", str(year), scenario_id=scenario_id, method="required"
                )
                say("required", effort=effort, from_year=item.required.from_year)
    if last_missed is not None:
        year = last_missed.target.data_year
        if driver:
            seek = scenarios.solve(session, scenario_id, driver, indicator_id, year)
            if seek.solution.status == "solved":
                rate = field(
                    f"{driver}_{year}",
                    "scenario",
                    str(year),
                    scenario_id=scenario_id,
                    method=f"solution:{driver}",
                )
                now = field(
                    f"{driver}_now",
                    "scenario",
                    str(year),
                    scenario_id=scenario_id,
                    method=f"growth:{driver}",
                )
                say(
                    "solution" if seek.driver.growth is not None else "solution-alone",
                    rate=rate,
                    now=now,
                    year=year,
                )
            else:
                say("no-solution", year=year)
    if draws and last_open:
        share = field(
            f"chance_{last_open}",
            "scenario",
            str(last_open),
            scenario_id=scenario_id,
            method=f"chance:{draws}:{seed}",
        )
        say("chance", share=share, year=last_open)
    used = set()
    for lang in LANGS:
        used |= {each.name for each in fields if any("{" + each.name + "}" in text for text in said[lang])}
    kept = tuple(each for each in fields if each.name in used)
    return Passage(LocalText(" ".join(said["en"]), "".join(said["zh-Hant"])), kept)


def with_passage(pack: Pack, found: Passage, *, place: int | None = None) -> Pack:
    """The pack with the passage as a numbered paragraph at *place* among its blocks (at the end by default).

    Fields of the same name are replaced, so sending a result again brings it up to date.
    """
    names = {field.name for field in found.fields}
    at = len(pack.blocks) if place is None else place
    blocks = (*pack.blocks[:at], Paragraph(found.text), *pack.blocks[at:])
    fields = (*(field for field in pack.fields if field.name not in names), *found.fields)
    return replace(pack, blocks=blocks, fields=fields)


def traced(session: Any, field: FigureField, run: Callable[[str], Any]) -> TracedFigure | None:
    """The figure of a field with a method, as :mod:`workbench.services.pack_fields` wants it; ``None`` = there is none.

    run: gives the run of a scenario by its id.
    """
    try:
        found = _value(session, field, run)
    except (UsageError, RuleError, ValueError, KeyError):
        return None
    if found is None:
        return None
    value, texts = found
    name = session.scenario(field.scenario_id).name
    source = LocalText.of(
        {lang: word("packs.source-scenario", lang, scenario=name.show(lang)) for lang in LANGS}
    )
    return TracedFigure(
        name=field.name,
        kind="scenario",
        series_id=field.series_id,
        period=field.period,
        value=value,
        texts=texts,
        show=field.show,
        source_id=f"scenario:{field.scenario_id}",
        source=source,
        confidence="projection",
        scenario_id=field.scenario_id,
        method=field.method,
    )


def _value(session: Any, field: FigureField, run: Callable[[str], Any]) -> tuple[float, LocalText] | None:
    method, _, rest = field.method.partition(":")
    year = int(field.period)
    done = run(field.scenario_id)
    outcome = done.indicator(field.series_id)
    item = next((each for each in outcome.targets if each.target.data_year == year), None)
    if method == "growth":
        row = next((each for each in done.drivers if each.variable.name == rest), None)
        if row is None or row.growth is None:
            return None
        rate = row.growth
        return rate, LocalText(*(percent(rate, lang, decimals=_places(field, 1)) for lang in LANGS))
    if item is None:
        return None
    if method == "required":
        if item.required is None:
            return None
        effort = item.required
        shares = outcome.indicator.unit.kind in ("percent", "pair")
        value = effort.change if shares or effort.growth is None else effort.growth
        return value, LocalText(*(effort_text(outcome.indicator, effort, lang) for lang in LANGS))
    if method == "gap":
        if item.gap is None:
            return None
        value = item.gap.difference
        decimals = _places(field, max(item.target.decimals or 0, 1))
        unit = outcome.indicator.unit
        return value, LocalText(*(figure(value, unit, lang, decimals=decimals) for lang in LANGS))
    if method == "solution":
        from workbench.services.scenarios import solve

        solution = solve(session, field.scenario_id, rest, field.series_id, year).solution
        if solution.value is None:
            return None
        rate = solution.value
        return rate, LocalText(*(percent(rate, lang, decimals=_places(field, 1)) for lang in LANGS))
    if method == "chance":
        from workbench.services.uncertainty import draw

        draws, _, seed = rest.partition(":")
        chances = draw(session, field.scenario_id, draws=int(draws or 10_000), seed=int(seed or 1)).chances[
            field.series_id
        ]
        share = next((each.probability for each in chances if each.target.data_year == year), None)
        if share is None:
            return None
        return share, LocalText(chance_text(share), chance_text(share))
    return None


def _places(field: FigureField, otherwise: int) -> int:
    return otherwise if field.decimals is None else field.decimals
