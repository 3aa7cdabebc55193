"""Rules of consistency for statements and components: stated growth, families, sums, figures computed again."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from workbench.calc.expression import parse
from workbench.calc.identities import terms_of
from workbench.calc.intervals import Interval, yearly_growth
from workbench.domain.errors import RuleError
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.services.consistency import Calculation, Finding, say
from workbench.services.consistency_reading import Figure, Reader, name_of
from workbench.services.consistency_words import NOTHING, PERCENT, YEARLY, Part, amount, calculation

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator
    from workbench.services.consistency_reading import Identity
    from workbench.services.indicators import Recomputed


ONE = Interval.exactly(1)


def found(reader: Reader) -> Iterator[Finding]:
    """All findings of these rules."""
    for item in reader.series.values():
        if item.dimensions.get("states") in ("growth", "yearly growth"):
            yield from _stated(reader, item)
    yield from _which_denominator(reader)
    yield from _families(reader)
    yield from _sums(reader)
    yield from _recomputed(reader)


# ── growth as stated ────────────────────────────────────────────────────────────────────────────────


def _stated(reader: Reader, item: Indicator) -> Iterator[Finding]:
    """Growth that a document states, against growth from the figures it stands beside."""
    series = reader.series.get(item.dimensions.get("of", ""))
    since = int(item.dimensions.get("since", 0))
    if series is None or not since:
        return
    yearly = item.dimensions["states"] == "yearly growth"
    for stated in (*reader.actuals(item.id), *reader.aimed(item.id, "plan")):
        last = _one(reader, series.id, stated.year, stated.source_id)
        years = stated.year - since
        if last is None or years < 1:
            continue
        first = _one(reader, series.id, since, stated.source_id)
        factor = ONE + stated.interval.scaled(Fraction(1, 100))
        periods = years if yearly else 1
        if first is None:
            yield _worked_back(reader, series, stated, last, since, factor)
            continue
        computed = (yearly_growth(first.interval, last.interval, periods)).scaled(100)
        agrees = computed.meets(stated.interval)
        unit = YEARLY if yearly else PERCENT
        calculations = [_growth(first, last, periods, computed, unit)]
        other: int | None = None
        if not agrees and yearly:
            for count in (periods + 1, periods - 1):
                if count < 1:
                    continue
                changed = yearly_growth(first.interval, last.interval, count).scaled(100)
                calculations.append(_growth(first, last, count, changed, unit))
                if changed.meets(stated.interval):
                    other = count
                    break
        if not yearly:
            calculations.append(_back(series, stated, last, since, factor, first))
        code = "stated-agrees" if agrees else "stated-growth"

        def params(
            lang: Lang, stated: Figure = stated, first: Figure = first, last: Figure = last, other: int | None = other,
            computed: Interval = computed, periods: int = periods,
        ) -> dict[str, object]:  # fmt: skip
            return {
                "name": name_of(series).show(lang),
                "stated": stated.text.show(lang),
                "first": first.period.show(lang),
                "first_figure": first.text.show(lang),
                "last": last.period.show(lang),
                "last_figure": last.text.show(lang),
                "computed": amount(computed.point, PERCENT, 1, lang),
                "years": periods,
                "other": ""
                if other is None
                else say("stated-other", lambda _each: {"years": other}).show(lang),
                "source": stated.source.show(lang),
            }

        yield Finding(
            code,
            "statement" if agrees else "contradiction",
            "info" if agrees else "warning",
            (series.id,) if series.role == "reference" else (),
            say("stated-title", lambda lang: {"name": name_of(series).show(lang)}),
            say(code, params),
            say("stated-rule", lambda _lang: {}),
            tuple(calculations),
            tuple(dict.fromkeys((stated, first, last))),
        )


def _one(reader: Reader, series_id: str, year: int, source: str) -> Figure | None:
    """The figure of a year, that of the same document first; a plan's own forecast where there is no actual one."""
    same = [
        reader.observed(item)
        for item in reader.session.vintages(series_id)
        if item.value is not None and item.period.start.year == year and item.provenance.source_id == source
    ]
    if same:
        return same[-1]
    known = [figure for figure in reader.known(series_id) if figure.year == year]
    aimed = [figure for figure in reader.aimed(series_id, "plan") if figure.year == year]
    return next(iter((*known, *aimed)), None)


def _growth(first: Figure, last: Figure, periods: int, computed: Interval, unit: object) -> Calculation:
    parts: tuple[Part, ...] = (
        "(",
        last,
        "÷",
        first,
        f") ^ ( 1 ÷ {periods} ) − 1" if periods > 1 else ") − 1",
    )
    code = "over-years" if periods > 1 else "change"
    return calculation(
        say(
            code,
            lambda lang: {"first": first.period.show(lang), "last": last.period.show(lang), "n": periods},
        ),
        parts,
        computed,
        unit,  # type: ignore[arg-type]
        1,
    )


