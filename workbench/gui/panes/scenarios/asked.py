"""What the pages of the answers' dialog are asked, and a figure in few words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from workbench.gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.services.scenario_passage import Passage
    from workbench.services.scenarios import IndicatorOutcome, ScenarioRun
    from workbench.services.session import Session

_CONTEXT = "ScenariosPane"


class Refused(Exception):
    """Words for a field that cannot be read."""


@dataclass(frozen=True)
class Ask:
    """An indicator and a year, of a scenario as it stands."""

    session: Session
    run: ScenarioRun
    indicator_id: str
    year: int

    @property
    def outcome(self) -> IndicatorOutcome:
        """What the scenario says of the indicator."""
        return self.run.indicator(self.indicator_id)

    def passage(self) -> Callable[[], Passage]:
        """Makes the paragraph for a pack, when it is sent."""
        from workbench.services.scenario_passage import passage

        return partial(passage, self.session, self.run.scenario.id, self.indicator_id)


def figure_text(value: float | None, unit: object, lang: object) -> str:
    """A value of an indicator in a narrow place; *not computable* where there is none."""
    from workbench.domain.wording import number
    from workbench.gui.widgets.indicator_facts import brief

    if value is None:
        return tr(_CONTEXT, "not computable")
    narrow = brief(unit, lang)  # type: ignore[arg-type]
    places = 0 if narrow.kind in ("count", "money") else 2
    return number(value, narrow, lang, decimals=places, style="screen")  # type: ignore[arg-type]
