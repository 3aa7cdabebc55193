"""What packs read of a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from workbench.services.charts import ChartData

if TYPE_CHECKING:
    from workbench.domain.figure import Indicator, Observation
    from workbench.domain.pack import Pack
    from workbench.domain.scenario import Scenario
    from workbench.domain.strategy import Body, Node


class PackData(ChartData, Protocol):
    """What packs read; :class:`workbench.services.session.Session` and ``FrozenSession`` have it."""

    def pack(self, pack_id: str) -> Pack: ...  # noqa: D102
    def packs(self) -> tuple[Pack, ...]: ...  # noqa: D102
    def indicators(self) -> tuple[Indicator, ...]: ...  # noqa: D102
    def vintages(self, series_id: str) -> tuple[Observation, ...]: ...  # noqa: D102
    def observations_at(self, series_id: str, snapshot_id: str) -> tuple[Observation, ...]: ...  # noqa: D102
    def nodes(self) -> tuple[Node, ...]: ...  # noqa: D102
    def bodies(self) -> dict[str, Body]: ...  # noqa: D102
    def scenarios(self) -> tuple[Scenario, ...]: ...  # noqa: D102
    def moment(self) -> str: ...  # noqa: D102
