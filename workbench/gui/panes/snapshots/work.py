"""What takes its time, as work for a pool thread: each opens a reader of its own and may be stopped at any moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.base.memory import many_values
from workbench.gui.panes.snapshots.changes_model import Arranged, arrange

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from workbench.domain.snapshot import Snapshot
    from workbench.gui.jobs import JobContext
    from workbench.services.compare import Difference
    from workbench.services.readers import ReaderSource
    from workbench.services.search import Query

Found = tuple["list[Difference]", Arranged]


def told(context: JobContext) -> Callable[[float], None]:
    """Progress for a service: passed on, and the wish to stop heeded."""

    def progress(done: float) -> None:
        context.check_cancelled()
        context.report(done)

    return progress


def compare(
    context: JobContext,
    source: ReaderSource,
    since: str,
    until: str | None,
    limits: dict[str, float],
    query: Query | None,
    without: Collection[str],
) -> Found:
    """All differences between two states, and those to be shown as a tree."""
    with many_values():
        with source.open(lambda: context.cancelled) as reader:
            found = reader.differences(since, until, progress=told(context), **limits)
        context.check_cancelled()
        return found, arrange(found, query, without)


def choose(
    context: JobContext, found: list[Difference], query: Query | None, without: Collection[str]
) -> Arranged:
    """Of differences found already those to be shown."""
    context.report(-1)
    with many_values():
        return arrange(found, query, without)


def count(context: JobContext, source: ReaderSource, since: str) -> int:
    """How many differences there are between a snapshot and the present."""
    with many_values(), source.open(lambda: context.cancelled) as reader:
        return len(reader.differences(since, progress=told(context)))


def verify(context: JobContext, source: ReaderSource) -> tuple[Snapshot, ...]:
    """Snapshots that no longer follow from the change log."""
    with many_values(), source.open(lambda: context.cancelled) as reader:
        return reader.broken_snapshots(told(context))
