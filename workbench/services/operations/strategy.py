"""Changes to the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, get_args

from workbench.domain.errors import RuleError
from workbench.domain.strategy import DeliveryStatus

if TYPE_CHECKING:
    from workbench.services.session import Session
    from workbench.store.store import Store


@dataclass(frozen=True, slots=True)
class SetOfficialStatus:
    """Set the delivery status of a measure. A status needs a reason: the evidence it rests on."""

    label: ClassVar[str] = "operation.set-status"
    node_id: str
    status: DeliveryStatus
    reason: str

    def params(self, session: Session) -> dict[str, str]:
        """Names the node in both languages."""
        title = session.node(self.node_id).title
        return {"node": self.node_id, "title_en": title.show("en"), "title_zh": title.show("zh-Hant")}

    def prepare(self, session: Session) -> None:
        """Refuses an unknown status, a status on anything but a measure, and a status without a reason."""
        node = session.node(self.node_id)
        if node.kind != "measure":
            raise RuleError("strategy.status-only-on-measures", field="status", node=self.node_id)
        if self.status not in get_args(DeliveryStatus):
            raise RuleError("strategy.unknown-status", field="status", status=self.status)
        if self.status and not self.reason.strip():
            raise RuleError("strategy.status-needs-reason", field="reason", node=self.node_id)

    def apply(self, store: Store) -> None:
        """Replaces status and reason."""
        node = store.get("node", self.node_id)
        assert node is not None
        store.put(
            "node", replace(node, official_status=self.status, official_status_reason=self.reason.strip())
        )
