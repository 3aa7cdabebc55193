"""How calculations of the consistency page are written: in names, in printed numbers, with the range of the result."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from workbench.domain.figure import Unit
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.domain.wording import number
from workbench.services.consistency import Calculation, say
from workbench.services.consistency_reading import Figure, digits

if TYPE_CHECKING:
    from workbench.calc.intervals import Interval

PLAIN = Unit("", "other", LocalText())
PERCENT = Unit("PT", "percent", LocalText("%", "%"))
YEARLY = Unit("PT", "percent", LocalText("% a year", "%（每年）"))
POINTS = Unit("PP", "other", LocalText("percentage points", "個百分點"))
NOTHING = LocalText("", "")

Part = Figure | Fraction | str | tuple[Fraction, Unit, int]


def written(parts: tuple[Part, ...], lang: Lang, *, names: bool) -> str:
    """Parts of a formula, in names or numbers; operators are strings, plain numbers fractions.

    A tuple is a value that is not a figure of the workspace: value, unit, decimals.
    """
    shown = []
    series = [part.series_id for part in parts if isinstance(part, Figure)]
    for part in parts:
        if isinstance(part, str):
            shown.append(part)
        elif isinstance(part, Figure) and names:
            twice = series.count(part.series_id) > 1
            shown.append(
                f"{part.name.show(lang)} [{part.period.show(lang)}]" if twice else part.name.show(lang)
            )
        elif isinstance(part, Figure):
            shown.append(printed(part, lang))
        elif isinstance(part, tuple):
            shown.append(digits(part[0], part[1], part[2], lang))
        else:
            shown.append(digits(part, PLAIN, _places(part), lang))
    return " ".join(shown)


def printed(figure: Figure, lang: Lang) -> str:
    """The number of a figure as stored, with its printed decimals, without unit word; of a pair both parts."""
    return number(figure.value, figure.unit, lang, decimals=figure.decimals, style="screen")


def _places(value: Fraction) -> int:
    places = 0
    while places < 6 and (value * 10**places).denominator != 1:
        places += 1
    return places


def calculation(
    label: LocalText,
    parts: tuple[Part, ...],
    result: Interval,
    unit: Unit,
    decimals: int,
    *,
    note: LocalText = NOTHING,
    named: tuple[Part, ...] | None = None,
) -> Calculation:
    """One line: *parts* = result. *named*: another way to write it in names."""

    def shown(value: Fraction, lang: Lang) -> str:
        return digits(value, unit, decimals, lang) + ("%" if unit.kind == "percent" else "")

    return Calculation(
        label,
        LocalText(*(written(named or parts, lang, names=True) for lang in LANGS)),
        LocalText(*(f"{written(parts, lang, names=False)} = {shown(result.point, lang)}" for lang in LANGS)),
        float(result.point),
        float(result.low),
        float(result.high),
        say("range", lambda lang: {"low": shown(result.low, lang), "high": shown(result.high, lang)})
        if shown(result.low, "en") != shown(result.high, "en")
        else NOTHING,
        unit.text,
        note,
    )


def amount(value: Fraction, unit: Unit, decimals: int, lang: Lang) -> str:
    """A computed value with its unit as a reader would write it."""
    body = digits(value, unit, decimals, lang)
    if unit.kind == "percent":
        return f"{body}%"
    words = unit.text.show(lang) if unit.text.as_dict() else ""
    if unit.kind == "money" and words.startswith("HK$"):
        rest = words.removeprefix("HK$").strip()
        return f"HK${body} {rest}".strip()
    return f"{body} {words}".strip() if lang == "en" else f"{body}{words}"