def _back(
    series: Indicator, stated: Figure, last: Figure, since: int, factor: Interval, known: Figure | None
) -> Calculation:
    """The earlier figure that the statement implies."""
    implied = last.interval / factor
    note = NOTHING
    if known is not None:
        code = "fits" if known.interval.meets(implied) else "fits-not"
        note = say(code, lambda lang: {"figures": f"{known.text.show(lang)}"})
    return calculation(
        say("worked-back", lambda _lang: {"year": since}),
        (last, "÷ ( 1 +", stated, "÷ 100 )"),
        implied,
        series.unit,
        last.decimals or 0,
        note=note,
    )


def _worked_back(
    reader: Reader, series: Indicator, stated: Figure, last: Figure, since: int, factor: Interval
) -> Finding:
    implied = last.interval / factor
    return Finding(
        "stated-back",
        "statement",
        "info",
        (series.id,) if series.role == "reference" else (),
        say("stated-title", lambda lang: {"name": name_of(series).show(lang)}),
        say(
            "stated-back",
            lambda lang: {
                "name": name_of(series).show(lang),
                "stated": stated.text.show(lang),
                "last": last.period.show(lang),
                "last_figure": last.text.show(lang),
                "year": since,
                "implied": amount(implied.point, series.unit, last.decimals or 0, lang),
            },
        ),
        say("stated-rule", lambda _lang: {}),
        (_back(series, stated, last, since, factor, None),),
        (stated, last),
    )


# ── which denominator ───────────────────────────────────────────────────────────────────────────────


def _which_denominator(reader: Reader) -> Iterator[Finding]:
    """Where several denominators were tried: which of them reproduce the figures that the plan printed."""
    by_ratio: dict[str, list[Identity]] = {}
    identities = reader.identities()
    for identity in identities:
        by_ratio.setdefault(identity.ratio.id, []).append(identity)
    for ratio_id in by_ratio:
        tried = [one for one in identities if one.ratio.id == ratio_id]
        if len(tried) < 2:
            continue
        calculations, inputs, fits = [], [], {one.denominator.id: True for one in tried}
        for printed in reader.printed(ratio_id):
            for one in tried:
                over = reader.actual(one.numerator.id, printed.year)
                under = reader.actual(one.denominator.id, printed.year)
                if over is None or under is None or under.interval.low <= 0:
                    continue
                value = over.interval.scaled(one.factor) / under.interval
                meets = value.meets(printed.interval)
                fits[one.denominator.id] &= meets
                inputs += [printed, over, under]
                code = "reproduces" if meets else "reproduces-not"
                calculations.append(
                    calculation(
                        say("with", lambda lang, p=printed, o=one: {  # type: ignore[misc]
                            "period": p.period.show(lang), "name": name_of(o.denominator).show(lang)
                        }),
                        (over, "×", one.factor, "÷", under),
                        value,
                        one.ratio.unit,
                        (printed.decimals or 0) + 1,
                        note=say(code, lambda lang, p=printed: {"figure": p.text.show(lang)}),  # type: ignore[misc]
                    )
                )  # fmt: skip
        if not calculations:
            continue
        good = [one.denominator for one in tried if fits[one.denominator.id]]
        bad = [one.denominator for one in tried if not fits[one.denominator.id]]
        yield Finding(
            "which-denominator",
            "recomputation",
            "info",
            (ratio_id,),
            say("which-denominator-title", partial(_named, tried[0].ratio)),
            say(
                "which-denominator",
                lambda lang, good=good, bad=bad, one=tried[0]: {  # type: ignore[misc]
                    "name": name_of(one.ratio).show(lang),
                    "good": _names(good, lang) or "—",
                    "bad": _names(bad, lang) or "—",
                },
            ),
            say("which-denominator-rule", lambda _lang: {}),
            tuple(calculations),
            tuple(dict.fromkeys(inputs)),
        )


def _named(series: Indicator, lang: Lang) -> dict[str, str]:
    return {"name": name_of(series).show(lang)}


def _names(series: list[Indicator], lang: Lang) -> str:
    return (", " if lang == "en" else "、").join(name_of(item).show(lang) for item in series)


# ── families, sums, recomputation ───────────────────────────────────────────────────────────────────


def _families(reader: Reader) -> Iterator[Finding]:
    """Series of one family count different things; growth from one to the other is not computed."""
    families: dict[str, list[Indicator]] = {}
    for item in reader.series.values():
        if "family" in item.dimensions:
            families.setdefault(item.dimensions["family"], []).append(item)
    for members in families.values():
        figures = [known[-1] for item in members if (known := reader.actuals(item.id))]
        if len({figure.series_id for figure in figures}) < 2:
            continue
        figures.sort(key=lambda figure: figure.year)
        yield Finding(
            "not-comparable",
            "comparability",
            "info",
            tuple(item.id for item in members if item.role == "reference"),
            say("not-comparable-title", lambda lang, one=members[0]: {"name": name_of(one).show(lang)}),  # type: ignore[misc]
            say(
                "not-comparable",
                lambda lang, figures=figures: {  # type: ignore[misc]
                    "figures": ("; " if lang == "en" else "；").join(
                        f"{figure.name.show(lang)} {figure.text.show(lang)} ({figure.period.show(lang)})"
                        if lang == "en"
                        else f"{figure.name.show(lang)}{figure.text.show(lang)}（{figure.period.show(lang)}）"
                        for figure in figures
                    )
                },
            ),
            say("not-comparable-rule", lambda _lang: {}),
            (),
            tuple(figures),
        )


