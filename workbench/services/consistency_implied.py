"""Rules of consistency for implied figures: denominators, the figure that two ratios imply together, turned denominators."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from workbench.calc.intervals import Interval
from workbench.domain.text import Lang, LocalText
from workbench.services.consistency import Finding, say
from workbench.services.consistency_reading import Figure, Identity, Reader, name_of
from workbench.services.consistency_words import PERCENT, amount, calculation

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator


def found(reader: Reader) -> Iterator[Finding]:
    """All findings of these rules."""
    identities = [one for one in reader.identities() if one.proven]
    for identity in identities:
        yield from _implied(reader, identity)
    for place, one in enumerate(identities):
        for other in identities[place + 1 :]:
            if one.numerator.id == other.numerator.id and one.ratio.id != other.ratio.id:
                yield from _shared(reader, one, other)


# ── implied denominators ────────────────────────────────────────────────────────────────────────────

Line = tuple[Figure, Figure, Interval]  # ratio, numerator, implied denominator


def _implied(reader: Reader, identity: Identity) -> Iterator[Finding]:
    lines: list[Line] = []
    for ratio in reader.columns(identity.ratio.id):
        numerator = _beside(reader, identity.numerator.id, ratio)
        if numerator is not None and ratio.interval.low > 0:
            lines.append((ratio, numerator, numerator.interval.scaled(identity.factor) / ratio.interval))
    if not lines:
        return
    unit = identity.denominator.unit
    inputs: list[Figure] = []
    calculations = []
    for ratio, numerator, value in lines:
        fits = [figure for figure in _published(reader, identity, ratio.year) if figure.interval.meets(value)]
        inputs += [numerator, ratio, *fits]
        note = (
            say("fits", lambda lang, fits=fits: {"figures": _listed(fits, lang)})  # type: ignore[misc]
            if fits
            else _nothing_fits(reader, identity, ratio.year)
        )
        calculations.append(
            calculation(
                ratio.period, (numerator, "÷", ratio, "×", identity.factor), value, unit, 0, note=note
            )
        )
    yield Finding(
        "implied",
        "implied",
        "info",
        (identity.ratio.id,),
        say("implied-title", lambda lang: {"name": name_of(identity.denominator).show(lang)}),
        say(
            "implied",
            lambda lang: {
                "ratio": name_of(identity.ratio).show(lang),
                "numerator": name_of(identity.numerator).show(lang),
                "denominator": name_of(identity.denominator).show(lang),
                "values": _series(
                    [
                        (ratio.period.show(lang), amount(value.point, unit, 0, lang))
                        for ratio, _, value in lines
                    ],
                    lang,
                ),
            },
        ),
        say("implied-rule", lambda lang: {"formula": identity.formula}),
        tuple(calculations),
        _once(inputs),
    )
    if unit.kind == "count":
        yield from _switch(reader, identity, lines)


def _beside(reader: Reader, series_id: str, ratio: Figure) -> Figure | None:
    """The figure of another series that goes with *ratio*: the one printed in the same table, else the newest known."""
    for figure in reader.columns(series_id):
        if figure.year == ratio.year and figure.kind == ratio.kind:
            return figure
    return reader.actual(series_id, ratio.year) if ratio.kind == "actual" else None


def _published(reader: Reader, identity: Identity, year: int) -> list[Figure]:
    return [
        figure
        for series in reader.same_quantity(identity.denominator)
        if (figure := reader.actual(series.id, year)) is not None
    ]


def _nothing_fits(reader: Reader, identity: Identity, year: int) -> LocalText:
    known = _published(reader, identity, year)
    if not known:
        return LocalText("", "")
    return say("fits-not", lambda lang: {"figures": _listed(known, lang)})


def _switch(reader: Reader, identity: Identity, lines: list[Line]) -> Iterator[Finding]:
    """The implied denominator turns round where actual figures end and reference figures begin."""
    actual = [line for line in lines if line[0].kind == "actual"]
    aimed = [line for line in lines if line[0].kind != "actual"]
    if not actual or not aimed:
        return
    last, first = actual[-1], aimed[0]
    change = first[2] / last[2] - Interval.exactly(1)
    before = last[2] / actual[-2][2] - Interval.exactly(1) if len(actual) > 1 else None
    turned = change.low > 0 or change.high < 0
    against = before is None or before.point * change.point < 0
    same = reader.same_quantity(identity.denominator)
    base = [
        series
        for series in same
        if (known := reader.actual(series.id, last[0].year)) and known.interval.meets(last[2])
    ]
    later = [figure for series in same for figure in reader.actuals(series.id) if figure.year > last[0].year]
    plans = [figure for series in same for figure in reader.aimed(series.id, "plan")]
    confirmed = any(
        figure.interval.meets(first[2])
        for figure in later
        if figure.series_id in {series.id for series in base}
    )
    if not turned or not against or confirmed:
        return
    unit = identity.denominator.unit
    calculations = [
        calculation(ratio.period, (number, "÷", ratio, "×", identity.factor), value, unit, 0)
        for ratio, number, value in lines
    ]
    span = first[0].year - last[0].year
    calculations.append(
        calculation(
            say(
                "change",
                lambda lang: {"first": last[0].period.show(lang), "last": first[0].period.show(lang)},
            ),
            ("(", (first[2].point, unit, 0), "÷", (last[2].point, unit, 0), "− 1 ) × 100"),
            change.scaled(100),
            PERCENT,
            1,
        )
    )
    newest = [max(group, key=lambda figure: figure.year) for group in _by_series(later)]
    for figure in newest:
        for ratio, number, _ in aimed:
            if figure.interval.low <= 0:
                continue
            result = number.interval.scaled(identity.factor) / figure.interval
            calculations.append(
                calculation(
                    say(
                        "on-published",
                        lambda lang, figure=figure, ratio=ratio: {  # type: ignore[misc]
                            "column": ratio.period.show(lang),
                            "name": figure.name.show(lang),
                            "period": figure.period.show(lang),
                        },
                    ),
                    (number, "÷", figure, "×", identity.factor),
                    result,
                    identity.ratio.unit,
                    ratio.decimals or 0,
                    note=say("stands-at", lambda lang, ratio=ratio: {"figure": ratio.text.show(lang)}),  # type: ignore[misc]
                )
            )
    yield Finding(
        "denominator-switch",
        "contradiction",
        "warning",
        (identity.ratio.id, identity.numerator.id)
        if identity.numerator.role == "reference"
        else (identity.ratio.id,),
        say("denominator-switch-title", lambda lang: {"name": name_of(identity.ratio).show(lang)}),
        say(
            "denominator-switch",
            lambda lang: {
                "denominator": name_of(identity.denominator).show(lang),
                "first": last[0].period.show(lang),
                "first_value": amount(last[2].point, unit, 0, lang),
                "last": first[0].period.show(lang),
                "last_value": amount(first[2].point, unit, 0, lang),
                "change": f"{float(change.point) * 100:+.1f}%".replace("-", "−"),
                "years": span,
                "base": _names(base, lang) or name_of(identity.denominator).show(lang),
                "others": _listed([*newest, *plans], lang),
            },
        ),
        say("denominator-switch-rule", lambda _lang: {}),
        tuple(calculations),
        _once([figure for line in lines for figure in line[:2]] + newest + plans),
    )


# ── two ratios with one numerator ───────────────────────────────────────────────────────────────────


def _shared(reader: Reader, one: Identity, other: Identity) -> Iterator[Finding]:
    """Of two ratios with one numerator, what their denominators are to one another: GDP per head."""
    series = next(
        (
            item
            for item in reader.series.values()
            for over, under in ((one, other), (other, one))
            if item.dimensions.get("ratio_of") == over.denominator.id
            and item.dimensions.get("per") in {same.id for same in reader.same_quantity(under.denominator)}
        ),
        None,
    )
    if series is None:
        return
    if series.dimensions.get("ratio_of") != one.denominator.id:
        one, other = other, one
    power = one.denominator.unit.multiplier - other.denominator.unit.multiplier - series.unit.multiplier
    factor = one.factor / other.factor * Fraction(10) ** power
    beside = {(figure.year, figure.kind): figure for figure in reader.columns(other.ratio.id)}
    lines = [
        (figure, pair, pair.interval.scaled(factor) / figure.interval)
        for figure in reader.columns(one.ratio.id)
        if (pair := beside.get((figure.year, figure.kind))) is not None and figure.interval.low > 0
    ]
    if not lines:
        return
    unit = series.unit
    calculations, inputs = [], []
    for figure, pair, value in lines:
        known = reader.actual(series.id, figure.year)
        note = LocalText("", "")
        if known is not None:
            code = "fits" if known.interval.meets(value) else "fits-not"
            note = say(code, lambda lang, known=known: {"figures": _listed([known], lang)})  # type: ignore[misc]
            inputs.append(known)
        inputs += [pair, figure]
        calculations.append(
            calculation(figure.period, (pair, "÷", figure, "×", factor), value, unit, 0, note=note)
        )
    yield Finding(
        "implied-ratio",
        "implied",
        "info",
        (one.ratio.id, other.ratio.id),
        say("implied-title", lambda lang: {"name": name_of(series).show(lang)}),
        say(
            "implied-ratio",
            lambda lang: {
                "one": name_of(one.ratio).show(lang),
                "other": name_of(other.ratio).show(lang),
                "name": name_of(series).show(lang),
                "values": _series(
                    [
                        (figure.period.show(lang), amount(value.point, unit, 0, lang))
                        for figure, _, value in lines
                    ],
                    lang,
                ),
            },
        ),
        say("implied-ratio-rule", lambda _lang: {"one": one.formula, "other": other.formula}),
        tuple(calculations),
        _once(inputs),
    )
    for figure, pair, value in lines:
        if figure.kind == "reference_target":
            yield from _not_one_test(reader, one, other, series, (figure, pair, value), factor)


def _not_one_test(
    reader: Reader, one: Identity, other: Identity, series: Indicator, line: Line, factor: Fraction
) -> Iterator[Finding]:
    figure, pair, value = line
    known = [item for item in reader.actuals(series.id) if item.year <= figure.year]
    if not known:
        return
    newest = known[-1]
    if newest.year == figure.year:
        apart = not newest.interval.meets(value)
    else:
        apart = newest.interval.low > value.high
    if not apart:
        return
    unit, published = series.unit, newest.interval
    reached = pair.interval.scaled(factor) / published
    needed = figure.interval * published.scaled(1 / factor)
    yield Finding(
        "not-one-test",
        "contradiction",
        "warning",
        (one.ratio.id, other.ratio.id),
        say("not-one-test-title", lambda lang: {"column": figure.period.show(lang)}),
        say(
            "not-one-test",
            lambda lang: {
                "column": figure.period.show(lang),
                "one": name_of(one.ratio).show(lang),
                "one_figure": figure.text.show(lang),
                "other": name_of(other.ratio).show(lang),
                "other_figure": pair.text.show(lang),
                "name": name_of(series).show(lang),
                "implied": amount(value.point, unit, 0, lang),
                "low": amount(value.low, unit, 0, lang),
                "high": amount(value.high, unit, 0, lang),
                "published": newest.text.show(lang),
                "year": newest.period.show(lang),
                "reached": amount(reached.point, one.ratio.unit, 2, lang),
                "needed": amount(needed.point, other.ratio.unit, 0, lang),
            },
        ),
        say("not-one-test-rule", lambda _lang: {}),
        (
            calculation(figure.period, (pair, "÷", figure, "×", factor), value, unit, 0),
            calculation(
                say("at-published", lambda lang: {"figure": pair.text.show(lang), "period": newest.period.show(lang)}),
                (pair, "÷", newest, "×", factor), reached, one.ratio.unit, 2,
                note=say("stands-at", lambda lang: {"figure": figure.text.show(lang)}),
            ),
            calculation(
                say("at-published", lambda lang: {"figure": figure.text.show(lang), "period": newest.period.show(lang)}),
                (figure, "×", newest, "÷", factor), needed, other.ratio.unit, 0,
                note=say("stands-at", lambda lang: {"figure": pair.text.show(lang)}),
            ),
        ),
        _once([pair, figure, newest]),
    )  # fmt: skip


# ── lists in words ──────────────────────────────────────────────────────────────────────────────────


def _once(figures: list[Figure]) -> tuple[Figure, ...]:
    return tuple(dict.fromkeys(figures))


def _by_series(figures: list[Figure]) -> list[list[Figure]]:
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.series_id, []).append(figure)
    return list(groups.values())


def _names(series: list[Indicator], lang: Lang) -> str:
    return ("; " if lang == "en" else "；").join(name_of(item).show(lang) for item in series)


def _listed(figures: list[Figure], lang: Lang) -> str:
    parts = [
        f"{figure.name.show(lang)} {figure.text.show(lang)} ({figure.period.show(lang)})"
        if lang == "en"
        else f"{figure.name.show(lang)}{figure.text.show(lang)}（{figure.period.show(lang)}）"
        for figure in figures
    ]
    return ("; " if lang == "en" else "；").join(parts)


def _series(pairs: list[tuple[str, str]], lang: Lang) -> str:
    if lang == "en":
        return "; ".join(f"{label}: {value}" for label, value in pairs)
    return "；".join(f"{label}：{value}" for label, value in pairs)
