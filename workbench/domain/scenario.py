"""A model of drivers and identities on a time grid, and scenarios that store only what differs from their parent.

Whole numbers stand for periods: years on an annual grid, and steps of the grid otherwise
(:mod:`workbench.domain.grid`: half-years, quarters and months since year 0). Growth is a fraction *a period*.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.strategy import SourceRef
from workbench.domain.text import LocalText

DriverKind = Literal["growth", "level"]
Confidence = Literal["", "high", "medium", "low"]
GridFrequency = Literal["A", "S", "Q", "M"]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a model.

    A *driver* has no formula: its history comes from ``series_id`` and its future from a path (growth a year as a
    fraction, or levels). An *identity* has a formula over other variables. ``indicator_id`` names the indicator that
    the variable projects, where it does.

    history: of a driver without a series of its own: a formula over variables above it and over series of the
    workspace (``[@series]``) that gives its past; such values count as derived actuals. actuals: *replace* = published
    figures of ``series_id`` take the place of an identity's formula in their years; *compare* = they are only shown
    beside it.
    """

    name: str
    label: LocalText
    unit: str
    formula: str = ""
    series_id: str = ""
    indicator_id: str = ""
    kind: DriverKind = "growth"
    minimum: float = -0.2
    maximum: float = 0.4
    step: float = 0.001
    decimals: int = 1
    note: LocalText = field(default_factory=LocalText)
    history: str = ""
    actuals: Literal["compare", "replace"] = "compare"

    @property
    def is_driver(self) -> bool:
        """Whether its path is assumed rather than computed."""
        return not self.formula


@dataclass(frozen=True, slots=True)
class Lever:
    """What a measure of the tree would add to a variable, if one believes it. Off until a scenario ticks it.

    kind *amount*: *amount* (in the variable's unit) is spread evenly over *periods* from *start*; each part works
    *lag* periods later and adds ``part × leverage × elasticity``; with *lasting* what was added stays (a stock), else it
    passes (a flow). kind *percent*: the variable is ``amount × leverage × elasticity`` (a fraction) higher once the
    measure works in full, rising evenly over *periods* and staying.

    leverage: what others add to each unit (2 = one more from elsewhere). elasticity: the part of that which would not
    have happened anyway (for *percent*: response to a change of one). Every number has its source or is an assumption
    with its reason in *reason*.
    """

    id: str
    node_id: str
    variable: str
    label: LocalText
    amount: float
    start: int
    periods: int = 1
    lag: int = 0
    leverage: float = 1.0
    elasticity: float = 1.0
    kind: Literal["amount", "percent"] = "amount"
    lasting: bool = False
    confidence: Confidence = ""
    source: SourceRef | None = None
    reason: LocalText = field(default_factory=LocalText)


@dataclass(frozen=True, slots=True)
class Model:
    """Variables in printed order and the years they are evaluated for (first and last, inclusive)."""

    id: str
    title: LocalText
    first_year: int
    last_year: int
    variables: tuple[Variable, ...]
    levers: tuple[Lever, ...] = ()
    frequency: GridFrequency = "A"
    note: LocalText = field(default_factory=LocalText)

    def variable(self, name: str) -> Variable:
        """The variable of that name. Raises ``KeyError``."""
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise KeyError(name)

    def lever(self, lever_id: str) -> Lever:
        """The lever of that id. Raises ``KeyError``."""
        for lever in self.levers:
            if lever.id == lever_id:
                return lever
        raise KeyError(lever_id)


@dataclass(frozen=True, slots=True)
class Shape:
    """A change of level or pace at a time.

    *step*: from *first* on it is *value*. *ramp*: in equal steps from what it is in the period before *first* to
    *value* in *last*. *s_curve*: the same along a logistic curve (``steepness``: 10 is a marked S, 1 nearly straight).
    of *level*: the value itself, which then holds unless the path has growth to go on with. of *growth*: growth a
    period, which then holds.
    """

    kind: Literal["step", "ramp", "s_curve"]
    first: int
    value: float
    last: int = 0
    of: Literal["level", "growth"] = "level"
    steepness: float = 10.0


@dataclass(frozen=True, slots=True)
class Link:
    """A driver that follows another variable, or a series of the workspace (``@series``).

    of *growth*: grows by ``factor ×`` the other's growth *lag* periods before ``+ add``. of *level*: is
    ``factor ×`` the other's value *lag* periods before ``+ add``.
    """

    variable: str
    factor: float = 1.0
    lag: int = 0
    add: float = 0.0
    of: Literal["growth", "level"] = "growth"