def _sums(reader: Reader) -> Iterator[Finding]:
    """Totals of a model that are plain sums of published parts, year by year."""
    seen: set[str] = set()
    for model in reader.session.models():
        series_of = {one.name: one.series_id for one in model.variables}
        for variable in model.variables:
            if variable.is_driver or not variable.series_id or variable.series_id in seen:
                continue
            try:
                names = terms_of(parse(variable.formula))
            except RuleError:
                continue
            parts = [series_of.get(name, "") for name in names or ()]
            if len(parts) < 2 or not all(part in reader.series for part in parts):
                continue
            seen.add(variable.series_id)
            yield from _sum(reader, variable.series_id, parts)


def _sum(reader: Reader, total_id: str, parts: list[str]) -> Iterator[Finding]:
    total_series = reader.series[total_id]
    lines: list[tuple[Figure, list[Figure], Interval]] = []
    for total in reader.actuals(total_id):
        figures = [figure for part in parts if (figure := reader.actual(part, total.year)) is not None]
        if len(figures) == len(parts) and reader.actual(total_id, total.year) is not None:
            value = figures[0].interval
            for figure in figures[1:]:
                value = value + figure.interval
            lines.append((total, figures, value))
    apart = [line for line in lines if not line[2].meets(line[0].interval)]
    for total, figures, value in apart or lines[-1:]:
        differs = bool(apart)
        expression: list[Part] = []
        for figure in figures:
            expression += [figure] if not expression else ["+", figure]
        yield Finding(
            "sum-differs" if differs else "sums-agree",
            "contradiction" if differs else "recomputation",
            "warning" if differs else "info",
            (),
            say("sum-title", lambda lang: {"name": name_of(total_series).show(lang)}),
            say(
                "sum-differs" if differs else "sums-agree",
                lambda lang, total=total, value=value: {  # type: ignore[misc]
                    "name": name_of(total_series).show(lang),
                    "period": total.period.show(lang),
                    "total": total.text.show(lang),
                    "sum": amount(value.point, total.unit, total.decimals or 0, lang),
                    "count": len(lines),
                    "first": lines[0][0].period.show(lang),
                },
            ),
            say("sum-rule", lambda _lang: {}),
            (calculation(total.period, tuple(expression), value, total.unit, total.decimals or 0),),
            (total, *figures),
        )


def _recomputed(reader: Reader) -> Iterator[Finding]:
    """Published figures of the eight that do not come out of the newest components."""
    from workbench.services.indicators import recompute

    for row in recompute(reader.session, as_of=reader.as_of):
        if row.verdict not in ("differs", "agrees-as-then-known") or row.recomputed is None:
            continue
        published = reader.observed(row.published)
        inputs = [reader.observed(item) for item in row.inputs.values()]
        decimals = row.published.decimals or 0

        def params(
            lang: Lang, row: Recomputed = row, published: Figure = published, decimals: int = decimals
        ) -> dict[str, str]:
            unit = row.indicator.unit
            return {
                "name": name_of(row.indicator).show(lang),
                "period": published.period.show(lang),
                "published": published.text.show(lang),
                "vintage": published.vintage,
                "now": amount(Fraction(str(row.recomputed)), unit, decimals + 1, lang),
                "then": "—"
                if row.then is None
                else amount(Fraction(str(row.then)), unit, decimals + 1, lang),
            }

        code = "recomputed-differs" if row.verdict == "differs" else "recomputed-then"
        value = Interval.exactly(Fraction(str(row.recomputed)))
        yield Finding(
            code,
            "recomputation",
            "warning" if row.verdict == "differs" else "info",
            (row.indicator.id,),
            say("recomputed-title", lambda lang, p=published: {"name": p.name.show(lang), "period": p.period.show(lang)}),  # type: ignore[misc]
            say(code, params),
            say("recomputed-rule", lambda _lang, row=row: {"formula": row.formula}),  # type: ignore[misc]
            (
                Calculation(
                    published.period,
                    LocalText(row.formula, row.formula),
                    LocalText(*(f"{row.formula} = {params(lang)['now']}" for lang in LANGS)),
                    float(value.point), float(value.low), float(value.high), NOTHING, row.indicator.unit.text, NOTHING,
                ),
            ),
            (published, *inputs),
        )  # fmt: skip
