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
