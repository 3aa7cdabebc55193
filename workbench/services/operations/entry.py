"""Figures entered by hand, with the source they were read from where that is new."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from workbench.base.ids import new_id
from workbench.domain.errors import RuleError
from workbench.domain.strategy import Source
from workbench.domain.text import LocalText
from workbench.services.figure_entry import Batch, Entry, NeedsError, missing_parts, observations_of

if TYPE_CHECKING:
    from workbench.domain.figure import Confidence, Observation
    from workbench.services.session import Session
    from workbench.store.store import Store


@dataclass(slots=True)
class EnterFigures:
    """Keep figures of one series that were typed or pasted: one step of undo. Held figures are followed, never changed.

    new_source: the batch's ``source`` is the title of a document not yet known; *official*: issued by the Government or
    a public body.
    """

    label: ClassVar[str] = "operation.enter-figures"
    series_id: str
    entries: tuple[Entry, ...]
    batch: Batch
    new_source: bool = False
    official: bool = False
    reason: str = ""
    _observations: tuple[Observation, ...] = field(default=(), init=False, repr=False)
    _source: Source | None = field(default=None, init=False, repr=False)

    def params(self, session: Session) -> dict[str, str]:
        """The series and how many figures."""
        name = session.indicator(self.series_id).name
        return {"count": str(len(self.entries)), "name_en": name.show("en"), "name_zh": name.show("zh-Hant")}

    def prepare(self, session: Session) -> None:
        """Names what is missing; refuses what cannot be read (see :func:`observations_of`)."""
        needs = missing_parts(session, self.series_id, self.batch)
        if needs:
            raise NeedsError(needs)
        source_id = self.batch.source
        if self.new_source:
            title = self.batch.source.strip()
            source_id = new_id("src")
            self._source = Source(source_id, LocalText(title, title), official=self.official)
        elif source_id not in session.sources():
            raise RuleError("entry.unknown-source", field="source", source=source_id)
        found = observations_of(session, self.series_id, self.entries, self.batch, source_id=source_id)
        if self._source is not None:
            standing: Confidence = "official" if self.official else "outside"
            found = tuple(replace(item, confidence=standing) for item in found)
        self._observations = found
        self.reason = self.batch.reason.strip()

    def apply(self, store: Store) -> None:
        """Writes the source first, then the figures."""
        if self._source is not None:
            store.put("source", self._source)
        store.add_observations(self._observations)
