"""What the consistency rules read: figures with the range that their rounding leaves, and the identities among series.

An identity is a formula of the form numerator ÷ denominator × number that computes a published measure (dimension
``derives``); others that were tried and do not reproduce it bear the dimension ``tries``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from workbench.calc.expression import parse
from workbench.calc.identities import product_of
from workbench.calc.intervals import Interval, printed_decimals_of
from workbench.domain.figure import Indicator, Observation, Target, Unit
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.domain.wording import figure, number

if TYPE_CHECKING:
    from workbench.domain.figure import Qualifier
    from workbench.domain.period import Period
    from workbench.services.reading import Reading

ROUGH = ("about", "nearly", "over", "under")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a finding rests on, with its place. low, high: what it may have been before rounding.

    kind: ``actual``, or the kind of target (``reference_target``, ``plan``, …). text: as printed, in each language.
    """

    series_id: str
    name: LocalText
    year: int
    period: LocalText
    value: float
    low: float
    high: float
    text: LocalText
    kind: str
    source_id: str
    source: LocalText
    place: str
    vintage: str
    confidence: str
    definition: str
    unit: Unit
    decimals: int | None
    interval: Interval
    qualifier: Qualifier = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """*ratio* = *numerator* × *factor* ÷ *denominator*, in the units as stored. formula: as it is kept."""

    ratio: Indicator
    numerator: Indicator
    denominator: Indicator
    factor: Fraction
    formula: str
    proven: bool  # dimension ``derives``; else only tried


