"""Rules of consistency that work on the plan's own table: implied figures, turned denominators, pace, direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.calc.intervals import Interval, yearly_growth
from workbench.domain.text import Lang, LocalText
from workbench.services.consistency import Calculation, Finding, say
from workbench.services.consistency_reading import Figure, Identity, Reader, name_of
from workbench.services.consistency_words import PERCENT, POINTS, YEARLY, amount, calculation

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator

JUMP = 3  # needed growth of more than three times the growth so far is out of proportion
HUNDRED = Interval.exactly(100)


def found(reader: Reader) -> Iterator[Finding]:
    """All findings of these rules."""
    identities = [one for one in reader.identities() if one.proven]
    for identity in identities:
        yield from _implied(reader, identity)
    for place, one in enumerate(identities):
        for other in identities[place + 1 :]:
            if one.numerator.id == other.numerator.id and one.ratio.id != other.ratio.id:
                yield from _shared(reader, one, other)
    for indicator in reader.eight:
        yield from _moving_away(reader, indicator)
        yield from _pace(reader, indicator, identities)
        yield from _broken(reader, indicator)


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


# ── direction and pace ──────────────────────────────────────────────────────────────────────────────


def wished(indicator: Indicator, figure: Figure) -> Interval:
    """The part that is to grow: of a pair whose first share is to fall, the second."""
    if indicator.unit.kind == "pair" and indicator.direction < 0:
        return HUNDRED - figure.interval
    return figure.interval


def _moving_away(reader: Reader, indicator: Indicator) -> Iterator[Finding]:
    """The newest figure is further from the reference figure than the first printed one of the same definition."""
    known = [figure for figure in reader.known(indicator.id) if len(figure.period.en or "") == 4]
    aims = reader.aimed(indicator.id)
    if not known or not aims or not indicator.direction:
        return
    latest = known[-1]
    base = next((one for one in reader.printed(indicator.id) if one.definition == latest.definition), None)
    if base is None or base.year >= latest.year or base.interval.meets(latest.interval):
        return
    aim = next((one for one in aims if one.year >= latest.year), aims[-1])
    if (latest.interval.point - base.interval.point) * indicator.direction >= 0:
        return
    change = wished(indicator, latest) - wished(indicator, base)
    yield Finding(
        "moving-away",
        "contradiction",
        "warning",
        (indicator.id,),
        say("moving-away-title", lambda lang: {"name": _wished_name(indicator, lang)}),
        say(
            "moving-away",
            lambda lang: {
                "name": _wished_name(indicator, lang),
                "first": base.period.show(lang),
                "first_figure": _wished_text(indicator, base, lang),
                "last": latest.period.show(lang),
                "last_figure": _wished_text(indicator, latest, lang),
                "column": aim.period.show(lang),
                "aim": _wished_text(indicator, aim, lang),
            },
        ),
        say("moving-away-rule", lambda _lang: {}),
        (
            calculation(
                say(
                    "change", lambda lang: {"first": base.period.show(lang), "last": latest.period.show(lang)}
                ),
                (
                    (wished(indicator, latest).point, indicator.unit, latest.decimals or 0),
                    "−",
                    (wished(indicator, base).point, indicator.unit, base.decimals or 0),
                ),
                change,
                POINTS if indicator.unit.kind in ("percent", "pair") else indicator.unit,
                max(latest.decimals or 0, base.decimals or 0),
                named=(latest, "−", base),
            ),
        ),
        _once([base, latest, aim]),
    )


def _wished_name(indicator: Indicator, lang: Lang) -> str:
    if indicator.unit.kind == "pair" and indicator.direction < 0:
        part = re.split("[:：]", indicator.unit.text.show(lang))[-1].strip()
        return say("second-part", lambda each: {"name": name_of(indicator).show(each), "part": part}).show(
            lang
        )
    return name_of(indicator).show(lang)


def _wished_text(indicator: Indicator, figure: Figure, lang: Lang) -> str:
    if indicator.unit.kind == "pair" and indicator.direction < 0:
        return f"{amount(wished(indicator, figure).point, PERCENT, figure.decimals or 0, lang)}"
    return figure.text.show(lang)


def _pace(reader: Reader, indicator: Indicator, identities: list[Identity]) -> Iterator[Finding]:
    """Growth a year between the columns of the table, and from the newest figure to what is aimed at."""
    columns = reader.columns(indicator.id)
    if len(columns) < 2 or not indicator.direction:
        return
    identity = next((one for one in identities if one.ratio.id == indicator.id), None)
    segments = list(pairwise(columns))
    latest = [figure for figure in reader.known(indicator.id) if len(figure.period.en or "") == 4]
    if latest and latest[-1].year > max((one.year for one in columns if one.kind == "actual"), default=0):
        segments += [
            (latest[-1], aim) for aim in columns if aim.kind != "actual" and aim.year > latest[-1].year
        ]
    calculations: list[Calculation] = []
    so_far: Interval | None = None
    across = False
    needed: list[tuple[Figure, Figure, Interval]] = []
    for first, last in segments:
        one, two, years = wished(indicator, first), wished(indicator, last), last.year - first.year
        if years < 1 or one.low <= 0 or two.low <= 0:
            continue
        rate = yearly_growth(one, two, years)
        calculations.append(_growth_line(indicator, first, last, rate))
        if last.kind == "actual":
            so_far, across = rate, first.definition != last.definition
        else:
            needed.append((first, last, rate))
    if not needed:
        return
    part = _part(reader, indicator, identities)
    calculations += part
    worst = max(needed, key=lambda item: item[2].point)
    jump = so_far is not None and worst[2].low > JUMP * max(so_far.high, Fraction(0))
    code = "pace-jump" if jump else "pace"

    def params(lang: Lang) -> dict[str, str]:
        found = {
            "name": _wished_name(indicator, lang),
            "first": worst[0].period.show(lang),
            "last": worst[1].period.show(lang),
            "needed": amount(worst[2].point * 100, PERCENT, 1, lang),
            "so_far": "—" if so_far is None else amount(so_far.point * 100, PERCENT, 1, lang),
            "across": say("across", lambda _each: {}).show(lang) if across else "",
            "first_figure": _wished_text(indicator, worst[0], lang),
            "last_figure": _wished_text(indicator, worst[1], lang),
            "outgrow": "",
        }
        if identity is not None and indicator.unit.kind == "percent":
            found["outgrow"] = say(
                "outgrow",
                lambda each: {
                    "numerator": name_of(identity.numerator).show(each),
                    "denominator": name_of(identity.denominator).show(each),
                    "needed": amount(worst[2].point * 100, PERCENT, 1, each),
                },
            ).show(lang)
        return found

    yield Finding(
        code,
        "pace",
        "warning" if jump else "info",
        (indicator.id,),
        say("pace-title", lambda lang: {"name": _wished_name(indicator, lang)}),
        say(code if so_far is not None else "pace-first", params),
        say("pace-rule", lambda _lang: {"jump": JUMP}),
        tuple(calculations),
        _once([figure for pair in segments for figure in pair]),
    )


def _growth_line(indicator: Indicator, first: Figure, last: Figure, rate: Interval) -> Calculation:
    years = last.year - first.year
    one = (wished(indicator, first).point, indicator.unit, first.decimals or 0)
    two = (wished(indicator, last).point, indicator.unit, last.decimals or 0)
    across = first.definition and last.definition and first.definition != last.definition
    return calculation(
        say("change", lambda lang: {"first": first.period.show(lang), "last": last.period.show(lang)}),
        ("(", two, "÷", one, f") ^ ( 1 ÷ {years} ) − 1"),
        rate.scaled(100),
        YEARLY,
        1,
        note=say("across-break", lambda _lang: {}) if across else LocalText("", ""),
        named=("(", last, "÷", first, f") ^ ( 1 ÷ {years} ) − 1"),
    )


def _part(reader: Reader, indicator: Indicator, identities: list[Identity]) -> list[Calculation]:
    """Of a pair that splits a total: how the wished part grows per head, where the total per head is aimed at too."""
    total = indicator.dimensions.get("splits")
    if indicator.unit.kind != "pair" or not total:
        return []
    per_head = next(
        (one for one in identities if one.numerator.id == total and one.denominator.unit.kind == "count"),
        None,
    )
    if per_head is None:
        return []
    heads = {(figure.year, figure.kind): figure for figure in reader.columns(per_head.ratio.id)}
    parts = [
        (share, head, head.interval * wished(indicator, share).scaled(Fraction(1, 100)))
        for share in reader.columns(indicator.id)
        if (head := heads.get((share.year, share.kind))) is not None
    ]
    found = []
    for (share, head, one), (next_share, next_head, two) in pairwise(parts):
        years = next_share.year - share.year
        if next_share.kind == "actual" or years < 1 or one.low <= 0:
            continue
        found.append(
            calculation(
                say(
                    "part-per-head",
                    lambda lang, share=share, next_share=next_share: {  # type: ignore[misc]
                        "name": _wished_name(indicator, lang),
                        "total": name_of(per_head.ratio).show(lang),
                        "first": share.period.show(lang),
                        "last": next_share.period.show(lang),
                    },
                ),
                (
                    "((", next_head, "×", (wished(indicator, next_share).point, PERCENT, 0), ") ÷ (", head, "×",
                    (wished(indicator, share).point, PERCENT, 0), f")) ^ ( 1 ÷ {years} ) − 1",
                ),
                yearly_growth(one, two, years).scaled(100),
                YEARLY,
                1,
            )
        )  # fmt: skip
    return found


def _broken(reader: Reader, indicator: Indicator) -> Iterator[Finding]:
    """Actual figures of the plan's table that stand side by side on different definitions."""
    figures = reader.printed(indicator.id)
    versions = {item.id: item for item in reader.session.definitions(indicator.id)}
    for first, last in pairwise(figures):
        if first.definition == last.definition:
            continue
        version = versions.get(last.definition)
        yield Finding(
            "break",
            "comparability",
            "warning",
            (indicator.id,),
            say("break-title", lambda lang: {"name": name_of(indicator).show(lang)}),
            say(
                "break",
                lambda lang, first=first, last=last, version=version: {  # type: ignore[misc]
                    "name": name_of(indicator).show(lang),
                    "first": first.period.show(lang),
                    "first_figure": first.text.show(lang),
                    "last": last.period.show(lang),
                    "last_figure": last.text.show(lang),
                    "why": version.text.show(lang) if version else "",
                    "from": version.from_period if version else "",
                },
            ),
            say("break-rule", lambda _lang: {}),
            (),
            (first, last),
        )


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
