"""The pack being written: kept with every edit as one step, looked at on another thread after each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.domain.errors import WorkbenchError
from workbench.gui import language
from workbench.gui.language import mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.domain.pack import Pack
    from workbench.domain.text import Lang
    from workbench.gui.jobs import Job, JobContext
    from workbench.gui.workspace import Workspace
    from workbench.services.pack_marks import Margin
    from workbench.services.pack_pages import Pages

_WAIT_MS = 250
_PPI = 100.0


def _look(ctx: JobContext, frozen: Any, pack_id: str, accepted: dict[str, str]) -> Margin:
    """The marks of a pack. On a thread of its own."""
    from workbench.services.pack_marks import margin_of

    ctx.check_cancelled()
    return margin_of(frozen, frozen.pack(pack_id), accepted)


def _set(ctx: JobContext, frozen: Any, pack_id: str, lang: Lang) -> Pages:
    """The pages of a pack. On a thread of its own."""
    from workbench.services.pack_pages import pack_pages

    return pack_pages(frozen, frozen.pack(pack_id), lang, ppi=_PPI, ctx=ctx)


class Draft(QObject):
    """Which pack, and what is known of it. ``looked(Margin)``, ``set(Pages)``, ``failed(str)``: news of the other thread."""

    looked = Signal(object)
    pages_set = Signal(object)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.pack_id = ""
        self.lang: Lang = language.current()
        self.margin: Margin | None = None
        self._earlier: dict[str, dict[str, str]] = {}
        self._jobs: dict[str, Job] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._soon.timeout.connect(self._start)

    @property
    def pack(self) -> Pack | None:
        """The pack as kept."""
        if not self.pack_id:
            return None
        try:
            return self._workspace.reading.pack(self.pack_id)
        except WorkbenchError:
            return None

    @property
    def writable(self) -> bool:
        """Whether the present is shown: the past cannot be written."""
        return self._workspace.known.present and not self._workspace.session.read_only

    @property
    def busy(self) -> bool:
        """Whether marks or pages are still to come."""
        return bool(self._jobs) or self._soon.isActive()

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────

    def change(self, make: Callable[[Pack], Pack]) -> bool:
        """Keep the pack as *make* leaves it, as one step; nothing for no change. A broken rule is shown; then ``False``."""
        from workbench.services.operations.packs import SavePack

        pack = self.pack
        if pack is None:
            return False

        def work() -> bool:
            made = make(pack)
            if made == pack:
                return True
            self._workspace.execute_or_raise(SavePack(self._remembering(made, pack)), initiator="composer")
            return True

        return bool(self._workspace.attempt(work))

    def _remembering(self, made: Pack, before: Pack) -> Pack:
        """With the figures as the author sees them now, where the pack does not remember them yet."""
        from workbench.services.pack_stale import as_accepted

        if made.accepted != before.accepted or self.margin is None:
            return made  # what is seen was decided by the change itself
        seen = as_accepted(self.margin.figures)
        return replace(made, accepted={**seen, **self.accepted(before), **made.accepted})

    def accepted(self, pack: Pack) -> dict[str, str]:
        """What the figures are laid against."""
        if pack.accepted or not self._workspace.known.present:
            return pack.accepted
        if pack.id not in self._earlier:
            from workbench.services.pack_stale import earlier_figures

            self._earlier[pack.id] = earlier_figures(self._workspace.session, pack)
        return self._earlier[pack.id]

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────

    def choose(self, pack_id: str) -> None:
        """Another pack."""
        if pack_id != self.pack_id:
            self.pack_id, self.margin = pack_id, None

    def look_soon(self) -> None:
        """Look at the pack once it has been left alone for a moment."""
        self._soon.start()

    def look_now(self) -> None:
        """Without waiting."""
        self._soon.stop()
        self._start()

    def _start(self) -> None:
        self.abandon()
        pack = self.pack
        if pack is None:
            return
        from workbench.services.frozen import FrozenSession

        frozen = FrozenSession(self._workspace.reading)
        start = self._workspace.jobs.start
        looking = start(
            mark("composer", "Checking the paper…"), _look, frozen, pack.id, dict(self.accepted(pack))
        )
        setting = start(mark("composer", "Setting the pages…"), _set, frozen, pack.id, self.lang)
        for name, job, deed in (("look", looking, self._have_looked), ("set", setting, self.pages_set.emit)):
            self._jobs[name] = job
            job.done.connect(deed)
            job.failed.connect(self._failed)
            job.ended.connect(lambda name=name, job=job: self._ended(name, job))

    def _ended(self, name: str, job: Job) -> None:
        if self._jobs.get(name) is job:
            del self._jobs[name]

    def _have_looked(self, margin: Margin) -> None:
        self.margin = margin
        self.looked.emit(margin)

    def _failed(self, error: object) -> None:
        words = getattr(error, "words", None)
        self.failed.emit(str(words(language.current())) if callable(words) else str(error))

    def abandon(self) -> None:
        """Wait for nothing any more."""
        for job in self._jobs.values():
            job.abandon()
        self._jobs.clear()

    def release(self) -> None:
        """The session closes."""
        self._soon.stop()
        self.abandon()