class Reader:
    """Figures and identities of a workspace as known on a date."""

    def __init__(self, session: Reading, as_of: str | None) -> None:
        self.session = session
        self.as_of = as_of
        self.series = {item.id: item for item in session.indicators()}
        self.eight = tuple(item for item in session.indicators() if item.role == "reference")
        self.targets: dict[str, list[Target]] = {}
        for target in session.targets():
            self.targets.setdefault(target.indicator_id, []).append(target)
        found = [target for targets in self.targets.values() for target in targets]
        plans = [target.provenance.source_id for target in found if target.kind == "reference_target"]
        self.plan = max(set(plans), key=plans.count) if plans else ""
        self._actuals: dict[str, tuple[Figure, ...]] = {}

    # ── identities ──────────────────────────────────────────────────────────────────────────────────

    def identities(self) -> tuple[Identity, ...]:
        """All of them, proven ones first."""
        found = []
        for item in self.series.values():
            for key in ("derives", "tries"):
                ratio = self.series.get(item.dimensions.get(key, ""))
                if ratio is None or not item.formula:
                    continue
                product = product_of(parse(item.formula, self.series))
                if product is None or len(product.over) != 1 or len(product.under) != 1:
                    continue
                over, under = self.series[product.over[0]], self.series[product.under[0]]
                found.append(Identity(ratio, over, under, product.factor, item.formula, key == "derives"))
        return tuple(sorted(found, key=lambda one: not one.proven))

    def same_quantity(self, item: Indicator) -> tuple[Indicator, ...]:
        """The series that measure what *item* measures, itself first."""
        quantity = item.dimensions.get("quantity")
        others = (
            other
            for other in self.series.values()
            if quantity and other.dimensions.get("quantity") == quantity and other.id != item.id
        )
        return (item, *others)

    # ── figures ─────────────────────────────────────────────────────────────────────────────────────

    def actuals(self, series_id: str) -> tuple[Figure, ...]:
        """Newest known figure of each period that is not computed by this workbench, by period."""
        if series_id not in self._actuals:
            self._actuals[series_id] = tuple(
                self.observed(item)
                for item in self.session.observations(series_id, as_of=self.as_of)
                if item.value is not None and "F" not in item.status and item.confidence != "derived"
            )
        return self._actuals[series_id]

    def known(self, series_id: str) -> tuple[Figure, ...]:
        """As :meth:`actuals`, computed figures included."""
        return tuple(
            self.observed(item)
            for item in self.session.observations(series_id, as_of=self.as_of)
            if item.value is not None and "F" not in item.status
        )

    def actual(self, series_id: str, year: int) -> Figure | None:
        """The figure of a calendar year."""
        for item in self.actuals(series_id):
            if item.year == year and len(item.period.en or "") == 4:
                return item
        return None

    def printed(self, series_id: str) -> tuple[Figure, ...]:
        """The figures of the series that the plan itself printed, by year."""
        known = [
            item
            for item in self.session.vintages(series_id)
            if item.provenance.source_id == self.plan
            and item.value is not None
            and item.period.frequency == "A"
        ]
        if self.as_of is not None:
            from workbench.domain.period import known_by

            known = [item for item in known if known_by(item.vintage) <= known_by(self.as_of)]
        return tuple(self.observed(item) for item in known)

    def aimed(self, series_id: str, kind: str = "reference_target") -> tuple[Figure, ...]:
        """The targets of a series, by the year of their data.

        The figures of one row are printed to one precision: beside 1.3%, “2%” is 2.0%.
        """
        found = sorted(
            (item for item in self.targets.get(series_id, ()) if item.kind == kind),
            key=lambda item: item.data_year,
        )
        finest = max((item.decimals or 0 for item in found), default=0)
        return tuple(self._target(item, finest) for item in found)

    def columns(self, series_id: str) -> tuple[Figure, ...]:
        """What the plan's table prints of a series: actual figures, then reference figures."""
        return (*self.printed(series_id), *self.aimed(series_id))

    def observed(self, item: Observation) -> Figure:
        """An observation as a figure."""
        decimals = printed_decimals_of(item.value or 0, item.decimals, rough=item.qualifier in ROUGH)
        assert item.value is not None
        return self._figure(
            item.series_id, item.value, decimals, _period(item.period),
            year=item.period.start.year, text=item.text, shown=item.decimals, qualifier=item.qualifier, kind="actual",
            source_id=item.provenance.source_id, place=_place(item), vintage=item.vintage,
            confidence=item.confidence, definition=item.definition,
        )  # fmt: skip

    def _target(self, item: Target, finest: int) -> Figure:
        label = f"{item.column_year} ({item.data_year})"
        chinese = f"{item.column_year}年（{item.data_year}年數字）"
        if item.kind != "reference_target":
            label, chinese = str(item.data_year), f"{item.data_year}年"
        return self._figure(
            item.indicator_id, item.value, finest, LocalText(label, chinese),
            year=item.data_year, text=item.text, shown=item.decimals, qualifier=item.qualifier, kind=item.kind,
            source_id=item.provenance.source_id, place=item.provenance.place, vintage="",
            confidence="official", definition="",
        )  # fmt: skip

    def _figure(
        self, series_id: str, value: float, decimals: int | None, period: LocalText, *, year: int, text: str,
        shown: int | None, qualifier: Qualifier, kind: str, source_id: str, place: str, vintage: str, confidence: str,
        definition: str,
    ) -> Figure:  # fmt: skip
        series = self.series[series_id]
        interval = Interval.printed(value, decimals)
        source = self.session.sources().get(source_id)
        words = LocalText(
            *(
                figure(
                    value,
                    series.unit,
                    lang,
                    decimals=shown,
                    qualifier=qualifier,
                    style="screen",
                    text=text,
                )
                for lang in LANGS
            )
        )
        return Figure(
            series_id, name_of(series), year, period, value, float(interval.low), float(interval.high), words, kind,
            source_id, source.title if source else LocalText(source_id, source_id), place, vintage, confidence,
            definition, series.unit, shown, interval, qualifier,
        )  # fmt: skip


def _period(period: Period) -> LocalText:
    chinese = period.label("zh-Hant")
    return LocalText(period.label("en"), f"{chinese}年" if chinese.isdigit() else chinese)


def _place(item: Observation) -> str:
    where = item.provenance
    cell = f"{where.sheet}!{where.cell}" if where.sheet and where.cell else ""
    return " ".join(part for part in (where.place, where.file_name, cell) if part)


def name_of(series: Indicator) -> LocalText:
    """The short name, in each language the long one where there is none."""
    return LocalText(*(series.short.get(lang) or series.name.show(lang) for lang in LANGS))


def digits(value: Fraction, unit: Unit, decimals: int, lang: Lang) -> str:
    """A computed number in the style of its unit, without the unit word."""
    size = Decimal(value.numerator) / Decimal(value.denominator)
    plain = unit if unit.kind != "pair" else Unit(unit.code, "other", unit.text)
    return number(size, plain, lang, decimals=decimals, style="screen")
