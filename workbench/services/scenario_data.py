"""What a model runs on: itself made ready, and the actuals of its drivers in its own units."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.calc.engine import NotComputable
from workbench.calc.model import Compiled, compile_model
from workbench.services.actuals import yearly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.figure import Unit
    from workbench.domain.scenario import Model, Variable
    from workbench.services.session import Session

# Words for powers of ten in unit names written by hand in a model, longest first.
_POWERS: tuple[tuple[str, int], ...] = (
    *(("100 million", 8), ("10 000", 4), ("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3)),
    *(("萬億", 12), ("十億", 9), ("百萬", 6), ("億", 8), ("萬", 4)),
)


@lru_cache(maxsize=32)
def compiled(model: Model) -> Compiled:
    """The model made ready to run, kept for the next slider move."""
    return compile_model(model)


def multiplier_of(variable: Variable, units: Sequence[Unit]) -> int | None:
    """Power of ten in which a variable is counted, from its ``unit``; ``None`` where that cannot be told.

    The unit is a name of one of the workspace's units (*HK$ million*), its code where that is not
    ambiguous, or other words for it.
    """
    for names in (
        {unit.multiplier for unit in units if variable.unit in (unit.text.en, unit.text.zh_hant)},
        {unit.multiplier for unit in units if variable.unit == unit.code},
    ):
        if names:
            return names.pop() if len(names) == 1 else None
    return next((power for word, power in _POWERS if word in variable.unit), 0)


def model_history(
    session: Session, model: Model, *, as_of: str | None = None
) -> tuple[dict[str, dict[int, float]], list[NotComputable]]:
    """Actuals of the model's drivers: newest vintage known, yearly, in the unit that the model states.

    The second part tells of drivers whose unit cannot be converted (they then have no history).
    """
    units = [indicator.unit for indicator in session.indicators()]
    history: dict[str, dict[int, float]] = {}
    problems: list[NotComputable] = []
    for variable in model.variables:
        if not variable.is_driver or not variable.series_id:
            continue
        series = session.indicator(variable.series_id)
        power = multiplier_of(variable, units)
        if power is None:
            problems.append(
                NotComputable(
                    variable.name, None, "scenario.unit-unknown", {"unit": variable.unit}, variable.label
                )
            )
            continue
        shift = series.unit.multiplier - power
        history[variable.name] = {
            year: _scaled(observation.value, shift)
            for year, observation in yearly(session, variable.series_id, as_of=as_of).items()
            if observation.value is not None
        }
    return history, problems


def _scaled(value: float, power: int) -> float:
    """The decimal point moved: dividing by 10ⁿ rounds once, multiplying by 0.1ⁿ would round twice."""
    return value * float(10**power) if power >= 0 else value / float(10**-power)
