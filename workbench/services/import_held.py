"""What the workspace holds, for planning an import on another thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.services.frozen import FrozenSession

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.services.session import Session


class Held(FrozenSession):
    """A session held still, with its recipes and history."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._recipes, self._history = session.recipes(), session.history()

    def recipes(self) -> dict[str, dict[str, Any]]:
        """As :meth:`Session.recipes`."""
        return self._recipes

    def history(self) -> tuple[ChangeSet, ...]:
        """As :meth:`Session.history`."""
        return self._history
