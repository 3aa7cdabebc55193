"""Changes to the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, get_args

from workbench.base.clock import today
from workbench.domain.errors import RuleError
from workbench.domain.strategy import CLAIMS_PROGRESS, DeliveryStatus
from workbench.services.operations.evidence import AddEvidence, is_date

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store


@dataclass(frozen=True, slots=True)
class SetOfficialStatus:
    """Set the delivery status of a measure. A status needs a reason, and one that claims progress needs evidence.

    date: ISO year, month or day of which it is true ("" = that of the newest evidence given). evidence: what it rests
    on: ids of evidence on the measure, or of the sources of the progress reported of it. new_evidence: evidence that is
    added in the same step and that the status rests on too.
    """

    label: ClassVar[str] = "operation.set-status"
    node_id: str
    status: DeliveryStatus
    reason: str
    date: str = ""
    evidence: tuple[str, ...] = ()
    new_evidence: AddEvidence | None = None

    def params(self, session: Session) -> dict[str, str]:
        """Names the node in both languages."""
        title = session.node(self.node_id).title
        return {"node": self.node_id, "title_en": title.show("en"), "title_zh": title.show("zh-Hant")}

    def prepare(self, session: Session) -> None:
        """Refuses an unknown status, one on anything but a measure, one without reason, and a claim without evidence."""
        node = session.node(self.node_id)
        if node.kind != "measure":
            raise RuleError("strategy.status-only-on-measures", field="status", node=self.node_id)
        if self.status not in get_args(DeliveryStatus):
            raise RuleError("strategy.unknown-status", field="status", status=self.status)
        if self.status and not self.reason.strip():
            raise RuleError("strategy.status-needs-reason", field="reason", node=self.node_id)
        new = self.new_evidence
        if new is not None:
            if new.evidence.node_id != self.node_id:
                raise RuleError(
                    "strategy.status-unknown-evidence", evidence=new.evidence.id, node=self.node_id
                )
            new.prepare(session)
        known = {item.id for item in session.evidence(self.node_id)}
        known |= {item.source.source_id for item in node.progress}
        for name in self.evidence:
            if name not in known:
                raise RuleError("strategy.status-unknown-evidence", evidence=name, node=self.node_id)
        if self.status in CLAIMS_PROGRESS and not self.evidence and new is None:
            raise RuleError("strategy.status-needs-evidence", field="evidence", node=self.node_id)
        if self.date and not is_date(self.date):
            raise RuleError("strategy.status-needs-date", field="date", date=self.date)
        if self.date > today().isoformat()[: len(self.date)]:
            raise RuleError("strategy.status-date-ahead", field="date", date=self.date)

    def apply(self, store: Store) -> None:
        """Adds the new evidence, then replaces status, reason, date and what it rests on."""
        node = store.get("node", self.node_id)
        assert node is not None
        rests_on = self.evidence
        dates = [item.as_of for item in node.progress if item.source.source_id in rests_on]
        dates += [item.date for item in store.all("evidence") if item.id in rests_on]
        if self.new_evidence is not None:
            self.new_evidence.apply(store)
            rests_on = (*rests_on, self.new_evidence.evidence.id)
            dates.append(self.new_evidence.evidence.date)
        store.put(
            "node",
            replace(
                node,
                official_status=self.status,
                official_status_reason=self.reason.strip(),
                official_status_date=(self.date or max(dates, default="")) if self.status else "",
                official_status_evidence=rests_on if self.status else (),
            ),
        )
