"""Why a ratio is another figure than it was: new data, revisions, definition, target; exact to the last digit.

``split_change(session, "K1.1", since="2024-12-31")`` compares what was known on two dates. In this order, because new
data exist only at the later date:

1. the period newest at first, on the inputs as then known → the same period on the inputs as now known: *revision* of the
   numerator and of the denominator (or *definition*, where an input changed its definition);
2. that period → the period newest now, both as now known: *new data*; an input that crosses a change of definition is
   first put on the new one by a published bridge year (dimension ``bridges``): that step is *definition*. Without a bridge
   the two cannot be told apart and are one part, ``unseparated``;
3. the reference figure it is held against: *target* (only in the change of the gap).

Within a step inputs are split by their Shapley value (:mod:`workbench.calc.decomposition`), so the parts add up exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from workbench.base.messages import word
from workbench.calc.decomposition import exact_value, shapley, sides
from workbench.calc.expression import Node, dependencies, parse
from workbench.domain.errors import RuleError, UsageError
from workbench.domain.text import LANGS, Lang, LocalText
from workbench.services.actuals import yearly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.domain.figure import Indicator, Observation, Target
    from workbench.services.reading import Reading

Cause = Literal[
    "revision-numerator",
    "revision-denominator",
    "revision-both",
    "definition",
    "unseparated",
    "new-data",
    "target",
]


@dataclass(frozen=True, slots=True)
class CausePart:
    """One part of the change. amount: in the unit of the indicator; exact: the same as a fraction.

    series: the input it comes from, "" for the target. words: in both languages.
    """

    cause: Cause
    series: str
    exact: Fraction
    words: LocalText

    @property
    def amount(self) -> float:
        """The part as a number."""
        return float(self.exact)


@dataclass(frozen=True, slots=True)
class ChangeSplit:
    """A ratio at two dates, and its change by cause.

    before, after: computed from the inputs known on each date for the period newest then. The parts but *target* add up
    to after − before exactly; with *target*, to the change of the gap (value − reference figure). published_before,
    published_after: what was published for the two periods, where it was. estimated: a bridge year was used.
    """

    indicator: Indicator
    formula: str
    since: str
    until: str | None
    first_year: int
    last_year: int
    before: float
    after: float
    change: Fraction
    parts: tuple[CausePart, ...]
    target_before: Target | None
    target_after: Target | None
    gap_change: Fraction | None
    published_before: Observation | None
    published_after: Observation | None
    estimated: bool
    method: LocalText

    def by_cause(self) -> dict[str, float]:
        """Cause → amount, in the order of the steps."""
        found: dict[str, Fraction] = {}
        for part in self.parts:
            found[part.cause] = found.get(part.cause, Fraction(0)) + part.exact
        return {cause: float(amount) for cause, amount in found.items()}


def split_change(session: Reading, indicator_id: str, *, since: str, until: str | None = None) -> ChangeSplit:
    """Split the change of a ratio between what was known on two dates (ISO; *until* ``None``: now).

    indicator_id: a derived indicator, or a published one that a derived indicator ``derives``. Raises :class:`UsageError`
    for an unknown id, :class:`RuleError`: ``split.no-formula`` (no formula to go by), ``split.not-exact`` (a formula
    that looks at other years), ``split.no-data`` (inputs missing on a date), ``split.dates`` (in the wrong order).
    """
    if until is not None and until < since:
        raise RuleError("split.dates", field="since", since=since, until=until)
    indicator, derived = _formula_of(session, indicator_id)
    node = parse(derived.formula, {item.id for item in session.indicators()})
    needs = dependencies(node)
    then, now = _known(session, needs, since), _known(session, needs, until)
    first, last = _newest(then, since), _newest(now, until or "—")
    if any(first not in now[name] for name in needs):
        raise RuleError("split.no-data", field="until", date=until or "—")
    try:
        steps, estimated = _steps(session, node, needs, then, now, first, last)
    except ValueError as problem:
        raise RuleError("split.not-exact", id=derived.id, what=str(problem)) from problem
    except ZeroDivisionError as problem:
        raise RuleError("split.no-data", field="since", date=since) from problem
    before = exact_value(node, _values(then, first))
    after = exact_value(node, _values(now, last))
    targets = [target for target in session.targets(indicator.id) if target.kind == "reference_target"]
    target_before, target_after = _target(targets, first), _target(targets, last)
    gap = None
    if target_before is not None and target_after is not None:
        move = Fraction(str(target_after.value)) - Fraction(str(target_before.value))
        gap = after - before - move
        if move:
            steps.append(("target", "", -move))
    return ChangeSplit(
        indicator,
        derived.formula,
        since,
        until,
        first,
        last,
        float(before),
        float(after),
        after - before,
        tuple(
            _part(session, cause, series, amount, first, last) for cause, series, amount in steps if amount
        ),
        target_before,
        target_after,
        gap,
        yearly(session, indicator.id, as_of=since).get(first) if indicator is not derived else None,
        yearly(session, indicator.id, as_of=until).get(last) if indicator is not derived else None,
        estimated,
        LocalText(*(word("split.method", lang) for lang in LANGS)),
    )


Known = dict[str, dict[int, "Observation"]]
Step = tuple[Cause, str, Fraction]


def _formula_of(session: Reading, indicator_id: str) -> tuple[Indicator, Indicator]:
    indicator = session.indicator(indicator_id)
    if indicator.formula:
        return indicator, indicator
    for item in session.indicators():
        if item.formula and item.dimensions.get("derives") == indicator_id:
            return indicator, item
    raise RuleError("split.no-formula", field="indicator", id=indicator_id)


def _known(session: Reading, needs: tuple[str, ...], as_of: str | None) -> Known:
    found: Known = {}
    for name in needs:
        if session.indicator(name).formula:
            raise UsageError("split.nested", id=name)
        found[name] = yearly(session, name, as_of=as_of)
    return found


def _newest(known: Known, when: str) -> int:
    years = set.intersection(*(set(rows) for rows in known.values())) if known else set()
    if not years:
        raise RuleError("split.no-data", field="since", date=when)
    return max(years)


def _values(known: Mapping[str, Mapping[int, Observation]], year: int) -> dict[str, Fraction]:
    return {name: Fraction(str(rows[year].value)) for name, rows in known.items()}


def _steps(
    session: Reading, node: Node, needs: tuple[str, ...], then: Known, now: Known, first: int, last: int
) -> tuple[list[Step], bool]:
    over, under = sides(node)

    def value(values: Mapping[str, Fraction]) -> Fraction:
        return exact_value(node, values)

    steps: list[Step] = []
    for name, amount in shapley(value, _values(then, first), _values(now, first)).items():
        cause: Cause = "revision-numerator" if name in over else "revision-denominator"
        if name in over and name in under:
            cause = "revision-both"
        if then[name][first].definition != now[name][first].definition:
            cause = "definition"
        steps.append((cause, name, amount))
    if last == first:
        return steps, False
    start, end = _values(now, first), _values(now, last)
    rebased = dict(start)
    loose = set()
    for name in needs:
        one, two = now[name][first], now[name][last]
        if one.definition == two.definition:
            continue
        factor = _bridge(session, name, one.definition, two.definition, now)
        if factor is None:
            loose.add(name)
        else:
            rebased[name] = start[name] * factor
    steps += [("definition", name, amount) for name, amount in shapley(value, start, rebased).items()]
    steps += [
        ("unseparated" if name in loose else "new-data", name, amount)
        for name, amount in shapley(value, rebased, end).items()
    ]
    return steps, rebased != start


def _bridge(session: Reading, name: str, old: str, new: str, now: Known) -> Fraction | None:
    """How much higher the new definition is in a year published on both."""
    for item in session.indicators():
        if (item.dimensions.get("bridges"), item.dimensions.get("from"), item.dimensions.get("to")) != (
            name,
            old,
            new,
        ):
            continue
        for year, on_new in yearly(session, item.id).items():
            on_old = now[name].get(year)
            if on_old is not None and on_old.definition == old and on_old.value and on_new.value is not None:
                return Fraction(str(on_new.value)) / Fraction(str(on_old.value))
    return None


def _target(targets: list[Target], year: int) -> Target | None:
    """The next reference figure from a year on; the last one where all are past."""
    ordered = sorted(targets, key=lambda target: target.data_year)
    return next((target for target in ordered if target.data_year > year), ordered[-1] if ordered else None)


def _part(session: Reading, cause: Cause, series: str, amount: Fraction, first: int, last: int) -> CausePart:
    def line(lang: Lang) -> str:
        name = ""
        if series:
            item = session.indicator(series)
            name = item.short.get(lang) or item.name.show(lang)
        return word(f"split.{cause}", lang, name=name, first=first, last=last)

    return CausePart(cause, series, amount, LocalText(*(line(lang) for lang in LANGS)))


def split_json(item: ChangeSplit) -> dict[str, Any]:
    """The split as ``workbench explain --json`` prints it."""
    return {
        "indicator": item.indicator.id,
        "formula": item.formula,
        "since": item.since,
        "until": item.until,
        "first_year": item.first_year,
        "last_year": item.last_year,
        "before": item.before,
        "after": item.after,
        "change": float(item.change),
        "parts": [
            {
                "cause": part.cause,
                "series": part.series or None,
                "amount": part.amount,
                "words": part.words.as_dict(),
            }
            for part in item.parts
        ],
        "by_cause": item.by_cause(),
        "target_before": None if item.target_before is None else item.target_before.value,
        "target_after": None if item.target_after is None else item.target_after.value,
        "gap_change": None if item.gap_change is None else float(item.gap_change),
        "published_before": None if item.published_before is None else item.published_before.value,
        "published_after": None if item.published_after is None else item.published_after.value,
        "estimated": item.estimated,
        "method": item.method.as_dict(),
    }
