"""Words for the kinds, statuses and marks of the domain, in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.language import Text, mark, say

if TYPE_CHECKING:
    from workbench.domain.figure import Confidence
    from workbench.domain.strategy import DeliveryStatus, NodeKind, OfficialWording

KINDS: dict[str, Text] = {
    "vision": mark("words", "Vision"),
    "direction": mark("words", "Direction"),
    "strategy": mark("words", "Strategy"),
    "goal": mark("words", "Goal"),
    "recommendation": mark("words", "Recommendation"),
    "measure": mark("words", "Measure"),
}
STATUSES: dict[str, Text] = {
    "": mark("words", "Not assessed"),
    "not_started": mark("words", "Not started"),
    "in_progress": mark("words", "In progress"),
    "partly_completed": mark("words", "Partly completed"),
    "completed": mark("words", "Completed"),
    "late": mark("words", "Late"),
    "dropped": mark("words", "Dropped"),
}
OFFICIAL: dict[str, Text] = {
    "yes": mark("words", "Official wording"),
    "partial": mark("words", "Partly official wording"),
    "no": mark("words", "Our wording, not official"),
}
CONFIDENCE: dict[str, Text] = {
    "official": mark("words", "Official figure"),
    "derived": mark("words", "Derived from official figures"),
    "outside": mark("words", "Outside source"),
}
# SDMX CL_OBS_STATUS 2.2
OBSERVATION_STATUS: dict[str, Text] = {
    "A": mark("words", "Normal value"),
    "B": mark("words", "Break in the series"),
    "D": mark("words", "Definition differs"),
    "E": mark("words", "Estimate"),
    "F": mark("words", "Forecast"),
    "G": mark("words", "Experimental value"),
    "I": mark("words", "Imputed by the compiler"),
    "K": mark("words", "Included in another category"),
    "W": mark("words", "Includes another category"),
    "O": mark("words", "Missing value"),
    "M": mark("words", "Missing: it cannot exist"),
    "P": mark("words", "Provisional"),
    "S": mark("words", "Strike or special event"),
    "L": mark("words", "Missing: not collected"),
    "H": mark("words", "Missing: holiday or weekend"),
    "Q": mark("words", "Missing: suppressed"),
    "J": mark("words", "Derogation"),
    "N": mark("words", "Not significant"),
    "U": mark("words", "Low reliability"),
    "V": mark("words", "Not validated"),
}
ROLES: dict[str, Text] = {
    "reference": mark("words", "Reference indicator"),
    "component": mark("words", "Component"),
    "series": mark("words", "Series"),
    "imported": mark("words", "Imported series"),
}
TYPES: dict[str, Text] = {
    "programme": mark("words", "Programme"),
    "cooperation": mark("words", "Co-operation"),
    "infrastructure": mark("words", "Infrastructure"),
    "funding": mark("words", "Funding"),
    "land": mark("words", "Land"),
    "study": mark("words", "Study"),
    "target": mark("words", "Target"),
    "policy": mark("words", "Policy"),
    "event": mark("words", "Event"),
    "digital_service": mark("words", "Digital service"),
    "institution": mark("words", "Institution"),
    "regulatory": mark("words", "Regulation"),
    "tax": mark("words", "Tax"),
}
COMMITMENTS: dict[str, Text] = {
    "hard": mark("words", "Firm commitment"),
    "soft": mark("words", "Intention"),
    "exploratory": mark("words", "To be explored"),
}
PROGRESS: dict[str, Text] = {
    "in_progress": mark("words", "In progress"),
    "implemented": mark("words", "Implemented"),
    "completed": mark("words", "Completed"),
    "partly_completed": mark("words", "Partly completed"),
    "ongoing": mark("words", "Ongoing"),
    "related_step": mark("words", "A related step"),
    "launched": mark("words", "Launched"),
    "study": mark("words", "Under study"),
    "planned": mark("words", "Planned"),
    "restated": mark("words", "Restated"),
}
TARGET_KINDS: dict[str, Text] = {
    "earlier_target": mark("words", "Earlier target"),
    "plan": mark("words", "Planned quantity"),
    "hope": mark("words", "Stated hope, not a target"),
}
MARKS: dict[str, Text] = {
    "p": mark("words", "Provisional figure"),
    "r": mark("words", "Revised figure"),
    "e": mark("words", "Estimate"),
    "f": mark("words", "Forecast"),
    "@": mark("words", "As marked in the source: see the notes of the table"),
}


def _known(table: dict[str, Text], key: str) -> str:
    """The words for *key*; a key that a plan brought and we do not know shows as it is."""
    text = table.get(key)
    return say(text) if text is not None else key.replace("_", " ")


def role_words(role: str) -> str:
    """*Reference indicator* / *參考指標*."""
    return _known(ROLES, role)


def type_words(kind: str) -> str:
    """*Programme* / *計劃*; empty for none."""
    return _known(TYPES, kind) if kind else ""


def commitment_words(commitment: str) -> str:
    """How binding the wording is; empty for none."""
    return _known(COMMITMENTS, commitment) if commitment else ""


def progress_words(status: str) -> str:
    """What a source said of progress."""
    return _known(PROGRESS, status)


def target_kind_words(kind: str) -> str:
    """What a target is, where it is not a reference figure of the plan itself; empty for those."""
    return _known(TARGET_KINDS, kind) if kind != "reference_target" else ""


def status_code_words(code: str) -> str:
    """An SDMX observation status in words."""
    return _known(OBSERVATION_STATUS, code)


def mark_words(sign: str) -> str:
    """What a printed mark means, where we know."""
    text = MARKS.get(sign)
    return say(text) if text is not None else say(MARKS["@"])


def kind_words(kind: NodeKind) -> str:
    """*Measure* / *措施*."""
    return say(KINDS[kind])


def status_words(status: DeliveryStatus) -> str:
    """*In progress* / *推行中*."""
    return say(STATUSES[status])


def official_words(official: OfficialWording) -> str:
    """Whose the English wording is."""
    return say(OFFICIAL[official])


def confidence_words(confidence: Confidence) -> str:
    """How sure a figure is."""
    return say(CONFIDENCE[confidence])


EVIDENCE: dict[str, Text] = {
    "progress": mark("words", "Reports progress"),
    "setback": mark("words", "Reports a delay or obstacle"),
    "figure": mark("words", "Gives a figure"),
    "restated": mark("words", "Words the promise anew"),
    "other": mark("words", "Other evidence"),
    "official": mark("words", "Official"),
    "published": mark("words", "Published, not official"),
    "unpublished": mark("words", "Unpublished"),
    "unverified": mark("words", "Not verified"),
}


def evidence_words(key: str) -> str:
    """Kind or reliability of evidence."""
    return _known(EVIDENCE, key)
