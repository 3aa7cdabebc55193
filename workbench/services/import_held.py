"""What the workspace holds, for planning an import on another thread; gathered in small steps or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.services.frozen import FrozenSession

if TYPE_CHECKING:
    from workbench.domain.changes import ChangeSet
    from workbench.services.session import Session

_AT_ONCE = 12  # series whose figures are read in one step


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


class Holding:
    """Reads a session bit by bit in its own thread, so that no step holds up the window."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._left = [item.id for item in session.indicators()]

    def step(self) -> bool:
        """Read a little more (the session keeps what it has read); whether there is more to read."""
        for indicator_id in self._left[:_AT_ONCE]:
            self._session.vintages(indicator_id)
            self._session.definitions(indicator_id)
        del self._left[:_AT_ONCE]
        return bool(self._left)

    def held(self) -> Held:
        """Everything, what is left to read included."""
        while self.step():
            pass
        return Held(self._session)
