"""The open workspace: reads plain values, carries out operations, tells listeners what changed, saves, remembers.

Everything that a window or a command does to a workspace goes through here. No Qt, no cursors handed out.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import __version__
from workbench.base.clock import now, stamp
from workbench.base.ids import new_id
from workbench.base.log import logger
from workbench.base.messages import word
from workbench.domain.changes import ChangeSet, Kind, Touched
from workbench.domain.errors import Cancelled, RuleError, StorageError, UsageError
from workbench.domain.issued import IssuedPaper, PaperFile
from workbench.domain.period import known_by
from workbench.domain.snapshot import Snapshot, expendable
from workbench.domain.text import Lang, LocalText
from workbench.services.operations.base import Operation, reason_of
from workbench.services.readers import HeldFigures, ReaderSource
from workbench.services.reading import Reading, by_role
from workbench.store import attachments, register
from workbench.store.container import Container, Leftover
from workbench.store.history import FOUNDING, History
from workbench.store.locks import who

if TYPE_CHECKING:
    from workbench.services.frameworks import Content
    from workbench.services.merge import MergePlan, Side

__all__ = ["Listener", "Session", "by_role"]
Listener = Callable[[ChangeSet], None]


_STEPS = 20_000  # of SQLite's machine between two looks at whether to stop: some milliseconds


class Session(Reading):
    """One open workspace. It has a home, the thread it was made in or moved to (:meth:`adopt`): there it is used.

    A long step, and saving, may be carried out by one other thread while the home thread goes on reading (it sees what
    was committed before); listeners are told of what was done there once the home thread calls :meth:`catch_up`.
    """

    def __init__(self, box: Container) -> None:
        super().__init__(box.store, History(box.store, who()))
        self._box = box
        self._home = threading.get_ident()
        self._untold: list[ChangeSet] = []
        self._held: weakref.WeakSet[HeldFigures] = weakref.WeakSet()
        self._listeners: list[Listener] = []
        self._described = 0
        self._saved_position: tuple[int, ...] = (*self._history.position(), 0)
        self.saved_at = ""

    # --- opening and closing ---------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls, path: Path, framework: str = "blueprint-2022", *, sample_in: Lang | None = None
    ) -> Session:
        """A new workspace at *path*, filled from a plan in ``data/`` (``"empty"`` for none), and saved.

        sample_in: as the sample that newcomers open, its snapshots named in that language: what was known when the
        plan was published, then everything published since as one step, so that there is something to compare.
        Raises :class:`StorageError` (never overwrites), :class:`UsageError` for an unknown plan.
        """
        from workbench.services import frameworks

        content = frameworks.load(framework)
        title = content.framework.title
        box = Container.create(
            path, title=title.en or title.zh_hant or framework, framework=framework, created_with=__version__
        )
        try:
            session = cls(box)
            session._fill(content, sample_in)
            session.save()
        except BaseException:
            box.close()
            raise
        return session

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Session:
        """Open a workspace. Raises :class:`StorageError`; see :meth:`Container.open`."""
        return cls(Container.open(path, read_only=read_only))

    @classmethod
    def recover(cls, leftover: Leftover) -> Session:
        """Go on with what a crash left behind; it counts as unsaved until it is saved."""
        session = cls(Container.open(leftover.target, working=leftover.working))
        session._saved_position = (-1,)
        return session

    def _fill(self, content: Content, sample_in: Lang | None) -> None:
        """Put the content of a plan in, outside the change log: it is where the history begins."""
        from workbench.services.pack_files import shipped_packs

        store = self._store
        known_from = known_by(content.framework.published)
        later = [item for item in content.observations if sample_in and known_by(item.vintage) > known_from]
        held_back = set(map(id, later))
        things: tuple[tuple[Kind, tuple[Any, ...]], ...] = (
            ("source", content.framework.sources),
            ("body", content.framework.bodies),
            ("node", content.framework.nodes),
            ("milestone", content.framework.milestones),
            ("indicator", content.indicators),
            ("definition", content.definitions),
            ("target", content.targets),
            ("term", content.terms),
            ("model", content.models),
            ("scenario", content.scenarios),
            ("pack", shipped_packs(content.framework.id)),
        )
        with store.atomic():
            for kind, items in things:
                for order, item in enumerate(items):
                    store.put(kind, item, order=order)
            store.add_observations(item for item in content.observations if id(item) not in held_back)
            store.put_setting(
                "title", {"en": content.framework.title.en, "zh-Hant": content.framework.title.zh_hant}
            )
        if sample_in:
            self._history.create_snapshot(word("session.sample-published", sample_in), "")
            self._history.record(
                lambda store: store.add_observations(later), label=FOUNDING, params={"count": str(len(later))}
            )
            self._history.create_snapshot(word("session.sample-since", sample_in), "")
            self._cache.clear()

    def close(self) -> None:
        """Close without saving; ask first if :attr:`dirty`."""
        self._listeners.clear()
        for held in tuple(self._held):
            held.close()
        self._box.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The workspace file."""
        return self._box.target

    @property
    def read_only(self) -> bool:
        """Whether the file itself cannot be saved (changes can still be tried and saved elsewhere)."""
        return self._box.read_only

    # --- changing --------------------------------------------------------------------------------------------------

    def execute(self, operation: Operation, *, initiator: str = "") -> ChangeSet:
        """Carry out one operation: validated, one transaction, one step of undo, then the listeners are told.

        Raises :class:`RuleError` or :class:`StorageError`; then nothing has changed.
        """
        operation.prepare(self)
        change = self._history.record(
            operation.apply,
            label=operation.label,
            params=operation.params(self),
            reason=reason_of(operation),
            initiator=initiator,
        )
        return self._tell(change)

    def undo(self, *, initiator: str = "") -> ChangeSet | None:
        """Take back the last step; ``None`` if there is none."""
        change = self._history.undo(initiator)
        return self._tell(change) if change else None

    def redo(self, *, initiator: str = "") -> ChangeSet | None:
        """Do the step undone last again; ``None`` if there is none."""
        change = self._history.redo(initiator)
        return self._tell(change) if change else None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change. Returns what ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def read_ahead(self) -> None:
        """Read what every window shows first, on the thread that opened the session, so that the window need not."""
        for read in (
            self.title, self.nodes, self.bodies, self.sources, self.milestones, self.indicators, self.targets,
            self.models, self.scenarios, self.packs, self.evidence, self.documents, self.snapshots, self.history,
            self.undo_step, self.redo_step, self.unsourced,
        ):  # fmt: skip
            read()
        for indicator in self.indicators():
            if indicator.role == "reference":
                self.vintages(indicator.id)

    def adopt(self) -> None:
        """Make the present thread the session's home. For a session that was opened on another one."""
        self._home = threading.get_ident()

    def catch_up(self) -> None:
        """Tell the listeners of what another thread has done. In the home thread."""
        untold, self._untold = self._untold, []
        for change in untold:
            self._publish(change)

    @contextmanager
    def breakable(self, cancelled: Callable[[], bool]) -> Iterator[None]:
        """A step carried out inside is broken off soon after *cancelled* says so, and leaves nothing behind.

        Raises :class:`Cancelled`. What was committed by then stays.
        """
        self._store.stop_when(cancelled, _STEPS)
        try:
            yield
        except StorageError as error:
            if error.code == "store.interrupted":
                raise Cancelled from error
            raise
        finally:
            self._store.stop_when(None, _STEPS)

    def _tell(self, change: ChangeSet) -> ChangeSet:
        if threading.get_ident() != self._home:
            self._untold.append(change)
            return change
        self.catch_up()
        return self._publish(change)

    def _publish(self, change: ChangeSet) -> ChangeSet:
        """Forget what the change made stale, then tell everyone; one listener's mistake does not stop the others."""
        stale = {*change.touched, "log"} - {"observation"}
        for place in [place for place in self._cache if place[0] in stale]:
            del self._cache[place]
        if "observation" in change.touched:
            series = change.touched["observation"].ids
            for name in series:
                self._cache.pop(("observation", name), None)
            self._stale_series |= series
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception:  # noqa: BLE001 - the change is made; a view that fails must not undo that
                logger.exception("a listener failed on change %s", change.id)
        return change

    # --- keeping ---------------------------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether there is anything that the file on disk does not have yet."""
        return (*self._history.position(), self._described) != self._saved_position

    def save(self, *, overwrite_changed: bool = False) -> None:
        """Save to the own file. Raises :class:`StorageError`; then the old file is as it was and the work is kept.

        On any thread: what is done meanwhile in the home thread is not in the file, and leaves the session dirty.
        """
        self._save(None, overwrite_changed=overwrite_changed)

    def save_as(self, path: Path) -> None:
        """Save under another name (replacing what is there) and go on with that file. Raises :class:`StorageError`."""
        if not path.parent.is_dir():
            raise StorageError("store.no-folder", file=path.name, folder=path.parent.name)
        self._save(path)

    def _save(self, path: Path | None, *, overwrite_changed: bool = False) -> None:
        self.seal_ahead()
        self._mark_automatically()
        attachments.drop_unneeded(self._store, now())
        described = self._described
        positions: list[tuple[int, ...]] = []
        self._box.save(
            path,
            overwrite_changed=overwrite_changed,
            saved=lambda store: positions.append((*History(store, "").position(), described)),
        )
        self._saved_position = positions[-1]
        self.saved_at = stamp()

    def seal_ahead(self, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Work out beside the session what the next snapshot has to hash, so that it takes no time when it is taken.

        On any thread. Raises :class:`StorageError`, :class:`Cancelled`.
        """
        with self.reader_source().open(cancelled) as reader:
            links = reader.unsealed()
        if links:
            self._history.seal(links)

    def _mark_automatically(self) -> None:
        """An automatic snapshot of each state that is saved with something new in it; old ones go by the ladder."""
        marks = self.snapshots()
        if self._history.position()[0] == (marks[-1].change_id if marks else 0):
            return
        mark = self._history.create_snapshot(stamp(), "", auto=True)
        self._history.purge_snapshots(expendable((*marks, mark), now()))
        self._cache.pop(("snapshot", ""), None)
        self._tell(_snapshot_change(mark))

    def create_snapshot(self, name: str, comment: str = "") -> Snapshot:
        """Mark the present state under a name. Raises :class:`RuleError` without one."""
        if not name.strip():
            raise RuleError("session.needs-name", field="name")
        mark = self._history.create_snapshot(name.strip(), comment.strip())
        self._cache.pop(("snapshot", ""), None)
        self._tell(_snapshot_change(mark))
        return mark

    def record_issued(
        self, pack_id: str, title: LocalText, files: Sequence[PaperFile], *, meeting: str = ""
    ) -> tuple[IssuedPaper, ...]:
        """Enter the files of a paper in the register, under the snapshot of the state they were written from.

        That snapshot is made now, and never purged, unless one that the user made marks this very state. Raises
        :class:`RuleError` without files. Not a step of undo: a paper that went out cannot be called back.
        """
        if not files:
            raise RuleError("issued.nothing")
        mark = next((mark for mark in reversed(self.snapshots()) if not mark.auto), None)
        if mark is None or mark.change_id != self._history.position()[0]:
            mark = self.create_snapshot(f"{pack_id} {stamp()}", ", ".join(file.file_name for file in files))
        at, by = stamp(), who()
        entered = register.enter(
            self._store,
            [
                IssuedPaper(
                    new_id("iss"), pack_id, title, mark.id, mark.digest, file.language, file.format, file.file_name,
                    file.sha256, at, by, meeting.strip(),
                )
                for file in files
            ],
        )  # fmt: skip
        self._tell(_issue_change(mark.change_id, entered))
        return tuple(entered)

    def describe_snapshot(
        self,
        snapshot_id: str,
        *,
        name: str | None = None,
        comment: str | None = None,
        pinned: bool | None = None,
    ) -> Snapshot:
        """Change name or comment of a snapshot, or pin it; ``None`` leaves a part as it is. Raises :class:`UsageError`."""
        mark = self._history.snapshot(snapshot_id)
        self._history.describe_snapshot(
            mark.id,
            name=mark.name if name is None else name.strip(),
            comment=mark.comment if comment is None else comment.strip(),
            pinned=mark.pinned if pinned is None else pinned,
        )
        self._cache.pop(("snapshot", ""), None)
        self._described += 1
        self._tell(_snapshot_change(mark))
        return self._history.snapshot(mark.id)

    def restore_snapshot(self, snapshot_id: str, *, item: tuple[Kind, str] | None = None) -> ChangeSet | None:
        """Lead the workspace back to a snapshot (id, or a name that is unique); itself undoable.

        item: only that scenario, pack, indicator with its figures, or branch of the tree, as (kind, id). ``None`` if
        nothing differs. Raises :class:`UsageError`.
        """
        from workbench.services.restore import belongs_to

        mark = self._history.snapshot(snapshot_id)
        label, params = ("operation.restore-item", {"id": item[1]}) if item else ("operation.restore", {})
        only = belongs_to(self, self._history, mark.seq, *item) if item else None
        change = self._history.lead_back(
            mark.seq, label=label, params={"name": mark.name, **params}, only=only
        )
        return self._tell(change) if change else None

    def go_to(self, change_id: int) -> ChangeSet | None:
        """Lead the workspace to how it was right after a step of :meth:`history`, undone branches included; undoable.

        This is how a branch of redo is reached again after something else was done. Raises :class:`UsageError`.
        """
        step = next((step for step in self.history() if step.id == change_id), None)
        if step is None:
            raise UsageError("session.unknown-id", kind="step", id=str(change_id))
        seq = self._history.end_of(change_id)
        change = self._history.lead_back(seq, label="operation.go-to", params={"step": str(change_id)})
        return self._tell(change) if change else None

    def reader_source(self) -> ReaderSource:
        """From where a pool thread reads this workspace as it is when it begins (see :class:`ReaderSource`)."""
        return ReaderSource(self._store.path, self._store.shown)

    def hold_figures(self) -> HeldFigures:
        """All figures as they are now, for another thread; nothing is read yet that was not read before."""
        known = {key: found for (kind, key), found in self._cache.items() if kind == "observation" and key}
        held = HeldFigures(self.reader_source(), known, (item.id for item in self.indicators()))
        self._held.add(held)
        return held

    def apply_merge(self, plan: MergePlan, choices: Mapping[tuple[str, str, str], Side]) -> ChangeSet | None:
        """Take what was decided, as one step (see :func:`workbench.services.merge.apply_merge`)."""
        from workbench.services.merge import apply_merge

        change = apply_merge(self._history, plan, choices)
        taken = register.take_over(self._store, plan.papers)
        if taken:
            self._tell(_issue_change(self._history.position()[0], taken))
        return self._tell(change) if change else None


def _issue_change(change_id: int, papers: Sequence[IssuedPaper]) -> ChangeSet:
    title = papers[0].title
    params = {"count": str(len(papers)), "title_en": title.show("en"), "title_zh": title.show("zh-Hant")}
    touched: dict[Kind, Touched] = {"issued": Touched(frozenset(paper.id for paper in papers))}
    return ChangeSet(change_id, "operation.issue", params, touched, at=papers[0].at, by=papers[0].by)


def _snapshot_change(mark: Snapshot) -> ChangeSet:
    return ChangeSet(
        mark.change_id,
        "operation.snapshot",
        {"name": mark.name},
        {"snapshot": Touched(frozenset({mark.id}))},
        at=mark.at,
        by=mark.by,
    )
