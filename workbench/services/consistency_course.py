"""Rules of consistency for the course of an indicator: direction, pace, breaks between printed figures."""

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
    for indicator in reader.eight:
        yield from _moving_away(reader, indicator)
        yield from _pace(reader, indicator, identities)
        yield from _broken(reader, indicator)


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


def _once(figures: list[Figure]) -> tuple[Figure, ...]:
    return tuple(dict.fromkeys(figures))
