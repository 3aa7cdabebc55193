"""A model of drivers and identities on a time grid, and scenarios that store only what differs from their parent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.domain.text import LocalText

DriverKind = Literal["growth", "level"]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a model.

    A *driver* has no formula: its history comes from ``series_id`` and its future from a path (growth a year as a
    fraction, or levels). An *identity* has a formula over other variables. ``indicator_id`` names the indicator that
    the variable projects, where it does.
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

    @property
    def is_driver(self) -> bool:
        """Whether its path is assumed rather than computed."""
        return not self.formula


@dataclass(frozen=True, slots=True)
class Model:
    """Variables in printed order and the years they are evaluated for (first and last, inclusive)."""

    id: str
    title: LocalText
    first_year: int
    last_year: int
    variables: tuple[Variable, ...]

    def variable(self, name: str) -> Variable:
        """The variable of that name. Raises ``KeyError``."""
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class DriverPath:
    """What is assumed of one driver. ``growth``: a year, as a fraction; ``by_year`` wins over it for its years.

    ``levels`` fix the value itself and win over growth. ``trend``: growth is the compound rate of the actuals between
    these two years, recomputed when actuals arrive (then ``growth`` is ignored).
    """

    growth: float | None = None
    by_year: dict[int, float] = field(default_factory=dict)
    levels: dict[int, float] = field(default_factory=dict)
    trend: tuple[int, int] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Assumptions for a model. Drivers not named in ``paths`` are the parent's."""

    id: str
    model_id: str
    name: LocalText
    parent: str | None = None
    paths: dict[str, DriverPath] = field(default_factory=dict)
    note: LocalText = field(default_factory=LocalText)
    order: int = 0