@dataclass(frozen=True, slots=True)
class DriverPath:
    """What is assumed of one driver. ``growth``: a year, as a fraction; ``by_year`` wins over it for its years.

    ``levels`` fix the value itself and win over growth. ``trend``: growth is taken from the actuals between these two
    years, recomputed when actuals arrive (then ``growth`` is ignored); *fit*: from the two ends, or the slope of
    all logarithms between them. A change of definition inside the window is left out of the sum, never counted as
    growth. *interpolate*: between known values and levels given, fill the years by equal steps or equal growth.
    ``shape`` and ``link`` as described there; a level given wins over both.
    """

    growth: float | None = None
    by_year: dict[int, float] = field(default_factory=dict)
    levels: dict[int, float] = field(default_factory=dict)
    trend: tuple[int, int] | None = None
    reason: str = ""
    fit: Literal["ends", "log_linear"] = "ends"
    interpolate: Literal["", "linear", "geometric"] = ""
    shape: Shape | None = None
    link: Link | None = None
    source: SourceRef | None = None
    confidence: Confidence = ""


@dataclass(frozen=True, slots=True)
class AddFactor:
    """A judgement laid over a variable, driver or identity, in the years from *first* to *last*, with its reason.

    *add*: added in the variable's unit. *multiply*: times this. It never touches actuals.
    """

    first: int
    last: int
    value: float
    reason: str
    kind: Literal["add", "multiply"] = "add"


@dataclass(frozen=True, slots=True)
class LeverSetting:
    """A lever in a scenario: ticked or not; numbers given here win over the model's."""

    on: bool = True
    amount: float | None = None
    start: int | None = None
    lag: int | None = None
    leverage: float | None = None
    elasticity: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ActualsRange:
    """Which actuals of a variable take the model's place: those from *first* to *last* (``None`` = open), or none."""

    first: int | None = None
    last: int | None = None
    use: bool = True
    reason: str = ""


SpreadKind = Literal[
    "none",
    "normal",
    "two_piece_normal",
    "triangular",
    "pert",
    "uniform",
    "lognormal",
    "empirical",
    "past_growth",
    "past_errors",
]


@dataclass(frozen=True, slots=True)
class Spread:
    """How uncertain a driver, or the elasticity of a lever, is.

    numbers: of the distribution, by the names of ``design/command_line.md`` (mean, sd, mode, sigma, skew, min, max,
    lambda, p5, p95). around *path*: the distribution is of the distance from what the scenario assumes (growth: in
    fractions a period; level: as a fraction of the level); around *value*: of the growth (level, elasticity) itself.
    each_period: a draw of its own for every period, else one for the whole path. *past_growth* draws from growth
    rates of the driver within *window* (all, if none is given), as distances from their mean. *past_errors* draws
    from the errors a period that this way of projecting made in the past (:mod:`workbench.calc.past`). *none*: certain,
    whatever the parent says.
    """

    kind: SpreadKind
    numbers: dict[str, float] = field(default_factory=dict)
    values: tuple[float, ...] = ()
    of: Literal["growth", "level", "elasticity"] = "growth"
    around: Literal["path", "value"] = "path"
    each_period: bool = False
    window: tuple[int, int] | None = None
    reason: str = ""
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True)
class Correlation:
    """Rank correlation between the spreads of two variables (or levers)."""

    first: str
    second: str
    value: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Assumptions for a model. Drivers not named in ``paths`` are the parent's; so with every other dictionary here.

    An empty tuple of add factors takes those of the parent away. ``correlations``: ``None`` = the parent's.
    """

    id: str
    model_id: str
    name: LocalText
    parent: str | None = None
    paths: dict[str, DriverPath] = field(default_factory=dict)
    note: LocalText = field(default_factory=LocalText)
    order: int = 0
    add_factors: dict[str, tuple[AddFactor, ...]] = field(default_factory=dict)
    levers: dict[str, LeverSetting] = field(default_factory=dict)
    actuals: dict[str, ActualsRange] = field(default_factory=dict)
    spreads: dict[str, Spread] = field(default_factory=dict)
    correlations: tuple[Correlation, ...] | None = None
