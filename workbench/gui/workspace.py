"""What a pane is given: the open session and the few things panes share. Panes never see the window or one another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from workbench.base.memory import many_values
from workbench.domain.errors import Cancelled, WorkbenchError
from workbench.gui.known import KnownOn
from workbench.gui.language import Text, mark

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from workbench.domain.changes import ChangeSet
    from workbench.gui.jobs import JobContext, Jobs
    from workbench.gui.notify import Notifier
    from workbench.gui.selection import Selection
    from workbench.gui.theme import Theme
    from workbench.services.operations.base import Operation
    from workbench.services.session import Session

T = TypeVar("T")
LARGE = 2_000  # rows from which on a step is not carried out in the window's own thread


class Workspace:
    """Held by every pane and dock for as long as one session is open; a new session gets new panes.

    session: plain data in, operations out. changes: a Qt signal carrying the :class:`ChangeSet` of every
    committed change (also undo, redo, restore). selection: the one shared selection. jobs: long work with
    progress and cancel. notify: the message bar. theme: tokens, icons and fonts. trigger: runs an action of the
    window by its id, such as ``workspace.trigger("data.import")`` from the button of an empty state.
    known: the moment the window shows, the present as a rule; reading: the session as known then. Whatever shows
    something reads ``reading``; whatever changes something does so through ``execute`` or ``session``.
    show_pane: brings another tab to the front by its id and gives its pane.
    """

    def __init__(
        self,
        *,
        session: Session,
        changes: SignalInstance,
        selection: Selection,
        jobs: Jobs,
        notify: Notifier,
        theme: Theme,
        trigger: Callable[[str], None],
        show_pane: Callable[[str], QWidget | None] = lambda _: None,
    ) -> None:
        self.session = session
        self.changes = changes
        self.selection = selection
        self.jobs = jobs
        self.notify = notify
        self.theme = theme
        self.trigger = trigger
        self.show_pane = show_pane
        self.known = KnownOn(session)
        self.reading = self.known.view
        changes.connect(self.known.take_up)

    def execute(self, operation: Operation, *, initiator: str = "") -> ChangeSet | None:
        """Run an operation; a broken rule or a storage failure goes to the message bar and gives ``None``."""
        return self.attempt(lambda: self.execute_or_raise(operation, initiator=initiator))

    def execute_or_raise(self, operation: Operation, *, initiator: str = "") -> ChangeSet:
        """Run an operation. Raises :class:`RuleError` (a past state is shown, too: a change would go unseen)."""
        self.known.refuse_past()
        return self.carry_out(
            mark("workspace", "Writing the figures"),
            lambda: self.session.execute(operation, initiator=initiator),
            size=len(getattr(operation, "observations", ())),
        )

    def carry_out(
        self,
        title: Text,
        work: Callable[[], T],
        *,
        size: int = LARGE,
        can_cancel: bool = True,
        **params: object,
    ) -> T:
        """Carry out a step of the session that may be long, and tell everyone of it.

        size: rows it touches. A small one is done at once; a large one on the thread that writes, while the window is
        locked and goes on painting (what it reads meanwhile is how things were before). Raises what *work* raises, and
        :class:`Cancelled`; then nothing has changed.
        """
        if size < LARGE:
            return work()
        session = self.session

        def step(context: JobContext) -> T:
            with many_values(), session.breakable(lambda: context.cancelled):
                return work()

        try:
            done: T = self.jobs.carry_out(title, step, can_cancel=can_cancel, **params)
        finally:
            session.catch_up()
        return done

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Run *work*; a :class:`WorkbenchError` is shown in words and gives ``None``; anything else is a bug."""
        try:
            return work()
        except WorkbenchError as error:
            self.tell(error)
            return None

    def tell(self, error: WorkbenchError) -> None:
        """Show what was in the way, in the message bar; that the user stopped it is no error."""
        if isinstance(error, Cancelled):
            self.notify.info(mark("workspace", "Stopped; nothing was changed."))
        else:
            self.notify.error(error)


class PaneSpec(NamedTuple):
    """A tab of the centre. ``factory`` is called once, when the tab is first shown: import heavy things inside it.

    A pane may offer ``focus_item(id: str)`` (jump from the palette) and ``release()`` (before the session closes).
    """

    id: str
    title: Text
    factory: Callable[[Workspace], QWidget]
    icon: str = ""
