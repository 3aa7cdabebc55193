"""Checks of a run that can be computed but should be looked at: bounds, signs, closeness to history.

After the *Checks* of SDEverywhere: a finding is never an error, it is shown beside the result.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.base.messages import both
from workbench.calc.past import past_growth
from workbench.domain.text import LocalText

if TYPE_CHECKING:
    from workbench.services.scenarios import ScenarioRun

FEWEST = 5  # growth rates of the past, to compare with
_SPREAD = 2.0  # standard deviations from the mean of the past


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about a variable from a period on. code: *outside-bounds*, *sign*, *unlike-past*."""

    variable: str
    period: str
    code: str
    params: dict[str, Any]
    label: LocalText

    @property
    def message(self) -> LocalText:
        """In words."""
        said = both(f"checks.{self.code}", **self.params, period=self.period, variable="{variable}")
        english, chinese = (said[lang].replace("{variable}", name) for lang, name in self._names())
        return LocalText(english, chinese)

    def _names(self) -> tuple[tuple[str, str], tuple[str, str]]:
        return (
            ("en", self.label.get("en") or self.variable),
            ("zh-Hant", self.label.get("zh-Hant") or self.variable),
        )


def checks(run: ScenarioRun) -> tuple[Check, ...]:
    """What to look at, variable by variable in printed order, each finding once, at the first period it holds."""
    found: list[Check] = []
    grid, steps = run.inputs.ready.grid, run.result.years.tolist()
    for variable in run.model.variables:
        values = run.result.values[variable.name].tolist()
        actual = run.result.actual[variable.name].tolist()
        known = run.inputs.data.history.get(variable.name, {})
        ahead = [at for at, here in enumerate(actual) if not here and not math.isnan(values[at])]

        def say(at: int, code: str, params: dict[str, Any], variable: Any = variable) -> None:
            found.append(Check(variable.name, grid.code(steps[at]), code, params, variable.label))

        past = [value for value in known.values() if not math.isnan(value)]
        below = next((at for at in ahead if values[at] < 0), None)
        if below is not None and past and min(past) >= 0:
            say(below, "sign", {"value": f"{values[below]:.6g}"})
        path = run.inputs.paths.get(variable.name)
        if not variable.is_driver or (path is not None and path.link is not None):
            continue  # what follows another driver is said of that one
        rates = run.result.growth[variable.name].tolist()
        if variable.kind == "level":
            out = [at for at in ahead if not variable.minimum <= values[at] <= variable.maximum]
            shown = {"low": f"{variable.minimum:g}", "high": f"{variable.maximum:g}"}
            if out:
                say(out[0], "outside-bounds", {**shown, "value": f"{values[out[0]]:.6g}"})
            continue
        moving = [at for at in ahead if not math.isnan(rates[at])]
        out = [at for at in moving if not variable.minimum <= rates[at] <= variable.maximum]
        if out:
            shown = {"low": f"{variable.minimum * 100:g}%", "high": f"{variable.maximum * 100:g}%"}
            say(out[0], "outside-bounds", {**shown, "value": f"{rates[out[0]] * 100:.2f}%"})
        history = past_growth(known, run.inputs.data.breaks.get(variable.name, ()))
        if len(history) < FEWEST:
            continue
        mean = sum(history) / len(history)
        spread = math.sqrt(sum((rate - mean) ** 2 for rate in history) / (len(history) - 1))
        unlike = [at for at in moving if abs(rates[at] - mean) > _SPREAD * spread]
        if unlike:
            say(
                unlike[0],
                "unlike-past",
                {
                    "value": f"{rates[unlike[0]] * 100:.1f}%",
                    "mean": f"{mean * 100:.1f}%",
                    "low": f"{min(history) * 100:.1f}%",
                    "high": f"{max(history) * 100:.1f}%",
                },
            )
    return tuple(found)
